"""Proper names: where they begin and end, and what they name, going by the article as a whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.base.linear import load_model
from newsgraph.extraction.mentions.name_features import Signs, key, signs_of
from newsgraph.extraction.mentions.name_forms import TWO_INITIALS, are_initials
from newsgraph.extraction.mentions.name_heads import types_by_words
from newsgraph.extraction.mentions.name_nouns import types_told
from newsgraph.extraction.mentions.name_spans import find_candidates
from newsgraph.extraction.mentions.name_usage import types_by_use
from newsgraph.extraction.mentions.nested_places import may_stand_within
from newsgraph.record import EntityType

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Span
    from newsgraph.extraction.gazetteer.gazetteer import Gazetteer

_TYPES: dict[str, EntityType] = {
    "person": "person", "organization": "organization", "group": "group", "place": "place",
}  # fmt: skip
_NEWS_NAMES = 0.3  # log odds
_NO_PERSON = 2.0  # log odds, of one word after "the"
_LABELS = {"label=PERSON", "label=GPE", "label=LOC", "label=ORG", "label=FAC"}
_WORKS = {"WORK_OF_ART", "PRODUCT"}  # what places the names of these hold are none that the text speaks of
_DOUBTS = {
    "known nothing",
    "head nothing",
    "demonym",
    "lower case",
    "digit",
    "after quotation mark",
    "before quotation mark",
    "address",
}
_MOSTLY = 0.3  # share of a name's occurrences from which on a surname is taken for a place
_WELL_KNOWN = 0.6  # prominence in the gazetteer of a place that is one also within a longer name


@dataclass(slots=True)
class Name:
    """A proper name in the text, and what it is the name of."""

    span: "Span"
    type: EntityType


def find_names(doc: "Doc", gazetteer: "Gazetteer") -> list[Name]:
    """The names of people, organisations, groups and places, in the order of the text; some lie within others."""
    candidates = find_candidates(doc)
    types = _types(candidates, gazetteer)
    found = []
    for span, label in candidates:
        if kind := types[key(span)]:
            found.append(Name(span, kind))
        if kind or label not in _WORKS:
            found += _nested(span, types, gazetteer)
    return found


def _types(candidates: "list[tuple[Span, str]]", gazetteer: "Gazetteer") -> dict[str, EntityType | None]:
    """What each name names, by its key: one type throughout the article."""
    model = load_model("name_types")
    spans = [span for span, _ in candidates]
    signs = signs_of(spans, [label for _, label in candidates], gazetteer)
    types = {name: _TYPES.get(_likeliest(model.scores(found), found)) for name, found in signs.items()}
    for name in list(types):
        parts = name.split()
        surname, found = parts[-1], signs.get(parts[-1], {})
        elsewhere = found.get("in it", 0.0) + found.get("before region", 0.0) + found.get("before a place", 0.0)
        if types[name] == "person" and 1 < len(parts) < 4 and surname in types and elsewhere <= _MOSTLY:
            types[surname] = "person"
    for name in _short_for_deeds(types, signs):
        types[name] = None
    people = {span.text for span in spans if len(span) > 2 and types[key(span)] == "person"}
    for span in spans:
        if len(span) < 3 and any(are_initials(span.text, name) for name in people):
            types[key(span)] = "person"
    for initials, bearer in _initials_of_speakers(spans):
        if types[key(bearer)] == "person":
            types[key(initials)] = "person"
    types.update(types_by_words(spans, types, gazetteer))
    types.update(types_by_use(spans, signs, types))
    types.update(types_told(spans, types))
    return types


def _initials_of_speakers(spans: "Sequence[Span]") -> "Iterator[tuple[Span, Span]]":
    """The initials that turns of an interview begin with, and the name that they are of: "AL: We were …"."""
    named = {span.text: span for span in spans if len(span) > 1}
    for span in spans:
        doc, before = span.doc, span.doc[span.start - 1].text if span.start else "\n"
        if len(span) == 1 and before.isspace() and span.end < len(doc) and doc[span.end].text == ":":
            found = [one for name, one in named.items() if are_initials(span.text, name, TWO_INITIALS)]
            if len(found) == 1:
                yield span, found[0]


def _short_for_deeds(types: dict[str, EntityType | None], signs: dict[str, Signs]) -> list[str]:
    """The single words for people that only shorten the name of no actor: "Lorenzo" for "Hurricane Lorenzo"."""
    deeds = {name.split()[-1] for name, found in signs.items() if types[name] is None and "opens as a deed" in found}
    people = {part for name, kind in types.items() if kind == "person" and " " in name for part in name.split()}
    return [name for name in deeds - people if types.get(name) == "person"]


def _likeliest(scores: dict[str, float], signs: Signs) -> str:
    """The best class; of what the parser takes for a name and nothing speaks against, "nothing" is less likely.

    The training texts are no news: they name works, species and methods, news mostly names who acts and where.
    """
    if "one word" in signs and "after the" in signs:
        scores = {**scores, "person": scores["person"] - _NO_PERSON * signs["after the"]}
    if any(sign in signs for sign in _LABELS) and not any(sign in signs for sign in _DOUBTS):
        scores = {**scores, "nothing": scores["nothing"] - _NEWS_NAMES}
    return max(scores, key=lambda one: scores[one])


def _nested(span: "Span", types: dict[str, EntityType | None], gazetteer: "Gazetteer") -> Iterator[Name]:
    """Names within a longer one: "United States" of "United States Navy", "Texas" of "University of Texas"."""
    whole = span.text.lower() in words("names", "wholes", separator=";")
    if types[key(span)] == "person" or whole or gazetteer.lookup(span.text):
        return
    starts = [span.start, *(token.i + 1 for token in span[:-1] if token.lower_ == "of")]
    for start in starts:
        for end in range(span.end if start > span.start else span.end - 1, start, -1):
            part = span.doc[start:end]
            after = span[end - span.start : end - span.start + 1]
            if after.text.lower() in words("names", "heads", "streets") or (after and after[0].tag_ == "POS"):
                break
            known = types.get(key(part))
            if part.root == span.root or not part.text[:1].isupper() or (start > span.start and known != "place"):
                continue
            if not may_stand_within(part, span, types[key(span)], gazetteer):
                continue
            if known is None and gazetteer.prominence(part.text) >= _WELL_KNOWN:
                known = "place"
            if known == "place":
                yield Name(part, known)
                break
