"""Does an extractor keep from asserting the opposite of what a passage says, or somebody else's deed, as a fact?

What is measured. Short passages written by hand, with invented names, each with a trap: a negation, an acquittal, a
plan, a former office, a quotation, a pronoun, a list, a headline, a phrase that must not be cut. For each passage the
gold lists facts that must not be asserted, and facts that should be found in the right voice. The figures:

  safe    share of passages of which no forbidden fact is asserted, neither by a triple nor by an event
  wanted  share of wanted facts that are found, by a triple or an event, in the right voice
  f1      the harmonic mean of the two: who says nothing is safe and finds nothing

A triple says its subject, relation and object; its `arguments`, where it has that list, and the further words of its
relation count with the object. In a passive triple ("was arrested by") the subject counts with the objects and the
doer is what "by" brings in, or unknown. An event says its agents, its lemma (or its trigger's first word), and as
objects all other participants, its place, time and trigger; without an agent, its patient may stand for the subject
of a wanted fact without object ("the dam burst"). Events without participants say nothing.

A triple asserts the first verb of its relation's label (or text) only: "fail to sign" and "be accused of stealing"
don't assert "sign" and "steal"; "manage to sign" does. A relation that is a noun ("mayor of") says that the subject is
that.

The voices, from `polarity`, `modality` and `attribution`:

  stated      affirmed, actual, no attribution: a plain fact
  claimed     affirmed, actual, with an attribution
  denied      negated
  envisaged   a modality other than actual

The data. DATA/articles.jsonl, one passage a file, and DATA/gold.json:

    {ID: {"text": …, "kind": …,
          "forbidden": [[subject, relation, object], [subject, relation, object, by], …],
          "wanted": [{"who": …, "did": …, "whom": …, "voice": …, "by": … or null}, …]}}

A slot is a string of lower-case words, all of which must occur in the slot's text, or all in the label of its entity;
"" is met by anything. "dahl|mayor" asks for one of the two, "-half" for the absence of a word: "nurses -half" is met by
"the nurses" and by "half of the nurses" if the record's entity is only "nurses", as a graph shows an entity by its
label. A relation is a lemma, or several between "|"; "-was" there excludes words of the relation's text.

  forbidden   [s, r, o] must not stand as a plain fact. [s, r, o, by] must not be claimed by a source with these words;
              by "*", it must neither stand as a plain fact nor be claimed by anybody. A relation that begins with
              "not " must not stand negated.
  wanted      `voice` is one of the voices above, or several between "|". `by` holds words of the attribution's source.

RECORDS.jsonl           one extraction record a line; an article without one counts as one of which nothing is said
"""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from .common import Figures, harmonic, read_gold, read_records, sample, tell_missing
from .sayings import Slot, event_sayings, make_slot, says, triple_sayings


def is_plain(item):
    return item["polarity"] == "affirmed" and item["modality"] == "actual" and item["attribution"] is None


def source_meets(item, by, record):
    """Whether somebody of these words is the source of what is attributed; "*": whoever it is."""
    source = record.sources.get(item["attribution"], Slot())
    return item["attribution"] is not None and (by == "*" or source.meets(by))


def in_voice(item, voice, by, record):
    affirmed, actual = item["polarity"] == "affirmed", item["modality"] == "actual"
    if voice == "stated":
        return is_plain(item)
    if by and not source_meets(item, by, record):
        return False
    return {
        "claimed": affirmed and actual and item["attribution"] is not None,
        "denied": not affirmed,
        "envisaged": not actual,
    }[voice]


@dataclass
class Record:
    sayings: list = field(default_factory=list)
    sources: dict = field(default_factory=dict)  # attribution -> Slot


def asserts(record, forbidden):
    """The triples and events that assert a forbidden fact, as told to people."""
    who, did, whom, by = [*forbidden, None][:4]
    polarity = "negated" if did.startswith("not ") else "affirmed"
    found = {}
    for saying in record.sayings:
        item = saying.item
        if saying.certain and item["polarity"] == polarity and item["modality"] == "actual":
            plain = item["attribution"] is None
            in_question = by in (None, "*") if plain else by is not None and source_meets(item, by, record)
            if in_question and says(saying, who, did.removeprefix("not "), whom):
                found[saying.told] = True
    return list(found)


