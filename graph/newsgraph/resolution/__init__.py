"""Compares the records of all articles: who is who, what is what."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from newsgraph.record import Record
from newsgraph.resolution.actors import link_actors
from newsgraph.resolution.contradictions import find_contradictions
from newsgraph.resolution.decisions import Decisions, Reference, read_decisions
from newsgraph.resolution.events import link_events
from newsgraph.resolution.happenings import make_happenings
from newsgraph.resolution.identities import Happening, Identities, Key, Thing
from newsgraph.resolution.memory import Decided, Memory, Naming, entity_spots, event_spots
from newsgraph.resolution.names import bare, slugify
from newsgraph.resolution.places import link_places
from newsgraph.resolution.profiles import Profile, profiles
from newsgraph.resolution.references import decided_by, meant_by, stale_references
from newsgraph.resolution.reports import Report, reports_of
from newsgraph.resolution.settling import Settled, Settlement
from newsgraph.resolution.standing import stand_for
from newsgraph.resolution.things import make_things
from newsgraph.resolution.weights import Weights


def resolve(
    records: Sequence[Record],
    decisions: Path | None = None,
    memory: Memory | None = None,
    weights: Weights | None = None,
) -> Identities:
    """Who is who and what is what in all articles: the same for any order of the records.

    Args:
        records: the records of all articles, no two of one id.
        decisions: a Turtle file in which people say which nodes are one and which are not (`decisions.py`).
        memory: what the last build called things (`Identities.memory`): none is renamed unless it is merged.
        weights: what the levels of the linkage of names weigh (`estimation.train`); None: the default.

    Raises:
        OSError: the file of decisions can't be read.
        SyntaxError: it is no Turtle.
    """
    decided = read_decisions(decisions) if decisions else Decisions()
    ordered = sorted(records, key=lambda record: record.article.id)
    remembered = (memory or Memory()).about(ordered)
    stale = stale_references(ordered, decided, memory or Memory())
    named = _settle_things(ordered, remembered, decided, stale, weights)
    things = stand_for(_correct_things(named, decided))
    thing_of = {key: thing for thing in things for key in thing.members}
    told = _settle_happenings(ordered, thing_of, remembered, decided, stale)
    happenings = _correct_happenings(told, decided)
    names = {thing.slug: thing.name for thing in things}
    bearers = {ref: names[thing.slug] for ref, thing in named.bearers.items()}
    bearers |= {ref: happening.name for ref, happening in told.bearers.items()}
    unmet = {one.written for one in decided.references if one not in bearers}
    return Identities(
        things=tuple(things),
        happenings=tuple(happenings),
        contradictions=tuple(find_contradictions(ordered, thing_of, happenings)),
        unmet_decisions=tuple(sorted(unmet)),
        memory=Memory.of(
            ordered,
            ({one.name: one.members for one in things}, named.origins),
            ({one.name: one.members for one in happenings}, told.origins),
            decided_by(ordered, decided, stale, bearers),
        ),
    )


def _settle_things(
    records: Sequence[Record],
    remembered: Memory,
    decisions: Decisions,
    stale: Mapping[Reference, Decided],
    weights: Weights | None,
) -> Settled[Thing]:
    found, spots = profiles(records), entity_spots(records)
    characters = {
        (record.article.id, one.start, one.end): (record.article.id, one.entity)
        for record in records
        for one in record.mentions
    }
    settlement: Settlement[Profile, Thing] = Settlement(
        make=lambda clusters, naming: make_things(clusters, records, naming),
        name=lambda thing: thing.name,
        spots=spots,
        known=remembered.things,
        characters=meant_by(characters, stale, spots, remembered.things),
        kinds=frozenset({"actor", "place"}),
        called=lambda profile: map(slugify, (*profile.names, profile.entity.label)),
        alike=lambda profile: bare(profile.entity.label),
        shrunk=remembered.shrunk,
    )
    return settlement.settle([*link_actors(found, weights), *link_places(found)], decisions)


def _settle_happenings(
    records: Sequence[Record],
    thing_of: dict[Key, Thing],
    remembered: Memory,
    decisions: Decisions,
    stale: Mapping[Reference, Decided],
) -> Settled[Happening]:
    spots = event_spots(records)
    characters = {
        (record.article.id, one.trigger.start, one.trigger.end): (record.article.id, one.id)
        for record in records
        for one in record.events
    }
    settlement: Settlement[Report, Happening] = Settlement(
        make=partial(_happenings, thing_of),
        name=lambda happening: happening.name,
        spots=spots,
        known=remembered.events,
        characters=meant_by(characters, stale, spots, remembered.events),
        kinds=frozenset({"event"}),
        called=lambda _: (),
        alike=lambda report: report.key,
        shrunk=remembered.shrunk,
    )
    return settlement.settle(link_events(reports_of(records, thing_of)), decisions)


def _happenings(thing_of: dict[Key, Thing], clusters: Sequence[Sequence[Report]], naming: Naming) -> list[Happening]:
    return make_happenings(clusters, thing_of, naming)


def _correct_things(settled: Settled[Thing], decisions: Decisions) -> list[Thing]:
    """Give the things their former names, and the labels and types that were decided."""
    labels = {settled.bearers[one].slug: label for one, label in decisions.labels.items() if one in settled.bearers}
    slugs, same = {thing.slug for thing in settled.found}, defaultdict[str, set[str]](set)
    for one in (one for pair in decisions.same for one in pair if one.slug and one in settled.bearers):
        if one.slug not in slugs:
            same[settled.bearers[one].slug].add(one.written)
    types = {settled.bearers[one].slug: kind for one, kind in decisions.types.items() if one in settled.bearers}
    found = []
    for thing in settled.found:
        label = labels.get(thing.slug, thing.label)
        names = {thing.label, *thing.alternative_labels} if label != thing.label else set(thing.alternative_labels)
        kind = types.get(thing.slug, thing.type)
        corrected = replace(thing, label=label, alternative_labels=tuple(sorted(names - {label})), type=kind)
        if kind != "place":
            corrected = replace(corrected, location=None, contained_in=None)
        former = {*settled.former.get(thing.name, ()), *same.get(thing.slug, ()), thing.name} - {corrected.name}
        found.append(replace(corrected, former=tuple(sorted(former))))
    return found


def _correct_happenings(settled: Settled[Happening], decisions: Decisions) -> list[Happening]:
    """Give the happenings their former names, and the labels that were decided."""
    labels = {settled.bearers[one].slug: label for one, label in decisions.labels.items() if one in settled.bearers}
    return [
        replace(one, label=labels.get(one.slug, one.label), former=settled.former.get(one.name, ()))
        for one in settled.found
    ]
