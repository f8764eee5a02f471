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
TOGGLE = "show what is unsure"


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
    toggle = view.get_by_label(TOGGLE)
    assert view.locator("#unsure-choice").inner_text() == f"{TOGGLE} (1)"
    assert not toggle.is_checked()
    toggle.check()
    assert _labels(view) == {"≠ denied: shell", "≠ shelled", "in"}
    assert "3 of 4 statements" in view.locator("#count").inner_text()
    again = opened(html, address(view))
    assert again.get_by_label(TOGGLE).is_checked()
    assert _labels(again) == {"≠ denied: shell", "≠ shelled", "in"}
    toggle.uncheck()
    assert _labels(view) == {"≠ denied: shell", "in"}


def test_the_evidence_leaves_out_what_is_unsure_and_says_so(opened: Opened, html: str) -> None:
    view = opened(html)
    search(view, "Kherson")
    assert title(view) == "Kherson"
    cards = view.locator("#panel .card .triple:visible")
    assert cards.all_inner_texts() == ["the army denied: shell Kherson · 100 % sure"]
    assert view.get_by_text("1 statement not sure enough to be shown").is_visible()
    view.get_by_label(TOGGLE).check()
    assert "the army shelled Kherson · unsure: 30 %" in cards.all_inner_texts()
    assert not view.get_by_text("not sure enough to be shown").is_visible()


def test_a_dispute_is_shown_if_it_is_contested_however_sure_its_sides_are(opened: Opened, html: str) -> None:
    view = opened(html, "#view=claims")
    assert view.locator(".dispute").count() == 1
    assert "unsure: 30 %" in view.locator(".dispute .sides").inner_text()


def test_the_seeds_are_shown_as_far_as_they_are_sure(opened: Opened, built: "Path") -> None:
    view = opened(built / "graph.html", "#view=claims")
    assert "What some affirm, others deny." in view.locator("#claims").inner_text()
    view.get_by_label(TOGGLE).check()
    assert "No one plans to withdraw" in view.locator("#claims").inner_text()
    view.locator("input[value=events]").check()
    everything = drawn(view)
    view.get_by_label(TOGGLE).uncheck()
    assert 0 < drawn(view) < everything
    least = min(view.evaluate("[...shown.statements].map((place) => statements[place].confidence)"))
    assert least >= 100 * DEFAULT_MIN_CONFIDENCE


def test_what_nothing_unsure_is_said_of_needs_no_choice(opened: Opened) -> None:
    view = opened(small_page())
    assert not view.locator("#unsure-choice").is_visible()
    assert drawn(view) > 3
