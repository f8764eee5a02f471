"""Place names that the other layers missed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from newsgraph.extraction.gazetteer import gazetteer
from newsgraph.extraction.mentions import mentions, toponyms

if TYPE_CHECKING:
    from spacy.tokens import Doc

Find = Callable[[str], set[str]]


@pytest.fixture
def find(parse: "Callable[[str], Doc]") -> Find:
    def places_in(text: str) -> set[str]:
        doc, known = parse(text), gazetteer.load()
        named = mentions.find_mentions(doc, known)
        named = toponyms.find_toponyms(doc, named, known)
        return {mention.span.text for mention in named if mention.form == "name" and mention.type == "place"}

    return places_in


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Cambridge City Council said on Monday that it would not pay.", "Cambridge"),
        ("She teaches law at the University of Oxford.", "Oxford"),
        ("Growers from Guinea-Bissau stayed away.", "Guinea-Bissau"),
        ("The flour comes from Saxony-Anhalt.", "Saxony-Anhalt"),
    ],
)
def test_found(find: Find, text: str, place: str) -> None:
    assert place in find(text)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("The singer John Denver died in Norway.", "Denver"),
        ("Jordan Henderson scored twice in Norway.", "Jordan"),
        ("The book was written by Jack London in Norway.", "London"),
    ],
)
def test_people_are_no_places(find: Find, text: str, person: str) -> None:
    found = find(text)
    assert "Norway" in found
    assert person not in found
