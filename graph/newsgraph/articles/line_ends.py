"""Words that print cuts at the ends of lines: "res-" and "cued" are "rescued", "well-" and "known" "well-known"."""

import re
from typing import Final

# First parts of words that keep their hyphen.
_KEEP: Final = frozenset(
    [
        "all",
        "anti",
        "co",
        "cross",
        "ex",
        "far",
        "half",
        "high",
        "ill",
        "left",
        "long",
        "low",
        "mid",
        "multi",
        "non",
        "one",
        "part",
        "post",
        "pro",
        "right",
        "self",
        "semi",
        "short",
        "so",
        "then",
        "three",
        "two",
        "vice",
        "well",
        "would",
    ]
)
CUT: Final = re.compile(r"(\w*[^\W\d_])(-|‐|\u00ad)[ \t]*\n[ \t]*(?=([a-z][\w’']*))")


def keeps_hyphen(first: str, rest: str, text: str) -> bool:
    """Whether a word cut into two is written with a hyphen: as the text has it elsewhere, or its first part tells.

    Args:
        first: what stands before the hyphen at the line's end.
        rest: what stands in the next line.
        text: all that is read, with other uses of the word.
    """
    lowered = text.lower()
    whole, parted = f"{first}{rest}".lower(), f"{first}-{rest}".lower()
    if re.search(rf"\b{re.escape(parted)}\b", lowered):
        return True
    if re.search(rf"\b{re.escape(whole)}\b", lowered):
        return False
    return first.lower() in _KEEP


def joined(lines: list[str], text: str = "") -> str:
    """Lines of one paragraph as one line."""
    whole = ""
    for line in map(str.strip, lines):
        last = re.search(r"(\w*[^\W\d_])[-‐\u00ad]\Z", whole)
        first = re.match(r"[a-z][\w’']*", line)
        if last and first:
            kept = keeps_hyphen(last[1], first[0], text)
            whole = f"{whole if kept else whole[:-1]}{line}"
        else:
            whole = f"{whole} {line}" if whole else line
    return whole
