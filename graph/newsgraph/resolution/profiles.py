"""Entities as resolution sees them: each with its article, its names, its nation."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from newsgraph.normalisation import bare
from newsgraph.record import Entity, EntityType, Mention, Record
from newsgraph.resolution.bodies import Jurisdiction, jurisdictions
from newsgraph.resolution.keys import Key
from newsgraph.resolution.names import is_acronym, settings, words
from newsgraph.resolution.quantities import quantity

_MONTH = re.compile(r"\d{4}-\d\d")


@dataclass(slots=True)
class Profile:
    """An entity of one article, as resolution sees it."""

    key: Key
    entity: Entity
    names: Counter[str] = field(default_factory=Counter)  # its mentions by name, as the article spells them
    sexes: Counter[str] = field(default_factory=Counter)  # the pronouns that its article has for it, by "f" or "m"
    head: str = ""  # the folded head of the phrase that is its label ("troops" of "Russian troops")
    plural: bool = False  # whether that is a plural
    generic: bool = False  # whether its article only calls it by words that tell nobody apart ("people")
    by_demonym: bool = False  # whether the article means it by a demonym ("British")
    nationality: str | None = None  # ISO code of the country that its words say it is of
    published: str = ""  # EDTF date of its article
    outlet: str = ""  # who published it, folded
    owner: Key | None = None  # the person that a body without a name is called after ("the Trump administration")
    taken_for: EntityType | None = None  # what its article takes it for, where the others have shown that it is not
    jurisdiction: Jurisdiction | None = None  # what body of state it is, if it is one that many countries have

    @property
    def named(self) -> bool:
        """Whether the article gives it a name, or calls it by words that are one ("the foreign ministry")."""
        return bool(self.names) or (self.jurisdiction is not None and bool(self.jurisdiction.country))

    @property
    def month(self) -> str:
        """The month of its article: "2019-08"; empty where that is not known."""
        return found[0] if (found := _MONTH.match(self.published)) else ""

    @property
    def near_months(self) -> tuple[str, ...]:
        """The month of its article, the one before and the one after; none where that is not known."""
        if not self.month:
            return ()
        year, month = int(self.month[:4]), int(self.month[5:7])
        count = 12 * year + month - 1
        return tuple(f"{one // 12:04}-{one % 12 + 1:02}" for one in (count - 1, count, count + 1))


def profiles(records: Iterable[Record]) -> list[Profile]:
    """All entities of all records, in the order of the articles' ids."""
    ordered = sorted(records, key=lambda one: one.article.id)
    found = _profiles(ordered)
    _find_bodies(found, ordered)
    return found


def _find_bodies(found: Iterable[Profile], records: Sequence[Record]) -> None:
    """Say of the bodies of state which they are: whatever an article takes them for, they are organisations."""
    named = {
        one.key: one
        for one in found
        if (one.names or not one.plural) and one.entity.location is None and not one.by_demonym
    }
    known = jurisdictions(records, {key: names_of(one) for key, one in named.items()})
    for key, jurisdiction in known.items():
        profile = named[key]
        if not (profile.names or jurisdiction.country):
            continue
        profile.jurisdiction = jurisdiction
        profile.nationality = jurisdiction.country or profile.nationality
        retype(profile, "organization")


def retype(profile: Profile, kind: EntityType) -> None:
    """Take an entity for something else than its article does."""
    if kind != profile.entity.type:
        profile.taken_for = profile.entity.type
        profile.entity = msgspec.structs.replace(profile.entity, type=kind, location=None)


def _profiles(records: Sequence[Record]) -> list[Profile]:
    names = {one.text for record in records for one in record.mentions if one.form == "name"}
    found: list[Profile] = []
    demonyms: dict[str, str] = {}
    for record in records:
        article = record.article
        published, outlet = article.published or "", bare(article.publisher or "")
        known = {
            entity.id: Profile((article.id, entity.id), entity, published=published, outlet=outlet)
            for entity in record.entities
        }
        for mention in record.mentions:
            profile = known.get(mention.entity)
            if profile and not profile.head and bare(mention.text).endswith(bare(profile.entity.label)):
                profile.head = bare(mention.head)
                profile.plural = mention.plural or profile.head in words("actors", "irregular_plurals")
            if profile and (mention.form == "name" or _is_name(mention, names)):
                profile.names[mention.text] += 1
            elif profile and (sex := settings()["person"]["pronouns"].get(mention.text.lower())):
                profile.sexes[sex] += 1
            elif profile and mention.form == "demonym":
                profile.by_demonym = True
                place = profile.entity.location
                if place and place.country and place.kind == "country":
                    demonyms[bare(mention.text)] = place.country
        _find_owners(known, record)
        described = [one for one in record.mentions if one.form != "pronoun" and one.entity in known]
        told_apart = {one.entity for one in described if not _tells_nobody_apart(one)}
        for profile in known.values():
            several = profile.plural or profile.head in words("actors", "anybody")
            certain = profile.entity.type == "place" or profile.head in words("actors", "certain")
            several = profile.entity.type == "group" or (several and not certain)
            profile.generic = several and bool(profile.head) and profile.entity.id not in told_apart
        found.extend(known.values())
    for profile in found:
        said = (demonyms[word] for word in bare(profile.entity.label).split() if word in demonyms)
        profile.nationality = profile.entity.nationality or (None if profile.names else next(said, None))
    return found


def _tells_nobody_apart(mention: Mention) -> bool:
    """Whether words mean any of many: "people", "the officials", "her friends", "over a thousand people", "one person".

    What else is said of them tells them apart: "two fishermen", "Russian troops".
    """
    if mention.form != "nominal":
        return False
    vague = words("actors", "vague")
    left = [word for word in mention.text.lower().split() if word not in vague]
    if mention.plural and len(left) == 1:
        return True
    counted = words("actors", "approximate")
    rest = [word for word in left if word not in counted and quantity(word) is None]
    return len(rest) == 1 and rest[0] in words("actors", "anybody")


def _is_name(mention: Mention, names: Collection[str]) -> bool:
    """Whether a description is a name that some article has ("the United Nations")."""
    name = mention.text.removeprefix("the ").removeprefix("The ")
    return (
        mention.form == "nominal"
        and name in names
        and all(word[0].isupper() for word in name.split() if len(word) > 3)
        and " " in name
    )


def best_name(profile: Profile) -> str:
    """The name that says most: the label if it is a name and no acronym, or the only one; else that of most words."""
    label = profile.entity.label
    spelt_out = [name for name in profile.names if not is_acronym(name)] if profile.entity.type != "place" else []
    if not profile.names or (label in profile.names and not (is_acronym(label) and spelt_out)):
        return label
    return min(spelt_out or profile.names, key=lambda name: (-len(bare(name).split()), -profile.names[name], name))


def _find_owners(known: Mapping[str, Profile], record: Record) -> None:
    """Say after whom the bodies without a name are called: whose name begins the words for them."""
    persons = {
        one.start: one
        for one in record.mentions
        if one.form == "name" and one.entity in known and known[one.entity].entity.type == "person"
    }
    for mention in record.mentions:
        profile = known.get(mention.entity)
        if profile and mention.form == "nominal" and bare(mention.head) in words("organization", "owned"):
            start = mention.end - len(mention.text.removeprefix("the ").removeprefix("The "))
            person = persons.get(start)
            if person and person.end < mention.end and person.entity != mention.entity:
                profile.owner = profile.owner or (record.article.id, person.entity)


def names_of(profile: Profile) -> tuple[str, ...]:
    """Its names, the one that says most first."""
    best = best_name(profile)
    return (best, *sorted(name for name in profile.names if name != best))


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
