"""Whom a pronoun or a description refers back to: the chain of mentions that the most features speak for, or none.

A log-linear ranking (Denis and Baldridge 2008; Durrett and Klein 2013) of the chains so far, of the things that "it"
and "they" may stand for instead, and of "somebody new". Its probability has to reach a threshold: who stands for a
pronoun that is not clear stays open, because a wrong antecedent tells of a real person what another one did.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log

from newsgraph.extraction.base.data_files import read_toml
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.base.linear import LinearModel
from newsgraph.extraction.coreference.antecedent_features import (
    Discourse,
    Features,
    chain_features,
    kinds_of_place,
    new_features,
    thing_features,
)
from newsgraph.extraction.coreference.referents import Chain, Occurrence, Referent, position_of

_REACH, _FARTHEST = {"he": 8, "they": 5, "it": 3}, 60  # sentences; how far other kinds reach
_DESCRIPTION_REACH = 8  # sentences that a description in other words reaches
_THING_REACH, _MOST_THINGS = 2, 8  # sentences; how many of the nearest things compete
_STANDS_FOR_THINGS = {"it", "they"}
_REFLEXIVE = "self", "selves"
_UNKNOWN = {"slope": 0.0, "intercept": -9.0}  # kinds that nobody decided on: never believed
BOUND = 0.95  # how likely a pronoun is of whom grammar or the speaker binds it to


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Whom a pronoun or a description most likely refers back to, and how likely that is (0 to 1)."""

    chain: Chain | None
    probability: float


def antecedent(referent: Referent, discourse: Discourse, model: LinearModel, *, calibrated: bool = True) -> Antecedent:
    """The likeliest chain for a pronoun or description; none where it is of nobody known so far.

    Args:
        referent: the pronoun or description.
        discourse: the article so far, some of its mentions in chains.
        model: weights of the features for the class "antecedent".
        calibrated: whether the probability says how often such links are right, rather than what the model gives.
    """
    choices: list[Chain | None] = []
    scores = []
    for chain, features in choices_for(referent, discourse):
        choices.append(chain)
        scores.append(model.scores(features)["antecedent"])
    best = max((number for number, chain in enumerate(choices) if chain), key=lambda one: scores[one], default=None)
    if best is None:
        return Antecedent(None, 0.0)
    top = max(scores)
    likely = [exp(score - top) for score in scores]
    probability = likely[best] / sum(likely)
    if calibrated:
        line = read_toml("link_calibration.toml").get(kind_of_link(referent, choices[best]), _UNKNOWN)
        probability = recalibrated(probability, line["slope"], line["intercept"])
    return Antecedent(choices[best], probability)


def kind_of_link(referent: Referent, chain: Chain | None) -> str:
    """Which calibration and threshold count: of descriptions of somebody named, others than of those of the unnamed."""
    return "named_nominal" if not referent.pronoun and chain and chain.named else referent.kind


def is_believed(referent: Referent, found: Antecedent) -> bool:
    """Whether an antecedent is likely enough to be believed."""
    thresholds = read_toml("link_calibration.toml")["thresholds"]
    name = "pronoun" if referent.pronoun else kind_of_link(referent, found.chain)
    return bool(found.chain and found.probability >= thresholds[name])


def log_odds(probability: float) -> float:
    """Of a probability, kept within what a float can tell from 0 and 1."""
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return log(kept / (1 - kept))


def recalibrated(probability: float, slope: float, intercept: float) -> float:
    """How often links of that probability are right (Platt 1999)."""
    return 1 / (1 + exp(-slope * log_odds(probability) - intercept))


def choices_for(referent: Referent, discourse: Discourse) -> Iterator[tuple[Chain | None, Features]]:
    """All that a mention may refer to with its features: somebody new, a thing (both without a chain), the chains."""
    kind = referent.kind
    chains = _chains(referent, discourse)
    things = list(_things(referent, discourse)) if kind in _STANDS_FOR_THINGS else []
    yield None, new_features(referent, discourse, [latest for latest, _ in chains])
    for rank, thing in enumerate(things):
        features = {f"{kind}: thing, {name}": value for name, value in thing_features(referent, thing, rank)}
        yield None, features
    for rank, (latest, chain) in enumerate(chains):
        found = {f"{kind}: {name}": value for name, value in chain_features(referent, latest, chain, rank, discourse)}
        yield chain, found


def _chains(referent: Referent, discourse: Discourse) -> list[tuple[Referent, Chain]]:
    """The chains that a mention may belong to, each with its latest mention, the nearest first."""
    return [
        (latest, chain)
        for latest, chain in _within_reach(referent, discourse.referents)
        if _possible(referent, latest, chain, discourse) and not _nested(referent, chain)
    ]


def _within_reach(referent: Referent, referents: Sequence[Referent]) -> Iterator[tuple[Referent, Chain]]:
    """The chains that were mentioned not long before, each with its latest mention, backwards through the text."""
    farthest, seen = referent.order - _REACH.get(referent.kind, _FARTHEST), set[int]()
    for number in range(bisect_left(referents, referent.position, key=position_of) - 1, -1, -1):
        latest = referents[number]
        if latest.order < farthest:
            return
        chain = latest.chain
        if chain is not None and id(chain) not in seen:
            seen.add(id(chain))
            yield latest, chain


def _things(referent: Referent, discourse: Discourse) -> Iterator[Occurrence]:
    """The things that a pronoun may stand for, the nearest first."""
    things, count = discourse.things, 0
    for number in range(bisect_left(things, referent.position, key=position_of) - 1, -1, -1):
        thing = things[number]
        if referent.order - thing.order > _THING_REACH or count == _MOST_THINGS:
            return
        if thing.number == referent.number and thing.token.head is not referent.token:
            count += 1
            yield thing


