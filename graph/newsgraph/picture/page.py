"""The picture: one HTML page that holds all it needs, its data, styles and scripts included.

The page's program is bundled from `graph/web/` when newsgraph is made (`make bundle`). It and the data are packed, and
unpacked by the page itself. The Content-Security-Policy lets run only what was put in here, told by its SHA-256, and
load nothing at all. The articles' words are in blocks that no HTML parser reads anything into, and reach the page as
text nodes.
"""

import base64
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

from newsgraph.picture import drawing
from newsgraph.picture.blocks import deflated
from newsgraph.picture.briefing_block import told
from newsgraph.picture.coasts import coasts
from newsgraph.picture.content import Content, content
from newsgraph.picture.kept import Kept
from newsgraph.picture.layouts import Layouts
from newsgraph.picture.parts import parts
from newsgraph.picture.tables import packed, texts_by_article
from newsgraph.picture.texts import texts
from newsgraph.picture.views import plain_doubts, plain_events, plain_parts, views
from newsgraph.rdf.tables import Tables

if TYPE_CHECKING:
    from newsgraph.briefing import Briefing

_TOGETHER = 16  # articles whose texts are in one block, on average


@dataclass(frozen=True, slots=True)
class Material:
    """All that a page needs of a graph's tables, which are much larger.

    Attributes:
        content: what the page knows.
        words: the words that it needs only now and then.
    """

    content: Content
    words: dict[str, Any]


def material(tables: Tables) -> Material:
    """What a page needs of a graph's tables."""
    return Material(content(tables), texts(tables))


def page(tables: Tables, briefing: "Briefing | None" = None) -> str:
    """A graph as one self-contained page, the same for the same graph.

    Args:
        tables: the graph's.
        briefing: what the page opens on; None: the page has no such view.
    """
    return b"".join(page_parts(material(tables), briefing, Kept())).decode()


def page_parts(known: Material, briefing: "Briefing | None", kept: Kept) -> list[bytes]:
    """The same page as UTF-8, in parts.

    Args:
        known: what it needs of the graph's tables.
        briefing: what it opens on.
        kept: what an earlier page has left, which saves time where parts have not changed.
    """
    program, unpack, style = _asset("page.js"), _asset("unpack.js"), _asset("page.css")
    before, after = _asset("template.html").split("$blocks")
    rest = {"program": deflated(program.encode()).decode(), "unpack": unpack}
    return [
        Template(before).substitute(policy=_policy([program, unpack], style), style=style).encode(),
        b"\n".join(_blocks(known, briefing, kept)),
        Template(after).substitute(rest).encode(),
    ]


def _blocks(known: Material, briefing: "Briefing | None", kept: Kept) -> Iterator[bytes]:
    """The blocks that the page's program (`scripts/base/blocks.js`) asks for by name."""
    block, shown = kept.blocks.block, known.content
    groups = list(_together([article["iri"] for article in shown.articles], texts_by_article(shown)))
    yield block("data", _data(shown, kept.layouts, len(groups)))
    for number, group in enumerate(groups):
        yield block(f"strings-{number}", group, keep=True)
    yield block("world", _asset("world.json"), keep=True)
    yield block("coasts", coasts(shown), keep=True)
    yield block("texts", known.words)
    yield block("briefing", briefing and told(briefing, shown))


def _together(articles: list[str], by_article: list[list[str]]) -> Iterator[list[list[str]]]:
    """The texts of some articles each; an article's IRI tells whether it begins a group, so most stay the same."""
    group = by_article[:1]
    for article, some in zip(articles[1:], by_article[1:], strict=True):
        if zlib.crc32(article.encode()) % _TOGETHER == 0:
            yield group
            group = []
        group.append(some)
    yield group


def _data(known: Content, layouts: Layouts, strings: int) -> dict[str, Any]:
    words = {"plainEvents": plain_events(), "plainParts": plain_parts(), "plainDoubts": plain_doubts()}
    seen = views(known)
    found = parts(known, seen[-1], drawing.MOST)
    drawn = {
        "views": [drawing.draw(known, view, found, layouts) for view in seen],
        "parts": [part.row() for part in found],
    }
    return {"content": {**packed(known), "strings": strings}, **drawn, **words}


def _policy(scripts: list[str], style: str) -> str:
    sources = " ".join(map(_hash_source, scripts))
    return (
        f"default-src 'none'; script-src {sources}; style-src {_hash_source(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash_source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    return files("newsgraph.picture").joinpath("assets", name).read_text("utf-8")
