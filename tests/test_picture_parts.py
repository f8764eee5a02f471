"""Large graphs open on their parts; search finds slips, words and articles; much that is said of one is grouped."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsgraph.picture import drawing, parts
from newsgraph.picture.content import content
from newsgraph.picture.views import views
from newsgraph.rdf import store, writer
from newsgraph.rdf.table_reading import read
from picture_pages import address, drawn, search, small_page, title
from small_news import IDENTITIES, RECORDS, TEXTS

if TYPE_CHECKING:
    from playwright.sync_api import Page

Opened = Callable[..., "Page"]


@pytest.fixture
def divided(monkeypatch: pytest.MonkeyPatch) -> str:
    """A page of a graph that counts as large."""
    monkeypatch.setattr(drawing, "MOST", 4)
    monkeypatch.setattr(parts, "_SMALL", 1)
    return small_page()


def test_parts_are_named_by_whom_and_what_most_is_said_of() -> None:
    known = content(read(store.in_memory(writer.quads(RECORDS, IDENTITIES, TEXTS))))
    whole = views(known)[-1]
    assert [part.things for part in parts.parts(known, whole, 100)] == [whole.things]
    found = parts.parts(known, whole, 4)
    assert sorted(thing for part in found for thing in part.things) == sorted(whole.things)
    (other,) = found  # none has six things
    assert other.other
    assert {known.things[one]["label"] for one in other.actors} == {"the army", "Olha Marsh"}
    assert known.things[other.places[0]]["label"] == "Kherson"
    assert other.phrase == "the army shelled Kherson"


def test_a_large_graph_opens_on_its_parts(opened: Opened, divided: str) -> None:
    view = opened(divided, "#view=actors")
    cards = view.locator("#parts .part")
    assert cards.count() > 1
    assert not view.locator("#graph").is_visible()
    assert not view.get_by_role("button", name="Zoom in").is_visible()
    assert view.locator("#parts h2").inner_text() == "Who to whom: choose a part"
    view.get_by_role("radio", name="What happened").check()
    assert view.locator("#parts h2").inner_text() == "What happened: choose a part"
    view.get_by_role("radio", name="Who to whom").check()
    first = cards.first
    assert "The army shelled Kherson." in first.inner_text()
    first.get_by_role("button").click()
    assert view.locator("#graph").is_visible()
    assert drawn(view) > 0
    assert "of this part" in view.locator("#count").inner_text()
    again = opened(divided, address(view))
    assert drawn(again) == drawn(view)
    view.get_by_role("button", name=f"All {cards.count()} parts").click()
    assert view.locator("#parts").is_visible()


def test_what_is_chosen_opens_its_part(opened: Opened, divided: str) -> None:
    view = opened(divided, "#view=actors")
    for name in ("Ukraine", "Kherson"):
        search(view, name)
        assert title(view) == name
        assert name in view.evaluate("graph.visibleNodes().map(({id}) => nameOf(id))")
    view.get_by_role("button", name="Close").click()
    assert view.locator("#graph").is_visible()  # readers stay in the part


def test_a_slip_leads_to_the_name_that_is_meant(opened: Opened, all_sure: Path) -> None:
    view = opened(all_sure / "graph.html")
    for slip, name in (("Budanow", "Kyrylo Budanov"), ("Surovkin", "Sergei Surovikin"), ("Chersn", "Kherson")):
        search(view, slip)
        assert title(view) == name
    box = view.get_by_role("combobox", name="Search")
    box.fill("qqqqqq")
    assert view.locator("#search-suggestions li").all_inner_texts() == ["Nothing found"]


def test_words_are_found_in_statements_and_titles(opened: Opened) -> None:
    view = opened(small_page())
    box = view.get_by_role("combobox", name="Search")
    box.fill("spokesman shell")
    told = view.get_by_role("option", name="1 statement with")
    box.press("Enter")
    assert told.count() == 0
    assert title(view) == "“spokesman shell”"
    assert view.locator("#panel .card blockquote:visible").all_inner_texts() == [
        "“The army did not shell Cherson,” said a spokesman."
    ]
    again = opened(small_page(), address(view))
    assert title(again) == title(view)
    box.fill("not us")
    view.get_by_role("option", name="Article").click()
    assert view.get_by_role("radio", name="Article").is_checked()
    assert "did not shell" in view.locator("#stage").inner_text()


def test_much_that_is_said_of_one_is_searched_and_grouped(opened: Opened, all_sure: Path) -> None:
    view = opened(all_sure / "graph.html", "#view=events&unsure=1")
    search(view, "Kherson")
    find = view.get_by_role("searchbox", name="Find in these statements")
    find.fill("withdraw")
    left = view.locator("#panel .grouped > div > .card > blockquote")
    assert 0 < left.count() < 20
    assert all("withdraw" in words for words in left.all_inner_texts())
    find.fill("")
    view.get_by_label("Group the statements").select_option(label="by whom or what else")
    groups = view.locator("#panel .group summary")
    assert "Ukraine" in " ".join(groups.all_inner_texts())
    assert not view.locator("#panel .group .card").first.is_visible()
    groups.first.click()
    assert view.locator("#panel .group .card").first.is_visible()


def test_no_term_of_the_model_is_seen(opened: Opened, all_sure: Path) -> None:
    view = opened(all_sure / "graph.html", "#view=events&unsure=1")
    labels = set(view.evaluate("graph.drawing.edges.map(({label}) => label)"))
    assert {"by", "of"} <= labels
    view.get_by_role("button", name="Filters").click()
    for name in view.locator("input[name=view]").evaluate_all("all => all.map((one) => one.value)"):
        view.locator(f"input[value={name}]").check()
        seen = {word.strip(".,:;·()").lower() for word in view.locator("body").inner_text().split()}
        assert not seen & {"agent", "patient", "recipient", "consult", "assault", "coerce", "polarity", "modality"}, (
            name
        )
