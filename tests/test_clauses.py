"""Clauses: who takes part in what, from the parse."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph.extraction.base.annotations import Clause
from newsgraph.extraction.base.parsed import parsed
from newsgraph.extraction.clauses.clauses import find_clauses
from newsgraph.extraction.clauses.event_nouns import verb_of
from newsgraph.extraction.parse.language import load

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Token

FUNCTION_WORDS = ["who", "asked", "to", "and", "the", "was", "by", "of", "Kyiv", "attack", ",", ".", "not", "shelling"]
Parse = Callable[[str], "Doc"]


def clause(parse: Parse, text: str, predicate: str) -> Clause:
    return next(found for found in find_clauses(parse(text)) if found.predicate.text == predicate)


def words(tokens: "list[Token]") -> list[str]:
    return [token.text for token in tokens]


def test_conjuncts_are_listed_one_by_one(parse: Parse) -> None:
    found = clause(parse, "France and Germany sent tanks and trucks to Poland and Latvia.", "sent")
    assert words(found.subjects) == ["France", "Germany"]
    assert words(found.objects) == ["tanks", "trucks"]
    assert words(found.datives) == ["Poland", "Latvia"]


def test_second_verb_shares_the_subject(parse: Parse) -> None:
    found = clause(parse, "The minister resigned on Monday and left the country.", "left")
    assert words(found.subjects) == ["minister"]
    assert words(found.objects) == ["country"]


def test_passive(parse: Parse) -> None:
    found = clause(parse, "The village was captured by Russian troops.", "captured")
    assert found.passive
    assert words(found.doers) == ["troops"]
    assert words(found.undergoers) == ["village"]


@pytest.mark.parametrize(
    ("text", "predicate", "subjects", "objects"),
    [
        ("The soldiers who crossed the river were arrested.", "crossed", ["soldiers"], ["river"]),
        ("The bridge that the army destroyed was old.", "destroyed", ["army"], ["bridge"]),
        ("The bridge the army destroyed was old.", "destroyed", ["army"], ["bridge"]),
        ("Residents of the city who want to flee can leave.", "want", ["Residents"], []),
    ],
)
def test_relative_clause_gets_its_antecedent(
    parse: Parse, text: str, predicate: str, subjects: list[str], objects: list[str]
) -> None:
    found = clause(parse, text, predicate)
    assert words(found.subjects) == subjects
    assert words(found.objects) == objects


@pytest.mark.parametrize(
    ("text", "predicate", "subjects"),
    [
        ("Saldo asked the government to evacuate the children.", "evacuate", ["government"]),
        ("The army wants to recruit young men.", "recruit", ["army"]),
        ("The governor promised the residents to rebuild the town.", "rebuild", ["governor"]),
        ("He is calling on civilians to flee to Russia.", "flee", ["civilians"]),
        ("The company was ordered to pay a fine.", "pay", ["company"]),
        ("The police were able to free the hostages.", "free", ["police"]),
        ("After leaving the city, the troops built a new line.", "leaving", ["troops"]),
        ("The man died after giving a speech.", "giving", ["man"]),
    ],
)
def test_controllers(parse: Parse, text: str, predicate: str, subjects: list[str]) -> None:
    assert words(clause(parse, text, predicate).subjects) == subjects


def test_reduced_relative_is_passive(parse: Parse) -> None:
    found = clause(parse, "The weapons seized by the police were old.", "seized")
    assert found.passive
    assert words(found.subjects) == ["weapons"]
    assert words(found.agents) == ["police"]


def test_copula_has_its_predicative(parse: Parse) -> None:
    found = clause(parse, "Cherson is the only capital.", "is")
    assert found.kind == "copula"
    assert words(found.complements) == ["capital"]


@pytest.mark.parametrize(
    ("text", "noun", "verb", "agents", "objects"),
    [
        ("He saw the Ukrainian shelling of the bridges.", "shelling", "shell", ["Ukrainian"], ["bridges"]),
        ("Reports mention the withdrawal of Russian troops.", "withdrawal", "withdraw", ["troops"], []),
        ("A troop withdrawal is not planned.", "withdrawal", "withdraw", ["troop"], []),
        ("They condemned Russia's annexation of Crimea.", "annexation", "annex", ["Russia"], ["Crimea"]),
        ("They protested against his arrest by the police.", "arrest", "arrest", ["police"], ["his"]),
        ("The rebels launched an attack on the port.", "attack", "attack", ["rebels"], ["port"]),
    ],
)
def test_event_nouns(parse: Parse, text: str, noun: str, verb: str, agents: list[str], objects: list[str]) -> None:
    found = clause(parse, text, noun)
    assert found.kind == "noun"
    assert verb_of(found.predicate) == verb
    assert words(found.doers) == agents
    assert words(found.undergoers) == objects


def test_where_a_withdrawal_is_from(parse: Parse) -> None:
    found = clause(parse, "Kyiv expects Russia's withdrawal from the city.", "withdrawal")
    assert words(found.agents) == ["Russia"]
    assert [(preposition.text, head.text) for preposition, head in found.obliques] == [("from", "city")]


def test_verb_of_something_else(parse: Parse) -> None:
    with pytest.raises(ValueError, match="no event noun"):
        verb_of(parse("The table is old.")[1])


@settings(max_examples=40)
@given(st.text(max_size=200) | st.lists(st.sampled_from(FUNCTION_WORDS)).map(" ".join))
def test_any_text_is_survived(text: str) -> None:
    doc = parsed(load()(text))
    for found in find_clauses(doc):
        tokens = [*found.subjects, *found.objects, *found.datives, *found.agents, *found.complements]
        assert all(token.doc is doc for token in tokens)


@pytest.mark.parametrize(
    ("text", "verb", "doers"),
    [
        ("The union accused the company of paying spies.", "paying", ["company"]),
        ("The company was accused of paying spies.", "paying", ["company"]),
        ("The company left the port after paying spies.", "paying", ["company"]),
        ("The company used the money for hiring spies.", "hiring", ["company"]),
        ("The board blamed Anna for leaking the letter.", "leaking", ["Anna"]),
        ("The board promised Anna to leave.", "leave", ["board"]),
        ("The board called on Anna to leave.", "leave", ["Anna"]),
    ],
)
def test_control(parse: Parse, text: str, verb: str, doers: list[str]) -> None:
    clause = next(one for one in find_clauses(parse(text)) if one.predicate.text == verb)
    assert [token.text for token in clause.doers] == doers


@pytest.mark.parametrize(
    ("text", "verb", "doers", "undergoers"),
    [
        ("Former port chief Marchetti arrested in Rijeka", "arrested", [], ["chief"]),
        ("Senator accused of taking bribes", "accused", [], ["Senator"]),
        ("Singer cleared of tax fraud", "cleared", [], ["Singer"]),
        ("Miners trapped by flood rescued after two days", "rescued", [], ["Miners"]),
        ("Police arrested the singer.", "arrested", ["Police"], ["singer"]),
    ],
)
def test_headline_passives(parse: Parse, text: str, verb: str, doers: list[str], undergoers: list[str]) -> None:
    found = clause(parse, text, verb)
    assert (words(found.doers), words(found.undergoers)) == (doers, undergoers)


@pytest.mark.parametrize(
    ("text", "verb", "objects"),
    [
        ("The reform covers teachers and doctors but not soldiers.", "covers", ["teachers", "doctors"]),
        ("The court took the house from Ann and the yacht from Bob.", "took", ["house"]),
    ],
)
def test_what_is_excluded_is_no_argument(parse: Parse, text: str, verb: str, objects: list[str]) -> None:
    found = clause(parse, text, verb)
    assert words(found.objects) == objects
    assert "yacht" not in words([head for _, head in found.obliques])
