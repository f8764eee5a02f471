"""How long resolution takes as articles grow: records of some articles, many times, their people under other names.

python tests/benchmarks/resolution.py [SOURCE...] [--articles N]
"""

import argparse
import time
from pathlib import Path

import msgspec

from newsgraph.pipeline import Reader, read_articles, read_records
from newsgraph.record import Record
from newsgraph.resolution import resolve
from newsgraph.resolution.memory import Memory

SEEDS = Path(__file__).parents[2] / "seeds"
SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu")


def surname(number: int) -> str:
    """A surname for each number, unlike that of the next."""
    parts = []
    for _ in range(3):
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
    return "".join(parts).capitalize()


def variant(record: Record, number: int) -> Record:
    """A record like another, whose people have one of many other surnames."""
    people = {one.id for position, one in enumerate(record.entities) if one.type == "person" and position % 2}
    new = surname(number)
    mentions = tuple(
        msgspec.structs.replace(one, text=" ".join([*one.text.split()[:-1], new]))
        if one.entity in people and one.form == "name"
        else one
        for one in record.mentions
    )
    entities = tuple(
        msgspec.structs.replace(one, label=" ".join([*one.label.split()[:-1], new])) if one.id in people else one
        for one in record.entities
    )
    article = msgspec.structs.replace(record.article, id=f"{record.article.id}-{number}")
    return msgspec.structs.replace(record, article=article, mentions=mentions, entities=entities)


def main() -> None:
    """Print the times for a quarter of the records and for all, from nothing and with the memory of a build."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sources", nargs="*", type=Path, default=[SEEDS])
    parser.add_argument("--articles", type=int, default=2000)
    options = parser.parse_args()
    articles, _ = read_articles(options.sources)
    start = time.process_time()
    read = [one for one in read_records(articles, Reader(jobs=1)) if isinstance(one, Record)]
    reading = (time.process_time() - start) / len(read)
    records = [variant(read[number % len(read)], number) for number in range(options.articles)]
    resolve(read)  # what the first call costs
    times = []
    for count in (options.articles // 4, options.articles):
        start = time.process_time()
        memory: Memory | None = resolve(records[:count]).memory
        middle = time.process_time()
        resolve(records[:count], memory=memory)
        times.append(middle - start)
        again = time.process_time() - middle
        print(
            f"{count:6} articles  {times[-1]:7.1f} s  {again:7.1f} s with memory  {count * reading:7.1f} s to read them"
        )
    print(f"resolution growth={times[1] / times[0]:.2f} share={times[1] / (options.articles * reading):.3f}")


if __name__ == "__main__":
    main()
