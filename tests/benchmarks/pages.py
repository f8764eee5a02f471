"""How much of an article a saved web page gives, and how little else: 60 pages after the templates of 60 systems.

python tests/benchmarks/pages.py [--misses N] [--only NAME]

`data/pages` has the templates, in two halves. The first half was written before anything was measured, and then mended
on; the second half was written and measured after that. The articles in them are those of `data/wikinews-2019` that
`data/pages/articles.txt` names. In a template ⟦…⟧ is the article's own text, ‹…› what may be taken for it or left out
(a subheading, a pull quote); the rest of the text is not the article.
"""

import argparse
import html
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tables import Row, print_table

from newsgraph.articles import Article, Options
from newsgraph.articles.article import Problem, Reading, UnusableError
from newsgraph.articles.given_input import Input
from newsgraph.articles.kinds import read_input

DATA = Path(__file__).parent / "data"
HALVES = ("first", "second")
SHINGLE = 4  # words
_HEAD = re.compile(r"<!-- page: (?P<name>[\w-]+) \| author: (?P<author>.+?) \| site: (?P<site>.+?) -->\n")
_MARKS = str.maketrans("", "", "⟦⟧‹›")


@dataclass(frozen=True)
class Page:
    """A page and what is right about it."""

    name: str
    markup: str
    body: str
    optional: tuple[str, ...]
    title: str
    published: str
    author: str


