"""What was called what in the last build, so that nothing is renamed when articles come or go.

A thing or happening is known again by where the articles speak of it: the characters of its first mention, or of its
trigger. Each of these has the name that it bears and the name that it was first given, its origin: what was merged and
comes apart again has its old name back, and while it is merged its origin is one more name of the whole.

In an article whose text has changed, characters tell nothing: there what is still called so is what was called so.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from newsgraph.record import Record
from newsgraph.resolution.identities import Key
from newsgraph.resolution.recognition import by_words, entity_words, event_words, recognise

Spot = tuple[str, str]  # an article's id, and characters of its text: "17-24"; "17-24.2" for the second there


class Known(NamedTuple):
    """What is meant at a spot: names as in prefixed IRIs, "actor:vladimir-saldo"."""

    name: str
    origin: str  # empty for what came to several that had been merged


Names = Mapping[Spot, Known]


class Decided(NamedTuple):
    """Whom a decision meant by some characters of an article: what these are when its text has changed since."""

    text: str  # SHA-256 of the text that the characters are of
    name: str


_Table = dict[str, dict[str, dict[str, list[str]]]]  # name → origin → article → characters


class _File(msgspec.Struct, forbid_unknown_fields=True):
    articles: dict[str, str]
    things: _Table
    events: _Table
    called: _Table = {}  # things by what their articles call them; a file of an earlier version has none
    told: _Table = {}  # events by the words they are told in
    decided: dict[str, Decided] = {}  # mentions that people have decided about, by IRI


@dataclass(frozen=True, slots=True)
class Memory:
    """The names of a build."""

    articles: Mapping[str, str] = field(default_factory=dict)  # id → SHA-256 of the text
    things: Names = field(default_factory=dict)
    events: Names = field(default_factory=dict)
    called: Names = field(default_factory=dict)  # things by article and words (`recognition.entity_words`)
    told: Names = field(default_factory=dict)  # events by article and words (`recognition.event_words`)
    decided: Mapping[str, Decided] = field(default_factory=dict)  # by the IRI of the characters
    shrunk: bool = False  # articles that it was of are no more

    def about(self, records: Iterable[Record]) -> "Memory":
        """What is remembered of these articles; where the text has changed, of what is still called as it was."""
        found = [record for record in records if record.article.id in self.articles]
        changed = [one for one in found if one.article.text_sha256 != self.articles[one.article.id]]
        same = {one.article.id for one in found} - {one.article.id for one in changed}
        things, events = (
            {spot: known for spot, known in names.items() if spot[0] in same} for names in (self.things, self.events)
        )
        spots = entity_spots(changed)
        things |= {spots[key]: known for key, known in recognise(entity_words(changed), self.called).items()}
        spots = event_spots(changed)
        events |= {spots[key]: known for key, known in recognise(event_words(changed), self.told).items()}
        articles = {one.article.id: self.articles[one.article.id] for one in found}
        return Memory(articles, things, events, decided=self.decided, shrunk=len(articles) < len(self.articles))

    @classmethod
    def of(
        cls,
        records: Sequence[Record],
        things: tuple[Mapping[str, Sequence[Key]], Mapping[Key, str]],
        events: tuple[Mapping[str, Sequence[Key]], Mapping[Key, str]],
        decided: Mapping[str, Decided],
    ) -> "Memory":
        """What the next build needs to know.

        Args:
            records: of all articles.
            things: the members of each thing by its name, and the origin of each member.
            events: the same of the events.
            decided: the mentions that decisions are about.
        """
        tables = []
        for spots, words, (named, origins) in (
            (entity_spots(records), entity_words(records), things),
            (event_spots(records), event_words(records), events),
        ):
            known = {key: Known(name, origins[key]) for name, members in named.items() for key in members}
            tables.append(({spots[key]: one for key, one in known.items()}, by_words(words, known)))
        (by_spot, called), (by_trigger, told) = tables
        articles = {one.article.id: one.article.text_sha256 for one in records}
        return cls(articles, by_spot, by_trigger, called, told, decided)

    def to_json(self) -> bytes:
        """The memory as JSON, the same bytes for the same names."""
        content = _File(
            articles=dict(self.articles),
            things=_table(self.things),
            events=_table(self.events),
            called=_table(self.called),
            told=_table(self.told),
            decided=dict(self.decided),
        )
        return msgspec.json.encode(content, order="sorted") + b"\n"

    @classmethod
    def from_json(cls, content: bytes) -> "Memory":
        """Read a memory back.

        Raises:
            ValueError: it is none.
        """
        found = msgspec.json.decode(content, type=_File)
        things, events, called, told = map(_names, (found.things, found.events, found.called, found.told))
        return cls(found.articles, things, events, called, told, found.decided)


def _table(names: Names) -> _Table:
    table: _Table = {}
    for (article, characters), known in sorted(names.items()):
        table.setdefault(known.name, {}).setdefault(known.origin, {}).setdefault(article, []).append(characters)
    return table


def _names(table: _Table) -> dict[Spot, Known]:
    return {
        (article, one): Known(name, origin)
        for name, by_origin in table.items()
        for origin, by_article in by_origin.items()
        for article, characters in by_article.items()
        for one in characters
    }


def entity_spots(records: Iterable[Record]) -> dict[Key, Spot]:
    """Where each entity is first mentioned."""
    found: dict[Key, Spot] = {}
    for record in records:
        first: dict[str, tuple[int, int]] = {}
        for mention in record.mentions:
            place = (mention.start, mention.end)
            first[mention.entity] = min(place, first.get(mention.entity, place))
        found.update(_spots(record, ((one.id, first.get(one.id)) for one in record.entities)))
    return found


def event_spots(records: Iterable[Record]) -> dict[Key, Spot]:
    """Where each event's trigger is."""
    found: dict[Key, Spot] = {}
    for record in records:
        found.update(_spots(record, ((one.id, (one.trigger.start, one.trigger.end)) for one in record.events)))
    return found


