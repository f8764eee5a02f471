"""Puts who is who into the propositions of an article, which were read without knowing it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from newsgraph.resolution.identities import Entity
from newsgraph.resolution.phrases import Phrase
from newsgraph.resolution.propositions import Proposition, referred


class Binding:
    """Who is who, for one article.

    Args:
        entity_of: its entities by their ids in the record.
        called: the words that all articles use of an entity, by slug.
        within: the places that hold a place, by slugs.
    """

    def __init__(
        self,
        entity_of: Mapping[str, Entity],
        called: Callable[[str], frozenset[str]],
        within: Mapping[str, frozenset[str]],
    ) -> None:
        self._entity_of, self._called, self._within = entity_of, called, within
        self._sets: dict[frozenset[str], frozenset[str]] = {}
        self._bound: dict[int, tuple[Phrase, Phrase]] = {}  # by the phrase's identity, which a phrase kept here keeps

    def bind(self, one: Proposition) -> Proposition:
        """A proposition with its entities in the place of references."""
        return replace(
            one,
            agent=self._phrase(one.agent) if one.agent else None,
            patient=self._phrase(one.patient) if one.patient else None,
            others=tuple(replace(more, phrase=self._phrase(more.phrase)) for more in one.others),
            voice=self._slug(one.voice),
            voice_words=self._words(one.voice_words),
        )

    def _phrase(self, one: Phrase) -> Phrase:
        if id(one) not in self._bound:
            self._bound[id(one)] = (one, self._bind_phrase(one))
        return self._bound[id(one)][1]

    def _bind_phrase(self, one: Phrase) -> Phrase:
        name = referred(one.stands_for or "")
        entity = self._entity_of[name] if name is not None else None
        return replace(
            one,
            slug=self._slug(one.slug) if one.slug else None,
            kind=entity.type if entity else None,
            inside=self._slugs(one.inside),
            names=self._slugs(one.names),
            roles=self._words(one.roles),
            stands_for=entity.stands_for if entity else None,
            within=self._within.get(entity.slug, frozenset()) if entity else frozenset(),
        )

    def _slug(self, text: str) -> str:
        name = referred(text)
        return text if name is None else self._entity_of[name].slug

    def _slugs(self, texts: frozenset[str]) -> frozenset[str]:
        """The slugs of references; equal ones are one object, as they take more memory than all else."""
        found = frozenset(map(self._slug, texts))
        return self._sets.setdefault(found, found)

    def _words(self, words: frozenset[str]) -> frozenset[str]:
        if len(words) == 1 and (name := referred(next(iter(words)))) is not None:  # as most are
            return self._called(self._entity_of[name].slug)
        found = set[str]()
        for word in words:
            name = referred(word)
            found.update([word] if name is None else self._called(self._entity_of[name].slug))
        return frozenset(found)
