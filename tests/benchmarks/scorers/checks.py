"""Check a built graph against what a careful reader would find in the same articles.

DATA/checks.json lists questions, each a SPARQL ASK that a good graph answers with yes; the graph model's prefixes are
declared for them, and they see the union of all named graphs. Four checks hold for every graph and are always made:

- evidence: every `nif:anchorOf` equals the article's characters from `nif:beginIndex` to `nif:endIndex`;
- grounded: every statement has evidence, an article, a text, a polarity, a modality and a confidence;
- voice: a triple stands as itself if, and only if, a statement of it is affirmed, actual, sure, not ended, and in the
  article's own voice;
- named: every thing that a statement is about has exactly one `rdfs:label`.

The articles are those of the folder `seeds`.
"""

import json
from pathlib import Path

import pyoxigraph as ox

from .common import Figures, article_of, load_graph, read_texts

PREFIXES = """
PREFIX ng: <https://w3id.org/newsgraph#>
PREFIX rel: <https://w3id.org/newsgraph/relation#>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX schema: <https://schema.org/>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX itsrdf: <http://www.w3.org/2005/11/its/rdf#>
PREFIX wgs84: <http://www.w3.org/2003/01/geo/wgs84_pos#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
SEEDS = Path(__file__).parents[3] / "seeds"


def rows(store: ox.Store, query: str) -> list:
    return list(store.query(PREFIXES + query, use_default_graph_as_union=True))


def wrong_evidence(store: ox.Store, texts: dict[str, str]) -> list[str]:
    """Every span of evidence that does not say what the article says there."""
    found = rows(
        store,
        """SELECT DISTINCT ?span ?article ?begin ?end ?words WHERE {
        ?span nif:referenceContext ?article ; nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?words }""",
    )
    if not found:
        return ["no evidence at all"]
    wrong = []
    for row in found:
        stem = article_of(row["article"].value)
        begin, end = int(row["begin"].value), int(row["end"].value)
        if stem not in texts:
            wrong.append(f"{row['span'].value}: no article {stem!r}")
        elif texts[stem][begin:end] != row["words"].value:
            wrong.append(f"{row['span'].value}: {row['words'].value!r} but the text has {texts[stem][begin:end]!r}")
    return wrong


def ungrounded(store: ox.Store) -> list[str]:
    """Statements that lack evidence, article, text, polarity, modality or confidence."""
    if not rows(store, "SELECT ?s WHERE { ?s a ng:Statement } LIMIT 1"):
        return ["no statement at all"]
    return [
        str(row["s"])
        for row in rows(
            store,
            """SELECT DISTINCT ?s WHERE { ?s a ng:Statement .
        FILTER NOT EXISTS { ?s ng:evidence/nif:anchorOf ?w ; prov:wasDerivedFrom ?a ; ng:polarity ?p ; ng:modality ?m ;
                               rdf:subject ?x ; rdf:predicate ?y ; ng:text ?t ; ng:confidence ?c } }""",
        )
    ]


def wrong_voice(store: ox.Store) -> list[str]:
    """Plain triples that no article states as fact in its own voice, and sure facts that are missing as such."""
    factual = """?s a ng:Statement ; rdf:subject ?x ; rdf:predicate ?p ; rdf:object ?y ;
                 ng:polarity ng:Affirmed ; ng:modality ng:Actual ; ng:confidence ?sure . ?graph ng:minConfidence ?least
                 FILTER(?sure >= ?least) FILTER NOT EXISTS { ?s ng:cue|ng:validUntil ?c }"""
    stated = {(str(r["x"]), str(r["p"]), str(r["y"])) for r in rows(store, f"SELECT ?x ?p ?y WHERE {{ {factual} }}")}
    plain = {
        (str(r["x"]), str(r["p"]), str(r["y"]))
        for r in rows(
            store,
            """SELECT ?x ?p ?y WHERE { ?x ?p ?y
        FILTER STRSTARTS(STR(?p), "https://w3id.org/newsgraph/relation#") }""",
        )
    }
    return [f"stands as fact: {' '.join(t)}" for t in sorted(plain - stated)] + [
        f"fact does not stand: {' '.join(t)}" for t in sorted(stated - plain)
    ]


def unnamed(store: ox.Store) -> list[str]:
    """Things that statements are about and that have no label, or more than one."""
    return [
        str(row["x"])
        for row in rows(
            store,
            """SELECT ?x (COUNT(DISTINCT ?label) AS ?n) WHERE {
        ?s a ng:Statement ; rdf:subject|rdf:object|ng:saidBy|ng:event ?x FILTER isIRI(?x)
        OPTIONAL { ?x rdfs:label ?label } } GROUP BY ?x HAVING (COUNT(DISTINCT ?label) != 1)""",
        )
    ]


def score(data: Path, graph: Path, misses: int = 0) -> Figures:
    """Print which checks fail, and return how many of them pass."""
    store = load_graph(graph)
    results = {
        "evidence": wrong_evidence(store, read_texts(SEEDS)),
        "grounded": ungrounded(store),
        "voice": wrong_voice(store),
        "named": unnamed(store),
    }
    for check in json.loads((data / "checks.json").read_text(encoding="utf-8")):
        answer = store.query(PREFIXES + check["ask"], use_default_graph_as_union=True)
        results[check["id"]] = [] if answer else [check["why"]]
    for name, problems in results.items():
        print(f"{'ok  ' if not problems else 'FAIL'} {name}")
        for problem in problems[:misses]:
            print(f"       {problem}")
        if len(problems) > misses:
            print(f"       … and {len(problems) - misses} more")
    return {"passed": sum(not problems for problems in results.values()), "checks": len(results)}
