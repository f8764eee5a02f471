"""What held on a day: from the text, the article's date and later articles."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import newsgraph
from newsgraph.cli import app

ARTICLES = {
    "one": ("2019-03-01", "Anna Berg, the mayor of Lund, opened the library on 20 February 2019."),
    "two": ("2022-05-02", "Peter Holm, the mayor of Lund, closed the museum on 28 April 2022."),
    "three": ("2023-01-10", "Peter Holm, the former mayor of Lund, was arrested on Monday."),
}
MAYORS = """SELECT DISTINCT ?who { ?s rdf:predicate rel:mayor-of ; rdf:subject/rdfs:label ?who ;
    rdf:object/rdfs:label "Lund"@en }"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sources = tmp_path_factory.mktemp("articles")
    for name, (published, text) in ARTICLES.items():
        (sources / f"{name}.txt").write_text(f"---\npublished: {published}\n---\n{text}\n")
    newsgraph.build([sources], output=sources / "built")
    return sources / "built"


@pytest.mark.parametrize(
    ("day", "mayors"),
    [
        (date(2019, 1, 1), set()),
        (date(2020, 1, 1), {"Anna Berg"}),
        (date(2022, 6, 1), {"Peter Holm"}),
        (date(2023, 6, 1), set()),
    ],
)
def test_a_post_is_held_until_somebody_else_has_it_or_it_has_ended(folder: Path, day: date, mayors: set[str]) -> None:
    graph = newsgraph.KnowledgeGraph.open(folder).as_of(day)
    assert {row["who"].value for row in graph.query(MAYORS).rows} == mayors


def test_what_happened_later_is_not_known_yet(folder: Path) -> None:
    question = "SELECT ?text { ?s ng:event ?event ; ng:text ?text }"
    then = newsgraph.KnowledgeGraph.open(folder).as_of(date(2019, 2, 20))
    assert [row["text"].value for row in then.query(question).rows] == [
        "Anna Berg opened the library on 20 February 2019"
    ]
    earlier = newsgraph.KnowledgeGraph.open(folder).as_of(date(2019, 2, 19))
    assert earlier.query(question).rows == []


def test_the_command_line_asks_for_a_day(folder: Path) -> None:
    runner = CliRunner()
    asked = runner.invoke(app, ["query", MAYORS, "--as-of", "2020", "--graph", str(folder)])
    assert asked.stdout.split() == ["who", "Anna", "Berg"]
    wrong = runner.invoke(app, ["query", MAYORS, "--as-of", "soon", "--graph", str(folder)])
    assert wrong.exit_code == 2
    assert "--as-of soon: a day" in wrong.output
