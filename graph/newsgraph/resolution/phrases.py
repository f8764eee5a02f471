"""Phrases for who or what takes part, and whether two mean the same: by entity, head, names and content words."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from newsgraph.normalisation import fold
from newsgraph.record import EntityType
from newsgraph.resolution.quantities import Quantity, quantity, singular
from newsgraph.resolution.senses import are_alike, exclude_each_other

_BREAK = re.compile(
    r",\s|;|\b(?:of|in|on|at|by|for|from|to|with|as|about|into|against|among|between|under|after|before|during|through|who|"
    r"which|whom|that|whose|when|where|because|led|called|near|inside|outside|without|over)\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_OF = re.compile(r"^(?:all|some|many|most|several|one|none|half|both) of ")
_SAME, _LIKELY, _PARTLY = 1.0, 0.8, 0.5
_CLASH = -1.0
UNKNOWN = 0.0
_FEW = 2  # words that two phrases say beside one head, from which they may still mean one thing


@cache
def settings() -> dict[str, Any]:
    """The tables of `contradictions.toml`."""
    return tomllib.loads(files(__package__).joinpath("contradictions.toml").read_text(encoding="utf-8"))


@cache
def words_for(name: str) -> frozenset[str]:
    """A list of words of `contradictions.toml`."""
    return frozenset(settings()[name].split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a phrase says of who or what is meant."""

    text: str
    slug: str | None  # of the entity that it is as a whole
    named: bool  # whether its article names that entity
    kind: EntityType | None
    head: str  # its noun, in the singular
    words: frozenset[str]  # its content words, without the head
    inside: frozenset[str]  # slugs of the entities that it speaks of
    names: frozenset[str] = frozenset()  # slugs of the entities that it names
    proper: frozenset[str] = frozenset()  # its words that begin with a capital, as names do
    roles: frozenset[str] = frozenset()  # words that the articles use of the entity: roles and names
    stands_for: str | None = None
    within: frozenset[str] = frozenset()  # slugs of the places that hold it
    any: bool = False  # whether it stands for any ("nothing", "a single dollar")
    other: bool = False  # whether it says that another of the kind is meant ("another club")
    part: bool = False  # whether it says that a part is meant ("two of the wards")
    plural: bool = False
    pronoun: bool = False
    quantity: Quantity | None = None

    @property
    def slugs(self) -> frozenset[str]:
        """The entities that it is or names."""
        return self.inside | {self.slug} if self.slug else self.inside


@lru_cache(maxsize=1 << 14)
def content_words(text: str) -> tuple[str, ...]:
    """The words of a text that say what is meant, folded, in the singular."""
    short, empty = settings()["short"], _empty()
    apart = text.replace("'s ", " ").replace("’s ", " ").replace("-", " ")
    return tuple(short.get(word) or singular(word) for word in fold(apart).split() if word not in empty)


@cache
def _empty() -> frozenset[str]:
    return words_for("empty") | words_for("none") | words_for("any")


@cache
def _any_but_one() -> frozenset[str]:
    return words_for("any") - {"one"}


@lru_cache(maxsize=1 << 14)
def head_of(text: str) -> str:
    """The noun that a phrase is built around, as far as its words tell: the last one before what is said of it."""
    lower = _OF.sub("", text.lower().strip())
    first = next((part for part in _BREAK.split(lower) if part.strip()), lower)
    anyone = words_for("any")
    for word in reversed(content_words(first)):
        if word not in anyone and not word.isdigit() and quantity(word) is None:
            return word
    return ""


def read_phrase(
    text: str,
    *,
    slug: str | None = None,
    named: bool = False,
    kind: EntityType | None = None,
    inside: frozenset[str] = frozenset(),
    names: frozenset[str] = frozenset(),
    roles: frozenset[str] = frozenset(),
    stands_for: str | None = None,
    within: frozenset[str] = frozenset(),
) -> Phrase:
    """A phrase from its words and the entities that it is or names."""
    raw = _WORD.findall(text.lower())
    first = set(raw[:3])
    head = head_of(text)
    told = frozenset(content_words(text)) - {head}
    pronoun = slug is None and bool(raw) and all(word in words_for("pronouns") for word in raw)
    of = next((place for place, word in enumerate(raw[:3]) if word == "of"), 0)
    return Phrase(
        text=text,
        slug=slug,
        named=named,
        kind=kind,
        head=head,
        words=told,
        inside=inside - {slug} if slug else inside,
        names=names - {slug} if slug else names,
        proper=_proper(text),
        roles=roles,
        stands_for=stands_for,
        within=within,
        any=bool(set(raw[:2]) & words_for("none")) or not first.isdisjoint(_any_but_one()),
        other=bool(set(raw) & words_for("other")) and not named,
        part=of > 0 and raw[of - 1] in words_for("part"),
        plural=bool(raw) and singular(raw[-1]) != raw[-1],
        pronoun=pronoun,
        quantity=quantity(text),
    )


