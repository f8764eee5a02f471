"""The picture as a file: what is saved is what is shown."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

from picture_pages import search, small_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

SVG = "{http://www.w3.org/2000/svg}"
# Where each node is drawn, in pixels of the graph, its colour, whether it stands back, and how far it reaches.
DRAWN = """() => graph.visibleNodes().map((node) => {
    const {x, y} = graph.network.canvasToDOM(graph.network.getPositions([node.id])[node.id]);
    return [x, y, colour(node.group), graph.faded(node.id), graph.sizeOf(node) * graph.network.getScale()];
})"""
WRITTEN = """() => graph.labels.written.map(({node, label}) =>
    label ?? graph.drawing.nodes.find(({id}) => id === node).label)"""
PIXELS = """async ([address, spots]) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const hex = (value) => value.toString(16).padStart(2, "0");
    const at = ([x, y]) => "#" + [...context.getImageData(x, y, 1, 1).data.slice(0, 3)].map(hex).join("");
    return [[canvas.width, canvas.height], spots.map(at)];
}"""


def _saved(view: "Page", kind: str) -> Path:
    with view.expect_download() as kept:
        view.get_by_role("button", name=f"Save as {kind}").click()
    assert kept.value.suggested_filename == f"graph.{kind.lower()}"
    return Path(kept.value.path())


def _seen(viewer: "Page", kind: str, file: Path, spots: list[list[float]]) -> tuple[list[int], list[str]]:
    """The size of a picture, and its colours at some pixels, as a browser shows it."""
    kind = {"PNG": "image/png", "SVG": "image/svg+xml"}[kind]
    address = f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"
    size, colours = viewer.evaluate(PIXELS, [address, spots])
    return size, colours


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_saved_is_what_is_shown(opened: "Callable[..., Page]", scheme: Any) -> None:
    view = opened(small_page(), "#view=events&kinds=person,group,event", color_scheme=scheme)
    ground = view.evaluate("colour('ground')")
    nodes = view.evaluate(DRAWN)
    assert len(nodes) == 3
    size = view.evaluate("[graph.container.clientWidth, graph.container.clientHeight]")
    viewer = view.context.new_page()
    for kind in ("PNG", "SVG"):
        inside = [[x + side * reach * 0.35, y] for x, y, _, _, reach in nodes for side in (-1, 0, 1)]
        shades = [shade for _, _, shade, *_ in nodes for _ in range(3)]
        outside = [[x, y - reach * 1.4] for x, y, *_, reach in nodes]
        seen = _seen(viewer, kind, _saved(view, kind), [*inside, *outside])
        assert seen == (size, [*shades, *(ground for _ in outside)]), kind
    root = ElementTree.parse(_saved(view, "SVG")).getroot()
    texts = ["\n".join(span.text or "" for span in text) for text in root.iter(f"{SVG}text")]
    assert texts == view.evaluate(WRITTEN)
    assert {"the army", "Olha Marsh"} <= set(texts)
    assert "Kherson" not in texts


def test_a_saved_picture_keeps_voices_and_what_stands_back(opened: "Callable[..., Page]") -> None:
    view = opened(small_page(), "#view=actors")
    search(view, "Kherson")
    root = ElementTree.parse(_saved(view, "SVG")).getroot()
    links = {group.get("stroke"): [path.get("d") for path in group] for group in root.iter(f"{SVG}g")}
    colours = view.evaluate("Object.fromEntries(['stated', 'denied', 'context'].map((name) => [name, colour(name)]))")
    assert {name: len(links[colours[name]]) for name in colours} == {"stated": 2, "denied": 3, "context": 1}
    signs = [path.get("opacity") for path in root.findall(f"{SVG}path")]
    assert signs == ["0.25" if faded else "1" for *_, faded, _ in view.evaluate(DRAWN)]
    assert "0.25" in signs
