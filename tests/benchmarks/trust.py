"""How much of a built graph may a reader believe? Statements and facts for people to judge, and their figures.

    python trust.py sample GRAPH.trig N --seed S [--sure C] > sample.jsonl
        statements to judge, drawn uniformly
    python trust.py facts GRAPH.trig FACTS.jsonl [--sure C] > facts-to-judge.jsonl
        a reader's facts, each with its article's statements
    python trust.py contested GRAPH.trig N --seed S > pairs.jsonl
        pairs that the graph holds to contradict each other
    python trust.py score sample.jsonl judged.jsonl
    python trust.py score-facts judged-facts.jsonl
    python trust.py score-contested judged-pairs.jsonl

--sure C leaves out statements whose ng:confidence is below C. JUDGING.md says how to judge; it takes a reader who has
seen neither the code nor what the code is after, and a new seed each time: a sample that was read is used up.
"""

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from math import sqrt
from pathlib import Path

import pyoxigraph as ox
from scorers.common import article_of, load_graph

NG = "https://w3id.org/newsgraph#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
PROV = "http://www.w3.org/ns/prov#"
KINDS = ("Person", "Organization", "Group", "Place", "Event")


class Graph:
    """The statements of a TriG file, as a reader sees them."""

    def __init__(self, path, sure=0.0):
        self.store, self.sure = load_graph(Path(path)), sure

    def objects(self, subject, predicate):
        return sorted(
            (q.object for q in self.store.quads_for_pattern(subject, ox.NamedNode(predicate), None, None)), key=str
        )

    def one(self, subject, predicate):
        return next(iter(self.objects(subject, predicate)), None)

    def label(self, term):
        if not isinstance(term, ox.NamedNode):
            return getattr(term, "value", None)
        name = self.one(term, RDFS + "label")
        return name.value if name else term.value

    def kind(self, term):
        if not isinstance(term, (ox.NamedNode, ox.BlankNode)):
            return "text"
        types = {one.value.removeprefix(NG) for one in self.objects(term, RDF + "type") if hasattr(one, "value")}
        return next((kind for kind in KINDS if kind in types), "other")

    def statements(self):
        quads = self.store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(NG + "Statement"), None)
        found = sorted({quad.subject for quad in quads}, key=str)
        return [one for one in found if not self.sure or self.confidence(one) >= self.sure]

    def confidence(self, statement):
        value = self.one(statement, NG + "confidence")
        return float(value.value) if value is not None else 1.0

    def article(self, statement):
        source = self.one(statement, PROV + "wasDerivedFrom")
        return article_of(source.value) if source else None

    def row(self, statement):
        def local(name):
            value = self.one(statement, NG + name)
            return value.value.split("#")[-1] if value is not None else None

        subject, obj = self.one(statement, RDF + "subject"), self.one(statement, RDF + "object")
        row = {
            "subject": self.label(subject),
            "subject_type": self.kind(subject),
            "relation": self.label(self.one(statement, NG + "relationText") or self.one(statement, RDF + "predicate")),
            "object": self.label(obj),
            "object_type": self.kind(obj),
            "arguments": [self._argument(one) for one in self.objects(statement, NG + "argument")],
            "voice": local("reportedAs"),
            "by": self.label(self.one(statement, NG + "saidBy")),
            "cue": local("cue"),
            "confidence": local("confidence"),
        }
        evidence = self.one(statement, NG + "evidence")
        return row | {
            "sentence": self.label(self.one(evidence, NIF + "anchorOf")) if evidence else None,
            "article": self.article(statement),
        }

    def _argument(self, node):
        text = self.one(node, NG + "argumentText") or self.one(node, RDF + "value")
        role = self.one(node, NG + "argumentRole")
        return {"role": role.value.split("#")[-1] if role is not None else None, "text": self.label(text)}


def emit(rows):
    for number, row in enumerate(rows):
        print(json.dumps({"n": number, **row}, ensure_ascii=False))


def sample(graph, number, seed):
    statements = graph.statements()
    random.Random(seed).shuffle(statements)
    print(f"{len(statements)} statements in the graph", file=sys.stderr)
    emit(graph.row(one) for one in statements[:number])


