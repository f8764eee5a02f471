"""Other topics than actors, places and events, drawn where readers ask for them; signs of what is contested."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from newsgraph.picture import drawing
from picture_pages import address, search, small_page, title

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from newsgraph.picture.content import Content

Opened = Callable[..., "Page"]
OTHERS = "graph.visibleNodes().filter(({group}) => group === 'topic').map(({id}) => nameOf(id))"


@pytest.mark.parametrize("name", ["events", "actors"])
def test_other_things_are_drawn_beside_what_they_are_tied_to(opened: Opened, all_sure: "Path", name: str) -> None:
    view = opened(all_sure / "graph.html", f"#view={name}")
    assert view.evaluate(OTHERS) == []
    assert not view.locator("#legend [data-kind=topic]").is_visible()
    view.get_by_role("button", name="Filters").click()
    view.get_by_role("checkbox", name="Other topics").check()
    others = view.evaluate(OTHERS)
    assert "No one" in others
    assert view.locator("#legend [data-kind=topic]").is_visible()
    assert "other topics" in view.locator("#count").inner_text()
    ties = view.evaluate(
        """graph.visibleEdges().filter(({from}) => things[from].kind === "topic").map(({from, to}) => {
            const {[from]: one, [to]: other} = graph.network.getPositions([from, to]);
            return [nameOf(from), Math.hypot(one.x - other.x, one.y - other.y)];
        })"""
    )
    assert {one for one, _ in ties} == set(others)
    assert min(far for _, far in ties) < 120
    spots = view.evaluate("graph.drawing.nodes.map(({x, y}) => `${x} ${y}`)")
    assert len(set(spots)) == len(spots)

    again = opened(all_sure / "graph.html", address(view))
    assert again.evaluate(OTHERS) == others
    view.get_by_role("checkbox", name="Other topics").uncheck()
    assert view.evaluate(OTHERS) == []


def test_on_a_narrow_screen_filters_leave_the_graph_its_room(opened: Opened, all_sure: "Path") -> None:
    view = opened(all_sure / "graph.html")
    view.set_viewport_size({"width": 390, "height": 800})
    before = view.locator("#graph").bounding_box()
    view.get_by_role("button", name="Filters").click()
    after = view.locator("#graph").bounding_box()
    assert before
    assert after
    assert after["height"] >= before["height"]
    search(view, "Cherson")
    assert not view.locator("#filters").is_visible()
    assert title(view) == "Kherson"


def test_a_link_of_another_thing_opens_its_sentences(opened: Opened, all_sure: "Path") -> None:
    view = opened(all_sure / "graph.html", "#view=events&kinds=person,organization,group,place,event,topic")
    view.evaluate("go({link: linkName(graph.visibleEdges().find(({from}) => nameOf(from) === 'No one'))})")
    assert title(view).startswith("No one plans to withdraw")
    assert "No one" in view.locator("#panel .card blockquote").first.inner_text()


def _without_events(content: "Content", things: list[int], _tied: set[int]) -> tuple[list[int], list[int]]:
    """What a graph too large for its events draws at first."""
    events = [thing for thing in things if content.things[thing]["kind"] == "event"]
    return [thing for thing in things if thing not in events], events


def test_what_is_contested_has_its_sign_when_it_is_drawn_later(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "most_connected", _without_events)
    view = opened(small_page())
    signs = "graph.drawing.nodes.filter(({label}) => label.startsWith('≠')).map(({id}) => nameOf(id))"
    assert view.evaluate(signs) == []
    search(view, "the army shelled")
    assert view.evaluate(signs) == ["the army shelled Kherson"]
    assert view.evaluate("graph.drawing.edges.every(({label}) => label.startsWith('≠') || label === 'in')")
    assert view.evaluate("[...svgOf(graph).querySelectorAll('[stroke-dasharray*=\".\"]')].length") == 1
