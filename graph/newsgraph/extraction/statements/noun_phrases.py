"""Which words make up an argument: a noun with what belongs to it, without what says something further about it."""

from typing import TYPE_CHECKING

from newsgraph.extraction.base.lexicon import word_lists
from newsgraph.extraction.base.syntax import child, children, conjuncts, in_one_name, is_relative_pronoun

if TYPE_CHECKING:
    from spacy.tokens import Token

# What belongs to a noun; relative clauses, participles, appositions and conjuncts make triples of their own.
_BEFORE = {"amod", "compound", "det", "nmod", "nummod", "poss", "predet", "quantmod", "advmod", "npadvmod", "neg"}
_COORDINATED = {"amod", "compound", "nmod"}
_AFTER = {"nummod", "nmod", "advmod", "npadvmod"}
OF = frozenset({"of"})
NONE: frozenset[str] = frozenset()


def is_partitive(head: "Token") -> bool:
    """Whether a head only measures or chooses from what follows its "of": "a group of farmers"."""
    return head.lemma_.lower() in word_lists("relations")["partitives"] or head.like_num


def noun_phrase(head: "Token", prepositions: frozenset[str] | None = None) -> "list[Token]":
    """The words of the argument that a token heads, in the order of the text.

    Args:
        head: a noun, pronoun, number or adjective.
        prepositions: which prepositional phrases to keep, in lower case; all if none are given.
    """
    kept = prepositions if prepositions is None or not is_partitive(head) else prepositions | OF
    words = {head, *_joined_by_hyphen(head)}
    for dependent in head.children:
        if dependent.dep_ == "prep" and dependent.i > head.i:
            if (kept is None or dependent.lower_ in kept) and belongs_to_noun(dependent) and not is_example(dependent):
                words.update(_phrase(dependent))
        elif dependent.i < head.i and dependent.dep_ in _BEFORE:
            words.update(dependent.subtree)
        elif dependent.i > head.i and dependent.dep_ in _AFTER:
            words.update(noun_phrase(dependent, NONE))
        elif dependent.dep_ == "punct" and dependent.text == "-":
            words.add(dependent)
        elif dependent.dep_ == "conj" and in_one_name(head, dependent):
            words.update(head.doc[head.i + 1 : dependent.i], noun_phrase(dependent, prepositions))
    return sorted(words, key=lambda token: token.i)


def noun_phrases(head: "Token", prepositions: frozenset[str] | None = None) -> "list[list[Token]]":
    """The argument as one or, where its modifiers are coordinated, several: "economic and social rights" is two."""
    words = noun_phrase(head, prepositions)
    for modifier in children(head, *_COORDINATED):
        alternatives = [other for other in conjuncts(modifier) if other.i < head.i]
        if len(alternatives) > 1:
            coordination = set(modifier.subtree)
            own = [{other, *_words_before(other)} for other in alternatives]
            found = [[word for word in words if word not in coordination or word in one] for one in own]
            # The article of the first need not fit the others: "an old and decrepit bridge".
            return [found[0], *([word for word in one if word.lower_ not in {"a", "an"}] for one in found[1:])]
    return [words]


def _words_before(modifier: "Token") -> "list[Token]":
    return [token for dependent in modifier.children if dependent.dep_ in _BEFORE for token in dependent.subtree]


def belongs_to_noun(preposition: "Token") -> bool:
    """Whether a phrase says more of the noun before it: not of a date, nor where a clause begins ("out of which")."""
    head = preposition.head
    is_date = head.ent_type_ in {"DATE", "TIME"} and head.pos_ in {"PROPN", "NUM"}
    if is_date and not any(one.ent_type_ == head.ent_type_ for one in preposition.children):
        return False
    return not any(is_relative_pronoun(token) for token in preposition.subtree if token.i <= preposition.i + 2)


def is_example(preposition: "Token") -> bool:
    """Whether a preposition names instances of the noun before it: "including", "such as"."""
    return preposition.lower_ == "including" or (preposition.lower_ == "as" and child(preposition, "amod") is not None)


def _phrase(preposition: "Token") -> "list[Token]":
    """A preposition with the first of what it governs."""
    words = [preposition]
    for dependent in preposition.children:
        if dependent.dep_ == "pobj":
            words += noun_phrase(dependent)
        elif dependent.dep_ == "prep":
            words += _phrase(dependent)
        elif dependent.dep_ == "pcomp":
            words += dependent.subtree
    return words if len(words) > 1 else []


def _joined_by_hyphen(head: "Token") -> "list[Token]":
    """The words before a head in "mid-May", where the parser leaves them beside it."""
    words: list[Token] = []
    first = head
    while first.i > 1 and (hyphen := first.nbor(-1)).text == "-" and not hyphen.whitespace_:
        first = hyphen.nbor(-1)
        if first.whitespace_:
            break
        words += [hyphen, first]
    return words
