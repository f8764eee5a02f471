"""Nouns that name an event, with who does it and whom it is done to: "the Ukrainian shelling of the bridges"."""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from newsgraph.extraction.base.annotations import Clause
from newsgraph.extraction.base.data_files import read_csv
from newsgraph.extraction.base.lexicon import word_lists
from newsgraph.extraction.base.syntax import children, conjuncts, governed

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

_NATIONALITY = {"NORP", "GPE"}


class EventNoun(NamedTuple):
    """An entry of data/event_nouns.csv, whose head explains the columns."""

    verb: str
    of_patient: bool
    possessor_patient: bool
    patient_prepositions: frozenset[str]


@cache
def _lexicon() -> dict[str, EventNoun]:
    return {
        row["noun"]: EventNoun(
            row["verb"],
            row["of"] == "patient",
            row["possessor"] == "patient",
            frozenset(row["patient_prepositions"].split()),
        )
        for row in read_csv("event_nouns.csv")
    }


def event_noun(token: "Token") -> EventNoun | None:
    """The lexicon's entry of a token that is an event noun."""
    if token.dep_ == "compound":
        return None  # "occupation authorities": what they are for, not what happens
    if token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.is_lower):
        return _lexicon().get(token.lemma_.lower()) or _lexicon().get(token.lower_)
    # "the Ukrainian shelling of the bridges": with "of" and no object it is a noun, whatever the tagger says.
    if token.tag_ == "VBG" and not any(children(token, "dobj", "aux", "prt")):
        followed_by_of = any(preposition.lower_ == "of" for preposition in children(token, "prep"))
        return _lexicon().get(token.lower_) if followed_by_of else None
    return None


def is_event_noun(token: "Token") -> bool:
    """Whether the token is a noun that names an event."""
    return event_noun(token) is not None


def verb_of(noun: "Token") -> str:
    """The verb that an event noun stands for: "withdraw" of "withdrawal".

    Raises:
        ValueError: the token is no event noun.
    """
    entry = event_noun(noun)
    if entry is None:
        raise ValueError(f"{noun.text!r} is no event noun")
    return entry.verb


def noun_clause(noun: "Token", verbs: dict[int, Clause]) -> Clause:
    """The clause of an event noun; a light verb lends it its subject ("launched an attack on the port").

    Args:
        noun: an event noun.
        verbs: the clauses of the text's verbs by the index of the verb.

    Raises:
        ValueError: the token is no event noun.
    """
    entry = event_noun(noun)
    if entry is None:
        raise ValueError(f"{noun.text!r} is no event noun")
    clause = Clause(noun, "noun")
    _add_phrases(clause, entry)
    of_slot = clause.objects if entry.of_patient else clause.agents
    if not of_slot:
        participants = word_lists("control")["participants"]
        of_slot += [noun for noun in children(noun, "compound", "nmod") if noun.lemma_.lower() in participants]
    clause.agents += [word for word in children(noun, "amod", "compound", "nmod") if word.ent_type_ in _NATIONALITY]
    _add_possessor(clause, entry)
    if not clause.agents:
        clause.agents = _nationality_before(noun) or _lent_subjects(noun, verbs)
    return clause


def _add_phrases(clause: Clause, entry: EventNoun) -> None:
    of_heads: list[Token] = []
    for preposition in children(clause.predicate, "prep", "agent"):
        heads = governed(preposition)
        if preposition.lower_ == "of":
            of_heads += heads
        elif preposition.lower_ == "by":
            clause.agents += heads
        elif preposition.lower_ in entry.patient_prepositions:
            clause.objects += heads
        else:
            clause.obliques += [(preposition, head) for head in heads]
    if entry.of_patient:
        clause.objects += of_heads
    elif not clause.agents:  # "the war of aggression by Russia": the by-phrase says who
        clause.agents += of_heads


def _add_possessor(clause: Clause, entry: EventNoun) -> None:
    owners = [owner for poss in children(clause.predicate, "poss") for owner in conjuncts(poss)]
    if entry.possessor_patient and not clause.objects:
        clause.objects += owners
    elif not clause.agents:
        clause.agents += owners


def _nationality_before(noun: "Token") -> "list[Token]":
    """The demonym before a gerund that the parser cut off from it."""
    before = noun.nbor(-1) if noun.i else None
    return [before] if before is not None and noun.tag_ == "VBG" and before.ent_type_ in _NATIONALITY else []


def _lent_subjects(noun: "Token", verbs: dict[int, Clause]) -> "list[Token]":
    governing = verbs.get(noun.head.i)
    if (
        governing is None
        or noun.head.lemma_ not in word_lists("control")["light_verbs"]
        or noun not in governing.undergoers
    ):
        return []
    return list(governing.doers)
