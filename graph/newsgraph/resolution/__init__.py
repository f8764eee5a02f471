"""Compares the records of all articles: who is who, what is what."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newsgraph.garbage import collector_paused
from newsgraph.normalisation import bare, slugify
from newsgraph.record import Record
from newsgraph.resolution.actor_linking import link_actors
from newsgraph.resolution.archive import Archive
from newsgraph.resolution.constrained_clustering import ConstrainedClustering, NamedClusters
from newsgraph.resolution.contradictions import find_contradictions
from newsgraph.resolution.decisions import Decisions, Reference
from newsgraph.resolution.entities import make_entities
from newsgraph.resolution.entity_types import settled
from newsgraph.resolution.event_drafts import EventDrafts
from newsgraph.resolution.event_labels import Clauses, clauses_of, label_events
from newsgraph.resolution.events import make_events
from newsgraph.resolution.id_registry import Decided, IdRegistry, Naming, entity_anchors, event_anchors
from newsgraph.resolution.identities import Entity, Event, Identities
from newsgraph.resolution.judged_statements import find_judged
from newsgraph.resolution.keys import Key
from newsgraph.resolution.known_entities import KnownEntities, unite, without_parted
from newsgraph.resolution.memo import Memo
from newsgraph.resolution.metonymy import mark_metonymy
from newsgraph.resolution.owned_bodies import unite_owned
from newsgraph.resolution.place_linking import link_places
from newsgraph.resolution.profiles import Profile
from newsgraph.resolution.references import Characters, decided_by, meant_by, stale_references
from newsgraph.resolution.reprinted import unite_reprinted
from newsgraph.resolution.statement_index import Statements, statements_of
from newsgraph.resolution.weights import Weights
from newsgraph.statement_decisions import StatementDecision


@collector_paused()
def resolve(
    records: Sequence[Record],
    decisions: Decisions | None = None,
    registry: IdRegistry | None = None,
    weights: Weights | None = None,
    known: KnownEntities | None = None,
    reprints: Mapping[str, str] | None = None,
    standing: Mapping[StatementDecision, frozenset[Key]] | None = None,
    memo: Memo | None = None,
    keys: Sequence[str] | None = None,
) -> Identities:
    """Who is who and what is what in all articles: the same for any order of the records.

    Args:
        records: the records of all articles, no two of one id.
        decisions: which nodes people say are one and which are not (`decisions.read_decisions`).
        registry: what the last build called entities (`Identities.registry`): none is renamed unless it is merged.
        weights: what the levels of the linkage of names weigh (`estimation.train`); None: the default.
        known: people's own list of whom and what there is, to which names are matched first; decisions win.
        reprints: ids of articles that print the report of another, with that one's: the two are one voice.
        standing: the triples that stand where a decision on statements says, by article and sentence.
        memo: what was found in earlier builds; the result is the same, found sooner.
        keys: what stands for each of the records, so that those that were compared before need not be looked at.
    """
    memo = memo or Memo()
    same = {one: first for one, first in (reprints or {}).items() if one != first}
    decided = decisions or Decisions()
    archive = Archive(records, keys, memo)
    features, registry = archive.features, registry or IdRegistry()
    registered, stale = registry.about(features), stale_references(features, decided, registry)
    beforehand = (weights, known or KnownEntities(), same, memo)
    clustered_entities = _cluster_entities(archive, registered, decided, stale, *beforehand)
    entities = mark_metonymy(_correct_entities(clustered_entities, decided))
    entity_of = {key: entity for entity in entities for key in entity.members}
    named = {article for keys in (standing or {}).values() for article, _ in keys}
    judged = find_judged(archive.records_of(named), decided.statements, standing or {}, entity_of)
    archive.judge(judged.wrong, judged.right)
    clauses, statements = _told(archive, entity_of, memo)
    drafts = EventDrafts(archive, entity_of, memo)
    clustered_events = _cluster_events(archive, drafts, registered, decided, stale)
    labelled = label_events(clustered_events.found, drafts.of, [one.id for one in features], clauses)
    events = _correct_events(clustered_events, labelled, decided)
    del clauses, drafts, labelled
    matches = _matches(clustered_entities, entities, clustered_events)
    unmet = {one.written for one in decided.references if one not in matches}
    compared = {place: one for place, one in enumerate(statements) if features[place].id not in same}
    return Identities(
        entities=tuple(entities),
        events=tuple(events),
        contradictions=tuple(find_contradictions(archive, compared, entity_of, events, memo)),
        reprints=tuple(sorted(same.items())),
        unmet_decisions=(*sorted(unmet), *judged.unmet),
        registry=IdRegistry.of(
            features,
            ({one.name: one.members for one in entities}, clustered_entities.originals),
            ({one.name: one.members for one in events}, clustered_events.originals),
            decided_by(features, decided, stale, matches),
        ),
        rejected=judged.wrong,
        accepted=judged.right,
    )


def _told(archive: Archive, entity_of: Mapping[Key, Entity], memo: Memo) -> tuple[list[Clauses], list[Statements]]:
    """What the clauses of each article tell of its events, and its statements: each article is looked at once."""
    told = [
        (clauses_of(archive, place, entity_of, memo), statements_of(archive, place, entity_of, memo))
        for place in range(len(archive))
    ]
    return [clauses for clauses, _ in told], [statements for _, statements in told]


def _matches(
    entities: NamedClusters[Entity], corrected: Sequence[Entity], events: NamedClusters[Event]
) -> dict[Reference, str]:
    """The names of what people's references mean."""
    names = {entity.slug: entity.name for entity in corrected}
    found = {ref: names[entity.slug] for ref, entity in entities.matches.items()}
    return found | {ref: event.name for ref, event in events.matches.items()}


