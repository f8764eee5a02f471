"""Dates in words."""

import re
from datetime import date

from babel.dates import format_date, get_month_names

_LOCALE = "en"
_SEASONS = {
    "21": "spring",
    "22": "summer",
    "23": "autumn",
    "24": "winter",
    "33": "first quarter of",
    "34": "second quarter of",
}
_SEASONS |= {"35": "third quarter of", "36": "fourth quarter of"}
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DECADE = re.compile(r"(\d{2,3})X{1,2}")
_NO_YEAR = re.compile(r"--(\d\d)(?:-(\d\d))?")


def in_words(edtf: str) -> str:
    """A date as a reader reads it: "10 September 2019", "about 2016", "May 2024 to June 2024".

    Args:
        edtf: a date or an interval (Extended Date/Time Format), or an XML Schema date without a year ("--09").
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one(first)
    if first in ("", ".."):
        return f"until {_one(last)}"
    if last in ("", ".."):
        return f"from {_one(first)}"
    return f"{_shared(first, last)} to {_one(last)}"


def _shared(first: str, last: str) -> str:
    """The first of two days without the year, or the month and the year, that the last one has, too."""
    if not (_DAY.fullmatch(first) and _DAY.fullmatch(last)) or first[:4] != last[:4]:
        return _one(first)
    return str(int(first[8:])) if first[:7] == last[:7] else _one(first).removesuffix(f" {first[:4]}")


def _one(value: str) -> str:
    bare = value.rstrip("~?%")
    words = _bare(bare)
    if value.endswith(("~", "%")):
        words = f"about {words}"
    return f"{words} (uncertain)" if value.endswith(("?", "%")) else words


def _bare(value: str) -> str:
    months = get_month_names("wide", locale=_LOCALE)
    open_year, decade, found = _NO_YEAR.fullmatch(value), _DECADE.fullmatch(value), _DATE.fullmatch(value[:10])
    if open_year and "01" <= open_year[1] <= "12":
        day = f"{int(open_year[2])} " if open_year[2] else ""
        return f"{day}{months[int(open_year[1])]}, no year told"
    if decade and len(value) == len("199X"):
        return f"{decade[1].ljust(4, '0')}s"
    if not found:
        return value
    year, month, day = found.groups()
    if month in _SEASONS:
        return f"{_SEASONS[month]} {year}"
    try:
        known = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return value
    return format_date(known, "d MMMM y" if day else "MMMM y" if month else "y", locale=_LOCALE)
