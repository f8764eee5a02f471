"""What is disputed: statements that cannot both be true, and what somebody denies."""

import networkx as nx

from newsgraph.briefing.material import Material, Told
from newsgraph.briefing.model import Dispute
from newsgraph.briefing.reading import Tie
from newsgraph.briefing.selection import varied, weight
from newsgraph.briefing.standalone import has_any, in_capitals, subject_words, words_of

Group = tuple[Tie, list[Told], list[Told]]  # the surest of its ties, and the two sides

_MOST = 8
_LEAST_STANDING = 0.4
_EACH_SIDE = 3
CONTESTED = "contested"


def disputed(material: Material, *, possible: bool) -> list[Group]:
    """The disputes, those that are contested first, then those about whom most is told.

    Args:
        material: the statements.
        possible: whether what is only possibly contested counts.
    """
    ties = [
        tie
        for tie in material.known.ties
        if (possible or tie.tier == CONTESTED) and {tie.one, tie.other} <= material.contradictory.keys()
    ]
    graph: nx.Graph[str] = nx.Graph()
    for tie in ties:
        graph.add_edge(tie.one, tie.other, tie=tie)
    found: list[Group] = []
    for members in nx.connected_components(graph):
        own = [data["tie"] for _, _, data in graph.edges(members, data=True)]
        own.sort(key=lambda tie: (tie.tier != CONTESTED, tie.one, tie.other))
        second = _second_side(graph.subgraph(members), {tie.denier for tie in own} - {""})
        affirmed, denied_ = (
            [material.contradictory[iri] for iri in sorted(members) if (iri in second) is side]
            for side in (False, True)
        )
        found.append((own[0], affirmed, denied_))
    found.sort(key=lambda one: (one[0].tier != CONTESTED, -_prominence(one[1] + one[2], material), one[0].one))
    return found[:_MOST]


def dispute(tie: Tie, affirmed: list[Told], denied: list[Told], material: Material) -> Dispute:
    """A dispute in lines: the best of each side."""
    return Dispute(
        about=_about(affirmed, denied, material),
        tier=tie.tier,
        kind=tie.kind,
        affirmed=tuple(map(material.line, _best(affirmed))),
        denied=tuple(map(material.line, _best(denied))),
    )


def _second_side(graph: "nx.Graph[str]", deniers: set[str]) -> set[str]:
    """The statements on the side of those who deny; where nobody does, on the side that contradicts the first."""
    side = dict.fromkeys(deniers, True)
    waiting = sorted(deniers) or [min(graph)]
    side.setdefault(waiting[0], False)
    while waiting:
        at = waiting.pop(0)
        for other in sorted(graph[at]):
            if other not in side:
                side[other] = not side[at]
                waiting.append(other)
    return {iri for iri, second in side.items() if second}


def _best(side: list[Told]) -> list[Told]:
    """The statements of a side that stand best by themselves, each source's and article's best."""
    found: dict[tuple[str, str], Told] = {}
    for told in sorted(side, key=lambda told: (-told.standing, told.said.iri)):
        found.setdefault((told.source, "" if told.source else told.said.article), told)
    return list(found.values())[:_EACH_SIDE]


def _about(affirmed: list[Told], denied: list[Told], material: Material) -> str:
    """Whom both sides speak of, else the subject of the first."""
    both = frozenset().union(*(told.said.named for told in affirmed)) & frozenset().union(
        *(told.said.named for told in denied)
    )
    ranked = sorted(both, key=lambda iri: (-material.prominence.get(iri, 0), iri))
    first = _best(affirmed or denied)[0].said  # all may deny: each the next
    return ", ".join(material.labels(ranked)[:3]) or in_capitals(subject_words(first.text, first.relation_text))


def _prominence(side: list[Told], material: Material) -> float:
    return max(map(material.concern, side))


def denied(material: Material, told_already: frozenset[str]) -> list[Told]:
    """What somebody denies, best told first: a source that says it is not so, or a verb of denial.

    Args:
        material: the statements.
        told_already: the IRIs of those that the briefing has told.
    """
    fit = [
        told
        for told in material.told
        if told.said.iri not in told_already and told.standing >= _LEAST_STANDING and is_denial(told)
    ]
    return varied(fit, lambda told: weight(told, material), _MOST)


def is_denial(told: Told) -> bool:
    """Whether somebody denies something by it."""
    said = told.said
    denies = has_any(f"{said.relation} {said.relation_text}", "denying")
    if said.voice == "denied":
        return said.modality != "hypothetical" and (denies or (bool(told.source) and _is_negated_deed(told)))
    return said.voice == "stated" and denies and has_any(said.text, "deniable")


def _is_negated_deed(told: Told) -> bool:
    """Whether it says that something is not so: not what somebody refuses, what has ended, or what a word means."""
    said = told.said
    defines = said.relation.partition(" ")[0] in words_of("defining")
    if said.modality != "actual" or defines or has_any(said.text, "undenied"):
        return False
    return words_of("modal").isdisjoint(said.relation_text.lower().replace("’", "'").split())
