"""How likely a careful reader is to find a triple right: a calibrated probability from what reading knows of it.

A logistic regression on named features, fitted by `graph/training/train_confidence.py` to readers' verdicts: which kind
of clause and of arguments, how far apart they stand, how sure the links of pronouns and descriptions are, whether two
parsers agree, what the quotation marks around it are like.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import exp, log1p
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Attribution, Entity, Mention, Phrase, Triple
from newsgraph.extraction.base.lexicon import word_lists
from newsgraph.extraction.base.linear import load_model
from newsgraph.extraction.base.syntax import children, is_finite, is_verbal
from newsgraph.extraction.statements.clarity import points_back, stands_for_nobody

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Span, Token

POINTS_BACK = "only makes sense after what stands before"
_MOST_POINTING_BACK = 0.7  # the most that such a statement has
_OF_NOBODY = 0.5  # the most that a statement has whose subject or object is a pronoun that stands for nobody known
_LONG_PHRASE, _LONG_SENTENCE = 12, 40
_MARKS = {'"', "“", "”", "``", "''"}


Parts = tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What the other layers know of a triple.

    Attributes:
        subject: the mention that the subject is, if it is one of an entity.
        object: the same of the object.
        attribution: who vouches for it; none where the article does.
        names_source: whether it is known who that is.
        agreement: for each token of the article whether two parsers agree on its head; none where one parsed it.
        second: what the same verb states as the other parser reads it, each by its `parts`; none where one parsed it.
        entity_at: the entity that is mentioned by the word at a place, by places.
        sentence: the features of the sentence that it stands in.
        introduced: where the heads of descriptions stand that are shown with the words which tell what they are.
    """

    subject: "tuple[Mention, Entity] | None"
    object: "tuple[Mention, Entity] | None"
    attribution: Attribution | None
    names_source: bool
    agreement: Sequence[bool] | None
    second: "Sequence[Parts] | None"
    entity_at: Mapping[int, Entity]
    sentence: Mapping[str, float]
    introduced: AbstractSet[int] = frozenset()


def confidence(triple: Triple, context: Context, known: Mapping[str, float]) -> float:
    """The probability that a careful reader finds the triple right, from 0 to 1, to two decimals.

    What is told of a pronoun that nobody is known for ("he won") tells a reader nothing, however well it is read; of
    what only makes sense after what stands before ("the race began"), strict readers say so of one in three.

    Args:
        triple: the triple.
        context: what the other layers know of it.
        known: its `features`.
    """
    score = load_model("confidence").scores(known)["right"]
    likely = round(1 / (1 + exp(-max(-30.0, min(30.0, score)))), 2)
    parts = ((triple.subject, context.subject), (triple.object, context.object))
    if any(phrase is not None and stands_for_nobody(phrase, named) for phrase, named in parts):
        return min(likely, _OF_NOBODY)
    return min(likely, _MOST_POINTING_BACK) if POINTS_BACK in known else likely


def features(triple: Triple, context: Context) -> dict[str, float]:
    """The named features of a triple that its confidence is reckoned from."""
    return {
        name: value
        for part in (
            _of_clause(triple),
            _of_subject(triple, context),
            _of_object(triple, context),
            _of_arguments(triple),
            context.sentence.items(),
            _of_attribution(triple, context),
            _of_parse(triple, context),
            _of_second_parse(triple, context),
            _of_information(triple, context),
            _of_gaps(triple),
        )
        for name, value in part
    }


def _of_clause(triple: Triple) -> Iterator[tuple[str, float]]:
    verb, clause = triple.predicate, triple.clause
    if clause is None:
        yield "role of a name", 1.0
        return
    yield f"clause {verb.dep_}", 1.0
    yield f"verb {verb.tag_}", 1.0
    yield f"lemma {_common(verb)}", 1.0
    if clause.passive:
        yield f"passive, {'by' if any(children(verb, 'agent')) else 'no agent'}", 1.0
    if clause.kind == "copula":
        yield "copula", 1.0
    yield f"{triple.polarity}, {triple.modality}", 1.0
    if not is_finite(verb):
        yield "not finite", 1.0
    verbs = sum(is_verbal(token) and token.dep_ not in {"aux", "auxpass"} for token in triple.relation)
    if verbs > 1:
        yield "governed", 1.0
    if any(token.dep_ == "prt" for token in triple.relation):
        yield "particle", 1.0
    yield "relation length", log1p(len(triple.relation))
    below = len(verb.ancestors)
    yield "depth", min(below, 6) / 6
    if any(children(verb, "conj", "parataxis")):
        yield "has conjunct", 1.0


