"""The network as GEXF 1.3, as Gephi opens it: colours of kinds and voices, places of the picture, times, weights."""

import io
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import XMLGenerator

from pyoxigraph import Store

from newsgraph.exporting.gexf_places import places
from newsgraph.exporting.material import Material
from newsgraph.exporting.network_rows import Link, Node, links
from newsgraph.plain_text import kept_returns, xml_text
from newsgraph.resolution.periods import period

_NAMESPACES = {"xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", "version": "1.3"}
_COLOURS = {  # as the picture has them
    "person": "#0072b2", "organization": "#d55e00", "group": "#b0528c", "place": "#009e73", "event": "#f5e04a",
    "topic": "#8a929c", "text": "#c9ced6", "stated": "#465364", "claimed": "#a86500", "denied": "#c81e1e",
    "envisaged": "#6a5acd", "context": "#a4adb8",
}  # fmt: skip
_SHAPES = {"claimed": "dashed", "denied": "double", "envisaged": "dotted"}
_NODES = {
    "kind": "string", "type": "string", "names": "string", "roles": "string", "country": "string",
    "place_kind": "string", "geonames": "string", "acts": "boolean", "latitude": "double", "longitude": "double",
    "roughly": "boolean", "reported": "string", "time": "string",
}  # fmt: skip
_EDGES = {
    "kind": "string", "text": "string", "relation": "string", "voice": "string", "polarity": "string",
    "modality": "string", "said_by_label": "string", "cue": "string", "confidence": "double", "sure": "boolean",
    "fact": "boolean", "arguments": "string", "valid_from": "string", "valid_until": "string", "sentence": "string",
    "sentence_begin": "integer", "sentence_end": "integer", "article": "string", "article_title": "string",
    "article_date": "string", "article_url": "string", "event": "string", "reported": "string", "time": "string",
    "time_of": "string",
}  # fmt: skip
_AT_ONCE = 1 << 20  # bytes


def gexf(store: Store) -> Iterator[bytes]:
    """GEXF 1.3.

    An edge's weight is its statement's confidence. Events stand at their time, statements at their event's, or else at
    the day of their article (`time_of`); other nodes are always there.
    """
    material = Material(store)
    nodes: dict[str, Node] = {}
    found = list(links(material, nodes))
    words = {link.target: link.source for link in found if nodes[link.target].kind == "text"}
    ordered = {iri: nodes[iri].label for iri in sorted(nodes)}
    stand = places(ordered, ((link.source, link.target) for link in found), words)
    degree: dict[str, int] = {}
    for link in found:
        for end in (link.source, link.target):
            degree[end] = degree.get(end, 0) + 1
    xml = _Writer()
    xml.open("gexf", _NAMESPACES)
    xml.open("graph", {"mode": "dynamic", "defaultedgetype": "directed", "timeformat": "date"})
    xml.declare("node", _NODES)
    xml.declare("edge", _EDGES)
    xml.open("nodes", {})
    for iri in ordered:
        _node(xml, nodes[iri], stand[iri], degree.get(iri, 0))
        yield from xml.full()
    xml.close("nodes")
    xml.open("edges", {})
    for link in found:
        _edge(xml, link)
        yield from xml.full()
    for name in ("edges", "graph", "gexf"):
        xml.close(name)
    yield xml.taken()


class _Writer:
    """XML, element by element."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self._xml = XMLGenerator(self._buffer, encoding="utf-8", short_empty_elements=True)
        self._xml.startDocument()

    def open(self, name: str, attributes: dict[str, str]) -> None:
        self._xml.startElement(name, {key: xml_text(value) for key, value in attributes.items()})  # type: ignore[arg-type]

    def close(self, name: str) -> None:
        self._xml.endElement(name)
        self._xml.ignorableWhitespace("\n")

    def leaf(self, name: str, attributes: dict[str, str]) -> None:
        self.open(name, attributes)
        self._xml.endElement(name)

    def declare(self, class_: str, columns: dict[str, str]) -> None:
        self.open("attributes", {"class": class_})
        for name, type_ in columns.items():
            self.leaf("attribute", {"id": name, "title": name, "type": type_})
        self.close("attributes")

    def values(self, columns: Iterable[str], facts: dict[str, Any]) -> None:
        self.open("attvalues", {})
        for name in columns:
            value = facts.get(name, "")
            if value not in ("", ()):
                self.leaf("attvalue", {"for": name, "value": _cell(value)})
        self._xml.endElement("attvalues")

    def colour(self, name: str) -> None:
        hexadecimal = _COLOURS[name]
        channels = {key: str(int(hexadecimal[at : at + 2], 16)) for key, at in (("r", 1), ("g", 3), ("b", 5))}
        self.leaf("viz:color", channels)

    def full(self) -> Iterator[bytes]:
        """What has been written, if it is much."""
        if self._buffer.tell() > _AT_ONCE:
            yield self.taken()

    def taken(self) -> bytes:
        """What has been written since it was last taken."""
        written = kept_returns(self._buffer.getvalue())
        self._buffer.seek(0)
        self._buffer.truncate()
        return written


def _node(xml: _Writer, node: Node, place: tuple[int, int], degree: int) -> None:
    xml.open("node", {"id": node.iri, "label": node.label, **_span(node.time)})
    xml.values(_NODES, {**node.facts, "kind": node.kind, "type": node.type, "time": node.time})
    xml.colour(
        node.type if node.kind == "actor" and node.type in _COLOURS else node.kind if node.kind in _COLOURS else "topic"
    )
    xml.leaf("viz:position", {"x": str(float(place[0])), "y": str(float(-place[1])), "z": "0.0"})
    xml.leaf("viz:size", {"value": str(round(min(7 + 3.2 * degree**0.5, 30), 2))})
    xml.close("node")


def _edge(xml: _Writer, link: Link) -> None:
    ends = {"id": link.key, "source": link.source, "target": link.target, "label": link.label}
    xml.open("edge", {**ends, "kind": link.label, "weight": str(link.weight), **_span(link.time)})
    xml.values(_EDGES, {**link.facts, "kind": link.kind, "time": link.time, "time_of": link.time_of})
    voice = link.facts.get("voice", "context")
    xml.colour(voice if voice in _COLOURS else "context")
    if voice in _SHAPES:
        xml.leaf("viz:shape", {"value": _SHAPES[voice]})
    xml.close("edge")


def _span(time: str) -> dict[str, str]:
    """The first and the last day of a time, without an end that is open or not known."""
    days = period(time if "/" in time else time[:10])
    if days is None:
        return {}
    found = {"start": days.first, "end": days.last}
    return {name: day.isoformat() for name, day in found.items() if day not in (day.min, day.max)}


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return " | ".join(value) if isinstance(value, tuple) else str(value)
