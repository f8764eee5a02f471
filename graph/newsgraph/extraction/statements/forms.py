"""What a triple tells by its form: whether its object is what is said, whether it is told beside the main thing."""

from typing import TYPE_CHECKING

from newsgraph.extraction.attribution.sources import antecedent_of
from newsgraph.extraction.base.annotations import Attribution, Phrase, Triple
from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.base.syntax import is_reflexive, is_verbal
from newsgraph.extraction.statements.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsgraph.extraction.base.parsed import Span, Token

_POINTING = {"DT", "EX", "PDT", "WDT", "WP", "CD", "JJ", "PRP", "PRP$"}


def is_said_aside(triple: Triple) -> bool:
    """Whether it is told beside the main thing: by a relative clause, a participle after a noun, an apposition."""
    if triple.clause is None:
        return True
    verb = triple.predicate
    while verb.dep_ == "conj":
        verb = verb.head
    marked = any(token.dep_ == "mark" for token in verb.children)
    return verb.dep_ in {"relcl", "acl"} and not marked


def is_restrictive(triple: Triple) -> bool:
    """Whether a relative clause is a part of what is said with it, and not set off by a comma."""
    verb = triple.predicate
    while verb.dep_ == "conj":
        verb = verb.head
    before = verb.doc[verb.left_edge.i - 1] if verb.left_edge.i else verb
    return triple.clause is not None and verb.dep_ == "relcl" and before.text not in {",", "(", "–", "—", "-"}


def tells_nothing(triple: Triple, told: Attribution, *, said: bool) -> bool:
    """Whether a verb of saying stands without what is said: "said on television".

    Args:
        triple: the statement of a verb.
        told: the attribution that the verb is a cue of.
        said: whether the statement tells more than that somebody says something, or has a quotation as its object.
    """
    content = {token.i for span in told.content for token in span}
    if triple.object is not None:
        beside = triple.object.head is not None and triple.object.head.dep_ == "pobj"
        speaks = triple.predicate.lemma_ in load_cues().verbs["quote"]
        return beside and told.quoted and speaks and not content & {token.i for token in triple.object.tokens}
    # "was accused of spying", "was found guilty" have it in a phrase
    phrases = [one for one in triple.arguments if not any(word.dep_ in {"mark", "advmod"} for word in one.preposition)]
    return not said and not any(token.i in content for one in phrases for token in one.phrase.tokens)


def is_pointing(word: "Token") -> bool:
    """Whether a phrase of one word is a pronoun, or of what was spoken of before: "this", "there", "some", "two".

    Not so the adjective or number that a subject is said to be ("is absent", "was 68"), nor "itself".
    """
    if is_reflexive(word) or (word.tag_ == "JJ" and word.dep_ not in {"nsubj", "nsubjpass"}):
        return False
    return not (word.tag_ == "CD" and word.dep_ in {"attr", "acomp"}) and (
        word.pos_ == "PRON" or word.tag_ in _POINTING
    )


def is_clause(phrase: Phrase) -> bool:
    """Whether the object is what is said, and no thing: "denied that it had paid"."""
    return phrase.head is None and any(is_verbal(token) and token.head not in phrase.tokens for token in phrase.tokens)


def has_content_clause(verb: "Token") -> bool:
    """Whether what is said stands beside whom it is said to: "told reporters that …"."""
    return any(one.dep_ == "ccomp" for one in verb.children)


def words_of_source(source: "Span") -> "Iterable[Token]":
    """A source, or the words that it stands for where it is a relative pronoun: "a statement which read"."""
    head = source.root
    antecedent = antecedent_of(head)
    if antecedent == head or antecedent.pos_ == "PRON":
        return source
    return phrase(antecedent, without=[one for one in antecedent.children if one.dep_ == "relcl"]).tokens
