"""The commands, as a user types them."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from typer.testing import CliRunner

from newsgraph import KnowledgeGraph
from newsgraph.cli import app
from newsgraph.exporting.formats import FORMATS
from newsgraph.record import Record

SEEDS = Path(__file__).parent.parent / "seeds"
FILES = ("graph.trig", "graph.ttl", "graph.html")
runner = CliRunner()


def run(*arguments: str | Path, **options: object):
    return runner.invoke(app, [str(argument) for argument in arguments], **options)


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


def test_build_writes_the_graph_and_says_what_is_in_it(built: Path) -> None:
    result = run("build", SEEDS, "--output", built)
    assert result.exit_code == 0, result.output
    assert all((built / name).stat().st_size for name in FILES)
    assert (built / "store").is_dir()
    counts = KnowledgeGraph.open(built).counts()
    assert min(counts.articles, counts.actors, counts.places, counts.events, counts.stated, counts.claimed) > 1
    assert result.stdout.splitlines()[:3] == [
        "2 articles: 0 read, 2 as before",
        f"{counts.actors} actors, {counts.places} places, {counts.events} events",
        f"{counts.statements} statements: {counts.stated} stated, {counts.claimed} claimed, {counts.denied} denied, "
        f"{counts.envisaged} envisaged (planned, possible, demanded)",
    ]
    assert "graph.html" in result.stdout


def test_an_unchanged_rebuild_reads_nothing_again_and_changes_no_byte(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    shutil.copytree(built, folder)
    result = run("build", SEEDS, "--output", folder)
    assert "2 as before" in result.stdout
    assert contents(folder) == contents(built)


def test_the_order_of_the_sources_changes_no_byte(built: Path, tmp_path: Path) -> None:
    backwards = sorted(SEEDS.glob("*.txt"), reverse=True)
    assert run("build", *backwards, "--output", tmp_path).exit_code == 0
    assert contents(tmp_path) == contents(built)


def test_exports_are_read_by_columns_that_are_named_and_what_is_left_out_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "export.csv").write_text("kop,lead\nTents,Norway sent tents to Malta on Monday.\n")
    (folder / "logo.png").write_bytes(b"x")
    result = run("build", folder, "--map", "text=lead", "--map", "title=kop", "--output", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert f"warning: {folder}: 1 .png left out (logo.png)" in result.stderr
    assert "Tents" in (tmp_path / "out" / "graph.ttl").read_text()
    (folder / "story.doc").write_text("Norway sent tents to Malta on Monday.")
    assert run("build", folder, "--map", "text=lead", "--output", tmp_path / "out").exit_code == 3
    assert run("extract", folder, "--map", "words=lead").exit_code == 2


def test_limits_are_set_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor resigned on Monday.")
    (tmp_path / "b.txt").write_text("The mayor resigned on Monday. " * 100)
    done = run("extract", tmp_path, "--limit", "article=2.5KB", "--limit", "seconds=3")
    assert (done.exit_code, len(done.stdout.splitlines())) == (3, 1)
    assert "b.txt: too large: more than 2,500 bytes" in done.stderr


@pytest.mark.parametrize(
    ("option", "told"),
    [
        (("--limit", "articles=3"), "--limit wants NAME=VALUE"),
        (("--limit", "depth=many"), "--limit wants NAME=VALUE"),
        (("--limit", "seconds=2m"), "--limit wants NAME=VALUE"),  # minutes? millions?
        (("--map", "headline"), "--map wants FIELD=NAME"),
        (("--any-language",), "--any-language needs an --extractor"),
    ],
)
def test_options_that_make_no_sense_are_wrong_use(option: tuple[str, ...], told: str) -> None:
    done = run("extract", SEEDS, *option)
    assert done.exit_code == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_bad_sources_are_named_and_cost_the_others_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("Norway sent tents to Malta on Monday. The premier thanked Oslo.")
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "broken.jsonl").write_text('{"id": "a", "text"\n')
    (folder / "german.txt").write_text(
        "Die Regierung in Berlin hat am Montag beschlossen, die Renten im kommenden Jahr deutlich zu erhöhen. "
        "Das sagte ein Sprecher des Ministeriums der Zeitung."
    )
    result = run("build", folder, "--output", tmp_path / "out")
    assert result.exit_code == 3
    skipped = [line for line in result.stderr.splitlines() if line.startswith("skipped ")]
    for name in ("empty.txt", "binary.txt", "broken.jsonl", "german.txt"):
        assert sum(name in line for line in skipped) == 1, (name, skipped)
    assert "Norway" in (tmp_path / "out" / "graph.ttl").read_text()


def test_an_unreadable_field_is_a_warning_and_no_failure(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    text = "Norway sent tents to Malta on Monday. The premier thanked Oslo."
    (folder / "good.txt").write_text(f"---\npublished: 10/11/22\n---\n{text}")
    for result in (run("build", folder, "--output", tmp_path / "out"), run("extract", folder)):
        assert result.exit_code == 0
        (warning,) = result.stderr.splitlines()
        assert warning.startswith("warning: ")
        assert all(words in warning for words in ("good.txt", "published", "10/11/22"))
    assert "Norway" in (tmp_path / "out" / "graph.ttl").read_text()


def test_nothing_usable_leaves_the_old_graph_alone(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "old"
    shutil.copytree(built, folder)
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n")
    result = run("build", empty, "--output", folder)
    assert result.exit_code == 1
    assert "empty.txt" in result.stderr
    assert contents(folder) == contents(built)
    assert run("query", "ASK { ?x a ng:Statement }", "--graph", folder).stdout.strip() == "true"


def test_a_missing_model_and_a_bad_base_iri_are_one_clear_line(tmp_path: Path) -> None:
    for options in (("--model", "no_such_model"), ("--base-iri", "not an iri"), ("--extractor", "nobody")):
        result = run("build", SEEDS, "--output", tmp_path / "out", *options)
        assert result.exit_code == 1
        assert len(result.stderr.strip().splitlines()) == 1, result.stderr
        assert options[1] in result.stderr
        assert not (tmp_path / "out" / "graph.ttl").exists()


@pytest.mark.parametrize("command", [("extract",), ("build", "--output", "out")])
def test_a_model_of_three_pipelines_is_one_clear_line(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*command, SEEDS, "--model", "a+b+c")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "newsgraph: 'a+b+c' names 3 pipelines: a model is one (A) or two (A+B)\n"


def test_extract_writes_one_record_a_line_whose_spans_fit() -> None:
    result = run("extract", SEEDS)
    assert result.exit_code == 0
    records = [Record.from_json(line) for line in result.stdout_bytes.splitlines()]
    assert [record.article.id for record in records] == [file.stem for file in sorted(SEEDS.glob("*.txt"))]
    for record in records:
        text = (SEEDS / f"{record.article.id}.txt").read_text(encoding="utf-8")
        for layer in (record.mentions, record.entities, record.events, record.triples, record.attributions):
            assert layer
        for mention in record.mentions:
            assert text[mention.start : mention.end] == mention.text


def test_extract_reads_json_lines_from_standard_input() -> None:
    line = json.dumps({"id": "one", "text": "Mali expelled the French ambassador.", "published": "2022-01-31"})
    result = run("extract", "-", input=line)
    assert result.exit_code == 0
    record = Record.from_json(result.stdout)
    assert (record.article.id, record.article.published) == ("one", "2022-01-31")


def test_query_answers_in_every_form(built: Path) -> None:
    question = "SELECT ?name WHERE { ?p a ng:Person ; rdfs:label ?name } ORDER BY ?name"
    found = json.loads(run("query", question, "--format", "json", "--graph", built).stdout)
    names = [row["name"]["value"] for row in found["results"]["bindings"]]
    assert "Vladimir Saldo" in names
    for options in ((), ("--format", "csv")):  # not on a terminal
        assert run("query", question, "--graph", built, *options).stdout.splitlines() == ["name", *names]
    rows = run("query", question, "--graph", built, "--format", "tsv").stdout.splitlines()
    assert rows == ["?name", *(f'"{name}"@en' for name in names)]
    described = run("query", "DESCRIBE ?p WHERE { ?p rdfs:label 'Vladimir Saldo'@en }", "--graph", built)
    assert "ng:Person" in described.stdout


def test_a_question_from_a_file(built: Path, tmp_path: Path) -> None:
    file = tmp_path / "question.rq"
    file.write_text("ASK { ?p a ng:Person }")
    assert run("query", file, "--graph", built).stdout.strip() == "true"


def test_a_wrong_question_says_where(built: Path) -> None:
    result = run("query", "SELECT ?x WHERE {\n  ?x a ng:Person ?y }\n", "--graph", built)
    assert result.exit_code != 0
    assert "line 2" in result.stderr


def test_every_ready_question_has_an_answer(built: Path) -> None:
    listed = run("query", "--list").stdout
    for name in ("who-did-what", "claims-by-source", "contested", "timeline"):
        assert name in listed
        result = run("query", name, "--graph", built, "--format", "csv", "--limit", "0", "--all")
        assert result.exit_code == 0, result.output
        assert len(result.stdout.splitlines()) > 1, name
        sure = run("query", name, "--graph", built, "--format", "csv", "--limit", "0")
        held_back = len(result.stdout.splitlines()) - len(sure.stdout.splitlines())
        assert (f"{held_back} row" in sure.stderr) == (held_back > 0), (name, sure.stderr)


def test_what_is_not_sure_is_held_back_until_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgraph.rdf.article_graph.rounded", lambda _: 0.4)
    article = tmp_path / "one.txt"
    article.write_text("Norway sent tents to Malta on Monday. The premier of Malta thanked Norway.")
    sure, unsure = tmp_path / "sure", tmp_path / "unsure"
    built = run("build", article, "--output", sure, "--min-confidence", "0.4")
    assert re.search(r"([1-9]\d*) of them sure \(confidence 0\.4 or more\), 0 held back", built.stdout)
    question = ("query", "who-did-what", "--format", "csv", "--graph")
    everything = run(*question, sure)
    assert "Norway sent tents to Malta" in everything.stdout
    assert everything.stderr == ""
    assert run(*question, sure, "--all").stdout == everything.stdout
    assert "0 of them sure" in run("build", article, "--output", unsure, "--min-confidence", "0.5").stdout
    held_back = run(*question, unsure)
    assert len(held_back.stdout.splitlines()) == 1
    assert "held back, as not sure; --all shows all" in held_back.stderr
    assert run(*question, unsure, "--all").stdout == everything.stdout


def test_all_is_for_ready_questions_and_a_threshold_is_from_0_to_1(built: Path, tmp_path: Path) -> None:
    result = run("query", "ASK {}", "--all", "--graph", built)
    assert (result.exit_code, "ready questions" in result.stderr) == (2, True)
    assert run("build", SEEDS, "--output", tmp_path, "--min-confidence", "1.5").exit_code == 2


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if not form.several])
def test_export_writes_each_format(built: Path, tmp_path: Path, form: str) -> None:
    to_file = tmp_path / "out"
    assert run("export", "--format", form, "--output", to_file, "--graph", built).exit_code == 0
    assert form == "xlsx" or "Saldo" in to_file.read_text(encoding="utf-8")
    assert run("export", "--format", form, "--graph", built).stdout_bytes == to_file.read_bytes()


def test_the_built_graph_conforms(built: Path) -> None:
    result = run("validate", "--graph", built)
    assert result.exit_code == 0, result.stdout


def test_without_a_graph_the_commands_say_how_to_make_one(tmp_path: Path) -> None:
    for command in (["query", "ASK {}"], ["export"], ["validate"], ["view", "--no-open"]):
        result = run(*command, "--graph", tmp_path)
        assert result.exit_code == 1
        assert "newsgraph build" in result.stderr


def test_view_leads_to_what_is_around_a_name(built: Path) -> None:
    result = run("view", "--around", "Cherson", "--steps", 1, "--no-open", "--graph", built)
    assert result.exit_code == 0, result.stderr
    address, _, fragment = result.stdout.strip().partition("#")
    assert address == (built / "graph.html").resolve().as_uri()
    asked = {"view": ["actors"], "node": ["urn:newsgraph:place:kherson"], "steps": ["1"]}  # as the page writes it
    assert parse_qs(fragment) == asked
    result = run("view", "--around", "Khersonn", "--no-open", "--graph", built)
    assert (result.exit_code, "Kherson" in result.stderr) == (2, True)


def test_asking_loads_no_parser(built: Path) -> None:
    code = (
        "import sys; from newsgraph.cli import app\n"
        f"app(['query', 'ASK {{ ?x a ng:Person }}', '--graph', {str(built)!r}], standalone_mode=False)\n"
        "print(sorted({'spacy', 'rdflib', 'splink', 'networkx', 'pyvis', 'trafilatura'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["true", "[]"]


def test_the_sample_under_version_control_is_what_a_build_makes(built: Path) -> None:
    sample = (SEEDS.parent / "exports" / "graph.ttl").read_text(encoding="utf-8")
    fresh = (built / "graph.ttl").read_text(encoding="utf-8")
    assert sample == fresh, "`make demo` renews the sample"


def test_an_article_and_a_decision_that_come_and_go_leave_no_trace(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    shutil.copytree(built, folder)
    article = tmp_path / "000.txt"
    article.write_text("Russia attacked Odesa on Monday. Vladimir Saldo praised the Russian troops in Cherson.")
    decisions = folder / "decisions.ttl"
    decisions.write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "<urn:newsgraph:actor:nobody> owl:sameAs <urn:newsgraph:place:kherson> .\n"
        "<urn:newsgraph:actor:kyrylo-budanov> owl:sameAs <urn:newsgraph:actor:vladimir-saldo> .\n"
    )
    result = run("build", article, SEEDS, "--output", folder)
    assert [line for line in result.stderr.splitlines() if "decided" in line] == [
        "decided, but not in the graph: actor:nobody"
    ]
    assert (
        run("query", "ASK { actor:kyrylo-budanov owl:sameAs actor:vladimir-saldo }", "--graph", folder).stdout
        == "true\n"
    )
    assert run("validate", "--graph", folder).exit_code == 0
    decisions.unlink()
    assert run("build", SEEDS, "--output", folder).exit_code == 0
    assert contents(folder) == contents(built)


def test_a_broken_memory_is_named_and_the_graph_left_alone(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "old"
    shutil.copytree(built, folder)
    (folder / "identities.json").write_text("{")
    result = run("build", SEEDS, "--output", folder)
    assert result.exit_code == 1
    assert "identities.json" in result.stderr
    assert contents(folder) == contents(built)


def run_to(target: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, its standard output sent to a file or a program."""
    command = shlex.join([sys.executable, "-m", "newsgraph", *map(str, arguments)])
    return subprocess.run(
        ["sh", "-c", f"{command} {target}"], capture_output=True, text=True, cwd=SEEDS.parent / "graph"
    )


