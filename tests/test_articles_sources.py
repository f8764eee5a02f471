"""What a source is, what its articles are called, and that nothing of it is lost in silence."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import newsgraph
from conftest import SEEDS
from newsgraph import Article, Problem
from newsgraph.articles import read_sources

FINED = "The court in Tartu fined Baltika Bank on Tuesday."
FLED = "The treasurer of Baltika Bank fled to Peru on Friday."
PAGE = "<html><head><title>{title}</title></head><body><article><p>{text}</p></article></body></html>"


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def ids(*sources: Path | str | Article) -> list[str]:
    return [found.id for found in read_sources(sources) if isinstance(found, Article)]


def problems(*sources: Path | str | Article) -> list[Problem]:
    return [found for found in read_sources(sources) if isinstance(found, Problem)]


# Ids


def test_pages_of_one_name_are_called_by_their_folders_however_they_are_named(tmp_path: Path) -> None:
    coast = put(tmp_path / "coast" / "index.html", PAGE.format(title="Fined", text=FINED))
    ledger = put(tmp_path / "ledger" / "index.html", PAGE.format(title="Fled", text=FLED))
    for sources in ([tmp_path], [coast, ledger], [tmp_path / "coast", tmp_path / "ledger"]):
        assert ids(*sources) == ["coast/index", "ledger/index"]
        assert problems(*sources) == []


def test_files_of_one_name_are_both_read_and_it_is_told(tmp_path: Path) -> None:
    put(tmp_path / "a" / "bank.txt", FINED)
    put(tmp_path / "b" / "bank.txt", FLED)
    assert ids(tmp_path) == ["a/bank", "b/bank"]
    named = [tmp_path / "a" / "bank.txt", tmp_path / "b" / "bank.txt"]
    assert ids(*named) == ["a/bank", "b/bank"]
    assert ids(*reversed(named)) == ["b/bank", "a/bank"]
    assert [(found.skipped, found.reason.split(",")[0]) for found in problems(*named)] == [
        (False, "is called a/bank"),
        (False, "is called b/bank"),
    ]
    put(tmp_path / "a" / "bank.md", FLED)
    assert ids(tmp_path / "a") == ["bank.md", "bank.txt"]
    put(tmp_path / "c" / "a" / "bank.txt", FINED)
    far = [tmp_path / "a" / "bank.txt", tmp_path / "c" / "a" / "bank.txt"]
    one, other = ids(*far)
    assert one.startswith("bank-")
    assert other == f"{one}-2"


def test_two_texts_with_one_given_id_are_two_articles(tmp_path: Path) -> None:
    first = put(tmp_path / "a.jsonl", json.dumps({"id": 1, "text": FINED}))
    second = put(tmp_path / "b.jsonl", json.dumps({"id": 1, "text": FLED}))
    one, other = ids(first, second)
    assert min(one, other) == "1"
    assert max(one, other).startswith("1-")
    assert ids(second, first) == [other, one]
    assert [found.skipped for found in problems(first, second)] == [False]


def test_lines_without_an_id_get_one_that_stays(tmp_path: Path) -> None:
    lines = [
        {"title": "Bank fined", "text": FINED},
        {"text": FLED, "url": "https://www.coast.example/2024/bank-fled.html"},
        {"text": FLED},
    ]
    path = put(tmp_path / "a.jsonl", "\n".join(map(json.dumps, lines)))
    first, second, third = ids(path)
    assert first.startswith("bank-fined-")
    assert second == "coast.example/2024/bank-fled"
    assert third.startswith("the-treasurer-of-baltika-bank")
    turned = put(tmp_path / "b.jsonl", "\n".join(map(json.dumps, reversed(lines))))
    assert ids(turned) == [third, second, first]


def called(output: Path, *sources: Path) -> dict[str, str]:
    """The ids of a build's articles, each with what tells it from the others: whether it speaks of a fine."""
    graph = newsgraph.build(list(sources), output=output)
    rows = graph.query("SELECT ?article ?id { ?article a schema:NewsArticle ; rdfs:label ?id }")
    texts = graph.query(
        "SELECT ?a (COUNT(?s) AS ?n) { ?s prov:wasDerivedFrom ?a ; ng:relationText 'fined'@en } GROUP BY ?a"
    )
    fined = {row["a"].value for row in texts}
    return {row["id"].value: "fined" if row["article"].value in fined else "fled" for row in rows}


