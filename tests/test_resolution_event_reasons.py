from dataclasses import replace
from datetime import date

import msgspec
import pytest

from newsgraph.record import Record
from newsgraph.resolution import resolve
from newsgraph.resolution.event_mentions import EventMention, mentions_of_events
from newsgraph.resolution.event_reasons import Fact, conclusion, explain
from records import RUSSIA, UKRAINE, ArticleBuilder


def mentions(*told: tuple[str, str, str | None]) -> list[EventMention]:
    """Reports of one article: verb, whom Russia does it to, when."""
    article = ArticleBuilder("000")
    russia = article.entity("place", "Russia", location=RUSSIA)
    towns = {town: article.entity("place", town) for town in dict.fromkeys(town for _, town, _ in told)}
    for lemma, town, time in told:
        article.event(lemma, lemma, "assault", time, agent=russia, patient=towns[town])
    records = [article.record()]
    return mentions_of_events(records, resolve(records).entity_of)


def against(a: EventMention, b: EventMention) -> list[str]:
    return [fact.about for fact in explain(a, b, str) if fact.excludes]


@pytest.mark.parametrize(
    ("told", "about"),
    [
        (("attack", "Lviv", None), []),
        (("attack", "Lviv", "2022-10"), []),
        (("annex", "Lviv", "2022-10-05"), ["what happens"]),
        (("attack", "Odesa", "2022-10-05"), ["to whom or what"]),
        (("attack", "Lviv", "2022-11"), ["when"]),
        (("attack", "Odesa", "2021"), ["to whom or what", "when"]),
    ],
)
def test_what_excludes_that_two_reports_are_of_one_event(told: tuple[str, str, str | None], about: list[str]) -> None:
    a, b = mentions(("attack", "Lviv", "2022-10-05"), told)
    assert against(a, b) == about


def test_days_and_places_count_where_they_are_said() -> None:
    a, b = mentions(("attack", "Lviv", None), ("attack", "Lviv", None))
    assert against(replace(a, published=date(2022, 10, 1)), replace(b, published=date(2022, 10, 9))) == []
    assert against(replace(a, published=date(2022, 10, 1)), replace(b, published=date(2022, 12, 9))) == [
        "day of the article"
    ]
    places = resolve([_two_countries()]).entities
    assert against(replace(a, place=places[0]), replace(b, place=places[1])) == ["where"]


def test_a_recurring_verb_needs_a_time() -> None:
    a, b = mentions(("visit", "Lviv", None), ("visit", "Lviv", None))
    (fact,) = (fact for fact in explain(a, b, str) if fact.excludes)
    assert fact.about == "what happens"
    assert "again and again" in fact.verdict


def test_reports_that_name_one_side_need_one_type() -> None:
    a, b = (replace(one, agents=frozenset()) for one in mentions(("strike", "Lviv", None), ("strike", "Lviv", None)))
    assert against(a, b) == []
    walkout = replace(b, event=msgspec.structs.replace(b.event, type="protest"))
    assert against(a, walkout) == ["who takes part"]
    untyped = [replace(one, event=msgspec.structs.replace(one.event, type=None)) for one in (a, b)]
    assert against(*untyped) == ["who takes part"]


def test_a_recurring_verb_needs_both_sides() -> None:
    a, b = mentions(("visit", "Lviv", "2022-10-05"), ("visit", "Lviv", "2022-10-05"))
    assert against(a, b) == []
    assert against(a, replace(b, agents=frozenset())) == ["what happens"]


def test_the_conclusion_says_what_decides() -> None:
    same, other = Fact("when", "2022", "2022", "the same"), Fact("where", "Lviv", "Oslo", "another place", True)
    assert conclusion([same], True) == "They are one event: when is the same, and nothing speaks against it."
    assert conclusion([same, other], False) == "They are two events. Where: another place."
    assert "third report" in conclusion([same, other], True)
    assert conclusion([same], False).startswith("Nothing in these two")


def _two_countries() -> Record:
    article = ArticleBuilder("000")
    article.entity("place", "Russia", location=RUSSIA)
    article.entity("place", "Ukraine", location=UKRAINE)
    return article.record()
