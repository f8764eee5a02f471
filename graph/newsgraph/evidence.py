"""The evidence behind a graph's identities: who is mentioned where, which mentions are one, and for what reason."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import get_args
from urllib.parse import unquote

from newsgraph.rdf.lookup import Found, Lookup, Passage
from newsgraph.record import EntityType, Mention
from newsgraph.resolution.archive import Archive
from newsgraph.resolution.entities import make_entities
from newsgraph.resolution.event_mentions import EventMention, day, event_mention
from newsgraph.resolution.event_reasons import Fact, conclusion, explain
from newsgraph.resolution.id_registry import IdRegistry, Naming, entity_anchors
from newsgraph.resolution.identities import Entity
from newsgraph.resolution.keys import Key
from newsgraph.resolution.known_entities import KnownEntities, KnownEntity, Match
from newsgraph.resolution.metonymy import mark_metonymy
from newsgraph.resolution.profiles import Profile
from newsgraph.resolution.reasons import Doubt, Reason, Reasons
from newsgraph.workspace import Workspace

_TYPES: dict[str, EntityType] = {one: one for one in get_args(EntityType)}
_MOST_COMPARED = 12  # reports of each of two events, entities of each of two nodes


@dataclass(frozen=True, slots=True)
class Side:
    """One of two that are compared."""

    name: str
    node: str  # as a prefixed name
    roles: tuple[str, ...]
    passage: Passage


@dataclass(frozen=True, slots=True)
class Case:
    """Two mentions, whether the graph has them as one, and what speaks for and against it."""

    one: Side
    other: Side
    merged: bool
    reason: Reason
    facts: tuple[Fact, ...] = ()  # of two reports of events: what they say, side by side


@dataclass(frozen=True, slots=True)
class Entry:
    """What one article calls a node."""

    side: Side
    words: tuple[tuple[str, int], ...]  # its mentions, names first, and how often each comes
    mentions: int
    reason: Reason | None  # why it is one with the first entry; None: it is the first, and the node's name is from it


@dataclass(frozen=True, slots=True)
class Account:
    """All mentions of a node by article, and why each is of it."""

    label: str
    node: str
    entries: tuple[Entry, ...]
    listed: str = ""  # what people's own list says of it, in words; empty: it is not on it


class Evidence:
    """The articles behind a graph, seen from its nodes.

    Args:
        lookup: the names in the graph.
        archive: the articles, with those apart that people have decided to be two.
        workspace: the folder that the graph was built into.
        decided: whether people have decided about two IRIs.
    """

    def __init__(
        self, lookup: Lookup, archive: Archive, workspace: Workspace, decided: Callable[[str, str], bool]
    ) -> None:
        self._lookup, self._archive, self._workspace, self._decided = lookup, archive, workspace, decided
        self._reasons = Reasons(archive, workspace.weights, lambda: workspace.memo)
        self._said: dict[str, tuple[Mention, ...]] = {}  # by article, of those that were asked for

    def doubts(self) -> Iterable[Doubt]:
        """The pairs of names that may be one, the most doubtful first."""
        return self._reasons.doubts()

    def pair(self, one: Found, other: Found) -> Case:
        """Two nodes or mentions, by the two of their mentions that are most alike.

        Raises:
            LookupError: they are one mention, or no article mentions them.
        """
        if self._is_event(one) or self._is_event(other):
            return self._events(one, other)
        pairs = [
            (first, second)
            for first in self._sides(one)
            for second in self._sides(other)
            if first.passage != second.passage
        ]
        if not pairs:
            raise LookupError(f"both are one mention of {self._lookup.short(one.iri)}")
        return self.case(*max(pairs, key=self._nearness))

    def account(self, found: Found) -> Account:
        """All mentions of an actor or a place by article.

        Raises:
            LookupError: no article mentions it.
        """
        keys = self._keys(self._lookup.passages(found.iri), found)
        sides = {key: self.side(key) for key in keys}
        first = next((key for key in keys if sides[key].name == found.label), keys[0])
        self._reasons.prepare(first, keys)
        entries = []
        for key in [first, *(key for key in keys if key != first)]:
            mentions = self._mentions(key)
            reason = self._on_list(key) if key == first else self.case(sides[first], sides[key]).reason
            entries.append(Entry(sides[key], _counted(mentions), len(mentions), reason))
        return Account(found.label, self._lookup.short(found.iri), tuple(entries), self._listed(found.iri))

    def _listed(self, node: str) -> str:
        """What people's own list says of a node, in words."""
        found = self._lookup.known().get(node)
        if found is None:
            return ""
        names = ", ".join(map(repr, found.names))
        told = [f"is on your list of what is known, a {found.type}, found there by {names}"]
        told += [f"the same as {', '.join(found.elsewhere)}"] if found.elsewhere else []
        told += [found.description] if found.description else []
        return f"{self._lookup.label(node)} {'; '.join(told)}"

    def _on_list(self, key: Key) -> Reason | None:
        """Why an entity is what people's own list has, if its name is there."""
        match = self._matches.get(key)
        return Reason(f"Your list of what is known has it: {match.name!r} is a name there.") if match else None

    @cached_property
    def known(self) -> KnownEntities:
        """People's own list of what is known, as far as the graph has it."""
        listed = self._lookup.known().items()
        return KnownEntities(
            KnownEntity(self._lookup.label(node), one.names, _TYPES.get(one.type), node) for node, one in listed
        )

    @cached_property
    def _matches(self) -> dict[Key, Match]:
        """The entities whose names people's own list has."""
        return self.known.match(self._reasons.profiles)

    def event_mentions(self, found: Found) -> list[Case]:
        """Each further report of an event beside the one that tells most.

        Raises:
            LookupError: no article tells of it.
        """
        first, *others = self._event_mentions(found)
        return [self._event_case(first, other) for other in others]

    def event_mention(self, found: Found) -> Side:
        """The report that tells most of an event.

        Raises:
            LookupError: no article tells of it.
        """
        return self._event_side(self._event_mentions(found)[0])

    def side(self, key: Key, words: str | None = None) -> Side:
        """An entity by its first mention in these words, or by its name."""
        article, _ = key
        passages = [self._lookup.passage(article, one.start, one.end) for one in self._mentions(key)]
        name = words or self._reasons.name(key)
        passage = min(passages, key=lambda one: (one.words != name, not one.sentence, one))
        node = self._lookup.node_at(passage) or ""
        return Side(name, self._lookup.short(node), self._reasons.roles(key), passage)

    def case(self, one: Side, other: Side) -> Case:
        """What speaks for and against two being one."""
        a, b = self.key(one.passage), self.key(other.passage)
        merged = one.node == other.node
        nodes = [self._lookup.find(side.node).iri for side in (one, other)]
        if a is None or b is None or self._decided(one.passage.iri, other.passage.iri):
            return Case(one, other, merged, Reason("People have decided so about these two mentions."))
        if not merged and self._decided(*nodes):
            return Case(one, other, merged, Reason("People have decided that these are two."))
        return Case(one, other, merged, self._by_list(a, b) or self._reasons.of(a, b))

    def _by_list(self, a: Key, b: Key) -> Reason | None:
        """What people's own list says of two, if it has the names of both."""
        one, other = self._matches.get(a), self._matches.get(b)
        if one is None or other is None or a == b:
            return None
        if one.entity == other.entity:
            return Reason(f"Your list of what is known has one of these names: {one.name!r} and {other.name!r} there.")
        return Reason(f"Your list of what is known has two: {one.name!r} and {other.name!r} there.")

    def key(self, passage: Passage) -> Key | None:
        """The entity that a passage speaks of."""
        article, place = unquote(passage.article), (passage.start, passage.end)
        found = [one.entity for one in self._mentions_in(article) if (one.start, one.end) == place]
        return (article, found[-1]) if found else None

    def _sides(self, found: Found) -> list[Side]:
        """The entities of a node; the ones alone that are called as was asked."""
        if found.passage is None:
            return [self.side(key) for key in self._keys(self._lookup.passages(found.iri), found)[:_MOST_COMPARED]]
        passages = [found.passage]
        if found.asked == found.iri:
            passages = [one for one in self._lookup.passages(found.iri) if one.words == found.passage.words]
        keys = self._keys(passages, found)[:_MOST_COMPARED]
        return [self.side(key, found.passage.words) for key in keys]

    def _keys(self, passages: Iterable[Passage], found: Found) -> list[Key]:
        keys = list(dict.fromkeys(key for key in map(self.key, passages) if key is not None))
        if not keys:
            raise LookupError(f"{self._lookup.short(found.iri)} is no actor or place that an article mentions")
        return keys

    def _nearness(self, pair: tuple[Side, Side]) -> float:
        one, other = (self.key(side.passage) for side in pair)
        return self._reasons.weight(one, other) if one and other else float("-inf")

    def _mentions(self, key: Key) -> list[Mention]:
        return [one for one in self._mentions_in(key[0]) if one.entity == key[1]]

    def _mentions_in(self, article: str) -> tuple[Mention, ...]:
        if article not in self._said:
            records = self._archive.records_of((article,))
            self._said[article] = tuple(one for record in records for one in record.mentions)
        return self._said[article]

    def _is_event(self, found: Found) -> bool:
        return self._lookup.short(found.iri).startswith("event:")

    def _events(self, one: Found, other: Found) -> Case:
        """Two events by the two reports of them that agree most."""
        if not (self._is_event(one) and self._is_event(other)):
            raise LookupError("an event is one with another event alone")
        cases = [
            self._event_case(first, second)
            for first in self._event_mentions(one)[:_MOST_COMPARED]
            for second in self._event_mentions(other)[:_MOST_COMPARED]
            if first.key != second.key
        ]
        if not cases:
            raise LookupError(f"{self._lookup.short(one.iri)} is one report of one event")
        return min(cases, key=lambda case: sum(fact.excludes for fact in case.facts))

    def _event_case(self, a: EventMention, b: EventMention) -> Case:
        facts = explain(a, b, self._labels.__getitem__)
        one, other = self._event_side(a), self._event_side(b)
        merged = one.node == other.node
        nodes = [self._lookup.find(side.node).iri for side in (one, other)]
        if self._decided(one.passage.iri, other.passage.iri) or (not merged and self._decided(*nodes)):
            return Case(one, other, merged, Reason("People have decided so about these two."), tuple(facts))
        return Case(one, other, merged, Reason(conclusion(facts, merged)), tuple(facts))

    def _event_side(self, event_mention: EventMention) -> Side:
        trigger = event_mention.event.trigger
        passage = self._lookup.passage(event_mention.key[0], trigger.start, trigger.end)
        node = self._lookup.node_at(passage) or ""
        return Side(self._lookup.label(node), self._lookup.short(node), (), passage)

    def _event_mentions(self, found: Found) -> list[EventMention]:
        """What the articles say of an event, the fullest first; of its agents and the rest what the graph has made."""
        passages = self._lookup.passages(found.iri)
        articles = {unquote(one.article) for one in passages}
        triggers = {(unquote(one.article), one.start, one.end) for one in passages}
        told = [
            event_mention(one.id, day(one.published), event, self._entity_of)
            for one in self._archive.features
            if one.id in articles
            for event in one.events
            if (one.id, event.trigger.start, event.trigger.end) in triggers
        ]
        if not told:
            raise LookupError(f"{self._lookup.short(found.iri)} is no event that an article tells of")
        return sorted(told, key=lambda one: one.rank)

    @cached_property
    def _entity_of(self) -> dict[Key, Entity]:
        """What resolution made of the entities of the articles, by the nodes that the graph has them as."""
        features = self._archive.features
        anchors, registry = entity_anchors(features), self._workspace.registry or IdRegistry()
        clusters: dict[str, list[Profile]] = defaultdict(list)
        for profile in self._reasons.profiles:
            known = registry.entities.get(anchors[profile.key])
            clusters[known.name if known else "/".join(profile.key)].append(profile)
        made = mark_metonymy(make_entities(clusters.values(), features, Naming(anchors, registry.entities)))
        return {key: entity for entity in made for key in entity.members}

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {entity.slug: entity.label for entity in self._entity_of.values()}


def _counted(mentions: Iterable[Mention]) -> tuple[tuple[str, int], ...]:
    """The different words of mentions, names first, each with its number."""
    forms = ("name", "demonym", "nominal", "pronoun")
    counts = Counter((forms.index(one.form), " ".join(one.text.split())) for one in mentions)
    ordered = sorted(counts, key=lambda one: (one[0], -counts[one], one[1]))
    return tuple((words, counts[form, words]) for form, words in ordered)
