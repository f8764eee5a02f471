"""What a clause says beside its verb and subject: its object, and every further argument with its role."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Clause, FurtherArgument, Phrase
from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.base.lexicon import word_lists
from newsgraph.extraction.base.syntax import (
    children,
    conjuncts,
    is_finite,
    is_infinitive,
    is_relative_pronoun,
    is_verbal,
)
from newsgraph.extraction.statements.phrases import is_time_beside, phrase, whole
from newsgraph.record import ArgumentRole

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

_TIME = {"DATE", "TIME"}
_PLACES = {"GPE", "LOC", "FAC"}
_LINKING = {"ADP", "PART", "SCONJ"}
_BEFORE = {"pcomp", "prep", "advmod"}
_PEOPLE = {"PERSON", "ORG", "NORP"}


def further_arguments(clause: Clause) -> list[FurtherArgument]:
    """Whatever may be an argument of a clause of a verb or a copula, in the order of the text."""
    found = [*_datives(clause), *_predicates_of_object(clause), *_prepositional(clause), *_adverbials(clause)]
    found += _clausal(clause)
    return sorted(found, key=lambda one: one.phrase.tokens[0].i)


def without(arguments: Iterable[FurtherArgument], taken: "Iterable[Token]") -> list[FurtherArgument]:
    """The arguments, no word in two of them, none with a word of subject, relation or object."""
    used, kept = {token.i for token in taken}, []
    for argument in arguments:
        words = {token.i for token in [*argument.preposition, *argument.phrase.tokens]}
        if not words & used:
            used |= words
            kept.append(argument)
    return kept


def _datives(clause: Clause) -> Iterator[FurtherArgument]:
    for dependent in children(clause.predicate, "dative"):
        if dependent.pos_ == "ADP":
            for one in children(dependent, "pobj"):
                yield FurtherArgument("recipient", [dependent], phrase(one))
        else:
            yield FurtherArgument("recipient", [], phrase(dependent))


def _predicates_of_object(clause: Clause) -> Iterator[FurtherArgument]:
    """What somebody is made or called: "elected her president"."""
    if clause.kind != "copula":
        for one in children(clause.predicate, "oprd", "attr", "acomp"):
            if clause.objects or clause.passive:
                yield FurtherArgument("other", [], phrase(one))


def prepositions_of(clause: Clause) -> "Sequence[Token]":
    """The prepositions that hang on a verb, and those that the parser hung on a date beside it."""
    if clause.prepositions is None:
        clause.prepositions = _find_prepositions(clause)
    return clause.prepositions


def _find_prepositions(clause: Clause) -> "list[Token]":
    verb = clause.predicate
    own = [one for one in verb.children if one.dep_ in {"prep", "agent"}]
    nested = [inner for one in own for inner in _hung_on_date(one)]
    times = [one for other in children(verb, "npadvmod") for one in _hung_on_date(other)]
    shared = [one for one in _shared(clause) if one not in own]
    beside = [one for noun in _nouns_of(verb) for one in children(noun, "prep") if is_time_beside(one)]
    beside += there_prepositions(verb)
    first = {one.i: one for one in [*own, *nested, *times, *shared, *beside]}
    found = {one.i: one for above in first.values() for one in _joined(above)}
    return [found[i] for i in sorted(found)]


def _joined(preposition: "Token") -> "list[Token]":
    """A preposition with those that "and" joins to it: "through the streets, then on the banks"."""
    further = [one for one in children(preposition, "conj") if one.pos_ in {"ADP", "SCONJ"}]
    own = any(children(preposition, "pobj", "pcomp"))
    return [*([preposition] if own or not further else []), *(inner for one in further for inner in _joined(one))]


def _is_all(preposition: "Token", words: Phrase) -> bool:
    """Whether a phrase tells all that its preposition begins, up to a comma: not "for years" of "for years on TV"."""
    last = words.tokens[-1]
    after = last.nbor() if last.i + 1 < len(last.doc) else last
    return after.is_punct or after not in preposition.subtree


def _joining(preposition: "Token") -> "list[Token]":
    """The words that join a phrase to the one before it: "and", "but not", "at and" of "at and near the scene"."""
    above = preposition.head
    if preposition.dep_ != "conj" or above.pos_ not in {"ADP", "SCONJ"}:
        return []
    if not any(children(above, "pobj", "pcomp")):
        return [*_joining(above), above, *(one for one in children(above, "cc") if one.i < preposition.i)]
    links = [one for one in children(above, "cc") if above.i < one.i < preposition.i]
    return [*links, *(one for one in preposition.lefts if one.dep_ in {"neg", "advmod", "cc"})]


def there_prepositions(verb: "Token") -> "list[Token]":
    """What says where and when "there" is something, which the parser hangs on the thing: "there are fish in it"."""
    if not any(children(verb, "expl")):
        return []
    beside = [one for noun in children(verb, "attr", "dobj", "nsubj") for one in children(noun, "prep")]
    return [one for one in beside if any(_is_where_or_when(one, noun) for noun in children(one, "pobj"))]


def _is_where_or_when(preposition: "Token", noun: "Token") -> bool:
    roles = word_lists("argument_roles")
    if preposition.lower_ not in roles["place"] and preposition.lower_ not in roles["time"]:
        return False
    concrete = noun.ent_type_ in _PLACES | _TIME or noun.lemma_.lower() in roles["locations"] or _is_time_word(noun)
    return concrete or preposition.lower_ not in {"on", "over", "under"}  # "limits on marriage"


def _nouns_of(verb: "Token") -> "Iterator[Token]":
    for noun in children(verb, "nsubj", "nsubjpass", "dobj"):
        yield noun
        yield from conjuncts(noun)[1:]


def _hung_on_date(token: "Token") -> "Iterator[Token]":
    """In "born on 31 October in Oslo" the place, which the parser hangs on the date."""
    for one in token.subtree:
        is_date = one.ent_type_ in _TIME and one.pos_ in {"PROPN", "NUM"}
        if is_date and not is_verbal(one):
            yield from (other for other in children(one, "prep") if not _continues_date(one, other))


def _continues_date(date: "Token", preposition: "Token") -> bool:
    return any(one.ent_type_ == date.ent_type_ for one in preposition.children)


def _shared(clause: Clause) -> "Iterator[Token]":
    """The prepositions of phrases that a clause shares with the verb it is coordinated with."""
    for preposition, _ in clause.obliques:
        top = preposition
        while top.head.dep_ == "prep" and top.dep_ in {"prep", "pcomp", "conj"}:
            top = top.head
        if top.head != clause.predicate and top.dep_ == "prep" and is_verbal(top.head):
            yield top


def _prepositional(clause: Clause) -> Iterator[FurtherArgument]:
    for preposition in prepositions_of(clause):
        found = prepositional(clause, preposition)
        if found is not None:
            yield found


def prepositional(clause: Clause, preposition: "Token") -> FurtherArgument | None:
    """The phrase that a preposition begins, with the part that it plays; none for what says nothing of the event."""
    lists = word_lists("relations")
    links = _links(preposition)
    inner = links[-1]
    heads = [one for one in children(inner, "pobj", "pcomp", "amod", "acomp") if one not in links and one.i > inner.i]
    first = links[0].lower_
    if not heads or first in lists["exemplifying"]:
        return None
    head = heads[0]
    if first == "per" and head.ent_type_ in _PEOPLE and preposition.i and preposition.nbor(-1).text == ",":
        return None  # ", per the AP"
    if is_relative_pronoun(head):
        antecedent = _antecedent(clause.predicate)
        return FurtherArgument(_role(clause, first, antecedent[0]), links, antecedent[1]) if antecedent else None
    if any(is_relative_pronoun(one) for one in children(head, "det", "poss")):
        return None  # "at which point"
    bare = not any(children(head, "det", "amod", "poss", "compound", "prep", "relcl"))
    if head.lower_ in lists["connectives"] and bare:
        return None
    words = phrase(head)
    if len(heads) > 1:
        words = Phrase(whole(word for one in heads for word in phrase(one).tokens))
    told = " ".join(link.lower_ for link in links)
    if first == "from":  # "from 15 to 17 March"
        reach = [one for one in children(inner, "prep") if one.lower_ in {"to", "until", "till", "through"}]
        if any(one.i > head.i for one in reach):
            words = Phrase(whole([*words.tokens, *(word for one in reach for word in one.subtree if one.i > head.i)]))
    before = [one for one in _joining(preposition) if one not in links]
    if preposition.dep_ == "conj" and not _is_all(preposition, words):
        return None
    return FurtherArgument(_role(clause, told, head), [*before, *_measure(links[0]), *links], words)


def _measure(preposition: "Token") -> "list[Token]":
    """How far before, behind or after: "less than two weeks before"."""
    found = [one for one in children(preposition, "npadvmod") if one.right_edge.i + 1 == preposition.i]
    found = [one for one in found if any(word.like_num or word.lower_ in {"few", "several"} for word in one.lefts)]
    return [word for one in found for word in one.subtree]


def _antecedent(verb: "Token") -> "tuple[Token, Phrase] | None":
    """What the pronoun of a relative clause stands for, without that clause.

    None for a noun within another's phrase: of "a post on Twitter, in which" it is not known which one is meant.
    """
    top = verb
    while top.dep_ in {"conj", "xcomp", "ccomp", "advcl"} and top.head != top:
        top = top.head
    noun = top.head
    within = noun.dep_ == "pobj" and noun.head.head.pos_ in {"NOUN", "PROPN"}
    if top.dep_ != "relcl" or noun.pos_ not in {"NOUN", "PROPN"} or within:
        return None
    return noun, phrase(noun, without=[top])


def _links(preposition: "Token") -> "list[Token]":
    """All words of a complex preposition: "because of", "instead of", "out of"."""
    links = [preposition]
    while True:
        inner = [one for one in links[-1].children if one.dep_ in {"prep", "pcomp"} and one.pos_ in _LINKING]
        if any(children(links[-1], "pobj")) or not inner or inner[0].i != links[-1].i + 1:
            break
        links.append(inner[0])
    before = [one for one in preposition.children if one.i == preposition.i - 1 and one.dep_ in _BEFORE]  # "instead of"
    return [*before, *links]


def _role(clause: Clause, preposition: str, head: "Token") -> ArgumentRole:
    if head.ent_type_ in _TIME or _is_time_word(head):
        return "time"
    roles = word_lists("argument_roles")
    moves = clause.predicate.lemma_.lower() in roles["motion"]
    if is_verbal(head):
        return "purpose" if preposition == "for" else "time" if preposition in roles["time"] else "manner"
    if preposition == "to":
        personal = head.ent_type_ in _PEOPLE and not moves
        return "recipient" if personal or clause.predicate.lemma_.lower() in roles["giving"] else "goal"
    if preposition in {"into", "onto", "toward", "towards"} or (preposition == "for" and moves):
        return "goal"
    if preposition == "from":
        return "source"
    told_by_preposition: tuple[ArgumentRole, ...] = ("cause", "purpose", "instrument", "topic", "time", "manner")
    for role in told_by_preposition:
        if preposition in roles[role]:
            return role
    if preposition in roles["place"]:
        concrete = head.ent_type_ in _PLACES or preposition not in {"in", "on", "at", "under", "over"}
        return "place" if concrete or head.lemma_.lower() in roles["locations"] else "other"
    return "other"


def _is_time_word(head: "Token") -> bool:
    return head.lemma_.lower() in word_lists("argument_roles")["times"]


def _adverbials(clause: Clause) -> Iterator[FurtherArgument]:
    verb, adverbs = clause.predicate, word_lists("relations")["adverbs"]
    for dependent in verb.children:
        if dependent.dep_ == "npadvmod":
            time = dependent.ent_type_ in _TIME or _is_time_word(dependent)
            yield FurtherArgument("time" if time else "other", [], phrase(dependent))
        elif dependent.dep_ == "advmod" and not is_finite(dependent):
            manner = dependent.lower_.endswith("ly") and dependent.i > verb.i
            beside = 0 < dependent.left_edge.i - verb.i <= 1 and dependent.tag_ != "WRB"  # "moved in", "went higher"
            if dependent.lower_ in adverbs or manner or beside:
                role: ArgumentRole = "manner" if manner else _adverb_role(dependent)
                yield FurtherArgument(role, [], Phrase(whole(dependent.subtree), dependent))


def _adverb_role(adverb: "Token") -> ArgumentRole:
    if adverb.lower_ in word_lists("argument_roles")["place_adverbs"]:
        return "place"
    return "time" if adverb.lower_ in word_lists("relations")["adverbs"] else "other"


def _clausal(clause: Clause) -> Iterator[FurtherArgument]:
    """Clauses that say when, why, on what condition or what for; participles behind a comma speak for themselves."""
    verb = clause.predicate
    roles = word_lists("argument_roles")
    for dependent in children(verb, "xcomp", "ccomp"):
        if dependent.i > verb.i and is_verbal(dependent):
            yield FurtherArgument("topic" if is_finite(dependent) else "purpose", [], Phrase(whole(_own(dependent))))
    for dependent in children(verb, "advcl"):
        if not is_verbal(dependent) and not any(children(dependent, "mark", "advmod")):
            continue
        words = whole(dependent.subtree)
        mark = next((one for one in dependent.children if one.dep_ in {"mark", "advmod"} and one in words[:2]), None)
        if mark is None and is_infinitive(dependent):
            yield FurtherArgument("purpose", [], Phrase(words))
        elif mark is not None and (is_finite(dependent) or is_infinitive(dependent) or dependent.tag_ == "VBG"):
            told = mark.lower_
            role: ArgumentRole = "time" if told in roles["time"] else "cause" if told in roles["cause"] else "other"
            lead = [word for word in words if word.i <= mark.i]
            yield FurtherArgument(role, lead, Phrase([word for word in words if word.i > mark.i] or words))


def _own(verb: "Token") -> "Iterator[Token]":
    """The words of an infinitive without whoever does it, who is an argument by itself: "asked Oslo to help"."""
    subject = next(iter(children(verb, "nsubj", "nsubjpass")), None) if not is_finite(verb) else None
    return (word for word in verb.subtree if subject is None or word not in subject.subtree)


def clause_object(clause: Clause) -> "Token | None":
    """The clause that completes a verb as its object: what is known, shown, begun.

    A clause before the verb is its object only where the verb is one of saying or thinking: the parser hangs any
    sentence there that a semicolon joins.
    """
    verb = clause.predicate
    for one in clause.complements:
        if is_verbal(one) and one.dep_ in {"ccomp", "xcomp"} and one.head == verb and (one.i > verb.i or _speaks(verb)):
            return one
    return next((one for one in children(verb, "pcomp") if is_verbal(one)), None)


def _speaks(verb: "Token") -> bool:
    cues = load_cues()
    return verb.lemma_ in cues.verbs["clause"] or verb.lemma_ in cues.verbs["quote"]
