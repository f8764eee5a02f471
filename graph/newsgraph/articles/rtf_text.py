"""The program that reads Rich Text, in a process of its own: RTF in, JSON out.

`{"text": …, "headed": whether the first paragraph is set larger than the others}`, or `{"error": …}`.
"""

import re
from typing import Any, Final

from newsgraph.articles.article import UnusableError
from newsgraph.articles.decoding import decode
from newsgraph.articles.isolation import answer
from newsgraph.articles.set_text import is_headed, without_deleted

_FIELD: Final = re.compile(r"\{\\field(?![a-z])", re.IGNORECASE)


def plain(data: bytes) -> dict[str, Any]:
    """The text of a Rich Text file, without what is marked as deleted."""
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError:
        return {"error": "a Rich Text file, which needs striprtf: pip install newsgraph[formats]"}
    try:
        # No fields: striprtf looks for the addresses of links in time that grows with the cube of the text.
        rtf = without_deleted(_FIELD.sub("{", decode(data)))
        return {"text": rtf_to_text(rtf, errors="replace"), "headed": is_headed(rtf)}
    except UnusableError as error:
        return {"error": str(error)}
    except Exception as error:  # whatever the parser stumbles over, the file is at fault
        return {"error": f"a Rich Text file that cannot be read ({type(error).__name__})"}


if __name__ == "__main__":
    answer(plain)
