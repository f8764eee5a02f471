"""What people judge of a graph: who is the same, who isn't, which statements are wrong, and why newsgraph thinks so."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from newsgraph import pipeline
from newsgraph.decision_file import DecisionFile
from newsgraph.evidence import Account, Case, Evidence, Side
from newsgraph.knowledge_graph import KnowledgeGraph
from newsgraph.last_build import LastBuild
from newsgraph.normalisation import slugify
from newsgraph.rdf.lookup import Found, Lookup, Passage
from newsgraph.rdf.statement_lookup import StatementFound, StatementLookup
from newsgraph.record import Record
from newsgraph.resolution.archive import Archive
from newsgraph.resolution.contradiction_rules import Verdict
from newsgraph.resolution.contradictions import explain_contradiction
from newsgraph.resolution.decisions import Decisions
from newsgraph.statement_decisions import StatementDecision, folded
from newsgraph.workspace import StoredRecords, Workspace, load_decisions


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
        store = KnowledgeGraph.open(folder).store
        self._lookup, self._statements = Lookup(store), StatementLookup(store)

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
        places = {(some.start, some.end) for some in (one, other)}
        records = Archive(*self._read, self._workspace.memo).records_of((unquote(one.article),))
        found = [some.entity for record in records for some in record.mentions if (some.start, some.end) in places]
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

    def reject(self, statement: str, reason: str = "", *, everywhere: bool = False) -> str:
        """Decide that a statement is wrong: no build has it in its graph.

        Args:
            statement: its IRI or text (`rdf.statement_lookup.StatementLookup.find` says how to name one).
            reason: why, for people.
            everywhere: that whatever says the same is wrong, too, in all articles of this and of later builds.

        Returns:
            what was decided, in words.

        Raises:
            LookupError: there is no such statement, or several are called so; says which.
            ValueError: the file can't be understood.
            OSError: it can't be read or written.
        """
        return self._judge(statement, right=False, reason=reason, everywhere=everywhere)

    def accept(self, statement: str, reason: str = "", *, everywhere: bool = False) -> str:
        """Decide that a statement is right: one that was rejected is back, any other is certain.

        Raises:
            LookupError: there is no such statement, nor was one rejected, or several are called so; says which.
            ValueError: the file can't be understood.
            OSError: it can't be read or written.
        """
        rejected = [one for one in self.file.statements() if not one.right and self._names(one, statement)]
        if not rejected:
            return self._judge(statement, right=True, reason=reason, everywhere=everywhere)
        if len(rejected) > 1 and not everywhere:
            raise LookupError(self._which(statement, [one.written for one in rejected]))
        self.file.take_back(rejected)
        return self._told(True, f"{'; '.join(one.written for one in rejected)} is no longer rejected")

    def judge_from(self, file: Path) -> tuple[int, list[str]]:
        """Take over all decisions on statements of another file, such as the picture saves.

        Returns:
            how many were new, and those that are about nothing in the graph, in words.

        Raises:
            ValueError: one of the files is no Turtle, or no decision is in it.
            OSError: one of the files can't be read or written.
        """
        given = DecisionFile(file, must_exist=True).statements()
        if not given:
            raise ValueError(f"{file} decides about no statement")
        new, unmet = 0, []
        for decision in given:
            named = [one for text in decision.texts for one in self._statements.find(text)]
            met = [one for one in named if self._is_about(decision, one)]
            new += self.file.judge(decision, self._contrary(decision, met))
            unmet += [] if met else [decision.written]
        return new, unmet

    def _judge(self, name: str, *, right: bool, reason: str, everywhere: bool) -> str:
        found = self._statements.find(name)
        if not found:
            if any(one.right == right and self._names(one, name) for one in self.file.statements()):
                return self._told(False, f"the statement {name!r} is {'right' if right else 'wrong'}")
            near = self._statements.texts_like(name.rpartition("@")[0] or name)
            raise LookupError(f"no statement is called {name!r}{f'; there is {near[0]!r}' if near else ''}")
        if everywhere:
            found = list({one.iri: one for each in found for one in self._statements.saying_the_same(each)}.values())
        elif len(found) > 1:
            raise LookupError(self._which(name, [self._statements.short(one) for one in found]))
        new = False
        for decision in decisions_on(found, right, " ".join(reason.split()), everywhere=everywhere):
            new |= self.file.judge(decision, self._contrary(decision, found))
        verdict = f"{'is' if len(found) == 1 else 'are'} {'right' if right else 'wrong'}"
        listed = "; ".join(f"{one.text!r} in {one.key[0]}" for one in found)
        return self._told(new, f"{listed} {verdict}")

    def _contrary(self, decision: StatementDecision, found: Iterable[StatementFound]) -> list[StatementDecision]:
        """What is decided about some statements and says the opposite."""
        return [
            one
            for one in self.file.statements()
            if one.right != decision.right and any(self._is_about(one, statement) for statement in found)
        ]

    def _names(self, decision: StatementDecision, name: str) -> bool:
        """Whether a statement that people name, in the graph or no longer in it, is one that a decision is about."""
        if any(self._is_about(decision, one) for one in self._statements.find(name)):
            return True
        words, _, article = name.rpartition("@")
        texts = {*map(folded, decision.texts)}
        return folded(name) in texts or (folded(words) in texts and article.strip() == decision.article_id)

    def _is_about(self, decision: StatementDecision, one: StatementFound) -> bool:
        return decision.is_about(one.text, one.key[0], one.sentence, one.subject)

    def _which(self, name: str, listed: list[str]) -> str:
        return f"{name!r} may be {'; '.join(sorted(listed))}: say which, or --everywhere"

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
        sides = [found[0] for found in map(self._statements.find, (one, other)) if found]
        if len(sides) < 2:
            return None
        known, (records, keys) = self._workspace, self._compared
        if self._statements.has_rejected():
            records, keys = self._archive.records, None
        identities = pipeline.identify(
            records,
            self._decisions,
            known.registry,
            known.weights,
            self._evidence.known,
            self._lookup.reprints(),
            memo=known.memo,
            keys=keys,
        )
        verdict = explain_contradiction(self._archive, identities, sides[0].key, sides[1].key, known.memo)
        return Contest((sides[0].text, sides[0].sentence), (sides[1].text, sides[1].sentence), verdict)

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

    @property
    def _decisions(self) -> Decisions | None:
        return load_decisions(self.file.path) if self.file.path.exists() else None

    @cached_property
    def _read(self) -> tuple[Sequence[Record], Sequence[str]]:
        """What was read, and what stands for each record."""
        known, last = self._workspace, LastBuild.read(self._workspace.last_build_file)
        keys = list(last.records.values()) if last else sorted(one.stem for one in known.records.folder.glob("*.json"))
        if not any(map(known.records.has, keys)):
            raise ValueError(f"{known.folder} has no records of what was read: `newsgraph build` makes them anew")
        return StoredRecords(known.records, keys, self._missing), keys

    @cached_property
    def _compared(self) -> tuple[Sequence[Record], Sequence[str] | None]:
        """The same with those apart that people have decided to be two: then nothing stands for the records."""
        if self._decisions and self._decisions.different:
            return pipeline.split_entities(self._read[0], self._decisions, self._workspace.registry), None
        return self._read

    def _missing(self, key: str) -> Record:
        file = self._workspace.records.folder / f"{key}.json"
        file.unlink(missing_ok=True)
        raise ValueError(f"{file} was missing or broken: `newsgraph build` makes it anew")

    @cached_property
    def _archive(self) -> Archive:
        """The articles without the statements that the graph leaves out."""
        found = Archive(*self._compared, self._workspace.memo)
        if self._statements.has_rejected():
            records = map(found.record, range(len(found)))
            found.judge(self._statements.rejected(records), frozenset())
        return found

    @cached_property
    def _evidence(self) -> Evidence:
        return Evidence(self._lookup, self._archive, self._workspace, self.file.names)


def decisions_on(
    found: Iterable[StatementFound], right: bool, reason: str, *, everywhere: bool
) -> Iterator[StatementDecision]:
    """The decisions that say of statements that they are right or wrong: of each in its article, or of all words."""
    if not everywhere:
        for one in found:
            yield StatementDecision(right, (one.text,), one.article, (one.sentence,), "", reason)
        return
    by_subject: dict[str, list[StatementFound]] = {}
    for one in found:
        by_subject.setdefault(one.subject, []).append(one)
    for subject, those in sorted(by_subject.items()):
        sentences = () if subject else tuple(sorted({one.sentence for one in those}))
        yield StatementDecision(right, tuple(sorted({one.text for one in those})), "", sentences, subject, reason)


def split_iri(iri: str) -> tuple[str, str]:
    """The namespace and the last part of a node's IRI."""
    slug = re.split("[:/#]", iri)[-1]
    return iri[: -len(slug)], slug
