"""The negation that a predicate has in its own clause: particles, negative subjects and objects."""

from typing import TYPE_CHECKING

from newsgraph.extraction.base.syntax import child, children, is_excluded, is_infinitive, is_verbal
from newsgraph.extraction.clauses.scope import SUBJECTS, load_lexicon

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

_NOMINAL = {"dobj", "nsubjpass", "nsubj", "attr", "oprd", "dative", "acomp", "expl"}


def is_negated(predicate: "Token", beside: "Token | None" = None) -> bool:
    """Whether a predicate is negated by its own particle or by a negative subject, object or determiner.

    Args:
        predicate: a verb, noun or adjective.
        beside: a dependent whose own negation has been counted already.
    """
    negated = _shares_negation(predicate)
    for dependent in predicate.children:
        if dependent is not beside and _negates(dependent, predicate):
            negated = not negated
    return negated


def is_outstanding(verb: "Token") -> bool:
    """Whether an infinitive is still to be done: "has yet to pay", "is still to pay"."""
    if not (is_infinitive(verb) and verb.dep_ in {"xcomp", "ccomp", "advcl"} and verb.head.lemma_ in {"have", "be"}):
        return False
    outstanding = load_lexicon().negation["outstanding"]
    return any(word.lower_ in outstanding for word in verb.doc[verb.head.i + 1 : verb.i]) and not any(
        word.dep_ in {"dobj", "acomp", "attr"} for word in verb.head.children
    )


def _negates(dependent: "Token", predicate: "Token") -> bool:
    """Whether a dependent negates its head."""
    negation = load_lexicon().negation
    word = dependent.lower_
    if dependent.dep_ == "neg" or (dependent.dep_ in {"advmod", "preconj", "cc"} and word in negation["adverbs"]):
        return _denies(dependent, predicate)
    if word in negation["after_no"] and dependent.dep_ in {"advmod", "npadvmod"}:
        return any(inner.lower_ == "no" for inner in dependent.children)
    if dependent.dep_ == "det":
        return word in negation["determiners"] and not _counts(dependent)
    if dependent.dep_ in _NOMINAL:
        return _is_negative_phrase(dependent)
    if dependent.dep_ == "advmod" and dependent.i < predicate.i:
        return any(inner.lower_ == "never" for inner in dependent.children)  # "never before had"
    # "On no account": the phrase denies the verb.
    return dependent.dep_ == "prep" and dependent.i < predicate.i and _in_no_way(dependent)


def _in_no_way(preposition: "Token") -> bool:
    noun = child(preposition, "pobj")
    if noun is None or noun.lemma_ not in load_lexicon().negation["no_way"]:
        return False
    return any(word.lower_ == "no" for word in noun.children)


def _denies(particle: "Token", predicate: "Token") -> bool:
    """Whether a negative particle denies its verb: not that of "not only attacked", "barely survived"."""
    negation = load_lexicon().negation
    following = particle.nbor() if particle.i + 1 < len(particle.doc) else particle
    if particle.lower_ in negation["particles"] and following.lower_ in negation["no_denial"]:
        return False
    if _is_of_degree(particle):
        return False
    if particle.lower_ in negation["narrow_adverbs"]:
        if predicate.lemma_.lower() in negation["narrowly"]:
            return False
        # "Hardly had the troops arrived when …"
        return following.lower_ not in negation["after_narrow"] or particle.i > predicate.i
    return not (particle.lower_ == "no" and _counts(particle))


def _is_of_degree(particle: "Token") -> bool:
    """Whether "not" only says how much: that of "hundreds if not thousands"."""
    if particle.lower_ != "not" or particle.i == 0 or particle.i + 1 >= len(particle.doc):
        return False
    return particle.nbor(-1).lower_ == "if" and particle.nbor().pos_ in {"NOUN", "NUM", "ADJ", "ADV", "DET"}


def _counts(determiner: "Token") -> bool:
    """Whether "no" and "few" belong to a number: "no fewer than three", "a few"."""
    doc, place, negation = determiner.doc, determiner.i, load_lexicon().negation
    if determiner.lower_ == "few":
        return place > 0 and doc[place - 1].lower_ in negation["before_few"]
    return place + 1 < len(doc) and doc[place + 1].lower_ in negation["counting"]


def _is_negative_phrase(head: "Token") -> bool:
    """Whether a noun phrase is negative: "nobody", "no soldier", "neither side"."""
    negation = load_lexicon().negation
    if is_excluded(head):
        return False
    if head.lower_ in negation["pronouns"]:
        return not _counts(head)
    return any(_negates_phrase(word) for word in head.children if word.i < head.i)


def _negates_phrase(word: "Token") -> bool:
    """Whether a word before a noun negates it: "no soldier", "hardly anyone", but not "not only the army"."""
    negation = load_lexicon().negation
    if word.dep_ in {"det", "neg", "preconj", "amod", "cc"} and word.lower_ in negation["determiners"]:
        return not _counts(word)
    if word.dep_ == "det" and word.lower_ == "any":  # "hardly any soldiers"
        return any(inner.lower_ in negation["narrow_adverbs"] for inner in word.children)
    if word.dep_ not in {"neg", "advmod", "preconj"} or word.lower_ in {"nor", "neither"}:
        return False
    if word.lower_ not in negation["adverbs"]:
        return False
    if _is_of_degree(word):
        return False
    following = word.nbor().lower_ if word.i + 1 < len(word.doc) else ""
    if word.lower_ in negation["narrow_adverbs"]:
        return following.startswith("any")  # "barely a tenth" is a number
    return following not in negation["no_denial"]


def _shares_negation(verb: "Token") -> bool:
    """Whether the negation of the first verb reaches a coordinated one: "did not attack or bomb"."""
    first = verb.head
    if verb.dep_ != "conj" or not is_verbal(verb) or not is_verbal(first):
        return False
    conjunction = next((word.lower_ for word in children(first, "cc") if word.i < verb.i), "")
    if conjunction == "nor":
        return True
    if child(verb, *SUBJECTS, "neg") is not None:
        return False
    if conjunction in load_lexicon().negation["contrasting"]:
        return False
    if any(_is_negative_phrase(subject) for subject in children(first, "nsubj", "nsubjpass")):
        return child(verb, "aux") is None
    if conjunction == "or":
        return is_negated(first)
    # "did not stay and fight": one auxiliary for both
    shared = verb.tag_ == first.tag_ and first.tag_ in {"VB", "VBN"} and child(verb, "aux", "auxpass") is None
    particle = child(first, "neg")
    return shared and particle is not None and any(aux.i < particle.i for aux in children(first, "aux", "auxpass"))
