"""Layouts that are kept between builds, so that only parts of a picture that changed are laid out again."""

import hashlib
from collections.abc import Callable, Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec
import networkx as nx
import numpy as np

from newsgraph.picture.layout import Box, positions

_MADE_BY = ("layout.py", "packing.py", "stress.py", "communities.py", "drawing.py", "content.py")
Look = TypeVar("Look")
KnownLayouts = dict[bytes, list[tuple[int, int]]]


class Layouts:
    """Where the nodes of graphs stand, by all that decides it: a graph's is the same, whether it is known or not.

    Args:
        known: the layouts that an earlier page used.
    """

    def __init__(self, known: KnownLayouts | None = None) -> None:
        self._known = dict(known or {})
        self.used: KnownLayouts = {}

    def positions(
        self, ties: Mapping[int, Collection[int]], looks: Mapping[int, Look], box: Callable[[Look], Box]
    ) -> dict[int, tuple[int, int]]:
        """Where each node stands: see `newsgraph.picture.layout.positions`.

        Args:
            ties: by node, those that it is tied to; each tie is named at both of its ends.
            looks: what decides the room that each node takes: plain data.
            box: the room of a node by its look; asked only where a layout is not known.
        """
        key = _key(ties, looks)
        if key not in self._known:
            graph: nx.Graph[int] = nx.Graph()
            graph.add_nodes_from(ties)
            graph.add_edges_from((node, other) for node, others in ties.items() for other in others)
            found = positions(graph, {node: box(looks[node]) for node in ties})
            self._known[key] = [found[node] for node in ties]
        self.used[key] = self._known[key]
        return dict(zip(ties, self._known[key], strict=True))


def _key(ties: Mapping[int, Collection[int]], looks: Mapping[int, Look]) -> bytes:
    """What stands for all that decides a layout, whatever the nodes' numbers."""
    order = {node: place for place, node in enumerate(ties)}
    numbers = [list(map(order.__getitem__, others)) for others in ties.values()]
    return hashlib.sha256(msgspec.msgpack.encode((_version(), numbers, [looks[node] for node in ties]))).digest()


@cache
def _version() -> bytes:
    code = b"".join(files(__package__).joinpath(name).read_bytes() for name in _MADE_BY)
    return hashlib.sha256(code + f"{np.__version__} {nx.__version__}".encode()).digest()
