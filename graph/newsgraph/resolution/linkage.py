"""Probabilistic record linkage of names with Splink on DuckDB, by the model in `linkage.toml` (weights: `weights.py`).

The model is that of Fellegi and Sunter, A Theory for Record Linkage, JASA 64 (1969), with term frequency adjustment.
"""

import logging
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2
from typing import TYPE_CHECKING, Any, NamedTuple

from newsgraph.record import EntityType
from newsgraph.resolution.names import (
    PersonName,
    acronyms_of,
    bare,
    brand,
    is_acronym,
    kin_forms,
    known_given_names,
    organization_words,
    parse_person,
    short_forms,
    transliteration_key,
    words,
)
from newsgraph.resolution.romanisation import han_key, reading_key, skeleton
from newsgraph.resolution.weights import Weights, default_weights, level_name

if TYPE_CHECKING:
    from splink import Linker

_OWN_SETTINGS = ("join_weight", "short_weight", "short_margin", "term_frequency_floor", "training_blocks")
_PROBABILITIES = ("m_probability", "u_probability")
_LONG_ENOUGH_TO_TRANSLITERATE = 5  # in short words (Li, Lee; Zhou, Zou) a letter is the whole difference
_MOST_COMPANIONS = 40
_DUCKDB: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name as it is compared: with all that the articles say of whoever bears it."""

    type: EntityType
    name: str
    article: str | None  # of a short name that could be several people: the one article that it is looked at in
    roles: tuple[str, ...] = ()
    nationality: str | None = None
    companions: tuple[str, ...] = ()

    @property
    def person(self) -> PersonName | None:
        """The parts of the name of a person."""
        return parse_person(self.name) if self.type == "person" else None

    @property
    def full(self) -> str:
        """The whole name, folded; as it is where nothing of it can be folded ("🙂")."""
        return (self.person.full if self.person else bare(self.name)) or self.name

    @property
    def short(self) -> bool:
        """Whether the name is a form that several names shorten to: a bare surname, an acronym."""
        person = self.person
        return person.given is None if person else is_acronym(self.name)


@cache
def model() -> dict[str, Any]:
    """The settings of `linkage.toml`."""
    return tomllib.loads(files(__package__).joinpath("linkage.toml").read_text(encoding="utf-8"))


class Level(NamedTuple):
    """What the comparison of two names has found in one respect, and what it weighs."""

    comparison: str  # "surname"
    found: str  # "another romanisation of the surname (Surovikin, Surowikin)"
    bits: float


def weigh(candidates: Sequence[Candidate], weights: Weights | None = None) -> list[tuple[int, int, float]]:
    """The pairs of candidates that may be one (as positions, the lower first), each with its match weight in bits.

    Sorted; the same for the same candidates. Runs in this process and asks nothing of any host.

    Args:
        candidates: the names.
        weights: what the levels of the model weigh; None: the default.
    """
    rows = [_row(number, candidate) for number, candidate in enumerate(candidates)]
    if not _any_block(rows):
        return []
    pairs = _predict(rows, _term_frequencies(rows), settings(weights), ("unique_id_l", "unique_id_r", "match_weight"))
    return sorted((min(a, b), max(a, b), round(weight, 6)) for a, b, weight in pairs)


def prior(weights: Weights | None = None) -> float:
    """The weight, in bits, of two names of which nothing is known."""
    chance = (weights or default_weights()).prior
    return log2(chance / (1 - chance))


def levels(candidates: Sequence[Candidate], one: int, other: int, weights: Weights | None = None) -> list[Level]:
    """What two of the candidates have in common and what not, with the weights that, with `prior`, make the pair's.

    What weighs nothing, because one of them says nothing of it, is left out.
    """
    frequencies = _term_frequencies([_row(number, candidate) for number, candidate in enumerate(candidates)])
    rows = [_row(0, candidates[one]), _row(1, candidates[other])]
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


def compare_all(candidates: Sequence[Candidate]) -> list[tuple[int, int, dict[str, int]]]:
    """Every pair of candidates, with the level that it is on in each comparison that says something of it.

    Levels are counted as Splink does, from 0 for the last; `telling_levels` has them in that order.
    """
    rows = [_row(number, candidate) for number, candidate in enumerate(candidates)]
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
        found = linker.inference.predict(threshold_match_weight=-60.0, warning_mode="never").as_duckdbpyrelation()
        return found.project(", ".join(columns)).fetchall()


@contextmanager
def linker_of(candidates: Sequence[Candidate], found: dict[str, Any]) -> "Iterator[Linker]":
    """Splink's linker of some candidates, with settings that `settings` made."""
    rows = [_row(number, candidate) for number, candidate in enumerate(candidates)]
    with _linker(rows, _term_frequencies(rows), found) as linker:
        yield linker


