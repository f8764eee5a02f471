"""What Splink has made of its settings, as SQL, to be run again: planning it takes ten times as long as a few rows do.

The result is Splink's: the same statements, on the same database.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from newsgraph.resolution.databases import empty_database
from newsgraph.resolution.name_records import column_types

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from splink import Linker

Statements = tuple[tuple[str, str], ...]  # the tables that are made, one after the other, each with the query for it

_INPUTS = ("__splink__input_table_0", "__splink__input_table_1")  # as Splink calls them: the rows, the frequencies
_FEW = 2000  # rows; as parameters each takes a fifth of a millisecond and more
_FREQUENCY_TYPES = {"surname": "VARCHAR", "tf_surname": "DOUBLE"}


def statements_of(linker: "Linker") -> Statements:
    """All that Splink has run for a linker, with tables that are called the same in every run.

    Nothing where this version of Splink does not tell: then it is asked each time.
    """
    cache = getattr(linker._db_api, "_intermediate_table_cache", None)  # the only place where Splink keeps it
    found: list[tuple[str, str]] = [
        (table.physical_name, table.sql_used_to_create) for table in getattr(cache, "executed_queries", ())
    ]
    names = {name: f"{name.rpartition('_')[0]}_{number}" for number, (name, _) in enumerate(found)}
    told = []
    for name, sql in found:
        for old, new in names.items():
            sql = sql.replace(old, new)
        told.append((names[name], sql))
    return tuple(told)


def run(
    statements: Statements,
    rows: Sequence[dict[str, Any]],
    frequencies: Sequence[dict[str, Any]],
    columns: Sequence[str],
) -> list[tuple[Any, ...]]:
    """Some columns of the last table that the statements make.

    Args:
        statements: of a linker of the same settings.
        rows: the names to compare (`name_records.row_of`).
        frequencies: how common each surname is.
        columns: what is asked for.
    """
    with empty_database() as connection:
        create_table(connection, _INPUTS[0], column_types(), rows)
        create_table(connection, _INPUTS[1], _FREQUENCY_TYPES, frequencies)
        for name, sql in statements:
            connection.execute(f"CREATE TABLE {name} AS {sql}")
        found: list[tuple[Any, ...]] = connection.execute(f"SELECT {', '.join(columns)} FROM {name}").fetchall()
        return found


def create_table(
    connection: "DuckDBPyConnection", name: str, types: Mapping[str, str], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Make a table; of a few rows without Arrow, which takes longer to be loaded than they do.

    Args:
        connection: the database.
        name: what the table is called.
        types: its columns, each with its type in SQL.
        rows: what is in it.
    """
    values = [{column: _plain(row[column]) for column in types} for row in rows]
    if len(values) > _FEW:
        import pyarrow as pa  # type: ignore[import-untyped]

        connection.register("given", pa.Table.from_pylist(values))
        columns = ", ".join(f"{column}::{kind} AS {column}" for column, kind in types.items())
        connection.execute(f"CREATE TABLE {name} AS SELECT {columns} FROM given")
        connection.unregister("given")
        return
    struct = ", ".join(f"{column} {kind}" for column, kind in types.items())
    table = f"CREATE TABLE {name} AS SELECT row.* FROM (SELECT unnest(?::STRUCT({struct})[]) AS row)"
    connection.execute(table, [values])


def _plain(value: Any) -> Any:
    """A value as DuckDB takes it: a tuple would be a list to it only if it has something in it."""
    return list(value) if isinstance(value, tuple) else value
