"""What people judge of a graph's identities: who is the same, who isn't, and why newsgraph thinks so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from newsgraph import pipeline
from newsgraph.decision_file import DecisionFile
from newsgraph.evidence import Account, Case, Evidence, Side
from newsgraph.knowledge_graph import KnowledgeGraph
from newsgraph.normalisation import slugify
from newsgraph.rdf.lookup import Found, Lookup, Passage
from newsgraph.record import Record
from newsgraph.resolution.contradiction_rules import Verdict
from newsgraph.resolution.contradictions import explain_contradiction
from newsgraph.workspace import Workspace, load_decisions


@dataclass(frozen=True, slots=True)
class Contest:
    """Two statements (each with its sentence), and whether they contradict each other and why."""

    one: tuple[str, str]
    other: tuple[str, str]
    verdict: Verdict


class Judgements:
    """Decisions about the graph in a folder, and reasons for what it has decided itself.

    Args:
        folder: where the graph was built.
        decisions: the file that decisions are written to; None: `decisions.ttl` in that folder, where `build` looks.

    Raises:
        FileNotFoundError: there is no graph.
    """

    def __init__(self, folder: Path | str = "exports", decisions: Path | None = None) -> None:
        self._workspace = Workspace(folder, decisions)
        self.file = DecisionFile(self._workspace.decisions_file)
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
        """Why two nodes or mentions are one, or not; of one event alone, why its reports are.

        Raises:
            LookupError: there is no such node, or several bear the name; says which.
            ValueError: the records of the build are gone, or its weights are broken.
        """
        found = self._lookup.find(one)
        if other is not None:
            return [self._evidence.pair(found, self._lookup.find(other))]
        return self._evidence.event_mentions(found)

    def contested(self, one: str, other: str) -> Contest | None:
        """Why two statements contradict each other, or not; null where the names are not those of two statements.

        Raises:
            ValueError: the records of the build are gone, or its weights are broken.
        """
        keys = [self._lookup.statement(name) for name in (one, other)]
        if keys[0] is None or keys[1] is None:
            return None
        known = self._workspace
        decisions = load_decisions(self.file.path) if self.file.path.exists() else None
        records = pipeline.split_entities(list(self._read.values()), decisions, known.registry)
        identities = pipeline.identify(
            records, decisions, known.registry, known.weights, self._evidence.known, self._lookup.reprints()
        )
        verdict = explain_contradiction(records, identities, keys[0], keys[1])
        sides = [self._lookup.statement_text(*key) for key in (keys[0], keys[1])]
        return Contest(sides[0], sides[1], verdict)

    def account(self, name: str) -> Account | Side:
        """All mentions of an actor or a place, by article, and why each is of it; of an event the fullest report.

        Raises:
            LookupError: there is no such node, or several bear the name; says which.
            ValueError: the records of the build are gone, or its weights are broken.
        """
        found = self._lookup.find(name)
        if self._lookup.short(found.iri).startswith("event:"):
            return self._evidence.event_mention(found)
        return self._evidence.account(found)

    def doubtful(self) -> Iterator[Case]:
        """Pairs of names whose weight is near the one that decides, the most doubtful first; none that is decided."""
        seen = set()
        for doubt in self._evidence.doubts():
            one, other = self._evidence.side(doubt.one), self._evidence.side(doubt.other)
            pair = frozenset((one.node, other.node)) if one.node != other.node else frozenset((one.name, other.name))
            if pair not in seen and not self.file.names(one.passage.iri, other.passage.iri):
                seen.add(pair)
                yield self._evidence.case(one, other)

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

    @cached_property
    def _read(self) -> dict[str, Record]:
        """What was read, by article."""
        found = self._workspace.records.all()
        if not found:
            raise ValueError(
                f"{self._workspace.folder} has no records of what was read: `newsgraph build` makes them anew"
            )
        return {record.article.id: record for record in found}

    @cached_property
    def _evidence(self) -> Evidence:
        known = self._workspace
        decisions = load_decisions(self.file.path) if self.file.path.exists() else None
        split = pipeline.split_entities(list(self._read.values()), decisions, known.registry)
        records = {record.article.id: record for record in split}
        return Evidence(self._lookup, records, known.weights, self.file.names)


def split_iri(iri: str) -> tuple[str, str]:
    """The namespace and the last part of a node's IRI."""
    slug = re.split("[:/#]", iri)[-1]
    return iri[: -len(slug)], slug
