"""Questions with arguments: what they answer, whom a name means, and what cannot be asked."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pyoxigraph import Literal, NamedNode, Quad

import newsgraph
from newsgraph import Finding, Findings, KnowledgeGraph, QuestionError, UnclearNameError
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


def told(findings: Findings) -> list[tuple[str, ...]]:
    rows = [row for row in findings if isinstance(row, Finding)]
    assert len(rows) == len(findings)
    return [(row.status, row.doubt, row.text, row.source, row.date) for row in rows]


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


def test_why_days_find_nothing(graph: KnowledgeGraph) -> None:
    dated = graph.ask("said", since="2021", until="2021")
    assert (len(dated), dated.other_days, dated.undated) == (0, 2, 0)
    records = [replace(one, article=replace(one.article, published=None)) for one in RECORDS]
    undated = KnowledgeGraph(store.in_memory(writer.quads(records, IDENTITIES, TEXTS)))
    for days in ({"since": "2022"}, {"until": "2022"}, {"since": "2021", "until": "2023"}):
        found = undated.ask("said", **days)
        assert (len(found), found.other_days, found.undated) == (0, 0, 2)
    told_in_the_text = undated.ask("when", until="2021")
    assert (told_in_the_text.other_days, told_in_the_text.undated) == (2, 0)
    assert len(undated.ask("when", until="2022")) == 2


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
        ("path", ["Kherson", "army"], {"since": "2022"}, "path has no parameter since (--from); it has one, other"),
        ("between", ["Kherson", "Olha", "Marsh"], {}, "takes 2 by place"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_says_why(
    graph: KnowledgeGraph, question: str, names: list[str], given_: dict[str, str], why: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        graph.ask(question, *names, **given_)
    assert why in str(caught.value)


@pytest.mark.parametrize(("page", "limit"), [(0, 20), (-1, None), (1, -1)])
def test_there_are_no_such_pages(graph: KnowledgeGraph, page: int, limit: int | None) -> None:
    with pytest.raises(QuestionError, match="pages count from 1"):
        graph.ask("said", page=page, limit=limit)


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
    found = Findings("said", "What", {}, {}, (), True, (row,), 1, 0, 0, 0, 1, 20)
    cells = next(iter(csv.DictReader(io.StringIO(found.serialize("csv").decode()))))
    assert (cells["text"], cells["source"], cells["article"]) == ("'=1+1", "'@x", "'-a")
    sheet = openpyxl.load_workbook(io.BytesIO(found.serialize("xlsx"))).active
    assert {cell.data_type for cell in sheet[2]} <= {"s", "n"}


def test_each_question_that_ships_stands_as_sparql_by_itself(graph: KnowledgeGraph) -> None:
    for one in questions():
        assert ask(graph.store, one.text).is_table, one.name
        assert one.title, one.name


def test_public_names() -> None:
    assert newsgraph.Findings is Findings


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
        "actor:olha-marsh (Olha Marsh: person, mayor, 1 article): say which, or ask for the words (--words)"
    )
    assert graph.ask("said", about=caught.value.candidates[0].short).meant == {"about": "Kherson"}
    assert graph.ask("what", where="Marsh").meant == {"where": "Kherson"}  # the only place of that name
