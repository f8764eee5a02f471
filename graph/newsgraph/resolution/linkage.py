"""Probabilistic record linkage of names with Splink, by the model in `linkage.toml` (weights: `weights.py`).

The model is that of Fellegi and Sunter, A Theory for Record Linkage, JASA 64 (1969), with term frequency adjustment.
"""

import gc
import logging
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from math import log2
from typing import TYPE_CHECKING, Any

from newsgraph.resolution.databases import DuckDB, database
from newsgraph.resolution.linkage_sql import Statements, run, statements_of
from newsgraph.resolution.memo import Memo
from newsgraph.resolution.name_pairs import Pair, pairs_of
from newsgraph.resolution.name_records import NameRecord, row_of, schema
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
_MARK = 200  # bits, more than names can weigh: marks the pairs to whose weight the frequency of their surname counts
_LEAST = -60.0  # bits, from which a pair is of interest
_NO_SURNAME = [{"surname": "", "tf_surname": 1.0}]


@cache
def model() -> dict[str, Any]:
    """The settings of `linkage.toml`."""
    return tomllib.loads(files(__package__).joinpath("linkage.toml").read_text(encoding="utf-8"))


def weigh(
    name_records: Sequence[NameRecord], weights: Weights | None = None, memo: Memo | None = None
) -> list[tuple[int, int, float]]:
    """The pairs of candidates that may be one (as positions, the lower first), each with its match weight in bits.

    Sorted; the same for the same candidates. Runs in this process and asks nothing of any host.

    Args:
        name_records: the names.
        weights: what the levels of the model weigh; None: the default.
        memo: what was found before.
    """
    found = settings(weights)
    found["retain_matching_columns"] = False  # what was compared is not carried along, only what came of it
    found["blocking_rules_to_generate_predictions"] = [
        {"blocking_rule": f"{rule['blocking_rule']} and (l.fresh or r.fresh)"}
        for rule in found["blocking_rules_to_generate_predictions"]
    ]
    rarity = _surname_weight(found)

    def compare(rows: Sequence[dict[str, Any]], statements: Statements) -> tuple[list[Pair], Statements]:
        marked = [{"surname": name, "tf_surname": rarity * 2.0**-_MARK} for name in _surnames(rows)] or _NO_SURNAME
        pairs, statements = _predict_again(rows, marked, found, statements)
        return [
            Pair(min(a, b), max(a, b), *((weight - _MARK, True) if weight > _MARK / 2 else (round(weight, 6), False)))
            for a, b, weight in pairs
        ], statements

    pairs = pairs_of(name_records, found, compare, memo or Memo())
    common = {name: log2(rarity / frequency) for name, frequency in surname_frequencies(name_records).items()}
    surnames = [one.person.surname if one.person else "" for one in name_records]
    return [
        (one, other, round(weight + common[surnames[one]], 6) if same else weight)
        for one, other, weight, same in pairs.tolist()
    ]


def surname_frequencies(name_records: Sequence[NameRecord]) -> dict[str, float]:
    """How common each surname of the candidates is (`_term_frequencies`)."""
    persons = [one.person for one in name_records]
    rows = [{"surname": one.surname if one else None, "given": one.given if one else None} for one in persons]
    return {one["surname"]: one["tf_surname"] for one in _term_frequencies(rows)}


def _surname_weight(found: Mapping[str, Any]) -> float:
    """How often two names that are not one have the same surname: what a surname's own frequency takes the place of."""
    return next(
        float(level["u_probability"])
        for comparison in found["comparisons"]
        for level in comparison["comparison_levels"]
        if "tf_adjustment_column" in level
    )


def prior(weights: Weights | None = None) -> float:
    """The weight, in bits, of two names of which nothing is known."""
    chance = (weights or default_weights()).prior
    return log2(chance / (1 - chance))


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
        found = linker.inference.predict(threshold_match_weight=_LEAST, warning_mode="never")
        return database().rows(found, columns)


def _predict_again(
    rows: Sequence[dict[str, Any]],
    frequencies: Sequence[dict[str, Any]],
    settings: dict[str, Any],
    statements: Statements,
) -> tuple[list[tuple[Any, ...]], Statements]:
    """The pairs of rows with their weights, by what Splink has made of these settings before, or makes of them now."""
    columns = ("unique_id_l", "unique_id_r", "match_weight")
    if not isinstance(database(), DuckDB):
        return _predict(rows, frequencies, settings, columns), statements
    if statements:
        return run(statements, rows, frequencies, columns), statements
    with _linker(rows, frequencies, settings) as linker:
        found = linker.inference.predict(threshold_match_weight=_LEAST, warning_mode="never")
        told = database().rows(found, columns), statements_of(linker)
    del linker, found
    gc.collect()  # Splink's plans are made of circles: 50 MB that the collector would leave for long
    return told


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
    return [{"surname": name, "tf_surname": (counts[name] + 1) / total} for name in _surnames(rows)] or _NO_SURNAME


def _surnames(rows: Sequence[dict[str, Any]]) -> list[str]:
    return sorted({row["surname"] for row in rows if row["surname"]})
