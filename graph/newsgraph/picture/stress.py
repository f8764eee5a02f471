"""Points whose distances on paper follow their distances in a graph.

Stress majorization (Gansner, Koren & North, "Graph drawing by stress majorization", GD 2004), starting from classical
scaling (Torgerson 1952). All of it takes memory and time by the square of the number of nodes and more.
"""

import networkx as nx
import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]

_ROUNDS = 60
_GOLDEN = 0.618034
_UNEVEN, _EQUAL, _ROUND = 0.02, 1e-6, 1e-3  # shares
_STILL = 0.5  # pixels; a round that moves nothing farther is the last


def stressed(graph: "nx.Graph[int]", edge: float) -> Points:
    """A point for each node of a connected graph, in its order, the longest side of the whole level.

    Args:
        graph: its edges may have a `length`, as a multiple of `edge`; without, they are 1 long.
        edge: the pixels between neighbours.
    """
    if len(graph) == 1:
        return np.zeros((1, 2))
    if len(graph) == 2:
        ((_, _, length),) = graph.edges(data="length", default=1.0)
        return np.array([[-0.5, 0.0], [0.5, 0.0]]) * length * edge
    distances = shortest(nx.to_numpy_array(graph, weight="length", nonedge=np.inf)) * edge
    return level(majorized(scaled(distances, edge), distances))


def shortest(lengths: Points) -> Points:
    """The lengths of the shortest ways between all nodes (Floyd 1962) by those of the edges, infinite where none is."""
    distances = lengths.copy()
    np.fill_diagonal(distances, 0)
    for way in range(len(distances)):
        np.minimum(distances, distances[:, way, None] + distances[way], out=distances)
    return distances


def scaled(distances: Points, edge: float) -> Points:
    """Classical scaling to the plane."""
    # Uneven by a hundredth: of two directions that are one as good as the other, processors would choose differently.
    steps = np.arange(1, len(distances) + 1)
    squares = distances**2 * (1 + _UNEVEN * (np.outer(steps, steps) * _GOLDEN % 1))
    means = squares.mean(axis=0)
    centred = -(squares - means - means[:, None] + squares.mean()) / 2
    strengths, axes = np.linalg.eigh(centred)
    basis = _pointing(axes[:, :-3:-1])
    # Nodes with the same neighbours fall together: a sunflower's spiral tells them apart.
    points: Points = basis * np.sqrt(np.maximum(strengths[:-3:-1], 0)) + sunflower(len(distances), edge / 10)
    return points


def _pointing(axes: Points) -> Points:
    """The same axes (columns), each with its largest number positive: an eigenvector is one either way round."""
    sizes = np.abs(axes)
    largest = (sizes > sizes.max(axis=0) * (1 - _EQUAL)).argmax(axis=0)  # the first of those that rounding may part
    pointing: Points = axes * np.where(axes[largest, range(axes.shape[1])] < 0, -1, 1)
    return pointing


def sunflower(count: int, radius: float) -> Points:
    """So many points spread evenly over a disc (Vogel 1979)."""
    steps = np.arange(count)
    turns, radii = steps * 2.399963, radius * np.sqrt((steps + 1) / max(count, 1))
    points: Points = radii[:, None] * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    return points


def majorized(points: Points, distances: Points) -> Points:
    """Move each point to where its own distances are kept best, all others standing still, again and again."""
    weights = np.zeros_like(distances)
    np.divide(1, distances**2, out=weights, where=distances > 0)
    totals = weights.sum(axis=1)[:, None]
    pull = weights * distances
    for _ in range(_ROUNDS):
        ratios = _squares(points)
        np.sqrt(np.maximum(ratios, 1e-6, out=ratios), out=ratios)
        np.divide(pull, ratios, out=ratios)
        ratios.flat[:: len(points) + 1] = 0
        last = points
        points = (weights @ points + points * ratios.sum(axis=1)[:, None] - ratios @ points) / totals
        if np.abs(points - last).max() < _STILL:
            break
    return points


def _squares(points: Points) -> Points:
    lengths = (points**2).sum(axis=1)
    squares: Points = lengths[:, None] + lengths - 2 * points @ points.T
    return squares


def level(points: Points) -> Points:
    """The same points around the origin, turned so that they reach farthest from left to right; round ones stay."""
    points = points - points.mean(axis=0)
    strengths, axes = np.linalg.eigh(points.T @ points)
    if strengths[0] > strengths[1] * (1 - _ROUND):
        return points
    turned: Points = points @ _pointing(axes[:, ::-1])
    return turned
