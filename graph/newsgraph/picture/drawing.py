"""Where pyvis draws what: each part of each view by itself. How it looks, `scripts/graph/looks.js` knows."""

import math
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from newsgraph.picture.content import Content, caption
from newsgraph.picture.layout import Box
from newsgraph.picture.layouts import Layouts
from newsgraph.picture.parts import Part
from newsgraph.picture.tables import filled
from newsgraph.picture.views import View

if TYPE_CHECKING:
    from pyvis.network import Network  # type: ignore[import-untyped]

# What decides how much room a thing takes: its label, whether it is an event, how many statements are about it, and how
# much of the room that its name needs it is given.
Look = tuple[str, bool, int, float]

_COLUMNS = {"things": "id", "x": "x", "y": "y"}
_LETTER = 0.56  # mean width of a letter by the font's size
_LINE = 1.2
MOST = 200  # things of a part that are drawn at first; a graph of more is drawn by parts
_CROWDED = 0.7  # the page leaves out names that have no room, so not each needs all of its own
_LARGEST = 52  # statements; a thing that more are about is drawn no larger
_ROOMY = 160  # nodes; the more there are, the less room for names each is given


def draw(content: Content, view: View, parts: list[Part], layouts: Layouts) -> dict[str, Any]:
    """A view for the page.

    - links: all of the view, with their ends, labels, voices and the statements and events behind each;
    - parts: for each part that is drawn at first: things, and where they stand (x, y); and the rest of its things.
    """
    links: dict[str, list[Any]] = {
        "from": [link.source for link in view.links],
        "to": [link.target for link in view.links],
        "label": [link.label for link in view.links],
        "voice": [link.voice for link in view.links],
        "statements": [link.statements for link in view.links],
        "events": [link.events for link in view.links],
    }
    tied = {end for link in view.links for end in (link.source, link.target)}
    drawn = [_part(content, part, tied, layouts) for part in _divided(view, parts)]
    return {"name": view.name, "links": filled(links), "parts": drawn}


def _divided(view: View, parts: list[Part]) -> list[View]:
    """What each part has of a view: its things, and the links within it."""
    part_of = {thing: number for number, part in enumerate(parts) for thing in part.things}
    found = [View(view.name, [], []) for _ in parts]
    for thing in view.things:
        if thing in part_of:
            found[part_of[thing]].things.append(thing)
    for link in view.links:
        at = part_of.get(link.source)
        if at is not None and part_of.get(link.target) == at:
            found[at].links.append(link)
    return found


def _part(content: Content, part: View, tied: set[int], layouts: Layouts) -> dict[str, list[int]]:
    drawn, rest = most_connected(content, part.things, tied)
    ties: dict[int, dict[int, None]] = {thing: {} for thing in drawn}
    for link in part.links:
        if link.source in ties and link.target in ties:
            ties[link.source][link.target] = ties[link.target][link.source] = None
    crowded = _CROWDED * min(1.0, math.sqrt(_ROOMY / max(len(drawn), 1)))
    things = ((thing, content.things[thing]) for thing in drawn)
    looks = {
        thing: (row["label"], row["kind"] == "event", min(len(row.get("about", ())), _LARGEST), crowded)
        for thing, row in things
    }
    net = _pyvis(layouts.positions(ties, looks, _box))
    return {key: [node[own] for node in net.nodes] for key, own in _COLUMNS.items()} | {"rest": rest}


def _pyvis(places: dict[int, tuple[int, int]]) -> "Network":
    """The nodes of a drawing as vis-network takes them; the lines, bent and styled, come from the links of the view."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    for thing, (x, y) in places.items():
        net.add_node(thing, x=x, y=y)
    return net


def most_connected(content: Content, things: list[int], tied: set[int]) -> tuple[list[int], list[int]]:
    """The things to be drawn at first, and the others, each in their order.

    Half of those drawn are the actors and places of which most is said, those that are tied to anything first; half
    the events in which most of these had a part: events by themselves would be tied to nothing that is drawn.

    Args:
        content: what the page knows.
        things: all that there are.
        tied: those of the view that are tied to anything.
    """
    if len(things) <= MOST:
        return things, []

    def said(thing: int) -> tuple[bool, int]:
        return thing not in tied, -len(content.things[thing].get("about", ()))

    events = [thing for thing in things if content.things[thing]["kind"] == "event"]
    others = set(things).difference(events)
    drawn = set(nsmallest(max(MOST // 2, MOST - len(events)), others, key=lambda thing: (said(thing), thing)))
    parts = {event: len({thing for thing, _ in content.things[event].get("parts", ())} & drawn) for event in events}
    drawn.update(nsmallest(MOST - len(drawn), events, key=lambda event: (-parts[event], said(event), event)))
    return [thing for thing in things if thing in drawn], [thing for thing in things if thing not in drawn]


def _box(look: Look) -> Box:
    """The room that a thing takes, as `looks.js` draws it."""
    label, event, about, crowded = look
    said = math.sqrt(about)
    size = min(6 + 1.5 * said, 14) if event else min(7 + 3.2 * said, 30)
    font = (11 if event else min(11 + 0.9 * said, 16)) * crowded
    lines = caption(label).split("\n")
    width, height = max(map(_width, lines)) * font, len(lines) * font * _LINE
    return Box(max(width, 2 * size), 2 * size + height, height / 2)


def _width(line: str) -> float:
    """The width of a line, by the size of its font; letters of East Asia are twice as wide."""
    wide = 0 if line.isascii() else sum(letter >= "\u1100" and letter.isalpha() for letter in line)
    return _LETTER * (len(line) - wide) + wide
