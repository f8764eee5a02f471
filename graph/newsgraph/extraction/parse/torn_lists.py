"""Lists that the parser joined wrongly, put together by what English allows.

- "her mother, Ann Lee, and her aunt": what "and" joins is alike: behind a name between two commas goes on the noun that
  it names.
- "for the region, international waters, as well as the coast": a bare plural between two commas before "and" is one of
  a list.
- "The party won two seats and the Greens lost one": a finite verb right behind a noun that "and" stands before has that
  noun for its subject, since nothing else joins it.
- "Oslo and Bergen officials said", "party leader and premier Ann Lee said": a verb has one subject; of two that "and"
  joins, a place or a bare title is a part of the second.
- "made the budget a key issue": a noun is no clause.
- "misconduct by sitting President Lee": a verb that takes no object has none.
- "Lee et al. found": et al. belongs to the name before it.
"""

from typing import TYPE_CHECKING

from newsgraph.extraction.base.lexicon import word_lists
from newsgraph.extraction.base.syntax import child, children, is_finite
from newsgraph.extraction.parse.tree import (
    NOUNS,
    PLACES,
    first_of_group,
    hang,
    hang_as_subject,
    has_subject,
    text_before,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_OWN = ("det", "poss", "nummod")


def join_torn_lists(sentence: "Span") -> None:
    """Put the lists of a sentence together."""
    _join_et_al(sentence)
    for token in sentence:
        if token.dep_ == "appos" and text_before(token.left_edge) == ",":
            _go_on_behind_name(token)
            _join_bare_plural(token)
        elif token.dep_ == "ccomp" and token.pos_ in NOUNS and not has_subject(token):
            _make_predicate_of_object(token)
        elif token.dep_ == "conj" and is_finite(token) and not has_subject(token):
            _find_subject_behind_and(token)
        _join_two_subjects(token)
        _leave_participle_to_noun(token)


def _join_et_al(sentence: "Span") -> None:
    for et in sentence[1:-1]:
        if et.lower_ != "et":
            continue
        al, name = et.nbor(), et.nbor(-1)
        if al.lower_ not in {"al", "al."} or not name.is_alpha:
            continue
        trio = [name, et, al]
        outer = next((one for one in reversed(trio) if one.head not in trio), None)
        if outer is None:
            continue  # a sentence that is no more than this
        head, relation = outer.head, outer.dep_
        if any(head in one.subtree for one in trio):
            continue
        name.tag_, name.pos_ = "NNP", "PROPN"
        hang(name, head, relation)
        for one in (et, al):
            hang(one, name, "nmod")
            for dependent in list(one.children):
                hang(dependent, name, dependent.dep_)


def _go_on_behind_name(name: "Token") -> None:
    noun = name.head
    if name.pos_ != "PROPN" or noun.pos_ != "NOUN" or child(noun, *_OWN) is None:
        return
    for other in list(children(name, "conj")):
        link = next((one for one in children(name, "cc") if name.i < one.i < other.i), None)
        if link is None or text_before(link) != "," or other.pos_ != "NOUN" or child(other, *_OWN) is None:
            continue
        hang(link, noun, "cc")
        hang(other, noun, "conj")


def _join_bare_plural(plural: "Token") -> None:
    noun = plural.head
    links = [one for one in children(noun, "cc") if one.i > plural.i]
    if plural.tag_ != "NNS" or child(plural, *_OWN) is not None or noun.pos_ not in NOUNS or not links:
        return
    first = links[0].left_edge
    if text_before(first) == "," and first.i - 2 == plural.right_edge.i and child(noun, "conj") is not None:
        plural.dep_ = "conj"


def _leave_participle_to_noun(participle: "Token") -> None:
    """A verb without objects before a bare noun behind a preposition describes it: "by sitting President Lee"."""
    if participle.dep_ != "pcomp" or participle.tag_ != "VBG":
        return
    preposition, noun = participle.head, child(participle, "dobj")
    if noun is None or participle.i != preposition.i + 1:
        return
    bare = noun.left_edge.i == participle.i + 1 and child(noun, *_OWN) is None
    if bare and participle.lemma_ in word_lists("control")["intransitive"]:
        hang(noun, preposition, "pobj")
        hang(participle, noun, "amod")


def _make_predicate_of_object(noun: "Token") -> None:
    verb = noun.head
    thing = child(verb, "dobj")
    if thing is not None and thing.right_edge.i + 1 == noun.left_edge.i and child(noun, "cop", "aux") is None:
        noun.dep_ = "oprd"


def _find_subject_behind_and(verb: "Token") -> None:
    first, above = first_of_group(verb), verb.head
    if first - 1 <= above.i or verb.tag_ == "VBN" or child(verb, "mark") is not None:
        return
    noun = verb.doc[first - 1]
    while noun.dep_ in {"pobj", "prep"} and noun.head.i > above.i and noun.head.pos_ in {*NOUNS, "ADP"}:
        noun = noun.head
    if noun.dep_ != "conj" or noun.pos_ not in NOUNS or noun.right_edge.i != first - 1 or noun.head.pos_ not in NOUNS:
        return
    link = next((one for one in children(noun.head, "cc") if one.i == noun.left_edge.i - 1), None)
    if link is None or any(one.pos_ == "CCONJ" and one.head == above for one in verb.doc[noun.i : first]):
        return
    hang(link, above, "cc")
    hang_as_subject(noun, verb)


def _join_two_subjects(token: "Token") -> None:
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return
    second = next((one for one in children(token.head, token.dep_) if one.i > token.i), None)
    if second is None or token.pos_ not in NOUNS or second.pos_ not in NOUNS:
        return
    link = next((one for one in children(token, "cc") if one.i == second.left_edge.i - 1), None)
    if link is not None and link.lower_ in {"and", "&"}:
        place = token.ent_type_ in PLACES and second.pos_ == "NOUN" and child(second, "compound", "amod") is not None
        title = token.tag_ == "NN" and child(token, *_OWN) is None and second.ent_type_ == "PERSON"
        hang(token, second, "nmod") if place or title else hang(second, token, "conj")
    elif text_before(second.left_edge) == "," and second.left_edge.i - 2 <= token.right_edge.i:
        bare = child(token, *_OWN) is None and child(second, *_OWN) is None
        if bare and child(second, "conj") is not None:
            hang(second, token, "conj")
