"""What was called what in the last build, so that nothing is renamed when articles come or go.

An entity or event is known again by where the articles speak of it: the characters of its first mention, or of its
trigger. Each of these has the name that it bears and the name that it was first given, its origin: what was merged and
comes apart again has its old name back, and while it is merged its origin is one more name of the whole.

In an article whose text has changed, characters tell nothing: there what is still called so is what was called so.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec

from newsgraph.garbage import collector_paused
from newsgraph.resolution.features import ArticleFeatures
from newsgraph.resolution.id_recognition import by_words, entity_words, event_words, recognise
from newsgraph.resolution.keys import Key

Anchor = tuple[str, str]  # an article's id, and characters of its text: "17-24"; "17-24.2" for the second there


class Known(NamedTuple):
    """What is meant at a spot: names as in prefixed IRIs, "actor:vladimir-saldo"."""

    name: str
    original: str  # empty for what came to several that had been merged


Names = Mapping[Anchor, Known]


class Decided(NamedTuple):
    """Whom a decision meant by some characters of an article: what these are when its text has changed since."""

    text: str  # SHA-256 of the text that the characters are of
    name: str


_Table = dict[str, dict[str, dict[str, list[str]]]]  # name → origin → article → characters


_RENAMED = {"things": "entities", "called": "entity_words", "told": "event_words"}  # of an earlier version


class _File(msgspec.Struct, forbid_unknown_fields=True):
    articles: dict[str, str]
    entities: _Table
    events: _Table
    entity_words: _Table = {}  # entities by what their articles call them; a file of an earlier version has none
    event_words: _Table = {}  # events by the words they are told in
    decided: dict[str, Decided] = {}  # mentions that people have decided about, by IRI


@dataclass(frozen=True, slots=True)
class IdRegistry:
    """The names of a build."""

    articles: Mapping[str, str] = field(default_factory=dict)  # id → SHA-256 of the text
    entities: Names = field(default_factory=dict)
    events: Names = field(default_factory=dict)
    entity_words: Names = field(default_factory=dict)  # entities by article and words (`id_recognition.entity_words`)
    event_words: Names = field(default_factory=dict)  # events by article and words (`id_recognition.event_words`)
    decided: Mapping[str, Decided] = field(default_factory=dict)  # by the IRI of the characters
    shrunk: bool = False  # articles that it was of are no more

    def about(self, features: Iterable[ArticleFeatures]) -> "IdRegistry":
        """What is remembered of these articles; where the text has changed, of what is still called as it was."""
        found = [article for article in features if article.id in self.articles]
        changed = [one for one in found if one.text_sha256 != self.articles[one.id]]
        same = {one.id for one in found} - {one.id for one in changed}
        entities, events = (
            {anchor: known for anchor, known in names.items() if anchor[0] in same}
            for names in (self.entities, self.events)
        )
        anchors = entity_anchors(changed)
        entities |= {anchors[key]: known for key, known in recognise(entity_words(changed), self.entity_words).items()}
        anchors = event_anchors(changed)
        events |= {anchors[key]: known for key, known in recognise(event_words(changed), self.event_words).items()}
        articles = {one.id: self.articles[one.id] for one in found}
        return IdRegistry(articles, entities, events, decided=self.decided, shrunk=len(articles) < len(self.articles))

    @classmethod
    def of(
        cls,
        features: Sequence[ArticleFeatures],
        entities: tuple[Mapping[str, Sequence[Key]], Mapping[Key, str]],
        events: tuple[Mapping[str, Sequence[Key]], Mapping[Key, str]],
        decided: Mapping[str, Decided],
    ) -> "IdRegistry":
        """What the next build needs to know.

        Args:
            features: of all articles.
            entities: the members of each entity by its name, and the origin of each member.
            events: the same of the events.
            decided: the mentions that decisions are about.
        """
        tables = []
        for anchors, words, (named, originals) in (
            (entity_anchors(features), entity_words(features), entities),
            (event_anchors(features), event_words(features), events),
        ):
            known = {key: Known(name, originals[key]) for name, members in named.items() for key in members}
            tables.append(({anchors[key]: one for key, one in known.items()}, by_words(words, known)))
        (by_anchor, entity_names), (by_trigger, event_names) = tables
        articles = {one.id: one.text_sha256 for one in features}
        return cls(articles, by_anchor, by_trigger, entity_names, event_names, decided)

    @collector_paused()
    def to_json(self) -> bytes:
        """The registry as JSON, the same bytes for the same names."""
        content = _File(
            articles=dict(self.articles),
            entities=_table(self.entities),
            events=_table(self.events),
            entity_words=_table(self.entity_words),
            event_words=_table(self.event_words),
            decided=dict(self.decided),
        )
        return msgspec.json.encode(content, order="sorted") + b"\n"

    @classmethod
    @collector_paused()
    def from_json(cls, content: bytes) -> "IdRegistry":
        """Read a registry back.

        Raises:
            ValueError: it is none.
        """
        try:
            found = msgspec.json.decode(content, type=_File)
        except msgspec.ValidationError:
            tables = msgspec.json.decode(content, type=dict[str, Any])
            found = msgspec.convert({_RENAMED.get(name, name): value for name, value in tables.items()}, type=_File)
        return cls(
            articles=found.articles,
            entities=_names(found.entities),
            events=_names(found.events),
            entity_words=_names(found.entity_words),
            event_words=_names(found.event_words),
            decided=found.decided,
        )


def _table(names: Names) -> _Table:
    table: _Table = {}
    several: list[list[str]] = []
    for (article, characters), (name, original) in names.items():
        by_original = table.get(name)
        if by_original is None:
            by_original = table[name] = {}
        found = by_original.setdefault(original, {}).setdefault(article, [])
        found.append(characters)
        if len(found) == 2:
            several.append(found)
    for found in several:
        found.sort()
    return table


def _names(table: _Table) -> dict[Anchor, Known]:
    return {
        (article, one): Known(name, original)
        for name, by_original in table.items()
        for original, by_article in by_original.items()
        for article, characters in by_article.items()
        for one in characters
    }


def entity_anchors(features: Iterable[ArticleFeatures]) -> dict[Key, Anchor]:
    """Where each entity is first mentioned."""
    return {(one.id, entity.entity.id): (one.id, entity.anchor) for one in features for entity in one.entities}


def event_anchors(features: Iterable[ArticleFeatures]) -> dict[Key, Anchor]:
    """Where each event's trigger is."""
    return {(one.id, event.id): (one.id, event.anchor) for one in features for event in one.reported}


