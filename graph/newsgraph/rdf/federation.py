"""Whether a query asks other hosts. Oxigraph has no switch for that, and would ask them."""

import re
from collections.abc import Callable

_SERVICE = re.compile("service", re.IGNORECASE)
_NO_KEYWORD = "qzxqzxq"  # as long as the word, so that nothing else in the query moves


def asks_others(text: str, parses: Callable[[str], bool]) -> bool:
    """Whether a query asks another host (SERVICE), or has that word and is not well formed.

    Only the parser that will read the query knows whether a word is a keyword or stands in a string, an IRI, a name or
    a comment; to read it as pieces, without the grammar, can be led astray ("1<2)SERVICE:x#>" is no IRI). So the parser
    is asked: if it can read the query with another word in place of that one, the word was no keyword.

    Args:
        text: the query.
        parses: whether Oxigraph reads a query, which may be to put it to an empty graph: it never has the keyword.
    """
    return _SERVICE.search(text) is not None and not parses(_SERVICE.sub(_NO_KEYWORD, text))
