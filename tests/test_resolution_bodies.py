"""Bodies of state across articles: each is its country's."""

import pytest

from newsgraph.record import EntityType, Location, Record
from newsgraph.resolution import resolve
from newsgraph.resolution.archive import archive_of
from newsgraph.resolution.bodies import parse_body
from newsgraph.resolution.keys import Key
from newsgraph.resolution.reasons import Reasons
from records import RUSSIA, UKRAINE, ArticleBuilder


def country(code: str, name: str) -> Location:
    return Location(iri=None, latitude=0.0, longitude=0.0, country=code, kind="country", name=name)


COUNTRIES = {
    "Russia": RUSSIA,
    "Ukraine": UKRAINE,
    "United States": country("US", "United States"),
    "United Kingdom": country("GB", "United Kingdom"),
    "Poland": country("PL", "Poland"),
    "Canada": country("CA", "Canada"),
    "Vietnam": country("VN", "Vietnam"),
}
ALABAMA = Location(iri=None, latitude=32.8, longitude=-86.8, country="US", kind="region", name="Alabama")


def read(number: int, *named: str | tuple[str, EntityType]) -> Record:
    """An article that names some countries and bodies, one after the other."""
    article = ArticleBuilder(f"{number:03}")
    for one in named:
        name, kind = one if isinstance(one, tuple) else (one, "organization")
        if name in COUNTRIES:
            article.entity("place", name, location=COUNTRIES[name])
        elif name == "Alabama":
            article.entity("place", name, location=ALABAMA)
        else:
            article.entity(kind, name, form="nominal" if name.islower() else "name")
    return article.record()


def bodies(*records: Record) -> list[set[str]]:
    """What each organisation is called, its label first."""
    found = resolve(records).entities
    return sorted(({one.label, *one.alternative_labels} for one in found if one.type != "place"), key=sorted)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Senate", "U.S. Senate"),
        ("House", "House of Representatives"),
        ("House", "United States House of Representatives"),
        ("Department of Justice", "United States Department of Justice"),
        ("Justice Department", "United States Department of Justice"),
        ("State Department", "US Department of State"),
        ("Treasury", "U.S. Treasury Department"),
        ("Supreme Court", "American Supreme Court"),
    ],
)
def test_a_body_of_the_articles_country_is_one_by_all_its_names(one: str, other: str) -> None:
    assert bodies(read(1, "United States", one), read(2, other)) == [{one, other}]


@pytest.mark.parametrize("name", ["Supreme Court", "Parliament", "Ministry of Defence", "Coast Guard", "Senate"])
def test_bodies_of_two_countries_are_two(name: str) -> None:
    assert len(bodies(read(1, "Poland", name), read(2, "Canada", name))) == 2


def test_the_house_is_another_in_another_country() -> None:
    found = bodies(
        read(1, "Canada", "House"), read(2, "Canada", "House of Commons"), read(3, "United Kingdom", "House of Commons")
    )
    assert sorted(map(sorted, found)) == [["House", "House of Commons"], ["House of Commons"]]


def test_the_one_whose_country_is_said_decides_for_its_namesake_in_the_article() -> None:
    found = bodies(read(1, "Russia", "Russia", "Polish Senate", "Senate"), read(2, "Poland", "Senate"))
    assert found == [{"Polish Senate", "Senate"}]


def test_two_countries_that_are_named_alike_leave_it_open() -> None:
    records = [read(1, "Poland", "Canada", "Supreme Court"), read(2, "Poland", "Supreme Court")]
    assert len(bodies(*records)) == 2


def test_an_article_without_a_country_means_the_usual_one() -> None:
    records = [read(number, "Polish Sejm", "Polish Senate") for number in range(3)]
    assert {"Polish Senate", "Senate"} in bodies(*records, read(4, "Senate"))


def test_a_states_body_is_not_the_countrys() -> None:
    found = bodies(
        read(1, "United States", "Alabama", "Alabama Supreme Court", "Supreme Court"),
        read(2, "United States", "Supreme Court"),
    )
    assert sorted(map(sorted, found)) == [["Alabama Supreme Court", "Supreme Court"], ["Supreme Court"]]


def test_a_legislature_beside_a_states_stays_open() -> None:
    found = bodies(
        read(1, "United States", "Alabama", "Alabama House of Representatives", "Senate"),
        read(2, "United States", "Senate"),
    )
    assert len(found) == 3


def test_a_body_in_small_letters_is_the_body() -> None:
    assert bodies(read(1, "Russia", "the foreign ministry"), read(2, "Russian Foreign Ministry")) == [
        {"Russian Foreign Ministry"}
    ]