def compare(one: Phrase | None, other: Phrase | None, near: bool) -> float:
    """How sure it is that two phrases mean the same, from 0 to 1; below 0 where they mean two.

    Args:
        one: a phrase; null where the clause has none.
        other: the other one.
        near: whether their articles tell one story, so that "the minister" is the same in both.
    """
    if one is None or other is None or one.pronoun or other.pronoun:
        return UNKNOWN
    if one.slug and one.slug == other.slug:
        return _SAME if one.quantity is None or other.quantity is None else _LIKELY
    if one.any or other.any:
        return _any(one, other)
    if one.other != other.other or one.part != other.part:
        return _CLASH
    if one.slug and other.slug and one.named and other.named:
        return _two_names(one, other, near)
    if one.named or other.named:
        named, described = (one, other) if one.named else (other, one)
        found = _described(named, described)
    else:
        found = _by_words(one, other)
    return found if near or found <= 0 else found / 4


def _two_names(one: Phrase, other: Phrase, near: bool) -> float:
    """Whether two entities with names are one all the same: a state and its seat, a surname and the full name."""
    if one.slug == other.stands_for or other.slug == one.stands_for:
        return _PARTLY
    if one.slug in other.within or other.slug in one.within:
        return _PARTLY
    mine, its = one.words | {one.head}, other.words | {other.head}
    if not words_for("pronouns").isdisjoint(mine | its):
        return _CLASH
    short, full, known = (mine, its, other) if len(mine) <= len(its) else (its, mine, one)
    if near and len(short) == 1 and (short <= full or short <= known.roles) and {one.kind, other.kind} & {"person"}:
        return _LIKELY
    return _CLASH


def _any(one: Phrase, other: Phrase) -> float:
    """Whether a phrase for any of its kind ("no tanker", "nothing") takes in another."""
    anyone, meant = (one, other) if one.any else (other, one)
    if not anyone.head or anyone.head in ("thing", "other"):
        return _PARTLY
    if are_alike(meant.head, anyone.head) or anyone.head in meant.words:
        return _SAME if anyone.words <= meant.words or not meant.words else _PARTLY
    return _CLASH if meant.head else UNKNOWN


def _described(named: Phrase, described: Phrase) -> float:
    """Whether a description is of somebody who has a name."""
    if described.slug and described.slug in named.inside:
        return UNKNOWN
    if named.slug in described.inside and named.kind == "place" and described.head in words_for("settlements"):
        return _LIKELY
    if named.slug in described.inside:
        return _PARTLY if described.head in words_for("bodies") else _CLASH
    if described.head and any(are_alike(described.head, role) for role in named.roles):
        clash = any(exclude_each_other(a, b) for a in described.words for b in named.roles)
        strange = described.words - named.roles if len(described.words) > 1 else frozenset()
        return _CLASH if clash else _LIKELY if not strange else _PARTLY
    if named.kind == "person" and described.head in words_for("collective"):
        return _CLASH
    if described.plural or (described.kind and named.kind != described.kind):
        return _CLASH
    return UNKNOWN


def _by_words(one: Phrase, other: Phrase) -> float:
    """Whether two phrases without names mean the same, by head and content words."""
    if any(exclude_each_other(a, b) for a in {one.head, *one.words} for b in {other.head, *other.words}):
        return _CLASH
    mine, its = _told(one), _told(other)
    if one.head and other.head and are_alike(one.head, other.head):
        if one.names and other.names and not one.names & other.names and not mine & its:
            return _CLASH
        if one.head != other.head and (mine or its) and not mine & its:
            return UNKNOWN
        if mine <= its or its <= mine:
            return _LIKELY if (mine and its) or not (mine or its) else _LIKELY - 0.1
        if mine & its:
            return _PARTLY if len(mine & its) == 1 else _LIKELY - 0.1
        return (
            UNKNOWN
            if one.head == other.head and (not one.names or not other.names) and len(mine) + len(its) <= _FEW
            else _CLASH
        )
    if not (one.head and other.head) and one.quantity and other.quantity:
        return _LIKELY - 0.1 if one.quantity.value == other.quantity.value else _CLASH
    if any(a.head in words_for("measures") and b.head in a.words for a, b in ((one, other), (other, one))):
        return _LIKELY - 0.1  # "the price of bread", "bread"
    if one.kind == "person" and other.kind == "person" and not (one.plural or other.plural):
        return UNKNOWN
    if _is_name(one) != _is_name(other):
        return UNKNOWN
    return _CLASH if one.head and other.head else UNKNOWN


def _proper(text: str) -> frozenset[str]:
    """The words behind the first that begin with a capital, as content words."""
    _, _, rest = text.partition(" ")
    return frozenset(content_words(" ".join(word for word in rest.split() if word[:1].isupper())))


def _is_name(phrase: Phrase) -> bool:
    """Whether the words are a name that no entity was found for: capitals, and no article before them."""
    words = phrase.text.split()
    return bool(words) and all(word[:1].isupper() for word in words) and words[0].lower() not in words_for("empty")


def _told(phrase: Phrase) -> frozenset[str]:
    """What a phrase says beside its head, but for numbers."""
    return frozenset(
        word
        for word in phrase.words
        if not word.isdigit() and word not in words_for("counting") and quantity(word) is None
    )
