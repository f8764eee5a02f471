"""Mentions: names, demonyms, nominals, pronouns and their types."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph.extraction.gazetteer.gazetteer import load
from newsgraph.extraction.mentions.mentions import find_mentions

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc

Parse = Callable[[str], "Doc"]


def found(parse: Parse, text: str) -> set[tuple[str, str, str]]:
    return {(mention.span.text, mention.form, mention.type) for mention in find_mentions(parse(text), load())}


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The troops are leaving Cherson, he said.", ("Cherson", "name", "place")),
        ("Twitter said on Monday that it would appeal.", ("Twitter", "name", "organization")),
        ("Mr Key spoke to reporters in Wellington.", ("Key", "name", "person")),
        ("Fighting went on in the Kherson region.", ("Kherson region", "name", "place")),
        ("The Ukrainian shelling of the bridges went on.", ("Ukrainian", "demonym", "place")),
        ("Russian troops crossed the river.", ("Russian troops", "nominal", "group")),
        ("Officers have been moved.", ("Officers", "nominal", "group")),
        ("Two former presidents were there.", ("Two former presidents", "nominal", "group")),
        ("A pension fund bought it.", ("A pension fund", "nominal", "organization")),
        ("Coalition forces withdrew.", ("Coalition forces", "nominal", "group")),
        ("The head of the bank resigned.", ("The head", "nominal", "person")),
        ("The movie star wept.", ("The movie star", "nominal", "person")),
        ("The sheriff's office sent help.", ("The sheriff's office", "nominal", "organization")),
        ("He met her at the crash site.", ("the crash site", "nominal", "place")),
        ("The police station burned.", ("The police station", "nominal", "place")),
        ("A television station was raided.", ("A television station", "nominal", "organization")),
        ("Troops left the north-west bank of the river.", ("the north-west bank", "nominal", "place")),
        ("They joined a paramilitary homeland guard.", ("a paramilitary homeland guard", "nominal", "organization")),
        ("The military administration left.", ("The military administration", "nominal", "organization")),
        ("Saldo said that he would stay.", ("he", "pronoun", "person")),
        ("Over 200 Bangladeshis were rescued.", ("Bangladeshis", "name", "group")),
        ("The Ukrainians were able to advance.", ("Ukrainians", "demonym", "place")),
        ("They brought the children and the elderly to safety.", ("the elderly", "nominal", "group")),
        ("The United States Navy sent a ship.", ("United States", "name", "place")),
        ("President Emmanuel Macron spoke.", ("Emmanuel Macron", "name", "person")),
        ("He told the online newspaper Ukrajinska Pravda so.", ("Ukrajinska Pravda", "name", "organization")),
        ("Krasnodar and Stavropol, two Russian regions, agreed.", ("Stavropol", "name", "place")),
    ],
)
def test_finds(parse: Parse, text: str, mention: tuple[str, str, str]) -> None:
    assert mention in found(parse, text)


@pytest.mark.parametrize("thing", ["supplies", "information", "documents", "Monday"])
def test_things_are_not_mentioned(parse: Parse, thing: str) -> None:
    assert {text for text, _, _ in found(parse, f"The minister lost {thing} on Monday.")} == {"The minister"}


@pytest.mark.parametrize(
    "thing",
    [
        "the funds", "twenty bodies", "the website", "a post", "third place", "office", "his office",
        "a graduation party", "security concerns", "a majority", "the star", "a new model", "the path",
        "a World War II bomber", "half staff",
    ],
)  # fmt: skip
def test_words_that_are_mostly_something_else_are_not_mentioned(parse: Parse, thing: str) -> None:
    assert {text for text, form, _ in found(parse, f"The minister saw {thing}.") if form == "nominal"} == {
        "The minister"
    }


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("A pension fund sued. The fund lost.", {("A pension fund", "organization"), ("The fund", "organization")}),
        ("A birthday party ended. The party was loud.", set()),
        ("No organization claimed it.", set()),
        ("Neither official agreed.", set()),
    ],
)
def test_one_sense_throughout_and_nobody(parse: Parse, text: str, mentioned: set[tuple[str, str]]) -> None:
    assert {(words, kind) for words, form, kind in found(parse, text) if form == "nominal"} == mentioned


def test_a_name_is_one_type_throughout(parse: Parse) -> None:
    text = "Valeska Paris sued the church. Paris was born in Switzerland. In 2007 Paris left, and Paris says so."
    types = {kind for name, form, kind in found(parse, text) if form == "name" and name.endswith("Paris")}
    assert types == {"person"}


@settings(max_examples=40)
@given(text=st.text(alphabet=st.sampled_from("The Mayor of Kyiv, Saldo's “he” 🙂\n|- "), max_size=120))
def test_survives_any_text(parse: Parse, text: str) -> None:
    doc = parse(text)
    mentions = find_mentions(doc, load())
    heads = [mention.head.i for mention in mentions]
    assert len(heads) == len(set(heads))
    assert all(mention.span.start <= mention.head.i < mention.span.end for mention in mentions)
