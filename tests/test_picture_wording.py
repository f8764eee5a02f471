"""How statements are worded: in their sentence's own words, and what is denied is denied once."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from newsgraph.record import FurtherArgument
from picture_pages import search, small_page
from small_news import DENIAL_RECORD, SHELLING_RECORD

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

Opened = Callable[..., "Page"]


def _told(opened: Opened, **words: str) -> tuple[str, list[str]]:
    """The denial in other words, as the evidence tells it, and which of them are marked."""
    denial, rumour = DENIAL_RECORD.triples
    ends = {part: replace(getattr(denial, part), text=words[part], entity=None) for part in words if part != "relation"}
    denial = replace(denial, relation=replace(denial.relation, text=words["relation"]), **ends)
    record = replace(DENIAL_RECORD, triples=(denial, rumour))
    view = opened(small_page((SHELLING_RECORD, record)))
    search(view, "the army shelled")
    line = view.locator("#panel > div > .card.denied > .triple").first
    return line.inner_text(), line.locator(".not").all_inner_texts()


@pytest.mark.parametrize(
    ("relation", "told", "marked"),
    [
        ("did not shell", "the army did not shell Kherson · 100 % sure", "not"),
        ("didn’t shell", "the army didn’t shell Kherson · 100 % sure", "didn’t"),
        ("has never shelled", "the army has never shelled Kherson · 100 % sure", "never"),
        ("cannot shell", "the army cannot shell Kherson · 100 % sure", "cannot"),
        ("refused to shell", "the army refused to shell Kherson · 100 % sure", "refused"),
        ("has shelled", "the army denied: has shelled Kherson · 100 % sure", "denied"),
        ("another shelling of", "the army denied: another shelling of Kherson · 100 % sure", "denied"),
    ],
)
def test_what_is_denied_is_denied_by_its_own_word_or_by_one_more(
    opened: Opened, relation: str, told: str, marked: str
) -> None:
    assert _told(opened, relation=relation) == (told, [marked])


def test_nobody_who_does_something_denies_it(opened: Opened) -> None:
    sure = " · 100 % sure"
    assert _told(opened, subject="No one", relation="plans to shell") == (f"No one plans to shell Kherson{sure}", [])
    assert _told(opened, object="no city", relation="shelled") == (f"the army shelled no city{sure}", [])
    assert _told(opened, subject="Norway", relation="shelled") == (f"Norway denied: shelled Kherson{sure}", ["denied"])


def test_a_statement_is_told_with_all_its_arguments_and_how_sure_it_is(opened: Opened) -> None:
    shelled, left = SHELLING_RECORD.triples
    day = FurtherArgument(start=0, end=8, role="time", preposition="on", text="3 May")
    told = replace(shelled, object=None, arguments=(day,), confidence=0.87)
    view = opened(small_page((replace(SHELLING_RECORD, triples=(told, left)), DENIAL_RECORD)))
    search(view, "the army shelled")
    assert view.locator("#panel .card.stated > .triple").first.inner_text() == "the army shelled on 3 May · 87 % sure"


def test_the_seeds_statements_read_as_their_sentences_do(opened: Opened, all_sure: "Path") -> None:
    view = opened(all_sure / "graph.html", "#view=claims")
    lines = view.locator(".dispute .triple").evaluate_all("all => all.map((one) => one.textContent)")
    assert lines
    assert any("No one plans to withdraw" in line for line in lines)
    assert not any("be planned planned" in line or "not plans" in line for line in lines)
