"""Sorts clauses into the 16 PLOVER event types (codebook of 2021), or none.

The words come from `data/event_types.toml`; the rules of choice are here: what is to come is another type than what is
done (help to come is `agree`, harm to come `threaten`, retreat to come `concede`), and giving way denied is `reject`.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Clause
from newsgraph.extraction.base.event_lexicon import event_lexicon, measured, verb_lemma
from newsgraph.extraction.base.syntax import child, children, is_infinitive
from newsgraph.extraction.events.event_patterns import is_denied, pattern_of, pattern_of_verb, type_of_noun

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

Clauses = Mapping[int, Clause]
"""Clauses by the index of their predicate in the text."""

NO_CLAUSES: Clauses = MappingProxyType({})


def classify(clause: Clause, clauses: Clauses = NO_CLAUSES) -> str | None:
    """The PLOVER type of what a clause reports, or None where none fits.

    Args:
        clause: a verb, copula or event noun with its arguments.
        clauses: the other clauses of the text by the index of their predicate: what a promise or a threat is about
            decides its type too.
    """
    own = lexical_type(clause, clauses)
    if own is None:
        return None
    if is_refusal(clause, own):
        return "reject"
    if is_to_come(clause):
        return shifted(own)
    return "agree" if _is_wished(clause) and shifted(own) == "agree" else own


def shifted(kind: str) -> str:
    """The type of a deed to come: help to come is `agree`, harm to come `threaten`, retreat to come `concede`."""
    return event_lexicon().shifts.get(kind, kind)


def lexical_type(clause: Clause, clauses: Clauses = NO_CLAUSES) -> str | None:
    """The type by the words alone, whether it was done, is to come or was denied."""
    if clause.kind == "copula":
        return _type_of_copula(clause, clauses)
    if clause.kind == "noun":
        return type_of_noun(clause)
    found = pattern_of_verb(clause)
    if found is None:
        return _type_of_lent(clause, clauses)
    if found.type == "agree" and verb_lemma(clause.predicate) in event_lexicon().promising:
        return _type_of_promise(clause, clauses)
    return found.type


def is_refusal(clause: Clause, own: str) -> bool:
    """Whether a clause of such a type by its words is denied in a way that refuses it: "will not meet the demands"."""
    if _has_marker(clause.predicate):
        return False
    denied = is_denied(clause.predicate)
    return denied and own in event_lexicon().shifts and (own in event_lexicon().refusable or is_to_come(clause))


def is_type_by_denial(clause: Clause, clauses: Clauses = NO_CLAUSES) -> bool:
    """Whether the negation of a clause is part of its type: "will not budge" affirms a rejection."""
    if clause.kind != "verb" or not is_denied(clause.predicate):
        return False
    found = pattern_of_verb(clause)
    if found is not None and found.negated:
        return True
    own = lexical_type(clause, clauses)
    return own not in {None, "reject"} and is_refusal(clause, own or "")


def is_to_come(clause: Clause) -> bool:
    """Whether the clause speaks of what is still to come without a word of its own that promises or threatens."""
    verb = clause.predicate
    if clause.kind == "noun":
        return False
    helpers = [token for token in verb.children if token.dep_ in {"aux", "auxpass"}]
    words = {token.lower_ for token in helpers}
    if words & {"will", "'ll", "’ll", "wo", "shall", "sha"}:
        return True
    if "would" in words or "'d" in words:
        return verb.dep_ == "ccomp" and "have" not in words
    if words & {"may", "might", "could"}:
        return _is_conditional(verb)
    # "Peru, Bolivia to hold talks": in headlines, "to" is read as a modal.
    return "to" in words and (_is_planned(verb) or any(token.tag_ == "MD" for token in helpers))


def _is_conditional(verb: "Token") -> bool:
    return any(_has_marker(clause) for clause in children(verb, "advcl"))


def _has_marker(verb: "Token") -> bool:
    """Whether a clause is itself a condition."""
    return any(mark.lower_ in {"if", "unless"} for mark in children(verb, "mark"))


def _is_planned(infinitive: "Token") -> bool:
    """Whether an infinitive hangs on a word of plan or on "be": "is to meet", "going to", "plans to"."""
    head = infinitive.head
    if infinitive.dep_ in {"xcomp", "ccomp", "acl", "advcl"} and head.lemma_.lower() in event_lexicon().planning:
        return True
    return infinitive.dep_ == "xcomp" and head.lemma_ == "be"


def _is_wished(clause: Clause) -> bool:
    """Whether a clause is an infinitive that says what its doer would like to do: "hopes to visit Seoul"."""
    verb = clause.predicate
    wish = verb.head.lemma_.lower() in event_lexicon().wishing and child(verb, "nsubj", "nsubjpass") is None
    return verb.dep_ in {"xcomp", "advcl"} and is_infinitive(verb) and wish and verb.head.i < verb.i


def _type_of_copula(clause: Clause, clauses: Clauses) -> str | None:
    """Of "is willing to withdraw": a promise of what it is about."""
    for complement in clause.complements:
        if complement.lemma_.lower() in event_lexicon().willing or complement.lower_ in event_lexicon().willing:
            promised = _promised(_infinitives_below(complement), clauses)
            if promised is not None:
                return promised
    found = pattern_of(clause, "be")
    return found.type if found else None


def _type_of_promise(clause: Clause, clauses: Clauses) -> str:
    return _promised(_infinitives_below(clause.predicate), clauses) or "agree"


def _promised(infinitives: "Iterable[Token]", clauses: Clauses) -> str | None:
    """Harm promised is a threat, retreat promised gives way, anything else is agreement."""
    found = [clauses[verb.i] for verb in infinitives if verb.i in clauses]
    if not found:
        return None
    kinds = {lexical_type(clause) for clause in found}
    # Troops promised are lent: "committed itself to sending 1,000 soldiers".
    promised = {event_lexicon().shifts.get(kind, "agree") if kind and kind != "mobilize" else "agree" for kind in kinds}
    return next((kind for kind in ("threaten", "concede") if kind in promised), "agree")


def _infinitives_below(token: "Token") -> "list[Token]":
    below = [verb for verb in children(token, "xcomp", "ccomp", "acl", "advcl") if verb.i > token.i]
    infinitives = [verb for verb in below if is_infinitive(verb)]
    to = [preposition for preposition in children(token, "prep") if preposition.lower_ == "to"]
    return infinitives + [gerund for preposition in to for gerund in children(preposition, "pcomp")]


def _type_of_lent(clause: Clause, clauses: Clauses) -> str | None:
    """The type of the event noun that a light verb is about: "conducted a raid"."""
    noun = lent_noun(clause, clauses)
    return type_of_noun(noun) if noun is not None else None


def lent_noun(clause: Clause, clauses: Clauses) -> Clause | None:
    """The event noun to which a light verb lends its subject: "talks" of "held talks"."""
    if clause.kind != "verb" or verb_lemma(clause.predicate) not in event_lexicon().light:
        return None
    heads = (inner for head in clause.undergoers for inner in (head, *measured(head)))
    nouns = (clauses[head.i] for head in heads if head.i in clauses)
    return next((noun for noun in nouns if noun.kind == "noun"), None)
