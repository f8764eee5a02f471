"""The picture: one HTML page that holds all it needs, its data, styles and scripts included.

The Content-Security-Policy lets run only what was put in here, told by its SHA-256, and load nothing at all. The
articles' words are in a block of JSON that no HTML parser reads anything else into, and reach the page as text nodes.
"""

import base64
import gzip
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

from newsgraph.picture.content import content, packed
from newsgraph.picture.drawing import ARROWS, DASHES, SHAPES, draw
from newsgraph.picture.views import views

if TYPE_CHECKING:
    import networkx as nx

# In the order in which they build on each other.
SCRIPTS = (
    *("data.js", "elements.js", "disputes.js", "state.js", "paths.js", "times.js", "filters.js", "form.js"),
    *("search.js", "large.js", "others.js", "rings.js", "colours.js", "labels.js", "graph.js", "saving.js"),
    *("copying.js", "map.js", "atlas.js", "wording.js", "cards.js", "panel.js", "claims.js", "main.js"),
)
_UNPACKED = 1_000_000  # characters
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
# What would end the block of JSON, or mean something in HTML, or is no character at all.
_UNSAFE = re.compile("[<>&\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def page(network: "nx.MultiDiGraph[str]") -> str:
    """The network as one self-contained page, the same for the same network.

    Args:
        network: as `newsgraph.rdf.network.network` makes it.
    """
    scripts = [_vis_network(), *map(_asset, SCRIPTS)]
    style = _asset("page.css")
    return Template(_asset("template.html")).substitute(
        policy=_policy(scripts, style),
        style=f"<style>{style}</style>",
        data=_block(_data(network)),
        world=f'<script type="application/json" id="world">{_asset("world.json").strip()}</script>',
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )


def _data(network: "nx.MultiDiGraph[str]") -> dict[str, Any]:
    known = content(network)
    drawn = [draw(known, view) for view in views(known)]
    return {"content": packed(known), "views": drawn, "shapes": SHAPES, "dashes": DASHES, "arrows": ARROWS}


def _policy(scripts: list[str], style: str) -> str:
    sources = " ".join(map(_hash_source, scripts))
    return (
        f"default-src 'none'; script-src {sources}; style-src {_hash_source(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash_source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _block(data: object) -> str:
    """The data as a script element that is not run; large ones packed, for the page to unpack."""
    text = _script_safe(data)
    if len(text) <= _UNPACKED:
        return f'<script type="application/json" id="data">{text}</script>'
    packed = base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()
    return f'<script type="text/plain" id="data" data-packed>{packed}</script>'


def _script_safe(data: object) -> str:
    """JSON that can stand in a script element (WHATWG HTML, 4.12.1.3: restrictions for contents of script elements)."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


@cache
def _asset(name: str) -> str:
    return files("newsgraph.picture").joinpath("assets", name).read_text("utf-8")


@cache
def _vis_network() -> str:
    """vis-network as pyvis brings it, without the address of a file that is not there."""
    return _SOURCE_MAP.sub("", files("pyvis").joinpath(_VIS).read_text("utf-8"))
