"""What `--train` is worth: f1 on the labelled pairs of names by default and after training on some articles.

python tests/benchmarks/training.py SOURCE... [--copies]

With --copies the articles are trained on beside copies of their texts in which names are respelt (`respelt.py`), for
few articles of different stories spell nobody in two ways. Half of the pairs were fitted to by default, half held back.
"""

import argparse
import runpy
from pathlib import Path

from respelt import copy_of, english_words

from newsgraph.pipeline import read_articles, read_records
from newsgraph.reader import Reader
from newsgraph.record import Record
from newsgraph.resolution import estimation
from newsgraph.resolution.weights import Weights, default_weights

FIT = Path(__file__).parents[2] / "graph" / "training" / "fit_linkage.py"


def main() -> None:
    """Print f1 of both halves by both weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--copies", action="store_true")
    options = parser.parse_args()
    articles, _ = read_articles(options.sources)
    records = [one for one in read_records(articles, Reader(jobs=1)) if isinstance(one, Record)]
    if options.copies:
        known, english = {article.id: article for article in articles}, english_words(articles)
        copies = [copy_of(known[record.article.id], record, english).article for record in records]
        records += [one for one in read_records(copies, Reader(jobs=1)) if isinstance(one, Record)]
    training = estimation.train(records)
    print(f"{len(records)} articles: {training}")
    script = runpy.run_path(str(FIT))
    halves = [script["Labelled"](script["read"](half=half)) for half in (1, 0)]

    def told(weights: Weights) -> str:
        return " and ".join(f"{half.f1(weights):.3f}" for half in halves)

    print(f"f1 by default {told(default_weights())} (fitted, held back)")
    if training.weights:
        print(f"f1 as trained {told(training.weights)}")


if __name__ == "__main__":
    main()
