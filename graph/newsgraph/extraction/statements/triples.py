"""Subject, relation, object and every further argument: each clause once, whole, in the words of the text.

The form is that of n-ary open information extraction (CaRB, Bhardwaj et al., EMNLP 2019): what a clause says of its
subject is one triple with arguments. What is not known to be said is left out: clauses
without a subject, questions, purposes.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Clause, FurtherArgument, Phrase, Triple
from newsgraph.extraction.base.lexicon import word_lists
from newsgraph.extraction.base.syntax import child, children, is_relative_pronoun, is_verbal
from newsgraph.extraction.clauses.factuality import modality, polarity
from newsgraph.extraction.statements.arguments import clause_object, further_arguments, prepositional, prepositions_of
from newsgraph.extraction.statements.nominal_triples import role_triples
from newsgraph.extraction.statements.phrases import separate, whole
from newsgraph.extraction.statements.relations import Relation, is_asserted, is_lent, relation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def find_triples(doc: "Doc", clauses: Sequence[Clause]) -> list[Triple]:
    """The triples that the clauses and roles of a text state, with polarity and modality of the clause."""
    by_verb = {clause.predicate.i: clause for clause in clauses if clause.kind != "noun"}
    found = [triple for clause in by_verb.values() for triple in _of_clause(clause, by_verb)]
    return [*found, *role_triples(doc)]


def _of_clause(clause: Clause, clauses: Mapping[int, Clause]) -> Iterator[Triple]:
    verb = clause.predicate
    if is_lent(clause, clauses) or _is_asked(verb):
        return
    polar, modal = polarity(clause), modality(clause)
    if not is_asserted(clause, clauses, actual=polar == "affirmed" and modal == "actual"):
        return
    told = relation(clause, clauses)
    for subject in _subjects(clause):
        for object_, words, label in _objects(clause, told):
            taken = [*subject.tokens, *words, *(object_.tokens if object_ else [])]
            if object_ and {*subject.tokens} & {*object_.tokens}:
                continue
            relating = [word for word in words if word not in subject.tokens]
            if not relating:
                continue
            yield Triple(
                clause=clause,
                predicate=verb,
                subject=subject,
                relation=relating,
                label=label,
                object=object_,
                arguments=further_arguments(clause, taken),
                polarity=polar,
                modality=modal,
            )


def _is_asked(verb: "Token") -> bool:
    """Whether a clause is a question, or a part of one."""
    last = next(
        (token for token in reversed(list(verb.sent)) if not token.is_space and token.text not in "”’\"'"), verb
    )
    asks = any(token.tag_ in {"WDT", "WP", "WP$", "WRB"} for token in verb.children if token.i < verb.i)
    return last.text == "?" or (verb.dep_ in {"ccomp", "pcomp"} and asks)


def _subjects(clause: Clause) -> Iterator[Phrase]:
    verb = clause.predicate
    if child(verb, "expl") is not None and verb.lemma_ in {"be", "exist", "remain", "come"}:
        there = [one for one in clause.complements if not is_verbal(one)] or clause.objects
        yield from separate(there[:1], verb)
        return
    modifying = [verb] if verb.dep_ in {"relcl", "acl"} else []
    heads = [one for one in clause.subjects if not is_relative_pronoun(one) and one.dep_ != "expl"]
    if modifying and verb.head in heads and not _tells_of(verb):
        return
    yield from separate(heads, verb, without=modifying)
    if not heads and (clausal := child(verb, "csubj", "csubjpass")) is not None:
        yield Phrase(whole(clausal.subtree))


def _tells_of(verb: "Token") -> bool:
    """Whether a clause that modifies a noun says something of it, rather than which of many are meant.

    "the man who attacked her" attacked her; "no one who", "anything that", "companies that pollute" choose.
    """
    noun, lists = verb.head, word_lists("relations")
    words = [token.lower_ for token in noun.lefts] + [noun.lower_]
    if any(word in lists["choosing"] for word in words) or any(token.tag_ in {"JJS", "RBS"} for token in noun.lefts):
        return False
    set_off = verb.left_edge.i > 0 and verb.doc[verb.left_edge.i - 1].text in {",", "–", "—", "("}
    bare = noun.tag_ in {"NNS", "NN"} and not any(children(noun, "det", "poss", "nummod", "amod"))
    return set_off or not bare or verb.tag_ in {"VBD", "VBN"}


def _objects(clause: Clause, told: Relation) -> "Iterator[tuple[Phrase | None, list[Token], str]]":
    """Each object with the words and label of the relation to it; one without an object where there is none."""
    verb = clause.predicate
    modifying = [verb] if verb.dep_ in {"relcl", "acl"} else []
    heads = [one for one in clause.objects if one != told.noun]
    if child(verb, "expl") is not None and verb.lemma_ in {"be", "exist", "remain", "come"}:
        heads = []
    elif (clause.kind == "copula" and not heads) or (not heads and not clause.passive):
        heads = [one for one in clause.complements if not is_verbal(one)]
    heads = [one for one in heads if not is_relative_pronoun(one)]
    if heads:
        for object_ in separate(heads, verb, without=modifying):
            yield object_, told.words, told.label
        return
    first = _first_phrase(clause, told)
    addressed = first is not None and f"{verb.lemma_.lower()} {first.preposition[0].lower_}" in _addressing()
    content = clause_object(clause) if not addressed else None
    if content is not None and not _is_lent_below(content, told):
        yield Phrase(whole(content.subtree)), told.words, told.label
        return
    if first is not None:
        words = sorted({*told.words, *first.preposition}, key=lambda token: token.i)
        label = " ".join([told.label, *(token.lower_ for token in first.preposition)])
        yield first.phrase, words, label
        return
    yield None, told.words, told.label


def _addressing() -> frozenset[str]:
    return word_lists("relations")["addressing"]


def _is_lent_below(content: "Token", told: Relation) -> bool:
    return content in told.words


def _first_phrase(clause: Clause, told: Relation) -> FurtherArgument | None:
    """The phrase that completes a verb without object: its agent, or what stands right behind it."""
    verb = clause.predicate
    behind = [one for one in prepositions_of(clause) if one.i > verb.i]
    agents = [one for one in behind if one.dep_ == "agent" or (clause.passive and one.lower_ == "by")]
    last = max(token.i for token in told.words)
    next_to = [one for one in behind if one.i == last + 1]
    for preposition in [*agents, *next_to]:
        found = prepositional(clause, preposition)
        if found is None or is_verbal(found.phrase.tokens[0]):
            continue
        if preposition in agents or found.role not in {"time", "manner", "cause", "purpose"}:
            return found
    return None
