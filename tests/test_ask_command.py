"""`newsgraph ask`: what it prints, what it says beside it, and what it refuses."""

import csv
import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

from newsgraph.cli import app
from newsgraph.rdf import store, writer
from newsgraph.terminal import printable_lines
from small_news import IDENTITIES, RECORDS, TEXTS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exports")
    store.write(writer.quads(RECORDS, IDENTITIES, TEXTS), path / "store")
    return path


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["ask", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


def test_the_command_answers_and_says_how_to_see_more(folder: Path) -> None:
    code, out, err = run("what", "--where", "Ukraine", "--limit", "1", "--format", "markdown", "--graph", folder)
    assert code == 0
    assert out.splitlines()[-1] == (
        "| 2022-05-05 | denied (contested) | denied: The army shell Cherson | a spokesman | “Not us” |"
    )
    assert err.splitlines() == [
        "Ukraine: place, 0 articles",
        "What happened in Ukraine: 1 of 2 rows; 1 more, which --page 2 shows, or all with --limit 0",
    ]
    code, out, err = run("said", "--from", "2023", "--graph", folder)
    assert (code, len(out.splitlines())) == (0, 1)
    assert err == ("What somebody says from 2023: nothing found; 2 of other days\n")


def test_a_table_has_the_status_of_each_row(folder: Path) -> None:
    code, out, _ = run("between", "Kherson", "the army", "--format", "table", "--graph", folder)
    assert code == 0
    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in out.splitlines() if line.startswith("│ 2022")]
    assert [row[1:3] for row in cells] == [
        ["denied (contested)", "denied: The army shell Cherson"],
        ["stated (contested)", "the army shelled Kherson"],
    ]


def test_names_of_several_words_need_no_quotation_marks_where_one_is_asked(folder: Path) -> None:
    code, _, err = run("who", "Olha", "Marsh", "--graph", folder)
    assert code == 0
    assert err.splitlines()[0] == "Olha Marsh: person, mayor, 1 article"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["sayd"], "no question is called sayd; did you mean said?"),
        (["said", "--abuot", "Kherson"], "said has no parameter abuot; did you mean about?"),
        (["said", "--about", "Khreson"], "did you mean place:kherson"),
        (["said", "--format", "pdf"], "no format pdf; there are table, csv, json, xlsx, markdown"),
        (["said", "--minister"], "--minister needs a value"),
        ([], "what is the question?"),
    ],
)
def test_wrong_use_is_one_line(folder: Path, arguments: list[str], why: str) -> None:
    code, out, err = run(*arguments, "--graph", folder)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert why in err


def test_without_a_graph_it_says_how_to_make_one(tmp_path: Path) -> None:
    code, _, err = run("said", "--graph", tmp_path)
    assert (code, "newsgraph build" in err) == (1, True)


OWN = """# title: Which places are in a country
# sentence: Places in {country}
# parameter: country text required: its two letters
# parameter: most number: the northernmost latitude
SELECT ?place ?latitude WHERE {
  ?place a ng:Place ; wgs84:lat ?latitude ; schema:addressCountry ?code .
  VALUES ?country { UNDEF } FILTER(LCASE(?code) = ?country)  # given country
  VALUES ?most { UNDEF } FILTER(?latitude <= ?most)  # given most
} ORDER BY ?place LIMIT 20  # page
"""


def test_a_question_of_ones_own_works_the_same(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "places-in.rq").write_text(OWN)
    shown = ("--queries", tmp_path, "--graph", folder)
    code, out, err = run("places-in", "ua", "--most", "47", *shown)
    assert (code, out.splitlines()) == (0, ["place,latitude", "Kherson,46.63695"])
    assert err == "Places in “ua”: 1 of 1 row\n"
    assert run("places-in", *shown)[2] == "newsgraph: places-in needs country: its two letters\n"
    for most in ("x", "nan", "inf"):
        assert run("places-in", "ua", f"--most={most}", *shown)[2] == f"newsgraph: most: {most!r} is no number\n"
    assert run("places-in", "ua", "--most=1e30", *shown)[1].splitlines()[1:] == ["Kherson,46.63695", "Ukraine,49"]
    listed = run("--list", *shown)[1]
    assert "Which places are in a country" in listed
    assert "--country" in listed
    assert "places-in" in CliRunner().invoke(app, ["query", "--list", *map(str, shown)]).stdout
    own = folder / "queries"
    own.mkdir()
    (own / "mine.rq").write_text(OWN)
    assert run("mine", "UA", "--graph", folder)[1].splitlines()[1:] == ["Kherson,46.63695", "Ukraine,49"]


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("# parameter: country", "a kind (node, place, text, date, number)"),
        ("# parameter: country colour: x", "a kind (node, place, text, date, number)"),
        ("# title: x # given land or country", "country, which a line counts with or without, is no parameter"),
        ("# title: x # unless land", "land, which a line counts with or without, is no parameter"),
        ("# parameter: country text: x", "a line has to have 'VALUES ?country { UNDEF }'"),
    ],
)
def test_a_broken_question_is_one_line(folder: Path, tmp_path: Path, head: str, why: str) -> None:
    (tmp_path / "broken.rq").write_text(f"{head}\nSELECT * {{ ?x a ng:Place }}\n")
    code, _, err = run("said", "--queries", tmp_path, "--graph", folder)
    assert (code, len(err.splitlines())) == (2, 1)
    assert why in err
    assert "broken.rq" in err


def test_asking_loads_nothing_heavy() -> None:
    heavy = "spacy", "rdflib", "networkx", "pandas", "pyarrow", "duckdb", "splink"
    code = (
        f"import sys, newsgraph.cli_ask, newsgraph.questions; print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert done.stdout == "[]\n"


def test_at_a_terminal_one_is_asked_whom_a_name_means(folder: Path) -> None:
    command = [sys.executable, "-m", "newsgraph", "ask", "said", "--about", "Khreson", "--format", "csv"]
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": ":".join(sys.path), "TERM": "dumb"}
    asked = subprocess.Popen(
        [*command, "--graph", str(folder)], stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, env=environment
    )
    os.close(theirs)
    os.write(ours, b"1\n")
    out, _ = asked.communicate(timeout=120)
    told = os.read(ours, 10_000).decode()
    os.close(ours)
    assert asked.returncode == 0
    assert "nothing in the graph is called 'Khreson'; did you mean" in told
    assert "  1  Kherson (place, in Ukraine, 2 articles) place:kherson" in told
    assert [row["text"] for row in csv.DictReader(io.StringIO(out.decode()))] == ["denied: The army shell Cherson"]


def test_articles_without_a_date_are_told_where_days_find_nothing(tmp_path: Path) -> None:
    records = [replace(one, article=replace(one.article, published=None)) for one in RECORDS]
    store.write(writer.quads(records, IDENTITIES, TEXTS), tmp_path / "store")
    assert run("said", "--from", "2021", "--graph", tmp_path)[2] == (
        "What somebody says from 2021: nothing found; 2 without a date or year, which --from and --to never find\n"
    )


def test_what_an_article_says_is_no_command_to_a_terminal() -> None:
    content = "a,\x1b]0;title\x07\r\n\u202eb\tc\x9b31m\nд\n".encode()
    assert printable_lines(content).decode() == "a,\\x1b]0;title\\x07\n\\u202eb\tc\\x9b31m\nд\n"
