"""Where Splink compares names: DuckDB in this process, unless another database is named for a while."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from splink import SplinkDataFrame

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def empty_database() -> "DuckDBPyConnection":
    """A database of DuckDB in memory, which asks nothing of any host."""
    import duckdb

    return duckdb.connect(":memory:", config=_CONFIG)


class Database(Protocol):
    """A database that Splink works on, and the dialect of SQL that it speaks."""

    def connect(self) -> AbstractContextManager[Any]:
        """Splink's interface to it, till the work is done."""

    def settings(self, found: dict[str, Any]) -> dict[str, Any]:
        """Settings with conditions in DuckDB's SQL, as this database has to have them."""

    def table(self, rows: Any) -> Any:
        """A table of Arrow as this database takes it."""

    def rows(self, found: "SplinkDataFrame", columns: Sequence[str]) -> list[tuple[Any, ...]]:
        """Some columns of a table that Splink has made."""


class DuckDB:
    """DuckDB in memory, which asks nothing of any host."""

    @contextmanager
    def connect(self) -> Iterator[Any]:
        """A database of its own."""
        from splink import DuckDBAPI

        with empty_database() as connection:
            yield DuckDBAPI(connection)

    def settings(self, found: dict[str, Any]) -> dict[str, Any]:
        """The settings as they are."""
        return found

    def table(self, rows: Any) -> Any:
        """The table as it is."""
        return rows

    def rows(self, found: "SplinkDataFrame", columns: Sequence[str]) -> list[tuple[Any, ...]]:
        """Some columns of a table that Splink has made."""
        rows: list[tuple[Any, ...]] = found.as_duckdbpyrelation().project(", ".join(columns)).fetchall()
        return rows


_IN_USE: ContextVar[Database | None] = ContextVar("database", default=None)


def database() -> Database:
    """The one in use."""
    return _IN_USE.get() or DuckDB()


@contextmanager
def comparing_on(other: Database) -> Iterator[None]:
    """Have names compared on another database."""
    token = _IN_USE.set(other)
    try:
        yield
    finally:
        _IN_USE.reset(token)
