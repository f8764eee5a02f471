"""Blocks of data as the page holds them: JSON, packed, that its program unpacks when somebody asks for one."""

import json
import re
import zlib
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

import msgspec
import numpy as np

_SURROGATES = re.compile("[\ud800-\udfff]")
# Base 85 as RFC 1924 has it, but for letters that mean something in HTML.
_LETTERS = np.frombuffer(
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%~()*+-;,=.?@^_`{|}:", np.uint8
)
# zlib's: of 1,000 articles, 5 takes half the time of 6 and makes the page 1 % larger; 9 takes three times as long and
# makes it 1.5 % smaller.
_LEVEL, _LEVEL_OF_KEPT = 5, 6
_KEY = 16  # bytes


class Blocks:
    """Makes blocks; those that are kept between builds are packed only where they differ.

    Args:
        known: the packed blocks that an earlier page has kept, by what stands for each.
    """

    def __init__(self, known: Mapping[bytes, bytes] | None = None) -> None:
        self._known = known or {}
        self.kept: dict[bytes, bytes] = {}

    def block(self, name: str, data: Any, *, keep: bool = False) -> bytes:
        """A block as a script element that is not run.

        Args:
            name: what the page's program asks for it by.
            data: what it holds; text is JSON already.
            keep: whether the next page is likely to have the same.
        """
        text = _json(data)
        packed = self._packed(text) if keep else deflated(text, _LEVEL)
        return b'<script type="text/plain" id="block-%b">%b</script>' % (name.encode(), packed)

    def _packed(self, text: bytes) -> bytes:
        key = blake2b(text, digest_size=_KEY, key=_version()).digest()
        self.kept[key] = self._known.get(key) or deflated(text, _LEVEL_OF_KEPT)
        return self.kept[key]


def deflated(text: bytes, level: int = _LEVEL_OF_KEPT) -> bytes:
    """Text packed (zlib, base 85) for `bytes.js`: how many bytes were added to fill the last four, then the letters."""
    packed = zlib.compress(text, level)
    filling = -len(packed) % 4
    words = np.frombuffer(packed + bytes(filling), ">u4").astype(np.uint32)
    letters = np.empty((len(words), 5), np.uint8)
    for place in range(4, -1, -1):
        words, digits = np.divmod(words, 85)
        letters[:, place] = _LETTERS[digits]
    return b"%d%b" % (filling, letters.tobytes())


def _json(data: Any) -> bytes:
    if isinstance(data, str):
        return data.encode()
    try:
        return msgspec.json.encode(data)
    except UnicodeEncodeError:  # half of a surrogate pair, which articles may well have
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text).encode()


@cache
def _version() -> bytes:
    """What stands for all that decides how text is packed."""
    code = files(__package__).joinpath("blocks.py").read_bytes()
    return blake2b(code + zlib.ZLIB_RUNTIME_VERSION.encode(), digest_size=32).digest()
