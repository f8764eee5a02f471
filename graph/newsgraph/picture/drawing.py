"""The views as pyvis draws them: shapes, sizes, labels and places, everything but the colours (`assets/page.css`)."""

import math
from typing import TYPE_CHECKING, Any

from newsgraph.picture.content import Content, columns
from newsgraph.picture.layout import Box, positions
from newsgraph.picture.views import Link, View

if TYPE_CHECKING:
    from pyvis.network import Network  # type: ignore[import-untyped]

# Shape and colour both tell kinds apart, so that either alone does.
SHAPES = {
    "person": "dot",
    "organization": "square",
    "group": "triangle",
    "place": "diamond",
    "event": "hexagon",
    "topic": "triangleDown",
}
DASHES: dict[str, bool | list[int]] = {
    "stated": False,
    "claimed": [9, 6],
    "denied": [12, 4, 3, 4],
    "envisaged": [2, 5],
    "context": [1, 4],
}
# What is denied is struck through.
ARROWS = {
    "denied": {"to": {"enabled": True}, "middle": {"enabled": True, "type": "bar"}},
    "context": {"to": {"enabled": False}},
}
_LETTER = 0.56  # mean width of a letter by the font's size
_LINE = 1.2
MOST = 2000  # nodes that are drawn at first
_CROWDED = 0.7  # the page leaves out names that have no room, so not each needs all of its own
_ROOMY = 160  # nodes; the more there are, the less room for names each is given
_CURVES = (0.0, 0.18, -0.18, 0.34, -0.34, 0.5, -0.5)


def draw(content: Content, view: View) -> dict[str, Any]:
    """A view for the page.

    - nodes, edges: as pyvis hands them to vis-network; things by their place in the content's table, links by theirs in
      `links`;
    - links: the statements and events behind each that is drawn at first;
    - more: all other links, whose places follow; also their ends, labels and voices;
    - rest: things that are not drawn at first, the sizes of their signs and names.
    """
    drawn, rest = most_connected(content, view)
    looks = {thing: _look(content.things[thing]) for thing in view.things}
    seen = {thing: looks[thing] for thing in drawn}
    first = [link for link in view.links if link.source in seen and link.target in seen]
    others = [link for link in view.links if link.source not in seen or link.target not in seen]
    net = _pyvis(first, seen)
    ends = [{"from": link.source, "to": link.target, "label": link.label, "voice": link.voice} for link in others]
    return {
        "name": view.name,
        "nodes": net.nodes,
        "edges": net.edges,
        "links": columns(list(map(_behind, first))),
        "more": columns([{**_behind(link), **end} for link, end in zip(others, ends, strict=True)]),
        "rest": [[thing, looks[thing]["size"], looks[thing]["font"]["size"]] for thing in rest],
    }


def most_connected(content: Content, view: View) -> tuple[list[int], list[int]]:
    """The things to be drawn at first, and the others, each in their order.

    Half of those drawn are the actors and places of which most is said, those that are tied to anything first; half
    the events in which most of these had a part: events by themselves would be tied to nothing that is drawn.
    """
    if len(view.things) <= MOST:
        return view.things, []
    tied = {end for link in view.links for end in (link.source, link.target)}

    def said(thing: int) -> tuple[bool, int]:
        return thing not in tied, -len(content.things[thing].get("about", ()))

    events = [thing for thing in view.things if content.things[thing]["kind"] == "event"]
    others = sorted(set(view.things) - set(events), key=lambda thing: (said(thing), thing))
    drawn = set(others[: max(MOST // 2, MOST - len(events))])
    parts = {event: len({thing for thing, _ in content.things[event].get("parts", ())} & drawn) for event in events}
    events.sort(key=lambda event: (-parts[event], said(event), event))
    drawn.update(events[: MOST - len(drawn)])
    return [thing for thing in view.things if thing in drawn], [thing for thing in view.things if thing not in drawn]


def _behind(link: Link) -> dict[str, Any]:
    return {"statements": link.statements, "events": link.events}


def _pyvis(links: list[Link], looks: dict[int, dict[str, Any]]) -> "Network":
    import networkx as nx
    from pyvis.network import Network

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(looks)
    graph.add_edges_from((link.source, link.target) for link in links)
    crowded = _CROWDED * min(1.0, math.sqrt(_ROOMY / max(len(looks), 1)))
    places = positions(graph, {thing: _box(look, crowded) for thing, look in looks.items()})
    net = Network(directed=True, cdn_resources="in_line")
    for thing, look in looks.items():
        x, y = places[thing]
        net.add_node(thing, x=x, y=y, **look)
    for place, (link, bend) in enumerate(zip(links, bends(links), strict=True)):
        net.add_edge(
            link.source,
            link.target,
            id=place,
            label=link.label,
            voice=link.voice,
            **_style(link.voice, bend),
        )
    return net


def _style(voice: str, bend: float) -> dict[str, Any]:
    """What sets a line apart from a straight one with an arrow, which the page takes for granted."""
    style: dict[str, Any] = {}
    if DASHES[voice]:
        style["dashes"] = DASHES[voice]
    if voice in ARROWS:
        style["arrows"] = ARROWS[voice]
    if bend:
        style["smooth"] = {"enabled": True, "type": "curvedCW", "roundness": bend}
    return style


def _look(thing: dict[str, Any]) -> dict[str, Any]:
    said = math.sqrt(len(thing.get("about", ())))
    event = thing["kind"] == "event"
    return {
        "label": thing["caption"],
        "group": thing["kind"],
        "shape": SHAPES[thing["kind"]],
        "size": round(min(6 + 1.5 * said, 14) if event else min(7 + 3.2 * said, 30)),
        "font": {"size": 11 if event else round(min(11 + 0.9 * said, 16))},
    }


def _box(look: dict[str, Any], crowded: float) -> Box:
    lines = look["label"].split("\n")
    font = look["font"]["size"] * crowded
    width, height = max(map(_width, lines)) * font, len(lines) * font * _LINE
    size = look["size"]
    return Box(max(width, 2 * size), 2 * size + height, height / 2)


def _width(line: str) -> float:
    """The width of a line, by the size of its font; letters of East Asia are twice as wide."""
    return sum(1.0 if letter >= "\u1100" and letter.isalpha() else _LETTER for letter in line)


def bends(links: list[Link]) -> list[float]:
    """How much each link is bent, so that those between the same two things lie side by side."""
    pairs: dict[frozenset[int], int] = {}
    found = []
    for link in links:
        pair = frozenset((link.source, link.target))
        lane = pairs[pair] = pairs.get(pair, -1) + 1
        bend = _CURVES[lane % len(_CURVES)]
        found.append(bend if link.source < link.target else -bend)
    return found
