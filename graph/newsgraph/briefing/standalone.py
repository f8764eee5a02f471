"""How well a statement is understood by somebody who has read nothing else, and how much it tells them."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_NAME = re.compile(
    r"(?<![\w'’])[A-Z][^\W_]*(?:['’.\-][^\W_]+)*(?:\s+(?:(?:of|the|de|al|bin|van|von)\s+)*[A-Z][\w'’.\-]*)*"
)
_NUMBER = re.compile(r"(?<!\w)(?:[$€£]\s?)?\d[\d,.]*")
_DEFINITE = re.compile(r"\bthe ([a-z]+)\s*(?:$|[,.;]|([a-z]+)\b)")
_VOWEL = re.compile("[aeiouy]")
_PLACE_OF_NAME = re.compile(r"\[[^\]]*\]")  # a name that stands for a possessive: "[Ann Lee’s] lawyer"


def standalone(text: str, relation: str, *, has_object: bool, marks: tuple[str, ...] = ()) -> float:
    """How well a statement stands by itself: 0 where it does not, some 0.5 to 1.6 where it does.

    Args:
        text: the statement's words.
        relation: the words of its relation, which end its subject.
        has_object: whether its clause has an object or any further argument.
        marks: what its words begin with that the sentence did not have ("planned").
    """
    text = text.partition(": ")[2] if marks else text
    words = _words(text)
    lengths = _data()["lengths"]
    if not lengths["least"] <= len(words) <= lengths["most"] or _is_broken(text, words) or _is_participle(relation):
        return 0
    names = _names(text)
    score = _reference(text, words, subject_words(text, relation), names)
    factors = _data()["factors"]
    score *= factors["mark"] if marks else 1
    score *= 1 if has_object else factors["no_object"]
    score *= factors["non_finite"] if _is_non_finite(relation) else 1
    score *= factors["short"] if len(words) < lengths["short"] else 1
    score *= factors["long"] if len(words) > lengths["long"] else 1
    numbers = len(_NUMBER.findall(text))
    score *= factors["bare"] if len(names) + numbers < 2 else 1
    return float(score * factors["name"] ** min(3, max(0, len(names) - 1)) * factors["number"] ** min(2, numbers))


def sentence(text: str) -> str:
    """A statement's words set as a sentence: with a capital and a full stop."""
    set_ = in_capitals(text)
    return set_ if set_.endswith((".", "!", "?", ".”", '."')) else f"{set_}."


def in_capitals(text: str) -> str:
    """Words with a capital at their beginning."""
    return text[:1].upper() + text[1:]


def content_words(text: str) -> frozenset[str]:
    """The words of a text that carry its sense, folded, to compare two."""
    return frozenset(map(str.lower, _words(text))) - _function_words()


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of words of `standalone.toml`."""
    return frozenset(_data()["words"][name].split())


def has_any(text: str, name: str) -> bool:
    """Whether a text has any word or phrase that begins as a list of `standalone.toml` says."""
    phrases, pattern = _phrases(name)
    return any(map(text.lower().__contains__, phrases)) and bool(pattern.search(text))


@cache
def _phrases(name: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """How the words or phrases of a list begin, in lower case; and what finds them in a text, which takes longer."""
    phrases = _data()["phrases"][name]
    pattern = "|".join(rf"\b{re.escape(phrase)}" for phrase in phrases)
    return tuple(map(str.lower, phrases)), re.compile(pattern, re.IGNORECASE)


def _is_non_finite(relation: str) -> bool:
    """Whether a relation's words are an infinitive alone."""
    return relation.lower().split()[:1] == ["to"]


def _is_participle(relation: str) -> bool:
    """Whether a relation's words are a participle alone ("moving"), which makes no sentence; not so "bring", "sing"."""
    first = relation.lower().partition(" ")[0]
    return first.endswith("ing") and bool(_VOWEL.search(first.removesuffix("ing")))


