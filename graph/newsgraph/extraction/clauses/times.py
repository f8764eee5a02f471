"""Time expressions and the EDTF dates (ISO 8601-2) that they fix.

What the words alone leave open stays open: a month without a year is `--09` (the lexical form of XSD's gMonth), never a
guessed year, and a weekday has a value only where the day of publication anchors it.
"""

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import TimeExpression
from newsgraph.extraction.clauses.time_spans import span_patterns
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

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Token

_FAR = 6  # steps from a time to its verb
_LONGEST = 80  # characters of an expression
# A full stop after four letters or fewer, unless they are the whole word, is the abbreviation's and not the sentence's.
_ABBREVIATION_POINT = r"(?:(?<!\bmay)(?<!\bjune)(?<!\bjuly)(?<=\b\w{3})\.|(?<=\bsept)\.|(?<=\btues)\.|(?<=\bthurs)\.)?"


@cache
def _grammar() -> list[tuple[Sign, re.Pattern[str], Reading]]:
    """The patterns, the longest readings first, each with its sign and with what makes a value of its match."""
    month = rf"(?P<month>{either(month_numbers())})\b{_ABBREVIATION_POINT}"
    weekday = rf"(?P<weekday>{either(weekday_numbers())})\b{_ABBREVIATION_POINT}"
    year = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d)"
    day = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)"
    number = rf"(?P<number>\d{{1,3}}|{either(words()['numbers'])})"
    part = r"(?:(?:the\s+)?(?:beginning|start|end|middle|\w+\s+half)\s+of\s+|(?:early|late|mid)[\s-]+(?:in\s+)?)"
    direction = rf"(?P<direction>{either(words()['directions'])})"
    time_of_day = r"(?:\s+(?:morning|afternoon|evening|night|noon))?"
    season = rf"(?P<season>{either(words()['seasons'])})"
    about = r"(?:(?:about|almost|nearly|exactly|just|over|more\s+than)\s+)?"
    count = rf"(?:\d[\d,]*|{either(words()['numbers'])}|several|many|(?:a\s+)?few|recent|some)"
    which_year = rf"(?:,?\s+(?:of\s+)?{year}|\s+(?:of\s+)?(?P<direction>last|this|next)\s+year)"
    ordinal = rf"(?P<ordinal>{either(words()['ordinals'])}|\d\d?(?:st|nd|rd|th))"
    unit = r"(?P<unit>day|week|weekend|month|year)"
    patterns: list[tuple[Sign, str, Reading]] = [
        ("year", r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)", _iso_date),
        *span_patterns(month, day, year),
        ("month", rf"(?:{weekday},?\s+)?(?:the\s+)?{day}\s+(?:of\s+)?{month}{which_year}?", _calendar_date),
        ("month", rf"(?:{weekday},?\s+)?{month}\s+{day}{which_year}?", _calendar_date),
        ("month", rf"(?:{part})?{month}{which_year}", _calendar_month),
        ("month", rf"(?:(?P<direction>last|this|next)\s+)?(?:{part})?{month}", _calendar_month),
        ("weekday", rf"(?:{direction}\s+)?{weekday}{time_of_day}", _weekday),
        ("year", rf"(?:{part})?(?:the\s+)?{season}\s+(?:of\s+)?{year}", _season),
        ("word", rf"{direction}\s+{season}", _season),
        ("unit", rf"(?:earlier\s+|later\s+)?(?:{part})?(?:the\s+)?{direction}\s+{unit}{time_of_day}", _relative_unit),
        ("unit", r"(?:at|over|on|during|for)\s+the\s+(?P<unit>weekend)", _relative_unit),
        ("word", either(words()["days"]), _relative_day),
        ("unit", rf"{about}{number}\s+(?P<unit>day|week|fortnight|month|year)s?\s+(?:ago|earlier)", _ago),
        ("year", rf"(?:{part})?(?:the\s+)?(?P<decade>1[5-9]\d|20\d)0['’]?s", _decade),
        ("word", rf"(?:{part})?(?:the\s+)?{ordinal}[\s-]century", _century),
        ("year", r"(?:between\s+)?(?P<from>1[5-9]\d\d|20\d\d)\s?(?:[-–—]|to|and)\s?(?P<to>1[5-9]\d\d|20\d\d)(?!\d)",
         _years),
        ("year", rf"(?:(?<=in )|(?<=since )|(?<=until )|(?<=by )|(?<=from )|(?<=of )|(?<=during )|(?<=before )"
         rf"|(?<=after )|(?<=for )|(?<=the )|(?<=\()|(?:{part}))(?:the\s+year\s+)?{year}", _year),
        ("unit", r"(?:the\s+)?(?:past|last|next|coming|recent)\s+(?:(?:few|several|couple\s+of|\d+|"
         + either(words()["numbers"]) + r")\s+)?(?:hour|day|week|month|year|decade)s", open_time),
        ("unit", rf"{about}{count}\s+(?:long\s+)?(?:seconds|(?:minute|hour|day|week|month|year|decade)s?)(?!-)"
         r"(?:\s+(?:ago|earlier|later))?", open_time),
        ("word", r"(?:at\s+)?(?:noon|midnight|\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b\.?)"
         r"|in\s+the\s+(?:morning|afternoon|evening)", open_time),
    ]  # fmt: skip
    return [
        (sign, re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE), reading)
        for sign, pattern, reading in patterns
    ]


