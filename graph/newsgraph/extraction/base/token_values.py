"""What spaCy knows of the tokens of a text, as plain Python values, read in one go."""

from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from spacy.attrs import (  # type: ignore[import-not-found]  # a compiled module without types
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IS_ALPHA,
    IS_DIGIT,
    IS_LOWER,
    IS_PUNCT,
    IS_SPACE,
    IS_STOP,
    IS_TITLE,
    IS_UPPER,
    LEMMA,
    LIKE_NUM,
    LOWER,
    ORTH,
    POS,
    SENT_START,
    SPACY,
    TAG,
)

if TYPE_CHECKING:
    from spacy import tokens
    from spacy.strings import StringStore

STRINGS = (ORTH, LOWER, LEMMA, TAG, POS, DEP, ENT_TYPE)
FLAGS = (IS_SPACE, IS_PUNCT, IS_ALPHA, IS_TITLE, IS_LOWER, IS_UPPER, IS_DIGIT, LIKE_NUM, IS_STOP)
_IOB = ("", "I", "O", "B")
_SENTENCE_STARTS = {0: None, 1: True}  # everything else: False
_MOST_STRINGS = 300_000  # that are remembered


class _Strings(dict[int, str]):
    """The strings that the numbers in spaCy's texts stand for: it makes one anew each time it is asked."""

    def __init__(self, strings: "StringStore") -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, number: int) -> str:
        told: str = self._strings[number]
        if len(self) < _MOST_STRINGS:
            self[number] = told
        return told


@lru_cache(maxsize=2)
def _strings(strings: "StringStore") -> _Strings:
    return _Strings(strings)


def values_of(source: "tokens.Doc") -> list[tuple[int, tuple[Any, ...]]]:
    """Where each token begins, and its attributes in the order that `parsed.Token` takes them in."""
    known = _strings(source.vocab.strings)
    columns = source.to_array([*STRINGS, *FLAGS, SPACY, ENT_IOB, SENT_START]).T
    words = [list(map(known.__getitem__, column)) for column in columns[: len(STRINGS)].tolist()]
    spaces, names, starts = columns[-3:].tolist()
    values = zip(
        *words,
        *columns[len(STRINGS) : -3].astype(bool).tolist(),
        [" " if spaced else "" for spaced in spaces],
        [_IOB[name] for name in names],
        [_SENTENCE_STARTS.get(start, False) for start in starts],
        strict=True,
    )
    lengths = (len(text) + spaced for text, spaced in zip(words[0], spaces, strict=True))
    places = accumulate(lengths, initial=0)
    return list(zip(places, values, strict=False))


def heads_of(source: "tokens.Doc") -> list[int]:
    """Where the head of each token stands."""
    offsets: list[int] = source.to_array([HEAD]).ravel().astype("int64").tolist()
    return [i + offset for i, offset in enumerate(offsets)]
