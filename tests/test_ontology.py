"""The ontology and its alignments are complete, and consistent with a graph and with what its neighbours say."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.namespace import VANN
from rdflib.term import Node

from conftest import ROOT
from newsgraph.rdf.vocabulary import NG

OURS = Namespace(str(NG))
ITSELF = URIRef("https://w3id.org/newsgraph")
FILES = ("newsgraph.ttl", "alignments.ttl")
ERRORS = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")  # owlrl's word for a contradiction

CLOSURE = """
import sys, owlrl, rdflib
graph = rdflib.Graph().parse(data=sys.stdin.buffer.read(), format="nt")
owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
sound = rdflib.Graph()
for s, p, o in graph:
    if not isinstance(s, rdflib.Literal):  # rules speak of literals as of things, which RDF cannot write
        sound.add((s, p, o))
sys.stdout.buffer.write(sound.serialize(format="nt", encoding="utf-8"))
"""

# What the neighbours themselves say of the terms that we are aligned to, as far as something can follow from it.
NEIGHBOURS = """
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wgs84: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix schema: <https://schema.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
sem:Actor rdfs:subClassOf sem:Core . sem:Place rdfs:subClassOf sem:Core . sem:Event rdfs:subClassOf sem:Core .
sem:hasActor rdfs:domain sem:Event ; rdfs:range sem:Actor .
sem:hasPlace rdfs:domain sem:Event ; rdfs:range sem:Place .
prov:Person rdfs:subClassOf prov:Agent . prov:Organization rdfs:subClassOf prov:Agent .
prov:Activity owl:disjointWith prov:Entity .
prov:wasAttributedTo rdfs:domain prov:Entity ; rdfs:range prov:Agent .
prov:wasDerivedFrom rdfs:domain prov:Entity ; rdfs:range prov:Entity .
org:Organization rdfs:subClassOf foaf:Agent ; owl:equivalentClass foaf:Organization .
foaf:Person rdfs:subClassOf foaf:Agent, wgs84:SpatialThing ; owl:disjointWith foaf:Organization .
foaf:Organization rdfs:subClassOf foaf:Agent . foaf:Group rdfs:subClassOf foaf:Agent .
schema:Person rdfs:subClassOf schema:Thing . schema:Organization rdfs:subClassOf schema:Thing .
schema:Place rdfs:subClassOf schema:Thing . schema:Event rdfs:subClassOf schema:Thing .
skos:closeMatch rdfs:subPropertyOf skos:mappingRelation . skos:relatedMatch rdfs:subPropertyOf skos:mappingRelation .
skos:mappingRelation rdfs:domain skos:Concept ; rdfs:range skos:Concept .
skos:altLabel rdfs:subPropertyOf rdfs:label .
nif:RFC5147String rdfs:subClassOf nif:String . nif:Context rdfs:subClassOf nif:String .
nif:referenceContext rdfs:range nif:Context .
"""


def _ontology() -> Graph:
    graph = Graph()
    for name in FILES:
        graph.parse(ROOT / "ontology" / name)
    return graph


@pytest.fixture(scope="module")
def stated(built: Path) -> Graph:
    """Ontology, alignments, neighbours and the graph of the seeds."""
    return _ontology().parse(data=NEIGHBOURS, format="turtle").parse(built / "graph.ttl")


@pytest.fixture(scope="module")
def entailed(stated: Graph) -> Graph:
    """All that follows from them under OWL 2 RL."""
    return _closure(stated)


def _closure(graph: Graph) -> Graph:
    """In a process of its own: owlrl changes for good how rdflib reads literals in a process."""
    given = graph.serialize(format="nt", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", CLOSURE], input=given, capture_output=True, check=True)
    return Graph().parse(data=done.stdout, format="nt")


def _classes(graph: Graph) -> Counter[tuple[URIRef, URIRef]]:
    """Which classes of ours the things of the seeds' graph are in."""
    return Counter(
        (one, kind)
        for one, kind in graph.subject_objects(RDF.type)
        if isinstance(one, URIRef) and isinstance(kind, URIRef) and one.startswith("urn:") and kind.startswith(NG)
    )


def test_it_says_what_it_is() -> None:
    graph = _ontology()
    version = str(graph.value(ITSELF, OWL.versionInfo))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert graph.value(ITSELF, OWL.versionIRI) == URIRef(f"https://w3id.org/newsgraph/{version}")
    assert str(graph.value(ITSELF, VANN.preferredNamespaceUri)) == NG
    assert str(graph.value(ITSELF, VANN.preferredNamespacePrefix)) == "ng"
    for name in ("title", "description", "license"):
        assert graph.value(ITSELF, URIRef(f"http://purl.org/dc/terms/{name}")), name
    alignments = URIRef("https://w3id.org/newsgraph/alignments")
    assert graph.value(alignments, OWL.imports) == ITSELF
    assert str(graph.value(alignments, OWL.versionInfo)) == version