@cache
def _signs() -> dict[Sign, re.Pattern[str]]:
    """The signs of times, as they stand in a text in lower case."""
    listed = (either(words()[name]) for name in ("seasons", "days", "holidays"))
    return {
        "month": re.compile(rf"\b(?:{either(month_numbers())})\b"),
        "weekday": re.compile(rf"\b(?:{either(weekday_numbers())})\b"),
        "year": re.compile(r"\d{4}"),
        "unit": re.compile(r"\b(?:second|minute|hour|day|week|fortnight|month|year|decade)"),
        "word": re.compile(
            r"quarter|q[1-4]|century|overnight|noon|midnight|morning|evening|\d(?:\s?[ap]\.?m|st|nd|rd|th)|"
            + "|".join(listed)
        ),
    }


def _places(text: str) -> dict[Sign, list[tuple[int, int]]]:
    """Where a text has signs of times, with as much around them as an expression may take; no two places overlap."""
    lower = text.lower()
    if len(lower) != len(text):  # a character whose lower case is two, after which places are others
        return {sign: [(0, len(text))] for sign in _signs()}
    found: dict[Sign, list[tuple[int, int]]] = {}
    for sign, pattern in _signs().items():
        places = found[sign] = []
        for match in pattern.finditer(lower):
            start, end = max(0, match.start() - _LONGEST), min(len(text), match.end() + _LONGEST)
            if places and start <= places[-1][1]:
                start, _ = places.pop()
            places.append((start, end))
    return found


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
    places = _places(text)
    for sign, pattern, reading in _grammar():
        for match in (one for place in places[sign] for one in pattern.finditer(text, *place)):
            if any(covered[match.start() : match.end()]) or not _is_time(match, text):
                continue
            span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
            if span is None:
                continue
            before = text[max(0, match.start() - 20) : match.start()]
            future = _speaks_of_the_future(span.root)
            if _bound(before) == "until":
                future = future or _speaks_of_the_present(span.root)
            value = reading(match, Context(anchor, future))
            taken.append(TimeExpression(span, _bounded(value, before)))
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
    if alone and name.lower() in words()["ambiguous_months"]:
        before = re.search(r"(\w+)[\s-]+$", text[max(0, match.start() - 20) : match.start()])
        return before is not None and before.group(1).lower() in words()["before_month"]
    return not (alone and len(name) <= 4 and name.lower() in weekday_numbers())


