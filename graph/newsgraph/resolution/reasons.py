"""Why two entities are one, or not: the rules and weights of linkage, in words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from newsgraph.reference import country_name
from newsgraph.resolution.actor_linking import join_full_names, nominal_key
from newsgraph.resolution.archive import Archive
from newsgraph.resolution.bodies import Jurisdiction, Known
from newsgraph.resolution.entity_types import settled
from newsgraph.resolution.keys import Key
from newsgraph.resolution.linkage import model, prior, weigh
from newsgraph.resolution.memo import Memo
from newsgraph.resolution.name_comparison import NameVerdict, compare_names
from newsgraph.resolution.name_levels import Level, levels, levels_beside
from newsgraph.resolution.name_nodes import Node, name_nodes
from newsgraph.resolution.owned_bodies import body_of
from newsgraph.resolution.place_linking import place_key
from newsgraph.resolution.profiles import Profile, best_name
from newsgraph.resolution.short_names import ShortNames
from newsgraph.resolution.weights import Weights

_MOST_RIVALS = 5


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for and against two entities being one."""

    words: str
    weight: float | None = None  # bits, where names were weighed
    needed: float | None = None  # bits from which they are one
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two names whose weight is near to the one that decides."""

    one: Key
    other: Key
    weight: float
    needed: float


class Reasons:
    """The comparisons behind the identities of some articles.

    Args:
        archive: all articles.
        weights: what the levels of the linkage of names weigh; None: the default.
        memo: reads what the build that they are of has found out, so that its names need not be compared again.
    """

    def __init__(self, archive: Archive, weights: Weights | None = None, memo: Callable[[], Memo] = Memo) -> None:
        self._model, self._memo = weights, memo
        self._found = settled(archive.features)
        self._profile_of = {profile.key: profile for profile in self._found}
        self._compared: dict[tuple[int, int], list[Level]] = {}

    @property
    def profiles(self) -> Sequence[Profile]:
        """The entities of all articles."""
        return self._found

    @cached_property
    def _nodes(self) -> list[Node]:
        return name_nodes(self._found)

    @cached_property
    def _node_of(self) -> dict[Key, int]:
        return {member.key: number for number, node in enumerate(self._nodes) for member in node.members}

    @cached_property
    def _weights(self) -> list[tuple[int, int, float]]:
        return weigh([node.name_record for node in self._nodes], self._model, self._memo())

    def name(self, key: Key) -> str:
        """What an entity is called in its article."""
        return best_name(self._profile_of[key])

    def roles(self, key: Key) -> tuple[str, ...]:
        """What its article calls an entity beside its name."""
        return self._profile_of[key].entity.roles

    def of(self, one: Key, other: Key) -> Reason:
        """What speaks for and against two entities being one."""
        a, b = self._profile_of[one], self._profile_of[other]
        if one == other:
            what = f" place, {_located(a)}" if a.entity.type == "place" and a.entity.location else ""
            return Reason(
                f"As the article {one[0]} is read, both are taken for one{what}: names, descriptions and pronouns of "
                "one article are put together by their words and grammar (coreference)."
            )
        places = [profile.entity.type == "place" for profile in (a, b)]
        if any(places):
            return Reason(_places(a, b) if all(places) else "A place and an actor are one only if people say so.")
        if (body := _body_of_one_leader(a, b)) is not None:
            return Reason(body)
        if not (a.named and b.named):
            return Reason(self._unnamed(a, b))
        if a.jurisdiction and b.jurisdiction:
            return Reason(_bodies(a, b))
        reason = self._named(self._node_of[one], self._node_of[other])
        return replace(reason, words=" ".join([reason.words, *filter(None, map(_retyped, (a, b)))]))

    def weight(self, one: Key, other: Key) -> float:
        """The weight of two names in bits; of one name infinite, of what has none or was never compared, minus that."""
        a, b = self._node_of.get(one), self._node_of.get(other)
        if a is None or b is None:
            return float("-inf")
        return float("inf") if a == b else self._weight_of.get((min(a, b), max(a, b)), float("-inf"))

    @cached_property
    def _weight_of(self) -> dict[tuple[int, int], float]:
        return {(left, right): weight for left, right, weight in self._weights}

    def prepare(self, one: Key, others: Iterable[Key]) -> None:
        """Compare an entity's name with those of others at once: asking for each reason alone takes as long as this."""
        if self._profile_of[one].entity.type == "place":  # the gazetteer tells, not the name
            return
        first = self._node_of.get(one)
        nodes = {self._node_of[key] for key in others if key in self._node_of}
        if first is None:
            return
        new = sorted(node for node in nodes if node != first and (first, node) not in self._compared)
        if new:
            found = levels_beside([node.name_record for node in self._nodes], first, new, self._model)
            self._compared.update({(first, other): told for other, told in found.items()})

    def _levels_of(self, one: int, other: int) -> list[Level]:
        if (one, other) not in self._compared:
            records = [node.name_record for node in self._nodes]
            self._compared[one, other] = levels(records, one, other, self._model)
        return self._compared[one, other]

    def _named(self, one: int, other: int) -> Reason:
        a, b = self._nodes[one].name_record, self._nodes[other].name_record
        if one == other:
            return Reason(f"Both are called {a.name}: actors of one type and one full name are one, if nobody objects.")
        start = Level("to begin with", "two names of which nothing is known", round(prior(self._model), 1))
        found = (start, *self._levels_of(one, other))
        weight = round(sum(level.bits for level in found), 1)
        verdict, needed = compare_names(a, b, weight)
        if a.short != b.short:
            return self._short(*((one, other) if a.short else (other, one)), found)
        words = f"The two names are compared: {_sum(weight)}, and {needed:g} is enough."
        if verdict is NameVerdict.EXCLUDED:
            words += (
                " Whatever they weigh, the names exclude each other: titles, given or middle names, generations or "
                "surnames that only look alike; of organisations, a noun and its adjective, two "
                "countries, or a noun alone, which means another in each article."
            )
        return Reason(words, weight, needed, found)

    def _short(self, short: int, full: int, found: tuple[Level, ...]) -> Reason:
        """Why a short name is a full one's, or not: by what they have in common, and by the use of the names."""
        names = [self._nodes[number].name_record.name for number in (short, full)]
        options = self._short_names.options(self._cluster_of[short])
        found += next((one.signs for one in options if one.cluster == self._cluster_of[full]), ())
        weight, needed = round(sum(level.bits for level in found), 1), float(model()["short_weight"])
        words = f"{names[0]} may be short for {names[1]}: {_sum(weight)}, and {needed:g} is enough for a short name."
        enough = [one for one in options if one.weight >= needed and one.cluster != self._cluster_of[full]]
        if rivals := [(self._full_name(one.cluster), round(one.weight, 1)) for one in enough[:_MOST_RIVALS]]:
            others = ", ".join(f"{name} ({bits:g})" for name, bits in rivals)
            words += (
                f" It may as well stand for {others}: it joins the best of them only if that one leads by "
                f"{model()['short_margin']:g} bits."
            )
        return Reason(words, weight, needed, found)

    def _unnamed(self, a: Profile, b: Profile) -> str:
        if a.named != b.named:
            return "One has a name and one has none: they are one only where their own article says so."
        one, other = nominal_key(a), nominal_key(b)
        if one != other:
            return (
                "Neither has a name. Across articles such actors are one only if they are called by one noun, and the "
                "words say that both are of one nation; a single person never is."
            )
        if one[0] == "article":
            return "Neither has a name; in one article the same words mean the same."
        return f"Neither has a name, but both are of one nation ({one[1]}) and called by one noun ({one[2]})."

    def _full_name(self, cluster: int) -> str:
        return self._nodes[cluster].name_record.name

    @cached_property
    def _cluster_of(self) -> list[int]:
        return join_full_names(self._nodes, self._weights)

    @cached_property
    def _short_names(self) -> ShortNames:
        return ShortNames(self._nodes, self._weights, self._cluster_of, self._found)

    def doubts(self) -> list[Doubt]:
        """The pairs of names that may be one, the most doubtful first: those nearest to the weight that decides."""
        found = []
        for left, right, weight in self._weights:
            a, b = self._nodes[left], self._nodes[right]
            if a.name_record.short and b.name_record.short:
                continue
            verdict, needed = compare_names(a.name_record, b.name_record, weight)
            if verdict is not NameVerdict.EXCLUDED:
                found.append(Doubt(_first(a.members), _first(b.members), round(weight, 1), needed))
        return sorted(found, key=lambda one: (abs(one.weight - one.needed), one.one, one.other))


