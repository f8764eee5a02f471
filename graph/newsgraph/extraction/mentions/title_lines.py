"""Headlines in title case, whose capitals tell no names from other words."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc

_SHORT = 4  # letters up to which a word may be small in title case
_FEWEST = 3  # longer words by which a line can be told


def in_title_lines(doc: "Doc") -> set[int]:
    """The positions of the tokens that stand in lines in title case and without a full stop."""
    found: set[int] = set()
    start = 0
    for token in doc:
        if (token.is_space and "\n" in token.text) or token.i + 1 == len(doc):
            line = doc[start : token.i + 1]
            long = [word for word in line if word.is_alpha and len(word.text) >= _SHORT]
            ends = [word.text for word in line if not word.is_space]
            titled = len(long) >= _FEWEST and all(word.text[0].isupper() for word in long)
            if titled and ends[-1] not in {".", "!", "”", '"'}:
                found.update(range(start, token.i + 1))
            start = token.i + 1
    return found
