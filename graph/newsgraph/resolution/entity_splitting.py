"""Takes apart, in the records, what one article's coreference has put together and people have decided to be two.

The decision is one between nodes, `actor:anna-smith owl:differentFrom actor:alan-smith`. The second need not be there
before the build: it says which name leaves the first.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from newsgraph.normalisation import slugify
from newsgraph.record import Argument, Entity, Event, Mention, Participant, Record, Sentence, Source, Span
from newsgraph.resolution.decisions import Decisions, Reference
from newsgraph.resolution.id_registry import IdRegistry, slug_of

S = TypeVar("S", Mention, Participant, Argument, Source)


def split_entities(
    records: Iterable[Record], decisions: Decisions | None = None, registry: IdRegistry | None = None
) -> list[Record]:
    """The records with each entity in two that people have decided to be two, all others as they are.

    Each mention goes to the name that it is spelt in; pronouns, and names that both may go by, stay with the larger
    part, and so does what else the article says of them.

    Args:
        records: the records of all articles.
        decisions: what people have decided; None: nothing.
        registry: what the last build called entities, as a decision may name a node by what no article calls it.
    """
    decided = decisions or Decisions()
    pairs = [pair for pair in decided.different if all(one.kind in ("actor", "place") for one in pair)]
    return [_split_record(record, pairs, registry or IdRegistry()) for record in records]


def spelt(mentions: Iterable[Mention]) -> set[str]:
    """The names that mentions are spelt in, as slugs."""
    return {slugify(one.text) for one in mentions if one.form == "name"}


def _split_record(record: Record, pairs: Sequence[tuple[Reference, Reference]], registry: IdRegistry) -> Record:
    for one, other in pairs:
        for entity in record.entities:
            mentions = [mention for mention in record.mentions if mention.entity == entity.id]
            names = spelt(mentions)
            if other.slug in names and (one.slug in names or one.slug in _known(record, mentions, registry)):
                gone = _leaving(mentions, one.slug, other.slug)
                if gone and len(gone) < len(mentions):
                    record = _split_entity(record, entity, gone, f"{entity.id}.{other.slug}")
    return record


def _known(record: Record, mentions: Iterable[Mention], registry: IdRegistry) -> set[str]:
    """What the last build called an entity."""
    anchors = ((record.article.id, f"{one.start}-{one.end}") for one in mentions)
    return {slug_of(name) for anchor in anchors if anchor in registry.entities for name in registry.entities[anchor]}


def _leaving(mentions: Sequence[Mention], staying: str, leaving: str) -> list[Mention]:
    """The mentions of who leaves; empty where no name would be left for who stays."""
    target, first = set(leaving.split("-")), set(staying.split("-"))
    words = {one: set(slugify(one.text).split("-")) for one in mentions if one.form == "name"}
    gone = {one for one in words if slugify(one.text) == leaving}
    stay = {one for one, own in words.items() if one not in gone and (own >= first or not (own <= target))}
    if len(target) > 1:  # "Dr Alan Smith"
        fuller = {one for one in stay if words[one] > target and not words[one] >= first}
        gone, stay = gone | fuller, stay - fuller
    others = set().union(*(words[one] for one in stay))
    gone |= {one for one in words if one not in stay and not words[one] <= others}  # "Alan"
    if not (gone and stay):
        return []
    return [one for one in mentions if (one in gone if len(gone) <= len(stay) else one not in stay)]


def _split_entity(record: Record, entity: Entity, gone: Sequence[Mention], new: str) -> Record:
    mentions = [one for one in record.mentions if one.entity == entity.id]
    rest = [one for one in mentions if one not in gone]
    first, second = (
        msgspec.structs.replace(entity, id=identifier, label=_label(part, entity.label))
        for identifier, part in ((entity.id, rest), (new, gone))
    )
    if len(gone) > len(rest):
        first = _unqualified(first)
    else:
        second = _unqualified(second)
    move = _Move(entity.id, new, tuple(mentions), frozenset(gone))
    return msgspec.structs.replace(
        record,
        mentions=tuple(map(move, record.mentions)),
        entities=tuple(one for old in record.entities for one in ((first, second) if old is entity else (old,))),
        events=tuple(
            msgspec.structs.replace(one, participants=tuple(map(move, one.participants)), place=move.place(one))
            for one in record.events
        ),
        triples=tuple(
            msgspec.structs.replace(
                one,
                subject=move(one.subject),
                object=move(one.object) if one.object else None,
                arguments=tuple(map(move, one.arguments)),
            )
            for one in record.triples
        ),
        attributions=tuple(
            msgspec.structs.replace(one, source=move(one.source)) if one.source else one for one in record.attributions
        ),
    )


def _label(part: Sequence[Mention], label: str) -> str:
    """The label where it is one of the part's names, else the fullest of these."""
    names = Counter(one.text for one in part if one.form == "name")
    return label if label in names else min(names, key=lambda name: (-len(name.split()), -names[name], name))


def _unqualified(entity: Entity) -> Entity:
    return msgspec.structs.replace(entity, roles=(), location=None, nationality=None)


@dataclass(frozen=True, slots=True)
class _Move:
    """Gives to the new entity what speaks of it: what its names stand in, without a name of the old one's."""

    old: str
    new: str
    mentions: tuple[Mention, ...]  # of the old entity
    gone: frozenset[Mention]

    def __call__(self, span: S) -> S:
        if span.entity != self.old:
            return span
        telling = self._telling(span)
        leaves = bool(telling) and self.gone.issuperset(telling)
        return msgspec.structs.replace(span, entity=self.new) if leaves else span

    def place(self, event: Event) -> str | None:
        """Where an event is, by who of the two its sentence names; null where it names both or neither."""
        if event.place != self.old:
            return event.place
        telling = self._telling(event.sentence)
        if not telling or self.gone.isdisjoint(telling) == self.gone.issuperset(telling):
            return None
        return self.old if self.gone.isdisjoint(telling) else self.new

    def _telling(self, where: Span | Sentence) -> list[Mention]:
        """The names of the old entity that stand there; failing these, its other mentions."""
        here = [one for one in self.mentions if one.start < where.end and where.start < one.end]
        return [one for one in here if one.form == "name"] or here
