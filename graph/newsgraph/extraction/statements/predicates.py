"""Verbs as the beginnings of relations: with their auxiliaries, and with the verbs that govern them.

"was designed to appear" is one relation of the show, "accused Dow Jones of using" one of who accused. The forms are
those of the BenchIE guideline (Gashteovski et al., ACL 2022): every argument makes a triple that is true on its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Clause
from newsgraph.extraction.base.lexicon import word_lists
from newsgraph.extraction.base.syntax import child, children, is_finite, is_infinitive, is_verbal
from newsgraph.extraction.statements.noun_phrases import NONE, OF, noun_phrase, noun_phrases

if TYPE_CHECKING:
    from spacy.tokens import Token

_GROUP = {"aux", "auxpass", "neg", "prt"}
_DENYING_ADVERBS = {"longer", "never", "neither"}
_MAX_GOVERNORS = 3
_FAR_PARTICLE = 4  # words from its verb at which a particle belongs to something else


@dataclass(slots=True)
class Relation:
    """A subject and the words of a relation as far as a verb, whose arguments complete it.

    The clause is the one that its label speaks of.
    """

    clause: Clause
    subject: "Token"
    words: "list[Token]"
    label: str
    governors: int = 0  # how many verbs above the clause's own are part of it
    lead: str = ""  # what its label takes from them: "ask to" of "asked Oslo to send"
    participle: bool = False  # whether it goes on through a participle: "announced a policy based on"


@dataclass(slots=True)
class Predicates:
    """The relations that the verbs of a text begin."""

    clauses: Iterable[Clause]
    _by_verb: dict[int, Clause] = field(init=False)
    _relations: dict[int, list[Relation]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_verb = {clause.predicate.i: clause for clause in self.clauses if clause.kind != "noun"}

    def relations(self, clause: Clause) -> list[Relation]:
        """One relation for each subject of the clause, and one for each subject of a verb that governs it."""
        verb = clause.predicate
        if verb.i not in self._relations:
            self._relations[verb.i] = []  # a parse is a tree, yet conjuncts may send us round
            governed = self._governed(clause)
            there = child(verb, "expl") if verb.lemma_ == "be" else None
            subjects = clause.subjects or ([there] if there is not None else [])
            own = [Relation(clause, subject, _own_words(verb), _label(verb, clause)) for subject in subjects]
            above = {relation.subject.i for relation in governed}
            if _belongs_to_governor(verb):
                own = [relation for relation in own if relation.subject.i not in above or _is_fact(verb)]
                own = own if verb.dep_ not in {"acl", "relcl"} else []
            self._relations[verb.i] = own + governed
        return self._relations[verb.i]

    def _governed(self, clause: Clause) -> list[Relation]:
        """Relations that begin at a governing verb: "helped to raise", "accused Dow Jones of using"."""
        verb, head = clause.predicate, clause.predicate.head
        if verb.dep_ == "conj":
            return self._like_first_conjunct(clause)
        if verb.dep_ in {"xcomp", "ccomp"} and not is_finite(verb):
            return self._below_verb(clause)
        if verb.dep_ == "advcl" and is_infinitive(verb) and head.i in self._by_verb and head.i < verb.i:
            marks = [token for token in verb.children if token.dep_ == "mark"]
            return self._below(clause, head, [[*core, *marks] for core in cores(self._by_verb[head.i])])
        if verb.dep_ == "pcomp" and head.dep_ == "prep":
            return self._below_preposition(clause, head)
        infinitive = verb.dep_ == "relcl" and is_infinitive(verb)
        if (verb.dep_ == "acl" or infinitive) and head.dep_ in {"dobj", "attr"}:
            return self._below(clause, head.head, noun_phrases(head, OF))
        return []

    def _below_verb(self, clause: Clause) -> list[Relation]:
        verb, head = clause.predicate, clause.predicate.head
        adjectives: list[Token] = []
        while head.i not in self._by_verb and head.dep_ in {"acomp", "attr", "xcomp", "oprd", "conj"}:
            adjectives = noun_phrases(head, NONE)[0] + adjectives
            head = head.head
        if head.i not in self._by_verb:
            return []
        governing = self._by_verb[head.i]
        if verb.dep_ == "ccomp":
            between = [words for subject in clause.subjects for words in noun_phrases(subject, OF)]
            return self._below(clause, head, between) if between else []
        objects = [one for one in [*governing.objects, *governing.datives] if head.i < one.i < verb.i]
        between = [words for one in objects for words in noun_phrases(one, OF)]
        return self._below(clause, head, between or [adjectives])

    def _below_preposition(self, clause: Clause, preposition: "Token") -> list[Relation]:
        subject = child(clause.predicate, "nsubj", "nsubjpass")
        after = [preposition, *(noun_phrase(subject, OF) if subject else [])]  # "with rebels holding the port"
        head = preposition.head
        while head.dep_ == "prep" or (head.pos_ == "ADP" and head.dep_ == "conj"):
            head = head.head
        if head.i in self._by_verb and head.i < preposition.i:
            before = cores(self._by_verb[head.i], preposition)
            return self._below(clause, head, [[*core, *after] for core in before])
        if head.dep_ in {"dobj", "attr"}:
            return self._below(clause, head.head, [[*words, *after] for words in noun_phrases(head, NONE)])
        return []

    def _below(self, clause: Clause, head: "Token", between: "list[list[Token]]") -> list[Relation]:
        if head.i not in self._by_verb:
            return []
        verb = clause.predicate
        through_participle = verb.dep_ == "acl" and not is_infinitive(verb)
        found = []
        for relation in self.relations(self._by_verb[head.i]):
            for words in between:
                whole = [*relation.words, *words, *verb_group(verb)]
                if (
                    relation.governors < (1 if through_participle else _MAX_GOVERNORS)
                    and in_order(whole)
                    and relation.subject not in whole
                ):
                    found.append(_governed_relation(relation, clause, whole))
        return found

    def _like_first_conjunct(self, clause: Clause) -> list[Relation]:
        verb, first = clause.predicate, clause.predicate.head
        if first.i not in self._by_verb or child(verb, "nsubj", "nsubjpass"):
            return []
        replaced = {token for token in verb_group(first) if token.tag_ != "TO"}
        own = [token for token in verb_group(verb) if token.tag_ != "TO"]
        found = []
        for relation in self.relations(self._by_verb[first.i]):
            whole = [*(token for token in relation.words if token not in replaced), *own]
            if relation.governors and in_order(whole):
                label = f"{relation.lead} {_label(verb, clause)}".strip()
                spoken_of = relation.clause if relation.lead else clause
                found.append(Relation(spoken_of, relation.subject, whole, label, relation.governors, relation.lead))
        return found


def cores(clause: Clause, before: "Token | None" = None) -> "list[list[Token]]":
    """What stands between the verb and its adjuncts: each object or predicative, or nothing."""
    verb = clause.predicate
    heads = [*clause.objects, *(one for one in clause.complements if not is_verbal(one))]
    inside = [one for one in heads if one.i > verb.i and (before is None or one.i < before.i)]
    addressees = [words for one in clause.datives if one.head == verb and one.i > verb.i for words in noun_phrases(one)]
    lead = addressees[0] if addressees else []
    return [[*lead, *words] for one in inside for words in noun_phrases(one, OF)] or [lead]


def verb_group(verb: "Token") -> "list[Token]":
    """A verb with its auxiliaries, particle and negation, in the order of the text; shared auxiliaries included."""
    words = [verb]
    for dependent in verb.children:
        if dependent.dep_ in _GROUP and dependent.i - verb.i <= _FAR_PARTICLE:
            words.append(dependent)
        elif dependent.dep_ == "advmod" and dependent.lower_ in _DENYING_ADVERBS and dependent.i < verb.i:
            words += dependent.subtree
    if verb.dep_ == "conj" and is_verbal(verb.head) and not child(verb, "aux", "auxpass", "nsubj", "nsubjpass"):
        words += _shared_auxiliaries(verb)
    return sorted(set(words), key=lambda token: token.i)


def _shared_auxiliaries(verb: "Token") -> "list[Token]":
    first = verb.head
    group = verb_group(first)
    auxiliaries = [token for token in group if token.dep_ in {"aux", "auxpass"} and token.tag_ != "TO"]
    if any(token.lemma_ == "do" for token in auxiliaries):  # "does not stop and prepare": neither
        auxiliaries += [token for token in group if token.dep_ == "neg"]
    passive = any(token.dep_ == "auxpass" for token in auxiliaries)
    regular = verb.lower_.endswith("ed")  # the tagger takes participles for past tenses
    alike = verb.tag_ == first.tag_ or (passive and regular and {verb.tag_, first.tag_} == {"VBN", "VBD"})
    if passive and child(verb, "dobj", "xcomp"):
        return []
    return auxiliaries if alike and (verb.tag_ != "VBD" or passive) else []


def in_order(words: "list[Token]") -> bool:
    """Whether words stand in the order of the text."""
    return all(one.i < other.i for one, other in pairwise(words))


def _own_words(verb: "Token") -> "list[Token]":
    return [token for token in verb_group(verb) if token.tag_ != "TO"]


def _belongs_to_governor(verb: "Token") -> bool:
    """Whether what a verb says is said by its governor's relation: infinitives and gerunds below a verb or noun."""
    if child(verb, "nsubj", "nsubjpass"):
        return False
    if verb.dep_ == "conj" and is_verbal(verb.head) and not child(verb, "aux", "auxpass"):
        return verb.tag_ in {"VB", "VBG"} and _belongs_to_governor(verb.head)
    return verb.dep_ in {"xcomp", "pcomp"} or (verb.dep_ in {"acl", "relcl", "advcl"} and is_infinitive(verb))


