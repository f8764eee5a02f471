"""Verbs by which somebody holds that a clause is so: it is a claim, whoever makes it."""

from typing import TYPE_CHECKING

from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.base.syntax import child, is_finite, is_infinitive, is_passive, is_verbal

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token


def is_report(verb: "Token", clause: "Token") -> bool:
    """Whether a verb holds that a clause is so: "polls indicate that he leads", "is said to have begun".

    Args:
        verb: what governs the clause.
        clause: the head of the clause.
    """
    if not is_verbal(verb) or verb.lemma_.lower() not in load_cues().reporting_verbs:
        return False
    if clause.dep_ not in {"ccomp", "xcomp"} or clause.head != verb:
        return False
    if is_infinitive(clause):
        return is_passive(verb)
    return is_finite(clause) and not is_subjunctive(clause) and not _is_question(clause)


def _is_question(clause: "Token") -> bool:
    return any(word.lower_ in {"whether", "if"} for word in clause.lefts)


def is_subjunctive(verb: "Token") -> bool:
    """Whether a verb is a bare form, which beside a singular subject is no present tense: "that he resign"."""
    if verb.tag_ == "VB":
        return not is_finite(verb)
    subject = child(verb, "nsubj", "nsubjpass")
    of_one = subject is not None and subject.tag_ in {"NN", "NNP"} and child(subject, "conj") is None
    return verb.tag_ == "VBP" and of_one and child(verb, "aux", "auxpass") is None
