"""Does an extractor find the facts that a sentence states, as subject, relation, object?

The measure is BenchIE (Gashteovski et al., ACL 2022, https://aclanthology.org/2022.acl-long.307/), re-implemented from
its description. Annotators listed, for each sentence, the facts that it states and, for each fact, every triple that
says it acceptably. A triple is right if it equals a listed triple of its sentence, slot by slot, with any of the
listed optional words left out; there is no credit for coming close.

    precision = facts found / (facts found + wrong triples)
    recall    = facts found / facts

So a second right triple for the same fact neither helps nor harms, as in the published figures: saying one sure fact
in many ways does not buy precision. Equal triples of a sentence count once.

A triple's further `arguments`, where it has any, count as triples of their own: subject, relation with the object and
the argument's preposition, argument ("Ada | met Ben in | Rome"), or without the object ("Ada | met in | Rome"),
whichever is listed.

Slots are compared by their `text`, on lower-cased letters, digits and the signs $ £ € % &; spaces, quotation marks and
all other punctuation are ignored on both sides ("did n't" = "didn't", "human - powered" = "human-powered"). Offsets
are checked against the article (between `start` and `end` stands every word of `text`, one of them at either end) and
not compared with the gold, which has none. The record's `label`, `entity`, `event`, `polarity`, `modality` and
`attribution` are not read: a negation counts where its words stand in the relation's or the object's text.

DATA/articles.jsonl    one sentence a file
DATA/gold.json          {ID: [fact, ...]}, a fact being [[subject, relation, object], ...], one entry for every
                        acceptable triple; words in [square brackets] are optional, a bracketed phrase as a whole
RECORDS.jsonl           one extraction record a line; an article without one counts as a record without triples
"""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from .common import Figures, read_gold, read_records, read_texts, sample, sources, tell_missing

SLOTS = ("subject", "relation", "object")
BETWEEN_SLOTS = "\t"
ARROW = " --> "
compiled = cache(re.compile)


def normalise(text):
    return re.sub(r"[^\w$£€%&]|_", "", text.casefold())


@cache
def slot_pattern(slot, normalise=normalise):
    """A regular expression for a gold slot: '[the] bars [of a window]' -> '(?:the)?bars(?:ofawindow)?'."""
    pattern = ""
    for part in re.split(r"(\[[^\[\]]*\])", slot):
        letters = re.escape(normalise(part.strip("[]")))
        optional = part.startswith("[") and part.endswith("]")
        pattern += f"(?:{letters})?" if optional and letters else letters
    return pattern


def fact_pattern(fact, normalise=normalise, between_slots=BETWEEN_SLOTS):
    forms = (between_slots.join(slot_pattern(slot, normalise) for slot in triple) for triple in fact)
    return compiled("|".join(forms))


@dataclass
class Score:
    """What was found in one sentence; `a + b` is what was found in both."""

    facts: int = 0
    found: int = 0
    right: int = 0
    wrong: int = 0
    cut_elsewhere: int = 0  # wrong, but with the words of a listed triple: only the slots begin and end elsewhere
    missed_facts: list = field(default_factory=list)
    wrong_triples: list = field(default_factory=list)

    def __add__(self, other):
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def precision(self):
        return self.found / (self.found + self.wrong) if self.found else 0.0

    @property
    def recall(self):
        return self.found / self.facts if self.found else 0.0

    @property
    def f1(self):
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.found else 0.0


def score_sentence(facts, triples, normalise=normalise):
    """facts as in gold.json, triples as (subject, relation, object) texts, or as several such that count as one."""
    forms = {triple: [triple] if isinstance(triple[0], str) else list(triple) for triple in triples}
    patterns = [fact_pattern(fact, normalise) for fact in facts]
    uncut = [fact_pattern(fact, normalise, between_slots="") for fact in facts]
    distinct = {tuple(normalise(slot) for slot in alike[0]): alike for alike in forms.values()}
    found = set()
    score = Score(facts=len(facts))
    for slots, alike in distinct.items():
        triple = alike[0]
        said = [BETWEEN_SLOTS.join(map(normalise, form)) for form in alike if all(map(normalise, form))]
        hits = {number for number, pattern in enumerate(patterns) if any(map(pattern.fullmatch, said))}
        if hits:
            score.right += 1
            found |= hits
        else:
            score.wrong += 1
            score.wrong_triples.append(triple)
            score.cut_elsewhere += any(pattern.fullmatch("".join(slots)) for pattern in uncut)
    score.found = len(found)
    score.missed_facts = [fact for number, fact in enumerate(facts) if number not in found]
    return score


