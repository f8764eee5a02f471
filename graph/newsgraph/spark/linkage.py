"""Splink on Spark, with the settings made for DuckDB: the same conditions in its SQL, the same measures of strings."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pyspark.sql import SparkSession
    from splink import SplinkDataFrame

# What sqlglot does not put into Spark's words: DuckDB's functions of lists (`length` is of strings).
_FUNCTIONS: Final = {"LIST_HAS_ANY": "arrays_overlap", "LIST_INTERSECT": "array_intersect", "LEN": "size"}


class Spark:
    """Spark as Splink's database, with names that are measured by the library that DuckDB measures them by.

    Args:
        session: a session.
        partitions: in how many parts pairs are compared.
    """

    def __init__(self, session: "SparkSession", partitions: int) -> None:
        self._session, self._partitions = session, partitions

    @contextmanager
    def connect(self) -> Iterator[Any]:
        """Splink's interface to the session."""
        from splink import SparkAPI

        _register_measures(self._session)
        yield SparkAPI(  # type: ignore[no-untyped-call]
            spark_session=self._session,
            register_udfs_automatically=False,  # they are Java classes, which measure otherwise
            break_lineage_method="persist",
            num_partitions_on_repartition=self._partitions,
        )
        self._session.catalog.clearCache()

    def settings(self, found: dict[str, Any]) -> dict[str, Any]:
        """The settings with all conditions in Spark's SQL."""
        rules = [
            rule | {"blocking_rule": spark_sql(rule["blocking_rule"])}
            for rule in found["blocking_rules_to_generate_predictions"]
        ]
        comparisons = [
            comparison
            | {
                "comparison_levels": [
                    level | {"sql_condition": spark_sql(level["sql_condition"])}
                    for level in comparison["comparison_levels"]
                ]
            }
            for comparison in found["comparisons"]
        ]
        return found | {"blocking_rules_to_generate_predictions": rules, "comparisons": comparisons}

    def table(self, rows: Any) -> Any:
        """A table of Arrow as Spark takes it."""
        return self._session.createDataFrame(rows)

    def rows(self, found: "SplinkDataFrame", columns: Sequence[str]) -> list[tuple[Any, ...]]:
        """Some columns of a table that Splink has made."""
        frame: Any = found.as_spark_dataframe()
        return [tuple(row) for row in frame.select(*columns).collect()]


def spark_sql(condition: str) -> str:
    """A condition of DuckDB's SQL in Spark's."""
    import sqlglot
    from sqlglot import exp

    if condition.strip().upper() == "ELSE":
        return condition
    tree = sqlglot.parse_one(_renamed(condition), read="duckdb")
    assert isinstance(tree, exp.Expression)
    return tree.sql(dialect="spark")


def _renamed(condition: str) -> str:
    from sqlglot import tokenize

    found, end = [], 0
    tokens = tokenize(condition, read="duckdb")
    for token, after in pairwise(tokens):
        if after.text == "(" and token.text.upper() in _FUNCTIONS:
            found += [condition[end : token.start], _FUNCTIONS[token.text.upper()]]
            end = token.end + 1
    return "".join([*found, condition[end:]])


def _register_measures(session: "SparkSession") -> None:
    from pyspark.sql.types import DoubleType, IntegerType

    session.udf.register("jarowinkler_similarity", _jaro_winkler, DoubleType())
    session.udf.register("damerau_levenshtein", _damerau_levenshtein, IntegerType())


def _jaro_winkler(one: str | None, other: str | None) -> float | None:
    from rapidfuzz.distance import JaroWinkler

    return None if one is None or other is None else JaroWinkler.similarity(one, other)


def _damerau_levenshtein(one: str | None, other: str | None) -> int | None:
    from rapidfuzz.distance import DamerauLevenshtein

    return None if one is None or other is None else DamerauLevenshtein.distance(one, other)
