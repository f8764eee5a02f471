"""How long a picture takes to be made and to open, beside pyvis's own default page of the same network.

python tests/benchmarks/picture.py [SOURCE...] [--rounds N]

A page is open once a click on a node shows its evidence; pyvis's once its physics have settled and a frame is drawn.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from synthetic import news

import newsgraph
from newsgraph.picture.content import Content, content
from newsgraph.picture.drawing import draw
from newsgraph.picture.page import page
from newsgraph.picture.views import View, views
from newsgraph.rdf.network import network

if TYPE_CHECKING:
    import networkx as nx
    from playwright.sync_api import Browser, Page

SEEDS = Path(__file__).parents[2] / "seeds"
SIZES = ((2000, 6000), (20000, 60000))  # nodes and statements
GIVE_UP = 120.0  # seconds
# A node in the middle of what is seen, of those that nothing lies on.
NODE = """() => {
    const box = graph.container.getBoundingClientRect();
    const places = graph.network.getPositions();
    const spots = graph.visibleNodes().map(({id}) => ({id, ...graph.network.canvasToDOM(places[id])}));
    const seen = spots.filter(({id, x, y}) => graph.network.getNodeAt({x, y}) === id);
    const off = ({x, y}) => Math.hypot(x - box.width / 2, y - box.height / 2);
    const {x, y} = seen.reduce((best, spot) => (off(spot) < off(best) ? spot : best));
    return [x + box.x, y + box.y];
}"""
SHOWN = """() => new Promise((done) => {
    const shown = () => document.querySelector("#panel blockquote");
    const look = () => (shown() ? done(performance.now()) : requestAnimationFrame(look));
    look();
})"""
SETTLED = """network.once("stabilizationIterationsDone", () =>
    requestAnimationFrame(() => requestAnimationFrame(() => (window.opened = performance.now()))));"""


def opening(browser: "Browser", file: Path, wait: "Callable[[Page], float]") -> float:
    """The seconds from asking for a page to when it can be worked with; infinite where it had to be given up."""
    from playwright.sync_api import TimeoutError as TooLate

    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_offline(True)
    context.set_default_timeout(GIVE_UP * 1000)
    try:
        view = context.new_page()
        view.goto(file.as_uri(), wait_until="commit")
        return wait(view) / 1000
    except TooLate:
        return float("inf")
    finally:
        context.close()


def ours(view: "Page") -> float:
    """Wait until a click on a node shows its evidence."""
    view.wait_for_selector("html[data-ready]", state="attached")
    view.mouse.click(*view.evaluate(NODE))
    milliseconds: float = view.evaluate(SHOWN)
    return milliseconds


def theirs(view: "Page") -> float:
    """Wait until pyvis's page has settled."""
    milliseconds: float = view.wait_for_function("window.opened").json_value()
    return milliseconds


def write_pyvis(known: Content, view: View, file: Path) -> None:
    """The same things and links as pyvis draws them when it is not told how to."""
    from pyvis.network import Network  # type: ignore[import-untyped]

    net = Network(directed=True, cdn_resources="in_line")
    for thing in view.things:
        net.add_node(thing, label=known.things[thing]["caption"])
    for link in view.links:
        net.add_edge(link.source, link.target, label=link.label)
    html = net.generate_html()
    start = "drawGraph();"
    before, after = html.rsplit(start, 1)
    file.write_text(f"{before}{start}{SETTLED}{after}", "utf-8")


def measure(browser: "Browser", name: str, graph: "nx.MultiDiGraph[str]", rounds: int) -> tuple[float, float, float]:
    """Seconds to lay out the larger view, to open our page and to open pyvis's; prints them."""
    known = content(graph)
    view = max(views(known), key=lambda view: len(view.things))
    start = time.process_time()
    draw(known, view)
    layout = time.process_time() - start
    with tempfile.TemporaryDirectory() as folder:
        file, other = Path(folder) / "graph.html", Path(folder) / "pyvis.html"
        start = time.process_time()
        file.write_text(page(graph), "utf-8")
        making = time.process_time() - start
        write_pyvis(known, view, other)
        median = statistics.median(opening(browser, file, ours) for _ in range(rounds))
        first = opening(browser, other, theirs)
        slow = first > GIVE_UP / rounds
        beside = first if slow else statistics.median(opening(browser, other, theirs) for _ in range(rounds))
        size = file.stat().st_size / 1e6
    told = f"over {GIVE_UP:.0f} s" if beside > GIVE_UP else f"{beside:.2f} s"
    print(
        f"{name:10} {len(view.things):6} nodes {len(view.links):6} edges {len(known.statements):6} statements  "
        f"drawn {layout:5.2f} s  page {making:5.2f} s {size:5.1f} MB  opens {median:5.2f} s  pyvis {told}",
        flush=True,
    )
    return layout, median, beside


def main() -> None:
    """Print one line for each size, and one that sums them up."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sources", nargs="*", type=Path, default=[SEEDS])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--chromium", default="chromium", help="the browser's program")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        networks = {"articles": network(newsgraph.build(options.sources, output=Path(folder)).store)}
    networks |= {f"made up {nodes // 1000}k": news(nodes, statements) for nodes, statements in SIZES}
    print(
        f"median of {options.rounds} openings in headless Chromium; CPU time to draw the larger view, and for the page"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(options.chromium), args=["--no-sandbox"])
        rows = [measure(browser, name, graph, options.rounds) for name, graph in networks.items()]
        browser.close()
    opened = " ".join(f"opens_{size}={row[1]:.2f}" for size, row in zip(("seeds", "2k", "20k"), rows, strict=True))
    print(f"picture {opened} draws_2k={rows[1][0]:.2f}")


def program(name: str) -> str:
    """The path of a program, which must be there."""
    import shutil

    path = shutil.which(name)
    if path is None:
        raise SystemExit(f"{name} is not installed")
    return path


if __name__ == "__main__":
    main()
