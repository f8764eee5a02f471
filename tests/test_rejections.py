"""Statements that people mark as wrong or right: the marks hold in every build, and nothing else is lost."""

import shutil
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from typer.testing import CliRunner

import newsgraph
from newsgraph.cli import app
from newsgraph.decision_file import DecisionFile
from newsgraph.statement_decisions import StatementDecision

ARTICLES = {
    "one": "Russia attacked Kharkiv on Monday. Mayor Anna Keller thanked Poland. "
    "She said that Poland sent 20 tanks to Ukraine.",
    "two": "Russia attacked Kharkiv on Monday. Germany praised Anna Keller.",
    "three": "Keller resigned. Anna Keller thanked Poland. Russia attacked Kharkiv and Odesa on Tuesday.",
}
PREFIXES = """@prefix ng: <https://w3id.org/newsgraph#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix article: <urn:newsgraph:article:> .
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rejections")
    (folder / "articles").mkdir()
    for name, text in ARTICLES.items():
        (folder / "articles" / f"{name}.txt").write_text(text)
    newsgraph.build([folder / "articles"], output=folder / "exports")
    return folder / "exports"


@pytest.fixture
def copy(graph: Path, tmp_path: Path) -> Path:
    """A graph of its own for each test, beside its articles."""
    shutil.copytree(graph.parent, tmp_path / "news")
    return tmp_path / "news" / "exports"


def run(folder: Path, *arguments: str) -> str:
    """What a command that succeeds says."""
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, [*arguments, "--graph", str(folder)])
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(folder: Path, *arguments: str) -> str:
    result = CliRunner().invoke(app, [*arguments, "--graph", str(folder)])
    assert result.exit_code == 2, result.output
    return result.stderr


def rebuilt(folder: Path, **options: float) -> newsgraph.KnowledgeGraph:
    graph = newsgraph.build([folder.parent / "articles"], output=folder, **options)
    assert graph.validate().conforms
    return graph


def texts(graph: newsgraph.KnowledgeGraph) -> list[str]:
    """All statements, by article: "one: Russia attacked Kharkiv on Monday"."""
    found = graph.query("SELECT ?a ?t { ?s ng:text ?t ; prov:wasDerivedFrom ?a }").rows
    return sorted(f"{row['a'].value.rpartition(':')[2]}: {row['t'].value}" for row in found)


def events(graph: newsgraph.KnowledgeGraph) -> list[str]:
    """All events with who takes part in them: "attack-kharkiv-russia: kharkiv russia"."""
    found = graph.query("""
        SELECT ?e (GROUP_CONCAT(DISTINCT ?who) AS ?all) {
            ?e a ng:Event OPTIONAL { ?e sem:hasActor ?node BIND(REPLACE(STR(?node), ".*:", "") AS ?who) }
        } GROUP BY ?e""").rows
    return sorted(f"{row['e'].value.rpartition(':')[2]}: {' '.join(sorted(row['all'].value.split()))}" for row in found)


ALL = [
    "one: Mayor Anna Keller thanked Poland",
    "one: Poland sent 20 tanks to Ukraine",
    "one: Russia attacked Kharkiv on Monday",
    "three: Anna Keller thanked Poland",
    "three: Keller resigned",
    "three: Russia attacked Kharkiv on Tuesday",
    "three: Russia attacked Odesa on Tuesday",
    "two: Germany praised Anna Keller",
    "two: Russia attacked Kharkiv on Monday",
]


def without(*gone: str) -> list[str]:
    return [one for one in ALL if one not in gone]


def test_what_is_rejected_is_nowhere_and_comes_back_as_it_was(copy: Path) -> None:
    before = newsgraph.KnowledgeGraph.open(copy)
    assert texts(before) == ALL
    said = run(copy, "reject", "germany praised  Anna Keller", "--reason", "it was Austria")
    assert "'Germany praised Anna Keller' in two is wrong: the next `newsgraph build` applies it" in said
    assert "it was Austria" in (copy / "decisions.ttl").read_text()
    graph = rebuilt(copy)
    assert texts(graph) == without("two: Germany praised Anna Keller")
    assert not graph.query("ASK { ?x rel:praise ?y }").truth
    assert [one for one in events(graph) if one.startswith("praise")] == []
    assert "praise" not in (copy / "graph.html").read_text().partition("<main")[2]
    assert (
        "1 rejected" in CliRunner().invoke(app, ["build", str(copy.parent / "articles"), "--output", str(copy)]).stdout
    )
    assert "decided already" in run(copy, "reject", "Germany praised Anna Keller@two")
    assert "no longer rejected" in run(copy, "accept", "Germany praised Anna Keller")
    assert rebuilt(copy).export("nquads") == before.export("nquads")


def test_of_several_articles_that_say_it_only_the_one_is_meant(copy: Path) -> None:
    said = refused(copy, "reject", "Russia attacked Kharkiv on Monday")
    assert "article:one#statement-t0; article:two#statement-t0: say which" in said
    run(copy, "reject", "Russia attacked Kharkiv on Monday@two")
    assert texts(rebuilt(copy)) == without("two: Russia attacked Kharkiv on Monday")


def test_everywhere_is_in_all_articles_that_say_the_same(copy: Path) -> None:
    said = run(copy, "reject", "article:three#statement-t2", "--everywhere")
    assert "'Russia attacked Kharkiv on Monday' in one; " in said
    (copy.parent / "articles" / "four.txt").write_text("Malta thanked Peru. Russia attacked Kharkiv on Monday.")
    graph = rebuilt(copy)
    assert [one for one in texts(graph) if "Kharkiv" in one] == []
    assert graph.counts().rejected == 4
    assert [one for one in events(graph) if one.startswith("attack")] == ["attack-kharkiv-russia: odesa russia"]
    assert "no longer rejected" in run(copy, "accept", "Russia attacked Kharkiv on Monday")
    assert len([one for one in texts(rebuilt(copy)) if "Kharkiv" in one]) == 4


def test_a_statement_is_known_again_in_an_edited_article_and_by_another_name(copy: Path) -> None:
    run(copy, "reject", "Germany praised Anna Keller")
    run(copy, "rename", "Anna Keller", "A. K. Keller")
    (copy.parent / "articles" / "two.txt").write_text(
        "Malta thanked Peru. Germany praised Anna Keller!\n\nRussia attacked Kharkiv on Monday."
    )
    graph = rebuilt(copy)
    assert [one for one in texts(graph) if one.startswith("two")] == [
        "two: Malta thanked Peru",
        "two: Russia attacked Kharkiv on Monday",
    ]
    assert graph.unmet_decisions == ()


def test_what_is_decided_about_what_is_not_there_is_told(copy: Path) -> None:
    run(copy, "reject", "Germany praised Anna Keller")
    (copy.parent / "articles" / "two.txt").write_text(
        "Germany, they said on Sunday in Berlin, praised Anna Keller. Peru thanked Malta."
    )
    said = CliRunner().invoke(app, ["build", str(copy.parent / "articles"), "--output", str(copy)]).stderr
    assert "decided, but not in the graph: the statement 'Germany praised Anna Keller' in two" in said
    assert "there is 'Keller resigned'" in refused(copy, "reject", "Keler resigned")
    assert "which statement" in refused(copy, "reject")


def test_a_clause_that_only_reports_what_is_wrong_is_no_statement_either(copy: Path) -> None:
    run(copy, "reject", "Poland sent 20 tanks to Ukraine")
    assert texts(rebuilt(copy)) == without("one: Poland sent 20 tanks to Ukraine")


def test_an_event_that_others_tell_too_loses_only_whom_they_do_not_name(copy: Path) -> None:
    attack = "attack-kharkiv-russia: kharkiv odesa russia"
    assert attack in events(newsgraph.KnowledgeGraph.open(copy))
    run(copy, "reject", "Russia attacked Odesa on Tuesday")
    assert "attack-kharkiv-russia: kharkiv russia" in events(rebuilt(copy))


def test_what_is_accepted_is_sure(copy: Path) -> None:
    asked = "ASK { actor:anna-keller rel:thank place:poland }"
    assert not rebuilt(copy, min_confidence=0.99).query(asked).truth
    assert "'Anna Keller thanked Poland' in three is right" in run(copy, "accept", "Anna Keller thanked Poland")
    graph = rebuilt(copy, min_confidence=0.99)
    assert graph.query(asked).truth
    assert graph.counts().accepted == graph.counts().sure == 1
    run(copy, "reject", "Anna Keller thanked Poland")
    assert "Acceptance" not in (copy / "decisions.ttl").read_text()
    assert texts(rebuilt(copy)) == without("three: Anna Keller thanked Poland")


def test_the_marks_of_a_file_are_taken_over(copy: Path, tmp_path: Path) -> None:
    marks = tmp_path / "marks.ttl"
    marks.write_text(
        PREFIXES
        + '[ a ng:Rejection ; prov:wasDerivedFrom article:three ; ng:statementText "Keller resigned"@en ;\n'
        + '  ng:statementSentence "Keller resigned." ] .\n'
        + '[] a ng:Rejection ; prov:wasDerivedFrom article:three ; ng:statementText "Anna Keller sang"@en .\n'
    )
    assert "2 new decisions" in run(copy, "reject", "--from", str(marks))
    assert "0 new decisions" in run(copy, "reject", "--from", str(marks))
    graph = rebuilt(copy)
    assert texts(graph) == without("three: Keller resigned")
    assert graph.unmet_decisions == ("the statement 'Anna Keller sang' in three",)
    direct = newsgraph.build([copy.parent / "articles"], decisions=marks)
    assert texts(direct) == texts(graph)
    shutil.copy(marks, copy / "decisions.ttl")
    assert "words of its author's own" in refused(copy, "accept", "Keller resigned")
    marks.write_text(PREFIXES)
    assert "decides about no statement" in refused(copy, "reject", "--from", str(marks))


def test_reasons_are_given_as_if_the_rejected_had_never_been_read(copy: Path) -> None:
    run(copy, "reject", "Russia attacked Kharkiv on Monday@two")
    rebuilt(copy)
    said = run(copy, "why", "event:attack-kharkiv-russia")
    assert "two:" not in said
    assert "don't contradict" in run(copy, "why", "Keller resigned", "Anna Keller thanked Poland")


def test_a_folder_that_holds_its_own_graph_is_read_without_it(copy: Path) -> None:
    """The picture and the briefing are web pages, but nobody's articles."""
    run(copy, "brief", "--format", "html", "--output", str(copy / "briefing.html"))
    graph = newsgraph.build([copy.parent], output=copy)
    assert sorted({one.partition(": ")[0] for one in texts(graph)}) == [
        "articles%2Fone",
        "articles%2Fthree",
        "articles%2Ftwo",
    ]
    told = [Path(one.source).name for one in graph.problems if "newsgraph made" in one.reason]
    assert told == ["briefing.html", "graph.html"]


