"""Whether two propositions contradict each other, with the reasons: the one place where that is decided."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import exp
from typing import Literal, NamedTuple

from newsgraph.resolution.alignment import ASIDE, SURE, Alignment, align
from newsgraph.resolution.contradiction_values import AMOUNTS, excluding_values
from newsgraph.resolution.periods import Period, around
from newsgraph.resolution.phrases import Phrase, settings
from newsgraph.resolution.propositions import Proposition
from newsgraph.resolution.senses import Sense, are_alike, is_known, is_scale, scale, senses_of_noun

Kind = Literal["denial", "negation", "antonym", "value"]
_LONGEST = 400  # days of a time at most for two that overlap to be one
_WHERE = ("in", "at", "on", "near", "as")  # prepositions of what may be said of one deed by one and not by another
_HOW = {
    "antonym": ", and say the opposite of it.",
    "negation": ": one affirms it, the other negates it.",
    "denial": ": one affirms it, the other denies it.",
    "value": ", with values that exclude each other.",
}


class Story(NamedTuple):
    """What is known of two propositions beside what they say."""

    one: bool  # whether their articles tell one story
    event: bool  # whether they are part of one event


@dataclass(frozen=True)
class Verdict:
    """Whether two propositions contradict each other, and why.

    Attributes:
        contradict: whether they are tied.
        kind: how the one excludes the other.
        confidence: how sure that is, from 0 to 1, calibrated on judged pairs.
        possible: whether they are only possibly contested.
        reasons: what speaks for and against, in words.
        features: what the confidence is reckoned from.
    """

    contradict: bool
    kind: Kind = "negation"
    confidence: float = 0.0
    possible: bool = True
    reasons: tuple[str, ...] = ()
    features: dict[str, float] = field(default_factory=dict)


def decide(one: Proposition, other: Proposition, story: Story) -> Verdict:
    """Whether two propositions that nothing bars are about one thing at one time and can't both be true."""
    if one.topic or other.topic:
        return _of_topic(one, other, story)
    senses = _common_senses(one, other)
    if one.affirmed != other.affirmed and _are_opposites(senses):
        return Verdict(False, reasons=("What the one denies is the opposite of what the other affirms.",))
    found = [_with_sense(one, other, mine, its, story) for mine, its in senses]
    if not found:
        return Verdict(False, reasons=("They tell of different relations.",))
    return max(found, key=lambda verdict: (verdict.contradict, verdict.confidence, len(verdict.reasons)))


def barred(one: Proposition, other: Proposition, same_event: bool) -> str:
    """Why two propositions can't contradict each other whatever they are about; empty where they may.

    Args:
        one: a proposition that is no mere denial of a topic.
        other: another one.
        same_event: whether they are part of one event.
    """
    if not (one.affirmed or other.affirmed):
        return "Both deny."
    if one.article == other.article and one.sentence == other.sentence:
        return "They are of one sentence."
    if one.article == other.article and one.voice == other.voice:
        return "One voice in one article: who qualifies what he said does not contest it."
    if one.voice == other.voice and one.voice not in (one.article, other.article):
        return "One voice: nobody contests what he says himself."
    if one.hedged or other.hedged:
        return "The negation is of a part (“not only”, “barely”), not of the whole."
    kinds = {one.modality, other.modality}
    rumoured = same_event and kinds == {"possible", "planned"}  # "rumours of a withdrawal", "no one plans to withdraw"
    if not (kinds == {"actual"} or kinds == {"planned"} or rumoured or _denied_possibly(one, other)):
        return f"They are not asserted alike: one is {one.modality}, the other {other.modality}."
    for denied, affirmed in ((one, other), (other, one)):
        if denied.so_far and denied.published and affirmed.published and affirmed.published > denied.published:
            return "What had not happened so far has happened since: development."
    return ""


def _denied_possibly(one: Proposition, other: Proposition) -> bool:
    denied, affirmed = (one, other) if not one.affirmed else (other, one)
    return not denied.affirmed and denied.modality == "possible" and affirmed.modality == "actual"


def _common_senses(one: Proposition, other: Proposition) -> list[tuple[Sense, Sense]]:
    return sorted((a, b) for a in one.senses for b in other.senses if a.scale == b.scale)


