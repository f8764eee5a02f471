"""Every format read back by parsers that are not ours."""

import csv
import hashlib
import io
import json
import math
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import networkx as nx
import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse
from rdflib import OWL, RDF, Dataset, Graph, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from conftest import SEEDS
from newsgraph.exporting.formats import FORMATS, export
from newsgraph.exporting.gexf_places import places
from newsgraph.exporting.jsonld import jsonld, published_context
from newsgraph.exporting.page import Page
from newsgraph.rdf import store, writer
from newsgraph.rdf.iris import KINDS
from newsgraph.rdf.vocabulary import NG, TYPE, XSD
from newsgraph.record import Record, Sentence
from small_news import IDENTITIES, RECORDS, SHELLING_RECORD, TEXTS

TRIPLES = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml"}  # our name of a format and rdflib's
QUADS = {"trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
HOSTILE = 'Say """yes"""\\ or \'no\'!\r\nA <script>alert("1&2")</script> \t= {@} \u0085\u2028😀 ]]> é.'


def _record(name: str, text: str) -> Record:
    """An article that says one hostile thing."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    whole = {"start": 0, "end": len(text), "text": text}
    triple = SHELLING_RECORD.triples[1]
    return msgspec.structs.replace(
        SHELLING_RECORD,
        article=msgspec.structs.replace(SHELLING_RECORD.article, id=name, title=text, text_sha256=digest),
        mentions=(),
        events=(),
        triples=(
            msgspec.structs.replace(
                triple,
                subject=msgspec.structs.replace(triple.subject, entity=None, **whole),
                object=msgspec.structs.replace(triple.object, **whole),
                sentence=Sentence(start=0, end=len(text)),
            ),
        ),
    )


def _graph(text: str, base: str = "urn:newsgraph:") -> Store:
    name = "../a b#<c>:é"
    records = (*RECORDS, _record(name, text))
    return store.in_memory(writer.quads(records, IDENTITIES, {**TEXTS, name: text}, base))


@pytest.fixture(scope="module")
def graph() -> Store:
    return _graph(HOSTILE)


@pytest.fixture(scope="module", params=["urn:newsgraph:", "https://example.org/kg/"])
def anywhere(request: pytest.FixtureRequest) -> Store:
    return _graph(HOSTILE, request.param)


def _triples(graph: Store) -> set[Quad]:
    return {Quad(quad.subject, quad.predicate, quad.object) for quad in graph}


def _as_written(quads: set[Quad]) -> set[str]:
    """Quads as canonical N-Quads, as a store has them: with numbers and times in their canonical forms."""
    return {str(quad) for quad in store.in_memory(quads)}


@pytest.mark.parametrize("form", TRIPLES)
def test_rdflib_reads_the_same_triples(anywhere: Store, form: str) -> None:
    read = Graph().parse(data=export(anywhere, form), format=TRIPLES[form])
    quads = set(parse(read.serialize(format="ox-nt", encoding="utf-8"), RdfFormat.N_TRIPLES))
    assert _as_written(quads) == _as_written(_triples(anywhere))


@pytest.mark.parametrize("form", QUADS)
def test_rdflib_reads_the_same_graphs(anywhere: Store, form: str) -> None:
    read = Dataset()
    read.parse(data=export(anywhere, form), format=QUADS[form])
    found = set()
    for context in read.graphs():
        inside = set(parse(context.serialize(format="ox-nt", encoding="utf-8"), RdfFormat.N_TRIPLES))
        name = None if context.identifier == DATASET_DEFAULT_GRAPH_ID else str(context.identifier)
        found |= {(name, str(quad)) for quad in store.in_memory(inside)}
    wanted = {
        (
            None if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value,
            str(Quad(quad.subject, quad.predicate, quad.object)),
        )
        for quad in anywhere
    }
    assert found == wanted


@pytest.mark.parametrize("form", ["turtle", "trig", "ntriples", "nquads", "rdfxml"])
def test_raptor_reads_the_same(anywhere: Store, form: str, tmp_path: Path) -> None:
    file = tmp_path / "graph"
    file.write_bytes(export(anywhere, form))
    done = subprocess.run(
        ["rapper", "--quiet", "-i", form, "-o", "nquads", file, "urn:base:"], capture_output=True, check=True
    )
    assert not done.stderr.strip()
    assert _as_written(set(parse(done.stdout, RdfFormat.N_QUADS))) == _as_written(
        set(anywhere) if form in QUADS else _triples(anywhere)
    )


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_graph_gives_the_same_bytes(graph: Store, form: str) -> None:
    again = store.in_memory(sorted(graph, key=lambda quad: hashlib.sha256(str(quad).encode()).digest()))
    assert export(again, form) == export(graph, form)


def test_another_process_writes_the_same_bytes() -> None:
    code = """if True:
        import hashlib, sys
        from small_news import IDENTITIES, RECORDS, TEXTS
        from newsgraph.exporting.formats import FORMATS, export
        from newsgraph.rdf import store, writer
        graph = store.in_memory(writer.quads(RECORDS[::-1], IDENTITIES, TEXTS))
        print({form: hashlib.sha256(export(graph, form)).hexdigest() for form in FORMATS})
    """
    outputs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1]


def test_names_that_are_equal_to_people_are_always_in_the_same_order() -> None:
    """Numbers are compared by what they are worth, so that without more, the order of 01 and 1 is that of a set."""
    topics = [NamedNode(f"urn:newsgraph:topic:a{'0' * zeros}1") for zeros in range(12)]
    page = Page([Triple(one, TYPE, NG["Topic"]) for one in reversed(topics)], lambda iri: iri, 0.8)
    assert list(page.topics) == sorted(one.value for one in topics)


def test_a_network_that_is_too_large_to_be_laid_out_as_one_has_a_place_for_each_node() -> None:
    graph = nx.connected_caveman_graph(170, 10)  # 1,700 nodes that hang together, in 170 communities
    labels = {f"n{node:04}": f"Node {node}" for node in graph}
    ties = [(f"n{one:04}", f"n{other:04}") for one, other in graph.edges]
    found = places({**labels, "text": "words", "alone": "Alone"}, ties, {"text": "n0001"})
    assert found.keys() == {*labels, "text", "alone"}
    assert len(set(found.values())) == len(found)
    across = [math.dist(found[one], found[other]) for one, other in ties if int(one[1:]) // 10 == int(other[1:]) // 10]
    assert max(across) < 0.5 * math.dist((0, 0), max(found.values()))  # those of a community stand together


def test_turtle_is_for_people(graph: Store) -> None:
    written = export(graph, "turtle").decode()
    assert '\n\nplace:kherson a ng:Place, sem:Place ;\n    rdfs:label "Kherson"@en ;\n' in written
    assert "    wgs84:lat 46.63695 ;\n" in written
    order = [written.index(f"\n{name}") for name in ("place:kherson", "actor:the-army", "event:", "article:", "rel:")]
    assert order == sorted(order)


def test_json_ld_has_the_published_context_and_short_names(anywhere: Store) -> None:
    document = json.loads(export(anywhere, "jsonld"))
    (published, own), items = document["@context"], document["@graph"]
    assert published == published_context()
    assert own == {kind: store.iris(anywhere).namespace(kind) for kind in KINDS}
    assert not set(KINDS) & published.keys()
    kherson = next(item for item in items if item["@id"] == "place:kherson")
    assert kherson["@type"] == ["Place", "sem:Place"]
    assert (kherson["label"], kherson["lat"]) == ("Kherson", "46.63695")
    named = [item for item in items if "@graph" in item]
    assert len(named) == len(TEXTS) + 1
    evidence = [node for item in named for node in item["@graph"] if "beginIndex" in node]
    assert evidence
    assert all(node["@id"].startswith("article:") and type(node["beginIndex"]) is int for node in evidence)
    keys = {key for item in items for node in item.get("@graph", [item]) for key in node if not key.startswith("@")}
    assert {key for key in keys if key not in published} == {key for key in keys if key.startswith("rel:")}


def test_the_published_context_has_a_term_for_each_of_ours() -> None:
    ontology = Graph().parse(SEEDS.parent / "ontology" / "newsgraph.ttl")

    def ours(*kinds: URIRef) -> set[str]:
        found = (one for kind in kinds for one in ontology.subjects(RDF.type, kind))
        return {f"ng:{one.removeprefix(NG)}" for one in found if one.startswith(NG)}

    terms = {name: term for name, term in published_context().items() if name != "@version"}
    known = {term["@id"] if isinstance(term, dict) else term for term in terms.values()}
    missing = ours(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty) - known
    assert not missing, "ontology/context.jsonld lacks them"
    links = {term["@id"] for term in terms.values() if isinstance(term, dict) and term.get("@type") == "@id"}
    assert ours(OWL.ObjectProperty) <= links


def test_json_ld_has_no_short_name_that_would_be_read_as_another() -> None:
    subject, predicate = NamedNode("https://schema.org///evil.example/a"), NamedNode("https://schema.org/")
    objects = [Literal("007"), Literal("007", datatype=XSD["integer"])]
    block = (subject, [(predicate, objects)])
    written = b"".join(jsonld([(DefaultGraph(), [block])], {"schema": "https://schema.org/", "xsd": XSD}))
    assert set(parse(written, RdfFormat.JSON_LD)) == {Quad(subject, predicate, one) for one in objects}
    read = Dataset().parse(data=written, format="json-ld")
    assert {str(subject) for subject, *_ in read.quads()} == {subject.value}


@pytest.mark.parametrize("form", ["rdfxml", "graphml", "gexf"])
def test_xml_has_no_character_that_xml_forbids(form: str) -> None:
    written = export(_graph("A \x00\x01\x0b\ufffe bell\x07 rings."), form).decode()
    assert "\ufffd bell\ufffd rings" in written
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", written)


def test_networks_are_read_back(graph: Store) -> None:
    wanted = {node: data["label"] for node, data in _network(export(graph, "graphml"), "graphml").nodes(data=True)}
    assert wanted["urn:newsgraph:place:kherson"] == "Kherson"
    gexf = _network(export(graph, "gexf"), "gexf")
    assert {node: data["label"] for node, data in gexf.nodes(data=True)} == wanted
    shown = {data["kind"]: data["viz"]["color"] for _, data in gexf.nodes(data=True)}
    assert len({tuple(colour.items()) for colour in shown.values()}) == len(shown)
    assert len({tuple(data["viz"]["position"].items()) for _, data in gexf.nodes(data=True)}) == len(gexf)
    event = next(data for _, data in gexf.nodes(data=True) if data["kind"] == "event")
    assert (event["start"], event["end"]) == ("2022-05-03", "2022-05-03")
    for form in ("graphml", "gexf"):
        edges = _network(export(graph, form), form).edges(data=True)
        denials = [data for *_, data in edges if data.get("voice") == "denied"]
        assert [(edge["said_by_label"], edge["sentence_begin"]) for edge in denials] == [("a spokesman", 0)]


def _network(content: bytes, form: str) -> "nx.MultiDiGraph[str]":
    if form == "graphml":
        return nx.read_graphml(io.BytesIO(content))
    return nx.read_gexf(io.BytesIO(content), version="1.3")


def test_the_table_has_a_row_for_each_statement(graph: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(export(graph, "csv").decode(), newline="")))
    assert len(rows) == 5
    denial = next(row for row in rows if row["voice"] == "denied")
    assert (denial["subject"], denial["relation"], denial["object"]) == ("the army", "shell", "Kherson")
    assert (denial["text"], denial["confidence"], denial["sure"]) == ("denied: The army shell Cherson", "1.0", "true")
    assert (denial["said_by"], denial["event_type"], denial["time"]) == ("a spokesman", "assault", "2022-05-03")
    assert any(row["sentence"] == HOSTILE for row in rows)


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"])
def test_no_cell_is_a_formula(formula: str) -> None:
    rows = list(csv.DictReader(io.StringIO(export(_graph(formula), "csv").decode(), newline="")))
    assert any(row["sentence"] == f"'{formula}" for row in rows)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())


def test_an_unknown_format_is_refused(graph: Store) -> None:
    with pytest.raises(ValueError, match="turtle, trig"):
        export(graph, "docx")
