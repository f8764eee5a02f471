"""Coreference: who is the same as whom within an article."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from newsgraph.extraction.coreference import resolve
from newsgraph.extraction.gazetteer import load
from newsgraph.extraction.layers import Entity
from newsgraph.extraction.mentions import find_mentions

if TYPE_CHECKING:
    from spacy.tokens import Doc

Parse = Callable[[str], "Doc"]


def entities(parse: Parse, text: str) -> list[Entity]:
    doc = parse(text)
    return resolve(doc, find_mentions(doc, load()))


def chain(parse: Parse, text: str, member: str) -> list[str]:
    """The mentions of the entity that has a mention with these words."""
    for entity in entities(parse, text):
        texts = [mention.span.text for mention in entity.mentions]
        if member in texts:
            return texts
    return []


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Kyrylo Budanov spoke in Kyiv. Budanov was calm.", "Kyrylo Budanov", "Budanov"),
        ("Kirill Stremouzov spoke. Stremoussov admitted losses.", "Kirill Stremouzov", "Stremoussov"),
        ("Russia left Kherson. Ukraine took Cherson.", "Kherson", "Cherson"),
        ("Ukraine fights on. Ukrainian shelling hit the bridges.", "Ukraine", "Ukrainian"),
        ("Angela Merkel came late. She left early.", "Angela Merkel", "She"),
        ("The commander of the troops, Sergei Surovikin, left.", "Sergei Surovikin", "The commander"),
        ("The army waited. Then the army moved.", "The army", "the army"),
    ],
)
def test_same(parse: Parse, text: str, one: str, other: str) -> None:
    assert other in chain(parse, text, one)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("John Smith met Peter Smith.", "John Smith", "Peter Smith"),
        ("The city of Kherson lies in the Kherson region.", "Kherson", "Kherson region"),
        ("Angela Merkel met the general. He left early.", "Angela Merkel", "He"),
        ("Russia attacked Ukraine.", "Russia", "Ukraine"),
    ],
)
def test_different(parse: Parse, text: str, one: str, other: str) -> None:
    assert other not in chain(parse, text, one)


def test_label_is_the_fullest_name(parse: Parse) -> None:
    found = entities(parse, "Saldo spoke. Vladimir Saldo asked Moscow for help.")
    assert [entity.label for entity in found if entity.type == "person"] == ["Vladimir Saldo"]