def _are_opposites(senses: Sequence[tuple[Sense, Sense]]) -> bool:
    """Whether two relations can only be opposites: "tested negative", "denied that he tested positive"."""
    poles = {mine.pole == its.pole or scale(mine.scale).transfer for mine, its in senses if is_scale(mine.scale)}
    return poles == {False}


def _with_sense(one: Proposition, other: Proposition, mine: Sense, its: Sense, story: Story) -> Verdict:
    """The verdict, if the two relations are meant in these senses."""
    same_pole = mine.pole == its.pole or scale(mine.scale).transfer
    if same_pole == (one.affirmed == other.affirmed):
        if not (same_pole and one.affirmed and other.affirmed):
            return Verdict(False, reasons=("They say the same of it.",))
        return _of_value(one, other, mine, its, story)
    if not same_pole and not (one.affirmed and other.affirmed):
        return Verdict(False, reasons=("They say the same of it.",))
    alignment = align(one, other, mine, its, near=story.one)
    kind: Kind = "antonym" if not same_pole else "denial" if one.denial or other.denial else "negation"
    return _weighed(one, other, alignment, kind, mine, story)


def _weighed(
    one: Proposition, other: Proposition, alignment: Alignment, kind: Kind, sense: Sense, story: Story
) -> Verdict:
    reasons = [f"Both tell of {sense.scale.removeprefix('=').replace('_', ' ')!r}{_HOW[kind]}"]
    if clash := alignment.clash:
        words = f"“{clash[0].text}” and “{clash[1].text}” are not the same."
        return Verdict(False, kind, reasons=(*reasons, words))
    if beside := _beside(one, other):
        return Verdict(False, kind, reasons=(*reasons, beside))
    when, agree = _times(one, other, kind)
    apart = not agree and (one.days is None) != (other.days is None)
    if not agree and kind != "value" and not apart:
        return Verdict(False, kind, reasons=(*reasons, when))
    features = {**_features(one, other, alignment, kind, story), "apart": float(apart)}
    for a, b, found in alignment.pairs:
        if a and b and found > 0:
            reasons.append(f"“{a.text}” and “{b.text}” are one ({found:.1f}).")
        elif a and b:
            reasons.append(f"Whether “{a.text}” and “{b.text}” are one is not known.")
    reasons.append(when)
    if features["participants"] < SURE and _is_one_deed(one, other, features):
        reasons.append("One story tells of one deed, and who did it is not said by name.")
        return _verdict(kind, {**features, "unknown": 0.0, "bare": 1.0}, reasons, (one, other))
    if not story.one and not _is_enough(features):
        reasons.append("Their articles tell of different things, and too little of what they say is the same.")
        return Verdict(False, kind, reasons=tuple(reasons), features=features)
    if sense.scale in AMOUNTS and kind != "value" and features["participants"] < 2 * SURE and _says_what(one, other):
        reasons.append("What the two say that it is, or has, is not surely the same.")
        return Verdict(False, kind, reasons=tuple(reasons), features=features)
    if features["participants"] < SURE:
        reasons.append("Nobody and nothing is surely the same in both.")
        return Verdict(False, kind, reasons=tuple(reasons), features=features)
    return _verdict(kind, features, reasons, (one, other))


def _is_enough(features: dict[str, float]) -> bool:
    """Whether propositions of two stories are about one thing: all who take part are the same, one of them by name."""
    if features["participants"] >= 2 * SURE:
        return True
    loose = features["strays"] or features["unknown"] or features["missing"]
    return features["participants"] >= 1.0 and bool(features["lemma"]) and not loose


def _says_what(one: Proposition, other: Proposition) -> bool:
    """Whether both say more than that something is so: "is the ruler", "is not involved in it"."""
    return all(each.patient is not None or any(more.role not in ASIDE for more in each.others) for each in (one, other))


def _is_one_deed(one: Proposition, other: Proposition, features: dict[str, float]) -> bool:
    """Whether a denial by a pronoun ("we did not fire first") is of what one story tells, by the same verb."""
    denied = other if not other.affirmed else one
    speaks = any(phrase.pronoun for phrase in (denied.agent, denied.patient) if phrase is not None)
    return bool(
        features["story"]
        and features["lemma"]
        and speaks
        and not denied.affirmed
        and features["strays"] == 0
        and is_known(one.verb)
        and not features["apart"]
        and one.voice != other.voice
    )


