"""A row for each statement, with its source: as CSV, and as the columns that other tables share."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from pyoxigraph import Store

from newsgraph.exporting.material import Material
from newsgraph.exporting.page import Statement
from newsgraph.plain_text import no_formula

COLUMNS = (
    "text", "subject", "relation", "relation_text", "object", "arguments", "voice", "polarity", "modality", "said_by",
    "cue", "confidence", "sure", "valid_from", "valid_until", "event", "event_type", "time", "sentence", "article",
    "title", "published", "url", "begin", "end", "statement",
)  # fmt: skip
_EMPTY = {"event": "", "event_type": "", "time": ""}


def statement_csv(store: Store) -> Iterator[bytes]:
    """CSV (RFC 4180, UTF-8) with a row for each statement; what a spreadsheet would run begins with an apostrophe."""
    material = Material(store)
    yield csv_lines([COLUMNS])
    for page in material.pages(evidence=False):
        rows = (statement_row(statement, material) for statement in page.statements)
        yield csv_lines([no_formula(cell(row[name])) for name in COLUMNS] for row in rows)


def csv_lines(rows: "Iterator[list[Any]] | list[Any]") -> bytes:
    """Rows as lines of CSV."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode()


def cell(value: object) -> object:
    """A value as a cell of CSV has it: "true" and "false", lists joined by " | "."""
    if isinstance(value, bool):
        return str(value).lower()
    return " | ".join(value) if isinstance(value, tuple) else value


def statement_row(statement: Statement, material: Material) -> dict[str, Any]:
    """A statement in `COLUMNS`, with its article and its event."""
    event, article = material.events.get(statement.event), material.articles.get(statement.article)
    return {
        "text": statement.text,
        "subject": statement.subject_label,
        "relation": statement.relation_label,
        "relation_text": statement.relation_text,
        "object": statement.object_label,
        "arguments": tuple(argument.text for argument in statement.arguments),
        "voice": statement.status,
        "polarity": statement.polarity,
        "modality": statement.modality,
        "said_by": statement.said_by_label,
        "cue": statement.cue,
        "confidence": statement.confidence,
        "sure": statement.sure,
        "valid_from": statement.valid_from,
        "valid_until": statement.valid_until,
        **({"event": event.label, "event_type": event.type, "time": event.time} if event else _EMPTY),
        "sentence": statement.sentence.text,
        "article": statement.article,
        "title": article.title if article else "",
        "published": article.published if article else "",
        "url": article.url if article else "",
        "begin": statement.sentence.begin,
        "end": statement.sentence.end,
        "statement": statement.iri,
    }
