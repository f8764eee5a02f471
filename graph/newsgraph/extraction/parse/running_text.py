"""The text as it is read aloud: without what print, screens and Markdown put into it.

Soft hyphens, zero-width characters and direction marks, ligatures, words cut at line ends, lines broken at a column's
width, running heads and page numbers, the marks of links and lists: the parse is of the text without them, and the
record's offsets are those of the article's own characters. `Span.text` has them no more than a quotation has.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

import msgspec

from newsgraph.articles import Article
from newsgraph.articles.line_ends import CUT, keeps_hyphen
from newsgraph.record import Record

_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_SPACE: Final = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_LIGATURE: Final = re.compile("[\ufb00-\ufb06]")
_COMBINED: Final = re.compile("[A-Za-z\u00c0-\u024f][\u0300-\u036f]+")
_COMPOUND: Final = re.compile(r"(?<=[^\W\d_])([-‐])[ \t]*\n[ \t]*(?=[A-Z])")
_ENTITY: Final = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8});")
# UTF-8 that was read as Windows-1252: "â€™" for "’", "Ã©" for "é".
_TWICE_ENCODED: Final = re.compile(
    "[\u00c2-\u00df][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|\u00e2[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2}"
)
_TARGET = r"\]\((?:https?:|mailto:|/|#)(?:[^()\s]|\([^()\s]{0,100}\)){0,1000}\)"
_MARKUP: Final = re.compile(  # of Markdown: links, strong words, headings, bullets, marks of notes, words struck out
    rf"!?\[(?=[^\[\]\n]{{1,300}}{_TARGET})|(?<=\S){_TARGET}|(?<![*\w])\*\*(?=[^\s*][^*\n]{{0,300}}\*\*)|(?<=[^\s*])\*\*(?![*\w])"
    r"|^#{1,6}[ \t]+(?=\S)|^[ \t]*[*•·▪‣-][ \t]+(?=[^\W\d_]|[\"“‘'])"
    r"|^\[\^\w{1,30}\]:[ \t]+|\[\^\w{1,30}\]|(?<=[.,;”\"])\^\d{1,3}\b"
    r"|(?<![~\w])~~[^~\s][^~\n]{0,300}?~~[ \t]?",
    re.MULTILINE,
)
_PAGE: Final = re.compile(
    r"\s*(?:page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s*(?:of|/)\s*\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—]"
    r"|\d{1,3})(?:\s{2,}.{0,80})?\s*"
    r"|.{0,80}?\s{2,}(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"\n(?=[^\n])")
_END: Final = re.compile(r"[.?!…:;\"”’'»)\]]\s*$")
_FULL_LINE: Final = 0.6  # of the longest line, which lines broken at a width fill at least
_MIN_WRAPPED, _MAX_WIDTH = 4, 120  # lines; characters of a line
_MAX_HEAD: Final = 80  # characters of a running head
_MIN_HEADS: Final = 3  # how often a line stands alone, its figures aside, that is a running head
_MARKS: Final = re.compile(
    "[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00a0\u2000-\u200a\u202f\u205f\u3000\ufb00-\ufb06"
    "\u0300-\u036f\f]|[^\\W\\d_][-‐][ \\t]*\\n|\\d[ \\t]*[-–—]?[ \\t]*\\n|\\bpage \\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RunningText:
    """A text, and for each of its characters where the article's own begin and end that it stands for."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def replaced(self, pattern: re.Pattern[str], instead: Callable[[re.Match[str]], str]) -> "RunningText":
        """This text with other words for each match."""
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        position = 0
        for found in pattern.finditer(self.text):
            words = instead(found)
            begin, end = found.span()
            if words == found[0]:
                continue
            parts += [self.text[position:begin], words]
            # What only loses the spaces and lines behind it (a page number among them) does not stand for these.
            kept = words.rstrip()
            same = len(kept) if kept != words and found[0].startswith(kept) else 0
            begin += same
            starts += self.starts[position:begin]
            ends += self.ends[position:begin]
            words = words[same:]
            if len(words) == end - begin:
                starts += self.starts[begin:end]
                ends += self.ends[begin:end]
            else:
                starts += [self.starts[begin]] * len(words)
                ends += [self.ends[begin if words.isspace() else end - 1]] * len(words)
            position = end
        parts.append(self.text[position:])
        return RunningText("".join(parts), [*starts, *self.starts[position:]], [*ends, *self.ends[position:]])

    def restored(self, record: Record, article: Article) -> Record:
        """A record of this text with the offsets of the article's."""
        found: Record = self._restored(record)
        info = msgspec.structs.replace(
            found.article,
            text_sha256=hashlib.sha256(article.text.encode()).hexdigest(),
            length=len(article.text),
        )
        return msgspec.structs.replace(found, article=info)

    def _restored(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(self._restored, value))
        if not isinstance(value, msgspec.Struct):
            return value
        fields = {name: self._restored(getattr(value, name)) for name in value.__struct_fields__}
        if "start" in fields and "end" in fields:
            fields |= {"start": self.starts[fields["start"]], "end": self.ends[fields["end"] - 1]}
        return msgspec.structs.replace(value, **fields)


