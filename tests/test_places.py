"""Which place a name means."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgraph.extraction.coreference import coreference
from newsgraph.extraction.gazetteer import gazetteer
from newsgraph.extraction.mentions import mentions, toponyms
from newsgraph.extraction.places import places
from newsgraph.record import Location

if TYPE_CHECKING:
    from spacy.tokens import Doc

Locate = Callable[[str], dict[str, Location | None]]


@pytest.fixture
def located(parse: "Callable[[str], Doc]") -> Locate:
    """The location of each named place of a text, by the words of the mention (the last one wins)."""

    def locate(text: str) -> dict[str, Location | None]:
        doc, known = parse(text), gazetteer.load()
        named = mentions.find_mentions(doc, known)
        named = toponyms.find_toponyms(doc, named, known)
        entities = coreference.resolve(doc, named)
        entities = places.locate(entities, known)
        return {
            mention.span.text: entity.location
            for entity in entities
            for mention in entity.mentions
            if mention.form in ("name", "demonym") and entity.type == "place"
        }

    return locate


def identifier(location: Location | None) -> int | None:
    return int(location.iri.rstrip("/").rsplit("/", 1)[1]) if location and location.iri else None


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("They were married in Paris, Texas, in the spring.", "Paris", 4717560),
        ("They were married in Paris in the spring.", "Paris", 2988507),
        ("He moved from Boston, in Lincolnshire, to London.", "Boston", 2655138),
        ("The port of Valencia, Venezuela, was closed on Monday.", "Valencia", 3625549),
        ("Voters in Toledo, Ohio, were waiting. Cleveland was quieter.", "Toledo", 5174035),
        ("Ukraine withdrew from Kherson. Kyiv said nothing.", "Kherson", 706448),
        ("Troops left Cherson. Ukraine said nothing.", "Cherson", 706448),
        ("The army of Ukraine is in Mylowe, north of Kherson.", "Mylowe", 700566),
    ],
)
def test_namesakes(located: Locate, text: str, name: str, expected: int) -> None:
    assert identifier(located(text)[name]) == expected


def test_region_is_not_the_city(located: Locate) -> None:
    found = located("Officials were evacuated from the Kherson region.")
    region = found.get("Kherson region", found.get("Kherson"))
    assert region is not None
    assert (region.kind, region.iri, region.country) == ("region", None, "UA")


def test_region_does_not_bear_the_bare_name(located: Locate) -> None:
    found = located("Shells hit the Kherson region. The town of Beryslav lies in the region of Kherson, Ukraine.")
    assert "Kherson" not in found


def test_article_makes_a_river(located: Locate) -> None:
    found = located("Troops crossed the Dnipro near Kherson.")["Dnipro"]
    assert found is not None
    assert (found.kind, found.iri) == ("water", None)
    city = located("A missile hit an apartment block in Dnipro on Saturday.")["Dnipro"]
    assert identifier(city) == 709930


def test_one_name_two_places(located: Locate) -> None:
    found = located("The hat of Paris, Texas, is famous. Nobody has seen one on the tower of Paris, France.")
    assert identifier(found["Paris"]) == 2988507


def test_demonym_is_its_country(located: Locate) -> None:
    found = located("Georgian wine is sold in Poland.")["Georgian"]
    assert found is not None
    assert found.country == "GE"


_FRAGMENTS = [
    "Paris", "PARIS", ", Texas", "the", "Dnipro", "region of", "Kherson region", "Ont.", "(", "“", "🙂", "'s",
    "Georgian", "South Korean", "River", "Lake", "al-Quds", "in", "from", "and", ".", "St. Louis",
]  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(st.sampled_from(_FRAGMENTS), max_size=30).map(" ".join))
def test_any_order_of_words_leaves_mentions_and_entities_consistent(parse: "Callable[[str], Doc]", text: str) -> None:
    doc, known = parse(text), gazetteer.load()
    named = mentions.find_mentions(doc, known)
    named = toponyms.find_toponyms(doc, named, known)
    entities = coreference.resolve(doc, named)
    entities = places.locate(entities, known)
    for entity in entities:
        for mention in entity.mentions:
            assert mention.entity is entity
            assert 0 <= mention.span.start <= mention.head.i < mention.span.end <= len(doc)


@pytest.mark.parametrize("text", ["", "…", "🙂 🙂", "IN OF THE, (", "Paris, " * 60, "the the of of Lake", "'s"])
def test_mess_does_not_raise(located: Locate, text: str) -> None:
    located(text)


def test_spellings_of_one_place_are_one_entity(located: Locate) -> None:
    found = located("The train left Kiev at noon. It came back to Kyiv a day later.")
    assert found["Kiev"] == found["Kyiv"]
    assert identifier(found["Kyiv"]) == 703448
