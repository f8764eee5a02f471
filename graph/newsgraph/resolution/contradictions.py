"""Which statements contradict each other: what decides also says why."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log1p

from newsgraph.record import Record, without_unnamed
from newsgraph.resolution.contradiction_blocking import candidate_pairs
from newsgraph.resolution.contradiction_rules import Story, Verdict, barred, decide
from newsgraph.resolution.identities import Contradiction, Entity, Event, Identities
from newsgraph.resolution.keys import Key
from newsgraph.resolution.phrases import settings
from newsgraph.resolution.proposition_reader import propositions
from newsgraph.resolution.propositions import Proposition

_FEWEST = 20  # articles from which it is reckoned how rare a word is


def find_contradictions(
    records: Iterable[Record], entity_of: Mapping[Key, Entity], events: Sequence[Event]
) -> list[Contradiction]:
    """The pairs of statements that contradict each other, sorted: of two statements the surest reason.

    Compared are propositions that share a relation or its opposite and somebody or something that takes part, each with
    those nearest in time, so that the work grows with the statements.
    """
    comparison = Comparison(records, entity_of, events)
    best: dict[tuple[Key, Key], Contradiction] = {}
    for one, other in comparison.candidates():
        verdict = comparison.decide(one, other)
        if not verdict.contradict:
            continue
        affirmed, denied = (one, other) if _affirms(one, other) else (other, one)
        known = best.get((affirmed.key, denied.key)) or best.get((denied.key, affirmed.key))
        if known is None or known.confidence < verdict.confidence:
            if known is not None:
                best.pop((known.one, known.other))
            best[affirmed.key, denied.key] = Contradiction(
                affirmed.key, denied.key, verdict.kind, verdict.confidence, verdict.possible
            )
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


def explain_contradiction(records: Iterable[Record], identities: Identities, one: Key, other: Key) -> Verdict:
    """Whether two statements contradict each other, and why: what `find_contradictions` decides, in words.

    Args:
        records: the records of all articles.
        identities: who is who in them.
        one: a statement.
        other: another one.
    """
    printed = {article for article, _ in identities.reprints} - {one[0], other[0]}
    ordered = sorted(map(without_unnamed, records), key=lambda record: record.article.id)
    known = [record for record in ordered if record.article.id not in printed]
    found = Comparison(known, identities.entity_of, identities.events).of(one, other)
    if not found:
        return Verdict(False, reasons=("One of them says nothing that could be compared.",))
    return found[0].verdict


@dataclass(frozen=True, slots=True)
class Compared:
    """Two propositions and what was decided of them."""

    one: Proposition
    other: Proposition
    verdict: Verdict


class Comparison:
    """The propositions of some records, to be compared.

    Args:
        records: the records of all articles.
        entity_of: who is who.
        events: what is what.
    """

    def __init__(self, records: Iterable[Record], entity_of: Mapping[Key, Entity], events: Sequence[Event]) -> None:
        records = list(records)
        self.propositions = propositions(records, entity_of)
        self._event_of = {key: one.slug for one in events for key in one.members}
        self._named_in: dict[str, frozenset[str]] = {
            record.article.id: frozenset(
                known.slug
                for one in record.mentions
                if one.form == "name" and (known := entity_of.get((record.article.id, one.entity)))
            )
            for record in records
        }
        terms: dict[str, set[str]] = defaultdict(set)
        for one in self.propositions:
            terms[one.article].update(_terms(one))
        self._terms = {article: frozenset(words) for article, words in terms.items()}
        articles_with = Counter(term for words in self._terms.values() for term in words)
        # How much it says that two articles share a word: the fewer have it, the more.
        fewest = max(len(self._named_in), _FEWEST)
        self._weight = {term: log1p(fewest / number) for term, number in articles_with.items()}
        # Sets have no order, and only fsum gives one sum in any.
        self._whole = {article: fsum(map(self._weight.__getitem__, words)) for article, words in self._terms.items()}
        self._published = {one.article: one.published for one in self.propositions}
        self._stories: dict[tuple[str, str], bool] = {}

    def decide(self, one: Proposition, other: Proposition) -> Verdict:
        """Whether two propositions contradict each other, and why."""
        events = [self._event_of.get((p.article, p.event)) if p.event else None for p in (one, other)]
        same_event = events[0] is not None and events[0] == events[1]
        if not (one.topic or other.topic) and (why := barred(one, other, same_event)):
            return Verdict(False, reasons=(why,))
        return decide(one, other, Story(self._is_one_story(one.article, other.article), same_event))

    def of(self, one: Key, other: Key) -> list[Compared]:
        """All comparisons of what two statements say, the surest first."""
        found = [
            Compared(a, b, self.decide(a, b))
            for a in self.propositions
            if a.key == one
            for b in self.propositions
            if b.key == other
        ]
        return sorted(found, key=lambda each: (not each.verdict.contradict, -each.verdict.confidence))

    def candidates(self) -> Iterator[tuple[Proposition, Proposition]]:
        """The pairs that are compared, each once: not those of one voice in one article, nor of one sentence."""
        for one, other in candidate_pairs(self.propositions):
            a, b = self.propositions[one], self.propositions[other]
            if a.article != b.article or (a.voice != b.voice and a.sentence != b.sentence):
                yield a, b

    def _is_one_story(self, one: str, other: str) -> bool:
        """Whether two articles tell one story: they share words that few others have, and names."""
        if one == other:
            return True
        pair = (min(one, other), max(one, other))
        if pair not in self._stories:
            self._stories[pair] = self._overlap(*pair)
        return self._stories[pair]

    def _overlap(self, one: str, other: str) -> bool:
        window = settings()["window"]
        mine, its = self._terms.get(one, frozenset()), self._terms.get(other, frozenset())
        shared = fsum(map(self._weight.__getitem__, mine & its))
        least = min(self._whole.get(one, 0.0), self._whole.get(other, 0.0))
        share = shared / least if least else 0.0
        named = self._named_in[one] & self._named_in[other]
        days = [self._published.get(article) for article in (one, other)]
        near = days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) <= window["near"]
        needed = window["overlap_named"] if named else window["overlap"]
        needed *= window["near_share"] if near else 1.0
        return bool(share >= (needed / 2 if len(self._named_in) <= window["few"] else needed))


def _terms(one: Proposition) -> Iterator[str]:
    """The words that a proposition is told in, and whom it names."""
    yield one.verb
    for phrase in one.phrases:
        yield from phrase.words
        yield from (f"={slug}" for slug in phrase.slugs)
        if phrase.head:
            yield phrase.head
