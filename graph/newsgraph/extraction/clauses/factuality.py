"""Whether what a clause says is so: its polarity and modality, from its own words and the predicates above it.

After FactBank and De Facto (Saurí and Pustejovsky 2009, 2012): negation, modals and adverbs act on their own clause;
governing predicates turn over ("denies", "fails to"), pass on ("expects", "plans") or weaken ("may", "rumours of") what
stands in their scope. Both are read inside the attribution: what "he said that …" holds is judged without the saying.
"""

from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Clause
from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.base.syntax import is_finite
from newsgraph.extraction.clauses.scope import SUBJECTS, Governor, governors, listed, load_lexicon
from newsgraph.record import Modality, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

_BY_ADJECTIVES: tuple[Modality, ...] = ("hypothetical", "demanded", "planned", "possible")
_BY_GOVERNORS: tuple[Modality, ...] = ("demanded", "planned", "possible")
_BY_MODALS: tuple[Modality, ...] = ("demanded", "possible", "planned")
_NOMINAL = {"dobj", "nsubjpass", "nsubj", "attr", "oprd", "dative", "acomp", "expl"}


def polarity(clause: Clause) -> Polarity:
    """Whether a clause affirms or negates what it says."""
    lexicon = load_lexicon()
    predicate = clause.predicate
    negated = _is_negated(predicate)
    if clause.kind == "copula":
        complement = _predicative(predicate)
        negated ^= complement is not None and complement.lower_ in lexicon.reversing["adjectives"]
    for governor in governors(predicate):
        if governor.is_preposition:
            negated = not negated
            continue
        reverses = _reverses(governor, clause)
        if not reverses and not listed(governor.token, lexicon.transparent):
            break
        negated ^= reverses ^ _is_negated(governor.token, beside=governor.below)
    return "negated" if negated else "affirmed"


def _reverses(governor: Governor, clause: Clause) -> bool:
    """Whether a governor says that what it governs is not so; of an event noun only if it says that it does not happen.

    "denies a withdrawal", "cancels the attack", but not "stops the attack", "escapes the attack".
    """
    lexicon = load_lexicon()
    if not listed(governor.token, lexicon.reversing):
        return False
    if clause.kind == "noun" and governor.token.pos_ == "VERB":
        return governor.token.lemma_ in lexicon.reversing["of_events"] or not listed(
            governor.token, {"verbs": lexicon.reversing["verbs"]}
        )
    return True


def _is_negated(predicate: "Token", beside: "Token | None" = None) -> bool:
    """Whether a predicate is negated by its own particle or by a negative subject, object or determiner.

    Args:
        predicate: a verb, noun or adjective.
        beside: a dependent whose own negation has been counted already.
    """
    negation = load_lexicon().negation
    count = 0
    for child in predicate.children:
        if child == beside:
            continue
        adverbial = child.dep_ in {"advmod", "preconj", "cc"} and child.lower_ in negation["adverbs"]
        determiner = child.dep_ == "det" and child.lower_ in negation["determiners"]
        if child.dep_ == "neg" or adverbial or determiner:
            count += 1
        elif child.dep_ in _NOMINAL:
            count += _is_negative_phrase(child)
    return count % 2 == 1


def _is_negative_phrase(head: "Token") -> bool:
    """Whether a noun phrase is negative: "nobody", "no soldier", "neither side"."""
    negation = load_lexicon().negation
    return head.lower_ in negation["pronouns"] or any(
        child.dep_ in {"det", "neg", "preconj"} and child.lower_ in negation["determiners"] for child in head.children
    )


def modality(clause: Clause) -> Modality:
    """Whether a clause tells what is, may be, is to be, is asked for, or would be."""
    predicate = clause.predicate
    own = _noun_modality(predicate) if clause.kind == "noun" else _verb_modality(predicate)
    if own is not None:
        return own
    lexicon = load_lexicon()
    for governor in governors(predicate):
        if governor.is_preposition:
            continue
        token = governor.token
        above = _noun_modality(token) if token.pos_ in {"NOUN", "PROPN"} else _verb_modality(token)
        if above == "hypothetical":
            return above
        lent = _lent_modality(governor)
        if lent is not None:
            return lent
        if not _reverses(governor, clause) and not listed(token, lexicon.transparent):
            break
        if above is not None:
            return above
    return "actual"


