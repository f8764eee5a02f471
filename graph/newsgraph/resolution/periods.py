"""Spans of days that EDTF dates stand for, and whether two may be one time."""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_QUALIFIERS = "~?%"


class Period(NamedTuple):
    """The first and the last day of a time; an end that is open or not known is the calendar's first or last day."""

    first: date
    last: date

    def overlaps(self, other: "Period") -> bool:
        """Whether some day is in both."""
        return self.first <= other.last and other.first <= self.last

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@lru_cache(maxsize=1 << 14)
def period(value: str | None) -> Period | None:
    """The days of an EDTF date or interval; null where it names no year, or is none."""
    if not value:
        return None
    first, slash, last = value.partition("/")
    if not slash:
        return _days(first.strip(_QUALIFIERS))
    begin = None if first.strip(_QUALIFIERS) in ("", "..") else _days(first.strip(_QUALIFIERS))
    end = None if last.strip(_QUALIFIERS) in ("", "..") else _days(last.strip(_QUALIFIERS))
    if begin is None and end is None:
        return None
    return Period(begin.first if begin else date.min, end.last if end else date.max)


def _days(value: str) -> Period | None:
    match = _DATE.fullmatch(value)
    if match is None:
        return _decade(value)
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if month in _SEASONS:
            begin, end = _SEASONS[month]
            first = date(year, begin, 1)
            return Period(first, _last_day(year + (end < begin), end))
        if day:
            return Period(date(year, month, day), date(year, month, day))
        if month:
            return Period(date(year, month, 1), _last_day(year, month))
        return Period(date(year, 1, 1), date(year, 12, 31))
    except ValueError:
        return None


def _decade(value: str) -> Period | None:
    match = re.fullmatch(r"(\d{2,3})(X{1,2})", value)
    if match is None or len(value) != len("1990"):
        return None
    low, high = int(match[1] + "0" * len(match[2])), int(match[1] + "9" * len(match[2]))
    return Period(date(max(low, 1), 1, 1), date(high, 12, 31))


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def around(day: date, before: int, after: int) -> Period:
    """The days around one: so many before it and after it."""
    return Period(day - timedelta(days=before), day + timedelta(days=after))
