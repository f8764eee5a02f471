"""Places across articles: one by gazetteer identifier, else by folded name, kind and the country that holds them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from newsgraph.normalisation import bare, transliteration_key
from newsgraph.record import Location
from newsgraph.resolution.names import settings
from newsgraph.resolution.profiles import Profile, best_name

_Groups = dict[tuple[str, ...], list[Profile]]


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place's name, taken apart: "the Kherson region" is Kherson, a region."""

    core: str  # transliteration key of the name without the word for the kind
    kind: str | None  # region, city, water; null where the name doesn't say


def parse_place(text: str) -> PlaceName:
    """Take a place's name apart."""
    kinds: dict[str, str] = settings()["place"]["kinds"]
    spellings: dict[str, str] = settings()["place"]["spellings"]
    parts = [spellings.get(part, part) for part in bare(text).split()]
    if len(parts) > 2 and parts[1] == "of" and (parts[0] == "republic" or kinds.get(parts[0]) == "city"):
        parts = parts[2:]  # the Republic of Moldova, the city of Odesa: what the bare name means, too
    said = [kinds[part] for part in parts if part in kinds]
    core = [part for part in parts if part not in kinds and part not in ("of", "the")]
    if not core or not said:
        return PlaceName(transliteration_key(" ".join(parts)), None)
    return PlaceName(transliteration_key(" ".join(core)), said[0])


def link_places(found: Sequence[Profile]) -> list[list[Profile]]:
    """Put together the places that are one.

    Places of one gazetteer identifier are one. Others are one if name and kind are the same and so is the country. A
    place that the gazetteer did not find joins the one found place of that name and kind (or of that name and country,
    if it is known to lie there), and stays apart where there are several. A city that is a state is one with the state.
    Places without a name ("the city") are one only within their article.
    """
    places = [profile for profile in found if profile.entity.type == "place"]
    groups: _Groups = defaultdict(list)
    for profile in places:
        groups[place_key(profile)].append(profile)
    return list(_join_unlocated(_join_areas(groups)).values())


def place_key(profile: Profile) -> tuple[str, ...]:
    """What two places must share to be one."""
    location, label = profile.entity.location, profile.entity.label
    if location and location.country and (location.kind == "country" or _is_city_state(location)):
        return ("country", location.country)
    if location and location.iri:
        return ("iri", _same_places().get(location.iri, location.iri))
    if not profile.named and not location:
        return ("nominal", profile.key[0], bare(label), profile.key[1] if not bare(label) else "")
    name = parse_place(location.name if location and location.name else best_name(profile))
    if location and location.kind == "country":  # a state of the past
        return ("past", name.core)
    if location:
        return ("located", name.core, _broad_kind(location.kind), location.country or "")
    return ("name", name.core, name.kind or "")


def _same_places() -> dict[str, str]:
    """By what the gazetteer calls a place, what it calls the same place as another kind."""
    found: dict[str, str] = settings()["place"]["same"]
    return found


def is_second_entry(location: Location) -> bool:
    """Whether the gazetteer has the place under another identifier, too, which is the one to give."""
    return location.iri in _same_places()


def _broad_kind(kind: str) -> str:
    return "region" if kind == "county" else kind


def _is_city_state(location: Location) -> bool:
    names: dict[str, list[str]] = settings()["place"]["city_states"]
    return location.kind == "city" and bare(location.name or "") in names.get(location.country or "", ())


def _join_areas(groups: _Groups) -> _Groups:
    """Give each area, of which no more is known than where it lies, to the one place of its country with its name."""
    bearers: dict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    for key, members in groups.items():
        if key[0] in ("iri", "country") or (key[0] == "located" and key[2] != "area"):
            countries = {one.entity.location.country or "" for one in members if one.entity.location}
            cores = {parse_place(text).core for one in members for text in one.names}
            for place in product(cores, countries):
                bearers[place].add(key)
    joined = dict(groups)
    for key in sorted(key for key in groups if key[0] == "located" and key[2] == "area" and key[3]):
        options = bearers[key[1], key[3]]
        if len(options) == 1:
            (target,) = options
            joined[target] = [*joined[target], *joined.pop(key)]
    return joined


def _join_unlocated(groups: _Groups) -> _Groups:
    """Give each group without a location to the one located group that bears its name and may be of its kind."""
    bearers: dict[tuple[str, str | None], set[tuple[str, ...]]] = defaultdict(set)
    for key, members in groups.items():
        if key[0] in ("iri", "country", "located"):
            for name in {parse_place(text) for one in members for text in one.names}:
                bearers[name.core, name.kind].add(key)
                location = members[0].entity.location
                if name.kind is None and location:
                    bearers[name.core, _broad_kind(location.kind)].add(key)
    joined = {key: list(members) for key, members in groups.items() if key[0] != "name"}
    for key in sorted(key for key in groups if key[0] == "name"):
        options = bearers.get((key[1], key[2] or None), set())
        target = next(iter(options)) if len(options) == 1 else key
        joined.setdefault(target, []).extend(groups[key])
    return joined


def spelling_preference(members: Sequence[Profile]) -> Callable[[str], int]:
    """How close a name is to what the gazetteer calls the place: less is closer."""
    located = [one.entity.location for one in members if one.entity.location]
    first = [location for location in located if not is_second_entry(location)]
    names = Counter(location.name for location in first or located if location.name)
    if not names:
        return lambda _: 0
    standard = min(names, key=lambda name: (-names[name], name))
    words = set(bare(standard).split())

    def distance(name: str) -> int:
        return 0 if name == standard else 2 - (words <= set(bare(name).split()))

    return distance
