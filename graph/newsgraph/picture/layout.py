"""Where everything stands: computed once, when the page is made, and the same for the same network.

Each component is laid out so that distances on paper follow distances in the graph (stress majorization: Gansner,
Koren & North, "Graph drawing by stress majorization", GD 2004), starting from classical scaling; then whatever still
stands on top of something else is pushed aside, and the components are packed like lines of text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]

EDGE = 95.0  # pixels between neighbours, before room is made for labels
GAP = 10.0  # pixels between boxes
_STRETCH = np.array([1.25, 0.8])  # labels are wider than high
_ASPECT = 1.4  # width by height of the whole picture
_ROUNDS = 60
_SPREADING = 120
_LARGE = 500  # nodes of a component; beyond, fewer rounds have to do
_LOOSE = 1.6  # how much more room is given than the boxes take


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
    placed: list[Points] = []
    for nodes in components:
        points = component_points(graph, nodes) * _STRETCH
        placed.append(spread(points, _sizes([boxes[node] for node in nodes])))
    extents = [_extent(at, [boxes[node] for node in nodes]) for at, nodes in zip(placed, components, strict=True)]
    corners = pack(extents)
    found = {}
    for nodes, points, corner in zip(components, placed, corners, strict=True):
        low = _low(points, [boxes[node] for node in nodes])
        for node, point in zip(nodes, points - low + corner, strict=True):
            found[node] = (round(float(point[0])), round(float(point[1] - boxes[node].below)))
    return found


def component_points(graph: "nx.Graph[int]", nodes: Sequence[int]) -> Points:
    """The middles of the boxes of one component, its longest side level."""
    if len(nodes) == 1:
        return np.zeros((1, 2))
    distances = _distances(graph, nodes) * EDGE
    points = _majorized(_scaled(distances), distances)
    points -= points.mean(axis=0)
    _, axes = np.linalg.eigh(points.T @ points)
    axes = axes[:, ::-1]
    axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), [0, 1]] < 0, -1, 1)
    turned: Points = points @ axes
    return turned


def _distances(graph: "nx.Graph[int]", nodes: Sequence[int]) -> Points:
    """Steps between all nodes, by breadth-first search from all at once."""
    ties = nx.to_numpy_array(graph.subgraph(nodes), nodelist=list(nodes), dtype=np.dtype(np.float32))
    distances = np.where(np.eye(len(nodes), dtype=bool), 0.0, np.inf)
    reached = np.eye(len(nodes), dtype=np.float32)
    for step in range(1, len(nodes)):
        reached = ((reached @ ties + reached) > 0).astype(np.float32)
        new = (reached > 0) & np.isinf(distances)
        if not new.any():
            break
        distances[new] = step
    return distances


def _scaled(distances: Points) -> Points:
    """Classical scaling to the plane (Torgerson 1952), by power iteration from fixed vectors."""
    squares = distances**2
    centred = -(squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()) / 2
    steps = np.arange(len(distances))
    basis = np.stack([np.cos(steps), np.sin(1.7 * steps)], axis=1)
    for _ in range(_ROUNDS):
        basis, _ = np.linalg.qr(centred @ basis)
    strength = np.abs(np.einsum("ik,ij,jk->k", basis, centred, basis, optimize=True))
    # Nodes with the same neighbours fall together: a sunflower's spiral tells them apart.
    turns, radius = steps * 2.399963, EDGE / 10 * np.sqrt((steps + 1) / len(steps))
    spiral = radius[:, None] * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    points: Points = basis * np.sqrt(strength) + spiral
    return points


def _majorized(points: Points, distances: Points) -> Points:
    distances = distances.astype(np.float32)
    weights = np.zeros_like(distances)
    np.divide(1, distances**2, out=weights, where=distances > 0)
    totals = weights.sum(axis=1)[:, None]
    pull = weights * distances
    for _ in range(_ROUNDS if len(points) <= _LARGE else _ROUNDS // 4):
        ratios = _squares(points).astype(np.float32)
        np.sqrt(np.maximum(ratios, 1e-6, out=ratios), out=ratios)
        np.divide(pull, ratios, out=ratios)
        np.fill_diagonal(ratios, 0)
        # Each node moves to where its own distances would be kept best, all others standing still.
        points = (weights @ points + points * ratios.sum(axis=1)[:, None] - ratios @ points) / totals
    return points


def _squares(points: Points) -> Points:
    lengths = (points**2).sum(axis=1)
    squares: Points = lengths[:, None] + lengths - 2 * points @ points.T
    return squares


def spread(points: Points, sizes: Points) -> Points:
    """Push boxes apart until none overlaps, each pair along the way that is shorter.

    Args:
        points: the middles of the boxes.
        sizes: half their widths and heights, half the gap between two included.
    """
    room = 4 * sizes.prod(axis=1).sum() * _LOOSE
    taken = (np.ptp(points, axis=0) + 2 * sizes.max(axis=0)).prod()
    points = points * max(1.0, float(np.sqrt(room / taken)))
    for _ in range(_SPREADING if len(points) <= _LARGE else _SPREADING // 3):
        one, other = overlapping(points, sizes)
        if not len(one):
            break
        apart = points[one] - points[other]
        missing = sizes[one] + sizes[other] - np.abs(apart)
        rows, axis = np.arange(len(one)), missing.argmin(axis=1)
        moves = np.zeros((len(one), 2))
        moves[rows, axis] = np.where(apart[rows, axis] < 0, -0.6, 0.6) * (missing[rows, axis] / 2 + 0.5)
        np.add.at(points, one, moves)
        np.add.at(points, other, -moves)
    return points


def overlapping(points: Points, sizes: Points) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """All pairs of boxes that overlap by more than half a pixel, found by sweeping from left to right."""
    order = np.argsort(points[:, 0], kind="stable")
    widest = 2 * sizes[:, 0].max()
    ones, others = [order[:0]], [order[:0]]
    for step in range(1, len(points)):
        one, other = order[:-step], order[step:]
        apart = points[other] - points[one]
        if (apart[:, 0] >= widest).all():
            break
        clash = (sizes[one] + sizes[other] - np.abs(apart) > 0.5).all(axis=1)
        ones.append(one[clash])
        others.append(other[clash])
    return np.concatenate(ones), np.concatenate(others)


def _sizes(boxes: Sequence[Box]) -> Points:
    return np.array([[box.width + GAP, box.height + GAP] for box in boxes]) / 2


def _low(points: Points, boxes: Sequence[Box]) -> Points:
    low: Points = (points - _sizes(boxes)).min(axis=0)
    return low


def _extent(points: Points, boxes: Sequence[Box]) -> tuple[float, float]:
    size = (points + _sizes(boxes)).max(axis=0) - _low(points, boxes)
    return float(size[0]), float(size[1])


def pack(extents: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The upper left corners of rectangles set in lines, high ones first, as wide as the whole should be."""
    gap = GAP * 3
    area = sum((width + gap) * (height + gap) for width, height in extents)
    line_width = max([(area * _ASPECT) ** 0.5, *(width for width, _ in extents)])
    corners = [(0.0, 0.0)] * len(extents)
    across = down = line_height = 0.0
    for place in sorted(range(len(extents)), key=lambda place: (-extents[place][1], place)):
        width, height = extents[place]
        if across and across + width > line_width:
            across, down, line_height = 0.0, down + line_height + gap, 0.0
        corners[place] = (across, down)
        across += width + gap
        line_height = max(line_height, height)
    return corners
