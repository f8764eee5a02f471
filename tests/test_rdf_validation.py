"""The graph is as the graph model says, and the shapes notice where it is not."""

import dataclasses
import re

import msgspec
import pytest
from pyoxigraph import RdfFormat, Store, parse
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from newsgraph.rdf import store, writer
from newsgraph.rdf.ontology import ontology
from newsgraph.rdf.validation import validate
from newsgraph.rdf.vocabulary import EVENT_TYPES, NG
from newsgraph.resolution.identities import Identities
from small_news import IDENTITIES, RECORDS, SHELLING, SHELLING_RECORD, TEXTS


@pytest.fixture
def graph() -> Store:
    return store.in_memory(writer.quads(RECORDS, IDENTITIES, TEXTS))


def _update(graph: Store, update: str) -> None:
    graph.update(update, prefixes=store.iris(graph).prefixes)


def test_what_we_write_conforms(graph: Store) -> None:
    report = validate(graph)
    assert report.conforms, str(report)
    assert "conforms" in str(report)


DENIAL = "<urn:newsgraph:article:denial#statement-t0>"
FACT = "<urn:newsgraph:article:shelling#statement-t0>"
WORDS = "<urn:newsgraph:article:denial#char=1,9>"
EVENT = "event:shell-kherson-the-army-2022-05-03"


@pytest.mark.parametrize(
    ("update", "message"),
    [
        (f"DELETE WHERE {{ GRAPH ?g {{ {DENIAL} ng:evidence ?x }} }}", "points at the sentence"),
        (f"DELETE WHERE {{ GRAPH ?g {{ {DENIAL} prov:wasDerivedFrom ?x }} }}", "comes from one article"),
        (f"DELETE WHERE {{ GRAPH ?g {{ {DENIAL} ng:polarity ?x }} }}", "affirmed or negated"),
        (f"DELETE WHERE {{ GRAPH ?g {{ {DENIAL} ng:modality ?x }} }}", "one modality"),
        (f"DELETE WHERE {{ GRAPH ?g {{ {DENIAL} rdf:subject ?x }} }}", "one subject"),
        (f"DELETE WHERE {{ GRAPH ?g {{ {DENIAL} rdf:predicate ?x }} }}", "one relation"),
        (f"DELETE WHERE {{ GRAPH ?g {{ {DENIAL} ng:text ?x }} }}", "one text"),
        (f"DELETE WHERE {{ GRAPH ?g {{ {DENIAL} ng:confidence ?x }} }}", "one confidence"),
        (f"INSERT DATA {{ {DENIAL} rdf:object 'Kherson'@en }}", "at most one object"),
        (f"INSERT DATA {{ {DENIAL} ng:argument place:kherson }}", "are ng:Argument"),
        (f"INSERT DATA {{ {FACT} ng:validUntil '2022'^^xsd:gYear }}", "stands as a fact"),
        ("DELETE WHERE { ?graph ng:minConfidence ?x }", "from which confidence on"),
        (f"DELETE {{ GRAPH ?g {{ {FACT} ng:confidence ?x }} }} INSERT {{ GRAPH ?g {{ {FACT} ng:confidence 0.1 }} }} "
         f"WHERE {{ GRAPH ?g {{ {FACT} ng:confidence ?x }} }}", "stands as a fact"),
        (f"DELETE WHERE {{ GRAPH ?g {{ {DENIAL} ng:cue ?x }} }}", "statement-t0"),
        (f"INSERT DATA {{ {FACT} ng:cue 'said'@en }}", "statement-t0"),
        (f"INSERT DATA {{ {WORDS} itsrdf:taIdentRef place:nowhere }}", "rdfs:label: has exactly one name"),
        (f"INSERT DATA {{ {DENIAL} rdf:object place:nowhere }}", "something that has exactly one name"),
        (f"INSERT DATA {{ {DENIAL} ng:saidBy actor:the-army }}", "at most one source"),
        (f"INSERT DATA {{ {FACT} ng:relationText 'was shelling'@en }}", "one text of its relation"),
        (f"INSERT DATA {{ {DENIAL} ng:relationText ''@en }}", "which is not empty"),
        (f"INSERT DATA {{ {FACT} ng:modality ng:Planned }}", "one modality"),
        (f"INSERT DATA {{ {FACT} ng:evidence {WORDS} }}", "in the article that it comes from"),
        ("INSERT DATA { place:ukraine rel:shell place:kherson }", "stands as a fact"),
        ("DELETE DATA { actor:the-army rel:shell place:kherson }", "does not stand as a triple"),
        (f"DELETE DATA {{ {FACT} ng:contradicts {DENIAL} }}", "both ways"),
        (f"INSERT DATA {{ {FACT} ng:contradicts {FACT} }}", "contradicts itself"),
        ("INSERT DATA { place:kherson rdfs:label 'Cherson'@en }", "exactly one name"),
        ("DELETE WHERE { place:ukraine rdfs:label ?x }", "exactly one name"),
        ("INSERT DATA { place:kherson skos:altLabel 'Kherson'@en }", "not the best name once more"),
        ("INSERT DATA { place:x a ng:Place, sem:Place ; rdfs:label 'x' ; wgs84:lat 91.0 ; wgs84:long 0 }", "latitude"),
        ("INSERT DATA { place:nowhere a ng:Place, sem:Place ; rdfs:label 'x' ; wgs84:lat 1.0 }", "place:nowhere"),
        ("DELETE DATA { place:kherson a sem:Place }", "sem:Place"),
        ("INSERT DATA { place:kherson a ng:Person }", "place:kherson"),
        ("DELETE DATA { actor:the-army a ng:Group }", "one of person"),
        (f"INSERT DATA {{ {EVENT} a ng:Coerce }}", "at most one of the 16"),
        (f"INSERT DATA {{ {EVENT} ng:instrument place:ukraine }}", "stated as sem:hasActor"),
        (f"INSERT DATA {{ {EVENT} sem:hasTimeStamp 'May'@en }}", "a time is one"),
        (f"DELETE WHERE {{ GRAPH ?g {{ {EVENT} ng:reportedAs ?x }} }}", "how an article reports it"),
        (f"DELETE WHERE {{ GRAPH ?g {{ {WORDS} nif:anchorOf ?x }} }}", "has its words"),
        (f"DELETE {{ GRAPH ?g {{ {WORDS} nif:anchorOf ?x }} }} INSERT {{ {WORDS} nif:anchorOf 'The' }} "
         f"WHERE {{ GRAPH ?g {{ {WORDS} nif:anchorOf ?x }} }}", "as many characters"),
        (f"DELETE {{ GRAPH ?g {{ {WORDS} nif:endIndex ?x }} }} INSERT {{ {WORDS} nif:endIndex 1 }} "
         f"WHERE {{ GRAPH ?g {{ {WORDS} nif:endIndex ?x }} }}", "before it ends"),
        ("INSERT DATA { article:denial schema:url <javascript:alert(1)> }", "on the web"),
    ],
)  # fmt: skip
def test_what_breaks_the_model_is_noticed(graph: Store, update: str, message: str) -> None:
    before = set(graph)
    _update(graph, update)
    assert set(graph) != before
    report = validate(graph)
    assert not report.conforms
    assert message in str(report)


