"""Triples: subject, relation and object in the words of the text."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph.extraction.base.annotations import Triple, text_span
from newsgraph.extraction.clauses.clauses import find_clauses
from newsgraph.extraction.parse.language import load
from newsgraph.extraction.statements.triples import find_triples

if TYPE_CHECKING:
    from spacy.tokens import Doc

WORDS = [
    "who",
    "asked",
    "to",
    "and",
    "the",
    "was",
    "by",
    "of",
    "Kyiv",
    "attack",
    ",",
    ".",
    "not",
    "-",
    "his",
    "said",
    "“",
]
Parse = Callable[[str], "Doc"]
Parts = tuple[str, str, str]


def triples(parse: Parse, text: str) -> list[Triple]:
    doc = parse(text)
    return find_triples(doc, find_clauses(doc))


def parts(triple: Triple) -> Parts:
    return text_span(triple.subject).text, text_span(triple.relation).text, text_span(triple.object).text


def said(parse: Parse, text: str) -> list[Parts]:
    return [parts(triple) for triple in triples(parse, text)]


def label(parse: Parse, text: str, wanted: Parts) -> str:
    return next(triple.label for triple in triples(parse, text) if parts(triple) == wanted)


def test_every_argument_has_its_own_triple(parse: Parse) -> None:
    found = said(parse, "The minister opened a bridge in Oslo on Monday.")
    assert ("The minister", "opened", "a bridge") in found
    assert ("The minister", "opened a bridge in", "Oslo") in found
    assert ("The minister", "opened a bridge on", "Monday") in found


def test_conjuncts_are_split(parse: Parse) -> None:
    found = said(parse, "France and Germany signed a treaty and a declaration.")
    assert set(found) == {
        ("France", "signed", "a treaty"),
        ("France", "signed", "a declaration"),
        ("Germany", "signed", "a treaty"),
        ("Germany", "signed", "a declaration"),
    }


def test_coordinated_modifiers_are_split(parse: Parse) -> None:
    found = said(parse, "The law protects economic and social rights.")
    assert ("The law", "protects", "economic rights") in found
    assert ("The law", "protects", "social rights") in found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He became a founding justice of the court.", ("He", "became a founding justice of", "the court")),
        ("The report was written by a committee.", ("The report", "was written by", "a committee")),
        ("A group of farmers blocked the road.", ("A group of farmers", "blocked", "the road")),
        ("The government did not recognize the state.", ("The government", "did not recognize", "the state")),
        ("Rebels no longer control the port.", ("Rebels", "no longer control", "the port")),
        ("The army helped to rebuild the village.", ("The army", "helped to rebuild", "the village")),
        ("He left without reading the report.", ("He", "left without reading", "the report")),
        ("In 1972, researchers found a new planet.", ("researchers", "found a new planet", "In 1972")),
        ("The prisoners were released.", ("The prisoners", "were", "released")),
        ("The weapons seized by the police were old.", ("The weapons", "seized by", "the police")),
        ("The troops who left the city crossed the river.", ("The troops", "left", "the city")),
        ("The market remains dull.", ("The market", "remains", "dull")),
        ("Traders said that prices will rise.", ("Traders", "said", "that prices will rise")),
        ("He resigned last week.", ("He", "resigned", "last week")),
        ("The plan took into account the costs.", ("The plan", "took into account", "the costs")),
    ],
)
def test_forms(parse: Parse, text: str, wanted: Parts) -> None:
    assert wanted in said(parse, text)


def test_coordinated_contents_are_each_said(parse: Parse) -> None:
    found = said(parse, "The mayor said the bridge is closed and the school remains open.")
    assert ("The mayor", "said", "the bridge is closed") in found
    assert ("The mayor", "said", "the school remains open") in found


def test_what_is_said_of_several_is_said_of_each(parse: Parse) -> None:
    found = said(parse, "The mayor said that bridges and schools are all closed.")
    assert ("The mayor", "said", "that bridges are closed") in found
    assert ("The mayor", "said", "that schools are closed") in found


def test_what_holds_of_examples(parse: Parse) -> None:
    found = said(parse, "The band played in cities including Jakarta and Manila.")
    assert {("The band", "played in", "Jakarta"), ("The band", "played in", "Manila")} <= set(found)


def test_state_after_a_town(parse: Parse) -> None:
    assert ("She", "was born in", "California") in said(parse, "She was born in San Francisco, California.")


def test_time_of_a_whole_deed(parse: Parse) -> None:
    assert ("They", "headed for Oslo in", "1980") in said(parse, "They headed for Oslo in 1980.")


def test_no_content_before_a_verb_that_says_nothing(parse: Parse) -> None:
    found = said(parse, "Some had trained for months; others left the army.")
    assert ("others", "left", "the army") in found
    assert not any("trained" in thing for _, _, thing in found)


@pytest.mark.parametrize(
    ("text", "wanted", "normalised"),
    [
        (
            "Russia withdrew its troops from the city.",
            ("Russia", "withdrew its troops from", "the city"),
            "withdraw from",
        ),
        ("The region was annexed by Russia.", ("The region", "was annexed by", "Russia"), "be annexed by"),
        ("Kyiv wants to recruit young men.", ("Kyiv", "wants to recruit", "young men"), "recruit"),
        ("Oslo is the capital of Norway.", ("Oslo", "is the capital of", "Norway"), "be capital of"),
        ("Saldo asked the leadership in Moscow for help.", ("Saldo", "asked the leadership for", "help"), "ask for"),
        ("His deputy Ann Lee resigned.", ("Ann Lee", "deputy", "His"), "deputy of"),
        ("The head of the police, Ann Lee, resigned.", ("Ann Lee", "head of", "the police"), "head of"),
        ("He saw the Ukrainian shelling of the bridges.", ("the Ukrainian", "shelling of", "the bridges"), "shell"),
        ("He resigned after losing the vote.", ("He", "resigned after losing", "the vote"), "resign after lose"),
        ("Kyiv asked Oslo to send tanks.", ("Kyiv", "asked Oslo to send", "tanks"), "ask to send"),
        ("He asked Oslo to repair and return the tanks.", ("He", "asked Oslo to return", "the tanks"), "ask to return"),
        ("He denies Russia's withdrawal from the city.", ("Russia", "withdrawal from", "the city"), "withdraw from"),
    ],
)
def test_labels(parse: Parse, text: str, wanted: Parts, normalised: str) -> None:
    assert label(parse, text, wanted) == normalised


def test_negation_is_the_polarity_and_not_the_label(parse: Parse) -> None:
    (triple,) = triples(parse, "Russia did not recognize the government.")
    assert (triple.label, triple.polarity) == ("recognize", "negated")


def test_none_twice(parse: Parse) -> None:
    found = said(parse, "Ukraine has recorded gains in Cherson, where Ukraine has recorded gains.")
    positions = triples(parse, "The army that left the city left the city.")
    assert len({tuple(token.i for token in one.relation + one.object) for one in positions}) == len(positions)
    assert found


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text_is_survived(text: str) -> None:
    doc = load()(text)
    for triple in find_triples(doc, find_clauses(doc)):
        for tokens in (triple.subject, triple.relation, triple.object):
            span = text_span(tokens)
            assert span.text.strip()
            assert all(word in text[span.start : span.end] for word in span.text.split())
        assert triple.label
