"""Full-text search over names and statements: SQLite's FTS5, in a file beside no graph but of one state of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Store

from newsgraph.rdf.iris import Iris
from newsgraph.rdf.vocabulary import LABEL, NG, NIF, SCHEMA, SKOS, TYPE
from newsgraph.server.facts import Facts

START, END = "\ue000", "\ue001"  # around what was found; of the private use area, so no text has them
_CLASSES = {"person": "Person", "organization": "Organization", "group": "Group", "place": "Place", "event": "Event"}
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
        connection.execute(
            "CREATE VIRTUAL TABLE found USING fts5(iri UNINDEXED, kind UNINDEXED, label UNINDEXED, text, sentence,"
            " tokenize = 'unicode61 remove_diacritics 2', prefix = '3')"
        )
        rows = (row for rows in (_things(store, iris), _statements(store, iris)) for row in rows)
        connection.executemany("INSERT INTO found VALUES (?, ?, ?, ?, ?)", rows)
        connection.commit()
    part.replace(path)


def find(path: Path, words: str, kinds: tuple[str, ...], most: int, skip: int = 0) -> tuple[list[Hit], int]:
    """What has all the words, in names or in statements and their sentences, the best first; and how many there are.

    Args:
        path: an index.
        words: what people look for; the last word may be only its beginning.
        kinds: of which kinds.
        most: how many are wanted.
        skip: how many of the best are not.
    """
    asked = _expression(words)
    if not asked:
        return [], 0
    marks = ", ".join("?" * len(kinds))
    condition = f"FROM found WHERE found MATCH ? AND kind IN ({marks})"
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        (number,) = connection.execute(f"SELECT COUNT(*) {condition}", (asked, *kinds)).fetchone()
        rows = connection.execute(
            f"SELECT iri, kind, label, highlight(found, 3, ?, ?), highlight(found, 4, ?, ?) {condition}"
            " ORDER BY bm25(found, 0, 0, 0, 2.0, 1.0), iri LIMIT ? OFFSET ?",
            (START, END, START, END, asked, *kinds, most, skip),
        )
        return [Hit(*row) for row in rows], number


def _expression(words: str) -> str:
    """The words as FTS5 asks for them: each quoted, so that none is an operator."""
    asked = "".join(sign if sign.isalnum() else " " for sign in words).split()[:_WORDS]
    return " ".join(f'"{word}"' for word in asked) + ("*" if asked and len(asked[-1]) > 1 else "")


def _things(store: Store, iris: Iris) -> Iterator[tuple[str, str, str, str, str]]:
    facts = Facts(store, iris)
    seen: set[str] = set()
    for kind, name in _CLASSES.items():
        for node in sorted(_instances(store, NG[name]), key=lambda one: one.value):
            if node.value not in seen:
                seen.add(node.value)
                names = [facts.name(node), *(one.value for one in facts.all(node, SKOS["altLabel"]))]
                yield node.value, kind, names[0], " · ".join(dict.fromkeys(names)), ""
    for node in sorted(_instances(store, SCHEMA["NewsArticle"]), key=lambda one: one.value):
        title = facts.words(node, SCHEMA["headline"]) or facts.words(node, LABEL)
        yield node.value, "article", title, title, ""


def _statements(store: Store, iris: Iris) -> Iterator[tuple[str, str, str, str, str]]:
    facts = Facts(store, iris)
    for quad in store.quads_for_pattern(None, NG["text"], None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            evidence = facts.node(quad.subject, NG["evidence"])
            sentence = facts.words(evidence, NIF["anchorOf"]) if evidence else ""
            yield quad.subject.value, "statement", quad.object.value, quad.object.value, sentence


def _instances(store: Store, kind: NamedNode) -> set[NamedNode]:
    quads = store.quads_for_pattern(None, TYPE, kind, None)
    return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
