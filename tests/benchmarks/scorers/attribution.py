"""Who says so: how well the record's `attributions` agree with attributions marked by hand.

What is measured. An attribution is a source, a cue and a content: who says, thinks, knows, expects, wants, denies, ...;
the words that tell us so; what is said, thought, ... All articles are pooled. The figures:

  f1       Whole attributions. A found attribution is right if it can be paired, one to one, with a marked one such that
           (1) the Dice coefficient of the words of their contents is at least 0.5, 2 |A and B| / (|A| + |B|),
           (2) the sources agree: both absent, or the found source shares a word with the marked one and has no more
           words in the marked content than in the marked source, and
           (3) the found source and content do not hold the whole marked cue (a whole sentence is not a content).
           Pairs are taken greedily, the largest Dice first. Whether the cue was found has no say in this figure.
  source, cue, content
           F1 of the words of each part. Each marked attribution is set against at most one found one: first the pairs
           of f1, then, among those left whose cues share a word, by the number of words shared, part by part. A word
           counts as found if it stands in the same part of the attribution set against its own.

A word that one attribution puts into two of its parts counts in the first of source, cue and content only. A word is
a run of letters and digits, with the apostrophes and hyphens inside it. Punctuation is not counted: it makes no
difference whether a span includes its quotation marks or its full stop, and a cue that is only a colon has no words.
An article without a record counts as one in which nothing was found. A record for an unknown article, a second record
for one, a broken line, or a span whose text is not at its offsets is an error.

The data. DATA/articles.jsonl (UTF-8), and DATA/gold.json:

    {"nested_annotated": true,
     "articles": {"ID": [{"source": [SPAN, ...], "cue": [SPAN, ...], "content": [SPAN, ...]}, ...], ...}}

with SPAN as in the extraction record, {"start", "end", "text"}; an empty "source" where the text names none. Parts that
stand apart ("We won," she said, "by a mile") are several spans of one content. Where "nested_annotated" is false, only
the outermost attributions were marked: a found attribution that has a source, lies wholly (source, cue and content)
within the content of one marked attribution, and is not paired is then neither right nor wrong. The table counts these.

Source of the task and of what counts as an attribution: E. Newell, D. Margolin, D. Ruths, "An attribution relations
corpus for political news", LREC 2018 (PolNeAR); S. Pareti, "PARC 3.0: a corpus of attribution relations", LREC 2016.
The figures are this project's own and are not comparable with those published on these corpora.
"""

import bisect
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from .common import Figures, ratio, read_gold, read_records, read_texts, sources, tell_missing

WORD = re.compile(r"\w+(?:['’\-]\w+)*")
PARTS = ("source", "cue", "content")
MINIMUM_DICE = 0.5


class Article:
    """An article's text and the places of its words."""

    def __init__(self, identifier, text):
        self.identifier, self.text = identifier, text
        places = [match.span() for match in WORD.finditer(text)]
        self.starts, self.ends = [place[0] for place in places], [place[1] for place in places]

    def words_of(self, span, where):
        """The numbers of the words that a span counts; an error if the span is not in the text."""
        try:
            start, end, wanted = span["start"], span["end"], span["text"]
        except (TypeError, KeyError):
            raise SystemExit(f"{where}: not a span with start, end and text: {span!r}") from None
        if not (type(start) is int and type(end) is int and isinstance(wanted, str)):
            raise SystemExit(f"{where}: start and end must be whole numbers and text a string: {span!r}")
        if not 0 <= start < end <= len(self.text):
            raise SystemExit(
                f"{where}: {start}..{end} is not a range of the text, which has {len(self.text)} characters"
            )
        numbers = list(range(bisect.bisect_right(self.ends, start), bisect.bisect_left(self.starts, end)))
        if self.text[start:end] == wanted:
            return set(numbers)
        # Words that stand apart: the span's own words, in order, the first and the last of the range among them.
        words = [self.text[max(start, self.starts[n]) : min(end, self.ends[n])] for n in numbers]
        sought = WORD.findall(wanted)
        if sought and words and sought[0] == words[0] and sought[-1] == words[-1]:
            inner = iter(range(1, len(words) - 1))
            chosen = [next((i for i in inner if words[i] == word), None) for word in sought[1:-1]]
            if None not in chosen:
                return {numbers[i] for i in [0, *chosen, len(words) - 1]}
        raise SystemExit(f"{where}: the text at {start}..{end} is {self.text[start:end]!r}, not {wanted!r}")


