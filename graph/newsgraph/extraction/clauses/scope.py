"""In whose scope a predicate stands: the predicates that govern it, from the nearest up."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from newsgraph.extraction.base.control import gerund_controller
from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.base.data_files import read_toml
from newsgraph.extraction.base.lexicon import word_lists
from newsgraph.extraction.base.syntax import child, children, is_finite, is_infinitive, is_relative_pronoun, is_verbal

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
_COMPLEMENTS = {"xcomp", "ccomp", "pcomp", "acl", "acomp", "dobj", "nsubjpass", "pobj", "compound", "attr", "oprd"}
_LONGEST_CHAIN = 8

Table = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Governor:
    """A governing predicate, or a negative preposition, and the dependent through which it governs.

    Attributes:
        token: the predicate, or the preposition.
        below: the head of what it governs.
        preposition: the preposition that stands between the two.
        is_preposition: whether it is a negative preposition: "without paying".
        is_host: whether it only has the other as an adjunct, which shares its modality: "will resign without paying".
    """

    token: "Token"
    below: "Token"
    preposition: "Token | None" = None
    is_preposition: bool = False
    is_host: bool = False

    @property
    def over_finite(self) -> bool:
        """Whether it governs a finite clause: "said that he left", but not "told him to leave"."""
        return first_conjunct(self.below).dep_ in {"ccomp", "acl", "relcl"} and is_finite(self.below)

    @property
    def over_infinitive(self) -> bool:
        """Whether it governs an infinitive with "to"."""
        return is_verbal(self.below) and is_infinitive(self.below)

    def is_listed(self, table: Table, kind: str | None = None) -> bool:
        """Whether a table of the lexicon lists it, alone or with its preposition."""
        return listed(self.token, table, self.preposition, kind)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of data/factuality.toml as sets."""

    negation: Table
    reversing: Table
    transparent: Table
    causing: Table
    factive: Table
    knowing: Table
    charging: Table
    scope: Table
    modality: dict[str, Table]
    hypothetical_phrases: frozenset[tuple[str, ...]]


@cache
def load_lexicon() -> Lexicon:
    """Read the lexicon."""
    data = read_toml("factuality.toml")

    def sets(table: dict[str, Any]) -> Table:
        return {key: frozenset(words) for key, words in table.items()}

    reversing = sets(data["reversing"])
    reversing["verbs"] |= reversing["open_verbs"]
    names = ("negation", "transparent", "causing", "factive", "knowing", "charging", "scope")
    return Lexicon(
        **{name: sets(data[name]) for name in names},
        reversing=reversing,
        modality={name: sets(table) for name, table in data["modality"].items()},
        hypothetical_phrases=frozenset(tuple(phrase.split()) for phrase in data["modality"]["hypothetical"]["phrases"]),
    )


def listed(token: "Token", table: Table, preposition: "Token | None" = None, kind: str | None = None) -> bool:
    """Whether a table of the lexicon has a word under its part of speech, or with its particle or preposition.

    Args:
        token: a verb, noun, adjective or adverb.
        table: words by part of speech: "verbs", "nouns", "adjectives", "particles".
        preposition: the preposition after it, if any.
        kind: the list of the table to look in instead of that of its part of speech.
    """
    lemma = token.lemma_.lower()
    if kind is None:
        kind = "verbs" if is_verbal(token) else "adjectives" if token.pos_ in {"ADJ", "ADV"} else "nouns"
    words = table.get(kind, frozenset())
    if lemma in words or (kind == "adjectives" and token.lower_ in words):
        return True
    if preposition is not None and f"{lemma} {preposition.lower_}" in words:
        return True
    particles = table.get("particles")
    return particles is not None and any(
        f"{lemma} {part.lower_}" in particles for part in token.children if part.dep_ in {"prt", "advmod"}
    )


