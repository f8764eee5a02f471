"""Boxes side by side: none on top of another, and little room left over."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]

ASPECT = 1.4  # width by height of the whole picture
_SPREADING = 120
_MANY = 500  # boxes; beyond, fewer rounds have to do
_WIDTHS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6)
_DRAWN = (0.3, 0.5, 0.7, 0.9)
_AT_ONCE = 2000  # places that are looked at together
_TINY = 1e-6
_FEW = 60  # boxes
_TOUCHING = 0.5  # pixels that two boxes may overlap
_PUSHES = 3  # so many boxes may push one with all their strength
_PUSHED = 1.4  # by how much each of two boxes is pushed, against half of what they overlap


def spread(points: Points, sizes: Points, loose: float) -> Points:
    """Push boxes apart until none overlaps, each pair along the way that is shorter.

    Args:
        points: the middles of the boxes.
        sizes: half their widths and heights, half the gap between two included.
        loose: how much more room is given, to begin with, than the boxes take.
    """
    room = 4 * sizes.prod(axis=1).sum() * loose
    taken = (np.ptp(points, axis=0) + 2 * sizes.max(axis=0)).prod()
    points = points * max(1.0, float(np.sqrt(room / taken)))
    pairs = np.triu_indices(len(points) if len(points) <= _FEW else 0, 1)
    # Each of both directions is a row: NumPy is slow along axes of two.
    at, halves = points.T.copy(), sizes.T.copy()
    rooms = halves[:, pairs[0]] + halves[:, pairs[1]]
    for _ in range(_SPREADING if len(points) <= _MANY else _SPREADING // 3):
        if not len(pairs[0]):
            one, other = overlapping(at.T, sizes)
            apart = at[:, one] - at[:, other]
            missing = halves[:, one] + halves[:, other] - np.abs(apart)
        else:  # so few that it is soonest to look at all pairs
            apart = at[:, pairs[0]] - at[:, pairs[1]]
            missing = rooms - np.abs(apart)
            found = np.flatnonzero(np.minimum(*missing) > _TOUCHING)
            one, other, apart, missing = pairs[0][found], pairs[1][found], apart[:, found], missing[:, found]
        if not len(one):
            break
        moves = np.where(apart < 0, -_PUSHED, _PUSHED) * (missing / 2 + 0.5)
        moves[np.where(missing[0] <= missing[1], 1, 0), np.arange(len(one))] = 0
        moved, moves = np.concatenate([one, other]), np.concatenate([moves, -moves], axis=1)
        # Together, many small pushes would drive a box much farther than it needs to go.
        pushes = np.maximum(np.bincount(moved, minlength=len(points)) / _PUSHES, 1)
        for along, move in zip(at, moves, strict=True):
            along += np.bincount(moved, move, len(points)) / pushes
    return at.T.copy()


def nestled(points: Points, sizes: Points) -> Points:
    """Boxes side by side, each as near as there is room to where it was, all drawn together by several factors."""
    tries = [_nestled(points * factor, sizes) for factor in _DRAWN]
    return min(tries, key=lambda found: _side_of(*np.ptp(np.concatenate([found - sizes, found + sizes]), axis=0)))


def _nestled(points: Points, sizes: Points) -> Points:
    """Boxes from the middle on: each to the free place that is nearest, where sideways counts for less."""
    step = float(sizes.min()) / 2
    reach = int(np.sqrt(sizes.prod(axis=1).sum() * 4) / step) + 1
    down, across = np.mgrid[-reach : reach + 1, -reach : reach + 1].reshape(2, -1) * step
    offsets = np.stack([across, down], axis=1)[np.argsort(np.hypot(across / ASPECT, down), kind="stable")]
    found = points.copy()
    order = np.argsort(np.hypot(points[:, 0] / ASPECT, points[:, 1]), kind="stable")
    for at, box in enumerate(order):
        placed, room = found[order[:at]], sizes[order[:at]] + sizes[box]
        for first in range(0, len(offsets), _AT_ONCE):
            spots = points[box] + offsets[first : first + _AT_ONCE]
            across_free, down_free = (np.abs(spots[:, n, None] - placed[:, n]) >= room[:, n] for n in (0, 1))
            free = (across_free | down_free).all(axis=1)
            if free.any():
                found[box] = spots[free.argmax()]
                break
    return found


def overlapping(points: Points, sizes: Points) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """All pairs of boxes that overlap by more than half a pixel, found by sweeping from left to right."""
    order = np.argsort(points[:, 0], kind="stable")
    across = points[order, 0]
    near = np.searchsorted(across, across + 2 * sizes[:, 0].max(), side="right") - np.arange(1, len(order) + 1)
    first = np.repeat(np.arange(len(order)), near)
    ends = np.cumsum(near)
    second = first + 1 + np.arange(len(first)) - np.repeat(ends - near, near)
    one, other = order[first], order[second]
    across_by, down_by = (
        sizes[one, along] + sizes[other, along] - np.abs(points[other, along] - points[one, along]) for along in (0, 1)
    )
    found = np.flatnonzero((across_by > _TOUCHING) & (down_by > _TOUCHING))
    found = found[np.argsort(second[found] - first[found], kind="stable")]  # neighbours first
    return one[found], other[found]


def pack(extents: Sequence[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    """The upper left corners of rectangles, the whole about `ASPECT` times as wide as high.

    The highest go first, each as far up as there is room, then as far left (a skyline: Burke, Kendall & Whitwell, "A
    new placement heuristic for the orthogonal stock-cutting problem", 2004); several widths are tried.
    """
    if not extents:
        return []
    rooms = [(width + gap, height + gap) for width, height in extents]
    order = sorted(range(len(rooms)), key=lambda place: (-rooms[place][1], -rooms[place][0], place))
    width = float(np.sqrt(sum(width * height for width, height in rooms) * ASPECT))
    widest = max(width for width, _ in rooms)
    tries = [_skyline(rooms, order, max(width * factor, widest)) for factor in _WIDTHS]
    return min(tries, key=lambda corners: _side(rooms, corners))


def _side(rooms: Sequence[tuple[float, float]], corners: Sequence[tuple[float, float]]) -> float:
    """The height of the smallest picture of the right shape that holds all."""
    ends = [(x + width, y + height) for (width, height), (x, y) in zip(rooms, corners, strict=True)]
    return _side_of(max(x for x, _ in ends), max(y for _, y in ends))


def _side_of(width: float, height: float) -> float:
    return max(width / ASPECT, height)


def _skyline(rooms: Sequence[tuple[float, float]], order: Sequence[int], limit: float) -> list[tuple[float, float]]:
    corners = [(0.0, 0.0)] * len(rooms)
    line = [(0.0, 0.0)]  # from where on how far down it is taken
    for place in order:
        width, height = rooms[place]
        starts = [x for x, _ in line if x + width <= limit + _TINY]
        y, x = min((max(_under(line, x, x + width)), x) for x in starts)
        corners[place] = (x, y)
        end = x + width
        beside = [(end, _under(line, x, end + 2 * _TINY)[-1])] if end < limit - _TINY else []
        line = [
            *(step for step in line if step[0] < x),
            (x, y + height),
            *beside,
            *(s for s in line if s[0] > end + _TINY),
        ]
    return corners


def _under(line: Sequence[tuple[float, float]], begin: float, end: float) -> list[float]:
    """How far down a skyline is taken between two points, the first being where a step of it begins."""
    return [down for x, down in line if begin <= x < end - _TINY]
