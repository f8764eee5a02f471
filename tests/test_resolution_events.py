from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgraph.record import Record
from newsgraph.resolution import resolve
from newsgraph.resolution.event_blocking import BlockingIndex
from newsgraph.resolution.event_clusters import Cluster
from newsgraph.resolution.event_comparison import Verdict, compare
from newsgraph.resolution.event_linking import link_events
from newsgraph.resolution.event_mentions import EventMention, mentions_of_events
from newsgraph.resolution.identities import Entity
from records import RUSSIA, ArticleBuilder
from varied import corpora

fewer = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])


@fewer
@given(corpora(), st.data())
def test_any_order_of_articles_makes_the_same_identities(found: list[Record], data: st.DataObject) -> None:
    assert resolve(data.draw(st.permutations(found))) == resolve(found)


@fewer
@given(corpora())
def test_an_article_added_and_removed_leaves_the_identities_as_they_were(found: list[Record]) -> None:
    others = found[:-1]
    before = resolve(others)
    after = resolve(found, registry=before.registry)
    again = resolve(others, registry=after.registry)
    assert (again.events, again.contradictions) == (before.events, before.contradictions)
    # What was parted for a while keeps the name that it had then as a superseded ID.
    assert [replace(one, superseded=()) for one in again.entities] == list(before.entities)


@fewer
@given(corpora())
def test_each_report_of_an_event_fits_each_other(found: list[Record]) -> None:
    identities = resolve(found)
    for cluster in link_events(mentions_of_events(found, identities.entity_of)):
        for number, one in enumerate(cluster):
            assert all(Cluster(one).takes(other) for other in cluster[:number])


@fewer
@given(corpora())
def test_a_cluster_takes_what_the_comparison_does_not_exclude(found: list[Record]) -> None:
    mentions = mentions_of_events(found, resolve(found).entity_of)
    for one in mentions:
        for other in mentions:
            assert Cluster(one).takes(other) == (compare(one, other).verdict is not Verdict.DIFFERENT)
            assert compare(one, other).verdict is compare(other, one).verdict


def entity(slug: str, contained_in: str | None = None) -> Entity:
    return Entity(slug, "place", False, slug.replace("-", " "), (), (), None, contained_in, ())


PLACES = [
    entity("kherson", "ukraine"),
    entity("kherson-region", "ukraine"),
    entity("ukraine"),
    entity("lviv", "ukraine"),
]
TIMES = [
    "2022",
    "2022-10",
    "2022-10-19",
    "2022-10-19~",
    "2023-10-19",
    "--10",
    "--10-19",
    "2022-10/2022-11",
    "199X",
    "19",
]


def mention(published: date | None, time: str | None = None, place: Entity | None = None) -> EventMention:
    """A report that Russia attacked Ukraine."""
    article = ArticleBuilder("000")
    article.event("attacked", "attack", "assault")
    return EventMention(
        key=("000", "v0"),
        event=article.events[0],
        agents=frozenset({"russia"}),
        patients=frozenset({"ukraine"}),
        place=place,
        state=None,
        by_body=False,
        time=time,
        published=published,
    )


DAYS = st.none() | st.dates(date(2022, 9, 1), date(2022, 11, 30))
REPORTS = st.builds(mention, DAYS, st.none() | st.sampled_from(TIMES), st.none() | st.sampled_from(PLACES))


@settings(max_examples=300)
@given(st.lists(REPORTS, min_size=9, max_size=40), st.lists(REPORTS, min_size=1, max_size=5))
def test_no_cluster_that_takes_a_report_is_overlooked(firsts: list[EventMention], others: list[EventMention]) -> None:
    index = BlockingIndex()
    for number, first in enumerate(firsts[:-1]):
        index.put(number, first)
    for one in others:
        index.options(one)
        index.put(len(firsts) - 1, firsts[-1])
        options = list(index.options(one))
        assert options == sorted(set(options))
        assert {number for number, first in enumerate(firsts) if Cluster(first).takes(one)} <= set(options)


def test_a_shelf_looks_at_the_same_days_and_places_alone() -> None:
    many = [mention(date.fromordinal(738000 + 30 * number)) for number in range(50)]
    index = BlockingIndex()
    for number, one in enumerate(many):
        index.put(number, one)
    assert list(index.options(many[20])) == [20]


def attack(identifier: str, published: str, time: str | None = None) -> Record:
    article = ArticleBuilder(identifier, published)
    russia = article.entity("place", "Russia", location=RUSSIA)
    article.event("attacked", "attack", "assault", time, agent=russia, patient=article.entity("place", "Lviv"))
    return article.record()


def test_what_recurs_weeks_later_is_another_event() -> None:
    days = ["2022-10-10", "2022-10-15", "2022-12-01", "2023-02-01"]
    found = resolve([attack(f"{number}", day) for number, day in enumerate(days)]).events
    assert sorted(len(one.members) for one in found) == [1, 1, 2]


def test_what_has_one_date_is_one_event_however_late_it_is_told() -> None:
    found = resolve([attack(f"{number}", f"20{22 + number}-11-01", "2022-10-10") for number in range(12)]).events
    assert [len(one.members) for one in found] == [12]


def test_several_do_not_announce_one_that_is_to_come() -> None:
    article = ArticleBuilder("0")
    article.event("commitments", "commit", "agree", nominal=True)
    article.event("commit", "commit", agent=article.entity("person", "Ann Ray"))
    found = resolve([article.record()]).events
    assert [len(one.members) for one in found] == [1, 1]
