"""How good reading and resolution are: every scorer on its data, in one table.

python tests/benchmarks/quality.py [NAME...] [--data FOLDER]

`data` holds the development sets that may be shipped, each with its licence; the rules were written with an eye on
them. What nothing was tuned on, in `unseen`, says more. With --data the sets are those of another folder that is laid
out like `data`: a folder named like the scorer, or like the scorer and something else ("entities-other").
"""

import argparse
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

from scorers.common import sources
from scorers.contested import stories
from tables import SEEDS, Row, print_table

import newsgraph

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Set:
    """A kind of data set: what scores it, the figures that count and what they say."""

    scorer: str
    shown: tuple[str, ...]
    measures: str
    predict: Callable[[Path, Path], Path]  # from the data and a folder to work in, to what is scored


def extracted(data: Path, work: Path) -> Path:
    """The records of a set's articles."""
    file = work / "records.jsonl"
    with file.open("wb") as lines:
        for record in newsgraph.read([sources(data)]):
            if isinstance(record, newsgraph.Problem):
                raise SystemExit(f"{record.source}: {record.reason}")
            lines.write(record.to_json() + b"\n")
    return file


def built(articles: Path, file: Path) -> Path:
    """The graph of some articles."""
    newsgraph.build([articles]).export("trig", file)
    return file


def built_seeds(_: Path, work: Path) -> Path:
    """The graph of the articles in `seeds`."""
    return built(SEEDS, work / "graph.trig")


def built_archive(data: Path, work: Path) -> Path:
    """The graph of a set's articles; a second annotation of the shipped ones has none of its own."""
    articles = sources(data)
    return built(articles if articles.exists() else sources(HERE / "data" / data.name), work / "graph.trig")


def built_stories(data: Path, work: Path) -> Path:
    """A folder with the graph of each story of the set "contested", or of the set's own."""
    own = (data / "stories").exists()
    for name, articles in stories(data if own else HERE / "data" / "contested").items():
        built(articles, work / f"{name}.trig")
    return work


SETS = {
    "statements": Set("statements", ("f1", "auc"), "each clause whole: subject, relation, arguments (CaRB)", extracted),
    "openie": Set("openie", ("f1", "precision", "recall"), "facts, word for word (BenchIE)", extracted),
    "traps": Set("traps", ("safe", "wanted"), "passages of which no false fact is read; facts found", extracted),
    "events": Set("events", ("type_f1", "whole"), "events of 16 types; with all actors right (PLOVER)", extracted),
    "attribution": Set("attribution", ("f1", "source", "content"), "who says what", extracted),
    "entities": Set("entities", ("f1", "coref"), "names and their types; who is the same as whom (GUM)", extracted),
    "places": Set("places", ("f1", "resolved"), "toponyms found, and the right place (within 161 km)", extracted),
    "seeds": Set("checks", ("passed", "checks"), "questions to the graph of two articles, answered", built_seeds),
    "wikinews-2019": Set("identity", ("b3", "share", "pure"), "one thing, one node, over 171 articles", built_archive),
    "contested": Set("contested", ("f1", "tempted"), "contradictions found; pairs that only look so", built_stories),
    "event_coreference": Set("event_coreference", ("b3", "found"), "one event, one node, in stories", built_stories),
}


def kind_of(folder: Path) -> Set | None:
    """What kind of data set a folder holds, by its name."""
    return SETS.get(folder.name) or SETS.get(folder.name.partition("-")[0])


def folders(data: Path | None = None) -> Iterator[tuple[str, Path]]:
    """The name and the folder of each set that there is a scorer for."""
    shipped = [("", HERE / "data"), ("unseen ", HERE / "unseen")]
    for prefix, parent in [("", data)] if data else shipped:
        found = {folder.name: folder for folder in sorted(parent.iterdir()) if kind_of(folder)}
        for name in sorted(found, key=lambda name: [*SETS, name].index(name)):
            yield prefix + name, found[name]


def measure(data: Path | None = None, only: Sequence[str] = ()) -> Iterator[Row]:
    """A row for each set, as soon as it and those before it are scored; as many at once as there are processors.

    Args:
        data: a folder of data sets in place of those that are shipped.
        only: names of the sets; all if there is none.
    """
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        wanted = [(name, folder) for name, folder in folders(data) if not only or name in only]
        yield from pool.map(_scored, *zip(*wanted, strict=True))


def _scored(name: str, folder: Path) -> Row:
    """How good the predictions for a set are."""
    kind = kind_of(folder)
    if kind is None:
        raise LookupError(f"nothing scores {folder}")
    with tempfile.TemporaryDirectory() as work, redirect_stdout(io.StringIO()):
        scorer = import_module(f"scorers.{kind.scorer}")
        figures = scorer.score(folder, kind.predict(folder, Path(work)))
    return Row(name, figures, kind.shown, kind.measures)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="the sets; all of them by default")
    parser.add_argument("--data", type=Path, help="a folder of other data sets")
    options = parser.parse_args()
    print_table(measure(options.data, options.names))


if __name__ == "__main__":
    main()
