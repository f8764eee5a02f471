"""Time expressions and the EDTF dates (ISO 8601-2) that they fix.

What the words alone leave open stays open: a month without a year is `--09` (the lexical form of XSD's gMonth), never a
guessed year, and a weekday has a value only where the day of publication anchors it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from newsgraph.extraction.base.annotations import TimeExpression
from newsgraph.extraction.base.data_files import read_toml

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WEEK = timedelta(days=7)
# A full stop after four letters or fewer, unless they are the whole word, is the abbreviation's and not the sentence's.
_ABBREVIATION_POINT = r"(?:(?<!\bmay)(?<!\bjune)(?<!\bjuly)(?<=\b\w{3})\.|(?<=\bsept)\.|(?<=\btues)\.|(?<=\bthurs)\.)?"
DIRECTIONS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}


@dataclass(frozen=True, slots=True)
class _Context:
    """What the words are read against: the day of publication, and whether their clause speaks of what is to come."""

    anchor: date | None
    future: bool


_Reading = Callable[[re.Match[str], _Context], str | None]


@cache
def _words() -> dict[str, Any]:
    return read_toml("times.toml")


@cache
def _month_numbers() -> dict[str, int]:
    return {name: number for number, names in enumerate(_words()["months"], 1) for name in names}


@cache
def _weekday_numbers() -> dict[str, int]:
    return {name: number for number, names in enumerate(_words()["weekdays"]) for name in names}


def _either(words: "dict[str, Any] | list[str]") -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)


def _further_patterns(month: str, day: str, year: str) -> "list[tuple[str, _Reading]]":
    """Dates in figures, quarters, holidays, and spans of days: what would else be read in parts."""
    names = _either(_weekday_numbers())
    quarter = rf"(?:Q(?P<quarter>[1-4])|(?P<ordinal>first|second|third|fourth)\s+quarter)(?:\s+of)?\s+{year}"
    to = r"(?(between)\s+and\s+|(?:\s*[-–—]\s*|\s+(?:to|until|till|through)\s+))"
    opening = r"(?:(?P<between>between)\s+|from\s+)"
    from_day = r"(?P<from>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
    return [
        (r"(?P<first>\d\d?)/(?P<second>\d\d?)/(?P<year>\d{4})(?!\d)", _date_in_figures),
        (rf"(?:the\s+)?{quarter}", _quarter),
        (r"(?:(?:the\s+)?(?:fiscal|financial)(?:\s+year)?\s+|FY\s?)\d{4}", _open),
        (rf"(?P<holiday>{_either(_words()['holidays'])})(?:,?\s+{year})?", _holiday),
        (rf"{opening}(?P<first>{names}){to}(?P<last>{names})\b(?!\s+(?:week|\d))", _weekdays),
        (rf"{opening}?(?:the\s+)?{from_day}{to}(?:the\s+)?{day}\s+(?:of\s+)?{month}(?:,?\s+{year})?", _days),
        (rf"{opening}?{month}\s+{from_day}{to}{day}(?:,?\s+{year})?", _days),
        (rf"(?P<weekday>{names})\s+week", _weekday_week),
        (r"(?<=on )the\s+(?P<day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)(?=[.,;)]|\s*$)", _day_of_month),
        (r"overnight", _open),
    ]  # fmt: skip


@cache
def _grammar() -> list[tuple[re.Pattern[str], _Reading]]:
    """The patterns, the longest readings first, each with what makes a value of its match."""
    month = rf"(?P<month>{_either(_month_numbers())})\b{_ABBREVIATION_POINT}"
    weekday = rf"(?P<weekday>{_either(_weekday_numbers())})\b{_ABBREVIATION_POINT}"
    year = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d)"
    day = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)"
    number = rf"(?P<number>\d{{1,3}}|{_either(_words()['numbers'])})"
    part = r"(?:(?:the\s+)?(?:beginning|start|end|middle|\w+\s+half)\s+of\s+|(?:early|late|mid)[\s-]+(?:in\s+)?)"
    direction = rf"(?P<direction>{_either(DIRECTIONS)})"
    time_of_day = r"(?:\s+(?:morning|afternoon|evening|night|noon))?"
    season = rf"(?P<season>{_either(_words()['seasons'])})"
    about = r"(?:(?:about|almost|nearly|exactly|just|over|more\s+than)\s+)?"
    count = rf"(?:\d[\d,]*|{_either(_words()['numbers'])}|several|many|(?:a\s+)?few|recent|some)"
    which_year = rf"(?:,?\s+(?:of\s+)?{year}|\s+(?:of\s+)?(?P<direction>last|this|next)\s+year)"
    ordinal = rf"(?P<ordinal>{_either(_words()['ordinals'])}|\d\d?(?:st|nd|rd|th))"
    unit = r"(?P<unit>day|week|weekend|month|year)"
    patterns: list[tuple[str, _Reading]] = [
        (r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)", _iso_date),
        *_further_patterns(month, day, year),
        (rf"(?:{weekday},?\s+)?(?:the\s+)?{day}\s+(?:of\s+)?{month}{which_year}?", _calendar_date),
        (rf"(?:{weekday},?\s+)?{month}\s+{day}{which_year}?", _calendar_date),
        (rf"(?:{part})?{month}{which_year}", _calendar_month),
        (rf"(?:(?P<direction>last|this|next)\s+)?(?:{part})?{month}", _calendar_month),
        (rf"(?:{direction}\s+)?{weekday}{time_of_day}", _weekday),
        (rf"(?:{part})?(?:the\s+)?{season}\s+(?:of\s+)?{year}", _season),
        (rf"{direction}\s+{season}", _season),
        (rf"(?:earlier\s+|later\s+)?(?:{part})?(?:the\s+)?{direction}\s+{unit}{time_of_day}", _relative_unit),
        (r"(?:at|over|on|during|for)\s+the\s+(?P<unit>weekend)", _relative_unit),
        (_either(_words()["days"]), _relative_day),
        (rf"{about}{number}\s+(?P<unit>day|week|fortnight|month|year)s?\s+(?:ago|earlier)", _ago),
        (rf"(?:{part})?(?:the\s+)?(?P<decade>1[5-9]\d|20\d)0['’]?s", _decade),
        (rf"(?:{part})?(?:the\s+)?{ordinal}[\s-]century", _century),
        (r"(?:between\s+)?(?P<from>1[5-9]\d\d|20\d\d)\s?(?:[-–—]|to|and)\s?(?P<to>1[5-9]\d\d|20\d\d)(?!\d)", _years),
        (rf"(?:(?<=in )|(?<=since )|(?<=until )|(?<=by )|(?<=from )|(?<=of )|(?<=during )|(?<=before )|(?<=after )"
         rf"|(?<=for )|(?<=the )|(?<=\()|(?:{part}))(?:the\s+year\s+)?{year}", _year),
        (r"(?:the\s+)?(?:past|last|next|coming|recent)\s+(?:(?:few|several|couple\s+of|\d+|"
         + _either(_words()["numbers"]) + r")\s+)?(?:hour|day|week|month|year|decade)s", _open),
        (rf"{about}{count}\s+(?:long\s+)?(?:seconds|(?:minute|hour|day|week|month|year|decade)s?)(?!-)(?:\s+(?:ago|earlier|later))?",
         _open),
        (r"(?:at\s+)?(?:noon|midnight|\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b\.?)|in\s+the\s+(?:morning|afternoon|evening)",
         _open),
    ]  # fmt: skip
    return [(re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE), reading) for pattern, reading in patterns]


def find_times(doc: "Doc", published: str | None) -> list[TimeExpression]:
    """The time expressions of a parsed article, in the order of the text, none within another.

    Args:
        doc: the parsed article.
        published: the day of publication as an ISO 8601 date (a time after it is ignored), or None.

    Returns:
        Expressions whose values are EDTF dates or intervals, XSD gMonth or gMonthDay (`--09`, `--02-24`) where the year
        is open, or None where the words fix nothing (durations, "Saturday" without a day of publication).
    """
    anchor = _day_of(published)
    text = doc.text  # put together anew at every access
    taken: list[TimeExpression] = []
    covered = bytearray(len(text) + 1)
    for pattern, reading in _grammar():
        for match in pattern.finditer(text):
            if any(covered[match.start() : match.end()]) or not _is_time(match, text):
                continue
            span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
            if span is None:
                continue
            value = reading(match, _Context(anchor, _speaks_of_the_future(span.root)))
            taken.append(TimeExpression(span, _bounded(value, text[max(0, match.start() - 20) : match.start()])))
            covered[span.start_char : span.end_char] = b"\x01" * (span.end_char - span.start_char)
    return sorted(taken, key=lambda time: time.span.start)


def _day_of(published: str | None) -> date | None:
    try:
        day = date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
    # Near the ends of the calendar there is no last or next year to speak of.
    return day if 1000 <= day.year < 9900 else None


def _is_time(match: re.Match[str], text: str) -> bool:
    """Months and weekdays are capitalised; those that are everyday words too need a sign that they are times."""
    groups = match.groupdict()
    name = groups.get("month") or groups.get("weekday")
    if name is None:
        return True
    if not name[0].isupper():
        return False
    alone = not any(groups.get(other) for other in ("day", "year", "direction")) and match.group().rstrip(".") == name
    if alone and name.lower() in _words()["ambiguous_months"]:
        before = re.search(r"(\w+)[\s-]+$", text[max(0, match.start() - 20) : match.start()])
        return before is not None and before.group(1).lower() in _words()["before_month"]
    return not (alone and len(name) <= 4 and name.lower() in _weekday_numbers())


def _speaks_of_the_future(token: "Token") -> bool:
    """Whether the verb that a token hangs on is in the future, or an infinitive of purpose or plan."""
    verb = token
    for _ in range(6):
        if verb.pos_ in {"VERB", "AUX"} or verb.head.i == verb.i:
            break
        verb = verb.head
    helpers = [child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    return any(word in {"will", "'ll", "’ll", "shall", "wo"} for word in helpers) or (
        verb.tag_ == "VB" and "to" in helpers and "have" not in helpers
    )


def _bounded(value: str | None, before: str) -> str | None:
    """An interval open at one side after "since" and "until"; a date without a year cannot bound one."""
    bound = re.search(r"\b(since|until|till)\s+(?:the\s+)?$", before, re.IGNORECASE)
    if value is None or bound is None:
        return value
    if value.startswith("-") or "/" in value:
        return None
    return f"{value}/.." if bound.group(1).lower() == "since" else f"../{value}"


def _iso_date(match: re.Match[str], _: _Context) -> str | None:
    return match.group() if _day_of(match.group()) else None


def _date_in_figures(match: re.Match[str], _: _Context) -> str | None:
    """13/04/2022 has one reading, and 03/04/2022 two: of which none is taken."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    readings = {_valid(year, month, day) for day, month in ((first, second), (second, first))} - {None}
    return readings.pop() if len(readings) == 1 else None