def test_every_term_that_the_code_names_is_declared() -> None:
    """Also those that no graph of the tests happens to have."""
    declared = set(_ontology().subjects(RDFS.isDefinedBy))
    texts = [
        path.read_text("utf-8")
        for path in (ROOT / "graph" / "newsgraph").rglob("*")
        if path.suffix in {".py", ".rq", ".jinja", ".toml"} and path.is_file()
    ]
    named = {name for text in texts for name in re.findall(r'\bNG\["(\w+)"\]|\bng:([A-Za-z]\w*)', text)}
    terms = {one or other for one, other in named}
    assert len(terms) > 50
    assert [one for one in sorted(terms) if OURS[one] not in declared] == []


def test_alignments_are_of_terms_that_are_declared() -> None:
    graph = Graph().parse(ROOT / "ontology" / "alignments.ttl")
    declared = set(_ontology().subjects(RDFS.isDefinedBy))
    aligned = {one for one in graph.subjects() if one.startswith(NG)}
    assert aligned <= declared
    assert {str(one) for one in graph.predicates() if one in SKOS} <= {str(SKOS.closeMatch), str(SKOS.relatedMatch)}
    neighbours = {re.sub(r"[^/#]+$", "", str(one)) for s, _, one in graph if s in aligned}
    assert neighbours >= {
        "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "https://schema.org/",
        "http://www.w3.org/ns/prov#",
        "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
        "http://www.w3.org/ns/org#",
        "http://www.w3.org/2004/02/skos/core#",
    }


def test_nothing_contradicts_itself(entailed: Graph) -> None:
    assert list(entailed.subjects(RDF.type, ERRORS)) == []
    assert list(entailed.subject_objects(ERRORS)) == []
    assert list(entailed.subjects(RDF.type, OWL.Nothing)) == []


def test_a_contradiction_would_be_noticed(stated: Graph) -> None:
    """The test above is worth something only if it can fail."""
    graph = _ontology()
    graph.add((URIRef("urn:x"), RDF.type, OURS.Person))
    graph.add((URIRef("urn:x"), RDF.type, OURS.Place))
    found = _closure(graph)
    assert list(found.subjects(RDF.type, ERRORS)) + list(found.subject_objects(ERRORS)) != []
    assert len(stated) > 1000


def test_nothing_becomes_what_no_article_says(stated: Graph, entailed: Graph) -> None:
    """A reasoner adds classes of neighbours, and none of ours: no place becomes a person, no claim a fact."""
    more = set(_classes(entailed)) - set(_classes(stated))
    assert {(one, kind) for one, kind in more if kind != OURS.Thing} == set()  # the former name of a Topic
    assert {one for one, kind in more if kind == OURS.Thing} == set(stated.subjects(RDF.type, OURS.Topic))


def test_no_relation_between_things_follows(stated: Graph, entailed: Graph) -> None:
    """What stands as a fact is only what the build wrote; two things stay two."""
    relations = set(stated.subjects(RDF.type, OURS.Relation))
    assert relations
    for relation in relations:
        more = set(entailed.subject_objects(relation)) - set(stated.subject_objects(relation))
        assert [pair for pair in more if _named_by_us(pair)] == [], relation
    same = [pair for pair in entailed.subject_objects(OWL.sameAs) if pair[0] != pair[1] and isinstance(pair[0], URIRef)]
    assert [pair for pair in same if _named_by_us(pair)] == []


def _named_by_us(pair: tuple[Node, Node]) -> bool:
    """Whether neither of two is another name (owl:sameAs) of a thing, as in a gazetteer."""
    return all(one.startswith("urn:") for one in pair if isinstance(one, URIRef))


def test_neighbours_find_what_they_look_for(entailed: Graph) -> None:
    """A question in the neighbours' own words is answered."""
    prov, org, schema = (
        Namespace(one) for one in ("http://www.w3.org/ns/prov#", "http://www.w3.org/ns/org#", "https://schema.org/")
    )
    actor, place = Namespace("urn:newsgraph:actor:"), Namespace("urn:newsgraph:place:")
    assert (actor["british-ministry-of-defense"], RDF.type, org.Organization) in entailed
    assert (actor["vladimir-saldo"], RDF.type, schema.Person) in entailed
    assert (actor["vladimir-saldo"], RDF.type, prov.Agent) in entailed
    assert (place.kherson, RDF.type, schema.Place) in entailed
    assert (place.kherson, RDF.type, prov.Agent) not in entailed
    attributed = set(entailed.subject_objects(prov.wasAttributedTo))
    assert attributed == set(entailed.subject_objects(OURS.saidBy))
    for statement, _ in attributed:
        assert (statement, RDF.type, prov.Entity) in entailed
