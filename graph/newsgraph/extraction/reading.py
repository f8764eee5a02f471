"""The order of the layers: each takes what is known of an article and adds to it.

As in a spaCy pipeline, a layer is a name and a function from a reading to one that knows more. `read` runs them in
order; who wants another layer in the place of one, or one more, gives a list of their own.

A new layer is a package, an entry in `LAYERS`, a field of `Reading` (`base/annotations.py`) and, if its result is to
leave extraction, a field of the record that `assembly.py` fills.
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from newsgraph.articles import Article
from newsgraph.extraction import assembly
from newsgraph.extraction.attribution import attribution
from newsgraph.extraction.base.annotations import Reading, Triple
from newsgraph.extraction.base.parsed import Doc, parsed
from newsgraph.extraction.clauses import clauses, times
from newsgraph.extraction.coreference import coreference, introductions
from newsgraph.extraction.events import events
from newsgraph.extraction.gazetteer import gazetteer
from newsgraph.extraction.mentions import mentions, toponym_recognition
from newsgraph.extraction.parse.second_parse import parse_agreement, second_reading
from newsgraph.extraction.places import toponym_resolution
from newsgraph.extraction.statements import nominal_triples, triples
from newsgraph.record import Record

if TYPE_CHECKING:
    from spacy import tokens


class Layer(NamedTuple):
    """One step of reading: what it is called, and what it adds to a reading."""

    name: str
    add: Callable[[Reading], Reading]


def _mentions(reading: Reading) -> Reading:
    return replace(reading, mentions=mentions.find_mentions(reading.doc, gazetteer.load()))


def _toponyms(reading: Reading) -> Reading:
    return replace(reading, mentions=toponym_recognition.find_toponyms(reading.doc, reading.mentions, gazetteer.load()))


def _attributions(reading: Reading) -> Reading:
    return replace(reading, attributions=attribution.find_attributions(reading.doc))


def _entities(reading: Reading) -> Reading:
    return replace(reading, entities=coreference.resolve(reading.doc, reading.mentions, reading.attributions))


def _introductions(reading: Reading) -> Reading:
    taken = {mention.head.i for entity in reading.entities for mention in entity.mentions}
    return replace(reading, introductions=introductions.introductions(reading.doc, taken))


def _places(reading: Reading) -> Reading:
    return replace(reading, entities=toponym_resolution.locate(reading.entities, gazetteer.load()))


def _clauses(reading: Reading) -> Reading:
    return replace(reading, clauses=clauses.find_clauses(reading.doc))


def _times(reading: Reading) -> Reading:
    return replace(reading, times=times.find_times(reading.doc, reading.article.published))


def _events(reading: Reading) -> Reading:
    found = events.find_events(reading.doc, reading.clauses, reading.mentions_of_entities(), reading.times)
    return replace(reading, events=found)


def _statements(reading: Reading) -> Reading:
    former = list(nominal_triples.former_role_triples(reading.entities))
    ended = {role.span.root.i for entity in reading.entities for role in entity.former_roles}
    found = triples.find_triples(reading.doc, reading.clauses)
    present = [one for one in found if one.clause is not None or one.predicate.i not in ended]
    second = _second_triples(reading, found, {one.predicate.i for one in (*found, *former)})
    return replace(reading, triples=[*present, *former], second_triples=second)


def _second_triples(reading: Reading, found: Sequence[Triple], predicates: AbstractSet[int]) -> Sequence[Triple] | None:
    """What some predicates state as the other parser reads the text; the same where it reads a sentence alike.

    Args:
        reading: what is known of the text.
        found: what its predicates state as the first parser reads it.
        predicates: where the predicates stand that are asked for.
    """
    other, agreement = second_reading(reading.doc), reading.agreement
    if other is None or agreement is None:
        return None
    unlike = [one for one in reading.doc.sents if not all(agreement[one.start : one.end])]
    places = {i for one in unlike for i in range(one.start, one.end)}
    read_again = clauses.find_clauses(other, [other[one.start : one.end] for one in unlike])
    alike = [one for one in found if one.predicate.i not in places]
    return [*alike, *triples.find_triples(other, read_again, of=predicates & places)]


LAYERS: tuple[Layer, ...] = (
    Layer("mentions", _mentions),
    Layer("toponyms", _toponyms),
    Layer("attributions", _attributions),
    Layer("entities", _entities),
    Layer("introductions", _introductions),
    Layer("places", _places),
    Layer("clauses", _clauses),
    Layer("times", _times),
    Layer("events", _events),
    Layer("statements", _statements),
)


def annotate(article: Article, doc: "tokens.Doc | Doc", layers: Sequence[Layer] = LAYERS) -> Reading:
    """All that the layers say of an article.

    Args:
        article: the article.
        doc: the parse of its text.
        layers: which layers, in which order.
    """
    text = parsed(doc)
    reading = Reading(article, text, agreement=parse_agreement(text))
    for layer in layers:
        reading = layer.add(reading)
    return reading


def read(article: Article, doc: "tokens.Doc | Doc", layers: Sequence[Layer] = LAYERS) -> Record:
    """The record of an article from the parse of its text."""
    return assembly.assemble(annotate(article, doc, layers))
