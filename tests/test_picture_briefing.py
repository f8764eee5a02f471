"""The page's first view, the briefing, and the timeline, as readers use them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsgraph.briefing.dates import in_words
from picture_pages import address, title
from test_briefing import TOLD, build_story

if TYPE_CHECKING:
    from playwright.sync_api import Page

DATES = (
    *(
        "2019-09-10",
        "2019-09",
        "2019",
        "2019-09-10/2019-09-12",
        "2019-10-28/2019-11-03",
        "../2019",
        "2019/..",
        "199X",
        "19XX",
        "2022-21",
    ),
    *("2022-34", "2016~", "2016-05?", "2016%", "2022-10-19T10:00:00"),
    *("--09", "--09-05"),
)
LINES = """(lines) => lines.filter((line) => line.offsetParent).map((line) => {
    const copy = line.cloneNode(true);
    for (const note of copy.querySelectorAll(".note, .opened")) note.remove();
    return copy.textContent;
})"""
DAY = """(day) => {
    const box = timeline.strip.getBoundingClientRect();
    return [box.x + timeline.full(Date.parse(day)), box.y + 20];
}"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("story")
    build_story(folder)
    return folder / "graph.html"


def _told(section: str) -> list[str]:
    """The lines of a section of the briefing in Markdown, as words."""
    lines = TOLD.partition(f"## {section}\n\n")[2].partition("\n\n")[0].splitlines()
    return [_plain(re.sub(r"\[\^\d+\]|\*|^- | Also in: .*|\(disputed\)", "", line)) for line in lines]


def _plain(text: str) -> str:
    return " ".join(text.removesuffix("disputed").split())


def _seen(view: "Page", lines: str) -> list[str]:
    """Lines as they are read, less the numbers of their footnotes."""
    return [_plain(text) for text in view.locator(lines).evaluate_all(LINES)]


def test_the_page_opens_on_the_briefing_and_leads_into_the_graph(opened: "Callable[..., Page]", page: Path) -> None:
    view = opened(page, "")
    assert view.locator("input[value=briefing]").is_checked()
    assert _seen(view, ".days > li") == [line.replace(":", "", 1) for line in _told("What happened")]
    assert _seen(view, ".disputes .sides li") == [
        "Ida Brandt met Olaf Kern on Friday 5 May. (8 May 2023)",
        "a spokeswoman: Ida Brandt did not meet Olaf Kern on Friday. (6 May 2023)",
    ]
    note = view.locator(".days > li", has_text="Police searched").locator(".note")
    note.focus()
    view.keyboard.press("Enter")
    assert note.get_attribute("aria-expanded") == "true"
    evidence = view.locator(".opened")
    assert note.get_attribute("aria-controls") == evidence.get_attribute("id")
    assert evidence.locator("blockquote").inner_text() == "Police searched the offices of Stahlbau Nord on Sunday."
    assert evidence.locator("a").get_attribute("href") == "https://example.org/weekly"
    view.keyboard.press("Enter")
    assert evidence.count() == 0
    note.click()
    view.get_by_role("button", name="Show in the graph").click()
    assert address(view).startswith("#view=actors&node=")
    view.go_back()
    view.locator(".briefing .name", has_text="Ida Brandt").first.click()
    assert title(view) == "Ida Brandt"
    assert address(view).startswith("#view=briefing&node=")
    view.evaluate("location.hash = '#view=briefing&voices=denied'")
    view.locator("#count", has_text=re.compile("^1 of [0-9]+ lines")).wait_for()
    assert _seen(view, ".sides li") == ["a spokeswoman: Ida Brandt did not meet Olaf Kern on Friday. (6 May 2023)"]


def test_on_a_phone_a_graph_is_what_is_around_somebody(opened: "Callable[..., Page]", page: Path) -> None:
    view = opened(page, "")
    view.set_viewport_size({"width": 390, "height": 800})
    assert view.locator(".briefing h3").first.is_visible()
    view.locator("#views label", has_text="Who to whom").click()
    assert address(view) == "#view=actors&node=urn%3Anewsgraph%3Aactor%3Aida-brandt&steps=1"
    assert title(view) == "Ida Brandt"
    view.locator("#steps").select_option("everything")
    assert "steps" not in address(view)


def test_the_timeline_shows_when_by_mouse_and_by_keys(opened: "Callable[..., Page]", page: Path) -> None:
    view = opened(page, "#view=timeline")
    rows = [" ".join(row.split()) for row in view.locator(".event-list > .dated li").all_inner_texts()]
    assert [re.sub(" · .*", "", row) for row in rows] == [
        "May 2023 2 May 2023 Mayor Ida Brandt closed the Harbour Bridge on Tuesday",
        "5 May 2023 Ida Brandt met Olaf Kern on Friday 5 May",
        "7 May 2023 Police searched the offices of Stahlbau Nord on Sunday",
    ]
    view.locator(".chart").focus()
    for key in ("End", "ArrowLeft"):
        view.keyboard.press(key)
    assert view.locator("#chosen").inner_text() == "5 May 2023: Ida Brandt met Olaf Kern on Friday 5 May"
    view.keyboard.press("Enter")
    assert title(view) == "Ida Brandt met Olaf Kern on Friday 5 May"
    assert view.locator(".mark.chosen").count() == 1
    wide = "timeline.x.domain()[1] - timeline.x.domain()[0]"
    before = view.evaluate(wide)
    view.locator(".chart").focus()
    view.keyboard.press("+")
    assert view.evaluate(wide) < before
    view.get_by_label("Lanes by").select_option("actors")
    assert "Ida Brandt" in view.locator(".timeline .title").all_text_contents()
    assert "lanes=actors" in address(view)


def test_days_picked_on_the_timeline_are_those_of_all_views(opened: "Callable[..., Page]", page: Path) -> None:
    view = opened(page, "#view=timeline")
    view.mouse.move(*view.evaluate(DAY, "2023-05-04"))
    view.mouse.down()
    view.mouse.move(*view.evaluate(DAY, "2023-05-09"))
    view.mouse.up()
    assert re.search("since=2023-05-0[34]&until=2023-05-0[89]", address(view))
    assert view.locator(".dated li").count() == 2
    view.locator("input[value=briefing]").check()
    assert {line[:10] for line in _seen(view, ".days > li")} == {"5 May 2023", "7 May 2023"}
    view.locator("input[value=timeline]").check()
    view.get_by_role("button", name="All days").click()
    assert "since" not in address(view)


def test_dates_are_in_the_same_words_everywhere(opened: "Callable[..., Page]", page: Path) -> None:
    view = opened(page)
    assert view.evaluate("(dates) => dates.map(inWords)", DATES) == [in_words(date) for date in DATES]
    kinds = view.evaluate("(dates) => dates.map((date) => spanOf(date)?.kind ?? null)", [*DATES, ""])
    assert kinds == ["day", "within", "within", *["span"] * 4, *["within"] * 7, "day", None, None, None]
