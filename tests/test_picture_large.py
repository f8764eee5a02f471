"""Large pictures: tables by column, rings around one thing, a link to hand on, disputes a few at a time."""

import itertools
import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.picture import drawing
from newsgraph.picture.tables import columns
from picture_pages import address, search, small_page, title

if TYPE_CHECKING:
    from playwright.sync_api import Page

LISTS = st.one_of(
    st.lists(st.integers(), max_size=2),
    *(st.lists(st.lists(st.integers(), min_size=n, max_size=n), max_size=2) for n in (2, 3)),
)
VALUES = st.one_of(st.text(max_size=2), st.integers(), LISTS)
PLACES = "() => graph.network.getPositions()"


def _rows(table: dict[str, Any]) -> list[dict[str, Any]]:
    """What `assets/data.js` makes of a table."""
    rows: list[dict[str, Any]] = [{} for _ in range(table["count"])]
    for name, column in table["columns"].items():
        if "lengths" in column:
            found = list(enumerate(_lists(column)))
        elif "names" in column:
            found = [(place, column["names"][at]) for place, at in enumerate(column["at"]) if at >= 0]
        elif "places" in column:
            found = list(zip(column["places"], column["values"], strict=True))
        else:
            found = list(enumerate(column.get("values", [column.get("all")] * len(rows))))
        for place, value in found:
            if value is not None:
                rows[place][name] = value
    return rows


def _lists(column: dict[str, Any]) -> Iterator[list[Any] | None]:
    steps = iter(column["steps"])
    last = 0
    for length in column["lengths"]:
        if length < 0:
            yield None
        elif "wide" not in column:
            row = []
            for step in itertools.islice(steps, length):
                last += step
                row.append(last)
            yield row
        else:
            yield list(_ranges(steps, length, column["wide"]))


def _ranges(steps: Iterator[int], length: int, wide: int) -> Iterator[list[int]]:
    of = end = 0
    for _ in range(length):
        if wide == 3:
            of, end = of + next(steps), 0
        begin = end + next(steps)
        end = begin + next(steps)
        yield [of, begin, end] if wide == 3 else [begin, end]


@given(st.lists(st.dictionaries(st.sampled_from("abc"), VALUES)))
def test_a_table_by_column_has_the_same_rows(rows: list[dict[str, Any]]) -> None:
    assert _rows(columns(rows)) == rows


def test_what_comes_again_stands_once() -> None:
    table = columns(
        [{"voice": "stated", "mood": "actual", "cue": "say"} if n else {"mood": "actual"} for n in range(9)]
    )
    assert table["columns"]["mood"] == {"all": "actual"}
    assert table["columns"]["voice"] == {"names": ["stated"], "at": [-1, *[0] * 8]}


def test_the_page_reads_every_row_as_it_was(opened: "Callable[..., Page]") -> None:
    rows = [
        {
            "a": "x",
            "b": [n],
            "e": [[n, n + 2], [9, 12]],
            "f": [[n, 5, 7], [n + 1, 0, 2]],
            **({"c": n} if n == 3 else {}),
            "d": "y" if n % 2 else "z",
        }
        for n in range(8)
    ]
    view = opened(small_page())
    assert view.evaluate("(table) => JSON.parse(JSON.stringify(rows(table)))", columns(rows)) == rows


def test_a_neighbourhood_stands_in_rings_and_goes_back(opened: "Callable[..., Page]") -> None:
    view = opened(small_page())
    before = view.evaluate(PLACES)
    search(view, "Kherson")
    view.locator("#steps").select_option("2 steps around")
    steps = view.evaluate("""() => {
        const edges = graph.visibleEdges();
        const near = new Set(within(edges, state.thing, 1));
        const place = graph.network.getPositions();
        const {x, y} = place[state.thing];
        const step = (id) => (id === state.thing ? 0 : near.has(id) ? 1 : 2);
        return graph.visibleNodes().map(({id}) => [step(id), Math.hypot(place[id].x - x, place[id].y - y)]);
    }""")
    assert {step for step, _ in steps} == {0, 1, 2}
    rings = {step: {round(far, -1) for one, far in steps if one == step} for step in range(3)}
    assert [len(ring) for ring in rings.values()] == [1, 1, 1]
    assert max(rings[0]) < max(rings[1]) < max(rings[2])
    view.emulate_media(color_scheme="dark")  # is painted anew, and stays where it is
    assert view.evaluate(PLACES) != before
    view.locator("#steps").select_option("everything")
    after = view.evaluate(PLACES)
    assert all(math.dist(before[node].values(), after[node].values()) < 1 for node in before)


