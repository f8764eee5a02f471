"""The classic plain-text downloads of LexisNexis: paper, date and headline, then lines named in capitals."""

import re
from typing import Final

from newsgraph.articles.metadata import iso_date, one_line

_START: Final = re.compile(r"^[ \t]*(?:\d+ of \d+ DOCUMENTS?|Document \d+ of \d+)[ \t]*$", re.MULTILINE)
_SURE: Final = re.compile(r"^[ \t]*(?:LENGTH:[ \t]*[\d,]+ words|LOAD-DATE:.*|BODY:)[ \t]*$", re.MULTILINE)
_FIELD: Final = re.compile(r"([A-Z][A-Z-]{3,20}):[ \t]*(.*)")
_BODY: Final = re.compile(r"^[ \t]*(?:BODY|TEXT):[ \t]*", re.MULTILINE)
_END: Final = re.compile(
    r"^[ \t]*(?:(?:LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|GRAPHIC|SUBJECT|DOCUMENT-TYPE|JOURNAL-CODE|NOTES|CORRECTION-DATE"
    r"|DOCUMENT-NUMBER):.*|Copyright (?:\(c\) |© )?\d{4}\b.*|All Rights Reserved)[ \t]*$",
    re.MULTILINE,
)
_RIGHTS: Final = re.compile(r"(?:copyright|©|all rights reserved)\b|©", re.IGNORECASE)
_EDITION: Final = re.compile(r"\b(?:edition|section)\s*(?:\d+)?\Z", re.IGNORECASE)
_MOST_HEAD: Final = 60  # lines


def split_nexis_documents(text: str) -> list[str]:
    """The documents of a classic download; none where it is no such download."""
    starts = [found.start() for found in _START.finditer(text)]
    if not starts or not _SURE.search(text):
        return []
    documents = [text[start:stop] for start, stop in zip(starts, [*starts[1:], len(text)], strict=True)]
    cover = text[: starts[0]]  # a list of what follows, unless a text stands in it
    return [*([cover] if _SURE.search(cover) else []), *documents]


def split_nexis(text: str) -> tuple[dict[str, str], str] | None:
    """What the head of a classic document says, and its body; None where it is none."""
    if not _SURE.search(text):
        return None
    body = _body_start(text)
    if body is None:
        return None
    head, start = body
    named = {found[1]: found[2].strip() for line in head if (found := _FIELD.fullmatch(line.strip()))}
    if not {"LENGTH", "BYLINE", "SECTION", "HEADLINE", "DATELINE"} & named.keys() and not _START.search(text):
        return None
    end = _END.search(text, start)
    fields = _head_fields(head)
    for name, ours in (("HEADLINE", "title"), ("BYLINE", "author")):
        if named.get(name):
            fields[ours] = named[name]
    return fields, text[start : end.start() if end else len(text)].strip("\n")


def _body_start(text: str) -> tuple[list[str], int] | None:
    """The lines over the body, and where it begins: behind "BODY:", else behind the last line named in capitals."""
    if found := _BODY.search(text):
        return text[: found.start()].split("\n"), found.end()
    lines = text.split("\n")
    named = [number for number, line in enumerate(lines[:_MOST_HEAD]) if _FIELD.fullmatch(line.strip())]
    over = [number for number in named if not _END.match(lines[number])]
    first_end = next((number for number in named if number not in over), len(lines))
    over = [number for number in over if number < first_end]
    if not over:
        return None
    return lines[: over[-1] + 1], sum(len(line) + 1 for line in lines[: over[-1] + 1])


def _head_fields(head: list[str]) -> dict[str, str]:
    """Paper, date and headline, which stand over each other in the middle of the page."""
    fields: dict[str, str] = {}
    title: list[str] = []
    for line in (line.strip() for line in head):
        if not line and title:
            break
        if not line or _START.match(line) or _RIGHTS.search(line):
            continue
        if _FIELD.fullmatch(line):
            if "published" in fields:
                break
        elif "published" not in fields and (date := iso_date(line) or iso_date(line.partition(", ")[2])):
            fields["published"] = date
        elif "published" not in fields:
            fields.setdefault("publisher", line)
        elif not _EDITION.search(line):
            title.append(line)
    if told := one_line(" ".join(title)):
        fields["title"] = told
    return fields