def _common(verb: "Token") -> str:
    """The verb where it is one of those that say little by themselves, else nothing."""
    lemma = verb.lemma_.lower()
    return lemma if lemma in word_lists("relations")["light"] else "other"


def _of_subject(triple: Triple, context: Context) -> Iterator[tuple[str, float]]:
    head = triple.subject.head or triple.subject.tokens[0]
    verb = triple.predicate
    yield from _of_phrase("subject", triple.subject, context.subject)
    own = head.head == verb and head.dep_ in {"nsubj", "nsubjpass"}
    yield f"subject {'own' if own else 'of another verb'}", 1.0
    if not own:
        yield f"understood subject, {verb.dep_}", 1.0
        if verb.dep_ in {"relcl", "acl"}:
            yield (
                "antecedent right before"
                if 0 < verb.left_edge.i - triple.subject.tokens[-1].i <= 2
                else "antecedent far",
                1.0,
            )
    distance = verb.i - triple.subject.tokens[-1].i
    yield "subject distance", log1p(abs(distance))
    if distance < 0:
        yield "subject behind verb", 1.0
    agrees = (head.tag_ in {"NNS", "NNPS"} and verb.tag_ == "VBZ") or (
        head.tag_ in {"NN", "NNP"} and verb.tag_ == "VBP"
    )
    if agrees and own:
        yield "number disagrees", 1.0
    between = [
        token for token in verb.doc[min(head.i, verb.i) : max(head.i, verb.i)] if token.pos_ in {"NOUN", "PROPN"}
    ]
    yield "nouns between subject and verb", log1p(len(between))


def _of_object(triple: Triple, context: Context) -> Iterator[tuple[str, float]]:
    if triple.object is None:
        yield f"no object, {len(triple.arguments) > 0}", 1.0
        yield f"no object, {'passive' if triple.clause and triple.clause.passive else 'active'}", 1.0
        return
    yield from _of_phrase("object", triple.object, context.object)
    first = triple.object.tokens[0]
    if triple.object.head is None and any(is_verbal(token) for token in triple.object.tokens):
        yield "object with a verb, no head", 1.0
    if first.i < triple.predicate.i:
        yield "object before verb", 1.0
    head = triple.object.head
    if head is not None:
        yield f"object {head.dep_}", 1.0
    following = triple.object.tokens[-1].i + 1
    if following < len(first.doc):
        after = first.doc[following]
        yield f"after object {after.pos_ if not after.is_punct else after.text[:1]}", 1.0


def _of_phrase(name: str, phrase: Phrase, known: "tuple[Mention, Entity] | None") -> Iterator[tuple[str, float]]:
    head = phrase.head
    yield f"{name} length", log1p(len(phrase.tokens))
    if len(phrase.tokens) > _LONG_PHRASE:
        yield f"{name} long", 1.0
    if head is None:
        yield f"{name} of several", 1.0
    else:
        yield f"{name} {head.pos_}", 1.0
        if head.dep_ == "conj" or any(children(head, "conj")):
            yield f"{name} coordinated", 1.0
    gaps = phrase.tokens[-1].i - phrase.tokens[0].i + 1 - len(phrase.tokens)
    if gaps:
        yield f"{name} with gaps", 1.0
    if any(token.dep_ in {"relcl", "acl"} for token in phrase.tokens):
        yield f"{name} with clause", 1.0
    if any(token.tag_ in {"PRP", "PRP$"} for token in phrase.tokens) and len(phrase.tokens) > 1:
        yield f"{name} with pronoun", 1.0
    if any(token.is_punct and token.text not in {"-", "%", "$", "'"} for token in phrase.tokens):
        yield f"{name} with marks", 1.0
    if phrase.tokens[0].pos_ in {"ADP", "SCONJ", "CCONJ", "VERB", "ADV"}:
        yield f"{name} begins with {phrase.tokens[0].pos_}", 1.0
    if known is None:
        yield f"{name} no entity", 1.0
        return
    mention, entity = known
    yield f"{name} {mention.form}", 1.0
    yield f"{name} {entity.type}", 1.0
    yield f"{name} {mention.form} {entity.type}", 1.0
    if mention.form in {"pronoun", "nominal"}:
        yield f"{name} {mention.form} link", mention.link
        named = any(one.form == "name" for one in entity.mentions)
        yield f"{name} {mention.form} of {'a name' if named else 'no name'}", 1.0
    elif len(mention.span) == 1 and entity.type == "person":
        yield f"{name} one name", 1.0
    if mention.form == "name" and mention.head.ent_type_ in {"", "WORK_OF_ART", "EVENT", "PRODUCT", "LAW", "DATE"}:
        yield f"{name} name in doubt", 1.0


