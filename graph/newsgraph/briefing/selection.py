"""Which statements are told of many that could be."""

from collections import Counter
from collections.abc import Callable, Iterable

from newsgraph.briefing.material import Material, Told

_SAME_ARTICLE = 0.6  # what is left of a weight for each statement of the same article that is told already
_ALIKE = 0.4  # from here on two lines would tell a reader the same
_NO_EVENT = 0.6


def varied(fit: Iterable[Told], weight: Callable[[Told], float], most: int) -> list[Told]:
    """The weightiest of some statements, from many articles, none like another."""
    rest = {told.said.iri: (told, weight(told)) for told in fit}
    chosen: list[Told] = []
    told_by: Counter[str] = Counter()
    while rest and len(chosen) < most:
        iri = max(rest, key=lambda one: (rest[one][1] * _SAME_ARTICLE ** told_by[rest[one][0].said.article], one))
        told, _ = rest.pop(iri)
        if not any(told.resembles(other, _ALIKE) for other in chosen):
            chosen.append(told)
            told_by[told.said.article] += 1
    return chosen


def weight(told: Told, material: Material) -> float:
    """How much a statement matters to what the articles tell, and how well it is told."""
    event = material.known.events.get(told.said.event)
    reports = material.reports(event.articles) if event else 1
    found = reports * told.standing * told.said.confidence * (0.5 + material.lead(told))
    found *= (0.5 + material.concern(told)) * (0.7 + material.headline(told))
    return found if event else found * _NO_EVENT
