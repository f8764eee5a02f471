"""Compares the records of all articles: who is who, what is what."""

from collections.abc import Sequence
from pathlib import Path

from newsgraph.record import Record
from newsgraph.resolution.actors import link_actors, profiles
from newsgraph.resolution.contradictions import find_contradictions
from newsgraph.resolution.events import link_events
from newsgraph.resolution.happenings import make_happenings
from newsgraph.resolution.identities import Identities
from newsgraph.resolution.places import link_places
from newsgraph.resolution.reports import reports_of
from newsgraph.resolution.things import make_things


def resolve(records: Sequence[Record], decisions: Path | None = None) -> Identities:
    """Who is who and what is what in all articles: the same for any order of the records.

    `decisions` is reserved for the file in which people say which things are one or are not.
    """
    del decisions
    ordered = sorted(records, key=lambda record: record.article.id)
    found = profiles(ordered)
    things = make_things([*link_actors(found), *link_places(found)], ordered)
    thing_of = {key: thing for thing in things for key in thing.members}
    happenings = make_happenings(link_events(reports_of(ordered, thing_of)), thing_of)
    return Identities(
        things=tuple(things),
        happenings=tuple(happenings),
        contradictions=tuple(find_contradictions(ordered, thing_of, happenings)),
    )
