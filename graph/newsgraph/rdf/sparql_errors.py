"""What is wrong with a SPARQL query, where, and what was expected there.

Oxigraph's parser says how far it got and what it tried there, among much else that helps nobody. But it reports a
keyword that is not there as many characters behind the place where it tried it as the keyword has, and so hides what is
wrong a few characters further on. It therefore sees the query once more with its pieces further apart than any keyword
is long, and once more only up to the piece where it stops, for what it expects there but for keywords.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|\#[^\n\r]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
              | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<open>["'])
  | (?P<variable>[?$]\w+)
  | (?P<name>(?:\w[\w.-]*)?:(?:[\w.:%-]|\\.)*(?<!\.) | [^\W\d]\w*)
  | (?P<bracket>[][{}()])
  | (?P<other>\d[\w.]*|&&|\|\||[!<>]?=|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_SPACE = " " * 16  # longer than any keyword that the parser tries
_PAIRS = {"}": "{", ")": "(", "]": "["}
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_REPORT = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_EXPECTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|\[[^]]*\]|[^,\[\"]+", re.DOTALL)
_KINDS = {  # what the parser tries to read, as people call it
    '"?"': "a variable",
    '"<"': "an IRI",
    '":"': "a prefixed name",
    '"\'"': "a string",
    '"("': "'('",
    '")"': "')'",
    '"{"': "'{'",
    '"}"': "'}'",
    '"."': "'.'",
    '","': "','",
    "['0'..='9']": "a number",
    "['0' ..= '9']": "a number",
}


class Token(NamedTuple):
    """A piece of a query."""

    kind: str
    text: str
    start: int  # characters from the beginning of the query


class QueryError(ValueError):
    """A query that cannot be answered: `line` and `column` count from 1, in characters of the query as it was given."""

    def __init__(self, text: str, offset: int, problem: str, expected: tuple[str, ...] = ()) -> None:
        """Place the problem, `offset` characters from the beginning of the query."""
        before = re.split(r"\r\n|\r|\n", text[:offset])
        self.line = len(before)
        self.column = len(before[-1]) + 1
        self.problem = problem
        self.expected = expected
        self.source_line = (re.split(r"\r\n|\r|\n", text) or [""])[self.line - 1]
        tail = f"; expected {_either(expected)}" if expected else ""
        super().__init__(f"line {self.line}, column {self.column}: {problem}{tail}")


def tokens(text: str) -> Iterator[Token]:
    """The pieces of a query but for space and comments; any text has some."""
    for match in _TOKEN.finditer(text):
        if match.lastgroup is not None and match.lastgroup != "space":
            yield Token(match.lastgroup, match.group(), match.start())


def after_prologue(found: Iterable[Token]) -> Token | None:
    """The first piece after the declarations of prefixes and base; null where there is none."""
    rest = iter(found)
    for token in rest:
        word = token.text.upper()
        if word == "PREFIX":
            next(rest, None)
            next(rest, None)
        elif word == "BASE":
            next(rest, None)
        else:
            return token
    return None


def explain(text: str, report: Callable[[str], str | None]) -> QueryError:
    """Why a query is refused.

    Args:
        text: the query.
        report: what Oxigraph's parser reports of a query; None if it has nothing to report.
    """
    found = list(tokens(text))
    return _bracketing(text, found) or _form(text, found) or _reported(text, found, report)


def _bracketing(text: str, found: list[Token]) -> QueryError | None:
    """A string or a bracket that is not closed, or closed too often."""
    opened: list[Token] = []
    for token in found:
        if token.kind == "open":
            return QueryError(text, token.start, "this string is not closed", (token.text,))
        if token.kind != "bracket":
            continue
        if token.text not in _PAIRS:
            opened.append(token)
        elif not opened or opened[-1].text != _PAIRS[token.text]:
            return QueryError(text, token.start, f"'{token.text}' closes nothing")
        else:
            opened.pop()
    return QueryError(text, opened[-1].start, f"'{opened[-1].text}' is not closed") if opened else None


def _form(text: str, found: list[Token]) -> QueryError | None:
    """A query that is none of the four forms."""
    first = after_prologue(found)
    if first is None:
        return QueryError(text, len(text), "the query is empty", _FORMS)
    return None if first.text.upper() in _FORMS else QueryError(text, first.start, f"found {first.text!r}", _FORMS)


def _reported(text: str, found: list[Token], report: Callable[[str], str | None]) -> QueryError:
    spread, starts = _spread(found)
    offset, items = _parsed(spread, report(spread))
    if not found or offset < starts[0]:
        return QueryError(text, 0, "the query is not well formed")
    remarks = [item for item in items if re.fullmatch(r"\w+(?: [\w']+)+", item)]
    if remarks:
        culprit = [token for token, start in zip(found, starts, strict=True) if start <= offset][-1]
        return QueryError(text, culprit.start, f"{remarks[0]}: {culprit.text}")
    reached = [place for place, start in enumerate(starts) if start <= offset][-1]
    if offset >= len(spread):
        return QueryError(text, found[-1].start + len(found[-1].text), "the query ends here", _expected(items))
    here = found[reached]
    meant = get_close_matches(here.text.upper(), _keywords(), n=1, cutoff=0.75) if here.kind == "name" else []
    if meant and meant[0] != here.text.upper():
        return QueryError(text, here.start, f"found {here.text!r}", (meant[0],))
    _, before = _parsed(spread, report(spread[: starts[reached]]))
    keywords = [item for item in items if item.isalpha() and item.isupper() and len(item) == offset - starts[reached]]
    return QueryError(text, here.start, f"found {here.text!r}", (*_expected(before), *keywords))


@cache
def _keywords() -> list[str]:
    return (files("newsgraph.rdf") / "sparql_keywords.txt").read_text(encoding="utf-8").split()


def _spread(found: list[Token]) -> tuple[str, list[int]]:
    """The query with its pieces far apart, and where each begins there."""
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for previous, token in zip([None, *found], found, strict=False):
        apart = previous is None or previous.start + len(previous.text) < token.start
        apart = apart or any(one.kind == "bracket" or one.text in ",;." for one in (previous, token) if one)
        piece = (_SPACE if apart else "") + token.text
        pieces.append(piece)
        length += len(piece)
        starts.append(length - len(token.text))
    return "".join(pieces) + _SPACE, starts


def _parsed(text: str, report: str | None) -> tuple[int, list[str]]:
    """Where the parser stopped, in characters from the beginning, and all that it tried there."""
    match = _REPORT.match(report or "")
    if match is None:
        return 0, []
    start = 0
    for _ in range(int(match[1]) - 1):
        start = text.find("\n", start) + 1
    return start + int(match[2]) - 1, [item.strip() for item in _EXPECTED.findall(match[3])]


def _expected(items: list[str]) -> tuple[str, ...]:
    """What people call the things that the parser tried, but for keywords."""
    return tuple(dict.fromkeys(_KINDS[item] for item in items if item in _KINDS))


def _either(choices: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(choices[:-1]), choices[-1])))
