"""Parts of a graph, and graphs that come back from files: nothing is lost, nothing is half, nothing is made up."""

import gzip
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store
from typer.testing import CliRunner, Result

import newsgraph
from newsgraph.cli import app
from newsgraph.exporting.formats import FORMATS, export, export_to
from newsgraph.exporting.restoring import UnreadableGraphError, load
from newsgraph.exporting.selecting import select
from newsgraph.exporting.subset import Selection, subset
from newsgraph.rdf import store as stores
from newsgraph.rdf import writer
from newsgraph.rdf.validation import validate
from newsgraph.rdf.vocabulary import NG, PROV, SCHEMA, TYPE, XSD
from small_news import IDENTITIES, RECORDS, TEXTS

ARMY, KHERSON = "urn:newsgraph:actor:the-army", "urn:newsgraph:place:kherson"
RDF_SUFFIXES = {name: FORMATS[name].suffix for name in ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")}
KEEP_GRAPHS = {"trig", "nquads", "jsonld"}


@pytest.fixture(scope="module")
def graph() -> Store:
    return stores.in_memory(writer.quads(RECORDS, IDENTITIES, TEXTS))


@pytest.fixture(scope="module")
def seeds(built: Path) -> Store:
    return stores.read(built / "store")


def _texts(graph: Store) -> list[str]:
    return sorted(quad.object.value for quad in graph.quads_for_pattern(None, NG["text"], None, None))  # type: ignore[union-attr]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


# Parts


def test_what_is_around_a_thing(graph: Store) -> None:
    assert _texts(select(graph, around="Cherson")) == ["denied: The army shell Cherson", "the army shelled Kherson"]
    assert _texts(select(graph, around="Olha Marsh", hops=3)) == ["Olha Marsh has left the old town"]


def test_one_article(graph: Store) -> None:
    part = select(graph, articles=["denial"])
    assert _texts(part) == ["denied: The army shell Cherson", "possible: trains run on Monday"]
    assert list(part.named_graphs()) == [NamedNode("urn:newsgraph:article:denial")]
    event = next(part.quads_for_pattern(None, TYPE, NG["Event"], None)).subject
    reported = [quad.object for quad in part.quads_for_pattern(event, NG["reportedAs"], None, None)]
    assert reported == [NG["Denied"]]


def test_all_articles_are_the_whole_graph(graph: Store) -> None:
    assert set(select(graph, articles=["denial", "shelling"], unsure=True)) == set(graph)


def test_some_days(graph: Store) -> None:
    assert _texts(select(graph, since="2022-05-04", until="2022-05")) == [
        "Olha Marsh has left the old town",
        "possible: trains run on Monday",
    ]
    assert len(_texts(select(graph, until="2022-05-03"))) == 2
    assert _texts(select(graph, until="2021")) == []


def test_what_a_query_names(graph: Store) -> None:
    told = select(graph, query="SELECT ?s { ?s a ng:Statement ; ng:reportedAs ng:Denied }")
    assert _texts(told) == ["denied: The army shell Cherson"]
    assert _texts(select(graph, query="CONSTRUCT { ?s ng:text ?t } WHERE { ?s ng:text ?t ; ng:quoted true }")) == [
        "denied: The army shell Cherson"
    ]
    assert len(_texts(select(graph, query="SELECT ?e { ?e a ng:Event }"))) == 2
    with pytest.raises(ValueError, match="ASK"):
        select(graph, query="ASK {}")


def test_a_denial_without_what_it_denies_has_no_fact(graph: Store) -> None:
    part = select(graph, articles=["denial"])
    facts = [quad for quad in part if quad.predicate.value.startswith("https://w3id.org/newsgraph/relation#")]
    assert not [quad for quad in facts if quad.predicate.value.endswith("#shell") and quad.subject == NamedNode(ARMY)]
    assert not [*part.quads_for_pattern(None, NG["contradicts"], None, None)]


@pytest.mark.parametrize(
    ("selected", "told"),
    [
        ({"around": "Nobody"}, "nothing in the graph"),
        ({"articles": ["none"]}, "no article 'none'"),
        ({"articles": ["a b <c>"]}, "no article"),
        ({"since": "soon"}, "soon: a day"),
        ({"around": "Kherson", "hops": 0}, "1 or more"),
    ],
)
def test_what_is_not_there_is_told(graph: Store, selected: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        select(graph, **selected)  # type: ignore[arg-type]


@settings(max_examples=15)
@given(data=st.data())
def test_every_part_conforms_and_is_of_the_whole(seeds: Store, data: st.DataObject) -> None:
    nodes = sorted({quad.subject.value for quad in seeds if isinstance(quad.subject, NamedNode)})
    articles = sorted(quad.subject.value for quad in seeds.quads_for_pattern(None, TYPE, SCHEMA["NewsArticle"], None))  # type: ignore[union-attr]
    days = st.dates(date(2022, 2, 1), date(2022, 12, 31))
    selection = Selection(
        around=data.draw(st.sampled_from(["", *nodes])),
        hops=data.draw(st.integers(1, 3)),
        articles=tuple(data.draw(st.lists(st.sampled_from(articles), max_size=2, unique=True))),
        things=data.draw(st.none() | st.lists(st.sampled_from(nodes), max_size=6).map(tuple)),
        first=data.draw(st.none() | days),
        last=data.draw(st.none() | days),
        sure=data.draw(st.booleans()),
    )
    part = subset(seeds, selection)
    assert set(part) <= set(seeds)
    report = validate(part)
    assert report.conforms, str(report)
    if selection.articles:
        derived = {quad.object.value for quad in part.quads_for_pattern(None, PROV["wasDerivedFrom"], None, None)}  # type: ignore[union-attr]
        statements = {quad.subject for quad in part.quads_for_pattern(None, TYPE, NG["Statement"], None)}
        assert not statements or derived & set(selection.articles)


# Round trips

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_IRI = st.sampled_from(["urn:newsgraph:actor:a", "https://example.org/kg/x?y=1&z#é", "urn:x:%20/..//"])
_NODES = st.builds(NamedNode, _IRI)
_PREDICATES = st.sampled_from(
    [NG["text"], NG["event"], NG["confidence"], TYPE, NamedNode("https://w3id.org/newsgraph/relation#ask")]
)
_LITERALS = st.one_of(
    st.builds(Literal, _TEXT),
    st.builds(lambda text, tag: Literal(text, language=tag), _TEXT, st.sampled_from(["en", "de-ch"])),
    st.builds(lambda text, kind: Literal(text, datatype=XSD[kind]), _TEXT, st.sampled_from(["integer", "boolean"])),
    st.builds(lambda number: Literal(str(number), datatype=XSD["integer"]), st.integers()),
    st.builds(lambda number: Literal(str(number), datatype=XSD["decimal"]), st.decimals(-9, 9, places=3)),
    st.builds(lambda text: Literal(text, datatype=NamedNode("urn:x:type")), _TEXT),
)
_GRAPHS = st.sampled_from([DefaultGraph(), NamedNode("urn:newsgraph:article:1"), NamedNode("https://example.org/g")])
_QUADS = st.builds(Quad, _NODES, _PREDICATES, _NODES | _LITERALS, _GRAPHS)


def _written(quads: list[Quad], form: str, folder: Path) -> Path:
    path = folder / f"graph{RDF_SUFFIXES[form]}"
    export_to(stores.in_memory(quads), form, path)
    return path


@pytest.mark.parametrize("form", [form for form in RDF_SUFFIXES if form != "rdfxml"])
@given(quads=st.lists(_QUADS, min_size=1, max_size=6))
@settings(max_examples=40)
def test_any_graph_comes_back_whole(form: str, quads: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> None:
    back = set(load(_written(quads, form, tmp_path_factory.mktemp("trip"))))
    kept = set(stores.in_memory(quads))
    if form in KEEP_GRAPHS:
        assert back == kept
    else:
        assert back == {Quad(quad.subject, quad.predicate, quad.object) for quad in kept}


_XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from("\t\n\r<&]>")
)


@given(texts=st.lists(_XML_TEXT, min_size=1, max_size=4))
@settings(max_examples=40)
def test_what_xml_can_carry_comes_back_from_it(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    quads = [Quad(NamedNode(KHERSON), NG["text"], Literal(text, language="en")) for text in texts]
    assert set(load(_written(quads, "rdfxml", tmp_path_factory.mktemp("trip")))) == set(quads)


@pytest.mark.parametrize("form", ["trig", "turtle"])
def test_a_graph_is_restored_with_its_files(built: Path, form: str, tmp_path: Path) -> None:
    whole = newsgraph.KnowledgeGraph.open(built)
    file = tmp_path / f"graph{RDF_SUFFIXES[form]}"
    assert whole.export(form, file) == b""
    restored = run("import", file, "--output", tmp_path / "out")
    assert restored.exit_code == 0, restored.output
    again = newsgraph.KnowledgeGraph.open(tmp_path / "out")
    if form in KEEP_GRAPHS:
        assert set(again.store) == set(whole.store)
        assert (tmp_path / "out" / "graph.trig").read_bytes() == (built / "graph.trig").read_bytes()
        assert (tmp_path / "out" / "graph.ttl").read_bytes() == (built / "graph.ttl").read_bytes()
        assert (tmp_path / "out" / "graph.html").read_bytes() == (built / "graph.html").read_bytes()
    lines, wanted = (one.export("ntriples").splitlines() for one in (again, whole))
    assert sorted(lines) == sorted(wanted)  # in the same order, too, where articles are apart
    assert again.export("csv") == whole.export("csv")  # also where articles are no longer apart


def test_what_is_restored_is_not_taken_for_what_the_last_build_made(graph: Store, tmp_path: Path) -> None:
    export_to(graph, "trig", tmp_path / "good.trig")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "build.json").write_text("{}")
    assert run("import", tmp_path / "good.trig", "--output", tmp_path / "out").exit_code == 0
    assert not (tmp_path / "out" / "build.json").exists()


def test_packed_files_are_read(graph: Store, tmp_path: Path) -> None:
    (tmp_path / "graph.nq.gz").write_bytes(gzip.compress(export(graph, "nquads")))
    assert set(newsgraph.load(tmp_path / "graph.nq.gz").store) == set(graph)
    (tmp_path / "graph.ttl.gz").write_bytes(b"\x1f\x8bnonsense")
    with pytest.raises(UnreadableGraphError, match=r"graph\.ttl\.gz: no Turtle"):
        load(tmp_path / "graph.ttl.gz")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("graph.ttl", "<html>no</html>", "no Turtle: Parser error at line 1"),
        ("graph.trig", "@prefix a: <urn:a:> .\na:b a:c", "no TriG"),
        ("graph.jsonld", '{"@context": "https://w3id.org/x", "@id": "a"}', "no JSON-LD"),
        ("graph.nq", "<a> <b> <c> .", "no N-Quads"),
        ("graph.rdf", "<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><r>&a;</r>", "no RDF/XML"),
        ("graph.ttl", "", "no triple"),
        ("graph.docx", "x", "no RDF by its name"),
    ],
)
def test_what_is_no_graph_costs_one_line_and_not_the_old_graph(
    graph: Store, name: str, content: str, told: str, tmp_path: Path
) -> None:
    export_to(graph, "trig", tmp_path / "good.trig")
    assert run("import", tmp_path / "good.trig", "--output", tmp_path / "out").exit_code == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir() if path.is_file()}
    (tmp_path / name).write_text(content)
    result = run("import", tmp_path / name, "--output", tmp_path / "out")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert f"{tmp_path / name}: {told}" in result.stderr
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir() if path.is_file()} == before
    assert set(newsgraph.KnowledgeGraph.open(tmp_path / "out").store) == set(graph)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = run("import", tmp_path / "none.trig", "--output", tmp_path / "out")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "none.trig" in result.stderr