def _speaks_of_the_future(token: "Token") -> bool:
    """Whether the verb that a token hangs on is in the future, or an infinitive of purpose or plan."""
    verb = token
    for _ in range(_FAR):
        if verb.pos_ in {"VERB", "AUX"} or verb.head.i == verb.i:
            break
        verb = verb.head
    helpers = [child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    return any(word in {"will", "'ll", "’ll", "shall", "wo"} for word in helpers) or (
        verb.tag_ == "VB" and "to" in helpers and "have" not in helpers
    )


def _bound(before: str) -> str | None:
    """Whether something begins ("since") or ends ("until") at a time, by the words before it."""
    found = re.search(r"\b(since|until|till)\s+(?:the\s+)?$", before, re.IGNORECASE)
    if found is None:
        return None
    return "since" if found.group(1).lower() == "since" else "until"


def _speaks_of_the_present(token: "Token") -> bool:
    """Whether the verb that a token hangs on is in the present: what "is closed until July" opens in a July to come."""
    verb = token
    for _ in range(_FAR):
        helpers = [child.tag_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
        finite = [tag for tag in (verb.tag_, *helpers) if tag in {"VBZ", "VBP", "VBD", "MD"}]
        if finite or verb.head.i == verb.i:
            return any(tag in {"VBZ", "VBP"} for tag in finite)
        verb = verb.head
    return False


def _bounded(value: str | None, before: str) -> str | None:
    """An interval open at one side after "since" and "until"; a date without a year cannot bound one."""
    bound = _bound(before)
    if value is None or bound is None:
        return value
    if value.startswith("-") or "/" in value:
        return None
    return f"{value}/.." if bound == "since" else f"../{value}"


def _iso_date(match: re.Match[str], _: Context) -> str | None:
    return match.group() if _day_of(match.group()) else None


def _calendar_date(match: re.Match[str], context: Context) -> str | None:
    month, day = month_numbers()[match["month"].lower()], int(match["day"])
    if match["direction"] and context.anchor is not None and not match["year"]:
        return valid(context.anchor.year + words()["directions"][match["direction"].lower()], month, day)
    return day_in_year(month, day, match["year"], context)


def _calendar_month(match: re.Match[str], context: Context) -> str | None:
    month, direction = month_numbers()[match["month"].lower()], match["direction"]
    if "year" in match.re.groupindex and match["year"]:
        return f"{match['year']}-{month:02}"
    if context.anchor is None:
        return f"--{month:02}"
    year = context.anchor.year
    if "year" in match.re.groupindex and direction:
        year += words()["directions"][direction.lower()]
    elif (direction or "").lower() == "next" or (context.future and not direction):
        year += month < context.anchor.month or (direction is not None and month == context.anchor.month)
    elif (direction or "").lower() != "this":
        year -= month > context.anchor.month or (direction is not None and month == context.anchor.month)
    return f"{year:04}-{month:02}"


def _weekday(match: re.Match[str], context: Context) -> str | None:
    if context.anchor is None:
        return None
    direction = (match["direction"] or "").lower()
    step = words()["directions"].get(direction, 0)
    back = (context.anchor.weekday() - weekday_numbers()[match["weekday"].lower()]) % 7
    if step > 0 or (step == 0 and context.future):
        ahead = -back % 7
        return shifted(context.anchor, ahead + 7 if ahead == 0 and step > 0 else ahead)
    return shifted(context.anchor, -7 if back == 0 and step < 0 else -back)


def _season(match: re.Match[str], context: Context) -> str | None:
    code = words()["seasons"][match["season"].lower()]
    if "year" in match.re.groupindex:
        return f"{match['year']}-{code}"
    direction = words()["directions"][match["direction"].lower()]
    # "last summer" may be of this year or of the one before, and "next" likewise.
    return f"{context.anchor.year:04}-{code}" if context.anchor and direction == 0 else None


def _relative_unit(match: re.Match[str], context: Context) -> str | None:
    word = match["direction"].lower() if "direction" in match.re.groupindex else ("this" if context.future else "last")
    unit, steps = match["unit"].lower(), words()["directions"][word]
    if unit == "weekend" and steps == 0 and not context.future and context.anchor and context.anchor.weekday() < 5:
        steps = -1  # "played this weekend", said on a weekday, is the one just past
    return unit_at(context.anchor, unit, steps)


def _relative_day(match: re.Match[str], context: Context) -> str | None:
    days = words()["days"][" ".join(match.group().lower().split())]
    return None if context.anchor is None else shifted(context.anchor, days)


def _ago(match: re.Match[str], context: Context) -> str | None:
    number, unit = match["number"].lower(), match["unit"].lower()
    if match.group().lower().endswith("earlier"):
        return None
    return unit_at(context.anchor, unit, -int(words()["numbers"].get(number, number)))


def _decade(match: re.Match[str], _: Context) -> str | None:
    return f"{match['decade']}X"


def _century(match: re.Match[str], _: Context) -> str | None:
    word = match["ordinal"].lower()
    number = words()["ordinals"].get(word) or int(re.sub(r"\D", "", word))
    return f"{number - 1:02}XX" if 0 < number <= 99 else None


def _years(match: re.Match[str], _: Context) -> str | None:
    return f"{match['from']}/{match['to']}" if match["from"] <= match["to"] else None


def _year(match: re.Match[str], _: Context) -> str | None:
    return match["year"]
