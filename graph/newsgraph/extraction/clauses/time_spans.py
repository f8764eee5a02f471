"""Spans of time, dates in figures, quarters and holidays, and the EDTF intervals that they fix."""

import re
from datetime import timedelta

from newsgraph.extraction.clauses.time_words import (
    Context,
    Reading,
    Sign,
    day_in_year,
    either,
    month_numbers,
    open_time,
    shifted,
    unit_at,
    valid,
    weekday_numbers,
    words,
)

_LONGEST = 50  # years of a span whose end is told by two figures


def span_patterns(month: str, day: str, year: str) -> "list[tuple[Sign, str, Reading]]":
    """Dates in figures, quarters, holidays, and spans of days, with their signs: what would else be read in parts."""
    names = either(weekday_numbers())
    quarter = r"(?:Q(?P<quarter>[1-4])|(?:the\s+)?(?P<ordinal>first|second|third|fourth)\s+quarter)"
    to = r"(?(between)\s+and\s+|(?:\s*[-–—]\s*|\s+(?:to|until|till|through)\s+))"
    opening = r"(?:(?P<between>between)\s+|from\s+)"
    from_day = r"(?P<from>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
    other_month = month.replace("?P<month>", "?P<to_month>")
    other_day = day.replace("?P<day>", "?P<to_day>")
    which = rf"(?:,?\s+(?:of\s+)?{year})?"
    number = rf"(?P<number>\d{{1,2}}|{either(words()['numbers'])})"
    return [
        ("year", r"(?P<first>\d\d?)(?P<sign>[/.-])(?P<second>\d\d?)(?P=sign)(?P<year>\d{4})(?!\d)", _date_in_figures),
        ("year", rf"{quarter}(?:\s+of)?\s+{year}", _quarter),
        ("word", rf"{quarter}(?!\s+of\b)(?=[\s.,;)])", _quarter),
        ("year", rf"(?:the\s+)?(?P<half>first|second)\s+half\s+of\s+{year}", _half),
        ("year", r"(?:(?:the\s+)?(?:fiscal|financial)(?:\s+year)?\s+|FY\s?)\d{4}", open_time),
        ("word", rf"(?P<holiday>{either(words()['holidays'])})(?:,?\s+{year})?", _holiday),
        ("weekday", rf"{opening}?(?P<first>{names}){to}(?P<last>{names})\b(?!\s+(?:week|\d))", _weekdays),
        ("month", rf"{opening}?(?:the\s+)?{from_day}{to}(?:the\s+)?{day}\s+(?:of\s+)?{month}{which}", _days),
        ("month", rf"{opening}?{month}\s+{from_day}{to}{day}(?!\s*{month.replace('?P<month>', '?:')}){which}", _days),
        ("month", rf"{opening}(?:the\s+)?{day}\s+(?:of\s+)?{month}{to}(?:the\s+)?{other_day}\s+(?:of\s+)?{other_month}"
         rf"{which}", _days_of_months),
        ("month", rf"{opening}{month}\s+{day}{to}{other_month}\s+{other_day}{which}", _days_of_months),
        ("month", rf"{opening}{month}{to}{other_month}\s+(?:of\s+)?{year}", _months),
        ("year", r"(?P<from>1[5-9]\d\d|20\d\d)[-–/](?P<short>\d\d)(?![\d/-])", _short_years),
        ("unit", rf"(?<=in ){number}\s+(?P<unit>day|week|fortnight|month|year)s?(?:['’]s?\s+time)?(?=[\s.,;)]|$)",
         _to_come),
        ("unit", r"(?<=at |by )the\s+end\s+of\s+the\s+(?P<unit>week|month|year)", _end_of),
        ("weekday", rf"(?P<weekday>{names})\s+week", _weekday_week),
        ("word", r"(?<=on )the\s+(?P<day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)(?=[.,;)]|\s*$)", _day_of_month),
        ("word", r"overnight", open_time),
    ]  # fmt: skip


