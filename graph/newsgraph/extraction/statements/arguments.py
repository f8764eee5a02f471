"""What completes a relation: the arguments of a clause in the words of the text, each by itself."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from newsgraph.extraction.base.annotations import Clause
from newsgraph.extraction.base.lexicon import word_lists
from newsgraph.extraction.base.syntax import (
    child,
    children,
    governed,
    in_one_name,
    is_relative_pronoun,
    is_verbal,
)
from newsgraph.extraction.statements.contents import contents
from newsgraph.extraction.statements.noun_phrases import (
    NONE,
    OF,
    belongs_to_noun,
    is_example,
    is_partitive,
    noun_phrase,
    noun_phrases,
)
from newsgraph.extraction.statements.predicates import cores, in_order

if TYPE_CHECKING:
    from spacy.tokens import Token

_TIME = {"DATE", "TIME"}
_SPECIFIES = {"det", "amod", "poss", "compound", "prep"}
_MAX_NESTING = {"object": 2, "predicative": 2, "adjunct": 1}


class Argument(NamedTuple):
    """What completes a relation.

    Attributes:
        kind: object, dative, predicative, content, adjunct, fronted, adverbial, state; "in object" and the like
            for a phrase inside another argument; containing for the country after a town;
            example for what "including" names.
        words: the words that follow the verb in the relation.
        object: the words of the triple's object.
        head: the head of the object.
        label: what the relation's label adds to that of the verb.
    """

    kind: str
    words: "list[Token]"
    object: "list[Token]"
    head: "Token"
    label: str = ""

    @property
    def is_asked(self) -> bool:
        """Whether the object is what a question asks for: "how much would it cost"."""
        degrees = self.kind != "content" and any(one.tag_ == "WRB" for one in self.head.children)
        return degrees or is_relative_pronoun(self.head)


def arguments_of(clause: Clause) -> Iterator[Argument]:
    """All that the clause's verb is said with: objects, predicatives, contents, adjuncts, and phrases inside them."""
    arguments = [
        *_objects(clause),
        *_predicatives(clause),
        *_contents(clause),
        *_adjuncts(clause),
        *_adverbials(clause),
    ]
    yield from arguments
    verb = clause.predicate
    others = child(verb, "xcomp", "ccomp", "oprd") is not None
    if clause.passive and not arguments and not others and verb.dep_ not in {"advcl", "acl", "xcomp", "pcomp"}:
        yield Argument("state", [], [verb], verb)


def _objects(clause: Clause) -> Iterator[Argument]:
    verb = clause.predicate
    named = [one for one in clause.complements if not is_verbal(one)] if clause.objects else []
    for one in clause.objects:
        between = _between(clause, one)
        if any(one.i < other.i for other in named):
            continue  # "elected her president": what she was elected is the fact
        for words in noun_phrases(one, OF):
            yield Argument("object", between, words, one)
        for example in _examples(one):
            yield Argument("example", between, noun_phrase(example), example)
        yield from _nested("object", between, one, "")
    for one in clause.datives:
        preposition = one.head
        while preposition.dep_ in {"conj", "pobj"}:
            preposition = preposition.head
        if preposition.dep_ == "dative" and preposition.pos_ == "ADP":
            for core in cores(clause, preposition):
                for words in noun_phrases(one):
                    yield Argument("dative", [*core, preposition], words, one, preposition.lower_)
        elif not clause.objects or verb.i > one.i:
            yield Argument("dative", [], noun_phrase(one), one)


def _between(clause: Clause, one: "Token") -> "list[Token]":
    """A phrase between verb and object is a part of the relation: "took into account"."""
    verb = clause.predicate
    inside = [(preposition, head) for preposition, head in clause.obliques if verb.i < preposition.i < one.i]
    return [word for preposition, head in inside for word in [preposition, *noun_phrase(head)]]


def _predicatives(clause: Clause) -> Iterator[Argument]:
    for one in clause.complements:
        if is_verbal(one):
            continue
        core = [word for word in _object_words(clause) if word.i < one.i]
        if one.dep_ == "acomp" or one.pos_ == "ADJ":
            if not child(one, "xcomp", "prep"):
                yield Argument("predicative", core, noun_phrase(one, NONE), one)
        else:
            for words in noun_phrases(one, OF):
                yield Argument("predicative", core, words, one)
        yield from _nested("predicative", core, one, "")


def _object_words(clause: Clause) -> "list[Token]":
    return [word for one in clause.objects for word in noun_phrase(one, OF)]


def _nested(kind: str, before: "list[Token]", head: "Token", label: str, depth: int = 0) -> Iterator[Argument]:
    """The phrases inside an argument: "became a justice of" for "the High Court"."""
    if depth >= _MAX_NESTING[kind]:
        return
    skipped = word_lists("relations")["exemplifying"]
    for preposition in children(head, "prep"):
        partitive = preposition.lower_ == "of" and is_partitive(head)
        if preposition.i < head.i or preposition.lower_ in skipped or is_example(preposition):
            continue
        if not belongs_to_noun(preposition):
            continue
        for own in noun_phrases(head, NONE):
            words = [*before, *[word for word in own if word not in preposition.subtree], preposition]
            if not in_order(words):
                continue
            further = label if partitive else f"{label} {head.lemma_.lower()} {preposition.lower_}".strip()
            for inner in governed(preposition):
                if is_verbal(inner) or in_one_name(head, inner):
                    continue
                if not partitive:
                    yield from (Argument(f"in {kind}", words, phrase, inner, further) for phrase in noun_phrases(inner))
                yield from _nested(kind, words, inner, further, depth + 1)


