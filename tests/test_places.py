"""Which place a name means."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgraph.extraction.attribution.attribution import find_attributions
from newsgraph.extraction.coreference import coreference
from newsgraph.extraction.gazetteer import gazetteer
from newsgraph.extraction.mentions import mentions, toponym_recognition
from newsgraph.extraction.places import toponym_resolution
from newsgraph.record import Location

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc

Locate = Callable[[str], list[tuple[str, object]]]


@pytest.fixture
def located(parse: "Callable[[str], Doc]") -> Locate:
    """Every named place of a text, in its order, and where it is: `where`."""

    def locate(text: str) -> list[tuple[str, object]]:
        doc, known = parse(text), gazetteer.load()
        named = mentions.find_mentions(doc, known)
        named = toponym_recognition.find_toponyms(doc, named, known)
        entities = coreference.resolve(doc, named, find_attributions(doc))
        entities = toponym_resolution.locate(entities, known)
        found = [
            (mention.span.start, mention.span.text, where(entity.location))
            for entity in entities
            for mention in entity.mentions
            if mention.form in ("name", "demonym") and entity.type == "place"
        ]
        return [(words, place) for _, words, place in sorted(found, key=lambda one: one[0])]

    return locate


def where(location: Location | None) -> object:
    """A place's GeoNames identifier; its kind and country where the gazetteer has none for it."""
    if location is None or not location.iri:
        return location and (location.kind, location.country)
    return int(location.iri.rstrip("/").rsplit("/", 1)[1])


UKRAINE, KYIV, KHERSON = 690791, 703448, 706448


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They were married in Paris, Texas, in the spring.", [("Paris", 4717560), ("Texas", 4736286)]),
        ("They were married in Paris in the spring.", [("Paris", 2988507)]),
        (
            "He moved from Boston, in Lincolnshire, to London.",
            [("Boston", 2655138), ("Lincolnshire", ("county", "GB")), ("London", 2643743)],
        ),
        ("The port of Valencia, Venezuela, was closed on Monday.", [("Valencia", 3625549), ("Venezuela", 3625428)]),
        (
            "Voters in Toledo, Ohio, were waiting. Cleveland was quieter.",
            [("Toledo", 5174035), ("Ohio", 5165418), ("Cleveland", 5150529)],
        ),
        (
            "Ukraine withdrew from Kherson. Kyiv said nothing.",
            [("Ukraine", UKRAINE), ("Kherson", KHERSON), ("Kyiv", KYIV)],
        ),
        ("Troops left Cherson. Ukraine said nothing.", [("Cherson", KHERSON), ("Ukraine", UKRAINE)]),
        (
            "The army of Ukraine is in Mylowe, north of Kherson.",
            [("Ukraine", UKRAINE), ("Mylowe", 700566), ("Kherson", KHERSON)],
        ),
        (
            "The hat of Paris, Texas, is famous. Nobody has seen one on the tower of Paris, France.",
            [("Paris", 4717560), ("Texas", 4736286), ("Paris", 2988507), ("France", 3017382)],
        ),
    ],
)
def test_namesakes(located: Locate, text: str, expected: list[tuple[str, object]]) -> None:
    assert located(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials were evacuated from the Kherson region.", [("Kherson region", ("region", "UA"))]),
        (
            "Shells hit the Kherson region. The town of Beryslav lies in the region of Kherson, Ukraine.",
            [
                ("Kherson region", ("region", "UA")),
                ("Beryslav", 712260),
                ("region of Kherson", ("region", "UA")),
                ("Ukraine", UKRAINE),
            ],
        ),
    ],
)
def test_a_region_is_not_the_city_and_does_not_bear_its_bare_name(
    located: Locate, text: str, expected: list[tuple[str, object]]
) -> None:
    assert located(text) == expected


def test_an_article_makes_a_river(located: Locate) -> None:
    river = located("Troops crossed the Dnipro near Kherson.")
    assert river == [("Dnipro", ("water", None)), ("Kherson", KHERSON)]
    assert located("A missile hit an apartment block in Dnipro on Saturday.") == [("Dnipro", 709930)]


def test_a_demonym_is_its_country(located: Locate) -> None:
    assert located("Georgian wine is sold in Poland.") == [("Georgian", 614540), ("Poland", 798544)]


