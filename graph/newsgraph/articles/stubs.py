"""Texts that break off: what feeds, interfaces and paywalls show of an article's beginning."""

import re
from typing import Final

_STUB: Final = re.compile(
    r"\s*(?:\[\s*(?:\+\d+ chars|&hellip;|…|\.{3})\s*\]|…|\.{3})\s*"
    r"(?:(?:continue reading|read (?:the )?(?:more|rest|full)|keep reading|more)\b.{0,80})?\s*\Z",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"[.!?][”\"’')]*(?=\s)")


def without_stub(text: str) -> tuple[str, bool]:
    """The whole sentences of a text, and whether it broke off behind them.

    A text that ends in dots on purpose ("Nobody knows...") loses that sentence, too: it says less, and nothing else.
    """
    found = _STUB.search(text)
    if found is None:
        return text, False
    whole = text[: found.start()]
    line_start = whole.rfind("\n") + 1
    ends = [one.end() for one in _SENTENCE_END.finditer(f"{whole}\n", line_start)]
    if whole.endswith((".", "!", "?", "”", '"')):
        return whole, True
    if ends:
        return whole[: ends[-1]], True
    kept = whole[:line_start].rstrip()
    return (kept, True) if kept else (whole, True)
