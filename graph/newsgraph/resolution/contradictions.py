"""Which statements contradict each other: what decides also says why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec
import numpy as np

from newsgraph.resolution.archive import Archive
from newsgraph.resolution.contradiction_blocking import among, mixed, once
from newsgraph.resolution.contradiction_rules import Kind, Story, Verdict, barred, decide
from newsgraph.resolution.event_mentions import day
from newsgraph.resolution.identities import Contradiction, Entity, Event, Identities
from newsgraph.resolution.keys import Key
from newsgraph.resolution.memo import Memo
from newsgraph.resolution.phrases import settings
from newsgraph.resolution.propositions import Proposition
from newsgraph.resolution.statement_index import StatementIndex, Statements, statements_of
from newsgraph.resolution.statement_keys import Numbers
from newsgraph.resolution.stories import Stories


def find_contradictions(
    archive: Archive,
    told: Mapping[int, Statements],
    entity_of: Mapping[Key, Entity],
    events: Sequence[Event],
    memo: Memo | None = None,
) -> list[Contradiction]:
    """The pairs of statements that contradict each other, sorted: of two statements the surest reason.

    Compared are propositions that share a relation or its opposite and somebody or something that takes part, each with
    those nearest in time, so that the work grows with the statements.

    Args:
        archive: all articles.
        told: the propositions of those that are compared, by their places in the archive, in that order.
        entity_of: who is who.
        events: what is what.
        memo: what was found before.
    """
    best: dict[tuple[Key, Key], Contradiction] = {}
    for found in Comparison(archive, told, entity_of, events, memo).contradictions():
        known = best.get((found.one, found.other)) or best.get((found.other, found.one))
        if known is None or known.confidence < found.confidence:
            if known is not None:
                best.pop((known.one, known.other))
            best[found.one, found.other] = found
    return sorted(_surest(best.values()), key=lambda found: (found.one, found.other))


def _surest(found: Iterable[Contradiction]) -> Iterator[Contradiction]:
    """Of each statement not more than some contradictions, the surest, so that they grow with the statements."""
    most, known = settings()["window"]["most"], Counter[Key]()
    for one in sorted(found, key=lambda one: (-one.confidence, one.one, one.other)):
        if min(known[one.one], known[one.other]) == 0 or max(known[one.one], known[one.other]) < most:
            known.update((one.one, one.other))
            yield one


def _affirms(one: Proposition, other: Proposition) -> bool:
    """Whether the first of two stands first: who affirms before who denies, else by their keys."""
    if one.affirmed != other.affirmed:
        return one.affirmed
    return one.key <= other.key


def explain_contradiction(
    archive: Archive, identities: Identities, one: Key, other: Key, memo: Memo | None = None
) -> Verdict:
    """Whether two statements contradict each other, and why: what `find_contradictions` decides, in words.

    Args:
        archive: all articles.
        identities: who is who in them.
        one: a statement.
        other: another one.
        memo: what was found before.
    """
    printed = {article for article, _ in identities.reprints} - {one[0], other[0]}
    memo = memo or Memo()
    told = {
        place: statements_of(archive, place, identities.entity_of, memo)
        for place, features in enumerate(archive.features)
        if features.id not in printed
    }
    found = Comparison(archive, told, identities.entity_of, identities.events, memo).of(one, other)
    if not found:
        return Verdict(False, reasons=("One of them says nothing that could be compared.",))
    return found[0].verdict


_NO_EVENT = -1


@dataclass(frozen=True, slots=True)
class Compared:
    """Two propositions and what was decided of them."""

    one: Proposition
    other: Proposition
    verdict: Verdict


_Tie = tuple[bool, Kind, float, bool]  # whether the first of two stands first; how they contradict; how sure; the tier


class _Decided(msgspec.Struct, frozen=True, array_like=True):
    """What a memo keeps of the comparisons of a build."""

    pairs: bytes = b""  # sorted: 64 bits for each pair, which stand for all that the decision follows from
    ties: tuple[tuple[int, _Tie], ...] = ()  # of those pairs that contradict each other


class Comparison:
    """The propositions of some articles, to be compared.

    Args:
        archive: all articles.
        told: the propositions of those that are compared, by their places in the archive, in that order.
        entity_of: who is who.
        events: what is what.
        memo: what was found before.
    """

    def __init__(
        self,
        archive: Archive,
        told: Mapping[int, Statements],
        entity_of: Mapping[Key, Entity],
        events: Sequence[Event],
        memo: Memo | None = None,
    ) -> None:
        self._memo = memo or Memo()
        self._index = StatementIndex(archive, told, entity_of)
        self._event_of = {key: number for number, one in enumerate(events) for key in one.members}
        published = [day(one.published) for one in self._index.features]
        self._stories = Stories(self._index.terms(), self._index.named(), published)

    def contradictions(self) -> Iterator[Contradiction]:
        """All pairs of propositions that contradict each other, sorted."""
        pairs = self._index.candidates()
        if not len(pairs):
            return
        stories, content = self._told(pairs), self._index.content()
        keys = mixed(mixed(content[pairs[:, 0]], content[pairs[:, 1]]), stories)
        before = self._memo.last("contradictions", _Decided, _Decided())
        tied, ties = dict(before.ties), []
        is_known = among(keys, np.frombuffer(before.pairs, "<u8"))
        self._index.need(pairs[~is_known])
        asked = ~is_known | among(keys, np.array(sorted(tied), np.uint64))
        for place in np.flatnonzero(asked).tolist():
            one, other = pairs[place].tolist()
            key, story = int(keys[place]), int(stories[place])
            if is_known[place]:
                found = tied.get(key)
            else:
                self._index.forget_before(one)
                found = self._tie(one, other, Story(bool(story & 1), bool(story & 2)))
            if found is not None:
                ties.append((key, found))
                first, second = (one, other) if found[0] else (other, one)
                yield Contradiction(self._index.key(first), self._index.key(second), *found[1:])
        self._memo.keep("contradictions", _Decided(once(keys).tobytes(), tuple(sorted(ties))))

    def _told(self, pairs: Numbers) -> Numbers:
        """Of each pair whether its articles tell one story (1) and whether it is of one event (2)."""
        articles, events = (
            [numbers[pairs[:, side]] for side in (0, 1)] for numbers in (self._index.article, self._events)
        )
        of_one_event = (events[0] == events[1]) & (events[0] != _NO_EVENT)
        found: Numbers = self._stories.are_one(*articles) + np.uint64(2) * of_one_event
        return found

    @cached_property
    def _events(self) -> Numbers:
        """The number of the event of each proposition."""
        return np.array([self._event_of.get(key, _NO_EVENT) if key else _NO_EVENT for key in self._index.events()])

    def _tie(self, one: int, other: int, story: Story) -> _Tie | None:
        """How two propositions contradict each other, if they do."""
        a, b = self._index.proposition(one), self._index.proposition(other)
        if a.article == b.article and (a.voice == b.voice or a.sentence == b.sentence):
            return None
        verdict = _decide(a, b, story)
        return (_affirms(a, b), verdict.kind, verdict.confidence, verdict.possible) if verdict.contradict else None

    def of(self, one: Key, other: Key) -> list[Compared]:
        """All comparisons of what two statements say, the surest first."""
        found = []
        for first in self._index.numbers_of(one):
            for second in self._index.numbers_of(other):
                (story,) = self._told(np.array([(first, second)])).tolist()
                a, b = self._index.proposition(first), self._index.proposition(second)
                found.append(Compared(a, b, _decide(a, b, Story(bool(story & 1), bool(story & 2)))))
        return sorted(found, key=lambda each: (not each.verdict.contradict, -each.verdict.confidence))


def _decide(one: Proposition, other: Proposition, story: Story) -> Verdict:
    """Whether two propositions contradict each other, and why."""
    if not (one.topic or other.topic) and (why := barred(one, other, story.event)):
        return Verdict(False, reasons=(why,))
    return decide(one, other, story)
