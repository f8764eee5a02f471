"""What tables are written from: one pass over what all articles share, then article by article.

Only one article's statements and evidence are in memory at a time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from newsgraph.exporting.page import NO_VALUES, Page, Values, every, one
from newsgraph.rdf.order import in_natural_order, named_graphs
from newsgraph.rdf.store import iris
from newsgraph.rdf.vocabulary import (
    ENTITY_CLASSES,
    EVENT_TYPES,
    LABEL,
    NG,
    NIF,
    OWL,
    ROLES,
    SCHEMA,
    SEM,
    SKOS,
    TYPE,
    VOID,
    WGS84,
)

_TYPES = {node.value: name for name, node in (ENTITY_CLASSES | EVENT_TYPES).items()}
_GEONAMES = "https://sws.geonames.org/"
_STATEMENT, _MIN_CONFIDENCE = NG["Statement"].value, NG["minConfidence"]
_CONTRADICTS, _DENIES, _REPRINT_OF = NG["contradicts"], NG["denies"], NG["reprintOf"]
_ROLE, _NATIONALITY, _PLACE_KIND, _STANDS_FOR = NG["role"], NG["nationality"], NG["placeKind"], NG["standsFor"]
_ROUGHLY, _GENERIC, _ACTOR = NG["placedRoughly"], NG["generic"], NG["Actor"].value
_NAMES, _SAME, _COUNTRY = SKOS["altLabel"], OWL["sameAs"], SCHEMA["addressCountry"]
_DESCRIPTION, _WITHIN = SCHEMA["description"], SCHEMA["containedInPlace"]
_LATITUDE, _LONGITUDE, _TIME, _PLACE = WGS84["lat"], WGS84["long"], SEM["hasTimeStamp"], SEM["hasPlace"]
_PUBLISHED, _PUBLISHER, _AUTHOR = SCHEMA["datePublished"], SCHEMA["publisher"], SCHEMA["author"]
_ADDRESS, _LANGUAGE = SCHEMA["url"], SCHEMA["inLanguage"]
_SHARED = (  # what is read of the default graph
    TYPE, LABEL, _MIN_CONFIDENCE, _CONTRADICTS, _DENIES, _REPRINT_OF, _ROLE, _NATIONALITY, _PLACE_KIND, _STANDS_FOR,
    _ROUGHLY, _GENERIC, _NAMES, _SAME, _COUNTRY, _DESCRIPTION, _WITHIN, _LATITUDE, _LONGITUDE, _TIME, _PLACE,
    _PUBLISHED, _PUBLISHER, _AUTHOR, _ADDRESS, _LANGUAGE, *ROLES.values(),
)  # fmt: skip
_MADE_OF = (NG["Statement"], NG["Argument"], NG["Topic"], NIF["Sentence"])


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor or a place; `type` is "person", "organization", "group" or "place"; "" is what is not known."""

    iri: str
    type: str
    acts: bool
    label: str
    names: tuple[str, ...]
    roles: tuple[str, ...]
    nationalities: tuple[str, ...]  # ISO 3166-1 alpha-2
    country: str  # where a place lies, likewise
    place_kind: str
    latitude: float | None  # degrees
    longitude: float | None
    roughly: bool
    generic: bool  # any of many: "people", "officials"
    geonames: str
    elsewhere: tuple[str, ...]  # other IRIs of it
    description: str
    within: str  # the IRI of the place that it lies in
    stands_for: str  # the IRI of the country that it stands for

    @property
    def country_code(self) -> str:
        """The country that it is of, if there is just one."""
        return self.country or (self.nationalities[0] if len(self.nationalities) == 1 else "")


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, or is said to; `type` is one of the 16 PLOVER types in lower case, or ""."""

    iri: str
    type: str
    label: str
    time: str
    place: str  # IRI
    parts: tuple[tuple[str, str], ...]  # role ("agent", "patient", "recipient", "instrument", "other") and IRI


@dataclass(frozen=True, slots=True)
class Article:
    """An article without its text, which `Material.text` has."""

    iri: str
    title: str
    published: str
    publisher: str
    authors: tuple[str, ...]
    url: str
    language: str
    reprint_of: str


class Material:
    """A graph, to be read for tables."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._shared: dict[str, Values] = {}
        self._members: dict[str, list[str]] = {}
        for predicate in _SHARED:
            self._read_shared(predicate)

    def _read_shared(self, predicate: NamedNode) -> None:
        """Read what a predicate says in the default graph, by subject."""
        shared, name, is_type = self._shared, predicate.value, predicate == TYPE
        for quad in self.store.quads_for_pattern(None, predicate, None, DefaultGraph()):
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                iri, said = subject.value, value.value
                values = shared.get(iri)
                if values is None:
                    values = shared[iri] = {}
                values.setdefault(name, []).append(said)
                if is_type:
                    self._members.setdefault(said, []).append(iri)

    def _of(self, *classes: NamedNode) -> list[str]:
        return sorted({iri for one in classes for iri in self._members.get(one.value, ())}, key=in_natural_order)

    @cached_property
    def base(self) -> str:
        """What the graph's own IRIs begin with."""
        return iris(self.store).base

    @cached_property
    def min_confidence(self) -> float:
        """How sure a statement has to be to stand as a fact; 0 where the graph does not say."""
        return max(
            (float(one(self._shared[iri], _MIN_CONFIDENCE) or 0) for iri in self._of(VOID["Dataset"])), default=0.0
        )

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The actors and places by IRI, in order."""
        return {iri: _entity(iri, self._shared[iri]) for iri in self._of(NG["Actor"], NG["Place"])}

    @cached_property
    def events(self) -> dict[str, Event]:
        """The events by IRI, in order."""
        return {iri: _event(iri, self._shared[iri]) for iri in self._of(NG["Event"])}

    @cached_property
    def articles(self) -> dict[str, Article]:
        """The articles by IRI, in order."""
        return {iri: _article(iri, self._shared[iri]) for iri in self._of(SCHEMA["NewsArticle"])}

    @cached_property
    def stated_events(self) -> frozenset[str]:
        """The events that an article states in its own voice, surely, and as lasting; others are only said to be."""
        stated = {quad.subject for quad in self.store.quads_for_pattern(None, NG["reportedAs"], NG["Stated"], None)} - {
            quad.subject for quad in self.store.quads_for_pattern(None, NG["validUntil"], None, None)
        }
        sure = {
            quad.subject
            for quad in self.store.quads_for_pattern(None, NG["confidence"], None, None)
            if isinstance(quad.object, Literal) and float(quad.object.value) >= self.min_confidence
        }
        return frozenset(
            quad.object.value
            for quad in self.store.quads_for_pattern(None, NG["event"], None, None)
            if isinstance(quad.object, NamedNode) and quad.subject in stated and quad.subject in sure
        )

    def text(self, article: str) -> str:
        """An article's text."""
        quads = self.store.quads_for_pattern(NamedNode(article), NIF["isString"], None, None)
        return min((quad.object.value for quad in quads if isinstance(quad.object, Literal)), default="")

    def label(self, iri: str) -> str:
        """The name of what all articles share, or ""."""
        return one(self._shared.get(iri, NO_VALUES), LABEL)

    def contradicts(self, statement: str) -> tuple[str, ...]:
        """The statements, by IRI, that cannot be true together with one."""
        return every(self._shared.get(statement, NO_VALUES), _CONTRADICTS)

    def denies(self, statement: str) -> tuple[str, ...]:
        """The statements, by IRI, that one denies."""
        return every(self._shared.get(statement, NO_VALUES), _DENIES)

    def pages(self, *, evidence: bool = True) -> Iterator[Page]:
        """What each article says, one after the other; of a graph that does not part them, all at once.

        Args:
            evidence: whether mentions and events are read, too, and not only statements.
        """
        names = named_graphs(self.store)
        for name in names:
            if evidence or not isinstance(name, NamedNode):
                yield self._page(self.store.quads_for_pattern(None, None, None, name))
            else:
                yield self._page(self._statements(name))
        if _STATEMENT in self._members:
            yield self._page(self.store.quads_for_pattern(None, None, None, DefaultGraph()))

    def _statements(self, graph: NamedNode) -> Iterator[Triple]:
        """What one graph says of statements, and of what these are made of."""
        kinds = " ".join(map(str, _MADE_OF))
        query = f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ VALUES ?kind {{ {kinds} }} ?s a ?kind ; ?p ?o }} }}"
        for row in self.store.query(query):  # type: ignore[union-attr]
            yield Triple(row["s"], row["p"], row["o"])

    def _page(self, quads: Iterable[Quad | Triple]) -> Page:
        return Page(quads, self.label, self.min_confidence)