def _verdict(
    kind: Kind, features: dict[str, float], reasons: Sequence[str], sides: tuple[Proposition, Proposition]
) -> Verdict:
    """The verdict by the weights of what speaks for and against; what was read unsurely is never more than possible."""
    weights, tier = settings()["weights"], settings()["tier"]
    odds = sum(weights.get(name, 0.0) * value for name, value in features.items())
    confidence = round(1 / (1 + exp(-odds)), 2)
    unsure = min(one.confidence for one in sides) < tier["read"]
    possible = unsure or confidence < tier["contested"]
    told = "not tied" if confidence < tier["least"] else "possibly contested" if possible else "contested"
    why = ", as one of the two was not read surely" if unsure and confidence >= tier["contested"] else ""
    reasons = (*reasons, f"Confidence {confidence:.2f}: {told}{why}.")
    return Verdict(confidence >= tier["least"], kind, confidence, possible, reasons, features)


def _features(one: Proposition, other: Proposition, alignment: Alignment, kind: Kind, story: Story) -> dict[str, float]:
    """What the confidence is reckoned from."""
    denied = other if not other.affirmed else one
    found = [value for _, _, value in alignment.pairs if value > 0]
    mine = [(a, b) if denied is one else (b, a) for a, b, _ in alignment.pairs]
    return {
        "start": 1.0,
        "participants": round(sum(sorted(found, reverse=True)[:2]), 3),
        "both": float(len([value for value in found if value >= SURE]) > 1),
        "missing": float(sum(a is not None and b is None and not a.any for a, b in mine)),
        "unknown": float(sum(a is not None and b is not None and value == 0 for a, b, value in alignment.pairs)),
        "lemma": float(one.verb == other.verb),
        "time": float(_same_time(one, other)),
        "story": float(story.one),
        "event": float(story.event),
        "narrower": float(_is_narrower(one, other, alignment, kind)),
        "strays": float(min(len(_strays(one, alignment)), len(_strays(other, alignment)))),
        "voices": float(one.voice != one.article and other.voice != other.article and one.voice != other.voice),
        kind: 1.0,
    }


def _is_narrower(one: Proposition, other: Proposition, alignment: Alignment, kind: Kind) -> bool:
    """Whether what is affirmed is of one part only: "resigned from the board" where "has not resigned" is denied."""
    found = [phrase for a, b, value in alignment.pairs if value > 0 for phrase in (a, b)]
    affirmed, denied = (one, other) if one.affirmed else (other, one)
    sides = [(affirmed, denied)] if kind != "antonym" else [(one, other), (other, one)]  # "remains in office"
    for part, whole in sides:
        of_what = [more.phrase for more in part.others if more.preposition == "from" or more.role == "source"]
        bare = whole.patient is None and not any(more.role not in ASIDE and more.phrase.head for more in whole.others)
        if bare and part.patient is None and any(not any(each is phrase for phrase in found) for each in of_what):
            return True
    return False


def _strays(one: Proposition, alignment: Alignment) -> list[Phrase]:
    """Who takes part on one side, but for the doer, and was not found to be anybody on the other."""
    found = [phrase for a, b, value in alignment.pairs if value > 0 for phrase in (a, b)]
    beside = [more for more in one.others if more.role not in ASIDE]
    parts = [one.patient, *(more.phrase for more in beside if more.role != "other" or more.preposition not in _WHERE)]
    return [
        part
        for part in parts
        if part is not None
        and not part.any
        and not part.pronoun
        and part.head
        and not any(part is phrase for phrase in found)
    ]


def _same_time(one: Proposition, other: Proposition) -> bool:
    a, b = one.days, other.days
    return a is not None and b is not None and a.overlaps(b) and max(a.days, b.days) <= _LONGEST


def _times(one: Proposition, other: Proposition, kind: Kind) -> tuple[str, bool]:
    """Whether two propositions may be of one time, in words."""
    if one.days is None and other.days is None:
        return _days(one, other)
    a, b = _when(one), _when(other)
    if a is None or b is None:
        return "Nothing says that they are of two times.", True
    if a.overlaps(b):
        given = one.days is not None and other.days is not None
        return ("Both are of one time." if given else "They may be of one time."), True
    if kind == "antonym" and (one.lasting or other.lasting):
        state, change = (one, other) if one.lasting else (other, one)
        first, last = (a, b) if one.lasting else (b, a)
        window = settings()["window"]["news"]
        if (
            not change.lasting
            and first.first >= last.first
            and (first.first - last.last).days <= window
            and state.affirmed
        ):
            return "What lasts is told of after what is said to have ended it.", True
    return f"They are of two times: {_said(one, a)} and {_said(other, b)}.", False


