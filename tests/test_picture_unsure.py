"""What is not sure is out of the picture until somebody asks for it, and its label never says less than it is."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from newsgraph.confidence import DEFAULT_MIN_CONFIDENCE
from picture_pages import address, drawn, search, small_page, title
from small_news import DENIAL_RECORD, SHELLING_RECORD

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

Opened = Callable[..., "Page"]
SLIDER = "How sure"


def _slide(view: "Page", key: str) -> None:
    """Move the slider: Home shows everything, End only what is sure."""
    view.get_by_label(SLIDER).press(key)


@pytest.fixture(scope="module")
def html() -> str:
    """The shelling is not sure in one article, its denial is in the other."""
    shelled, left = SHELLING_RECORD.triples
    unsure = replace(SHELLING_RECORD, triples=(replace(shelled, confidence=0.3), left))
    return small_page((unsure, DENIAL_RECORD))


def _labels(view: "Page") -> set[str]:
    return set(view.evaluate("graph.visibleEdges().map(({label}) => label)"))


def test_what_is_unsure_is_shown_when_asked_for(opened: Opened, html: str) -> None:
    view = opened(html, "#view=actors")
    assert _labels(view) == {"≠ denied: shell", "in"}
    assert "2 of 4 statements" in view.locator("#count").inner_text()
    told = view.locator("#unsure-told")
    assert told.inner_text() == "only what is sure (1 held back)"
    _slide(view, "Home")
    assert told.inner_text() == "everything, 1 of it unsure"
    assert _labels(view) == {"≠ denied: shell", "≠ shelled", "in"}
    assert "3 of 4 statements" in view.locator("#count").inner_text()
    again = opened(html, address(view))
    assert again.get_by_label(SLIDER).input_value() == "0"
    assert _labels(again) == {"≠ denied: shell", "≠ shelled", "in"}
    _slide(view, "End")
    assert _labels(view) == {"≠ denied: shell", "in"}
    assert "unsure" not in address(view)


def test_the_evidence_leaves_out_what_is_unsure_and_says_so(opened: Opened, html: str) -> None:
    view = opened(html)
    search(view, "Kherson")
    assert title(view) == "Kherson"
    cards = view.locator("#panel .card .triple:visible")
    assert cards.all_inner_texts() == ["the army denied: shell Kherson · 100 % sure"]
    assert view.get_by_text("1 statement not sure enough to be shown").is_visible()
    _slide(view, "Home")
    assert "the army shelled Kherson · unsure: 30 %" in cards.all_inner_texts()
    assert not view.get_by_text("not sure enough to be shown").is_visible()


def test_a_dispute_is_shown_if_it_is_contested_however_sure_its_sides_are(opened: Opened, html: str) -> None:
    for asked in ("", "&unsure=60"):
        view = opened(html, f"#view=claims{asked}")
        assert view.locator(".dispute").count() == 1, asked
        assert "unsure: 30 %" in view.locator(".dispute .sides").inner_text()


def test_the_seeds_are_shown_as_far_as_they_are_sure(opened: Opened, built: "Path") -> None:
    view = opened(built / "graph.html", "#view=claims")
    assert "What some affirm, others deny." in view.locator("#claims").inner_text()
    _slide(view, "Home")
    assert "No one plans to withdraw" in view.locator("#claims").inner_text()
    view.locator("input[value=events]").check()
    everything = drawn(view)
    _slide(view, "End")
    assert 0 < drawn(view) < everything
    least = min(view.evaluate("[...shown.statements].map((place) => statements[place].confidence)"))
    assert least >= 100 * DEFAULT_MIN_CONFIDENCE


def test_what_nothing_unsure_is_said_of_needs_no_choice(opened: Opened) -> None:
    view = opened(small_page())
    assert not view.locator("#unsure-choice").is_visible()
    assert drawn(view) > 3


def test_the_slider_shows_what_is_as_sure_as_is_asked_for(opened: Opened, html: str) -> None:
    for least, shown in (("29", True), ("30", True), ("31", False)):
        view = opened(html, f"#view=actors&unsure={least}")
        assert ("≠ shelled" in _labels(view)) is shown, least
        assert view.get_by_label(SLIDER).input_value() == least
        assert f"from {least} % on" in view.locator("#unsure-told").inner_text()


def test_the_evidence_says_why_a_statement_is_unsure(opened: Opened) -> None:
    shelled, left = SHELLING_RECORD.triples
    unsure = replace(shelled, confidence=0.3, doubts=("who", "long"))
    sure = replace(left, confidence=0.95, doubts=("long",))
    view = opened(small_page((replace(SHELLING_RECORD, triples=(unsure, sure)), DENIAL_RECORD)), "#unsure=1")
    search(view, "the army")
    assert view.locator("#panel .doubts:visible").all_inner_texts() == [
        "Unsure, as the sentence is long or nested; and it is not certain whom “he”, “it” or “the minister” stands for."
    ]