def running_text(text: str) -> RunningText | None:
    """The text without what print put into it; None where there is nothing of the kind."""
    wrapped = _is_wrapped(text)
    if not wrapped and not any(one.search(text) for one in (_MARKS, _MARKUP, _ENTITY, _TWICE_ENCODED)):
        return None
    found = RunningText(text, range(len(text)), range(1, len(text) + 1))
    found = found.replaced(_ENTITY, lambda one: unescape(one[0]))
    found = found.replaced(_TWICE_ENCODED, lambda one: _decoded(one[0]))
    found = _without_running_heads(found)
    whole = found.text
    wrapped = wrapped or CUT.search(whole) is not None
    found = found.replaced(CUT, lambda one: one[1] + ("-" if keeps_hyphen(one, whole) else ""))
    found = found.replaced(_COMPOUND, lambda one: one[1])
    if wrapped:
        found = _with_whole_paragraphs(found)
    found = found.replaced(_MARKUP, lambda _: "")
    found = found.replaced(_INVISIBLE, lambda _: "")
    found = found.replaced(_SPACE, lambda one: " " * len(one[0]))
    found = found.replaced(_LIGATURE, lambda one: unicodedata.normalize("NFKC", one[0]))
    found = found.replaced(_COMBINED, lambda one: unicodedata.normalize("NFC", one[0]))
    return found if found.text != text and found.text.strip() else None


def _decoded(words: str) -> str:
    data = b"".join(bytes([ord(one)]) if ord(one) < 256 else one.encode("cp1252", "replace") for one in words)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return words


def _is_wrapped(text: str) -> bool:
    """Whether lines break inside sentences at a column's width: most go on in the next, in small letters."""
    lines = [line for line in text.split("\n") if line.strip()]
    width = max(map(len, lines), default=0)
    if len(lines) < _MIN_WRAPPED or width > _MAX_WIDTH:
        return False
    full = [
        number for number, line in enumerate(lines[:-1]) if len(line) >= _FULL_LINE * width and not _END.search(line)
    ]
    small = sum(lines[number + 1].lstrip()[:1].islower() for number in full)
    return len(full) * 2 > len(lines) and small * 2 > len(full)


def _without_running_heads(running: RunningText) -> RunningText:
    """Leave out page numbers and running heads; a sentence that they cut in two goes on behind them."""
    lines = running.text.split("\n")
    counted = Counter(_figureless(line) for line in lines if 0 < len(line.strip()) <= _MAX_HEAD)

    def is_head(number: int) -> bool:
        line = lines[number]
        alone = not "".join(lines[number - 1 : number]).strip() and not "".join(lines[number + 1 : number + 2]).strip()
        if not line.strip() or not (alone or "\f" in line) or _END.search(line):
            return False
        repeated = counted[_figureless(line)] >= _MIN_HEADS and any(letter.isdigit() for letter in line)
        return repeated or _PAGE.fullmatch(line) is not None

    heads = {number for number in range(len(lines)) if is_head(number)}
    if not heads:
        return running
    marked = "\n".join("\ue000" * len(line) if number in heads else line for number, line in enumerate(lines))
    gaps = re.compile(r"(\S?)([^\S\n]*\n\s*\ue000[\ue000\s]*)(?=(\S?))")
    return (
        RunningText(marked, running.starts, running.ends)
        .replaced(gaps, _joint)
        .replaced(re.compile("\ue000[\ue000\\s]*"), lambda _: "")
    )


def _joint(gap: re.Match[str]) -> str:
    """What stands between the two sides of a page's end."""
    before, after = gap[1], gap[3]
    if after.islower() and before in "-‐":
        return f"{before}\n"  # for what joins words cut at line ends
    return f"{before} " if after.islower() and not _END.match(before or ".") else f"{before}\n\n"


def _figureless(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _with_whole_paragraphs(running: RunningText) -> RunningText:
    """Join the lines of a text that was broken at a column's width; a short first line is a headline of its own."""
    text = running.text
    width = max(map(len, text.split("\n")))

    def joined(found: re.Match[str]) -> str:
        begin = text.rfind("\n", 0, found.start()) + 1
        line = text[begin : found.start()]
        behind = text[found.end() :].lstrip()[:1]
        if not line.strip():
            return "\n"
        return " " if behind.islower() or len(line) >= _FULL_LINE * width else "\n"

    return running.replaced(_BREAK, joined)