def test_a_violation_names_the_article(graph: Store) -> None:
    _update(graph, f"DELETE WHERE {{ GRAPH ?g {{ {DENIAL} ng:polarity ?x }} }}")
    violation = next(v for v in validate(graph).violations if v.path == "ng:polarity")
    assert violation.article == "article:denial"
    assert violation.focus == "urn:newsgraph:article:denial#statement-t0"


def _in_all(names: list[str], members: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """What is meant in the first article, in articles of these names."""
    return tuple((name, key) for name in names for article, key in members if article == "shelling")


def test_a_fault_in_one_of_many_articles_is_found_and_is_the_only_one() -> None:
    names = [f"shelling-{number}" for number in range(30)]
    info = SHELLING_RECORD.article
    records = [
        msgspec.structs.replace(SHELLING_RECORD, article=msgspec.structs.replace(info, id=name)) for name in names
    ]
    identities = Identities(
        entities=tuple(dataclasses.replace(one, members=_in_all(names, one.members)) for one in IDENTITIES.entities),
        events=tuple(dataclasses.replace(one, members=_in_all(names, one.members)) for one in IDENTITIES.events),
        contradictions=(),
    )
    graph = store.in_memory(writer.quads(records, identities, dict.fromkeys(names, SHELLING)))
    assert validate(graph).conforms
    statement = "<urn:newsgraph:article:shelling-17#statement-t0>"
    words = f"<urn:newsgraph:article:shelling-17#char={SHELLING.index('Kherson')},{SHELLING.index('Kherson') + 7}>"
    _update(graph, f"DELETE WHERE {{ GRAPH ?g {{ {statement} ng:polarity ?x }} }}")
    _update(
        graph,
        f"""DELETE {{ GRAPH ?g {{ {words} nif:anchorOf ?x }} }}
        INSERT {{ GRAPH ?g {{ {words} nif:anchorOf "x" }} }} WHERE {{ GRAPH ?g {{ {words} nif:anchorOf ?x }} }}""",
    )
    found = validate(graph).violations
    assert {violation.article for violation in found} == {"article:shelling-17"}
    assert [(violation.focus, violation.path) for violation in found] == [
        ("urn:newsgraph:article:shelling-17#statement-t0", "ng:polarity"),
        ("urn:newsgraph:dataset", ""),
    ]


def test_every_term_of_ours_has_a_label_and_a_comment() -> None:
    terms = Graph().parse(data=ontology("newsgraph.ttl"), format="turtle")
    ours = {term for term in terms.subjects(RDF.type) if isinstance(term, URIRef) and term.startswith(NG)}
    assert len(ours) > 50
    for term in ours:
        assert len(list(terms.objects(term, RDFS.label))) == 1, term
        assert len(list(terms.objects(term, RDFS.comment))) == 1, term
        assert (term, RDFS.isDefinedBy, None) in terms, term
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in terms.subjects(RDF.type, kind):
            assert (term, RDFS.domain, None) in terms, term
            assert (term, RDFS.range, None) in terms, term
    for node in EVENT_TYPES.values():
        assert (URIRef(node.value), RDFS.subClassOf, URIRef(NG["Event"].value)) in terms


@pytest.mark.parametrize("name", ["graph", "shapes"])
def test_every_term_that_is_used_is_defined(graph: Store, name: str) -> None:
    defined = {quad.subject for quad in parse(ontology("newsgraph.ttl"), RdfFormat.TURTLE)}
    used = str(graph) if name == "graph" else ontology("shapes.ttl")
    pattern = r"<https://w3id\.org/newsgraph#(\w+)>" if name == "graph" else r"\bng:(\w+)"
    terms = set(re.findall(pattern, used))
    assert len(terms) > 20
    assert [term for term in sorted(terms) if NG[term] not in defined] == []
