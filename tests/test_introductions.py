"""Descriptions of things are shown with the words that brought them in, where it is clear which these are."""

import pytest

from newsgraph import Article, extract
from newsgraph.confidence import DEFAULT_MIN_CONFIDENCE
from newsgraph.record import Record, Triple
from newsgraph.wording import Wording


def _record(text: str) -> Record:
    return extract(Article(id="a", text=text))


def _antecedents(text: str) -> list[tuple[str, str]]:
    """What descriptions take up: their words, and those before them."""
    arguments = [
        part for one in _record(text).triples for part in (one.subject, one.object, *one.arguments) if part is not None
    ]
    return [(one.text, one.antecedent.text) for one in arguments if one.antecedent is not None]


def _statement(record: Record, verb: str) -> Triple:
    (found,) = (one for one in record.triples if verb in one.relation.text)
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "A study in Nature examined whales. The study surprised experts in Norway.",
            [("The study", "study in Nature")],
        ),
        (
            "Parliament debated the Clean Water Bill 2019 on Monday. Ann Lee drafted the bill.",
            [("the bill", "Clean Water Bill 2019")],
        ),
        (
            "Tropical Storm Edna reached Cuba. On Friday the storm left the coast.",
            [("the storm", "Tropical Storm Edna")],
        ),
        ("The boat, Conception, carried 33 passengers to Malta.", [("The boat", "Conception")]),
        (
            "Germany banned Mahan Air in 2019. The ban followed talks in Berlin.",
            [("The ban", "Germany banned Mahan Air")],
        ),
    ],
)
def test_what_is_clear_is_told(text: str, found: list[tuple[str, str]]) -> None:
    assert _antecedents(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "A study in Nature examined whales. Another study examined seals. The study surprised experts in Norway.",
        "A previous study in Nature examined whales. The study surprised experts in Norway.",
        "A bill was drafted. Ann Lee read the bill.",
        "Its trial in Oslo ended. The trial lasted three weeks.",
        "Germany will ban Mahan Air. The ban followed talks in Berlin.",
        "Ann Lee said that Germany banned Mahan Air. The ban followed talks in Berlin.",
        "Germany did not ban Mahan Air. The ban followed talks in Berlin.",
        "The second study in Nature examined whales. The first study surprised experts.",
        "Bo Berg came in a time of war in Norway. He left at the time.",
    ],
)
def test_what_is_not_clear_stays_open(text: str) -> None:
    assert _antecedents(text) == []


def test_it_is_shown_in_square_brackets_and_no_longer_points_back() -> None:
    record = _record("Parliament debated the Clean Water Bill 2019 on Monday. Ann Lee drafted the bill on Friday.")
    found = _statement(record, "drafted")
    text = Wording(record, lambda _: None).text(found)
    assert text == "Ann Lee drafted the bill [Clean Water Bill 2019] on Friday"
    assert found.confidence >= DEFAULT_MIN_CONFIDENCE


def test_a_deed_that_a_noun_takes_up_is_that_event() -> None:
    record = _record("Germany banned Mahan Air in 2019. The ban followed talks in Berlin.")
    assert _statement(record, "followed").subject.event == _statement(record, "banned").event is not None
