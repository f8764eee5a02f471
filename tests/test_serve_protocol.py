"""The SPARQL 1.1 Protocol's requirements of a query service, by independent clients: curl and SPARQLWrapper."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.query import Result
from SPARQLWrapper import CSV, GET, JSON, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, URLENCODED, XML, SPARQLWrapper

from serving import Response, Server, serving

ASK = "ASK { ?person a ng:Person }"
SELECT = "SELECT ?name WHERE { ?person a ng:Person ; rdfs:label ?name } ORDER BY ?name"
CONSTRUCT = "CONSTRUCT { ?person rdfs:label ?name } WHERE { ?person a ng:Person ; rdfs:label ?name }"
DESCRIBE = "DESCRIBE actor:vladimir-saldo"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
PEOPLE = ["Kirill Stremouzov", "Kyrylo Budanov", "Russian supreme governor", "Sergei Surovikin", "Vladimir Saldo"]
RESULTS = [
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
]
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
    "application/trig": "trig",
    "application/n-quads": "nquads",
}
FORM = "Content-Type: application/x-www-form-urlencoded"
DIRECT = "Content-Type: application/sparql-query"


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Server]:
    with serving(built) as running:
        yield running


@pytest.fixture(scope="module")
def articles(server: Server) -> list[str]:
    return sorted(row["g"] for row in server.rows("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"))


def number(response: Response) -> int:
    (row,) = response.json["results"]["bindings"]
    return int(row["n"]["value"])


# 2.1.1 to 2.1.3: the three ways to send a query


def test_a_query_by_get(server: Server) -> None:
    answer = server.ask(SELECT)
    assert answer.status == 200
    assert [row["name"]["value"] for row in answer.json["results"]["bindings"]] == PEOPLE


def test_a_query_in_a_form(server: Server) -> None:
    answer = server.curl("/sparql", "--data-urlencode", "query@-", input=SELECT.encode())
    assert [row["name"]["value"] for row in answer.json["results"]["bindings"]] == PEOPLE


def test_a_query_as_it_is(server: Server) -> None:
    answer = server.curl("/sparql", "-H", DIRECT, "--data-binary", "@-", input=SELECT.encode())
    assert [row["name"]["value"] for row in answer.json["results"]["bindings"]] == PEOPLE


@pytest.mark.parametrize("charset", ["", "; charset=utf-8", "; charset=UTF-8", '; charset="utf-8"'])
@pytest.mark.parametrize("kind", [FORM, DIRECT])
def test_queries_come_in_utf_8(server: Server, kind: str, charset: str) -> None:
    query = 'SELECT ?x WHERE { BIND("Žižek – “ok” 中文 😀" AS ?x) }'
    content = query.encode() if kind == DIRECT else b"query=" + quote(query).encode()
    answer = server.curl("/sparql", "-H", kind + charset, "--data-binary", "@-", input=content)
    assert answer.json["results"]["bindings"][0]["x"]["value"] == "Žižek – “ok” 中文 😀"


@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("way", [URLENCODED, POSTDIRECTLY])
def test_sparqlwrapper_asks(server: Server, method: str, way: str) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery(SELECT)
    client.setMethod(method)
    client.setRequestMethod(way)
    client.setReturnFormat(JSON)
    found = client.queryAndConvert()
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == PEOPLE


@pytest.mark.parametrize("form", [XML, CSV, TSV])
def test_sparqlwrapper_reads_each_format_of_rows(server: Server, form: str) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery(SELECT)
    client.setReturnFormat(form)
    found = client.query().convert()
    text = found.toxml() if form == XML else found.decode()
    assert all(name in text for name in PEOPLE)


@pytest.mark.parametrize("form", [TURTLE, RDFXML])
def test_sparqlwrapper_reads_graphs(server: Server, form: str) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery(CONSTRUCT)
    client.setReturnFormat(form)
    found = client.query().convert()
    graph = found if isinstance(found, Graph) else Graph().parse(data=found, format="turtle")
    assert sorted(str(name) for name in graph.objects()) == PEOPLE


# 2.1.4: the dataset of the protocol goes before the query's own


def test_all_articles_are_seen_together(server: Server, articles: list[str]) -> None:
    assert len(articles) == 2
    assert number(server.ask(COUNT)) > number(server.ask(COUNT_NAMED)) > 0


@pytest.mark.parametrize("method", ["--get", "--request POST"])
def test_one_default_graph(server: Server, articles: list[str], method: str) -> None:
    options = method.split()
    sums = [
        number(server.curl("/sparql", *options, "--data-urlencode", f"query={COUNT}", "-d", f"default-graph-uri={one}"))
        for one in articles
    ]
    both = [item for one in articles for item in ("--data-urlencode", f"default-graph-uri={one}")]
    together = number(server.curl("/sparql", *options, "--data-urlencode", f"query={COUNT}", *both))
    assert 0 < max(sums) < together <= sum(sums)


def test_default_graphs_beside_a_query_as_it_is(server: Server, articles: list[str]) -> None:
    path = f"/sparql?default-graph-uri={quote(articles[0], safe='')}"
    direct = server.curl(path, "-H", DIRECT, "--data-binary", "@-", input=COUNT.encode())
    named = server.ask(f"SELECT (COUNT(*) AS ?n) FROM <{articles[0]}> WHERE {{ ?s ?p ?o }}")
    assert number(direct) == number(named) > 0


def test_named_graphs(server: Server, articles: list[str]) -> None:
    path = f"/sparql?named-graph-uri={quote(articles[1], safe='')}"
    direct = server.curl(path, "-H", DIRECT, "--data-binary", "@-", input=COUNT_NAMED.encode())
    named = server.ask(COUNT_NAMED.replace("WHERE", f"FROM NAMED <{articles[1]}> WHERE"))
    assert number(direct) == number(named) > 0
    assert number(server.curl(path, "-H", DIRECT, "--data-binary", "@-", input=COUNT.encode())) == 0


def test_default_and_named_graphs(server: Server, articles: list[str]) -> None:
    query = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    given = f"default-graph-uri={quote(articles[0], safe='')}&named-graph-uri={quote(articles[1], safe='')}"
    each = [number(server.ask(COUNT, "-d", f"default-graph-uri={one}")) for one in articles]
    assert number(server.curl(f"/sparql?{given}", "--get", "--data-urlencode", f"query={query}")) == sum(each)


def test_the_protocols_dataset_stands_for_the_querys(server: Server, articles: list[str]) -> None:
    query = COUNT.replace("WHERE", f"FROM <{articles[0]}> WHERE")
    other = number(server.ask(query, "-d", f"default-graph-uri={articles[1]}"))
    assert other == number(server.ask(COUNT.replace("WHERE", f"FROM <{articles[1]}> WHERE")))


def test_what_is_not_in_the_graph_is_not_fetched(server: Server) -> None:
    elsewhere = f"{server.url}/ontology?format=turtle"
    assert number(server.ask(f"SELECT (COUNT(*) AS ?n) FROM <{elsewhere}> WHERE {{ ?s ?p ?o }}")) == 0
    assert number(server.ask(COUNT, "--data-urlencode", f"default-graph-uri={elsewhere}")) == 0
    assert server.ask(COUNT, "-d", "default-graph-uri=no%20iri").status == 400


# 2.1.5, 2.1.6: answers in the format that the client likes most


@pytest.mark.parametrize("kind", RESULTS)
@pytest.mark.parametrize("query", [SELECT, ASK])
def test_rows_and_truth_in_each_format(server: Server, query: str, kind: str) -> None:
    answer = server.ask(query, "-H", f"Accept: {kind}")
    assert (answer.status, answer.media_type) == (200, kind)
    if query == SELECT:
        form = {"text/csv": "csv", "text/tab-separated-values": "tsv"}.get(kind, kind.rpartition("+")[2])
        parsed = Result.parse(BytesIO(answer.text.encode()), format=form)
        assert [str(row[0]) for row in parsed] == PEOPLE
    else:
        assert "true" in answer.text


@pytest.mark.parametrize(("kind", "form"), GRAPHS.items())
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_graphs_in_each_format(server: Server, query: str, kind: str, form: str) -> None:
    answer = server.ask(query, "-H", f"Accept: {kind}")
    assert (answer.status, answer.media_type) == (200, kind)
    graph = Dataset(default_union=True) if form in ("trig", "nquads", "json-ld") else Graph()
    graph.parse(data=answer.text, format=form)
    wanted = Graph().parse(data=server.ask(query, "-H", "Accept: application/n-triples").text, format="nt")
    assert set(graph.triples((None, None, None))) == set(wanted)


@pytest.mark.parametrize(
    ("accept", "query", "kind"),
    [
        ("*/*", SELECT, RESULTS[0]),
        ("", SELECT, RESULTS[0]),
        ("*/*", CONSTRUCT, "text/turtle"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9, */*;q=0.1", SELECT, RESULTS[1]),
        ("text/*", SELECT, "text/csv"),
        ("text/csv;q=0, */*;q=0.2", ASK, RESULTS[0]),
        ("application/*;q=0.3, text/tab-separated-values;q=0.4", SELECT, "text/tab-separated-values"),
        ("application/json", SELECT, "application/json"),
        ("application/xml", SELECT, "application/xml"),
        ("APPLICATION/SPARQL-RESULTS+JSON", SELECT, RESULTS[0]),
        ("application/rdf+xml;q=0.5, text/turtle;q=0.1", DESCRIBE, "application/rdf+xml"),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", SELECT, "text/html"),
        ("nonsense, */*;q=x, text/csv", SELECT, "text/csv"),
    ],
)
def test_what_clients_like_most(server: Server, accept: str, query: str, kind: str) -> None:
    answer = server.ask(query, "-H", f"Accept: {accept}" if accept else "Accept;")
    assert (answer.status, answer.media_type) == (200, kind)
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "query"), [("image/png", SELECT), ("text/turtle", SELECT), ("text/csv", CONSTRUCT), ("*/*;q=0", ASK)]
)
def test_what_is_not_on_offer(server: Server, accept: str, query: str) -> None:
    answer = server.ask(query, "-H", f"Accept: {accept}")
    assert answer.status == 406
    assert "is answered as" in answer.text


def test_a_browser_gets_a_table_with_links(server: Server) -> None:
    answer = server.ask("SELECT ?p WHERE { ?p rdfs:label 'Vladimir Saldo'@en }", "-H", "Accept: text/html")
    assert '<a href="/resource/actor/vladimir-saldo">actor:vladimir-saldo</a>' in answer.text


# 2.1.7: what is wrong is said


def test_a_malformed_query(server: Server) -> None:
    answer = server.ask("SELECT ?x WHERE { ?x rdfs:lable }")
    assert (answer.status, answer.media_type) == (400, "text/plain")
    assert "line 1, column 33: found '}'" in answer.text


@pytest.mark.parametrize(
    ("path", "options", "status", "told"),
    [
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", [], 400, "more than one query"),
        ("/sparql?query=", [], 400, "empty"),
        ("/sparql", ["-d", "default-graph-uri=http%3A%2F%2Fexample.org%2F"], 400, "there is no query"),
        ("/sparql", ["-d", "query=ASK%7B%7D&query=ASK%7B%7D"], 400, "more than one query"),
        ("/sparql?query=ASK%7B%7D", ["-H", DIRECT, "-d", "ASK{}"], 400, "no other"),
        ("/sparql", ["-H", "Content-Type: text/plain", "-d", "ASK{}"], 415, "not as text/plain"),
        ("/sparql", ["-H", "Content-Type:", "-d", "ASK{}"], 415, "Content-Type"),
        ("/sparql", ["-H", f"{DIRECT}; charset=utf-16", "-d", "ASK{}"], 415, "UTF-8"),
        ("/sparql?query=%ZZ", [], 400, "encodes nothing"),
        ("/sparql?query=ASK%7B%7D%FF", [], 400, "no UTF-8"),
        ("/sparql?query=ASK%7B%7D", ["-X", "PUT"], 405, "Method Not Allowed"),
        ("/sparql?query=ASK%7B%7D", ["-X", "DELETE"], 405, "Method Not Allowed"),
        ("/sparql", ["-X", "PATCH"], 405, "Method Not Allowed"),
    ],
)
def test_requests_that_are_not_as_the_protocol_has_them(
    server: Server, path: str, options: list[str], status: int, told: str
) -> None:
    answer = server.curl(path, *options)
    assert answer.status == status
    assert told in answer.text
    if status == 405:
        assert {"GET", "POST"} <= set(answer.headers["allow"].split(", "))


def test_a_query_in_utf_16_is_refused(server: Server) -> None:
    answer = server.curl("/sparql", "-H", DIRECT, "--data-binary", "@-", input=ASK.encode("utf-16"))
    assert answer.status == 400


@pytest.mark.parametrize(
    "options",
    [
        ["--get", "-d", "update=CLEAR%20ALL"],
        ["-d", "update=CLEAR%20ALL"],
        ["-d", "update=INSERT DATA { <a:b> <a:b> <a:b> }"],
        ["-H", "Content-Type: application/sparql-update", "-d", "CLEAR ALL"],
        ["-d", "query=CLEAR ALL"],
        ["-d", "query=PREFIX a: <a:> INSERT DATA { a:b a:b a:b }"],
        ["-d", "query=DELETE WHERE { ?s ?p ?o }"],
        ["-d", "query=LOAD <file:///etc/passwd>"],
    ],
)
def test_updates_are_refused(server: Server, options: list[str]) -> None:
    before = number(server.ask(COUNT))
    answer = server.curl("/sparql", *options)
    assert answer.status == 403
    assert "only read" in answer.text
    assert number(server.ask(COUNT)) == before


def test_head_is_get_without_a_body(server: Server) -> None:
    answer = server.curl("/sparql?query=ASK%7B%7D", "--head")
    assert (answer.status, answer.text, answer.media_type) == (200, "", RESULTS[0])


# Service Description


@pytest.mark.parametrize(("kind", "form"), list(GRAPHS.items())[:4])
def test_the_service_describes_itself(server: Server, articles: list[str], kind: str, form: str) -> None:
    answer = server.curl("/sparql", "-H", f"Accept: {kind}")
    assert (answer.status, answer.media_type) == (200, kind)
    graph = Graph().parse(data=answer.text, format=form)
    terms = "http://www.w3.org/ns/sparql-service-description#"
    service = URIRef(f"{server.url}/sparql")
    assert graph.value(service, URIRef(f"{terms}endpoint")) == service
    assert graph.value(service, URIRef(f"{terms}supportedLanguage")) == URIRef(f"{terms}SPARQL11Query")
    assert {str(one) for one in graph.objects(None, URIRef(f"{terms}name"))} == set(articles)
    assert len(list(graph.objects(service, URIRef(f"{terms}resultFormat")))) == 10


def test_a_browser_is_led_to_the_editor(server: Server) -> None:
    answer = server.curl("/sparql", "-H", "Accept: text/html,*/*;q=0.8")
    assert (answer.status, answer.headers["location"]) == (303, "/query")
    assert server.curl("/sparql", "-H", "Accept: image/png").status == 406


# Cross-origin reading


def test_pages_of_this_machine_may_read_answers_and_others_may_not(server: Server) -> None:
    for origin, allowed in (("http://localhost:3000", True), ("https://evil.example", False)):
        answer = server.ask(ASK, "-H", f"Origin: {origin}")
        assert (answer.headers.get("access-control-allow-origin") == origin) == allowed
