"""What stands in a text around the news: datelines, bylines, captions and credits, links, notices, headings.

It is recognised by its words and marks, before the parse; the words are in data/furniture.toml. Nothing of it is a
statement of the article.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from newsgraph.extraction.base.data_files import read_toml
from newsgraph.extraction.parse.paragraphs import find_paragraphs

if TYPE_CHECKING:
    from spacy import tokens

    from newsgraph.extraction.base.parsed import Doc

_KEY = "newsgraph_furniture"
_LONGEST_DATELINE = 90  # characters
_LONGEST_NOTICE = 60  # words of a paragraph that can be all notice or credit
_LONGEST_HEADING, _LONGEST_BYLINE, _MOST_PLACE_WORDS = 6, 16, 4  # words
_SHORTEST_SENTENCE = 5  # words
_DASH = re.compile(r"\s(?:—|–|--?|_)\s|\s?—\s?|--")
_AGENCY = re.compile(r"\s*\((?:[A-Z][\w.&’' -]*(?:/[\w.&’' -]+)*)\)\s*$|/[A-Z]\w+/\s*$")
_TIME_OF_DAY = re.compile(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:GMT|UTC|BST|CET|E[SD]T)?\s*"
    r"(?:[—–:|-]\s*|(?=\s))"
)
_WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*\.?")
_TERMINALS = (".", "?", "!", "…", "”", '"', "’", "'", ":", ",", ";")
_BEFORE_CREDIT = ".,|()!?-–—"
_EDGES = " \t([*•·|►▶>-–—_“\"'"


@cache
def _listed(*keys: str) -> frozenset[str]:
    entry = read_toml("furniture.toml")
    for key in keys:
        entry = entry[key]
    return frozenset(entry)


def furniture_of(doc: "Doc | tokens.Doc") -> list[range]:
    """The ranges of tokens that are no news, in the order of the text; datelines begin a paragraph, others fill one.

    Found once for a doc and kept in its `user_data`.
    """
    if _KEY not in doc.user_data:
        doc.user_data[_KEY] = [range(*bounds) for bounds in _find(doc)]
    found: list[range] = doc.user_data[_KEY]
    return found


def furniture_tokens(doc: "Doc | tokens.Doc") -> frozenset[int]:
    """The numbers of all tokens that are no news."""
    return frozenset(i for one in furniture_of(doc) for i in one)


def _find(doc: "Doc | tokens.Doc") -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    in_tail = False
    paragraphs = find_paragraphs(doc)
    for number, (first, last) in enumerate(paragraphs):
        text = doc[first:last].text.strip()
        in_tail = _plain(text) in _listed("tails") or (in_tail and not _is_sentence(text))
        within = 0 < number < len(paragraphs) - 1
        if in_tail or _is_furniture(text) or (within and _is_heading(doc, first, last)):
            found.append((first, last))
            continue
        begin = doc[first].idx
        stop = _token_at(doc, first, last, begin + _opening_end(text))
        found.extend([(first, stop)] if first < stop < last else [])
        start = _token_at(doc, stop, last, begin + _credit_start(text))
        found.extend([(start, last)] if stop < start < last else [])
    return found


def _token_at(doc: "Doc | tokens.Doc", first: int, last: int, character: int) -> int:
    """The first token of a range that begins at or behind a character, or the range's end."""
    return next((token.i for token in doc[first:last] if token.idx >= character), last)


def _is_furniture(text: str) -> bool:
    return _is_notice(text) or _is_byline(text) or _is_time(text) or _is_signature(text)


def _plain(text: str) -> str:
    return text.strip(f"{_EDGES}:.!…)]”").casefold().replace("’", "'")


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _is_sentence(text: str) -> bool:
    return text.endswith(_TERMINALS[:8]) and len(_words(text)) > _SHORTEST_SENTENCE and not _is_notice(text)


def _is_notice(text: str) -> bool:
    """Whether a paragraph is a credit, a caption with one, a link to other news, or a notice to the reader."""
    plain = text.lstrip(_EDGES).casefold().replace("’", "'")
    if len(_words(text)) > _LONGEST_NOTICE:
        return False
    label, colon, _ = plain.partition(":")
    if _plain(text) in _listed("alone") or (colon and label.strip() in _listed("labels")):
        return True
    if any(_opens(text.lstrip(_EDGES), one) for one in _listed("openings")):
        return True
    if any(phrase in plain for phrase in _listed("phrases")):
        return True
    return 0 <= _credit_start(text) < len(text) and not _is_sentence(text[: _credit_start(text)].rstrip())


def _opens(text: str, opening: str) -> bool:
    """Whether a text begins with some words; "photo by" and its kin want a name: "Photo by photo, they rebuilt …"."""
    behind = text[len(opening) :]
    if text[: len(opening)].casefold().replace("’", "'") != opening or behind[:1].isalnum():
        return False
    return not opening.endswith(" by") or not behind.lstrip()[:1].islower()


def _is_signature(text: str) -> bool:
    """Whether a paragraph is the name under a quotation: "—Ann Lee, a voter"."""
    return text[:1] in "—–" and len(_words(text)) <= _LONGEST_BYLINE and not text.endswith(_TERMINALS)