@contextmanager
def _linker(
    rows: Sequence[dict[str, Any]], frequencies: Sequence[dict[str, Any]], settings: dict[str, Any]
) -> "Iterator[Linker]":
    import duckdb
    import pyarrow as pa  # type: ignore[import-untyped]
    from splink import DuckDBAPI, Linker, SettingsCreator

    logging.getLogger("splink").setLevel(logging.ERROR)
    with duckdb.connect(":memory:", config=_DUCKDB) as connection:
        database = DuckDBAPI(connection)
        linker = Linker(
            database.register(pa.Table.from_pylist(rows, schema=_schema())),
            SettingsCreator.from_path_or_dict(settings),
            log_level=None,
        )
        known = database.register(pa.Table.from_pylist(frequencies))
        linker.table_management.register_term_frequency_lookup(known, "surname")
        yield linker


def _row(number: int, candidate: Candidate) -> dict[str, Any]:
    person = candidate.person
    full = candidate.full
    telling = () if person else organization_words(candidate.name)
    parts = full.split() if person else telling
    keys = [transliteration_key(word) if len(word) >= _LONG_ENOUGH_TO_TRANSLITERATE else word for word in parts]
    acronym = is_acronym(candidate.name) and not person
    acronyms = () if person else acronyms_of(candidate.name)
    given = person.given if person else None
    return {
        "unique_id": number,
        "type": candidate.type,
        "full_name": full,
        "full_key": transliteration_key(full) if person else None,
        "word_key": (person and han_key(person)) or " ".join(sorted(keys)) or full,
        "squashed": full.replace(" ", ""),
        "brand": " ".join(brand(telling)) if telling and brand(telling) != telling else None,
        "words": " ".join(telling) or None,
        "opening_key": _opening_key(person) if person else None,
        "numbers": " ".join(sorted(word for word in full.split() if any(letter.isdigit() for letter in word))),
        "surname": person.surname if person else None,
        "surname_key": transliteration_key(person.surname) if person else None,
        "surname_reading": reading_key(person.surname) if person else None,
        "skeleton": skeleton(person) if person else None,
        "given": given,
        "given_key": transliteration_key(given) if given else None,
        "given_reading": reading_key(given) if given else None,
        "initial": given[0] if given else None,
        "middle": person.middle[0] if person and person.middle else None,
        "middle_key": transliteration_key(person.middle[0]) if person and person.middle else None,
        "generation": (person.generation or "") if person else None,
        "short_forms": short_forms(given) if given else (),
        "kin_forms": kin_forms(given) if given else (),
        "acronym": acronyms[0] if acronym else None,
        "expansion": acronyms[0] if acronyms and not acronym else None,
        "small_expansion": acronyms[-1] if len(acronyms) > 1 and not acronym else None,
        "short": candidate.short,
        "article": candidate.article,
        "nationality": candidate.nationality,
        "roles": candidate.roles,
        "companions": candidate.companions[:_MOST_COMPANIONS],
    }


def _opening_key(person: PersonName) -> str | None:
    """The key of a full name up to the first word that may be a surname: "Nicolás Maduro" of "Nicolás Maduro Moros"."""
    if person.given is None or len(person.given) == 1:
        return None
    parts = person.full.split()
    end = 3 if len(parts) > 2 and parts[1] in words("person", "patronymics") else 2
    if len(parts[end - 1]) == 1 or known_given_names().issuperset(parts[:2]):  # Juan Carlos
        return None
    return transliteration_key(" ".join(parts[:end]))


def _schema() -> Any:
    """The columns of the table; DuckDB could not tell the type of a column that is all null."""
    import pyarrow as pa

    lists = ("short_forms", "kin_forms", "roles", "companions")
    names = _row(0, Candidate("group", "x", None))
    types = {"unique_id": pa.int64(), "short": pa.bool_(), **dict.fromkeys(lists, pa.list_(pa.string()))}
    return pa.schema([(name, types.get(name, pa.string())) for name in names])


def _any_block(rows: Sequence[dict[str, Any]]) -> bool:
    """Whether any two rows can meet in a block; loading Splink takes a second, which an article alone need not pay."""
    keys = ("surname_key", "surname_reading", "skeleton", "opening_key", "word_key", "squashed", "brand", "full_name")
    keys = (*keys, "acronym", "expansion", "small_expansion")
    seen: Counter[str] = Counter()
    for row in rows:
        seen.update({str(row[key])[:4] for key in keys if row[key]} | {f"…{row['word_key'][-5:]}"})
    return any(count > 1 for count in seen.values())


def _term_frequencies(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """How common each surname is among different full names, smoothed towards that of a rare one."""
    counts = Counter(row["surname"] for row in rows if row["surname"] and row["given"])
    total = sum(counts.values()) + model()["term_frequency_floor"]
    surnames = sorted({row["surname"] for row in rows if row["surname"]})
    return [{"surname": surname, "tf_surname": (counts[surname] + 1) / total} for surname in surnames] or [
        {"surname": "", "tf_surname": 1.0}
    ]
