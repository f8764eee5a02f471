"""The pages of a running server: what they say, in which forms, and how they are in a real browser."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from rdflib import Graph, URIRef

from conftest import ROOT
from serving import Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NG = "https://w3id.org/newsgraph#"
SALDO = "/resource/actor/vladimir-saldo"
HTML = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
AXE = ROOT / "graph" / "web" / "node_modules" / "axe-core" / "axe.min.js"
FORMATS = {
    "turtle": "turtle",
    "jsonld": "json-ld",
    "ntriples": "nt",
    "rdfxml": "xml",
    "trig": "trig",
    "nquads": "nquads",
}


def words(html: str) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def statement(server: Server, text: str) -> str:
    (row,) = server.rows(f'SELECT ?s {{ ?s ng:text "{text}"@en }}')
    return "/resource/" + row["s"].removeprefix("urn:newsgraph:").replace(":", "/", 1).replace("#", "/")


# The picture


def test_the_picture_is_the_file(server: Server, built: Path) -> None:
    answer = server.curl("/")
    assert answer.media_type == "text/html"
    assert answer.text == (built / "graph.html").read_text("utf-8")
    again = server.curl("/", "-H", f"If-None-Match: {answer.headers['etag']}")
    assert (again.status, again.text) == (304, "")


# Things


def test_the_page_of_an_actor(server: Server) -> None:
    page = words(server.curl(SALDO, "-H", HTML).text)
    assert "Vladimir Saldo Actor , Person · urn:newsgraph:actor:vladimir-saldo" in page
    assert "Also called Saldo." in page
    assert "Spoken of as occupation chief." in page
    assert "What is known ask the leadership in Moscow" in page
    assert re.search(r"\d+ statements .*Vladimir Saldo called on the residents stated · unsure \(0\.\d+\)", page)
    assert re.search(r"\d+ events? ", page)


def test_the_graph_of_an_article_is_whole_under_its_name(server: Server) -> None:
    (row,) = server.rows(
        "SELECT (COUNT(*) AS ?many) { GRAPH <urn:newsgraph:article:000_d14ddbe9530e48af> { ?s ?p ?o } }"
    )
    given = server.curl("/resource/article/000_d14ddbe9530e48af?format=nquads").text
    named = [line for line in given.splitlines() if line.endswith("<urn:newsgraph:article:000_d14ddbe9530e48af> .")]
    assert len(named) >= int(row["many"]) > 0
    assert server.curl("/resource/article/000_d14ddbe9530e48af?format=foo").status == 406


def test_the_page_of_a_statement_says_who_says_so_and_shows_the_sentence(server: Server) -> None:
    (row,) = server.rows(
        "SELECT ?s ?text ?who ?cue ?sentence { ?s ng:text ?text ; ng:saidBy/rdfs:label ?who ; ng:cue ?cue ;"
        " ng:reportedAs ng:Claimed ; ng:evidence/nif:anchorOf ?sentence } ORDER BY ?text LIMIT 1"
    )
    page = words(server.curl(statement(server, row["text"]), "-H", HTML).text)
    assert f"claimed by {row['who']} (“{row['cue']}”)" in page
    assert row["sentence"] in page
    shown = words(server.curl("/search?q=" + quote(row["text"]), "-H", HTML).text)
    assert f"{row['text']} claimed by {row['who']}" in shown


def test_a_statement_that_is_no_fact_says_so_wherever_it_is_named(server: Server) -> None:
    pairs = server.rows(
        "SELECT ?one ?text { ?one ng:contradicts ?other . ?other ng:text ?text ; ng:reportedAs ng:Denied }"
        " ORDER BY ?one LIMIT 1"
    )
    for pair in pairs:
        page = words(server.curl(f"/resource?iri={quote(pair['one'])}", "-L", "-H", HTML).text)
        assert f"{pair['text']} (denied" in page
    assert pairs


def test_the_pages_of_places_events_articles_and_relations(server: Server) -> None:
    place = words(server.curl("/resource/place/kherson", "-H", HTML).text)
    assert "Also called Cherson" in place
    assert "46.6" in place
    (event,) = server.rows("SELECT ?e { ?e a ng:Event ; sem:hasTimeStamp ?t } ORDER BY ?e LIMIT 1")
    name = event["e"].removeprefix("urn:newsgraph:event:")
    assert "Event" in words(server.curl(f"/resource/event/{name}", "-H", HTML).text)
    (article,) = server.rows("SELECT ?a ?text { ?a a schema:NewsArticle ; nif:isString ?text } ORDER BY ?a LIMIT 1")
    read = server.curl("/resource/article/" + article["a"].removeprefix("urn:newsgraph:article:"), "-H", HTML).text
    assert words(article["text"][:50]) in words(read)
    assert "statements" in words(read)
    assert "has asked Moscow to evacuate" in words(server.curl("/resource/relation/ask", "-H", HTML).text)


def test_every_thing_that_a_page_leads_to_has_a_page(server: Server) -> None:
    seen: set[str] = set()
    for start in (SALDO, "/resource/place/kherson", "/search?q=kherson"):
        found = re.findall(r'href="(/resource[^"?]*)"', server.curl(start, "-H", HTML).text)
        assert found
        seen.update(found[:25])
    for path in sorted(seen):
        assert server.curl(path, "-H", HTML).status == 200, path


def test_a_thing_by_its_iri(server: Server) -> None:
    answer = server.curl("/resource?iri=urn:newsgraph:actor:vladimir-saldo")
    assert (answer.status, answer.headers["location"]) == (303, SALDO)
    (row,) = server.rows("SELECT ?g { ?x owl:sameAs ?g } ORDER BY ?g LIMIT 1")
    assert server.curl(f"/resource?iri={row['g']}", "-H", HTML).status == 200
    assert server.curl("/resource/actor/nobody-at-all", "-H", HTML).status == 404
    assert server.curl("/resource?iri=no%20iri", "-H", HTML).status == 400


@pytest.mark.parametrize(("name", "form"), FORMATS.items())
def test_a_thing_as_triples(server: Server, name: str, form: str) -> None:
    answer = server.curl(f"{SALDO}?format={name}")
    assert answer.status == 200
    graph = Graph().parse(data=answer.text, format=form)
    saldo = URIRef("urn:newsgraph:actor:vladimir-saldo")
    assert str(graph.value(saldo, URIRef(f"{NG}role"))) == "occupation chief"
    assert len(list(graph.subjects(None, saldo))) > 5
    assert server.curl(SALDO, "-H", f"Accept: {answer.media_type}").media_type == answer.media_type


def test_headers_name_the_other_forms(server: Server) -> None:
    headers = server.curl(SALDO, "-H", HTML).headers
    assert "Accept" in headers["vary"]
    assert f'<{SALDO}?format=turtle>; rel="alternate"; type="text/turtle"' in headers["link"]
    assert '<urn:newsgraph:actor:vladimir-saldo>; rel="describes"' in headers["link"]
    assert server.curl(SALDO, "-H", "Accept: image/png").status == 406


# The ontology


def test_the_ontology(server: Server) -> None:
    page = words(server.curl("/ontology", "-H", HTML).text)
    assert "ng:Person Class" in page
    assert "A single human being." in page
    turtle = server.curl("/ontology", "-H", "Accept: text/turtle").text
    triples = Graph().parse(data=turtle, format="turtle")
    files = [Graph().parse(ROOT / "ontology" / name) for name in ("newsgraph.ttl", "alignments.ttl")]
    assert len(triples) == sum(len(one) for one in files)
    for name, form in FORMATS.items():
        assert len(Graph().parse(data=server.curl(f"/ontology?format={name}").text, format=form)) == len(triples)


def test_every_term_of_the_ontology_is_on_its_page(server: Server) -> None:
    triples = Graph().parse(ROOT / "ontology" / "newsgraph.ttl")
    terms = {str(one).removeprefix(NG) for one in triples.subjects() if str(one).startswith(NG)}
    assert set(re.findall(r'<section id="(\w+)"', server.curl("/ontology", "-H", HTML).text)) == terms


# Search


def test_search_finds_names_and_sentences(server: Server) -> None:
    found = server.curl("/search?q=saldo", "-H", "Accept: application/json").json
    assert found["things"][0] == {
        "iri": "urn:newsgraph:actor:vladimir-saldo",
        "kind": "person",
        "label": "Vladimir Saldo",
    }
    assert all("saldo" in f"{one['label']} {one['sentence']}".lower() for one in found["statements"])
    assert found["numberOfStatements"] >= len(found["statements"]) > 0
    assert {one["status"] for one in found["statements"]} > {"stated"}
    assert {one["sure"] for one in found["statements"]} == {True, False}
    page = server.curl("/search?q=cherson+annexed", "-H", HTML).text
    assert "<mark>Cherson</mark>" in page
    assert "<mark>annexed</mark>" in page


def test_search_says_what_may_be_meant(server: Server) -> None:
    found = server.curl("/search?q=Vladimr+Saldoo", "-H", "Accept: application/json").json
    assert found["things"] == found["statements"] == []
    assert "Vladimir Saldo" in found["hint"]


def test_search_without_words_is_an_invitation(server: Server) -> None:
    assert "Finds people, bodies, places" in words(server.curl("/search", "-H", HTML).text)


# In a browser


@contextmanager
def visit(browser: "Browser", server: Server) -> "Iterator[Callable[[str], Page]]":
    """Opens pages; in the end, nobody else was asked for anything, and nothing was refused or complained of."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)

    def open_(path: str) -> "Page":
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda asked: asked.url.startswith((server.url, "data:", "blob:")) or complaints.append(asked.url),
        )
        page.goto(server.url + path)
        return page

    try:
        yield open_
    finally:
        context.close()
    assert complaints == []