class Attribution:
    """The spans of an attribution's parts, and the numbers of their words."""

    def __init__(self, article, spans, where):
        self.article, self.spans = article, spans
        self.words = {
            part: set().union(*(article.words_of(span, f"{where}, {part}") for span in spans[part])) for part in PARTS
        }
        self.words["cue"] -= self.words["source"]
        self.words["content"] -= self.words["source"] | self.words["cue"]

    def shared_words(self, gold):
        """How many words the two share, part by part, if they share one of the cue's, else 0."""
        shared = {part: len(self.words[part] & gold.words[part]) for part in PARTS}
        return sum(shared.values()) if shared["cue"] else 0

    def content_dice(self, gold):
        mine, other = self.words["content"], gold.words["content"]
        return ratio(2 * len(mine & other), len(mine) + len(other))

    def source_agrees(self, gold):
        if not self.spans["source"] or not gold.spans["source"]:
            return not self.spans["source"] and not gold.spans["source"]
        shared = len(self.words["source"] & gold.words["source"])
        return shared > 0 and shared >= len(self.words["source"] & gold.words["content"])

    def faults(self, gold):
        """What keeps this one, found, from being paired with a marked one."""
        dice, cue = self.content_dice(gold), gold.words["cue"]
        faults = {
            f"content Dice {dice:.2f}": dice < MINIMUM_DICE,
            "the source differs": not self.source_agrees(gold),
            "source or content holds the cue": cue and cue <= self.words["source"] | self.words["content"],
        }
        return [fault for fault, present in faults.items() if present]

    def match(self, gold):
        """The Dice coefficient of the contents if the two may be paired, else 0."""
        return 0 if self.faults(gold) else self.content_dice(gold)

    def lies_within(self, gold):
        return bool(self.words["source"]) and set().union(*self.words.values()) <= gold.words["content"]

    def kind(self):
        texts = [span["text"].strip() for span in self.spans["content"]]
        if all(re.match("[\"“”„«»'‘’]", text) for text in texts):
            return "direct"
        return "partly quoted" if any(re.search('["“”„«»]', text) for text in texts) else "indirect"

    def __str__(self):
        texts = {part: " … ".join(span["text"] for span in self.spans[part]) or "(none)" for part in PARTS}
        return " | ".join(f"{part}: {' '.join(texts[part].split())}" for part in PARTS)


def read_data(folder):
    gold = read_gold(folder)
    articles = {name: Article(name, text) for name, text in read_texts(sources(folder)).items()}
    if set(articles) != set(gold["articles"]):
        raise SystemExit(f"{folder}: gold.json and articles differ: {sorted(set(articles) ^ set(gold['articles']))}")
    marked = {
        identifier: [Attribution(articles[identifier], spans, f"gold.json, {identifier}") for spans in listed]
        for identifier, listed in gold["articles"].items()
    }
    if not any(marked.values()):
        raise SystemExit(f"{folder}: gold.json marks no attribution")
    return articles, marked, gold["nested_annotated"]


def attributions_of(record, article, where):
    found = []
    for place, item in enumerate(record["attributions"]):
        here = f"{where}, attribution {place}"
        if not (isinstance(item, dict) and {"source", "cue"} <= set(item) and isinstance(item.get("content"), list)):
            raise SystemExit(f"{here}: not an attribution with source, cue and a list of contents")
        spans = {
            "source": [item["source"]] if item["source"] is not None else [],
            "cue": [item["cue"]],
            "content": item["content"],
        }
        found.append(Attribution(article, spans, here))
    return found


def pair_greedily(marked, found, worth):
    """One-to-one pairs (marked, found), the worthiest first; what is worth 0 makes no pair."""
    worths = sorted((-worth(guess, gold), i, j) for i, gold in enumerate(marked) for j, guess in enumerate(found))
    pairs = {}
    for negative_worth, i, j in worths:
        if negative_worth < 0 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(marked[i], found[j]) for i, j in pairs.items()]


