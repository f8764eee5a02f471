"""Trains what tells whom a pronoun or a description refers back to: antecedents.json, link_calibration.toml.

    python graph/training/train_antecedents.py FOLDER [--check]

FOLDER as for train_names.py: texts of GUM that are not news, with the chains of OntoGUM (Zhu et al. 2021). News is
added from graph/training/wikinews: two thirds of its articles to train on. Over five folds of these the probabilities
are calibrated (Platt 1999), and the thresholds are the lowest at which links are right as often as PRECISION asks. The
last third only says how good it is (--check: that alone).
"""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from antecedent_gold import ChainsOfGum, ReadersDecisions, RightAntecedents, wikinews
from gold import Gold
from softmax import fit as fit_classes
from softmax import save

from newsgraph.extraction.attribution.attribution import find_attributions
from newsgraph.extraction.base.data_files import data_file, read_toml
from newsgraph.extraction.base.linear import LinearModel, load_model
from newsgraph.extraction.base.parsed import Doc, parsed
from newsgraph.extraction.coreference import antecedents
from newsgraph.extraction.coreference.antecedent_features import Discourse
from newsgraph.extraction.coreference.antecedents import log_odds, recalibrated
from newsgraph.extraction.coreference.bound_pronouns import bound_to
from newsgraph.extraction.coreference.coreference import discourse_of
from newsgraph.extraction.coreference.referents import Chain, Referent
from newsgraph.extraction.gazetteer import gazetteer
from newsgraph.extraction.mentions.mentions import find_mentions
from newsgraph.extraction.mentions.toponym_recognition import find_toponyms
from newsgraph.extraction.parse.language import load as load_parser

ABOUT = (
    "Ranking weights from graph/training/train_antecedents.py; trained on OntoGUM (CC BY 4.0, gucorpling.org/gum) and "
    "graph/training/wikinews (annotations: this project's)."
)
PRECISION = {"pronoun": 0.925, "nominal": 0.80, "named_nominal": 0.88}  # of links, by class
NEWS = 4.0  # how much more an example from news weighs
RATHER_SURE = 0.6  # how sure chains grow before there are thresholds
LEAST_SURE = {"pronoun": 0.71, "nominal": 0.66, "named_nominal": 0.66}  # no link is less sure than this


@dataclass(frozen=True)
class Example:
    """One pronoun or description: the features of each choice, and whether it is right."""

    choices: list[dict[str, float]]
    fits: list[bool]
    weight: float = 1.0


@dataclass(frozen=True)
class Decision:
    """How sure the model was of the likeliest chain, and whether it is right."""

    kind: str
    text: str
    probability: float
    right: bool
    linkable: bool


def discourse(doc: Doc) -> Discourse:
    """A parsed text before pronouns and descriptions are linked."""
    known = gazetteer.load()
    mentions = find_mentions(doc, known)
    mentions = find_toponyms(doc, mentions, known)
    return discourse_of(doc, mentions, find_attributions(doc), known)[0]


def in_order(found: Discourse) -> list[Referent]:
    """The mentions still to be linked, in the order in which they are."""
    ordered = sorted(found.referents, key=lambda one: one.pronoun in {"i", "we"})
    return [one for one in ordered if one.chain is None]


def examples_of(doc: Doc, right: RightAntecedents, weight: float) -> Iterator[Example]:
    """Every pronoun and description with its choices, as the right chains grow."""
    found = discourse(doc)
    for referent in in_order(found):
        choices = list(antecedents.choices_for(referent, found))
        fits = [chain is not None and right.fits(referent, chain) for chain, _ in choices]
        open_ = not any(fits) and any(chain and right.undecidable(referent, chain) for chain, _ in choices)
        if len(choices) > 1 and right.decided(referent) and not open_:
            none = not any(fits)
            wanted = [(chain is None and none) or fit for (chain, _), fit in zip(choices, fits, strict=True)]
            yield Example([features for _, features in choices], wanted, weight)
        chain = next((chain for (chain, _), fit in zip(choices, fits, strict=True) if fit), None)
        if chain is None and not referent.pronoun:
            chain = Chain(referent.mention.type)
        if chain is not None:
            chain.add(referent)


