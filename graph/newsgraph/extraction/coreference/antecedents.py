"""Whom a pronoun or a description refers back to: the chain of mentions that the most signs speak for.

A log-linear ranking of the chains so far against "somebody new" (Denis and Baldridge 2008; Durrett and Klein 2013),
with few, linguistic features: distance, agreement, syntax, the words of descriptions, who speaks in a quotation.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.base.linear import LinearModel
from newsgraph.extraction.coreference.referents import Chain, Referent, position_of

Signs = dict[str, float]
_REACH, _FARTHEST = {"he": 8, "they": 5, "it": 3}, 60  # sentences; how far other kinds reach
_REFLEXIVE = "self", "selves"


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Whom a pronoun or a description most likely refers back to, and how likely that is (0 to 1)."""

    chain: Chain | None
    probability: float


def antecedent(
    referent: Referent, referents: Sequence[Referent], speakers: Mapping[int, int], model: LinearModel
) -> Antecedent:
    """The chain that a pronoun or description belongs to; none where it begins one of its own, or none is known.

    Args:
        referent: the pronoun or description.
        referents: those of the whole article by `position_of`, some of them in chains.
        speakers: for tokens within quotations, where the head of the speaker's name stands.
        model: weights of the signs for the class "antecedent".
    """
    choices: list[Chain | None] = [None]
    scores = [model.scores(new_signs(referent))["antecedent"]]
    for chain, signs in candidates(referent, referents, speakers):
        choices.append(chain)
        scores.append(model.scores(signs)["antecedent"])
    top = max(scores)
    likely = [exp(score - top) for score in scores]
    best = scores.index(top)
    return Antecedent(choices[best], likely[best] / sum(likely))


def new_signs(referent: Referent) -> Signs:
    """What speaks for somebody who was not mentioned before."""
    kind = referent.kind
    signs = {f"{kind}: new": 1.0}
    if kind == "nominal":
        signs[f"nominal: new, {referent.determiner}"] = 1.0
        signs[f"nominal: new, {referent.mention.type}"] = 1.0
        signs["nominal: new, modifiers"] = min(len(referent.modifiers), 3)
        if any(child.dep_ in {"relcl", "acl", "prep"} for child in referent.mention.head.rights):
            signs["nominal: new, described after"] = 1.0
    return signs


def candidates(
    referent: Referent, referents: Sequence[Referent], speakers: Mapping[int, int]
) -> Iterator[tuple[Chain, Signs]]:
    """The chains that a mention may belong to, with what speaks for and against each, the nearest first.

    Args: as for `antecedent`.
    """
    found = [
        (latest, chain)
        for latest, chain in _within_reach(referent, referents)
        if _possible(referent, latest, chain, speakers) and not _nested(referent, chain)
    ]
    kind = referent.kind
    for rank, (latest, chain) in enumerate(found):
        signs = {f"{kind}: {sign}": value for sign, value in _signs(referent, latest, chain, speakers)}
        signs[f"{kind}: rank"] = min(rank, 6) / 6
        if rank == 0:
            signs[f"{kind}: nearest"] = 1.0
        yield chain, signs


def _within_reach(referent: Referent, referents: Sequence[Referent]) -> Iterator[tuple[Referent, Chain]]:
    """The chains that were mentioned not long before, each with its latest mention, backwards through the text."""
    reach, seen = _REACH.get(referent.kind, _FARTHEST), set[int]()
    for number in range(bisect_left(referents, referent.position, key=position_of) - 1, -1, -1):
        latest = referents[number]
        if referent.order - latest.order > reach:
            return
        if latest.chain is not None and id(latest.chain) not in seen:
            seen.add(id(latest.chain))
            yield latest, latest.chain


def _possible(referent: Referent, latest: Referent, chain: Chain, speakers: Mapping[int, int]) -> bool:
    """Whether agreement and who speaks rule nothing out."""
    kind, gap = referent.kind, referent.order - latest.order
    speaker = speakers.get(referent.position)
    if kind in {"i", "we", "you"}:
        same = latest.pronoun == kind or (kind == "we" and latest.pronoun == "i")
        spoken = kind != "you" and _speaks(chain, speaker)
        return spoken or (same and speakers.get(latest.position) == speaker)
    if speaker is not None and kind == "he" and _speaks(chain, speaker):
        return False
    if latest.pronoun in {"i", "we", "you"} and not chain.named:
        return False
    if referent.gender and chain.gender and referent.gender != chain.gender:
        return False
    if kind == "he":
        return chain.type == "person" and chain.number != "plural"
    if kind == "it":
        return chain.type in {"organization", "place"} and chain.number != "plural"
    if kind == "they":
        someone = chain.number == "singular" and chain.gender is not None
        return not someone and (chain.type != "place" or chain.number == "plural")
    if _clash(referent, latest):
        return False
    if referent.head in chain.heads or referent.head in chain.name_words:
        return referent.number is None or chain.number in {None, referent.number}
    return (
        referent.determiner in {"the", "this", "possessive"}
        and gap <= 8
        and _compatible(referent, chain)
        and (chain.number in {None, referent.number})
    )