def _of_arguments(triple: Triple) -> Iterator[tuple[str, float]]:
    yield "arguments", log1p(len(triple.arguments))
    for argument in triple.arguments:
        yield f"argument {argument.role}", 1.0
        if argument.preposition and argument.phrase.tokens[0].i < triple.predicate.i:
            yield "argument before verb", 1.0
        if len(argument.phrase.tokens) > _LONG_PHRASE:
            yield "argument long", 1.0


def features_of_sentence(sentence: "Span") -> dict[str, float]:
    """The named features that all statements of a sentence have."""
    return dict(_of_sentence(sentence))


def _of_sentence(sentence: "Span") -> Iterator[tuple[str, float]]:
    words = [token for token in sentence if not token.is_space]
    yield "sentence length", log1p(len(words)) - 3
    if len(words) > _LONG_SENTENCE:
        yield "sentence long", 1.0
    if words and words[-1].text not in {".", "!", "?", "”", '"', "’", ")"}:
        yield "sentence without end", 1.0
    if sum(word.text in _MARKS for word in words) % 2:
        yield "quotation marks open", 1.0
    for mark in (":", ";", "–", "—", "(", "|"):
        if any(word.text == mark for word in words):
            yield f"sentence with {mark}", 1.0
    capitals = sum(word.text[:1].isupper() for word in words if word.is_alpha)
    letters = sum(word.is_alpha for word in words)
    if letters and capitals / letters > 0.6:
        yield "title case", 1.0
    yield f"root {sentence.root.pos_}", 1.0


def _of_attribution(triple: Triple, context: Context) -> Iterator[tuple[str, float]]:
    quoted = _is_quoted(triple.predicate, triple.predicate.sent)
    one = context.attribution
    if one is None:
        yield f"stated, {'in marks' if quoted else 'plain'}", 1.0
        return
    yield f"attributed, {'quoted' if one.quoted else 'indirect'}", 1.0
    if one.source is not None:
        yield f"source {'known' if context.names_source else 'not known'} {one.source.root.pos_}", 1.0
        yield "source length", log1p(len(one.source))
    if one.source is None:
        yield "attributed to nobody", 1.0
        yield f"attributed to nobody, {one.cue.root.pos_}", 1.0
    elif one.source.root.pos_ == "PRON":
        yield "attributed to a pronoun", 1.0
    yield f"cue {one.cue.root.pos_}", 1.0
    if one.cue.root.sent.start != triple.predicate.sent.start:
        yield "cue in another sentence", 1.0
    yield "cue distance", log1p(abs(one.cue.start - triple.predicate.i)) - 2


def _is_quoted(token: "Token", sentence: "Span") -> bool:
    return sum(word.text in _MARKS for word in sentence if word.i < token.i) % 2 == 1


def _of_parse(triple: Triple, context: Context) -> Iterator[tuple[str, float]]:
    if context.agreement is None:
        return
    heads = [one.head for one in (triple.subject, triple.object) if one is not None and one.head is not None]
    if not all(context.agreement[token.i] for token in heads):
        yield "parsers disagree on an argument", 1.0
    if not context.agreement[triple.predicate.i]:
        yield "parsers disagree on the verb", 1.0
    whole = [*triple.subject.tokens, *triple.relation, *(triple.object.tokens if triple.object else [])]
    yield "share of words parsers disagree on", sum(not context.agreement[token.i] for token in whole) / len(whole)
    sentence = triple.predicate.sent
    yield "share of sentence", context.agreement[sentence.start : sentence.end].count(False) / len(sentence)


