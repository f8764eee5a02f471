"""The views as pyvis draws them: shapes, sizes, labels and places, everything but the colours (`assets/page.css`)."""

import math
from typing import TYPE_CHECKING, Any

from newsgraph.picture.content import Content
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
    "thing": "triangleDown",
}
DASHES: dict[str, bool | list[int]] = {
    "stated": False,
    "claimed": [9, 6],
    "denied": False,
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
_CROWDED = 0.7  # the page leaves out names that have no room, so not each needs all of its own
_CURVES = (0.0, 0.18, -0.18, 0.34, -0.34, 0.5, -0.5)


def draw(content: Content, view: View) -> "Network":
    """A view as a pyvis network: things by their place in the content's table, links by theirs in the view's."""
    import networkx as nx
    from pyvis.network import Network

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(view.things)
    graph.add_edges_from((link.source, link.target) for link in view.links)
    looks = {thing: _look(content.things[thing]) for thing in view.things}
    places = positions(graph, {thing: _box(look) for thing, look in looks.items()})
    net = Network(directed=True, cdn_resources="in_line")
    for thing, look in looks.items():
        x, y = places[thing]
        net.add_node(thing, x=x, y=y, **look)
    for place, (link, bend) in enumerate(zip(view.links, bends(view.links), strict=True)):
        smooth: Any = {"enabled": True, "type": "curvedCW", "roundness": bend} if bend else {"enabled": False}
        net.add_edge(
            link.source,
            link.target,
            id=place,
            label=link.label,
            dashes=DASHES[link.voice],
            arrows=ARROWS.get(link.voice, "to"),
            smooth=smooth,
            voice=link.voice,
        )
    return net


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


def _box(look: dict[str, Any]) -> Box:
    lines = look["label"].split("\n")
    font = look["font"]["size"] * _CROWDED
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
