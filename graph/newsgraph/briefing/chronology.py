"""What happened: the events that most articles tell, in order."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from newsgraph.briefing.disputes import is_denial
from newsgraph.briefing.material import Material, Told
from newsgraph.briefing.selection import heaviest_first
from newsgraph.resolution.periods import period

_LEAST, _MOST = 6, 16  # how many events are told, by how many articles there are
_EACH_MORE = 0.8  # what each further report adds to an event's weight
_SAME_ARTICLE = 0.55  # what is left of an event's weight for each that the same article has told already
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_OF_ITSELF = 0.3  # a paper on itself
_UNTYPED, _NO_EVENT, _CLAIMED, _LONG_AGO = 0.8, 0.5, 0.55, 0.35
_BEFORE = timedelta(days=180)  # what happened longer before its article is history
_LEAST_STANDING = 0.45
_ALIKE = 0.45  # from here on two lines would tell a reader the same
_AKIN = 0.2  # from here on they do in one article if their relation is the same
_SAME = 0.7  # from here on they do tell the same


def happened(material: Material, elsewhere: frozenset[str]) -> list[tuple[Told, list[Told]]]:
    """The statements that tell the events best, in the order in which these happened, each with others like it.

    Chosen one by one: by how many articles report an event, how early they tell it and in how many of their titles'
    words, whom it concerns, how well a statement of it stands by itself; less where its article has told one already.

    Args:
        material: the statements.
        elsewhere: the IRIs of those that the briefing has elsewhere.
    """
    best: dict[str, Told] = {}
    weights: dict[str, float] = {}
    for event, statements in material.by_event.items():
        fit = [one for one in statements if one.standing >= _LEAST_STANDING and one.said.iri not in elsewhere]
        fit = [one for one in fit if _is_happening(one) and not _is_told_as_dispute(one, material)]
        if fit:
            best[event] = max(fit, key=lambda told: (_quality(told, material), told.said.iri))
            weights[event] = _weight(best[event], statements, material)
    chosen: list[Told] = []
    told_by: Counter[str] = Counter()
    wanted = min(_MOST, max(_LEAST, len(material.articles) + 3))
    articles = {event: told.said.article for event, told in best.items()}
    for event in heaviest_first(weights, articles, told_by, _SAME_ARTICLE):
        told = best[event]
        if len(chosen) == wanted:
            break
        if not any(told.resembles(other, _ALIKE) or _is_same(told, other, material) for other in chosen):
            chosen.append(told)
            told_by[told.said.article] += 1
    chosen.sort(key=lambda told: (*_when(told, material), told.said.article, told.said.begin, told.said.iri))
    similar = _Similar(material)
    return [_best_first([told, *similar.others(told)]) for told in chosen]


def _best_first(same: list[Told]) -> tuple[Told, list[Told]]:
    """Those that tell the same, the one apart that stands best by itself."""
    best = max(same, key=lambda told: (told.standing * told.said.confidence, told.said.iri))
    return best, [told for told in same if told is not best]


def _is_happening(told: Told) -> bool:
    """Whether it tells that something happens, not what something is or has."""
    if told.said.voice == "denied" and (told.source or told.said.marks):
        return False
    if told.said.voice not in ("stated", "claimed", "denied"):
        return False
    verb = told.said.relation.split()[:1]
    return bool(told.said.event) or (verb not in (["be"], ["have"]) and " of" not in told.said.relation)


def _is_told_as_dispute(told: Told, material: Material) -> bool:
    """Whether it denies what is told as disputed."""
    return told.said.iri in material.contradictory and is_denial(told)


def _quality(told: Told, material: Material) -> float:
    """How well a statement tells its event."""
    stated = 1.0 if told.said.voice == "stated" else 0.7
    return stated * told.standing * told.said.confidence * (0.5 + material.lead(told))


def _weight(told: Told, statements: list[Told], material: Material) -> float:
    """How much an event matters to what the articles tell."""
    event = material.known.events.get(told.said.event)
    reports = material.reports(event.articles) if event else 1
    weight = (1 + _EACH_MORE * (reports - 1)) * told.standing * told.said.confidence
    weight *= max(map(material.lead, statements)) * (0.6 + max(map(material.headline, statements)))
    weight *= 0.5 + material.concern(told)
    weight *= _NO_EVENT if event is None else 1 if event.type else _UNTYPED
    weight *= 1 if told.said.voice == "stated" else _CLAIMED
    weight *= _OF_ITSELF if material.is_publisher(told.said.subject) else 1
    return weight * (_LONG_AGO if _is_history(told, material) else 1)


def _is_history(told: Told, material: Material) -> bool:
    """Whether it tells what was long before its article, by its date, a year in its words or its tense."""
    when = period(material.time(told.said))
    published = period(material.article(told.said).date[:10])
    if published is None:
        return False
    years = [int(year) for year in _YEAR.findall(told.said.text)]
    long_ago = when is not None and when.last < published.first - _BEFORE
    return long_ago or any(year < published.first.year for year in years) or told.said.relation_text.startswith("had ")


def _when(told: Told, material: Material) -> tuple[date, date]:
    """The days that order an event: its own, else those of the article that tells of it; without any, last."""
    days = period(material.time(told.said)) or period(material.article(told.said).date[:10])
    return (days.first, days.last) if days else (date.max, date.max)


def _is_same(told: Told, other: Told, material: Material) -> bool:
    """Whether two tell of one deed: the same relation in one article, or on one day and between some of the same."""
    one, two = told.said, other.said
    if one.relation != two.relation:
        return False
    if one.article == two.article and told.resembles(other, _AKIN):
        return True
    day = material.time(one)
    if not day or day != material.time(two):
        return False
    return len(one.named & two.named & material.known.entities.keys()) >= 2


class _Similar:
    """Finds the other statements that tell an event, without a look at all of them for each."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.by_relation: dict[str, list[int]] = defaultdict(list)
        self.by_word: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(material.told):
            self.by_relation[one.said.relation].append(place)
            for word in one.words:
                self.by_word[word].append(place)

    def others(self, told: Told) -> list[Told]:
        """The other statements that tell the event, one an article."""
        found: dict[str, Told] = {}
        same = self.material.by_event[told.said.event] if told.said.event else []
        for one in chain(same, self._alike(told)):
            if one.said.article != told.said.article and one.said.voice == told.said.voice:
                found.setdefault(one.said.article, one)
        return list(found.values())

    def _alike(self, told: Told) -> Iterator[Told]:
        """Those that tell the same in like words, or of the same deed, in order."""
        places = set(self.by_relation[told.said.relation])
        rarest = sorted(told.words, key=lambda word: (len(self.by_word[word]), word))
        for word in rarest[: len(rarest) - int(_SAME * len(rarest)) + 1]:  # those that resemble it have one of these
            places.update(self.by_word[word])
        for one in map(self.material.told.__getitem__, sorted(places)):
            if one.resembles(told, _SAME) or _is_same(one, told, self.material):
                yield one
