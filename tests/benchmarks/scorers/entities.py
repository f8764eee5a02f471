"""Does an extractor find the people, organisations and places that an article names, and who is the same as whom?

The articles are Wikinews articles from GUM, annotated with entities, coreference and dependency trees (Zeldes 2017,
https://doi.org/10.1007/s10579-016-9343-x). The head of a span is the word that the rest of it hangs from in the gold
tree: the first noun or pronoun in it that is governed from outside ("Donald" in "U.S. President Donald Trump"; what
describes a name and stands right before it hangs from the name, also where GUM has it the other way round).

1. Names: f1, precision, recall. Gold are GUM's person, organization and place mentions that have a proper noun for a
   head, without bare offices ("the President") and without "A and B" where both are mentions. Compared are the
   record's mentions of form "name", with their entity's type. A mention is right if it has the head of a gold name,
   lies within it or contains it, and has a right type; each gold name is found by one mention at most. Type "group" is
   right for organizations and for people whose name is a plural or begins with "the" ("Muslims", "the Taliban"),
   "place" also for the two Koreas, which GUM has as organizations in an article about their armies.
2. Coreference: coref, the mean of the f1 of MUC (Vilain et al. 1995), B-cubed (Bagga and Baldwin 1998) and entity-
   based CEAF (Luo 2005), "the CoNLL score", over names, nominals and pronouns; re-implemented after Pradhan et al.
   2014, https://aclanthology.org/P14-2006/. Gold are the chains of people, organisations and places in OntoGUM (Zhu et
   al. 2021, https://aclanthology.org/2021.acl-short.59/), which follow the OntoNotes guidelines; those that are one
   chain in GUM are joined. A chain has two mentions or more, on either side. A mention of the record is the gold
   mention with the same head (of several, the one that covers most nearly the same words). What GUM has as coreferent
   and OntoGUM leaves out by rule (appositions, predicates, indefinite repetitions, modifiers) is neutral: taken out of
   the record before the score.

Mentions of form "demonym" are checked and otherwise left out of account: GUM has none.

Sums run over all articles, then the figures are formed. An article without a record counts as a record that is empty.

DATA/articles.jsonl    the text
DATA/gold.json          {ID: {"published": date, "tokens": [[start, end, governor's index or -1, part of speech]],
                        "names": [{start, end, text, "types": right types, GUM's first, "wikipedia": title or null}],
                        "clusters": [{"type", "mentions": [{start, end, text}]}], "neutral": [{start, end, text}]}};
                        published and wikipedia are not read here
RECORDS.jsonl           one extraction record a line
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from .common import Figures, check_text, read_gold, read_records, read_texts, sources, tell_missing

NOMINAL = ("NOUN", "PROPN", "PRON")
TYPES = ("person", "organization", "place", "group")
FORMS = ("name", "demonym", "nominal", "pronoun")
METRICS = ("MUC", "B-cubed", "CEAF-e")


@dataclass(eq=False)
class Mention:
    text: str
    first: int  # of the tokens that it covers
    last: int
    head: int
    types: tuple = ()
    form: str = ""
    chain: object = None  # gold: a number, None if neutral; record: the entity's id

    def overlap(self, other):
        shared = min(self.last, other.last) - max(self.first, other.first) + 1
        return shared / (max(self.last, other.last) - min(self.first, other.first) + 1)


class Article:
    def __init__(self, text, gold):
        self.text, self.tokens = text, gold["tokens"]
        self.starts, self.ends = [token[0] for token in self.tokens], [token[1] for token in self.tokens]
        self.names = [self.mention(**name) for name in gold["names"]]
        self.referring = [
            self.mention(**mention, chain=number)
            for number, cluster in enumerate(gold["clusters"])
            for mention in cluster["mentions"]
        ]
        self.neutral = [self.mention(**mention) for mention in gold["neutral"]]

    def mention(self, start, end, text, types=(), form="", chain=None, **_):
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(self.text)):
            raise ValueError(f"there is no span {start} to {end}, the text has {len(self.text)} characters")
        words = r".*?\s.*?".join(re.escape(word) for word in text.split())  # others may stand between them
        if text != self.text[start:end] and not (words and re.fullmatch(words, self.text[start:end], re.DOTALL)):
            raise ValueError(f"{start} to {end} is {self.text[start:end]!r}, not {text!r}")
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end) - 1
        if first > last:
            raise ValueError(f"there is no word from {start} to {end}")
        tops = [i for i in range(first, last + 1) if not first <= self.tokens[i][2] <= last]
        head = min(tops, key=lambda i: self.tokens[i][3] not in NOMINAL)
        return Mention(text, first, last, head, tuple(types), form, chain)

    def context(self, mention, width=50):
        start, end = self.starts[mention.first], self.ends[mention.last]
        around = f"{self.text[max(0, start - width) : start]}[{self.text[start:end]}]{self.text[end : end + width]}"
        return " ".join(around.split())


def read_articles(data):
    texts = read_texts(sources(data))
    return {name: Article(texts[name], entry) for name, entry in read_gold(data).items()}


def mentions_of(record, article):
    check_text(record, article.text)
    types = {entity["id"]: entity["type"] for entity in record["entities"]}
    found = {}
    for given in record["mentions"]:
        kind, form, entity = types.get(given["entity"]), given["form"], given["entity"]
        if kind not in TYPES or form not in FORMS:
            raise ValueError(f"mention {given['id']}: unknown entity {entity!r}, type {kind!r} or form {form!r}")
        mention = article.mention(given["start"], given["end"], given["text"], [kind], form, entity)
        if form != "demonym":  # GUM has no mention there
            found[mention.first, mention.last, entity] = mention  # the same said twice counts once
    return list(found.values())


def correspondence(gold, said, fits=lambda *_: True):
    """Pairs off mentions with the same head, the most alike first: {mention of the record: gold mention}."""
    by_head = defaultdict(list)
    for wanted in gold:
        by_head[wanted.head].append(wanted)
    pairs = [(wanted, given) for given in said for wanted in by_head[given.head] if fits(wanted, given)]
    partner, taken = {}, set()
    for wanted, given in sorted(pairs, key=lambda pair: (-pair[0].overlap(pair[1]), pair[0].chain is None)):
        if wanted not in taken and given not in partner:
            partner[given] = wanted
            taken.add(wanted)
    return partner


def right_name(wanted, given):
    nested = (wanted.first - given.first) * (wanted.last - given.last) <= 0
    return nested and given.types[0] in wanted.types


def chains_of(mentions, identity=MappingProxyType({})):
    """The sets of coreferent mentions, as identity calls them."""
    chains = defaultdict(set)
    for mention in mentions:
        chains[mention.chain].add(identity.get(mention, mention))
    return [chain for chain in chains.values() if len(chain) > 1]


def best_assignment(weights):
    """The greatest sum of weights with at most one cell in a row and in a column (Kuhn 1955, by shortest paths)."""
    if len(weights) > len(weights[0]):
        weights = list(zip(*weights, strict=True))
    columns = range(1, len(weights[0]) + 1)
    row_price, column_price = [0.0] * (len(weights) + 1), [0.0] * (len(columns) + 1)
    row_of = [0] * (len(columns) + 1)  # 0: none
    for row in range(1, len(weights) + 1):
        row_of[0], column = row, 0
        slack, came_from, seen = [float("inf")] * (len(columns) + 1), [0] * (len(columns) + 1), {0}
        while row_of[column]:
            here = row_of[column]
            for j in columns:
                cost = -weights[here - 1][j - 1] - row_price[here] - column_price[j]
                if j not in seen and cost < slack[j]:
                    slack[j], came_from[j] = cost, column
            column = min((j for j in columns if j not in seen), key=lambda j: slack[j])
            step = slack[column]
            for j in seen:
                row_price[row_of[j]] += step
                column_price[j] -= step
            slack = [value - step for value in slack]
            seen.add(column)
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    return sum(weights[row_of[j] - 1][j - 1] for j in columns if row_of[j])


def recalled(key, response):
    """For each metric how much of the key the response has, of how much; for the precision exchange the two."""
    place = {mention: number for number, chain in enumerate(response) for mention in chain}
    size = sum(map(len, key))
    links = sum(len(chain) - len({place.get(mention, mention) for mention in chain}) for chain in key)
    shared = sum(len(one & other) ** 2 / len(one) for one in key for other in response)
    alike = [[2 * len(one & other) / (len(one) + len(other)) for other in response] for one in key]
    return {
        "MUC": (links, size - len(key)),
        "B-cubed": (shared, size),
        "CEAF-e": (best_assignment(alike) if key and response else 0, len(key)),
    }


def precision_recall_f1(said, gold, right_of_said, right_of_gold):
    precision, recall = right_of_said / (said or 1), right_of_gold / (gold or 1)
    return precision, recall, 2 * precision * recall / (precision + recall or 1)


def name_notes(name, article, mentions, partner):
    at_head = {mention.head: mention for mention in mentions}
    for wanted in (wanted for wanted in article.names if wanted not in partner.values()):
        instead = at_head.get(wanted.head)
        found = f"found as {instead.form} {instead.text!r}, {instead.types[0]}" if instead else "not found"
        yield f"{name}: {wanted.types[0]}, {found}: {article.context(wanted)}"


def chain_notes(name, mentions, label):
    """Chains whose mentions do not all have one label on the other side; '-' is a mention that it lacks."""
    chains = defaultdict(list)
    for mention in sorted(mentions, key=lambda mention: mention.first):
        chains[mention.chain].append((mention, label.get(mention, "-")))
    for number, members in chains.items():
        if len(members) > 1 and (len(labels := {label for _, label in members}) > 1 or "-" in labels):
            yield f"{name}, {number}: " + ", ".join(f"{mention.text[:40]!r} {label}" for mention, label in members)


def show(title, notes, count):
    count = min(count, len(notes))
    print(f"\n{title} ({count} of {len(notes)}):")
    for i in range(count):  # spread evenly over the articles
        print("  " + " ".join(notes[i * len(notes) // count].split()))


@dataclass
class Tally:
    """What was found, over all articles."""

    gold: Counter = field(default_factory=Counter)  # names by type
    said: Counter = field(default_factory=Counter)
    right: Counter = field(default_factory=Counter)
    chains: Counter = field(default_factory=Counter)
    missed: list = field(default_factory=list)
    wrong: list = field(default_factory=list)
    torn: list = field(default_factory=list)
    mixed: list = field(default_factory=list)

    def add_names(self, name, article, mentions):
        names = [mention for mention in mentions if mention.form == "name"]
        partner = correspondence(article.names, names, right_name)
        self.gold.update(wanted.types[0] for wanted in article.names)
        self.said.update(partner.get(given, given).types[0] for given in names)
        self.right.update(wanted.types[0] for wanted in partner.values())
        self.missed += name_notes(name, article, mentions, partner)
        strangers = [given for given in names if given not in partner]
        self.wrong += [f"{name}: {given.types[0]}: {article.context(given)}" for given in strangers]

    def add_chains(self, name, article, mentions):
        partner = correspondence(article.referring + article.neutral, mentions)
        counted = [mention for mention in mentions if mention not in partner or partner[mention].chain is not None]
        key, response = chains_of(article.referring), chains_of(counted, partner)
        for side, figures in (("gold", recalled(key, response)), ("said", recalled(response, key))):
            for metric, (part, whole) in figures.items():
                self.chains.update({(metric, "right of", side): part, (metric, side): whole})
        self.torn += chain_notes(name, article.referring, {partner[given]: given.chain for given in partner})
        self.mixed += chain_notes(name, counted, {given: partner[given].chain for given in partner})


def print_names(tally):
    """Print the names by type; precision, recall and f1 of all."""
    print(f"\n{'names':14}{'gold':>7}{'said':>7}{'right':>7}{'precision':>11}{'recall':>9}{'f1':>9}")
    figures = (0.0, 0.0, 0.0)
    for kind in (*TYPES, "all"):
        parts = (tally.gold, tally.said, tally.right)
        gold, said, right = (counter.total() if kind == "all" else counter[kind] for counter in parts)
        figures = precision_recall_f1(said, gold, right, right)
        print(f"{kind:14}{gold:7}{said:7}{right:7}{figures[0]:11.4f}{figures[1]:9.4f}{figures[2]:9.4f}")
    print("(what is right counts with the gold name's type, what is wrong with the record's)")
    return figures


def print_chains(sums):
    """Print the three metrics of coreference; the mean of their f1."""
    print(f"\n{'coreference':35}{'precision':>11}{'recall':>9}{'f1':>9}")
    coref = 0.0
    for metric in METRICS:
        right = (sums[metric, "right of", "said"], sums[metric, "right of", "gold"])
        figures = precision_recall_f1(sums[metric, "said"], sums[metric, "gold"], *right)
        coref += figures[-1] / len(METRICS)
        print(f"{metric:35}{figures[0]:11.4f}{figures[1]:9.4f}{figures[2]:9.4f}")
    print(f"{'mean':55}{coref:9.4f}")
    return coref


def score(data: Path, records: Path, misses: int = 0) -> Figures:
    """Print what was found of names and chains, and return the figures."""
    articles = read_articles(data)
    found = read_records(records, articles, lambda one, _: mentions_of(one, articles[one["article"]["id"]]))
    tally = Tally()
    for name, article in articles.items():
        tally.add_names(name, article, found.get(name, []))
        tally.add_chains(name, article, found.get(name, []))
    tell_missing(sorted(set(articles) - set(found)))
    precision, recall, f1 = print_names(tally)
    coref = print_chains(tally.chains)
    if misses > 0:
        show("Names missed", tally.missed, misses)
        show("Names wrongly found", tally.wrong, misses)
        show("Gold chains torn or missed; each mention with the record's entity", tally.torn, misses)
        show("The record's chains with strangers; each mention with its gold chain", tally.mixed, misses)
    return {"f1": f1, "coref": coref, "precision": precision, "recall": recall}
