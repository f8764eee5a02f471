"""Probabilistic record linkage of names with Splink, by the model in `linkage.toml` (weights: `weights.py`).

The model is that of Fellegi and Sunter, A Theory for Record Linkage, JASA 64 (1969), with term frequency adjustment.
"""

import logging
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from math import log2
from typing import TYPE_CHECKING, Any, NamedTuple

from newsgraph.resolution.databases import database
from newsgraph.resolution.name_records import NameRecord, any_block, row_of, schema
from newsgraph.resolution.weights import Weights, default_weights, level_name

if TYPE_CHECKING:
    from splink import Linker

_OWN_SETTINGS = (
    "join_weight",
    "short_weight",
    "short_margin",
    "term_frequency_floor",
    "training_blocks",
    "usage",
    "company",
)
_PROBABILITIES = ("m_probability", "u_probability")


@cache
def model() -> dict[str, Any]:
    """The settings of `linkage.toml`."""
    return tomllib.loads(files(__package__).joinpath("linkage.toml").read_text(encoding="utf-8"))


class Level(NamedTuple):
    """What the comparison of two names has found in one respect, and what it weighs."""

    comparison: str  # "surname"
    found: str  # "another romanisation of the surname (Surovikin, Surowikin)"
    bits: float


def weigh(name_records: Sequence[NameRecord], weights: Weights | None = None) -> list[tuple[int, int, float]]:
    """The pairs of candidates that may be one (as positions, the lower first), each with its match weight in bits.

    Sorted; the same for the same candidates. Runs in this process and asks nothing of any host.

    Args:
        candidates: the names.
        weights: what the levels of the model weigh; None: the default.
    """
    rows = [row_of(number, name_record) for number, name_record in enumerate(name_records)]
    if not any_block(rows):
        return []
    pairs = _predict(rows, _term_frequencies(rows), settings(weights), ("unique_id_l", "unique_id_r", "match_weight"))
    return sorted((min(a, b), max(a, b), round(weight, 6)) for a, b, weight in pairs)


def prior(weights: Weights | None = None) -> float:
    """The weight, in bits, of two names of which nothing is known."""
    chance = (weights or default_weights()).prior
    return log2(chance / (1 - chance))


def levels(name_records: Sequence[NameRecord], one: int, other: int, weights: Weights | None = None) -> list[Level]:
    """What two of the candidates have in common and what not, with the weights that, with `prior`, make the pair's.

    What weighs nothing, because one of them says nothing of it, is left out.
    """
    frequencies = _term_frequencies([row_of(number, name_record) for number, name_record in enumerate(name_records)])
    rows = [row_of(0, name_records[one]), row_of(1, name_records[other])]
    found = settings(weights, blocks=("1 = 1",))
    names = [comparison["output_column_name"] for comparison in found["comparisons"]]
    columns = [f"{kind}_{name}" for name in names for kind in ("gamma", "mw")]
    adjusted = [f"mw_tf_adj_{name}" for name in names if name == "surname"]
    (row,) = _predict(rows, frequencies, found, (*columns, *adjusted))
    values = dict(zip((*columns, *adjusted), row, strict=True))
    telling = telling_levels()
    return [
        Level(
            name,
            telling[name][values[f"gamma_{name}"]],
            round(values[f"mw_{name}"] + (values.get(f"mw_tf_adj_{name}") or 0.0), 1),
        )
        for name in names
        if values[f"gamma_{name}"] >= 0
    ]


def compare_all(name_records: Sequence[NameRecord]) -> list[tuple[int, int, dict[str, int]]]:
    """Every pair of candidates, with the level that it is on in each comparison that says something of it.

    Levels are counted as Splink does, from 0 for the last; `telling_levels` has them in that order.
    """
    rows = [row_of(number, name_record) for number, name_record in enumerate(name_records)]
    names = list(telling_levels())
    columns = ("unique_id_l", "unique_id_r", *(f"gamma_{name}" for name in names))
    pairs = _predict(rows, _term_frequencies(rows), settings(blocks=("1 = 1",)), columns)
    return sorted(
        (min(a, b), max(a, b), {name: level for name, level in zip(names, found, strict=True) if level >= 0})
        for a, b, *found in pairs
    )


