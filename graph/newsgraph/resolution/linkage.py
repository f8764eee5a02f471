"""Probabilistic record linkage of names with Splink on DuckDB, by the weights in `linkage.toml`.

The model is that of Fellegi and Sunter, A Theory for Record Linkage, JASA 64 (1969), with term frequency adjustment.
"""

import logging
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2
from typing import Any, NamedTuple

from newsgraph.record import EntityType
from newsgraph.resolution.names import (
    PersonName,
    acronyms_of,
    bare,
    is_acronym,
    kin_forms,
    organization_words,
    parse_person,
    short_forms,
    transliteration_key,
)

_OWN_SETTINGS = ("join_weight", "short_weight", "short_margin", "term_frequency_floor")
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


def weigh(candidates: Sequence[Candidate]) -> list[tuple[int, int, float]]:
    """The pairs of candidates that may be one (as positions, the lower first), each with its match weight in bits.

    Sorted; the same for the same candidates. Runs in this process and asks nothing of any host.
    """
    rows = [_row(number, candidate) for number, candidate in enumerate(candidates)]
    if not _any_block(rows):
        return []
    settings = {key: value for key, value in model().items() if key not in _OWN_SETTINGS}
    pairs = _predict(rows, _term_frequencies(rows), settings, ("unique_id_l", "unique_id_r", "match_weight"))
    return sorted((min(a, b), max(a, b), round(weight, 6)) for a, b, weight in pairs)


def prior() -> float:
    """The weight, in bits, of two names of which nothing is known."""
    chance = float(model()["probability_two_random_records_match"])
    return log2(chance / (1 - chance))


def levels(candidates: Sequence[Candidate], one: int, other: int) -> list[Level]:
    """What two of the candidates have in common and what not, with the weights that, with `prior`, make the pair's.

    What weighs nothing, because one of them says nothing of it, is left out.
    """
    frequencies = _term_frequencies([_row(number, candidate) for number, candidate in enumerate(candidates)])
    rows = [_row(0, candidates[one]), _row(1, candidates[other])]
    settings = {key: value for key, value in model().items() if key not in _OWN_SETTINGS}
    settings["blocking_rules_to_generate_predictions"] = [{"blocking_rule": "1 = 1"}]
    settings["retain_intermediate_calculation_columns"] = True
    names = [comparison["output_column_name"] for comparison in settings["comparisons"]]
    columns = [f"{kind}_{name}" for name in names for kind in ("gamma", "mw")]
    adjusted = [f"mw_tf_adj_{name}" for name in names if name == "surname"]
    (row,) = _predict(rows, frequencies, settings, (*columns, *adjusted))
    values = dict(zip((*columns, *adjusted), row, strict=True))
    found = []
    for comparison in settings["comparisons"]:
        name = comparison["output_column_name"]
        telling = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]
        if values[f"gamma_{name}"] >= 0:
            bits = values[f"mw_{name}"] + (values.get(f"mw_tf_adj_{name}") or 0.0)
            level = telling[len(telling) - 1 - values[f"gamma_{name}"]]
            found.append(Level(name, level["label_for_charts"], round(bits, 1)))
    return found


def _predict(
    rows: Sequence[dict[str, Any]],
    frequencies: Sequence[dict[str, Any]],
    settings: dict[str, Any],
    columns: Sequence[str],
) -> list[tuple[Any, ...]]:
    """Let Splink compare rows, and give back some columns of its table of pairs."""
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
        found = linker.inference.predict(threshold_match_weight=-60.0, warning_mode="never").as_duckdbpyrelation()
        return found.project(", ".join(columns)).fetchall()


def _row(number: int, candidate: Candidate) -> dict[str, Any]:
    person = candidate.person
    full = candidate.full
    parts = full.split() if person else organization_words(candidate.name)
    keys = [transliteration_key(word) if len(word) >= _LONG_ENOUGH_TO_TRANSLITERATE else word for word in parts]
    acronym = is_acronym(candidate.name) and not person
    acronyms = () if person else acronyms_of(candidate.name)
    given = person.given if person else None
    return {
        "unique_id": number,
        "type": candidate.type,
        "full_name": full,
        "word_key": " ".join(sorted(keys)) or full,
        "numbers": " ".join(sorted(word for word in full.split() if any(letter.isdigit() for letter in word))),
        "surname": person.surname if person else None,
        "surname_key": transliteration_key(person.surname) if person else None,
        "given": given,
        "given_key": transliteration_key(given) if given else None,
        "initial": given[0] if given else None,
        "middle": person.middle[0] if person and person.middle else None,
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


def _schema() -> Any:
    """The columns of the table; DuckDB could not tell the type of a column that is all null."""
    import pyarrow as pa

    lists = ("short_forms", "kin_forms", "roles", "companions")
    names = _row(0, Candidate("group", "x", None))
    types = {"unique_id": pa.int64(), "short": pa.bool_(), **dict.fromkeys(lists, pa.list_(pa.string()))}
    return pa.schema([(name, types.get(name, pa.string())) for name in names])


def _any_block(rows: Sequence[dict[str, Any]]) -> bool:
    """Whether any two rows can meet in a block; loading Splink takes a second, which an article alone need not pay."""
    keys = ("surname_key", "word_key", "full_name", "acronym", "expansion", "small_expansion")
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