def finds(record, fact):
    return any(
        any(in_voice(saying.item, voice, fact["by"], record) for voice in fact["voice"].split("|"))
        and says(saying, fact["who"], fact["did"], fact["whom"])
        for saying in record.sayings
    )


def said_by(record):
    """What a record says, and who is the source of what is attributed."""
    labels = {entity["id"]: entity["label"] for entity in record["entities"]}
    sayings = [saying for triple in record["triples"] for saying in triple_sayings(triple, labels)]
    sayings += [saying for event in record["events"] for saying in event_sayings(event, labels)]
    sources = {one["id"]: make_slot(one["source"], labels) for one in record["attributions"] if one["source"]}
    return Record(sayings, sources)


@dataclass
class Score:
    """What became of some passages; `a + b` is what became of both."""

    passages: int = 0
    safe: int = 0
    facts: int = 0
    found: int = 0
    asserted: list = field(default_factory=list)  # (forbidden fact, what asserts it)
    missed: list = field(default_factory=list)  # wanted facts

    def __add__(self, other):
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def safe_share(self):
        return self.safe / self.passages if self.passages else 0.0

    @property
    def wanted_share(self):
        return self.found / self.facts if self.facts else 0.0

    @property
    def f1(self):
        return harmonic(self.safe_share, self.wanted_share)


def score_passage(passage, record):
    asserted = [(forbidden, told) for forbidden in passage["forbidden"] if (told := asserts(record, forbidden))]
    missed = [fact for fact in passage["wanted"] if not finds(record, fact)]
    facts = len(passage["wanted"])
    return Score(1, int(not asserted), facts, facts - len(missed), asserted, missed)


def tell_fact(fact):
    by = f" by {fact['by']}" if fact["by"] else ""
    return f"{fact['who']} | {fact['did']} | {fact['whom']}  ({fact['voice']}{by})"


def print_misses(count, scores, gold, records):
    """Samples, the same in every run over the same records: passages that are not safe, and facts that were missed."""
    unsafe = [article for article, score in scores.items() if score.asserted]
    missing = [article for article, score in scores.items() if score.missed]
    for title, articles in (("NOT SAFE", unsafe), ("WANTED AND MISSED", missing)):
        print(f"{title} ({min(count, len(articles))} of {len(articles)} passages)")
        for article in sample(articles, count):
            print(f"\n{article}  {gold[article]['text']}")
            if title == "NOT SAFE":
                for forbidden, told in scores[article].asserted:
                    print(f"  forbidden {' | '.join(forbidden)}", *told, sep="\n      said  ")
            else:
                for fact in scores[article].missed:
                    print(f"  missed    {tell_fact(fact)}")
                said = dict.fromkeys(saying.told for saying in records.get(article, Record()).sayings)
                print("      said  " + ("\n      said  ".join(said) or "-"))
        print()


def score(data: Path, records: Path, misses: int = 0) -> Figures:
    """Print by the kind of trap what was said and found, and return the figures."""
    gold = read_gold(data)
    said = read_records(records, gold, lambda record, _: said_by(record))
    scores = {article: score_passage(passage, said.get(article, Record())) for article, passage in gold.items()}
    kinds = defaultdict(Score)
    for article, one in scores.items():
        kinds[gold[article]["kind"]] += one
    total = sum(scores.values(), Score())
    if misses > 0:
        print_misses(misses, scores, gold, said)
    tell_missing(sorted(set(gold) - set(said)))
    print(f"{'kind':22}passages   safe        wanted")
    for kind, one in kinds.items():
        print(
            f"{kind:22}{one.passages:8}   {one.safe:3}  {one.safe_share:.2f}   "
            f"{one.found:3}/{one.facts:<3}  {one.wanted_share:.2f}"
        )
    return {"safe": total.safe_share, "wanted": total.wanted_share, "f1": total.f1}