def test_a_graph_that_breaks_the_model_is_restored_and_that_is_told(graph: Store, tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text("<urn:a> <urn:b> 'c' .")
    result = run("import", tmp_path / "mine.ttl", "--output", tmp_path / "mine")
    assert result.exit_code in (0, 3)
    assert len(newsgraph.KnowledgeGraph.open(tmp_path / "mine").store) == 1
    bad = [quad for quad in graph if quad.predicate not in (NG["confidence"], NG["evidence"])]
    export_to(stores.in_memory(bad), "nquads", tmp_path / "bad.nq")
    result = run("import", tmp_path / "bad.nq", "--output", tmp_path / "bad")
    assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
    assert "warning: it breaks the graph model: " in result.stderr
    assert set(newsgraph.KnowledgeGraph.open(tmp_path / "bad").store) == set(bad)


# The commands


def test_export_writes_a_part(built: Path, tmp_path: Path) -> None:
    (tmp_path / "denied.rq").write_text("SELECT ?s { ?s ng:reportedAs ng:Denied }")
    around, dates = ["--around", "Cherson", "--hops", "1"], ["--from", "2022-09", "--to", "2022-10"]
    for arguments in (around, dates, ["--select", tmp_path / "denied.rq", "--all"]):
        result = run("export", "--graph", built, "--format", "trig", "--output", tmp_path / "part.trig", *arguments)
        assert result.exit_code == 0, result.output
        assert 0 < len(load(tmp_path / "part.trig")) < 0.9 * len(stores.read(built / "store"))
    article = next(stores.read(built / "store").quads_for_pattern(None, TYPE, SCHEMA["NewsArticle"], None)).subject
    result = run("export", "--graph", built, "--format", "csv", "--article", str(article).strip("<>"))
    assert result.exit_code == 0
    assert result.stdout.count(str(article).strip("<>")) > 3


@pytest.mark.parametrize(
    "arguments",
    [
        ["--around", "Nobody At All"],
        ["--article", "none"],
        ["--select", "missing.rq"],
        ["--from", "soon"],
        ["--to", "2022", "--to", "2023"],
        ["--format", "docx"],
    ],
)
def test_a_wrong_part_costs_one_line(built: Path, arguments: list[str]) -> None:
    result = run("export", "--graph", built, *arguments)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1), result.output


def test_the_formats_that_are_listed_are_those_that_there_are(built: Path, tmp_path: Path) -> None:
    graph = newsgraph.KnowledgeGraph.open(built).subset(around="Cherson")
    for name, form in FORMATS.items():
        graph.export(name, tmp_path / f"{name}{form.suffix}")
    assert len(list(tmp_path.iterdir())) == len(FORMATS)