def _is_fact(verb: "Token") -> bool:
    """Whether a gerund after a preposition tells what was done: "died after giving a speech"."""
    return verb.dep_ == "pcomp" and verb.head.lower_ in word_lists("relations")["factual"]


def _label(verb: "Token", clause: Clause) -> str:
    particle = [token.lower_ for token in children(verb, "prt")]
    word = verb.lower_ if clause.passive else verb.lemma_.lower()
    return " ".join((["be"] if clause.passive else []) + [word, *particle])


def _governed_relation(governor: Relation, clause: Clause, words: "list[Token]") -> Relation:
    """ "want to recruit" is recruiting, with a modality; "ask to evacuate" is what the asker does."""
    verb, own = clause.predicate, _label(clause.predicate, clause)
    same_subject = governor.subject in clause.subjects and not governor.clause.passive
    if same_subject and verb.head.lemma_ in word_lists("relations")["transparent"]:
        return Relation(clause, governor.subject, words, own, governor.governors + 1)
    link = {"pcomp": verb.head.lower_, "acl": verb.head.lemma_.lower()}.get(verb.dep_, "")
    if is_infinitive(verb):
        link = f"{link} to"
    elif verb.dep_ == "acl" and clause.passive:
        own = own.removeprefix("be ")
    lead = " ".join([governor.label, *link.split()])
    participle = governor.participle or (verb.dep_ == "acl" and not is_infinitive(verb))
    label = f"{lead} {own}"
    return Relation(governor.clause, governor.subject, words, label, governor.governors + 1, lead, participle)
