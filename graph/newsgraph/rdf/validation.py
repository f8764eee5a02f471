"""Whether a graph is as the graph model says, by the SHACL shapes of `ontology/shapes.ttl`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

from newsgraph.rdf.ontology import ontology
from newsgraph.rdf.store import iris
from newsgraph.rdf.turtle import Shortener
from newsgraph.rdf.vocabulary import NIF, PROV

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """Something that breaks a shape; IRIs as prefixed names, "" for what does not apply."""

    article: str
    focus: str
    path: str
    message: str
    value: str

    def __str__(self) -> str:
        """One line for people."""
        where = f" ({self.article})" if self.article else ""
        what = " ".join(filter(None, (self.focus, self.path)))
        return f"{what}: {self.message}{f', not {self.value}' if self.value else ''}{where}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a validation found, in a fixed order."""

    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing breaks a shape."""
        return not self.violations

    def __str__(self) -> str:
        """The report for people, a line for each violation."""
        if self.conforms:
            return "The graph conforms to the graph model."
        number = len(self.violations)
        head = f"{number} {'violation' if number == 1 else 'violations'} of the graph model:"
        return "\n".join([head, *map(str, self.violations)])


def validate(store: Store) -> Report:
    """Check the union of a graph's named graphs, with the ontology, against the shapes (SHACL with SPARQL).

    Raises:
        FileNotFoundError: the installation lacks the ontology.
    """
    from pyshacl import validate as check
    from rdflib import Graph, URIRef
    from rdflib.namespace import SH

    from newsgraph.rdf.snapshot import Snapshot

    terms = Store()
    terms.load(ontology("newsgraph.ttl").encode(), RdfFormat.TURTLE)
    data = Graph(store=Snapshot(store, terms))
    shapes = Graph().parse(data=ontology("shapes.ttl"), format="turtle")
    _aim_properties(shapes)
    _, report, _ = check(data, shacl_graph=shapes, inplace=True)
    assert isinstance(report, Graph)
    shortener = Shortener(iris(store).prefixes)
    dataset = URIRef(iris(store).dataset.value)
    found = set()
    for result in report.objects(None, SH.result):
        focus, path, value = (report.value(result, term) for term in (SH.focusNode, SH.resultPath, SH.value))
        message = min(map(str, report.objects(result, SH.resultMessage)), default="breaks the graph model")
        words = [_shown(term, shortener) for term in (focus, path, value)]
        article = _article(data, value if focus == dataset else focus, shortener)
        found.add(Violation(article, words[0], words[1], message, words[2]))
    return Report(tuple(sorted(found)))


def _aim_properties(shapes: "Graph") -> None:
    """Give the property shapes of each shape that has targets these targets, and let the shape itself do without them.

    By SHACL the results are the same (sections 2.1.3 and 4.7.1). But pySHACL checks a property shape that has targets
    once for all of them, and one that hangs on another shape once for each, which takes ten times as long.
    """
    from rdflib.namespace import SH

    aimed = set()
    for way in (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf):
        for shape, target in list(shapes.subject_objects(way)):
            for part in shapes.objects(shape, SH.property):
                shapes.add((part, way, target))
                aimed.add((shape, SH.property, part))
    for link in aimed:
        shapes.remove(link)


def _article(data: "Graph", focus: "Node | None", shortener: Shortener) -> str:
    from rdflib import URIRef

    if focus is None:
        return ""
    ways = [URIRef(way.value) for way in (PROV["wasDerivedFrom"], NIF["referenceContext"])]
    articles = sorted(str(article) for way in ways for article in data.objects(focus, way))
    return _shown(URIRef(articles[0]), shortener) if articles else ""


def _shown(term: "Node | None", shortener: Shortener) -> str:
    from rdflib import URIRef

    if isinstance(term, URIRef):
        return shortener.name(str(term)) or str(term)
    return "" if term is None else str(term)
