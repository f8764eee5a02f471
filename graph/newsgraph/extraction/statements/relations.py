"""The words of a relation: a verb with its auxiliaries, negation and adverbs, and the verbs that only lend it a sense.

"plans to build" is a building, planned; "refused to sign" a signing, negated: who reads the relation sees the whole,
and its label is that of the verb that carries the sense. "asked Oslo to send" are two clauses: an asking, and a sending
that is asked for.
"""

from typing import TYPE_CHECKING, NamedTuple

from newsgraph.extraction.base.annotations import Clause
from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.base.lexicon import word_lists
from newsgraph.extraction.base.syntax import child, children, is_finite, is_infinitive, is_passive, is_verbal
from newsgraph.extraction.clauses.negation import is_outstanding
from newsgraph.extraction.clauses.scope import listed, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsgraph.extraction.base.parsed import Token

_GROUP = {"aux", "auxpass", "neg", "prt"}
_FAR_PARTICLE = 4  # words from its verb at which a particle belongs to something else
_MOST_GOVERNORS = 3


class Relation(NamedTuple):
    """The words of a relation and its label; `noun` is the bare noun that is a part of it ("took place")."""

    words: "list[Token]"
    label: str
    noun: "Token | None"


def relation(clause: Clause, clauses: "Mapping[int, Clause]") -> Relation:
    """The relation of a verb's clause, without a preposition.

    Args:
        clause: the clause of a verb or a copula.
        clauses: all clauses of verbs, by the index of the verb.
    """
    verb = clause.predicate
    words = verb_group(verb)
    above = governing(clause, clauses)
    words += [word for one in above for word in verb_group(one)]
    infinitives = [verb, *above]
    if verb.dep_ == "conj" and above:
        infinitives.append(verb.head)  # "was forced to drink and sing"
    words += [word for one in infinitives for word in one.children if word.tag_ == "TO" and word.dep_ == "aux"]
    words += [word for one in infinitives if is_outstanding(one) for word in verb.doc[one.head.i + 1 : one.left_edge.i]]
    if verb.dep_ == "pcomp" and verb.head.lower_ in load_lexicon().negation["prepositions"]:
        words.append(verb.head)  # "without firing a shot"
    noun = _idiomatic_noun(clause)
    if noun is not None:
        words.append(noun)
    return Relation(sorted(set(words), key=lambda token: token.i), _label(clause, noun), noun)


def governing(clause: Clause, clauses: "Mapping[int, Clause]") -> "list[Token]":
    """The verbs and predicatives above a verb that lend it polarity, modality or phase, and share its subject."""
    found: list[Token] = []
    verb = clause.predicate
    while len(found) < _MOST_GOVERNORS * 2:
        head = verb.head
        if verb.dep_ == "conj" and is_verbal(head) and verb.tag_ == head.tag_ and not found:
            verb = head
            continue
        if verb.dep_ != "xcomp" or head == verb or not lends(head) or _only_has(head, verb):
            break
        host, between = head, [head]
        while host.i not in clauses and host.dep_ in {"acomp", "attr", "oprd", "conj"}:
            host = host.head
            between.append(host)
        outer = clauses.get(host.i)
        if outer is None or not set(clause.subjects) <= set(outer.subjects) or (outer.objects and not outer.passive):
            break
        found += between
        verb = host
    return found


def _only_has(head: "Token", verb: "Token") -> bool:
    """Whether "have" is no "have to" or "have yet to": "has until Friday to pay"."""
    between = verb.doc[head.i + 1 : verb.left_edge.i]
    return head.lemma_ == "have" and any(word.lower_ not in load_lexicon().negation["outstanding"] for word in between)


def lends(token: "Token") -> bool:
    """Whether a predicate only says how, whether or when what is below it happens: "begin", "fail", "plan", "able"."""
    lexicon, lists = load_lexicon(), word_lists("relations")
    if token.lemma_.lower() in lists["attempting"]:
        return False
    if token.lemma_.lower() in lists["transparent"] or (is_passive(token) and listed(token, lexicon.causing)):
        return True  # "was forced to resign" tells of one who did and was made to
    return listed(token, lexicon.reversing) or any(listed(token, table) for table in lexicon.modality.values())


def is_lent(clause: Clause, clauses: "Mapping[int, Clause]") -> bool:
    """Whether a clause is said by the relation of the one below it: "plans" of "plans to build"."""
    below = [one for one in _completions(clause.predicate) if one.i in clauses]
    return any(clause.predicate in governing(clauses[one.i], clauses) for one in below)


def _completions(verb: "Token") -> "list[Token]":
    own = list(children(verb, "xcomp"))
    return own + [
        one for predicative in children(verb, "acomp", "attr", "oprd") for one in children(predicative, "xcomp")
    ]


def verb_group(verb: "Token") -> "list[Token]":
    """A verb with its auxiliaries, particle, negation and the adverbs before it, in the order of the text."""
    words = [verb]
    for dependent in verb.children:
        if dependent.dep_ in _GROUP and dependent.i - verb.i <= _FAR_PARTICLE:
            if dependent.tag_ != "TO":
                words.append(dependent)
        elif dependent.dep_ in {"advmod", "preconj"} and _stands_in_group(verb, dependent):
            words += [word for word in dependent.subtree if not word.is_punct]
    if verb.dep_ == "conj" and is_verbal(verb.head) and not child(verb, "aux", "auxpass", "nsubj", "nsubjpass"):
        words += _shared_auxiliaries(verb)
    return sorted(set(words), key=lambda token: token.i)


