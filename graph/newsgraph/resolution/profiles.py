"""Entities as resolution sees them: each with its article, its names, its nation."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from newsgraph.normalisation import bare
from newsgraph.record import Entity, Record
from newsgraph.resolution.keys import Key
from newsgraph.resolution.names import words


@dataclass(slots=True)
class Profile:
    """An entity of one article, as resolution sees it."""

    key: Key
    entity: Entity
    names: Counter[str] = field(default_factory=Counter)  # its mentions by name, as the article spells them
    head: str = ""  # the folded head of the phrase that is its label ("troops" of "Russian troops")
    plural: bool = False  # whether that is a plural
    by_demonym: bool = False  # whether the article means it by a demonym ("British")
    nationality: str | None = None  # ISO code of the country that its words say it is of

    @property
    def named(self) -> bool:
        """Whether the article gives it a name."""
        return bool(self.names)


def profiles(records: Iterable[Record]) -> list[Profile]:
    """All entities of all records, in the order of the articles' ids."""
    found: list[Profile] = []
    demonyms: dict[str, str] = {}
    for record in sorted(records, key=lambda one: one.article.id):
        known = {entity.id: Profile((record.article.id, entity.id), entity) for entity in record.entities}
        for mention in record.mentions:
            profile = known.get(mention.entity)
            if profile and not profile.head and bare(mention.text).endswith(bare(profile.entity.label)):
                profile.head = bare(mention.head)
                profile.plural = mention.plural or profile.head in words("actors", "irregular_plurals")
            if profile and mention.form == "name":
                profile.names[mention.text] += 1
            elif profile and mention.form == "demonym":
                profile.by_demonym = True
                place = profile.entity.location
                if place and place.country and place.kind == "country":
                    demonyms[bare(mention.text)] = place.country
        found.extend(known.values())
    for profile in found:
        said = (demonyms[word] for word in bare(profile.entity.label).split() if word in demonyms)
        profile.nationality = profile.entity.nationality or (None if profile.names else next(said, None))
    return found


def best_name(profile: Profile) -> str:
    """The name that says most: the label where the article uses it as a name or has none, else that of most words."""
    if profile.entity.label in profile.names or not profile.names:
        return profile.entity.label
    return min(profile.names, key=lambda name: (-len(bare(name).split()), -profile.names[name], name))


def is_plural(folded: str) -> bool:
    """Whether a folded noun phrase is about several: a plural, regular or one of the few that aren't."""
    if not folded:
        return False
    head = head_word(folded)
    return head in words("actors", "irregular_plurals") or (
        head.endswith("s") and not head.endswith(tuple(words("actors", "singular_endings")))
    )


def head_word(folded: str) -> str:
    """The noun that a folded noun phrase is about: the last word before a preposition."""
    parts = folded.split()
    for position, part in enumerate(parts[1:], start=1):
        if part in words("actors", "after_head"):
            return parts[position - 1]
    return parts[-1]
