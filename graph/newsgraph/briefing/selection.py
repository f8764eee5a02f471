"""Which statements are told of many that could be."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from newsgraph.briefing.material import Material, Told

_SAME_ARTICLE = 0.6  # what is left of a weight for each statement of the same article that is told already
_ALIKE = 0.4  # from here on two lines would tell a reader the same
_NO_EVENT = 0.6


def varied(fit: Iterable[Told], weight: Callable[[Told], float], most: int) -> list[Told]:
    """The weightiest of some statements, from many articles, none like another."""
    known = {told.said.iri: told for told in fit}
    weights = {iri: weight(told) for iri, told in known.items()}
    articles = {iri: told.said.article for iri, told in known.items()}
    chosen: list[Told] = []
    told_by: Counter[str] = Counter()
    for iri in heaviest_first(weights, articles, told_by, _SAME_ARTICLE):
        told = known[iri]
        if len(chosen) == most:
            break
        if not any(told.resembles(other, _ALIKE) for other in chosen):
            chosen.append(told)
            told_by[told.said.article] += 1
    return chosen


def heaviest_first(
    weights: Mapping[str, float], articles: Mapping[str, str], told_by: Mapping[str, int], less: float
) -> Iterator[str]:
    """Keys, each time the one that weighs most.

    Args:
        weights: what each weighs.
        articles: which article each is from.
        told_by: how many of each article's the caller has taken so far, 0 where it has none.
        less: what is left of the weight of the others of an article for each of these.
    """
    rest: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for heavy, key in sorted((heavy, key) for key, heavy in weights.items()):
        rest[articles[key]].append((heavy, key))

    def heaviest(article: str) -> tuple[float, str]:
        heavy, key = rest[article][-1]
        return heavy * less ** told_by[article], key

    while rest:
        article = max(rest, key=heaviest)
        yield rest[article].pop()[1]
        if not rest[article]:
            del rest[article]


def weight(told: Told, material: Material) -> float:
    """How much a statement matters to what the articles tell, and how well it is told."""
    event = material.known.events.get(told.said.event)
    reports = material.reports(event.articles) if event else 1
    found = reports * told.standing * told.said.confidence * (0.5 + material.lead(told))
    found *= (0.5 + material.concern(told)) * (0.7 + material.headline(told))
    return found if event else found * _NO_EVENT
