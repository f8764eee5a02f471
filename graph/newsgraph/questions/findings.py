"""The answer to a question: rows to go through, a table, a spreadsheet, a data frame."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from newsgraph.plain_text import no_formula
from newsgraph.questions.model import Finding, Row
from newsgraph.terminal import printable

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]
    import pyarrow as pa  # type: ignore[import-untyped]

_OPENS = re.compile(r"[\\`*_{}\[\]<>#|~$&^]")  # what Markdown gives a meaning within a cell
_LONGEST_CELL = 32_767  # characters, in Excel

Value = str | float


@dataclass(frozen=True, slots=True)
class Findings:
    """A page of the answer to a question.

    Attributes:
        question: the question's name.
        sentence: what was asked, in words, with what the values were understood as.
        meant: what each value was understood as, by the name of the parameter.
        known: what is known of each node that was meant, by the name of the parameter.
        columns: what the question asks for beside statements, by name.
        of_statements: whether the rows are statements.
        rows: the rows: a `Finding` for each statement; a `Row` where the question asks for something else.
        total: how many rows there are on all pages.
        held_back: how many more there are that are not sure.
        other_days: where nothing is of the days that were asked for, how many rows are of other days.
        undated: likewise, how many have no date, so that no day finds them.
        page: which page this is, from 1.
        limit: how many rows make a page; None: all are here.
    """

    question: str
    sentence: str
    meant: Mapping[str, str]
    known: Mapping[str, str]
    columns: tuple[str, ...]
    of_statements: bool
    rows: tuple[Finding | Row, ...]
    total: int
    held_back: int
    other_days: int
    undated: int
    page: int
    limit: int | None

    FORMATS: ClassVar[tuple[str, ...]] = ("csv", "json", "xlsx", "markdown")

    def __iter__(self) -> Iterator[Finding | Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def more(self) -> int:
        """How many rows follow on later pages."""
        return max(0, self.total - (self.page - 1) * (self.limit or 0) - len(self.rows))

    def table(self) -> list[dict[str, Value]]:
        """The rows with a value for each column, the same columns for all."""
        return [_flat(row) for row in self.rows]

    @property
    def header(self) -> list[str]:
        """The names of the columns of `table`, in order."""
        empty = Finding("", "", "", "", "", "", "", 0.0, "", "", dict.fromkeys(self.columns, ""))
        return [*_flat(empty if self.of_statements else Row(dict.fromkeys(self.columns, "")))]

    def to_pandas(self) -> "pd.DataFrame":
        """The rows as a data frame; needs pandas (`pip install newsgraph[tables]`)."""
        import pandas as pd

        return pd.DataFrame(self.table(), columns=self.header)

    def to_arrow(self) -> "pa.Table":
        """The rows as an Arrow table; needs pyarrow (`pip install newsgraph[tables]`)."""
        import pyarrow as pa

        kinds = {"confidence": pa.float64()}
        schema = pa.schema([(name, kinds.get(name, pa.string())) for name in self.header])
        return pa.Table.from_pylist(self.table(), schema=schema)

    def serialize(self, format: str = "csv") -> bytes:  # noqa: A002
        """The rows as csv, json, xlsx or markdown.

        A cell of a CSV that a spreadsheet would take for a formula begins with an apostrophe.

        Raises:
            ValueError: there is no such format.
            ModuleNotFoundError: xlsx needs xlsxwriter (`pip install newsgraph[tables]`).
        """
        written: dict[str, Callable[[], bytes]] = {
            "csv": self._csv,
            "json": self._json,
            "xlsx": self._xlsx,
            "markdown": self._markdown,
        }
        if format not in written:
            raise ValueError(f"no format {format!r}; there are {', '.join(self.FORMATS)}")
        return written[format]()

    def _csv(self) -> bytes:
        text = io.StringIO(newline="")
        table = csv.writer(text, lineterminator="\r\n")
        table.writerow(self.header)
        table.writerows([no_formula(value) for value in row.values()] for row in self.table())
        return text.getvalue().encode()

    def _json(self) -> bytes:
        told = {
            "question": self.question,
            "asked": self.sentence,
            "total": self.total,
            "held_back": self.held_back,
            "page": self.page,
            "rows": self.table(),
        }
        return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()

    def _xlsx(self) -> bytes:
        from xlsxwriter import Workbook

        buffer = io.BytesIO()
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with Workbook(buffer, {**options, "in_memory": True}) as book:
            sheet = book.add_worksheet("answer")
            bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
            for column, name in enumerate(self.header):
                sheet.write_string(0, column, name, bold)
                sheet.set_column(column, column, 60 if name in ("text", "sentence") else 18, wrapped)
            for number, row in enumerate(self.table(), start=1):
                for column, value in enumerate(row.values()):
                    if isinstance(value, float):
                        sheet.write_number(number, column, value)
                    else:
                        sheet.write_string(number, column, value[:_LONGEST_CELL])
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, max(1, len(self.rows)), max(0, len(self.header) - 1))
        return buffer.getvalue()

    def _markdown(self) -> bytes:
        names, rows = self.columns_for_people()
        lines = [f"**{_escaped(self.sentence)}**", "", f"| {' | '.join(names)} |", f"|{' --- |' * len(names)}"]
        lines += [f"| {' | '.join(map(_escaped, row))} |" for row in rows]
        return ("\n".join(lines) + "\n").encode()

    def columns_for_people(self) -> tuple[list[str], list[list[str]]]:
        """What a reader wants to see of each row: names of the columns, and the cells."""
        if self.of_statements:
            names = ["date", "how", "statement", "who says so", *self.columns, "article"]
            cells = [
                [row.date, row.voice, row.text, row.source, *map(row.more.__getitem__, self.columns), row.article]
                for row in self.rows
                if isinstance(row, Finding)
            ]
            return names, cells
        return list(self.columns), [[row.more[name] for name in self.columns] for row in self.rows]


def _flat(row: Finding | Row) -> dict[str, Value]:
    if isinstance(row, Row):
        return dict(row.more)
    return {
        "date": row.date,
        "status": row.status,
        "doubt": row.doubt,
        "text": row.text,
        "source": row.source,
        **row.more,
        "article": row.article,
        "sentence": row.sentence,
        "confidence": row.confidence,
        "url": row.url,
        "statement": row.statement,
    }


def _escaped(words: str) -> str:
    return _OPENS.sub(lambda found: f"\\{found[0]}", printable(" ".join(words.split())))
