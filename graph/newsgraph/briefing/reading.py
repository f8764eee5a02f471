"""Takes from a graph's tables what a briefing is made from."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from newsgraph.rdf import tables as rows
from newsgraph.rdf.tables import Tables
from newsgraph.wording import marks_of

Sentence = tuple[str, int, int, str]  # article, begin, end, text


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as the graph has it; what it does not have is empty.

    `voice` and `modality` are in lower case; `named` are the IRIs of all that it speaks of; `marks` are what its text
    begins with that the sentence did not have ("planned"); `source` and `source_label` are who says so, `cue` the
    words that tell that somebody does.
    """

    iri: str
    text: str
    subject: str
    has_object: bool
    relation: str
    relation_text: str
    marks: tuple[str, ...]
    voice: str
    modality: str
    confidence: float
    cue: str
    source: str
    source_label: str
    event: str
    article: str
    begin: int
    end: int
    sentence: str
    named: frozenset[str]


@dataclass(frozen=True, slots=True)
class Event:
    """An event that statements tell of: its label, time (EDTF or ""), type ("assault" or ""), parts and articles."""

    label: str
    time: str
    type: str
    actors: tuple[str, ...]
    places: tuple[str, ...]
    articles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor or a place that is none of many, and how often each article mentions it."""

    label: str
    type: str
    roles: tuple[str, ...]
    acts: bool
    mentions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Article:
    """An article; `first` is the one whose report it prints, or itself. What is not known is empty."""

    title: str
    date: str
    publisher: str
    url: str
    first: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Two statements that contradict each other; `denier` is the one that denies, or ""."""

    one: str
    other: str
    tier: str
    kind: str
    denier: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a graph says, by IRI, as far as a briefing needs it."""

    statements: tuple[Statement, ...]  # the sure ones (all, if asked for), in the order of the articles
    contradictory: Mapping[str, Statement]  # those that contradict others, however sure
    events: Mapping[str, Event]
    entities: Mapping[str, Entity]
    articles: Mapping[str, Article]
    ties: tuple[Tie, ...]


def read(tables: Tables, *, unsure: bool = False) -> Known:
    """What a graph says, in a fixed order.

    Args:
        tables: the graph's.
        unsure: whether to read the statements that are not sure, too.
    """
    reader = _Reader(tables)
    ties = tuple(reader.ties())
    contradictory = {side for tie in ties for side in (tie.one, tie.other)}
    least = 0.0 if unsure else tables.shared.min_confidence
    told = [one for table in tables.articles for one in sorted(table.statements, key=lambda one: (one.begin, one.iri))]
    return Known(
        statements=tuple(reader.statement(one) for one in told if one.confidence >= least),
        contradictory={one.iri: reader.statement(one) for one in told if one.iri in contradictory},
        events=reader.events(),
        entities=reader.entities(),
        articles=reader.articles(),
        ties=ties,
    )


def sentences_naming(tables: Tables, nodes: Iterable[str]) -> dict[str, list[Sentence]]:
    """The sentences that mention each of some nodes, in order."""
    wanted = set(nodes)
    found: dict[str, set[Sentence]] = defaultdict(set)
    for table in tables.articles:
        spans = sorted(table.sentences.values())
        for thing, begin, end in table.mentions if not wanted.isdisjoint(one for one, _, _ in table.mentions) else ():
            if thing not in wanted:
                continue
            at = bisect_right(spans, begin, key=lambda span: span[0]) - 1
            if at >= 0 and end <= spans[at][1]:
                found[thing].add((table.iri, *spans[at]))
    return {iri: sorted(places) for iri, places in found.items()}


class _Reader:
    def __init__(self, tables: Tables) -> None:
        self._tables, self._shared = tables, tables.shared
        self._texts = {iri: text for table in tables.articles for iri, (_, _, text) in table.sentences.items()}

    def statement(self, one: rows.Statement) -> Statement:
        named = {one.subject, one.object, one.event, *one.mentions, *(argument.value for argument in one.arguments)}
        return Statement(
            iri=one.iri,
            text=one.text,
            subject=one.subject,
            has_object=bool(one.object or one.words),
            relation=self._shared.relations.get(one.predicate, ""),
            relation_text=one.relation_text,
            marks=marks_of(one.text),
            voice=one.voice,
            modality=one.modality,
            confidence=one.confidence,
            cue=one.cue,
            source=one.said_by,
            source_label=self._tables.labels.get(one.said_by, ""),
            event=one.event,
            article=one.article,
            begin=one.begin,
            end=one.end,
            sentence=self._texts.get(one.evidence, ""),
            named=frozenset(named - {""}),
        )

    def events(self) -> dict[str, Event]:
        """The events that statements tell of."""
        told = {one.event for table in self._tables.articles for one in table.statements}
        articles: dict[str, set[str]] = defaultdict(set)
        for table in self._tables.articles:
            for event in table.events:
                articles[event].add(table.iri)
        return {
            iri: Event(one.label, one.time, one.type, one.actors, one.places, frozenset(articles[iri]))
            for iri, one in self._shared.events.items()
            if iri in told and iri in articles
        }

    def entities(self) -> dict[str, Entity]:
        """The actors and places that are none of many."""
        mentions: dict[str, dict[str, int]] = defaultdict(dict)
        for table in self._tables.articles:
            for thing, number in Counter(thing for thing, _, _ in table.mentions).items():
                mentions[thing][table.iri] = number
        return {
            iri: Entity(one.label, one.type, one.roles, one.acts, mentions[iri])
            for iri, one in self._shared.entities.items()
            if not one.generic
        }

    def articles(self) -> dict[str, Article]:
        return {
            iri: Article(one.title, one.date, one.publisher, one.url, one.reprint_of or iri)
            for iri, one in self._shared.articles.items()
        }

    def ties(self) -> Iterator[Tie]:
        """The contradictions between two statements, with the one that denies the other, if one does."""
        for tie in self._shared.ties.values():
            if len(tie.sides) == 2:
                one, other = tie.sides
                denies = self._shared.denies
                denier = next((each for each in tie.sides if not set(tie.sides).isdisjoint(denies.get(each, ()))), "")
                yield Tie(one, other, tie.tier, tie.kind, denier)