def _beside(one: Proposition, other: Proposition) -> str:
    """Why two are not of one time where one has a date and the other a time that is reckoned from another."""
    for dated, reckoned in ((one, other), (other, one)):
        if dated.days is not None and reckoned.beside:
            return f"They are of two times: {dated.time} and “{reckoned.beside}”."
    return ""


def _days(one: Proposition, other: Proposition) -> tuple[str, bool]:
    """Whether articles of two days may tell of one time, where neither gives one: what is "never" so is so at any."""
    if one.published is None or other.published is None or one.ever or other.ever:
        return "Nothing says that they are of two times.", True
    if abs((one.published - other.published).days) <= settings()["window"]["undated"]:
        return "They may be of one time.", True
    return f"They are news of two times: {one.published} and {other.published}.", one.lasting or other.lasting


def _when(one: Proposition) -> Period | None:
    """When it is said to be so: news without a time is of the weeks before its article; "never" is at any time."""
    if one.days is not None:
        return one.days
    if one.published is None or one.ever:
        return None
    window = settings()["window"]
    return around(one.published, window["news"] if one.affirmed else window["denied"], window["news"])


def _said(one: Proposition, when: Period) -> str:
    if one.days is None:
        return f"news of {one.published}"
    return str(one.time) if when.days > 1 else when.first.isoformat()


def _of_value(one: Proposition, other: Proposition, mine: Sense, its: Sense, story: Story) -> Verdict:
    """The verdict where both affirm the same: they may give numbers, days or doers that exclude each other."""
    if story.one:
        for alignment, reason in excluding_values(one, other, mine, its):
            verdict = _weighed(one, other, alignment, "value", mine, story)
            if verdict.contradict:
                return replace(verdict, reasons=(*verdict.reasons, reason))
    return Verdict(False, reasons=("They say the same of it.",))


def _of_topic(one: Proposition, other: Proposition, story: Story) -> Verdict:
    """A denial that only says what it is about ("dismissed the story of the watch") against what affirms that."""
    denial, told = (one, other) if one.topic else (other, one)
    if told.topic or not told.affirmed or told.modality != "actual" or not story.one:
        return Verdict(False, reasons=("One only denies what is said of something.",))
    if denial.voice == told.voice or set(denial.voice.removeprefix(":").split()) <= told.voice_words:
        return Verdict(False, reasons=("One voice: nobody contests what he says himself.",))
    spoken = denial.topic & told.voice_words
    by_whom = told.voice in denial.others[0].phrase.inside or bool(spoken)
    scales = {sense.scale for sense in told.senses}
    related = {word for word in denial.topic if any(sense.scale in scales for sense in senses_of_noun(word))}
    said = {told.verb, *(word for each in told.phrases for word in (each.head, *each.words, *each.roles))}
    told_of = {word for word in denial.topic if any(are_alike(word, each) for each in said)} | related | spoken
    if spoken == told_of != denial.topic:
        return Verdict(False, reasons=("What is denied is said of something else than the other tells of.",))
    share = len(told_of) / len(denial.topic)
    if not (related or by_whom or len(told_of) > 1 or not told_of.isdisjoint(_heads(told))):
        return Verdict(False, reasons=("What is denied is not what the other tells of.",))
    if share < SURE and not (by_whom and told_of):
        return Verdict(False, reasons=(f"Of what is denied ({', '.join(sorted(denial.topic))}), it tells little.",))
    reasons = [f"One denies what is said of {', '.join(sorted(denial.topic))}; the other tells of that."]
    if by_whom:
        reasons.append("What is denied is said to be that voice's.")
    features = {"topic": 1.0, "share": share, "voice": float(by_whom), "relation": float(bool(related))}
    return _verdict("denial", {"start": 1.0, **features}, reasons, (one, other))


def _heads(one: Proposition) -> set[str]:
    """The nouns that a proposition's subject and object are built around."""
    return {phrase.head for phrase in (one.agent, one.patient) if phrase is not None and phrase.head}
