"""Events as rows that political scientists count: who did what to whom, when and where, and how it is reported.

A row is one report: an event in one sentence of one article. So what three papers print are three rows of one event,
and a denial is a row of its own with the status "denied", never the event itself.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from pyoxigraph import Store

from newsgraph.exporting.material import Entity, Event, Material
from newsgraph.exporting.page import Page, Report
from newsgraph.exporting.statement_table import cell, csv_lines
from newsgraph.plain_text import no_formula

COLUMNS = (
    "event_id", "date", "date_of", "source", "source_type", "source_country", "source_id", "event_type", "quad_class",
    "cameo_roots", "event", "target", "target_type", "target_country", "target_id", "place", "country", "latitude",
    "longitude", "place_id", "status", "polarity", "modality", "said_by", "confidence", "sure", "statement_text",
    "sentence", "article", "title", "published", "publisher", "url", "reprint_of", "begin", "end", "statement",
)  # fmt: skip


@cache
def event_types() -> Mapping[str, Mapping[str, Any]]:
    """The quad class and the CAMEO roots of each PLOVER type, of `plover.toml`."""
    return tomllib.loads(files(__package__).joinpath("plover.toml").read_text(encoding="utf-8"))


def plover(store: Store) -> Iterator[bytes]:
    """CSV (RFC 4180, UTF-8) with a row for each report of an event of one of the 16 PLOVER types."""
    material = Material(store)
    yield csv_lines([COLUMNS])
    for page in material.pages():
        rows = (row for row in page_rows(page, material) if row["event_type"])
        yield csv_lines([no_formula(cell(row[name])) for name in COLUMNS] for row in rows)


def page_rows(page: Page, material: Material) -> Iterator[dict[str, Any]]:
    """A row in `COLUMNS` for each report of any event in one article."""
    for report in page.reports:
        event = material.events.get(report.event)
        if event is not None:
            yield _row(report, event, material)


def _row(report: Report, event: Event, material: Material) -> dict[str, Any]:
    """A report. Who has a part in it is told only as far as its own sentence names them: others may only be claimed."""
    entities = material.entities
    article = material.articles.get(report.article)
    place = entities.get(event.place) if event.place in report.present else None
    code = event_types().get(event.type, {})
    told = report.statement
    published = article.published[:10] if article else ""
    return {
        "event_id": event.iri,
        "date": event.time or published,
        "date_of": "event" if event.time else "article" if published else "",
        **_actors("source", _in_role(report, event, ("agent",), entities)),
        "event_type": event.type.upper(),
        "quad_class": code.get("quad_class", ""),
        "cameo_roots": tuple(code.get("cameo_roots", ())),
        "event": event.label,
        **_actors("target", _in_role(report, event, ("patient", "recipient"), entities)),
        "place": place.label if place else "",
        "country": place.country if place else "",
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "place_id": place.iri if place else "",
        "status": report.status,
        "polarity": report.polarity,
        "modality": report.modality,
        "said_by": told.said_by_label if told else "",
        "confidence": told.confidence if told else None,
        "sure": bool(told and told.sure),
        "statement_text": told.text if told else "",
        "sentence": report.sentence.text,
        "article": report.article,
        "title": article.title if article else "",
        "published": article.published if article else "",
        "publisher": article.publisher if article else "",
        "url": article.url if article else "",
        "reprint_of": article.reprint_of if article else "",
        "begin": report.sentence.begin,
        "end": report.sentence.end,
        "statement": told.iri if told else "",
    }


def _in_role(report: Report, event: Event, roles: Iterable[str], entities: Mapping[str, Entity]) -> list[Entity]:
    found = (thing for role in roles for known, thing in event.parts if known == role and thing in report.present)
    return [entities[thing] for thing in dict.fromkeys(found) if thing in entities]


def _actors(part: str, found: list[Entity]) -> dict[str, Any]:
    return {
        part: tuple(entity.label for entity in found),
        f"{part}_type": tuple(entity.type for entity in found),
        f"{part}_country": tuple(entity.country_code for entity in found),
        f"{part}_id": tuple(entity.iri for entity in found),
    }
