"""Small questions to the dependency parse (ClearNLP labels, Penn tags) that several layers ask.

They take spaCy's tokens, which a parse is corrected on, and those of a text whose parse is final (`parsed`).
"""

from typing import TYPE_CHECKING, TypeVar

from newsgraph.extraction.base.lexicon import word_lists

if TYPE_CHECKING:
    from spacy import tokens

    from newsgraph.extraction.base.parsed import Token

T = TypeVar("T", "tokens.Token", "Token")

_NAMES_WITH_PARTS = {"GPE", "ORG", "FAC", "LAW", "EVENT", "WORK_OF_ART", "PRODUCT"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM", "X"}


def children(token: T, *relations: str) -> list[T]:
    """The dependents of a token in any of the relations, in the order of the text."""
    found = []
    for dependent in token.children:  # asked so often that a comprehension is felt
        if dependent.dep_ in relations:
            found.append(dependent)  # noqa: PERF401
    return found


def child(token: T, *relations: str) -> T | None:
    """The first dependent of a token in any of the relations."""
    for dependent in token.children:  # likewise
        if dependent.dep_ in relations:
            return dependent
    return None


def is_verbal(token: T) -> bool:
    """Whether the token is a verb or an auxiliary, by part of speech."""
    return token.pos_ in {"VERB", "AUX"}


def is_infinitive(verb: T) -> bool:
    """Whether a verb is an infinitive with "to"."""
    for token in verb.children:  # noqa: SIM110  # asked as often
        if token.tag_ == "TO":
            return True
    return False


def is_finite(verb: T) -> bool:
    """Whether a verb or one of its auxiliaries has a tense or is a modal."""
    if verb.tag_ in _FINITE:
        return True
    for token in verb.children:  # noqa: SIM110  # likewise
        if token.tag_ in _FINITE and token.dep_ in {"aux", "auxpass"}:
            return True
    return False


def is_passive(verb: T) -> bool:
    """Whether a verb is passive: by its auxiliary, as a participle after a noun, or by a passive conjunct."""
    if child(verb, "auxpass", "nsubjpass", "csubjpass"):
        return True
    if _is_headline_passive(verb):
        return True
    if verb.tag_ != "VBN" and not (verb.tag_ == "VBD" and verb.dep_ == "acl"):
        return False
    if child(verb, "aux", "nsubj", "dobj"):
        return False
    if verb.dep_ == "conj" and is_verbal(verb.head):
        return is_passive(verb.head) or verb.head.lemma_ == "be"
    return verb.dep_ in {"acl", "advcl", "acomp"}


def _is_headline_passive(verb: T) -> bool:
    """Whether a headline leaves out the auxiliary of a passive: "Port chief arrested in Rijeka".

    By verbs that are not used without an object, in a line without a full stop.
    """
    if verb.tag_ not in {"VBD", "VBN"} or verb.lemma_.lower() not in word_lists("control")["headline_passives"]:
        return False
    if child(verb, "dobj", "aux", "auxpass", "ccomp", "dative") or not child(verb, "nsubj"):
        return False
    words = [token for token in verb.sent if not token.is_space]
    return words[-1].text not in {".", "?", "!", "…", ";", '"', "”"}


def is_relative_pronoun(token: "Token") -> bool:
    """Whether the token is "who", "which", "that" and the like, as a pronoun."""
    return token.tag_ in {"WDT", "WP"}


def is_reflexive(token: "Token") -> bool:
    """Whether the token is "itself", "themselves" and the like: whoever the subject of its verb is."""
    return token.pos_ == "PRON" and token.lower_.endswith(("self", "selves"))


def in_one_name(token: "Token", other: "Token") -> bool:
    """Whether two tokens stand in one name of an organisation, a state or a work: "the Ministry of Food and Trade"."""
    if token.ent_type_ not in _NAMES_WITH_PARTS or token.ent_type_ != other.ent_type_:
        return False
    first, last = sorted((token.i, other.i))
    return all(word.ent_iob_ == "I" for word in token.doc[first + 1 : last + 1])


def conjuncts(token: "Token") -> "list[Token]":
    """A noun, pronoun or adjective with all that is coordinated with it: [Kyiv, Kherson] of "Kyiv and Kherson"."""
    found = [] if token.is_punct or _continues_over_hyphen(token) or is_excluded(token) else [token]
    for other in token.children:
        if other.dep_ != "conj" or in_one_name(token, other) or is_excluded(other):
            continue
        if other.pos_ in _NOMINAL or is_verbal(token) == is_verbal(other):
            found += conjuncts(other)
    return found


def is_excluded(token: "Token") -> bool:
    """Whether a noun is named only to say that it is not meant: "doctors but not nurses", "not Riga but Kyiv"."""
    if not token.lefts or is_verbal(token):
        return False
    for word in token.lefts:
        if word.lower_ == "not" and word.dep_ in {"neg", "advmod"}:
            return token.dep_ == "conj" or any(word.lower_ == "but" for word in children(token, "cc"))
    return False


def _continues_over_hyphen(token: "Token") -> bool:
    """Whether the token is the "mid" of "mid-May": cut in three by the tokenizer, set side by side by the parser."""
    if token.whitespace_ or token.i + 2 >= len(token.doc):
        return False
    hyphen = token.nbor(1)
    return hyphen.text == "-" and not hyphen.whitespace_


def _is_gapped(noun: "Token", preposition: "Token") -> bool:
    """Whether a conjunct repeats the preposition after it: the yacht of "the house from Ann and the yacht from Bob"."""
    repeated = any(other.lower_ == preposition.lower_ for other in children(noun, "prep"))
    return noun.dep_ == "conj" and preposition.lower_ != "of" and repeated


def governed(preposition: "Token") -> "list[Token]":
    """What a preposition governs, conjuncts one by one; a gerund is a verb: [giving] of "after giving a speech"."""
    found: list[Token] = []
    dependents = list(children(preposition, "pobj", "pcomp"))
    for inner in (token for token in dependents if token.pos_ in {"ADP", "PART"}):
        found += governed(inner)
    gerunds = {token.i for token in dependents if token.tag_ == "VBG"}
    for dependent in dependents:
        # "due to the Ukrainian shelling": neither the second preposition nor a demonym cut off from its gerund.
        if dependent.pos_ in {"ADP", "PART"} or dependent.i + 1 in gerunds:
            continue
        participle = dependent.dep_ == "pcomp" and dependent.tag_ == "VBN" and not child(dependent, "aux", "auxpass")
        noun = child(dependent, "dobj") if participle else None
        # "in occupied Cherson": the parser takes the adjective for a verb with an object.
        found += conjuncts(noun if noun is not None else dependent)
    return [noun for noun in found if not _is_gapped(noun, preposition)]