def _quarter(match: re.Match[str], _: _Context) -> str | None:
    number = int(match["quarter"] or _words()["ordinals"][match["ordinal"].lower()])
    return f"{match['year']}-{3 * number - 2:02}/{match['year']}-{3 * number:02}"


def _holiday(match: re.Match[str], context: _Context) -> str | None:
    name = " ".join(match["holiday"].lower().replace("’", "'").split())
    month, day = map(int, _words()["holidays"][name].split("-"))
    return _day_in_year(month, day, match["year"], context)


def _weekdays(match: re.Match[str], context: _Context) -> str | None:
    """ "From Friday to Sunday": the last such days, or the next."""
    if context.anchor is None:
        return None
    first, last = (_weekday_numbers()[match[name].lower()] for name in ("first", "last"))
    length = (last - first) % 7
    if context.future:
        start = context.anchor + timedelta(days=(first - context.anchor.weekday()) % 7)
        return f"{start.isoformat()}/{(start + timedelta(days=length)).isoformat()}"
    end = context.anchor - timedelta(days=(context.anchor.weekday() - last) % 7)
    return f"{(end - timedelta(days=length)).isoformat()}/{end.isoformat()}"


def _days(match: re.Match[str], context: _Context) -> str | None:
    """ "Between 3 and 5 May"."""
    month, last = _month_numbers()[match["month"].lower()], int(match["day"])
    ends = [_day_in_year(month, day, match["year"], context) for day in (int(match["from"]), last)]
    if ends[0] is None or ends[1] is None or ends[0].startswith("-") or ends[0] > ends[1]:
        return None
    return "/".join(filter(None, ends))


