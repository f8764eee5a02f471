"""How a place name is folded, so that spellings that differ in accents, case or apostrophes meet."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "þ": "th",
        "ə": "a",
        "&": " and ",
    }
)
_APOSTROPHES = re.compile(r"['’‘ʼʻ`´ʹ′.]")
_GAPS = re.compile(r"[\s\-‐‑–—/,_]+")
_SHORT_FORMS = {"saint": "st", "sankt": "st", "mount": "mt", "fort": "ft"}
# Spellings of one sound in English, German, French and scholarly transliterations, longest first.
_SOUNDS = (
    ("schtsch", "s"), ("shch", "s"), ("chtch", "s"), ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("sh", "s"),
    ("zh", "s"), ("ch", "h"), ("kh", "h"), ("gh", "h"), ("ts", "s"), ("tz", "s"), ("dsch", "j"), ("dj", "j"),
    ("ck", "k"), ("ou", "u"), ("oo", "u"), ("g", "h"), ("q", "k"), ("z", "s"), ("w", "v"), ("j", "i"), ("y", "i"),
)  # fmt: skip
_GLIDES = re.compile("i(?=[aeou])")
_DOUBLED = re.compile(r"(.)\1+")
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,4}")


def fold(name: str) -> str:
    """The key of a name: lower case, plain letters, no article; "Saint" is "st", "Mount" is "mt"."""
    lowered = name.casefold().translate(_LETTERS)
    if not lowered.isascii():
        decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", lowered))
        lowered = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = _GAPS.sub(" ", _APOSTROPHES.sub("", lowered)).split()
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        words = [_SHORT_FORMS.get(word, word) for word in words]
    return " ".join(words)


def transliteration_key(name: str) -> str:
    """A key that the transliterations of one Cyrillic or Arabic name share, whichever language they follow.

    "Mylowe" and "Mylove", "Saporischschja" and "Zaporizhzhia" do; vowels count.
    """
    key = fold(name).replace(" ", "")
    for spelling, sound in _SOUNDS:
        key = key.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", _GLIDES.sub("", key))


def keys(name: str) -> tuple[str, ...]:
    """The keys under which a name of a text is looked up, the most telling first.

    Initials ("US", "U.K.") and abbreviations that end in a point ("Miss.") have keys of their own, so that "us" is no
    country and "Miss" no state.
    """
    name, folded = name.strip(), fold(name)
    special = []
    if _INITIALS.fullmatch(name):
        special.append(name.replace(".", ""))
        if len(special[0]) < 4:  # too short for a name in capitals
            return tuple(special)
    if name.endswith("."):
        special.append(folded.replace(" ", "") + ".")
    return (*special, folded)


def index_keys(name: str) -> tuple[str, ...]:
    """The keys under which a name of our own lists is stored; see `keys`."""
    return keys(name)[:1]
