import runpy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsgraph.resolution.linkage import prior, telling_levels, weigh
from newsgraph.resolution.name_levels import levels
from newsgraph.resolution.name_records import NameRecord
from newsgraph.resolution.weights import ORDERED, Weight, Weights, default_weights, in_order, level_name

FIT = Path(__file__).parent.parent / "graph" / "training" / "fit_linkage.py"
NAMES = [NameRecord("person", name, None) for name in ("Sergei Surovikin", "S. Surovikin", "Anna Smith")]


def test_every_level_of_the_model_has_a_weight() -> None:
    named = {comparison: {level_name(label) for label in labels} for comparison, labels in telling_levels().items()}
    assert named == {comparison: set(found) for comparison, found in default_weights().levels.items()}


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(FIT))


def test_the_labelled_pairs_give_the_weights_that_ship(script: dict[str, Any]) -> None:
    found = script["fit"](script["Labelled"](script["read"]()))
    assert found.to_toml("") == default_weights().to_toml(""), "names are read in another way now: run the script again"


def test_the_fitted_weights_tell_names_that_were_held_back(script: dict[str, Any]) -> None:
    assert script["Labelled"](script["read"](half=0)).f1(default_weights()) >= 0.95


def test_weights_survive_their_file() -> None:
    assert Weights.from_toml(default_weights().to_toml("Made by hand.\nAnd with care.")) == default_weights()


def test_what_a_file_leaves_out_weighs_what_it_does_by_default() -> None:
    found = Weights.from_toml('prior = 0.5\n[given]\n"the initial" = { m = 0.5, u = 0.25, by = "corpus" }')
    assert found.prior == 0.5
    assert found.levels["given"]["the initial"].bits == 1
    assert found.levels["surname"] == default_weights().levels["surname"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "prior =",
        "prior = 2.0",
        'prior = "high"',
        'prior = 0.5\n[given]\n"the initial" = { m = 0.0, u = 0.25, by = "corpus" }',
        'prior = 0.5\n[given]\n"the initial" = { m = 0.5 }',
        'prior = 0.5\n[given]\n"the nickname" = { m = 0.5, u = 0.25, by = "corpus" }',
        'prior = 0.5\n[birthday]\n"the same" = { m = 0.5, u = 0.25, by = "corpus" }',
    ],
)
def test_a_broken_file_of_weights_says_so(content: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  each library words its own
        Weights.from_toml(content)


def test_what_is_more_alike_never_weighs_less() -> None:
    found = in_order(
        {
            "same": Weight(0.25, 0.25, "labels"),
            "near": Weight(0.25, 0.0625, "labels"),
            "other": Weight(0.01, 0.5, "labels"),
        }
    )
    assert found["same"].bits == pytest.approx(found["near"].bits, abs=0.01)
    assert 0 < found["same"].bits < 2
    assert found["other"] == Weight(0.01, 0.5, "labels")
    for comparison in ORDERED:
        bits = [round(one.bits, 2) for one in default_weights().levels[comparison].values()]
        assert bits == sorted(bits, reverse=True)


def test_the_weights_in_use_decide_and_explain() -> None:
    ((one, other, bits),) = weigh(NAMES)
    given = default_weights().levels["given"]
    name = "the initial"
    heavier = {**given, name: Weight(given[name].m, given[name].u / 4, "corpus")}
    weights = replace(default_weights(), prior=0.5, levels={**default_weights().levels, "given": heavier})
    ((*_, more),) = weigh(NAMES, weights)
    assert more == pytest.approx(bits + 2 - prior())
    found = levels(NAMES, one, other, weights)
    assert prior(weights) + sum(level.bits for level in found) == pytest.approx(more, abs=0.2)