def _stands_in_group(verb: "Token", adverb: "Token") -> bool:
    """Whether an adverb stands right before the verb or among its auxiliaries: "no longer", "repeatedly"."""
    if adverb.tag_ == "WRB" or adverb.dep_ == "mark":
        return False
    first = min([verb.i, *(word.i for word in children(verb, "aux", "auxpass", "neg"))])
    if verb.lemma_ == "be":
        return 0 < adverb.i - verb.i <= 2 and adverb.lower_ in word_lists("relations")["after_be"]
    edge = adverb.right_edge.i
    return (first < adverb.i < verb.i or edge + 1 == first) and not any(word.is_punct for word in adverb.subtree)


def _shared_auxiliaries(verb: "Token") -> "list[Token]":
    first = verb.head
    group = verb_group(first)
    auxiliaries = [token for token in group if token.dep_ in {"aux", "auxpass"} and token.tag_ != "TO"]
    either = any(link.lower_ in {"or", "nor"} for link in children(first, "cc"))
    if either or any(token.lemma_ == "do" for token in auxiliaries):  # "does not stop and prepare": neither
        auxiliaries += [token for token in group if token.dep_ == "neg"]
    passive = any(token.dep_ == "auxpass" for token in auxiliaries)
    if is_passive(verb) and not passive:
        return [first] if first.lemma_ == "be" else []  # "is pending and expected in June"
    unlike = child(verb, "dobj", "xcomp") is not None if passive else verb.tag_ != first.tag_
    if unlike or verb.tag_ in {"VBD", "VBZ", "VBP"}:
        return []
    return auxiliaries


def _idiomatic_noun(clause: Clause) -> "Token | None":
    """The bare noun that makes one sense with its verb: "place" of "took place"."""
    nouns = word_lists("relations")["idioms"]
    for one in clause.objects:
        bare = not any(dependent.dep_ in {"det", "poss", "amod", "nummod", "compound"} for dependent in one.children)
        if bare and one.i > clause.predicate.i and f"{clause.predicate.lemma_.lower()} {one.lower_}" in nouns:
            return one
    return None


def _label(clause: Clause, noun: "Token | None") -> str:
    verb = clause.predicate
    particle = next((token.lower_ for token in children(verb, "prt")), None)
    word = verb.lower_ if clause.passive else verb.lemma_.lower()
    parts = ["be" if clause.passive else None, word, particle, noun.lower_ if noun is not None else None]
    return " ".join(part for part in parts if part)


def is_asserted(clause: Clause, clauses: "Mapping[int, Clause]", *, actual: bool) -> bool:
    """Whether it is known what an infinitive or gerund says of its subject.

    A purpose, or what an unknown verb governs, is not said to be so; a finite clause speaks for itself.

    Args:
        clause: the clause of a verb.
        clauses: all clauses of verbs, by the index of the verb.
        actual: whether nothing in its own words or above it makes it other than affirmed and actual.
    """
    verb = clause.predicate
    shares = verb.dep_ == "conj" and not child(verb, "aux", "auxpass", "nsubj", "nsubjpass")
    if shares and verb.head.i in clauses and verb.tag_ in {"VB", "VBG"}:
        return is_asserted(clauses[verb.head.i], clauses, actual=actual)
    if verb.dep_ == "advcl":
        return _is_told_beside(verb)
    if verb.dep_ == "xcomp":
        lists, above = word_lists("relations"), verb.head.lemma_.lower()
        if above in lists["attempting"]:
            return False  # "tried to flee" says so itself
        return above in lists["implicative"] or not actual or bool(governing(clause, clauses))
    if verb.dep_ == "pcomp" and verb.head.lower_ == "with" and child(verb, "nsubj", "nsubjpass") is not None:
        return is_verbal(verb.head.head)  # "with 200 members opposing it"
    if verb.dep_ == "pcomp" and f"{verb.head.head.lemma_} {verb.head.lower_}" in word_lists("relations")["admitting"]:
        return True
    if verb.dep_ == "pcomp":
        return is_verbal(verb.head.head) and verb.head.lower_ in word_lists("relations")["factual"]
    if is_infinitive(verb) and verb.dep_ in {"acl", "relcl"}:
        wished = verb.dep_ == "relcl" or verb.head.lemma_.lower() in load_cues().nouns["to"]
        return wished and not actual and verb.head not in clause.subjects
    if is_infinitive(verb) and verb.dep_ == "ccomp":
        named = verb.lemma_ == "be" and verb.head.lemma_ in load_lexicon().reversing["naming"]
        return named or not actual  # "declared it to be legal"
    return verb.dep_ not in {"csubj", "csubjpass"} or is_finite(verb)


def _is_told_beside(verb: "Token") -> bool:
    """Whether a clause beside the main one is said to be so: not a condition, a purpose, or a way of doing it."""
    marks = {token.lower_ for token in children(verb, "mark", "advmod") if token.i < verb.i}
    lists = word_lists("relations")
    if marks & lists["conditional"]:
        return False
    if is_finite(verb):
        past = any(token.tag_ in {"VBD", "MD"} for token in [verb, *children(verb, "aux", "auxpass")])
        return past or not marks & lists["whenever"]
    if is_infinitive(verb):
        # "called on Moscow to withdraw"
        return verb.i > verb.head.i and verb.head.lemma_ in word_lists("control")["object_control"]
    if verb.tag_ == "VBN" and not child(verb, "aux", "auxpass") and (verb.i > verb.head.i or marks & lists["whenever"]):
        return False  # "held it in the house, built in 1900", "as reported": of which noun is not known
    return verb.left_edge.i > 0 and verb.doc[verb.left_edge.i - 1].text in {",", "–", "—"}
