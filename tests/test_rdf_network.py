"""The graph as a network."""

import networkx as nx
import pytest
from pyoxigraph import DefaultGraph, Quad, Store

from newsgraph.rdf import store, table_reading, writer
from newsgraph.rdf.network import network
from small_news import IDENTITIES, RECORDS, TEXTS


@pytest.fixture(scope="module")
def graph() -> Store:
    return store.in_memory(writer.quads(RECORDS, IDENTITIES, TEXTS))


def test_things_keep_what_is_known_of_them(graph: Store) -> None:
    nodes = network(graph).nodes
    kherson = nodes["urn:newsgraph:place:kherson"]
    assert (kherson["kind"], kherson["label"], kherson["names"]) == ("place", "Kherson", ("Cherson",))
    assert (kherson["latitude"], kherson["country"]) == (46.63695, "UA")
    assert kherson["articles"] == ("urn:newsgraph:article:denial", "urn:newsgraph:article:shelling")
    assert nodes["urn:newsgraph:actor:olha-marsh"]["roles"] == ("mayor",)


def test_an_event_tells_how_it_is_reported_and_who_takes_part(graph: Store) -> None:
    net = network(graph)
    event = "urn:newsgraph:event:shell-kherson-the-army-2022-05-03"
    assert net.nodes[event]["reported"] == ("denied", "stated")
    assert net.nodes[event]["type"] == "assault"
    roles = {(target, data["relation"]) for _, target, data in net.out_edges(event, data=True)}
    assert roles == {
        ("urn:newsgraph:actor:the-army", "agent"),
        ("urn:newsgraph:place:kherson", "patient"),
        ("urn:newsgraph:place:kherson", "place"),
    }


def test_a_statement_is_an_edge_with_its_voice_and_evidence(graph: Store) -> None:
    statement = "urn:newsgraph:article:denial#statement-t0"
    edge = network(graph).edges["urn:newsgraph:actor:the-army", "urn:newsgraph:place:kherson", statement]
    assert (edge["relation"], edge["relation_text"], edge["voice"], edge["said_by_label"], edge["cue"]) == (
        "shell",
        "shell",
        "denied",
        "a spokesman",
        "said",
    )
    assert TEXTS["denial"][edge["begin"] : edge["end"]] == edge["sentence"]
    assert edge["contradicts"] == ("urn:newsgraph:article:shelling#statement-t0",)


def test_a_statement_has_its_relation_in_its_own_words(graph: Store) -> None:
    told = {data["relation_text"] for *_, data in network(graph).edges(data=True) if data["kind"] == "statement"}
    assert told == {"shell", "run on", "shelled", "has left"}


def test_a_text_as_object_is_a_node_of_its_own(graph: Store) -> None:
    net = network(graph)
    objects = [net.nodes[target] for _, target, data in net.edges(data=True) if data["relation"] == "leave"]
    assert [(node["kind"], node["label"]) for node in objects] == [("text", "the old town")]


def test_a_graph_without_named_graphs_makes_the_same_network(graph: Store) -> None:
    flat = store.in_memory({Quad(one.subject, one.predicate, one.object, DefaultGraph()) for one in graph})
    one, other = network(graph), network(flat)
    assert nx.utils.graphs_equal(one, other)
    assert one.graph == other.graph


def test_an_article_is_read_from_its_named_graph_alone(graph: Store) -> None:
    found = [
        table_reading.article_tables(graph.quads_for_pattern(None, None, None, name)) for name in graph.named_graphs()
    ]
    assert sorted(table.iri for (table,) in found) == [table.iri for table in table_reading.read(graph).articles]
    denial = next(table for (table,) in found if table.iri.endswith("denial"))
    assert [one.voice for one in denial.statements] == ["denied", "envisaged"]
    assert denial.statements[0].evidence in denial.sentences
