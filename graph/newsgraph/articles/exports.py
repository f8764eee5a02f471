"""Articles as scrapers and archives export them: JSON Lines, JSON and CSV, whatever their columns are called."""

import codecs
import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from importlib.resources import files
from itertools import chain
from typing import Any, BinaryIO, Final

import msgspec

from newsgraph.articles.article import Problem, Reading, UnusableError
from newsgraph.articles.bylines import BETWEEN
from newsgraph.articles.decoding import decode
from newsgraph.articles.given_input import Input, more_than, too_large
from newsgraph.articles.metadata import iso_date
from newsgraph.articles.raw_article import RawArticle
from newsgraph.articles.stubs import without_stub

_FIELDS: Final = ("id", "text", "title", "published", "publisher", "url", "author", "language")
_MAX_UTF16_LINES: Final = 100_000_000
_SEPARATOR: Final = re.compile(r"sep=(.)\n", re.IGNORECASE)  # as Excel writes it
_PAGES: Final = ("html", "rawhtml", "pagehtml", "htmlcontent", "fullhtml")
_PARTS: Final = ("rendered", "main", "name", "title", "$date", "$oid", "value", "text", "#text")
_MOST_ARTICLES: Final = 10  # times the bytes of one: what a JSON file or a table may hold
_BRACKETS: Final = frozenset({b"[", b"{"})
_LONG_DATE: Final = 40  # characters
_HEAD: Final = 4096  # bytes
_MAX_LEVELS: Final = 3  # of objects around a list of articles

_Found = Iterator[Reading | Problem]


def read_json_lines(source: Input) -> _Found:
    """The article in each line."""
    yield from with_columns_told(source.place, read_lines(source))


def read_lines(source: Input, first: int = 1) -> "Iterator[Reading | Problem | Taken]":
    """The article in each line, and at the end from which columns they were taken.

    Args:
        source: a file, or a part of one that begins with a line of it.
        first: the number of that line.
    """
    columns = Columns(source)
    empty = True
    for number, line in enumerate(_lines(source.stream, source.options.limits.article), first):
        if not line.removeprefix(codecs.BOM_UTF8).strip():
            continue
        # One object or list over many lines, whatever the file is called.
        if empty and first == 1 and line.removeprefix(codecs.BOM_UTF8).strip() in _BRACKETS:
            most = _MOST_ARTICLES * source.options.limits.article
            yield from read_json(replace(source, stream=io.BytesIO(line + source.stream.read(most))))
            return
        empty = False
        place = f"{source.place}:{number}"
        try:
            if len(line) > source.options.limits.article:
                raise UnusableError(too_large(source.options.limits.article))
            row = _json(decode(line))
            several = row if isinstance(row, list) else [row]  # a whole list in one line, whatever the file is called
        except UnusableError as error:
            yield Problem(place, str(error))
        else:
            yield from columns.articles(several, place)
    yield columns.taken(empty=empty)


def splits_into_lines(stream: BinaryIO) -> bool:
    """Whether a file of JSON Lines can be read in parts: its articles are a line each, whose end its encoding shows."""
    stream.seek(0)
    start = stream.read(_HEAD)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    first, end, _ = start.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")
    return bool(first) and not (end and first.strip() in _BRACKETS)


def read_json(source: Input) -> _Found:
    """The articles in a JSON file: an object, a list of them, or an object with a list of them.

    Raises UnusableError.
    """
    data = source.stream.read(_MOST_ARTICLES * source.options.limits.article + 1)
    if len(data) > _MOST_ARTICLES * source.options.limits.article:
        raise UnusableError(too_large(_MOST_ARTICLES * source.options.limits.article))
    try:
        found = _json(decode(data))
    except UnusableError:
        first, _, rest = data.removeprefix(codecs.BOM_UTF8).strip().partition(b"\n")
        if not rest or first.strip() in _BRACKETS:
            raise
        yield from read_json_lines(Input(io.BytesIO(data), source.name, source.place, options=source.options))
        return
    if isinstance(found, dict) and (several := _by_key(found, source)):
        found = several
    elif isinstance(found, dict) and not _has_text(found, source):
        inside = _list_inside(found)
        deep = _flat(found, _MAX_LEVELS)
        listed = isinstance(inside, list) and any(isinstance(one, dict) and _has_text(one, source) for one in inside)
        found = deep if not listed and _has_text(deep, source) else inside
    found = [found] if isinstance(found, dict) else found
    if not isinstance(found, list):
        raise UnusableError("JSON that holds no articles")
    if not found:
        raise UnusableError("empty")
    columns = Columns(source)
    yield from columns.articles(found[: source.options.limits.parts], source.place)
    if len(found) > source.options.limits.parts:
        yield Problem(source.place, more_than(source.options.limits.parts, "articles"))
    yield from columns.told()


def _has_text(row: dict[str, Any], source: Input) -> bool:
    return "text" in Columns(source).of([str(name) for name in _flat(row)])


