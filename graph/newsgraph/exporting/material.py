"""What tables are written from: one pass over what all articles share, then article by article.

Only one article's statements and evidence are in memory at a time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from newsgraph.exporting.page import NO_VALUES, Page, Values, every, one
from newsgraph.rdf.order import natural
from newsgraph.rdf.store import iris
from newsgraph.rdf.vocabulary import (
    ENTITY_CLASSES,
    EVENT_TYPES,
    LABEL,
    NG,
    NIF,
    OWL,
    REL,
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
_STATEMENT = NG["Statement"].value
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
        self._shared, self._own = self._read_shared()

    def _read_shared(self) -> tuple[dict[str, Values], bool]:
        """What is said in the default graph by subject, without facts and texts; whether statements are in it, too."""
        shared: dict[str, Values] = {}
        own = False
        text = NIF["isString"].value
        for quad in self.store.quads_for_pattern(None, None, None, DefaultGraph()):
            predicate = quad.predicate.value
            subject, value = quad.subject, quad.object
            if predicate == text or not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
                continue
            if predicate.startswith(REL):
                continue
            shared.setdefault(subject.value, {}).setdefault(predicate, []).append(value.value)
            own = own or value.value == _STATEMENT
        return shared, own

    def _of(self, *classes: NamedNode) -> list[str]:
        wanted = {one.value for one in classes}
        found = [iri for iri, values in self._shared.items() if not wanted.isdisjoint(values.get(TYPE.value, ()))]
        return sorted(found, key=natural)

    @cached_property
    def base(self) -> str:
        """What the graph's own IRIs begin with."""
        return iris(self.store).base

    @cached_property
    def min_confidence(self) -> float:
        """How sure a statement has to be to stand as a fact; 0 where the graph does not say."""
        return max(
            (float(one(self._shared[iri], NG["minConfidence"]) or 0) for iri in self._of(VOID["Dataset"])), default=0.0
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

    def text(self, article: str) -> str:
        """An article's text."""
        quads = self.store.quads_for_pattern(NamedNode(article), NIF["isString"], None, None)
        return min((quad.object.value for quad in quads if isinstance(quad.object, Literal)), default="")

    def label(self, iri: str) -> str:
        """The name of what all articles share, or ""."""
        return one(self._shared.get(iri, NO_VALUES), LABEL)

    def contradicts(self, statement: str) -> tuple[str, ...]:
        """The statements, by IRI, that cannot be true together with one."""
        return every(self._shared.get(statement, NO_VALUES), NG["contradicts"])

    def denies(self, statement: str) -> tuple[str, ...]:
        """The statements, by IRI, that one denies."""
        return every(self._shared.get(statement, NO_VALUES), NG["denies"])

    def pages(self, *, evidence: bool = True) -> Iterator[Page]:
        """What each article says, one after the other; of a graph that does not part them, all at once.

        Args:
            evidence: whether mentions and events are read, too, and not only statements.
        """
        names = sorted((name for name in self.store.named_graphs()), key=lambda name: natural(str(name)))
        for name in names:
            if evidence or not isinstance(name, NamedNode):
                yield self._page(self.store.quads_for_pattern(None, None, None, name))
            else:
                yield self._page(self._statements(name))
        if self._own:
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
    elsewhere = every(values, OWL["sameAs"])
    latitude, longitude = one(values, WGS84["lat"]), one(values, WGS84["long"])
    return Entity(
        iri=iri,
        type=_type(classes),
        acts=NG["Actor"].value in classes,
        label=one(values, LABEL),
        names=every(values, SKOS["altLabel"]),
        roles=every(values, NG["role"]),
        nationalities=every(values, NG["nationality"]),
        country=one(values, SCHEMA["addressCountry"]),
        place_kind=one(values, NG["placeKind"]),
        latitude=float(latitude) if latitude and longitude else None,
        longitude=float(longitude) if latitude and longitude else None,
        roughly=one(values, NG["placedRoughly"]) == "true",
        generic=one(values, NG["generic"]) == "true",
        geonames=next((one for one in elsewhere if one.startswith(_GEONAMES)), ""),
        elsewhere=elsewhere,
        description=one(values, SCHEMA["description"]),
        within=one(values, SCHEMA["containedInPlace"]),
        stands_for=one(values, NG["standsFor"]),
    )


def _event(iri: str, values: Values) -> Event:
    parts = [(role, thing) for role, way in ROLES.items() for thing in every(values, way)]
    return Event(
        iri=iri,
        type=_type(every(values, TYPE)),
        label=one(values, LABEL),
        time=one(values, SEM["hasTimeStamp"]),
        place=one(values, SEM["hasPlace"]),
        parts=tuple(parts),
    )


def _type(classes: Iterable[str]) -> str:
    return next((_TYPES[name] for name in classes if name in _TYPES), "")


def _article(iri: str, values: Values) -> Article:
    return Article(
        iri=iri,
        title=one(values, LABEL),
        published=one(values, SCHEMA["datePublished"]),
        publisher=one(values, SCHEMA["publisher"]),
        authors=every(values, SCHEMA["author"]),
        url=one(values, SCHEMA["url"]),
        language=one(values, SCHEMA["inLanguage"]),
        reprint_of=one(values, NG["reprintOf"]),
    )
