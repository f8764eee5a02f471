"""Whether two mentions are of one event: one comparison, by which clustering decides and which `why` explains.

Each respect in which mentions are compared is a function of what the two say in it. A cluster keeps what its mentions
say once each and compares by these functions; `compare` puts them together for two mentions.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from newsgraph.resolution.event_mentions import EventMention, Parts, settings, times_agree, word_set
from newsgraph.resolution.identities import Entity
from newsgraph.resolution.place_linking import parse_place


class Verdict(Enum):
    """What a comparison says of two mentions' being of one event."""

    SAME = "the same"
    COMPATIBLE = "may be the same"
    DIFFERENT = "different"


class Finding(NamedTuple):
    """What the comparison in one respect has found."""

    about: str  # the respect: "when"
    verdict: Verdict
    reason: str  # in words
    shared: Parts = frozenset()  # who is the same on both sides


class Comparison(NamedTuple):
    """Whether two mentions are of one event, as far as they alone can tell, and why.

    SAME: nothing excludes it, and both name who takes part. COMPATIBLE: nothing excludes it, but one of them is an
    event noun that names nobody, which is of the nearest event of its article. DIFFERENT: something excludes it.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]


class Sides(NamedTuple):
    """Who does something to whom, as a mention has it, and of what type that is."""

    agents: Parts
    patients: Parts
    state: str | None  # ISO code of the country that acts, itself or by one of its bodies
    type: str | None

    @property
    def full(self) -> bool:
        """Whether both sides are known."""
        return bool(self.agents and self.patients)

    @property
    def core(self) -> Parts:
        """Both sides together."""
        return self.agents | self.patients


def sides_of(mention: EventMention) -> Sides:
    """Who takes part in the event of a mention."""
    return Sides(mention.agents, mention.patients, mention.state, mention.event.type)


def compare(a: EventMention, b: EventMention) -> Comparison:
    """Whether two mentions are of one event, respect by respect.

    They are if they have one lemma, if neither time, place nor the days of their articles exclude each other, and if
    agents and patients overlap; a state and its bodies are one agent.
    """
    vague = a.vague or b.vague
    sides = compare_sides(sides_of(a), sides_of(b))
    findings = (
        compare_lemmas(a, b),
        *(one for one in sides if not vague or one.verdict is not Verdict.DIFFERENT),
        compare_times(a.time, b.time),
        compare_places(a.place, b.place),
        compare_days(a.published, b.published, timed=bool(a.time and b.time)),
    )
    return Comparison(_together(findings, vague), findings)


def fits(findings: Iterable[Finding]) -> bool:
    """Whether nothing of what was found excludes that the mentions are of one event."""
    return all(one.verdict is not Verdict.DIFFERENT for one in findings)


def _together(findings: Iterable[Finding], vague: bool) -> Verdict:
    if not fits(findings):
        return Verdict.DIFFERENT
    return Verdict.COMPATIBLE if vague else Verdict.SAME


def compare_lemmas(a: EventMention, b: EventMention) -> Finding:
    """One verb or its noun; of what comes again and again ("visit"), two with both sides and one time alone."""
    lemma = a.event.lemma
    if lemma != b.event.lemma:
        return Finding("what happens", Verdict.DIFFERENT, "reports of two verbs are never one event")
    if lemma in word_set("recurring") and not (a.full and b.full and a.time and a.time == b.time):
        words = f"{lemma!r} is done again and again: reports are one only if both name both sides and one time"
        return Finding("what happens", Verdict.DIFFERENT, words)
    return Finding("what happens", Verdict.SAME, f"the same verb or noun, {lemma!r}")


def compare_sides(a: Sides, b: Sides) -> tuple[Finding, ...]:
    """Who does it and to whom: both must be shared where both mentions name both, one of them where they don't.

    Where each names one side alone, the event must be of one known type, too.
    """
    state = a.state is not None and a.state == b.state
    doers, others = a.agents & b.agents, a.patients & b.patients
    both_full, one_full = a.full and b.full, a.full or b.full
    enough = bool(doers or others) if one_full else bool(a.core & b.core)
    found = [
        _side("who does it", a.agents, b.agents, doers, alike=both_full or enough, of_state=a.state if state else None),
        _side("to whom or what", a.patients, b.patients, others, alike=both_full or enough),
    ]
    if both_full:
        return tuple(
            one._replace(verdict=Verdict.SAME if one.shared or (state and one is found[0]) else Verdict.DIFFERENT)
            for one in found
        )
    if not enough and fits(found):
        found.append(Finding("who takes part", Verdict.DIFFERENT, "they name nobody in common"))
    elif enough and not one_full and len({a.type, b.type} - {None}) != 1:
        types = "two types" if a.type else "no known type"
        words = f"each names one side alone of an event of {types}: too little to be one"
        found.append(Finding("who takes part", Verdict.DIFFERENT, words))
    return tuple(found)


def _side(about: str, one: Parts, other: Parts, shared: Parts, *, alike: bool, of_state: str | None = None) -> Finding:
    """What two mentions say of one side; `alike`: whether it may differ in what both name."""
    if shared:
        return Finding(about, Verdict.SAME, "the same", shared)
    if one and other and of_state:
        return Finding(about, Verdict.COMPATIBLE, f"the same state or a body of it ({of_state})")
    if one and other:
        return Finding(about, Verdict.COMPATIBLE if alike else Verdict.DIFFERENT, "nothing in common")
    return Finding(about, Verdict.COMPATIBLE, "told by one alone" if one or other else "not told")


def compare_times(a: str | None, b: str | None) -> Finding:
    """When it happens, as EDTF dates."""
    if a is None or b is None:
        return Finding("when", Verdict.COMPATIBLE, "told by one alone" if a or b else "not told")
    if a == b:
        return Finding("when", Verdict.SAME, "the same")
    if times_agree(a, b):
        return Finding("when", Verdict.COMPATIBLE, "they agree, one more exactly")
    return Finding("when", Verdict.DIFFERENT, "another time")


def compare_places(a: Entity | None, b: Entity | None) -> Finding:
    """Where it happens: a city and the region named for it may be one place of an event, a country and a part, too."""
    if a is None or b is None:
        return Finding("where", Verdict.COMPATIBLE, "told by one alone" if a or b else "not told")
    if a.slug == b.slug:
        return Finding("where", Verdict.SAME, "the same")
    if a.slug == b.contained_in or b.slug == a.contained_in:
        return Finding("where", Verdict.COMPATIBLE, "one lies in the other")
    if place_core(a.label) == place_core(b.label):
        return Finding("where", Verdict.COMPATIBLE, "a place and what is named after it")
    return Finding("where", Verdict.DIFFERENT, "another place")


def compare_days(a: date | None, b: date | None, *, timed: bool) -> Finding:
    """The days of two articles: news lasts some days, beyond which both must say when it happened (`timed`)."""
    about, cycle = "day of the article", int(settings()["news_cycle_days"])
    if a is None or b is None:
        return Finding(about, Verdict.COMPATIBLE, "not known")
    apart = abs((a - b).days)
    if apart <= cycle:
        return Finding(about, Verdict.COMPATIBLE, f"{_days(apart)} apart" if apart else "the same day")
    if timed:
        return Finding(about, Verdict.COMPATIBLE, f"{_days(apart)} apart, but both say when it happened")
    words = f"{_days(apart)} apart, and one does not say when: more than {_days(cycle)} are other news"
    return Finding(about, Verdict.DIFFERENT, words)


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


@lru_cache(maxsize=1 << 12)
def place_core(label: str) -> str:
    """The folded name of a place, without the word for its kind."""
    return parse_place(label).core
