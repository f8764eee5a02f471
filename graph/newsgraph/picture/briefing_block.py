"""The briefing as the page's program reads it."""

from dataclasses import asdict
from typing import Any

from newsgraph.briefing import Briefing
from newsgraph.briefing.dates import in_words
from newsgraph.briefing.model import Line
from newsgraph.picture.content import Content


def told(briefing: Briefing, content: Content) -> dict[str, Any]:
    """A briefing as plain data; what is not drawn on the page has no place there (null).

    Args:
        briefing: what is told.
        content: the page's tables, to which the lines refer by place.
    """
    place = content.place_of.get

    def line(one: Line) -> dict[str, Any]:
        known = {"statement": place(one.statement), "text": one.text, "references": one.references}
        known |= {"day": in_words(one.date), "reported": in_words(one.reported), "where": one.place}
        return known | {"source": one.source, "voice": one.voice, "contested": one.contested}

    who = [
        {
            "thing": place(one.node),
            "name": one.name,
            "roles": [asdict(role) for role in one.roles],
            "line": line(one.line) if one.line else None,
        }
        for one in briefing.who
    ]
    disputed = [
        {
            "about": one.about,
            "tier": one.tier,
            "denied": one.kind in ("denial", "negation"),
            "sides": [[line(each) for each in side] for side in (one.affirmed, one.denied)],
        }
        for one in briefing.disputed
    ]
    return {
        "articles": briefing.articles,
        "first": in_words(briefing.first),
        "last": in_words(briefing.last),
        "around": briefing.around,
        "who": who,
        "happened": [line(one) for one in briefing.happened],
        "disputed": disputed,
        "denied": [line(one) for one in briefing.denied],
        "envisaged": [line(one) for one in briefing.envisaged],
        "open": [{"why": one.why, "line": line(one.line)} for one in briefing.open],
        "headlines": [{**asdict(one), "date": in_words(one.date)} for one in briefing.headlines],
        "references": [{**asdict(one), "date": in_words(one.date)} for one in briefing.references],
    }
