"""Who is understood to do what a verb without a subject of its own says: conjuncts, infinitives, participles, gerunds.

The verbs and prepositions that decide it are in data/control.toml.
"""

from typing import TYPE_CHECKING, Literal

from newsgraph.extraction.base.lexicon import word_lists
from newsgraph.extraction.base.syntax import child, is_passive, is_verbal

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

ADDRESSING = frozenset({"on", "upon", "to", "for", "with"})  # before the one addressed: "called on Moscow to withdraw"
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
_LONGEST_CHAIN = 6


def infinitive_controller(governor: "Token") -> Literal["subject", "object", "addressee"]:
    """Which argument of a governing verb or adjective does what the infinitive below it says.

    Args:
        governor: the verb, or the adjective with its copula's subject.

    Returns:
        "object" and "addressee" fall back on the subject where there is none; an addressee is the object or the one
        after "on", "to" or "for".
    """
    lists = word_lists("control")
    if is_passive(governor) or governor.lemma_ in lists["subject_control"]:
        return "subject"
    return "addressee" if governor.lemma_ in lists["object_control"] else "object"


def gerund_controller(preposition: "Token", governor: "Token | None" = None) -> Literal["subject", "object"]:
    """Which argument of the verb that governs a preposition does what the gerund behind that preposition says.

    "Accused the company of paying" tells what the company did, "left the company after paying" what the leaver did.

    Args:
        preposition: the preposition before the gerund.
        governor: the verb, where the parser hangs the preposition on another word.
    """
    lists = word_lists("control")
    verb = governor if governor is not None else preposition.head
    if is_passive(verb):
        return "subject"
    of_object = preposition.lower_ in lists["object_gerund"]
    return "object" if of_object or f"{verb.lemma_} {preposition.lower_}" in lists["object_gerund_verbs"] else "subject"


def subject(verb: "Token") -> "Token | None":
    """The head of a verb's subject: its own, the one it shares as a conjunct, or the one that controls it."""
    token, seen = verb, 0
    while seen < _LONGEST_CHAIN:
        own = [dependent for dependent in token.children if dependent.dep_ in _SUBJECTS]
        if own:
            nearest = [dependent for dependent in own if dependent.i < token.i] or own
            return nearest[-1]
        seen += 1
        head = token.head
        if token.dep_ == "conj" and is_verbal(head):
            token = head
        elif token.dep_ in {"xcomp", "pcomp"}:
            controlling = _controlling_object(token)
            if controlling is not None:
                return controlling
            token = head if token.dep_ == "xcomp" else head.head
        elif token.dep_ in {"advcl", "ccomp", "prep", "parataxis"} and is_verbal(head) and head != token:
            token = head
        elif token.dep_ == "acl":
            return head
        elif token.dep_ == "acomp":
            token = head
        else:
            break
    return _swallowed_subject(token)


def _controlling_object(verb: "Token") -> "Token | None":
    """The object of the governing verb where it does what an infinitive or a gerund says."""
    governor = verb.head if verb.dep_ == "xcomp" else verb.head.head
    if governor.pos_ != "VERB":
        return None
    controller = infinitive_controller(governor) if verb.dep_ == "xcomp" else gerund_controller(verb.head)
    objects = [token for token in governor.children if token.dep_ in {"dobj", "dative"} and token.i < verb.i]
    return objects[-1] if objects and controller != "subject" else None


def _swallowed_subject(verb: "Token") -> "Token | None":
    """The subject that the parser took for an apposition in the phrase before it: "In the vote, four ministers …"."""
    preposition = child(verb, "prep")
    if preposition is None or preposition.i > verb.i:
        return None
    for token in preposition.subtree:
        if token.dep_ == "appos" and token.i < verb.i and token.doc[token.left_edge.i - 1].text == ",":
            return token
    return None
