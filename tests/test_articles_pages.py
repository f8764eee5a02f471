"""Of a web page, the body of its article and nothing else; its own data about title, date and publisher."""

import json
from pathlib import Path

import pytest

from news_pages import BODY, INSTEAD, TITLE, WHOLE, P, linked_data, page
from newsgraph import Article, Problem
from newsgraph.articles import read_sources


def read(path: Path, markup: str) -> list[Article | Problem]:
    path.write_text(markup)
    return list(read_sources(path))


@pytest.mark.parametrize("kind", WHOLE)
def test_the_body_and_only_the_body(kind: str, tmp_path: Path) -> None:
    (found,) = read(tmp_path / "bank.html", WHOLE[kind])
    assert isinstance(found, Article), found
    assert tuple(found.text.split("\n")) == BODY
    assert (found.title, found.published, found.publisher) == (TITLE, "2024-03-05", "Coast Weekly")


@pytest.mark.parametrize("kind", INSTEAD)
def test_what_stands_instead_of_an_article_is_told(kind: str, tmp_path: Path) -> None:
    (found,) = read(tmp_path / "bank.html", INSTEAD[kind])
    assert isinstance(found, Problem), found
    assert found.skipped
    assert kind in found.reason


def test_a_paywall_is_told_and_what_stands_before_it_is_read_up_to_its_last_sentence(tmp_path: Path) -> None:
    offer = (
        '<div class="gate"><p>To continue reading, subscribe. Our editors chose this offer by Kristi Saar.</p></div>'
    )
    markup = page(f"<article><h1>{TITLE}</h1><p>{BODY[0]}</p><p>Its chairman, Juhan Mets, had de…</p>{offer}</article>")
    told, article = read(tmp_path / "bank.html", markup)
    assert isinstance(told, Problem)
    assert not told.skipped
    assert "paywall" in told.reason
    assert isinstance(article, Article)
    assert article.text == BODY[0]


@pytest.mark.parametrize("shown", [True, False])
def test_a_live_blog_is_its_posts(shown: bool, tmp_path: Path) -> None:
    posts = [("Bridge closed", "2024-03-05", "Police closed the bridge in Riga."),
             ("Mayor speaks", "2024-03-06", "The mayor of Riga ordered 300 families to leave.")]  # fmt: skip
    if shown:
        blocks = "".join(
            f'<article class="post"><time datetime="{day}T09:00:00Z">09.00</time><h2>{title}</h2><p>{text}</p>'
            f'<div class="share"><a href="/s">Share</a></div></article>'
            for title, day, text in posts
        )
        markup = page(f'<h1>Floods: live</h1><div class="live-blog"><div class="key-events">Now</div>{blocks}</div>')
    else:
        updates = [
            {
                "@type": "BlogPosting",
                "headline": title,
                "datePublished": f"{day}T09:00:00Z",
                "articleBody": f"<p>{text}",
            }
            for title, day, text in posts
        ]
        data = json.dumps({"@type": "LiveBlogPosting", "headline": "Floods: live", "liveBlogUpdate": updates})
        markup = page("<h1>Floods: live</h1>", f'<script type="application/ld+json">{data}</script>')
    found = read(tmp_path / "floods.html", markup)
    assert [(one.title, one.published, one.text) for one in found if isinstance(one, Article)] == posts
    assert [one.id for one in found if isinstance(one, Article)] == [
        "floods/2024-03-05T09:00", "floods/2024-03-06T09:00"
    ]  # fmt: skip


def test_a_page_says_its_date_and_address_in_its_data_before_all_else(tmp_path: Path) -> None:
    head = linked_data(url="https://coast.example/fines", publisher=[{"name": "Coast Weekly"}])
    head += '<meta property="og:title" content="Other"><meta name="date" content="2020-01-01">'
    (found,) = read(tmp_path / "bank.html", page(f"<article>{P}</article>", head, "Bank | Other"))
    assert isinstance(found, Article)
    assert (found.title, found.published, found.publisher) == (TITLE, "2024-03-05", "Coast Weekly")
    assert found.url == "https://coast.example/fines"


@pytest.mark.parametrize("data", ["{", "[[[[", '{"@type": 7}', '{"@graph": {"@graph": []}}', '{"@type": "Article"}'])
def test_broken_data_costs_nothing(data: str, tmp_path: Path) -> None:
    script = f'<script type="application/ld+json">{data}</script>'
    (found,) = read(tmp_path / "bank.html", page(f"<article>{P}</article>", script))
    assert isinstance(found, Article)
    assert tuple(found.text.split("\n")) == BODY


def test_lists_quotations_and_headings_of_the_article_stay(tmp_path: Path) -> None:
    more = (
        "<h2>Older cases</h2><ul><li>Norvik Bank paid 3 million euros.</li></ul>"
        "<blockquote><p>The court was right.</p></blockquote>"
    )
    (found,) = read(tmp_path / "bank.html", page(f"<article><h1>{TITLE}</h1>{P}{more}</article>"))
    assert isinstance(found, Article)
    assert found.text.split("\n")[4:] == ["Older cases", "- Norvik Bank paid 3 million euros.", "The court was right."]


def test_bylines_and_dates_of_other_articles_are_not_this_ones(tmp_path: Path) -> None:
    other = '<h3><a href="/1">Peru bans fishing off Lima</a></h3><p>By Ott Ilves</p><p>4 May 2021</p>'
    body = f"<div>{other}</div><article><h1>{TITLE}</h1><p>By Anna Kask</p><p>5 March 2024</p>{P}</article>"
    (found,) = read(tmp_path / "bank.html", page(body))
    assert isinstance(found, Article)
    assert (found.author, found.published) == ("Anna Kask", "2024-03-05")
    assert tuple(found.text.split("\n")) == BODY
