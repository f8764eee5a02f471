"""Mails and newsletters (EML, MBOX), and web pages that browsers save as mails (MHTML)."""

import io
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import BinaryIO, Final

from newsgraph.articles.article import Problem, Reading, UnusableError
from newsgraph.articles.decoding import decode
from newsgraph.articles.given_input import Input, more_than, too_large
from newsgraph.articles.page_body import fragment_body, is_notice
from newsgraph.articles.raw_article import RawArticle
from newsgraph.articles.sent_on import first_sent, without_prefixes
from newsgraph.articles.text_head import told_in_text

_FULL_LINE: Final = 55  # characters of a line that goes on in the next
_ENVELOPE: Final = re.compile(rb"From \S+.*\d{4}\s*$")
_WROTE: Final = re.compile(r"On .{5,100} wrote:\s*\Z|-{2,}\s*Original [Mm]essage\s*-{2,}\s*\Z")
_LIST_MARK: Final = re.compile(r"\s*(?:[-*•·]|\d+[.)])\s")
_MAX_PARTS: Final = 1000
_MIN_WORDS: Final = 10  # of a mail's plain text that is more than "see this in your browser"


def read_mail(source: Input) -> Iterator[Reading | Problem]:
    """The article in a mail, or on the page that a browser saved as one. Raises UnusableError."""
    yield from _read(source.data(), source, source.place, source.ids)


def read_mailbox(source: Input) -> Iterator[Reading | Problem]:
    """The article in each mail of a mailbox. Raises UnusableError."""
    empty = True
    for number, data in enumerate(_mails(source.stream, source.options.limits.article), 1):
        if number > source.options.limits.parts:
            yield Problem(source.place, more_than(source.options.limits.parts, "mails"))
            return
        empty = False
        place = f"{source.place}: mail {number}"
        try:
            if len(data) > source.options.limits.article:
                raise UnusableError(too_large(source.options.limits.article))
            yield from _read(data, source, place, ())
        except UnusableError as error:
            yield Problem(place, str(error))
    if empty:
        raise UnusableError("empty")


