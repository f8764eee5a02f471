"""What two names have in common and what not, level by level, for people who ask why they are one or not.

The conditions of the levels are those that Splink compares all names by (`linkage.toml`), asked of DuckDB directly:
Splink takes longer to be loaded than the few names of a question take to be compared.
"""

from collections.abc import Sequence
from math import log2
from typing import Any, NamedTuple

from newsgraph.resolution.databases import empty_database
from newsgraph.resolution.linkage import settings, surname_frequencies
from newsgraph.resolution.linkage_sql import create_table
from newsgraph.resolution.name_records import NameRecord, column_types, row_of
from newsgraph.resolution.weights import Weights


class Level(NamedTuple):
    """What the comparison of two names has found in one respect, and what it weighs."""

    comparison: str  # "surname"
    found: str  # "another romanisation of the surname (Surovikin, Surowikin)"
    bits: float


def levels(name_records: Sequence[NameRecord], one: int, other: int, weights: Weights | None = None) -> list[Level]:
    """What two of the candidates have in common and what not: see `levels_beside`."""
    return levels_beside(name_records, one, [other], weights)[other]


def levels_beside(
    name_records: Sequence[NameRecord], one: int, others: Sequence[int], weights: Weights | None = None
) -> dict[int, list[Level]]:
    """What one candidate and each of some others have in common and what not, by the other.

    The weights are those that, with `prior`, make the pair's. What weighs nothing, because one of the two says nothing
    of it, is left out.
    """
    places = [one, *others]
    rows = [row_of(number, name_records[place]) for number, place in enumerate(places)]
    comparisons, common = settings(weights)["comparisons"], surname_frequencies(name_records)
    with empty_database() as connection:
        create_table(connection, "names", column_types(), rows)
        found = connection.sql(_question(comparisons)).fetchall()
    told = {}
    for number, *chosen in found:
        surname = rows[number]["surname"]
        met = zip(comparisons, chosen, strict=True)
        told[places[number]] = [
            _level(comparison, comparison["comparison_levels"][level], common.get(surname))
            for comparison, level in met
            if not comparison["comparison_levels"][level].get("is_null_level")
        ]
    return told


def _question(comparisons: Sequence[dict[str, Any]]) -> str:
    """Asks for the number of the level in each comparison of the first name with every other."""
    pairs = ", ".join(f"{side}.{name} AS {name}_{side}" for side in "lr" for name in column_types())
    chosen = ", ".join(_number(comparison["comparison_levels"]) for comparison in comparisons)
    return (
        f"SELECT unique_id_r, {chosen} "
        f"FROM (SELECT {pairs} FROM names l, names r WHERE l.unique_id = 0 AND r.unique_id > 0) ORDER BY unique_id_r"
    )


def _number(levels: Sequence[dict[str, Any]]) -> str:
    """The number of the first level whose condition holds; the last one's is that none does."""
    *told, _ = levels
    whens = " ".join(f"WHEN {level['sql_condition']} THEN {number}" for number, level in enumerate(told))
    return f"CASE {whens} ELSE {len(told)} END"


def _level(comparison: dict[str, Any], level: dict[str, Any], surname: float | None) -> Level:
    bits = log2(level["m_probability"] / level["u_probability"])
    if "tf_adjustment_column" in level and surname is not None:
        bits += log2(level["u_probability"] / surname)
    return Level(comparison["output_column_name"], level["label_for_charts"], round(bits, 1))