def governors(predicate: "Token") -> "Iterator[Governor]":
    """The predicates in whose scope a predicate stands, the nearest first.

    Complements stand in the scope of what they complete, adjuncts do not: "plans for a vote", but not "left after a
    vote". Conjuncts share the governors of the first.
    """
    token = below = predicate
    preposition: Token | None = None
    for _ in range(_LONGEST_CHAIN):
        head = token.head
        if head == token:
            return
        if token.dep_ == "pcomp" and head.lower_ == "with" and child(token, "nsubj", "nsubjpass") is not None:
            return  # "with 200 members opposing it": told beside the main verb
        if _is_adjunct_of_verb(token):
            yield Governor(head, below, is_host=True)
            return
        if not _is_in_scope(token, head):
            return
        if token.dep_ == "conj":
            # A finite verb is no conjunct of an infinitive: "pretended to search it and waved it through".
            if is_infinitive(head) and (
                token.tag_ in {"VBD", "VBZ"} or (token.tag_ == "VBP" and not _of_one(head.head))
            ):
                return
            token = _shared_infinitive(token, head)
            continue
        if head.dep_ == "prep" or head.pos_ == "ADP":
            if is_negative_preposition(head):
                yield Governor(head, below, is_preposition=True)
                host = _verb_above(head)
                if host is not None:
                    yield Governor(host, below, is_host=True)
                return
            if head.lower_ in {"by", "through"} and token.dep_ == "pcomp" and is_verbal(head.head):
                yield Governor(head.head, below, is_host=True)  # "will win by bombing the port"
                return
            if head.lower_ not in load_lexicon().scope["prepositions"]:
                return
            token, preposition = _charged(head), head
            continue
        if head.lemma_ == "be":
            # a copula's complement speaks for it: "a withdrawal is likely", "the report is a hoax"
            complement = next((c for c in children(head, "acomp", "attr") if c != token), None)
            if complement is not None:
                yield Governor(complement, below)
        yield Governor(head, below, preposition)
        token, below, preposition = head, head, None


def _of_one(verb: "Token") -> bool:
    """Whether a verb's form shows that its subject is one, so that a bare form beside it is an infinitive."""
    return verb.tag_ == "VBZ" or any(helper.tag_ == "VBZ" for helper in children(verb, "aux"))


def _shared_infinitive(conjunct: "Token", head: "Token") -> "Token":
    """What a conjunct shares its governors with: a bare form, with the infinitive before it: "wants to go and see"."""
    inflected = head.tag_ in {"VBD", "VBZ"} or (head.tag_ == "VBN" and child(head, "aux", "auxpass") is not None)
    if conjunct.tag_ not in {"VB", "VBP"} or not inflected or child(conjunct, "aux", "auxpass") is not None:
        return head
    if any(helper.tag_ == "MD" or helper.lemma_ == "do" for helper in children(head, "aux")):
        return head
    before = [token for token in head.subtree if token.i < conjunct.i and token.i > head.i and is_infinitive(token)]
    return max(before, key=lambda token: token.i, default=head)


def _is_adjunct_of_verb(token: "Token") -> bool:
    """Whether a participle after a verb tells more of the same: "will close, leaving 300 people without work"."""
    head = token.head
    participle = token.tag_ == "VBG" and token.i > head.i and is_verbal(head)
    if participle and listed(head, load_lexicon().reversing) and token.i <= head.i + 2:
        return False  # "held off attacking": the parser takes the complement for an adjunct
    return participle and token.dep_ == "advcl" and child(token, "mark", "advmod") is None


def _verb_above(preposition: "Token") -> "Token | None":
    """The verb that a prepositional phrase is an adjunct of."""
    token = preposition.head
    while token.pos_ in {"ADV", "ADP", "SCONJ"} and token.head != token:
        token = token.head
    return token if is_verbal(token) and token != preposition else None


def _charged(preposition: "Token") -> "Token":
    """The token whose head governs what a preposition brings in: of "acquitted Ana of spying" the verb, not "Ana".

    The parser hangs the phrase on the verb or on its object as it happens.
    """
    noun = preposition.head
    if noun.dep_ in {"dobj", "nsubjpass", "nsubj", "pobj"} and child(preposition, "pcomp"):
        verb = noun.head
        if (
            verb.i < noun.i
            and is_verbal(verb)
            and not is_content_noun(noun)
            and gerund_controller(preposition, verb) == "object"
        ):
            return noun
    return preposition


def is_content_noun(noun: "Token") -> bool:
    """Whether a noun has a content of its own: "charges of bribery", "a plan to leave"."""
    lexicon = load_lexicon()
    tables = (lexicon.reversing, lexicon.transparent, lexicon.charging, *lexicon.modality.values())
    return noun.pos_ == "NOUN" and any(noun.lemma_.lower() in table.get("nouns", frozenset()) for table in tables)


