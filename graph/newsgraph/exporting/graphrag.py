"""The graph as the tables that GraphRAG works on: entities, relationships, text units, documents and covariates.

GraphRAG hands relationships to a language model as facts, so only facts are relationships: what an article states in
its own voice, surely, and as lasting. All else is a covariate (what GraphRAG calls a claim), with the status SUSPECTED.
"""

import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet
from pyoxigraph import Store

from newsgraph.exporting.material import Entity, Event, Material
from newsgraph.exporting.page import Page, Statement

_LONGEST = 900  # words of a text unit: about the 1,200 tokens that GraphRAG takes
_WORD = re.compile(r"\S+")
_STRINGS, _STRING, _NUMBER, _INTEGER = pa.list_(pa.string()), pa.string(), pa.float64(), pa.int64()
_HOW = {
    "report_status": _STRING, "polarity": _STRING, "modality": _STRING, "said_by": _STRING, "confidence": _NUMBER,
    "sure": pa.bool_(),
}  # fmt: skip
_SCHEMAS = {
    "entities": {
        "id": _STRING, "human_readable_id": _INTEGER, "title": _STRING, "type": _STRING, "description": _STRING,
        "text_unit_ids": _STRINGS, "frequency": _INTEGER, "degree": _INTEGER, "x": _NUMBER, "y": _NUMBER,
        "iri": _STRING,
    },
    "relationships": {
        "id": _STRING, "human_readable_id": _INTEGER, "source": _STRING, "target": _STRING, "description": _STRING,
        "weight": _NUMBER, "combined_degree": _INTEGER, "text_unit_ids": _STRINGS, **_HOW, "iri": _STRING,
    },
    "text_units": {
        "id": _STRING, "human_readable_id": _INTEGER, "text": _STRING, "n_tokens": _INTEGER, "document_id": _STRING,
        "document_ids": _STRINGS, "entity_ids": _STRINGS, "relationship_ids": _STRINGS, "covariate_ids": _STRINGS,
    },
    "documents": {
        "id": _STRING, "human_readable_id": _INTEGER, "title": _STRING, "text": _STRING, "text_unit_ids": _STRINGS,
        "creation_date": _STRING, "metadata": _STRING, "iri": _STRING,
    },
    "covariates": {
        "id": _STRING, "human_readable_id": _INTEGER, "covariate_type": _STRING, "type": _STRING,
        "description": _STRING, "subject_id": _STRING, "object_id": _STRING, "status": _STRING, "start_date": _STRING,
        "end_date": _STRING, "source_text": _STRING, "text_unit_id": _STRING, **_HOW, "iri": _STRING,
    },
}  # fmt: skip


def tables(store: Store) -> Iterator[tuple[str, bytes]]:
    """Five files of Parquet, with the columns that GraphRAG writes and some more."""
    made = _Tables(Material(store))
    for name, schema in _SCHEMAS.items():
        yield f"{name}.parquet", _parquet(schema, made.rows[name])


def _parquet(schema: dict[str, pa.DataType], rows: list[dict[str, Any]]) -> bytes:
    columns = {name: pa.array([row.get(name) for row in rows], type=type_) for name, type_ in schema.items()}
    buffer = io.BytesIO()
    parquet.write_table(pa.table(columns, schema=pa.schema(list(schema.items()))), buffer, compression="zstd")
    return buffer.getvalue()


