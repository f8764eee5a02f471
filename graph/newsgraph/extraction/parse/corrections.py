"""Small corrections to a spaCy pipeline for the way that news is typeset: marks, line breaks, a few lemmas."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from spacy.attrs import NORM, PREFIX, SHAPE, SUFFIX  # type: ignore[import-not-found]  # a compiled module without types
from spacy.language import Language

from newsgraph.extraction.base.data_files import read_toml
from newsgraph.extraction.parse.furniture import furniture_of
from newsgraph.extraction.parse.headlines import COMPONENT as HEADLINES
from newsgraph.extraction.parse.paragraphs import find_paragraphs
from newsgraph.extraction.parse.reattachment import COMPONENT as REATTACHMENT

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DATA = read_toml("corrections.toml")
_LEMMAS = {form: lemma for lemma, forms in _DATA["lemmas"].items() for form in forms}
_WITH_PARTICLE: dict[str, str] = _DATA["lemmas_with_particle"]
_CLITICS = {"’s", "’re", "’m"}  # of "be", and the first of "have", too
_SHORT = re.compile(r"(?:[^aeiouy]*(?:qu)?|y)[aeiouy][bdfgklmnprtvz]")  # one syllable that ends in one consonant
_LONG_VOWEL = re.compile(r"(?:oo|ai|ea|oa|ee)[dfklmnprt]$")
_UNDOUBLED = {"bus", "gas"}
_TWO_SYLLABLES = {"creat", "delineat", "nauseat", "permeat", "procreat", "recreat"}  # of "create", unlike "treat"
_LONG, _LONGEST = 150, 200  # words without a full stop that are cut at a separator, and wherever they are
_FULL_STOPS, _SEPARATORS = {".", "?", "!"}, {",", ";", ":", "|", "•", "·", "–", "—", "and"}
_FEATURES = (NORM, PREFIX, SUFFIX, SHAPE)  # the parts of a word that spaCy's models look at


class _Plain:
    """A reader of one feature of a word that sees plain marks for typographic ones."""

    def __init__(self, read: Any, marks: dict[int, str]) -> None:
        self.read, self.marks = read, marks

    def __call__(self, word: str) -> Any:
        return self.read(word.translate(self.marks))


def _see_plain_marks(nlp: Language, marks: dict[str, str]) -> None:
    """Let the models see ' where the text has ’; the text itself stays as it is.

    They err on "the party’s whip" and "doesn’t", which they read well with the plain mark.
    """
    table = str.maketrans(marks)
    readers: dict[int, Any] = nlp.vocab.lex_attr_getters  # type: ignore[attr-defined]
    for feature in _FEATURES:
        readers[feature] = _Plain(readers[feature], table)
    for lexeme in [one for one in nlp.vocab if not marks.keys().isdisjoint(one.text)]:
        plain = nlp.vocab[lexeme.text.translate(table)]
        lexeme.norm_, lexeme.shape_ = plain.norm_, plain.shape_
        lexeme.prefix_, lexeme.suffix_ = plain.prefix_, plain.suffix_


def _keep_prefixes(nlp: Language, prefixes: list[str]) -> None:
    """Let the tokenizer keep "re-elected" and "counter-offensive" whole, as in the treebank of the models.

    A prefix before a capital stays apart: in "pro-Russian" the demonym counts.
    """
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # a compiled module without types
    from spacy.util import compile_infix_regex

    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, Tokenizer):
        return
    patterns = [one if isinstance(one, str) else one.pattern for one in nlp.Defaults.infixes or ()]
    not_after = "".join(rf"(?<!\b{form})" for prefix in prefixes for form in (prefix, prefix.capitalize()))
    infixes = [rf"{not_after}{one}|{one}(?=[A-Z0-9])" if _is_hyphen(one) else one for one in patterns]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def _is_hyphen(infix: str) -> bool:
    """Whether a pattern of spaCy's splits words at a hyphen between letters."""
    return re.search(infix, "a-b") is not None


