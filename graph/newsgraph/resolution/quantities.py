"""Numbers in the words of a phrase, and whether two exclude each other."""

import re
from functools import lru_cache
from typing import NamedTuple

from newsgraph.normalisation import fold

_UNITS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen"""
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = {word: number for number, word in enumerate(_UNITS.split())}
_TENS = {word: 10 * number for number, word in enumerate(_DECADES.split(), 2)}
_POWERS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_AT_LEAST = re.compile(r"\b(at least|more than|over|no fewer than|no less than|upwards of|up from|above)\b")
_AT_MOST = re.compile(r"\b(at most|up to|no more than|fewer than|less than|not more than|under|below|only|just)\b")
_ABOUT = re.compile(r"\b(about|around|some|roughly|nearly|almost|approximately|an estimated|close to|circa)\b")
_NEAR = 0.15  # the share by which two rough numbers may differ and be one


class Quantity(NamedTuple):
    """A number and what it counts: from the least to the most that it may be."""

    value: float
    least: float
    most: float
    unit: str  # the word that follows it, without an ending

    def excludes(self, other: "Quantity") -> bool:
        """Whether both can't be true of one thing: they count the same, and no number is in both ranges."""
        return self.unit == other.unit and (self.least > other.most or other.least > self.most)


@lru_cache(maxsize=1 << 14)
def quantity(text: str) -> Quantity | None:
    """The first number of a phrase, such as "about three thousand children"; null where it has none."""
    words = text.lower().replace("-", " ").replace("%", " per cent").replace("percent", "per cent")
    tokens = re.findall(r"[£$€]?\d[\d,]*(?:\.\d+)?|[^\W\d_]+", words)
    for start in range(len(tokens)):
        value, end = _number(tokens, start)
        if value is not None:
            before = " ".join(tokens[:start])
            unit = "dollar" if tokens[start][0] in "£$€" else _unit(tokens[end:])
            if tokens[start] == "one" and end == start + 1 and unit == "of":
                return None
            return _ranged(value, before, unit)
    return None


def _ranged(value: float, before: str, unit: str) -> Quantity:
    if re.search(r"\b(no more than|not more than|no fewer than|no less than)\b", before):
        at_most = "more" in before
        return Quantity(value, 0 if at_most else value, value if at_most else float("inf"), unit)
    if _AT_LEAST.search(before):
        return Quantity(value, value, float("inf"), unit)
    if re.search(r"\b(only|just)\b", before):
        return Quantity(value, value, value, unit)
    if _AT_MOST.search(before):
        return Quantity(value, 0, value, unit)
    if _ABOUT.search(before):
        return Quantity(value, value * (1 - _NEAR), value * (1 + _NEAR), unit)
    return Quantity(value, value, value, unit)


def _number(tokens: list[str], start: int) -> tuple[float | None, int]:
    total, current, at = 0.0, None, start
    while at < len(tokens):
        token = tokens[at].lstrip("£$€")
        if _FIGURE.fullmatch(token):
            if current is not None:
                break
            current = float(token.replace(",", ""))
        elif token in _ONES or token in _TENS:
            current = (current or 0) + _ONES.get(token, _TENS.get(token, 0))
        elif token in _POWERS and current is not None:
            current *= _POWERS[token]
            if _POWERS[token] >= 1000:
                total, current = total + current, 0
        elif token == "and" and current is not None and at + 1 < len(tokens) and tokens[at + 1] in (*_ONES, *_TENS):
            pass
        else:
            break
        at += 1
    return (None, start) if current is None else (total + current, at)


def _unit(rest: list[str]) -> str:
    if rest[:2] == ["per", "cent"]:
        return "per cent"
    return singular(fold(rest[0])) if rest else ""


@lru_cache(maxsize=1 << 14)
def singular(word: str) -> str:
    """A noun without its plural ending, as far as spelling tells: "councillors", "agencies", "boxes"."""
    irregular = {"people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life"}
    if word in irregular:
        return irregular[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word