class _Tables:
    """The rows of each table.

    Things are called by their labels in GraphRAG's relationships, so each has a label of its own here: the second
    "John Smith" is "John Smith (john-smith-2)".
    """

    def __init__(self, material: Material) -> None:
        self._material = material
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _SCHEMAS}
        known = [entity for entity in material.entities.values() if not entity.generic]
        stated = [event for iri, event in material.events.items() if iri in material.stated_events]
        things: list[Entity | Event] = [*known, *stated]  # any other event might be read as what has happened
        self._things = {one.iri: one for one in things}
        self._titles = _titles(self._things)
        self._units: dict[str, list[tuple[int, int, dict[str, Any]]]] = {}  # of each article: begin, end, row
        self._within: dict[str, list[str]] = {iri: [] for iri in self._things}  # the text units that name a thing
        self._told: dict[str, list[str]] = {iri: [] for iri in self._things}  # what is stated of it
        self._mentioned: Counter[str] = Counter()
        self._degree: Counter[str] = Counter()
        for iri in material.articles:
            self._document(iri)
        for page in material.pages():
            self._page(page)
        for row in self.rows["relationships"]:
            row["combined_degree"] = self._degree[row["source"]] + self._degree[row["target"]]
        for thing in self._things.values():
            self._entity(thing)

    def _document(self, iri: str) -> None:
        article, text = self._material.articles[iri], self._material.text(iri)
        units = []
        for begin, end in _chunks(text):
            row = {
                "id": _id(f"{iri} {begin}"), "human_readable_id": len(self.rows["text_units"]), "text": text[begin:end],
                "n_tokens": len(_WORD.findall(text[begin:end])), "document_id": _id(iri), "document_ids": [_id(iri)],
                "entity_ids": [], "relationship_ids": [], "covariate_ids": [],
            }  # fmt: skip
            self.rows["text_units"].append(row)
            units.append((begin, end, row))
        self._units[iri] = units
        self.rows["documents"].append(
            {
                "id": _id(iri), "human_readable_id": len(self.rows["documents"]), "title": article.title, "text": text,
                "text_unit_ids": [row["id"] for *_, row in units], "creation_date": article.published,
                "metadata": None, "iri": iri,
            }
        )  # fmt: skip

    def _unit(self, article: str, begin: int) -> dict[str, Any] | None:
        return next((row for first, end, row in self._units.get(article, ()) if first <= begin < end), None)

    def _page(self, page: Page) -> None:
        for mention in page.mentions:
            unit = self._unit(mention.article, mention.begin)
            if mention.thing in self._things:
                self._mentioned[mention.thing] += 1
                if unit is not None:
                    _once(self._within[mention.thing], unit["id"])
                    _once(unit["entity_ids"], _id(mention.thing))
        for statement in page.statements:
            unit = self._unit(statement.article, statement.sentence.begin)
            if statement.fact and {statement.subject, statement.object} <= self._things.keys():
                self._relationship(statement, unit)
            else:
                self._covariate(statement, unit)

    def _relationship(self, statement: Statement, unit: dict[str, Any] | None) -> None:
        source, target = self._titles[statement.subject], self._titles[statement.object]
        row = {
            "id": _id(statement.iri), "human_readable_id": len(self.rows["relationships"]), "source": source,
            "target": target, "description": statement.text, "weight": statement.confidence,
            "text_unit_ids": [unit["id"]] if unit else [], **_how(statement), "iri": statement.iri,
        }  # fmt: skip
        self.rows["relationships"].append(row)
        self._degree.update({source, target})
        for thing in (statement.subject, statement.object):
            self._told[thing].append(statement.text)
        if unit is not None:
            unit["relationship_ids"].append(row["id"])

    def _covariate(self, statement: Statement, unit: dict[str, Any] | None) -> None:
        fact = statement.fact
        if fact and statement.subject in self._things:
            self._told[statement.subject].append(statement.text)
        event = self._material.events.get(statement.event)
        time = event.time if event else ""
        begin, _, end = (statement.valid_from or time, "", statement.valid_until or time)
        row = {
            "id": _id(statement.iri), "human_readable_id": len(self.rows["covariates"]), "covariate_type": "claim",
            "type": statement.relation_label.upper(),
            "description": f"{'' if fact else statement.lead}{statement.text}",
            "subject_id": self._titles.get(statement.subject, statement.subject_label),
            "object_id": self._titles.get(statement.object, statement.object_label) or "NONE",
            "status": "TRUE" if fact else "SUSPECTED", "start_date": begin or None, "end_date": end or None,
            "source_text": statement.sentence.text, "text_unit_id": unit["id"] if unit else None, **_how(statement),
            "iri": statement.iri,
        }  # fmt: skip
        self.rows["covariates"].append(row)
        if unit is not None:
            unit["covariate_ids"].append(row["id"])

    def _entity(self, thing: Entity | Event) -> None:
        told = dict.fromkeys(self._told[thing.iri])
        self.rows["entities"].append(
            {
                "id": _id(thing.iri), "human_readable_id": len(self.rows["entities"]), "title": self._titles[thing.iri],
                "type": "EVENT" if isinstance(thing, Event) else thing.type.upper(),
                "description": ". ".join([*_described(thing), *told]) or thing.label,
                "text_unit_ids": self._within[thing.iri], "frequency": self._mentioned[thing.iri],
                "degree": self._degree[self._titles[thing.iri]], "x": 0.0, "y": 0.0, "iri": thing.iri,
            }
        )  # fmt: skip


def _described(thing: Entity | Event) -> list[str]:
    if isinstance(thing, Event):
        return [f"{thing.label} ({thing.time})" if thing.time else thing.label]
    return [text for text in (thing.description, ", ".join(thing.roles)) if text]


def _titles(things: dict[str, Entity | Event]) -> dict[str, str]:
    """A name for each thing that no other has."""
    often = Counter(thing.label for thing in things.values())
    found: dict[str, str] = {}
    for iri, thing in things.items():
        found[iri] = thing.label if often[thing.label] == 1 else f"{thing.label} ({re.split('[:/]', iri)[-1]})"
    return found


def _how(statement: Statement) -> dict[str, Any]:
    return {
        "report_status": statement.status, "polarity": statement.polarity, "modality": statement.modality,
        "said_by": statement.said_by_label, "confidence": statement.confidence, "sure": statement.sure,
    }  # fmt: skip


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Where parts of a text begin and end: whole paragraphs, as many as there is room for."""
    begin, words = 0, 0
    for paragraph in re.finditer(r"(?s).+?(?:\n\s*\n|\Z)", text):
        count = len(_WORD.findall(paragraph[0]))
        if words and words + count > _LONGEST:
            yield begin, paragraph.start()
            begin, words = paragraph.start(), 0
        words += count
    if begin < len(text):
        yield begin, len(text)


def _once(found: list[str], one: str) -> None:
    if one not in found:
        found.append(one)


def _id(iri: str) -> str:
    """An id of 32 hexadecimal digits."""
    return hashlib.sha256(iri.encode("utf-8", "surrogatepass")).hexdigest()[:32]
