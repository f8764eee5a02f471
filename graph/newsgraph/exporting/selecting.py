"""What people say of the part that they want, as a selection."""

from collections.abc import Iterable
from contextlib import suppress
from typing import TypedDict, Unpack
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Store, Triple

from newsgraph.briefing import days_between
from newsgraph.exporting.subset import Selection, subset
from newsgraph.rdf.lookup import Lookup
from newsgraph.rdf.query import ask
from newsgraph.rdf.store import iris
from newsgraph.rdf.vocabulary import SCHEMA, TYPE


class Selected(TypedDict, total=False):
    """Part of a graph; of several conditions, what all of them select.

    Attributes:
        around: a name or an IRI: the statements about it, and about what these are about, and so on.
        hops: how many such steps away; 1 where it is not given.
        articles: ids or IRIs of articles.
        query: SPARQL: a SELECT of statements, events, articles, actors or places, or a CONSTRUCT about some: these, and
            the statements about them.
        since: a day, month or year (2022-10): what happens or, where that is not known, is published from then on.
        until: likewise, until it ends.
        unsure: whether to take what is not sure, too.
    """

    around: str | None
    hops: int
    articles: Iterable[str]
    query: str | None
    since: str | None
    until: str | None
    unsure: bool


def select(store: Store, **selected: Unpack[Selected]) -> Store:
    """Part of a graph with all that it needs, in memory.

    Raises:
        ValueError: a name is nothing's or several things', there is no such article, or a date is none.
        QueryError: what selects is no SPARQL.
    """
    hops, around, query = selected.get("hops", 1), selected.get("around"), selected.get("query")
    since, until = selected.get("since") or "", selected.get("until") or ""
    if hops < 1:
        raise ValueError(f"{hops} hops: how many must be 1 or more")
    days = days_between(since, until)
    selection = Selection(
        around=_find(store, around) if around else "",
        hops=hops,
        articles=tuple(_article(store, name) for name in selected.get("articles", ())),
        things=tuple(_things(store, query)) if query else None,
        first=days.first if days and since else None,
        last=days.last if days and until else None,
        sure=not selected.get("unsure", False),
    )
    return subset(store, selection)


def _find(store: Store, name: str) -> str:
    try:
        return Lookup(store).find(name).iri
    except LookupError as error:
        raise ValueError(str(error)) from error


def _article(store: Store, name: str) -> str:
    """The IRI of an article by its id or its IRI."""
    nodes = [iris(store).of("article", name)]
    with suppress(ValueError):
        nodes.append(NamedNode(name))
    for node in nodes:
        if any(store.quads_for_pattern(node, TYPE, SCHEMA["NewsArticle"], None)):
            return node.value
    raise ValueError(f"there is no article {name!r} in the graph{_near_articles(store, name)}")


def _near_articles(store: Store, name: str) -> str:
    """The ids of articles that are called much like that, by id or title, in words; empty where none is."""
    from rapidfuzz import fuzz, process, utils

    start = iris(store).namespace("article")
    called = {
        str(quad.subject).strip("<>").removeprefix(start): quad.object.value
        for quad in store.quads_for_pattern(None, SCHEMA["headline"], None, None)
        if isinstance(quad.object, Literal)
    }
    titled = {one: f"{one} {title}" for one, title in sorted(called.items())}
    near = process.extract(
        name, titled, scorer=fuzz.token_set_ratio, processor=utils.default_process, limit=3, score_cutoff=75
    )
    return f"; there is {', '.join(unquote(one) for *_, one in near)}" if near else ""


def _things(store: Store, query: str) -> dict[str, None]:
    """The IRIs in the rows of a SELECT, or those that the triples of a CONSTRUCT are about.

    Raises:
        ValueError: it is an ASK.
    """
    answer = ask(store, query)
    if answer.truth is not None:
        raise ValueError("an ASK selects nothing: SELECT or CONSTRUCT does")
    found = ((row.subject,) if isinstance(row, Triple) else tuple(row) for row in answer)
    return dict.fromkeys(node.value for row in found for node in row if isinstance(node, NamedNode))