def _of_second_parse(triple: Triple, context: Context) -> Iterator[tuple[str, float]]:
    """Whether another parser leads to the same statement, or to which part of it."""
    if context.second is None:
        return
    if not context.second:
        yield "second parse: nothing", 1.0
        return
    own, others = parts_of(triple), context.second
    if own in others:
        yield "second parse: all", 1.0
    for number, name in enumerate(("subject", "relation", "object", "arguments")):
        if not any(own[number] == other[number] for other in others):
            yield f"second parse: other {name}", 1.0


def parts_of(triple: Triple) -> "Parts":
    """The words of subject, relation, object and arguments that count, by their places."""
    object_ = triple.object.tokens if triple.object else []
    further = [token for one in triple.arguments for token in [*one.preposition, *one.phrase.tokens]]
    return tuple(_places(part) for part in (triple.subject.tokens, triple.relation, object_, further))


def _places(tokens: "Sequence[Token]") -> frozenset[int]:
    return frozenset([token.i for token in tokens if not token.is_punct])


def _of_information(triple: Triple, context: Context) -> Iterator[tuple[str, float]]:
    """Whether a reader who sees only this learns who and what: names and numbers, or only "the response"."""
    if points_back(triple, context.subject, context.object, context.entity_at, context.introduced):
        yield POINTS_BACK, 1.0
    parts = [("subject", triple.subject, context.subject)]
    if triple.object is not None:
        parts.append(("object", triple.object, context.object))
    for name, phrase, known in parts:
        first = phrase.tokens[0].lower_
        introduced = phrase.head is not None and phrase.head.i in context.introduced
        named = introduced or any(token.ent_type_ or token.pos_ in {"PROPN", "NUM"} for token in phrase.tokens)
        more = any(token.dep_ in {"prep", "relcl", "acl", "poss"} for token in phrase.tokens)
        if known is None and first in {"this", "that", "these", "those", "such"}:
            yield f"{name} points back", 1.0
        if known is None and first == "the" and not named and not more:
            yield f"{name} definite, not told", 1.0
        if first in {"his", "her", "its", "their", "our", "my", "your"}:
            yield f"{name} of somebody", 1.0
        if known is None and not named:
            yield f"{name} without name", 1.0
        if known is None and phrase.head is not None and phrase.head.tag_ == "NNS" and len(phrase.tokens) == 1:
            yield f"{name} bare plural", 1.0
    whole = [token for one in (triple.subject, triple.object) if one is not None for token in one.tokens]
    whole += [token for one in triple.arguments for token in one.phrase.tokens]
    yield "names and numbers", log1p(sum(bool(token.ent_type_) for token in whole))
    if not any(token.ent_type_ for token in whole):
        yield "no name or number", 1.0
    following = max(token.i for token in [*triple.relation, *whole]) + 1
    rest = triple.predicate.sent.end - following
    yield "words left behind", log1p(max(0, rest))
    verb = triple.predicate
    taken = {token.i for token in _all_words(triple)}
    left = [one for one in verb.children if one.i not in taken and one.dep_ not in _LEFT_OUT]
    for one in left:
        yield f"left out {one.dep_}", 1.0


def _all_words(triple: Triple) -> "list[Token]":
    further = [token for one in triple.arguments for token in [*one.preposition, *one.phrase.tokens]]
    return [*triple.subject.tokens, *triple.relation, *(triple.object.tokens if triple.object else []), *further]


def _of_gaps(triple: Triple) -> Iterator[tuple[str, float]]:
    """What stands between the words of a statement that is no part of it: there its sense may be torn."""
    taken = {token.i for token in _all_words(triple)}
    between = triple.predicate.doc[min(taken) : max(taken)]
    left = [token for token in between if token.i not in taken and not token.is_punct]
    yield "words in gaps", log1p(len(left))
    for name, found in (
        ("finite verb", any(is_verbal(token) and is_finite(token) for token in left)),
        ("noun", any(token.pos_ in {"NOUN", "PROPN"} for token in left)),
        ("preposition", any(token.pos_ == "ADP" for token in left)),
        ("conjunction", any(token.pos_ == "CCONJ" for token in left)),
    ):
        if found:
            yield f"{name} in a gap", 1.0


_LEFT_OUT = {"punct", "cc", "conj", "mark", "intj", "aux", "auxpass", "preconj", "meta"}
