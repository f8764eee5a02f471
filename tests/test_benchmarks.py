"""The scorers of `make bench` on records made by hand: all right scores 1, nothing found scores 0."""

import json
from importlib import import_module
from pathlib import Path

import pytest

from newsgraph.record import Record
from records import ArticleBuilder

BENCHMARKS = Path(__file__).parent / "benchmarks"
TEXT = "Ann Ray left Paris."
PARIS = {"start": 13, "end": 18, "text": "Paris"}
GOLD = {
    "attribution": {
        "nested_annotated": True,
        "articles": {
            "a": [{"source": [], "cue": [], "content": [{"start": 0, "end": 18, "text": "Ann Ray left Paris"}]}]
        },
    },
    "events": {
        "a": {
            "events": [
                {
                    "types": ["retreat"],
                    "words": [{"start": 8, "end": 12, "text": "left"}],
                    "sources": [{"start": 0, "end": 7, "text": "Ann Ray"}],
                    "targets": [PARIS],
                    "mutual": False,
                }
            ],
            "further": [],
        }
    },
    "openie": {"a": [[["Ann Ray", "left", "Paris"]]]},
    "statements": {"a": [["left", "Ann Ray", "Paris"]]},
    "traps": {
        "a": {
            "text": TEXT,
            "kind": "plain",
            "forbidden": [["paris", "leave", ""]],
            "wanted": [{"who": "ray", "did": "leave", "whom": "paris", "voice": "stated", "by": None}],
        }
    },
}
FIGURES = {
    "events": {"type_f1": 1, "agent": 1, "target": 1, "whole": 1},
    "openie": {"f1": 1, "precision": 1, "recall": 1},
    "statements": {"f1": 1, "precision": 1, "recall": 1},
    "traps": {"safe": 1, "wanted": 1},
}


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)


def written(folder: Path, name: str, *records: Record) -> Path:
    """A file of records beside the data of a scorer."""
    (folder / "articles.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n")
    (folder / "gold.json").write_text(json.dumps(GOLD[name]))
    file = folder / "records.jsonl"
    file.write_bytes(b"".join(record.to_json() + b"\n" for record in records))
    return file


def all_that_is_said() -> Record:
    article = ArticleBuilder("a", text=TEXT)
    ann, paris = article.entity("person", "Ann Ray"), article.entity("place", "Paris")
    event = article.event("left", "leave", "retreat", agent=ann, patient=paris)
    article.triple(ann, "leave", paris, event=event, words="left")
    return article.record()


@pytest.mark.parametrize("name", FIGURES)
def test_what_is_right_scores_one_and_what_is_missing_nothing(name: str, tmp_path: Path) -> None:
    scorer = import_module(f"scorers.{name}")
    figures = scorer.score(tmp_path, written(tmp_path, name, all_that_is_said()), misses=3)
    assert {key: figures[key] for key in FIGURES[name]} == FIGURES[name]
    figures = scorer.score(tmp_path, written(tmp_path, name), misses=3)
    wanted = dict.fromkeys(FIGURES[name], 0) | ({"safe": 1} if name == "traps" else {})
    assert {key: figures[key] for key in FIGURES[name]} == wanted


@pytest.mark.parametrize("name", GOLD)
def test_a_record_of_another_article_or_text_is_an_error(name: str, tmp_path: Path) -> None:
    scorer = import_module(f"scorers.{name}")
    stranger = ArticleBuilder("b").record()
    with pytest.raises(SystemExit, match="'b' is not in the data"):
        scorer.score(tmp_path, written(tmp_path, name, stranger))


@pytest.mark.parametrize(
    ("value", "shown"), [(0.8512, ".851"), (1.0, "1.000"), (0.0, ".000"), (32, "32"), (3.456, "3.46"), (3170.6, "3171")]
)
def test_figures_are_written_as_people_do(value: float, shown: str) -> None:
    assert import_module("tables").number(value) == shown


def test_the_table_tells_what_has_changed(capsys: pytest.CaptureFixture[str]) -> None:
    tables = import_module("tables")
    row = tables.Row("places", {"f1": 0.9, "found": 0.8}, ("f1", "found"), "toponyms")
    kept = tables.print_table([row], {"places": {"f1": 0.95, "found": 0.8}})
    assert kept == {"places": {"f1": 0.9, "found": 0.8}}
    assert capsys.readouterr().out.splitlines()[1].split() == [
        "places",
        "f1",
        ".900",
        "(-0.050)",
        "found",
        ".800",
        "toponyms",
    ]


def test_of_saved_pages_the_body_the_title_and_the_date_are_read_and_little_else() -> None:
    rows = list(import_module("pages").measure())
    assert len(rows) == 2
    for row in rows:
        assert row.figures["f1"] >= 0.95
        assert row.figures["boilerplate"] <= 0.5
        assert min(row.figures["title"], row.figures["date"], row.figures["author"]) >= 0.95


def test_hostile_files_are_read_or_named_and_spoil_nothing(tmp_path: Path) -> None:
    hostile = import_module("hostile")
    assert hostile.check(60, 7, tmp_path, large=False) == []