def _lent_modality(governor: Governor) -> Modality | None:
    """The modality that a governing predicate lends to what it governs.

    A finite clause is asked for or planned only in the subjunctive: "demanded that he resign", but not "told us that he
    resigned".
    """
    lexicon = load_lexicon()
    subjunctive = governor.below.tag_ == "VB"
    for name in _BY_GOVERNORS:
        if listed(governor.token, lexicon.modality[name]):
            clausal = governor.over_finite or (subjunctive and governor.below.dep_ == "ccomp")
            if clausal and name != "possible" and not subjunctive:
                continue
            if name == "planned" and governor.token.lemma_ == "want" and _has_other_subject(governor):
                return "demanded"
            return name
    return None


def _has_other_subject(governor: Governor) -> bool:
    """Whether somebody else is to do what is wanted: "wants the chief to step down"."""
    return any(child.dep_ in SUBJECTS for child in governor.below.children) or any(
        child.dep_ == "dobj" and child != governor.below for child in governor.token.children
    )


def _noun_modality(noun: "Token") -> Modality | None:
    """The modality of a noun's own adjectives, and of the phrase that it stands in."""
    modalities = load_lexicon().modality
    for name in _BY_ADJECTIVES:
        if any(child.dep_ == "amod" and child.lower_ in modalities[name]["adjectives"] for child in noun.children):
            return name
    return "hypothetical" if _in_hypothetical_phrase(noun) else None


def _in_hypothetical_phrase(noun: "Token") -> bool:
    """Whether a noun stands behind "in the event of" and the like."""
    if noun.dep_ != "pobj":
        return False
    end = noun.head.i + 1
    words = [token.lower_ for token in noun.doc[max(0, end - 5) : end]]
    return any(tuple(words[-len(phrase) :]) == phrase for phrase in load_lexicon().phrases)


def _verb_modality(verb: "Token") -> Modality | None:
    """The modality of a verb's own modals, adverbs, conditions and mood."""
    modalities = load_lexicon().modality
    modals = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"} and child.tag_ == "MD"}
    children = list(verb.children)
    conditioned = any(child.dep_ == "advcl" and _is_conditional(child) for child in children)
    if _is_conditional(verb):
        return "hypothetical"
    if modals & modalities["hypothetical"]["modals"]:
        return "planned" if _is_reported_in_past(verb) and not conditioned else "hypothetical"
    for name in _BY_MODALS:
        if modals & modalities[name]["modals"]:
            return "hypothetical" if conditioned and name == "planned" else name
    predicative = _predicative(verb) if verb.lemma_ == "be" else None
    if (
        any(child.dep_ == "advmod" and child.lower_ in modalities["possible"]["adverbs"] for child in children)
        or any(child.dep_ == "mark" and child.lower_ == "whether" for child in children)
        or (predicative is not None and predicative.lower_ in modalities["possible"]["predicatives"])
    ):
        return "possible"
    if _is_imperative(verb):
        return "demanded"
    if verb.dep_ == "conj" and verb.tag_ == "VB" and not modals and not any(c.dep_ in SUBJECTS for c in children):
        return _verb_modality(verb.head)
    return None


def _predicative(copula: "Token") -> "Token | None":
    """The adjective that a copula ascribes to its subject."""
    return next((child for child in copula.children if child.dep_ == "acomp"), None)


def _is_conditional(verb: "Token") -> bool:
    """Whether a verb heads an if-clause."""
    markers = load_lexicon().modality["hypothetical"]["markers"]
    return verb.dep_ == "advcl" and any(
        child.dep_ in {"mark", "advmod"} and child.lower_ in markers for child in verb.children
    )


def _is_imperative(verb: "Token") -> bool:
    """Whether a verb is a command: a bare root with nothing before it but particles and punctuation."""
    if verb.tag_ != "VB" or verb.dep_ not in {"ROOT", "ccomp"} or is_finite(verb):
        return False
    before = verb.doc[verb.left_edge.i : verb.i]
    return all(
        token.is_punct or token.is_space or token.pos_ in {"ADV", "INTJ", "CCONJ"} for token in before
    ) and not any(child.dep_ in SUBJECTS or child.tag_ == "TO" for child in verb.children)


def _is_reported_in_past(verb: "Token") -> bool:
    """Whether "would" is the future seen from a past report: "said that the region would not be evacuated"."""
    cues = load_cues()
    token = verb
    while token.dep_ in {"conj", "ccomp", "acl", "advcl", "relcl"} and token.head != token:
        head = token.head
        if token.dep_ in {"ccomp", "acl"} and head.tag_ in {"VBD", "VBN", "VBG", "VB", "NN", "NNS"}:
            return head.lemma_ in cues.verbs["clause"] or head.lemma_ in cues.nouns["that"]
        token = head
    return False
