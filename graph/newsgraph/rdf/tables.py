"""What a graph says, as tables: one of each article, and one of what all articles share.

Networks, pictures and briefings are made from them. An article's table is read from its named graph alone, so it stays
the same as long as that graph does.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

Mention = tuple[str, int, int]  # an entity or event, and the characters that name it: begin, and end (exclusive)


class Argument(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A further argument of a statement: its role, its words, and the IRI of what it is ("" for words alone)."""

    role: str
    text: str
    value: str


class Statement(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A statement as its article's graph has it; what it does not have is empty.

    `object` is an IRI, `words` what stands for one; `begin` and `end` are the characters of its sentence. All other
    fields are those that `newsgraph.rdf.network.network` explains.
    """

    iri: str
    article: str
    begin: int
    end: int
    subject: str
    predicate: str
    object: str
    words: str
    text: str
    relation_text: str
    polarity: str
    modality: str
    voice: str
    said_by: str
    cue: str
    quoted: bool
    confidence: float
    valid_from: str
    valid_until: str
    event: str
    arguments: tuple[Argument, ...]
    mentions: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def evidence(self) -> str:
        """The IRI of its sentence."""
        return f"{self.article}#char={self.begin},{self.end}"


class ArticleTable(msgspec.Struct, frozen=True, array_like=True):
    """What one article says.

    - statements: in the order of their IRIs;
    - sentences: begin, end and text of each that statements and events were read from, by its IRI, in their order;
    - mentions: in order;
    - topics: what it calls what it speaks of that is neither actor, place nor event, by IRI;
    - events: how it reports each event that it tells of ("stated", "claimed", …), by the event's IRI.
    """

    iri: str
    statements: tuple[Statement, ...]
    sentences: dict[str, tuple[int, int, str]]
    mentions: tuple[Mention, ...]
    topics: dict[str, str]
    events: dict[str, tuple[str, ...]]


class Entity(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An actor or a place; `generic`: any of many ("people"). The other fields are those of a node of the network."""

    label: str
    type: str
    is_place: bool
    acts: bool
    generic: bool
    names: tuple[str, ...]
    roles: tuple[str, ...]
    nationalities: tuple[str, ...]
    geonames: str
    country: str
    place_kind: str
    roughly: bool
    latitude: float | None
    longitude: float | None
    contained_in: tuple[str, ...]
    stands_for: tuple[str, ...]


class Event(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An event, and the parts that entities play in it: ("agent", IRI), …; `actors` play any, `places` are where."""

    label: str
    type: str
    time: str
    names: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]
    actors: tuple[str, ...]
    places: tuple[str, ...]


class Article(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An article; `label` is its title or, where it has none, its id. What is not known is empty."""

    label: str
    title: str
    date: str
    url: str
    publisher: str
    reprint_of: str
    text: str


class Tie(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A contradiction between two statements: their IRIs, its kind and its tier."""

    sides: tuple[str, ...]
    kind: str
    tier: str


class SharedTable(msgspec.Struct, frozen=True, array_like=True):
    """What is known across articles, each by its IRI, in order.

    - relations: what each is called;
    - contradicts, denies: by statement, the statements that it contradicts, and those of them that it denies;
    - ties: the contradictions themselves;
    - min_confidence: how sure a statement has to be to stand as a fact; 0 where the graph does not say.
    """

    entities: dict[str, Entity]
    events: dict[str, Event]
    topics: dict[str, str]
    articles: dict[str, Article]
    relations: dict[str, str]
    contradicts: dict[str, tuple[str, ...]]
    denies: dict[str, tuple[str, ...]]
    ties: dict[str, Tie]
    min_confidence: float


class Tables:
    """A graph as tables.

    Args:
        shared: what is known across articles.
        articles: what each of them says, in any order.
        whole: the tables of the graph that these are a part of; None: they are of all of it.
    """

    def __init__(self, shared: SharedTable, articles: Iterable[ArticleTable], whole: "Tables | None" = None) -> None:
        self.shared = shared
        self.articles = sorted(articles, key=lambda article: article.iri)
        self._others = whole

    @property
    def _whole(self) -> "Tables":
        return self._others or self  # not kept by itself: in a circle, it would stay in memory

    @property
    def topics(self) -> Iterator[tuple[str, str]]:
        """What is neither actor, place nor event, and what it is called."""
        yield from self.shared.topics.items()
        for table in self.articles:
            yield from table.topics.items()

    @cached_property
    def labels(self) -> dict[str, str]:
        """What each entity, event and topic is called."""
        found = {iri: entity.label for iri, entity in self.shared.entities.items()}
        found |= {iri: event.label for iri, event in self.shared.events.items()}
        found.update(self.topics)
        return found

    @cached_property
    def articles_of(self) -> dict[str, set[str]]:
        """The articles that speak of each thing, in the whole graph."""
        found: dict[str, set[str]] = {}
        for table in self._whole.articles:
            things = {thing for thing, _, _ in table.mentions}
            for one in table.statements:
                things.update((one.subject, one.object, one.said_by))
            for thing in things:
                found.setdefault(thing, set()).add(table.iri)
        return found

    @cached_property
    def reported(self) -> dict[str, tuple[str, ...]]:
        """How the articles report each event, all together, in the whole graph."""
        found: dict[str, set[str]] = {}
        for table in self._whole.articles:
            for event, voices in table.events.items():
                found.setdefault(event, set()).update(voices)
        return {event: tuple(sorted(voices)) for event, voices in found.items()}

    @cached_property
    def _ties(self) -> dict[frozenset[str], tuple[str, str]]:
        return {frozenset(one.sides): (one.kind, one.tier) for one in self.shared.ties.values()}

    def tie(self, one: str, other: str) -> tuple[str, str]:
        """The kind and the tier of the contradiction between two statements."""
        return self._ties.get(frozenset((one, other)), ("negation", "contested"))
