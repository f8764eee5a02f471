"""What the scorers share: reading the data and what is to be scored, shares and f1, samples of what went wrong."""

import hashlib
import json
import random
import re
from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

import pyoxigraph as ox

from newsgraph.pipeline import read_articles

T = TypeVar("T")
Figures = dict[str, float]


def read_gold(data: Path) -> Any:
    """The annotation of a data set."""
    return json.loads((data / "gold.json").read_text(encoding="utf-8"))


def sources(data: Path) -> Path:
    """What `newsgraph extract` reads of a data set: `articles.jsonl`, or the folder `articles` with a file for each."""
    lines = data / "articles.jsonl"
    return lines if lines.exists() else data / "articles"


def read_texts(source: Path) -> dict[str, str]:
    """The text of each article of a file or folder, less its front matter, by the article's id.

    Raises:
        SystemExit: one of them can't be read.
    """
    articles, problems = read_articles([source])
    for problem in problems:
        raise SystemExit(f"{problem.source}: {problem.reason}")
    return {article.id: article.text for article in articles}


def read_records(path: Path, known: Container[str], convert: Callable[[dict[str, Any], str], T]) -> dict[str, T]:
    """What `convert` makes of each record and a name for where it stands, by the article's id.

    Args:
        path: extraction records, one a line.
        known: the articles that there may be records of, each once.
        convert: takes a record and words for where it stands, for messages.

    Raises:
        SystemExit: a line is no extraction record, or none of these articles.
    """
    found: dict[str, T] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            record = json.loads(line)
            article = str(record["article"]["id"])
            if article not in known or article in found:
                raise ValueError(f"article {article!r} is not in the data, or comes twice")
            found[article] = convert(record, f"{where}, article {article}")
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise SystemExit(f"{where}: not an extraction record: {error!r}") from None
    return found


def check_text(record: dict[str, Any], text: str) -> None:
    """Fail unless the record was made from this text.

    Raises:
        ValueError: it was made from another one.
    """
    if record["article"].get("text_sha256") not in (None, hashlib.sha256(text.encode()).hexdigest()):
        raise ValueError("the record was made from another text: text_sha256 differs")


def load_graph(path: Path) -> ox.Store:
    """The graph in a file of an RDF format, by its ending."""
    form = ox.RdfFormat.from_extension(path.suffix[1:])
    assert form is not None, path
    store = ox.Store()
    store.bulk_load(path=str(path), format=form)
    return store


def article_of(iri: str) -> str:
    """The id of the article that an IRI of the graph is about."""
    return unquote(re.split(r"[:/#]", iri)[-1])


def tell_missing(articles: Sequence[str]) -> None:
    """Say which articles have no record."""
    if articles:
        print(f"NO RECORD, so nothing found, for {len(articles)} articles: {' '.join(articles)}")


def ratio(part: float, whole: float) -> float:
    """A share; 0 of nothing."""
    return part / whole if whole else 0.0


def harmonic(one: float, other: float) -> float:
    """The harmonic mean, which is f1 for precision and recall."""
    return ratio(2 * one * other, one + other)


def sample(cases: Sequence[T], count: int) -> Iterator[T]:
    """Some of the cases, in their order, the same in every run."""
    chosen = random.Random(0).sample(range(len(cases)), min(count, len(cases)))
    return (cases[position] for position in sorted(chosen))


def told(name: str, figures: Figures) -> str:
    """Figures as one line: "openie f1=0.6412 precision=0.6012"."""
    return f"{name} " + " ".join(f"{key}={value:.4f}" for key, value in figures.items())
