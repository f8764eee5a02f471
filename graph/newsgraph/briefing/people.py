"""Who is who: those of whom most is told, each with what the articles call them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from newsgraph.briefing.material import Material, Told
from newsgraph.briefing.model import Profile, Role
from newsgraph.briefing.reading import Entity, Sentence
from newsgraph.briefing.standalone import content_words

Naming = Callable[[Iterable[str]], Mapping[str, list[Sentence]]]

_LEAST, _MOST = 5, 10  # how many are told of
_ENOUGH = 0.15  # how prominent somebody has to be to be among more than the least, against the most prominent
_ROLES, _LONGEST_ROLE = 2, 12  # how many, and words of one
_LEAST_STANDING = 0.45
_ALREADY = 0.7  # what is left of a statement's weight if the briefing has it elsewhere
_CONTESTED = 0.5
_WHAT_THEY_ARE = 1.4  # what a statement gains that says what somebody is
_NOT_SUBJECT = 0.35
_TYPES = {"person": 1.0, "organization": 0.9, "place": 0.6, "group": 0.5}  # what kind of somebody is asked for first
_VOICES = {"stated": 1.0, "claimed": 0.5, "denied": 0.4}
_SAYS_ONLY = 0.3  # what is left of the rank of somebody who only says what others do


class People:
    """Who is who in some statements.

    Args:
        material: the statements.
        elsewhere: the IRIs of those that the briefing has elsewhere.
        naming: finds the sentences that mention some nodes.
    """

    def __init__(self, material: Material, elsewhere: frozenset[str], naming: Naming) -> None:
        self.material, self.elsewhere, self.naming = material, elsewhere, naming

    def ranked(self) -> list[str]:
        """The IRIs of the people and bodies of whom enough is told, the most prominent first, places that act last."""
        entities, around = self.material.known.entities, self.material.scope.around
        fit = [iri for iri in self.material.prominence if self._is_somebody(entities[iri])]
        fit.sort(key=lambda iri: (iri != around, entities[iri].type == "place", -self._ranks[iri], iri))
        most = max((self._ranks[iri] for iri in fit), default=0)
        return [iri for place, iri in enumerate(fit) if place < _LEAST or self._ranks[iri] >= _ENOUGH * most]

    def profiles(self) -> list[Profile]:
        """The first five to ten of whom there is something to tell."""
        used: set[str] = set()
        found: list[Profile] = []
        ranked = self.ranked()[: 3 * _MOST]
        naming = self.naming(ranked)
        for iri in ranked:
            entity = self.material.known.entities[iri]
            told = self._most_telling(iri, used)
            if not (told or entity.roles) or len(found) == _MOST or (entity.type == "place" and len(found) >= _LEAST):
                continue
            roles = tuple(Role(role, self._reference(role, naming.get(iri, []))) for role in _roles(entity))
            line = self.material.line(told) if told else None
            used |= {told.said.iri} if told else set()
            reports = self.material.reports_of(iri)
            found.append(Profile(iri, entity.label, entity.type, roles, line, reports))
        return found

    def _reference(self, role: str, sentences: list[Sentence]) -> int | None:
        """The footnote to the first sentence that names somebody and has their role."""
        has = (place for place in sentences if role.casefold() in place[-1].casefold())
        first = next((place for place in has if place[0] in self.material.known.articles), None)
        return self.material.footnote(*first) if first else None

    def _is_somebody(self, entity: Entity) -> bool:
        """Whether it is one actor with a name: no plural, none of the papers that print the articles."""
        named = any(word[:1].isupper() for word in entity.label.split())
        return entity.acts and named and entity.label.casefold() not in self.material.publishers

    @cached_property
    def _parts(self) -> Counter[str]:
        """How often each is the subject of what is told, or takes part in its event."""
        events = self.material.known.events
        return Counter(
            iri
            for told in self.material.told
            for iri in {told.said.subject, *(events[told.said.event].actors if told.said.event in events else ())}
        )

    @cached_property
    def _ranks(self) -> dict[str, float]:
        """How much is told of each, less where they have little part in it: of a paper that is only quoted."""
        found = {}
        for iri, prominence in self.material.prominence.items():
            entity = self.material.known.entities[iri]
            reports = self.material.reports_of(iri)
            part = _SAYS_ONLY + (1 - _SAYS_ONLY) * min(1.0, self._parts[iri] / reports)
            found[iri] = prominence * part * _TYPES[entity.type]
        return found

    @cached_property
    def _about(self) -> dict[str, list[Told]]:
        found: dict[str, list[Told]] = {}
        for told in self.material.told:
            if told.standing >= _LEAST_STANDING and told.said.voice in _VOICES:
                for name in told.said.named:
                    found.setdefault(name, []).append(told)
        return found

    def _most_telling(self, iri: str, used: set[str]) -> Told | None:
        """The statement that tells most of somebody: sure, stated, most reported."""
        about = [told for told in self._about.get(iri, ()) if told.said.iri not in used and self._is_about(told, iri)]
        return max(about, key=lambda told: (self._telling(told, iri), told.said.iri), default=None)

    def _is_about(self, told: Told, iri: str) -> bool:
        """Whether a reader sees in a statement's words that it tells of somebody more than who they are."""
        label, roles = self.material.known.entities[iri].label, self.material.known.entities[iri].roles
        if roles and told.words <= content_words(" ".join((label, *roles))):
            return False
        if told.said.subject == iri:
            return not {word for word in content_words(label) if len(word) > 1}.isdisjoint(told.words)
        is_person = self.material.known.entities[iri].type == "person"  # of "on Twitter" nobody learns what Twitter is
        return is_person and label in told.said.text and not _says_what(told)

    def _telling(self, told: Told, iri: str) -> float:
        event = self.material.known.events.get(told.said.event)
        weight = told.standing * told.said.confidence * (0.4 + self.material.lead(told)) * _VOICES[told.said.voice]
        weight *= 1 + 0.5 * (self.material.reports(event.articles) - 1) if event else 1
        weight *= 0.7 + self.material.headline(told)
        weight *= 1 if told.said.subject == iri else _NOT_SUBJECT
        if told.said.subject == iri and _says_what(told):
            weight *= _WHAT_THEY_ARE
        weight *= _CONTESTED if told.said.iri in self.material.contradictory else 1
        return weight * (_ALREADY if told.said.iri in self.elsewhere else 1)


def _says_what(told: Told) -> bool:
    return told.said.relation.split()[:1] in (["be"], ["become"]) or told.said.relation.endswith(" of")


def _roles(entity: Entity) -> list[str]:
    """What the articles call somebody, the most telling first, each thing said once."""
    chosen: list[frozenset[str]] = []
    found: list[str] = []
    for role in sorted(entity.roles, key=lambda role: (-len(_sense(role)), len(role), role)):
        if (
            len(found) < _ROLES
            and len(role.split()) <= _LONGEST_ROLE
            and all(_sense(role).isdisjoint(other) for other in chosen)
        ):
            chosen.append(_sense(role))
            found.append(role)
    return found


def _sense(role: str) -> frozenset[str]:
    return content_words(re.sub(r"\b(?:U\.?S\.?|US)\b", "United States", role))