@Language.component("newsgraph_line_starts")
def _line_starts(doc: "Doc") -> "Doc":
    """Begin a sentence with each paragraph and behind each dateline, so that neither runs into the text."""
    for first, last in find_paragraphs(doc):
        doc[first].is_sent_start = True
        for start in _cuts(doc, first, last):
            doc[start].is_sent_start = True
    for furniture in furniture_of(doc):
        for start in {furniture.start, furniture.stop} - {len(doc)}:
            doc[start].is_sent_start = True
    return doc


def _cuts(doc: "Doc", first: int, last: int) -> Iterator[int]:
    """Where to cut a paragraph that goes on without a full stop, as tables and lists do.

    A tree that is as deep as the text is long would take the time of its square, and all of the stack.
    """
    begin = first
    for token in doc[first:last]:
        length = token.i - begin
        if token.text in _FULL_STOPS:
            begin = token.i + 1
        elif length >= _LONGEST or (length >= _LONG and doc[token.i - 1].text in _SEPARATORS):
            yield token.i
            begin = token.i


@Language.component("newsgraph_lemmas")
def _lemmas(doc: "Doc") -> "Doc":
    """Set right the lemmas that spaCy's rules get wrong."""
    for token in doc:
        if token.pos_ not in {"VERB", "AUX", "PART"}:
            continue
        if token.lower_ in _LEMMAS:
            token.lemma_ = _LEMMAS[token.lower_]
        elif token.lower_ in _CLITICS and token.pos_ != "PART":
            token.lemma_ = "have" if token.dep_ == "aux" and token.head.tag_ == "VBN" else "be"
            token.pos_ = "AUX"
        elif token.pos_ == "VERB":
            token.lemma_ = _respelled(token.lower_, token.tag_, token.lemma_)
            for particle in token.children:
                if particle.dep_ == "prt":
                    token.lemma_ = _WITH_PARTICLE.get(f"{token.lower_} {particle.lower_}", token.lemma_)
    return doc


def _respelled(form: str, tag: str, lemma: str) -> str:
    """The lemma of a verb's form by the spelling of English: "fined" is of "fine", since "fin" would make "finned".

    A short vowel before one consonant doubles it in words of one syllable; after two vowels nothing is dropped, so that
    "rebooked" is of "rebook", but for the letters that "e" follows for its own sake ("raised", "leaved").
    """
    ending = {"VBD": "ed", "VBN": "ed", "VBZ": "es", "VBG": "ing"}.get(tag)
    if ending is None or not form.endswith(ending):
        return lemma
    stem = form.removesuffix(ending)
    if _SHORT.fullmatch(stem) and lemma == stem and stem not in _UNDOUBLED:
        return f"{stem}e"
    drops = _LONG_VOWEL.search(stem) and stem not in _TWO_SYLLABLES
    return stem if drops and lemma == f"{stem}e" else lemma


@Language.component("newsgraph_subjects")
def _subjects(doc: "Doc") -> "Doc":
    """Make subjects of the nouns that the parser joins to a finite verb as to a noun: "Caracas appeals to the UN".

    The "to" of an infinitive with a subject that is no clause's part is a modal: what will be.
    """
    for token in doc:
        verb = token.head
        if (
            token.dep_ in {"compound", "nmod"}
            and verb.i > token.i
            and verb.tag_ in {"VBZ", "VBD", "VBP"}
            and not any(other.dep_ in {"nsubj", "nsubjpass", "expl"} for other in verb.children)
        ):
            token.dep_ = "nsubj"
        elif token.tag_ == "TO" and verb.dep_ == "ROOT" and any(other.dep_ == "nsubj" for other in verb.children):
            token.tag_ = "MD"  # "Rebels to free hostages"
    return doc


def correct(nlp: Language) -> Language:
    """Add the corrections to a pipeline and return it."""
    _see_plain_marks(nlp, _DATA["marks"])
    _keep_prefixes(nlp, _DATA["prefixes"])
    if nlp.has_pipe("parser"):
        nlp.add_pipe("newsgraph_line_starts", before="parser")
        nlp.add_pipe(HEADLINES)
        nlp.add_pipe("newsgraph_subjects")
    nlp.add_pipe("newsgraph_lemmas")
    if nlp.has_pipe("parser"):
        nlp.add_pipe(REATTACHMENT)
    return nlp
