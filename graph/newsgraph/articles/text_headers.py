"""What stands over and under a text that archives and clippers save: its title, date, source, in lines of their own.

A head of named lines ("Title: …", "Source: …"), and the plain-text downloads of LexisNexis and Factiva.
"""

import re
from typing import Final

from newsgraph.articles.metadata import iso_date, one_line
from newsgraph.articles.nexis import split_nexis, split_nexis_documents

_NAMES: Final = {
    "author": "author", "authors": "author", "byline": "author", "by": "author", "date": "published",
    "publication date": "published", "published": "published", "headline": "title", "language": "language",
    "link": "url", "title": "title", "publication": "publisher", "publisher": "publisher", "source": "publisher",
    "url": "url",
}  # fmt: skip
_NAMED: Final = re.compile(r"([A-Za-z][A-Za-z ]{1,20}):[ \t]+(\S.*)")
_MOST_HEAD_LINES: Final = 20
_MIN_NAMED: Final = 2
_LONG_TITLE: Final = 20  # words that no headline over named lines has

_LEXIS_BODY: Final = re.compile(r"^Body[ \t]*$", re.MULTILINE)
_LEXIS_END: Final = re.compile(r"^(?:Load-Date:.*|End of Document|Classification|Graphic)[ \t]*$", re.MULTILINE)
_LEXIS_DOCUMENT_END: Final = re.compile(r"^End of Document[ \t]*$", re.MULTILINE)
_FACTIVA_DOCUMENT_END: Final = re.compile(r"^(?:AN[ \t]+)?Document [A-Z]{3,10}\d{8,}\w*[ \t]*$", re.MULTILINE)
_LEXIS_SURE: Final = re.compile(r"^(?:Length:[ \t]*[\d,]+ words|Load-Date:.*|End of Document)[ \t]*$", re.MULTILINE)
_PAGE: Final = re.compile(r"Page \d+ of \d+|\d+ of \d+ DOCUMENTS")
_PLACE_OF_PAPER: Final = re.compile(r"\([^()]*\)\Z")

_FACTIVA_FIELD: Final = re.compile(
    r"^(HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|IPD|IPC|PUB|AN)(?:[ \t]+(.*))?$"
)
_FACTIVA: Final = {"HD": "title", "BY": "author", "PD": "published", "SN": "publisher"}


def split_headers(text: str) -> tuple[dict[str, str], str]:
    """What lines over a text say of it, and the text without them; nothing, and the text as it is, where none do."""
    for split in (_split_factiva, _split_lexis, split_nexis, _split_named):
        if found := split(text):
            return found
    return {}, text


def split_documents(text: str) -> list[str]:
    """The documents that archives put into one file, one after the other; the text itself where it is one."""
    if len(documents := split_nexis_documents(text)) > 1:
        return documents
    for end in (_LEXIS_DOCUMENT_END, _FACTIVA_DOCUMENT_END):
        ends = [found.end() for found in end.finditer(text)]
        if len(ends) > 1:
            starts = [0, *ends[:-1]]
            return [text[start:stop] for start, stop in zip(starts, [*ends[:-1], len(text)], strict=True)]
    return [text]


def _split_named(text: str) -> tuple[dict[str, str], str] | None:
    fields: dict[str, str] = {}
    place, title = 0, ""
    for line in text.split("\n")[:_MOST_HEAD_LINES]:
        if line.strip() and not title and not fields and not _NAMED.fullmatch(line.strip()):
            title = line.strip()
        elif line.strip():
            found = _NAMED.fullmatch(line.strip())
            name = _NAMES.get(found[1].lower()) if found else None
            if found is None or name is None:
                break
            fields.setdefault(name, found[2].strip())
        place += len(line) + 1
    if len(fields) < _MIN_NAMED or not text[place:].strip():
        return None
    if title and (len(title.split()) > _LONG_TITLE or title.endswith(".")):
        return None
    if title:
        fields.setdefault("title", title)
    return fields, text[place:]


def _split_lexis(text: str) -> tuple[dict[str, str], str] | None:
    body = _LEXIS_BODY.search(text)
    if body is None or not _LEXIS_SURE.search(text):
        return None
    end = _LEXIS_END.search(text, body.end())
    head = [line.strip() for line in text[: body.start()].split("\n") if line.strip()]
    head = [line for line in head if not _PAGE.fullmatch(line)]
    fields = {"title": head[0]} if head else {}
    if len(head) > 1 and ":" not in head[1]:
        fields["publisher"] = _PLACE_OF_PAPER.sub("", head[1]).rstrip()
    for line in head[1:]:
        found = _NAMED.fullmatch(line)
        if found and found[1].lower() == "byline":
            fields["author"] = found[2]
        if "published" not in fields and iso_date(line):
            fields["published"] = line
    return fields, text[body.end() : end.start() if end else len(text)].strip("\n")


def _split_factiva(text: str) -> tuple[dict[str, str], str] | None:
    parts: dict[str, list[str]] = {}
    name = ""
    for line in text.split("\n"):
        if found := _FACTIVA_FIELD.match(line):
            name = found[1]
            parts[name] = [found[2] or ""]
        elif name:
            parts[name].append(line)
        elif line.strip():
            return None
    if not {"HD", "PD", "TD"} <= parts.keys():
        return None
    fields = {ours: told for theirs, ours in _FACTIVA.items() if (told := one_line(" ".join(parts.get(theirs, []))))}
    body = "\n".join(line for theirs in ("LP", "TD") for line in parts.get(theirs, []))
    return fields, body.strip("\n")
