"""What speaks for and against each choice of an antecedent: distance, salience, agreement, words, who speaks."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from math import log1p

from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.base.data_files import read_toml
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.coreference.referents import Chain, Occurrence, Referent

Features = dict[str, float]
_MANY = 3  # rivals or ranks from which on they are not told apart
_PLEONASTIC_PARTS = {"acomp", "ccomp", "attr", "xcomp"}


@dataclass(frozen=True, slots=True)
class Discourse:
    """What an article mentions and who speaks in it.

    Attributes:
        referents: its mentions by `position_of`.
        things: its other nouns by `position_of`.
        speakers: for tokens within quotations, where the head of the speaker's name stands.
        sources: where the heads of all stand who say something.
    """

    referents: Sequence[Referent]
    things: Sequence[Occurrence]
    speakers: Mapping[int, int]
    sources: AbstractSet[int]

    def speaks(self, chain: Chain, speaker: int | None) -> bool:
        """Whether a speaker is of a chain."""
        return speaker is not None and bool(chain.within(speaker, speaker + 1))


def new_features(referent: Referent, discourse: Discourse, rivals: Sequence[Referent]) -> Features:
    """What speaks for somebody or something that was not mentioned before, or cannot be told."""
    return {f"{referent.kind}: new, {name}": value for name, value in _new(referent, discourse, rivals)}


def _new(referent: Referent, discourse: Discourse, rivals: Sequence[Referent]) -> Iterator[tuple[str, float]]:
    yield "", 1.0
    yield referent.role, 1.0
    near = sum(referent.order - latest.order <= 1 for latest in rivals)
    yield f"{min(near, _MANY)} rivals near", 1.0
    yield f"{min(len(rivals), _MANY)} rivals", 1.0
    if referent.position in discourse.speakers:
        yield "quoted", 1.0
    if referent.kind == "it" and _pleonastic(referent):
        yield "pleonastic", 1.0
    if referent.kind != "nominal":
        return
    yield referent.determiner, 1.0
    yield referent.mention.type, 1.0
    yield "modifiers", min(len(referent.modifiers), 3)
    if any(child.dep_ in {"relcl", "acl", "prep"} for child in referent.token.rights):
        yield "described after", 1.0


def _pleonastic(referent: Referent) -> bool:
    """Whether "it" may stand for nothing or for a clause: "it is clear that", "it seems"."""
    verb = referent.token.head
    if referent.role != "subject" or verb.pos_ not in {"AUX", "VERB"}:
        return False
    return verb.lemma_ in words("hypernyms", "pleonastic_verbs") or (
        verb.lemma_ == "be" and any(part.dep_ in _PLEONASTIC_PARTS for part in verb.rights)
    )


def thing_features(referent: Referent, thing: Occurrence, rank: int) -> Iterator[tuple[str, float]]:
    """What speaks for a thing: an "it" that is no actor."""
    yield "", 1.0
    yield from _distance(referent, thing)
    yield f"rank {min(rank, _MANY)}", 1.0
    if thing.role == referent.role:
        yield f"both {thing.role}", 1.0
    if _acts(referent):
        yield "does what people do", 1.0
    if _above(referent, thing):
        yield "subject above", 1.0
    if thing.quote != referent.quote:
        yield "across a quotation mark", 1.0


def chain_features(
    referent: Referent, latest: Referent, chain: Chain, rank: int, discourse: Discourse
) -> Iterator[tuple[str, float]]:
    """What speaks for and against a chain, by its latest mention, whatever the kind of mention."""
    yield from _distance(referent, latest)
    yield from _agreement(referent, chain)
    yield from _speech(referent, latest, chain, discourse)
    yield f"rank {min(rank, _MANY)}", 1.0
    yield f"latest {latest.mention.form}", 1.0
    if latest.role == referent.role:
        yield f"both {referent.role}", 1.0
    if chain.named:
        yield "named", 1.0
    yield "mentions", log1p(len(chain.referents)) / 3
    if latest.pronoun and latest.pronoun == referent.pronoun:
        yield "same pronoun", 1.0
    before = [one for one in chain.referents if referent.order - one.order == 1]
    if any(one.role == "subject" for one in before):
        yield "a subject of the sentence before", 1.0
    if any(one.salience == "main subject" for one in before):
        yield "the subject of the sentence before", 1.0
    if latest.order == referent.order and latest.token.head == referent.token.head:
        yield "same governor", 1.0
    if latest.order == referent.order and referent.role == "possessor" and latest.role == "subject":
        yield "subject's own", 1.0
    if _above(referent, latest):
        yield "subject above", 1.0
    elif latest.order == referent.order and latest.token.is_ancestor(referent.token):
        yield "described by its clause", 1.0
    if not referent.pronoun:
        yield from _description(referent, latest, chain)


def _distance(referent: Referent, other: Occurrence) -> Iterator[tuple[str, float]]:
    """How far back something stands and how salient it is there."""
    gap, paragraphs = referent.order - other.order, referent.paragraph - other.paragraph
    where = "same sentence" if not gap else f"{gap} back" if gap < 4 else "4 to 8 back" if gap < 9 else "far back"
    yield where, 1.0
    yield f"{where}, {other.salience}", 1.0
    yield f"latest {other.role}", 1.0
    if gap and paragraphs > 0:
        yield f"{min(paragraphs, 2)} paragraphs back", 1.0
        if gap == 1:
            yield f"paragraph before, {other.salience}", 1.0
    elif gap:
        yield f"same paragraph, {other.salience}", 1.0


def _agreement(referent: Referent, chain: Chain) -> Iterator[tuple[str, float]]:
    yield f"type {chain.type}", 1.0
    if referent.gender:
        yield "gender agrees" if chain.gender else "gender unknown", 1.0
    if chain.type == "person" and chain.named and not chain.human:
        yield "perhaps no human", 1.0
    if referent.number == "plural":
        yield f"number {chain.number}", 1.0
        yield f"type {chain.type}, number {chain.number}", 1.0
    if referent.pronoun in {"it", "they"} and _acts(referent):
        yield "does what people do", 1.0


def _speech(referent: Referent, latest: Referent, chain: Chain, discourse: Discourse) -> Iterator[tuple[str, float]]:
    speaker = discourse.speakers.get(referent.position)
    if discourse.speaks(chain, speaker):
        yield "speaks", 1.0
    if latest.quote >= 0 and referent.quote < 0:
        yield "spoken of before", 1.0
    elif referent.quote >= 0 and latest.quote < 0:
        yield "named outside the quotation", 1.0
    elif referent.quote >= 0 and latest.quote == referent.quote:
        yield "in the same quotation", 1.0
    if latest.position in discourse.sources:
        yield "said something", 1.0
        if referent.position in discourse.sources:
            yield "said something, goes on", 1.0
    elif referent.position in discourse.sources and discourse.speakers.get(latest.position) == referent.position:
        yield "speaks of somebody", 1.0


def _acts(referent: Referent) -> bool:
    """Whether a pronoun is the subject of a verb of saying, thinking or wanting."""
    return referent.role == "subject" and load_cues().is_verb(referent.token.head.lemma_)


def _above(referent: Referent, other: Occurrence) -> bool:
    """Whether something is the subject of a clause that the mention stands within: "Ann said that she"."""
    return (
        other.order == referent.order
        and other.role == "subject"
        and other.token.head != referent.token.head
        and other.token.head.is_ancestor(referent.token)
    )


@lru_cache(maxsize=1 << 14)
def kinds_of_place(noun: str) -> frozenset[str]:
    """The kinds of places that a common noun is used for: "capital" for a city; none if it tells nothing."""
    kinds = ("country", "region", "city", "water")
    return frozenset(kind for kind in kinds if noun in words("nominals", "kinds", kind))


def _description(referent: Referent, latest: Referent, chain: Chain) -> Iterator[tuple[str, float]]:
    """What the words of a description say."""
    yield f"{referent.determiner}, {min(referent.order - latest.order, 4)} sentences back", 1.0
    known = chain.modifiers | chain.name_words | chain.heads
    if referent.head in chain.heads:
        yield "same head", 1.0
        yield f"same head, {referent.determiner}", 1.0
        if referent.head == latest.head and referent.modifiers == latest.modifiers:
            yield "same words", 1.0
            yield f"same words, {referent.determiner}", 1.0
        if not referent.modifiers:
            yield "same head, nothing else", 1.0
    elif referent.head in chain.name_words:
        yield "head in name", 1.0
    else:
        yield from _other_words(referent, chain)
    if referent.modifiers <= known:
        yield "modifiers known", 1.0
    yield "new modifiers", min(len(referent.modifiers - known), 3) / 3
    if any(child.dep_ in {"relcl", "acl", "prep"} for child in referent.token.rights):
        yield "described after", 1.0


def _other_words(referent: Referent, chain: Chain) -> Iterator[tuple[str, float]]:
    """What speaks for a description by a noun that the chain was not called yet."""
    yield "other head", 1.0
    yield f"other head, {referent.mention.type} for {chain.type}", 1.0
    yield f"other head, {referent.determiner}, {'named' if chain.named else 'unnamed'}", 1.0
    if referent.head in words("hypernyms", "generic"):
        yield f"generic, {referent.mention.type}", 1.0
    elif referent.head in read_toml("hypernyms.toml")["hyponyms"]:
        yield "hypernym", 1.0
    if chain.type == "place" and (kinds := kinds_of_place(referent.head)):
        yield "fits the kind of place" if chain.kind in kinds else "may fit the kind of place", 1.0
    if any(referent.head in role.lower().split() for role in chain.roles):
        yield "head in role", 1.0