def _cluster_entities(
    archive: Archive,
    registered: IdRegistry,
    decisions: Decisions,
    stale: Mapping[Reference, Decided],
    weights: Weights | None,
    known: KnownEntities,
    reprints: Mapping[str, str],
    memo: Memo,
) -> NamedClusters[Entity]:
    found, anchors = settled(archive.features), entity_anchors(archive.features)
    characters: Characters = {
        (record.article.id, one.start, one.end): (record.article.id, one.entity)
        for record in archive.records_of(_referred(decisions))
        for one in record.mentions
    }
    characters = meant_by(characters, stale, anchors, registered.entities)
    matches = without_parted(known.match(found), found, decisions, characters)
    clustering: ConstrainedClustering[Profile, Entity] = ConstrainedClustering(
        make=lambda clusters, naming: make_entities(clusters, archive.features, naming, matches),
        name=lambda entity: entity.name,
        anchors=anchors,
        known=registered.entities,
        characters=characters,
        kinds=frozenset({"actor", "place"}),
        named_by=lambda profile: map(slugify, (*profile.names, profile.entity.label)),
        alike=lambda profile: bare(profile.entity.label),
        shrunk=registered.shrunk,
    )
    linked = unite_reprinted([*unite_owned(link_actors(found, weights, memo)), *link_places(found)], reprints)
    return clustering.constrain(unite(linked, matches), decisions)


def _referred(decisions: Decisions) -> set[str]:
    """The articles that decisions speak of by their characters."""
    return {one.article for one in decisions.references if one.kind == "mention"}


@dataclass(frozen=True, slots=True)
class _Reported:
    """A mention of an event, of which no more is asked than which it is."""

    key: Key


def _cluster_events(
    archive: Archive,
    drafts: EventDrafts,
    registered: IdRegistry,
    decisions: Decisions,
    stale: Mapping[Reference, Decided],
) -> NamedClusters[Event]:
    anchors, referred = event_anchors(archive.features), _referred(decisions)
    characters = {
        (article.id, one.trigger.start, one.trigger.end): (article.id, one.id)
        for article in archive.features
        if article.id in referred
        for one in article.events
    }

    def make(clusters: Sequence[Sequence[_Reported]], naming: Naming) -> list[Event]:
        return make_events([drafts.of(one.key for one in cluster) for cluster in clusters], naming)

    clustering: ConstrainedClustering[_Reported, Event] = ConstrainedClustering(
        make=make,
        name=lambda event: event.name,
        anchors=anchors,
        known=registered.events,
        characters=meant_by(characters, stale, anchors, registered.events),
        kinds=frozenset({"event"}),
        named_by=lambda _: (),
        alike=lambda mention: mention.key,
        shrunk=registered.shrunk,
    )
    return clustering.constrain([list(map(_Reported, members)) for members in drafts.clusters], decisions)


def _correct_entities(clustered: NamedClusters[Entity], decisions: Decisions) -> list[Entity]:
    """Give the entities their superseded IDs, and the labels and types that were decided."""
    labels = {clustered.matches[one].slug: label for one, label in decisions.labels.items() if one in clustered.matches}
    slugs, same = {entity.slug for entity in clustered.found}, defaultdict[str, set[str]](set)
    for one in (one for pair in decisions.same for one in pair if one.slug and one in clustered.matches):
        if one.slug not in slugs:
            same[clustered.matches[one].slug].add(one.written)
    types = {clustered.matches[one].slug: kind for one, kind in decisions.types.items() if one in clustered.matches}
    found = []
    for entity in clustered.found:
        gone = (*clustered.superseded.get(entity.name, ()), *same.get(entity.slug, ()))
        place = entity.type == "place" or (entity.location is None and entity.contained_in is None)
        if place and not gone and entity.slug not in types and entity.slug not in labels:
            found.append(entity)
            continue
        label = labels.get(entity.slug, entity.label)
        names = {entity.label, *entity.alternative_labels} if label != entity.label else set(entity.alternative_labels)
        kind = types.get(entity.slug, entity.type)
        corrected = replace(entity, label=label, alternative_labels=tuple(sorted(names - {label})), type=kind)
        if kind != "place":
            corrected = replace(corrected, location=None, contained_in=None)
        superseded = {*gone, entity.name} - {corrected.name}
        found.append(replace(corrected, superseded=tuple(sorted(superseded))))
    return found


def _correct_events(clustered: NamedClusters[Event], labelled: Sequence[Event], decisions: Decisions) -> list[Event]:
    """Give the events their superseded IDs, and the labels that were decided."""
    labels = {clustered.matches[one].slug: label for one, label in decisions.labels.items() if one in clustered.matches}
    return [
        replace(one, label=labels.get(one.slug, one.label), superseded=clustered.superseded.get(one.name, ()))
        if one.slug in labels or one.name in clustered.superseded
        else one
        for one in labelled
    ]
