"""The words that the page needs only now and then: whole articles, and what statements are called."""

from collections.abc import Iterable
from typing import Any

from newsgraph.picture.content import in_order
from newsgraph.picture.tables import columns
from newsgraph.rdf.tables import Tables


def texts(tables: Tables) -> dict[str, Any]:
    """The block of words, in the order of the tables of `Content`.

    - articles: for each its text in parts: the place of a sentence in the table of sentences, which has its words, or
      the words between sentences;
    - statements: id (the last part of its IRI, after "#statement-") of each, by column.
    """
    place_of = {row: place for place, row in enumerate(sorted(iri for one in tables.articles for iri in one.sentences))}
    sentences = {
        table.iri: [(begin, end, place_of[iri]) for iri, (begin, end, _) in table.sentences.items()]
        for table in tables.articles
    }
    ordered = (one.iri for table in tables.articles for one in in_order(table.statements))
    statements = [{"id": iri.rpartition("#statement-")[2]} for iri in ordered]
    articles = [_parts(article.text, sentences.get(iri, ())) for iri, article in tables.shared.articles.items()]
    return {"articles": articles, "statements": columns(statements)}


def _parts(text: str, sentences: Iterable[tuple[int, int, int]]) -> list[int | str]:
    """A text in parts; of sentences that overlap, the first."""
    parts: list[int | str] = []
    last = 0
    for begin, end, place in sorted(sentences):
        if begin < last:
            continue
        if begin > last and text:
            parts.append(text[last:begin])
        parts.append(place)
        last = end
    return [*parts, text[last:]] if text[last:] else parts
