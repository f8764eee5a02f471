"""What the text calls an entity: its best name, a description as a role, its nationality."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Mention
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.coreference.body_names import whole_names
from newsgraph.extraction.coreference.name_matching import place_of
from newsgraph.extraction.mentions.name_forms import in_order, without_nickname
from newsgraph.record import EntityType

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token
    from newsgraph.extraction.gazetteer.gazetteer import Gazetteer

_NO_PART = {"det", "poss", "predet"}
_NAMED = {"NORP", "GPE", "LOC", "FAC", "ORG", "PERSON"}
_ROLE_PREPOSITIONS = {"of", "for", "to", "at", "in"}


def label_of(kind: EntityType, mentions: Sequence[Mention], gazetteer: "Gazetteer") -> str:
    """The best name that the article has for an entity, or else the first description without its determiner."""
    names = Counter(mention.span.text for mention in mentions if mention.form == "name")
    if names:
        first = {name: number for number, name in reversed(list(enumerate(names)))}
        if kind == "person":
            best = max(names, key=lambda name: (min(len(in_order(name).split()), 3), names[name], -first[name]))
            return in_order(without_nickname(best))
        if kind in {"organization", "group"}:
            names = Counter({name: names[name] for name in whole_names(names, gazetteer)})
        known = {place.name for mention in mentions if kind == "place" and (place := place_of(mention, gazetteer))}
        return max(names, key=lambda name: (name in known, names[name], len(name), -first[name]))
    for mention in mentions:
        if mention.form == "demonym" and (place := gazetteer.demonym(mention.span.text)):
            return place.name
    described = [mention for mention in mentions if mention.form == "nominal"] or list(mentions)
    label = _owned(described[0])
    return _uncapitalised(label, described[0]) if described[0].form == "nominal" else label


def _uncapitalised(label: str, mention: Mention) -> str:
    """A description without the capital that only the head of a sentence or of a quotation gives it."""
    first = next((token for token in mention.span if label.startswith(token.text)), None)
    if first is None or not first.is_title or first.pos_ == "PROPN" or first.ent_type_ in _NAMED:
        return label
    before = first.nbor(-1) if first.i else None
    opens = before is None or first.is_sent_start or before.is_punct or before.is_space or before.i < mention.span.start
    return label[0].lower() + label[1:] if opens else label


def _owned(mention: Mention) -> str:
    """The words of a description without determiners, with the owner that a noun names: "suspect's wife"."""
    owner = next((child for child in mention.head.lefts if child.dep_ == "poss" and child.pos_ != "PRON"), None)
    if owner is None:
        return bare(mention)
    determiners = {token.i for token in owner.subtree if token.dep_ in _NO_PART and token.pos_ in {"DET", "PRON"}}
    return joined([token for token in mention.span if token.i not in determiners]) or mention.span.text


def bare(mention: Mention) -> str:
    """The words of a mention without determiners, possessives and quotation marks."""
    left_out = {
        part.i for token in mention.head.children if token.dep_ in _NO_PART and token.i < mention.head.i
        for part in token.subtree
    }  # fmt: skip
    return joined([token for token in mention.span if token.i not in left_out]) or mention.span.text


def role_of(mention: Mention) -> str:
    """A description as a role: "commander of the Russian troops", without determiner or relative clause."""
    head = mention.head
    following = head.rights[0] if head.rights else None
    if following is None or following.i != head.i + 1 or following.lower_ not in _ROLE_PREPOSITIONS:
        return bare(mention)
    tail = [token for token in following.subtree if token.i >= following.i]
    bounds = words("roles", "bounds")
    ends = (token.is_punct or token.dep_ == "relcl" or token.lower_ in bounds for token in tail)
    cut = next((number for number, end in enumerate(ends) if end), len(tail))
    return f"{bare(mention)} {joined(tail[:cut])}"


def nationality_of(mentions: Sequence[Mention], gazetteer: "Gazetteer") -> str | None:
    """The ISO 3166-1 alpha-2 code of the country whose adjective describes somebody: RU of "Russian troops"."""
    for mention in mentions:
        for token in mention.span.doc[mention.span.start : mention.head.i]:
            if token.text[:1].isupper() and token.pos_ in {"ADJ", "PROPN"} and token.head.i >= mention.span.start:
                place = gazetteer.demonym(token.text)
                if place is not None and place.kind == "country":
                    return place.country
    return None


def joined(tokens: "Sequence[Token]") -> str:
    """Tokens as they stand in the text, without quotation marks and possessive endings at the ends."""
    kept = [token for token in tokens if not token.is_space]
    while kept and (kept[-1].tag_ in {"POS", "CC"} or kept[-1].is_punct):
        kept.pop()
    marks = {'"', "“", "”", "‘", "’"}
    return "".join(
        token.whitespace_ if token.text in marks else token.text + token.whitespace_ for token in kept
    ).strip()