def test_an_article_that_comes_later_renames_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    old = put(tmp_path / "a" / "bank.txt", FINED)
    assert called(out, old) == {"bank": "fined"}
    new = put(tmp_path / "b" / "bank.txt", FLED)
    assert called(out, new, old) == {"bank": "fined", "b/bank": "fled"}
    put(tmp_path / "a" / "bank.txt", f"{FINED} It denied all.")  # edited
    assert called(out, old, new) == {"bank": "fined", "b/bank": "fled"}
    old.rename(tmp_path / "bank.txt")
    assert called(out, new, tmp_path / "bank.txt") == {"bank": "fined", "b/bank": "fled"}  # moved
    (tmp_path / "bank.txt").unlink()
    assert called(out, new) == {"b/bank": "fled"}


def test_of_texts_with_one_given_id_the_earlier_keeps_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for first, second in ((FINED, FLED), (FLED, FINED)):
        old = put(tmp_path / "a.jsonl", json.dumps({"id": "1", "text": first}))
        newsgraph.build(old, output=out)
        new = put(tmp_path / "b.jsonl", json.dumps({"id": "1", "text": second}))
        ids_now = called(out, new, old)
        assert ids_now["1"] == ("fined" if first == FINED else "fled")
        assert len(ids_now) == 2
        (out / "articles.json").unlink()


# What is not read


def test_what_looks_like_an_article_and_is_not_read_is_skipped_and_the_rest_told(tmp_path: Path) -> None:
    for name in ("a.txt", "old.doc", "note.wpx", "b.png", "c.png", "d.png", "e.png", "notes"):
        put(tmp_path / name, FINED)
    put(tmp_path / "page.html", PAGE.format(title="Fled", text=FLED))
    put(tmp_path / "page_files" / "frame.html", PAGE.format(title="Fled", text=FLED))
    (tmp_path / "data.xyz").write_bytes(b"\0\1\2" * 100)
    assert ids(tmp_path) == ["a", "notes", "page"]
    assert [(found.reason, found.skipped) for found in problems(tmp_path)] == [
        ("4 .png left out (b.png, c.png, d.png, …)", False),
        ("1 .xyz left out (data.xyz)", False),
        ("1 .doc left out, not a kind of file that is read (old.doc)", True),
        ("1 .wpx left out, not a kind of file that is read (note.wpx)", True),
        ("folders with the pictures and scripts of a saved page left out (1 of them)", False),
    ]


def test_a_file_is_read_as_what_it_is_whatever_it_is_called(tmp_path: Path) -> None:
    put(tmp_path / "page.txt", "<!DOCTYPE html>\n" + PAGE.format(title="Fined", text=FINED))
    put(tmp_path / "part.txt", f"<p>{FINED}</p>")
    put(tmp_path / "text.html", FINED)
    found = [one for one in read_sources(tmp_path) if isinstance(one, Article)]
    assert [(one.title, one.text) for one in found] == [("Fined", FINED), (None, FINED), (None, FINED)]


# What Python code gives


def test_a_source_may_be_a_path_an_article_or_some_of_these(tmp_path: Path) -> None:
    article = Article(id="fled", text=FLED)
    path = put(tmp_path / "fined.txt", FINED)
    assert newsgraph.build(str(SEEDS)).counts().articles == 2
    assert [one.id for one in read_sources(path) if isinstance(one, Article)] == ["fined"]
    assert list(read_sources(article)) == [article]
    assert ids(str(path), path, article, article) == ["fined", "fled"]
    assert [record.article.id for record in newsgraph.read(article) if not isinstance(record, Problem)] == ["fled"]


@pytest.mark.parametrize("sources", [None, 7, b"seeds", {"seeds": 1}, ["seeds", 7], [None]])
def test_anything_else_is_an_error_that_says_what_a_source_is(sources: object) -> None:
    with pytest.raises(TypeError, match=r"newsgraph\.Article"):
        newsgraph.build(sources)  # type: ignore[arg-type]


def test_a_script_without_a_guard_builds_once(tmp_path: Path) -> None:
    script = put(
        tmp_path / "script.py",
        "import newsgraph\n"
        f"articles = [newsgraph.Article(id=str(n), text={FINED!r}) for n in range(17)]\n"
        "graph = newsgraph.build(articles, reader=newsgraph.Reader(jobs=2))\n"
        "print(graph.counts().articles)\n",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "17\n", "")