def _possible(referent: Referent, latest: Referent, chain: Chain, discourse: Discourse) -> bool:
    """Whether agreement and who speaks rule nothing out."""
    kind, speaker = referent.kind, discourse.speakers.get(referent.position)
    if kind != latest.kind and not chain.named and all(one.pronoun for one in chain.referents):
        return False  # of whom the article calls "we" it is not known whether they are "they"
    if kind in {"i", "we", "you"}:
        same = latest.pronoun == kind or (kind == "we" and latest.pronoun == "i")
        spoken = kind != "you" and discourse.speaks(chain, speaker)
        return spoken or (same and discourse.speakers.get(latest.position) == speaker)
    if speaker is not None and kind == "he" and discourse.speaks(chain, speaker):
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
    return _may_describe(referent, latest, chain) and not _is_one_of_several(referent, chain, discourse)


def _is_one_of_several(referent: Referent, chain: Chain, discourse: Discourse) -> bool:
    """Whether a noun leaves open which body it means, or says that it is another one.

    "The court", where the article names two courts; "the appeals court" for a Supreme Court.
    """
    noun = referent.head
    if chain.type != "organization" or not chain.named:
        return False
    compounds = {one.lower_ for one in referent.token.lefts if one.dep_ == "compound" and one.tag_ in {"NN", "NNS"}}
    if noun in chain.name_words and compounds - chain.name_words - chain.modifiers:
        return True
    others = (one.chain for one in discourse.referents if one.chain is not None and one.chain is not chain)
    return any(other.named and other.type == chain.type and noun in other.name_words for other in others)


def _may_describe(referent: Referent, latest: Referent, chain: Chain) -> bool:
    """Whether the words of a description may be of a chain."""
    if _clash(referent, latest) or (referent.determiner == "possessive" and chain.named):
        return False
    if chain.named and _is_no_single_one(referent):
        return False
    if _named_otherwise(referent, chain) or (_told_apart(referent) and referent.modifiers != latest.modifiers):
        return False
    if latest.head == referent.head and not latest.pronoun and _is_plural(latest) != _is_plural(referent):
        return False
    if referent.head in chain.heads or (referent.head in chain.name_words and _may_head(referent.head, chain)):
        return referent.number is None or chain.number in {None, referent.number}
    return (
        referent.determiner in {"the", "this"}
        and referent.order - latest.order <= _DESCRIPTION_REACH
        and _compatible(referent, chain)
        and chain.number in {None, referent.number}
        and _evidence(referent, chain)
    )


def _is_no_single_one(referent: Referent) -> bool:
    """Whether a noun for a person stands without a determiner, and not as an office: "a commitment to justice"."""
    if referent.mention.type != "person" or referent.determiner != "bare" or referent.number == "plural":
        return False
    return referent.role == "oblique" and referent.token.head.lower_ != "as"


def _may_head(noun: str, chain: Chain) -> bool:
    """Whether a noun of a body's name says what it is: not "world" for the World Health Organization."""
    if chain.type != "organization":
        return True
    for name in chain.names:
        parts = name.lower().split()
        heads = [*(before for before, after in pairwise(parts) if after in {"of", "for", "in", "on"}), parts[-1]]
        if noun in heads or any(head.startswith(noun) for head in heads):
            return True
    return False


def _is_plural(referent: Referent) -> bool:
    """Whether the noun is a plural in form: "the crews"."""
    return referent.token.tag_ in {"NNS", "NNPS"}


def _named_otherwise(referent: Referent, chain: Chain) -> bool:
    """Whether a name within a description is none of the chain's: "the Austrian site" for one without a country."""
    span = referent.mention.span
    for token in span.doc.tokens[span.start : min(span.end, referent.position)]:
        if token.pos_ in {"PROPN", "ADJ"} and token.text[0].isupper():
            for known in (chain.modifiers, chain.name_words, chain.heads):
                if token.lower_ in known or token.lemma_.lower() in known:
                    break
            else:
                return True
    return False


def _told_apart(referent: Referent) -> bool:
    """Whether what follows a description says which one it is: "the area around the airport"."""
    return any(child.dep_ in {"relcl", "acl", "prep"} for child in referent.token.rights)


def _evidence(referent: Referent, chain: Chain) -> bool:
    """Whether anything but the kind says that a description in other words may be of a chain: a role, a hypernym."""
    noun = referent.head
    if noun in words("hypernyms", "generic") or (chain.type == "place" and kinds_of_place(noun)):
        return True
    known = chain.heads | chain.name_words | {word for role in chain.roles for word in role.lower().split()}
    hyponyms = read_toml("hypernyms.toml")["hyponyms"]
    return noun in known or (noun in hyponyms and bool(known & words("hypernyms", "hyponyms", noun)))


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


def _clash(referent: Referent, latest: Referent) -> bool:
    """Whether two descriptions tell each other apart: "the Russian army", "the Ukrainian army"."""
    return bool(
        referent.head == latest.head and referent.modifiers - latest.modifiers and latest.modifiers - referent.modifiers
    )


def _compatible(referent: Referent, chain: Chain) -> bool:
    """Whether a description may be of a chain that is called otherwise."""
    mine, theirs = referent.mention.type, chain.type
    if mine == "place" and chain.kind and (kinds := kinds_of_place(referent.head)) and chain.kind not in kinds:
        return False
    if mine == theirs:
        return True
    return {mine, theirs} in ({"group", "organization"}, {"group", "person"}) or (
        mine == "place" and theirs == "organization" and referent.head in words("nominals", "organization")
    )
