"""Place names that the other layers missed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from newsgraph.extraction.gazetteer import gazetteer
from newsgraph.extraction.mentions import mentions, toponym_recognition

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc

Find = Callable[[str], list[tuple[str, str]]]


@pytest.fixture
def find(parse: "Callable[[str], Doc]") -> Find:
    """Every named mention of a text and its type, in the order of the text."""

    def named_in(text: str) -> list[tuple[str, str]]:
        doc, known = parse(text), gazetteer.load()
        named = mentions.find_mentions(doc, known)
        named = toponym_recognition.find_toponyms(doc, named, known)
        ordered = sorted(named, key=lambda mention: (mention.span.start, -mention.span.end))
        return [(mention.span.text, mention.type) for mention in ordered if mention.form == "name"]

    return named_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Cambridge City Council said on Monday that it would not pay.",
            [("Cambridge City Council", "organization"), ("Cambridge", "place")],
        ),
        (
            "She teaches law at the University of Oxford.",
            [("University of Oxford", "organization"), ("Oxford", "place")],
        ),
        ("Growers from Guinea-Bissau stayed away.", [("Guinea-Bissau", "place")]),
        ("The flour comes from Saxony-Anhalt.", [("Saxony-Anhalt", "place")]),
    ],
)
def test_places_within_names_and_with_hyphens(find: Find, text: str, names: list[tuple[str, str]]) -> None:
    assert find(text) == names


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("The singer John Denver died in a plane crash.", "John Denver"),
        ("Jordan Henderson scored twice.", "Jordan Henderson"),
        ("The book was written by Jack London.", "Jack London"),
    ],
)
def test_people_are_no_places(find: Find, text: str, person: str) -> None:
    assert find(text) == [(person, "person")]