def decisions_of(
    doc: Doc,
    right: ReadersDecisions,
    model: LinearModel,
    believed: Callable[[Referent, antecedents.Antecedent], bool],
    raw: bool = False,
) -> Iterator[Decision]:
    """What the model decides as its own chains grow; `raw` for probabilities that are not calibrated."""
    found = discourse(doc)
    for referent in in_order(found):
        chain = bound_to(referent, found)
        if chain is not None:
            likely = antecedents.Antecedent(chain, antecedents.BOUND)
        else:
            likely = antecedents.antecedent(referent, found, model, calibrated=not raw)
        if right.decided(referent) and not (likely.chain and right.undecidable(referent, likely.chain)):
            fits = likely.chain is not None and right.fits(referent, likely.chain)
            around = doc[max(0, referent.position - 12) : referent.position + 6].text.replace("\n", " ")
            to = (
                next(iter(likely.chain.names or [likely.chain.referents[0].mention.span.text])) if likely.chain else "-"
            )
            text = f"{referent.mention.span.text} → {to} (right: {right.ref(referent)}): {around}"
            yield Decision(
                antecedents.kind_of_link(referent, likely.chain),
                text,
                likely.probability,
                fits,
                right.linkable(referent),
            )
        chain = likely.chain if believed(referent, likely) else None
        if chain is None and not referent.pronoun:
            chain = Chain(referent.mention.type)
        if chain is not None:
            chain.add(referent)


def _rather_sure(_: Referent, found: antecedents.Antecedent) -> bool:
    return found.probability >= RATHER_SURE


def _called(chain: Chain | None) -> str:
    return next(iter(chain.names or [chain.referents[0].mention.span.text])) if chain else "-"


def fit(examples: Sequence[Example], penalty: float = 1.5e-3, steps: int = 600) -> dict[str, list[float]]:
    """Weights that make the right choices likely (log-linear, L2 penalty, gradient descent with momentum)."""
    counts: dict[str, int] = {}
    for one in examples:
        for name in {name for features in one.choices for name in features}:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= 5)
    column = {name: number for number, name in enumerate(names)}
    rows, columns, values, owner, right = [], [], [], [], []
    for number, one in enumerate(examples):
        for features, is_right in zip(one.choices, one.fits, strict=True):
            for name, value in features.items():
                if name in column:
                    rows.append(len(owner))
                    columns.append(column[name])
                    values.append(value)
            owner.append(number)
            right.append(is_right)
    r, c, v = np.array(rows), np.array(columns), np.array(values, dtype=float)
    owner_of, is_right = np.array(owner), np.array(right)
    weights = np.array([one.weight for one in examples])
    importance = weights[owner_of] / weights.sum()
    w, speed = np.zeros(len(names)), np.zeros(len(names))

    def shares(scores: np.ndarray) -> np.ndarray:
        top = np.full(len(examples), -np.inf)
        np.maximum.at(top, owner_of, scores)
        likely = np.exp(scores - top[owner_of])
        return likely / np.bincount(owner_of, likely)[owner_of]

    for _ in range(steps):
        scores = np.bincount(r, v * w[c], minlength=len(owner_of))
        pull = (shares(scores) - shares(np.where(is_right, scores, -1e9))) * importance
        speed = 0.9 * speed - 2.0 * (np.bincount(c, v * pull[r], minlength=len(names)) + penalty * w)
        w = w + speed
    return {name: [round(float(w[number]), 3)] for name, number in column.items()}


def calibrated(decisions: Sequence[Decision], kind: str) -> tuple[float, float]:
    """Slope and intercept that turn log odds into those of being right (Platt 1999), drawn to what all kinds share."""
    examples = [
        ({"log odds": log_odds(one.probability), **({"kind": 1.0} if one.kind == kind else {})}, str(one.right))
        for one in decisions
    ]
    weights = [1.0 if one.kind == kind else 0.1 for one in decisions]
    found = fit_classes(examples, ["True", "False"], weights)
    slope, kind_bias, bias = (row[0] - row[1] for row in (found["log odds"], found["kind"], found["bias"]))
    return round(slope, 3), round(kind_bias + bias, 3)


def lowest(decisions: Sequence[Decision], precision: float, least: float) -> float:
    """The lowest probability from which on links are right as often as asked; 1.01 where none is."""
    best, right = 1.01, 0
    for number, one in enumerate(sorted(decisions, key=lambda one: -one.probability), 1):
        right += one.right
        if right / number >= precision and one.probability >= least:
            best = one.probability
    return round(best - 0.0005, 3)


