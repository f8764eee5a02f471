"""Finds out which place a name means, from all the places of the article together.

Candidates are weighed by how well known they are, by what the words around the name say ("Paris, Texas"; "the Kherson
region"), and by how well they agree with the article's other places, near ones and ones of the same country: the
minimality heuristics of Leidner (Toponym Resolution in Text, 2007) as a relaxation over soft choices.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from newsgraph.extraction.base.annotations import Entity, Mention, copied
from newsgraph.extraction.gazetteer.context_features import (
    Clues,
    is_common,
    is_everyday,
    is_seat,
    kind_of_word,
    place_words,
    read,
)
from newsgraph.extraction.places.place_anchors import approximate
from newsgraph.extraction.places.place_entities import assign, widen
from newsgraph.extraction.places.spurious_places import (
    drop_everyday_words,
    drop_spurious,
    unlocate_buildings,
)
from newsgraph.extraction.places.toponym_groups import Floats, ToponymGroup, derived, distances, holds, is_derived
from newsgraph.normalisation import fold_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsgraph.extraction.gazetteer.gazetteer import Gazetteer, Place

Indices = NDArray[np.intp]

_MOST_CANDIDATES = 60  # of one name
_MOST_ALTOGETHER, _FEWEST = 3000, 3  # of all names, whose agreement is a square; how many a name keeps at least
_ROUNDS = 4
_NEAR_KM, _FAR_KM = 200.0, 1000.0
# Weights of the signs, in powers of ten of inhabitants.
_FIRST, _HOLDER, _HOLDS, _KIND = 1.0, 8.0, 2.0, 4.0
_NEIGHBOUR, _MOST_NEIGHBOURS = 1.0, 6.0
_SAME_COUNTRY = 2.0
_AS_TOLD = 2.5
_OFFICE, _SIBLINGS = 3.0, 8.0
_RIVAL = 0.7  # how much less likely a region is meant that is as well known as the country of its name
# How much other places must speak for a small town, or for one that is hardly known by that name.
_SMALL, _ENOUGH = 100_000, 0.6
_TINY, _LITTLE, _PLENTY = 1_000, 0.3, 2.5
_SHARE = 0.05  # of the article's other places, in the country of a town that is hardly known
_VILLAGE = 10_000  # inhabitants of a town that no region of news is named after


def locate(known: Iterable[Entity], gazetteer: "Gazetteer") -> list[Entity]:
    """The entities with the locations of those of type place that the gazetteer has.

    Where the article's own words put mentions of one entity in different places ("Paris, Texas", "Paris, France"),
    those of the rarer one move to another entity, a new one where that place has none yet.
    """
    entities = copied(known)
    drop_everyday_words(entities, gazetteer)
    groups = _groups(_readings(entities, gazetteer))
    most = max(_FEWEST, _MOST_ALTOGETHER // max(1, len(groups)))
    for group in groups:
        group.candidates = _most_likely(group, most)
    if groups:
        _resolve(groups)
    _abstain(groups)
    assign(groups, entities)
    unlocate_buildings(entities, gazetteer)
    widen(groups)
    drop_spurious(entities)
    approximate(entities)
    return entities


def _readings(entities: list[Entity], gazetteer: "Gazetteer") -> Iterator[ToponymGroup]:
    """Every named mention of a place with its clues and candidates."""
    unknown: list[ToponymGroup] = []
    countries: set[str | None] = set()
    for entity in entities:
        if entity.type != "place":
            continue
        for mention in entity.mentions:
            if mention.form in ("name", "demonym"):
                clues = read(mention.span, gazetteer)
                group = ToponymGroup(entity, [mention], clues, _candidates(mention, clues, gazetteer))
                if group.candidates and group.candidates[0].prominence >= _TINY:
                    countries.add(group.candidates[0].country)
                    yield group
                elif mention.form == "name" and not is_common(clues.name):
                    unknown.append(group)
    for group in unknown:  # a spelling of its own may be a transliteration, in a country of which the article speaks
        alike = [place for place in gazetteer.similar(group.clues.name) if _may_be(place, group.clues, countries)]
        group.candidates = list(dict.fromkeys([*alike, *group.candidates]))
        if group.candidates:
            yield group


def _may_be(place: "Place", clues: Clues, countries: set[str | None]) -> bool:
    if place.kind == "water" or (clues.named and clues.kind in ("water", "area")):
        return place.kind == clues.kind
    return place.country in countries


def _groups(readings: Iterable[ToponymGroup]) -> list[ToponymGroup]:
    """The mentions of one entity that share their name and what the text says of them, together."""
    groups: dict[tuple[object, ...], ToponymGroup] = {}
    for group in readings:
        mention, clues = group.mentions[0], group.clues
        within = clues.within if group.told else None
        name = fold_place(clues.name)
        said = (clues.kind, within, clues.other, clues.office, clues.siblings, bool(clues.held))
        same = (group.entity, mention.form, name, said, group.candidates[0])
        if same in groups:
            groups[same].mentions.append(mention)
        else:
            groups[same] = group
    return list(groups.values())


def _candidates(mention: Mention, clues: Clues, gazetteer: "Gazetteer") -> "list[Place]":
    demonym = gazetteer.demonym(clues.name)
    if mention.form == "demonym" and demonym is not None:
        return [demonym]
    if clues.name.islower() or is_common(clues.name) or (is_seat(clues.name) and clues.within is None):
        return []
    found = gazetteer.lookup(clues.name)[:_MOST_CANDIDATES]
    if not found:
        return [demonym] if demonym is not None else []
    wide = ("region", "county", "area", "country", "continent")
    if clues.kind in ("region", "county") and not any(place.kind in wide for place in found[:1]):
        around = [place for place in found if place.kind in ("region", "county")]
        if not around:  # "the Kherson region" is not the city, but lies around it
            return [derived(place, clues.kind) for place in found if place.kind == "city"] or found
    if clues.named and clues.kind in ("water", "area"):
        return [place for place in found if place.kind in ("water", "area")]
    waters = [place for place in found if place.kind == "water"]
    if len(waters) == len(found) > 0 and _lacks_article(mention, clues, waters[0].name.endswith(" River")):
        return []
    if waters and len(waters) < len(found):
        is_river = (clues.article and _is_river(mention, found)) or _has_namesakes_in_villages_only(found, clues)
        return waters if is_river else [place for place in found if place.kind != "water"]
    return found


def _has_namesakes_in_villages_only(found: "list[Place]", clues: Clues) -> bool:
    """Whether nothing but a village bears a sea's or river's name, too: "the Pacific and Atlantic coasts"."""
    known = max(place.prominence for place in found if place.kind != "water")
    return known < _VILLAGE and clues.within is None and not clues.located


def _lacks_article(mention: Mention, clues: Clues, river: bool) -> bool:
    """Whether a name is no river's or sea's, which have an article: "an order from Amazon"."""
    span = mention.span
    before = span.doc[span.start - 1].lower_ if span.start else ""
    article = clues.article or before in place_words()["bearers"]["links"]  # "Frankfurt an der Oder"
    bare = len(span) == 1 and clues.kind is None and not article
    joined = span.root.dep_ in ("conj", "appos") or any(child.dep_ == "conj" for child in span.root.children)
    head = span.root.head
    wet = head.lower_ in place_words()["water"]["cues"] or kind_of_word(head.text) is not None
    attributive = span.root.dep_ in ("compound", "amod", "nmod") and (wet or (head.text.islower() and not river))
    return bare and not joined and not attributive and span.root.dep_ != "ROOT"


def _is_river(mention: Mention, candidates: "list[Place]") -> bool:
    """Whether "the Congo" is the river: countries that take an article need a word for water nearby."""
    if not place_words()["water"]["countries"].intersection(place.name for place in candidates):
        return True
    span = mention.span
    near = span.doc[max(span.sent.start, span.start - 6) : min(span.sent.end, span.end + 4)]
    return any(token.lower_ in place_words()["water"]["cues"] for token in near)


def _most_likely(group: ToponymGroup, most: int) -> "list[Place]":
    """So many candidates at most: those that the text itself speaks for, and the best known."""
    if len(group.candidates) <= most:
        return group.candidates
    kept = np.argsort(-_prior(group), kind="stable")[:most]
    return [group.candidates[index] for index in sorted(kept)]


def _prior(group: ToponymGroup) -> Floats:
    """How likely each candidate is before the other places are looked at."""
    scores = np.log10([max(place.prominence, 1.0) for place in group.candidates])
    scores[0] += _FIRST * min(1.0, max(0.0, (scores[0] - 3) / 2))  # nobody has heard of the largest of small villages
    for index, place in enumerate(group.candidates):
        if group.clues.within is not None and holds(group.clues.within, place):
            scores[index] += _HOLDER
        if group.clues.kind == place.kind:
            scores[index] += _KIND
        if place.kind in ("region", "country") and any(holds(place, held) for held in group.clues.held):
            scores[index] += _HOLDS
        if place.kind == "region" and place.country == group.clues.siblings:
            scores[index] += _SIBLINGS
        if place.kind == group.clues.office and place.prominence >= _SMALL:
            scores[index] += _OFFICE
        if place.kind == "region" and place.name in place_words()["offices"]["rivals_of_countries"]:
            scores[index] = max(scores[index], scores[0] - _RIVAL)
    return scores


def _resolve(groups: list[ToponymGroup]) -> None:
    """Choose the place of each group, all of them together."""
    places = [place for group in groups for place in group.candidates]
    sizes = [len(group.candidates) for group in groups]
    starts = np.cumsum([0, *sizes[:-1]])
    owner = np.repeat(np.arange(len(groups)), sizes)
    ties = _ties(groups)[owner]
    closeness, same_country = _agreement(places)
    prior = np.concatenate([_prior(group) for group in groups])
    scores = prior
    for _ in range(_ROUNDS):
        weights = _choices(scores, starts, owner)
        near = np.maximum.reduceat(closeness * weights, starts, axis=1) * ties
        neighbours = np.minimum(near.sum(axis=1), _MOST_NEIGHBOURS)
        alike = np.maximum.reduceat(same_country * weights, starts, axis=1) * ties
        share = alike.sum(axis=1) / np.maximum(ties.sum(axis=1), 1)
        support = _NEIGHBOUR * neighbours + _SAME_COUNTRY * share
        scores = prior + support + _as_told(groups, scores, starts)
    for group, start, size in zip(groups, starts, sizes, strict=True):
        best = int(np.argmax(scores[start : start + size]))
        index = start + best
        foreign = float(share[index]) < _SHARE and len(groups) > 1
        if _credible(group, group.candidates[best], float(support[index]), foreign):
            group.place = group.candidates[best]


def _credible(group: ToponymGroup, place: "Place", support: float, foreign: bool) -> bool:
    """Whether enough speaks for a place: many a word or surname is also the name of some village.

    Args:
        group: the mentions.
        place: what they mean, if anything.
        support: how much the other places of the article speak for it.
        foreign: whether none of them lies in its country.
    """
    if _is_contradicted(group, place):
        return False
    if place.kind == "county" and place.admin is not None:  # "Brevard County" may lie anywhere but around Brevard
        return True  # if other places lie in its state: `_abstain`
    if is_derived(place) and place.population < _VILLAGE and not group.told:
        return False
    if place.kind == "city" and is_everyday(group.clues.name):
        return group.told or group.clues.located
    if place.kind != "city" or place.prominence >= _SMALL or group.told or group.clues.kind:
        return True
    if place.prominence < _TINY:
        return support >= (_LITTLE if group.clues.located else _PLENTY)
    known = not foreign or place.population >= _SMALL
    return group.clues.located or (known and (group.clues.directed or support >= _ENOUGH))


def _is_contradicted(group: ToponymGroup, place: "Place") -> bool:
    """Whether the text says of a little known place that it lies where none of its name is known to lie."""
    within = group.clues.within
    little = is_derived(place) or place.kind == "county" or (place.kind == "city" and place.prominence < _SMALL)
    if not little or within is None or within.kind not in ("country", "region", "city") or group.told:
        return False
    return place.admin is not None or place.country != within.country


def _abstain(groups: list[ToponymGroup]) -> None:
    """Take back counties that were guessed by a town of their name where the article is about another state."""
    for group in groups:
        if group.place is None or group.told or not (group.place.kind == "county" and is_derived(group.place)):
            continue
        name = fold_place(group.clues.name)
        others = (other.place for other in groups if fold_place(other.clues.name) != name)
        if not any(place is not None and place.admin == group.place.admin for place in others):
            group.place = None


def _ties(groups: list[ToponymGroup]) -> Floats:
    """How much one group's place matters for another's: more in one sentence, not at all within one entity."""
    sentences = [{mention.span.sent.start for mention in group.mentions} for group in groups]
    ties = np.ones((len(groups), len(groups)))
    for one in range(len(groups)):
        for other in range(len(groups)):
            if groups[one].entity is groups[other].entity:
                ties[one, other] = 0.0
            elif not sentences[one].isdisjoint(sentences[other]):
                ties[one, other] = 2.0
    return ties


def _agreement(places: "Sequence[Place]") -> tuple[Floats, Floats]:
    """How near each candidate is to each other (0 to 1), and whether they share a country."""
    km = distances(places)
    far = np.exp(-km / _FAR_KM)
    closeness = 0.75 * np.exp(-km / _NEAR_KM) + 0.25 * far
    land = np.array([place.kind in ("country", "continent") for place in places])
    wide = land | np.array([place.kind in ("water", "area") for place in places])
    closeness = np.where(wide[:, None] | wide[None, :], 0.5 * far, closeness)
    closeness[land[:, None] ^ land[None, :]] = 0.0
    region = np.array([place.kind == "region" for place in places])
    admins = np.array([place.admin or "" for place in places])
    inside = (admins[:, None] == admins[None, :]) & (admins != "")[:, None] & (region[:, None] | region[None, :])
    closeness = np.where(inside, np.maximum(closeness, 0.8), closeness)
    countries = np.array([place.country or "" for place in places])
    alike = (countries[:, None] == countries[None, :]) & (countries != "")[:, None]
    return closeness, alike.astype(np.float64)


def _choices(scores: Floats, starts: Indices, owner: Indices) -> Floats:
    """The probability of each candidate among those of its group."""
    highest = np.maximum.reduceat(scores, starts)[owner]
    raised = np.exp(2.0 * (scores - highest))
    chances: Floats = raised / np.add.reduceat(raised, starts)[owner]
    return chances


def _as_told(groups: list[ToponymGroup], scores: Floats, starts: Indices) -> Floats:
    """A bare name means what the same name meant earlier in the article, where the text said which."""
    bonus = np.zeros(len(scores))
    for start, group in zip(starts, groups, strict=True):
        clues = group.clues
        if group.told or clues.other or clues.office or clues.siblings or clues.held:
            continue
        last = group.mentions[-1].span.start
        for told_start, told in zip(starts, groups, strict=True):
            if (
                told.entity is group.entity
                and told.told
                and not told.clues.other
                and told.mentions[0].span.start < last
            ):
                best = told.candidates[int(np.argmax(scores[told_start : told_start + len(told.candidates)]))]
                bonus[start : start + len(group.candidates)] = [
                    _AS_TOLD * (place == best) for place in group.candidates
                ]
                break
    return bonus
