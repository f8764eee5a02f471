"""The order of the layers: each takes what is known of an article and adds to it."""

from typing import TYPE_CHECKING

from newsgraph.articles import Article
from newsgraph.extraction import assembly
from newsgraph.extraction.attribution import attribution
from newsgraph.extraction.clauses import clauses, times
from newsgraph.extraction.coreference import coreference
from newsgraph.extraction.events import events
from newsgraph.extraction.gazetteer import gazetteer
from newsgraph.extraction.mentions import mentions, toponyms
from newsgraph.extraction.places import places
from newsgraph.extraction.statements import triples
from newsgraph.record import Record

if TYPE_CHECKING:
    from spacy.tokens import Doc


def read(article: Article, doc: "Doc") -> Record:
    """The record of an article from the parse of its text."""
    known_places = gazetteer.load()
    named = mentions.find_mentions(doc, known_places)
    named += toponyms.find_toponyms(doc, named, known_places)
    attributions = attribution.find_attributions(doc)
    entities = coreference.resolve(doc, named, attributions)
    places.locate(entities, known_places)
    found_clauses = clauses.find_clauses(doc)
    found_times = times.find_times(doc, article.published)
    found_events = events.find_events(doc, found_clauses, named, found_times)
    return assembly.assemble(
        article,
        assembly.Reading(
            doc=doc,
            entities=entities,
            events=found_events,
            triples=triples.find_triples(doc, found_clauses),
            attributions=attributions,
        ),
    )