def _spots(record: Record, places: Iterable[tuple[str, tuple[int, int] | None]]) -> dict[Key, Spot]:
    seen: Counter[str] = Counter()
    found: dict[Key, Spot] = {}
    for identifier, place in places:
        characters = f"{place[0]}-{place[1]}" if place else "-"
        seen[characters] += 1
        more = f".{seen[characters]}" if seen[characters] > 1 else ""
        found[record.article.id, identifier] = (record.article.id, characters + more)
    return found


@dataclass(frozen=True, slots=True)
class Naming:
    """What the members of clusters have been called, and what people want clusters to be called."""

    spots: Mapping[Key, Spot]
    known: Names
    wanted: Mapping[Key, str] = field(default_factory=dict)  # slugs, each by one member of its cluster
    shrunk: bool = False  # articles have gone since: what only they had parted is as it was before

    @property
    def reserved(self) -> set[str]:
        """The slugs that nothing new may have."""
        return {slug_of(name) for known in self.known.values() for name in known if name}

    def keep(self, clusters: Sequence[Iterable[Key]]) -> list[str | None]:
        """The slug that each cluster keeps, none twice; null where it needs a new one.

        Where several names meet in a cluster, the one that most of it bears is kept. Where a name's bearers part, those
        keep it whose origin it is, and the others go back to their own origins.
        """
        claims: list[tuple[bool, bool, int, int, int, str, int]] = []
        for number, cluster in enumerate(clusters):
            members = list(cluster)
            found = [self.known[self.spots[key]] for key in members if self.spots[key] in self.known]
            bear, own = Counter(slug_of(one.name) for one in found), Counter(slug_of(one.origin) for one in found)
            both = Counter(slug_of(one.name) for one in found if slug_of(one.name) == slug_of(one.origin))
            wanted = {self.wanted[key] for key in members if key in self.wanted}
            for slug in sorted((bear.keys() | own.keys() | wanted) - {""}):
                claim = (slug not in wanted, not bear[slug], -both[slug], -bear[slug], -own[slug], slug, number)
                claims.append(claim)
        kept: list[str | None] = [None] * len(clusters)
        taken: set[str] = set()
        for *_, slug, number in sorted(claims):
            if kept[number] is None and slug not in taken:
                kept[number] = slug
                taken.add(slug)
        return kept

    def origins(self, named: Mapping[str, Sequence[Key]]) -> dict[Key, str]:
        """The origin of each member of what is now named so: the one it had.

        Where several have come together, those whose origin another bears now have one of the others. What had parted
        from the bearers of its origin and gives up its own name by being merged has that name as its origin, unless it
        is merged because articles have gone. What is new shares the origin of those that it is named with.
        """
        held = {slug_of(name): name for name in named}
        borne = {slug_of(one.name) for one in self.known.values()}
        found: dict[Key, str] = {}
        for name, members in named.items():
            had: dict[Key, str] = {}
            for key in members:
                if one := self.known.get(self.spots[key]):
                    bore, came_from = slug_of(one.name), slug_of(one.origin)
                    parted = came_from != bore and came_from in borne
                    gives_up = parted and not self.shrunk and bore != slug_of(name)
                    had[key] = one.name if gives_up else one.origin
            own = {one for one in had.values() if one and held.get(slug_of(one), name) == name}
            parted_from = min((one for one in had.values() if one), default=name)
            other = "" if len(own) > 1 else next(iter(own), parted_from)
            found.update((key, had[key] if had.get(key) and (not own or had[key] in own) else other) for key in members)
        return found

    def remember(self, named: Mapping[str, Sequence[Key]], origins: Mapping[Key, str]) -> dict[Spot, Known]:
        """What a later build needs to know."""
        return {self.spots[key]: Known(name, origins[key]) for name, members in named.items() for key in members}


def former_names(named: Mapping[str, Sequence[Key]], origins: Mapping[Key, str]) -> dict[str, tuple[str, ...]]:
    """The other names that each had before it was merged, sorted; none that another bears now."""
    held = {slug_of(name) for name in named}
    found: dict[str, set[str]] = defaultdict(set)
    for name, members in named.items():
        for origin in {origins[key] for key in members} - {"", name}:
            if slug_of(origin) == slug_of(name) or slug_of(origin) not in held:
                found[name].add(origin)
    return {name: tuple(sorted(origins)) for name, origins in found.items()}


def slug_of(name: str) -> str:
    """The last part of a name."""
    return name.partition(":")[2]