def _entity(iri: str, values: Values) -> Entity:
    classes = every(values, TYPE)
    elsewhere = every(values, _SAME)
    latitude, longitude = one(values, _LATITUDE), one(values, _LONGITUDE)
    return Entity(
        iri=iri,
        type=_type(classes),
        acts=_ACTOR in classes,
        label=one(values, LABEL),
        names=every(values, _NAMES),
        roles=every(values, _ROLE),
        nationalities=every(values, _NATIONALITY),
        country=one(values, _COUNTRY),
        place_kind=one(values, _PLACE_KIND),
        latitude=float(latitude) if latitude and longitude else None,
        longitude=float(longitude) if latitude and longitude else None,
        roughly=one(values, _ROUGHLY) == "true",
        generic=one(values, _GENERIC) == "true",
        geonames=next((one for one in elsewhere if one.startswith(_GEONAMES)), ""),
        elsewhere=elsewhere,
        description=one(values, _DESCRIPTION),
        within=one(values, _WITHIN),
        stands_for=one(values, _STANDS_FOR),
    )


def _event(iri: str, values: Values) -> Event:
    parts = [(role, thing) for role, way in ROLES.items() for thing in every(values, way)]
    return Event(
        iri=iri,
        type=_type(every(values, TYPE)),
        label=one(values, LABEL),
        time=one(values, _TIME),
        place=one(values, _PLACE),
        parts=tuple(parts),
    )


def _type(classes: Iterable[str]) -> str:
    return next((_TYPES[name] for name in classes if name in _TYPES), "")


def _article(iri: str, values: Values) -> Article:
    return Article(
        iri=iri,
        title=one(values, LABEL),
        published=one(values, _PUBLISHED),
        publisher=one(values, _PUBLISHER),
        authors=every(values, _AUTHOR),
        url=one(values, _ADDRESS),
        language=one(values, _LANGUAGE),
        reprint_of=one(values, _REPRINT_OF),
    )
