"""How long reading takes beside the parser alone: both on the same articles, in the same process, alternately.

python tests/benchmarks/reading.py [SOURCE...] [--rounds N]
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from newsgraph.extraction import RuleExtractor
from newsgraph.extraction.parse.language import load_bare
from newsgraph.pipeline import read_articles

SEEDS = Path(__file__).parents[2] / "seeds"


def cpu_seconds(work: Callable[[], object]) -> float:
    """The CPU time of one call, which other programs on the machine change little."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sources", nargs="*", type=Path, default=[SEEDS])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    articles, _ = read_articles(options.sources)
    extractor, pipeline = RuleExtractor(), load_bare()

    def parse() -> None:
        list(pipeline.pipe((article.text for article in articles), batch_size=16))

    def extract() -> None:
        list(extractor.extract(articles))

    extract()  # caches and the first call's costs
    times = [(cpu_seconds(parse), cpu_seconds(extract)) for _ in range(options.rounds)]
    parsing, extracting = (statistics.median(column) for column in zip(*times, strict=True))
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words} words, median CPU time of {options.rounds} rounds")
    print(f"parser alone  {parsing:7.2f} s  {words / parsing:9.0f} words/s")
    print(f"extraction    {extracting:7.2f} s  {words / extracting:9.0f} words/s")
    print(f"bench ratio={extracting / parsing:.2f}")


if __name__ == "__main__":
    main()
