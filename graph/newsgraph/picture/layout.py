"""Where everything stands: computed once, when the page is made, and the same for the same network.

What hangs together is laid out by stress; where that is much, its communities are, each by itself, and then their
places as a whole. What has only one tie is set around what it is tied to. Whatever still stands on top of something
else is pushed aside, and what does not hang together is packed side by side.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from newsgraph.picture import communities as modular
from newsgraph.picture.packing import ASPECT, nestled, pack, spread
from newsgraph.picture.stress import Points, level, majorized, scaled, shortest, stressed, sunflower

GAP = 10.0  # pixels between boxes
_EDGE = 0.65  # pixels between neighbours by the mean width and height of two boxes together
_STRETCH = np.array([1.25, 0.8])  # names are wider than high
_WHOLE = 120  # nodes; more are laid out by communities
_MOST = 400  # nodes of a community; more are too slow to lay out by all their distances
_LOOSE = 1.6  # how much more room boxes are given than they take, to begin with
_FANNED = 4  # so many leaves at one node make a fan
_REACH = 0.5  # how far a fan reaches, by the square root of its leaves and the pixels between neighbours
_FIRST_ARC, _NEXT_ARC, _ALONG_ARC = 0.8, 0.65, 0.7  # by the pixels between neighbours
_CLOSE = 1.25  # the same in a community
_TIGHT = 0.5  # by how much a community is drawn together at most
_ROOM = 1.2  # how much more room the whole is given than its communities take


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node takes with its label, in pixels; `below` is how far its middle lies under the node's."""

    width: float
    height: float
    below: float = 0.0


def positions(graph: "nx.Graph[int]", boxes: dict[int, Box]) -> dict[int, tuple[int, int]]:
    """Where each node stands, in whole pixels; no two boxes overlap while there are fewer than some hundred.

    Args:
        graph: undirected; the order of its nodes decides between equals.
        boxes: the room that each of its nodes takes.
    """
    order = {node: place for place, node in enumerate(graph)}
    components = sorted(
        (sorted(component, key=order.__getitem__) for component in nx.connected_components(graph)),
        key=lambda nodes: (-len(nodes), order[nodes[0]]),
    )
    alone = [nodes[0] for nodes in components if len(nodes) == 1]
    placed = [(nodes, component_points(_part(graph, nodes), boxes)) for nodes in components if len(nodes) > 1]
    if alone:
        corners = pack([_extent(np.zeros((1, 2)), [boxes[node]]) for node in alone], 2 * GAP)
        placed.append((alone, np.array(corners) + _sizes([boxes[node] for node in alone])))
    corners = pack([_extent(points, [boxes[node] for node in nodes]) for nodes, points in placed], 3 * GAP)
    found = {}
    for (nodes, points), corner in zip(placed, corners, strict=True):
        low = (points - _sizes([boxes[node] for node in nodes])).min(axis=0)
        for node, point in zip(nodes, points - low + corner, strict=True):
            found[node] = (round(float(point[0])), round(float(point[1] - boxes[node].below)))
    return found


def component_points(graph: "nx.Graph[int]", boxes: dict[int, Box]) -> Points:
    """The middles of the boxes of the nodes of a connected graph, in its order."""
    edge = _EDGE * sum(boxes[node].width + boxes[node].height + 2 * GAP for node in graph) / len(graph)
    if len(graph) <= _WHOLE:
        points = _fanned(graph, edge) * _STRETCH
        return spread(points, _sizes([boxes[node] for node in graph]), _LOOSE)
    groups = communities(graph)
    parts = [_part(graph, nodes) for nodes in groups]
    raw = [_fanned(part, edge) for part in parts]
    rooms = [_sizes([boxes[node] for node in part]) for part in parts]
    radii = np.array([math.sqrt(4 * room.prod(axis=1).sum() * _LOOSE / math.pi) for room in rooms])
    middles = _middles(graph, groups, radii)
    within = {node: (group, at) for group, nodes in enumerate(groups) for at, node in enumerate(nodes)}
    for group, points in enumerate(raw):
        points = _turned(points, _pulls(graph, groups[group], within, middles)) * _STRETCH
        raw[group] = spread(_drawn_together(points, rooms[group]), rooms[group], 1.0)
    lows = [(points - room).min(axis=0) for points, room in zip(raw, rooms, strict=True)]
    highs = [(points + room).max(axis=0) for points, room in zip(raw, rooms, strict=True)]
    halves = np.array([(high - low) / 2 for low, high in zip(lows, highs, strict=True)])
    middles = nestled(_filling(level(middles), halves + GAP), halves + GAP)
    found = np.zeros((len(graph), 2))
    order = {node: place for place, node in enumerate(graph)}
    for nodes, points, low, half, middle in zip(groups, raw, lows, halves, middles, strict=True):
        found[[order[node] for node in nodes]] = points - low - half + middle
    return found


