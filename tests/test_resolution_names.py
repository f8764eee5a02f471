import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.resolution.actors import is_one
from newsgraph.resolution.linkage import Candidate, weigh
from newsgraph.resolution.names import (
    acronyms_of,
    fold,
    organization_words,
    parse_person,
    slugify,
    transliteration_key,
)
from newsgraph.resolution.places import parse_place

PAIRS = Path(__file__).parent / "name_pairs.csv"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("Lech Wałęsa’s", "lech walesa"),
        ("Bashar al-Assad", "bashar al assad"),
        ("Jean-Luc Mélenchon", "jeanluc melenchon"),
        ("U.N.", "un"),
        ("AT&T", "at and t"),
        ("Путин", "путин"),
        ("🙂", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "forms",
    [
        "Sergei Sergey Serhiy Sergej",
        "Kherson Cherson",
        "Stremouzov Stremoussov Stremousov",
        "Shevchenko Schewtschenko Ševčenko",
        "Mohammed Muhammad Mohamad",
        "Gorbachev Gorbatschow Gorbachyov",
        "Yevgeny Jewgeni Evgeny",
    ],
)
def test_romanisations_of_one_name_share_a_key(forms: str) -> None:
    assert len({transliteration_key(fold(form)) for form in forms.split()}) == 1


@pytest.mark.parametrize("forms", ["Maria Mario", "Daniel Daniela", "Ivanov Ivanenko", "Vladimir Volodymyr"])
def test_different_names_have_different_keys(forms: str) -> None:
    assert len({transliteration_key(fold(form)) for form in forms.split()}) == 2


@pytest.mark.parametrize(
    ("text", "given_name", "surname"),
    [
        ("President Vladimir Putin", "vladimir", "putin"),
        ("Kim Jong Un", "jongun", "kim"),
        ("Xi Jinping", "jinping", "xi"),
        ("Kim Kardashian", "kim", "kardashian"),
        ("Ursula von der Leyen", "ursula", "leyen"),
        ("Mohammed bin Salman", "mohammed", "bin salman"),
        ("J.K. Rowling", "j", "rowling"),
        ("Mrs. Clinton", None, "clinton"),
        ("Martin Luther King, Jr.", "martin", "king"),
    ],
)
def test_parts_of_a_persons_name(text: str, given_name: str | None, surname: str) -> None:
    person = parse_person(text)
    assert person is not None
    assert (person.given, person.surname) == (given_name, surname)


def test_organizations_are_told_apart_by_their_words() -> None:
    assert organization_words("the Ministry of Defence") == organization_words("Defense Ministry")
    assert organization_words("Bank of America") != organization_words("Bank of England")


def test_acronyms() -> None:
    assert acronyms_of("North Atlantic Treaty Organization") == ("nato",)
    assert acronyms_of("U.N.") == ("un",)
    assert acronyms_of("Kremlin") == ()


def test_the_kind_of_a_place_is_no_part_of_its_name() -> None:
    assert parse_place("the Kherson region") == parse_place("region of Cherson")
    assert parse_place("Kherson") != parse_place("Kherson region")


@given(st.text())
def test_any_text_can_be_folded_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert slugify(text).isascii()
    parse_person(text)
    parse_place(text)


@pytest.mark.parametrize("half", [1, 0])
def test_pairs_of_names(half: int) -> None:
    """Measured when this was written: precision 1.0 and .99 on the half held back, recall .95 and .94."""
    with PAIRS.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    rows = [row for number, row in enumerate(rows, start=1) if number % 2 == half]
    names = {(row["type"], row[side]): None for row in rows for side in "ab" if row["type"] != "place"}
    candidates = {name: Candidate(name[0], name[1], None) for name in names}  # type: ignore[arg-type]
    order = {name: number for number, name in enumerate(candidates)}
    weights = {(left, right): weight for left, right, weight in weigh(list(candidates.values()))}

    def same(row: dict[str, str]) -> bool:
        if row["type"] == "place":
            return parse_place(row["a"]) == parse_place(row["b"])
        a, b = sorted(((row["type"], row[side]) for side in "ab"), key=lambda name: order[name])
        weight = weights.get((order[a], order[b]))
        return a == b or (weight is not None and is_one(candidates[a], candidates[b], weight))

    found = [(row["same"] == "1", same(row)) for row in rows]
    right = sum(truth and guess for truth, guess in found)
    precision = right / sum(guess for _, guess in found)
    recall = right / sum(truth for truth, _ in found)
    assert precision >= 0.97
    assert recall >= 0.90
