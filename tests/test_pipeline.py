"""Reading many articles: in one process or several, with what breaks, by whatever extractor is installed."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from newsgraph import Article, Problem, Reader, Record
from newsgraph.pipeline import read_records
from newsgraph.reader import ARTICLES_AT_ONCE, LARGE

# An extractor as somebody else would publish it: it finds nothing, and breaks on some texts.
MODULE = """
import os
import signal

from newsgraph.record import ArticleInfo, Record

class Extractor:
    def __init__(self, model):
        self.version = "someone-elses 1 " + model

    def extract(self, articles):
        for article in articles:
            if "broken" in article.text:
                raise ValueError("a text\\nthat breaks it")
            while "endless" in article.text:
                pass
            if "deadly" in article.text:
                os.kill(os.getpid(), signal.SIGKILL)
            if "orphaned" in article.text and str(os.getppid()) != os.environ["READS_FOR"]:
                os.kill(os.getppid(), signal.SIGKILL)
            if "huge" in article.text:
                bytearray(10**12)
            if "no model" in article.text:
                raise OSError("the model is gone")
            info = ArticleInfo(id=article.id, title=None, published=None, publisher=None, url=None, language="en",
                               text_sha256="", length=len(article.text))
            yield Record(article=info, mentions=(), entities=(), events=(), triples=(), attributions=())

class Shared(Extractor):
    loaded = None

    def prepare(self):
        Shared.loaded = os.getpid()

    def extract(self, articles):
        for article in articles:
            if "loaded" in article.text and Shared.loaded != os.getppid():
                raise ValueError("loaded by " + str(Shared.loaded))
            yield from super().extract([article])
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a third party's extractor, installed for this test."""
    (tmp_path / "someone_elses.py").write_text(MODULE)
    about = tmp_path / "someone_elses-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: someone-elses\nVersion: 1\n")
    (about / "entry_points.txt").write_text(
        "[newsgraph.extractors]\nelse = someone_elses:Extractor\nshared = someone_elses:Shared\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    return "else"


def articles(*texts: str) -> list[Article]:
    return [Article(id=str(number), text=text) for number, text in enumerate(texts)]


def told(outcomes: Sequence[Record | Problem]) -> list[str | tuple[str, str]]:
    """The id of each record, and source and reason of each problem."""
    return [(one.source, one.reason) if isinstance(one, Problem) else one.article.id for one in outcomes]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_article_that_breaks_the_extractor_costs_its_neighbours_nothing(installed: str, jobs: int) -> None:
    texts = ["fine"] * (2 * ARTICLES_AT_ONCE + 3)
    broken = (2, ARTICLES_AT_ONCE, len(texts) - 1)
    for number in broken:
        texts[number] = "broken"
    found = list(read_records(articles(*texts), Reader(name=installed, jobs=jobs)))
    assert told(found) == [
        (str(number), "could not be read: ValueError: a text that breaks it") if number in broken else str(number)
        for number in range(len(texts))
    ]


@pytest.mark.parametrize(
    ("text", "name", "jobs", "reason"),
    [
        ("endless", "else", 1, "it takes longer than 0.5 seconds"),
        ("endless", "else", 2, "it takes longer than 0.5 seconds"),
        ("endless", "shared", 2, "it takes longer than 0.5 seconds"),
        ("deadly", "else", 2, "the process that read it came to an end, perhaps for want of memory"),
        ("deadly", "shared", 2, "the process that read it came to an end, perhaps for want of memory"),
        ("huge", "else", 2, "it takes more memory than a process may"),
        ("huge", "shared", 2, "it takes more memory than a process may"),
    ],
)
@pytest.mark.usefixtures("installed")
def test_a_monstrous_article_costs_its_neighbours_nothing(text: str, name: str, jobs: int, reason: str) -> None:
    texts = ["fine"] * (ARTICLES_AT_ONCE + 1)
    texts[3] = text
    found = list(read_records(articles(*texts), Reader(name=name, jobs=jobs, seconds=0.5)))
    assert told(found) == [
        (str(number), f"could not be read: {reason}") if number == 3 else str(number) for number in range(len(texts))
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
@pytest.mark.usefixtures("installed")
def test_what_is_loaded_is_loaded_once_for_all_processes() -> None:
    found = list(read_records(articles(*["loaded"] * 4 * ARTICLES_AT_ONCE), Reader(name="shared", jobs=2)))
    assert told(found) == [str(number) for number in range(4 * ARTICLES_AT_ONCE)]


@pytest.mark.usefixtures("installed")
def test_the_end_of_what_was_loaded_once_costs_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READS_FOR", str(os.getpid()))
    texts = ["fine"] * (6 * ARTICLES_AT_ONCE)
    texts[ARTICLES_AT_ONCE + 5] = "orphaned"
    found = list(read_records(articles(*texts), Reader(name="shared", jobs=2)))
    assert told(found) == [str(number) for number in range(len(texts))]


@pytest.mark.usefixtures("installed")
def test_reading_may_be_broken_off() -> None:
    outcomes = read_records(articles(*["fine"] * (6 * ARTICLES_AT_ONCE)), Reader(name="shared", jobs=2))
    assert told([next(outcomes), next(outcomes)]) == ["0", "1"]
    outcomes.close()  # type: ignore[attr-defined]  # it is a generator


def test_a_large_article_is_read_in_a_process_of_its_own(installed: str) -> None:
    text = "deadly" + "." * LARGE
    found = list(read_records(articles("fine", text), Reader(name=installed)))
    assert told(found) == [
        "0",
        ("1", "could not be read: the process that read it came to an end, perhaps for want of memory"),
    ]


@pytest.mark.parametrize(("name", "jobs"), [("else", 1), ("else", 2), ("shared", 2)])
@pytest.mark.usefixtures("installed")
def test_what_no_article_is_to_blame_for_is_an_error(name: str, jobs: int) -> None:
    with pytest.raises(OSError, match="the model is gone"):
        list(read_records(articles("fine", "no model"), Reader(name=name, jobs=jobs)))


def test_an_extractor_that_nobody_installed_is_an_error_that_names_the_others(installed: str) -> None:
    with pytest.raises(LookupError, match=f"{installed}, rules, shared"):
        list(read_records(articles("fine"), Reader(name="nobody")))


def test_several_processes_read_as_one_does() -> None:
    texts = [f"Mali expelled the French ambassador on {day} May 2022." for day in range(1, ARTICLES_AT_ONCE + 2)]
    alone, together = (list(read_records(articles(*texts), Reader(jobs=jobs))) for jobs in (1, 2))
    assert alone == together
    assert all(isinstance(one, Record) and len(one.events) == 1 for one in alone)
