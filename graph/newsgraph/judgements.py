"""What people judge of a graph's identities: who is the same, who isn't, and why newsgraph thinks so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from newsgraph import pipeline
from newsgraph.decision_file import DecisionFile
from newsgraph.knowledge_graph import CACHE, DECISIONS, MEMORY, KnowledgeGraph, read_memory, read_weights
from newsgraph.rdf.lookup import Found, Lookup, Passage
from newsgraph.record import Record
from newsgraph.resolution.identities import Key
from newsgraph.resolution.names import slugify
from newsgraph.resolution.reasons import EVENT_RULE, Reason, Reasons

_MOST_NAMES = 12  # of one node, that `why` compares


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


class Judgements:
    """Decisions about the graph in a folder, and reasons for what it has decided itself.

    Args:
        folder: where the graph was built.
        decisions: the file that decisions are written to; None: `decisions.ttl` in that folder, where `build` looks.

    Raises:
        FileNotFoundError: there is no graph.
    """

    def __init__(self, folder: Path | str = "exports", decisions: Path | None = None) -> None:
        self._folder = Path(folder)
        self.file = DecisionFile(decisions or self._folder / DECISIONS)
        self._lookup = Lookup(KnowledgeGraph.open(folder).store)

    def same(self, one: str, other: str) -> str:
        """Decide that two nodes, or two mentions, are one (`rdf.lookup.Lookup.find` says how to name them).

        Returns:
            what was decided, in words.

        Raises:
            LookupError: there is no such node, or several bear the name; says which.
            ValueError: they are one already, or the file can't be understood.
            OSError: the file can't be written.
        """
        a, b = self._lookup.find(one), self._lookup.find(other)
        if a.iri == b.iri and a.asked == b.asked:
            raise ValueError(f"{one!r} and {other!r} are one already: {self._lookup.short(a.iri)}")
        new = self.file.same(a.asked, b.asked, f"{one} is {other}")
        return self._told(new, f"{self._called(a)} and {self._called(b)} are one")

    def different(self, one: str, other: str) -> str:
        """Decide that two nodes, or two mentions, are not one. Of a node's several names, its mentions are told apart.

        Raises:
            LookupError: there is no such node, or several bear the name; says which.
            ValueError: both names stand for one mention, or the file can't be understood.
            OSError: the file can't be written.
        """
        a, b = self._lookup.find(one), self._lookup.find(other)
        if a.asked != b.asked and not (a.passage and b.passage and self._read_as_one(a.passage, b.passage)):
            new = self.file.different(a.asked, b.asked, f"{one} is not {other}")
            return self._told(new, f"{self._called(a)} and {self._called(b)} are two")
        (node, stays), (parted, leaves) = self._names_apart(a, b)
        new = self.file.different(node, parted, f"{stays} is not {leaves}")
        node, parted = self._lookup.short(node), self._lookup.short(parted)
        return self._told(new, f"{stays!r} and {leaves!r} are two, {node} and {parted}")

    def _read_as_one(self, one: Passage, other: Passage) -> bool:
        """Whether an article takes two passages for one's."""
        record = self._read.get(unquote(one.article))
        places = {(some.start, some.end) for some in (one, other)}
        found = [some.entity for some in record.mentions if (some.start, some.end) in places] if record else []
        return one.article == other.article and len(set(found)) == 1

    def _names_apart(self, a: Found, b: Found) -> tuple[tuple[str, str], tuple[str, str]]:
        """Of two names of one node, the IRI and name of which it is to keep, and those of which leaves it.

        Raises:
            ValueError: they are one name.
        """
        namespace, slug = split_iri(a.iri)
        names = [one.passage.words if one.passage else one.label for one in (a, b)]
        if slugify(names[0]) == slugify(names[1]) or not all(map(slugify, names)):
            article = unquote(a.passage.article) if a.passage else next(iter(self._articles(a)), "article")
            raise ValueError(
                f"both are called {names[0]!r}: to tell two of one name apart, say which articles speak of them, as in "
                f"'{names[0]}@{article}'; where one article takes them for one, nothing in it tells them apart"
            )
        if slug == slugify(names[1]):
            names.reverse()
        return (a.iri, names[0]), (namespace + slugify(names[1]), names[1])

    def rename(self, node: str, label: str) -> str:
        """Decide what a node is called.

        Raises:
            LookupError: there is no such node, or several bear the name; says which.
            ValueError: the label is empty, or the file can't be understood.
            OSError: the file can't be written.
        """
        label = " ".join(label.split())
        if not label:
            raise ValueError("a node must be called something")
        found = self._lookup.find(node)
        return self._told(self.file.rename(found.iri, label), f"{self._lookup.short(found.iri)} is called {label!r}")

    def why(self, one: str, other: str | None = None) -> list[Case]:
        """Why two nodes or mentions are one, or not; of one alone, why its names are.

        Raises:
            LookupError: there is no such node, or several bear the name; says which.
            ValueError: the records of the build are gone, or its weights are broken.
        """
        a = self._lookup.find(one)
        b = self._lookup.find(other) if other is not None else None
        if any(self._lookup.short(found.iri).startswith("event:") for found in (a, b) if found):
            return self._reports(a, b)
        if b is None:
            return self._names(a)
        pairs = [
            (first, second) for first in self._sides(a) for second in self._sides(b) if first.passage != second.passage
        ]
        if not pairs:
            raise LookupError(f"{one!r} and {other!r} are one mention")
        return [self._case(*max(pairs, key=self._nearness))]

    def doubtful(self) -> Iterator[Case]:
        """Pairs of names whose weight is near the one that decides, the most doubtful first; none that is decided."""
        seen = set()
        for doubt in self._reasons.doubts():
            one, other = self._side(doubt.one), self._side(doubt.other)
            pair = frozenset((one.node, other.node)) if one.node != other.node else frozenset((one.name, other.name))
            if pair not in seen and not self.file.names(one.passage.iri, other.passage.iri):
                seen.add(pair)
                yield self._case(one, other)

    def judge(self, case: Case, same: bool) -> None:
        """Decide a case; its mentions are named, whichever nodes they become."""
        decide = self.file.same if same else self.file.different
        said = f"{case.one.name} is {'' if same else 'not '}{case.other.name}"
        decide(case.one.passage.iri, case.other.passage.iri, said)

    def _told(self, new: bool, what: str) -> str:
        return f"{what}: {'the next `newsgraph build` applies it' if new else 'that is decided already'}"

    def _called(self, found: Found) -> str:
        words = f"{found.passage.words!r} in {unquote(found.passage.article)}" if found.passage else ""
        return words or self._lookup.short(found.asked)

    def _articles(self, found: Found) -> list[str]:
        """The articles that speak of a node."""
        return list(dict.fromkeys(unquote(one.article) for one in self._lookup.passages(found.iri)))

    def _names(self, found: Found) -> list[Case]:
        """Each further name of a node beside the one with its label, else the first."""
        sides = self._sides(replace(found, passage=None))
        first = next((side for side in sides if side.name == found.label), sides[0])
        by_name = {(side.name, side.passage.article): side for side in reversed(sides)}
        others = sorted(by_name.values(), key=lambda side: (side.name == first.name, side.passage))
        return [self._case(first, side) for side in others if side.passage != first.passage][:_MOST_NAMES]

    def _reports(self, one: Found, other: Found | None) -> list[Case]:
        """The first report of an event beside the first of another, else beside its own further ones."""
        first, *more = [
            Side(found.label, self._lookup.short(found.iri), (), passage)
            for found in (one, other)
            if found is not None
            for passage in self._lookup.passages(found.iri)[: _MOST_NAMES if other is None else 1]
        ]
        return [Case(first, side, first.node == side.node, Reason(EVENT_RULE)) for side in more]

    def _sides(self, found: Found) -> list[Side]:
        """The entities of a node, each by its first passage; the one alone that a passage speaks of."""
        passages = [found.passage] if found.passage and found.asked != found.iri else self._lookup.passages(found.iri)
        if found.passage and found.asked == found.iri:
            passages = [one for one in passages if one.words == found.passage.words] or passages
        keys = dict.fromkeys(key for key in map(self._key, passages) if key is not None)
        if not keys:
            raise LookupError(f"{self._lookup.short(found.iri)} is no actor or place that an article mentions")
        return [self._side(key) for key in list(keys)[:_MOST_NAMES]]

    def _key(self, passage: Passage) -> Key | None:
        return self._entities.get((unquote(passage.article), passage.start, passage.end))

    def _side(self, key: Key) -> Side:
        article, entity = key
        passages = [
            self._lookup.passage(article, one.start, one.end)
            for one in self._records[article].mentions
            if one.entity == entity
        ]
        name = self._reasons.name(key)
        passage = min(passages, key=lambda one: (one.words != name, not one.sentence, one))
        node = self._lookup.node_at(passage) or ""
        return Side(name, self._lookup.short(node), self._reasons.roles(key), passage)

    def _nearness(self, pair: tuple[Side, Side]) -> float:
        one, other = (self._key(side.passage) for side in pair)
        return self._reasons.weight(one, other) if one and other else float("-inf")

    def _case(self, one: Side, other: Side) -> Case:
        keys = (self._key(one.passage), self._key(other.passage))
        merged = one.node == other.node
        nodes = [self._lookup.find(side.node).iri for side in (one, other)]
        decided = self.file.names(one.passage.iri, other.passage.iri) or self.file.names(*nodes)
        if decided or keys[0] is None or keys[1] is None:
            return Case(one, other, merged, Reason("People have decided about these two."))
        return Case(one, other, merged, self._reasons.of(keys[0], keys[1]))

    @cached_property
    def _read(self) -> dict[str, Record]:
        """What was read, by article."""
        found = [Record.from_json(file.read_bytes()) for file in sorted((self._folder / CACHE).glob("*.json"))]
        if not found:
            raise ValueError(f"{self._folder} has no records of what was read: `newsgraph build` makes them anew")
        return {record.article.id: record for record in found}

    @cached_property
    def _records(self) -> dict[str, Record]:
        """The same, with those apart that people have decided to be two."""
        decisions = self.file.path if self.file.path.exists() else None
        parted = pipeline.part(list(self._read.values()), decisions, read_memory(self._folder / MEMORY))
        return {record.article.id: record for record in parted}

    @cached_property
    def _entities(self) -> dict[tuple[str, int, int], Key]:
        return {
            (article, one.start, one.end): (article, one.entity)
            for article, record in self._records.items()
            for one in record.mentions
        }

    @cached_property
    def _reasons(self) -> Reasons:
        return Reasons(self._records.values(), read_weights(self._folder))


def split_iri(iri: str) -> tuple[str, str]:
    """The namespace and the last part of a node's IRI."""
    slug = re.split("[:/#]", iri)[-1]
    return iri[: -len(slug)], slug
