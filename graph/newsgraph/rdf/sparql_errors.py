"""What is wrong with a SPARQL query, where, and what was expected there.

Oxigraph's parser says how far it got and what it tried there, among much else that helps nobody. It reports a keyword
that is not there as many characters behind the place where it tried it as the keyword has: that is put right.
"""

import re
from collections.abc import Iterator
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
PADDING = "\n" * 32  # keeps the parser from trying keywords beyond the query's end, and so from giving up there
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


def explain(text: str, report: str) -> QueryError:
    """The error that a report of Oxigraph's parser stands for; the query it saw may have had `PADDING` behind it."""
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
    rest = iter(found)
    for token in rest:
        word = token.text.upper()
        if word == "PREFIX":
            next(rest, None)
            next(rest, None)
        elif word == "BASE":
            next(rest, None)
        else:
            return None if word in _FORMS else QueryError(text, token.start, f"found {token.text!r}", _FORMS)
    return QueryError(text, len(text), "the query is empty", _FORMS)


def _reported(text: str, found: list[Token], report: str) -> QueryError:
    match = _REPORT.match(report)
    if match is None:
        return QueryError(text, 0, report)
    offset = _offset(text + PADDING, int(match[1]), int(match[2]))
    items = [item.strip() for item in _EXPECTED.findall(match[3])]
    remarks = [item for item in items if re.fullmatch(r"\w+(?: [\w']+)+", item)]
    if remarks:
        culprit = [token for token in found if token.start < offset][-1]
        return QueryError(text, culprit.start, f"{remarks[0]}: {culprit.text}")
    keywords = [item for item in items if item.isupper() and item.isalpha()]
    expected = [_KINDS[item] for item in items if item in _KINDS]
    if not expected and keywords:
        shortest = min(map(len, keywords))
        offset = max(0, offset - shortest)
        expected = [keyword for keyword in keywords if len(keyword) == shortest]
    here = next((token for token in found if token.start + len(token.text) > offset), None)
    start, problem = (here.start, f"found {here.text!r}") if here else (len(text.rstrip()), "the query ends here")
    return QueryError(text, start, problem, tuple(dict.fromkeys(expected)))


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start + column - 1


def _either(choices: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(choices[:-1]), choices[-1])))
