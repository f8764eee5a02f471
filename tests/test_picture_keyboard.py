"""The whole page without a mouse: a walk by Tab, arrows, Enter and Escape, in which the focus can always be seen."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from picture_pages import all_views, drawn, search, small_page, title

if TYPE_CHECKING:
    from playwright.sync_api import Page

# What has the keyboard: what it is called, and whether one sees that it does.
FOCUS = """() => {
    const at = document.activeElement;
    const shown = at.matches(".segments input") ? at.nextElementSibling : at;
    const {outlineStyle, outlineWidth} = getComputedStyle(shown);
    const {x, y, width, height} = shown.getBoundingClientRect();
    const within = (value, most) => Math.min(Math.max(value, 0), most - 1);
    const top = document.elementFromPoint(within(x + width / 2, innerWidth), within(y + height / 2, innerHeight));
    const name = at.ariaLabel ?? at.labels?.[0]?.textContent ?? at.textContent;
    return {
        name: name.trim(),
        id: at.id,
        ring: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
        seen: width > 0 && height > 0 && (shown.contains(top) || top?.contains(shown)),
    };
}"""


def _press(view: "Page", key: str) -> dict[str, Any]:
    """Press a key; whatever has the keyboard then can be seen to have it."""
    view.keyboard.press(key)
    focus = view.evaluate(FOCUS)
    assert focus["name"], (key, focus)
    assert focus["ring"], (key, focus)
    assert focus["seen"], (key, focus)
    return focus


def _tab(view: "Page", name: str, key: str = "Tab") -> None:
    """Go on by Tab until something of a name has the keyboard."""
    passed = []
    while len(passed) < 80:
        passed.append(_press(view, key)["name"])
        if passed[-1] == name:
            return
    raise AssertionError(f"{name} is not among {passed}")


def test_a_walk_by_keyboard(opened: "Callable[..., Page]", all_sure: Path) -> None:
    view = opened(all_sure / "graph.html")
    assert _press(view, "Tab")["name"] == "Skip to the evidence"
    assert _press(view, "Tab")["id"] == "search"
    view.keyboard.type("cherson")
    active = view.get_by_role("combobox", name="Search").get_attribute("aria-activedescendant")
    assert active is None
    _press(view, "ArrowDown")
    active = view.get_by_role("combobox", name="Search").get_attribute("aria-activedescendant")
    assert view.locator(f"#{active}").inner_text().split() == ["Kherson", "also", "Cherson"]
    assert view.locator(f"#{active}").get_attribute("aria-selected") == "true"

    assert _press(view, "Enter")["id"] == "panel"
    assert title(view) == "Kherson"
    assert view.locator("#chosen").inner_text() == "Kherson"
    _tab(view, "Ukraine")
    assert _press(view, "Enter")["id"] == "panel"
    assert title(view) == "Ukraine"
    view.go_back()
    assert title(view) == "Kherson"
    assert view.evaluate("document.activeElement.id") == "panel"

    _tab(view, "Filters", "Shift+Tab")
    _press(view, "Enter")
    assert view.locator("#filters-button").get_attribute("aria-expanded") == "true"
    events = f"Events {view.evaluate('things.filter(({kind}) => kind === `event`).length')}"
    _tab(view, events)
    before = drawn(view)
    assert _press(view, "Space")["name"] == events
    assert drawn(view) < before
    _press(view, "Escape")
    assert not view.locator("#filters").is_visible()
    assert view.evaluate(FOCUS)["name"] == "Filters (on)"

    _press(view, "Tab")
    assert _press(view, "ArrowRight")["name"] == "Timeline"
    assert _press(view, "ArrowRight")["name"] == "Map"
    _tab(view, "Moscow")
    _press(view, "Enter")
    assert title(view) == "Moscow"
    assert view.locator("#map").is_visible()
    view.go_back()
    assert title(view) != "Moscow"

    _tab(view, "Map", "Shift+Tab")
    assert _press(view, "ArrowRight")["name"] == "Contested"
    _tab(view, "What is contested")
    first = view.locator("#claims .name").first.inner_text()
    _tab(view, first)
    assert _press(view, "Enter")["id"] == "panel"
    assert title(view) == first
    assert view.locator("#graph").is_visible()
    _press(view, "Escape")
    assert title(view) == "What the articles say"


def test_the_keyboard_goes_everywhere_in_the_graph(opened: "Callable[..., Page]") -> None:
    view = opened(small_page())
    _tab(view, "Graph: arrow keys go from node to node")
    view.keyboard.press("ArrowRight")
    seen = []
    for key in ("ArrowLeft", "ArrowRight", "ArrowRight"):
        seen.append(title(view))
        assert view.locator("#chosen").inner_text() == seen[-1]
        view.keyboard.press(key)
    assert len(set(seen)) > 1
    assert set(seen) <= {"the army", "Kherson", "the army shelled Kherson", "Ukraine"}
    assert view.evaluate("document.activeElement.id") == "graph"
    scale = view.evaluate("graph.network.getScale()")
    view.keyboard.press("+")
    view.wait_for_function("(scale) => graph.network.getScale() > scale * 1.2", arg=scale)
    view.keyboard.press("Escape")
    assert title(view) == "What the articles say"
    _press(view, "Tab")


def test_escape_closes_one_thing_at_a_time(opened: "Callable[..., Page]") -> None:
    view = opened(small_page())
    search(view, "Kherson")
    view.get_by_role("button", name="Filters").press("Enter")
    box = view.get_by_role("combobox", name="Search")
    box.focus()
    box.fill("ukr")
    offered = view.get_by_role("listbox", name="Suggestions")
    assert offered.is_visible()
    view.keyboard.press("Escape")
    assert not offered.is_visible()
    assert view.locator("#filters").is_visible()
    view.keyboard.press("Escape")
    assert not view.locator("#filters").is_visible()
    assert title(view) == "Kherson"
    view.keyboard.press("Escape")
    assert title(view) == "What the articles say"


def test_every_control_has_a_name(opened: "Callable[..., Page]") -> None:
    view = opened(small_page())
    reading = view.context.new_cdp_session(view)
    view.get_by_role("button", name="Filters").click()
    search(view, "Kherson")
    for name in all_views(view):
        view.locator(f"input[value={name}]").check()
        nodes = reading.send("Accessibility.getFullAXTree")["nodes"]
        controls = [node for node in nodes if _is(node, "focusable") and node["role"]["value"] != "RootWebArea"]
        assert len(controls) > 20
        assert [node for node in controls if not node.get("name", {}).get("value")] == []
        live = [node for node in nodes if node.get("role", {}).get("value") == "status"]
        assert len(live) == 3


def _is(node: dict[str, Any], quality: str) -> bool:
    return any(one["name"] == quality and one["value"]["value"] for one in node.get("properties", ()))


def test_skipping_to_the_evidence_keeps_what_is_shown(opened: "Callable[..., Page]") -> None:
    view = opened(small_page())
    search(view, "Kherson")
    view.locator("input[value=map]").check()
    before = view.url
    view.locator(".skip").focus()
    view.keyboard.press("Enter")
    assert view.evaluate("document.activeElement.id") == "panel"
    assert (view.url, title(view)) == (before, "Kherson")