def violations(page: "Page") -> list[object]:
    """What keeps readers out of a page, as axe sees it."""
    if not AXE.exists():
        pytest.skip("graph/web/ is not installed (npm ci)")
    wanted = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    page.evaluate(AXE.read_text("utf-8"))
    return page.evaluate(
        f"async () => (await axe.run(document, {{runOnly: {json.dumps(wanted)}}})).violations"
        ".map(({id, nodes}) => [id, nodes[0].html.slice(0, 200)])"
    )


def test_the_editor_runs_a_query_and_shows_the_table(browser: "Browser", server: Server) -> None:
    with visit(browser, server) as open_:
        page = open_("/query")
        page.get_by_label("Examples").select_option("who-is-who")
        page.get_by_role("button", name="Run query").click()
        cell = page.locator(".yasr td a", has_text="actor:kyrylo-budanov")
        cell.wait_for()
        assert cell.get_attribute("href") == "/resource?iri=urn%3Anewsgraph%3Aactor%3Akyrylo-budanov"
        assert page.locator(".parseErrorIcon").count() == 0
        assert page.locator("#limited").is_hidden()
        assert violations(page) == []


def test_the_editor_tells_errors_and_limits(browser: "Browser", built: Path) -> None:
    with serving(built, "--row-limit", "7") as small, visit(browser, small) as open_:
        page = open_("/query#query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D")
        page.get_by_role("button", name="Run query").click()
        page.get_by_text("There is more: only the first 7 rows are given.").wait_for()
        assert page.locator(".yasr tbody tr").count() == 7