def pages(half: str) -> Iterator[Page]:
    """The pages of one half."""
    parts = _HEAD.split((DATA / "pages" / f"{half}.html").read_text(encoding="utf-8"))[1:]
    articles = list(_articles())
    first = 0 if half == HALVES[0] else len(articles) // 2
    for number in range(len(parts) // 4):
        name, author, _, template = parts[4 * number : 4 * number + 4]
        others = [articles[(first + number + step) % len(articles)] for step in (7, 11, 13, 17)]
        yield _page(name, author, template, articles[first + number], others)


def _articles() -> Iterator[dict[str, str]]:
    wanted = (DATA / "pages" / "articles.txt").read_text(encoding="utf-8").split()
    lines = (DATA / "wikinews-2019" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    known = {one["id"]: one for one in map(json.loads, lines)}
    yield from (known[name] for name in wanted)


def _page(
    name: str, author: str, template: str, article: Mapping[str, str], others: Sequence[Mapping[str, str]]
) -> Page:
    values = _values(article, others)
    marked = re.sub(r"\{\{(\w+)\}\}", lambda found: values[found[1]], template)
    return Page(
        name=name,
        markup=marked.translate(_MARKS),
        body=" ".join(_text(one) for one in re.findall(r"⟦(.*?)⟧", marked, re.DOTALL)),
        optional=tuple(_text(one) for one in re.findall(r"‹(.*?)›", marked, re.DOTALL)),
        title=article["title"],
        published=article["published"],
        author="" if author == "-" else author,
    )


def _values(article: Mapping[str, str], others: Sequence[Mapping[str, str]]) -> dict[str, str]:
    paragraphs = [html.escape(one, quote=False) for one in article["text"].split("\n\n") if one.strip()]
    marked = [f"⟦{one}⟧" for one in paragraphs]
    values = {
        "title": html.escape(article["title"]),
        "title_json": json.dumps(article["title"])[1:-1],
        "body_json": json.dumps(article["text"])[1:-1],
        "slug": article["id"],
        "n": str(len(article["text"])),
        "p1": marked[0],
        "p2": marked[1],
        "ps": "".join(f"<p>{one}</p>\n" for one in marked),
        "rest2": "".join(f"<p>{one}</p>\n" for one in marked[1:]),
        "rest3": "".join(f"<p>{one}</p>\n" for one in marked[2:]),
        "brs": "<br /><br />\n".join(marked),
        "tablep": "<p>\n".join(marked),
        "divs": "".join(f'<div class="para">{one}</div>\n' for one in marked),
        "rawtext": "<br/>\n".join(paragraphs),
        "fontp": "<P>\n".join(marked),
        "testdivs2": "".join(f'<div data-testid="paragraph-{n}">{one}</div>' for n, one in enumerate(marked[1:], 1)),
        "nbspdivs": "".join(f"<div>{one.replace(' the ', '&nbsp;the ')}</div>\n<div>&nbsp;</div>" for one in marked),
        "spans2": "".join(f'<div class="sc-gg"><span>{one}</span></div>' for one in marked[1:]),
        "textblocks3": "".join(f'<div data-component="text-block"><p>{one}</p></div>' for one in marked[2:]),
        "dateline": "⟦GENEVA (Nordwire) - ⟧",
        **_dates(date.fromisoformat(article["published"])),
    }
    for number, one in enumerate([article, *others]):
        values[f"other{number}"] = html.escape(one["title"])
        values[f"other{number}_json"] = json.dumps(one["title"])[1:-1]
        values[f"teaser{number}"] = html.escape(one["text"].split("\n\n")[0][:300])
    return values


def _dates(day: date) -> dict[str, str]:
    return {
        "day": day.isoformat(),
        "iso": f"{day.isoformat()}T09:30:00+00:00",
        "later": f"{day.replace(year=day.year + 1).isoformat()}T14:02:00+00:00",
        "rfc": day.strftime("%a, %d %b %Y 09:30:00 GMT"),
        "long": f"{day.day} {day:%B %Y}",
        "longday": f"{day:%A}, {day:%B} {day.day}, {day.year}",
        "us": f"{day:%B} {day.day}, {day.year}",
        "usday": f"{day:%a %B} {day.day}, {day.year}",
        "usabbr": f"{day:%b}. {day.day}, {day.year}",
        "usnum": f"{day.month}/{day.day}/{day.year}",
        "eu": f"{day:%d.%m.%Y}",
    }


def _text(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def read(page: Page) -> Article | None:
    """The article that is read from a page."""
    source = Input(io.BytesIO(page.markup.encode()), "page.html", page.name, options=Options())
    try:
        found = list(read_input(source, "page"))
    except UnusableError as error:
        print(f"{page.name}: {error}")
        return None
    articles = [one.article for one in found if isinstance(one, Reading)]
    assert not any(isinstance(one, Problem) for one in found), found
    return articles[0] if len(articles) == 1 else None


def judged(page: Page, article: Article | None) -> dict[str, Any]:
    """F1 of the body's shingles, the sentences that are not the article's, and whether the rest is right."""
    lines = [
        line
        for line in (article.text if article else "").split("\n")
        if " ".join(line.split()).removeprefix("- ") not in page.optional
    ]
    found, wanted = _shingles(" ".join(lines)), _shingles(page.body)
    common = sum((found & wanted).values())
    body = _folded(page.body)
    sentences = [one for line in lines for one in re.split(r"(?<=[.!?”])\s+", line) if re.search(r"\w", one)]
    return {
        "f1": 2 * common / max(found.total() + wanted.total(), 1),
        "boilerplate": [one for one in sentences if _folded(one) not in body],
        "title": article is not None and article.title == page.title,
        "date": article is not None and article.published == page.published,
        "author": article is not None and (article.author or "") == page.author,
    }


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _folded(text).split()
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(len(words) - SHINGLE + 1, 1)))


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def measure() -> Iterator[Row]:
    """A row for each half."""
    for half in HALVES:
        rows = [judged(page, read(page)) for page in pages(half)]
        figures = {
            "f1": sum(one["f1"] for one in rows) / len(rows),
            "boilerplate": sum(len(one["boilerplate"]) for one in rows) / len(rows),
            **{name: sum(one[name] for one in rows) / len(rows) for name in ("title", "date", "author")},
        }
        yield Row(f"pages, {half} half", figures, tuple(figures), "30 web pages: body; sentences around it a page")


def main() -> None:
    """Print the table, and what is wrong if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", type=int, default=0, help="how many pages that are not right are shown")
    parser.add_argument("--only", default="", help="the name of a page, to show what is read of it")
    options = parser.parse_args()
    left = options.misses
    for half in HALVES:
        for page in pages(half) if left or options.only else ():
            article = read(page)
            verdict = judged(page, article)
            wrong = [name for name in ("title", "date", "author") if not verdict[name]]
            if options.only == page.name:
                print(article)
            if left and (wrong or verdict["boilerplate"] or verdict["f1"] < 0.99):
                left -= 1
                told = {name: getattr(article, {"date": "published"}.get(name, name), None) for name in wrong}
                print(f"{half} {page.name}: f1 {verdict['f1']:.3f} {verdict['boilerplate']} {told}")
    print_table(measure())


if __name__ == "__main__":
    main()