def _is_in_scope(token: "Token", head: "Token") -> bool:
    """Whether a token's relation to its head puts it in the head's scope."""
    lexicon = load_lexicon()
    if _begins_quotation(token, head):
        return False
    if token.dep_ == "acl":
        if head.lower_ == "order" and head.dep_ == "pobj" and head.head.lower_ == "in":
            return False  # "in order to" tells a purpose, and gives no order
        return token.tag_ not in {"VBN", "VBD"} or is_finite(token) or bool(child(token, "aux", "auxpass"))
    if token.dep_ == "relcl":  # "the claim that Spain attacked": the parser takes the content for a relative clause
        if _is_in_imagined(token, head):
            return True
        if is_infinitive(token):  # "the first woman to lead"
            return not any(is_relative_pronoun(word) for word in token.subtree)
        subject = child(token, "nsubj", "nsubjpass")
        own = subject is not None and subject.lower_ != "that" and token.doc[head.i + 1].lower_ == "that"
        tells = head.lemma_.lower() in load_cues().nouns["that"] or is_content_noun(head)
        return child(token, "mark") is not None or (own and tells)
    if token.dep_ == "ccomp" and token.i < head.i and _stands_beside(token, head):
        return False
    if token.dep_ == "compound":
        return head.pos_ in {"NOUN", "PROPN"}
    if token.dep_ == "nsubj":
        return token.pos_ in {"NOUN", "PROPN"} and head.lemma_ in lexicon.scope["occurrence"]
    if token.dep_ == "csubj":
        return head.lemma_ == "be"
    if token.dep_ == "conj":
        return child(token, *SUBJECTS) is None
    if token.dep_ == "advcl":
        near = token.tag_ == "VBG" and head.i < token.i <= head.i + 2 and child(token, "mark", "advmod") is None
        return head.pos_ == "ADJ" or is_asked(token) or (near and listed(head, lexicon.reversing))
    if token.dep_ == "prep" and token.lower_ in lexicon.scope["selected"]:
        return _selects(head, token)
    return token.dep_ in _COMPLEMENTS or token.dep_ == "prep"


def first_conjunct(verb: "Token") -> "Token":
    """The first of the verbs that a verb is coordinated with."""
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    return verb


def _is_in_imagined(clause: "Token", noun: "Token") -> bool:
    """Whether a clause tells what happens in something imagined: "a scenario in which the ship sinks"."""
    if noun.lemma_.lower() not in load_lexicon().modality["hypothetical"]["nouns"]:
        return False
    first = next((token for token in clause.subtree if token.is_alpha), clause)
    return first.lower_ == "where" or (first.lower_ in {"in", "by", "under"} and first.nbor().lower_ == "which")


def _stands_beside(clause: "Token", head: "Token") -> bool:
    """Whether a clause before its head is one beside it: "Ann was charged; Bob was not", "it grew; they will stay"."""
    if child(clause, *SUBJECTS) is None:
        return False
    if head.lemma_ == "be":
        return True
    speaks = head.lemma_ in load_cues().verbs["clause"] or head.lemma_ in load_cues().verbs["quote"]
    between = (mark.text for mark in clause.doc[clause.i : head.i] if mark.head in {clause, head})
    return not {";", "…", "]"}.isdisjoint(between) or (not speaks and child(head, "nsubj", "nsubjpass") is not None)


def _begins_quotation(token: "Token", head: "Token") -> bool:
    """Whether a head behind its dependent is in a quotation that the dependent introduces: "Lee wrote, “We hope …”"."""
    return any(
        mark.text in {'"', "“"} and mark.i > 0 and mark.nbor(-1).text in {",", ":"}
        for mark in token.doc.tokens[token.i + 1 : head.i]
    )


def is_asked(verb: "Token") -> bool:
    """Whether an infinitive that the parser takes for a purpose is what is asked: "called for the army to leave"."""
    if not is_infinitive(verb):
        return False
    lexicon, head = load_lexicon(), verb.head
    has_own_subject = child(verb, "nsubj", "nsubjpass") is not None
    moved = head.lemma_.lower() in word_lists("control")["object_control"]
    tables = (lexicon.reversing, lexicon.causing, lexicon.modality["demanded"], lexicon.modality["planned"])
    return (has_own_subject or moved) and any(listed(head, table) for table in tables)


def _selects(head: "Token", preposition: "Token") -> bool:
    """Whether a word takes a complement with a preposition that brings in adjuncts of other words."""
    lexicon = load_lexicon()
    if child(preposition, "pcomp") is not None:
        return not is_verbal(head) or preposition.lower_ in {"for", "with", "on", "in", "at", "over"}
    tables = (lexicon.charging, lexicon.reversing, *lexicon.modality.values())
    return preposition.lower_ in {"for", "on"} or any(listed(head, table, preposition) for table in tables)


def last_words(token: "Token", count: int) -> tuple[str, ...]:
    """So many words of the text up to and with a token, in lower case."""
    return tuple([word.lower_ for word in token.doc.tokens[max(0, token.i + 1 - count) : token.i + 1]])


def is_negative_preposition(preposition: "Token") -> bool:
    """Whether a preposition denies what it governs: "without", "instead of"."""
    doc = preposition.doc
    following = doc[preposition.i + 1].lower_ if preposition.i + 1 < len(doc) else ""
    phrases = {" ".join(last_words(preposition, count)) for count in (1, 2, 3)}
    return bool((phrases | {f"{preposition.lower_} {following}"}) & load_lexicon().negation["prepositions"])
