"""Which words make up an argument: the whole phrase that it takes to mean what the text means.

What restricts a noun belongs to it: "half of those who met her", "anything short of a ban". What a comma sets off says
something further: relative clauses, appositions and participles there are clauses of their own.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Phrase
from newsgraph.extraction.base.lexicon import word_lists, words
from newsgraph.extraction.base.syntax import children, conjuncts, in_one_name, is_relative_pronoun, is_verbal
from newsgraph.extraction.clauses.event_nouns import is_event_noun

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

_SET_OFF = {"relcl", "acl", "appos", "advcl", "prep", "npadvmod", "advmod", "amod", "parataxis", "ccomp"}
_BORDERS = {",", "(", "–", "—", "--", ";", "-"}
_OPENING, _CLOSING = {"(", "[", "“", "‘", '"', "'", "«"}, {")", "]", "”", "’", '"', "'", "»"}
_TIME = {"DATE", "TIME"}
_NEAR = 40  # words from its verb within which "together" is said of it


def phrase(head: "Token", without: "Iterable[Token]" = ()) -> Phrase:
    """The whole phrase that a token heads, with everything coordinated with it.

    Args:
        head: a noun, pronoun, number, adjective or verb.
        without: tokens that are left out with all that depends on them.
    """
    words = _finished(_words(head, {token.i for token in without}))
    together = any(other.dep_ == "conj" and not in_one_name(head, other) and other in words for other in head.children)
    if together and (named := _titled(conjuncts(head))) is not None:
        return Phrase(words, named)
    return Phrase(words, None if together or is_verbal(head) else head)


def _titled(heads: "list[Token]") -> "Token | None":
    """The person whom a list of nouns without determiners names: "actor, singer and philanthropist Ann Lee"."""
    if not heads:
        return None  # the first part of a name that goes on over a hyphen: "Nesf-e-Jahan"
    *titles, last = heads
    bare = all(one.tag_ == "NN" and not any(children(one, "det", "poss", "nummod")) for one in titles)
    persons = all(one.lemma_.lower() in words("nominals", "person") for one in titles)
    titled = persons or any(one.pos_ == "NOUN" for one in children(last, "compound", "nmod"))
    return last if titles and bare and titled and last.ent_type_ == "PERSON" else None


def separate(heads: "Iterable[Token]", verb: "Token", without: "Iterable[Token]" = ()) -> Iterator[Phrase]:
    """The phrases of an argument's heads: one for each that the verb is true of by itself, else one for all.

    Coordinated names are told apart ("France and Spain signed it"), but not what only holds together ("France and Spain
    met"), nor what is counted, chosen or compared together.
    """
    left_out = list(without)
    several = list(heads)
    for root in _roots(several):
        others = [one for one in conjuncts(root) if one in several]
        if len(others) > 1 and _each_by_itself(others, verb):
            for one in others:
                further = [other for other in children(one, "conj", "cc", "preconj") if not in_one_name(one, other)]
                words = [
                    word for word in _words(one, {token.i for token in [*left_out, *further]}) if word.dep_ != "cc"
                ]
                yield Phrase(_finished(words), one)
        else:
            yield phrase(root, left_out)


def is_nobody(one: Phrase) -> bool:
    """Whether a phrase is of nobody at all: "no one"."""
    return " ".join(token.lower_ for token in one.tokens) in word_lists("relations")["no_person"]


def _roots(heads: "list[Token]") -> "list[Token]":
    """The heads that are not coordinated with one before them."""
    found = []
    for head in heads:
        above = head
        while above.dep_ == "conj" and above not in found:
            above = above.head
        if above == head or above not in found:
            found.append(head)
    return found


def _each_by_itself(heads: "list[Token]", verb: "Token") -> bool:
    lists = word_lists("relations")
    if verb.lemma_.lower() in lists["collective"]:
        return False
    if any(word.lower_ in lists["together"] for word in verb.subtree if abs(word.i - verb.i) < _NEAR):
        return False
    if verb.lemma_ == "be" and any(one.tag_ == "NNS" for one in children(verb, "attr")):
        return False  # "Peru and Chile are rivals"
    links = [word.lower_ for head in heads for word in children(head, "cc", "preconj")]
    if not links:
        return False  # side by side without "and" is an apposition that the parser took for a list
    if _titled(heads) is not None:
        return False
    return all(link in {"and", "&"} for link in links) and not _share_modifiers(heads)


def _share_modifiers(heads: "list[Token]") -> bool:
    """Whether what stands beside one of several nouns may be said of all: "the protests and marches in Kyiv"."""
    if all(head.pos_ in {"PROPN", "PRON"} for head in heads):
        return False
    determined = [any(children(head, "det", "poss", "nummod", "amod")) for head in heads]
    if determined[0] and not all(determined):
        return True
    *before, last = heads
    return _has_more(last) and not any(map(_has_more, before))


def _has_more(noun: "Token") -> bool:
    return any(children(noun, "prep", "relcl", "acl"))


def _words(head: "Token", left_out: set[int]) -> "list[Token]":
    if not head.children:
        return [head]
    found: list[Token] = [head]
    examples = False
    for dependent in head.children:
        if dependent.i in left_out or (examples and dependent.dep_ in {"cc", "conj", "punct"}):
            continue
        if _says_further(head, dependent):
            # "four attacks, including one in Rome, and another in Pisa": more of what is left out
            examples = examples or dependent.lower_ in word_lists("relations")["exemplifying"]
            continue
        found += _words(dependent, left_out)
    return _trimmed(sorted(set(found), key=lambda token: token.i)) or [head]


def _says_further(head: "Token", dependent: "Token") -> bool:
    """Whether a dependent says something more of what the phrase means already."""
    if dependent.dep_ == "appos" and _is_no_apposition(head, dependent):
        return False
    if is_verbal(head) and not _is_noun_like(head):
        return dependent.dep_ == "parataxis"
    if dependent.dep_ == "prep" and dependent.i > head.i and not _belongs_to_noun(dependent):
        return True
    if dependent.dep_ not in _SET_OFF or dependent.i < head.i:
        return False
    first = dependent.left_edge.i
    before = head.doc[first - 1] if first > head.i + 1 else None
    return before is not None and before.text in _BORDERS and not _is_hyphen(before)


def _is_no_apposition(head: "Token", dependent: "Token") -> bool:
    """Whether an apposition of the parser's is a part of a name or of a list: "Utah", "Jr.", "Oman and Iran"."""
    alike = head.ent_type_ == dependent.ent_type_ and head.ent_type_ in {"GPE", "LOC", "ORG", "PERSON"}
    if in_one_name(head, dependent) or (head.ent_type_ == "ORG" and dependent.ent_type_ == "GPE"):
        return True  # "the University of California, San Diego"
    listed = any(children(dependent, "cc")) and any(children(dependent, "conj"))
    return dependent.lower_ in {"jr.", "sr.", "jr", "sr"} or (alike and (head.ent_type_ == "GPE" or listed))


def _is_hyphen(mark: "Token") -> bool:
    """Whether a mark joins parts of one word: the first of "out-of-control"."""
    return mark.text == "-" and not mark.whitespace_ and not mark.nbor(-1).whitespace_


def _is_noun_like(token: "Token") -> bool:
    return token.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}


