"""How long resolution takes as articles grow: a quarter of the articles, then all of them, from given ones.

python tests/benchmarks/resolution.py [SOURCE...] [--articles N]

Two corpora are made of the sources' records, N articles each (`corpora.py` tells how):

worst    the same stories again and again: every second person has another surname, all else is equal, nothing is
         dated; so all reports of an event's lemma meet, and must be kept apart or put together
archive  the sources as an archive holds them: 20 articles a day, day after day; other people and organisations, of
         whom some come again and most don't; what has a date has one near its article's; places and states stay

For each corpus the last line has the growth (time for N articles by time for N / 4; the aim is at most 4.5) and the
share (time for N articles by the time that reading them takes; the aim is at most 0.1). Times are of the processor.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from corpora import archive, worst

from newsgraph.pipeline import Reader, read_articles, read_records
from newsgraph.record import Record
from newsgraph.resolution import resolve

SEEDS = Path(__file__).parents[2] / "seeds"


def measure(name: str, records: Sequence[Record], reading: float) -> None:
    """Print the times for a quarter of the records and for all, from nothing and with the memory of a build.

    Args:
        name: what the corpus is called.
        records: of articles that an archive takes in this order.
        reading: seconds that it takes to read one of them.
    """
    times = []
    for count in (len(records) // 4, len(records)):
        start = time.process_time()
        found = resolve(records[:count])
        middle = time.process_time()
        entities, events, pairs = len(found.entities), len(found.events), len(found.contradictions)
        registry = found.registry
        del found
        between = time.process_time()
        resolve(records[:count], registry=registry)
        times.append(middle - start)
        print(
            f"{name:8}{count:6} articles  {times[-1]:7.1f} s  {time.process_time() - between:7.1f} s with memory  "
            f"{count * reading:7.1f} s to read them  {entities} things, {events} events, {pairs} contested pairs",
            flush=True,
        )
    print(f"{name} growth={times[1] / times[0]:.2f} share={times[1] / (len(records) * reading):.3f}", flush=True)


def main() -> None:
    """Read the sources once, then measure both corpora."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sources", nargs="*", type=Path, default=[SEEDS])
    parser.add_argument("--articles", type=int, default=2000)
    options = parser.parse_args()
    articles, _ = read_articles(options.sources)
    reader = Reader(jobs=1)
    list(read_records(articles, reader))  # what the first call costs, here and below
    start = time.process_time()
    read = [one for one in read_records(articles, reader) if isinstance(one, Record)]
    reading = (time.process_time() - start) / len(read)
    resolve(read)
    measure("worst", worst(read, options.articles), reading)
    measure("archive", archive(read, options.articles), reading)


if __name__ == "__main__":
    main()
