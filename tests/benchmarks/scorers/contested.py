"""Does a graph tie those statements of several articles that contradict each other, and no others?

A story is told by two to four short articles of different sides. The gold lists every pair of its sentences of which
one affirms what the other denies: of the same thing, event and time, by a negation, a verb of denial, an antonym, or
a value that excludes the other's. It also lists pairs that only look so (the same verb with another object, actor,
time or place, a plan and what came of it, a demand and its refusal, two sentences that agree), as a temptation.

A predicted pair is the two evidence sentences of two statements tied by ng:contradicts, whichever way; a pair counts
once, however many statements tie it. The sentence of a piece of evidence (nif:beginIndex, nif:endIndex,
nif:referenceContext) is the gold's sentence that it overlaps most; evidence that overlaps none stands for itself.
Pairs within one sentence don't count, either way.

    precision  predicted pairs that are listed / predicted pairs
    recall     listed pairs that are predicted / listed pairs; above by kind, and within one article or over two
    tempted    pairs listed as no contradiction that are predicted / all such pairs; above by kind

The kind of a pair says how it contradicts:
    negation   the same verb, or its noun, with "not", "never", "no", "nobody"
    denial     a verb or noun of denial ("denied having met", "rejected the claim that", "a fabrication")
    antonym    an opposite ("withdrew" and "stayed", "open" and "closed")
    number     two numbers of the same
    value      two days, doers, causes or origins that exclude each other
    reciprocal the parties in changed places ("A met B", "B and A never met"; "A paid B", "B received nothing from A")
    reference  a side that is only described or a pronoun ("the former governor paid her nothing")
A pair of several kinds has the one that makes it hardest to see.

DATA/stories/STORY.jsonl   the story's articles, one a line
DATA/gold.json             {STORY: {"contradict": [PAIR, ...], "not": [PAIR, ...]}}, a PAIR being
                           [[ARTICLE, start, end], [ARTICLE, start, end], KIND]; offsets are characters of the
                           article's text
GRAPHS_DIR/STORY.trig      the graph of the story; one without counts as a graph that ties nothing
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from .common import Figures, article_of, harmonic, load_graph, ratio, read_gold, read_texts, sample, tell_missing

KINDS = ("negation", "denial", "antonym", "number", "value", "reciprocal", "reference")
TIED = """
PREFIX ng: <https://w3id.org/newsgraph#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
SELECT DISTINCT ?one ?begin ?end ?other ?other_begin ?other_end WHERE {
    ?statement ng:contradicts ?rival .
    ?statement ng:evidence ?span . ?span nif:referenceContext ?one ; nif:beginIndex ?begin ; nif:endIndex ?end .
    ?rival ng:evidence ?rival_span .
    ?rival_span nif:referenceContext ?other ; nif:beginIndex ?other_begin ; nif:endIndex ?other_end }"""


def read_pairs(listed, texts, where):
    """{(sentence, sentence): kind}, a sentence being (article, start, end); ends with a clear error on a broken one."""
    pairs = {}
    for one, other, kind in listed:
        for article, start, end in (one, other):
            if article not in texts or not 0 <= start < end <= len(texts[article]):
                raise SystemExit(f"{where}: no such characters: {[article, start, end]}")
        pair = tuple(sorted((tuple(one), tuple(other))))
        if pair[0] == pair[1] or pair in pairs:
            raise SystemExit(f"{where}: within one sentence, or listed twice: {pair}")
        pairs[pair] = kind
    return pairs


def sentence_of(span, sentences):
    """The listed sentence that a span overlaps most; the span itself if none."""
    article, start, end = span

    def overlap(sentence):
        return min(end, sentence[2]) - max(start, sentence[1])

    best = max((one for one in sentences if one[0] == article), key=overlap, default=None)
    return best if best and overlap(best) > 0 else span


def tied_spans(path):
    """Every two spans of evidence, as (article, start, end), whose statements the graph ties."""
    for row in load_graph(path).query(TIED, use_default_graph_as_union=True):
        yield tuple(
            (article_of(row[article].value), int(row[begin].value), int(row[end].value))
            for article, begin, end in (("one", "begin", "end"), ("other", "other_begin", "other_end"))
        )


def predicted_pairs(path, sentences):
    pairs = {tuple(sorted(sentence_of(span, sentences) for span in tied)) for tied in tied_spans(path)}
    return {pair for pair in pairs if pair[0] != pair[1]}


def print_pairs(title, cases, texts, count):
    """A sample, the same in every run over the same graphs; cases are (story, pair, kind)."""
    print(f"{title} ({min(count, len(cases))} of {len(cases)})")
    for story, pair, kind in sample(cases, count):
        print(f"\n{story}  {kind}")
        for article, start, end in pair:
            print(f"  {article:10} {' '.join(texts[story][article][start:end].split())}")
    print()


def print_kinds(title, kinds, found):
    print(title)
    for kind, count in kinds.items():
        print(f"  {kind:18} {found[kind]:4}/{count:<4} {found[kind] / count:.2f}")


@dataclass
class Tally:
    """What was tied, over all stories."""

    predicted: int = 0
    right: int = 0
    listed: Counter = field(default_factory=Counter)  # pairs by kind
    found: Counter = field(default_factory=Counter)
    tempting: Counter = field(default_factory=Counter)
    tempted: Counter = field(default_factory=Counter)
    sides: Counter = field(default_factory=Counter)
    found_sides: Counter = field(default_factory=Counter)
    missed: list = field(default_factory=list)
    wrong: list = field(default_factory=list)

    def add(self, story, contradict, harmless, predicted):
        """Count one story."""
        self.predicted += len(predicted)
        self.right += len(predicted & contradict.keys())
        for pair, kind in contradict.items():
            side = "in one article" if pair[0][0] == pair[1][0] else "over two articles"
            self.listed[kind] += 1
            self.sides[side] += 1
            self.found[kind] += pair in predicted
            self.found_sides[side] += pair in predicted
        for pair, kind in harmless.items():
            self.tempting[kind] += 1
            self.tempted[kind] += pair in predicted
        self.missed += [(story, pair, contradict[pair]) for pair in sorted(contradict.keys() - predicted)]
        self.wrong += [
            (story, pair, f"tempted: {harmless[pair]}" if pair in harmless else "not listed")
            for pair in sorted(predicted - contradict.keys())
        ]


def stories(data):
    """The sources of each story, by its name: a file of JSON Lines, or a folder with a folder `articles`."""
    return {
        path.stem: path if path.suffix == ".jsonl" else path / "articles"
        for path in sorted((data / "stories").iterdir())
    }


def predicted_in(path, texts, sentences):
    """The pairs that a story's graph ties; none where there is no graph."""
    predicted = predicted_pairs(path, sentences) if path.exists() else set()
    strangers = {article for pair in predicted for article, *_ in pair} - texts.keys()
    if strangers:
        raise SystemExit(f"{path}: evidence in articles that the story has not: {sorted(strangers)}")
    return predicted


