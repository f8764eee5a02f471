"""Which entities the words of an article are: its mentions in the order of the text, found again by their heads."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from newsgraph.extraction.attribution.sources import antecedent_of
from newsgraph.extraction.base.annotations import Entity, Mention, Phrase
from newsgraph.extraction.base.lexicon import word_lists

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Span, Token


class Numbered(NamedTuple):
    """A mention with its number in the order of the text."""

    number: int
    mention: Mention
    entity: Entity

    @property
    def id(self) -> str:
        """Its id in the record."""
        return f"m{self.number}"


class EntityIndex:
    """Numbers mentions and entities, and tells which of them a phrase is.

    Attributes:
        entities: those that are mentioned.
        mentions: theirs.
        entity_at: the entity that is mentioned by the word at a place, by places.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.entities = sorted((entity for entity in entities if entity.mentions), key=_first_mention)
        self._ids = {id(entity): f"e{number}" for number, entity in enumerate(self.entities)}
        mentions = sorted(
            ((mention, entity) for entity in self.entities for mention in entity.mentions),
            key=lambda pair: (pair[0].span.start, -pair[0].span.end, self._ids[id(pair[1])]),
        )
        self.mentions = [Numbered(number, *pair) for number, pair in enumerate(mentions)]
        self._by_head: dict[int, list[Numbered]] = {}  # where names nest, the widest first
        for one in self.mentions:
            self._by_head.setdefault(one.mention.head.i, []).append(one)
        self.entity_at = {head: found[0].entity for head, found in self._by_head.items()}
        self._mention_at = {head: found[0].mention for head, found in self._by_head.items()}

    def id_of(self, entity: Entity) -> str:
        """The id of an entity in the record."""
        return self._ids[id(entity)]

    def known(self, phrase: Phrase) -> tuple[Mention, Entity] | None:
        """The mention and entity that a phrase as a whole is."""
        if phrase.head is None or self.entity_of(phrase) is None:
            return None
        return self._mention_at[phrase.head.i], self.entity_at[phrase.head.i]

    def entity_of(self, phrase: Phrase) -> str | None:
        """The entity that a phrase as a whole is: a name whatever describes it, a description only if it is all."""
        if phrase.head is None:
            return None
        mention = self._mention_at.get(phrase.head.i)
        if mention is None:
            return None
        inside = {token.i for token in mention.span}
        beside = [
            token for token in phrase.tokens if token.i not in inside and token.dep_ not in {"det", "case", "predet"}
        ]
        more = any(not token.is_punct for token in beside)
        if more and mention.form in {"nominal", "demonym"} and not self._is_named(mention):
            return None
        if any(token.dep_ in {"relcl", "neg", "nummod"} for token in beside):
            return None
        lists = word_lists("relations")
        before = {token.lower_ for token in phrase.tokens if token.i < mention.head.i}
        if before & lists["nobody"] or (mention.form == "name" and before & lists["parts_of_places"] - _words(mention)):
            return None
        if mention.form == "nominal" and before & lists["some"]:
            return None
        return self.id_at(phrase.head)

    def _is_named(self, description: Mention) -> bool:
        """Whether a description is of somebody whom the article names: "the commander of the troops in Ukraine"."""
        entity = self.entity_at.get(description.head.i)
        singular = description.head.tag_ in {"NN", "NNP"} and description.form == "nominal"
        return bool(singular and entity and any(one.form == "name" for one in entity.mentions))

    def mentions_within(self, phrase: Phrase, entity: str | None) -> tuple[str, ...]:
        """The mentions of other entities that stand within a phrase."""
        heads = {token.i for token in phrase.tokens} & self._by_head.keys()
        inside = sorted((one for head in heads for one in self._by_head[head]), key=lambda one: one.number)
        return tuple(one.id for one in inside if self.id_of(one.entity) != entity)

    def id_at(self, head: "Token") -> str | None:
        """The id of the entity that is mentioned by a word."""
        entity = self.entity_at.get(head.i)
        return self._ids[id(entity)] if entity else None

    def of_source(self, source: "Span") -> str | None:
        """Who a source is: by its head alone, where that names somebody or is all that the text says of them."""
        head = antecedent_of(source.root)
        mention = self._mention_at.get(head.i)
        whole = Phrase(list(source) if head.i == source.root.i else [head], head)
        if mention is None or (mention.form == "nominal" and self.entity_of(whole) is None):
            return None
        return self.id_at(head)


def _words(mention: Mention) -> set[str]:
    return {token.lower_ for token in mention.span}


def _first_mention(entity: Entity) -> tuple[int, int, str]:
    start, end = min((mention.span.start, -mention.span.end) for mention in entity.mentions)
    return start, end, entity.label
