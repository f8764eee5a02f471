"""Entities as resolution sees them: each with its article, its names, its nation."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from newsgraph.normalisation import bare
from newsgraph.record import Entity, EntityType
from newsgraph.resolution.bodies import Jurisdiction, jurisdictions
from newsgraph.resolution.features import ArticleFeatures, EntityFeatures, without_article
from newsgraph.resolution.keys import Key
from newsgraph.resolution.names import is_acronym, words

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


def profiles(features: Sequence[ArticleFeatures]) -> list[Profile]:
    """All entities of all articles, in their order.

    Args:
        features: what resolution takes from the articles, sorted by their ids.
    """
    found = _profiles(features)
    _find_bodies(found, features)
    return found


def _find_bodies(found: Sequence[Profile], features: Sequence[ArticleFeatures]) -> None:
    """Say of the bodies of state which they are: whatever an article takes them for, they are organisations."""
    candidates = (one.body for article in features for one in article.entities)
    named = {
        one.key: one
        for one, body in zip(found, candidates, strict=True)
        if body and (one.names or not one.plural) and one.entity.location is None and not one.by_demonym
    }
    known = jurisdictions(features, {key: names_of(one) for key, one in named.items()})
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


def _profiles(features: Sequence[ArticleFeatures]) -> list[Profile]:
    names = {name for article in features for name in article.names}
    demonyms = dict(one for article in features for one in article.demonyms)
    return [_profile(one, article, names, demonyms) for article in features for one in article.entities]


def _profile(
    one: EntityFeatures, article: ArticleFeatures, names: Collection[str], demonyms: Mapping[str, str]
) -> Profile:
    entity = one.entity
    own = Counter(dict(one.names)) if one.names else Counter[str]()
    for name, count in one.maybe_names:
        if without_article(name) in names:
            own[name] += count
    nationality = entity.nationality or None
    if nationality is None and not own:
        nationality = next((demonyms[word] for word in bare(entity.label).split() if word in demonyms), None)
    return Profile(
        key=(article.id, entity.id),
        entity=entity,
        names=own,
        sexes=Counter(dict(one.sexes)) if one.sexes else Counter(),
        head=one.head,
        plural=one.plural,
        generic=one.generic,
        by_demonym=one.by_demonym,
        nationality=nationality,
        published=article.published or "",
        outlet=article.outlet,
        owner=(article.id, one.owner) if one.owner is not None else None,
    )


def best_name(profile: Profile) -> str:
    """The name that says most: the label if it is a name and no acronym, or the only one; else that of most words."""
    label = profile.entity.label
    spelt_out = [name for name in profile.names if not is_acronym(name)] if profile.entity.type != "place" else []
    if not profile.names or (label in profile.names and not (is_acronym(label) and spelt_out)):
        return label
    return min(spelt_out or profile.names, key=lambda name: (-len(bare(name).split()), -profile.names[name], name))


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
