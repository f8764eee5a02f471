"""Tables for other programs, opened with those programs or their parsers; no claim or denial reads as a fact there."""

import csv
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import msgspec
import openpyxl
import pandas as pd
import pytest
from pyoxigraph import DefaultGraph, NamedNode, Store

from conftest import ROOT, need
from newsgraph.exporting.follow_the_money import identifier
from newsgraph.exporting.formats import FORMATS, MissingExtraError, export, export_to
from newsgraph.exporting.plover import COLUMNS, event_types
from newsgraph.rdf import store as stores
from newsgraph.rdf import writer
from newsgraph.rdf.vocabulary import EVENT_TYPES, NG, REL, TYPE
from newsgraph.record import Record, Validity
from small_news import IDENTITIES, RECORDS, SHELLING_RECORD, TEXTS

ARMY, KHERSON = "urn:newsgraph:actor:the-army", "urn:newsgraph:place:kherson"
Facts = set[tuple[str, str, str]]


@pytest.fixture(scope="module")
def graph() -> Store:
    return stores.in_memory(writer.quads(RECORDS, IDENTITIES, TEXTS))


@pytest.fixture(scope="module")
def seeds(built: Path) -> Store:
    return stores.read(built / "store")


@pytest.fixture(scope="module")
def unpacked(seeds: Store, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of a format of several files, written once."""

    def unpack(form: str) -> Path:
        folder = tmp_path_factory.getbasetemp() / form
        if not folder.exists():
            export_to(seeds, form, folder)
        return folder

    return unpack


def _facts(graph: Store) -> Facts:
    """The plain triples between nodes."""
    return {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in graph.quads_for_pattern(None, None, None, DefaultGraph())
        if quad.predicate.value.startswith(REL) and isinstance(quad.object, NamedNode)
    }


def _count(graph: Store, class_: str) -> int:
    return len({quad.subject for quad in graph.quads_for_pattern(None, TYPE, NG[class_], None)})


# PLOVER


def _plover(graph: Store) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export(graph, "plover").decode(), newline="")))


def test_each_report_of_an_event_is_a_row(graph: Store) -> None:
    stated, denied = sorted(_plover(graph), key=lambda row: row["status"], reverse=True)
    assert tuple(stated) == COLUMNS
    told = ("date", "date_of", "source", "event_type", "target", "place", "latitude", "status", "said_by", "sentence")
    assert [stated[name] for name in told] == [
        *("2022-05-03", "event", "the army", "ASSAULT", "Kherson", "Kherson", "46.63695", "stated", ""),
        "On 3 May the army shelled Kherson.",
    ]
    assert [denied[name] for name in ("status", "polarity", "said_by")] == ["denied", "negated", "a spokesman"]
    assert denied["statement_text"] == "denied: The army shell Cherson"
    assert (denied["quad_class"], denied["cameo_roots"]) == ("material conflict", "18 | 19 | 20")


def test_who_takes_part_is_told_as_far_as_the_sentence_names_them() -> None:
    denial = RECORDS[1]
    silent = msgspec.structs.replace(denial, mentions=tuple(one for one in denial.mentions if one.entity == "e0"))
    rows = _plover(stores.in_memory(writer.quads((RECORDS[0], silent), IDENTITIES, TEXTS)))
    denied = next(row for row in rows if row["status"] == "denied")
    assert (denied["source"], denied["target"], denied["place"]) == ("the army", "", "")


def test_all_plover_types_have_their_codes() -> None:
    assert event_types().keys() == EVENT_TYPES.keys()
    assert {root for code in event_types().values() for root in code["cameo_roots"]} == {
        f"{number:02}" for number in range(2, 21)
    }


def test_pandas_reads_the_events_and_their_types(seeds: Store) -> None:
    rows = pd.read_csv(io.BytesIO(export(seeds, "plover")), keep_default_na=False)
    assert len(rows)
    assert set(rows["status"]) <= {"stated", "claimed", "denied", "envisaged", "unclear"}
    assert set(rows["event_type"]) <= {name.upper() for name in EVENT_TYPES}
    assert rows["sure"].isin([True, False]).all()


# Spreadsheet


def test_openpyxl_opens_the_spreadsheet(graph: Store) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export(graph, "xlsx")))
    assert book.sheetnames == ["events", "statements", "people and bodies", "places", "articles"]
    sheet = book["statements"]
    head = [cell.value for cell in sheet[1]]
    rows = [dict(zip(head, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert len(rows) == _count(graph, "Statement")
    assert {row["voice"] for row in rows} == {"stated", "denied", "envisaged"}
    places = [[cell.value for cell in row] for row in book["places"].iter_rows(min_row=2)]
    assert ["Kherson", "city", "Cherson", "UA", "Ukraine", 46.63695, 32.61458] in [row[:7] for row in places]


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "-1", "\t=1", "http://example.org/", "42"])
def test_no_text_of_a_spreadsheet_is_a_formula_a_link_or_a_number(text: str) -> None:
    article = msgspec.structs.replace(SHELLING_RECORD.article, title=text)
    records = (msgspec.structs.replace(SHELLING_RECORD, article=article), RECORDS[1])
    graph = stores.in_memory(writer.quads(records, IDENTITIES, TEXTS))
    book = openpyxl.load_workbook(io.BytesIO(export(graph, "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(cell.value == text for cell in cells)
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)
    assert all(cell.data_type == "s" for cell in cells if isinstance(cell.value, str))


# Parquet


def test_duckdb_and_pandas_read_the_tables(seeds: Store, unpacked: Callable[[str], Path]) -> None:
    folder = unpacked("parquet")
    told = duckdb.sql(f"""
        SELECT subject_id, relation_id, object_id FROM '{folder}/statements.parquet'
        WHERE fact AND object_id != ''
    """).fetchall()
    assert set(told) == _facts(seeds)
    assert told
    asked = "SELECT count(*), count(DISTINCT statement), bool_and(sure = (confidence >= 0.8)) FROM"
    number = _count(seeds, "Statement")
    assert duckdb.sql(f"{asked} '{folder}/statements.parquet'").fetchall() == [(number, number, True)]
    joined = duckdb.sql(f"""
        SELECT count(*) FROM '{folder}/mentions.parquet' AS m
        JOIN '{folder}/articles.parquet' AS a USING (article)
        WHERE substr(a.text, m.begin + 1, m."end" - m.begin) = m.text
    """).fetchall()
    mentions = pd.read_parquet(folder / "mentions.parquet")
    assert joined == [(len(mentions),)]
    entities = pd.read_parquet(folder / "entities.parquet").set_index("entity_id")
    assert entities.loc[KHERSON, "label"] == "Kherson"
    assert isinstance(entities.loc[KHERSON, "latitude"], float)
    statements = pd.read_parquet(folder / "statements.parquet")
    assert not statements[statements["status"] != "stated"]["fact"].any()
    assert {"text", "status", "polarity", "modality", "said_by", "confidence", "sure"} <= set(statements.columns)


# Neo4j

_FIELD = re.compile(r"(\w+)?(?::(ID|START_ID|END_ID|TYPE|LABEL|(?:string|int|long|double|boolean)(?:\[\])?))?")


def test_neo4j_has_headers_that_its_import_takes_and_links_that_lead_to_nodes(unpacked: Callable[[str], Path]) -> None:
    files = sorted(unpacked("neo4j").glob("*.csv"))
    nodes: set[str] = set()
    ends: set[str] = set()
    for file in files:
        table = duckdb.read_csv(str(file), header=True, all_varchar=True, quotechar='"', escapechar='"')
        assert all(_FIELD.fullmatch(column) for column in table.columns), file.name
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
        for row in rows:
            for column, value in row.items():
                _check(column.partition(":")[2], value or "")
        if "iri:ID" in table.columns:
            assert not nodes & {row["iri:ID"] for row in rows}
            nodes |= {row["iri:ID"] for row in rows}
            assert all(row[":LABEL"] for row in rows)
        else:
            assert all(re.fullmatch(r"[A-Z][A-Z0-9_]*", row[":TYPE"]) for row in rows)
            ends |= {end for row in rows for end in (row[":START_ID"], row[":END_ID"])}
    assert nodes
    assert ends <= nodes


def _check(kind: str, value: str) -> None:
    """Whether a value is of its column's type, and on one line: Neo4j reads line breaks only where it is told to."""
    assert "\n" not in value
    assert "\r" not in value
    if value and kind in ("double", "int"):
        float(value)
    if kind == "boolean":
        assert value in ("", "true", "false")


def test_only_facts_are_relationships_of_neo4j(seeds: Store, unpacked: Callable[[str], Path]) -> None:
    folder = unpacked("neo4j")
    facts = pd.read_csv(folder / "facts.csv", keep_default_na=False)
    assert {(row[":START_ID"], row["relation"], row[":END_ID"]) for _, row in facts.iterrows()} == {
        (subject, _label(seeds, relation), object_) for subject, relation, object_ in _facts(seeds)
    }
    assert (facts["status"] == "stated").all()
    assert facts["sure:boolean"].all()
    statements = pd.read_csv(folder / "statements.csv", keep_default_na=False)
    assert len(statements) == _count(seeds, "Statement")
    events = pd.read_csv(folder / "events.csv", keep_default_na=False)
    unconfirmed = events[~events["reported:string[]"].str.contains("stated")]
    assert len(unconfirmed)
    assert unconfirmed[":LABEL"].str.endswith(";Unconfirmed").all()


def _label(graph: Store, iri: str) -> str:
    rows = graph.query(f"SELECT ?label {{ <{iri}> <http://www.w3.org/2000/01/rdf-schema#label> ?label }}")
    return next(row["label"].value for row in rows)


# GraphRAG

_COLUMNS = {  # that GraphRAG's own pipeline reads (microsoft.github.io/graphrag, "Bring your own graph" and "Outputs")
    "entities": {"id", "human_readable_id", "title", "type", "description", "text_unit_ids", "frequency", "degree"},
    "relationships": {"id", "human_readable_id", "source", "target", "description", "weight", "text_unit_ids"},
    "text_units": {"id", "human_readable_id", "text", "n_tokens", "document_ids", "entity_ids", "relationship_ids"},
    "documents": {"id", "human_readable_id", "title", "text", "text_unit_ids", "creation_date"},
    "covariates": {"id", "covariate_type", "type", "description", "subject_id", "object_id", "status", "source_text"},
}


def test_graphrag_finds_its_columns_and_what_they_refer_to(seeds: Store, unpacked: Callable[[str], Path]) -> None:
    tables = {name: pd.read_parquet(unpacked("graphrag") / f"{name}.parquet") for name in _COLUMNS}
    for name, columns in _COLUMNS.items():
        assert columns <= set(tables[name].columns)
        assert tables[name]["id"].is_unique
        assert list(tables[name]["human_readable_id"]) == list(range(len(tables[name])))
    entities, links, units = tables["entities"], tables["relationships"], tables["text_units"]
    assert entities["title"].is_unique
    assert (entities["description"] != "").all()
    assert set(links["source"]) | set(links["target"]) <= set(entities["title"])
    assert {one for ids in entities["text_unit_ids"] for one in ids} <= set(units["id"])
    assert {one for ids in units["entity_ids"] for one in ids} <= set(entities["id"])
    texts = {row["id"]: row["text"] for _, row in tables["documents"].iterrows()}
    joined = {key: "".join(units[units["document_id"] == key]["text"]) for key in texts}
    assert joined == texts
    number = len(links) + len(tables["covariates"])
    assert number == _count(seeds, "Statement")


def test_only_facts_are_relationships_of_graphrag(seeds: Store, unpacked: Callable[[str], Path]) -> None:
    tables = {name: pd.read_parquet(unpacked("graphrag") / f"{name}.parquet") for name in _COLUMNS}
    title = dict(zip(tables["entities"]["iri"], tables["entities"]["title"], strict=True))
    ends = {(title.get(subject), title.get(object_)) for subject, _, object_ in _facts(seeds)}
    links, claims = tables["relationships"], tables["covariates"]
    assert len(links)
    assert set(zip(links["source"], links["target"], strict=True)) <= ends
    doubtful = claims[(claims["report_status"] != "stated") | ~claims["sure"]]
    assert (doubtful["status"] == "SUSPECTED").all()
    assert doubtful["description"].str.startswith("[").all()
    described = " ".join(tables["entities"]["description"])
    assert not any(text.partition("] ")[2] in described for text in doubtful["description"] if len(text) > 80)


# Events that nobody surely states


def _doubted(**known: object) -> Record:
    """The article that states the shelling, in a clause that is read differently."""
    first, *others = SHELLING_RECORD.triples
    triples = (msgspec.structs.replace(first, **known), *others)  # type: ignore[arg-type]
    return msgspec.structs.replace(SHELLING_RECORD, triples=triples)


def _files(graph: Store, form: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(export(graph, form))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(("confidence", "surely"), [(1.0, True), (0.5, False)])
def test_an_event_that_is_not_surely_stated_is_nowhere_one_that_has_happened(confidence: float, surely: bool) -> None:
    graph = stores.in_memory(writer.quads((_doubted(confidence=confidence),), IDENTITIES, TEXTS))
    events = pd.read_csv(io.BytesIO(_files(graph, "neo4j")["events.csv"]), keep_default_na=False)
    assert [label.endswith("Unconfirmed") for label in events[":LABEL"]] == [not surely]
    entities = pd.read_parquet(io.BytesIO(_files(graph, "graphrag")["entities.parquet"]))
    assert ("EVENT" in set(entities["type"])) == surely
    assert any(one["schema"] == "Event" for one in _entities(graph)) == surely
    label = "the army shelled Kherson" if surely else "unsure: the army shelled Kherson"
    assert f'label="{label}"' in export(graph, "gexf").decode()


def test_who_is_only_denied_to_have_a_part_in_an_event_is_not_stated_to() -> None:
    silent = _doubted(subject=SHELLING_RECORD.triples[1].subject)  # a stating sentence that does not name the army
    silent = msgspec.structs.replace(silent, mentions=SHELLING_RECORD.mentions[1:])
    graph = stores.in_memory(writer.quads((silent, RECORDS[1]), IDENTITIES, TEXTS))
    links = pd.read_csv(io.BytesIO(_files(graph, "neo4j")["event_links.csv"]), keep_default_na=False)
    told = {row[":TYPE"]: (row["reported:string[]"], row["stated:boolean"]) for _, row in links.iterrows()}
    assert told == {"AGENT": ("denied", False), "PATIENT": ("denied;stated", True), "AT": ("denied;stated", True)}
    written = export(graph, "gexf").decode()
    assert 'label="denied: agent"' in written
    assert 'label="patient"' in written


def test_what_has_ended_is_told_so_where_it_is_no_fact() -> None:
    ended = msgspec.structs.replace(SHELLING_RECORD.triples[1], holds=Validity(until="2022-05"))
    record = msgspec.structs.replace(SHELLING_RECORD, triples=(ended,))
    graph = stores.in_memory(writer.quads((record,), IDENTITIES, TEXTS))
    note = next(one for one in _entities(graph) if one["schema"] == "Note")
    claim = pd.read_parquet(io.BytesIO(_files(graph, "graphrag")["covariates.parquet"])).iloc[0]
    for told in (note["properties"]["description"][0], claim["description"]):  # type: ignore[index]
        assert told.startswith("[stated, until 2022-05] ")


# Follow the Money

_CHECK = """if True:
    import json, sys
    from followthemoney import model
    from followthemoney.proxy import EntityProxy
    for line in sys.stdin:
        given = json.loads(line)
        model.get(given["schema"]).validate(given)
        proxy = EntityProxy.from_dict(given, cleaned=False)  # drops what the model does not take
        kept = {name: sorted(proxy.get(name)) for name in given["properties"]}
        links = [name for name in kept if proxy.schema.get(name).type.name == "entity"]
        print(json.dumps([proxy.id, proxy.schema.name, proxy.caption, kept, links]))
"""


@pytest.fixture(scope="module")
def followthemoney() -> str:
    """The Python that has followthemoney."""
    return need(str(ROOT / ".venv-neighbours" / "bin" / "python"))


def _entities(graph: Store) -> list[dict[str, object]]:
    return [json.loads(line) for line in export(graph, "ftm").splitlines()]


def test_followthemoney_takes_each_entity_and_each_value(seeds: Store, followthemoney: str) -> None:
    entities = _entities(seeds)
    done = subprocess.run(
        [followthemoney, "-c", _CHECK], input=export(seeds, "ftm"), capture_output=True, check=True, timeout=300
    )
    read = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(read) == len(entities)
    ids = {one for one, *_ in read}
    for given, (one, schema, caption, kept, links) in zip(entities, read, strict=True):
        assert (given["id"], given["schema"]) == (one, schema)
        assert caption
        wanted = {name: len(values) for name, values in given["properties"].items()}  # type: ignore[attr-defined]
        assert {name: len(values) for name, values in kept.items()} == wanted
        assert {value for name in links for value in kept[name]} <= ids


def test_only_facts_are_relations_of_followthemoney(seeds: Store) -> None:
    entities = _entities(seeds)
    facts = {
        (identifier(one, "urn:newsgraph:"), identifier(other, "urn:newsgraph:")) for one, _, other in _facts(seeds)
    }
    links = [one["properties"] for one in entities if one["schema"] == "UnknownLink"]
    assert links
    assert {(link["subject"][0], link["object"][0]) for link in links} <= facts  # type: ignore[index]
    notes = [one["properties"] for one in entities if one["schema"] == "Note"]
    assert len(links) + len(notes) == _count(seeds, "Statement")
    assert all(note["description"][0].startswith("[") for note in notes)  # type: ignore[index]
    assert all(one["proof"] and one["summary"] for one in [*links, *notes])  # type: ignore[index]


def test_an_event_that_is_only_denied_is_no_event_of_followthemoney(graph: Store) -> None:
    def events(*records: object) -> list[str]:
        made = stores.in_memory(writer.quads(records, IDENTITIES, TEXTS))  # type: ignore[arg-type]
        return [one["properties"]["name"][0] for one in _entities(made) if one["schema"] == "Event"]  # type: ignore[index]

    assert events(*RECORDS) == ["the army shelled Kherson"]
    assert events(RECORDS[1]) == []
    note = next(one for one in _entities(graph) if one["schema"] == "Note" and "denied" in str(one))
    assert note["properties"]["description"] == [  # type: ignore[index]
        "[denied by a spokesman] denied: The army shell Cherson\n“The army did not shell Cherson,” said a spokesman."
    ]


# All of them


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if form.several])
def test_several_files_are_a_folder_or_an_archive(graph: Store, form: str, tmp_path: Path) -> None:
    export_to(graph, form, tmp_path / "folder")
    export_to(graph, form, tmp_path / "graph.zip")
    with zipfile.ZipFile(tmp_path / "graph.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert (tmp_path / "graph.zip").read_bytes() == export(graph, form)
    files = {path.name: path.read_bytes() for path in (tmp_path / "folder").iterdir()}
    assert {name: files[name] for name in packed} == packed
    export_to(graph, form, tmp_path / "folder")  # a second export replaces the first
    assert {path.name: path.read_bytes() for path in (tmp_path / "folder").iterdir()} == files


def test_a_folder_with_other_files_is_left_alone(graph: Store, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="left alone"):
        export_to(graph, "neo4j", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(("form", "library"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow"), ("graphrag", "pyarrow")])
def test_a_missing_library_is_told_in_one_line(
    graph: Store, form: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    module = FORMATS[form].home.partition(":")[0]
    monkeypatch.delitem(sys.modules, f"newsgraph.exporting.{module}", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=rf"{form} needs {library}: pip install newsgraph\[tables\]"):
        export(graph, form)