def _belongs_to_noun(preposition: "Token") -> bool:
    """Whether a phrase says more of the noun before it: not of a date, nor where a clause begins ("out of which")."""
    head = preposition.head
    is_date = head.ent_type_ in _TIME and head.pos_ in {"PROPN", "NUM"}
    if is_date and not any(one.ent_type_ == head.ent_type_ for one in preposition.children):
        return False
    if is_time_beside(preposition):
        return False
    inside = [preposition, *children(preposition, "prep", "pcomp")]
    return not any(is_relative_pronoun(one) for inner in inside for one in children(inner, "pobj"))


def is_time_beside(preposition: "Token") -> bool:
    """Whether a phrase is the time of the clause, which the parser hung on a noun: "signed a treaty on Monday"."""
    noun = preposition.head
    if preposition.lower_ not in word_lists("relations")["time_prepositions"] or noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    if noun.ent_type_ in _TIME or is_event_noun(noun) or noun.dep_ in {"attr", "pobj"}:
        return False
    return any(one.ent_type_ in _TIME for one in children(preposition, "pobj"))


def _trimmed(words: "list[Token]") -> "list[Token]":
    """Words without the marks at their ends that belong to the sentence, and without one half of a pair."""
    while words and (words[-1].is_space or _is_loose(words, words[-1])):
        words = words[:-1]
    while words and (
        words[0].is_space or words[0].dep_ == "cc" or (words[0].is_punct and not _is_paired(words, words[0]))
    ):
        words = words[1:]
    return words


def _finished(words: "list[Token]") -> "list[Token]":
    """The words of a whole phrase without what leads on to words that are left out: "sponges and", "the Center ( )"."""
    words = _closed_up(words)
    while len(words) > 1 and (words[-1].tag_ == "CC" or _is_loose(words, words[-1])):
        words = words[:-1]
    return words


def _closed_up(words: "list[Token]") -> "list[Token]":
    """Words without the marks around what is left out between them: of "the Center (NHC)" no empty brackets."""
    found: list[Token] = []
    for word in words:
        last = found[-1] if found else None
        if last is not None and word.text == ")" and last.text == "(" and word.i != last.i + 1:
            found.pop()
        elif not (last is not None and word.text == last.text == "," and word.i != last.i + 1):
            found.append(word)
    opening = next((word for word in reversed(found) if word.text in {"(", ")"}), None)
    if opening is None or opening.text == ")":
        return found
    last = found[-1]
    following = last.nbor() if last.i + 1 < len(last.doc) else last
    return [*found, following] if following.text == ")" else [word for word in found if word != opening]


def _is_loose(words: "list[Token]", mark: "Token") -> bool:
    return mark.is_punct and not _is_paired(words, mark)


def _is_paired(words: "list[Token]", mark: "Token") -> bool:
    if mark.text in {"%", "$", "€", "£"}:
        return True
    if mark.text == "." and mark.i and not mark.nbor(-1).whitespace_ and len(mark.nbor(-1).text) == 1:
        return True
    opening = sum(word.text in _OPENING for word in words)
    closing = sum(word.text in _CLOSING for word in words)
    both = sum(word.text in _OPENING & _CLOSING for word in words)
    if mark.text in _OPENING & _CLOSING:
        return both % 2 == 0
    return mark.text in _OPENING | _CLOSING and opening == closing


def whole(tokens: "Iterable[Token]") -> "list[Token]":
    """Some words of a clause as an argument: in the order of the text, without marks at the ends."""
    return _finished(_trimmed(sorted(set(tokens), key=lambda token: token.i)))