def _by_key(found: dict[str, Any], source: Input) -> list[Any] | None:
    """The articles of an object that has each under a key of its own; None where it is none."""
    values = list(found.values())
    several = len(values) > 1 and all(isinstance(one, dict) for one in values)
    return values if several and sum(_has_text(one, source) for one in values) * 2 > len(values) else None


def _list_inside(found: dict[str, Any]) -> Any:
    """The list of articles in what an interface answers: `articles`, `response.results`, `hits.hits`; or all of it."""
    level: list[Any] = [found]
    for _ in range(_MAX_LEVELS):
        inside = [value for one in level if isinstance(one, dict) for value in one.values()]
        for value in inside:
            if isinstance(value, list) and any(isinstance(one, dict) for one in value):
                return value
        level = inside
    return found


def _flat(row: dict[str, Any], levels: int = 1) -> dict[str, Any]:
    """A row with what its objects hold: `fields.bodyText`, `_source.text`; what it says itself comes first."""
    inner = [_flat(value, levels - 1) for value in row.values() if isinstance(value, dict) and levels]
    own = {name: value for name, value in row.items() if not name.startswith("_") or not isinstance(value, dict)}
    return {**{name: value for one in reversed(inner) for name, value in one.items()}, **own}


def read_table(source: Input) -> _Found:
    """The article in each row of a table with commas, semicolons or tabs, whose first row names the columns.

    Raises UnusableError.
    """
    data = source.stream.read(_MOST_ARTICLES * source.options.limits.article + 1)
    if len(data) > _MOST_ARTICLES * source.options.limits.article:
        raise UnusableError(too_large(_MOST_ARTICLES * source.options.limits.article))
    text = decode(data)
    if not text.strip():
        raise UnusableError("empty")
    told = _SEPARATOR.match(text)
    text = text[told.end() :] if told else text
    head = text.partition("\n")[0]
    mark = told[1] if told else max("\t;,|", key=head.count)
    csv.field_size_limit(source.options.limits.article)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    columns = Columns(source)
    try:
        names = [name.strip() for name in next(rows)]
        if columns.of(names).get("text") is None:
            raise UnusableError(
                f"a table without a column of texts (it has {', '.join(names)[:200]}); --map text=NAME says which it is"
            )
        for row in rows:
            if not any(row):
                continue
            place = f"{source.place}:{rows.line_num}"
            try:
                yield from columns.article(dict(zip(names, row, strict=False)), place)
            except UnusableError as error:
                yield Problem(place, str(error))
    except csv.Error as error:
        raise UnusableError(f"a broken table: {error}") from error
    yield from columns.told()


