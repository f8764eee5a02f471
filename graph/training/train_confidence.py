"""Fits how sure a statement is to readers' verdicts: confidence.json, with its calibration on articles held out.

    python graph/training/train_confidence.py ARTICLES [ARTICLES ...] [--cache FILE]

ARTICLES are sources that `newsgraph build` reads, with those that `annotations/verdicts.jsonl` speaks of; verdicts on
other articles, and on statements that are read in other words by now, are left out, and told. A statement counts as
right where its triple and its voice are (tests/benchmarks/JUDGING.md).

The model is a logistic regression with an L2 penalty (scikit-learn). Its figures are those of cross-validation by
articles: expected calibration error (Naeini, Cooper, Hauskrecht, AAAI 2015; ten bins of equal size), and which share of
the statements is kept, and right, at each threshold.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from softmax import save

from newsgraph import record
from newsgraph.articles import Article, read_sources
from newsgraph.extraction import assembly, reading
from newsgraph.extraction.base.annotations import Reading
from newsgraph.extraction.base.data_files import data_file
from newsgraph.extraction.parse.language import load

VERDICTS = Path(__file__).parent / "annotations" / "verdicts.jsonl"
ABOUT = "Weights of graph/training/train_confidence.py, fitted to readers' verdicts in annotations/verdicts.jsonl."
RAREST = 8  # statements that a feature must hold of
Key = tuple[str, ...]
Features = dict[str, float]


def key_of(article: str, triple: record.Triple, source: str | None) -> Key:
    """What a verdict is on: the article, the sentence, the words, and who vouches for them."""
    object_ = triple.object.text if triple.object else ""
    arguments = [" ".join(filter(None, (one.preposition, one.text))) for one in triple.arguments]
    place = str(triple.sentence.start)
    return (
        article,
        place,
        triple.subject.text,
        triple.relation.text,
        object_,
        *arguments,
        _voice(triple),
        source or "",
    )


def _voice(triple: record.Triple) -> str:
    if triple.polarity == "negated":
        return "denied"
    if triple.modality != "actual":
        return "envisaged"
    return "claimed" if triple.attribution else "stated"


def readings(sources: Sequence[str]) -> Iterator[Reading]:
    """What the layers say of each article."""
    nlp = load()
    articles = [one for one in read_sources(sources) if isinstance(one, Article)]
    for doc, article in nlp.pipe(((one.text, one) for one in articles), as_tuples=True, batch_size=16):
        yield reading.annotate(article, doc)


def examples(sources: Sequence[str]) -> Iterator[tuple[str, Key, Features]]:
    """Each triple's article, key and features."""
    for one in readings(sources):
        name, attributions = one.article.id, assembly.assemble(one).attributions
        told_by = {one.id: one.source.text if one.source else None for one in attributions}
        for triple, features in assembly.features_of(one):
            yield name, key_of(name, triple, told_by.get(triple.attribution or "")), features


def read_verdicts(path: Path) -> dict[Key, bool]:
    """For each statement that was judged, whether triple and voice are right; where readers differ, they are not."""
    found: dict[Key, bool] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        right = one["triple"] == "right" and one["voice"] == "right"
        key = tuple(one["key"])
        found[key] = found.get(key, True) and right
    return found


def pipeline() -> object:
    """The vectoriser and the regression."""
    return make_pipeline(DictVectorizer(), LogisticRegression(C=0.1, max_iter=3000))


def calibration_error(likely: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """The mean gap between what was expected and what is right, over bins of equal size."""
    order = np.argsort(likely)
    parts = np.array_split(order, bins)
    return float(sum(len(part) * abs(likely[part].mean() - right[part].mean()) for part in parts) / len(likely))


def main() -> None:
    """Read, match, validate, fit, save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+")
    options = parser.parse_args()
    verdicts = read_verdicts(VERDICTS)
    matched = {key: (article, features) for article, key, features in examples(options.articles) if key in verdicts}
    print(f"{len(matched)} of {len(verdicts)} verdicts are on statements as they are read now")
    counts: dict[str, int] = defaultdict(int)
    for _, features in matched.values():
        for name in features:
            counts[name] += 1
    rows = [
        {name: value for name, value in features.items() if counts[name] >= RAREST} for _, features in matched.values()
    ]
    right = np.array([verdicts[key] for key in matched])
    stated = np.array([key[-2] == "stated" for key in matched])
    groups = [article for article, _ in matched.values()]
    likely = cross_val_predict(pipeline(), rows, right, groups=groups, cv=GroupKFold(10), method="predict_proba")[:, 1]
    print(f"right {right.mean():.3f}; expected calibration error {calibration_error(likely, right):.3f}")
    for threshold in (0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9):
        kept = likely >= threshold
        if (kept & stated).any():
            facts = right[kept & stated].mean()
            said = f"right {right[kept].mean():.3f} of {kept.sum()}, plain facts {facts:.3f} of {(kept & stated).sum()}"
            print(f"  from {threshold:.2f}: kept {kept.mean():.3f}, {said}")
    model = pipeline().fit(rows, right)
    vectoriser, regression = model[0], model[1]
    weights = {"bias": [round(float(regression.intercept_[0]), 3)]}
    for name, weight in zip(vectoriser.get_feature_names_out(), regression.coef_[0], strict=True):
        weights[str(name)] = [round(float(weight), 3)]
    save(Path(str(data_file("confidence.json"))), ABOUT, ["right"], weights)


if __name__ == "__main__":
    sys.exit(main())