def communities(graph: "nx.Graph[int] | Mapping[int, Iterable[int]]") -> list[list[int]]:
    """Nodes that have more ties among each other than to others, each connected, none of more than some hundred.

    Args:
        graph: by node, those that it is tied to.
    """
    nodes = list(graph)
    order = {node: place for place, node in enumerate(nodes)}
    neighbours = [[order[other] for other in graph[node] if other != node] for node in nodes]
    found = []
    for community in modular.communities(neighbours):
        for first in range(0, len(community), _MOST):
            found += _connected(community[first : first + _MOST], neighbours)
    return [[nodes[place] for place in piece] for piece in sorted(found)]


def _connected(nodes: Sequence[int], neighbours: Sequence[Sequence[int]]) -> list[list[int]]:
    """Some nodes by what hangs together without the others, each in order."""
    left = set(nodes)
    found = []
    for start in nodes:
        if start in left:
            left.discard(start)
            reached = [start]
            for node in reached:
                near = [other for other in neighbours[node] if other in left]
                reached += near
                left.difference_update(near)
            found.append(sorted(reached))
    return found


def _fanned(graph: "nx.Graph[int]", edge: float) -> Points:
    """A point for each node: those with one tie only set around what they are tied to, away from all else."""
    leaves: dict[int, list[int]] = {}
    for node in graph:
        if graph.degree(node) == 1 and len(graph) > 2:
            leaves.setdefault(next(iter(graph[node])), []).append(node)
    leaves = {hub: some for hub, some in leaves.items() if len(some) >= _FANNED}
    off = {leaf for some in leaves.values() for leaf in some}
    core = _part(graph, [node for node in graph if node not in off])
    reach = {hub: edge * _REACH * math.sqrt(len(some)) for hub, some in leaves.items()}
    for one, other, data in core.edges(data=True):
        busy = math.log2(1 + min(core.degree(one), core.degree(other)))
        data["length"] = 0.8 + 0.2 * busy + (reach.get(one, 0.0) + reach.get(other, 0.0)) / edge
    places = dict(zip(core, stressed(core, edge), strict=True))
    for hub, some in leaves.items():
        near = [places[other] - places[hub] for other in core[hub]]
        for leaf, off_hub in zip(some, _fan(near, len(some), edge), strict=True):
            places[leaf] = places[hub] + off_hub
    return np.array([places[node] for node in graph])


def _fan(near: Sequence[Points], count: int, edge: float) -> Points:
    """Points in arcs around the origin, in the widest gap between the directions of some others."""
    if not near:
        return sunflower(count, edge * _REACH * math.sqrt(count))
    angles = sorted(math.atan2(y, x) for x, y in near)
    gaps = [(after - before, before) for before, after in zip(angles, [*angles[1:], angles[0] + math.tau], strict=True)]
    width, start = max(gaps, key=lambda gap: (round(gap[0], 6), -gap[1]))
    width, start = width * 0.9, start + width * 0.05
    turns: list[float] = []
    radii: list[float] = []
    radius = edge * _FIRST_ARC
    while len(turns) < count:
        room = min(max(int(width * radius / (edge * _ALONG_ARC)), 1), count - len(turns))
        turns += [start + width * (place + 0.5) / room for place in range(room)]
        radii += [radius] * room
        radius += edge * _NEXT_ARC
    return np.array(
        [(radius * math.cos(turn), radius * math.sin(turn)) for turn, radius in zip(turns, radii, strict=True)]
    )