def test_who_stops_reading_is_told_nothing(built: Path) -> None:
    for command in (["export", "--format", "nquads", "--graph", built], ["query", "timeline", "--graph", built]):
        assert run_to("| true", *command).stderr == ""


def test_a_reader_that_is_gone_stops_extract_without_a_word() -> None:
    assert run_to("| true", "extract", SEEDS).stderr == ""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a disk that is always full")
def test_a_full_disk_is_one_line(built: Path) -> None:
    result = run_to(">/dev/full", "export", "--graph", built)
    assert (result.returncode, result.stderr) == (1, "newsgraph: no space left on device\n")


def test_what_is_in_the_way_of_the_output_is_said_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder" / "store").mkdir(parents=True)
    (tmp_path / "folder" / "store" / "mine").write_text("mine")
    for output, reason, status in (
        ("file", "is a file", 2),
        ("file/deep", ": not a directory", 1),
        ("folder", "is left alone", 1),
    ):
        result = run("build", SEEDS, "--output", tmp_path / output)
        assert (result.exit_code, reason in result.stderr) == (status, True), result.stderr
    assert (tmp_path / "file").read_text() == "mine"
    assert not (tmp_path / "folder" / "records").exists()


def test_a_damaged_store_is_one_line(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built / "store", tmp_path / "store")
    (tmp_path / "store" / "CURRENT").write_text("")
    result = run("query", "ASK {}", "--graph", tmp_path)
    assert result.exit_code == 1
    assert "damaged" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_misspelt_ready_question_is_met_with_the_right_one(built: Path) -> None:
    result = run("query", "who-did-wat", "--graph", built)
    assert result.exit_code == 2
    assert "who-did-what" in result.stderr
