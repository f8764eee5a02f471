"""Where the nodes of a large network stand: what hangs together as in the picture, all else below it.

Where very much hangs together its communities stand side by side: to set each near those that it has ties with takes
time that grows with the square of their number.
"""

import math
from collections.abc import Iterable, Mapping

import networkx as nx

from newsgraph.picture.layout import Box, communities, positions

_WHOLE = 3  # nodes; what hangs together and is less is set in rows
_MOST = 400  # groups that are laid out side by side; more take too long
_TOGETHER = 1500  # nodes that are laid out as one
_LETTER, _HEIGHT, _LONGEST = 6.0, 26.0, 22  # pixels, pixels, letters
_ROW, _COLUMN = 40, 140  # pixels
_GOLDEN = math.pi * (3 - math.sqrt(5))
_AROUND = 14.0  # pixels


def places(
    labels: Mapping[str, str], ties: Iterable[tuple[str, str]], words: Mapping[str, str]
) -> dict[str, tuple[int, int]]:
    """Where each node stands, in pixels.

    Args:
        labels: the nodes and their labels; the order decides between equals.
        ties: which two hang together.
        words: nodes that are set around others, each with that one.
    """
    order = {node: number for number, node in enumerate(labels)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(number for node, number in order.items() if node not in words)
    graph.add_edges_from(
        (order[one], order[other])
        for one, other in ties
        if one != other and one in order and other in order and one not in words and other not in words
    )
    groups = _groups(graph)
    home = {number: place for place, group in enumerate(groups[:_MOST]) if len(group) >= _WHOLE for number in group}
    core: nx.Graph[int] = nx.Graph()
    core.add_nodes_from(number for number in graph if number in home)
    core.add_edges_from(edge for edge in graph.edges if edge[0] in home and home[edge[0]] == home.get(edge[1]))
    names = list(labels)
    boxes = {number: Box(_LETTER * min(len(labels[names[number]]), _LONGEST) + _HEIGHT, _HEIGHT) for number in core}
    found = {names[number]: place for number, place in positions(core, boxes).items()} if len(core) else {}
    rest = [names[number] for group in groups for number in group if number not in home]
    bottom = max((y for _, y in found.values()), default=0) + 3 * _ROW
    wide = max(int(math.sqrt(len(rest))), 1)
    for place, node in enumerate(rest):
        found[node] = (place % wide * _COLUMN, bottom + place // wide * _ROW)
    around: dict[str, int] = {}
    for node, centre in words.items():
        number = around[centre] = around.get(centre, 2) + 1
        turn, radius = number * _GOLDEN, _AROUND * math.sqrt(number)
        x, y = found.get(centre, (0, bottom))
        found[node] = (round(x + radius * math.cos(turn)), round(y + radius * math.sin(turn)))
    return found


def _groups(graph: "nx.Graph[int]") -> list[list[int]]:
    """What is laid out as one, the largest first: what hangs together or, where that is too much, its communities."""
    found: list[list[int]] = []
    for whole in nx.connected_components(graph):
        nodes = sorted(whole)
        if len(nodes) <= _TOGETHER:
            found.append(nodes)
            continue
        part: nx.Graph[int] = nx.Graph()
        part.add_nodes_from(nodes)
        part.add_edges_from(graph.edges(nodes))
        found += map(sorted, communities(part))
    return sorted(found, key=lambda group: (-len(group), group[0]))
