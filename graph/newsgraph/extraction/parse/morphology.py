"""Parts of speech, morphology and lemmas of words, remembered: they follow from a word, its tag and its relation.

spaCy's `AttributeRuler` tries each of its patterns on each word of a text, and its `Lemmatizer` asks for each word's
morphology; together they take a seventh of the time of parsing. What they make of one word is always the same, but for
the few patterns of several words.
"""

import re
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import (  # type: ignore[import-not-found]  # a compiled module without types
    DEP,
    IS_SPACE,
    LEMMA,
    MORPH,
    ORTH,
    POS,
    TAG,
)
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from newsgraph.extraction.base.row_memory import RowMemory, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

COMPONENT = "remembered_morphology"
_RULER, _LEMMATIZER = "attribute_ruler", "lemmatizer"
_LOOKED_AT = {"LOWER", "IS_SPACE", "TAG", "DEP"}  # the first two follow from the word
_TOLD_APART = {"LOWER": {"IN", "NOT_IN", "REGEX"}, "DEP": {"IN", "NOT_IN"}}  # predicates whose values are told apart
_KEPT = {"POS", "MORPH", "LEMMA", "TAG", "DEP"}
_ASKED = [ORTH, TAG, DEP]
_TOLD = [POS, MORPH, LEMMA, TAG, DEP]
_MOST = 200_000  # words with their tags and relations that are remembered


def remember_morphology(nlp: Language) -> None:
    """Put one component that remembers in the place of the two of a pipeline, if these look at words as is known.

    Args:
        nlp: the pipeline, which is changed.
    """
    names = nlp.pipe_names
    at = names.index(_RULER) if _RULER in names else len(names)
    if names[at : at + 2] != [_RULER, _LEMMATIZER]:
        return
    ruler, lemmatizer = nlp.get_pipe(_RULER), nlp.get_pipe(_LEMMATIZER)
    if type(ruler) is not AttributeRuler or type(lemmatizer) is not EnglishLemmatizer:
        return
    told_before = {told for name in names[:at] for told in nlp.get_pipe_meta(name).assigns}
    plain = lemmatizer.mode == "rule" and not lemmatizer.overwrite
    if plain and not told_before & {"token.pos", "token.morph", "token.lemma"} and _looks_at_words(ruler):
        _index_quickly(lemmatizer)
        nlp.add_pipe(COMPONENT, before=_RULER)
        nlp.remove_pipe(_RULER)
        nlp.remove_pipe(_LEMMATIZER)


def _index_quickly(lemmatizer: EnglishLemmatizer) -> None:
    """Let a lemmatizer look for lemmas in sets; spaCy has lists of all nouns, verbs and adjectives."""
    if lemmatizer.lookups.has_table("lemma_index"):
        index = lemmatizer.lookups.get_table("lemma_index")
        for part_of_speech in list(index):
            index[part_of_speech] = frozenset(index[part_of_speech])


def _looks_at_words(ruler: AttributeRuler) -> bool:
    """Whether all patterns look at what is known and tell what is kept, and each is of one word or of several."""
    lengths = [{len(words) for words in one["patterns"]} for one in _patterns(ruler)]
    looked_at = {str(key) for one in _patterns(ruler) for words in one["patterns"] for word in words for key in word}
    alone = [words[0] for one in _patterns(ruler) for words in one["patterns"] if len(words) == 1]
    wanted = [(value, _TOLD_APART[key]) for word in alone for key, value in word.items() if key in _TOLD_APART]
    listed = all(isinstance(one, str) or one.keys() <= known for one, known in wanted)
    kept = all(one["attrs"].keys() <= _KEPT for one in _patterns(ruler))
    return kept and listed and looked_at <= _LOOKED_AT and all(one == {1} or 1 not in one for one in lengths)


