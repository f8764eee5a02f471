"""Proper names: where they begin and end, and what they name, going by the article as a whole."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgraph.extraction.lexicon import words
from newsgraph.record import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from newsgraph.extraction.gazetteer import Gazetteer

_TYPE_OF_LABEL: dict[str, EntityType] = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
}  # fmt: skip
_NO_NAME = {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"}
_OPENERS = {"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your"}
_QUOTES = set("\"'“”‘’«»()[],.;:-–—")


@dataclass(slots=True)
class Name:
    """A proper name in the text: tokens `start` to `end`, exclusive."""

    start: int
    end: int
    label: str  # spaCy's, "" where spaCy has no entity here
    type: EntityType | None = None


def find_names(doc: "Doc", gazetteer: "Gazetteer") -> list[Name]:
    """The names of people, organisations, groups and places, in the order of the text, none within another."""
    candidates = _joined(doc, sorted(_candidates(doc), key=lambda name: name.start))
    _decide_types(doc, candidates, gazetteer)
    return [name for name in candidates if name.type]


def _candidates(doc: "Doc") -> Iterator[Name]:
    """spaCy's entities, trimmed, and the runs of proper nouns that it left out."""
    taken: set[int] = set()
    for entity in doc.ents:
        if entity.label_ in _NO_NAME:
            taken.update(range(entity.start, entity.end))
        elif trimmed := _trimmed(entity):
            taken.update(range(entity.start, entity.end))
            yield Name(trimmed.start, trimmed.end, entity.label_)
    start = None
    for token in doc:
        inside = token.pos_ == "PROPN" and token.i not in taken and token.text[:1].isalnum()
        if inside and start is None:
            start = token.i
        if start is not None and (not inside or token.i + 1 == len(doc) or token.is_sent_end):
            end = token.i + 1 if inside else token.i
            if trimmed := _trimmed(doc[start:end]):
                yield Name(trimmed.start, trimmed.end, "")
            start = None


def _trimmed(span: "Span") -> "Span | None":
    """A name without the articles, titles, quotation marks and possessive endings around it."""
    doc, start, end = span.doc, span.start, span.end
    titles = words("names", "titles")
    while start < end and (doc[start].lower_ in _OPENERS or doc[start].text[0] in _QUOTES or doc[start].is_space):
        start += 1
    while start < end and (doc[end - 1].tag_ == "POS" or doc[end - 1].text[0] in _QUOTES or doc[end - 1].is_space):
        end -= 1
    while start < end - 1 and doc[start].lower_.rstrip(".") in titles and doc[start + 1].text[:1].isupper():
        start += 1
    while start < end and doc[end - 1].lower_ in {"image", "photo", "video"}:
        end -= 1
    if start >= end or not any(token.text[:1].isupper() or token.pos_ == "PROPN" for token in doc[start:end]):
        return None
    if end - start == 1 and doc[start].lower_.rstrip(".") in titles:
        return None
    return doc[start:end]


def _joined(doc: "Doc", names: list[Name]) -> list[Name]:
    """Given name and surname that were taken for two names become one."""
    joined: list[Name] = []
    for name in names:
        before = joined[-1] if joined else None
        if (
            before
            and before.end == name.start
            and name.end - name.start == 1
            and doc[before.end - 1].dep_ == "compound"
            and doc[before.start].lower_ in given_names()
            and doc[before.start].sent.start == doc[name.start].sent.start
        ):
            before.end, before.label = name.end, "PERSON"
        elif before is None or name.start >= before.end:
            joined.append(name)
    return joined


def given_names() -> frozenset[str]:
    """Given names, lower case."""
    return words("given_names", "male") | words("given_names", "female")


def key(tokens: "Iterable[Token]") -> str:
    """A name as it is compared within an article."""
    return " ".join(token.lower_ for token in tokens)


def _decide_types(doc: "Doc", names: list[Name], gazetteer: "Gazetteer") -> None:
    """A name is one type throughout: the one for which the article as a whole speaks loudest."""
    scores: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    count: dict[str, int] = defaultdict(int)
    for name in names:
        own = key(doc[name.start : name.end])
        count[own] += 1
        for kind, weight in _signs(doc, name):
            scores[own][kind] += weight
    surnames = {
        own.rsplit(" ", 1)[-1] for own, score in scores.items() if " " in own and _best(score) == "person"
    }
    for name in names:
        own = key(doc[name.start : name.end])
        mean = {kind: score / count[own] for kind, score in scores[own].items()}
        for kind, weight in _knowledge(doc[name.start : name.end], gazetteer):
            mean[kind] = mean.get(kind, 0.0) + weight
        if own in surnames:
            mean["person"] = mean.get("person", 0.0) + 2
        if own not in words("names", "known", "nothing", separator=";"):
            name.type = _best(mean)


def _best(scores: dict[EntityType, float]) -> EntityType | None:
    kind = max(sorted(scores), key=lambda one: scores[one], default=None)
    return kind if kind and scores[kind] > 0.5 else None


def _signs(doc: "Doc", name: Name) -> Iterator[tuple[EntityType, float]]:
    """What speaks for a type where the name stands."""
    if kind := _TYPE_OF_LABEL.get(name.label):
        yield kind, 0.8 if kind == "person" and name.end - name.start == 1 else 1.0
    before = doc[name.start - 1] if name.start else None
    after = doc[name.end] if name.end < len(doc) else None
    root = doc[name.start : name.end].root
    if after is not None and after.lower_ in words("names", "titles_of_places", "nouns"):
        yield "place", 1.5
    if before is not None and before.lower_.rstrip(".") in words("names", "honorifics"):
        yield "person", 3.0
    elif before is not None and before.lower_.rstrip(".") in words("names", "titles"):
        yield "person", 1.5
    if root.dep_ == "pobj" and root.head.lower_ in {"in", "near", "at"} and root.i == name.end - 1:
        yield "place", 0.5
        yield "person", -1.0
    if root.dep_ == "nsubj" and root.head.lemma_ in words("names", "verbs", "person"):
        yield "person", 0.4
        yield "place", -0.4
    if root.dep_ == "appos" and root.head.lemma_ in words("nominals", "person"):
        yield "person", 1.0
    if any(child.dep_ == "relcl" and any(word.lower_ == "who" for word in child.children) for child in root.children):
        yield "person", 1.0


def _knowledge(span: "Span", gazetteer: "Gazetteer") -> Iterator[tuple[EntityType, float]]:
    """What speaks for a type in the name itself."""
    last, first = span[-1].lower_, span[0].lower_
    head = next((span[token.i - span.start - 1].lower_ for token in span[1:] if token.lower_ == "of"), last)
    if key(span) in words("names", "known", "organization", separator=";"):
        yield "organization", 3.0
    if len(span) > 1:
        if head in words("names", "heads", "organization"):
            yield "organization", 1.5
        if head in words("names", "heads", "place"):
            yield "place", 1.5
        if first in words("names", "heads", "place_openers"):
            yield "place", 1.0
        if first in given_names():
            yield "person", 1.5
    elif first in given_names():
        yield "person", 0.6
    elif span.text.isupper() and len(first) > 2:
        yield "organization", 0.4
    places = gazetteer.lookup(span.text)
    if places:
        yield "place", 2.0 if places[0].kind == "country" else 1.5 * gazetteer.prominence(span.text)
