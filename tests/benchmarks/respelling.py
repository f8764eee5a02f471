"""How well names are known again: articles together with copies in which they are respelt, B³ over their names.

python tests/benchmarks/respelling.py [SOURCE...] [--misses N]

The copies (`respelt.py`) are read as any article. What is one is what resolution makes of the articles alone; a name in
a copy is whom the name that it replaces stands for (B³: Bagga and Baldwin, Algorithms for Scoring Coreference Chains,
LREC 1998). A name that the copy's reader has not found is one of its own.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from respelt import Copy, copy_of, english_words

from newsgraph.articles import Article
from newsgraph.pipeline import read_articles, read_records
from newsgraph.reader import Reader
from newsgraph.record import EntityType, Mention, Record
from newsgraph.resolution import resolve

SEEDS = Path(__file__).parents[2] / "seeds"

Name = tuple[str, int]  # an article, original or copy, and where a name of the original begins


def b_cubed(truth: Mapping[Name, object], found: Mapping[Name, object]) -> tuple[float, float]:
    """Precision and recall, averaged over the names."""
    true_size, size = Counter(truth.values()), Counter(found.values())
    both = Counter((truth[name], found[name]) for name in truth)
    shared = [both[truth[name], found[name]] for name in truth]
    precision = sum(n / size[found[name]] for n, name in zip(shared, truth, strict=True)) / len(truth)
    recall = sum(n / true_size[truth[name]] for n, name in zip(shared, truth, strict=True)) / len(truth)
    return precision, recall


def names_in_copy(copy: Copy, record: Record) -> dict[int, Mention]:
    """By the beginning of a name of the original, what the copy's reader has found in its place."""
    found: dict[int, Mention] = {}
    wanted = {change.mention.start: change.mention for change in copy.changes}
    for mention in sorted(record.mentions, key=lambda one: (one.form != "name", one.start - one.end)):
        start, end = copy.original(mention.start, mention.end)
        for name in wanted.values():
            if start < name.end and end > name.start and name.start not in found:
                found[name.start] = mention
    return found


class Outcome(NamedTuple):
    """What has become of a name in a copy."""

    said: str  # the name in the original and in the copy
    truth: str  # the thing that it stands for when the articles are alone
    original: str  # the thing that it stands for in the original when the copies are there, too
    copied: str | None  # the same in the copy; None: not found there
    types: tuple[EntityType, ...]


def outcomes(
    records: Sequence[Record], copies: Sequence[Copy], copied: Sequence[Record]
) -> Iterator[tuple[Name, Name, Outcome]]:
    """Every name of the articles: where it is in the original and in the copy, and what has become of it."""
    alone, together = resolve(records), resolve([*records, *copied])
    types = {(record.article.id, one.id): one.type for record in (*records, *copied) for one in record.entities}
    for record, copy, again in zip(records, copies, copied, strict=True):
        there = names_in_copy(copy, again)
        for change in copy.changes:
            start = change.mention.start
            key = (record.article.id, change.mention.entity)
            other = (again.article.id, there[start].entity) if start in there else None
            yield (
                (record.article.id, start),
                (again.article.id, start),
                Outcome(
                    f"{record.article.id}: {change.mention.text} / {change.text}",
                    alone.entity_of[key].slug,
                    together.entity_of[key].slug,
                    together.entity_of[other].slug if other else None,
                    tuple(types[one] for one in (key, other) if one),
                ),
            )


def kind_of(one: Outcome, truths: Mapping[str, set[str]]) -> str:
    """What has become of a name; `truths` are the things that each thing should be."""
    if one.copied is None:
        return "not found in the copy"
    if len(truths[one.copied]) > 1:
        return "joined with others"
    if one.copied == one.original:
        return "known again"
    return "read as another type" if len(set(one.types)) > 1 else "parted from its original"


def main() -> None:
    """Print what was missed, by kind, and precision, recall and f1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sources", nargs="*", type=Path, default=[SEEDS])
    parser.add_argument("--misses", type=int, default=5, help="names shown of each kind")
    options = parser.parse_args()
    articles, _ = read_articles(options.sources)
    known = {article.id: article for article in articles}
    records = _read(articles)
    english = english_words(articles)
    copies = [copy_of(known[record.article.id], record, english) for record in records]
    found = list(outcomes(records, copies, _read([copy.article for copy in copies])))
    truths: dict[str, set[str]] = defaultdict(set)
    for _, _, one in found:
        for thing in {one.original, one.copied} - {None}:
            truths[thing or ""].add(one.truth)
    kinds: dict[str, list[str]] = defaultdict(list)
    for _, _, one in found:
        kinds[kind_of(one, truths)].append(f"{one.said} ({one.original} / {one.copied})")
    for kind, names in sorted(kinds.items()):
        print(f"{len(names):5} {kind}")
        for line in names[: 0 if kind == "known again" else options.misses]:
            print(f"        {line}")
    respelt = sum(change.text != change.mention.text for copy in copies for change in copy.changes)
    print(f"{len(records)} articles, {len(found)} names, {respelt} written in another way")
    truth = {place: one.truth for original, copy, one in found for place in (original, copy)}
    entities: dict[Name, object] = {original: one.original for original, _, one in found}
    entities |= {copy: one.copied or copy for _, copy, one in found}
    precision, recall = b_cubed(truth, entities)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"respelling precision={precision:.3f} recall={recall:.3f} f1={f1:.3f}")


def _read(articles: Sequence[Article]) -> list[Record]:
    return [one for one in read_records(articles, Reader(jobs=1)) if isinstance(one, Record)]


if __name__ == "__main__":
    main()
