"""What the levels of `linkage.toml` weigh: by default (`weights.toml`), or trained on a corpus; one format for both.

m is the probability of a level among pairs of names that are one, u among pairs that are not; log2(m / u) is its weight
in bits.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2
from typing import Literal, NamedTuple

import msgspec

Origin = Literal["judgement", "labels", "corpus"]

ORDERED = ("surname", "given")  # comparisons of which each level is more alike than the next


class Weight(NamedTuple):
    """What a level weighs."""

    m: float
    u: float
    by: Origin  # how it was found

    @property
    def bits(self) -> float:
        """The match weight."""
        return log2(self.m / self.u)


@dataclass(frozen=True, slots=True)
class Weights:
    """The parameters of Fellegi and Sunter's model.

    Args:
        prior: the probability that two names are one of which nothing is known.
        levels: by comparison and level, as `level_name` names it.
    """

    prior: float
    levels: Mapping[str, Mapping[str, Weight]]

    def to_toml(self, about: str) -> str:
        """The weights as a file, after a comment; the same text for the same weights."""
        lines = [f"# {line}".rstrip() for line in about.splitlines()]
        lines += ["", f"prior = {self.prior:.4g}  # that two names are one of which nothing is known"]
        for comparison, levels in self.levels.items():
            lines += ["", f"[{comparison}]"]
            for name, (m, u, by) in levels.items():
                line = f'"{name}" = {{ m = {m:.4g}, u = {u:.4g}, by = "{by}" }}'
                lines.append(f"{line:95} # {log2(m / u):+.1f} bits")
        return "\n".join(lines) + "\n"

    @classmethod
    def from_toml(cls, content: str) -> "Weights":
        """Read weights back; what the file leaves out weighs what it does by default.

        Raises:
            ValueError: it holds no weights, or weights of other levels.
        """
        return _merge(_parse(content), default_weights())


@cache
def default_weights() -> Weights:
    """The weights of `weights.toml`."""
    return _parse(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8"))


def level_name(label: str) -> str:
    """A level's name: its label without examples and remarks."""
    return label.split(" (")[0].split(":")[0]


def in_order(levels: Mapping[str, Weight]) -> dict[str, Weight]:
    """Levels of which none weighs more than one before it, which is more alike: those that do weigh what both would.

    Source: the pool adjacent violators algorithm (Ayer et al., An Empirical Distribution Function for Sampling with
    Incomplete Information, Annals of Mathematical Statistics 26, 1955).
    """
    pools: list[list[str]] = []
    for name in levels:
        pools.append([name])
        while len(pools) > 1 and _odds(levels, pools[-1]) > _odds(levels, pools[-2]):
            pools[-2:] = [pools[-2] + pools[-1]]
    return {
        name: levels[name]._replace(u=float(f"{levels[name].m / _odds(levels, pool):.4g}"))
        if pool[1:]
        else levels[name]
        for pool in pools
        for name in pool
    }


def _odds(levels: Mapping[str, Weight], names: Sequence[str]) -> float:
    return sum(levels[name].m for name in names) / sum(levels[name].u for name in names)


def _parse(content: str) -> Weights:
    tables = tomllib.loads(content)
    prior = msgspec.convert(tables.pop("prior", None), float, strict=True)
    read = msgspec.convert(tables, dict[str, dict[str, _Line]])
    levels = {
        comparison: {name: Weight(line.m, line.u, line.by) for name, line in found.items()}
        for comparison, found in read.items()
    }
    if not 0 < prior < 1 or any(not 0 < p <= 1 for found in levels.values() for one in found.values() for p in one[:2]):
        raise ValueError("a probability lies outside 0 and 1")
    return Weights(prior, levels)


class _Line(msgspec.Struct, forbid_unknown_fields=True):
    m: float
    u: float
    by: Origin


def _merge(some: Weights, default: Weights) -> Weights:
    for comparison, levels in some.levels.items():
        unknown = levels.keys() - default.levels.get(comparison, {}).keys()
        if unknown:
            raise ValueError(f"the comparison {comparison!r} has no level {min(unknown)!r}")
    return Weights(
        some.prior,
        {
            comparison: {name: some.levels.get(comparison, {}).get(name, weight) for name, weight in levels.items()}
            for comparison, levels in default.levels.items()
        },
    )
