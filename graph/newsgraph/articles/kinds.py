"""Which kind of file something is, by its name and its first bytes, and who reads that kind.

A new format is a function from an `Input` to articles and problems (most make a `RawArticle`), named in `_READERS`, its
suffixes in `KINDS`, its first bytes in `_by_signature`, a root of XML in `_XML_ROOTS`.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Final

from newsgraph.articles.article import Problem, Reading, UnusableError
from newsgraph.articles.decoding import decode
from newsgraph.articles.given_input import Input
from newsgraph.articles.prose import check_prose

# Readers are imported when a file of their kind is met.
_READERS: Final = {
    "csv": "exports:read_table",
    "docx": "word_processing:read_docx",
    "feed": "feeds:read_feed",
    "gzip": "archives:read_gzip",
    "json": "exports:read_json",
    "json lines": "exports:read_json_lines",
    "mail": "mail:read_mail",
    "mailbox": "mail:read_mailbox",
    "news XML": "wires:read_news_xml",
    "odt": "word_processing:read_odt",
    "page": "web_pages:read_page",
    "parquet": "parquet:read_parquet",
    "pdf": "documents:read_pdf",
    "rtf": "word_processing:read_rtf",
    "text": "plain_text:read_text",
    "warc": "archives:read_warc",
    "zip": "archives:read_zip",
}
KINDS: Final = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "page", ".htm": "page", ".xhtml": "page",
    ".jsonl": "json lines", ".jl": "json lines", ".ndjson": "json lines", ".json": "json",
    ".csv": "csv", ".tsv": "csv", ".parquet": "parquet",
    ".pdf": "pdf", ".docx": "docx", ".odt": "odt", ".rtf": "rtf",
    ".rss": "feed", ".atom": "feed", ".nitf": "news XML", ".newsml": "news XML", ".xml": "xml",
    ".eml": "mail", ".mbox": "mailbox", ".mht": "mail", ".mhtml": "mail",
    ".zip": "zip", ".gz": "gzip", ".warc": "warc",
}  # fmt: skip
SUFFIXES: Final = ", ".join(sorted(KINDS))
HEAD: Final = 4096  # bytes that a kind is told by

_PAGE_ROOTS: Final = frozenset({
    "article", "body", "center", "div", "h1", "head", "header", "html", "link", "main", "meta", "p", "script",
    "section", "style", "table", "title",
})  # fmt: skip
_XML_ROOTS: Final = {
    "rss": "feed", "feed": "feed", "rdf": "feed", "nitf": "news XML", "newsml": "news XML", "newsmessage": "news XML",
    "newsitem": "news XML", "packageitem": "news XML", **dict.fromkeys(_PAGE_ROOTS, "page"),
}  # fmt: skip
_ROOT: Final = re.compile(
    rb"\A\s*(?:<\?[^>]{0,500}\?>\s*|<!--.{0,2000}?-->\s*|<!doctype[^>\[]{0,300}(?:\[.{0,2000}?\])?>\s*)*"
    rb"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})",
    re.DOTALL | re.IGNORECASE,
)
_MAIL_HEADER: Final = re.compile(
    rb"^(From|To|Subject|Date|MIME-Version|Received|Return-Path|Message-ID|Content-Type|Delivered-To):\s",
    re.MULTILINE | re.IGNORECASE,
)
_JSON: Final = re.compile(rb"\[?\s*\{\s*\"")
_TABLES: Final = frozenset({".csv", ".tsv"})
_TEXTS: Final = frozenset({".txt", ".text"})
_MIN_HEADERS: Final = 3

Read = Callable[[Input], Iterator[Reading | Problem]]


# Pages are saved under the names of the programs that made them.
PROGRAMS: Final = frozenset({".asp", ".aspx", ".cfm", ".cgi", ".do", ".jsp", ".php", ".shtml"})


def kind_of(name: str, head: bytes) -> str | None:
    """The kind of a file by its suffix; by its first bytes where these say that the suffix lies or there is none."""
    suffix = PurePosixPath(name).suffix.lower()
    named = KINDS.get(suffix)
    if named == "xml":
        return _by_signature(suffix, head) or _by_words(head, suffix) or "news XML"
    return _by_signature(suffix, head) or named or _by_words(head, suffix)


def read_input(source: Input, kind: str) -> Iterator[Reading | Problem]:
    """What a file of a kind holds. Raises UnusableError."""
    module, _, function = _READERS[kind].partition(":")
    read: Read = getattr(import_module(f"{__package__}.{module}"), function)
    return read(source)


def is_nameless_text(head: bytes) -> bool:
    """Whether a file without a suffix begins as an article does."""
    try:
        text = decode(head[:-3] if len(head) == HEAD else head)  # the last character may be cut
        check_prose(text)
    except UnusableError:
        return False
    return True


@cache
def other_files() -> frozenset[str]:
    """Suffixes, and names without one, of files that hold no article."""
    lines = files(__package__).joinpath("other_files.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


def _by_signature(suffix: str, head: bytes) -> str | None:
    """What no text begins with says which kind it is, whatever the suffix says."""
    if head.startswith(b"PK\3\4"):
        if suffix == ".odt" or b"mimetypeapplication/vnd.oasis.opendocument.text" in head[:100]:
            return "odt"
        return "docx" if suffix == ".docx" or b"word/" in head else None if suffix in other_files() else "zip"
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"\x1f\x8b"):
        return "gzip" if suffix != ".warc" else "warc"
    if head.startswith(b"PAR1\x15"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if suffix in _TEXTS and _by_words(head, "") in {"json", "mail", "mailbox"}:
        return _by_words(head, "")
    if suffix in _TABLES and _by_words(head, "") == "json":
        return "json"
    if suffix in {*_TEXTS, ".xml"}:
        root = _ROOT.match(head)
        return _XML_ROOTS.get(root[1].decode().lower()) if root else None
    return None


def _by_words(head: bytes, suffix: str) -> str | None:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if root := _ROOT.match(start):
        return _XML_ROOTS.get(root[1].decode().lower())
    if _JSON.match(start) and not suffix:
        return "json"
    boxed = start.startswith(b"From ")
    headers = {one[1].lower() for one in _MAIL_HEADER.finditer(start)}
    if len(headers) >= _MIN_HEADERS and (boxed or _MAIL_HEADER.match(start)):
        return "mailbox" if boxed else "mail"
    return None
