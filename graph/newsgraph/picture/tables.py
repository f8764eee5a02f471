"""How the page's tables stand in it: by column, as `graph/web/scripts/base/data.js` reads them.

They are large, and most of their words come again and again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from newsgraph.picture.content import Content, Row

Columns = dict[str, tuple[list[int], list[Any]]]


def packed(content: Content) -> dict[str, Any]:
    """The tables as they stand in the page, by column (see `columns`), but for their texts."""
    homes = _homes(content)
    tables = {name: _table(name, getattr(content, name), homes[name]) for name in _TABLES}
    return {**tables, "within": content.within, "sure": content.sure}


def _table(name: str, rows: list[Row], homes: list[int]) -> dict[str, Any]:
    """A table without its texts, of which only 1 is left where one is: the page puts them back.

    It has the number of the row's article as "home", where that is not the first of its articles.
    """
    found = _by_column(rows)
    found.pop(_LEFT_OUT.get(name, ""), None)
    for column in _TEXTS[name]:
        if column in found:
            found[column] = found[column][0], [1] * len(found[column][0])
    if name != "things" and rows:
        found["home"] = list(range(len(rows))), homes
    return _table_of(len(rows), found)


def texts_by_article(content: Content) -> list[list[str]]:
    """The texts of tables in the order of articles, where those that are parts of each other stand near each other.

    So a page packs to much less (deflate sees 32 KiB back): the object of a statement is words of its sentence, so is a
    name, and an IRI is words of a name. For each article all texts of all rows that belong to it, table by table, in
    each the columns of `_TEXTS`; lists of texts are one text, their parts set apart by a control character.
    """
    homes = _homes(content)
    rows_of: list[dict[str, list[Row]]] = [defaultdict(list) for _ in range(max(len(content.articles), 1))]
    for name in _TABLES:
        for row, home in zip(getattr(content, name), homes[name], strict=True):
            rows_of[home][name].append(row)
    return [
        [_text(row[column]) for name in _TABLES for column in _TEXTS[name] for row in rows[name] if column in row]
        for rows in rows_of
    ]


def _homes(content: Content) -> dict[str, list[int]]:
    """For each row of each table the article with which its texts stand."""
    articles = [row["article"] for row in content.sentences]
    return {
        "articles": list(range(len(content.articles))),
        "sentences": articles,
        "things": [(row.get("articles") or [0])[0] for row in content.things],
        "statements": [articles[row["sentence"]] for row in content.statements],
    }


_TABLES = ("articles", "sentences", "things", "statements")
_LEFT_OUT = {"sentences": "begin", "statements": "relation"}
_TEXTS = {
    "articles": ("title", "opening", "iri", "url"),
    "sentences": ("text",),
    "things": ("label", "iri", "names"),
    "statements": ("clause", "told", "text", "arguments"),
}
_BETWEEN = "\x1f"  # unit separator


def _text(value: str | Iterable[str]) -> str:
    return value if isinstance(value, str) else _BETWEEN.join(part.replace(_BETWEEN, " ") for part in value)


def columns(rows: list[Row]) -> dict[str, Any]:
    """A table by column, with the number of its rows. A column is one of these:

    - {"all": value}: all rows have it;
    - {"names": [...], "at": [...]}: texts that come again, and for each row which of them it has, -1 for none;
    - {"places": [...], "values": [...]}: few rows have any, these;
    - {"values": [...]}: the value of each row, null for none;
    - {"lengths": [...], "steps": [...]}: lists of integers, by how many each row has (-1 where it has none) and by how
      much each is more than the one before;
    - the same with "wide", 2 or 3: lists of ranges, [begin, end] or [of, begin, end]; each begin is told from the end
      before it in its list (where it is of something: from 0), each end from its begin, each "of" from the one before.
    """
    return _table_of(len(rows), _by_column(rows))


def filled(columns: dict[str, list[Any]]) -> dict[str, Any]:
    """The same of columns in which all rows have a value."""
    count = len(next(iter(columns.values())))
    return _table_of(count, {name: (list(range(count)), values) for name, values in columns.items()} if count else {})


def _by_column(rows: Iterable[Row]) -> Columns:
    """For each column the places of the rows that have a value in it, and these values."""
    found: Columns = {}
    for place, row in enumerate(rows):
        for name, value in row.items():
            column = found.get(name)
            if column is None:
                column = found[name] = [], []
            column[0].append(place)
            column[1].append(value)
    return found


def _table_of(count: int, found: Columns) -> dict[str, Any]:
    return {"count": count, "columns": {name: _column(count, *column) for name, column in found.items()}}


def _column(count: int, places: list[int], values: list[Any]) -> dict[str, Any]:
    """A column of a table with so many rows, of which those at some places have a value."""
    kinds = set(map(type, values))
    if len(values) == count and kinds <= {str, int, bool} and len(set(values)) == 1:
        return {"all": values[0]}
    if kinds <= {str}:
        names = {name: at for at, name in enumerate(dict.fromkeys(values))}
        if 2 * len(names) <= len(values):
            return {"names": list(names), "at": _spread(count, places, [names[value] for value in values], -1)}
    lists = _lists(count, places, values) if kinds == {list} else None
    if lists is not None:
        return lists
    if 2 * len(values) < count:
        return {"places": places, "values": values}
    return {"values": _spread(count, places, values, None)}


def _spread(count: int, places: list[int], values: list[Any], default: Any) -> list[Any]:
    """Values at their places, and something else at all others."""
    if len(places) == count:
        return values
    found = [default] * count
    for place, value in zip(places, values, strict=True):
        found[place] = value
    return found


def _lists(count: int, places: list[int], values: list[list[Any]]) -> dict[str, Any] | None:
    """A column of lists of integers, or of lists of groups of integers of one length, by steps; null for any other."""
    items = list(chain.from_iterable(values))
    lengths = _spread(count, places, list(map(len, values)), -1)
    kinds = set(map(type, items))
    if items and kinds <= {int, bool}:
        return {"lengths": lengths, "steps": _steps(items)}
    wide = set(map(len, items)) if kinds <= {list, tuple} else set()
    if wide not in ({2}, {3}) or not set(map(type, chain.from_iterable(items))) <= {int, bool}:
        return None
    steps = [step for value in values for step in _range_steps(value)]
    return {"lengths": lengths, "steps": steps, "wide": wide.pop()}


def _range_steps(ranges: list[tuple[int, ...]]) -> Iterator[int]:
    of = last = 0
    for *owner, begin, end in ranges:
        for one in owner:
            yield one - of
            of, last = one, 0
        yield begin - last
        yield end - begin
        last = end


def _steps(items: list[int]) -> list[int]:
    return [after - before for before, after in zip([0, *items], items, strict=False)]
