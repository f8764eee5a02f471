"""The graph as Parquet tables for DuckDB, pandas, R and Spark: statements, events, mentions, entities and articles."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet
from pyoxigraph import Store

from newsgraph.exporting import plover
from newsgraph.exporting.material import Article, Entity, Material
from newsgraph.exporting.page import Statement
from newsgraph.exporting.statement_table import statement_row

_GROUP = 20_000  # rows that are in memory at a time, and in a row group of the file
_LIST = pa.list_(pa.string())
_TYPES = {
    "confidence": pa.float64(), "latitude": pa.float64(), "longitude": pa.float64(), "sure": pa.bool_(),
    "quoted": pa.bool_(), "acts": pa.bool_(), "placed_roughly": pa.bool_(), "generic": pa.bool_(), "fact": pa.bool_(),
    "begin": pa.int64(), "end": pa.int64(), "arguments": _LIST, "argument_roles": _LIST, "argument_ids": _LIST,
    "mentions": _LIST, "contradicts": _LIST, "denies": _LIST, "doubts": _LIST, "names": _LIST, "roles": _LIST,
    "nationalities": _LIST, "same_as": _LIST, "authors": _LIST, "source": _LIST, "source_type": _LIST,
    "source_country": _LIST, "source_id": _LIST, "target": _LIST, "target_type": _LIST, "target_country": _LIST,
    "target_id": _LIST, "cameo_roots": _LIST,
}  # fmt: skip
_STATEMENTS = (
    "statement", "text", "subject", "subject_id", "relation", "relation_id", "relation_text", "object", "object_id",
    "arguments", "argument_roles", "argument_ids", "mentions", "status", "polarity", "modality", "said_by",
    "said_by_id", "cue", "quoted", "confidence", "sure", "fact", "doubts", "valid_from", "valid_until", "event",
    "event_id", "event_type", "time", "contradicts", "denies", "sentence", "article", "title", "published", "url",
    "begin", "end",
)  # fmt: skip
_MENTIONS = ("mention", "text", "entity_id", "label", "article", "begin", "end", "sentence_id")
_ENTITIES = (
    "entity_id", "type", "acts", "label", "names", "roles", "nationalities", "country", "place_kind", "latitude",
    "longitude", "placed_roughly", "generic", "geonames", "same_as", "description", "within", "stands_for",
)  # fmt: skip
_ARTICLES = ("article", "title", "published", "publisher", "authors", "url", "language", "reprint_of", "text")


def tables(store: Store) -> Iterator[tuple[str, bytes]]:
    """Five files, each a table; times are EDTF dates in text, as the articles may only tell a month."""
    material = Material(store)
    statements, events = _Table(_STATEMENTS), _Table(plover.COLUMNS)
    mentions, entities, articles = _Table(_MENTIONS), _Table(_ENTITIES), _Table(_ARTICLES)
    for page in material.pages():
        statements.add(_statement(statement, material) for statement in page.statements)
        mentions.add(
            {
                "mention": one.iri, "text": one.text, "entity_id": one.thing, "label": page.label(one.thing),
                "article": one.article, "begin": one.begin, "end": one.end, "sentence_id": one.sentence,
            }
            for one in page.mentions
        )  # fmt: skip
        events.add(plover.page_rows(page, material))
    entities.add(map(_entity, material.entities.values()))
    articles.add(_article(article, material) for article in material.articles.values())
    yield "statements.parquet", statements.content()
    yield "events.parquet", events.content()
    yield "mentions.parquet", mentions.content()
    yield "entities.parquet", entities.content()
    yield "articles.parquet", articles.content()


class _Table:
    """Rows on their way into a file of Parquet."""

    def __init__(self, columns: Iterable[str]) -> None:
        self._schema = pa.schema([(name, _TYPES.get(name, pa.string())) for name in columns])
        self._buffer = io.BytesIO()
        self._writer = parquet.ParquetWriter(self._buffer, self._schema, compression="zstd")
        self._waiting: list[dict[str, Any]] = []

    def add(self, rows: Iterable[dict[str, Any]]) -> None:
        self._waiting += rows
        if len(self._waiting) >= _GROUP:
            self._write()

    def _write(self) -> None:
        columns = {
            field.name: pa.array([row[field.name] for row in self._waiting], type=field.type) for field in self._schema
        }
        self._writer.write_table(pa.table(columns, schema=self._schema))
        self._waiting = []

    def content(self) -> bytes:
        self._write()
        self._writer.close()
        return self._buffer.getvalue()


def _statement(statement: Statement, material: Material) -> dict[str, Any]:
    return {
        **statement_row(statement, material),
        "subject_id": statement.subject,
        "relation_id": statement.relation,
        "object_id": statement.object,
        "argument_roles": [one.role for one in statement.arguments],
        "argument_ids": [one.value for one in statement.arguments],
        "mentions": statement.mentions,
        "status": statement.status,
        "said_by_id": statement.said_by,
        "quoted": statement.quoted,
        "fact": statement.fact,
        "doubts": statement.doubts,
        "event_id": statement.event,
        "contradicts": material.contradicts(statement.iri),
        "denies": material.denies(statement.iri),
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "entity_id": entity.iri, "type": entity.type, "acts": entity.acts, "label": entity.label,
        "names": entity.names, "roles": entity.roles, "nationalities": entity.nationalities,
        "country": entity.country, "place_kind": entity.place_kind, "latitude": entity.latitude,
        "longitude": entity.longitude, "placed_roughly": entity.roughly, "generic": entity.generic,
        "geonames": entity.geonames, "same_as": entity.elsewhere, "description": entity.description,
        "within": entity.within, "stands_for": entity.stands_for,
    }  # fmt: skip


def _article(article: Article, material: Material) -> dict[str, Any]:
    return {
        "article": article.iri, "title": article.title, "published": article.published,
        "publisher": article.publisher, "authors": article.authors, "url": article.url, "language": article.language,
        "reprint_of": article.reprint_of, "text": material.text(article.iri),
    }  # fmt: skip
