"""Whether what a clause says is so: its polarity and modality, from its own words and the predicates above it.

After FactBank and De Facto (Saurí and Pustejovsky 2009, 2012): negation, modals and adverbs act on their own clause;
governing predicates turn over ("denies", "fails to"), pass on ("expects", "plans") or weaken ("may", "rumours of") what
stands in their scope. Both are read inside the attribution: what "he said that …" holds is judged without the saying.
What is said to somebody's charge counts as actual where a source is named, since the attribution says whose word it is.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from newsgraph.extraction.base.annotations import Clause
from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.base.remembered import remembered
from newsgraph.extraction.base.reports import is_report, is_subjunctive
from newsgraph.extraction.base.syntax import child, children, is_infinitive, is_passive, is_verbal
from newsgraph.extraction.clauses.moods import noun_mood, verb_mood
from newsgraph.extraction.clauses.negation import is_negated, is_outstanding
from newsgraph.extraction.clauses.scope import SUBJECTS, Governor, governors, load_lexicon
from newsgraph.record import Modality, Polarity

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

_BY_GOVERNORS: tuple[Modality, ...] = ("hypothetical", "demanded", "planned", "possible")
_OPEN: tuple[Modality, ...] = ("hypothetical", "possible")


@dataclass(frozen=True, slots=True)
class Factuality:
    """Whether a clause is so, and by what.

    Attributes:
        polarity: whether it affirms or negates what it says.
        modality: whether it tells what is, may be, is to be, is asked for, or would be.
    """

    polarity: Polarity
    modality: Modality


@dataclass(frozen=True, slots=True)
class _Effect:
    """What a governor does to what it governs."""

    reverses: bool = False
    passes: bool = False  # whether its own negation carries over, and what governs it governs that too
    mood: Modality | None = None
    if_denied: Modality | None = None  # the modality where the governor is denied


def factuality(clause: Clause) -> Factuality:
    """The polarity and the modality of a clause, by itself and by the governors that it stands under.

    Args:
        clause: a verb, copula or event noun with its arguments.
    """
    return _judged(clause.predicate, clause.kind)


@remembered
def _judged(predicate: "Token", kind: Literal["verb", "copula", "noun"]) -> Factuality:
    clause = Clause(predicate, kind)
    negated = _is_negated_itself(clause)
    mood = noun_mood(predicate) if clause.kind == "noun" else verb_mood(predicate)
    pending: Modality | None = None  # what is left where a denial is itself denied by what governs it
    for governor in governors(predicate):
        if governor.is_preposition:
            negated = not negated
            continue
        if governor.is_host:
            negated, mood = _with_host(governor, negated, mood)
            break
        effect = _effect(governor, clause)
        if effect is None:
            break
        denied = is_negated(governor.token, beside=governor.below)
        negated ^= effect.reverses ^ (denied and effect.passes and not (effect.if_denied and effect.reverses))
        if denied and effect.if_denied:
            negated = negated and not effect.reverses
            mood = mood or effect.if_denied
        elif pending and (effect.reverses or (denied and effect.passes)):
            negated, mood = False, mood or pending
        pending = effect.if_denied if effect.reverses else pending
        mood = mood or effect.mood
        if not effect.passes:
            break
        if mood is None and not (denied and effect.if_denied):
            mood = _mood_above(governor.token)
    return Factuality(polarity="negated" if negated else "affirmed", modality=mood or "actual")


def _with_host(governor: Governor, negated: bool, mood: Modality | None) -> tuple[bool, Modality | None]:
    """What an adjunct takes over from its verb: modality, and doubt where both are denied ("did not go without …")."""
    host = factuality(Clause(governor.token, "copula" if governor.token.lemma_ == "be" else "verb"))
    if mood is None and host.modality != "actual":
        mood = host.modality
    if negated and host.polarity == "negated":
        return False, mood or "possible"
    return negated, mood


def _is_negated_itself(clause: Clause) -> bool:
    predicate = clause.predicate
    negated = is_negated(predicate) ^ is_outstanding(predicate)
    lexicon = load_lexicon()
    if clause.kind == "copula":
        complement = child(predicate, "acomp")
        reversing = lexicon.reversing["adjectives"]
        return negated ^ (complement is not None and complement.lower_ != "wrong" and complement.lower_ in reversing)
    if clause.kind == "noun":
        attributes = lexicon.reversing["attributes"]
        return negated ^ any(word.lower_ in attributes for word in children(predicate, "amod"))
    return negated ^ _is_too_much(predicate)


def _is_too_much(infinitive: "Token") -> bool:
    """Whether an infinitive is out of reach: "too weak to attack"."""
    if not is_infinitive(infinitive) or infinitive.dep_ not in {"xcomp", "advcl", "ccomp"}:
        return False
    head = infinitive.head
    adjectives = [head] if head.pos_ in {"ADJ", "ADV"} else [*children(head, "acomp", "advmod")]
    return any(word.lower_ == "too" for one in adjectives if one.i < infinitive.i for word in children(one, "advmod"))


def _mood_above(token: "Token") -> Modality | None:
    return noun_mood(token) if token.pos_ in {"NOUN", "PROPN"} else verb_mood(token)


def _effect(governor: Governor, clause: Clause) -> _Effect | None:
    """What a governor does to a clause; None where what it governs is judged without it."""
    found = _effect_by_lexicon(governor, clause)
    if _mood_above(governor.token) == "hypothetical":
        return replace(found, mood="hypothetical") if found is not None else _Effect(mood="hypothetical")
    return found


def _effect_by_lexicon(governor: Governor, clause: Clause) -> _Effect | None:
    lexicon, token = load_lexicon(), governor.token
    if _reverses(governor, clause):
        closed = lexicon.reversing["verbs"] - lexicon.reversing["open_verbs"]
        is_closed = is_verbal(token) and governor.is_listed({"verbs": closed}) and clause.kind != "noun"
        alone = governor.is_listed({"verbs": lexicon.reversing["verbs"]}) and governor.preposition is None
        mood = _lent_modality(governor) if alone or not is_verbal(token) else None  # "ruled out" is no ruling
        return _Effect(reverses=True, passes=True, mood=mood, if_denied=None if is_closed else "possible")
    if _is_gerund_after(governor, "from"):
        return _Effect(reverses=True, passes=True)
    if _is_gerund_after(governor, "against"):
        return _Effect(reverses=True, mood="demanded")
    charged = _charge(governor)
    if charged is not None:
        return charged
    verdict = governor.preposition is not None and token.lemma_.lower() in lexicon.charging["verdicts"]
    if verdict or _only_reports(governor):
        return None if _is_plain(token) else _Effect(mood="possible")
    if is_report(token, governor.below) and _is_plain(token):
        return None
    if governor.over_infinitive and governor.is_listed({"particles": lexicon.factive["particles"]}):
        return _Effect(passes=True)  # "went on to win"
    mood = _lent_modality(governor) or _by_auxiliary_use(governor)
    if governor.is_listed(lexicon.causing) and governor.below.dep_ != "dobj":
        return _Effect(passes=True, mood=mood, if_denied="possible")
    if governor.is_listed(lexicon.transparent):
        if mood is None and token.pos_ == "NOUN":
            mood = _by_form(governor)
        return _Effect(passes=True, mood=mood)
    if mood is not None and token.pos_ in {"NOUN", "PROPN"}:
        return _Effect(passes=True, mood=mood)  # "a proposal to buy", which itself may be dropped
    if mood is None:
        mood = _by_form(governor)
    return _Effect(mood=mood) if mood is not None else None


def _reverses(governor: Governor, clause: Clause) -> bool:
    """Whether a governor says that what it governs is not so; of an event noun only if it says that it does not happen.

    "denies a withdrawal", "cancels the attack", but not "stops the attack", "escapes the attack".
    """
    reversing, token = load_lexicon().reversing, governor.token
    if token.pos_ in {"NOUN", "PROPN"} and clause.predicate != token:
        if any(word.lower_ in reversing["attributes"] for word in children(token, "amod")):
            return True
        if token.dep_ == "attr" and governor.below.dep_ in SUBJECTS:
            return token.lemma_.lower() in reversing["predicate_nouns"]
    if token.lemma_.lower() in reversing["naming"] and _is_named_false(token):
        return True
    if not governor.is_listed(reversing):
        return False
    if is_verbal(token) and governor.preposition is not None and governor.preposition.lower_ in reversing["no_content"]:
        return False
    if governor.over_finite and is_verbal(token):
        return token.lemma_.lower() in reversing["finite"] or governor.is_listed({"particles": reversing["particles"]})
    if clause.kind == "noun" and governor.below == clause.predicate and is_verbal(token):
        particles = {"particles": reversing["particles"]}
        return governor.is_listed({"verbs": reversing["of_events"]}) or governor.is_listed(particles)
    return not (token.lemma_.lower() in reversing["stopping"] and governor.over_infinitive)


def _is_named_false(verb: "Token") -> bool:
    """Whether a verb of naming calls something false: "called it untrue that", "described the claim as a lie"."""
    reversing = load_lexicon().reversing
    named = [*children(verb, "oprd", "acomp", "attr")]
    named += [one for link in children(verb, "prep") if link.lower_ == "as" for one in link.children]
    return any(one.lower_ in reversing["adjectives"] | reversing["predicate_nouns"] for one in named)


def _is_plain(verb: "Token") -> bool:
    """Whether a verb is itself told as something that was done or is so."""
    found = factuality(Clause(verb, "verb"))
    return (found.polarity, found.modality) == ("affirmed", "actual")


def _only_reports(governor: Governor) -> bool:
    """Whether a verb tells a finite clause that it does not warrant: "said that", but not "knew that"."""
    token = governor.token
    if not governor.over_finite or not is_verbal(token) or governor.is_listed(load_lexicon().knowing):
        return False
    listed = governor.is_listed(load_lexicon().transparent) or _lent_modality(governor) is not None
    return token.lemma_.lower() in load_cues().verbs["clause"] and not listed


def _is_gerund_after(governor: Governor, preposition: str) -> bool:
    """Whether a verb governs a gerund with that preposition: "kept them from leaving", "warned against leaving"."""
    between = governor.preposition
    if between is None or between.lower_ != preposition or between.head.pos_ not in {"VERB", "NOUN", "PROPN", "PRON"}:
        return False
    if governor.below.tag_ != "VBG" or not is_verbal(governor.below):
        return False
    return governor.token.lemma_.lower() not in load_lexicon().scope["origins"]


def _charge(governor: Governor) -> _Effect | None:
    """Of what somebody is charged with: whoever charges vouches for it; where nobody does, it is possible."""
    charging, token, preposition = load_lexicon().charging, governor.token, governor.preposition
    if preposition is None or preposition.lower_ not in charging["prepositions"]:
        return None
    # "dropped a case against Ana for spying"
    opens_case = is_verbal(token) and any(
        thing.lemma_.lower() in charging["nouns"] for thing in children(token, "dobj")
    )
    if opens_case and governor.below.dep_ == "pcomp":
        return _Effect(mood="possible")
    if not governor.is_listed(charging):
        return None
    if is_verbal(token):
        if not _is_plain(token):
            return _Effect(mood="possible")
        is_sourced = preposition.lower_ in load_cues().prepositions.get(token.lemma_.lower(), frozenset())
        if is_sourced and (not is_passive(token) or child(token, "agent") is not None):
            return _Effect()
        if governor.below.dep_ == "pobj" and not is_sourced:
            return None
    return _Effect(passes=True, mood="possible", if_denied="possible")


def _lent_modality(governor: Governor) -> Modality | None:
    """The modality that a governing predicate lends to what it governs.

    A finite clause is asked for or planned only in the subjunctive: "demanded that he resign", but not "told us that he
    resigned".
    """
    lexicon, token, below = load_lexicon(), governor.token, governor.below
    subjunctive = is_subjunctive(below)
    between = governor.preposition
    asks_for = between is not None and between.lower_ in lexicon.scope["asked_for"]
    if (
        is_verbal(token)
        and not is_verbal(below)
        and not asks_for
        and governor.is_listed(lexicon.modality["to_clauses"])
    ):
        return None
    tells_of = between is not None and between.lower_ in lexicon.scope["told_of"] and below.dep_ == "pcomp"
    if tells_of and is_verbal(token) and token.lemma_.lower() in lexicon.modality["demanded"]["verbs"]:
        return None  # "told of being forced"
    past = _is_past_report(governor)
    participle = below.tag_ in {"VBD", "VBN"} and child(below, "aux", "auxpass", "mark") is None
    if token.lemma_.lower() in lexicon.scope["wanting"] and below.dep_ == "ccomp" and participle:
        return "demanded"
    for name in _BY_GOVERNORS:
        if governor.is_listed(lexicon.modality[name]):
            if past and name not in _OPEN:
                continue
            clausal = governor.over_finite or (subjunctive and below.dep_ == "ccomp")
            if clausal and name not in _OPEN and not subjunctive:
                continue
            if token.lemma_ == "dare" and not _has_other_subject(governor):
                return None  # who dares to do it does it
            if name == "planned" and token.lemma_ == "want" and _has_other_subject(governor):
                return "demanded"
            return name
    return None


def _has_other_subject(governor: Governor) -> bool:
    """Whether somebody else is to do what is wanted: "wants the chief to step down"."""
    return child(governor.below, *SUBJECTS) is not None or any(
        thing != governor.below for thing in children(governor.token, "dobj")
    )


def _by_auxiliary_use(governor: Governor) -> Modality | None:
    """The modality of "is to meet", "was to have met" and "has to pay"; "had to pay" tells what was done."""
    if not governor.over_infinitive or governor.below.dep_ not in {"xcomp", "ccomp"}:
        return None
    if is_outstanding(governor.below):
        return None
    if governor.token.lemma_ == "be":
        return "planned"
    return "demanded" if governor.token.lemma_ == "have" and governor.token.tag_ in {"VBZ", "VBP", "VB"} else None


def _by_form(governor: Governor) -> Modality | None:
    """The modality of a complement by its form, where the lexicon does not know what governs it.

    Most words that take an infinitive leave open whether it is done, and a subjunctive is asked for.
    """
    token, below = governor.token, governor.below
    if below.dep_ == "ccomp" and is_subjunctive(below) and child(below, "mark") is not None:
        return "demanded"  # "insisted that he resign"
    factive = load_lexicon().factive
    if not governor.over_infinitive or governor.is_listed(factive) or _is_past_report(governor):
        return None
    if token.lemma_ in load_lexicon().reversing["naming"] and below.lemma_ == "be":
        return None  # "declared it to be legal"
    if token.tag_ == "VBN" and governor.is_listed(factive, "adjectives"):
        return None  # "am saddened to report"
    if below.dep_ not in {"xcomp", "ccomp", "acl", "relcl", "advcl"}:
        return None
    if below.dep_ in {"acl", "relcl"}:
        return None if _is_ranked(token) else "planned"
    return None if token.lemma_ == "have" else "possible"


def _is_past_report(governor: Governor) -> bool:
    """Whether an infinitive tells what is said to have been: "was announced to have died"."""
    perfect = any(one.lower_ == "have" for one in children(governor.below, "aux"))
    reports = governor.token.lemma_.lower() in load_cues().verbs["clause"]
    return perfect and reports and is_passive(governor.token)


def _is_ranked(noun: "Token") -> bool:
    """Whether a noun is one of a row, so that an infinitive tells what it did: "the first woman to win"."""
    factive = load_lexicon().factive
    if noun.lemma_.lower() in factive["nouns"] or noun.lower_ in factive["adjectives"]:
        return True
    return any(
        word.tag_ in {"JJS", "RBS"} or word.lower_ in factive["ranks"] or word.ent_type_ == "ORDINAL"
        for word in children(noun, "amod", "nummod", "advmod")
    )