def without(items, used):
    return [item for item in items if not any(item is other for other in used)]


def print_examples(title, examples, limit):
    """Up to `limit` of the examples (an attribution and a note), evenly spread over them."""
    count = min(limit, len(examples))
    print(f"{title}: {count} of {len(examples)}")
    for attribution, note in (examples[k * len(examples) // count] for k in range(count)):
        print(f"  {attribution.article.identifier}\n    {attribution}" + (f"\n      {note}" if note else ""))


def explain(gold, guess):
    return f"found as {guess}  [{', '.join(guess.faults(gold)) or 'paired with another'}]"


@dataclass
class Tally:
    """What was found, over all articles."""

    counts: dict = field(
        default_factory=lambda: {name: {"right": 0, "found": 0, "marked": 0} for name in ("attributions", *PARTS)}
    )
    kinds_right: Counter = field(default_factory=Counter)
    kinds_marked: Counter = field(default_factory=Counter)
    missed: list = field(default_factory=list)
    wrong: list = field(default_factory=list)
    set_aside: int = 0

    def add(self, marked, found, nested_annotated):
        """Count one article."""
        pairs = pair_greedily(marked, found, Attribution.match)
        missed = without(marked, [gold for gold, _ in pairs])
        unpaired = without(found, [guess for _, guess in pairs])
        inside = [guess for guess in unpaired if any(guess.lies_within(gold) for gold in marked)]
        wrong = unpaired if nested_annotated else without(unpaired, inside)
        self.set_aside += len(unpaired) - len(wrong)
        nearest = pair_greedily(missed, wrong, Attribution.shared_words)
        judged = [guess for _, guess in pairs] + wrong

        self._count("attributions", len(pairs), len(judged), len(marked))
        for part in PARTS:
            self._count(
                part,
                sum(len(gold.words[part] & guess.words[part]) for gold, guess in pairs + nearest),
                sum(len(guess.words[part]) for guess in judged),
                sum(len(gold.words[part]) for gold in marked),
            )
        self.kinds_marked.update(gold.kind() for gold in marked)
        self.kinds_right.update(gold.kind() for gold, _ in pairs)
        self.missed += [(gold, explain(gold, guess)) for gold, guess in nearest]
        self.missed += [(gold, "nothing found at this cue") for gold in without(missed, [gold for gold, _ in nearest])]
        self.wrong += [(guess, "") for guess in wrong]

    def _count(self, name, right, found, marked):
        for key, number in (("right", right), ("found", found), ("marked", marked)):
            self.counts[name][key] += number


def score(data: Path, records: Path, misses: int = 0) -> Figures:
    """Print what was found of the attributions, and return the figures."""
    articles, marked, nested_annotated = read_data(data)
    found = read_records(
        records, articles, lambda one, where: attributions_of(one, articles[one["article"]["id"]], where)
    )
    tally = Tally()
    for identifier, listed in marked.items():
        tally.add(listed, found.get(identifier, []), nested_annotated)
    if misses > 0:
        print_examples("missed", tally.missed, misses)
        print_examples("wrongly found", tally.wrong, misses)
    tell_missing(sorted(set(articles) - set(found)))
    aside = "" if nested_annotated else f"; nested, so not judged: {tally.set_aside} found"
    print(f"{len(articles)} articles{aside}")
    print(f"{'':16}{'right':>8}{'found':>8}{'marked':>8}{'precision':>11}{'recall':>8}{'f1':>8}")
    f1 = {}
    for name, count in tally.counts.items():
        right, said, wanted = count["right"], count["found"], count["marked"]
        f1["f1" if name == "attributions" else name] = figure = ratio(2 * right, said + wanted)
        print(
            f"{name + ('' if name == 'attributions' else ' words'):16}{right:8}{said:8}{wanted:8}"
            f"{ratio(right, said):11.4f}{ratio(right, wanted):8.4f}{figure:8.4f}"
        )
    kinds = (f"{kind} {tally.kinds_right[kind]} of {tally.kinds_marked[kind]}" for kind in sorted(tally.kinds_marked))
    print("right, by content: " + ", ".join(kinds))
    return f1
