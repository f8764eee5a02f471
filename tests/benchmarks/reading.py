"""How long reading takes beside the pipeline in use, and beside one parser: the same articles, in turn, one process.

python tests/benchmarks/reading.py [SOURCE...] [--rounds N]
"""

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tables import Row, print_table, source_parser

from newsgraph.extraction import RuleExtractor
from newsgraph.extraction.parse.language import load, load_bare
from newsgraph.pipeline import read_articles


def cpu_seconds(work: Callable[[], object]) -> float:
    """The CPU time of one call, which other programs on the machine change little."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(sources: Sequence[Path], rounds: int = 5) -> Row:
    """The medians and their ratio."""
    articles, _ = read_articles(sources)
    extractor, in_use, pipeline = RuleExtractor(), load(), load_bare()

    def parse_twice() -> None:
        list(in_use.pipe((article.text for article in articles), batch_size=16))

    def parse() -> None:
        list(pipeline.pipe((article.text for article in articles), batch_size=16))

    def extract() -> None:
        list(extractor.extract(articles))

    extract()  # caches and the first call's costs
    times = [(cpu_seconds(parse), cpu_seconds(parse_twice), cpu_seconds(extract)) for _ in range(rounds)]
    parsing, both, extracting = (statistics.median(column) for column in zip(*times, strict=True))
    words = sum(len(article.text.split()) for article in articles)
    figures = {
        "ratio": extracting / both,
        "to_one_parser": extracting / parsing,
        "words_s": words / extracting,
        "parser_words_s": words / parsing,
    }
    said = f"CPU time to that of the pipeline in use, of one parser; words a second ({len(articles)} articles)"
    return Row("reading", figures, ("ratio", "to_one_parser", "words_s"), said)


def main() -> None:
    """Print the medians and their ratio."""
    options = source_parser(__doc__, rounds=5).parse_args()
    print_table([measure(options.sources, options.rounds)])


if __name__ == "__main__":
    main()
