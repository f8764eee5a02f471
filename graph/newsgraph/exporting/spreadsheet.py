"""The graph as a spreadsheet for reporters: events, statements, people and bodies, places, articles."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from pyoxigraph import Store

from newsgraph.exporting import plover
from newsgraph.exporting.material import Entity, Material
from newsgraph.exporting.statement_table import COLUMNS, cell, statement_row

_ROWS, _LETTERS = 1_048_576, 32_767  # what Excel takes: rows of a sheet, characters of a cell
_MADE = datetime(1980, 1, 1)  # the same bytes each time
_PEOPLE = ("label", "type", "names", "roles", "country", "stands_for", "same_as", "description", "id")
_PLACES = (
    "label", "kind", "names", "country", "within", "latitude", "longitude", "placed_roughly", "geonames", "acts", "id",
)  # fmt: skip
_ARTICLES = ("title", "published", "publisher", "authors", "url", "language", "reprint_of", "id")
_WIDE = {"text": 60, "statement_text": 60, "sentence": 60, "event": 40, "title": 40}


def spreadsheet(store: Store) -> Iterator[bytes]:
    """An Excel workbook; every text is a cell of text, never a formula, a link or a number."""
    material = Material(store)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.xlsx"
        options = {
            "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "strings_to_numbers": False, "nan_inf_to_errors": True, "tmpdir": folder,
        }  # fmt: skip
        with xlsxwriter.Workbook(path, options) as book:
            book.set_properties({"title": "newsgraph", "created": _MADE})
            events, statements = _Sheet(book, "events", plover.COLUMNS), _Sheet(book, "statements", COLUMNS)
            people, places = _Sheet(book, "people and bodies", _PEOPLE), _Sheet(book, "places", _PLACES)
            articles = _Sheet(book, "articles", _ARTICLES)
            for page in material.pages():
                events.write(plover.page_rows(page, material))
                statements.write(statement_row(statement, material) for statement in page.statements)
            known = material.entities.values()
            people.write(_actor(entity, material) for entity in known if entity.type != "place")
            places.write(_place(entity, material) for entity in known if entity.type == "place")
            articles.write(_articles(material))
        yield path.read_bytes()


class _Sheet:
    """A table in a workbook; one that is too long goes on in a further sheet."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, columns: tuple[str, ...]) -> None:
        self._book, self._name, self._columns = book, name, columns
        self._number = 1
        self._begin(name)

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write further rows."""
        for row in rows:
            if self._at == _ROWS:
                self._number += 1
                self._begin(f"{self._name} {self._number}")
            for place, column in enumerate(self._columns):
                self._cell(self._sheet, self._at, place, cell(row[column]))
            self._at += 1

    def _begin(self, name: str) -> None:
        self._sheet, self._at = self._book.add_worksheet(name), 1
        self._sheet.freeze_panes(1, 0)
        bold = self._book.add_format({"bold": True})
        for place, column in enumerate(self._columns):
            self._sheet.set_column(place, place, _WIDE.get(column, 14))
        for place, column in enumerate(self._columns):
            self._sheet.write_string(0, place, column.replace("_", " "), bold)

    @staticmethod
    def _cell(sheet: Any, row: int, column: int, value: object) -> None:
        if isinstance(value, int | float):
            sheet.write_number(row, column, value)
        elif value:
            text = str(value)
            sheet.write_string(row, column, text if len(text) <= _LETTERS else text[: _LETTERS - 1] + "…")


def _actor(entity: Entity, material: Material) -> dict[str, Any]:
    return {
        "label": entity.label, "type": entity.type, "names": entity.names, "roles": entity.roles,
        "country": entity.nationalities, "stands_for": material.label(entity.stands_for),
        "same_as": entity.elsewhere, "description": entity.description, "id": entity.iri,
    }  # fmt: skip


def _place(entity: Entity, material: Material) -> dict[str, Any]:
    return {
        "label": entity.label, "kind": entity.place_kind, "names": entity.names, "country": entity.country,
        "within": material.label(entity.within), "latitude": entity.latitude, "longitude": entity.longitude,
        "placed_roughly": entity.roughly, "geonames": entity.geonames, "acts": entity.acts, "id": entity.iri,
    }  # fmt: skip


def _articles(material: Material) -> Iterator[dict[str, Any]]:
    for one in material.articles.values():
        yield {
            "title": one.title, "published": one.published, "publisher": one.publisher, "authors": one.authors,
            "url": one.url, "language": one.language, "reprint_of": material.label(one.reprint_of), "id": one.iri,
        }  # fmt: skip
