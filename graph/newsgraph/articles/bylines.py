"""Who wrote an article: names out of bylines and of what formats say of their authors."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from newsgraph.articles.metadata import one_line

BETWEEN: Final = "; "
_BYLINE: Final = re.compile(
    r"(?:(?i:(?:(?:words|story|text|report|written|posted|submitted)\s+)?by)[:\s]|(?i:authors?|text|words|report):)\s*(?=[A-Z])"
)
_MAX_WORDS: Final = 6  # of one name
_MAX_BYLINE: Final = 20  # words of a line that is a byline
_MAX_AUTHORS: Final = 10
_MAX_TOLD: Final = 2000  # characters that say who wrote an article
_ADDRESS: Final = re.compile(r"<[^<>]*>|[^\s@]+@\S+|https?://\S+|(?<!\w)@\w+")
_NAME_OF_MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+ \(([^()]+)\)")  # an author in RSS 2.0
_AND: Final = re.compile(r"\s+(?:and|&|with)\s+", re.IGNORECASE)
_ENDS: Final = re.compile(r"\s*[|•·/]\s*|\s+[-–—]\s+|(?<=[^\W\d_]{2})\.\s+(?=[A-Z]\w+:)")
_INITIAL: Final = re.compile(r"(?:[^\W\d_]\.)+")


def author_names(told: Iterable[str | None]) -> str | None:
    """The names of authors in bylines or in what a format says of authors: "Anna Kask; Mart Laar". None without a name.

    What may be no name is left out: addresses, accounts ("admin"), posts ("Political Editor"), places, papers behind a
    name. Names in capitals are written as usual.
    """
    names = [name for one in told for name in _names(one or "")]
    return BETWEEN.join(list(dict.fromkeys(names))[:_MAX_AUTHORS]) or None


def byline_of(line: str) -> str | None:
    """The authors that a line names which is a byline ("By Anna Kask in Riga"); None of any other line."""
    words = line.split()
    if len(words) > _MAX_BYLINE or line.rstrip().endswith((".", "?", "!", ":")) or not _BYLINE.match(line.strip()):
        return None
    return author_names([line])


def _names(told: str) -> Iterator[str]:
    line = one_line(told[:_MAX_TOLD].replace("[[", "").replace("]]", ""))
    if line is None:
        return
    line = _NAME_OF_MAIL.sub(r"\1", line)
    for one in line.split(";"):
        parts = _AND.split(_ENDS.split(_without_opening(_ADDRESS.sub(" ", one)))[0])
        for part in parts:
            # "Anna Kask, Mart Laar and Ott Ilves" are three, "Anna Kask, Coast Weekly" is one.
            inner = part.split(",") if len(parts) > 1 else part.split(",")[:1]
            yield from (name for one in inner if (name := _name(one)))


def _without_opening(line: str) -> str:
    folded = line.strip(" :()[]").casefold()
    for opening in sorted(_listed("openings"), key=len, reverse=True):
        rest = folded.removeprefix(opening)
        if rest != folded and rest[:1] in {" ", ":"}:
            return line.strip(" :()[]")[len(opening) :].strip(" :")
    return line


def _name(part: str) -> str | None:
    """A name without what goes on behind it; None where it is none."""
    words: list[str] = []
    for word in part.split("(")[0].strip(" .,:*_").split():
        plain = word.casefold().strip(".,")
        if plain in _listed("rests") and words:
            break
        if plain in _listed("posts"):
            break
        words.append(word.strip(","))
    if not 0 < len(words) <= _MAX_WORDS or not all(map(_is_of_name, words)) or words[0] in _listed("particles"):
        return None
    if len(words) == 1 and not (words[0].isupper() and 2 < len(words[0]) <= 8):  # an agency: AFP
        return None
    whole = " ".join(words)
    return " ".join(map(_as_usual, words)) if len(words) > 1 and whole.isupper() else whole


def _is_of_name(word: str) -> bool:
    small = word.casefold()
    return word[:1].isupper() or small in _listed("particles") or small.startswith(("al-", "d’", "d'"))


def _as_usual(word: str) -> str:
    if _INITIAL.fullmatch(word):
        return word
    small = word.casefold()
    if small in _listed("particles"):
        return small
    return re.sub(r"(?:^|(?<=[-'’]))\w", lambda one: one[0].upper(), small)


@cache
def _listed(name: str) -> frozenset[str]:
    data = tomllib.loads(files(__package__).joinpath("bylines.toml").read_text(encoding="utf-8"))
    return frozenset(data[name])
