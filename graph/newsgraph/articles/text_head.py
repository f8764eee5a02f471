"""What the head of a text says of when, by whom and where it was published."""

import re
from typing import Final

from newsgraph.articles.bylines import author_names, byline_of
from newsgraph.articles.metadata import iso_date

_HEAD, _HEAD_LINES, _LONG_HEAD_LINE, _LONG_DATE = 1000, 6, 20, 7  # characters; lines; words; words
_PARTS: Final = re.compile(r"\s*[|•·]\s*")
PUBLISHED: Final = re.compile(r"(?:first )?(?:published|posted|updated|last updated|date)(?: on)?:?\s+", re.IGNORECASE)
_DATELINE: Final = re.compile(
    r"[A-Z][A-Z .’'-]{2,40}(?:, [A-Z][\w .]{1,20})?"
    r"(?:, (?P<day>[A-Z][A-Za-z]{2,8}\.? \d{1,2})(?:, (?P<year>\d{4}))?)?\s*"
    r"\((?P<agency>[A-Z][\w&. ]{1,30})\)\s*(?:—|–|--?)\s"
)


def told_in_text(text: str) -> dict[str, str | None]:
    """What the head of a text says of when and by whom it was published.

    A line that is a date or a byline, over the first long one; and the agency and date of a dateline:
    "OSLO, May 3, 2024 (AP) —".
    """
    published: str | None = None
    authors: list[str] = []
    lines = (line.strip() for line in text[:_HEAD].split("\n"))
    for line in [line for line in lines if line][:_HEAD_LINES]:
        if found := _DATELINE.match(line):
            agencies = {one["agency"] for line in text.split("\n") if (one := _DATELINE.match(line))}
            day = f"{found['day']}, {found['year']}" if found["year"] else None
            publisher = found["agency"] if len(agencies) == 1 else None  # a round-up of several has none
            return {"published": published or iso_date(day), "publisher": publisher, "author": author_names(authors)}
        if len(line.split()) > _LONG_HEAD_LINE:
            break
        for part in _PARTS.split(line.strip("*_# ")):
            if len(part.split()) <= _LONG_DATE and not part.endswith("."):
                told = PUBLISHED.sub("", part.strip("*_ "))
                published = published or iso_date(told) or iso_date(told.partition(", ")[2])
            if author := byline_of(part.strip("*_ ")):
                authors.append(author)
    return {"published": published, "publisher": None, "author": author_names(authors)}