def test_other_spellings_are_the_same_place(located: Locate) -> None:
    text = "The train left Kiev at noon. It came back to Kyiv a day later."
    assert located(text) == [("Kiev", KYIV), ("Kyiv", KYIV)]


NEW_YORK_CITY, NEW_YORK, GEORGIA_US, WASHINGTON_DC, WASHINGTON = 5128581, 5128638, 4197000, 4140963, 5815135


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Governor Brian Kemp of Georgia met New York Governor Andrew Cuomo.",
            [("Georgia", GEORGIA_US), ("New York", NEW_YORK)],
        ),
        ("The mayor of New York flew to Miami.", [("New York", NEW_YORK_CITY), ("Miami", 4164138)]),
        (
            "The senator from Washington was in Washington on Monday.",
            [("Washington", WASHINGTON), ("Washington", WASHINGTON_DC)],
        ),
        (
            "Suits came from Maine, New York, New Jersey, Oregon and Hawaii.",
            [
                ("Maine", 4971068),
                ("New York", NEW_YORK),
                ("New Jersey", 5101760),
                ("Oregon", 5744337),
                ("Hawaii", 5855797),
            ],
        ),
        (
            "The president came to Tbilisi. Georgia thanked Armenia.",
            [("Tbilisi", 611717), ("Georgia", 614540), ("Armenia", 174982)],
        ),
        (
            "The court sits in the Northern District of California.",
            [("California", 5332921)],
        ),
    ],
)
def test_state_city_or_country(located: Locate, text: str, expected: list[tuple[str, object]]) -> None:
    assert located(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He went to the White House and to Whitehall.", [("White House", None), ("Whitehall", None)]),
        ("The Soviet Union fell. Russia did not.", [("Soviet Union", ("country", None)), ("Russia", 2017370)]),
        ("Soviet troops left Poland.", [("Soviet", ("country", None)), ("Poland", 798544)]),
        (
            "The plane is registered in Middlesex County, Massachusetts, and was built in 1944.",
            [("Middlesex County", None), ("Massachusetts", 6254926)],
        ),
        (
            "They fell on the Pacific and Atlantic coasts.",
            [("Pacific", ("water", None)), ("Atlantic", ("water", None))],
        ),
        ("The fire in Notre Dame cathedral was put out.", [("Notre Dame", None)]),
        ("She died in College Station, Texas.", [("College Station", 4682464), ("Texas", 4736286)]),
    ],
)
def test_no_guess_where_the_article_says_otherwise(
    located: Locate, text: str, expected: list[tuple[str, object]]
) -> None:
    assert located(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She reads The Washington Post and studied at Boston University.", []),
        ("She studied at the University of Miami and died of Parkinson's disease.", []),
        ("African-American voters came.", []),
        ("He spoke in French and English.", []),
        ("May he Rest In Peace, Sidley said.", []),
        ("Vapour was found near K2-18b, a planet.", []),
        ("Cambridge City Council said so.", ["Cambridge"]),
        ("An order from Amazon was late.", ["Amazon"]),
    ],
)
def test_names_of_others_and_everyday_words_are_no_places(located: Locate, text: str, expected: list[str]) -> None:
    assert [words for words, _ in located(text)] == expected


_FRAGMENTS = [
    "Paris", "PARIS", ", Texas", "the", "Dnipro", "region of", "Kherson region", "Ont.", "(", "“", "🙂", "'s",
    "Georgian", "South Korean", "River", "Lake", "al-Quds", "in", "from", "and", ".", "St. Louis",
]  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(st.sampled_from(_FRAGMENTS), max_size=30).map(" ".join))
def test_any_order_of_words_leaves_mentions_and_entities_consistent(parse: "Callable[[str], Doc]", text: str) -> None:
    doc, known = parse(text), gazetteer.load()
    named = mentions.find_mentions(doc, known)
    named = toponym_recognition.find_toponyms(doc, named, known)
    entities = coreference.resolve(doc, named, find_attributions(doc))
    entities = toponym_resolution.locate(entities, known)
    for entity in entities:
        for mention in entity.mentions:
            assert mention.entity is entity
            assert 0 <= mention.span.start <= mention.head.i < mention.span.end <= len(doc)


@pytest.mark.parametrize("text", ["", "…", "🙂 🙂", "IN OF THE, (", "Paris, " * 60, "the the of of Lake", "'s"])
def test_mess_does_not_raise(located: Locate, text: str) -> None:
    located(text)