def _weekday_week(match: re.Match[str], context: _Context) -> str | None:
    """ "Monday week" is a week after the next Monday; of what is past it says nothing clear."""
    if context.anchor is None or not context.future:
        return None
    ahead = (_weekday_numbers()[match["weekday"].lower()] - context.anchor.weekday()) % 7
    return _shifted(context.anchor, (ahead or 7) + 7)


def _day_of_month(match: re.Match[str], context: _Context) -> str | None:
    """ "On the 7th": of the month that is nearest in the direction that the clause speaks of."""
    if context.anchor is None:
        return None
    day, anchor = int(match["day"]), context.anchor
    step = (day < anchor.day) if context.future else -(day > anchor.day)
    months = anchor.year * 12 + anchor.month - 1 + step
    return _valid(months // 12, months % 12 + 1, day)


def _day_in_year(month: int, day: int, year: str | None, context: _Context) -> str | None:
    """A day of a month in the year that is named, else in the nearest that the clause may speak of."""
    if year:
        return _valid(int(year), month, day)
    if context.anchor is None:
        return f"--{month:02}-{day:02}" if _valid(2000, month, day) else None
    anchor = context.anchor
    if context.future:
        return _valid(anchor.year + ((month, day) < (anchor.month, anchor.day)), month, day)
    return _valid(anchor.year - ((month, day) > (anchor.month, anchor.day)), month, day)


def _calendar_date(match: re.Match[str], context: _Context) -> str | None:
    month, day = _month_numbers()[match["month"].lower()], int(match["day"])
    if match["direction"] and context.anchor is not None and not match["year"]:
        return _valid(context.anchor.year + DIRECTIONS[match["direction"].lower()], month, day)
    return _day_in_year(month, day, match["year"], context)


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _calendar_month(match: re.Match[str], context: _Context) -> str | None:
    month, direction = _month_numbers()[match["month"].lower()], match["direction"]
    if "year" in match.re.groupindex and match["year"]:
        return f"{match['year']}-{month:02}"
    if context.anchor is None:
        return f"--{month:02}"
    year = context.anchor.year
    if "year" in match.re.groupindex and direction:
        year += DIRECTIONS[direction.lower()]
    elif (direction or "").lower() == "next" or (context.future and not direction):
        year += month < context.anchor.month or (direction is not None and month == context.anchor.month)
    elif (direction or "").lower() != "this":
        year -= month > context.anchor.month or (direction is not None and month == context.anchor.month)
    return f"{year:04}-{month:02}"


def _weekday(match: re.Match[str], context: _Context) -> str | None:
    if context.anchor is None:
        return None
    direction = (match["direction"] or "").lower()
    step = DIRECTIONS.get(direction, 0)
    back = (context.anchor.weekday() - _weekday_numbers()[match["weekday"].lower()]) % 7
    if step > 0 or (step == 0 and context.future):
        ahead = -back % 7
        return _shifted(context.anchor, ahead + 7 if ahead == 0 and step > 0 else ahead)
    return _shifted(context.anchor, -7 if back == 0 and step < 0 else -back)


def _shifted(anchor: date, days: int) -> str | None:
    try:
        return (anchor + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def _season(match: re.Match[str], context: _Context) -> str | None:
    code = _words()["seasons"][match["season"].lower()]
    if "year" in match.re.groupindex:
        return f"{match['year']}-{code}"
    direction = DIRECTIONS[match["direction"].lower()]
    # "last summer" may be of this year or of the one before, and "next" likewise.
    return f"{context.anchor.year:04}-{code}" if context.anchor and direction == 0 else None


def _relative_unit(match: re.Match[str], context: _Context) -> str | None:
    word = match["direction"].lower() if "direction" in match.re.groupindex else ("this" if context.future else "last")
    unit, steps = match["unit"].lower(), DIRECTIONS[word]
    if unit == "weekend" and steps == 0 and not context.future and context.anchor and context.anchor.weekday() < 5:
        steps = -1  # "played this weekend", said on a weekday, is the one just past
    return _unit_at(context.anchor, unit, steps)


def _unit_at(anchor: date | None, unit: str, steps: int) -> str | None:
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
        monday = anchor - timedelta(days=anchor.weekday()) + steps * WEEK
        first = monday + timedelta(days=5) if unit == "weekend" else monday
        return f"{first.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    except (ValueError, OverflowError):
        return None


def _relative_day(match: re.Match[str], context: _Context) -> str | None:
    days = _words()["days"][" ".join(match.group().lower().split())]
    return None if context.anchor is None else _shifted(context.anchor, days)


def _ago(match: re.Match[str], context: _Context) -> str | None:
    number, unit = match["number"].lower(), match["unit"].lower()
    if match.group().lower().endswith("earlier"):
        return None
    return _unit_at(context.anchor, unit, -int(_words()["numbers"].get(number, number)))


def _decade(match: re.Match[str], _: _Context) -> str | None:
    return f"{match['decade']}X"


def _century(match: re.Match[str], _: _Context) -> str | None:
    word = match["ordinal"].lower()
    number = _words()["ordinals"].get(word) or int(re.sub(r"\D", "", word))
    return f"{number - 1:02}XX" if 0 < number <= 99 else None


def _years(match: re.Match[str], _: _Context) -> str | None:
    return f"{match['from']}/{match['to']}" if match["from"] <= match["to"] else None


def _year(match: re.Match[str], _: _Context) -> str | None:
    return match["year"]


def _open(_: re.Match[str], __: _Context) -> str | None:
    return None
