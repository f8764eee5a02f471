"""Answers for the pages that are of no one thing, in a worker: search, the editor, the ontology."""

from functools import cache
from pathlib import Path

import msgspec
from markupsafe import Markup, escape
from pyoxigraph import NamedNode, RdfFormat, Store, parse, serialize

from newsgraph.rdf.iris import Iris
from newsgraph.rdf.ontology import ontology
from newsgraph.rdf.query import ready_questions
from newsgraph.rdf.vocabulary import NG, REL, TYPE
from newsgraph.server.facts import Facts
from newsgraph.server.links import page_of
from newsgraph.server.media_types import GRAPHS, HTML, SHORT
from newsgraph.server.messages import Job
from newsgraph.server.negotiation import best
from newsgraph.server.ontology_terms import read_ontology
from newsgraph.server.rendering import rendered
from newsgraph.server.search_index import END, START, Hit, find, near
from newsgraph.server.sparql import Made, said
from newsgraph.server.things import told

_PAGE = 25
_NAMES = 12  # things on the first page
_RELATIONS = 5000  # that the editor completes


def search(store: Store, iris: Iris, job: Job, index: Path) -> Made:
    """What has the words that people look for: things by their names, statements by text and sentence."""
    chosen = best(job.accept, [HTML, "application/json"])
    if chosen is None:
        return said(406, "what is found is told as text/html or application/json")
    things, many_things = find(index, "things", job.text, _NAMES)
    skip = (max(job.page, 1) - 1) * _PAGE
    statements, many_statements = find(index, "statements", job.text, _PAGE, skip)
    facts = Facts(store, iris)
    hint = "" if things or statements or not job.text.strip() else _hint(index, job.text)
    if chosen == "application/json":
        found = {
            "query": job.text,
            "things": [_plain(one) for one in things],
            "numberOfThings": many_things,
            "statements": [{**_plain(one), **_status(facts, one)} for one in statements],
            "numberOfStatements": many_statements,
            "page": max(job.page, 1),
            "hint": hint,
        }
        return Made(200, chosen, msgspec.json.encode(found), {"Vary": "Accept"})
    page = rendered(
        "search.html.jinja",
        asked=job.text,
        things=[_shown(one, iris) for one in things],
        number_of_things=many_things,
        statements=[
            (told(facts, NamedNode(one.iri)), _marked(one.marked), _marked(one.sentence)) for one in statements
        ],
        number_of_statements=many_statements,
        page=max(job.page, 1),
        last_page=max(1, -(-many_statements // _PAGE)),
        hint=hint,
    )
    return Made(200, HTML, page, {"Vary": "Accept"})


def _hint(index: Path, words: str) -> str:
    """What may have been meant."""
    names = near(index, words, 3)
    return f"Did you mean {' or '.join(names)}?" if names else ""


def _plain(hit: Hit) -> dict[str, str]:
    sentence = hit.sentence.replace(START, "").replace(END, "")
    found = {"iri": hit.iri, "kind": hit.kind, "label": hit.label, "sentence": sentence}
    return {name: value for name, value in found.items() if value}


def _status(facts: Facts, hit: Hit) -> dict[str, str | bool]:
    """What keeps a statement from being taken for a fact that is none."""
    shown = told(facts, NamedNode(hit.iri))
    by = {"saidBy": shown.source.words} if shown.source else {}
    sure = "unsure" not in shown.doubts
    doubts = {"doubt": ", ".join(shown.doubts)} if shown.doubts else {}
    article = shown.article.words if shown.article else ""
    return {"status": shown.status, "sure": sure, **doubts, **by, "article": article}


def _shown(hit: Hit, iris: Iris) -> dict[str, object]:
    return {
        "kind": hit.kind,
        "path": page_of(hit.iri, iris),
        "label": hit.label,
        "marked": _marked(hit.marked),
    }


def _marked(words: str) -> Markup:
    """Words with what was found in them made to stand out."""
    return Markup(str(escape(words)).replace(START, "<mark>").replace(END, "</mark>"))


def query_page(store: Store, iris: Iris, _job: Job) -> Made:
    """The editor, with the graph's prefixes, the terms of the ontology, the relations of the graph and examples."""
    terms = read_ontology().terms
    quads = store.quads_for_pattern(None, TYPE, NG["Relation"], None)
    relations = sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)})[:_RELATIONS]
    given = {
        "prefixes": {prefix: str(namespace) for prefix, namespace in iris.prefixes.items()},
        "classes": [one.iri for one in terms if one.is_class and not one.deprecated],
        "properties": [*(one.iri for one in terms if one.is_property and not one.deprecated), *relations],
        "comments": {one.iri: one.comment for one in terms},
        "examples": [{"name": one.name, "title": one.title, "query": one.text} for one in ready_questions()],
        "spaces": {"ng": str(NG), "rel": str(REL)},
    }
    return Made(200, HTML, rendered("query.html.jinja", given=given))


@cache
def _ontology_page() -> bytes:
    return rendered("ontology.html.jinja", ontology=read_ontology(), formats=list(SHORT)[1:])


def ontology_page(_store: Store, iris: Iris, job: Job) -> Made:
    """The ontology: for people as a page, for programs as triples."""
    chosen = best(job.accept, [HTML, *GRAPHS])
    if chosen is None:
        return said(406, f"the ontology is here as {', '.join([HTML, *GRAPHS])}")
    headers = {"Vary": "Accept"}
    if chosen == HTML:
        return Made(200, HTML, _ontology_page(), headers)
    text = f"{ontology('newsgraph.ttl')}\n{ontology('alignments.ttl')}".encode()
    if GRAPHS[chosen] == RdfFormat.TURTLE:
        return Made(200, chosen, text, headers)
    triples = (quad.triple for quad in parse(text, format=RdfFormat.TURTLE))
    return Made(200, chosen, serialize(triples, format=GRAPHS[chosen], prefixes=iris.prefixes) or b"", headers)