def _is_broken(text: str, words: list[str]) -> bool:
    """Whether it points at what only the text around it has, or does not end."""
    lowered = [word.lower() for word in words]
    first = lowered[0]
    if first in words_of("pointing") or first in words_of("possessives") or lowered[-1] in words_of("unfinished"):
        return True
    if not words_of("speaker").isdisjoint(lowered) or "…" in text or "?" in text:
        return True
    return not _of_days().isdisjoint(lowered) and bool(_two_days().search(text))


@cache
def _of_days() -> frozenset[str]:
    """Words of which `_two_days` finds at least one."""
    return words_of("weekdays") | words_of("deictic_days") | {"last", "this", "next", "in"}


@cache
def _two_days() -> re.Pattern[str]:
    """Two days, or two years, side by side: each is of a deed of its own ("on Saturday on Wednesday night")."""
    weekday, deictic = "|".join(sorted(words_of("weekdays"))), "|".join(sorted(words_of("deictic_days")))
    part = r"(?:\s+(?:early |late )?(?:morning|afternoon|evening|night))?"
    day = rf"(?:(?:on\s+)?(?:{weekday}){part}|(?:{deictic}){part})"
    week = r"(?:last|this|next)\s+(?:week|month|year)"
    pairs = rf"{day}\s+{day}|(?:{deictic}){part}\s+{week}|{week}\s+(?:{deictic})|in\s+\d{{4}}\s+in\s+\d{{4}}"
    return re.compile(rf"\b(?:{pairs})\b", re.IGNORECASE)


def _reference(text: str, words: list[str], subject: str, names: list[str]) -> float:
    """What is lost by words that point at what was told before."""
    factors = _data()["factors"]
    score = 1.0
    for number, kind in _pointing(words):
        named = any(word in name for word in words[:number] for name in names)
        if kind == "pronouns":
            score *= factors["pronoun"] if named else 0
        elif kind == "possessives":
            score *= factors["possessive"] if named else factors["pointing_subject"]
        elif kind == "relative":
            score *= factors["relative"]
        elif number:
            score *= factors["connective"]
    if not any(name in subject for name in names):
        points = _words(subject)[:1] in (["the"], ["The"])
        score *= factors["pointing_subject" if points else "plain_subject"]
    elif subject.lower().startswith(("a ", "an ")):
        score *= factors["plain_subject"]
    rest = text[len(subject) :]
    definite = [noun for noun, after in _DEFINITE.findall(rest) if not after or after in words_of("after_noun")]
    pointing = [noun for noun in definite if noun not in words_of("unique")]
    return float(score * factors["definite"] ** len(pointing))


def _pointing(words: list[str]) -> Iterator[tuple[int, str]]:
    """Which of some words point at what was told before, and how."""
    kinds = _kinds()
    for number, word in enumerate(words):
        kind = kinds.get(word.lower())
        if kind is not None:
            yield number, kind


@cache
def _kinds() -> dict[str, str]:
    """How words point at what was told before, by word."""
    lists = ("connectives", "relative", "possessives", "pronouns")  # of a word in several, the last
    return {word: name for name in lists for word in words_of(name)}


def subject_words(text: str, relation: str) -> str:
    """The words of a statement before its relation's."""
    before = text.lower().find(f" {relation.lower()} ")
    return text[:before] if before > 0 else " ".join(text.split()[:6])


def _names(text: str) -> list[str]:
    """The names in a text; its first word is one only if it is no word that any sentence may begin with."""
    if "[" in text:
        text = _PLACE_OF_NAME.sub(lambda name: name[0].strip("[]"), text)
    function_words = _function_words()
    return [name for name in _NAME.findall(text) if name.lower() not in function_words and not name.isdigit()]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


@cache
def _function_words() -> frozenset[str]:
    names = ("speaker", "pronouns", "possessives", "pointing", "connectives", "unfinished")
    return frozenset().union(*map(words_of, names))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("standalone.toml").read_text(encoding="utf-8"))