@dataclass(frozen=True, slots=True)
class Naming:
    """What the members of clusters have been called, and what people want clusters to be called."""

    anchors: Mapping[Key, Anchor]
    known: Names
    wanted: Mapping[Key, str] = field(default_factory=dict)  # slugs, each by one member of its cluster
    shrunk: bool = False  # articles have gone since: what only they had parted is as it was before

    @property
    def reserved(self) -> set[str]:
        """The slugs that nothing new may have."""
        return {slug_of(name) for name in {name for known in self.known.values() for name in known} if name}

    def keep(self, clusters: Sequence[Iterable[Key]]) -> list[str | None]:
        """The slug that each cluster keeps, none twice; null where it needs a new one.

        Where several names meet in a cluster, the one that most of it bears is kept. Where a name's bearers part, those
        keep it whose origin it is, and the others go back to their own origins.
        """
        claims: list[tuple[bool, bool, int, int, int, str, int]] = []
        known, anchors = self.known.get, self.anchors
        for number, cluster in enumerate(clusters):
            members = list(cluster)
            found = [one for key in members if (one := known(anchors[key])) is not None]
            wanted = {self.wanted[key] for key in members if key in self.wanted} if self.wanted else set()
            for slug, strange, both, bear, own in _claims(found, wanted):
                claims.append((slug not in wanted, strange, both, bear, own, slug, number))
        kept: list[str | None] = [None] * len(clusters)
        taken: set[str] = set()
        for *_, slug, number in sorted(claims):
            if kept[number] is None and slug not in taken:
                kept[number] = slug
                taken.add(slug)
        return kept

    def originals(self, named: Mapping[str, Sequence[Key]]) -> dict[Key, str]:
        """The origin of each member of what is now named so: the one it had.

        Where several have come together, those whose origin another bears now have one of the others. What had parted
        from the bearers of its origin and gives up its own name by being merged has that name as its origin, unless it
        is merged because articles have gone. What is new shares the origin of those that it is named with.
        """
        held = {slug_of(name): name for name in named}
        borne = {slug_of(name) for name in {one.name for one in self.known.values()}}
        found: dict[Key, str] = {}
        known, anchors = self.known.get, self.anchors
        for name, members in named.items():
            as_was, slug = (name, name), slug_of(name)
            if held[slug] == name and all(known(anchors[key]) == as_was for key in members):  # as of most
                for key in members:
                    found[key] = name
                continue
            had: dict[Key, str] = {}
            for key in members:
                if one := self.known.get(self.anchors[key]):
                    bore, came_from = slug_of(one.name), slug_of(one.original)
                    parted = came_from != bore and came_from in borne
                    gives_up = parted and not self.shrunk and bore != slug_of(name)
                    had[key] = one.name if gives_up else one.original
            own = {one for one in had.values() if one and held.get(slug_of(one), name) == name}
            parted_from = min((one for one in had.values() if one), default=name)
            other = "" if len(own) > 1 else next(iter(own), parted_from)
            found.update((key, had[key] if had.get(key) and (not own or had[key] in own) else other) for key in members)
        return found

    def remember(self, named: Mapping[str, Sequence[Key]], originals: Mapping[Key, str]) -> dict[Anchor, Known]:
        """What a later build needs to know."""
        return {self.anchors[key]: Known(name, originals[key]) for name, members in named.items() for key in members}


def _claims(found: Sequence[Known], wanted: Iterable[str]) -> Iterator[tuple[str, bool, int, int, int]]:
    """The slugs that what was known of a cluster's members lets it claim, with what ranks the claim."""
    if not found and not wanted:
        return
    first, bearers = found[0] if found else Known("", ""), len(found)
    if first.name == first.original and not wanted and all(one == first for one in found[1:]):  # as of most
        if slug := slug_of(first.name):
            yield slug, False, -bearers, -bearers, -bearers
        return
    names = [(slug_of(one.name), slug_of(one.original)) for one in found]
    bear, own = Counter(name for name, _ in names), Counter(origin for _, origin in names)
    both = Counter(name for name, origin in names if name == origin)
    for slug in sorted((bear.keys() | own.keys() | set(wanted)) - {""}):
        yield slug, not bear[slug], -both[slug], -bear[slug], -own[slug]


def superseded_ids(named: Mapping[str, Sequence[Key]], originals: Mapping[Key, str]) -> dict[str, tuple[str, ...]]:
    """The other names that each had before it was merged, sorted; none that another bears now."""
    held = {slug_of(name) for name in named}
    found: dict[str, set[str]] = defaultdict(set)
    for name, members in named.items():
        if len(members) == 1 and originals[members[0]] == name:  # as of most
            continue
        for original in {originals[key] for key in members} - {"", name}:
            if slug_of(original) == slug_of(name) or slug_of(original) not in held:
                found[name].add(original)
    return {name: tuple(sorted(originals)) for name, originals in found.items()}


def slug_of(name: str) -> str:
    """The last part of a name."""
    return name.partition(":")[2]
