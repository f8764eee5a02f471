"""Is it running text, and in a language that is read?"""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from newsgraph.articles.article import UnusableError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

ENGLISH: Final = "en"
ONLY_ENGLISH: Final = "; only English is read"

# All shares were set on the dev texts (450 single sentences and GUM articles, none may be refused) against source code,
# tables, logs and configuration files.
_SAMPLE: Final = 20_000  # characters that are looked at
_MIN_WORDS: Final = 2
_LONG: Final = 50  # from so many words on, shares are steady
_MIN_WORD_SHARE: Final = 0.6  # of short texts; lowest in dev sentences: 0.8, numbers aside
_MIN_WORD_SHARE_LONG: Final = 0.75  # lowest in dev articles: 0.87; Python code has 0.6 to 0.75
_MIN_FUNCTION_SHARE_LONG: Final = 0.08  # English articles have 0.2 or more, tables of names next to none
_ENGLISH_FUNCTION_SHARE: Final = 0.18  # where so many are English function words, `the` with them, no model is asked
_MIN_JUDGED: Final = 40  # letters; of fewer, no language is told
# Probability. Of 170 sentences in 20 other languages none reaches it (the closest has 0.003, names mostly), of 4,041
# scraps of 6 to 13 words from the dev texts one stays below it, a quotation in Latin.
_MIN_ENGLISH: Final = 0.005
_MIN_ENGLISH_AGAINST: Final = 0.5  # where the text is said to be in another language
_MAX_CODE_SHARE_LONG: Final = 0.05  # of the characters; articles have 0.03 or less, source code 0.05 to 0.2

_CODE: Final = re.compile(r"[{}()\[\]=<>;|\\_`]")
_LETTERS: Final = r"[^\W\d_]+"
_WORDS: Final = re.compile(_LETTERS + r"(?:['’]" + _LETTERS + ")?")
_BEFORE_A_WORD: Final = "\"'“”‘’„«»([¿¡*_#@$€£~—–-"
_AFTER_A_WORD: Final = ".,;:!?…\"'”’»)]*_—–-"
_RUNNING_WORD: Final = re.compile(_LETTERS + r"(?:['’.&/–—-]+" + _LETTERS + ")*")
_MARKS: Final = frozenset({"Mn", "Mc", "Me", "Cf"})
_NO_LETTER: Final = re.compile(r"[^\w\s={}()<>;|\\]+|[\W\d_]*\d[\W\d_]*")  # dashes, bullets, emoji; numbers


def check_prose(text: str, declared: str = ENGLISH, *, any_language: bool = False) -> str:
    """The language of a text (ISO 639-1).

    A single sentence is enough; too short a text is taken for English.

    Args:
        text: the text.
        declared: the language that it is said to be in. It is often said wrongly, so that the text has to bear it out.
        any_language: whether other languages than English are wanted, too.

    Raises:
        UnusableError: it is no running text, or in another language.
    """
    sample = _without_marks(text[:_SAMPLE])
    words = [word.lower() for word in _WORDS.findall(sample)]
    share = sum(word in _function_words() for word in words) / max(len(words), 1)
    if not _runs(sample):
        letters = [character for character in sample if character.isalpha()]
        if sum(not character.isascii() for character in letters) * 2 > len(letters):
            # not every script has spaces between words
            language = _language(text[:_SAMPLE], len(letters), declared)
            if language != ENGLISH and any_language:
                return language
            _refuse_other(language)
        raise UnusableError("no article: hardly any running text")
    if share < _ENGLISH_FUNCTION_SHARE or "the" not in words:
        language = _language(text[:_SAMPLE], sum(map(len, words)), declared)
        if language != ENGLISH and any_language:
            return language
        _refuse_other(language)
    if len(words) >= _LONG and share < _MIN_FUNCTION_SHARE_LONG:
        raise UnusableError("no article: words, but no sentences")
    return ENGLISH


def _runs(sample: str) -> bool:
    tokens = [token for token in sample.split() if not _NO_LETTER.fullmatch(token)]
    stripped = (token.lstrip(_BEFORE_A_WORD).rstrip(_AFTER_A_WORD) for token in tokens)
    running = sum(_RUNNING_WORD.fullmatch(token) is not None for token in stripped)
    if len(tokens) < _LONG:
        return running >= max(_MIN_WORDS, _MIN_WORD_SHARE * len(tokens))
    code = len(_CODE.findall(sample)) / sum(map(len, sample.split()))
    return running >= _MIN_WORD_SHARE_LONG * len(tokens) and code < _MAX_CODE_SHARE_LONG


def _language(sample: str, letters: int, declared: str) -> str:
    """The language of a text: English unless it is surely another.

    Lui and Baldwin (2012), langid.py: naive Bayes over byte n-grams.
    """
    if letters < _MIN_JUDGED:
        return ENGLISH
    ranked = _identifier().rank(sample)
    language, _ = ranked[0]
    least = _MIN_ENGLISH if declared == ENGLISH else _MIN_ENGLISH_AGAINST
    return ENGLISH if dict(ranked)[ENGLISH] >= least else str(language)


def _refuse_other(language: str) -> None:
    """Raise UnusableError where a text is not in English."""
    if language != ENGLISH:
        raise UnusableError(f"in {_language_name(language)}{ONLY_ENGLISH}")


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _language_name(code: str) -> str:
    from babel import Locale

    name = Locale.parse("en").languages.get(code)
    return f"{name} ({code})" if name else f"another language ({code})"


@cache
def _function_words() -> frozenset[str]:
    lines = files(__package__).joinpath("function_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _without_marks(text: str) -> str:
    """`text` less its combining marks and soft hyphens, which regular expressions take for no part of a word."""
    if text.isascii():
        return text
    return "".join(character for character in text if unicodedata.category(character) not in _MARKS)
