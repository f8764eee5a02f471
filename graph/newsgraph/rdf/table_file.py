"""A graph's tables in a file beside its store: to draw it, or to tell of it, without reading the store again.

The file may be removed at any time. It counts only while the store is the one that it was written for.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from newsgraph.rdf.table_reading import article_tables
from newsgraph.rdf.tables import ArticleTable, SharedTable, Tables

if TYPE_CHECKING:
    from pyoxigraph import Quad

_VERSION = 1  # of the rows; another is not read
Graphs = Mapping[str, "Callable[[], Iterable[Quad]]"]


class TableFile(msgspec.Struct, frozen=True, array_like=True):
    """What the file holds.

    Attributes:
        version: of the rows.
        store: what the store's files were when it was written (`signature`).
        shared: what is known across articles.
        articles: the tables of named graphs, each by what stands for the graph's content.
    """

    version: int
    store: tuple[tuple[str, int], ...]
    shared: SharedTable
    articles: dict[str, tuple[ArticleTable, ...]]

    @classmethod
    def read(cls, path: Path) -> "TableFile | None":
        """The file at `path`; null where there is none that can be used."""
        try:
            found = msgspec.msgpack.decode(path.read_bytes(), type=TableFile)
        except (OSError, msgspec.DecodeError, msgspec.ValidationError):
            return None
        return found if found.version == _VERSION else None

    @classmethod
    def of(cls, tables: Tables, store: Path) -> "TableFile":
        """A file of some tables, for the store at `store`, which nobody writes to meanwhile."""
        return cls(_VERSION, signature(store), tables.shared, {table.iri: (table,) for table in tables.articles})

    @property
    def tables(self) -> Tables:
        """The tables."""
        return Tables(self.shared, (table for some in self.articles.values() for table in some))

    def is_of(self, store: Path) -> bool:
        """Whether the store is the one that it was written for, unchanged."""
        return self.store == signature(store)

    def to_bytes(self) -> bytes:
        """The file's content."""
        return msgspec.msgpack.encode(self)


def updated(last: TableFile | None, shared: SharedTable, graphs: Graphs, store: Path) -> TableFile:
    """A file of which the tables of named graphs that have not changed are taken from the last one.

    Args:
        last: the last file that this function made.
        shared: what is known across articles now.
        graphs: what reads each named graph, by what stands for its content (a digest).
        store: the store that it is for.
    """
    known = last.articles if last else {}
    articles = {key: known[key] if key in known else tuple(article_tables(read())) for key, read in graphs.items()}
    return TableFile(_VERSION, signature(store), shared, articles)


def signature(store: Path) -> tuple[tuple[str, int], ...]:
    """What tells whether a store was changed: RocksDB writes each of its files once, under a new name.

    The name of the database itself, which RocksDB draws when it makes one, is among them.
    """
    try:
        sizes = [(file.name, file.stat().st_size) for file in store.iterdir()]
        identity = (store / "IDENTITY").read_text(encoding="ascii")
    except (OSError, ValueError):
        return ()
    return tuple(
        sorted([*((name, size) for name, size in sizes if not name.startswith(("LOG", "LOCK"))), (identity, 0)])
    )