def check_span(span, article_text, where):
    """End with a clear error unless span is {start, end, text} and its words stand there."""
    try:
        start, end, text = span["start"], span["end"], span["text"]
    except (TypeError, KeyError):
        raise SystemExit(f"{where} is not a span with start, end and text: {span!r}") from None
    if not (type(start) is type(end) is int and isinstance(text, str) and text.strip()):
        raise SystemExit(f"{where} needs whole numbers and a text that is not empty: {span!r}")
    if not 0 <= start < end <= len(article_text):
        raise SystemExit(f"{where} lies outside the article of {len(article_text)} characters: {span!r}")
    there, words = article_text[start:end], text.split()
    strangers = [word for word in words if word not in there]
    if strangers:
        raise SystemExit(f"{where}: {strangers} not in {there!r}, the text from {start} to {end}")
    if not (there.startswith(tuple(words)) and there.endswith(tuple(words))):
        raise SystemExit(f"{where}: {start} to {end} is {there!r}, not the smallest range around {text!r}")


def triples_of(record, text, where):
    """A record's triples as (subject, relation, object) texts; the further arguments as two such, that count as one."""
    triples = []
    for position, triple in enumerate(record["triples"]):
        here = f"{where}: triples[{position}]"
        for slot in SLOTS:
            if slot != "object" or triple[slot] is not None:
                check_span(triple[slot], text, f"{here}.{slot}")
        subject, relation = (triple[slot]["text"] for slot in SLOTS[:2])
        object_ = triple["object"]["text"] if triple["object"] else ""
        if object_:
            triples.append((subject, relation, object_))
        for index, argument in enumerate(triple.get("arguments", ())):
            check_span(argument, text, f"{here}.arguments[{index}]")
            preposition = argument.get("preposition") or ""
            with_object = " ".join(f"{relation} {object_} {preposition}".split())
            without = f"{relation} {preposition}".strip()
            triples.append(((subject, with_object, argument["text"]), (subject, without, argument["text"])))
    return triples


def nearest(triple, candidates):
    candidates = [form for one in candidates for form in ([one] if isinstance(one[0], str) else one)]

    def likeness(candidate):
        return SequenceMatcher(None, ARROW.join(triple), ARROW.join(candidate), autojunk=False).ratio()

    return max(candidates, key=likeness, default=None)


def print_misses(count, scores, gold, triples, texts):
    """Samples, the same in every run over the same records: what was missed and what was wrongly found."""
    missed = [(article, fact) for article, score in scores.items() for fact in score.missed_facts]
    wrong = [(article, triple) for article, score in scores.items() for triple in score.wrong_triples]
    for title, cases in (("MISSED FACTS", missed), ("WRONG TRIPLES", wrong)):
        print(f"{title} ({min(count, len(cases))} of {len(cases)})")
        for article, case in sample(cases, count):
            print(f"\n{article}  {texts[article].strip()}")
            if title == "MISSED FACTS":
                print(f"  missed       {ARROW.join(case[0])}" + (f"  ({len(case)} forms)" if len(case) > 1 else ""))
                said = nearest(case[0], triples.get(article, []))
                print(f"  nearest said {ARROW.join(said) if said else '-'}")
            else:
                print(f"  wrong        {ARROW.join(case)}")
                listed = nearest(case, [form for fact in gold[article] for form in fact])
                print(f"  nearest fact {ARROW.join(listed) if listed else '-'}")
        print()


def score(data: Path, records: Path, misses: int = 0) -> Figures:
    """Print how many facts were found, and return the figures."""
    gold, texts = read_gold(data), read_texts(sources(data))
    triples = read_records(records, gold, lambda one, where: triples_of(one, texts[one["article"]["id"]], where))
    scores = {article: score_sentence(facts, triples.get(article, [])) for article, facts in gold.items()}
    total = sum(scores.values(), Score())
    if misses > 0:
        print_misses(misses, scores, gold, triples, texts)
    tell_missing(sorted(set(gold) - set(triples)))
    print(f"sentences      {len(gold):6}")
    print(f"facts          {total.facts:6}")
    print(f"  found        {total.found:6}")
    print(f"triples        {total.right + total.wrong:6}")
    print(f"  right        {total.right:6}")
    print(f"  wrong        {total.wrong:6}   {total.cut_elsewhere} of them have a listed triple's words, cut elsewhere")
    return {"f1": total.f1, "precision": total.precision, "recall": total.recall}