def _bodies(a: Profile, b: Profile) -> str:
    """Why two bodies of state are one, or not."""
    told = []
    for one in (a, b):
        known = one.jurisdiction or Jurisdiction("", "", Known.OPEN)
        whose = " in ".join(filter(None, [known.within.title(), country_name(known.country)])) if known.country else ""
        told.append(f"{best_name(one)!r}{f' of {whose}' if whose else ''} ({known.known.value})")
    return (
        f"Bodies that many countries have are one if they are the same of the same country: here {told[0]}, and "
        f"{told[1]}. Those of two countries never are, nor those of which it is not clear whose they are."
    )


def _retyped(one: Profile) -> str | None:
    if one.taken_for is None:
        return None
    return f"Its article takes {best_name(one)!r} for a {one.taken_for}; other articles show that it is not."


def _sum(weight: float) -> str:
    return f"what speaks for and against their being one comes to {weight:g} bits (each doubles the odds)"


def _first(members: Sequence[Profile]) -> Key:
    return min(member.key for member in members)


def _places(a: Profile, b: Profile) -> str:
    one, other = place_key(a), place_key(b)
    if one == other:
        return {
            "iri": f"The gazetteer has one place for both: {_located(a)}.",
            "country": f"Both are the country {country_name(one[1])}.",
            "nominal": "Places without a name are one within their article where their words are the same.",
        }.get(
            one[0],
            f"The gazetteer has neither, so the name decides: {best_name(a)!r}, {best_name(b)!r} are one name in its "
            "usual spellings, of one kind of place, and no country is said that would part them.",
        )
    if "nominal" in (one[0], other[0]):
        return "A place without a name is one only with the same words of its own article."
    if "name" in (one[0], other[0]):
        unknown, known = (a, b) if one[0] == "name" else (b, a)
        return (
            f"The gazetteer does not have {unknown.entity.label!r} as its article has it: it is taken for "
            f"{_located(known)}, if that bears its name and is of its kind, and if no other place of the articles does."
        )
    return f"They are two places for the gazetteer: {_located(a)} and {_located(b)}."


def _body_of_one_leader(a: Profile, b: Profile) -> str | None:
    """What speaks for two bodies being one that are called after who leads them."""
    one, other = body_of(a), body_of(b)
    if one is None or other is None or (one.head, one.owner.surname) != (other.head, other.owner.surname):
        return None
    return (
        f"Both are called after a leader of one surname ({a.entity.label!r}): they are one if that is one person, or "
        "if an article names nobody of that surname and the others have one such body only."
    )


def _located(profile: Profile) -> str:
    place = profile.entity.location
    if place is None:
        return profile.entity.label
    where = f" in {country_name(place.country)}" if place.country and place.kind != "country" else ""
    return f"{place.name or profile.entity.label}, a {place.kind}{where}{f' ({place.iri})' if place.iri else ''}"
