"""Headlines read again: the parser takes the rarer verbs of headlines for nouns ("Bahrain severs ties with Tehran").

A headline without a finite verb that has a word which can be one is parsed a second time with a verb in its place that
the models know and that is never a noun, with "will" for the "to" of what is to come, and with "and" for the comma
between two names. "Chief arrested in Rijeka" is read with the "was" that headlines leave out. "The minister, who …,
conceded that …", whose verb was taken for a participle, is read with "said". "Police Arrest Mayor Of Visby" is read
with small letters where a word can be a verb or only joins others.
If that reading has a subject for the verb, its annotations are taken over; the words stay.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from spacy.attrs import (  # type: ignore[import-not-found]  # a compiled module without types
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    LEMMA,
    MORPH,
    POS,
    TAG,
)
from spacy.language import Language

from newsgraph.extraction.base.data_files import read_toml
from newsgraph.extraction.base.event_lexicon import event_lexicon
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.base.syntax import child

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Span, Token

COMPONENT = "newsgraph_headlines"

_DATA = read_toml("corrections.toml")["headlines"]
_PLURALS = frozenset(_DATA["plurals"])
_PLURAL_MODIFIERS = frozenset(_DATA["plural_modifiers"])
_ACTORS = ("person", "group", "organization")
_MOST_WORDS = 30
_FINITE = {"VBZ", "VBP", "VBD", "MD"}
_NOMINAL = {"NOUN", "PROPN", "NUM", "ADJ", "X"}
_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
# What may begin a noun phrase after its verb; beside it, "to" and prepositions follow nouns as well.
_BEGINS_OBJECT = {*_NOUNS, "JJ", "DT", "PRP", "PRP$", "CD", "VBN"}
_ANNOTATIONS = [HEAD, DEP, TAG, POS, MORPH, LEMMA, ENT_IOB, ENT_TYPE]


class HeadlineReader:
    """The component of the pipeline: reads verbless headlines again by the pipeline's own models."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def __call__(self, doc: "Doc") -> "Doc":
        """The text, with the headlines that were understood the second time."""
        found = [
            (sentence.start, better)
            for sentence in doc.sents
            if _is_verbless_headline(sentence) and (better := self._read_again(sentence)) is not None
        ]
        if found:
            _take_over(doc, found)
        return doc

    def _read_again(self, sentence: "Span") -> "NDArray[Any] | None":
        """The annotations of a second reading, a word a row."""
        if _is_title_case(sentence):
            small = self._parse(_in_small_letters(sentence), [bool(token.whitespace_) for token in sentence])
            verb = next(iter(small.sents)).root
            if verb.tag_ in _FINITE and _has_subject(verb):
                return _annotations(small)
            sentence = small[:]
        for index, texts, lemma in _stand_ins(sentence):
            again = self._parse(texts, [bool(token.whitespace_) for token in sentence])
            if again[index].tag_ in _FINITE | {"VB"} and _has_subject(again[index]):
                return _annotations(_with_own_lemma(again, index, lemma))
        return self._read_as_passive(sentence)

    def _read_as_passive(self, sentence: "Span") -> "NDArray[Any] | None":
        index = _bare_passive(sentence)
        if index is None:
            return None
        texts = [token.text for token in sentence]
        spaces = [bool(token.whitespace_) for token in sentence]
        again = self._parse(
            [*texts[:index], _DATA["stand_in"]["passive"], *texts[index:]], [*spaces[:index], True, *spaces[index:]]
        )
        auxiliary, verb = again[index], again[index + 1]
        subject = child(verb, "nsubjpass")
        if verb.dep_ != "ROOT" or auxiliary.head != verb or subject is None or subject.i > index:
            return None
        return _without(again, index)

    def _parse(self, texts: list[str], spaces: list[bool]) -> "Doc":
        from spacy.tokens import Doc

        doc = Doc(self._nlp.vocab, words=texts, spaces=spaces)
        for name, component in self._nlp.pipeline:
            if not name.startswith("newsgraph_"):
                doc = component(doc)
        return doc


@Language.factory(COMPONENT)
def make_headline_reader(nlp: Language, name: str) -> HeadlineReader:  # noqa: ARG001  # spaCy gives a name
    """The component for a pipeline."""
    return HeadlineReader(nlp)


def _is_verbless_headline(sentence: "Span") -> bool:
    tokens = [token for token in sentence if not token.is_space]
    if not 3 <= len(tokens) <= _MOST_WORDS or tokens[-1].text in {"!", ":"} or not tokens[0].text[0].isalnum():
        return False
    return sentence.root.pos_ in _NOMINAL and child(sentence.root, "aux", "auxpass", "nsubjpass") is None


def _stand_ins(sentence: "Span") -> "Iterator[tuple[int, list[str], str | None]]":
    """Each word that may be the verb, by its place, with the words to read instead and its lemma."""
    texts = [token.text for token in sentence]
    for place, token in enumerate(sentence):
        if place == 0:
            continue
        mistaken = token.is_lower and token.tag_ in {*_NOUNS, "VB", "VBP", "JJ", "VBZ"}
        lemma = (_lemma_of_singular(token) or _lemma_of_plural(token)) if mistaken else None
        if lemma is not None:
            stand_in = _DATA["stand_in"]["singular" if token.lower_ != lemma else "plural"]
            yield place, [*_joined(sentence, texts, place), stand_in, *texts[place + 1 :]], lemma
        elif _is_cut_off(token):
            yield place, [*texts[:place], _DATA["stand_in"]["past"], *texts[place + 1 :]], token.lemma_
        elif place > 1 and _is_to_come(token):
            before = [*_joined(sentence, texts, place - 1), _DATA["stand_in"]["future"]]
            yield place, [*before, *texts[place:]], None


