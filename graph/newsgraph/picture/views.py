"""The two ways to look at a graph: who does what to whom, and what happened."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsgraph.picture.content import Content, Row
from newsgraph.wording import marked

ACTORS = ("person", "organization", "group", "place")
EVENTS = (*ACTORS, "event")
VOICES = ("stated", "claimed", "denied", "envisaged")  # the strongest first
_LONGEST = 24  # characters of an edge's label beyond its first relation
_LONGEST_RELATION = 40


@dataclass(slots=True)
class Link:
    """An edge of the picture, and the statements and sentences behind it."""

    source: int
    target: int
    voice: str  # one of VOICES, or "context" for a place that lies in another
    relations: list[str]
    statements: list[int] = field(default_factory=list)
    events: list[int] = field(default_factory=list)  # those folded into it
    sure: bool = True  # whether its relations are those of what is sure

    @property
    def label(self) -> str:
        """The relations, as many as there is room for; the first with all that it is not ("denied: paid")."""
        names = list(dict.fromkeys(map(_shortened, self.relations)))
        label = names[0]
        for place, name in enumerate(names[1:], 1):
            if len(label) + len(name) + 2 > _LONGEST:
                label += f" +{len(names) - place}"
                break
            label += f", {name}"
        return label


def _shortened(relation: str) -> str:
    if len(relation) <= _LONGEST_RELATION:
        return relation
    return f"{relation[:_LONGEST_RELATION].rpartition(' ')[0] or relation[:_LONGEST_RELATION]} …"


@dataclass(slots=True)
class View:
    """Which things are drawn, and the links between them."""

    name: str
    things: list[int]
    links: list[Link]


def views(content: Content) -> list[View]:
    """Both views of the whole graph; places that nothing is said of belong to neither unless something lies in them."""
    return [_events(content), _actors(content)]


def _drawn(content: Content, kinds: tuple[str, ...]) -> list[int]:
    return [place for place, thing in enumerate(content.things) if thing["kind"] in kinds]


def _actors(content: Content) -> View:
    """Actors and places; what happened is folded into the edges between those who had a part in it."""
    things = _drawn(content, ACTORS)
    drawn, edges = set(things), _Links()
    tied: set[tuple[int, int, int]] = set()
    by_event: dict[int, list[int]] = defaultdict(list)
    for place, row in enumerate(content.statements):
        source, event = row["subject"], row.get("event")
        if event is not None:
            by_event[event].append(place)
        for target, name in _ends(row, drawn) if source in drawn else ():
            edges.add(source, target, row["voice"], name, [place], sure=not row.get("unsure"))
            if event is not None:
                tied |= {(event, source, target), (event, target, source)}
    for event, row in enumerate(content.things):
        if row["kind"] != "event":
            continue
        statements = by_event.get(event, [])
        teller = min((content.statements[one] for one in statements), key=_rank, default=None)
        spoken = teller["voice"] if teller else voice(row)
        kind = marked([] if spoken == "stated" else [spoken], row.get("type", "takes part in"))
        for source, target in _folded(row):
            if (event, source, target) not in tied:
                name = f"{teller['told']} …" if teller and teller["subject"] == source else kind
                edges.add(source, target, spoken, name, statements, event)
    edges.add_context(content)
    return View("actors", things, edges.links)


def _ends(statement: Row, drawn: set[int]) -> list[tuple[int, str]]:
    """What a statement ties its subject to, in which words: its object; where that is not drawn, what else it names."""
    if statement.get("object") in drawn - {statement["subject"]}:
        return [(statement["object"], statement["told"])]
    others = dict.fromkeys(statement.get("also", ()))
    return [(one, f"{statement['told']} …") for one in others if one in drawn and one != statement["subject"]]


def _rank(statement: Row) -> tuple[bool, int]:
    """What tells of an event first: what is sure, then what is said most strongly."""
    return bool(statement.get("unsure")), VOICES.index(statement["voice"])


def _folded(event: Row) -> Iterator[tuple[int, int]]:
    """From those who act in an event to all else in it; where nobody does, from all to its place."""
    parts: list[tuple[int, str]] = event.get("parts", [])
    first = {thing for thing, role in parts if role == "agent"} or {thing for thing, role in parts if role != "place"}
    rest = dict.fromkeys(thing for thing, role in parts if thing not in first)
    yield from ((source, target) for source in sorted(first) for target in rest)


def _events(content: Content) -> View:
    """Actors, places and events; statements that tell of an event are folded into it."""
    things = _drawn(content, EVENTS)
    drawn, edges = set(things), _Links()
    parts = {event: dict(content.things[event].get("parts", ())) for event in things}
    for place, row in enumerate(content.statements):
        source, event = row["subject"], row.get("event")
        for target, name in _ends(row, drawn) if source in drawn else ():
            if event is None or not {source, target} - {event} <= set(parts.get(event, ())):
                edges.add(source, target, row["voice"], name, [place], sure=not row.get("unsure"))
    for event in things:
        row = content.things[event]
        for thing, role in dict.fromkeys(row.get("parts", ())):
            if thing not in drawn or (role == "place" and parts[event].get(thing) != "place"):
                continue
            source, target = (thing, event) if role == "agent" else (event, thing)
            statements = [s for s in row.get("about", ()) if content.statements[s].get("event") == event]
            edges.add(source, target, voice(row), role, statements, event)
    edges.add_context(content)
    return View("events", things, edges.links)


def voice(event: Row) -> str:
    """How an event is reported, by the strongest voice that reports it."""
    return next((name for name in VOICES if name in event.get("reported", ())), "stated")


class _Links:
    """Links by their ends and voice, in order of their first statement."""

    def __init__(self) -> None:
        self._links: dict[tuple[int, int, str], Link] = {}

    def add(
        self,
        source: int,
        target: int,
        spoken: str,
        relation: str,
        statements: list[int],
        event: int | None = None,
        *,
        sure: bool = True,
    ) -> None:
        """Add a relation to the link between two things; what is not sure names it only where nothing else does."""
        link = self._links.setdefault((source, target, spoken), Link(source, target, spoken, [], sure=sure))
        if sure and not link.sure:
            link.relations.clear()
            link.sure = True
        if sure == link.sure:
            link.relations.append(relation)
        if event is not None:
            link.events.append(event)
        link.statements = sorted({*link.statements, *statements})

    def add_context(self, content: Content) -> None:
        joined = {frozenset((link.source, link.target)) for link in self.links}
        for inner, outer in content.within:
            if frozenset((inner, outer)) not in joined:
                self.add(inner, outer, "context", "in", [])

    @property
    def links(self) -> list[Link]:
        return list(self._links.values())
