"""Asking the graph."""

import csv
import dataclasses
import io
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from newsgraph.confidence import DEFAULT_MIN_CONFIDENCE
from newsgraph.rdf import store, writer
from newsgraph.rdf.query import NamedQuery, QueryError, ask, counted, held_back, ready_questions
from newsgraph.rdf.sparql_errors import tokens
from small_news import DENIAL_RECORD, IDENTITIES, RECORDS, SHELLING_RECORD, TEXTS


@pytest.fixture(scope="module")
def graph() -> Store:
    return store.in_memory(writer.quads(RECORDS, IDENTITIES, TEXTS))


NAMES = "SELECT ?p ?name { ?p a ng:Place ; rdfs:label ?name } ORDER BY ?name"


def test_a_select_is_a_table_with_short_names(graph: Store) -> None:
    answer = ask(graph, NAMES)
    assert answer.columns == ["p", "name"]
    assert list(answer.table()) == [["place:kherson", "Kherson"], ["place:ukraine", "Ukraine"]]


def test_a_select_in_each_format(graph: Store) -> None:
    rows = list(csv.reader(io.StringIO(ask(graph, NAMES).serialize("csv").decode())))
    assert rows[0] == ["p", "name"]
    assert rows[1] == ["urn:newsgraph:place:kherson", "Kherson"]
    found = json.loads(ask(graph, NAMES).serialize("json"))
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == ["Kherson", "Ukraine"]
    assert b'"Kherson"@en' in ask(graph, NAMES).serialize("tsv")
    assert b'<literal xml:lang="en">Kherson</literal>' in ask(graph, NAMES).serialize("xml")


def test_an_answer_can_be_read_again(graph: Store) -> None:
    answer = ask(graph, NAMES)
    assert [row["name"].value for row in answer] == ["Kherson", "Ukraine"]
    assert [row["name"].value for row in answer.rows] == ["Kherson", "Ukraine"]
    assert answer.serialize("csv") == answer.serialize("csv") == ask(graph, NAMES).serialize("csv")
    described = ask(graph, "DESCRIBE place:kherson")
    assert len(list(described)) == len(list(described)) > 5


def test_ask_answers_in_each_format(graph: Store) -> None:
    question = "ASK { ?s ng:contradicts ?o }"
    assert ask(graph, question).truth is True
    assert ask(graph, question).serialize("csv") == b"true\n"
    assert json.loads(ask(graph, question).serialize("json"))["boolean"] is True


def test_construct_and_describe_answer_in_turtle(graph: Store) -> None:
    for question in ("CONSTRUCT WHERE { place:kherson rdfs:label ?l }", "DESCRIBE place:kherson"):
        written = ask(graph, question).serialize()
        label = Quad(
            NamedNode("urn:newsgraph:place:kherson"),
            NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
            Literal("Kherson", language="en"),
        )
        assert label in set(parse(written, RdfFormat.TURTLE))
        assert b"place:kherson" in written
        with pytest.raises(ValueError, match="turtle"):
            ask(graph, question).serialize("csv")


def test_an_unknown_format_is_refused(graph: Store) -> None:
    with pytest.raises(ValueError, match="csv, tsv, json, xml"):
        ask(graph, NAMES).serialize("xlsx")


def test_queries_see_all_articles_unless_they_name_one(graph: Store) -> None:
    count = "SELECT (COUNT(*) AS ?n) {} WHERE {{ ?s a ng:Statement }}"
    everywhere, here = ask(graph, count.format("")).rows, ask(graph, count.format("FROM article:denial")).rows
    assert (everywhere[0]["n"].value, here[0]["n"].value) == ("4", "2")
    inside = ask(graph, "SELECT ?g { GRAPH ?g { ?s rdf:predicate rel:run-on } }")
    assert list(inside.table()) == [["article:denial"]]


def test_a_prefix_may_be_declared_anew(graph: Store) -> None:
    assert ask(graph, "PREFIX ng: <http://www.w3.org/2000/01/rdf-schema#> ASK { ?x ng:label 'Kherson'@en }").truth


