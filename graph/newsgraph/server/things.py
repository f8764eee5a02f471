"""What the page of a thing shows."""

from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode

from newsgraph.rdf.vocabulary import LABEL, NG, NIF, PROV, REL, SCHEMA, SEM, SKOS, TYPE
from newsgraph.server.facts import Facts, is_statement
from newsgraph.server.links import page_of

PAGE = 50  # statements, events or other things on a page
_SHOWN_ELSEWHERE = {LABEL, SKOS["altLabel"], NG["role"], TYPE, NIF["isString"], NG["text"], NG["textSha256"]}
_OF_STATEMENT = {NG["reportedAs"], NG["confidence"], NG["saidBy"], NG["cue"], NG["evidence"], PROV["wasDerivedFrom"]}
_WITH_EVENTS = (SEM["hasActor"], SEM["hasPlace"])


@dataclass(frozen=True, slots=True)
class Link:
    """Words, and the path of a page where they lead to one."""

    words: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A statement as a page shows it."""

    link: Link
    status: str
    confidence: str
    doubts: list[str]  # unsure, contested, has ended
    source: Link | None  # whoever vouches for it, beside the article
    cue: str
    sentence: str
    article: Link | None
    date: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as a page lists it."""

    link: Link
    date: str


@dataclass(slots=True)
class Thing:
    """A thing and what the graph says of it, some statements at a time, the newest first."""

    iri: str
    label: str
    path: str
    kinds: list[Link]
    names: list[str]
    roles: list[str]
    properties: list[tuple[Link, list[Link]]]
    told: Told | None  # where it is a statement itself
    text: str  # where it is an article
    statements: list[Told] = field(default_factory=list)
    number_of_statements: int = 0
    events: list[Happening] = field(default_factory=list)
    number_of_events: int = 0
    others: list[Link] = field(default_factory=list)  # what else is said with it
    page: int = 1
    last_page: int = 1


def thing(facts: Facts, node: NamedNode, page: int) -> Thing | None:
    """All that a page shows of a thing.

    Args:
        facts: the graph.
        node: the thing.
        page: which of the pages of its statements, from 1; the last where it has fewer.

    Returns:
        None where the graph does not know it.
    """
    if not facts.knows(node):
        return None
    made = Thing(
        iri=node.value,
        label=facts.name(node),
        path=page_of(node.value, facts.iris),
        kinds=[_link(facts, kind) for kind in facts.all(node, TYPE) if _is_ours(kind)],
        names=[one.value for one in facts.all(node, SKOS["altLabel"])],
        roles=[one.value for one in facts.all(node, NG["role"])],
        properties=_properties(facts, node),
        told=told(facts, node) if is_statement(node) else None,
        text=facts.words(node, NIF["isString"]),
    )
    _add_statements(facts, made, node, page)
    _add_events(facts, made, node)
    if not (is_statement(node) or made.statements or made.events):
        made.others = _others(facts, node)
    return made


def _add_statements(facts: Facts, made: Thing, node: NamedNode, page: int) -> None:
    """The statements that speak of it: the newest first, those of one day in the order of their articles."""
    on_it = sorted(facts.statements_on(node) - {node}, key=lambda one: one.value)
    on_it.sort(key=facts.reported, reverse=True)
    made.number_of_statements = len(on_it)
    made.last_page = max(1, -(-len(on_it) // PAGE))
    made.page = min(max(page, 1), made.last_page)
    first = (made.page - 1) * PAGE
    made.statements = [told(facts, one) for one in on_it[first : first + PAGE]]


def _add_events(facts: Facts, made: Thing, node: NamedNode) -> None:
    found: set[NamedNode] = set()
    for predicate in _WITH_EVENTS:
        found |= facts.subjects(predicate, node)
    events = [Happening(_link(facts, one), facts.words(one, SEM["hasTimeStamp"])) for one in found]
    events.sort(key=lambda one: one.link.words)
    events.sort(key=lambda one: one.date, reverse=True)
    made.number_of_events = len(events)
    made.events = events[:PAGE]


def told(facts: Facts, node: NamedNode) -> Told:
    """What a page says of a statement: never its text without its status."""
    source, article, evidence = (
        facts.node(node, predicate) for predicate in (NG["saidBy"], PROV["wasDerivedFrom"], NG["evidence"])
    )
    return Told(
        link=Link(facts.name(node), page_of(node.value, facts.iris)),
        status=facts.status(node),
        confidence=facts.words(node, NG["confidence"]),
        doubts=facts.doubts(node),
        source=_link(facts, source) if source else None,
        cue=facts.words(node, NG["cue"]),
        sentence=facts.words(evidence, NIF["anchorOf"]) if evidence else "",
        article=Link(_title(facts, article), page_of(article.value, facts.iris)) if article else None,
        date=facts.reported(node),
    )


def _title(facts: Facts, article: NamedNode) -> str:
    return facts.words(article, SCHEMA["headline"]) or facts.name(article)


def _properties(facts: Facts, node: NamedNode) -> list[tuple[Link, list[Link]]]:
    """What else is said of it, by property: plain facts first, then the rest."""
    found: dict[NamedNode, set[NamedNode | BlankNode | Literal]] = {}
    for quad in facts.store.quads_for_pattern(node, None, None, None):
        if isinstance(quad.object, NamedNode | BlankNode | Literal):
            found.setdefault(quad.predicate, set()).add(quad.object)
    hidden = _SHOWN_ELSEWHERE | (_OF_STATEMENT if is_statement(node) else set())
    order = sorted(found, key=lambda one: (not one.value.startswith(REL), one.value))
    return [
        (_property(facts, predicate), [_link(facts, one) for one in sorted(found[predicate], key=str)[:PAGE]])
        for predicate in order
        if predicate not in hidden
    ]


def _property(facts: Facts, predicate: NamedNode) -> Link:
    return Link(facts.words(predicate, LABEL) or facts.short(predicate), page_of(predicate.value, facts.iris))


def _others(facts: Facts, node: NamedNode) -> list[Link]:
    """What has it for a value, where nothing better is known of it; a relation with what stands in it."""
    quads = (quad for quad in facts.about(node, 20 * PAGE) if quad.subject != node)
    subjects = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
    return [_link(facts, one) for one in sorted(subjects, key=lambda one: one.value)[:PAGE]]


def _link(facts: Facts, node: NamedNode | BlankNode | Literal) -> Link:
    if not isinstance(node, NamedNode):
        return Link(facts.name(node))
    path: str | None = page_of(node.value, facts.iris)
    if path and path.startswith("/resource?") and not facts.knows(node):
        path = node.value if node.value.startswith(("http://", "https://")) else None
    if node.value.startswith(NG):
        return Link(facts.short(node).removeprefix("ng:"), path)
    return Link(_named(facts, node), path)


def _named(facts: Facts, node: NamedNode) -> str:
    """How a thing is called where its name stands alone: a statement that is no fact says so."""
    if not is_statement(node):
        return facts.name(node)
    status = facts.status(node)
    doubts = [*([status] if status != "stated" else []), *facts.doubts(node)]
    return f"{facts.name(node)} ({', '.join(doubts)})" if doubts else facts.name(node)


def _is_ours(kind: object) -> bool:
    return isinstance(kind, NamedNode) and kind.value.startswith((NG, SCHEMA))
