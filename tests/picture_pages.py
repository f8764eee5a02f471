"""The page as its readers meet it: in a real browser, from disk, with the network off; and what readers do there."""

import base64
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsgraph.briefing import brief
from newsgraph.picture.page import page
from newsgraph.rdf import store, writer
from newsgraph.rdf.table_reading import read
from newsgraph.record import Record
from newsgraph.resolution.identities import Identities
from small_news import IDENTITIES, RECORDS, TEXTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_VIOLATIONS = "addEventListener('securitypolicyviolation', (event) => console.error(`refused: ${event.blockedURI}`))"

# What the page's program exports, by its own names, for tests to ask.
_BY_NAME = "Object.defineProperties(window, Object.getOwnPropertyDescriptors(window.newsgraph ?? {}))"


def small_page(
    records: tuple[Record, ...] = RECORDS, identities: Identities = IDENTITIES, texts: dict[str, str] = TEXTS
) -> str:
    graph = store.in_memory(writer.quads(records, identities, texts))
    known = read(graph)
    return page(known, brief(known))


def held(html: str, block: str = "data") -> str:
    """What a page holds in one of its blocks of data, as JSON."""
    found = re.search(rf'id="block-{block}">([^<]*)<', html)
    assert found
    return zlib.decompress(base64.b85decode(found[1][1:].translate(str.maketrans(":~,.", "~&<>")))).decode()


@contextmanager
def reader(browser: "Browser", folder: Path) -> Iterator[Callable[..., "Page"]]:
    """Opens pages from disk, on what happened; in the end, nothing was asked of anybody, refused or complained of."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_offline(True)
    context.set_default_timeout(30_000)
    context.add_init_script(_VIOLATIONS)

    def open_(html: str | Path, address: str = "#view=events", **media: Any) -> "Page":
        file = html if isinstance(html, Path) else folder / "graph.html"
        if not isinstance(html, Path):
            file.write_text(html, "utf-8")
        view = context.new_page()
        view.on("console", lambda message: complaints.append(message.text))
        view.on("pageerror", lambda error: complaints.append(str(error)))
        view.on("dialog", lambda dialog: complaints.append(dialog.message))
        view.on("request", lambda asked: asked.url.startswith(("file:", "blob:")) or complaints.append(asked.url))
        if media:
            view.emulate_media(**media)
        view.goto(file.as_uri() + address)
        view.wait_for_selector("html[data-ready]", state="attached")
        view.evaluate(_BY_NAME)
        return view

    try:
        yield open_
    finally:
        context.close()
    assert complaints == [], complaints


def address(view: "Page") -> str:
    """What a reader copies to lead others to what is shown, from the # on."""
    return re.sub(r"^[^#]*", "", view.url)


def search(view: "Page", words: str) -> None:
    view.get_by_role("combobox", name="Search").fill(words)
    view.get_by_role("combobox", name="Search").press("Enter")


def title(view: "Page") -> str:
    """What the evidence is of."""
    return " ".join(view.locator("#panel h2").inner_text().split())


def all_views(view: "Page") -> list[str]:
    """The names of all views, in the order of their buttons."""
    return view.locator("input[name=view]").evaluate_all("all => all.map((one) => one.value)")


def drawn(view: "Page") -> int:
    """How many nodes are seen."""
    return view.evaluate("graph.network.visible.length")


def anchor(view: "Page", name: str) -> tuple[float, float]:
    """Where a node is drawn, in pixels of the window."""
    return view.evaluate(
        """(name) => {
            const place = things.findIndex((thing) => thing.label === name);
            const {x, y} = graph.network.canvasToDOM(graph.network.getPositions([place])[place]);
            const box = graph.container.getBoundingClientRect();
            return [x + box.x, y + box.y];
        }""",
        name,
    )
