"""What nouns and forms say right out of a name: bodies, ships, works; words that are none of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from newsgraph.extraction.gazetteer.gazetteer import load
from newsgraph.extraction.mentions.mentions import find_mentions
from newsgraph.extraction.mentions.toponym_recognition import find_toponyms

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc

Parse = Callable[[str], "Doc"]


def names(parse: Parse, text: str) -> set[tuple[str, str]]:
    doc = parse(text)
    found = find_toponyms(doc, find_mentions(doc, load()), load())
    return {(mention.span.text, mention.type) for mention in found if mention.form == "name"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She hired law firm Sidley Austin.", {("Sidley Austin", "organization")}),
        ("The daily newspaper Magyar Nemzet said so.", {("Magyar Nemzet", "organization")}),
        ("CNN Philippines reported it.", {("CNN Philippines", "organization")}),
        (
            "He left the University of California, San Diego, in May.",
            {("University of California, San Diego", "organization"), ("California", "place"), ("San Diego", "place")},
        ),
        (
            "It was issued by the Institute of Volcanology and Seismology (Ivolcs). Ivolcs said it was weak.",
            {("Institute of Volcanology and Seismology", "organization"), ("Ivolcs", "organization")},
        ),
        ("Lead Paul Reed spoke.", {("Paul Reed", "person")}),
        ("The rock band Cream was led by Ginger Baker.", {("Cream", "group"), ("Ginger Baker", "person")}),
        ("Hagia Sophia, formerly a Greek Orthodox church, draws tourists.", {("Hagia Sophia", "place")}),
        (
            'Remarked Center for Biological Diversity scientist Tierra Curry, "This is no victory."',
            {("Center for Biological Diversity", "organization"), ("Tierra Curry", "person")},
        ),
        ("In an interview with Rolling Stone he said so.", {("Rolling Stone", "organization")}),
    ],
)
def test_bodies_and_people(parse: Parse, text: str, found: set[tuple[str, str]]) -> None:
    assert names(parse, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The boat, Conception, sank. The Conception was owned by a diver.",
        "The Conception was a commercial boat.",
        "They were aboard the Valencia.",
        "The mockumentary Mister America opened.",
        "The MV Granada left port.",
        "The planet circles a star in the constellation Leo.",
        "He was awarded the Intelligence Star.",
        '"[W]e must go," he said.',
    ],
)
def test_things_have_no_mention(parse: Parse, text: str) -> None:
    assert names(parse, text) == set()
