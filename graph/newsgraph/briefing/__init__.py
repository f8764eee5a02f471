"""A briefing from the graph alone: who is who, what happened, what is disputed, planned and open, each with its source.

Every line is a statement of the graph in its own words (`ng:text`), with a footnote to its sentence. Which are told is
decided by how many articles report something, how early and in how many words of their titles, whom it concerns, and
how well a statement is understood by somebody who has read nothing else.
"""

from functools import partial

from newsgraph.briefing import chronology, disputes, outlook
from newsgraph.briefing.material import Material, Scope
from newsgraph.briefing.model import Briefing, Dispute, Headline, Line, OpenEnd, Profile, Reference, Role
from newsgraph.briefing.people import People
from newsgraph.briefing.reading import read, sentences_naming
from newsgraph.rdf.tables import Tables
from newsgraph.resolution.periods import Period, period

__all__ = [
    "Briefing",
    "Dispute",
    "Headline",
    "Line",
    "OpenEnd",
    "Profile",
    "Reference",
    "Role",
    "brief",
    "days_between",
]


def brief(tables: Tables, *, around: str = "", days: Period | None = None, unsure: bool = False) -> Briefing:
    """The briefing of a graph, the same for the same graph.

    Args:
        tables: the graph's.
        around: the IRI of an actor, a place or an event: only what concerns it is told. Empty: everything.
        days: only what happens, or is reported, on some of these. None: whenever.
        unsure: whether to tell what is not sure, too, and what is only possibly contested.
    """
    material = Material(read(tables, unsure=unsure), Scope(around, days))
    contested = disputes.disputed(material, possible=unsure)
    told = frozenset(told.said.iri for _, affirmed, denied in contested for told in (*affirmed, *denied))
    ends = outlook.open_ends(material, told)
    happened = chronology.happened(material, frozenset(told.said.iri for _, told in ends))
    told |= {told.said.iri for told, _ in happened} | {told.said.iri for _, told in ends}
    denied = disputes.denied(material, told)
    told |= {one.said.iri for one in denied}
    ends += [(outlook.UNCONFIRMED, one) for one in outlook.unconfirmed(material, told)]
    told |= {one.said.iri for _, one in ends}
    envisaged = outlook.envisaged(material, told)
    told |= {one.said.iri for one in envisaged}
    who = People(material, told, partial(sentences_naming, tables)).profiles()  # first: footnotes are counted in order
    dates = sorted(filter(None, (material.known.articles[article].date[:10] for article in material.articles)))
    return Briefing(
        articles=len(material.articles),
        first=dates[0] if dates else "",
        last=dates[-1] if dates else "",
        around=next(iter(material.labels([around])), ""),
        who=tuple(who),
        happened=tuple(material.line(told, others) for told, others in happened),
        disputed=tuple(disputes.dispute(tie, affirmed, denied, material) for tie, affirmed, denied in contested),
        denied=tuple(map(material.line, denied)),
        envisaged=tuple(map(material.line, envisaged)),
        open=tuple(OpenEnd(why, material.line(one)) for why, one in ends),
        headlines=material.headlines(),
        references=material.references,
    )


def days_between(since: str, until: str) -> Period | None:
    """The days from the first of one date to the last of another; null where neither is given.

    Args:
        since: a day (2022-10-24), a month (2022-10) or a year (2022); empty: whenever.
        until: the same.

    Raises:
        ValueError: one is no date, or they end before they begin.
    """
    for given in filter(None, (since, until)):
        if "/" in given or period(given) is None:
            raise ValueError(f"{given}: a day (2022-10-24), a month (2022-10) or a year (2022)")
    days = period(f"{since or '..'}/{until or '..'}")
    if days is not None and days.first > days.last:
        raise ValueError(f"{until} is before {since}")
    return days
