"""/ask: the questions of `newsgraph ask` in a browser, without a line of SPARQL or JavaScript."""

import csv
import io
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from newsgraph.questions import questions
from serving import Response, Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HTML = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HOSTILE = ("<script>alert(1)</script>", '" } DROP ALL #', "http://<>", "place:%zz {", "actor:x\ny", "%\x00'&{{7*7}}")


def words(answer: Response) -> str:
    """What the middle of a page says, without its marks."""
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", answer.text.partition("<main")[2]).split()))


def paths(answer: Response, name: str) -> list[str]:
    """Where the links of a name lead."""
    return [unescape(one) for one in re.findall(rf'href="([^"]*)">{re.escape(name)}</a>', answer.text)]


def test_all_questions_are_listed_and_have_a_form(server: Server) -> None:
    page = server.curl("/ask", "-H", HTML)
    listed = {unescape(one) for one in re.findall(r'href="/ask\?question=([a-z0-9-]+)"', page.text)}
    assert listed == {one.name for one in questions()}
    assert "Who says what: what somebody other than the article vouches for What somebody says" in words(page)
    form = server.curl("/ask?question=said", "-H", HTML).text
    assert re.findall(r'<input id="ask-\w+"(?: type="checkbox")? name="(\w+)"', form) == [
        *("by", "about", "where", "from", "to", "words", "all"),
    ]
    assert '<a href="/ask">Ask</a>' in server.curl("/search", "-H", HTML).text


def test_an_answer_is_sentences_with_status_source_and_article(server: Server) -> None:
    page = server.curl("/ask?question=said&by=Budanov&about=Kherson", "-H", HTML)
    assert words(page).partition("Ask What ")[2] == (
        "Kyrylo Budanov says about Kherson"
        " Kyrylo Budanov: person, head of the secret service, 1 article"
        " Kherson: place, only Ukrainian regional capital, in Ukraine, 2 articles"
        " 1 statement. 2 held back, as not sure: show all ."
        " the Russian army is preparing to defend Kherson planned by Kyrylo Budanov (“said”) · 000_d14ddbe9530e48af"
        " On the contrary, the Russian army is preparing to defend the city, said the head of the secret service,"
        " Kyrylo Budanov, in Kyiv. The same as json , csv"
    )
    for name in ("Kyrylo Budanov", "000_d14ddbe9530e48af", "the Russian army is preparing to defend Kherson"):
        (path,) = paths(page, name)
        assert path.startswith("/resource/")
        assert server.curl(path, "-H", HTML).status == 200
    (all_,) = paths(page, "show all")
    everything = words(server.curl(all_, "-H", HTML))
    assert "3 statements." in everything
    assert "unsure (0." in everything


def test_pages_lead_through_all_rows(server: Server) -> None:
    whole = server.curl("/ask?question=said&format=json&all=1&limit=1000").json
    assert whole["total"] == len(whole["rows"]) > 6
    path, seen = "/ask?question=said&all=1&limit=4", []
    for _ in range(-(-whole["total"] // 4)):
        page = server.curl(path, "-H", HTML)
        seen += re.findall(r'<p class="said"><a href="[^"]*">(.*?)</a>', page.text)
        path = next(iter(paths(page, "On")), "")
    assert path == ""
    assert [unescape(one) for one in seen] == [one["text"] for one in whole["rows"]]
    beyond = server.curl("/ask?question=said&all=1&limit=4&page=99", "-H", HTML)
    assert f"only {-(-whole['total'] // 4)} pages: the last" in words(beyond)


def test_programs_get_json_and_csv(server: Server) -> None:
    path = "/ask?question=said&about=Kherson&limit=2"
    answer = server.curl(path, "-H", "Accept: application/json")
    assert answer.headers["link"] == '</ask?question=said&about=Kherson&limit=2&page=2>; rel="next"'
    assert answer.json["asked"] == "What somebody says about Kherson"
    table = server.curl(f"{path}&format=csv")
    assert (table.status, table.media_type) == (200, "text/csv")
    assert [row["text"] for row in csv.DictReader(io.StringIO(table.text))] == [
        row["text"] for row in answer.json["rows"]
    ]
    listed = server.curl("/ask?format=json").json["questions"]
    (between,) = (one for one in listed if one["name"] == "between")
    assert [one["name"] for one in between["parameters"] if one["required"]] == ["one", "other"]


def test_a_name_that_several_bear_is_a_choice(server: Server) -> None:
    page = server.curl("/ask?question=what&who=Russian&from=2020", "-H", HTML)
    assert page.status == 300
    assert "“Russian” may be one of several. Which is meant? Russian troops group, 2 articles" in words(page)
    (path,) = paths(page, "Russian troops")
    assert path == "/ask?question=what&who=urn%3Anewsgraph%3Aactor%3Arussian-troops&from=2020"
    assert "What Russian troops did from 2020" in words(server.curl(path, "-H", HTML))


def test_a_name_that_nothing_bears_says_what_may_be_meant(server: Server) -> None:
    page = server.curl("/ask?question=said&by=Vladimr+Saldoo", "-H", HTML)
    assert page.status == 404
    assert "Nothing in the graph is called “Vladimr Saldoo”. Did you mean Vladimir Saldo person" in words(page)
    found = server.curl("/ask?question=said&by=Vladimr+Saldoo&format=json")
    assert (found.status, found.json["candidates"][0]["iri"]) == (404, "urn:newsgraph:actor:vladimir-saldo")


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("question=sayd", 404, "No question is called “sayd”. Did you mean Who says what"),
        ("question=said&nope=1", 400, "no parameter “nope”; it has by, about, where, from, to, words."),
        ("question=said&from=soon", 400, "'soon' is no date: a day (2022-10-24), a month (2022-10) or a year (2022)."),
        ("question=between&one=Saldo", 400, "This question needs other (the other)."),
        ("question=between", 200, "The one (needed)"),
        ("question=said&words=zebra", 200, "What somebody says with “zebra” Nothing found."),
    ],
)
def test_what_cannot_be_answered_is_said_in_plain_words(server: Server, asked: str, status: int, told: str) -> None:
    page = server.curl(f"/ask?{asked}", "-H", HTML)
    assert page.status == status
    assert told in words(page)


def test_forms_that_there_are_not_are_refused(server: Server) -> None:
    assert server.curl("/ask?question=said&format=pdf").status == 406
    assert server.curl("/ask?question=said", "-H", "Accept: image/png").status == 406
    assert server.curl(f"/ask?question=said&by={'x' * 5000}").status == 414


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_words(server: Server, name: str) -> None:
    for parameter, status in (("by", 404), ("where", 404), ("words", 200), ("from", 400), ("nope", 400)):
        page = server.curl(f"/ask?question=said&{parameter}={quote(name)}", "-H", HTML)
        assert page.status == status, parameter
        assert "<script>" not in page.text
    assert server.curl(f"/ask?question={quote(name)}", "-H", HTML).status == 404
    assert server.curl("/ask?question=said&by=%ff%fe%ed%a0%80", "-H", HTML).status == 404


def test_a_reader_without_javascript_asks(browser: "Browser", server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(server.url + "/ask")
        page.get_by_role("link", name="Who says what: what somebody").click()
        page.get_by_label("Who says it").fill("Budanov")
        page.get_by_label("Show what is not sure, too").check()
        page.get_by_role("button", name="Ask", exact=True).click()
        page.get_by_role("heading", name="What Kyrylo Budanov says").wait_for()
        assert "by=Budanov" in page.url
        assert page.get_by_label("Who says it").input_value() == "Budanov"
    finally:
        context.close()
