"""Words for times, and days, weeks, months and years reckoned from a day of publication."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from newsgraph.extraction.base.data_files import read_toml

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Context:
    """What the words are read against: the day of publication, and whether their clause speaks of what is to come."""

    anchor: date | None
    future: bool


Reading = Callable[[re.Match[str], Context], str | None]
# What a pattern for times cannot match without, and so where it is worth looking.
Sign = Literal["month", "weekday", "year", "unit", "word"]


@cache
def words() -> dict[str, Any]:
    """The tables of `times.toml`."""
    return read_toml("times.toml")


@cache
def month_numbers() -> dict[str, int]:
    """The number of each month by its names, from 1."""
    return {name: number for number, names in enumerate(words()["months"], 1) for name in names}


@cache
def weekday_numbers() -> dict[str, int]:
    """The number of each day of the week by its names, Monday being 0."""
    return {name: number for number, names in enumerate(words()["weekdays"]) for name in names}


def either(listed: "dict[str, Any] | list[str]") -> str:
    """A pattern for any of some words, the longest first."""
    longest_first = sorted(listed, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)


def day_in_year(month: int, day: int, year: str | None, context: Context) -> str | None:
    """A day of a month in the year that is named, else in the nearest that the clause may speak of."""
    if year:
        return valid(int(year), month, day)
    if context.anchor is None:
        return f"--{month:02}-{day:02}" if valid(2000, month, day) else None
    anchor = context.anchor
    if context.future:
        return valid(anchor.year + ((month, day) < (anchor.month, anchor.day)), month, day)
    return valid(anchor.year - ((month, day) > (anchor.month, anchor.day)), month, day)


def valid(year: int, month: int, day: int) -> str | None:
    """A date as EDTF has it; null where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def shifted(anchor: date, days: int) -> str | None:
    """The day that lies so many days from another; null beyond the calendar."""
    try:
        return (anchor + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def unit_at(anchor: date | None, unit: str, steps: int) -> str | None:
    """The day, week (Monday/Sunday), weekend, month or year that lies so many steps from the anchor's."""
    if anchor is None:
        return None
    try:
        if unit in {"day", "fortnight"}:
            return (anchor + timedelta(days=steps * (14 if unit == "fortnight" else 1))).isoformat()
        if unit == "year":
            return date(anchor.year + steps, 1, 1).isoformat()[:4]
        if unit == "month":
            months = anchor.year * 12 + anchor.month - 1 + steps
            return date(months // 12, months % 12 + 1, 1).isoformat()[:7]
        monday = anchor - timedelta(days=anchor.weekday()) + steps * _WEEK
        first = monday + timedelta(days=5) if unit == "weekend" else monday
        return f"{first.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    except (ValueError, OverflowError):
        return None


def open_time(_: re.Match[str], __: Context) -> str | None:
    """The value of a time that its words leave open."""
    return None
