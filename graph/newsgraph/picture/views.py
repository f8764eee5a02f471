"""The two ways to look at a graph: who does what to whom, and what happened."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from newsgraph.picture.content import Content, Row
from newsgraph.wording import marked

ACTORS = ("person", "organization", "group", "place")
EVENTS = (*ACTORS, "event")
VOICES = ("stated", "claimed", "denied", "envisaged")  # the strongest first
_LONGEST = 24  # characters of an edge's label beyond its first relation
_LONGEST_RELATION = 40


class Told(NamedTuple):
    """What is said of two things, as one statement or event says it.

    Attributes:
        words: the relation in plain words, with what these don't show of it: "denied: paid".
        kind: what is the same of relations that differ in their words alone ("shelled", "has shelled").
        article: where it is said.
        sure: whether it is sure.
        confidence: how sure, per cent.
    """

    words: str
    kind: str
    article: int = -1
    sure: bool = True
    confidence: float = 0


@dataclass(slots=True)
class Link:
    """An edge of the picture, and the statements and sentences behind it."""

    source: int
    target: int
    voice: str  # one of VOICES, or "context" for a place that lies in another
    told: list[Told] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    events: list[int] = field(default_factory=list)  # those folded into it

    @property
    def relations(self) -> list[str]:
        """What is said, the most telling first: what is surest, what most articles report, what says most."""
        if len(self.told) == 1:
            return [self.told[0].words]
        kinds: dict[str, list[Told]] = defaultdict(list)
        for one in self.told:
            kinds[one.kind].append(one)

        def telling(kind: str) -> tuple[bool, bool, int, float]:
            said = kinds[kind]
            little = kind.split(" ")[0] in plain_words("little")
            reported = len({one.article for one in said})
            return not any(one.sure for one in said), little, -reported, -max(one.confidence for one in said)

        best = [max(kinds[kind], key=lambda one: (one.sure, one.confidence)) for kind in sorted(kinds, key=telling)]
        surest = best[0].sure if best else True
        return [one.words for one in best if one.sure == surest]

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
    return [_actors(content), _events(content)]


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("newsgraph.picture").joinpath("plain_words.toml").read_text("utf-8"))


@cache
def plain_words(name: str) -> frozenset[str]:
    """A list of `plain_words.toml`."""
    return frozenset(_table()["telling"][name].split())


def plain_events() -> dict[str, str]:
    """Kinds of events as something done; "other" for those of no kind."""
    return _table()["events"]


def plain_doubts() -> dict[str, str]:
    """Why a statement is not sure."""
    return _table()["doubts"]


def plain_parts() -> dict[str, str]:
    """What things are in an event: "by", "of"."""
    return _table()["parts"]


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
        for target, name in _ends(content, row, drawn) if source in drawn else ():
            edges.add(source, target, row["voice"], _told(content, row, name), [place])
            if event is not None:
                tied |= {(event, source, target), (event, target, source)}
    for event, row in enumerate(content.things):
        if row["kind"] != "event":
            continue
        statements = by_event.get(event, [])
        teller = min((content.statements[one] for one in statements), key=_rank, default=None)
        spoken = teller["voice"] if teller else voice(row)
        done = plain_events()[row.get("type", "other")]
        kind = Told(
            marked([] if spoken == "stated" else [spoken], done), done, sure=not teller or not teller.get("unsure")
        )
        own = _told(content, teller, _clause(content, teller)) if teller else kind
        for source, target in _folded(row):
            if (event, source, target) not in tied:
                told = own if teller and teller["subject"] == source else kind
                edges.add(source, target, spoken, told, statements, event)
    edges.add_context(content)
    return View("actors", things, edges.links)


def _ends(content: Content, statement: Row, drawn: set[int]) -> list[tuple[int, str]]:
    """What a statement ties its subject to, in which words: its object; where that is not drawn, what else it names."""
    object_ = statement.get("object")
    if object_ in drawn and object_ != statement["subject"]:
        return [(object_, statement["told"])]
    others = dict.fromkeys(statement.get("also", ()))
    words = _clause(content, statement)
    return [(one, words) for one in others if one in drawn and one != statement["subject"]]


def _clause(content: Content, statement: Row) -> str:
    """What is told of the subject, to stand on a line to something else that it names: "asked the leadership …"."""
    object_ = content.things[statement["object"]]["label"] if "object" in statement else statement.get("text", "")
    return f"{statement['told']} {object_} …" if object_ else f"{statement['told']} …"


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
        for target, name in _ends(content, row, drawn) if source in drawn else ():
            if event is None or not {source, target} - {event} <= set(parts.get(event, ())):
                edges.add(source, target, row["voice"], _told(content, row, name), [place])
    for event in things:
        row = content.things[event]
        for thing, role in dict.fromkeys(row.get("parts", ())):
            if thing not in drawn or (role == "place" and parts[event].get(thing) != "place"):
                continue
            source, target = (thing, event) if role == "agent" else (event, thing)
            statements = [s for s in row.get("about", ()) if content.statements[s].get("event") == event]
            edges.add(source, target, voice(row), Told(plain_parts()[role], role), statements, event)
    edges.add_context(content)
    return View("events", things, edges.links)


def _told(content: Content, statement: Row, words: str) -> Told:
    article = content.sentences[statement["sentence"]]["article"]
    return Told(words, statement["relation"], article, not statement.get("unsure"), statement["confidence"])


def voice(event: Row) -> str:
    """How an event is reported, by the strongest voice that reports it."""
    return next((name for name in VOICES if name in event.get("reported", ())), "stated")


class _Links:
    """Links by their ends and voice, in order of their first statement."""

    def __init__(self) -> None:
        self._links: dict[tuple[int, int, str], Link] = {}

    def add(
        self, source: int, target: int, spoken: str, told: Told, statements: list[int], event: int | None = None
    ) -> None:
        """Add what is said to the link between two things."""
        link = self._links.get((source, target, spoken))
        if link is None:
            link = self._links[source, target, spoken] = Link(source, target, spoken)
        link.told.append(told)
        if event is not None:
            link.events.append(event)
        link.statements += statements

    def add_context(self, content: Content) -> None:
        joined = {(source, target) for source, target, _ in self._links}
        for inner, outer in content.within:
            if (inner, outer) not in joined and (outer, inner) not in joined:
                self.add(inner, outer, "context", Told("in", "in"), [])

    @property
    def links(self) -> list[Link]:
        for link in self._links.values():
            if len(link.statements) > 1:
                link.statements = sorted(set(link.statements))
        return list(self._links.values())
