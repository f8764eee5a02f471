"""Trains what tells a person's name from an organisation's and a place's: name_types.json.

    python graph/training/train_names.py FOLDER NEWS

FOLDER has articles/ID.txt and gold.json, as the entities benchmark: texts and annotations of GUM (Zeldes 2017,
https://doi.org/10.1007/s10579-016-9343-x; annotations CC BY 4.0), here its texts that are not news. NEWS holds the
articles that annotations/names.jsonl speaks of (see annotations/LICENCE.md).
"""

import json
import sys
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np
from softmax import Features, fit, save

from newsgraph.extraction.base.data_files import data_file
from newsgraph.extraction.base.parsed import Span, parsed
from newsgraph.extraction.gazetteer.gazetteer import load as load_gazetteer
from newsgraph.extraction.mentions.name_features import key, signs_of
from newsgraph.extraction.mentions.name_spans import find_candidates
from newsgraph.extraction.parse.language import load as load_parser
from newsgraph.pipeline import read_articles

CLASSES = ("nothing", "person", "organization", "place", "group")
# How much a text counts, by its genre: lives and interviews read more like news than papers and guide books do.
NEWS_WEIGHT = 5.0  # of the names in news, which are few
NAMES = Path(__file__).parent / "annotations" / "names.jsonl"
GENRES = {"academic": 0.3, "bio": 1.5, "court": 0.7, "interview": 1.5, "voyage": 0.7}
PRIOR = tomllib.loads((Path(__file__).parent / "name_priors.toml").read_text(encoding="utf-8"))
PENALTY = 3e-3
ABOUT = (
    "Softmax weights from graph/training/train_names.py; trained on annotations of GUM (CC BY 4.0, gucorpling.org/gum) "
    "and graph/training/annotations."
)


def wanted_type(span: Span, article: dict) -> str:
    """The type of the gold name that has its head in the span and lies within it or contains it."""
    start, end = span.start_char, span.end_char
    best, best_overlap = "nothing", 0
    for name in article["names"]:
        nested = (name["start"] - start) * (name["end"] - end) <= 0
        overlap = min(end, name["end"]) - max(start, name["start"])
        if nested and overlap > best_overlap and start <= head_start(name, article) < end:
            best, best_overlap = name["types"][0], overlap
            if best == "person" and "group" in name["types"] and (name["text"].endswith("s") or len(name["types"]) > 1):
                best = "group"
    return best


def head_start(name: dict, article: dict) -> int:
    """Where the head of a gold name begins."""
    tokens = enumerate(article["tokens"])
    inside = [i for i, token in tokens if name["start"] <= token[0] and token[1] <= name["end"]]
    tops = [i for i in inside if article["tokens"][i][2] not in inside]
    head = min(tops, key=lambda i: article["tokens"][i][3] not in ("NOUN", "PROPN", "PRON"), default=None)
    return -1 if head is None else article["tokens"][head][0]


def examples_of(doc, article) -> list[tuple[Features, str, int]]:
    """Every name of an article with its signs, its type and how often it stands there."""
    candidates = find_candidates(doc)
    signs = signs_of([span for span, _ in candidates], [label for _, label in candidates], load_gazetteer())
    votes: dict[str, list[str]] = {}
    for span, _ in candidates:
        votes.setdefault(key(span), []).append(wanted_type(span, article))
    return [(signs[name], max(sorted(set(found)), key=found.count), len(found)) for name, found in votes.items()]


def annotated_names() -> dict[str, list[dict]]:
    """The annotated names of each news article."""
    found: dict[str, list[dict]] = {}
    for line in NAMES.read_text(encoding="utf-8").splitlines():
        name = json.loads(line)
        found.setdefault(name["article"], []).append(name)
    return found


def extent(name: dict, text: str) -> tuple[int, int]:
    """Where an annotated name begins and ends; "name" is what the annotator set right, around or within "text"."""
    if whole := name.get("name"):
        at = text.find(whole, max(0, name["start"] - len(whole)))
        if 0 <= at < name["end"]:
            return at, at + len(whole)
    return name["start"], name["end"]


def news_type(span: Span, names: list[dict]) -> str | None:
    """The type of the annotated name that a candidate has most of, and has the head of; none if nobody looked."""
    best, most = None, 0
    for name in names:
        start, end = extent(name, span.doc.text)
        overlap = min(end, span.end_char) - max(start, span.start_char)
        nested = (start - span.start_char) * (end - span.end_char) <= 0
        if nested and overlap > most and start <= span.root.idx < end:
            best, most = name["type"] if name["type"] in CLASSES else "nothing", overlap
        elif overlap > 0 and best is None:
            best = "nothing"
    return best


def news_examples(doc, names) -> list[tuple[Features, str, int]]:
    """The annotated names of a news article, as `examples_of`; they are annotated where they stand first."""
    candidates = find_candidates(doc)
    signs = signs_of([span for span, _ in candidates], [label for _, label in candidates], load_gazetteer())
    votes: dict[str, list[str]] = {}
    for span, _ in candidates:
        if (kind := news_type(span, names)) is not None:
            votes.setdefault(key(span), []).append(kind)
    often = Counter(key(span) for span, _ in candidates)
    return [(signs[name], max(sorted(set(found)), key=found.count), often[name]) for name, found in votes.items()]


def main() -> None:
    """Train and write the model."""
    folder = Path(sys.argv[1])
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    parser = load_parser()
    examples, weights = [], []
    for name in sorted(gold):
        doc = parsed(parser((folder / "articles" / f"{name}.txt").read_bytes().decode("utf-8")))
        found = examples_of(doc, gold[name])
        examples += found
        weights += [GENRES[name.split("_")[1]] * np.sqrt(count) for *_, count in found]
    annotated = annotated_names()
    for article in read_articles([Path(sys.argv[2])])[0]:
        if article.id in annotated:
            found = news_examples(parsed(parser(article.text)), annotated[article.id])
            examples += found
            weights += [NEWS_WEIGHT * np.sqrt(count) for *_, count in found]
    model = fit([(signs, kind) for signs, kind, _ in examples], CLASSES, weights, penalty=PENALTY, prior=PRIOR)
    save(Path(str(data_file("name_types.json"))), ABOUT, CLASSES, model)
    print(len(examples), "names,", len(model), "features")


if __name__ == "__main__":
    main()