def score(data: Path, graphs: Path, misses: int = 0) -> Figures:
    """Print what was tied by kind, and return the figures."""
    gold, where, texts, tally = read_gold(data), stories(data), {}, Tally()
    for story, lists in gold.items():
        texts[story] = read_texts(where[story])
        contradict = read_pairs(lists["contradict"], texts[story], f"story {story}, contradict")
        harmless = read_pairs(lists["not"], texts[story], f"story {story}, not")
        if contradict.keys() & harmless.keys():
            raise SystemExit(f"story {story}: in both lists: {sorted(contradict.keys() & harmless.keys())}")
        sentences = sorted({sentence for pair in (*contradict, *harmless) for sentence in pair})
        tally.add(story, contradict, harmless, predicted_in(graphs / f"{story}.trig", texts[story], sentences))

    if misses > 0:
        print_pairs("MISSED PAIRS", tally.missed, texts, misses)
        print_pairs("WRONG PAIRS", tally.wrong, texts, misses)
    tell_missing([story for story in gold if not (graphs / f"{story}.trig").exists()])
    count = sum(map(len, texts.values()))
    print(f"stories {len(gold)}, articles {count}, predicted pairs {tally.predicted}, of them listed {tally.right}")
    kinds = (*KINDS, *sorted(tally.listed.keys() - set(KINDS)))
    print_kinds("found, by kind", {kind: tally.listed[kind] for kind in kinds if tally.listed[kind]}, tally.found)
    print_kinds("found, by place", dict(sorted(tally.sides.items())), tally.found_sides)
    print_kinds("tempted, by kind", dict(tally.tempting.most_common()), tally.tempted)
    precision = ratio(tally.right, tally.predicted)
    recall = ratio(tally.right, tally.listed.total())
    tempted = ratio(tally.tempted.total(), tally.tempting.total())
    return {"f1": harmonic(precision, recall), "precision": precision, "recall": recall, "tempted": tempted}