def _mails(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """The mails of a mailbox; of one that is too large, only so much as shows that it is."""
    lines: list[bytes] = []
    size, blank = 0, True
    for line in iter(lambda: stream.readline(most), b""):
        if blank and _ENVELOPE.match(line):
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
        elif size <= most:
            lines.append(line[1:] if re.match(rb">+From ", line) else line)
            size += len(line)
        blank = not line.strip()
    if any(line.strip() for line in lines):
        yield b"".join(lines)


def _read(data: bytes, source: Input, place: str, ids: tuple[str, ...]) -> Iterator[Reading | Problem]:
    if not data.strip():
        raise UnusableError("empty")
    try:
        mail = message_from_bytes(data, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        inner = _attached(mail)
        beside = _text(mail)[1] if inner else []
        mail = inner or mail
        page = _page(mail)
        fields = _fields(mail)
        text, attached = ("", []) if page else _text(mail)
        text, fields, notes = _forwarded(text, fields)
    except UnusableError:
        raise
    except Exception as error:  # headers are anybody's, and the parser trips over some
        raise UnusableError(f"a mail that cannot be read ({type(error).__name__})") from error
    if page:
        from newsgraph.articles.web_pages import read_markup

        around = Input(io.BytesIO(), source.name, place, source.parent, source.options, source.depth)
        known = {name: fields[name] for name in ("title", "published")}
        yield from read_markup(page[0], around, page[1], known)
        return
    if attached := [*dict.fromkeys((*beside, *attached))]:
        named = ", ".join(attached[:3])
        notes = (*notes, f"{len(attached)} attached and not read ({named})")
    yield RawArticle(text, place, fields, ids, notes).read(source.options)


def _attached(mail: EmailMessage) -> EmailMessage | None:
    """The mail that is sent on as an attachment of another, if it is the only one."""
    inside = [part for part in mail.walk() if part.get_content_type() == "message/rfc822"]
    inner = inside[0].get_payload() if len(inside) == 1 else None
    return inner[0] if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage) else None


def _fields(mail: EmailMessage) -> dict[str, str | None]:
    name, address = parseaddr(str(mail.get("From", "")))
    return {
        "title": str(mail["Subject"]) if mail["Subject"] else None,
        "published": str(mail["Date"]) if mail["Date"] else None,
        "publisher": name or address or None,
        "url": str(mail["Archived-At"]).strip("<> ") if mail["Archived-At"] else None,
    }


def _page(mail: EmailMessage) -> tuple[str, str | None] | None:
    """The page that a browser saved as a mail, and its address."""
    if mail.get_content_type() != "multipart/related" or not (mail["Snapshot-Content-Location"] or _is_saved(mail)):
        return None
    for part in mail.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            return _content(part), str(part["Content-Location"] or mail["Snapshot-Content-Location"] or "") or None
    return None


def _is_saved(mail: EmailMessage) -> bool:
    return "saved by" in str(mail.get("From", "")).lower() or any(part["Content-Location"] for part in mail.walk())


def _text(mail: EmailMessage) -> tuple[str, list[str]]:
    """A mail's text, and the names of what is attached to it."""
    plain, markup, attached = [], [], []
    for number, part in enumerate(mail.walk()):
        if number > _MAX_PARTS:
            raise UnusableError(f"a mail of more than {_MAX_PARTS:,} parts")
        kind = part.get_content_type()
        if part.is_multipart():
            continue
        if part.get_filename() or part.get_content_disposition() == "attachment":
            # Pictures that stand in the text are named by their Content-ID.
            if (
                not kind.startswith("image/")
                or part.get_content_disposition() == "attachment"
                or not part["Content-ID"]
            ):
                attached.append(part.get_filename() or kind)
        elif kind == "text/plain":
            plain.append(_content(part))
        elif kind == "text/html":
            markup.append(_content(part))
    text = "\n".join(plain)
    if not text.strip() or (markup and len(text.split()) < _MIN_WORDS):
        text = "\n\n".join(line for one in markup for line in fragment_body(one).split("\n"))
    return text, attached


def _forwarded(text: str, fields: dict[str, str | None]) -> tuple[str, dict[str, str | None], tuple[str, ...]]:
    """The text as a reader has it, and what is known of it: of a mail that was sent on, what its first sender wrote."""
    text = text.replace("\r\n", "\n")
    first = first_sent(text, fields["title"])
    if first.fields:
        name, address = parseaddr(first.fields.get("publisher", ""))
        date = first.fields.get("published", "").replace(" at ", " ")
        fields = {**fields, "published": date or None, "publisher": name or address or None}
        fields["title"] = first.fields.get("title") or fields["title"]
    notes = (f"{first.left_out} words over a mail that was sent on are not read",) if first.left_out else ()
    text = _unwrapped(first.text)
    title = _without_name(without_prefixes(fields["title"]), fields["publisher"])
    fields = {**fields, "title": title, "author": told_in_text(text)["author"]}
    return "\n".join(line for line in text.split("\n") if not is_notice(line)).strip("\n"), fields, notes


def _without_name(subject: str | None, name: str | None) -> str | None:
    """A newsletter's subject without its name before it: "Coast Brief: Envoy out"."""
    rest = (subject or "").removeprefix(f"{name}: ").strip()
    return rest if len(rest.split()) > 1 else subject


def _content(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    return decode(payload, declared=part.get_content_charset()) if isinstance(payload, bytes) else ""


def _unwrapped(text: str) -> str:
    """Lines that mail programs broke joined again (RFC 3676); without signature and what others wrote before."""
    lines: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        if line in {"--", "-- "} or _WROTE.match(line):
            break
        if line.startswith(">"):
            continue
        if goes_on and line.strip() and not _LIST_MARK.match(line):
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
        else:
            lines.append(line.rstrip())
        goes_on = bool(line.strip()) and (line.endswith(" ") or len(line) >= _FULL_LINE)
    return "\n".join(lines)
