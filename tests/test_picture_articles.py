"""Articles in the page: read whole, with what is read from them; and statements that a reader marks as wrong."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import newsgraph
from newsgraph.picture import coasts
from picture_pages import address, held, small_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

HOSTILE = "Anna \u2028'Keller'\\ </script><img src=x onerror=alert(1)> praised Oslo"
ARTICLES = {
    "one": "Russia attacked Kharkiv on Monday.\nIt was warm! "
    "Mayor Anna Keller \U0001f600 thanked Poland. Poland praised Oslo.",
    "two": "Germany praised Anna Keller. " + HOSTILE + ".",
}


def built(folder: Path) -> Path:
    (folder / "articles").mkdir(exist_ok=True)
    for name, text in ARTICLES.items():
        (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    newsgraph.build([folder / "articles"], output=folder / "exports")
    return folder / "exports"


def test_an_article_is_read_whole_and_leads_to_its_statements_and_back(
    opened: Callable[..., "Page"], tmp_path: Path
) -> None:
    exports = built(tmp_path)
    view = opened(exports / "graph.html", "#view=article&unsure=1")
    text, told = view.locator(".reading .text"), view.locator(".told")
    without_counts = "Array.from(document.querySelectorAll('.text p'), (one) => { const copy = one.cloneNode(true);"
    without_counts += (
        " copy.querySelectorAll('.count').forEach((it) => it.remove()); return copy.textContent; }).join('\\n')"
    )
    assert view.evaluate(without_counts) == ARTICLES["one"]
    assert told.locator(".saying").all_inner_texts() == [
        "Russia attacked Kharkiv on Monday",
        "Mayor Anna Keller \U0001f600 thanked Poland",
        "Poland praised Oslo",
    ]
    text.get_by_role("button", name="1 statement of this sentence").nth(1).click()
    assert text.locator(".sentence.chosen").inner_text() == "Mayor Anna Keller \U0001f600 thanked Poland."
    assert view.locator(".told[aria-current] .saying").inner_text() == "Mayor Anna Keller \U0001f600 thanked Poland"
    assert text.locator("mark").all_inner_texts() == ["Mayor Anna Keller \U0001f600", "thanked", "Poland"]
    view.get_by_role("button", name="Statement ›").click()
    assert text.locator(".sentence.chosen").inner_text() == "Poland praised Oslo."
    again = opened(exports / "graph.html", address(view))
    assert again.locator(".sentence.chosen").inner_text() == "Poland praised Oslo."
    text.get_by_role("link", name="Anna Keller").click()
    assert view.locator("#panel h2").inner_text().endswith("Anna Keller")
    assert view.locator(".sentence.chosen").count() == 1
    view.locator("#panel").get_by_role("button", name="In the article").last.click()
    view.get_by_role("button", name="‹ Article").click()
    view.get_by_role("button", name="Article ›").click()
    assert "<img src=x onerror=alert(1)>" in text.inner_text()
    assert view.locator("#count").inner_text().endswith("statements of this article")


def test_words_are_found_in_any_sentence_of_a_text(opened: Callable[..., "Page"], tmp_path: Path) -> None:
    exports = built(tmp_path)
    view = opened(exports / "graph.html")
    box, options = view.get_by_role("combobox", name="Search"), view.locator("#search-suggestions li")
    chosen = view.locator(".sentence.chosen")
    box.fill("warm was")  # a sentence that says nothing of anybody
    view.get_by_role("option", name="In the text It was warm!").click()
    assert chosen.all_inner_texts() == ["It was warm!"]
    again = opened(exports / "graph.html", address(view))
    assert again.locator(".sentence.chosen").all_inner_texts() == ["It was warm!"]
    box.fill("Keller warm Lisbon")  # no sentence has all three
    assert options.first.inner_text() == "4 sentences with some words of “Keller warm Lisbon”"
    box.press("Enter")
    found = view.locator(".passage")
    assert found.first.inner_text() == "It was warm!"  # the rarest of the words
    assert found.first.locator("mark").all_inner_texts() == ["warm"]
    found.filter(has_text="Germany").click()
    assert chosen.all_inner_texts() == ["Germany praised Anna Keller."]
    view.get_by_role("button", name="‹ Article").click()
    assert chosen.count() == 0


def test_what_a_reader_marks_as_wrong_is_hidden_and_reaches_the_next_build(
    opened: Callable[..., "Page"], tmp_path: Path
) -> None:
    exports = built(tmp_path)
    view = opened(exports / "graph.html", "#view=article&unsure=1&read=urn:newsgraph:article:two")
    sayings = view.locator(".told .saying")
    before = sayings.all_inner_texts()
    assert before[0] == "Germany praised Anna Keller"
    for number in range(len(before)):
        sayings.first.click()
        view.get_by_role("button", name="Mark as wrong").first.click()
        view.get_by_role("textbox", name="Why it is wrong").fill('"why" \\ it\'s' if number else "")
        view.get_by_role("textbox", name="Why it is wrong").press("Enter")
        view.locator(".rejected", has_text=f"{number + 1} statement").wait_for(state="attached")
    assert sayings.count() == 0
    with view.expect_download() as kept:
        view.get_by_role("button", name="Save for newsgraph reject --from").click()
    judgements = newsgraph.Judgements(exports)
    assert judgements.judge_from(Path(kept.value.path())) == (len(before), [])
    again = opened(exports / "graph.html", "#view=article&unsure=1&read=urn:newsgraph:article:two")
    assert again.locator(".told").count() == 0  # kept for the next visit
    again.get_by_role("button", name="Take the last back").click()
    again.locator(".told").first.wait_for()
    assert again.locator("#marks").is_visible() == (len(before) > 1)
    graph = newsgraph.build([tmp_path / "articles"], output=exports)
    assert graph.counts().rejected == len(before)
    assert graph.unmet_decisions == ()
    assert not graph.query("ASK { ?s ng:text ?t ; prov:wasDerivedFrom article:two }").truth


def test_other_things_in_the_place_of_marks_are_left_alone(opened: Callable[..., "Page"], tmp_path: Path) -> None:
    file = built(tmp_path) / "graph.html"
    for kept in ("null", "[1]", '{"a": 1}', "no JSON"):
        view = opened(file, "#unsure=1")
        view.evaluate("(kept) => localStorage.setItem('newsgraph marks', kept)", kept)
        view.reload()
        view.locator("html[data-ready]").wait_for()
        assert not view.locator("#marks").is_visible(), kept


def test_a_card_is_cited_and_marked_too(opened: Callable[..., "Page"]) -> None:
    view = opened(small_page(), "#view=events&node=urn:newsgraph:place:kherson")
    view.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card = view.locator("#panel > div > .card.denied")
    cited = view.evaluate("citation(Number(document.querySelector('#panel .card.denied').dataset.statement))")
    assert cited == (
        "denied: The army shell Cherson (denied by a spokesman). “The army did not shell Cherson,” said a spokesman. "
        "“Not us”, 2022-05-05."
    )
    card.get_by_role("button", name="Mark as wrong").first.click()
    card.get_by_role("button", name="It is wrong").click()
    view.locator("#marks").wait_for()
    assert view.locator("#panel > div > .card.denied").count() == 0


def test_coasts_are_those_around_the_places() -> None:
    tiles = json.loads(held(small_page(), "coasts"))["tiles"]
    corners = {(tile["west"], tile["south"]) for tile in tiles}
    assert (30, 45) in corners  # Kherson
    assert len(corners) <= coasts.MOST
    assert all(abs(west - 30) <= 20 and abs(south - 45) <= 20 for west, south in corners)
