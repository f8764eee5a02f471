"""The page as its readers meet it: in a real browser, from disk, with the network off."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsgraph.knowledge_graph import KnowledgeGraph
from newsgraph.picture import drawing
from newsgraph.rdf import store, writer
from picture_pages import address, all_views, anchor, drawn, search, small_page
from small_news import IDENTITIES, RECORDS, TEXTS

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_it_shows_all_actors_places_and_events(opened: Callable[..., "Page"]) -> None:
    view = opened(small_page())
    assert drawn(view) == 5
    assert view.locator("#count").inner_text().startswith("5 of 5 actors, places and events")
    shapes = view.evaluate("Object.fromEntries(graph.nodes.get().map((node) => [node.group, node.shape]))")
    assert len(set(shapes.values())) == len(shapes) == 4


def test_another_spelling_leads_to_the_place_and_its_sentences(opened: Callable[..., "Page"]) -> None:
    view = opened(small_page())
    search(view, "cherson")
    panel = view.get_by_role("complementary", name="Evidence")
    assert panel.get_by_role("heading", level=2).inner_text() == "Kherson"
    assert panel.get_by_role("link", name="706448").get_attribute("href") == "https://sws.geonames.org/706448/"
    denied = panel.locator("> div > .card.denied")
    assert denied.locator("> blockquote").inner_text() == "“The army did not shell Cherson,” said a spokesman."
    assert denied.locator("> blockquote mark").all_inner_texts() == ["The army", "shell", "Cherson"]
    assert "“Not us” · 2022-05-05" in denied.locator("> cite").inner_text()
    assert panel.get_by_role("heading", name="Denied by a spokesman").count() == 1


def test_a_click_on_a_node_or_a_link_shows_the_evidence(opened: Callable[..., "Page"]) -> None:
    view = opened(small_page(), "#view=actors")
    army, kherson = anchor(view, "the army"), anchor(view, "Kherson")
    view.mouse.click(*army)
    assert view.locator("#panel h2").inner_text() == "the army"
    assert "On 3 May the army shelled Kherson." in view.locator("#panel blockquote").all_inner_texts()
    view.mouse.click((army[0] + kherson[0]) / 2, (army[1] + kherson[1]) / 2)
    assert view.locator("#panel h2").inner_text().split() == ["the", "army", "denied:", "shell", "Kherson"]
    view.locator("#panel .name", has_text="Kherson").first.click()
    assert view.locator("#panel h2").inner_text() == "Kherson"


def test_filters_leave_what_was_asked_for(opened: Callable[..., "Page"]) -> None:
    view = opened(small_page())
    view.get_by_role("button", name="Filters").click()
    view.get_by_role("checkbox", name="Places").uncheck()
    assert drawn(view) == 3
    assert view.locator("#count").inner_text().startswith("3 of 5")
    view.get_by_role("checkbox", name="Places").check()
    view.get_by_label("Claimed by").select_option(label="a spokesman (1)")
    assert "1 of 4 statements" in view.locator("#count").inner_text()
    view.get_by_role("button", name="Clear filters").click()
    assert drawn(view) == 5


def test_an_address_keeps_the_state(opened: Callable[..., "Page"]) -> None:
    view = opened(small_page())
    view.get_by_text("Who to whom").click()
    search(view, "olha")
    again = opened(small_page(), address(view))
    assert again.locator("#panel h2").inner_text() == "Olha Marsh"
    assert again.get_by_role("radio", name="Who to whom").is_checked()


def test_the_view_of_claims_sets_both_sides_beside_each_other(opened: Callable[..., "Page"]) -> None:
    view = opened(small_page())
    view.get_by_text("Contested", exact=True).click()
    dispute = view.locator("#claims .dispute")
    assert dispute.count() == 1
    sides = dispute.locator(".sides > div")
    assert "On 3 May the army shelled Kherson." in sides.nth(0).inner_text()
    assert "did not shell Cherson" in sides.nth(1).inner_text()
    assert "Denied by a spokesman" in sides.nth(1).inner_text()
    dispute.get_by_role("button", name="the army shelled Kherson").first.click()
    assert view.locator("#graph").is_visible()
    assert view.locator("#panel h2").inner_text() == "the army shelled Kherson"


def test_only_what_is_around_a_thing(opened: Callable[..., "Page"]) -> None:
    view = opened(small_page())
    search(view, "Ukraine")
    view.locator("#steps").select_option(label="1 step around")
    assert drawn(view) == 2
    view.locator("#steps").select_option(label="2 steps around")
    assert drawn(view) == 3


def test_the_path_between_two_things(opened: Callable[..., "Page"]) -> None:
    view = opened(small_page())
    search(view, "the army")
    box = view.get_by_role("combobox", name="Path to")
    box.fill("Ukr")
    box.press("Enter")
    assert "3 steps" in view.locator("#panel").inner_text()
    again = opened(small_page(), address(view))
    assert "On 3 May the army shelled Kherson." in again.locator("#panel").inner_text()
    box = view.get_by_role("button", name="Close")
    box.click()
    search(view, "olha")
    view.get_by_role("combobox", name="Path to").fill("Kherson")
    view.get_by_role("combobox", name="Path to").press("Enter")
    assert "Nothing that is shown ties them together." in view.locator("#panel").inner_text()


def test_the_time_slider_leaves_what_happened_then(opened: Callable[..., "Page"]) -> None:
    later = replace(IDENTITIES.events[0], slug="later", label="it was later", time="2022-06", members=())
    view = opened(small_page(identities=replace(IDENTITIES, events=(*IDENTITIES.events, later))))
    view.get_by_role("button", name="Filters").click()
    assert view.locator(".histogram rect").count() == 2
    view.get_by_role("slider", name="from").focus()
    view.keyboard.press("End")
    assert "0 of 4 statements" in view.locator("#count").inner_text()
    assert "since=2022-06-01" in view.url
    view.keyboard.press("Home")
    view.get_by_role("slider", name="to", exact=True).focus()
    view.keyboard.press("Home")
    assert "2 of 4 statements" in view.locator("#count").inner_text()


def test_a_large_graph_opens_with_what_matters_and_the_rest_on_demand(
    opened: Callable[..., "Page"], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MOST", 2)
    view = opened(small_page())
    assert drawn(view) == 2
    assert "2 of 5" in view.locator("#count").inner_text()
    assert "the 3 of which least is said" in view.locator("#count").inner_text()
    search(view, "Ukraine")
    assert view.locator("#panel h2").inner_text() == "Ukraine"
    assert drawn(view) > 2


def test_the_map_has_the_places(opened: Callable[..., "Page"]) -> None:
    view = opened(small_page(), "#view=map")
    assert view.locator("#map .land:not(.near)").count() == view.locator("#map .coast").count() == 1
    kherson = view.get_by_role("button", name="Kherson", exact=True).and_(view.locator("#map .marker"))
    ukraine = view.locator("#map .marker[aria-label=Ukraine]")
    assert kherson.bounding_box()["y"] > ukraine.bounding_box()["y"]  # it lies further south
    kherson.focus()
    view.keyboard.press("Enter")
    assert view.locator("#panel h2").inner_text() == "Kherson"
    assert view.locator("#panel .map .marker").count() == 1
    assert view.locator("#map .marker.chosen").get_attribute("aria-label") == "Kherson"


# Controls that a finger does not get at: out of the window, or under something else.
OUT_OF_REACH = """() => [...document.querySelectorAll("button, input, select, a, summary, label")].filter((one) => {
    if (one.matches(".skip, .segments input") || !one.checkVisibility()) return false;
    one.scrollIntoView({block: "nearest"});
    const {left, right, top, height, width} = one.getClientRects()[0]; // of a link in running text, its first line
    const above = document.elementFromPoint(left + width / 2, top + height / 2);
    return left < 0 || right > innerWidth || !(one.contains(above) || above?.contains(one));
}).map((one) => one.outerHTML.slice(0, 150))"""


def test_it_fits_a_telephone(opened: Callable[..., "Page"], all_sure: Path) -> None:
    view = opened(all_sure / "graph.html")
    view.set_viewport_size({"width": 390, "height": 760})
    for words in ("", "Kherson"):
        if words:
            search(view, words)
            assert view.locator("#panel h2").is_visible()
        view.get_by_role("button", name="Filters").first.click()
        for name in all_views(view):
            view.locator(f"input[value={name}]").check()
            assert view.evaluate("document.documentElement.scrollWidth") <= 390
            assert view.evaluate(OUT_OF_REACH) == [], (name, words)
            tools, foot = view.locator("#tools").bounding_box(), view.locator("#foot").bounding_box()
            assert tools is None or tools["y"] + tools["height"] <= foot["y"], (name, words)


def test_the_picture_of_the_seeds_can_be_read(opened: Callable[..., "Page"], all_sure: Path) -> None:
    view = opened((all_sure / "graph.html").read_text("utf-8"))
    count = re.match(r"(\d+) of (\d+) actors, places and events", view.locator("#count").inner_text())
    assert count
    assert int(count[1]) == int(count[2]) == drawn(view) > 50
    written, clashes = view.evaluate("""() => {
        const names = graph.labels.written;
        const clash = (one, at) => names.slice(0, at).some((other) => overlap(one, other));
        return [names.length, names.filter(clash).length];
    }""")
    assert written > 40
    assert clashes == 0
    search(view, "Cherson")
    assert view.locator("#panel h2").inner_text().startswith("Kherson")
    sentence = view.locator("#panel .card").first
    assert sentence.locator("mark").count() > 0


def test_it_works_in_the_frame_of_a_notebook(opened: Callable[..., "Page"]) -> None:
    known = KnowledgeGraph(store.in_memory(writer.quads(RECORDS, IDENTITIES, TEXTS)))
    view = opened(f"<!doctype html><html data-ready>{known._repr_html_()}")
    frame = view.frame_locator("iframe")
    box = frame.get_by_role("combobox", name="Search")
    box.fill("cherson")
    box.press("Enter")
    assert frame.locator("#panel h2").inner_text() == "Kherson"


def test_who_only_speaks_is_shown_with_what_they_say(opened: Callable[..., "Page"]) -> None:
    view = opened(small_page())
    search(view, "spokesman")
    said = view.locator("#panel h3", has_text="Says of others").locator("+ div > .card > blockquote")
    assert said.all_inner_texts() == ["“The army did not shell Cherson,” said a spokesman."]
