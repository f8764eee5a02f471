"""How well names are told apart and put together: pairs of names, judged as the build judges them without any context.

python tests/name_pairs.py [FILE...] [--misses]
"""

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from newsgraph.extraction.gazetteer.gazetteer import load
from newsgraph.resolution.linkage import weigh
from newsgraph.resolution.name_comparison import is_one
from newsgraph.resolution.name_records import NameRecord
from newsgraph.resolution.place_linking import parse_place

PAIRS = Path(__file__).parent / "name_pairs.csv"
UNSEEN = Path(__file__).parent / "benchmarks" / "unseen" / "pairs"


class Pair(NamedTuple):
    """Two names, whether they are one's, and what makes the pair hard."""

    type: str
    a: str
    b: str
    same: bool
    why: str


class Score(NamedTuple):
    """How many of those found are right, how many of the right ones are found, and the harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / (self.precision + self.recall or 1.0)


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file."""
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return [Pair(row["type"], row["a"], row["b"], row["same"] == "1", row["why"]) for row in rows]


def judge(pairs: Sequence[Pair]) -> list[bool]:
    """Whether the names of each pair are found to be one's."""
    names = {(pair.type, name): None for pair in pairs for name in (pair.a, pair.b) if pair.type != "place"}
    name_records = {name: NameRecord(name[0], name[1], None) for name in names}  # type: ignore[arg-type]
    order = {name: number for number, name in enumerate(name_records)}
    weights = {(left, right): weight for left, right, weight in weigh(list(name_records.values()))}

    def same(pair: Pair) -> bool:
        if pair.type == "place":
            return _one_place(pair.a, pair.b)
        a, b = sorted(((pair.type, name) for name in (pair.a, pair.b)), key=lambda name: order[name])
        weight = weights.get((order[a], order[b]))
        return a == b or (weight is not None and is_one(name_records[a], name_records[b], weight))

    return [same(pair) for pair in pairs]


def _one_place(a: str, b: str) -> bool:
    """Whether the gazetteer has one likeliest place for both names; of names that it lacks, whether they are alike."""
    found = [place._replace(prominence=0) for name in (a, b) for place in load().lookup(name)[:1]]
    if len(found) == len((a, b)):
        return found[0] == found[1]
    return parse_place(a) == parse_place(b)


def score(pairs: Sequence[Pair], judged: Sequence[bool]) -> Score:
    """Precision and recall of "the same"."""
    right = sum(pair.same and found for pair, found in zip(pairs, judged, strict=True))
    return Score(right / (sum(judged) or 1), right / (sum(pair.same for pair in pairs) or 1))


def main() -> None:
    """Print the figures of each file, and of each type of name in it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, default=[PAIRS, *sorted(UNSEEN.glob("*.csv"))])
    parser.add_argument("--misses", action="store_true", help="list the pairs that are judged wrongly, too")
    options = parser.parse_args()
    for file in options.files:
        pairs = read_pairs(file)
        judged = judge(pairs)
        for kind in (None, "person", "organization", "place"):
            chosen = [number for number, pair in enumerate(pairs) if kind in (None, pair.type)]
            found = score([pairs[one] for one in chosen], [judged[one] for one in chosen])
            print(
                f"{file.name:16} {kind or 'all':13} {len(chosen):4} pairs  f1 {found.f1:.3f}  "
                f"precision {found.precision:.3f}  recall {found.recall:.3f}"
            )
        if options.misses:
            for pair, one in zip(pairs, judged, strict=True):
                if pair.same != one:
                    print(f"  {'missed' if pair.same else 'wrong'}: {pair.type}: {pair.a} | {pair.b} ({pair.why})")


if __name__ == "__main__":
    main()