def _date_in_figures(match: re.Match[str], _: Context) -> str | None:
    """13/04/2022 has one reading, and 03/04/2022 two: of which none is taken."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    readings = {valid(year, month, day) for day, month in ((first, second), (second, first))} - {None}
    return readings.pop() if len(readings) == 1 else None


def _quarter(match: re.Match[str], context: Context) -> str | None:
    """A quarter of a year; without a year the last that is over, or the next."""
    number = int(match["quarter"] or words()["ordinals"][match["ordinal"].lower()])
    year = match.groupdict().get("year")
    if year is None:
        if context.anchor is None:
            return None
        first = 3 * number - 2
        over = context.anchor.month > first + 2
        year = str(context.anchor.year + (over if context.future else -(not over)))
    return f"{year}-{3 * number - 2:02}/{year}-{3 * number:02}"


def _half(match: re.Match[str], _: Context) -> str | None:
    year = match["year"]
    return f"{year}-01/{year}-06" if match["half"].lower() == "first" else f"{year}-07/{year}-12"


def _holiday(match: re.Match[str], context: Context) -> str | None:
    name = " ".join(match["holiday"].lower().replace("’", "'").split())
    month, day = map(int, words()["holidays"][name].split("-"))
    return day_in_year(month, day, match["year"], context)


def _weekdays(match: re.Match[str], context: Context) -> str | None:
    """ "From Friday to Sunday": the last such days, or the next."""
    if context.anchor is None:
        return None
    first, last = (weekday_numbers()[match[name].lower()] for name in ("first", "last"))
    length = (last - first) % 7
    if context.future:
        start = context.anchor + timedelta(days=(first - context.anchor.weekday()) % 7)
        return f"{start.isoformat()}/{(start + timedelta(days=length)).isoformat()}"
    end = context.anchor - timedelta(days=(context.anchor.weekday() - last) % 7)
    return f"{(end - timedelta(days=length)).isoformat()}/{end.isoformat()}"


def _days(match: re.Match[str], context: Context) -> str | None:
    """ "Between 3 and 5 May"."""
    month, first, last = month_numbers()[match["month"].lower()], int(match["from"]), int(match["day"])
    start = day_in_year(month, first, match["year"], context)
    if start is None or start.startswith("-") or first > last:
        return None
    end = valid(int(start[:4]), month, last)
    return f"{start}/{end}" if end else None


def _days_of_months(match: re.Match[str], context: Context) -> str | None:
    """ "From April 28 to May 1": of the year that is named behind the last, else of that of the last."""
    month, day = month_numbers()[match["month"].lower()], int(match["day"])
    to_month, to_day = month_numbers()[match["to_month"].lower()], int(match["to_day"])
    end = day_in_year(to_month, to_day, match["year"], context)
    if end is None or end.startswith("-"):
        return None
    start = valid(int(end[:4]) - ((month, day) > (to_month, to_day)), month, day)
    return f"{start}/{end}" if start else None


def _months(match: re.Match[str], _: Context) -> str | None:
    """ "From March to April 2021"."""
    first, last = (month_numbers()[match[name].lower()] for name in ("month", "to_month"))
    year = match["year"]
    return f"{int(year) - (first > last):04}-{first:02}/{year}-{last:02}"


def _short_years(match: re.Match[str], _: Context) -> str | None:
    """ "2010-15", "1998/99"."""
    first = match["from"]
    last = first[:2] + match["short"]
    if int(last) < int(first):
        last = str(int(last) + 100)
    return f"{first}/{last}" if int(last) - int(first) <= _LONGEST else match["from"]


def _to_come(match: re.Match[str], context: Context) -> str | None:
    """ "Will meet in two weeks"; of what is past it says how long it took."""
    number = match["number"].lower()
    if not context.future and not match.group().lower().endswith("time"):
        return None
    return unit_at(context.anchor, match["unit"].lower(), int(words()["numbers"].get(number, number)))


def _end_of(match: re.Match[str], context: Context) -> str | None:
    """ "By the end of the year": of this one, if it is to come."""
    return unit_at(context.anchor, match["unit"].lower(), 0) if context.future else None


def _weekday_week(match: re.Match[str], context: Context) -> str | None:
    """ "Monday week" is a week after the next Monday; of what is past it says nothing clear."""
    if context.anchor is None or not context.future:
        return None
    ahead = (weekday_numbers()[match["weekday"].lower()] - context.anchor.weekday()) % 7
    return shifted(context.anchor, (ahead or 7) + 7)


def _day_of_month(match: re.Match[str], context: Context) -> str | None:
    """ "On the 7th": of the month that is nearest in the direction that the clause speaks of."""
    if context.anchor is None:
        return None
    day, anchor = int(match["day"]), context.anchor
    step = (day < anchor.day) if context.future else -(day > anchor.day)
    months = anchor.year * 12 + anchor.month - 1 + step
    return valid(months // 12, months % 12 + 1, day)
