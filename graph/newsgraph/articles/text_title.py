"""The title of a plain text: Markdown's heading, or a first line that is set as a headline; agencies' slug lines."""

import re
from typing import Final

from newsgraph.articles.metadata import iso_date, one_line
from newsgraph.articles.page_body import is_notice

_HEADING: Final = re.compile(r"\s{0,3}#[ \t]+(\S[^\n]{0,300}?)[ \t]*#*[ \t]*\Z")
_MARKS: Final = re.compile(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}")
_UNDERLINE: Final = re.compile(r"={3,}[ \t]*\Z")
# Agencies' lines for desks and machines: "ZCZC", "BC-EU--Norway-Ferry, 2nd Ld-Writethru", "NNNN".
_SLUG: Final = re.compile(
    r"ZCZC\b.{0,80}|(?:[A-Z]{2}-)?[A-Z]{2,5}--[\w'’.-]{2,60}(?:,.{0,80})?|[A-Z]{2}-[A-Z][\w-]{3,60},.{0,80}"
)
_ENDS: Final = re.compile(r"N{4}|-0-|[A-Z]{2,5}(?:/[A-Z]{2,5}){1,4} \d{4}")
_MOST_HEAD: Final = 6  # lines of what stands over the first blank one
_MIN_WORDS, _MOST_WORDS = 2, 20  # of a headline
_LONG: Final = 200  # characters of a line that is no headline
_NO_END: Final = (".", ":", ";", ",", "-", "–", "—", ")")
_SENTENCE: Final = (".", "?", "!", "”", '"', "’", "'")


def title_in_text(text: str) -> str | None:
    """The title that stands over a text: "# Title", or a short line without a full stop before a blank one."""
    lines = text[:5000].split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    block: list[str] = []
    for line in lines[start:]:
        if not line.strip() or len(block) > _MOST_HEAD:
            break
        block.append(line.strip())
    if not block or len(block) > _MOST_HEAD:
        return None
    if found := _HEADING.match(block[0]):
        return one_line(_MARKS.sub("", found[1]))
    if len(block) > 1 and _UNDERLINE.match(block[1]):
        return one_line(_MARKS.sub("", block[0]))
    slugs = [line for line in block if _SLUG.fullmatch(line)]
    rest = [line for line in block if line not in slugs]
    named = next((number for number, line in enumerate(rest) if is_notice(line) or iso_date(line)), len(rest))
    told = rest[:named]
    if len(told) > 1 and slugs:  # over the headline, its subject in a word or two
        told = [max(told, key=len)]
    if len(told) != 1 or not _is_headline(told[0]) or not _goes_on(lines[start + len(block) :]):
        return None
    return one_line(_MARKS.sub("", told[0]))


def _is_headline(line: str) -> bool:
    words = line.split()
    return (
        len(line) <= _LONG
        and _MIN_WORDS <= len(words) <= _MOST_WORDS
        and not line.endswith(_NO_END)
        and (line[0].isupper() or line[0].isdigit() or line[0] in "‘“'\"")
    )


def _goes_on(lines: list[str]) -> bool:
    """Whether sentences follow."""
    rest = [line.strip() for line in lines if line.strip()]
    return any(line.endswith(_SENTENCE) and len(line.split()) > _MIN_WORDS for line in rest)


def without_slugs(text: str) -> str:
    """A text without agencies' lines for desks and machines at its beginning and its end."""
    lines = text.split("\n")
    head = [number for number, line in enumerate(lines[: _MOST_HEAD + 1]) if _SLUG.fullmatch(line.strip())]
    if not head:
        return text
    last = len(lines)
    while last and (not lines[last - 1].strip() or _ENDS.fullmatch(lines[last - 1].strip())):
        last -= 1
    return "\n".join(line for number, line in enumerate(lines[:last]) if number not in head)
