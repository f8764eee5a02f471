"""Places of several articles that are one, or not."""

from newsgraph.record import Location
from newsgraph.resolution import resolve
from newsgraph.resolution.archive import archive_of
from newsgraph.resolution.reasons import Reasons
from records import KHERSON, KHERSON_REGION, RUSSIA, UKRAINE, ArticleBuilder

CALIFORNIA = Location(
    iri="https://sws.geonames.org/5332921/",
    latitude=36.4,
    longitude=-120.0,
    country="US",
    kind="region",
    name="California",
)
SOMEWHERE = Location(iri=None, latitude=40.7, longitude=-74.0, country="US", kind="area", name=None)
ELSEWHERE = Location(iri=None, latitude=49.5, longitude=10.0, country="DE", kind="area", name=None)


def places(*named: tuple[str, Location | None]) -> list[str]:
    """What the places of several articles become."""
    found = []
    for number, (name, location) in enumerate(named):
        article = ArticleBuilder(f"{number:03}")
        article.entity("place", name, location=location)
        found.append(article.record())
    return [entity.label for entity in resolve(found).entities]


def test_an_area_in_another_spelling_is_the_place_of_its_country_with_that_name() -> None:
    assert places(("California", CALIFORNIA), ("Kalifornia", SOMEWHERE)) == ["California"]
    assert len(places(("California", CALIFORNIA), ("Kalifornia", ELSEWHERE))) == 2


def test_such_a_place_may_be_one_of_which_the_gazetteer_knows_no_number() -> None:
    bavaria = Location(iri=None, latitude=48.9, longitude=11.3, country="DE", kind="region", name=None)
    assert len(places(("Bavaria", bavaria), ("Bawaria", ELSEWHERE))) == 1


def test_what_an_area_has_joined_can_be_joined_by_a_name_that_lies_nowhere() -> None:
    assert places(("California", CALIFORNIA), ("Kalifornia", SOMEWHERE), ("Kalifornia", None)) == ["California"]


def test_a_city_that_is_a_state_is_one_with_it() -> None:
    city, state = (
        Location(
            iri=f"https://sws.geonames.org/{number}/",
            latitude=22.3,
            longitude=114.2,
            country="HK",
            kind=kind,
            name=name,
        )
        for number, kind, name in ((1819729, "city", "Hong Kong"), (1819730, "country", "Hong Kong"))
    )
    assert places(("Hong Kong", city), ("Hong Kong", state)) == ["Hong Kong"]


def test_another_city_of_that_state_is_not() -> None:
    state = Location(iri=None, latitude=22.3, longitude=114.2, country="HK", kind="country", name="Hong Kong")
    kowloon = Location(iri=None, latitude=22.3, longitude=114.2, country="HK", kind="city", name="Kowloon")
    assert len(places(("Hong Kong", state), ("Kowloon", kowloon))) == 2


def test_the_end_of_a_name_counts_in_another_spelling_too() -> None:
    found = []
    for number, name in enumerate(
        ("Gabriel García Márquez", "Garcia Marquez", "Engineer Sergei Surovikin", "Sergej Surowikin")
    ):
        article = ArticleBuilder(f"{number:03}")
        article.entity("person", name)
        found.append(article.record())
    assert len(resolve(found).entities) == 2


def test_why_places_without_a_name_are_one() -> None:
    record = ArticleBuilder("000")
    for _ in range(2):
        record.entity("place", "the regions", form="nominal", location=SOMEWHERE)
    one, other = (("000", entity.id) for entity in record.entities)
    assert "'the regions', 'the regions' are one name" in Reasons(archive_of([record.record()])).of(one, other).words


def test_a_region_is_called_by_its_plain_name_and_one_named_after_its_seat_is_not() -> None:
    town = Location(
        iri="https://sws.geonames.org/4350049/",
        latitude=38,
        longitude=-76,
        country="US",
        kind="city",
        name="California",
    )
    article = ArticleBuilder("001")
    article.entity("place", "state of California", location=CALIFORNIA)
    article.entity("place", "California", location=town)
    article.entity("place", "Kherson", location=KHERSON)
    article.entity("place", "Kherson", location=KHERSON_REGION)
    found = [(one.label, one.location.kind) for one in resolve([article.record()]).entities if one.location]
    assert sorted(found) == [
        ("California", "city"),
        ("California", "region"),
        ("Kherson", "city"),
        ("Kherson region", "region"),
    ]


def test_a_state_of_the_past_points_at_those_of_today_and_is_none_of_them() -> None:
    soviet = Location(iri=None, latitude=60, longitude=95, country=None, kind="country", name="Soviet Union")
    article = ArticleBuilder("001")
    for name, location in (("USSR", soviet), ("Russia", RUSSIA), ("Ukraine", UKRAINE), ("Kherson", KHERSON)):
        article.entity("place", name, location=location)
    other = ArticleBuilder("002")
    other.entity("place", "Soviet Union", location=soviet)
    found = {one.slug: one for one in resolve([article.record(), other.record()]).entities}
    assert sorted(found) == ["kherson", "russia", "soviet-union", "ukraine"]
    assert found["soviet-union"].succeeded_by == ("russia", "ukraine")
    assert found["soviet-union"].label == "Soviet Union"
    assert found["russia"].succeeded_by == ()


def test_the_district_of_columbia_is_washington() -> None:
    article = ArticleBuilder("001")
    for name, identifier, kind in (("Washington", 4140963, "city"), ("D.C.", 4138106, "region")):
        iri = f"https://sws.geonames.org/{identifier}/"
        where = Location(iri=iri, latitude=38.9, longitude=-77, country="US", kind=kind, name=name)
        article.entity("place", name, location=where)
    (found,) = resolve([article.record()]).entities
    assert (found.label, found.location and found.location.iri) == ("Washington", "https://sws.geonames.org/4140963/")