def telling_levels() -> Mapping[str, Sequence[str]]:
    """By comparison, the labels of the levels that weigh something, the last first, as Splink counts them."""
    return {
        comparison["output_column_name"]: [
            level["label_for_charts"]
            for level in reversed(comparison["comparison_levels"])
            if not level.get("is_null_level")
        ]
        for comparison in model()["comparisons"]
    }


def settings(weights: Weights | None = None, blocks: Sequence[str] = ()) -> dict[str, Any]:
    """The model as Splink reads it.

    Args:
        weights: what the levels weigh; None: the default.
        blocks: which pairs are compared, as conditions in SQL, all their levels shown; none: those of the model.
    """
    known = weights or default_weights()
    found = {key: value for key, value in model().items() if key not in _OWN_SETTINGS}
    found["probability_two_random_records_match"] = known.prior
    if blocks:
        found["blocking_rules_to_generate_predictions"] = [{"blocking_rule": block} for block in blocks]
        found["retain_intermediate_calculation_columns"] = True
    found["comparisons"] = []
    for comparison in model()["comparisons"]:
        weighed = known.levels[comparison["output_column_name"]]
        filled = [
            level
            if level.get("is_null_level")
            else level | dict(zip(_PROBABILITIES, weighed[level_name(level["label_for_charts"])], strict=False))
            for level in comparison["comparison_levels"]
        ]
        found["comparisons"].append(comparison | {"comparison_levels": filled})
    return found


def _predict(
    rows: Sequence[dict[str, Any]],
    frequencies: Sequence[dict[str, Any]],
    settings: dict[str, Any],
    columns: Sequence[str],
) -> list[tuple[Any, ...]]:
    """Let Splink compare rows, and give back some columns of its table of pairs."""
    with _linker(rows, frequencies, settings) as linker:
        found = linker.inference.predict(threshold_match_weight=-60.0, warning_mode="never")
        return database().rows(found, columns)


@contextmanager
def linker_of(name_records: Sequence[NameRecord], found: dict[str, Any]) -> "Iterator[Linker]":
    """Splink's linker of some candidates, with settings that `settings` made."""
    rows = [row_of(number, name_record) for number, name_record in enumerate(name_records)]
    with _linker(rows, _term_frequencies(rows), found) as linker:
        yield linker


@contextmanager
def _linker(
    rows: Sequence[dict[str, Any]], frequencies: Sequence[dict[str, Any]], settings: dict[str, Any]
) -> "Iterator[Linker]":
    import pyarrow as pa  # type: ignore[import-untyped]
    from splink import Linker, SettingsCreator

    logging.getLogger("splink").setLevel(logging.ERROR)
    used = database()
    with used.connect() as connected:
        linker = Linker(
            connected.register(used.table(pa.Table.from_pylist(rows, schema=schema()))),
            SettingsCreator.from_path_or_dict(used.settings(settings)),
            log_level=None,
        )
        known = connected.register(used.table(pa.Table.from_pylist(frequencies)))
        linker.table_management.register_term_frequency_lookup(known, "surname")
        yield linker


def _term_frequencies(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """How common each surname is among different full names, smoothed towards that of a rare one."""
    counts = Counter(row["surname"] for row in rows if row["surname"] and row["given"])
    total = sum(counts.values()) + model()["term_frequency_floor"]
    surnames = sorted({row["surname"] for row in rows if row["surname"]})
    return [{"surname": surname, "tf_surname": (counts[surname] + 1) / total} for surname in surnames] or [
        {"surname": "", "tf_surname": 1.0}
    ]
