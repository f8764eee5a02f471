"""How long a picture takes to be made and to open; with --pyvis beside pyvis's own default page of the same network.

python tests/benchmarks/picture.py [SOURCE...] [--rounds N] [--pyvis]

A page is open once a click on a name shows its evidence, on the briefing that it begins with and on the graph; pyvis's
once its physics have settled and a frame is drawn.
"""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from synthetic import news
from tables import Row, print_table, source_parser

import newsgraph
from newsgraph.picture.content import Content, caption, content
from newsgraph.picture.drawing import MOST, draw
from newsgraph.picture.layouts import Layouts
from newsgraph.picture.page import page
from newsgraph.picture.parts import parts
from newsgraph.picture.views import View, views
from newsgraph.rdf.tables import Tables

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES = ((2000, 6000), (20000, 60000))  # nodes and statements
GIVE_UP = 120.0  # seconds
# Choose the first name of the evidence: in a graph view, it is brought to the middle and its links stand out.
CHOOSE = "document.querySelector('#panel .things .name').click()"
SHOWN = """() => new Promise((done) => {
    const shown = () => document.querySelector("#panel blockquote");
    const look = () => (shown() ? done(performance.now()) : requestAnimationFrame(look));
    look();
})"""
SETTLED = """network.once("stabilizationIterationsDone", () =>
    requestAnimationFrame(() => requestAnimationFrame(() => (window.opened = performance.now()))));"""


def opening(browser: "Browser", file: Path, wait: "Callable[[Page], float]", address: str = "") -> float:
    """The seconds from asking for a page to when it can be worked with; infinite where it had to be given up."""
    from playwright.sync_api import TimeoutError as TooLate

    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_offline(True)
    context.set_default_timeout(GIVE_UP * 1000)
    try:
        view = context.new_page()
        view.goto(file.as_uri() + address, wait_until="commit")
        return wait(view) / 1000
    except TooLate:
        return float("inf")
    finally:
        context.close()


def ours(view: "Page") -> float:
    """Wait until a click on a name shows its evidence."""
    view.wait_for_selector("html[data-ready]", state="attached")
    view.evaluate(CHOOSE)
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
        net.add_node(thing, label=caption(known.things[thing]["label"]))
    for link in view.links:
        net.add_edge(link.source, link.target, label=link.label)
    html = net.generate_html()
    start = "drawGraph();"
    before, after = html.rsplit(start, 1)
    file.write_text(f"{before}{start}{SETTLED}{after}", "utf-8")


def opening_of_pyvis(browser: "Browser", known: Content, view: View, folder: Path, rounds: int) -> float:
    """Seconds to open pyvis's page; it is opened but once where that takes long."""
    file = folder / "pyvis.html"
    write_pyvis(known, view, file)
    first = opening(browser, file, theirs)
    if first > GIVE_UP / rounds:
        return min(first, GIVE_UP)
    return statistics.median(opening(browser, file, theirs) for _ in range(rounds))


def measure_one(browser: "Browser", name: str, graph: Tables, rounds: int, pyvis: bool) -> Row:
    """Seconds to lay out the larger view, to make the page and to open it."""
    known = content(graph)
    view = max(views(known), key=lambda view: len(view.things))
    start = time.process_time()
    draw(known, view, parts(known, view, MOST), Layouts())
    middle = time.process_time()
    made = page(graph)
    figures = {"drawn_s": middle - start, "made_s": time.process_time() - middle, "size_mb": len(made.encode()) / 1e6}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.html"
        file.write_text(made, "utf-8")
        figures["opens_s"] = statistics.median(opening(browser, file, ours) for _ in range(rounds))
        on_graph = [opening(browser, file, ours, "#view=actors") for _ in range(rounds)]
        figures["graph_s"] = statistics.median(on_graph)
        if pyvis:
            figures["pyvis_s"] = opening_of_pyvis(browser, known, view, Path(folder), rounds)
    said = f"seconds; {len(view.things)} nodes, {len(view.links)} edges, {len(known.statements)} statements"
    return Row(f"picture {name}", figures, ("made_s", "opens_s", "graph_s", *(("pyvis_s",) if pyvis else ())), said)


def measure(sources: Sequence[Path], rounds: int = 3, chromium: str = "chromium", pyvis: bool = False) -> Iterator[Row]:
    """A row for the picture of the sources and of each size of made-up graph; none where Chromium is missing.

    Args:
        sources: articles.
        rounds: how often a page is opened; the median counts.
        chromium: the browser's program.
        pyvis: whether pyvis's page is opened, too, for at most two minutes a network.
    """
    path = shutil.which(chromium)
    if path is None:
        print(f"{chromium} is not installed: no picture is opened", file=sys.stderr)
        return
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        graphs = {"articles": newsgraph.build(sources, output=Path(folder)).tables}
    graphs |= {f"{nodes // 1000}k": news(nodes, statements) for nodes, statements in SIZES}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, graph in graphs.items():
            yield measure_one(browser, name, graph, rounds, pyvis)
        browser.close()


def main() -> None:
    """Print a row for each graph."""
    parser = source_parser(__doc__, rounds=5)
    parser.add_argument("--chromium", default="chromium", help="the browser's program")
    parser.add_argument("--pyvis", action="store_true", help="beside pyvis's own page, for up to two minutes a network")
    options = parser.parse_args()
    print_table(measure(options.sources, options.rounds, options.chromium, options.pyvis))


if __name__ == "__main__":
    main()
