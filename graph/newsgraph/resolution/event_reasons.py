"""Why two mentions are of one event, or not: what they say, side by side, and what their comparison has found."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from newsgraph.resolution.event_comparison import Finding, Verdict, compare
from newsgraph.resolution.event_mentions import EventMention, Parts

LabelOf = Callable[[str], str]  # the label of an entity, by its slug
_NOT_SAID = "–"


class Fact(NamedTuple):
    """What two mentions say in one respect, whether it is the same, and whether they can't be of one event for it."""

    about: str
    one: str
    other: str
    verdict: str
    excludes: bool = False


def explain(a: EventMention, b: EventMention, label_of: LabelOf) -> list[Fact]:
    """What two mentions say beside what `event_comparison.compare` finds in it; nothing of what neither says.

    Args:
        a: a mention.
        b: another one.
        label_of: the label of an entity, by its slug.
    """
    facts = [
        Fact(
            finding.about,
            _said(finding.about, a, label_of),
            _said(finding.about, b, label_of),
            _reason(finding, label_of),
            finding.verdict is Verdict.DIFFERENT,
        )
        for finding in compare(a, b).findings
    ]
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


def _said(about: str, mention: EventMention, label_of: LabelOf) -> str:
    """What a mention says in one respect."""
    if about == "what happens":
        kinds = dict.fromkeys(filter(None, (mention.event.lemma, mention.event.type)))
        return f"{mention.event.trigger.text} ({', '.join(kinds)})"
    said = {
        "who does it": _named(mention.agents, label_of),
        "to whom or what": _named(mention.patients, label_of),
        "when": mention.time,
        "where": mention.place.label if mention.place else None,
        "day of the article": str(mention.published) if mention.published else None,
    }
    return said.get(about) or _NOT_SAID


def _reason(finding: Finding, label_of: LabelOf) -> str:
    return f"{finding.reason}: {_named(finding.shared, label_of)}" if finding.shared else finding.reason


def _named(parts: Parts, label_of: LabelOf) -> str:
    return ", ".join(sorted(part[1:] if part.startswith(":") else label_of(part) for part in parts))
