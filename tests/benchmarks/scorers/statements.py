"""Does an extractor say whole what each clause states: subject, relation, object and every further argument?

The measure is CaRB's (Bhardwaj et al., EMNLP 2019, https://aclanthology.org/D19-1651/), re-implemented from its
description: n-ary tuples written by people are compared with extracted ones word by word, slot by slot (relation,
subject, and all further arguments as one slot), so an object cut short loses recall and one that runs on loses
precision.

    recall     for each gold tuple, the best word recall that any extracted tuple has against it; the mean of these
    precision  gold and extracted tuples are paired one to one, the best word precision first; its sum over the number
               of extracted tuples

Two tuples whose relations share no word don't match. "be" matches any of its forms. For verbs of saying the two
argument slots may stand the other way round. Words are compared in lower case.

A tuple of a record is a triple with its `arguments`: relation, subject, object, and each argument with its
preposition. Where triples have `confidence`, f1 is that at the best threshold, as in the published figures, and auc
is the area under the curve of precision over recall; `f1_all` takes every triple.

DATA/articles.jsonl    one sentence a file
DATA/gold.json          {ID: [[relation, subject, argument, ...], ...]}
RECORDS.jsonl           one extraction record a line
"""

import re
from itertools import pairwise
from pathlib import Path

from .common import Figures, harmonic, read_gold, read_records, read_texts, sources, tell_missing

BE = {"be", "is", "am", "are", "was", "were", "been", "being"}
SAYING = {"said", "told", "added", "adds", "says"}


def words(text):
    return re.findall(r"\w+|[^\w\s]", text.casefold().replace("’", "'"))


def shared(gold, found):
    """How many words the two have in common; a word counts as often as both have it."""
    rest, count = list(found), 0
    for word in gold:
        if word in rest:
            rest.remove(word)
            count += 1
    if "be" in rest and any(word in BE for word in gold if word not in found):
        count += 1
    return count


def match(gold, found):
    """(precision, recall) of the words of a found tuple against a gold one: [relation, subject, the rest]."""

    def score(slots):
        common = [shared(one, other) for one, other in zip(gold, slots, strict=True)]
        if not common[0] or not slots[1] or (not slots[2] and gold[2]):
            return 0.0, 0.0
        return (sum(common) / max(1, sum(map(len, slots))), sum(common) / max(1, sum(map(len, gold))))

    straight = score(found)
    if SAYING & set(gold[0]):
        return max(straight, score([found[0], found[2], found[1]]))
    return straight


def slots(relation, subject, arguments):
    return [words(relation), words(subject), [word for argument in arguments for word in words(argument)]]


def record_tuples(record):
    for triple in record["triples"]:
        further = [" ".join(filter(None, (one.get("preposition"), one["text"]))) for one in triple.get("arguments", ())]
        object_ = (
            [triple["object"]["text"]] if triple["object"] else []
        )  # a clause without one: "the minister resigned"
        tuple_ = slots(triple["relation"]["text"], triple["subject"]["text"], [*object_, *further])
        yield triple.get("confidence", 1.0), tuple_


def sentence_sums(gold, found):
    """Sums for one sentence: (precision, found tuples, recall, gold tuples)."""
    scores = [[match(one, other) for other in found] for one in gold]
    recall = sum(max((score[1] for score in row), default=0.0) for row in scores)
    pairs = sorted(((score[0], -i, -j) for i, row in enumerate(scores) for j, score in enumerate(row)), reverse=True)
    taken_gold, taken_found, precision = set(), set(), 0.0
    for value, i, j in pairs:
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            precision += value
    return precision, len(found), recall, len(gold)


def evaluate(gold, found, threshold):
    sums = [0.0, 0, 0.0, 0]
    for sentence, tuples in gold.items():
        kept = [tuple_ for confidence, tuple_ in found.get(sentence, ()) if confidence >= threshold]
        sums = [one + other for one, other in zip(sums, sentence_sums(tuples, kept), strict=True)]
    precision = sums[0] / sums[1] if sums[1] else 1.0
    recall = sums[2] / sums[3] if sums[3] else 0.0
    return precision, recall, harmonic(precision, recall)


def thresholds(found, most=40):
    values = sorted({confidence for tuples in found.values() for confidence, _ in tuples})
    return values if len(values) <= most else [values[k * (len(values) - 1) // (most - 1)] for k in range(most)]


def area(points):
    """Under precision over recall, from recall 0 at precision 1, by trapezoids."""
    curve = sorted([(0.0, 1.0), *((recall, precision) for precision, recall, _ in points)])
    return sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(curve))


def print_worst(count, gold, found, texts):
    """Print the sentences of which the least was found."""
    ranked = sorted(gold, key=lambda name: sum(sentence_sums(gold[name], [t for _, t in found.get(name, ())])[::2]))
    for name in ranked[:count]:
        print(f"\n{name}: {texts[name].strip()}")
        for confidence, (relation, subject, rest) in (*(("gold", one) for one in gold[name]), *found.get(name, ())):
            before = confidence if isinstance(confidence, str) else f"{confidence:.2f}"
            print(f"   {before:4}  ", " | ".join(" ".join(slot) for slot in (subject, relation, rest)))


def score(data: Path, records: Path, misses: int = 0) -> Figures:
    """Print the worst sentences if asked for, and return the figures."""
    gold = {
        name: [slots(relation, subject, rest) for relation, subject, *rest in tuples]
        for name, tuples in read_gold(data).items()
    }
    found = read_records(records, gold, lambda record, _: list(record_tuples(record)))
    points = [evaluate(gold, found, threshold) for threshold in thresholds(found)] or [(0.0, 0.0, 0.0)]
    best = max(points, key=lambda point: point[2])
    if misses > 0:
        print_worst(misses, gold, found, read_texts(sources(data)))
    tell_missing(sorted(set(gold) - set(found)))
    return {
        "f1": best[2],
        "precision": best[0],
        "recall": best[1],
        "auc": area(points),
        "f1_all": points[0][2],
    }
