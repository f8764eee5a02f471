"""Questions with arguments: what they answer, whom a name means, and what cannot be asked."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from typer.testing import CliRunner

import newsgraph
from newsgraph import Finding, Findings, KnowledgeGraph, QuestionError, UnclearNameError
from newsgraph.cli import app
from newsgraph.questions import questions, questions_with_arguments
from newsgraph.rdf import store, writer
from newsgraph.rdf.names import Names, key
from newsgraph.rdf.query import ask
from newsgraph.rdf.vocabulary import LABEL, SKOS
from small_news import IDENTITIES, RECORDS, TEXTS

SHELLED = ("stated", "contested", "the army shelled Kherson", "the article", "2022-05-04")
DENIED = ("denied", "contested", "denied: The army shell Cherson", "a spokesman", "2022-05-05")
TRAINS = ("possible", "", "possible: trains run on Monday", "not named", "2022-05-05")


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return KnowledgeGraph(store.in_memory(writer.quads(RECORDS, IDENTITIES, TEXTS)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exports")
    store.write(writer.quads(RECORDS, IDENTITIES, TEXTS), path / "store")
    return path


def told(findings: Findings) -> list[tuple[str, ...]]:
    rows = [row for row in findings if isinstance(row, Finding)]
    assert len(rows) == len(findings)
    return [(row.status, row.doubt, row.text, row.source, row.date) for row in rows]


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["ask", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(
    ("question", "names", "given_", "expected"),
    [
        ("said", [], {}, [DENIED, TRAINS]),
        ("said", ["a spokesman"], {}, [DENIED]),
        ("said", [], {"about": "army"}, [DENIED]),
        ("said", [], {"words": "TRAINS"}, [TRAINS]),
        ("denied", [], {}, [DENIED]),
        ("denied", [], {"by": "army"}, []),
        ("what", [], {}, [DENIED, SHELLED]),
        ("what", [], {"where": "ukraine"}, [DENIED, SHELLED]),  # Kherson lies there
        ("what", ["Cherson"], {"since": "2022-05-03", "until": "2022-05"}, [DENIED, SHELLED]),
        ("what", [], {"since": "2022-05-04"}, []),  # it was on 3 May
        ("what", [], {"who": "Olha Marsh"}, []),
        ("when", [], {"until": "2022"}, [DENIED, SHELLED]),
        ("when", [], {"until": "2021"}, []),
        ("timeline", [], {"about": "Kherson"}, [SHELLED, DENIED]),
        ("where", [], {}, [DENIED, SHELLED]),
        ("contested", [], {}, [SHELLED]),
        ("contested", [], {"by": "a spokesman"}, [SHELLED]),
        ("contested", ["Olha Marsh"], {}, []),
        ("between", ["Kherson", "the army"], {}, [DENIED, SHELLED]),
        ("between", ["Kherson", "Olha Marsh"], {}, []),
        ("path", ["army", "Cherson"], {}, [DENIED, SHELLED]),
        ("path", ["Olha Marsh", "Cherson"], {}, []),
        ("who", ["Olha Marsh"], {}, []),
        ("met", [], {}, []),
    ],
)  # fmt: skip
def test_each_question_gives_these_statements_and_no_others(
    graph: KnowledgeGraph, question: str, names: list[str], given_: dict[str, str], expected: list[tuple[str, ...]]
) -> None:
    assert told(graph.ask(question, *names, **given_)) == expected


def test_what_a_question_asks_for_beside_statements(graph: KnowledgeGraph) -> None:
    (row,) = graph.ask("contested")
    assert row.more == {"against": "denied: The army shell Cherson (denied: a spokesman)", "tier": "contested"}
    assert [dict(row.more) for row in graph.ask("when", limit=1)] == [{"when": "2022-05-03"}]
    assert [dict(row.more) for row in graph.ask("where", limit=1)] == [{"place": "Kherson"}]
    assert [dict(row.more) for row in graph.ask("path", "army", "Kherson")] == [
        {"from": "the army", "to": "Kherson"}
    ] * 2


def test_what_was_asked_is_told_with_what_it_was_taken_for(graph: KnowledgeGraph) -> None:
    found = graph.ask("said", "a spokesman", about="CHERSON", since="2022", until="2022-06")
    assert found.sentence == "What a spokesman says about Kherson from 2022 until 2022-06"
    assert found.known == {
        "by": "somebody or something that an article calls so",
        "about": "place, in Ukraine, 2 articles",
    }
    assert graph.ask("said", since="2021", until="2021").undated == 2


def test_pages(graph: KnowledgeGraph) -> None:
    pages = [graph.ask("what", limit=1, page=page) for page in (1, 2, 3)]
    assert [told(page) for page in pages] == [[DENIED], [SHELLED], []]
    assert [(page.total, page.more) for page in pages] == [(2, 1), (2, 0), (2, 0)]
    assert told(graph.ask("what", limit=None)) == [DENIED, SHELLED]


@pytest.mark.parametrize("question", [one.name for one in questions_with_arguments() if one.name != "path"])
def test_counted_is_what_there_is(built: Path, question: str) -> None:
    graph = KnowledgeGraph.open(built)
    given_ = {"one": "Kherson", "other": "Russia"} if question == "between" else {}
    for unsure in (False, True):
        found = graph.ask(question, unsure=unsure, limit=2, **given_)
        assert found.total == len(graph.ask(question, unsure=unsure, limit=None, **given_))
        rows = [(row.statement, *row.more.items()) for row in found if isinstance(row, Finding)]
        assert len(set(rows)) == len(found)
    sure = graph.ask(question, limit=2, **given_)
    assert sure.total + sure.held_back == found.total


def test_what_is_unsure_is_held_back_and_told_when_it_is_shown(built: Path) -> None:
    graph = KnowledgeGraph.open(built)
    sure, everything = (graph.ask("what", unsure=unsure, limit=None) for unsure in (False, True))
    rows = [row for row in everything if isinstance(row, Finding)]
    assert {row.statement for row in rows if "unsure" not in row.doubt} == {
        row.statement for row in sure if isinstance(row, Finding)
    }
    assert all(row.confidence < graph.min_confidence for row in rows if "unsure" in row.doubt)


# names


def test_every_label_finds_its_node_or_all_that_bear_it(built: Path) -> None:
    graph = KnowledgeGraph.open(built)
    names = Names(graph.store)
    labelled = [
        (quad.object.value, quad.subject.value)
        for predicate in (LABEL, SKOS["altLabel"])
        for quad in graph.store.quads_for_pattern(None, predicate, None, None)
        if isinstance(quad.subject, NamedNode) and names.is_node(quad.subject.value)
    ]
    labels = {label: {node for other, node in labelled if other == label} for label, _ in labelled}
    assert len(labels) > 20
    for label, nodes in labels.items():
        assert set(names.bearers(label)) <= nodes
        for spelling in (label.upper(), label.lower(), f" {label}, ".replace(" ", "  ")):
            assert nodes & set(names.bearers(spelling.strip())), (label, spelling)


@given(st.text(max_size=30))
@settings(deadline=None)
def test_spellings_of_one_name_have_one_key(name: str) -> None:
    assert key(name) == key(key(name)) or not key(name).isascii()
    if name.isascii():
        assert key(name) == key(name.upper()) == key(name.lower()) == key(f"  {name} ")


HOSTILE = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="{}<>\"'\\#;.? \n\u202eVALUESUNION", max_size=40),
    st.sampled_from(
        [
            '" } UNION { ?statement ?p ?o } #',
            "<urn:x> } ?statement ng:saidBy ?x . #",
            "place:x> } SERVICE <http://127.0.0.1/> {",
            "'; DROP ALL; --",
            "x\u0000y",
            "\ud800",
        ]
    ),
)


@given(HOSTILE)
@settings(deadline=None, max_examples=60)
def test_no_name_and_no_words_are_taken_for_a_query(name: str) -> None:
    graph = _GRAPH
    for given_ in ({"about": name}, {"where": name}, {"since": name}, {"words": name}):
        try:
            found = graph.ask("said", **given_)
        except (UnclearNameError, QuestionError):
            continue
        assert found.total <= 2
        if "words" in given_ and name.strip():
            assert all(
                " ".join(name.casefold().split()) in row.text.lower() for row in found if isinstance(row, Finding)
            )


_GRAPH = KnowledgeGraph(store.in_memory(writer.quads(RECORDS, IDENTITIES, TEXTS)))


def test_a_name_with_a_typing_error_is_met_with_whom_it_may_mean(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnclearNameError, match=r"called 'Khreson'; did you mean place:kherson \(Kherson: "):
        graph.ask("said", about="Khreson")
    with pytest.raises(UnclearNameError, match=r"nothing in the graph is called 'Zzzzqqq'$"):
        graph.ask("said", about="Zzzzqqq")
    with pytest.raises(UnclearNameError, match="'army'"):
        graph.ask("what", where="army")


def test_part_of_a_name_is_enough_where_one_bears_it(graph: KnowledgeGraph) -> None:
    assert graph.ask("between", "marsh", "cherson").meant == {"one": "Olha Marsh", "other": "Kherson"}


@pytest.mark.parametrize(
    ("question", "names", "given_", "why"),
    [
        ("sayd", [], {}, "did you mean said?"),
        ("whodidwhat", [], {}, "did you mean who-did-what?"),
        ("xyzzy", [], {}, "there are between, "),
        ("said", [], {"abuot": "x"}, "no parameter abuot; did you mean about?"),
        ("said", [], {"since": "yesterday"}, "'yesterday' is no date"),
        ("said", [], {"until": "2022-13"}, "'2022-13' is no date"),
        ("between", ["Kherson"], {}, "between needs other: the other"),
        ("between", ["Kherson", "Olha", "Marsh"], {}, "takes 2 by place"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_says_why(
    graph: KnowledgeGraph, question: str, names: list[str], given_: dict[str, str], why: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        graph.ask(question, *names, **given_)
    assert why in str(caught.value)


# forms


def test_each_format_has_status_and_source_in_each_row(graph: KnowledgeGraph) -> None:
    found = graph.ask("said")
    rows = list(csv.DictReader(io.StringIO(found.serialize("csv").decode())))
    expected = [list(DENIED), list(TRAINS)]
    assert [[row[name] for name in ("status", "doubt", "text", "source", "date")] for row in rows] == expected
    loaded = json.loads(found.serialize("json"))
    assert (loaded["asked"], loaded["total"]) == ("What somebody says", 2)
    assert [[row[name] for name in ("status", "doubt", "text", "source", "date")] for row in loaded["rows"]] == expected
    assert found.serialize("markdown").decode() == (
        "**What somebody says**\n\n"
        "| date | how | statement | who says so | article |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| 2022-05-05 | denied (contested) | denied: The army shell Cherson | a spokesman | “Not us” |\n"
        "| 2022-05-05 | possible | possible: trains run on Monday | not named | “Not us” |\n"
    )
    sheet = openpyxl.load_workbook(io.BytesIO(found.serialize("xlsx"))).active
    assert [[cell.value or "" for cell in row][:5] for row in sheet.iter_rows(min_row=2)] == [
        [date, status, doubt, text, source] for status, doubt, text, source, date in expected
    ]
    assert found.to_pandas()["status"].tolist() == ["denied", "possible"]
    assert found.to_arrow().column("source").to_pylist() == ["a spokesman", "not named"]
    with pytest.raises(ValueError, match="csv, json, xlsx, markdown"):
        found.serialize("turtle")


def test_an_answer_without_rows_has_its_columns(graph: KnowledgeGraph) -> None:
    found = graph.ask("met")
    assert found.serialize("csv").decode().startswith("date,status,doubt,text,source,")
    assert list(found.to_pandas().columns) == found.to_arrow().column_names == found.header
    assert openpyxl.load_workbook(io.BytesIO(found.serialize("xlsx"))).active.max_row == 1


def test_no_cell_is_a_formula() -> None:
    row = Finding("=1+1", "claimed", "", "@x", "", "-a", "", 0.5, "", "urn:x")
    found = Findings("said", "What", {}, {}, (), True, (row,), 1, 0, 0, 1, 20)
    cells = next(iter(csv.DictReader(io.StringIO(found.serialize("csv").decode()))))
    assert (cells["text"], cells["source"], cells["article"]) == ("'=1+1", "'@x", "'-a")
    sheet = openpyxl.load_workbook(io.BytesIO(found.serialize("xlsx"))).active
    assert {cell.data_type for cell in sheet[2]} <= {"s", "n"}


# the command


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
    assert err == ("What somebody says from 2023: nothing found; 2 of other days, or of articles without a date\n")


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
    assert "number" in run("places-in", "ua", "--most=x", *shown)[2]
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
        ("# parameter: country text: x", "a line has to have 'VALUES ?country { UNDEF }'"),
    ],
)
def test_a_broken_question_is_one_line(folder: Path, tmp_path: Path, head: str, why: str) -> None:
    (tmp_path / "broken.rq").write_text(f"{head}\nSELECT * {{ ?x a ng:Place }}\n")
    code, _, err = run("said", "--queries", tmp_path, "--graph", folder)
    assert (code, len(err.splitlines())) == (2, 1)
    assert why in err
    assert "broken.rq" in err


def test_each_question_that_ships_stands_as_sparql_by_itself(graph: KnowledgeGraph) -> None:
    for one in questions():
        assert ask(graph.store, one.text).is_table, one.name
        assert one.title, one.name


def test_asking_loads_nothing_heavy() -> None:
    heavy = "spacy", "rdflib", "networkx", "pandas", "pyarrow", "duckdb", "splink"
    code = (
        f"import sys, newsgraph.cli_ask, newsgraph.questions; print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert done.stdout == "[]\n"


def test_public_names() -> None:
    assert newsgraph.Findings is Findings


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


def test_a_name_that_several_bear_is_a_choice() -> None:
    known = store.in_memory(writer.quads(RECORDS, IDENTITIES, TEXTS))
    for node in ("urn:newsgraph:actor:olha-marsh", "urn:newsgraph:place:kherson"):
        known.add(Quad(NamedNode(node), SKOS["altLabel"], Literal("Marsh", language="en")))
    graph = KnowledgeGraph(known)
    with pytest.raises(UnclearNameError) as caught:
        graph.ask("said", about="marsh")
    assert [one.iri for one in caught.value.candidates] == [
        "urn:newsgraph:place:kherson",  # of which the articles speak more
        "urn:newsgraph:actor:olha-marsh",
    ]
    assert str(caught.value) == (
        "'marsh' may be place:kherson (Kherson: place, in Ukraine, 2 articles); "
        "actor:olha-marsh (Olha Marsh: person, mayor, 1 article): say which"
    )
    assert graph.ask("said", about=caught.value.candidates[0].short).meant == {"about": "Kherson"}
    assert graph.ask("what", where="Marsh").meant == {"where": "Kherson"}  # the only place of that name
