"""How long resolution takes as articles grow: a quarter of the articles, then all of them, from given ones.

python tests/benchmarks/resolution.py [SOURCE...] [--articles N]

Two corpora are made of the sources' records, N articles each (`corpora.py` tells how):

worst    the same stories again and again: every second person has another surname, all else is equal, nothing is
         dated; so all reports of an event's lemma meet, and must be kept apart or put together
archive  the sources as an archive holds them: 20 articles a day, day after day; other people and organisations, of
         whom some come again and most don't; what has a date has one near its article's; places and states stay

For each corpus there is the growth (time for N articles by time for N / 4; the aim is at most 4.5) and the share (time
for N articles by the time that reading them takes; the aim is at most 0.1). Times are of the processor.
"""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpora import archive, worst
from tables import Row, print_table, source_parser

from newsgraph.pipeline import read_articles, read_records
from newsgraph.reader import Reader
from newsgraph.record import Record
from newsgraph.resolution import resolve


def cpu_seconds(records: Sequence[Record]) -> tuple[float, float]:
    """The time to resolve records from nothing, and then with the registry of that build."""
    start = time.process_time()
    registry = resolve(records).registry
    middle = time.process_time()
    resolve(records, registry=registry)
    return middle - start, time.process_time() - middle


def measure(sources: Sequence[Path], size: int = 2000) -> Iterator[Row]:
    """Read the sources once, then measure both corpora: a quarter of the articles, and all.

    Args:
        sources: what the corpora are made of.
        size: the number of articles in each.
    """
    articles, _ = read_articles(sources)
    reader = Reader(jobs=1)
    list(read_records(articles, reader))  # what the first call costs, here and below
    start = time.process_time()
    read = [one for one in read_records(articles, reader) if isinstance(one, Record)]
    reading = (time.process_time() - start) / len(read)
    resolve(read)
    for name, corpus in (("worst", worst), ("archive", archive)):
        records = corpus(read, size)
        quarter, _ = cpu_seconds(records[: size // 4])
        seconds, again = cpu_seconds(records)
        figures = {
            "growth": seconds / quarter,
            "share": seconds / (size * reading),
            "seconds": seconds,
            "seconds_with_registry": again,
        }
        said = f"{size} articles to a quarter of them; to reading them"
        yield Row(f"resolution {name}", figures, ("growth", "share"), said)


def main() -> None:
    """Print a row for each corpus."""
    parser = source_parser(__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    options = parser.parse_args()
    print_table(measure(options.sources, options.articles))


if __name__ == "__main__":
    main()
