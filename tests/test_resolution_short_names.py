"""Whom a bare surname or an acronym means where its own article says it nowhere."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgraph.record import Record
from newsgraph.resolution import resolve
from newsgraph.resolution.archive import archive_of
from newsgraph.resolution.keys import Key
from newsgraph.resolution.reasons import Reasons
from records import ArticleBuilder


def read(
    number: int, *people: Sequence[str], beside: Sequence[str] = (), published: str = "2020-01-15", said: str = ""
) -> Record:
    """An article on people, each by one or more names; `said` is a pronoun for the first."""
    article = ArticleBuilder(f"{number:03}", published)
    for names in people:
        article.entity("person", *names)
    if said:
        article.mention("e0", said, "pronoun")
    for name in beside:
        article.entity("organization", name)
    return article.record()


def named(records: Sequence[Record], article: int) -> str:
    """The label of the first entity of an article."""
    return resolve(records).entity_of[f"{article:03}", "e0"].label


HUSBAND = [read(number, ("Alan Stone", "Stone")) for number in range(1, 9)]
WIFE = [read(20, ("Vera Stone",)), read(21, ("Vera Stone",))]
ASKED = 50


def test_a_namesake_does_not_park_the_surname_of_the_one_who_is_meant_by_it() -> None:
    assert named([*HUSBAND, *WIFE, read(ASKED, ("Stone",))], ASKED) == "Alan Stone"


def test_where_both_are_meant_by_it_it_stays_apart() -> None:
    both = [read(number, ("Vera Stone", "Stone")) for number in range(20, 28)]
    assert named([*HUSBAND, *both, read(ASKED, ("Stone",))], ASKED) == "Stone"


def test_a_pronoun_tells() -> None:
    he = [read(number, ("Alan Stone", "Stone"), said="he") for number in range(1, 4)]
    she = [read(number, ("Vera Stone", "Stone"), said="she") for number in range(20, 23)]
    assert named([*he, *she, read(ASKED, ("Stone",), said="she")], ASKED) == "Vera Stone"
    assert named([*he, *she, read(ASKED, ("Stone",), said="his")], ASKED) == "Alan Stone"


def test_a_title_tells() -> None:
    he = [read(number, ("Alan Stone", "Stone"), said="he") for number in range(1, 4)]
    she = [read(number, ("Vera Stone", "Stone"), said="she") for number in range(20, 23)]
    assert named([*he, *she, read(ASKED, ("Mrs. Stone",))], ASKED) == "Vera Stone"


def test_the_company_tells() -> None:
    many = [read(number, ("John Roe",), beside=["Acme", "Globex"]) for number in range(60, 90)]
    chemist = [
        read(number, ("Alan Stone", "Stone"), beside=["Quarry Board", "Miners United"]) for number in range(1, 5)
    ]
    singer = [read(number, ("Vera Stone", "Stone"), beside=["Opera Trust", "Choir Guild"]) for number in range(20, 24)]
    asked = read(ASKED, ("Stone",), beside=["Opera Trust", "Choir Guild"])
    assert named([*many, *chemist, *singer, asked], ASKED) == "Vera Stone"


def test_the_time_tells() -> None:
    then = [read(number, ("Alan Stone", "Stone"), published="1999-05-02") for number in range(1, 5)]
    now = [read(number, ("Vera Stone", "Stone"), published="2020-01-02") for number in range(20, 28)]
    assert named([*then, *now, read(ASKED, ("Stone",), published="2020-02-01")], ASKED) == "Vera Stone"


def test_unclear_names_of_two_articles_are_not_one() -> None:
    both = [read(number, ("Vera Stone", "Stone")) for number in range(20, 28)]
    found = resolve([*HUSBAND, *both, read(50, ("Stone",)), read(51, ("Stone",))])
    assert found.entity_of["050", "e0"] != found.entity_of["051", "e0"]


def test_why_tells_of_use_and_company() -> None:
    records = [*HUSBAND, *WIFE, read(ASKED, ("Stone",))]
    keys: list[Key] = [("050", "e0"), ("001", "e0")]
    reason = Reasons(archive_of(records)).of(*keys)
    use = next(level for level in reason.levels if level.comparison == "use of the name")
    assert use.found.startswith("8 of the articles that name it in full mean it by the short name, too")
    assert use.bits > 0
    assert reason.weight is not None
    assert reason.weight >= (reason.needed or 0)
    assert "It may as well stand for Vera Stone" in Reasons(archive_of(records)).of(*keys).words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pedro Pierluisi", "Pedro R. Pierluisi Urrutia"),
        ("Pedro Pierluisi", "Honorable Pedro R. Pierluisi Urrutia"),
        ("Nicolás Maduro", "Nicolás Maduro Moros"),
    ],
)
def test_the_second_surname_may_be_left_out(one: str, other: str) -> None:
    found = resolve([read(1, (one,)), read(2, (other,))])
    assert found.entity_of["001", "e0"] == found.entity_of["002", "e0"]


NAMES = ["Alan Stone", "Vera Stone", "Stone", "Mr Stone", "Mrs Stone", "Alan Stone Jr."]


@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3), min_size=1, max_size=6))
def test_order_does_not_count(articles: list[list[str]]) -> None:
    records = [read(number, *((name,) for name in names)) for number, names in enumerate(articles)]
    assert resolve(records) == resolve(records[::-1])


def test_initials_mean_who_has_them() -> None:
    kennedys = [read(1, ("Robert F. Kennedy Jr.",)), read(2, ("Robert F. Kennedy",))]
    assert named([*kennedys, read(ASKED, ("RFK Jr.",))], ASKED) == "Robert F. Kennedy Jr."


def organizations(*articles: Sequence[str]) -> list[list[str]]:
    """What each organisation is called; an article on one each, by one or more names."""
    records = []
    for number, names in enumerate(articles):
        article = ArticleBuilder(f"{number:03}")
        article.entity("organization", *names)
        records.append(article.record())
    return sorted(sorted({one.label, *one.alternative_labels}) for one in resolve(records).entities)


def test_an_acronym_is_learned_from_the_articles() -> None:
    """Its letters are not those of the name."""
    learned = ["Directorate of Border Affairs", "BCG"]
    assert organizations(learned, ["BCG"], ["Directorate of Border Affairs"]) == [sorted(learned)]


def test_an_acronym_leaves_the_country_out() -> None:
    assert len(organizations(["U.S. Environmental Protection Agency"], ["EPA"])) == 1


def test_an_acronym_of_two_stays_apart_unless_one_is_meant_by_it_far_more_often() -> None:
    board, bureau = "Marble Quarry Board", "Museum Quality Bureau"
    assert ["MQB"] in organizations([board], [bureau], ["MQB"])
    assert ["MQB"] not in organizations(*[[board, "MQB"]] * 8, [bureau], ["MQB"])


def test_a_name_that_is_spelt_out_counts_for_more_than_its_acronym() -> None:
    found = organizations(
        ["MQB", "MQB", "Marble Quarry Board"], ["Marble Quarry Board"], ["MQB"], ["Museum Quality Bureau"]
    )
    assert found == [["MQB", "Marble Quarry Board"], ["Museum Quality Bureau"]]


def test_a_noun_alone_is_another_in_another_article() -> None:
    assert organizations(["Ministry"], ["Ministry"]) == [["Ministry"], ["Ministry"]]
