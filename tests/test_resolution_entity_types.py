"""One typing of a name over the articles."""

import pytest

from newsgraph.record import EntityType, Location, Record
from newsgraph.resolution import resolve
from newsgraph.resolution.archive import archive_of
from newsgraph.resolution.reasons import Reasons
from records import ArticleBuilder

TOWN = Location(iri="https://sws.geonames.org/1/", latitude=1.0, longitude=2.0, country="US", kind="city", name="Stone")


def read(number: int, kind: EntityType, *names: str, said: str = "", location: Location | None = None) -> Record:
    article = ArticleBuilder(f"{number:03}")
    article.entity(kind, *names, location=location)
    if said:
        article.mention("e0", said, "pronoun")
    return article.record()


def types(*records: Record) -> list[tuple[EntityType, str]]:
    return sorted((one.type, one.label) for one in resolve(records).entities)


@pytest.mark.parametrize("slip", ["person", "group", "place"])
def test_one_name_is_one_thing_whatever_one_article_takes_it_for(slip: EntityType) -> None:
    most = [read(number, "organization", "Acme Widgets") for number in range(4)]
    assert types(*most, read(9, slip, "Acme Widgets")) == [("organization", "Acme Widgets")]


def test_few_articles_decide_nothing() -> None:
    found = types(read(1, "organization", "Acme"), read(2, "organization", "Acme"), read(3, "place", "Acme"))
    assert found == [("organization", "Acme"), ("place", "Acme")]


def test_a_pronoun_of_the_article_counts_for_more_than_the_others() -> None:
    most = [read(number, "organization", "Madonna") for number in range(4)]
    found = types(*most, read(9, "person", "Madonna", said="she"))
    assert found == [("organization", "Madonna"), ("person", "Madonna")]


def test_a_place_of_the_gazetteer_stays_one_if_something_happens_there() -> None:
    most = [read(number, "person", "Alan Stone", "Stone") for number in range(40)]
    article = ArticleBuilder("090")
    town = article.entity("place", "Stone", location=TOWN)
    article.event("met", "meet", place=town)
    assert types(*most, article.record()) == [("person", "Alan Stone"), ("place", "Stone")]


def test_a_surname_is_no_town_where_all_others_mean_the_man() -> None:
    most = [read(number, "person", "Alan Stone", "Stone") for number in range(40)]
    assert types(*most, read(90, "place", "Stone", location=TOWN)) == [("person", "Alan Stone")]
    assert len(types(*most[:10], read(90, "place", "Stone", location=TOWN))) == 2


def test_what_is_known_as_an_organisation_is_no_place() -> None:
    article = ArticleBuilder("001")
    union = article.entity("place", "European Union", location=TOWN)
    article.event("met", "meet", place=union)
    found = resolve([article.record()])
    assert [(one.type, one.label) for one in found.entities] == [("organization", "European Union")]
    assert found.events[0].place is None


def test_why_says_that_an_article_was_overruled() -> None:
    records = [read(number, "organization", "Acme Widgets") for number in range(4)] + [read(9, "place", "Acme Widgets")]
    said = Reasons(archive_of(records)).of(("000", "e0"), ("009", "e0")).words
    assert said.endswith("Its article takes 'Acme Widgets' for a place; other articles show that it is not.")
