"""Layouts that are kept between builds, so that only parts of a picture that changed are laid out again."""

import hashlib
from functools import cache
from importlib.resources import files

import msgspec
import networkx as nx
import numpy as np

from newsgraph.files import checked, with_checksum
from newsgraph.picture.layout import Box, positions

_MADE_BY = ("layout.py", "packing.py", "stress.py", "communities.py")
_Known = dict[bytes, list[tuple[int, int]]]


class Layouts:
    """Where the nodes of graphs stand, by all that decides it: a graph's is the same, whether it is known or not.

    Args:
        kept: what an earlier `to_bytes` gave; anything else counts as nothing.
    """

    def __init__(self, kept: bytes = b"") -> None:
        self._used: _Known = {}
        try:
            self._known = msgspec.msgpack.decode(checked(kept), type=_Known)
        except ValueError:
            self._known = {}

    def positions(self, graph: "nx.Graph[int]", boxes: dict[int, Box]) -> dict[int, tuple[int, int]]:
        """Where each node stands: see `newsgraph.picture.layout.positions`."""
        key = _key(graph, boxes)
        if key not in self._known:
            found = positions(graph, boxes)
            self._known[key] = [found[node] for node in graph]
        self._used[key] = self._known[key]
        return dict(zip(graph, self._known[key], strict=True))

    def to_bytes(self) -> bytes:
        """The layouts that were asked for."""
        return with_checksum(msgspec.msgpack.encode(self._used))


def _key(graph: "nx.Graph[int]", boxes: dict[int, Box]) -> bytes:
    """What stands for all that decides a layout, whatever the nodes' numbers."""
    order = {node: place for place, node in enumerate(graph)}
    ties = [[order[other] for other in graph[node]] for node in graph]
    rooms = [(box.width, box.height, box.below) for box in map(boxes.__getitem__, graph)]
    return hashlib.sha256(msgspec.msgpack.encode((_version(), ties, rooms))).digest()


@cache
def _version() -> bytes:
    code = b"".join(files(__package__).joinpath(name).read_bytes() for name in _MADE_BY)
    return hashlib.sha256(code + np.__version__.encode()).digest()
