"""Softmax regression with an L2 penalty, by gradient descent with momentum: small, and the same every time."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

Features = dict[str, float]


def fit(
    examples: Sequence[tuple[Features, str]],
    classes: Sequence[str],
    weights: Sequence[float] | None = None,
    penalty: float = 1e-3,
    steps: int = 1500,
    prior: Mapping[str, Mapping[str, float]] | None = None,
) -> dict[str, list[float]]:
    """Weights by feature, one a class. Features that fewer than three examples have are left out.

    The penalty draws each weight to 0, or to what `prior` has for its feature and class.
    """
    prior = prior or {}
    counts: dict[str, int] = {}
    for features, _ in examples:
        for name in features:
            counts[name] = counts.get(name, 0) + 1
    names = ["bias", *sorted({name for name, count in counts.items() if count >= 3} | prior.keys())]
    column = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(examples), len(names)))
    x[:, 0] = 1
    y = np.zeros((len(examples), len(classes)))
    for row, (features, wanted) in enumerate(examples):
        y[row, classes.index(wanted)] = 1
        for name, value in features.items():
            if name in column:
                x[row, column[name]] = value
    importance = np.array(weights if weights is not None else [1.0] * len(examples))[:, None]
    importance = importance / importance.sum()
    middle = np.array([[prior.get(name, {}).get(one, 0.0) for one in classes] for name in names])
    w, speed = middle.copy(), 0.0
    for _ in range(steps):
        z = x @ w
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        gradient = x.T @ ((p - y) * importance) + penalty * (w - middle)
        speed = 0.9 * speed - 0.5 * gradient
        w = w + speed
    return {name: [round(float(value), 3) for value in w[number]] for name, number in column.items()}


def save(path: Path, about: str, classes: Sequence[str], weights: dict[str, list[float]]) -> None:
    """Write a model as JSON, a feature a line."""
    rows = ",\n".join(f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}" for name, row in weights.items())
    text = f'{{"about": {json.dumps(about)},\n "classes": {json.dumps(list(classes))},\n "weights": {{\n{rows}\n }}}}\n'
    path.write_text(text, encoding="utf-8")