def _contents(clause: Clause) -> Iterator[Argument]:
    impersonal = any(one.lower_ in {"it", "there"} for one in clause.subjects) and clause.passive
    if clause.kind == "copula" or impersonal or clause.predicate.dep_ == "xcomp":
        return
    for one in clause.complements:
        if is_verbal(one):
            for words in contents(clause.predicate, one):
                yield Argument("content", [], words, one)


def _adjuncts(clause: Clause) -> Iterator[Argument]:
    verb = clause.predicate
    skipped, connectives = (word_lists("relations")[name] for name in ("exemplifying", "connectives"))
    objects = clause.objects and [one for one in clause.objects if one.i > verb.i]
    for preposition, head in sorted(_phrases(clause), key=lambda pair: (pair[0].i, pair[1].i)):
        links = _links(preposition, head)
        if links[0].lower_ in skipped or (head.lower_ in connectives and not child(head, *_SPECIFIES)):
            continue
        if objects and verb.i < preposition.i < objects[0].i:
            continue
        if preposition.i < verb.i:
            yield from _fronted(clause, links, head)
            continue
        for core in _before_adjunct(clause, preposition, head):
            words = [*core, *links]
            label = " ".join(link.lower_ for link in links)
            if is_verbal(head):
                continue
            yield from (Argument("adjunct", words, phrase, head, label) for phrase in noun_phrases(head))
            for place in _containing(head):
                yield Argument("containing", words, noun_phrase(place), place, label)
            for one in _examples(head):
                yield Argument("example", words, noun_phrase(one), one, label)
            yield from _nested("adjunct", words, head, label)


def _examples(head: "Token") -> "list[Token]":
    """What is named as an instance: whoever visited "cities such as Paris" visited Paris."""
    found = []
    for preposition in children(head, "prep"):
        if preposition.i > head.i and is_example(preposition):
            found += [one for one in governed(preposition) if not is_verbal(one)]
    return found


def _containing(place: "Token") -> "list[Token]":
    """The state or country after a town: Utah of "Salt Lake City, Utah"."""
    return [one for one in children(place, "appos", "npadvmod") if {place.ent_type_, one.ent_type_} == {"GPE"}]


def _before_adjunct(clause: Clause, preposition: "Token", head: "Token") -> "list[list[Token]]":
    """What an adjunct is added to: "headed for Oslo in" where a time follows another phrase."""
    before = cores(clause, preposition)
    if before != [[]] or head.ent_type_ not in _TIME:
        return before
    verb = clause.predicate
    earlier = sorted(
        (pair for pair in _phrases(clause) if verb.i < pair[0].i < preposition.i), key=lambda pair: pair[0].i
    )
    if not earlier or earlier[0][1].ent_type_ in _TIME or is_verbal(earlier[0][1]):
        return before
    first = earlier[0][0]
    return [[*_links(first, one), *noun_phrase(one, OF)] for other, one in earlier if other == first]


def _phrases(clause: Clause) -> "list[tuple[Token, Token]]":
    agents = []
    for one in clause.agents:
        preposition = next((token for token in one.ancestors if token.dep_ in {"agent", "prep"}), None)
        if preposition is not None:
            agents.append((preposition, one))
    pairs = [*clause.obliques, *agents]
    dates = [head for _, head in pairs if head.ent_type_ in _TIME]
    # "born on 31 October in Oslo": the parser hangs the place on the date.
    cut_off = [phrase for date in dates for phrase in children(date, "prep") if not belongs_to_noun(phrase)]
    return [*pairs, *((phrase, one) for phrase in cut_off for one in governed(phrase))]


def _links(preposition: "Token", head: "Token") -> "list[Token]":
    """All words of a complex preposition: "instead of", "due to", "out of"."""
    links = [preposition]
    while links[0].dep_ in {"prep", "pcomp"} and links[0].head.dep_ == "prep":
        links.insert(0, links[0].head)
    inner = [token for token in preposition.children if token.pos_ in {"ADP", "PART"} and token.i < head.i]
    return [*links, *(token for token in inner if token.i == links[-1].i + 1)]


def _fronted(clause: Clause, links: "list[Token]", head: "Token") -> Iterator[Argument]:
    """ "In 1972, researchers found …": the relation is what they found."""
    verb = clause.predicate
    if is_verbal(head) or verb.dep_ == "relcl" or head.lower_ in word_lists("relations")["connectives"]:
        return
    if child(verb, "xcomp", "ccomp"):
        return
    words = cores(clause)
    if words == [[]]:
        after = [(preposition, one) for preposition, one in _phrases(clause) if preposition.i > verb.i]
        words = [[*_links(*after[0]), *noun_phrase(after[0][1])]] if after and not is_verbal(after[0][1]) else [[]]
    label = " ".join(link.lower_ for link in links)
    yield from (Argument("fronted", core, [*links, *noun_phrase(head)], head, label) for core in words)


def _adverbials(clause: Clause) -> Iterator[Argument]:
    verb = clause.predicate
    adverbs = word_lists("relations")["adverbs"]
    for dependent in verb.children:
        words = list(dependent.subtree)
        if dependent.dep_ == "npadvmod" and not any(word.is_punct or word.dep_ == "cc" for word in words):
            for core in cores(clause, dependent) if dependent.i > verb.i else cores(clause):
                yield Argument("adverbial", core, words, dependent)
        elif dependent.dep_ == "advmod" and dependent.i > verb.i and dependent.lower_ in adverbs:
            for core in cores(clause, dependent):
                yield Argument("adverbial", core, words, dependent)
