"""Whether a graph is as the graph model says, by the SHACL shapes of `ontology/shapes.ttl`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Store

from newsgraph.rdf.export import export
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
    from rdflib import Graph
    from rdflib.namespace import SH

    data = Graph().parse(data=export(store, "ntriples"), format="nt")
    shapes = Graph().parse(data=ontology("shapes.ttl"), format="turtle")
    terms = Graph().parse(data=ontology("newsgraph.ttl"), format="turtle")
    _, report, _ = check(data, shacl_graph=shapes, ont_graph=terms, inplace=True)
    assert isinstance(report, Graph)
    shortener = Shortener(iris(store).prefixes)
    found = set()
    for result in report.objects(None, SH.result):
        focus, path, value = (report.value(result, term) for term in (SH.focusNode, SH.resultPath, SH.value))
        message = min(map(str, report.objects(result, SH.resultMessage)), default="breaks the graph model")
        words = [_shown(term, shortener) for term in (focus, path, value)]
        found.add(Violation(_article(data, focus, shortener), words[0], words[1], message, words[2]))
    return Report(tuple(sorted(found)))


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
