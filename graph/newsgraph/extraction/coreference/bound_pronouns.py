"""Pronouns that the grammar of their sentence all but binds to its subject.

"The company said it would close", "the Senate cancelled its hearing", and whoever says "I" in a quotation. They need no
weighing of candidates.
"""

from bisect import bisect_left
from typing import TYPE_CHECKING

from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.coreference.antecedent_features import Discourse
from newsgraph.extraction.coreference.referents import Chain, Referent, position_of

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

_SUBJECTS = {"nsubj", "nsubjpass"}
_GOES_ON_WITHIN = 4  # sentences
_KINDS = {"it": {"organization", "place"}, "they": {"group", "organization"}}


def bound_to(referent: Referent, discourse: Discourse) -> Chain | None:
    """The chain that a pronoun is bound to by the grammar of its sentence or by who speaks; none for all others."""
    if referent.pronoun in {"i", "we"}:
        return _speaker(referent, discourse)
    if referent.pronoun in {"he", "she"}:
        return _goes_on(referent, discourse)
    if referent.pronoun not in _KINDS:
        return None
    verb = _binding_verb(referent.token)
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS] if verb is not None else []
    if len(subjects) != 1 or any(child.dep_ == "conj" for child in subjects[0].children):
        return None
    subject = _referent_at(subjects[0].i, discourse)
    chain = subject.chain if subject is not None and subject.quote == referent.quote else None
    if chain is None or chain.type not in _KINDS[referent.pronoun]:
        return None
    return chain if referent.pronoun == "they" or chain.number != "plural" else None


def _binding_verb(pronoun: "Token") -> "Token | None":
    """The verb whose subject a pronoun takes up: that of what is said, or that whose object the pronoun owns."""
    governor = pronoun.head
    if pronoun.dep_ == "nsubj" and governor.dep_ == "ccomp" and governor.i > governor.head.i:
        verb = governor.head
        return verb if load_cues().is_verb(verb.lemma_) and pronoun.i > verb.i else None
    if pronoun.dep_ == "poss" and governor.dep_ == "dobj" and governor.head.i < pronoun.i:
        return governor.head
    return None


def _referent_at(position: int, discourse: Discourse) -> Referent | None:
    """The mention in a chain whose head stands there."""
    first, last = (bisect_left(discourse.referents, one, key=position_of) for one in (position, position + 1))
    return next((one for one in discourse.referents[first:last] if one.chain is not None), None)


def _speaker(referent: Referent, discourse: Discourse) -> Chain | None:
    """Who says "I" in a quotation, or "we" where a body speaks."""
    speaker = discourse.speakers.get(referent.position)
    if speaker is None:
        return None
    kinds = {"person"} if referent.pronoun == "i" else {"organization", "group", "place"}
    referent_there = _referent_at(speaker, discourse)
    found = referent_there.chain if referent_there is not None else None
    if found is None or found.type not in kinds:
        return None
    return found if found.human or found.type != "person" or not found.named else None


def _goes_on(referent: Referent, discourse: Discourse) -> Chain | None:
    """Whom a "she said" means who goes on speaking: the last source, with no other person as a subject since."""
    if referent.position not in discourse.sources or referent.role != "subject" or referent.quote >= 0:
        return None
    last = bisect_left(discourse.referents, referent.position, key=position_of)
    for number in range(last - 1, -1, -1):
        before = discourse.referents[number]
        if referent.order - before.order > _GOES_ON_WITHIN:
            return None
        if before.quote >= 0 or before.position in discourse.speakers:
            continue
        if before.position in discourse.sources:
            return before.chain if before.chain is not None and _may_be(referent, before.chain) else None
        if before.role in {"subject", "conjunct"} and before.mention.type in {"person", "group"}:
            return None
    return None


def _may_be(referent: Referent, chain: Chain) -> bool:
    """Whether a chain is of one person, of that gender as far as is known."""
    other = referent.gender and chain.gender and referent.gender != chain.gender
    return chain.type == "person" and chain.number != "plural" and not other