def _credit_start(text: str) -> int:
    """Where the words begin that tell at a paragraph's end who made its picture; its length where there are none."""
    lowered = text.casefold().replace("’", "'")
    starts = [at for at in (lowered.rfind(one) for one in _listed("credits")) if at >= 0 and _is_credit(text, at)]
    return min(starts, default=len(text))


def _is_credit(text: str, start: int) -> bool:
    """Whether what begins there is a credit: a label or a sentence of its own, and one short phrase behind it."""
    credit = max((one for one in _listed("credits") if text.casefold().startswith(one, start)), key=len, default="")
    before, behind = text[:start].rstrip(), text[start + len(credit) :].strip()
    if not credit or (start > 0 and text[start - 1].isalnum()):
        return False
    apart = credit.endswith(":") or not before or before[-1] in _BEFORE_CREDIT
    named = len(_words(behind)) <= _LONGEST_BYLINE // 2 and not behind[:1].islower()
    return apart and named and not re.search(r"\w\w\.\s", behind)


def _is_byline(text: str) -> bool:
    words = _words(text)
    opening = next((one for one in _listed("byline", "openings") if text.casefold().startswith(f"{one} ")), None)
    if opening is None or len(words) > _LONGEST_BYLINE or text.endswith((".", "?", "!", ":", ",")):
        return False
    names = words[len(opening.split()) :]
    known = _listed("byline", "words")
    return bool(names) and names[0][0].isupper() and all(word[0].isupper() or word.lower() in known for word in names)


def _is_time(text: str) -> bool:
    """Whether a paragraph is only a date or a time: "Updated 17 April 2024, 14:32 GMT"."""
    words = [word.casefold().rstrip(".") for word in _words(text)]
    known = _listed("times", "words") | _listed("times", "months") | _listed("times", "weekdays")
    numbers = [word for word in words if word[0].isdigit()]
    return 0 < len(numbers) < len(words) and all(word in known for word in words if word not in numbers)


def _is_heading(doc: "Doc | tokens.Doc", first: int, last: int) -> bool:
    """Whether a short paragraph without a mark at its end has no verb: "Background"."""
    words = [token for token in doc[first:last] if token.is_alpha]
    if not 0 < len(words) <= _LONGEST_HEADING or doc[first:last].text.rstrip().endswith(_TERMINALS):
        return False
    if not words[0].text[0].isupper() or not all(token.tag_ for token in words):
        return False
    return not any(token.tag_[:2] in {"VB", "MD"} for token in words)


def _opening_end(text: str) -> int:
    """Where the news begins behind a paragraph's label, dateline or time of day, in characters; 0 without one."""
    label, colon, _ = text.partition(":")
    if colon and _plain(label) in _listed("prefixes"):
        return len(label) + 1
    time = _TIME_OF_DAY.match(text)
    if time is not None and time.end() < len(text) and text[time.end() :].lstrip()[:1].isupper():
        return time.end()
    dash = _DASH.search(text[:_LONGEST_DATELINE])
    if dash is None or not text[dash.end() :]:
        return 0
    head, rest = text[: dash.start()].strip(), text[dash.end() :].lstrip()
    if not (rest[0].isupper() or rest[0].isdigit() or rest[0] in "\"“‘'«„"):
        return 0
    agency = _AGENCY.search(head)
    place = head[: agency.start()].strip() if agency else head
    undated = _without_date(place)
    told = agency is not None or undated != place
    return dash.end() if _is_place_of(undated, rest, told=told, spaced=dash.group()[0].isspace()) else 0


def _without_date(place: str) -> str:
    """A dateline's place without the date behind it: "Rome, 14 June", "PARIS, Jan 16", "KYIV, Monday"."""
    words = place.split()
    calendar = _listed("times", "months") | _listed("times", "weekdays")
    while words and (words[-1].strip(".,").casefold() in calendar or words[-1].strip(".,").isdigit()):
        words.pop()
    return " ".join(words).rstrip(" ,")


def _is_place_of(place: str, rest: str, *, told: bool, spaced: bool) -> bool:
    """Whether the words before a dash are the place of a dateline; `told` where an agency or a date stands with it."""
    if not place:
        return told
    city, *regions = [part.strip() for part in place.split(",")]
    words, further = city.replace("/", " ").split(), " ".join(regions).split()
    if not 0 < len(words) <= _MOST_PLACE_WORDS or len(further) > _MOST_PLACE_WORDS or len(regions) > 2:
        return False
    if not all(word[0].isupper() for word in [*words, *further]) or any(c in ':;"“”()' for c in place):
        return False
    capitals = city.isupper() and sum(map(str.isalpha, city)) > 1
    sentence = len(_words(rest)) >= _SHORTEST_SENTENCE and rest.rstrip().endswith(_TERMINALS[:8])
    if told:
        return True
    if capitals:
        return sentence and not rest.isupper()
    first_sentence = re.split(r"[.?!]\s", rest, maxsplit=1)[0]
    return spaced and sentence and len(words) + len(further) < _MOST_PLACE_WORDS and not _DASH.search(first_sentence)