class Morphology:
    """The component of the pipeline.

    Args:
        ruler: spaCy's component for parts of speech and morphology.
        lemmatizer: spaCy's component for lemmas.
    """

    def __init__(self, ruler: AttributeRuler, lemmatizer: EnglishLemmatizer) -> None:
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._of_one = AttributeRuler(ruler.vocab)
        self._of_several = Matcher(ruler.vocab)
        for number, one in enumerate(_patterns(ruler)):
            if any(len(words) > 1 for words in one["patterns"]):
                self._of_several.add(str(number), one["patterns"])
            else:
                self._of_one.add(**one)
        add = ruler.vocab.strings.add
        self._relations = [add(one) for one in _told_apart(self._of_one, "DEP")]
        self._forms = _told_apart(self._of_one, "LOWER")
        self._expressions = _expressions(self._of_one)
        self._kinds: dict[tuple[str, int, int, int], NDArray[np.uint64]] = {}
        self._known = RowMemory(len(_TOLD), np.uint64, _MOST)

    def __call__(self, doc: Doc) -> Doc:
        """The text, its words with part of speech, morphology and lemma."""
        asked: Any = doc.to_array(_ASKED)
        if not len(asked):
            return doc
        keys = keys_of(_only(asked, 2, self._relations)).tolist()
        told = self._known.rows_of(keys, lambda new: self._of_words(asked[new], doc))
        unchanged = told[:, 3:] == 0
        told[:, 3:][unchanged] = asked[:, 1:][unchanged]
        several = sorted(self._matches(doc))
        places = sorted({place for *_, place in several})
        told[places, :3], told[places, 3:] = 0, asked[places, 1:]  # of these two kinds of patterns tell
        doc.from_array(_TOLD, told)  # type: ignore[arg-type]  # the stubs know no unsigned integers
        for place in places:
            self._tell(doc, asked[[place]], [match for match in several if match[-1] == place])
        return doc

    def _of_words(self, asked: "NDArray[np.uint64]", doc: Doc) -> "NDArray[np.uint64]":
        """What spaCy's components make of words without neighbours; 0: a tag or a relation that stays."""
        words = _words(doc, asked)
        told = np.stack(list(self._of_kinds(words, asked)))
        all_told: Any = np.where(told, told, words.to_array(_TOLD))
        words.from_array(_TOLD, all_told)
        self._lemmatizer(words)
        told[:, 2] = words.to_array([LEMMA])
        return told

    def _of_kinds(self, words: Doc, asked: "NDArray[np.uint64]") -> "Iterator[NDArray[np.uint64]]":
        """What the patterns of one word say of each word: the same of words that they don't tell apart; 0: nothing."""
        looked_at = _only(asked[:, 1:], 1, self._relations).tolist()
        forms = zip(words, words.to_array([IS_SPACE]).tolist(), strict=True)
        for place, ((word, space), (tag, relation)) in enumerate(zip(forms, looked_at, strict=True)):
            form = word.lower_ if self._is_told_apart(word.lower_) else ""
            kind = (form, space, tag, relation)
            if kind not in self._kinds:
                told = self._of_one(_words(words, asked[[place]])).to_array(_TOLD)[0]
                told[3:] *= told[3:] != asked[place, 1:]
                self._kinds[kind] = told
            yield self._kinds[kind]

    def _is_told_apart(self, form: str) -> bool:
        return form in self._forms or any(one.search(form) for one in self._expressions)

    def _matches(self, doc: Doc) -> "Iterator[tuple[int, int, int, int, int]]":
        """The matches of patterns of several words as the ruler has them, each with the word that it tells of."""
        for pattern, start, end in self._of_several(doc, allow_missing=True):
            number = int(doc.vocab.strings[pattern])
            index = self._ruler.indices[number]
            yield number, pattern, start, end, (end if index < 0 else start) + index

    def _tell(self, doc: Doc, asked: "NDArray[np.uint64]", several: "Sequence[tuple[int, int, int, int, int]]") -> None:
        """What spaCy's components make of a word that patterns of several words tell of, too."""
        place = several[0][-1]
        alone = [(number, pattern, place, place + 1) for number, pattern, *_ in self._ruler.match(_words(doc, asked))]
        matches = sorted([*alone, *(match[:-1] for match in several)])
        self._ruler.set_annotations(doc, matches)  # type: ignore[no-untyped-call]  # spaCy gives none
        token = doc[place]
        if not token.lemma:
            token.lemma_ = self._lemmatizer.lemmatize(token)[0]


@Language.factory(COMPONENT)
def make_morphology(nlp: Language, name: str) -> Morphology:  # noqa: ARG001  # spaCy gives a name
    """The component for a pipeline that has the two which it is made of."""
    ruler: Any = nlp.get_pipe(_RULER)
    lemmatizer: Any = nlp.get_pipe(_LEMMATIZER)
    return Morphology(ruler, lemmatizer)


def _patterns(ruler: AttributeRuler) -> list[Any]:
    return ruler.patterns


def _words(doc: Doc, asked: "NDArray[np.uint64]") -> Doc:
    """Words of a text, with their tags and relations, as a text of their own."""
    strings = doc.vocab.strings
    words = Doc(doc.vocab, words=[strings[orth] for orth in asked[:, 0].tolist()])
    return words.from_array([TAG, DEP], asked[:, 1:])  # type: ignore[arg-type]  # the stubs know no unsigned integers


def _only(table: "NDArray[np.uint64]", column: int, values: "Sequence[int]") -> "NDArray[np.uint64]":
    """A table with 1 for whatever is not among some values in a column."""
    changed = table.copy()
    changed[~np.isin(table[:, column], np.array(values, dtype=np.uint64)), column] = 1
    return changed


def _wanted(ruler: AttributeRuler, attribute: str) -> "Iterator[str | dict[str, Any]]":
    """What patterns want of an attribute: a value, or what predicates tell."""
    for one in _patterns(ruler):
        for word in (word for words in one["patterns"] for word in words):
            if attribute in word:
                yield word[attribute]


def _told_apart(ruler: AttributeRuler, attribute: str) -> set[str]:
    """The values of an attribute that patterns name."""
    found = {"", *(str(one["attrs"][attribute]) for one in _patterns(ruler) if attribute in one["attrs"])}
    for wanted in _wanted(ruler, attribute):
        found.update([wanted] if isinstance(wanted, str) else [*wanted.get("IN", ()), *wanted.get("NOT_IN", ())])
    return found


def _expressions(ruler: AttributeRuler) -> list[re.Pattern[str]]:
    """The regular expressions that patterns look for in the forms of words."""
    return [re.compile(one["REGEX"]) for one in _wanted(ruler, "LOWER") if not isinstance(one, str) and "REGEX" in one]
