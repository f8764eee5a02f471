"""Which of several forms of an answer a client wants (RFC 9110, 12.5.1: Accept)."""

from collections.abc import Sequence
from typing import NamedTuple

_LONGEST = 10_000  # characters of a header that anybody reads


class _Range(NamedTuple):
    kind: str
    quality: float


def best(accept: str | None, offered: Sequence[str]) -> str | None:
    """The media type that a client likes most; of those that it likes as much, the first.

    Args:
        accept: the Accept header; None or an empty one takes anything.
        offered: media types without parameters, in lower case, the server's favourite first.

    Returns:
        One of `offered`; None where the client takes none of them.
    """
    ranges = _ranges(accept or "")
    if not ranges:
        return offered[0]
    quality, chosen = 0.0, None
    for one in offered:
        if (liked := _quality(one, ranges)) > quality:
            quality, chosen = liked, one
    return chosen


def _quality(kind: str, ranges: Sequence[_Range]) -> float:
    """How much a media type is liked: as the most specific range that it falls into says."""
    for pattern in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        found = [one.quality for one in ranges if one.kind == pattern]
        if found:
            return max(found)
    return 0.0


def _ranges(accept: str) -> list[_Range]:
    found = []
    for part in accept[:_LONGEST].split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if "/" in kind:
            found.append(_Range(kind, _q(parameters)))
        elif kind == "*":  # as some old clients say
            found.append(_Range("*/*", _q(parameters)))
    return found


def _q(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