def _joined(sentence: "Span", texts: list[str], end: int) -> list[str]:
    """The words before the verb, with "and" for the comma of "Peru, Bolivia sign pact"."""
    commas = [place for place in range(1, end - 1) if texts[place] == ","]
    if len(commas) != 1 or not sentence[commas[0] + 1].text[0].isupper():
        return texts[:end]
    return [*texts[: commas[0]], _DATA["stand_in"]["comma"], *texts[commas[0] + 1 : end]]


def _lemma_of_singular(token: "Token") -> str | None:
    """The lemma of "severs" in "Bahrain severs ties", where a plural noun would not stand before another noun."""
    form, known = token.lower_, event_lexicon().lemmas
    if not form.endswith("s") or token.nbor(-1).tag_ not in _NOUNS or form in _PLURAL_MODIFIERS:
        return None
    lemmas = [form[:-1], form.removesuffix("es"), f"{form.removesuffix('ies')}y"]
    lemma = next((lemma for lemma in lemmas if lemma in known), None)
    return lemma if _has_object(token) else None


def _lemma_of_plural(token: "Token") -> str | None:
    """The lemma of "ambush" in "Rebels ambush convoy": nouns in the plural seldom qualify others."""
    if token.lower_ not in event_lexicon().lemmas:
        return None
    before = token.nbor(-1)
    several = before.tag_ in {"NNS", "NNPS"} or before.lower_ in _PLURALS
    if several and before.lower_ not in _PLURAL_MODIFIERS:
        return token.lower_
    joined = any(word.lower_ in {"and", ","} for word in token.sent if word.i < before.i)
    return token.lower_ if joined and before.tag_ in _NOUNS and _has_object(token) else None


def _is_cut_off(verb: "Token") -> bool:
    """Whether a participle may be the verb of its sentence: "The minister, who …, conceded that …"."""
    return verb.tag_ in {"VBN", "VBD"} and verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and verb.nbor(-1).text == ","


def _is_to_come(verb: "Token") -> bool:
    """Whether an infinitive says what somebody will do: "Rebels to free hostages", but not "Right to vote"."""
    if verb.tag_ != "VB" or verb.dep_ not in {"relcl", "acl"} or verb.nbor(-1).tag_ != "TO":
        return False
    doer = verb.nbor(-2)
    acts = doer.pos_ == "PROPN" or any(doer.lemma_.lower() in words("nominals", kind) for kind in _ACTORS)
    return acts and not any(token.tag_ in _FINITE or token.text == "." for token in verb.sent)


def _is_title_case(sentence: "Span") -> bool:
    """Whether all words but small ones begin with a capital, so that a capital says nothing."""
    long = [token for token in sentence if token.is_alpha and len(token) > 3]
    return len(long) > 2 and all(token.is_title for token in long)


def _in_small_letters(sentence: "Span") -> list[str]:
    """The words, those after the first in small letters that only join others or can be what happens."""
    small = {token.i for token in sentence[1:] if token.is_title and (token.is_stop or _can_be_event(token.lower_))}
    return [token.lower_ if token.i in small else token.text for token in sentence]


def _has_subject(verb: "Token") -> bool:
    subject = child(verb, "nsubj")
    return subject is not None and subject.i < verb.i


def _can_be_event(form: str) -> bool:
    """Whether a word is, or may be a form in -s of, a verb that the lexicon of events knows."""
    known = event_lexicon().lemmas
    stems = {form, form.removesuffix("s"), form.removesuffix("es")}
    return not stems.isdisjoint(known) or f"{form.removesuffix('ies')}y" in known


def _bare_passive(sentence: "Span") -> int | None:
    """The place of the participle that is the verb of a headline without "is": "Former chief Marchetti arrested"."""
    if sentence[-1].text in {".", "?"} or any(token.tag_ in _FINITE - {"VBD"} for token in sentence):
        return None
    participles = [token for token in sentence if token.tag_ in {"VBN", "VBD"}]
    if len(participles) != 1 or participles[0].i == sentence.start:
        return None
    verb = participles[0]
    follows = verb.nbor(-1).tag_ in _NOUNS and verb.dep_ in {"acl", "relcl", "ROOT"}
    return verb.i - sentence.start if follows and child(verb, "dobj", "ccomp", "xcomp") is None else None


def _annotations(doc: "Doc") -> "NDArray[Any]":
    annotations: NDArray[Any] = doc.to_array(_ANNOTATIONS)
    return annotations


def _without(doc: "Doc", index: int) -> "NDArray[Any]":
    """The annotations without those of one word, which governs none."""
    annotations = _annotations(doc)
    places = [place for place in range(len(doc)) if place != index]
    for place in places:
        head = doc[place].head.i
        offset = (head - (head > index)) - (place - (place > index))
        annotations[place, 0] = annotations.dtype.type(offset % 2**64)
    return annotations[places]


def _has_object(token: "Token") -> bool:
    return token.i + 1 < token.sent.end and token.nbor().tag_ in _BEGINS_OBJECT


def _with_own_lemma(doc: "Doc", index: int, lemma: str | None) -> "Doc":
    if lemma is not None:
        doc[index].lemma_ = lemma
    return doc


def _take_over(doc: "Doc", found: "list[tuple[int, NDArray[Any]]]") -> None:
    """Put the annotations of the second readings in the place of the first."""
    annotations = doc.to_array(_ANNOTATIONS)
    for start, better in found:
        annotations[start : start + len(better)] = better
    doc.from_array(_ANNOTATIONS, annotations)  # type: ignore[arg-type]  # the stubs know no unsigned integers
