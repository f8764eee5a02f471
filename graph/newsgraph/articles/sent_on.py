"""Mails that were sent on: what the first sender wrote, through however many programs it came."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

_MARK: Final = re.compile(
    r"[ \t]*(?:-{2,}[ \t]*(?P<said>\w[^\n]{0,60}?)[ \t]*-{2,}|_{5,}|(?P<begin>Begin \w+ message):)\s*"
)
_HEAD: Final = re.compile(r"\*?(?P<name>[^\W\d_][\w-]{0,20})[ \t]?:\*?[ \t]*(?P<value>.*)")
_QUOTED: Final = re.compile(r"[ \t]*>[ \t]?")
_MAILTO: Final = re.compile(r"\[mailto:([^\]]*)\]")
_PREFIX: Final = re.compile(r"\s*([^\W\d_]{1,4})(?:\[\d+\])?\s*:\s*", re.UNICODE)
_MOST_SENT_ON: Final = 20  # times that one mail is sent on
_LONG_MARK: Final = 120  # characters that no mark has
_MOST_HEADS: Final = 60  # lines of a head
_MIN_HEADS: Final = 2  # lines of a head under a mark
_MIN_BARE_HEADS: Final = 3  # of one without
_MIN_ANSWER: Final = 15  # words of an answer that is more than thanks
_MIN_TOLD: Final = 25  # words over a mail that are told to be left out


class SentOn(NamedTuple):
    """What a mail's first sender wrote, and what is known of it; the words over it that are left out."""

    text: str
    fields: dict[str, str]
    left_out: int


class _Block(NamedTuple):
    """The head of a mail within a mail: the lines where it begins and ends, what it says, whether it was sent on."""

    start: int
    end: int
    fields: dict[str, str]
    sent_on: bool
    quoted: bool


def first_sent(text: str, subject: str | None) -> SentOn:
    """The text of the innermost mail that was sent on; of an answer, what stands over the mail that it answers.

    Args:
        text: a mail's text, as it was written.
        subject: its subject: "Fwd: …" or "Re: …" tells what it is.
    """
    fields: dict[str, str] = {}
    left_out = 0
    for _ in range(_MOST_SENT_ON):
        lines = text.split("\n")
        block = _block(lines)
        if block is None:
            break
        above = len(" ".join(lines[: block.start]).split())
        below = len(" ".join(lines[block.end :]).split())
        if not below or not (block.sent_on or _is_sent_on(subject, above, below)):
            return SentOn("\n".join(lines[: block.start]), fields, left_out)
        left_out += above if above >= _MIN_TOLD else 0
        rest = lines[block.end :]
        text = "\n".join(_QUOTED.sub("", line, count=1) for line in rest) if block.quoted else "\n".join(rest)
        subject = block.fields.get("title", "")
        fields = {**({"title": fields["title"]} if "title" in fields else {}), **block.fields}
    return SentOn(text, fields, left_out)


def without_prefixes(subject: str | None) -> str | None:
    """A subject without "Re:", "Fwd:" and the like; as it is where nothing would be left."""
    rest = subject or ""
    while (found := _PREFIX.match(rest)) and found[1].lower() in {*_said("subject_sent_on"), *_said("subject_answer")}:
        rest = rest[found.end() :]
    return rest or subject


def _is_sent_on(subject: str | None, above: int, below: int) -> bool:
    """Whether a mail with another under it sends that on, by its subject; else by where it has more words."""
    found = _PREFIX.match(subject or "")
    prefix = found[1].lower() if found else ""
    if prefix in _said("subject_sent_on"):
        return True
    return above < _MIN_ANSWER or (prefix not in _said("subject_answer") and above < below)


def _block(lines: list[str]) -> _Block | None:
    """The first head of another mail."""
    for number, line in enumerate(lines):
        if len(line) < _LONG_MARK and (mark := _MARK.fullmatch(line)):
            said = f"{mark['said'] or ''} {mark['begin'] or ''}".lower()
            place = next((n for n in range(number + 1, len(lines)) if lines[n].strip(" >\t")), len(lines))
            if found := _heads(lines, place, _MIN_HEADS):
                return _Block(number, *found[:2], any(one in said for one in _said("sent_on")), found[2])
        elif (
            _HEAD.match(line)
            and not "".join(lines[max(number - 1, 0) : number]).strip()
            and (found := _heads(lines, number, _MIN_BARE_HEADS))
        ):
            return _Block(number, *found[:2], sent_on=False, quoted=False)
    return None


def _heads(lines: list[str], start: int, least: int) -> tuple[int, dict[str, str], bool] | None:
    """Where the named lines from `start` on end, what they say, whether they are quoted; None where they are few."""
    quoted = lines[start].lstrip().startswith(">") if start < len(lines) else False
    fields: dict[str, str] = {}
    number, end, last, counted = start, start, "", 0
    while number < min(start + _MOST_HEADS, len(lines)):
        line = _QUOTED.sub("", lines[number], count=1) if quoted else lines[number]
        head = _HEAD.fullmatch(line.strip())
        field = _names().get(head["name"].lower()) if head else None
        if head and field:
            fields.setdefault(field, _MAILTO.sub(r"<\1>", head["value"].strip(" *")))
            counted, last, end = counted + 1, field, number + 1
        elif line.strip() and last and end == number:  # a long line that was broken
            fields[last], end = f"{fields[last]} {line.strip()}", number + 1
        elif line.strip() or number > end or not counted:
            break
        number += 1
    if counted < least or not fields.get("publisher") or not ({"published", "title"} & fields.keys()):
        return None
    if least == _MIN_BARE_HEADS and "published" not in fields:
        return None
    fields.pop("others", None)
    return end, {name: value for name, value in fields.items() if value}, quoted


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("mail_words.toml").read_text(encoding="utf-8"))


@cache
def _names() -> dict[str, str]:
    return {name: field for field, names in _data()["heads"].items() for name in names}


@cache
def _said(name: str) -> tuple[str, ...]:
    return tuple(_data()["marks"][name])
