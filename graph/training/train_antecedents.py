"""Trains what tells whom a pronoun or a description refers back to: antecedents.json.

    python graph/training/train_antecedents.py FOLDER

FOLDER as for train_names.py: texts of GUM that are not news, with the chains of OntoGUM (Zhu et al. 2021).
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from gold import Gold
from softmax import save
from spacy.tokens import Doc

from newsgraph.extraction.attribution.attribution import find_attributions
from newsgraph.extraction.base.data_files import data_file
from newsgraph.extraction.coreference.antecedents import candidates, new_signs
from newsgraph.extraction.coreference.coreference import chains_of_names, link_by_syntax, link_by_words, speakers_of
from newsgraph.extraction.coreference.referents import Chain, position_of, referents_of
from newsgraph.extraction.gazetteer import gazetteer
from newsgraph.extraction.mentions.mentions import find_mentions
from newsgraph.extraction.parse.language import load as load_parser

ABOUT = "Ranking weights from graph/training/train_antecedents.py; trained on OntoGUM (CC BY 4.0, gucorpling.org/gum)."
LINK = 2.0  # a link that is missed costs more chains than one too many: their weight in training
Example = tuple[list[dict[str, float]], list[bool]]  # the signs of each choice, and whether it is right


def examples_of(doc: Doc, gold: Gold) -> Iterator[Example]:
    """Every pronoun and description with its choices, the first of them "new", as the right chains grow."""
    known = gazetteer.load()
    referents = referents_of(find_mentions(doc, known))
    chains = chains_of_names(referents, known)
    link_by_syntax(referents, chains)
    link_by_words(referents, chains)
    speakers = speakers_of(find_attributions(doc))
    in_order = sorted(referents, key=position_of)
    gold_of = {id(one): gold.chain_at.get(gold.head_of(one.mention)) for one in referents}
    for referent in referents:
        if referent.chain is not None:
            continue
        wanted = gold_of[id(referent)]
        choices = list(candidates(referent, in_order, speakers))
        known_as = [{gold_of[id(one)] for one in chain.referents} for chain, _ in choices]
        fits = [wanted is not None and wanted in names for names in known_as]
        if choices and gold.head_of(referent.mention) not in gold.neutral:
            yield [new_signs(referent), *(signs for _, signs in choices)], [not any(fits), *fits]
        chain = next((chain for (chain, _), fit in zip(choices, fits, strict=True) if fit), None)
        if chain is None and (not referent.pronoun or wanted is not None):
            chains.append(chain := Chain(referent.mention.type))
        if chain is not None:
            chain.add(referent)


def fit(
    examples: list[Example], weights: list[float], penalty: float = 2e-4, steps: int = 600
) -> dict[str, list[float]]:
    """Weights that make the right choices likely (log-linear, L2 penalty, gradient descent with momentum)."""
    counts: dict[str, int] = {}
    for choices, _ in examples:
        for name in {name for signs in choices for name in signs}:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= 5)
    column = {name: number for number, name in enumerate(names)}
    rows, columns, values, owner, right = [], [], [], [], []
    for number, (choices, fits) in enumerate(examples):
        for signs, is_right in zip(choices, fits, strict=True):
            for name, value in signs.items():
                if name in column:
                    rows.append(len(owner))
                    columns.append(column[name])
                    values.append(value)
            owner.append(number)
            right.append(is_right)
    r, c, v = np.array(rows), np.array(columns), np.array(values, dtype=float)
    owner_of, is_right = np.array(owner), np.array(right)
    importance = np.array(weights)[owner_of] / sum(weights)
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


def main() -> None:
    """Train and write the model."""
    folder = Path(sys.argv[1])
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    parser = load_parser()
    examples = []
    for name in sorted(gold):
        doc = parser((folder / "articles" / f"{name}.txt").read_bytes().decode("utf-8"))
        examples += examples_of(doc, Gold(gold[name]))
    weights = fit(examples, [1.0 if fits[0] else LINK for _, fits in examples])
    save(Path(str(data_file("antecedents.json"))), ABOUT, ["antecedent"], weights)
    print(len(examples), "choices,", len(weights), "features")


if __name__ == "__main__":
    main()
