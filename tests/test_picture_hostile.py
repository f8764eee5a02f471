"""Words of hostile articles are only words, wherever the page shows them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

import hostile_news
from hostile_news import LONG, RUN
from picture_pages import all_views, search, small_page, title

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# What HTML makes of the hostile words where they are text: control characters are no part of it.
SEEN = "</script><script>window.ran=1</script><img src=x onerror=window.ran=1><svg onload=window.ran=1>{{7*7}}${window"
OURS = """a article aside b bdi blockquote body button canvas cite dd details div dl dt fieldset form g h1 h2 h3 h4 h5
    head header html input label legend li line main mark meta noscript ol option output p path q rect script section
    select small span style summary svg text textarea title ul"""
STRANGERS = """(ours) => [...document.querySelectorAll("*")].filter((one) =>
    !ours.includes(one.localName) ||
    [...one.attributes].some(({name, value}) => /^(on|src)/i.test(name) || /script:/i.test(value))
).map((one) => one.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def evil() -> str:
    return small_page(hostile_news.RECORDS, hostile_news.IDENTITIES, hostile_news.TEXTS)


def _harmless(view: "Page") -> None:
    assert view.evaluate("window.ran") is None
    assert view.evaluate(STRANGERS, OURS.split()) == []
    assert view.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [1280, 390])
def test_hostile_words_are_only_words(opened: "Callable[..., Page]", evil: str, width: int) -> None:
    view = opened(evil)
    view.set_viewport_size({"width": width, "height": 800})
    view.get_by_role("button", name="Filters").click()
    for name in all_views(view):
        view.locator(f"input[value={name}]").check()
        _harmless(view)
    assert view.locator("#claims blockquote", has_text=SEEN).count() == 2
    assert view.get_by_label("Article").locator("option", has_text=SEEN[:50]).count() == 1
    for name in ("Mallory", "Kherson", "Oracle", "Event"):
        view.get_by_role("combobox", name="Search").fill(f"{name} </scr")
        assert SEEN[:50] in view.get_by_role("option").first.inner_text()
        _harmless(view)
        view.keyboard.press("Enter")
        assert title(view).startswith(f"{name} {SEEN}")
        assert view.locator("#panel cite", has_text=SEEN).count() > 0
        assert view.locator("#panel cite a").count() == 0
        _harmless(view)
    search(view, "Longx")
    assert title(view) == f"Long{LONG}"
    _harmless(view)
    goal = view.get_by_role("combobox", name="Path to")
    goal.fill("Mallory")
    goal.press("Enter")
    assert "steps" in view.locator("#panel").inner_text()
    _harmless(view)


def test_a_saved_picture_of_hostile_words_is_a_picture(
    opened: "Callable[..., Page]", evil: str, browser: "Browser", tmp_path: Path
) -> None:
    view = opened(evil, "#view=actors")
    with view.expect_download() as kept:
        view.get_by_role("button", name="Save as SVG").click()
    saved = tmp_path / "graph.svg"
    kept.value.save_as(saved)
    root = ElementTree.parse(saved).getroot()
    assert {element.tag.partition("}")[2] for element in root.iter()} == {"svg", "rect", "g", "path", "text", "tspan"}
    assert not any(name.startswith("on") or "href" in name for element in root.iter() for name in element.attrib)
    written = "".join(root.itertext())
    assert "</script>" in written
    alone = browser.new_page()
    alone.goto(saved.as_uri())
    assert alone.evaluate("[document.documentElement.localName, window.ran]") == ["svg", None]
    alone.close()


def test_the_policy_lets_run_only_what_the_page_brings(browser: "Browser", evil: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', evil)
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert rules.pop("default-src") == "'none'"
    for kind in ("script-src", "style-src"):
        assert re.fullmatch(r"('sha256-[\w+/]{43}=' ?)+", rules.pop(kind))
    assert rules == {"base-uri": "'none'", "form-action": "'none'"}
    view = browser.new_page()
    view.set_content(evil)
    view.evaluate(
        """(code) => {
            window.refused = new Set();
            addEventListener("securitypolicyviolation", ({effectiveDirective}) => refused.add(effectiveDirective));
            const script = document.createElement("script");
            script.textContent = code;
            const image = document.createElement("img");
            image.setAttribute("onerror", code);
            image.src = "https://example.org/x.png";
            const style = document.createElement("style");
            style.textContent = "body { display: none }";
            const frame = document.createElement("iframe");
            frame.src = "data:text/html,x";
            document.body.append(script, image, style, frame);
            fetch("https://example.org/").catch(() => 0);
        }""",
        RUN,
    )
    kinds = ["script-src-elem", "script-src-attr", "style-src-elem", "img-src", "frame-src", "connect-src"]
    view.wait_for_function("(kinds) => kinds.every((kind) => refused.has(kind))", arg=kinds)
    assert view.evaluate("window.ran") is None
    view.close()