def facts(graph, path):
    of = defaultdict(list)
    for statement in graph.statements():
        of[graph.article(statement)].append(statement)
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fact = json.loads(line)
        rows.append({"fact": fact, "statements": [graph.row(one) for one in of[fact["article"]]]})
    emit(rows)


def contested(graph, number, seed):
    pairs = set()
    for quad in graph.store.quads_for_pattern(None, ox.NamedNode(NG + "contradicts"), None, None):
        pairs.add(tuple(sorted((quad.subject, quad.object), key=str)))
    pairs = sorted(pairs, key=str)
    print(f"{len(pairs)} pairs in the graph", file=sys.stderr)
    random.Random(seed).shuffle(pairs)
    emit({"one": graph.row(a), "other": graph.row(b)} for a, b in pairs[:number])


def share(count, of):
    """A share with its 95 % interval (Wilson 1927)."""
    if not of:
        return "none judged"
    p, z = count / of, 1.96
    middle, spread = p + z * z / (2 * of), z * sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return (
        f"{p:.3f} ({count}/{of}, {(middle - spread) / (1 + z * z / of):.2f}-{(middle + spread) / (1 + z * z / of):.2f})"
    )


def read(path):
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def score(rows, judged):
    judged = {one["n"]: one for one in judged}
    both = [(row, judged[row["n"]]) for row in rows if row["n"] in judged]
    plain = [(row, one) for row, one in both if row["voice"] == "Stated"]

    def right(one):
        return one["triple"] == "right" and one["voice"] == "right"

    def whole(one):
        return right(one) and one["entity"] != "wrong"

    def said(pairs, test):
        return share(sum(test(one) for _, one in pairs), len(pairs))

    print(f"triples right     {said(both, lambda one: one['triple'] == 'right')}")
    print(f"triples vacuous   {said(both, lambda one: one['triple'] == 'vacuous')}")
    print(f"triples wrong     {said(both, lambda one: one['triple'] == 'wrong')}")
    print(f"voice right       {said(both, lambda one: one['voice'] == 'right')}")
    with_entities = [(row, one) for row, one in both if one["entity"] != "na"]
    print(f"entities right    {said(with_entities, lambda one: one['entity'] == 'right')}")
    print(f"facts right       {said(plain, right)}   (voice Stated: triple and voice)")
    print("causes           ", Counter(one.get("tag") for _, one in both if one.get("tag")).most_common(15))
    whole_share = sum(whole(one) for _, one in both) / max(1, len(both))
    fact_share = sum(right(one) for _, one in plain) / max(1, len(plain))
    print(f"trust statements={whole_share:.3f} facts={fact_share:.3f} judged={len(both)}")


def score_facts(judged):
    print(f"held              {share(sum(one['held'] == 'yes' for one in judged), len(judged))}")
    print(f"held or partly    {share(sum(one['held'] != 'no' for one in judged), len(judged))}")
    print(f"trust recall={sum(one['held'] == 'yes' for one in judged) / max(1, len(judged)):.3f} judged={len(judged)}")


def score_contested(judged):
    right = sum(one["contradict"] == "yes" for one in judged)
    print(f"contradict        {share(right, len(judged))}")
    print(f"trust contested={right / max(1, len(judged)):.3f} judged={len(judged)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("sample", "facts", "contested", "score", "score-facts", "score-contested"))
    parser.add_argument("files", nargs="+")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--sure", type=float, default=0.0)
    options = parser.parse_args()
    first, *rest = options.files
    if options.what in ("sample", "contested"):
        if options.seed is None:
            parser.error("--seed: a new number each time")
        (sample if options.what == "sample" else contested)(Graph(first, options.sure), int(rest[0]), options.seed)
    elif options.what == "facts":
        facts(Graph(first, options.sure), Path(rest[0]))
    elif options.what == "score":
        score(read(first), read(rest[0]))
    else:
        (score_facts if options.what == "score-facts" else score_contested)(read(first))


if __name__ == "__main__":
    main()
