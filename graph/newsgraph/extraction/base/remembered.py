"""What functions say of tokens, kept with the text: several layers ask the same of the same words."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

P = ParamSpec("P")
R = TypeVar("R")


def remembered(function: "Callable[Concatenate[Token, P], R]") -> "Callable[Concatenate[Token, P], R]":
    """Have a text remember what a function says of its tokens, however many layers ask.

    Args:
        function: what it says must follow from the parse and its further arguments, which are hashable.
    """

    @wraps(function)
    def answer(token: "Token", /, *args: P.args, **kwargs: P.kwargs) -> R:
        known, key = token.doc.known, (function, token.i, *args)
        if key not in known:
            known[key] = function(token, *args, **kwargs)
        said: R = known[key]
        return said

    return answer