def test_hostile_words_make_no_other_decision(tmp_path: Path) -> None:
    words = 'He said "x"@en ] .\u2028[ a ng:Rejection\\ <b>\x00\u202e'
    file = DecisionFile(tmp_path / "decisions.ttl")
    decision = StatementDecision(False, (words,), "urn:newsgraph:article:a%20b", (words,), "", words)
    assert file.judge(decision)
    assert not file.judge(decision)
    (read,) = file.statements()
    assert (read.article_id, read.is_about(words, "a b", words, "urn:x")) == ("a b", True)
    assert len(list(parse(path=str(file.path), format=RdfFormat.TURTLE))) == 5
    file.take_back([read])
    assert file.statements() == []


def test_a_literal_of_its_author_keeps_its_line_separators(tmp_path: Path) -> None:
    file = DecisionFile(tmp_path / "decisions.ttl")
    file.same("urn:a", "urn:b", "one")
    with file.path.open("a", encoding="utf-8") as out:
        out.write('<urn:a> <urn:note> "first\u2028second" .\n')
    assert file.same("urn:c", "urn:d", "another")
    assert "first\u2028second" in file.path.read_text("utf-8")


def test_a_record_that_is_broken_is_told_and_the_next_build_makes_it_anew(copy: Path) -> None:
    broken = next(one for one in (copy / "records").glob("*.json") if '"id":"three"' in one.read_text())
    whole = broken.read_bytes()
    broken.write_text("{")
    assert "`newsgraph build` makes it anew" in refused(copy, "why", "Anna Keller")
    rebuilt(copy)
    assert broken.read_bytes() == whole
    assert "Anna Keller" in run(copy, "why", "Anna Keller")
