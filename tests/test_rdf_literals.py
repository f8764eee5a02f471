"""Text, numbers and times as literals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.rdf import literals
from newsgraph.rdf.vocabulary import EDTF, XSD


@pytest.mark.parametrize(
    ("edtf", "written", "type_"),
    [
        ("2022", "2022", "gYear"),
        ("2022-09", "2022-09", "gYearMonth"),
        ("2022-09-30", "2022-09-30", "date"),
        ("--09", "--09", "gMonth"),
        ("XXXX-09", "--09", "gMonth"),
        ("XXXX-09-30", "--09-30", "gMonthDay"),
        ("--02-29", "--02-29", "gMonthDay"),
        ("2022-09-30T10:00:00+00:00", "2022-09-30T10:00:00Z", "dateTime"),
    ],
)
def test_a_time_has_the_type_of_its_precision(edtf: str, written: str, type_: str) -> None:
    literal = literals.timestamp(edtf)
    assert (literal.value, literal.datatype) == (written, XSD[type_])


@pytest.mark.parametrize(
    "edtf", ["2022-09/2022-10", "2022-21", "2022~", "2022-02-30", "2022-13", "202X", "0000", "--13", ""]
)
def test_any_other_time_keeps_its_words(edtf: str) -> None:
    literal = literals.timestamp(edtf)
    assert (literal.value, literal.datatype) == (edtf, EDTF)


def test_numbers_have_no_exponent() -> None:
    assert str(literals.decimal(46.63695)) == '"46.63695"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    assert literals.decimal(1e-7).value == "0.0000001"  # type: ignore[union-attr]
    assert literals.decimal(float("nan")) is None


def test_a_publication_date_that_is_none_is_left_out() -> None:
    assert literals.published("yesterday") is None
    assert literals.published("2022-02-30") is None


@given(st.text(), st.text())
def test_any_text_in_any_language_is_a_literal(words: str, language: str) -> None:
    literals.text(words, language)


def test_a_lone_surrogate_becomes_a_replacement_character() -> None:
    assert literals.text("a\ud800b").value == "a\ufffdb"