def test_lines_go_along_when_things_are_moved(opened: "Callable[..., Page]") -> None:
    view = opened(small_page())
    search(view, "Kherson")
    off = view.evaluate("""() => {
        go({steps: 1});
        go({steps: 2});
        const place = graph.network.getPositions();
        const straight = graph.visibleEdges().filter(({id}) => !graph.network.isCurved(id));
        return straight.map(({id, from, to}) => {
            const {x, y} = graph.middle(id);
            return Math.hypot(x - (place[from].x + place[to].x) / 2, y - (place[from].y + place[to].y) / 2);
        });
    }""")
    assert off
    assert max(off) < 1


def test_a_link_that_is_drawn_later_has_an_address(
    opened: "Callable[..., Page]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MOST", 2)
    html = small_page()
    view = opened(html)
    first = view.evaluate("drawing.edges.length")
    search(view, "Ukraine")
    assert view.evaluate("drawing.edges.length") > first
    view.evaluate("graph.picked(null, drawing.edges.at(-1).id)")
    assert title(view) == "Kherson in Ukraine"
    assert title(opened(html, address(view))) == "Kherson in Ukraine"


def test_a_path_is_shown_where_both_its_ends_are_drawn(opened: "Callable[..., Page]") -> None:
    view = opened(small_page(), "#view=actors")
    search(view, "the army")
    assert "view=actors" in address(view)
    box = view.get_by_role("combobox", name="Path to")
    box.fill("the army shelled Kherson")
    box.press("Enter")
    assert view.locator("input[value=events]").is_checked()
    assert "1 step" in view.locator("#panel").inner_text()


def test_a_link_is_copied_and_leads_to_the_same(opened: "Callable[..., Page]") -> None:
    view = opened(small_page())
    view.context.grant_permissions(["clipboard-read", "clipboard-write"])
    search(view, "Kherson")
    view.locator("input[value=actors]").check()
    view.get_by_role("button", name="Copy the link").click()
    view.locator("#copied", has_text="Link copied").wait_for()
    link = view.evaluate("navigator.clipboard.readText()")
    assert link == view.url
    other = opened(small_page(), link[link.index("#") :])
    assert (title(other), address(other)) == ("Kherson", address(view))


def test_where_nothing_may_be_copied_the_link_is_laid_out(opened: "Callable[..., Page]") -> None:
    view = opened(small_page())
    view.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    search(view, "Kherson")
    for name in ("events", "claims"):
        view.locator(f"input[value={name}]").check()
        view.get_by_role("button", name="Copy the link").press("Enter")
        view.locator("#copied", has_text="Copy the link from here").wait_for()
        assert view.evaluate("getSelection().toString()") == view.url
        view.keyboard.press("Escape")
        assert view.evaluate("document.activeElement.id") == "link"
        assert not view.locator("#link-field").is_visible()
        assert title(view) == "Kherson"


@pytest.mark.parametrize("at", [0, 25])
def test_disputes_come_a_few_at_a_time(opened: "Callable[..., Page]", at: int) -> None:
    view = opened(small_page())
    count = view.evaluate(
        """(at) => {
            const [one] = allDisputes();
            known.set(false, Array.from({length: 45}, (_, place) => ({...one, topic: place === at ? one.topic : 1e6})));
            const name = cards.name;
            cards.name = (place) => (place < 1e6 ? name.call(cards, place) : element("span", {}, String(place)));
            go({view: "claims", thing: one.topic});
            return document.querySelectorAll(".dispute").length;
        }""",
        at,
    )
    assert count == max(20, at + 1)
    more = view.locator("#claims .more")
    assert more.inner_text() == f"{45 - count} more"
    more.click()
    assert view.locator(".dispute").count() == min(45, 2 * count)
