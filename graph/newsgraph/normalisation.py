"""Names made comparable: each way to fold a name that some package needs, under a name of its own.

| function | for | "Đoković" | "Saint-Étienne" |
| --- | --- | --- | --- |
| `fold` | names of people and organisations | djokovic | saintetienne |
| `transliteration_key` | the same in any romanisation, folded before | dakuvik | sintatina |
| `fold_place` | names of places, as the gazetteer is asked | dokovic | st etienne |
| `place_sound_key` | the same in any transliteration | dokovic | stetene |
| `slugify` | the last part of a node's IRI | djokovic | saint-etienne |
| `lossless_slug` | the last part of a topic's or relation's IRI, for each words its own | djokovic | saint-etienne |
"""

import hashlib
import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_APOSTROPHES = re.compile(r"['’‘ʼʹ`´]")
_POSSESSIVE = re.compile(r"['’]s?$|(?<=s)['’]$")
_ARABIC_ARTICLE = re.compile(r"\b(al|el|ul|ad|ash|as|ar|an|az|adh|ath|es|ez|ibn|bin)-(?=\w)", re.IGNORECASE)
_JOINED_ARTICLE = re.compile(r"\b([AE]l)(?=[A-Z][a-z])")
_NOT_WORD = re.compile(r"[\W_]+")
_POINTS = re.compile(r"(?<=\b\w)\.(?=\w\b)|(?<=\.\w)\.")
_PLACE_MARKS = re.compile(r"['’‘ʼʻ`´ʹ′.]")
_PLACE_GAPS = re.compile(r"[\s\-‐‑–—/,_]+")
_GLIDES = re.compile("i(?=[aeou])")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_DOUBLED = re.compile(r"(.)\1+")
_LONGEST_SLUG = 60  # characters


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("normalisation.toml").read_text(encoding="utf-8"))


@cache
def _letters(*tables: str) -> dict[int, str]:
    return str.maketrans({letter: plain for table in tables for letter, plain in _tables()[table].items()})


def _without_marks(text: str) -> str:
    """Text without what is set above, below or through a letter."""
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Lower case words with one space between, without accents, apostrophes, inner hyphens and possessive endings.

    Letters of other scripts than Latin stay as they are.
    """
    if text.isascii() and text.replace(" ", "").isalnum():  # as most are: nothing else could change
        return " ".join(_JOINED_ARTICLE.sub(r"\1 ", text).lower().split())
    text = _POSSESSIVE.sub("", unicodedata.normalize("NFKC", text).strip())
    text = _JOINED_ARTICLE.sub(r"\1 ", _ARABIC_ARTICLE.sub(r"\1 ", text))
    text = _POINTS.sub("", text)
    plain = _without_marks(text.casefold().translate(_letters("letters"))).casefold()
    plain = re.sub(r"(?<=\w)[-‐‑](?=\w)", "", _APOSTROPHES.sub("", plain))
    return _NOT_WORD.sub(" ", plain.replace("&", " and ")).strip()


def bare(text: str) -> str:
    """A folded name without a leading article."""
    folded = fold(text)
    if folded[:1] not in ("t", "a"):  # as most are
        return folded
    for article in ("the ", "a ", "an "):
        if folded.startswith(article):
            return folded.removeprefix(article)
    return folded


@lru_cache(maxsize=1 << 16)
def transliteration_key(folded: str) -> str:
    """A key that the usual romanisations of one name share ("Sergei", "Serhiy"; "Cherson", "Kherson").

    Made for names of people, of which few are compared at once: their vowels hardly count.
    """
    return " ".join(_word_key(word) for word in folded.split())


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(one["rule"][0]), one["rule"][1]) for one in _tables()["transliteration"])


def _word_key(word: str) -> str:
    if word.isdigit() or not word[0].isalnum():  # a mark, such as `names.NATION` opens
        return word
    for pattern, replacement in _rules():
        word = pattern.sub(replacement, word)
    return word


def fold_place(name: str) -> str:
    """A place's name in lower case, plain letters, no article; "Saint" is "st", "Mount" is "mt"."""
    plain = name.casefold().translate(_letters("letters", "place_letters"))
    if not plain.isascii():
        plain = _without_marks(_PLACE_MARKS.sub("", plain))
    words = _PLACE_GAPS.sub(" ", _PLACE_MARKS.sub("", plain)).split()
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        words = [_tables()["place_short_forms"].get(word, word) for word in words]
    return " ".join(words)


def place_sound_key(name: str) -> str:
    """A key that the transliterations of one Cyrillic or Arabic place name share, whichever language they follow.

    "Mylowe" and "Mylove", "Saporischschja" and "Zaporizhzhia" do. Vowels count: it is looked up among all places there
    are, where `transliteration_key` would find too many.
    """
    key = fold_place(name).replace(" ", "")
    for spelling, sound in _tables()["place_sounds"]["rules"]:
        key = key.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", _GLIDES.sub("", key))


def slugify(text: str) -> str:
    """A name as the last part of an IRI: lower case ASCII, words joined by hyphens; empty where nothing is left."""
    folded = fold(re.sub(r"[-‐‑]", " ", text)).removeprefix("the ")
    return "-".join(re.sub(r"[^a-z0-9 ]+", "", folded).split())


def lossless_slug(words: str) -> str:
    """Words as lower-case ASCII letters and digits joined by hyphens, never empty.

    Where that loses letters or is cut short, a digest of the words keeps different words different.
    """
    folded, lost = words.casefold(), False
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded.translate(_letters("letters")))
        lost = any(c.isalnum() and not c.isascii() for c in folded)
        folded = "".join(c for c in folded if c.isascii() or c.isalnum())
    whole = _NOT_SLUG.sub("-", folded).strip("-")
    if whole and not lost and len(whole) <= _LONGEST_SLUG:
        return whole
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    start = whole if len(whole) <= _LONGEST_SLUG else whole[:_LONGEST_SLUG].rpartition("-")[0] or whole[:_LONGEST_SLUG]
    return f"{start}-{digest}" if start else f"x-{digest}"
