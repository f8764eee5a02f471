"""Full-text search over names and statements: SQLite's FTS5, in a file beside no graph but of one state of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal, NamedTuple

from pyoxigraph import QuerySolutions, Store

from newsgraph.rdf.iris import Iris
from newsgraph.rdf.vocabulary import NG, SCHEMA

Table = Literal["things", "statements"]
START, END = "\ue000", "\ue001"  # around what was found; of the private use area, so no text has them
_CLASSES = {"person": "Person", "organization": "Organization", "group": "Group", "place": "Place", "event": "Event"}
_STATEMENTS = """SELECT ?statement ?text ?sentence { GRAPH ?article {
  ?statement ng:text ?text . OPTIONAL { ?statement ng:evidence/nif:anchorOf ?sentence }
} }"""
_THINGS = """SELECT ?thing ?class ?headline ?label ?other {
  VALUES ?class { ng:Person ng:Organization ng:Group ng:Place ng:Event schema:NewsArticle }
  ?thing a ?class OPTIONAL { ?thing schema:headline ?headline } OPTIONAL { ?thing rdfs:label ?label }
  OPTIONAL { ?thing skos:altLabel ?other }
}"""
_NAMED = ("person", "organization", "group", "place")
_NEAR = 70  # of 100: how like some words a name has to be to be thought of
_WORDS = 40  # of a query, which is as many as anybody means


class Hit(NamedTuple):
    """What a search has found."""

    iri: str
    kind: str  # person, organization, group, place, event, article or statement
    label: str
    marked: str  # the text that was found, what was looked for between START and END
    sentence: str


def write_index(store: Store, iris: Iris, path: Path) -> None:
    """Write an index of all names and statements, whole or not at all.

    Raises:
        OSError: it cannot be written.
        sqlite3.Error: likewise.
    """
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        for table, rows in (("things", _things(store, iris)), ("statements", _statements(store, iris))):
            connection.execute(
                f"CREATE VIRTUAL TABLE {table} USING fts5(iri UNINDEXED, kind UNINDEXED, label UNINDEXED, text,"
                " sentence, tokenize = 'unicode61 remove_diacritics 2', prefix = '3')"
            )
            connection.execute(f"INSERT INTO {table}({table}, rank) VALUES ('rank', 'bm25(0, 0, 0, 2.0, 1.0)')")
            connection.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?)", rows)
        connection.commit()
    part.replace(path)


def find(path: Path, table: Table, words: str, most: int, skip: int = 0) -> tuple[list[Hit], int]:
    """What has all the words, in names or in statements and their sentences, the best first; and how many there are.

    Args:
        path: an index.
        table: whether things are looked for, by their names, or statements.
        words: what people look for; the last word may be only its beginning.
        most: how many are wanted.
        skip: how many of the best are not.
    """
    asked = _expression(words)
    if not asked:
        return [], 0
    exactly_first = "label = ? COLLATE NOCASE DESC, " if table == "things" else ""
    named = (words.strip(),) if exactly_first else ()
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        (number,) = connection.execute(f"SELECT COUNT(*) FROM {table} WHERE {table} MATCH ?", (asked,)).fetchone()
        best = connection.execute(
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY {exactly_first}rank LIMIT ? OFFSET ?",
            (asked, *named, most, skip),
        )
        rows = [
            connection.execute(
                f"SELECT iri, kind, label, highlight({table}, 3, ?, ?), highlight({table}, 4, ?, ?)"
                f" FROM {table} WHERE {table} MATCH ? AND rowid = ?",
                (START, END, START, END, asked, rowid),
            ).fetchone()
            for (rowid,) in best
        ]
        return [Hit(*row) for row in rows], number


def near(path: Path, words: str, most: int) -> list[str]:
    """The names of people, bodies and places that are most like some words, the most alike first.

    Taken from the index: to read all names of a large graph anew takes longer than the search.
    """
    from rapidfuzz import fuzz, process

    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT DISTINCT label FROM things WHERE kind IN (?, ?, ?, ?)", _NAMED)
        labels = sorted(label for (label,) in rows)
    lower = [label.casefold() for label in labels]
    found = process.extract(words.casefold(), lower, scorer=fuzz.ratio, limit=most, score_cutoff=_NEAR)
    return [labels[number] for _, _, number in found]


def _expression(words: str) -> str:
    """The words as FTS5 asks for them: each quoted, so that none is an operator."""
    asked = "".join(sign if sign.isalnum() else " " for sign in words).split()[:_WORDS]
    return " ".join(f'"{word}"' for word in asked) + ("*" if asked and len(asked[-1]) > 1 else "")


def _things(store: Store, iris: Iris) -> Iterator[tuple[str, str, str, str, str]]:
    kinds = {f"{NG}{name}": kind for kind, name in _CLASSES.items()} | {f"{SCHEMA}NewsArticle": "article"}
    names: dict[str, tuple[str, dict[str, None]]] = {}
    rows = store.query(_THINGS, prefixes=iris.prefixes, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    for row in rows:
        kind, found = names.setdefault(row["thing"].value, (kinds[row["class"].value], {}))
        found.update(dict.fromkeys(row[name].value for name in ("headline", "label", "other") if row[name]))
    for iri, (kind, found) in sorted(names.items()):
        label, *others = found or (iri,)
        yield iri, kind, label, label if kind == "article" else " · ".join((label, *sorted(others))), ""


def _statements(store: Store, iris: Iris) -> Iterator[tuple[str, str, str, str, str]]:
    rows = store.query(_STATEMENTS, prefixes=iris.prefixes)
    assert isinstance(rows, QuerySolutions)
    for row in rows:
        text, sentence = row["text"].value, row["sentence"]
        yield row["statement"].value, "statement", text, text, sentence.value if sentence else ""