def report(decisions: Sequence[Decision], thresholds: dict[str, float]) -> str:
    """Precision of links and the share of the linkable that is left open, by kind."""
    lines = []
    for title, kinds in (
        *((kind, {kind}) for kind in sorted({one.kind for one in decisions})),
        ("pronouns", {one.kind for one in decisions if _class(one.kind) == "pronoun"}),
        ("descriptions", {one.kind for one in decisions if _class(one.kind) != "pronoun"}),
    ):
        mine = [one for one in decisions if one.kind in kinds]
        made = [one for one in mine if one.probability >= thresholds[_class(one.kind)]]
        right, linkable = sum(one.right for one in made), sum(one.linkable for one in mine)
        open_ = linkable - sum(one.linkable for one in made)
        lines.append(
            f"{title:17} {len(mine):4}, {linkable:4} linkable, {len(made):4} linked, {right / (len(made) or 1):.3f} "
            f"right, {open_ / (linkable or 1):.2f} of the linkable open"
        )
    return "\n".join(lines)


def model_of(weights: dict[str, list[float]]) -> LinearModel:
    """A model of weights that were just found."""
    return LinearModel(("antecedent",), {name: tuple(row) for name, row in weights.items()})


def _class(kind: str) -> str:
    return kind if kind in PRECISION else "pronoun"


def calibrate(decisions: Sequence[Decision]) -> tuple[dict[str, tuple[float, float]], dict[str, float]]:
    """Slope and intercept of each kind, and the thresholds; prints what they do to the decisions."""
    lines = {kind: calibrated(decisions, kind) for kind in sorted({one.kind for one in decisions})}
    decided = [replace(one, probability=recalibrated(one.probability, *lines[one.kind])) for one in decisions]
    thresholds = {
        name: lowest([one for one in decided if _class(one.kind) == name], asked, LEAST_SURE[name])
        for name, asked in PRECISION.items()
    }
    print("in five folds:", report(decided, thresholds), sep="\n")
    return lines, thresholds


def train(folder: Path) -> None:
    """Train and write model and thresholds."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    parser = load_parser()
    examples: list[Example] = []
    for name in sorted(gold):
        doc = parsed(parser((folder / "articles" / f"{name}.txt").read_bytes().decode("utf-8")))
        examples += examples_of(doc, ChainsOfGum(Gold(gold[name])), 1.0)
    news = [(one, parsed(parser(one.text))) for one in wikinews() if not one.held_out]
    of_news = {one.id: list(examples_of(doc, one.right, NEWS)) for one, doc in news}
    decisions: list[Decision] = []
    for fold in range(5):
        rest = [example for one, _ in news if one.fold != fold for example in of_news[one.id]]
        model = model_of(fit(examples + rest))
        for one, doc in news:
            if one.fold == fold:
                decisions += decisions_of(doc, one.right, model, _rather_sure, raw=True)
    lines, thresholds = calibrate(decisions)
    weights = fit(examples + [example for found in of_news.values() for example in found])
    save(Path(str(data_file("antecedents.json"))), ABOUT, ["antecedent"], weights)
    table = [
        "# From graph/training/train_antecedents.py: slope and intercept turn log odds of an antecedent into those of",
        "# its being right, by kind of mention, and how likely it has to be before it is believed.",
        *(f"[{kind}]\nslope = {slope}\nintercept = {intercept}" for kind, (slope, intercept) in lines.items()),
        *("[thresholds]", *(f"{name} = {value}" for name, value in thresholds.items())),
    ]
    Path(str(data_file("link_calibration.toml"))).write_text("\n".join(table) + "\n", encoding="utf-8")
    print(len(examples), "choices of GUM,", sum(map(len, of_news.values())), "of news,", len(weights), "features")


def check(wrong: int) -> None:
    """Print how good the model is on the news that was held out."""
    parser, model = load_parser(), load_model("antecedents")
    decisions: list[Decision] = []
    for one in wikinews():
        if one.held_out:
            decisions += decisions_of(parsed(parser(one.text)), one.right, model, antecedents.is_believed)
    thresholds = read_toml("link_calibration.toml")["thresholds"]
    print("held out:", report(decisions, thresholds), sep="\n")
    for kind in sorted({one.kind for one in decisions}):
        mine = sorted((one for one in decisions if one.kind == kind), key=lambda one: -one.probability)
        made = [one for one in mine if one.probability >= thresholds[_class(kind)]]
        for one in [one for one in made if not one.right][:wrong]:
            print(f"  wrong {one.probability:.2f} {one.text}")
        for one in [one for one in mine if one.linkable and one not in made][:wrong]:
            print(f"  open {one.probability:.2f} {'right' if one.right else 'wrong'} {one.text}")


def main() -> None:
    """Train, then check."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--check", action="store_true")
    arguments.add_argument("--wrong", type=int, default=0, metavar="N")
    given = arguments.parse_args()
    if not given.check:
        train(given.folder)
        load_model.cache_clear()
    check(given.wrong)


if __name__ == "__main__":
    main()
