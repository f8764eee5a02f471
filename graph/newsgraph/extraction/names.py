"""Proper names: where they begin and end, and what they name, going by the article as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgraph.extraction.lexicon import words
from newsgraph.extraction.linear import load_model
from newsgraph.extraction.name_signs import given_names, key, signs_of
from newsgraph.record import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from newsgraph.extraction.gazetteer import Gazetteer

_TYPES: dict[str, EntityType] = {
    "person": "person", "organization": "organization", "group": "group", "place": "place",
}  # fmt: skip
_NO_NAME = {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"}
_QUOTES = set("\"'“”‘’«»()[]{},.;:-–—/|#@*")
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
    for span, _ in candidates:
        if kind := types[key(span)]:
            found.append(Name(span, kind))
        found += _nested(span, types, gazetteer)
    return found


def find_candidates(doc: "Doc") -> "list[tuple[Span, str]]":
    """What may be a name, in the order of the text, none within another, each with spaCy's label or none ("")."""
    trimmed = ((piece, label) for span, label in _raw(doc) for piece in _pieces(span) if piece)
    joined: list[tuple[Span, str]] = []
    for span, label in sorted(trimmed, key=lambda pair: pair[0].start):
        before = joined[-1][0] if joined else None
        if before is not None and _continues(before, span):
            joined[-1] = (doc[before.start : span.end], "PERSON")
        elif before is None or span.start >= before.end:
            joined.append((span, label))
    return joined


def _raw(doc: "Doc") -> "Iterator[tuple[Span, str]]":
    """spaCy's entities, and the runs of proper nouns that it left out."""
    taken: set[int] = set()
    for entity in doc.ents:
        taken.update(range(entity.start, entity.end))
        if entity.label_ not in _NO_NAME:
            yield doc[entity.start : entity.end], entity.label_
    start = None
    for token in doc:
        inside = token.pos_ == "PROPN" and token.i not in taken and token.text[:1].isalnum()
        if start is not None and (not inside or token.is_sent_start):
            yield doc[start : token.i], ""
            start = None
        if inside and start is None:
            start = token.i
    if start is not None:
        yield doc[start : len(doc)], ""


def _pieces(span: "Span") -> "Iterator[Span | None]":
    """A candidate, cut where a line ends or a second article shows that another name begins."""
    doc, start = span.doc, span.start
    for token in doc[span.start + 1 : span.end]:
        new = token.lower_ in {"the", "in", "/"} and token.nbor(-1).pos_ not in {"ADP", "CCONJ", "PUNCT"}
        if new or (token.is_space and "\n" in token.text):
            yield _trimmed(doc[start : token.i])
            start = token.i
    yield _trimmed(doc[start : span.end])


def _trimmed(span: "Span") -> "Span | None":
    """A name without the articles, titles, quotation marks and possessives around it; none if nothing is left."""
    doc, start, end = span.doc, span.start, span.end
    titles, openers = words("names", "titles"), words("names", "openers")
    while start < end and (doc[start].lower_ in openers or doc[start].text[0] in _QUOTES or doc[start].is_space):
        start += 1
    while start < end and (doc[end - 1].tag_ == "POS" or doc[end - 1].text[0] in _QUOTES or doc[end - 1].is_space):
        end -= 1
    while start < end - 1 and doc[start].lower_.rstrip(".") in titles and doc[start + 1].text[:1].isupper():
        start += 1
    while start < end and (doc[end - 1].lower_ in words("names", "captions") or doc[end - 1].pos_ in {"CCONJ", "ADP"}):
        end -= 1
    if not any(token.text[:1].isupper() or token.pos_ == "PROPN" for token in doc[start:end]):
        return None
    if end - start == 1 and doc[start].lower_.rstrip(".") in titles:
        return None
    return doc[start:end]


def _continues(before: "Span", span: "Span") -> bool:
    """Whether a given name and a surname were taken for two names."""
    return (
        before.end == span.start
        and len(span) == 1
        and before[-1].dep_ == "compound"
        and before[0].lower_ in given_names()
        and before.sent.start == span.sent.start
    )


def _types(candidates: "list[tuple[Span, str]]", gazetteer: "Gazetteer") -> dict[str, EntityType | None]:
    """What each name names, by its key: one type throughout the article."""
    model = load_model("name_types")
    signs = signs_of([span for span, _ in candidates], [label for _, label in candidates], gazetteer)
    types = {name: _TYPES.get(model.best(found)) for name, found in signs.items()}
    for name in list(types):
        parts = name.split()
        surname, found = parts[-1], signs.get(parts[-1], {})
        elsewhere = found.get("in it", 0.0) + found.get("before region", 0.0) + found.get("before a place", 0.0)
        if types[name] == "person" and 1 < len(parts) < 4 and surname in types and elsewhere <= _MOSTLY:
            types[surname] = "person"
    return types


def _nested(span: "Span", types: dict[str, EntityType | None], gazetteer: "Gazetteer") -> Iterator[Name]:
    """Names within a longer one: "United States" of "United States Navy", "Texas" of "University of Texas"."""
    if types[key(span)] == "person" or gazetteer.lookup(span.text):
        return
    starts = [span.start, *(token.i + 1 for token in span[:-1] if token.lower_ == "of")]
    for start in starts:
        for end in range(span.end if start > span.start else span.end - 1, start, -1):
            part = span.doc[start:end]
            known = types.get(key(part))
            if part.root == span.root or not part.text[:1].isupper() or (start > span.start and known != "place"):
                continue
            if known is None and gazetteer.prominence(part.text) >= _WELL_KNOWN:
                known = "place"
            if known:
                yield Name(part, known)
                break
