"""The picture: one HTML page that holds all it needs, its data, styles and scripts included.

The page's program is bundled from `graph/web/` when newsgraph is made (`make bundle`). It and the data are packed, and
unpacked by the page itself. The Content-Security-Policy lets run only what was put in here, told by its SHA-256, and
load nothing at all. The articles' words are in blocks that no HTML parser reads anything into, and reach the page as
text nodes.
"""

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from newsgraph.picture import drawing
from newsgraph.picture.briefing_block import told
from newsgraph.picture.coasts import coasts
from newsgraph.picture.content import Content, content
from newsgraph.picture.layouts import Layouts
from newsgraph.picture.parts import parts
from newsgraph.picture.tables import packed
from newsgraph.picture.texts import texts
from newsgraph.picture.views import plain_doubts, plain_events, plain_parts, views
from newsgraph.rdf.tables import Tables

if TYPE_CHECKING:
    from newsgraph.briefing import Briefing

_SURROGATES = re.compile("[\ud800-\udfff]")
# Base 85 as RFC 1924 has it, but for letters that mean something in HTML.
_LETTERS = np.frombuffer(
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%~()*+-;,=.?@^_`{|}:", np.uint8
)
_LEVEL = 6  # of 1,000 articles, 9 makes a page that is 1.5 % smaller and takes three times as long


def page(tables: Tables, briefing: "Briefing | None" = None, layouts: Layouts | None = None) -> str:
    """A graph as one self-contained page, the same for the same graph.

    Args:
        tables: the graph's.
        briefing: what the page opens on; None: the page has no such view.
        layouts: those of an earlier page, which save time where parts have not changed.
    """
    return b"".join(page_parts(tables, briefing, layouts)).decode()


def page_parts(tables: Tables, briefing: "Briefing | None" = None, layouts: Layouts | None = None) -> list[bytes]:
    """The same page as UTF-8, in parts: what a part is packed from is in memory only while it is."""
    known = content(tables)
    made = Layouts() if layouts is None else layouts
    blocks = [_block(name, make(tables, known, made)) for name, make in BLOCKS.items()]
    blocks.append(_block("briefing", briefing and told(briefing, known)))
    program, unpack, style = _asset("page.js"), _asset("unpack.js"), _asset("page.css")
    before, after = _asset("template.html").split("$blocks")
    rest = {"program": _packed_asset("page.js").decode(), "unpack": unpack}
    return [
        Template(before).substitute(policy=_policy([program, unpack], style), style=style).encode(),
        b"\n".join(blocks),
        Template(after).substitute(rest).encode(),
    ]


def _data(_tables: Tables, known: Content, layouts: Layouts) -> dict[str, Any]:
    words = {"plainEvents": plain_events(), "plainParts": plain_parts(), "plainDoubts": plain_doubts()}
    seen = views(known)
    found = parts(known, seen[-1], drawing.MOST)
    drawn = {
        "views": [drawing.draw(known, view, found, layouts) for view in seen],
        "parts": [part.row() for part in found],
    }
    return {"content": packed(known), **drawn, **words}


def _coasts(_tables: Tables, known: Content, _layouts: Layouts) -> dict[str, Any]:
    return coasts(known)


def _texts(tables: Tables, _known: Content, _layouts: Layouts) -> dict[str, Any]:
    return texts(tables)


def _world(_tables: Tables, _known: Content, _layouts: Layouts) -> str:
    return _asset("world.json")


# What the page's program (`scripts/base/blocks.js`) asks for by name, and how it is made: text is JSON already.
BLOCKS: dict[str, Callable[[Tables, Content, Layouts], Any]] = {
    "data": _data,
    "world": _world,
    "coasts": _coasts,
    "texts": _texts,
}


def _policy(scripts: list[str], style: str) -> str:
    sources = " ".join(map(_hash_source, scripts))
    return (
        f"default-src 'none'; script-src {sources}; style-src {_hash_source(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash_source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _block(name: str, data: Any) -> bytes:
    """A block of data as a script element that is not run."""
    packed = _deflated(_json(data))
    return b'<script type="text/plain" id="block-%b">%b</script>' % (name.encode(), packed)


def _json(data: Any) -> bytes:
    if isinstance(data, str):
        return data.encode()
    try:
        return msgspec.json.encode(data)
    except UnicodeEncodeError:  # half of a surrogate pair, which articles may well have
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text).encode()


def _deflated(text: bytes) -> bytes:
    """Text packed (zlib, base 85) for `bytes.js`: how many bytes were added to fill the last four, then the letters."""
    packed = zlib.compress(text, _LEVEL)
    filling = -len(packed) % 4
    words = np.frombuffer(packed + bytes(filling), ">u4").astype(np.uint32)
    letters = np.empty((len(words), 5), np.uint8)
    for place in range(4, -1, -1):
        words, digits = np.divmod(words, 85)
        letters[:, place] = _LETTERS[digits]
    return b"%d%b" % (filling, letters.tobytes())


@cache
def _packed_asset(name: str) -> bytes:
    return _deflated(_asset(name).encode())


@cache
def _asset(name: str) -> str:
    return files("newsgraph.picture").joinpath("assets", name).read_text("utf-8")
