"""The map, what is contested and the filters, as readers meet them."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace as changed

from newsgraph.resolution.identities import Contradiction
from picture_pages import search, small_page, title
from small_news import DENIAL_RECORD, IDENTITIES, SHELLING_RECORD

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

Opened = Callable[..., "Page"]
# How many names on the map lie on each other, or reach out of the map.
CLASHES = """() => {
    const names = [...document.querySelectorAll("#map .names text")].map((text) => text.getBoundingClientRect());
    const {left, right, top, bottom} = document.getElementById("map").getBoundingClientRect();
    const inside = (name) => name.left >= left && name.right <= right && name.top >= top && name.bottom <= bottom;
    const out = names.filter((name) => !inside(name));
    return out.length + names.filter((name, at) => names.slice(0, at).some((other) => overlap(name, other))).length;
}"""


def test_the_events_of_a_place_are_on_the_map_and_open_their_list(opened: Opened) -> None:
    view = opened(small_page(), "#view=map")
    sign = view.get_by_role("button", name="1 event in Kherson")
    sign.focus()
    view.keyboard.press("Enter")
    assert title(view) == "Kherson"
    heading = view.get_by_role("heading", name="What happened here (1)")
    assert heading.evaluate("one => one === document.activeElement")
    assert "the army shelled Kherson 2022-05-03" in view.locator("#panel .things").inner_text()
    view.get_by_role("button", name="Filters").click()
    view.get_by_role("checkbox", name="Events").uncheck()
    assert sign.count() == 0


def test_the_map_moves_by_keys_and_keeps_the_keyboard_where_it_was(opened: Opened) -> None:
    view = opened(small_page(), "#view=map")
    kherson = view.locator("#map .marker[aria-label=Kherson]")
    before = kherson.bounding_box()
    kherson.focus()
    view.keyboard.press("ArrowRight")
    after = kherson.bounding_box()
    assert before
    assert after
    assert after["x"] == pytest.approx(before["x"] - 80, abs=2)
    assert view.evaluate("document.activeElement.getAttribute('aria-label')") == "Kherson"
    wide = view.evaluate("worldMap.frame.wide")
    view.keyboard.press("+")
    assert view.evaluate("worldMap.frame.wide") < wide
    view.keyboard.press("0")
    assert view.locator("#map .marker").count() == 2


# How many signs cover each other.
COVERED = """() => {
    const signs = [...document.querySelectorAll("#map .marker")].map((sign) => sign.getBoundingClientRect());
    return signs.filter((sign, at) => signs.slice(0, at).some((other) => overlap(sign, other))).length;
}"""


def test_places_too_near_to_each_other_have_one_sign_that_zooms_in(opened: Opened, all_sure: "Path") -> None:
    view = opened(all_sure / "graph.html", "#view=map")
    alone = "#map .marker[aria-label=Kherson]"
    for _ in range(12):
        assert view.evaluate(COVERED) == 0
        if view.locator(alone).count():
            break
        cluster = view.locator("#map .cluster[aria-label*='come nearer: Kherson']")
        assert str(int(cluster.text_content() or 0)) in str(cluster.get_attribute("aria-label"))
        cluster.focus()
        view.keyboard.press("Enter")
        assert view.evaluate("document.activeElement.dataset.thing !== undefined")
    assert view.locator(alone).count() == 1
    assert title(view) == "What the articles say"


def test_places_of_the_same_coordinates_are_moved_apart_up_close(opened: Opened) -> None:
    view = opened(small_page(), "#view=map")
    view.evaluate("things.forEach((thing) => thing.latitude && Object.assign(thing, {latitude: 49, longitude: 32}))")
    view.evaluate("worldMap.frame = {x: 32, y: 49, wide: 10}; worldMap.draw()")
    assert view.locator("#map .marker").count() == 1
    view.locator("#map .cluster").press("Enter")
    for _ in range(8):
        if view.locator("#map .cluster").count():
            view.locator("#map .cluster").press("Enter")
    assert view.locator("#map .marker").count() == 2
    assert view.evaluate(COVERED) == 0


def test_what_happened_where_no_coordinates_are_known_is_shown_at_what_is_around(opened: Opened) -> None:
    entities = tuple(replace(one, location=None) if one.slug == "kherson" else one for one in IDENTITIES.entities)
    view = opened(small_page(identities=replace(IDENTITIES, entities=entities)), "#view=map")
    view.get_by_role("button", name="1 event in Ukraine").press("Enter")
    assert title(view) == "Ukraine"
    assert "in Kherson, shown at Ukraine" in view.locator("#panel .things").inner_text()
    assert "1 of 1 event happened" in view.locator("#count").inner_text()
    view.locator("#panel .things").get_by_role("button", name="Kherson", exact=True).click()
    assert "shown at Ukraine" in view.locator("#panel dl").inner_text()


@pytest.mark.parametrize("width", [1280, 390])
def test_names_on_the_map_have_room(opened: Opened, all_sure: "Path", width: int) -> None:
    view = opened(all_sure / "graph.html", "#view=map")
    view.set_viewport_size({"width": width, "height": 800})
    for _ in range(3):
        assert view.locator("#map .names text").count() > 1
        assert view.evaluate(CLASHES) == 0
        view.get_by_role("button", name="Zoom in").click()


def test_the_map_opens_on_what_the_articles_speak_of(opened: Opened, all_sure: "Path") -> None:
    view = opened(all_sure / "graph.html", "#view=map")
    assert view.evaluate("worldMap.frame.wide") < 40  # not all of Russia
    count = view.locator("#count").inner_text()
    shown, unknown = view.evaluate(
        "[worldMap.places.length, things.filter((one) => one.kind === 'place' && one.latitude === undefined).length]"
    )
    assert count.startswith(f"{shown} of {shown + unknown} places · {unknown} without coordinates")


def test_a_side_of_a_dispute_has_only_what_the_other_contradicts(opened: Opened, all_sure: "Path") -> None:
    view = opened(all_sure / "graph.html", "#view=claims")
    sides = view.locator(".dispute .sides .card").evaluate_all("all => all.map((one) => +one.dataset.statement)")
    assert sides
    assert view.evaluate("(all) => all.every((place) => statements[place].contradicts.length)", sides)
    quotes = view.locator(".dispute .sides blockquote").all_inner_texts()
    assert len(quotes) == len(set(quotes))


def test_who_affirms_and_who_denies_is_said_first(opened: Opened) -> None:
    view = opened(small_page(), "#view=claims")
    said = view.locator(".sides-summary").inner_text()
    assert said == "the article “Kherson <shelled>” affirms · a spokesman denies"


def test_what_is_only_possibly_contested_is_shown_with_what_is_not_sure(opened: Opened) -> None:
    (tie,) = IDENTITIES.contradictions
    possible = replace(IDENTITIES, contradictions=(replace(tie, possible=True),))
    view = opened(small_page(identities=possible), "#view=claims")
    said = view.locator("#claims").inner_text()
    assert "None found" in said
    assert "1 pair of statements may contradict each other" in said
    unsure = opened(small_page(identities=possible), "#view=claims&unsure=1")
    assert "possibly contested" in unsure.locator(".dispute h3").inner_text()


def test_what_is_only_possibly_denied_is_not_said_to_be_denied(opened: Opened) -> None:
    value = Contradiction(("shelling", "t0"), ("shelling", "t1"), "value")
    denial = Contradiction(("shelling", "t0"), ("denial", "t0"), "denial", possible=True)
    html = small_page(identities=replace(IDENTITIES, contradictions=(value, denial)))
    view = opened(html, "#view=claims")
    assert view.locator(".dispute .sides h4").all_inner_texts() == ["One side (1)", "The other (1)"]
    assert "denies" not in view.locator(".sides-summary").inner_text()
    unsure = opened(html, "#view=claims&unsure=1")
    assert "a spokesman" in unsure.locator(".sides-summary").inner_text()


def test_who_else_prints_a_report_is_said_with_it(opened: Opened) -> None:
    view = opened(small_page(identities=replace(IDENTITIES, reprints=(("denial", "shelling"),))), "#view=claims")
    other = view.evaluate("titleOf(articles.find(({reprint_of}) => reprint_of !== undefined))")
    assert f"also in “{other}”" in view.locator(".dispute .sides").inner_text()
    apart = view.locator(".dispute .sides bdi:visible").all_inner_texts()
    assert apart.count(other) == 2  # no title turns what stands beside it


def test_an_empty_list_says_that_none_was_found(opened: Opened) -> None:
    view = opened(small_page(identities=replace(IDENTITIES, contradictions=())), "#view=claims")
    assert (
        "None found: no statement of these articles surely contradicts another." in view.locator("#claims").inner_text()
    )


def test_the_graph_and_the_evidence_tell_what_is_contested(opened: Opened) -> None:
    view = opened(small_page())
    signs = view.evaluate("graph.drawing.nodes.filter(({label}) => label.startsWith('≠')).map(({id}) => nameOf(id))")
    assert signs == ["the army shelled Kherson"]
    search(view, "the army shelled")
    assert "≠ Contested: the article “Kherson <shelled>” affirms" in view.locator("#panel").inner_text()
    view.get_by_role("button", name="See both sides").click()
    assert view.locator(".dispute.chosen h3").inner_text() == "the army shelled Kherson"


def test_what_only_somebody_claims_is_dashed_and_says_by_whom(opened: Opened) -> None:
    event = changed(DENIAL_RECORD.events[0], polarity="affirmed")
    triple = changed(DENIAL_RECORD.triples[0], polarity="affirmed")
    claim = changed(DENIAL_RECORD, events=(event,), triples=(triple,))
    silent = changed(SHELLING_RECORD, events=(), triples=())
    only = [("denial", "v0")]
    event = IDENTITIES.events[0].__class__(
        **{
            name: getattr(IDENTITIES.events[0], name)
            for name in ("slug", "label", "type", "participants", "place", "time")
        },
        members=tuple(only),
    )
    identities = IDENTITIES.__class__(entities=IDENTITIES.entities, events=(event,), contradictions=())
    view = opened(small_page((silent, claim), identities))
    role = view.evaluate("graph.drawing.edges.find(({label}) => label === 'by')")
    assert role["voice"] == "claimed"
    assert role["dashes"]
    view.evaluate("go({link: linkName(graph.drawing.edges.find(({label}) => label === 'by'))})")
    assert "Claimed by a spokesman" in view.locator("#panel").inner_text()


def test_filters_say_how_much_there_would_be(opened: Opened) -> None:
    view = opened(small_page())
    view.get_by_role("button", name="Filters").click()
    form = view.get_by_role("form", name="Filters")
    assert form.get_by_label("Claimed by").locator("option").all_inner_texts() == ["all", "a spokesman (1)"]
    denied = form.locator("label", has_text="Denied")
    assert denied.inner_text().split() == ["Denied", "1"]
    form.get_by_label("Article").select_option(label="Kherson <shelled> (2)")
    assert denied.inner_text().split() == ["Denied", "0"]


def test_what_is_only_described_comes_after_names(opened: Opened, all_sure: "Path") -> None:
    view = opened(all_sure / "graph.html")
    people = view.locator("#panel h3", has_text="People").locator("+ ul").all_inner_texts()[0].split("\n")
    assert "Kyrylo Budanov" in people
    assert "Russian supreme governor" not in people
    assert view.locator("#panel .described", has_text="Russian supreme governor").count() == 1
    assert view.locator("#panel .name", has_text=re.compile("^deputy$")).count() == 0
    assert "000_" not in view.locator("#panel .articles").inner_text()


def test_places_that_are_not_on_the_map_or_only_roughly_are_listed_beside_it(opened: Opened) -> None:
    view = opened(small_page(), "#view=map")
    view.evaluate("""() => {
        const place = (name) => things.find(({label}) => label === name);
        place('Kherson').roughly = true;
        delete place('Ukraine').latitude;
        go({});
    }""")
    beside = view.locator("#panel")
    lists = beside.locator("h3 + p + ul")
    assert beside.locator("h3").all_inner_texts()[:2] == ["Not on the map (1)", "Placed roughly (1)"]
    assert lists.all_inner_texts() == ["Ukraine", "Kherson"]
    assert view.locator("#map .marker.guessed").get_attribute("aria-label") == "Kherson, placed roughly"
    lists.last.get_by_role("button").click()
    assert "roughly" in view.locator("#panel dl").inner_text()
