"""Coreference: which mentions of an article are of the same person, organisation, group or place.

A sieve (Raghunathan et al. 2010, Lee et al. 2013): the surest links first, and each builds on those before it.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from newsgraph.extraction.gazetteer import load
from newsgraph.extraction.layers import Entity, Mention
from newsgraph.extraction.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MALE = {"he", "him", "his", "himself"}
_FEMALE = {"she", "her", "hers", "herself"}
_PLURAL = {"they", "them", "their", "theirs", "themselves"}
_NEUTER = {"it", "its", "itself"}


def resolve(_doc: "Doc", mentions: list[Mention]) -> list[Entity]:
    """The entities of an article with their mentions, in the order of the text; sets `entity` of each mention.

    A pronoun that stands for nobody known stays without an entity.
    """
    entities: list[Entity] = []
    for mention in mentions:
        if mention.form in ("name", "demonym"):
            _place(mention, _same_name(mention, entities), entities)
    for mention in mentions:
        if mention.form == "nominal":
            _place(mention, _apposed(mention, mentions) or _same_noun(mention, mentions), entities)
    for mention in mentions:
        if mention.form == "pronoun" and (antecedent := _antecedent(mention, mentions)):
            _place(mention, antecedent, entities)
    for entity in entities:
        entity.mentions.sort(key=lambda mention: (mention.span.start, -mention.span.end))
        entity.label = _label(entity)
    return sorted(entities, key=lambda entity: (entity.mentions[0].span.start, -entity.mentions[0].span.end))


def _place(mention: Mention, entity: Entity | None, entities: list[Entity]) -> None:
    if entity is None:
        entity = Entity(mention.type, "", [])
        entities.append(entity)
    entity.mentions.append(mention)
    mention.entity = entity


def _name(mention: Mention) -> str:
    if mention.form == "demonym" and (place := load().demonym(mention.span.text)):
        return place.name
    return mention.span.text


def _fold(text: str) -> str:
    return text.lower().replace("ch", "kh").replace("ss", "s").replace("z", "s").replace("w", "v").replace("j", "i")


def _same_name(mention: Mention, entities: Iterable[Entity]) -> Entity | None:
    name = _fold(_name(mention)).split()
    for entity in entities:
        if entity.type != mention.type:
            continue
        for other in entity.mentions:
            known = _fold(_name(other)).split()
            if name == known:
                return entity
            if mention.type == "person" and (len(name) == 1 or len(known) == 1) and _alike(name[-1], known[-1]):
                return entity
            if mention.type == "person" and len(name) == 1 and name[0] == known[0]:
                return entity
            if len(name) == len(known) and all(map(_alike, name, known)) and mention.type != "place":
                return entity
    return None


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) > 6 and Levenshtein.distance(one, other) <= 1)


def _apposed(mention: Mention, mentions: list[Mention]) -> Entity | None:
    for other in mentions:
        if other.form == "name" and other.entity and other.type == mention.type:
            apposed = other.head.dep_ == "appos" and other.head.head == mention.head
            if apposed or (mention.head.dep_ == "appos" and mention.head.head == other.head):
                other.entity.roles.append(_bare(mention))
                return other.entity
    return None


def _same_noun(mention: Mention, mentions: list[Mention]) -> Entity | None:
    definite = any(child.dep_ == "det" and child.lower_ in {"the", "this", "these", "that", "those"}
                   for child in mention.head.children)  # fmt: skip
    if not definite:
        return None
    modifiers = _modifiers(mention)
    for other in reversed(mentions):
        if (
            other.span.end <= mention.span.start
            and other.form == "nominal"
            and other.entity
            and other.head.lemma_ == mention.head.lemma_
            and modifiers <= _modifiers(other)
        ):
            return other.entity
    return None


def _modifiers(mention: Mention) -> set[str]:
    return {token.lemma_.lower() for token in mention.span if token.pos_ in {"ADJ", "NOUN", "PROPN", "NUM"}}


def _gender(entity: Entity) -> str | None:
    for mention in entity.mentions:
        word = mention.head.lemma_.lower() if mention.form == "nominal" else mention.span[0].lower_
        for gender in ("male", "female"):
            names = words("given_names", gender) if mention.form == "name" else words("nominals", "animacy", gender)
            if word in names:
                return gender
            if word in (_MALE if gender == "male" else _FEMALE):
                return gender
    return None


def _antecedent(pronoun: Mention, mentions: list[Mention]) -> Entity | None:
    word = pronoun.head.lower_
    candidates = [
        other
        for other in mentions
        if other.entity and other.head.i < pronoun.head.i and pronoun.head.sent.start - other.head.sent.start < 120
    ]
    for other in reversed(candidates):
        entity = other.entity
        if entity is None or other.form == "demonym":
            continue
        plural = other.head.tag_ in {"NNS", "NNPS"} or other.type in {"group", "organization"}
        if word in _MALE and entity.type == "person" and not plural and _gender(entity) != "female":
            return entity
        if word in _FEMALE and entity.type == "person" and not plural and _gender(entity) != "male":
            return entity
        if word in _PLURAL and (plural or other.head.lower_ in _PLURAL):
            return entity
        if word in _NEUTER - {"it"} and entity.type in {"organization", "place"} and other.head.tag_ != "NNS":
            return entity
    return None


def _bare(mention: Mention) -> str:
    tokens = [token for token in mention.span if token.dep_ not in {"det", "poss", "predet"}]
    return " ".join(token.text for token in tokens if token.tag_ != "POS") or mention.span.text


def _label(entity: Entity) -> str:
    names = [mention for mention in entity.mentions if mention.form == "name"]
    if names:
        return max(names, key=lambda mention: (len(mention.span.text), -mention.span.start)).span.text
    demonyms = [mention for mention in entity.mentions if mention.form == "demonym"]
    if demonyms:
        return _name(demonyms[0])
    return _bare(entity.mentions[0])