def test_the_editor_completes_terms_of_the_ontology(browser: "Browser", server: Server) -> None:
    with visit(browser, server) as open_:
        page = open_("/query#query=SELECT%20*%20%7B%20%3Fs%20a%20")
        page.locator(".CodeMirror").click()
        page.keyboard.press("Control+End")
        page.keyboard.type("ng:Per")
        page.locator(".CodeMirror-hints", has_text="ng:Person").wait_for()
        assert "PREFIX ng: <https://w3id.org/newsgraph#>" in page.locator(".CodeMirror-code").inner_text()


@pytest.mark.parametrize(
    "path",
    [
        SALDO,
        "/ask",
        "/ask?question=said&about=Kherson&limit=1",
        "/ask?question=what&who=Russian",
        "/ask?question=who-is-who",
        "/ontology",
        "/search?q=kherson",
        "/sparql?query=SELECT%20*%7B%3Fs%20%3Fp%20%3Fo%7DLIMIT%209",
    ],
)
def test_axe_finds_nothing(browser: "Browser", server: Server, path: str) -> None:
    with visit(browser, server) as open_:
        page = open_(path)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert violations(page) == []


def test_the_picture_works_when_it_is_served(browser: "Browser", server: Server) -> None:
    with visit(browser, server) as open_:
        open_("/").wait_for_selector("html[data-ready]", state="attached")


# The command


def run(*options: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "newsgraph", "serve", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_no_graph_and_wrong_options_are_one_line(tmp_path: Path, built: Path, server: Server) -> None:
    for options, status, told in (
        (["--graph", str(tmp_path)], 1, "there is no graph in"),
        (["--graph", str(built), "--time-limit", "soon"], 2, "'soon' is no span of time, such as 10s, 500ms or 2m"),
        (["--graph", str(built), "--memory-limit", "5MB"], 2, "'5MB' is too little memory: 200MB is the least"),
        (["--graph", str(built), "--port", str(server.port)], 1, f"cannot listen on 127.0.0.1, port {server.port}"),
    ):
        ended = run(*options)
        assert (ended.returncode, ended.stdout) == (status, "")
        assert told in ended.stderr
        assert ended.stderr.count("\n") == 1


def test_without_what_it_needs_there_is_one_line(built: Path, tmp_path: Path) -> None:
    (tmp_path / "uvicorn.py").write_text("raise ModuleNotFoundError('No module named uvicorn', name='uvicorn')\n")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from newsgraph.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--graph", str(built)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.stderr == "newsgraph: serving needs more packages: pip install 'newsgraph[serve]'\n"
