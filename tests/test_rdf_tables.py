"""A graph's tables, which are read in more ways than one: all must tell the same."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

import hostile_news
from newsgraph.rdf import literals, writer
from newsgraph.rdf.default_graph import DefaultGraph
from newsgraph.rdf.documents import Documents, named_graph
from newsgraph.rdf.iris import Iris
from newsgraph.rdf.segments import Segment, contexts, make_segment
from newsgraph.rdf.shared_blocks import SharedBlocks, shared_blocks
from newsgraph.rdf.table_reading import article_tables, shared_table
from newsgraph.rdf.turtle import header
from newsgraph.record import Record, without_unnamed
from newsgraph.resolution.identities import Identities
from small_news import IDENTITIES, RECORDS, TEXTS

IRIS = Iris("urn:newsgraph:")
PREFIXES = header(IRIS.prefixes, IRIS.prefixes).encode()


def _segments(records: tuple[Record, ...], identities: Identities, texts: dict[str, str]) -> Iterator[Segment]:
    ids = [record.article.id for record in records]
    for record, context in zip(records, contexts(identities, IRIS, ids), strict=True):
        yield make_segment(without_unnamed(record), texts[record.article.id], context)


def _default_graph(records: tuple[Record, ...], identities: Identities) -> list[bytes]:
    segments = list(_segments(records, identities, TEXTS))
    return list(Documents(segments, DefaultGraph(segments, identities, IRIS, 0.5)).default_graph())


@pytest.mark.parametrize(
    ("records", "identities", "texts"),
    [
        (RECORDS, IDENTITIES, TEXTS),
        (hostile_news.RECORDS, hostile_news.IDENTITIES, hostile_news.TEXTS),
        (RECORDS, Identities((), (), ()), TEXTS),
    ],
)
def test_the_tables_of_an_article_are_those_of_its_text(
    records: tuple[Record, ...], identities: Identities, texts: dict[str, str]
) -> None:
    for segment in _segments(records, identities, texts):
        assert list(segment.tables) == article_tables(writer.parsed(PREFIXES + named_graph(segment)))
        assert segment.head().packed_tables == b""


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_a_literal_has_its_words_back(words: str) -> None:
    for literal in (literals.plain(words), literals.text(words), literals.timestamp(words)):
        assert literals.value_of(str(literal)) == literal.value
    assert literals.value_of(str(NamedNode("urn:x:%22"))) == "urn:x:%22"


def _read(parts: list[bytes], last: SharedBlocks | None = None) -> SharedBlocks:
    found = shared_blocks(lambda: parts, IRIS.prefixes, last)
    assert found.table == shared_table(writer.parsed(PREFIXES + b"".join(parts)))
    return found


def test_what_is_known_across_articles_is_that_of_the_whole_text_whatever_was_read_before() -> None:
    renamed = replace(IDENTITIES, entities=tuple(replace(one, label=f"{one.label}!") for one in IDENTITIES.entities))
    graphs = [_default_graph(RECORDS, IDENTITIES), _default_graph(RECORDS[:1], IDENTITIES)]
    graphs += [_default_graph(RECORDS, renamed), _default_graph(RECORDS, Identities((), (), ()))]
    for before in graphs:
        for now in graphs:
            assert _read(now, _read(before)) == _read(now)


def test_of_a_text_that_has_not_changed_only_the_dataset_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = _default_graph(RECORDS, IDENTITIES)
    last = _read(parts)
    monkeypatch.setattr("newsgraph.rdf.shared_blocks.shared_table", lambda quads: shared_table(_of_datasets(quads)))
    assert shared_blocks(lambda: parts, IRIS.prefixes, last) == last


def _of_datasets(quads: Iterator[Quad]) -> Iterator[Quad]:
    for quad in quads:
        assert quad.subject == IRIS.dataset
        yield quad


def test_two_blocks_of_one_subject_are_read_as_one() -> None:
    parts = _default_graph(RECORDS, IDENTITIES)
    more = b'\nplace:kherson skos:altLabel "Chersonesus" .\n'
    assert _read([*parts, more], _read(parts)).table.entities["urn:newsgraph:place:kherson"].names == (
        "Cherson",
        "Chersonesus",
    )
