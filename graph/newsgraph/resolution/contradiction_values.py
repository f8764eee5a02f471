"""Values that exclude each other where all the rest is the same: numbers, days, doers."""

from collections.abc import Iterator

from newsgraph.resolution.alignment import SURE, Alignment, Pair, further, pair, straight, theme_of
from newsgraph.resolution.phrases import Phrase, compare
from newsgraph.resolution.propositions import Proposition
from newsgraph.resolution.senses import Sense, scale

AMOUNTS = ("amount", "=be", "=have")  # relations that say how much something is, not how many do it
_EXACT = 31  # days that a time has at most to exclude another one
_SAME_UNIT = 0.8

Sides = tuple[Phrase | None, Phrase | None]


def excluding_values(one: Proposition, other: Proposition, mine: Sense, its: Sense) -> Iterator[tuple[Alignment, str]]:
    """In which ways two propositions that affirm the same give values that exclude each other, in words, too."""
    for found in (
        _numbers(one, other, mine, its),
        _changed_places(one, other, mine),
        _rivals(one, other, mine),
        _places(one, other, mine),
    ):
        if found is not None:
            yield found


def _numbers(one: Proposition, other: Proposition, mine: Sense, its: Sense) -> tuple[Alignment, str] | None:
    """Two numbers of the same."""
    (theme, doer), (its_theme, its_doer) = theme_of(one, mine), theme_of(other, its)
    for a, b, rest in (
        (theme, its_theme, (doer, its_doer)),
        (one.patient, other.patient, (one.agent, other.agent)),
        *_amounts(one, other, mine, its),
    ):
        if a is None or b is None or not _exclude(a, b):
            continue
        beside = pair(*rest, near=True)
        if (a is theme and mine.scale in AMOUNTS) or (a is not theme and beside[2] < SURE):
            continue
        if _is_development(one, other, a, b) or _may_have_changed(one, other, mine):
            return None
        pairs: tuple[Pair, ...] = ((a, b, _SAME_UNIT), beside, *further(one, other, near=True))
        return Alignment(pairs), f"“{a.text}” and “{b.text}” are two numbers of one thing."
    return None


def _exclude(one: Phrase, other: Phrase) -> bool:
    if one.quantity is None or other.quantity is None or one.other or other.other or one.part or other.part:
        return False
    return one.quantity.excludes(other.quantity)


def _amounts(
    one: Proposition, other: Proposition, mine: Sense, its: Sense
) -> Iterator[tuple[Phrase | None, Phrase | None, Sides]]:
    """What two propositions say that something comes to: "turnout was 61 per cent", "put turnout at 48 per cent"."""
    if mine.scale != "amount":
        return
    given: list[Phrase | None] = []
    themes: list[Phrase | None] = []
    for each, sense in ((one, mine), (other, its)):
        theme, _ = theme_of(each, sense)
        told = [each.patient if each.patient is not theme else None, *(more.phrase for more in each.others)]
        given.append(next((phrase for phrase in told if phrase is not None and phrase.quantity), None))
        themes.append(theme)
    yield given[0], given[1], (themes[0], themes[1])


def _is_development(one: Proposition, other: Proposition, mine: Phrase, its: Phrase) -> bool:
    """Whether a number has only grown since: a toll, told later."""
    if one.published is None or other.published is None or one.published == other.published:
        return False
    earlier, first, then = (one, mine, its) if one.published < other.published else (other, its, mine)
    if first.quantity is None or then.quantity is None:
        return False
    grown = then.quantity.value > first.quantity.value
    return grown and (first.quantity.most == float("inf") or earlier.voice == earlier.article)


def _may_have_changed(one: Proposition, other: Proposition, sense: Sense) -> bool:
    """Whether a state, told on two days, may have been another on each: the winds of a storm."""
    if sense.scale not in AMOUNTS or one.published is None or other.published is None:
        return False
    return one.published != other.published and (one.days is None or other.days is None)


def _changed_places(one: Proposition, other: Proposition, sense: Sense) -> tuple[Alignment, str] | None:
    """Who did it to whom, where only one of the two can have: "A rammed B", "B rammed A"."""
    if not scale(sense.scale).oneway or not (one.agent and one.patient and other.agent and other.patient):
        return None
    crossed = (pair(one.agent, other.patient, near=True), pair(one.patient, other.agent, near=True))
    if any(found <= 0 for _, _, found in crossed):
        return None
    return Alignment(crossed), "Only one of the two can have done it to the other."


def _rivals(one: Proposition, other: Proposition, sense: Sense) -> tuple[Alignment, str] | None:
    """Two doers, or two days, of what happens once."""
    if not scale(sense.scale).once or one.lasting or other.lasting:
        return None
    same = compare(one.patient, other.patient, near=True)
    if one.agent and other.agent and same >= SURE and compare(one.agent, other.agent, near=True) < 0:
        pairs: tuple[Pair, ...] = ((one.patient, other.patient, same), *further(one, other, near=True))
        return Alignment(pairs), f"It happens once, and “{one.agent.text}” and “{other.agent.text}” are two."
    a, b = one.days, other.days
    if a is None or b is None or max(a.days, b.days) > _EXACT or a.overlaps(b):
        return None
    found = straight(one, other, near=True)
    if found.clash is not None:
        return None
    return found, f"It happens once, and {one.time} and {other.time} are two times."


def _places(one: Proposition, other: Proposition, sense: Sense) -> tuple[Alignment, str] | None:
    """Two places of what happens once, neither within the other: "born in Braga", "born in Lagos"."""
    if not scale(sense.scale).once:
        return None
    pairs = (pair(one.agent, other.agent, near=True), pair(one.patient, other.patient, near=True))
    known = [found for a, b, found in pairs if a is not None and b is not None]
    if not known or min(known) < SURE:
        return None
    for a in _where(one):
        for b in _where(other):
            if compare(a, b, near=True) < 0:
                return Alignment(pairs), f"It happens once, and “{a.text}” and “{b.text}” are two places."
    return None


def _where(one: Proposition) -> list[Phrase]:
    """The places by name where something is said to happen."""
    return [
        more.phrase
        for more in one.others
        if more.preposition in ("in", "at") and more.phrase.named and more.phrase.kind == "place"
    ]
