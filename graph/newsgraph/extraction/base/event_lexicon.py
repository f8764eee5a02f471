"""The lexicon of event types: `data/event_types.toml` as patterns and tables, and the names by which it knows words."""

from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from newsgraph.extraction.base.data_files import read_toml
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.base.syntax import children

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

# Marks the keys of patterns that are for event nouns.
NOUN = "the "
# The key of patterns for whatever verb.
ANY_VERB = "*"

_SETS = ("object", "after", "governs", "subject", "predicative", "complement", "beside")
_FLAGS = ("bare", "passive", "joint", "negated")
# "thousands of tons of grain": how many measures may stand before what they are an amount of.
_MOST_MEASURES = 3


@dataclass(frozen=True, slots=True)
class Pattern:
    """A verb whose type hangs on what stands with it; the head of the data file explains the fields."""

    type: str | None
    object: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    governs: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    predicative: frozenset[str] = frozenset()
    complement: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    bare: bool = False
    passive: bool = False
    joint: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """The tables of the data file; the patterns by verb, or by event noun after `NOUN`."""

    verbs: dict[str, str]
    nouns: dict[str, str | None]
    patterns: dict[str, list[Pattern]]
    see_through: frozenset[str]
    willing: frozenset[str]
    planning: frozenset[str]
    wishing: frozenset[str]
    promising: frozenset[str]
    jointly: frozenset[str]
    shifts: dict[str, str]
    refusable: frozenset[str]
    light: frozenset[str]
    lemmas: frozenset[str]
    slips: dict[str, str]


def _listed(words: str) -> list[str]:
    return [" ".join(word.split()) for word in words.split(",") if word.strip()]


@cache
def event_lexicon() -> EventLexicon:
    """The lexicon, read once."""
    tables = read_toml("event_types.toml")
    sets = {name: frozenset(_listed(names)) for name, names in tables["sets"].items()}
    sets["person"] |= words("nominals", "person") | words("nominals", "group")

    def members(names: str) -> frozenset[str]:
        return frozenset(
            chain.from_iterable(sets[name[1:]] if name.startswith("@") else {name} for name in _listed(names))
        )

    patterns: dict[str, list[Pattern]] = {}
    for entry in tables["pattern"]:
        fields: dict[str, Any] = {key: members(entry[key]) for key in _SETS if key in entry}
        fields |= {key: True for key in _FLAGS if entry.get(key)}
        pattern = Pattern(type=entry["type"] or None, **fields)
        for key in [*_listed(entry.get("verbs", "")), *(NOUN + noun for noun in _listed(entry.get("nouns", "")))]:
            patterns.setdefault(key, []).append(pattern)
    choice = tables["choice"]
    verbs = {verb: kind for kind, verbs in tables["verbs"].items() for verb in _listed(verbs)}
    return EventLexicon(
        verbs=verbs,
        nouns={noun: kind or None for kind, nouns in tables["nouns"].items() for noun in _listed(nouns)},
        patterns=patterns,
        see_through=frozenset(_listed(choice["see_through"])),
        willing=frozenset(_listed(choice["willing"])),
        planning=frozenset(_listed(choice["planning"])),
        wishing=frozenset(_listed(choice["wishing"])),
        promising=frozenset(_listed(choice["promising"])),
        jointly=frozenset(_listed(choice["jointly"])),
        shifts=choice["shifts"],
        refusable=frozenset(_listed(choice["refusable"])),
        light=frozenset(_listed(choice["light"])),
        lemmas=frozenset(key.split()[0] for key in chain(verbs, patterns)),
        slips=dict(pair.split() for pair in _listed(choice["slips"])),
    )


def verb_lemma(verb: "Token") -> str:
    """The lemma of a verb; the lemmatizer's slips are put right where the lexicon knows better.

    "staged" (stag), "raped" (rap), "rearrested" (rearreste), "readied" (readie), "retook" (retook).
    """
    lemma = event_lexicon().slips.get(verb.lower_) or verb.lemma_.lower()
    known = event_lexicon().lemmas
    if f"{lemma}e" in known and (lemma not in known or verb.lower_ == f"{lemma}ed"):
        return f"{lemma}e"
    others = (lemma[:-1], f"{lemma[:-2]}y" if lemma.endswith("ie") else "")
    wrong = lemma not in known and lemma.endswith("e")
    return next((other for other in others if other in known), lemma) if wrong else lemma


def names_of(head: "Token") -> list[str]:
    """What a noun may stand as in a set: itself, itself with the word before it, and what it is an amount of."""
    found = []
    for token in (head, *measured(head)):
        lemma = token.lemma_.lower()
        before = children(token, "compound", "amod", "nmod", "det")
        found += [f"{form} {lemma}" for word in before for form in (word.lower_, word.lemma_.lower())]
        found += [f"{lemma} of {inner.lemma_.lower()}" for inner in _after_of(token)]
        found += [lemma, token.lower_, f"<{token.ent_type_.lower()}>"]
    return found


def measured(head: "Token") -> "list[Token]":
    """What a noun of measure is an amount of: [negotiations] of "a third round of negotiations"."""
    found: list[Token] = []
    token = head
    while len(found) < _MOST_MEASURES and (token.lemma_.lower() in event_lexicon().see_through or token.pos_ == "NUM"):
        inner = _after_of(token)
        if not inner:
            break
        token = inner[0]
        found.append(token)
    return found


def _after_of(noun: "Token") -> "list[Token]":
    return [inner for prep in children(noun, "prep") if prep.lower_ == "of" for inner in children(prep, "pobj")]
