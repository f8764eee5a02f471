"""What is known about an article besides its text, brought into one form."""

import re
import unicodedata
from datetime import date
from typing import Final
from urllib.parse import urlsplit

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MAX_ID: Final = 300
_ISO_DATE: Final = re.compile(r"(\d{4})([-/]?)(\d\d)(?:\2(\d\d)(?:[T ].*)?)?", re.ASCII)
_FIGURES: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:,?\s.*)?", re.ASCII)
_WEEKDAY: Final = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_MONTH: Final = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_]\w+)*\Z", re.ASCII)
_CTIME: Final = re.compile(  # Tue Jan 16 20:19:24 +0000 2024
    rf"{_WEEKDAY}{_MONTH}\s+{_DAY}\s+\d\d:\d\d(?::\d\d)?(?:\s+(?:[+-]\d{{4}}|[A-Z]{{3,4}}))?\s+(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_NO_IRI: Final = re.compile(r'[<>"{}|\\^`]|%(?![0-9A-Fa-f]{2})')
_WRITTEN_DATES: Final = tuple(
    re.compile(_WEEKDAY + order + r",?\s+(?P<year>\d{4})\b.*", re.ASCII | re.IGNORECASE)
    for order in (rf"{_DAY}\s+{_MONTH}", rf"{_MONTH}\s+{_DAY}")
)


def one_line(text: str | None) -> str | None:
    """`text` in one line of characters that are shown (no soft hyphens, no direction marks); None if none is left."""
    if text is None:
        return None
    shown = "".join(" " if character.isspace() else character for character in text)
    return " ".join("".join(c for c in shown if unicodedata.category(c) not in {"Cc", "Cf", "Cs"}).split()) or None


def article_id(text: str | None) -> str | None:
    """An id of printable characters in Unicode normal form C, so that one name gives one id on every system.

    None where nothing is left, or more than 300 characters are: it becomes part of every IRI of the article.
    """
    line = one_line(text)
    clean = one_line("".join(c for c in unicodedata.normalize("NFC", line or "") if c.isprintable()))
    return clean if clean and len(clean) <= _MAX_ID else None


def iso_date(text: str | None) -> str | None:
    """A date as ISO 8601 (`2022-10-19`, or `2022-10` where no day is given), or None.

    Reads ISO 8601 with or without a time, RFC 5322 (feeds) and dates in English words. The day is the one that is
    written, in its own time zone. In figures alone, only what has one meaning is a date: 13/04/2022, never 03/04/2022.
    """
    line = one_line(text) or ""
    if (found := _ISO_DATE.fullmatch(line)) and (found[2] or found[4]):
        return _checked(int(found[1]), int(found[3]), found[4] and int(found[4]))
    if found := _FIGURES.fullmatch(line):
        first, second = int(found[1]), int(found[3])
        if first <= 12 and second <= 12 and first != second:
            return None
        return _checked(int(found[4]), min(first, second), max(first, second))
    if found := _CTIME.fullmatch(line):
        return _checked(int(found["year"]), _MONTHS.index(found["month"][:3].lower()) + 1, int(found["day"]))
    for pattern in _WRITTEN_DATES:
        if found := pattern.fullmatch(line):
            month = _MONTHS.index(found["month"][:3].lower()) + 1
            return _checked(int(found["year"]), month, int(found["day"]))
    return None


def web_address(text: str | None) -> str | None:
    """An http or https URL, or None: anything else (`javascript:`, a path) is no place where an article stands.

    Characters that no IRI has (RFC 3987, 2.2) are percent-encoded.
    """
    line = one_line(text) or ""
    try:
        parts = urlsplit(line)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or " " in line:
        return None
    return _NO_IRI.sub(lambda found: f"%{ord(found[0]):02X}", line)


def language_code(text: str | None) -> str | None:
    """The language of a tag of BCP 47 ("en-GB", "EN_us") in small letters, or None."""
    found = _LANGUAGE.match(one_line(text) or "")
    return found[1].lower() if found else None


def _checked(year: int, month: int, day: int | str | None) -> str | None:
    try:
        whole = date(year, month, int(day or 1))
    except ValueError:
        return None
    return whole.isoformat() if day is not None else whole.isoformat()[:7]