@pytest.mark.parametrize("kind", ["person", "group", "place"])
def test_a_body_is_an_organisation_whatever_an_article_takes_it_for(kind: EntityType) -> None:
    found = resolve([read(1, "Poland", ("Coast Guard", kind)), read(2, "Polish Coast Guard")]).entities
    assert [(one.type, one.label) for one in found if one.label != "Poland"] == [("organization", "Polish Coast Guard")]


def test_a_name_with_and_without_its_country_is_one_where_the_country_is_the_articles() -> None:
    found = bodies(
        read(1, "Vietnam", "Vietnamese Communist Party"),
        read(2, "Vietnam", "Communist Party"),
        read(3, "Russia", "Communist Party"),
    )
    assert sorted(map(sorted, found)) == [["Communist Party"], ["Communist Party", "Vietnamese Communist Party"]]


@pytest.mark.parametrize("name", ["Greg House", "House of Fraser", "Justice League", "Ministry", "Department", "Court"])
def test_other_names_are_no_bodies_of_state(name: str) -> None:
    assert parse_body(name) is None


@pytest.mark.parametrize("name", ["Polish Ministry of Foreign Affairs", "Poland's foreign ministry"])
def test_a_ministry_is_known_by_its_field(name: str) -> None:
    assert parse_body(name) == ("department foreign", "PL")


def test_why_says_whose_a_body_is_and_how_that_is_known() -> None:
    records = [read(1, "Poland", "Senate"), read(2, "Canadian Senate")]
    keys: list[Key] = [("001", "e1"), ("002", "e0")]
    said = Reasons(archive_of(records)).of(*keys).words
    assert "'Senate' of Poland (it is the likeliest of the countries that its article names)" in said
    assert "'Canadian Senate' of Canada (its name says so)" in said


def test_order_does_not_count() -> None:
    records = [read(1, "Poland", "Senate"), read(2, "Canada", "Senate"), read(3, "Senate"), read(4, "Polish Senate")]
    assert resolve(records) == resolve(records[::-1])


def test_the_government_of_a_country_is_one_by_all_its_names() -> None:
    found = bodies(read(1, "United States", "the federal government"), read(2, "the U.S. government"))
    assert found == [{"U.S. government"}]


def test_the_government_alone_may_be_anybodys() -> None:
    assert len(bodies(read(1, "Poland", "the government"), read(2, "Poland", "the government"))) == 2


def test_a_name_that_only_one_country_is_said_to_have_is_its_wherever_it_is_named() -> None:
    found = bodies(read(1, "Poland", "United States Hurricane Center"), read(2, "Canada", "Hurricane Center"))
    assert found == [{"Hurricane Center", "United States Hurricane Center"}]


@pytest.mark.parametrize("name", ["Conservative Party", "Labour Party", "Republican Party"])
def test_parties_of_two_countries_are_two(name: str) -> None:
    assert len(bodies(read(1, "United Kingdom", name), read(2, "Canada", name))) == 2


def test_a_partys_nickname_is_the_party() -> None:
    found = bodies(read(1, "United Kingdom", "Conservative Party"), read(2, "United Kingdom", "Tories"))
    assert found == [{"Conservative Party", "Tories"}]


def test_where_two_countries_are_named_alike_the_usual_one_of_the_two_is_meant() -> None:
    usual = [read(number, "Canada", "Liberal Party") for number in range(1, 5)]
    found = bodies(*usual, read(9, "Canada", "Poland", "Liberal Party"))
    assert found == [{"Liberal Party"}]


def test_a_chamber_of_the_state_that_an_article_tells_of_is_not_the_nations() -> None:
    local = ArticleBuilder("001", text="Alabama is one of the United States. The Senate of the state passed the bill.")
    state = local.entity("place", "Alabama", location=ALABAMA)
    local.entity("place", "United States", location=COUNTRIES["United States"])
    local.new_sentence()
    local.entity("organization", "Senate")
    local.mention(state, "the state", "nominal")
    found = bodies(local.record(), read(2, "United States", "U.S. Senate"), read(3, "United States", "Senate"))
    assert found == [{"Senate"}, {"Senate", "U.S. Senate"}]


def test_a_chamber_is_not_a_states_because_the_text_begins_with_that_state() -> None:
    text = "In Alabama it rained. The United States have a Senate. They wait for the chamber."
    article = ArticleBuilder("001", text=text)
    article.entity("place", "Alabama", location=ALABAMA)
    article.new_sentence()
    article.entity("place", "United States", location=COUNTRIES["United States"])
    senate = article.entity("organization", "Senate")
    article.new_sentence()
    article.mention(senate, "the chamber", "nominal")
    assert bodies(article.record(), read(2, "United States", "U.S. Senate")) == [{"Senate", "U.S. Senate"}]
