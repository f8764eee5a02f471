"""Subject, relation, object and every further argument: each clause once, whole, in the words of the text.

The form is that of n-ary open information extraction (CaRB, Bhardwaj et al., EMNLP 2019): what a clause says of its
subject is one triple with arguments. What is not known to be said is left out: clauses
without a subject, questions, purposes.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Clause, FurtherArgument, Phrase, Triple
from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.base.lexicon import word_lists
from newsgraph.extraction.base.syntax import child, children, conjuncts, is_relative_pronoun, is_verbal
from newsgraph.extraction.clauses.factuality import factuality
from newsgraph.extraction.clauses.scope import load_lexicon
from newsgraph.extraction.statements.arguments import (
    clause_object,
    further_arguments,
    prepositional,
    prepositions_of,
    there_prepositions,
    without,
)
from newsgraph.extraction.statements.nominal_triples import event_triples, role_triples
from newsgraph.extraction.statements.phrases import is_nobody, phrase, separate, whole
from newsgraph.extraction.statements.relations import Relation, is_asserted, is_lent, relation
from newsgraph.record import Polarity

_FEW = 2  # words that a phrase for the rest of some has
_FEWEST_WORDS = 6  # of a sentence whose language can be told

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Span, Token


def find_triples(doc: "Doc", clauses: Sequence[Clause], of: Container[int] | None = None) -> list[Triple]:
    """The triples that the clauses and roles of a text state, with polarity and modality of the clause.

    Args:
        doc: the parsed text.
        clauses: its clauses.
        of: where the predicates stand whose triples are asked for; by default all of them.
    """
    by_verb = {clause.predicate.i: clause for clause in clauses if clause.kind != "noun"}
    asked = [clause for clause in clauses if of is None or clause.predicate.i in of]
    verbs = [clause for clause in asked if clause.kind != "noun"]
    sentences = {one.start: one for one in (clause.predicate.sent for clause in verbs)}
    silent = {start for start, one in sentences.items() if _is_question(one) or _is_foreign(one)}
    telling = [clause for clause in verbs if clause.predicate.sent.start not in silent]
    found = [triple for clause in telling for triple in _of_clause(clause, by_verb)]
    found += [triple for clause in asked if clause.kind == "noun" for triple in event_triples(clause)]
    return [*found, *(triple for triple in role_triples(doc) if of is None or triple.predicate.i in of)]


def _of_clause(clause: Clause, clauses: Mapping[int, Clause]) -> Iterator[Triple]:
    verb = clause.predicate
    if is_lent(clause, clauses) or any(test(clause) for test in _UNTOLD):
        return
    subjects = list(_subjects(clause))
    if not subjects:
        return
    found = factuality(clause)
    actual = found.polarity == "affirmed" and found.modality == "actual"
    if not is_asserted(clause, clauses, actual=actual) or (actual and _is_alternative(verb)):
        return
    told, further = relation(clause, clauses), further_arguments(clause)
    objects = list(_objects(clause, told))
    for subject in subjects:
        for object_, words, label in objects:
            taken = [*subject.tokens, *words, *(object_.tokens if object_ else [])]
            if object_ and {*subject.tokens} & {*object_.tokens}:
                continue
            if any(_asks(one) or _is_cut(one) for one in (subject, object_) if one is not None):
                continue
            arguments = without(further, taken)
            if object_ is None and _lacks_predicate(clause, words, arguments):
                continue
            if object_ is None and not arguments and not _says_enough(clause, label, subject):
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
                arguments=arguments,
                polarity=_polarity(clause, found.polarity, object_),
                modality=found.modality,
            )


def _is_alternative(verb: "Token") -> bool:
    """Whether only one of several is said to be so: "pleaded guilty, fled or were convicted"."""
    first = verb
    while first.dep_ == "conj" and is_verbal(first.head):
        first = first.head
    row = sorted((one for one in conjuncts(first) if is_verbal(one)), key=lambda one: one.i)
    links = [link for one in row for link in children(one, "cc")]
    group: list[Token] = []
    either = False
    for one in row:
        between = {link.lower_ for link in links if group and group[-1].i < link.i < one.i}
        if between - {"or"}:  # "closed two plants and sold or leased the third": the first is so
            if verb in group:
                break
            group, either = [], False
        else:
            either = either or bool(between)
        group.append(one)
    return either and verb in group


def _polarity(clause: Clause, found: Polarity, object_: Phrase | None) -> Polarity:
    """The polarity of a copula's statement: an adjective that is its object says by itself what is not so.

    Of "he is innocent" it is denied that he did it, and stated that he is innocent.
    """
    complement = child(clause.predicate, "acomp") if clause.kind == "copula" else None
    if complement is None or object_ is None or complement not in object_.tokens:
        return found
    if complement.lower_ == "wrong" or complement.lower_ not in load_lexicon().reversing["adjectives"]:
        return found
    return "affirmed" if found == "negated" else "negated"


def _is_question(sentence: "Span") -> bool:
    """Whether a sentence ends in a question mark."""
    words = (token.text for token in reversed(sentence.doc.tokens[sentence.start : sentence.end]) if not token.is_space)
    return next((word for word in words if word not in "”’\"'"), "") == "?"


def _is_indirect_question(clause: Clause) -> bool:
    """Whether a clause is what somebody asks or knows: "knows who paid"."""
    verb = clause.predicate
    asks = any(token.tag_ in {"WDT", "WP", "WP$", "WRB"} for token in verb.children if token.i < verb.i)
    return asks and verb.dep_ in {"ccomp", "pcomp"}


def _is_foreign(sentence: "Span") -> bool:
    """Whether a sentence is in another language: in another script, or with accents and no word like "the"."""
    if sentence.text.isascii():
        return False
    letters = "".join(filter(str.isalpha, sentence.text))
    if letters.isascii():
        return False
    if sum(letter > "\u024f" for letter in letters) * 3 > len(letters):
        return True
    words = [token for token in sentence if token.is_alpha]
    return len(words) >= _FEWEST_WORDS and sum(word.is_stop for word in words) * 8 < len(words)


def _asks(one: Phrase) -> bool:
    """Whether a phrase leaves open what it is of: an indirect question ("which part"), a rest ("the others")."""
    words = [token.lower_ for token in one.tokens if token.tag_ != "DT" and not token.is_punct]
    elliptical = len(words) <= _FEW and all(word in word_lists("relations")["elliptical"] for word in words)
    return one.tokens[0].tag_ in {"WDT", "WP", "WP$", "WRB"} or (elliptical and not is_nobody(one))


def _is_cut(one: Phrase) -> bool:
    """Whether a phrase ends before its noun, as of "2014's Why? album", or is what a relative pronoun belongs to."""
    first, last = one.tokens[0], one.tokens[-1]
    unnamed = last.ent_type_ not in {"FAC", "GPE", "LOC", "ORG", "PERSON"}  # "St Margaret's"
    return (last.dep_ == "case" and unnamed) or (
        first.pos_ == "ADP" and any(token.tag_ == "WDT" for token in one.tokens[:3])
    )


def _subjects(clause: Clause) -> Iterator[Phrase]:
    verb = clause.predicate
    if _is_existential(verb):
        there = [one for one in clause.complements if not is_verbal(one)] or clause.objects
        yield from separate(there[:1], verb, without=there_prepositions(verb))
        return
    modifying = [verb] if verb.dep_ in {"relcl", "acl"} else []
    heads = [one for one in clause.subjects if not is_relative_pronoun(one) and one.dep_ != "expl"]
    if modifying and verb.head in heads and not _tells_of(verb):
        return
    yield from separate(heads, verb, without=modifying)
    if not heads and (clausal := child(verb, "csubj", "csubjpass")) is not None:
        yield Phrase(whole(clausal.subtree))


def _only_chooses(clause: Clause) -> bool:
    """Whether a relative clause that is not set off only tells which of many are meant.

    "Areas where fishing was prohibited", "the only thing they want"; but "the school where they met" is one.
    """
    verb = clause.predicate
    if verb.dep_ != "relcl" or verb.doc[verb.left_edge.i - 1].text in {",", "–", "—", "("}:
        return False
    noun = verb.head
    if any(one.lower_ == "where" for one in children(verb, "advmod")):
        return noun.pos_ != "PROPN" and not any(one.lower_ == "the" for one in noun.lefts)
    return noun in clause.objects and any(_chooses(word) for word in [*noun.lefts, noun])


def _chooses(word: "Token") -> bool:
    named = word.pos_ == "PROPN" and word.ent_type_ != ""  # "the Second Circuit Court"
    return not named and (word.lower_ in word_lists("relations")["choosing"] or word.tag_ in {"JJS", "RBS"})


def _tells_of(verb: "Token") -> bool:
    """Whether a clause that modifies a noun says something of it, rather than which of many are meant.

    "the man who attacked her" attacked her; "no one who", "anything that", "companies that pollute" choose. Of a noun
    within another's phrase ("a trip to Rome, which was cancelled") it is not known which one is meant.
    """
    noun = verb.head
    if any(_chooses(word) for word in [*noun.lefts, noun]):
        return False
    set_off = verb.left_edge.i > 0 and verb.doc[verb.left_edge.i - 1].text in {",", "–", "—", "("}
    if verb.dep_ == "acl" and not (set_off and noun.pos_ == "PROPN"):
        return False
    if any(is_relative_pronoun(one) for inner in children(verb, "prep") for one in children(inner, "pobj")):
        return False  # "a deal in which"
    who = any(token.lower_ == "who" for token in children(verb, "nsubj", "nsubjpass"))
    known = noun.pos_ == "PROPN" or any(token.lower_ in {"the", "his", "her", "its", "their"} for token in noun.lefts)
    if not set_off and not (known and who) and not _happened(verb):
        return False
    within = noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ in {"NOUN", "PROPN"}
    acts = noun.ent_type_ == "ORG" and child(verb, "dobj") is not None  # "to the Court of Appeals, which issued a stay"
    return not within or acts or (who and noun.ent_type_ == "PERSON")


def _happened(verb: "Token") -> bool:
    """Whether a relative clause tells what one thing did that is there: "saw an attack that halved the output"."""
    noun = verb.head
    finite = next((one for one in (*children(verb, "aux", "auxpass"), verb) if one.tag_ != "VB"), verb)
    one = noun.tag_ == "NN" and any(token.lower_ in {"a", "an", "the"} for token in noun.lefts)
    above = next((token for token in noun.ancestors if is_verbal(token)), None)
    if finite.tag_ != "VBD" or not one or above is None or child(verb, "neg") is not None:
        return False
    found = factuality(Clause(above, "copula" if above.lemma_ == "be" else "verb"))
    return (found.polarity, found.modality) == ("affirmed", "actual")


def _follows_from_all(clause: Clause) -> bool:
    """Whether a participle tells what the whole sentence leads to: "…, allowing the court to act"."""
    verb = clause.predicate
    return (
        verb.dep_ == "advcl"
        and verb.tag_ == "VBG"
        and not any(children(verb, "nsubj", "mark"))
        and verb.lemma_.lower() in word_lists("relations")["resulting"]
        and (verb.lemma_ != "make" or child(verb, "ccomp", "xcomp", "oprd") is not None)  # "making landfall in Cuba"
    )


def _is_predicative(clause: Clause) -> bool:
    """Whether a participle is what "be" says of its subject, which is a statement of its own: "is set and paid for"."""
    verb = clause.predicate
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ == "acomp" and verb.head.lemma_ == "be"


def _only_addresses(clause: Clause) -> bool:
    """Whether a participle only tells to whom or where something is said: "speaking to the BBC, Ann Lee said"."""
    verb = clause.predicate
    above = verb.head.head if verb.dep_ == "acl" else verb.head
    speaks = verb.lemma_ in word_lists("relations")["speaking"] and verb.tag_ == "VBG"
    return speaks and verb.dep_ in {"acl", "advcl"} and above.lemma_ in load_cues().verbs["quote"]


# What no statement is read from.
_UNTOLD = (_is_indirect_question, _follows_from_all, _only_addresses, _only_chooses, _is_predicative)


def _objects(clause: Clause, told: Relation) -> "Iterator[tuple[Phrase | None, list[Token], str]]":
    """Each object with the words and label of the relation to it; one without an object where there is none."""
    verb = clause.predicate
    modifying = [verb] if verb.dep_ in {"relcl", "acl"} else []
    heads = _object_heads(clause, told)
    if heads:
        whole_ones = [phrase(heads[0], modifying)] if clause.kind == "copula" else separate(heads, verb, modifying)
        for object_ in whole_ones:
            yield object_, told.words, told.label
        return
    first = _first_phrase(clause, told)
    addressed = first is not None and f"{verb.lemma_.lower()} {first.preposition[0].lower_}" in _addressing()
    content = clause_object(clause) if not addressed else None
    if content is not None and content not in told.words:
        yield Phrase(whole(content.subtree)), told.words, told.label
    elif first is not None:
        words = sorted({*told.words, *first.preposition}, key=lambda token: token.i)
        label = " ".join([told.label, *(token.lower_ for token in first.preposition)])
        yield first.phrase, words, label
    else:
        yield None, told.words, told.label


def _object_heads(clause: Clause, told: Relation) -> "list[Token]":
    """The objects of a verb, or what a copula says of its subject."""
    verb = clause.predicate
    if _is_existential(verb):
        return []
    heads = [one for one in clause.objects if one != told.noun]
    if not heads and not (clause.passive and clause.kind != "copula"):
        heads = [one for one in clause.complements if not is_verbal(one) or one.dep_ in {"acomp", "attr"}]
    if not heads and clause.kind == "copula":
        heads = [one for one in children(verb, "advmod", "npadvmod") if one.i > verb.i and one not in told.words][:1]
    return [one for one in heads if not is_relative_pronoun(one) and one not in told.words]


def _says_enough(clause: Clause, label: str, subject: Phrase) -> bool:
    """Whether a verb without object or argument tells something: "the dam burst", but not "the pilots tried"."""
    verb = clause.predicate
    if verb.sent[-1].text == ":" or (_only_dates(verb) and not clause.passive):
        return False
    if _is_existential(verb):
        return _tells_where(subject)
    return clause.passive or label in word_lists("relations")["complete"]


def _lacks_predicate(clause: Clause, words: "Sequence[Token]", arguments: Sequence[FurtherArgument]) -> bool:
    """Whether what is said is left out or lost: "the hardest part was, he said, …", "the Senate did not"."""
    verb = clause.predicate
    if clause.kind != "copula" or _is_existential(verb):
        return verb.lemma_ == "do" and not clause.passive
    told = {token.i for one in arguments for token in [*one.preposition, *one.phrase.tokens]}
    return max(token.i for token in words) + 1 not in told


def _only_dates(verb: "Token") -> bool:
    """Whether a clause without object or argument tells when another was: "fled when the police arrived"."""
    marks = {token.lower_ for token in children(verb, "mark", "advmod") if token.i < verb.i}
    return verb.dep_ == "advcl" and bool(marks & word_lists("argument_roles")["time"])


def _tells_where(subject: Phrase) -> bool:
    """Whether a phrase has a name, a date or a number in it: "two explosions in Kabul"."""
    return any(token.ent_type_ or token.like_num for token in subject.tokens)


def _is_existential(verb: "Token") -> bool:
    return child(verb, "expl") is not None and verb.lemma_ in {"be", "exist", "remain", "come"}


def _addressing() -> frozenset[str]:
    return word_lists("relations")["addressing"]


def _is_beside(preposition: "Token") -> bool:
    """Whether a phrase is a clause without a finite verb: "with some estimates ranging from 45%"."""
    participles = (one for one in preposition.subtree if one.dep_ == "acl" and one.tag_ == "VBG")
    return preposition.lower_ == "with" and any(participles)


def _first_phrase(clause: Clause, told: Relation) -> FurtherArgument | None:
    """The phrase that completes a verb without object: its agent, or what stands right behind it."""
    verb = clause.predicate
    behind = [one for one in prepositions_of(clause) if one.i > verb.i]
    agents = [one for one in behind if one.dep_ == "agent" or (clause.passive and one.lower_ == "by")]
    last = max(token.i for token in told.words)
    next_to = [one for one in behind if one.i == last + 1 and not _is_beside(one)]
    for preposition in [*agents, *next_to]:
        found = prepositional(clause, preposition)
        if found is None or is_verbal(found.phrase.tokens[0]):
            continue
        if preposition in agents or found.role not in {"time", "manner", "cause"}:
            return found
    return None
