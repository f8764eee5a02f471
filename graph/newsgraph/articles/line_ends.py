"""Words that print cuts at the ends of lines: "res-" and "cued" are "rescued", "well-" and "known" "well-known"."""

import re
from collections.abc import Sequence
from typing import Final

# A word's first part, the hyphen at the line's end, and the word's rest in the next line.
CUT: Final = re.compile(r"(\w*[^\W\d_])([-‐\u00ad])[ \t]*\n[ \t]*(?=([a-z][\w’']*))")
# First parts of words that keep their hyphen.
_KEEP: Final = re.compile(
    r"all|anti|co|cross|ex|far|half|high|ill|left|long|low|mid|multi|non|one|part|post|pro|right|self|semi|short|so|then|"
    r"three|two|vice|well|would|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety",
    re.IGNORECASE,
)


def keeps_hyphen(cut: re.Match[str], text: str) -> bool:
    """Whether a word cut in two is written with a hyphen: as the text has it elsewhere, or its first part tells.

    Args:
        cut: a match of `CUT`.
        text: all that is read, with other uses of the word.
    """
    if cut[2] == "\u00ad":
        return False
    before = cut.string[cut.start() - 1 : cut.start()]
    if before and before in "-‐":  # mother-in-law
        return True
    if re.search(rf"\b{re.escape(f'{cut[1]}-{cut[3]}')}\b", text, re.IGNORECASE):
        return True
    if re.search(rf"\b{re.escape(cut[1] + cut[3])}\b", text, re.IGNORECASE):
        return False
    return _KEEP.fullmatch(cut[1]) is not None


def joined(lines: Sequence[str], text: str = "") -> str:
    """Lines of one paragraph as one line.

    Args:
        lines: the lines.
        text: all that is read, with other uses of the words that the lines' ends cut.
    """
    whole = "\n".join(map(str.strip, lines))
    return CUT.sub(lambda one: one[1] + (one[2] if keeps_hyphen(one, text) else ""), whole).replace("\n", " ")
