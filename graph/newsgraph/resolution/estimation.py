"""What the levels of name linkage weigh in the articles at hand, estimated without labels.

m is estimated by expectation maximisation on names that share a surname or a given name (Fellegi and Sunter, A Theory
for Record Linkage, JASA 64, 1969; Winkler, Using the EM Algorithm for Weight Computation in the Fellegi-Sunter Model,
1988), u is counted on pairs of names drawn at random that don't look like one. (To suppose that pairs drawn at random
are never one, as Splink's own sampling does, took f1 on labelled pairs from .98 to .71 where names have two
spellings.) News names few people in several ways, so that EM alone drifts: the default counts as some pairs beside
those of the articles (a Dirichlet prior), levels that are not seen keep theirs, and what EM can't tell stays as it is:
the prior, the names as wholes, and how often pairs that are one disagree.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newsgraph.record import Record
from newsgraph.resolution.entity_types import settled_profiles
from newsgraph.resolution.linkage import linker_of, model, settings, telling_levels
from newsgraph.resolution.name_nodes import name_nodes
from newsgraph.resolution.name_records import NameRecord
from newsgraph.resolution.weights import ORDERED, Weight, Weights, default_weights, in_order, level_name

FEWEST = 30  # pairs that are one, below which a corpus teaches nothing
ABOUT = """\
What two names weigh, as `newsgraph build --train` estimated it from {articles} articles, and as the builds into this
folder use it; without this file they use newsgraph's own weights. m is the probability of a level among pairs of names
that are one (here about {found:.0f}), u among pairs that are not. By "corpus": estimated from the articles; else by
default. A number may be changed by hand."""

_SAMPLE = 1000  # names, all pairs of which show chance
_MOST_PAIRS = 1_000_000  # that EM looks at in each block
_DEFAULT_AS_PAIRS = {"m": 20, "u": 1000}
_SEEN = 0.5  # pairs from which a level has been seen, where they are believed and not counted
_EM_CHANCE = 0.1  # where EM starts: that two names of one block are one
_WHOLE_NAME = "name"  # the comparison that EM sees too little of: most persons' names are compared by their parts

_Counts = Mapping[str, Sequence[tuple[int, float]]]  # by comparison and level: pairs, and how many of them are one


@dataclass(frozen=True, slots=True)
class Training:
    """What training has come to.

    Args:
        weights: None where the articles teach too little.
        found: how many pairs of names that are one it has seen, as it believes.
        articles: how many it has looked at.
    """

    weights: Weights | None
    found: float
    articles: int

    def __str__(self) -> str:
        if self.weights is None:
            return (
                f"too little to train on: about {self.found:.0f} pairs of names are one and spelt differently, "
                f"{FEWEST} are needed; names weigh what they did"
            )
        return f"trained on about {self.found:.0f} pairs of names that are one and spelt differently"

    def to_toml(self) -> str:
        """The weights as a file, if there are any."""
        about = ABOUT.format(found=self.found, articles=self.articles)
        return self.weights.to_toml(about) if self.weights else ""


def train(records: Sequence[Record]) -> Training:
    """Estimate the weights from what the articles call people. The same records in any order give the same weights."""
    name_records = [node.name_record for node in name_nodes(settled_profiles(records))]
    weights = _with_chance(name_records)
    blocks: Sequence[str] = model()["training_blocks"]
    estimated = weights
    for block in blocks:
        estimated = _maximise_expectation(name_records, estimated, block)
    counts = _count(name_records, estimated, blocks)
    found = max((sum(one for _, one in levels) for levels in counts.values()), default=0.0)
    if found < FEWEST:
        return Training(None, found, len(records))
    return Training(_with_agreement(weights, counts), found, len(records))


def _with_chance(name_records: Sequence[NameRecord]) -> Weights:
    """The default weights with u as it is among the candidates."""
    sample = sorted(
        name_records, key=lambda one: hashlib.sha256(f"{one.type} {one.name} {one.article}".encode()).digest()
    )
    counts = _count(sample[:_SAMPLE], default_weights(), ("1 = 1",))
    found = {}
    for comparison, levels in default_weights().levels.items():
        apart = [count - one for count, one in counts[comparison]]
        share = _DEFAULT_AS_PAIRS["u"]
        found[comparison] = {
            name: _weight(one.m, (seen + share * one.u) / (sum(apart) + share)) if seen >= _SEEN else one
            for (name, one), seen in zip(levels.items(), apart, strict=True)
        }
    return replace(default_weights(), levels=found)


def _with_agreement(weights: Weights, counts: _Counts) -> Weights:
    """Weights with m as it is among the pairs that are one, as far as these can tell."""
    share = _DEFAULT_AS_PAIRS["m"]
    found = {}
    for comparison, levels in weights.levels.items():
        pairs = sum(one for _, one in counts[comparison])
        fixed = _fixed(comparison)
        found[comparison] = {
            name: _weight((one + share * weight.m) / (pairs + share), weight.u)
            if one >= _SEEN and name not in fixed
            else weight
            for (name, weight), (_, one) in zip(levels.items(), counts[comparison], strict=True)
        }
    return replace(weights, levels=found | {name: in_order(found[name]) for name in ORDERED})


def _weight(m: float, u: float) -> Weight:
    return Weight(float(f"{m:.4g}"), float(f"{u:.4g}"), "corpus")


def _fixed(comparison: str) -> set[str]:
    """The levels of a comparison whose m stays as it is."""
    (levels,) = (one["comparison_levels"] for one in model()["comparisons"] if one["output_column_name"] == comparison)
    telling = [level for level in levels if not level.get("is_null_level")]
    return {
        level_name(level["label_for_charts"])
        for level in telling
        if comparison == _WHOLE_NAME or level.get("fix_m_probability")
    }


def _maximise_expectation(name_records: Sequence[NameRecord], weights: Weights, block: str) -> Weights:
    """Weights with m as Splink's EM leaves it on one block; no level is held for impossible."""
    from splink.internals.exceptions import EMTrainingException

    start = settings(replace(weights, prior=_EM_CHANCE), (block,))
    for comparison in start["comparisons"]:
        fixed = _fixed(comparison["output_column_name"])
        comparison["comparison_levels"] = [
            level | {"fix_m_probability": True} if level_name(level["label_for_charts"]) in fixed else level
            for level in comparison["comparison_levels"]
        ]
    with linker_of(name_records, start) as linker:
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(block, max_pairs=_MOST_PAIRS)
        except EMTrainingException:  # no two names are in this block
            return weights
        estimated = linker.misc.save_model_to_json()
    found = {
        (comparison["output_column_name"], level_name(level["label_for_charts"])): level.get("m_probability", 0.0)
        for comparison in estimated["comparisons"]
        for level in comparison["comparison_levels"]
    }
    levels = {
        comparison: {name: one._replace(m=max(found[comparison, name], 1e-6)) for name, one in known.items()}
        for comparison, known in weights.levels.items()
    }
    return replace(weights, levels=levels)


def _count(name_records: Sequence[NameRecord], weights: Weights, blocks: Sequence[str]) -> _Counts:
    """How many pairs are on each level, and how many of them are one by these weights."""
    names = telling_levels()
    if len(name_records) < 2:
        return {name: [(0, 0.0)] * len(labels) for name, labels in names.items()}
    found = {}
    with linker_of(name_records, settings(weights, blocks)) as linker:
        pairs = linker.inference.predict(threshold_match_weight=-60.0, warning_mode="never").as_duckdbpyrelation()
        for name, labels in names.items():
            rows = pairs.aggregate(f"gamma_{name}, count(*), sum(match_probability)").fetchall()
            by_level = {level: (count, one) for level, count, one in rows}
            found[name] = [by_level.get(level, (0, 0.0)) for level in reversed(range(len(labels)))]
    return found
