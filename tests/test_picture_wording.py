"""How statements are worded: in their sentence's own words, and what is denied is denied once."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

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
        ("did not shell", "the army did not shell Kherson", "not"),
        ("didn’t shell", "the army didn’t shell Kherson", "didn’t"),
        ("has never shelled", "the army has never shelled Kherson", "never"),
        ("cannot shell", "the army cannot shell Kherson", "cannot"),
        ("refused to shell", "the army refused to shell Kherson", "refused"),
        ("has shelled", "the army has not shelled Kherson", "not"),
        ("another shelling of", "the army not shell Kherson", "not"),
    ],
)
def test_what_is_denied_is_denied_by_its_own_word_or_by_one_more(
    opened: Opened, relation: str, told: str, marked: str
) -> None:
    assert _told(opened, relation=relation) == (told, [marked])


def test_nobody_who_does_something_denies_it(opened: Opened) -> None:
    assert _told(opened, subject="No one", relation="plans to shell") == ("No one plans to shell Kherson", [])
    assert _told(opened, object="no city", relation="shelled") == ("the army shelled no city", [])
    assert _told(opened, subject="Norway", relation="shelled") == ("Norway not shell Kherson", ["not"])


def test_the_seeds_statements_read_as_their_sentences_do(opened: Opened, built: "Path") -> None:
    view = opened(built / "graph.html", "#view=claims")
    lines = view.locator(".dispute .triple").evaluate_all("all => all.map((one) => one.textContent)")
    assert lines
    assert any("No one plans to withdraw" in line for line in lines)
    assert not any("be planned planned" in line or "not plans" in line for line in lines)
