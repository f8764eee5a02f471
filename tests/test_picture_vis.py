"""What we use of vis-network past its documented interface (`scripts/graph/vis.js`), against the version pinned."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT
from picture_pages import small_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

# How much is drawn in all: the sum of the opacity of the canvas.
INK = """() => {
    const drawn = graph.container.querySelector("canvas");
    const canvas = element("canvas", {width: drawn.width, height: drawn.height});
    const context = canvas.getContext("2d", {willReadFrequently: true});
    context.drawImage(drawn, 0, 0);
    const {data} = context.getImageData(0, 0, canvas.width, canvas.height);
    return data.reduce((sum, one, at) => sum + (at % 4 === 3 ? one : 0), 0);
}"""
DRAWN = "new Promise((done) => { graph.network.once('afterDrawing', () => done(true)); graph.network.drawSoon(); })"


@pytest.fixture
def view(opened: "Callable[..., Page]") -> "Page":
    return opened(small_page(), "#view=actors")


def test_the_version_is_pinned() -> None:
    wanted = json.loads((ROOT / "graph" / "web" / "package.json").read_text("utf-8"))["devDependencies"]
    locked = json.loads((ROOT / "graph" / "web" / "package-lock.json").read_text("utf-8"))["packages"]
    for name in ("vis-network", "vis-data"):
        assert wanted[name] == locked[f"node_modules/{name}"]["version"]


def test_it_knows_what_there_is(view: "Page") -> None:
    nodes, edges = view.evaluate("[graph.drawing.nodes, graph.drawing.edges].map((all) => all.map(({id}) => id))")
    assert view.evaluate("(ids) => ids.every((id) => graph.network.hasNode(id))", nodes)
    assert not view.evaluate("graph.network.hasNode(999)")
    assert view.evaluate("(ids) => ids.every((id) => graph.network.hasEdge(id))", edges)
    assert not view.evaluate("graph.network.hasEdge(999)")
    assert sorted(view.evaluate("graph.network.visible")) == sorted(nodes)


def test_it_hides_nodes_and_edges_at_once(view: "Page") -> None:
    one = view.evaluate("graph.drawing.nodes[0].id")
    at = "(id) => graph.network.getNodeAt(graph.network.canvasToDOM(graph.network.getPositions([id])[id])) ?? null"
    assert view.evaluate(at, one) == one
    view.evaluate("(id) => graph.network.hide([[id, true]], [])", one)
    assert one not in view.evaluate("graph.network.visible")
    assert view.evaluate(at, one) is None
    view.evaluate("(id) => graph.network.hide([[id, false]], [])", one)
    assert view.evaluate(at, one) == one


def test_it_dresses_nodes_and_edges(view: "Page") -> None:
    node, edge = view.evaluate(
        "[graph.drawing.nodes[0].id, graph.drawing.edges.find(({voice}) => voice === 'stated').id]"
    )
    width = "(id) => { const {left, right} = graph.network.getBoundingBox(id); return right - left; }"
    before = view.evaluate(width, node)
    view.evaluate("(id) => graph.network.dressNode(id, 90, 1)", node)
    assert view.evaluate(DRAWN)
    assert view.evaluate(width, node) > before + 50
    strong = view.evaluate(INK)
    view.evaluate("(id) => graph.network.dressEdge(id, 0.05)", edge)
    assert view.evaluate(DRAWN)
    assert view.evaluate(INK) < strong - 1000


def test_edges_go_along_with_a_node_that_is_placed(view: "Page") -> None:
    off = """(id) => {
        const {from, to} = graph.drawing.edges.find((edge) => edge.id === id);
        const {[from]: one, [to]: other} = graph.network.getPositions([from, to]);
        const {x, y} = graph.network.along(id, 0.5);
        return Math.hypot(x - (one.x + other.x) / 2, y - (one.y + other.y) / 2);
    }"""
    straight = view.evaluate("graph.drawing.edges.filter(({id}) => !graph.network.isCurved(id)).map(({id}) => id)")
    curved = view.evaluate("graph.drawing.edges.filter(({id}) => graph.network.isCurved(id)).map(({id}) => id)")
    assert straight
    assert curved
    view.evaluate("graph.drawing.nodes.forEach(({id}, at) => graph.network.place(id, {x: 100 * at, y: 70 * at * at}))")
    positions = view.evaluate("graph.network.getPositions()")
    assert {(place["x"], place["y"]) for place in positions.values()} == {
        (100 * at, 70 * at * at) for at in range(len(positions))
    }
    assert max(view.evaluate(off, one) for one in straight) < 1
    assert min(view.evaluate(off, one) for one in curved) > 1
