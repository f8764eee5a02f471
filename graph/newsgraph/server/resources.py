"""Answers for things, in a worker: a page for people, triples for programs."""

from itertools import chain, islice
from urllib.parse import urlencode

from pyoxigraph import NamedNode, Quad, Store, Triple, serialize

from newsgraph.rdf.iris import Iris
from newsgraph.server.facts import Facts
from newsgraph.server.links import as_uri, page_of, thing_at
from newsgraph.server.media_types import GRAPHS, HTML, SHORT, TEXT
from newsgraph.server.messages import Job
from newsgraph.server.negotiation import best
from newsgraph.server.rendering import rendered
from newsgraph.server.sparql import LIMITED, Limits, Made, said
from newsgraph.server.things import thing

_WITH_GRAPHS = {"application/trig", "application/n-quads", "application/ld+json"}


def resource(store: Store, iris: Iris, job: Job, limits: Limits) -> Made:
    """The page of a thing, or its triples: those that have it for subject, object or predicate."""
    try:
        iri = job.text or thing_at(job.path, iris)
        node = NamedNode(iri) if iri else None
    except UnicodeDecodeError:
        return said(400, "what is percent-encoded in this address is no UTF-8")
    except ValueError:
        return said(400, f"{job.text[:200]!r} is no IRI")
    facts = Facts(store, iris)
    if node is None or not facts.knows(node):
        return Made(404, HTML, rendered("missing.html.jinja", iri=iri or ""))
    chosen = best(job.accept, [HTML, *GRAPHS])
    if chosen is None:
        return said(406, f"this is here as {', '.join([HTML, *GRAPHS])}")
    path = page_of(node.value, iris)
    if job.text and not path.startswith("/resource?"):
        return Made(303, TEXT, b"", {"Location": path})
    headers = {"Link": ", ".join(_alternatives(node.value, iris)), "Vary": "Accept"}
    if chosen == HTML:
        shown = thing(facts, node, job.page)
        assert shown is not None
        return Made(200, HTML, rendered("thing.html.jinja", thing=shown, formats=list(SHORT)[1:]), headers)
    graph = store.quads_for_pattern(None, None, None, node) if chosen in _WITH_GRAPHS else ()  # whole, under its name
    quads = list(islice(chain(graph, facts.about(node, limits.rows + 1)), limits.rows + 1))
    if len(quads) > limits.rows:
        headers[LIMITED] = f"only the first {limits.rows} triples"
    return Made(200, chosen, _written(quads[: limits.rows], chosen, iris), headers)


def _written(quads: list[Quad], chosen: str, iris: Iris) -> bytes:
    if chosen in _WITH_GRAPHS:
        return serialize(dict.fromkeys(quads), format=GRAPHS[chosen], prefixes=iris.prefixes) or b""
    triples: dict[Triple, None] = dict.fromkeys(quad.triple for quad in quads)
    return serialize(triples, format=GRAPHS[chosen], prefixes=iris.prefixes) or b""


def _alternatives(iri: str, iris: Iris) -> list[str]:
    """Link headers (RFC 8288): the other forms of the page, and what it describes."""
    path = page_of(iri, iris)
    mark = "&" if "?" in path else "?"
    forms = [
        f'<{path}{mark}{urlencode({"format": name})}>; rel="alternate"; type="{media_type}"'
        for name, media_type in SHORT.items()
        if media_type != HTML
    ]
    return [*forms, f'<{as_uri(iri)}>; rel="describes"']