def _middles(graph: "nx.Graph[int]", groups: Sequence[Sequence[int]], radii: Points) -> Points:
    """The middles of communities: the nearer, the more ties there are between two for their sizes."""
    if len(groups) == 1:
        return np.zeros((1, 2))
    group_of = {node: group for group, nodes in enumerate(groups) for node in nodes}
    ties = np.zeros((len(groups), len(groups)))
    for one, other in graph.edges:
        ties[group_of[one], group_of[other]] += 1
    ties += ties.T
    np.fill_diagonal(ties, 0)
    strength = ties / np.sqrt(np.outer(ties.sum(axis=1), ties.sum(axis=1)))
    touching = radii[:, None] + radii
    lengths = np.full_like(ties, np.inf)
    far = np.clip(1 / np.sqrt(np.maximum(strength, 1e-9) * len(groups)), 1, 3)
    lengths[ties > 0] = (touching * far)[ties > 0]
    distances = shortest(lengths)
    return majorized(scaled(distances, float(radii.mean())), distances)


def _drawn_together(points: Points, sizes: Points) -> Points:
    """Draw points together to the room that their boxes need, but not so much that the order of some is lost."""
    room = 4 * sizes.prod(axis=1).sum() * _CLOSE
    taken = (np.ptp(points, axis=0) + 2 * sizes.mean(axis=0)).prod()
    drawn: Points = points * float(np.clip(np.sqrt(room / taken), _TIGHT, 1))
    return drawn


def _filling(points: Points, sizes: Points) -> Points:
    """Draw points together, or apart, until boxes around them should just fill a picture of the right shape."""
    room = 4 * sizes.prod(axis=1).sum() * _ROOM
    wanted = np.array([math.sqrt(room * ASPECT), math.sqrt(room / ASPECT)])
    factors = np.maximum(wanted - 2 * sizes.mean(axis=0), 1) / np.maximum(np.ptp(points, axis=0), 1)
    mean = math.sqrt(factors.prod())
    filled: Points = points * np.clip(factors, mean / 1.5, mean * 1.5)
    return filled


def _pulls(graph: "nx.Graph[int]", nodes: Sequence[int], within: dict[int, tuple[int, int]], middles: Points) -> Points:
    """For each node of a community, in which direction its ties to other communities pull it."""
    own = within[nodes[0]][0]
    pulls = np.zeros((len(nodes), 2))
    for at, node in enumerate(nodes):
        for other in graph[node]:
            group = within[other][0]
            if group != own:
                apart = middles[group] - middles[own]
                pulls[at] += apart / max(float(np.hypot(*apart)), 1e-6)
    return pulls


def _turned(points: Points, pulls: Points) -> Points:
    """Turn points, or their mirror image, to where they are pulled (Schönemann 1966)."""
    left, _, right = np.linalg.svd(points.T @ pulls)
    turned: Points = points @ left @ right
    return turned


def _part(graph: "nx.Graph[int]", nodes: Sequence[int]) -> "nx.Graph[int]":
    """Some of a graph's nodes, in the order given, and the edges between them."""
    part: nx.Graph[int] = nx.Graph()
    part.add_nodes_from(nodes)
    part.add_edges_from((node, other) for node in nodes for other in graph[node] if other in part and node < other)
    return part


def _sizes(boxes: Sequence[Box]) -> Points:
    return np.array([[box.width + GAP, box.height + GAP] for box in boxes]) / 2


def _extent(points: Points, boxes: Sequence[Box]) -> tuple[float, float]:
    sizes = _sizes(boxes)
    size = (points + sizes).max(axis=0) - (points - sizes).min(axis=0)
    return float(size[0]), float(size[1])
