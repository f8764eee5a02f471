"""Small linear models, trained beforehand: which class some named features speak for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from newsgraph.extraction.base.data_files import data_file


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of named features for each class; what a model does not know weighs nothing."""

    classes: tuple[str, ...]
    weights: dict[str, tuple[float, ...]]  # by feature, one weight a class

    def scores(self, features: Mapping[str, float]) -> dict[str, float]:
        """The sum of the weighted features for each class (log odds up to a constant)."""
        sums = list(self.weights.get("bias", (0.0,) * len(self.classes)))
        found = [(row, value) for name, value in features.items() if (row := self.weights.get(name)) is not None]
        for number in range(len(sums)):
            total = sums[number]
            for row, value in found:
                total += row[number] * value
            sums[number] = total
        return dict(zip(self.classes, sums, strict=True))

    def best(self, features: Mapping[str, float]) -> str:
        """The class with the highest score; of equals, the first."""
        scores = self.scores(features)
        return max(self.classes, key=lambda one: scores[one])


@cache
def load_model(name: str) -> LinearModel:
    """The model of that name.

    Raises:
        FileNotFoundError: there is no such model.
    """
    data = json.loads(data_file(f"{name}.json").read_text(encoding="utf-8"))
    return LinearModel(tuple(data["classes"]), {key: tuple(row) for key, row in data["weights"].items()})
