"""Decisions and reasons, as a user asks for them."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import newsgraph
from newsgraph.cli import app

ARTICLES = {
    "one": "John Smith, a senator, met Anna Keller in Oslo on Monday. Smith praised Norway.",
    "two": "The astronomer John Smith discovered a comet in Chile. Smith thanked Chile.",
    "three": "Sergei Surovikin visited Oslo on Tuesday. Surovikin criticised Norway.",
    "four": "Sergej Surowikin was dismissed by Russia on Wednesday. Anna Kellner lives in Oslo.",
    "five": "Greta Olsen, a baker, came to Oslo. Olsen, a farmer in Peru, thanked Chile. Greta Olsen left Oslo.",
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("decisions")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text)
    newsgraph.build([folder], output=folder / "exports")
    return folder / "exports"


@pytest.fixture
def copy(graph: Path, tmp_path: Path) -> Path:
    """A graph of its own for each test, beside its articles."""
    shutil.copytree(graph.parent, tmp_path / "news")
    return tmp_path / "news" / "exports"


def run(folder: Path, *arguments: str, **options: str):
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, [*arguments, "--graph", str(folder)], **options)


def rebuilt(folder: Path) -> newsgraph.KnowledgeGraph:
    return newsgraph.build([folder.parent], output=folder)


def nodes(graph: newsgraph.KnowledgeGraph, label: str) -> list[str]:
    found = graph.query(f"SELECT ?x WHERE {{ ?x rdfs:label|skos:altLabel ?l FILTER(STR(?l) = '{label}') }}").rows
    return sorted({row["x"].value.rpartition(":")[2] for row in found})


def test_two_people_of_one_name_are_told_apart_and_stay_so(copy: Path) -> None:
    assert nodes(newsgraph.KnowledgeGraph.open(copy), "John Smith") == ["john-smith"]
    result = run(copy, "different", "John Smith@one", "John Smith@two")
    assert result.exit_code == 0, result.output
    assert "newsgraph build" in result.stdout
    assert len(nodes(rebuilt(copy), "John Smith")) == 2
    (copy.parent / "six.txt").write_text("A bus hit a tree in Malta on Sunday.")
    assert len(nodes(rebuilt(copy), "John Smith")) == 2
    assert "decided already" in run(copy, "different", "John Smith@two", "John Smith@one").stdout


def test_two_whom_one_article_takes_for_one_are_told_apart_by_their_names(copy: Path) -> None:
    assert nodes(newsgraph.KnowledgeGraph.open(copy), "Olsen") == ["greta-olsen"]
    result = run(copy, "different", "Greta Olsen", "Olsen")
    assert "actor:greta-olsen and actor:olsen" in result.stdout, result.output
    assert "decided already" in run(copy, "different", "Olsen@five", "Greta Olsen@five").stdout
    graph = rebuilt(copy)
    assert nodes(graph, "Olsen") == ["olsen"]
    assert graph.query("ASK { actor:olsen rel:thank place:chile }").truth
    assert graph.validate().conforms
    assert "nothing in it tells them apart" in run(copy, "different", "Olsen", "Olsen").stderr
    assert run(copy, "same", "Greta Olsen", "Olsen").exit_code == 0
    assert rebuilt(copy).query("ASK { actor:greta-olsen owl:sameAs actor:olsen ; skos:altLabel 'Olsen'@en }").truth


def test_an_ambiguous_name_lists_who_may_be_meant(copy: Path) -> None:
    run(copy, "different", "John Smith@one", "John Smith@two")
    rebuilt(copy)
    result = run(copy, "rename", "John Smith", "Jack Smith")
    assert result.exit_code == 2
    assert "actor:john-smith " in result.stderr
    assert "actor:john-smith-" in result.stderr


def test_same_and_rename_are_applied_and_taken_back(copy: Path) -> None:
    assert run(copy, "same", "anna keller", "actor:anna-kellner").exit_code == 0
    assert run(copy, "rename", "<urn:newsgraph:actor:anna-keller>", 'Anna "K." Keller').exit_code == 0
    graph = rebuilt(copy)
    assert nodes(graph, "Anna Kellner") == ["anna-keller"]
    assert graph.query(
        "ASK { actor:anna-keller owl:sameAs actor:anna-kellner ; rdfs:label 'Anna \"K.\" Keller'@en }"
    ).truth
    assert graph.validate().conforms
    file = copy / "decisions.ttl"
    file.write_text(file.read_text() + "# a remark of mine\n")
    assert run(copy, "different", "actor:anna-keller", "actor:anna-kellner").exit_code == 0
    written = file.read_text()
    assert "sameAs" not in written
    assert "# a remark of mine" in written
    assert nodes(rebuilt(copy), "Anna Kellner") == ["anna-kellner"]


def test_an_edited_article_renames_nothing_that_stays(copy: Path) -> None:
    """A sentence more, a sentence less, and what was decided still holds."""
    run(copy, "different", "John Smith@one", "John Smith@two")
    run(copy, "same", "Anna Keller", "Anna Kellner")
    before = rebuilt(copy)
    told = """SELECT DISTINCT ?x WHERE {
        ?m itsrdf:taIdentRef ?x ; nif:referenceContext article:two ; nif:anchorOf 'John Smith' }"""
    (astronomer,) = (row["x"].value for row in before.query(told).rows)
    (copy.parent / "two.txt").write_text(
        "Malta was warm on Friday. The astronomer John Smith discovered a comet in Peru."
    )
    (copy.parent / "one.txt").write_text("On Sunday it rained. " + ARTICLES["one"])
    after = rebuilt(copy)
    assert [row["x"].value for row in after.query(told).rows] == [astronomer]
    assert nodes(after, "Anna Kellner") == ["anna-keller"]
    assert after.query("ASK { actor:anna-keller owl:sameAs actor:anna-kellner }").truth
    run(copy, "different", "actor:anna-keller", "actor:anna-kellner")
    assert nodes(rebuilt(copy), "Anna Kellner") == ["anna-kellner"]


def test_what_a_person_wrote_is_never_contradicted_in_silence(copy: Path) -> None:
    file = copy / "decisions.ttl"
    file.write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix a: <urn:newsgraph:actor:> .\n"
        "a:anna-keller owl:differentFrom\n  a:anna-kellner ."
    )
    before = file.read_bytes()
    result = run(copy, "same", "Anna Keller", "Anna Kellner")
    assert result.exit_code == 2
    assert "opposite" in result.stderr
    assert file.read_bytes() == before


def test_a_name_that_nobody_bears_gets_a_hint(graph: Path) -> None:
    result = run(graph, "rename", "Ana Keler", "x")
    assert result.exit_code == 2
    assert "Anna Keller" in result.stderr


def test_why_two_are_one_or_not_in_weights_and_sentences(graph: Path) -> None:
    result = run(graph, "why", "Sergei Surovikin", "Sergej Surowikin")
    assert "One in the graph" in result.stdout
    assert "in another order or spelling" in result.stdout
    assert "Sergei Surovikin visited Oslo on Tuesday." in result.stdout
    assert "was dismissed by Russia" in result.stdout
    result = run(graph, "why", "Anna Keller", "John Smith")
    assert "Two in the graph" in result.stdout
    assert "another surname" in result.stdout
    assert "one if people say so" not in result.stdout
    assert "only if people say so" in run(graph, "why", "Anna Keller", "Oslo").stdout


def test_why_one_node_tells_all_its_mentions_and_why_each_is_of_it(graph: Path) -> None:
    result = run(graph, "why", "Sergei Surovikin")
    assert "3 mentions in 2 articles" in result.stdout
    assert "three: Sergei Surovikin, Surovikin" in result.stdout
    assert "in another order or spelling" in result.stdout
    result = run(graph, "why", "Oslo")
    assert "The gazetteer has one place for both: Oslo, a city in Norway (https://sws.geonames.org/" in result.stdout
    assert "taken for one" in run(graph, "why", "John Smith@one", "Smith@one").stdout


def test_a_review_asks_and_writes_what_was_answered(copy: Path) -> None:
    asked = run(copy, "review", input="q\n").stdout
    assert "Are they one?" in asked
    assert not (copy / "decisions.ttl").exists()
    result = run(copy, "review", input="x\ns\nq\n")
    assert not (copy / "decisions.ttl").exists()
    result = run(copy, "review", "--limit", "1", input="n\n")
    assert "1 decided" in result.stdout, result.output
    assert "differentFrom" in (copy / "decisions.ttl").read_text()
    first = asked.partition("Are they one?")[0]
    assert first not in run(copy, "review", input="q\n").stdout
    rebuilt(copy)


def test_why_reports_are_of_one_event(built: Path) -> None:
    """The seeds have an event that both articles report."""
    several = newsgraph.KnowledgeGraph.open(built).query("""
        SELECT ?e WHERE { ?e a ng:Event ; prov:wasDerivedFrom ?one, ?other FILTER(?one != ?other) } ORDER BY ?e LIMIT 1
    """)
    (event,) = (row["e"].value for row in several.rows)
    result = run(built, "why", event)
    assert "One in the graph" in result.stdout, result.output
    assert "They are one event: what happens, who does it" in result.stdout


def test_why_a_state_and_its_government_do_one_thing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Russia attacked Odesa on 5 October 2022.")
    (tmp_path / "b.txt").write_text("The Kremlin attacked Odesa on 5 October 2022. The Kremlin is Russia's government.")
    graph = newsgraph.build([tmp_path], output=tmp_path / "exports")
    (event,) = [
        row["e"].value
        for row in graph.query(
            """SELECT ?e WHERE { ?e a ng:Event ; rdfs:label ?l FILTER(CONTAINS(?l, "attacked")) }"""
        ).rows
    ]
    result = run(tmp_path / "exports", "why", event)
    assert "They are one event: " in result.stdout
    assert "the same state or a body of it (RU)" in result.stdout
