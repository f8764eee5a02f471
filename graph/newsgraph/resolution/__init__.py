"""Compares the records of all articles: who is who, what is what."""

from collections.abc import Sequence
from pathlib import Path

from newsgraph.record import Record
from newsgraph.resolution.actors import link_actors
from newsgraph.resolution.contradictions import find_contradictions
from newsgraph.resolution.decisions import Decisions, correct, read_decisions, separate, unite
from newsgraph.resolution.events import link_events
from newsgraph.resolution.happenings import make_happenings
from newsgraph.resolution.identities import Identities
from newsgraph.resolution.places import link_places
from newsgraph.resolution.profiles import profiles
from newsgraph.resolution.reports import reports_of
from newsgraph.resolution.things import make_things


def resolve(records: Sequence[Record], decisions: Path | None = None) -> Identities:
    """Who is who and what is what in all articles: the same for any order of the records.

    Args:
        records: the records of all articles, no two of one id.
        decisions: a Turtle file in which people say which nodes are one and which are not (`decisions.py`).

    Raises:
        OSError: the file of decisions can't be read.
        SyntaxError: it is no Turtle.
    """
    decided = read_decisions(decisions) if decisions else Decisions()
    ordered = sorted(records, key=lambda record: record.article.id)
    found = profiles(ordered)
    clusters = separate([*link_actors(found), *link_places(found)], decided)
    things = make_things(clusters, ordered)
    unmet = set(decided.named) - {thing.slug for thing in things}
    if decided.same:
        things = make_things(unite(things, clusters, decided), ordered)
    things = correct(things, decided)
    thing_of = {key: thing for thing in things for key in thing.members}
    happenings = make_happenings(link_events(reports_of(ordered, thing_of)), thing_of)
    return Identities(
        things=tuple(things),
        happenings=tuple(happenings),
        contradictions=tuple(find_contradictions(ordered, thing_of, happenings)),
        unmet_decisions=tuple(sorted(unmet)),
    )
