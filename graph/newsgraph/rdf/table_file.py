"""A graph's tables in a file beside its store: to draw it, or to tell of it, without reading the store again.

The file may be removed at any time. It counts only while the store is the one that it was written for.
"""

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from newsgraph.files import checked, checksum
from newsgraph.rdf import store as stores
from newsgraph.rdf.shared_blocks import SharedBlocks
from newsgraph.rdf.tables import ArticleTable, Tables

_MADE_BY = ("tables.py", "table_reading.py", "shared_blocks.py", "turtle.py", "literals.py", "vocabulary.py")
Graphs = Mapping[str, Callable[[], tuple[ArticleTable, ...]]]


class TableFile(msgspec.Struct, frozen=True, array_like=True):
    """What the file holds.

    Attributes:
        code: the version of the code that read the tables.
        store: what tells whether the store is the one that it was written for.
        shared: what is known across articles.
        articles: the tables of each named graph, by what stands for its content.
    """

    code: str
    store: list[tuple[str, int]]
    shared: SharedBlocks
    articles: dict[str, tuple[ArticleTable, ...]]

    @classmethod
    def read(cls, path: Path) -> "TableFile | None":
        """The file at `path`; null where there is none that can be used."""
        try:
            found = msgspec.msgpack.decode(checked(memoryview(path.read_bytes())), type=TableFile)
        except (OSError, ValueError):
            return None
        return found if found.code == _code() else None

    @property
    def tables(self) -> Tables:
        """The tables."""
        return Tables(self.shared.table, (table for some in self.articles.values() for table in some))

    def is_of(self, store: Path) -> bool:
        """Whether the store is the one that it was written for, unchanged."""
        return self.store == _signature(store)

    def to_parts(self) -> list[bytes]:
        """The file's content, in parts."""
        content = msgspec.msgpack.encode(self)
        return [checksum(content), content]


def updated(last: TableFile | None, shared: SharedBlocks, graphs: Graphs, store: Path) -> TableFile:
    """A file of which the tables of named graphs that have not changed are taken from the last one.

    Args:
        last: the last file; null where there is none.
        shared: what is known across articles now.
        graphs: what reads the tables of each named graph, by what stands for its content (a digest).
        store: the store that it is for.
    """
    known = last.articles if last else {}
    articles = {key: known[key] if key in known else read() for key, read in graphs.items()}
    return TableFile(_code(), _signature(store), shared, articles)


def _signature(store: Path) -> list[tuple[str, int]]:
    """What tells whether a store was changed, and also its name, which RocksDB draws when it makes one."""
    try:
        name = (store / "IDENTITY").read_text(encoding="ascii")
    except (OSError, ValueError):
        return []
    return [*stores.signature(store), (name, 0)]


@cache
def _code() -> str:
    code = b"".join(files(__package__).joinpath(name).read_bytes() for name in _MADE_BY)
    return hashlib.sha256(code).hexdigest()
