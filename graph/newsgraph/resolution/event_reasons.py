"""Why two mentions are of one event, or not: what they say of who, what, when and where, side by side."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from newsgraph.resolution.event_clusters import place_core
from newsgraph.resolution.event_mentions import EventMention, Parts, settings, times_agree, word_set

Called = Callable[[str], str]  # the label of an entity, by its slug
_NOT_SAID = "–"


class Fact(NamedTuple):
    """What two mentions say in one respect, whether it is the same, and whether they cannot be of one event for it."""

    about: str
    one: str
    other: str
    verdict: str
    excludes: bool = False


def compare_mentions(a: EventMention, b: EventMention, called: Called) -> list[Fact]:
    """What two mentions say, side by side, by the rules of `event_linking.link_events`; nothing of what neither says.

    Args:
        a: a mention.
        b: another one.
        called: the label of an entity, by its slug.
    """
    facts = [_verb(a, b), *_sides(a, b, called), _time(a, b), _place(a, b), _days(a, b)]
    return [fact for fact in facts if fact.excludes or fact.one != _NOT_SAID or fact.other != _NOT_SAID]


def conclusion(facts: Sequence[Fact], merged: bool) -> str:
    """In words why two mentions are of one event or of two."""
    against = [fact for fact in facts if fact.excludes]
    if merged and not against:
        alike = [fact.about for fact in facts if fact.verdict.startswith("the same")]
        verb = "is" if len(alike) == 1 else "are"
        return f"They are one event: {_listed(alike)} {verb} the same, and nothing speaks against it."
    if merged:
        return (
            "They are one event by way of a third report, or of a decision; these two alone would be two events, for "
            f"{_listed(fact.about for fact in against)}."
        )
    if against:
        reasons = "; ".join(f"{fact.about}: {fact.verdict}" for fact in against)
        return f"They are two events. {reasons[0].upper()}{reasons[1:]}."
    return (
        "Nothing in these two speaks against their being one event, but each joins only what all its reports fit; a "
        "report that says little joins one event alone, the nearest in its article."
    )


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _verb(a: EventMention, b: EventMention) -> Fact:
    kinds = (dict.fromkeys(filter(None, (one.event.lemma, one.event.type))) for one in (a, b))
    one, other = (
        f"{mention.event.trigger.text} ({', '.join(kind)})" for mention, kind in zip((a, b), kinds, strict=True)
    )
    if a.event.lemma == b.event.lemma:
        return Fact("what happens", one, other, f"the same verb or noun, {a.event.lemma!r}")
    return Fact("what happens", one, other, "reports of two verbs are never one event", True)


def _sides(a: EventMention, b: EventMention, called: Called) -> list[Fact]:
    """Who does it and to whom: both must be shared where both are told, one of them where they are not."""
    state = a.state is not None and a.state == b.state
    doers, others = a.agents & b.agents, a.patients & b.patients
    vague = a.vague or b.vague
    full = a.full and b.full
    either = bool(doers or others or (not (a.full or b.full) and a.core & b.core))
    found = []
    for about, one, other, shared, same_state in (
        ("who does it", a.agents, b.agents, doers, state),
        ("to whom or what", a.patients, b.patients, others, False),
    ):
        excludes = not vague and (not (shared or same_state) if full else not either and bool(one and other))
        if shared:
            verdict = f"the same: {_named(shared, called)}"
        elif same_state and one and other:
            verdict = f"the same state or a body of it ({a.state})"
        elif one and other:
            verdict = "nothing in common"
        else:
            verdict = "told by one alone" if one or other else "not told"
        found.append(Fact(about, _named(one, called), _named(other, called), verdict, excludes))
    if not vague and not full and not any(fact.excludes for fact in found):
        if not either:
            found.append(Fact("who takes part", _NOT_SAID, _NOT_SAID, "they name nobody in common", True))
        elif not (a.full or b.full) and len({a.event.type, b.event.type} - {None}) != 1:
            types = "two types" if a.event.type else "no known type"
            words = f"each names one side alone of an event of {types}: too little to be one"
            found.append(Fact("who takes part", _NOT_SAID, _NOT_SAID, words, True))
    return found


def _named(parts: Parts, called: Called) -> str:
    words = sorted(part[1:] if part.startswith(":") else called(part) for part in parts)
    return ", ".join(words) or _NOT_SAID


def _time(a: EventMention, b: EventMention) -> Fact:
    one, other = a.time or _NOT_SAID, b.time or _NOT_SAID
    if a.event.lemma in word_set("recurring") and not (a.full and b.full and a.time and a.time == b.time):
        words = f"{a.event.lemma!r} is done again and again: reports are one only if both name both sides and one time"
        return Fact("when", one, other, words, True)
    if not (a.time and b.time):
        return Fact("when", one, other, "told by one alone" if a.time or b.time else "not told")
    if a.time == b.time:
        return Fact("when", one, other, "the same")
    agree = times_agree(a.time, b.time)
    return Fact("when", one, other, "they agree, one more exactly" if agree else "another time", not agree)


def _place(a: EventMention, b: EventMention) -> Fact:
    one, other = (mention.place.label if mention.place else _NOT_SAID for mention in (a, b))
    if a.place is None or b.place is None:
        return Fact("where", one, other, "told by one alone" if a.place or b.place else "not told")
    if a.place.slug == b.place.slug:
        return Fact("where", one, other, "the same")
    if a.place.slug == b.place.contained_in or b.place.slug == a.place.contained_in:
        return Fact("where", one, other, "one lies in the other")
    agree = place_core(one) == place_core(other)
    return Fact("where", one, other, "a place and what is named after it" if agree else "another place", not agree)


def _days(a: EventMention, b: EventMention) -> Fact:
    one, other = (str(mention.published or _NOT_SAID) for mention in (a, b))
    if a.published is None or b.published is None:
        return Fact("day of the article", one, other, "not known")
    apart, cycle = abs((a.published - b.published).days), int(settings()["news_cycle_days"])
    if apart <= cycle:
        return Fact("day of the article", one, other, "the same day" if not apart else f"{_days_of(apart)} apart")
    if a.time and b.time:
        return Fact("day of the article", one, other, f"{_days_of(apart)} apart, but both say when it happened")
    words = f"{_days_of(apart)} apart, and one does not say when: more than {_days_of(cycle)} are other news"
    return Fact("day of the article", one, other, words, True)


def _days_of(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