@cache
def _known_names() -> dict[str, tuple[str, ...]]:
    """What columns are called, by what they hold, the likeliest first."""
    lines = files(__package__).joinpath("columns.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {name: tuple(map(_plain, others.split())) for name, _, others in entries}


@dataclass(frozen=True, slots=True)
class Taken:
    """From which columns the articles of a file, or of a part of one, were taken.

    Args:
        guessed: by our field the names of the columns that were taken for it.
        dates: columns of dates that were not.
        empty: whether there was nothing at all.
    """

    guessed: Mapping[str, Set[str]]
    dates: Set[str]
    empty: bool


def with_columns_told(place: str, found: "Iterable[Reading | Problem | Taken]") -> _Found:
    """What a file holds, and last from which columns it was taken."""
    taken = []
    for one in found:
        if isinstance(one, Taken):
            taken.append(one)
        else:
            yield one
    yield from tell_taken(place, taken)


def tell_taken(place: str, parts: Sequence[Taken]) -> Iterator[Problem]:
    """Which columns of a file were taken for what, where their names are not ours; or that it is empty.

    Args:
        place: the file.
        parts: of all its parts.
    """
    if parts and all(one.empty for one in parts):
        yield Problem(place, "empty")
    guessed: dict[str, set[str]] = defaultdict(set)
    for one in parts:
        for field, names in one.guessed.items():
            guessed[field] |= names
    if guessed:
        pairs = ", ".join(f"{field} from {' or '.join(sorted(names))}" for field, names in sorted(guessed.items()))
        yield Problem(place, f"taken by their names: {pairs}; --map FIELD=NAME says otherwise", False)
    if dates := sorted({name for one in parts for name in one.dates}):
        reason = f"dates that are not taken: {', '.join(dates)}; --map published=NAME takes them"
        yield Problem(place, reason, False)


class Columns:
    """Which column holds what, in one file; tells what was guessed."""

    def __init__(self, source: Input) -> None:
        self._source = source
        self._guessed: dict[str, set[str]] = defaultdict(set)
        self._dates: set[str] = set()

    def of(self, names: "list[str]") -> dict[str, str]:
        """For each of our fields the column that holds it."""
        plain = {_plain(name): name for name in reversed(names)}
        found = {}
        for field in _FIELDS:
            wanted = self._source.options.columns.get(field)
            if wanted is not None:
                if wanted in names:
                    found[field] = wanted
                continue
            for candidate in _known_names()[field]:
                if candidate in plain:
                    found[field] = plain[candidate]
                    break
        return found

    def articles(self, rows: list[Any], place: str) -> Iterator[Reading | Problem]:
        """The article in each of some rows, and a problem for each that holds none."""
        for number, row in enumerate(rows, 1):
            own = f"{place}:{number}" if len(rows) > 1 else place
            try:
                yield from self.article(row, own)
            except UnusableError as error:
                yield Problem(own, str(error))

    def article(self, row: object, place: str) -> Iterator[Reading | Problem]:
        """The article in a row. Raises UnusableError."""
        if not isinstance(row, dict):
            raise UnusableError("no article: not an object with names and values")
        own = [str(name) for name, value in row.items() if value not in (None, "", [])]
        row = row if "text" in self.of(own) else _flat(row)
        filled = [str(name) for name, value in row.items() if value not in (None, "", [])]
        columns = self.of(filled)
        if "text" not in columns and (page := next((row[one] for one in filled if _plain(one) in _PAGES), None)):
            yield from self._page(page, row, columns, place)
            return
        if "text" not in columns:
            raise UnusableError("empty" if "text" in self.of([str(name) for name in row]) else _no_text(filled))
        text = row[columns["text"]]
        if isinstance(text, list) and all(isinstance(one, str) for one in text):
            text = "\n".join(text)
        text = _value(text) if isinstance(text, dict) else text
        if not isinstance(text, str):
            raise UnusableError(f"a {columns['text']} that is no text")
        fields = {field: _value(row[name]) for field, name in columns.items() if field != "text"}
        fields["author"] = _values(row.get(columns.get("author", "")))
        fields["title"] = unescape(fields.get("title") or "")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        whole, cut = _without_count(_without_markup(text))
        found = RawArticle(whole, place, fields, notes=("only its beginning is there",) if cut else ()).read(
            self._source.options
        )
        if "published" not in columns:
            self._dates.update(name for name in filled if _is_date(row[name]))
        for field, name in columns.items():
            if name != field and field not in self._source.options.columns:
                self._guessed[field].add(name)
        yield found

    def _page(
        self, page: object, row: dict[str, Any], columns: Mapping[str, str], place: str
    ) -> Iterator[Reading | Problem]:
        """The article of a row that holds a whole page. Raises UnusableError."""
        from newsgraph.articles.web_pages import read_markup

        if not isinstance(page, str):
            raise UnusableError("a page that is no text")
        known = {field: _value(row[name]) for field, name in columns.items()}
        inner = Input(io.BytesIO(), "", place, options=self._source.options)
        yield from read_markup(page, inner, known.get("url"), known)

    def taken(self, *, empty: bool = False) -> Taken:
        """From which columns the articles were taken."""
        return Taken(dict(self._guessed), self._dates, empty)

    def told(self) -> Iterator[Problem]:
        """Which columns were taken for what, where their names are not ours."""
        return tell_taken(self._source.place, [self.taken()])


def _no_text(names: list[str]) -> str:
    held = f"it has {', '.join(names)[:200]}" if names else "it is empty"
    return f"no text ({held}); --map text=NAME says which field it is"


def _is_date(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONG_DATE and iso_date(value) is not None


def _plain(name: str) -> str:
    """A column's name in small letters without marks and accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name.lower()) if letter.isalnum())


def _value(value: object) -> str | None:
    """A value as one string: of an object its name, of a list its first."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        value = next((value[name] for name in _PARTS if name in value), None)
    if value is None or isinstance(value, dict | list):
        return None
    return str(value)


def _values(value: object) -> str | None:
    """Authors as one string."""
    found = [text for one in (value if isinstance(value, list) else [value]) if (text := _value(one))]
    return BETWEEN.join(found) or None


def _without_markup(text: str) -> str:
    """The text of an HTML fragment; any other text as it is."""
    if not ("</p>" in text or "<br" in text or "</div>" in text):
        return unescape(text) if "&" in text else text
    from newsgraph.articles.page_body import fragment_body

    return fragment_body(text)


def _without_count(text: str) -> tuple[str, bool]:
    """A text without the end of NewsAPI's ("… [+1234 chars]"), and whether it had one."""
    return without_stub(text) if text.rstrip().endswith(" chars]") else (text, False)


def _json(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UnusableError(f"broken JSON: {error}") from error


def _lines(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """Its lines; of one that is too large, only so much as shows that it is."""
    first = stream.readline(most + 1)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # as PowerShell redirects output
        data = first + stream.read(_MAX_UTF16_LINES)
        yield from data.decode("utf-16", "replace").encode().split(b"\n")
        return
    for line in chain([first] if first else [], iter(lambda: stream.readline(most + 1), b"")):
        yield line
        rest = line
        while len(rest) > most and not rest.endswith(b"\n"):
            rest = stream.readline(most + 1)