@pytest.mark.parametrize(
    ("query", "line", "column", "expected"),
    [
        ("", 1, 1, "SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("SELEC ?x { ?x ?p ?y }", 1, 1, "SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("PREFIX a: <urn:a>\nDELETE { ?x ?p ?y }", 2, 1, "SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("SELECT ?x\n\tWHRE { ?x ?p ?y }", 2, 2, "WHERE"),
        ("SELECT ?x {\n  ?x ?p ?y . FILTR(?x) }", 2, 14, "expected FILTER"),
        ("SELECT ?x {\n  ?x ng:a }", 2, 11, "a variable"),
        ("SELECT ?x {\n  ?x ?p 'é😀' } LIMT 3", 2, 16, "expected LIMIT"),
        ("SELECT ?x { ?x ng:a ?y, }", 1, 25, "a variable"),
        ("SELECT ?x { ?x ng:a 3 4 }", 1, 23, "'.'"),
        ("SELECT (COUNT(?x) AS n) { ?x ?p ?y }", 1, 22, "a variable"),
        ("SELECT ?x { FILTER ?x = 3 }", 1, 20, "'('"),
        ("SELECT ?x { ?x ?p ?y } LIMIT many", 1, 30, "a number"),
        ("SELECT ?x { ?x ?p ?y } ORDER ?x", 1, 30, "BY"),
        ("SELECT ?x {\r\n ?x foo:a ?y }", 2, 5, "Prefix not found: foo:a"),
        ("SELECT ?x {\n ?x ?p 'open }", 2, 8, "not closed"),
        ("SELECT ?x {\n ?x ?p ?y ", 1, 11, "not closed"),
        ("SELECT ?x { ?x ?p ?y }\n}", 2, 1, "closes nothing"),
        ("# only a comment", 1, 17, "SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ],
)  # fmt: skip
def test_an_error_tells_line_column_and_what_was_expected(
    graph: Store, query: str, line: int, column: int, expected: str
) -> None:
    with pytest.raises(QueryError) as caught:
        ask(graph, query)
    error = caught.value
    assert (error.line, error.column) == (line, column), str(error)
    assert expected in str(error)
    assert str(error).startswith(f"line {line}, column {column}: ")


def test_a_query_asks_no_other_host(graph: Store) -> None:
    with pytest.raises(QueryError, match="line 2, column 5"):
        ask(graph, "# SERVICE\nASK{service<http://127.0.0.1/>{?x a ?y}}")
    assert ask(graph, "ASK { ?service a ng:Place FILTER('SERVICE' != '') } # SERVICE").truth


def test_a_given_value_is_a_value_and_no_text_of_the_query(graph: Store) -> None:
    assert [row[1] for row in ask(graph, NAMES, {"name": "Ukraine"}).table()] == ["Ukraine"]
    assert [row[1] for row in ask(graph, NAMES, {"p": "place:kherson"}).table()] == ["Kherson"]
    assert [row[1] for row in ask(graph, NAMES, {"p": "<urn:newsgraph:place:kherson>"}).table()] == ["Kherson"]
    assert list(ask(graph, NAMES, {"name": "' } UNION { ?p ?q ?name"}).table()) == []


@pytest.mark.parametrize("given_", [{"nobody": "x"}, {"p": "<a b>"}, {"not a name": "x"}])
def test_a_given_value_that_does_not_fit_is_an_error(graph: Store, given_: dict[str, str]) -> None:
    with pytest.raises(QueryError):
        ask(graph, NAMES, given_)


def test_the_table_is_fit_for_a_terminal(graph: Store) -> None:
    rows = list(ask(graph, 'SELECT ("a\\u001b[2J\\n\\u202eb" AS ?x) {}').table())
    assert rows == [["a\\x1b[2J \\u202eb"]]


def test_ready_questions_have_titles_and_answers(graph: Store) -> None:
    questions = {question.name: question for question in ready_questions()}
    assert len(questions) >= 9
    for question in questions.values():
        assert question.title
        assert list(ask(graph, question.text).table()), question.name
    contested = list(ask(graph, questions["contested"].text).table())
    assert contested == [
        [
            "the army shelled Kherson",
            "contested",
            "negation",
            "the army shelled Kherson",
            "article:shelling",
            "On 3 May the army shelled Kherson.",
            "denied: The army shell Cherson",
            "a spokesman",
            "“The army did not shell Cherson,” said a spokesman.",
            "1",
        ]
    ]
    marsh = NamedNode("urn:newsgraph:actor:olha-marsh")
    named = ask(graph, questions["evidence-of"].sparql({"node": [marsh]}))
    assert [row[1] for row in named.table()] == ["The mayor, Olha Marsh, has already left the old town."]


@pytest.mark.parametrize("question", ready_questions(), ids=lambda question: question.name)
def test_the_pages_of_a_ready_question_are_the_whole_answer(graph: Store, question: NamedQuery) -> None:
    for unsure in (False, True):
        whole = [list(row) for row in ask(graph, question.sparql(unsure=unsure)).rows]
        assert counted(graph, question, unsure=unsure) == len(whole) > 0
        pages = [
            list(row)
            for number in range(len(whole) + 1)
            for row in ask(graph, question.sparql(unsure=unsure, limit=1, offset=number)).rows
        ]
        assert sorted(map(str, pages)) == sorted(map(str, whole))


def test_ready_questions_show_what_is_sure_and_say_how_much_is_held_back() -> None:
    least = DEFAULT_MIN_CONFIDENCE
    shelled, left = SHELLING_RECORD.triples
    unsure = replace(
        SHELLING_RECORD, triples=(replace(shelled, confidence=least - 0.001), replace(left, confidence=least))
    )
    (tie,) = IDENTITIES.contradictions
    identities = dataclasses.replace(IDENTITIES, contradictions=(dataclasses.replace(tie, possible=True),))
    graph = store.in_memory(writer.quads((unsure, DENIAL_RECORD), identities, TEXTS))
    questions = {question.name: question for question in ready_questions()}
    kept = {name: held_back(graph, question) for name, question in questions.items()}
    assert {name: number for name, number in kept.items() if number} == {
        "contested": 1,
        "timeline": 1,
        "who-did-what": 1,
    }
    who_did_what = questions["who-did-what"]
    texts = [[row[2] for row in ask(graph, text).table()] for text in (who_did_what.text, who_did_what.of_all)]
    left_, shelled_ = "Olha Marsh has left the old town", "the army shelled Kherson"
    assert texts == [[left_], [left_, shelled_]]


def test_an_event_is_as_sure_as_the_surest_that_is_said_of_it() -> None:
    records = [
        replace(record, triples=tuple(replace(one, confidence=0.4) for one in record.triples)) for record in RECORDS
    ]
    graph = store.in_memory(writer.quads(records, IDENTITIES, TEXTS))
    questions = {question.name: question for question in ready_questions()}
    for name in ("timeline", "events-on-a-place"):
        assert list(ask(graph, questions[name].text).table()) == []
        assert held_back(graph, questions[name]) == len(list(ask(graph, questions[name].of_all).table())) > 0


def test_asking_loads_nothing_heavy() -> None:
    heavy = "spacy", "rdflib", "networkx", "msgspec", "pyshacl"
    code = f"import sys, newsgraph.rdf.query; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert found.stdout == "[]\n"


@given(st.text(alphabet="SELECT?x{}<>\"'# .;:ng\n\\|%é", max_size=40))
def test_any_text_is_answered_or_refused_in_place(query: str) -> None:
    error = None
    try:
        ask(Store(), query)
    except QueryError as caught:
        error = caught
    lines = query.split("\n")
    if error:
        assert 1 <= error.line <= len(lines)
        assert 1 <= error.column <= len(lines[error.line - 1]) + 1


@given(st.text())
def test_any_text_has_tokens(text: str) -> None:
    assert all(text[token.start :].startswith(token.text) and token.text for token in tokens(text))
