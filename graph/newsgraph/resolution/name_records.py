"""Names as linkage compares them: one row of a table each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from newsgraph.normalisation import bare, transliteration_key
from newsgraph.record import EntityType
from newsgraph.resolution.bodies import Jurisdiction
from newsgraph.resolution.names import (
    PersonName,
    acronym_without_country,
    acronyms_of,
    brand,
    initials_of,
    is_acronym,
    is_initials,
    kin_forms,
    known_given_names,
    organization_words,
    parse_person,
    short_forms,
    words,
)
from newsgraph.resolution.romanisation import han_key, reading_key, skeleton

_LONG_ENOUGH_TO_TRANSLITERATE = 5  # in short words (Li, Lee; Zhou, Zou) a letter is the whole difference
MOST_COMPANIONS = 40
_LETTERS = ("acronym", "expansion", "small_expansion", "core_expansion", "alias")


@dataclass(frozen=True, slots=True)
class NameRecord:
    """A name as it is compared: with all that the articles say of whoever bears it."""

    type: EntityType
    name: str
    article: str | None  # of a short name that could be several people: the one article that it is looked at in
    roles: tuple[str, ...] = ()
    nationality: str | None = None
    companions: tuple[str, ...] = ()
    alias: str | None = None  # the acronym that articles give for it, folded
    pronouns: str | None = None  # "f" or "m", where most of its pronouns say so
    jurisdiction: Jurisdiction | None = None

    @property
    def person(self) -> PersonName | None:
        """The parts of the name of a person."""
        return parse_person(self.name) if self.type == "person" else None

    @property
    def sex(self) -> str | None:
        """What pronouns or a title say: "f" or "m"."""
        return self.pronouns or (self.person.sex if self.person else None)

    @property
    def full(self) -> str:
        """The whole name, folded; as it is where nothing of it can be folded ("🙂")."""
        return (self.person.full if self.person else bare(self.name)) or self.name

    @property
    def short(self) -> bool:
        """Whether the name is a form that several names shorten to: a bare surname, an acronym."""
        person = self.person
        return person.given is None if person else is_acronym(self.name)


def row_of(number: int, name_record: NameRecord, fresh: bool = True) -> dict[str, Any]:
    """The row of a candidate: all that the comparisons and blocks of `linkage.toml` look at.

    Args:
        number: its place among the candidates.
        name_record: the candidate.
        fresh: whether it has not been compared before.
    """
    person = name_record.person
    full = name_record.full
    telling = () if person else organization_words(name_record.name)
    parts = full.split() if person else telling
    keys = [transliteration_key(word) if len(word) >= _LONG_ENOUGH_TO_TRANSLITERATE else word for word in parts]
    acronym, acronyms = is_acronym(name_record.name), acronyms_of(name_record.name)
    if person:
        acronym = is_initials(name_record.name)
        acronyms = tuple(filter(None, [person.surname if acronym else initials_of(name_record.name)]))
    given = person.given if person else None
    return {
        "unique_id": number,
        "fresh": fresh,
        "type": name_record.type,
        "full_name": full,
        "full_key": transliteration_key(full) if person else None,
        "plain_key": transliteration_key(person.plain) if person else None,
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
        "short_forms": _forms_of(person) if person else (),
        "kin_forms": kin_forms(given) if given else (),
        "acronym": acronyms[0] if acronym else None,
        "expansion": acronyms[0] if acronyms and not acronym else None,
        "small_expansion": acronyms[-1] if len(acronyms) > 1 and not acronym else None,
        "core_expansion": None if person else acronym_without_country(name_record.name),
        "alias": name_record.alias,
        "short": name_record.short,
        "article": name_record.article,
        "nationality": name_record.nationality,
        "sex": name_record.sex if person else None,
        "roles": name_record.roles,
        "companions": name_record.companions[:MOST_COMPANIONS],
    }


def _forms_of(person: PersonName) -> tuple[str, ...]:
    """What the given name is a short form of, and what the nickname is."""
    forms = [form for name in (person.given, person.nickname) if name for form in short_forms(name)]
    return tuple(dict.fromkeys(forms))


def _opening_key(person: PersonName) -> str | None:
    """The key of a full name up to the first word that may be a surname: "Nicolás Maduro" of "Nicolás Maduro Moros"."""
    if person.given is None or len(person.given) == 1:
        return None
    parts = person.plain.split()
    end = 3 if len(parts) > 2 and parts[1] in words("person", "patronymics") else 2
    if len(parts[end - 1]) == 1 or known_given_names().issuperset(parts[:2]):  # Juan Carlos
        return None
    return transliteration_key(" ".join(parts[:end]))


def column_types() -> dict[str, str]:
    """The columns of the table, each with its type in SQL."""
    lists = ("short_forms", "kin_forms", "roles", "companions")
    types = {"unique_id": "BIGINT", "short": "BOOLEAN", "fresh": "BOOLEAN", **dict.fromkeys(lists, "VARCHAR[]")}
    return {name: types.get(name, "VARCHAR") for name in row_of(0, NameRecord("group", "x", None))}


def schema() -> Any:
    """The columns of the table for Arrow; DuckDB could not tell the type of a column that is all null."""
    import pyarrow as pa  # type: ignore[import-untyped]

    types = {
        "BIGINT": pa.int64(),
        "BOOLEAN": pa.bool_(),
        "VARCHAR": pa.string(),
        "VARCHAR[]": pa.list_(pa.string()),
    }
    return pa.schema([(name, types[kind]) for name, kind in column_types().items()])


def meeting_keys(row: Mapping[str, Any]) -> set[str]:
    """What two rows must share in part to meet in a block of `linkage.toml`: of rows that share none, none weighs."""
    found = {f"surname {row[name]}" for name in ("surname_key", "surname_reading") if row[name]}
    found |= {f"words {row[name]}" for name in ("brand", "words") if row[name]}
    found |= {f"letters {row[name]}" for name in _LETTERS if row[name]}
    wholes = ("skeleton", "opening_key", "squashed", "word_key", "full_name")
    found |= {f"{name} {row[name]}" for name in wholes if row[name] is not None}
    if row["surname"] is None:
        word = row["word_key"]
        return found | {f"opening {word[:8]}", f"ends {word[:1]}…{word[-5:]}"}
    return found | {f"surname {row['surname_key'][:4]} {row['initial']}"}
