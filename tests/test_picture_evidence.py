"""A reader's walk through the picture of the seeds: what it shows is what the articles and the graph say."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import Dataset

from conftest import SEEDS
from newsgraph.articles import Article, read_sources
from picture_pages import address, drawn, search, title

if TYPE_CHECKING:
    from playwright.sync_api import Page

MENTIONS = """
    SELECT DISTINCT ?article ?begin ?end ?words ?thing WHERE {
        ?mention nif:referenceContext ?article ; nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?words ;
            itsrdf:taIdentRef/rdfs:label ?thing }"""
SAID_BY = """
    SELECT ?sentence ?by WHERE { ?said a ng:Statement ; ng:saidBy/rdfs:label ?by ; ng:evidence/nif:anchorOf ?sentence }
"""
# Every sentence in the evidence: its text, where its marked words are, in code points, and who and what its statement
# is about, if it has one.
CARDS = """() => [...document.querySelectorAll("#panel .card > blockquote")].map((quote) => {
    const length = (text) => Array.from(text).length;
    const marks = [...quote.querySelectorAll("mark")].map((mark) => {
        const before = document.createRange();
        before.setStart(quote, 0);
        before.setEndBefore(mark);
        return [length(before.toString()), mark.textContent];
    });
    const names = [...quote.parentElement.querySelectorAll(":scope > .triple .name")];
    return [quote.textContent, marks, quote.parentElement.dataset.statement && names.map((name) => name.textContent)];
})"""


@dataclass(frozen=True)
class Mention:
    article: str
    begin: int
    end: int
    words: str
    thing: str


@pytest.fixture(scope="module")
def articles() -> list[str]:
    return [article.text for article in read_sources([SEEDS]) if isinstance(article, Article)]


@pytest.fixture(scope="module")
def known(all_sure: Path) -> Dataset:
    graph = Dataset(default_union=True)
    graph.parse(all_sure / "graph.trig", format="trig")
    return graph


@pytest.fixture(scope="module")
def mentions(known: Dataset) -> list[Mention]:
    return [Mention(*(value.toPython() for value in row)) for row in known.query(MENTIONS)]


def _everything(view: "Page") -> None:
    """Open all that the evidence keeps back at first."""
    while (more := view.locator("#panel .more")).count():
        more.first.click()


def test_marked_words_are_the_articles_at_the_mentions_offsets(
    opened: "Callable[..., Page]", all_sure: Path, articles: list[str], mentions: list[Mention]
) -> None:
    view = opened(all_sure / "graph.html")
    search(view, "Cherson")
    assert title(view) == "Kherson"
    _everything(view)
    cards = view.evaluate(CARDS)
    assert len(cards) > 10
    named = 0
    for sentence, marks, names in cards:
        article = next(text for text in articles if sentence in text)
        begin = article.index(sentence)
        assert marks
        for at, words in marks:
            assert article[begin + at : begin + at + len(words)] == words
        marked = [range(begin + at, begin + at + len(words)) for at, words in marks]
        inside = [
            mention
            for mention in mentions
            if mention.thing == "Kherson"
            and begin <= mention.begin < begin + len(sentence)
            and article[mention.begin : mention.end] == mention.words
        ]
        shown = [any(one.begin in span and one.end - 1 in span for span in marked) for one in inside]
        named += bool(inside)
        assert any(shown) or not inside
        if not names or "Kherson" in names:
            assert all(shown)
    assert named > 10
    marked_words = {words for _, marks, _ in cards for _, words in marks}
    assert {"Cherson", "Kherson"} <= marked_words


def test_claims_by_one_source_are_those_of_the_graph(
    opened: "Callable[..., Page]", all_sure: Path, known: Dataset
) -> None:
    who = "Vladimir Saldo"
    said = {str(sentence) for sentence, by in known.query(SAID_BY) if str(by) == who}
    view = opened(all_sure / "graph.html")
    view.get_by_role("button", name="Filters").click()
    claimants = view.get_by_label("Claimed by")
    claimants.select_option(claimants.locator("option", has_text=who).get_attribute("value"))
    assert 0 < drawn(view) < 30
    shown = view.evaluate("""() => [...shown.statements].map((place) => {
        const {by, sentence} = statements[place];
        return [nameOf(by), sentences[sentence].text];
    })""")
    assert f"{len(shown)} of " in view.locator("#count").inner_text()
    assert {by for by, _ in shown} == {who}
    assert {sentence for _, sentence in shown} == said


def test_a_path_leads_from_a_person_to_a_place(opened: "Callable[..., Page]", all_sure: Path) -> None:
    view = opened(all_sure / "graph.html", "#view=actors")
    search(view, "Stremouzov")
    goal = view.get_by_role("combobox", name="Path to")
    goal.fill("cherson")
    goal.press("Enter")
    assert title(view) == "Kirill Stremouzov … Kherson"
    steps = view.locator("#panel > h3 > span")
    assert view.locator("#panel > p", has_text=re.compile(r"^\d+ steps?$")).inner_text() == f"{steps.count()} steps"
    ends = [[name.inner_text() for name in step.locator(".name").all()] for step in steps.all()]
    assert "Kirill Stremouzov" in ends[0]
    assert "Kherson" in ends[-1]
    assert all(set(one) & set(next_) for one, next_ in pairwise(ends))
    assert view.locator("#panel .card blockquote").count() >= steps.count() - 1


def test_map_and_contested_views_of_the_seeds(opened: "Callable[..., Page]", all_sure: Path) -> None:
    view = opened(all_sure / "graph.html")
    view.get_by_text("Map", exact=True).click()
    assert not view.locator("#graph").is_visible()
    markers = view.locator("#map .marker").evaluate_all("all => all.map((one) => one.ariaLabel)")
    assert "Moscow" in markers
    assert any("Kherson" in marker for marker in markers)
    view.get_by_text("Contested", exact=True).click()
    dispute = view.locator(".dispute").first
    for side in ("Affirmed", "Denied"):
        assert dispute.get_by_role("heading", name=re.compile(f"^{side}")).is_visible()
    assert dispute.locator("blockquote").count() > 1
    view.go_back()
    assert view.locator("#map").is_visible()
    view.go_back()
    assert view.locator("#graph").is_visible()
    view.go_forward()
    assert view.get_by_role("radio", name="Map").is_checked()


def test_a_link_leads_others_to_all_that_is_shown(opened: "Callable[..., Page]", all_sure: Path) -> None:
    view = opened(all_sure / "graph.html")
    view.get_by_text("Who to whom").click()
    view.get_by_role("button", name="Filters").click()
    view.get_by_role("checkbox", name="Groups").uncheck()
    view.get_by_role("checkbox", name="Envisaged").uncheck()
    search(view, "Kherson")
    view.locator("#steps").select_option(label="2 steps around")
    again = opened(all_sure / "graph.html", address(view))
    for one in (view, again):
        assert title(one) == "Kherson"
        assert one.locator("#steps").input_value() == "2"
        assert one.get_by_role("radio", name="Who to whom").is_checked()
    assert not again.locator("#filters").is_visible()
    assert again.get_by_role("button", name="Filters (on)").is_visible()
    again.get_by_role("button", name="Filters").click()
    for name, on in (("Groups", False), ("Envisaged", False), ("Places", True)):
        assert again.get_by_role("checkbox", name=name).is_checked() is on
    assert again.locator("#count").inner_text() == view.locator("#count").inner_text()
    assert drawn(again) == drawn(view) > 1
