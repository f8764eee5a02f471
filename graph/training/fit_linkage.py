"""Fits what the levels of name linkage weigh to labelled pairs of names: resolution/weights.toml.

    python graph/training/fit_linkage.py [PAIRS]

PAIRS is tests/name_pairs.csv; its rows with an odd number, the first being 1, are fitted, the others held back. m is
how often pairs that are one are on a level, u how often pairs drawn at random are (Fellegi and Sunter, A Theory for
Record Linkage, JASA 64, 1969), both with half a pair added to each level (Jeffreys's prior). Pairs labelled "different"
were picked for being alike, so they tell nothing of chance; they and the others set the prior: the lowest of those at
which f1 is best, as a wrong merger costs more than a missed one. What the pairs say too little of keeps its weight, and
no spelling weighs more than one that is more alike.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import networkx as nx

from newsgraph.resolution.linkage import compare_all, model, prior, telling_levels, weigh
from newsgraph.resolution.name_comparison import is_one
from newsgraph.resolution.name_records import NameRecord
from newsgraph.resolution.weights import ORDERED, Weight, Weights, default_weights, in_order, level_name

PAIRS = Path(__file__).parents[2] / "tests" / "name_pairs.csv"
PRIORS = (0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001, 0.00003)
ADDED = 0.5
FEWEST = 5  # pairs that are one from which a comparison is fitted
ABOUT = """\
What the levels of `linkage.toml` weigh: m is the probability of a level among pairs of names that are one, u among
pairs that are not. Written by graph/training/fit_linkage.py: weights by "labels" and the prior were fitted to half of
tests/name_pairs.csv, those by "judgement" were set by hand, for those pairs say too little of them or nothing.
To change one of these, change it here and run the script again."""


def read(path: Path = PAIRS, half: int = 1) -> list[dict[str, str]]:
    """The labelled pairs of persons and organisations with an odd number (1), or those held back (0)."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    return [row for number, row in enumerate(rows, start=1) if number % 2 == half and row["type"] != "place"]


class Labelled:
    """Labelled pairs of names, as linkage compares them."""

    def __init__(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Number the names, and say which pairs are labelled."""
        numbers = {name: n for n, name in enumerate(dict.fromkeys((row["type"], row[s]) for row in rows for s in "ab"))}
        self.name_records = [NameRecord(kind, name, None) for kind, name in numbers]
        self.same = {
            tuple(sorted(numbers[row["type"], row[side]] for side in "ab")): row["same"] == "1" for row in rows
        }

    def f1(self, weights: Weights) -> float:
        """How well these weights tell which of the pairs are one."""
        return self.f1_by_prior(weights, [weights.prior])[0]

    def f1_by_prior(self, weights: Weights, chances: Sequence[float]) -> list[float]:
        """The same for each of several priors."""
        weighed = {(one, other): bits for one, other, bits in weigh(self.name_records, weights)}
        given = prior(weights)
        shifts = [prior(replace(weights, prior=chance)) - given for chance in chances]
        return [self._f1({pair: bits + shift for pair, bits in weighed.items()}) for shift in shifts]

    def _f1(self, weighed: Mapping[tuple[int, int], float]) -> float:
        found = {
            pair: pair[0] == pair[1]
            or (pair in weighed and is_one(*(self.name_records[n] for n in pair), weighed[pair]))
            for pair in self.same
        }
        right = sum(found[pair] and same for pair, same in self.same.items())
        return 2 * right / (sum(found.values()) + sum(self.same.values()))

    def counts(self) -> tuple[dict[str, Counter[int]], dict[str, Counter[int]]]:
        """By comparison, how many pairs that are one are on each level, and how many drawn at random."""
        bearers = nx.Graph()
        bearers.add_nodes_from(range(len(self.name_records)))
        bearers.add_edges_from(pair for pair, same in self.same.items() if same)
        bearer = {name: n for n, names in enumerate(nx.connected_components(bearers)) for name in names}
        of_one: dict[str, Counter[int]] = defaultdict(Counter)
        at_random: dict[str, Counter[int]] = defaultdict(Counter)
        for one, other, levels in compare_all(self.name_records):
            if self.same.get((one, other)):
                counted = of_one
            elif (one, other) in self.same or bearer[one] == bearer[other]:
                continue
            else:
                counted = at_random
            for comparison, level in levels.items():
                counted[comparison][level] += 1
        return of_one, at_random


def fit(pairs: Labelled) -> Weights:
    """The weights that the labelled pairs speak for."""
    known = default_weights()
    fixed = {
        (comparison["output_column_name"], level["label_for_charts"])
        for comparison in model()["comparisons"]
        for level in comparison["comparison_levels"]
        if level.get("fix_m_probability")
    }
    of_one, at_random = pairs.counts()
    levels: dict[str, dict[str, Weight]] = {}
    for comparison, labels in telling_levels().items():
        same, random = of_one[comparison], at_random[comparison]
        levels[comparison] = dict(known.levels[comparison])
        for level, label in enumerate(labels):
            told = same.total() >= FEWEST and random.total() and (same[level] or random[level])
            if told and (comparison, label) not in fixed:
                m, u = ((counts[level] + ADDED) / (counts.total() + ADDED * len(labels)) for counts in (same, random))
                levels[comparison][level_name(label)] = Weight(float(f"{m:.4g}"), float(f"{u:.4g}"), "labels")
    fitted = Weights(known.prior, levels | {name: in_order(levels[name]) for name in ORDERED})
    scores = pairs.f1_by_prior(fitted, PRIORS)
    return replace(fitted, prior=min(zip(scores, PRIORS, strict=True), key=lambda one: (-one[0], one[1]))[1])


def main() -> None:
    """Fit and write the weights."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    pairs = Labelled(read(path))
    weights = fit(pairs)
    target = Path(str(files("newsgraph.resolution") / "weights.toml"))
    target.write_text(weights.to_toml(ABOUT), encoding="utf-8")
    print(f"{len(pairs.same)} pairs: f1 {pairs.f1(weights):.3f}; held back: {Labelled(read(path, 0)).f1(weights):.3f}")


if __name__ == "__main__":
    main()
