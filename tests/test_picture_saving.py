"""The picture as a file: what is saved is what is shown."""

import base64
import csv
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


def _picture(sheet: ElementTree.Element) -> ElementTree.Element:
    """What a sheet shows, without title, legend and sources."""
    found = sheet.find(f"{SVG}svg")
    assert found is not None
    return found


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
    wide, high = view.evaluate("[graph.container.clientWidth, graph.container.clientHeight]")
    viewer = view.context.new_page()
    root = ElementTree.parse(_saved(view, "SVG")).getroot()
    above, whole = float(_picture(root).get("y", "0")), float(root.get("height", "0"))
    assert whole > above + high
    scales = {"SVG": 1.0, "PNG": 3508 / max(wide, whole)}  # A4 at 300 to the inch
    for kind, scale in scales.items():
        inside = [[x + side * reach * 0.35, y] for x, y, _, _, reach in nodes for side in (-1, 0, 1)]
        shades = [shade for _, _, shade, *_ in nodes for _ in range(3)]
        outside = [[x, y - reach * 1.4] for x, y, *_, reach in nodes]
        spots = [[x * scale, (y + above) * scale] for x, y in [*inside, *outside]]
        size, seen = _seen(viewer, kind, _saved(view, kind), spots)
        assert size == [round(wide * scale), round(whole * scale)]
        assert seen == [*shades, *(ground for _ in outside)], kind
    texts = ["\n".join(span.text or "" for span in text) for text in _picture(root).iter(f"{SVG}text")]
    assert texts == view.evaluate(WRITTEN)
    assert {"the army", "Olha Marsh"} <= set(texts)
    assert "Kherson" not in texts


def test_a_saved_picture_keeps_voices_and_what_stands_back(opened: "Callable[..., Page]") -> None:
    view = opened(small_page(), "#view=actors")
    search(view, "Kherson")
    sheet = ElementTree.parse(_saved(view, "SVG")).getroot()
    around = [text.text for text in sheet.iter(f"{SVG}text") if text not in set(_picture(sheet).iter(f"{SVG}text"))]
    assert around[0] == "Who to whom: Kherson"
    assert {"People", "Places", "Stated", "Denied", "Lies in"} <= set(around)
    assert around[-2] == "Sources: “Not us”, 2022-05-05; Kherson <shelled>, The Example, 2022-05-04"
    assert "2 articles, 2022-05-04 to 2022-05-05" in around[-1]
    root = _picture(sheet)
    links = {group.get("stroke"): [path.get("d") for path in group] for group in root.iter(f"{SVG}g")}
    colours = view.evaluate("Object.fromEntries(['stated', 'denied', 'context'].map((name) => [name, colour(name)]))")
    assert {name: len(links[colours[name]]) for name in colours} == {"stated": 2, "denied": 3, "context": 1}
    signs = [path.get("opacity") for path in root.findall(f"{SVG}path")]
    assert signs == ["0.25" if faded else "1" for *_, faded, _ in view.evaluate(DRAWN)]
    assert "0.25" in signs


def test_a_saved_map_has_its_looks_and_its_credits(opened: "Callable[..., Page]") -> None:
    view = opened(small_page(), "#view=map", color_scheme="dark")
    sheet = ElementTree.parse(_saved(view, "SVG")).getroot()
    texts = [text.text or "" for text in sheet.iter(f"{SVG}text")]
    assert texts[0] == "Map"
    assert {"Kherson", "Placed roughly"} <= set(texts)
    assert texts[-1].startswith("Places: GeoNames (CC BY 4.0) · coasts and borders: Natural Earth")
    fills = {path.get("fill") for path in _picture(sheet).iter(f"{SVG}path")}
    assert "none" in fills
    assert "rgb(25, 34, 44)" in fills  # the land, in the dark
    size, (seen,) = _seen(view.context.new_page(), "PNG", _saved(view, "PNG"), [[2, 2]])
    assert max(size) == 3508
    assert seen == view.evaluate("colour('ground')")


def test_a_saved_timeline_is_xml_whatever_names_hold(opened: "Callable[..., Page]") -> None:
    view = opened(small_page(), "#view=timeline&lanes=actors")
    view.evaluate("things.forEach((one) => { one.label += '\\u0001'; }); go({thing: 0})")
    titles = [one.text or "" for one in ElementTree.parse(_saved(view, "SVG")).getroot().iter(f"{SVG}title")]
    assert titles
    assert all(title.endswith("\ufffd") for title in titles)


def test_the_list_in_view_is_kept_as_a_table_that_runs_nothing(opened: "Callable[..., Page]") -> None:
    view = opened(small_page(), "#view=actors")
    search(view, "Kherson")
    view.evaluate("sentences.forEach((one) => { one.text = '=1+2,\"x\"' })")
    with view.expect_download() as kept:
        view.get_by_role("button", name="Save the statements in view as CSV").click()
    assert kept.value.suggested_filename == "statements.csv"
    rows = list(csv.reader(Path(kept.value.path()).read_text("utf-8-sig").splitlines()))
    assert rows[0] == [
        "statement",
        "voice",
        "said by",
        "confidence",
        "sentence",
        "article",
        "publisher",
        "date",
        "address",
    ]
    assert len(rows) - 1 == view.evaluate("things.find(({label}) => label === 'Kherson').about.length")
    assert {row[4] for row in rows[1:]} == {'\'=1+2,"x"'}
    assert "denied" in {row[1] for row in rows[1:]}
