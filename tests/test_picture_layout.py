"""Where things stand in large pictures: communities apart, boxes side by side."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph.picture.layout import Box, communities, component_points, positions
from newsgraph.picture.packing import nestled, overlapping, pack
from newsgraph.picture.stress import level, majorized, scaled, shortest

CAVES, PEOPLE = 12, 15
BOX = Box(40, 30)
SIDES = st.floats(1, 300)


def _caves() -> "nx.Graph[int]":
    """Villages in a ring, all tied to all within each, by one tie to the next."""
    return nx.connected_caveman_graph(CAVES, PEOPLE)


def test_villages_are_communities_and_stand_apart() -> None:
    graph = _caves()
    assert sorted(map(len, communities(graph))) == [PEOPLE] * CAVES
    points = component_points(graph, dict.fromkeys(graph, BOX))
    villages = points.reshape(CAVES, PEOPLE, 2)
    middles = villages.mean(axis=1)
    widest = np.linalg.norm(villages - middles[:, None], axis=2).max()
    apart = np.linalg.norm(middles[:, None] - middles, axis=2) + np.eye(CAVES) * 1e9
    assert apart.min() > widest


def test_a_large_graph_is_laid_out_the_same_each_time() -> None:
    graph = _caves()
    boxes = dict.fromkeys(graph, BOX)
    assert positions(graph, boxes) == positions(graph, boxes)


def test_leaves_stand_around_their_hub() -> None:
    graph = nx.star_graph(30)
    graph.add_edges_from([(0, 31), (31, 32), (32, 33)])
    points = component_points(graph, dict.fromkeys(graph, BOX))
    near = np.linalg.norm(points[1:31] - points[0], axis=1)
    assert near.max() < 10 * (BOX.width + BOX.height) / 2
    assert (points[1:31] - points[0]).mean(axis=0) @ (points[31] - points[0]) < 0


@settings(max_examples=30)
@given(st.lists(st.tuples(SIDES, SIDES), max_size=40))
def test_packed_rectangles_do_not_overlap(extents: list[tuple[float, float]]) -> None:
    corners = np.array(pack(extents, 5)).reshape(-1, 2)
    halves = np.array(extents).reshape(-1, 2) / 2
    assert not len(extents) or not len(overlapping(corners + halves, halves)[0])


@settings(max_examples=20)
@given(
    st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500), st.floats(20, 90), st.floats(20, 90)), min_size=1)
)
def test_nestled_boxes_do_not_overlap(boxes: list[tuple[float, float, float, float]]) -> None:
    rows = np.array(boxes)
    assert not len(overlapping(nestled(rows[:, :2], rows[:, 2:]), rows[:, 2:])[0])


@pytest.mark.parametrize("ring", [3, 4, 8])
def test_what_looks_alike_from_all_sides_is_laid_out_as_always_whatever_rounding_does(ring: int) -> None:
    distances = shortest(nx.to_numpy_array(nx.cycle_graph(ring), nonedge=np.inf)) * 60
    noise = 1 + 1e-12 * np.random.default_rng(1).random(distances.shape)
    noisy = distances * (noise + noise.T) / 2
    laid, again = (level(majorized(scaled(one, 60), one)) for one in (distances, noisy))
    assert np.abs(laid - again).max() < 1e-3