def _nested(referent: Referent, chain: Chain) -> bool:
    """Whether a mention would be within or around another one of the same, or both arguments of one verb."""
    span, head = referent.mention.span, referent.mention.head
    reflexive = head.lower_.endswith(_REFLEXIVE)
    for other in chain.within(min(span.start, referent.sentence), referent.sentence_end):
        theirs, their_head = other.mention.span, other.mention.head
        if theirs.start <= referent.position < theirs.end or span.start <= other.position < span.end:
            return True
        if head.dep_ == "poss" and head.head == their_head:
            return True
        same_verb = head.head == their_head.head and not reflexive
        if same_verb and {referent.role, other.role} == {"subject", "object"}:
            return True
        if same_verb and referent.role == other.role == "subject":
            return True
    return False


def _speaks(chain: Chain, speaker: int | None) -> bool:
    return speaker is not None and bool(chain.within(speaker, speaker + 1))


def _clash(referent: Referent, latest: Referent) -> bool:
    """Whether two descriptions tell each other apart: "the Russian army", "the Ukrainian army"."""
    return bool(
        referent.head == latest.head and referent.modifiers - latest.modifiers and latest.modifiers - referent.modifiers
    )


def _kinds_of_place(noun: str) -> set[str]:
    """The kinds of places that a common noun is used for: "capital" for a city; none if it tells nothing."""
    return {kind for kind in ("country", "region", "city", "water") if noun in words("nominals", "kinds", kind)}


def _compatible(referent: Referent, chain: Chain) -> bool:
    """Whether a description may be of a chain that is called otherwise."""
    mine, theirs = referent.mention.type, chain.type
    if mine == "place" and chain.kind and (kinds := _kinds_of_place(referent.head)) and chain.kind not in kinds:
        return False
    if mine == theirs:
        return True
    return {mine, theirs} in ({"group", "organization"}, {"group", "person"}) or (
        mine == "place" and theirs == "organization" and referent.head in words("nominals", "organization")
    )


def _signs(
    referent: Referent, latest: Referent, chain: Chain, speakers: Mapping[int, int]
) -> Iterator[tuple[str, float]]:
    """What speaks for and against a chain, whatever the kind of mention."""
    gap = referent.order - latest.order
    yield f"{min(gap, 4)} sentences back" if gap < 9 else "far back", 1.0
    yield f"latest {latest.mention.form}", 1.0
    yield f"latest {latest.role}", 1.0
    if latest.role == referent.role:
        yield f"both {referent.role}", 1.0
    yield f"type {chain.type}", 1.0
    if chain.named:
        yield "named", 1.0
    yield "mentions", min(len(chain.referents), 8) / 8
    if latest.pronoun and latest.pronoun == referent.pronoun:
        yield "same pronoun", 1.0
    if referent.gender:
        yield "gender agrees" if chain.gender else "gender unknown", 1.0
    if referent.number == "plural":
        yield f"number {chain.number}", 1.0
        yield f"type {chain.type}, number {chain.number}", 1.0
    if _speaks(chain, speakers.get(referent.position)):
        yield "speaks", 1.0
    if (referent.position in speakers) != (latest.position in speakers):
        yield "across a quotation mark", 1.0
    if gap == 0 and latest.mention.head.head == referent.mention.head.head:
        yield "same governor", 1.0
        if referent.mention.head.lower_.endswith(_REFLEXIVE):
            yield "reflexive", 1.0
    if gap == 0 and referent.role == "possessor" and latest.role == "subject":
        yield "subject's own", 1.0
    if not referent.pronoun:
        yield from _description_signs(referent, latest, chain)


def _description_signs(referent: Referent, latest: Referent, chain: Chain) -> Iterator[tuple[str, float]]:
    """What the words of a description say."""
    yield f"{referent.determiner}, {min(referent.order - latest.order, 4)} sentences back", 1.0
    known = chain.modifiers | chain.name_words | chain.heads
    if referent.head in chain.heads:
        yield "same head", 1.0
        yield f"same head, {referent.determiner}", 1.0
        if referent.head == latest.head and referent.modifiers == latest.modifiers:
            yield "same words", 1.0
        if not referent.modifiers:
            yield "same head, nothing else", 1.0
    elif referent.head in chain.name_words:
        yield "head in name", 1.0
    else:
        yield "other head", 1.0
        yield f"other head, {referent.mention.type} for {chain.type}", 1.0
        yield f"other head, {referent.determiner}, {'named' if chain.named else 'unnamed'}", 1.0
        if chain.type == "place" and (kinds := _kinds_of_place(referent.head)):
            yield "fits the kind of place" if chain.kind in kinds else "may fit the kind of place", 1.0
        if any(referent.head in role.lower().split() for role in chain.roles):
            yield "head in role", 1.0
    if referent.modifiers <= known:
        yield "modifiers known", 1.0
    yield "new modifiers", min(len(referent.modifiers - known), 3) / 3
