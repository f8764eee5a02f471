"""Coreference: which mentions of an article are of the same person, organisation, group or place.

A sieve (Raghunathan et al. 2010, Lee et al. 2013): the surest links first. Names come together by their spelling;
appositions and copulas by the syntax; then, in the order of the text, each description and pronoun goes to the chain
that the most signs speak for (`antecedents.py`).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from newsgraph.extraction.attribution.attribution import find_attributions
from newsgraph.extraction.base.annotations import Attribution, Entity, Mention
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.base.linear import load_model
from newsgraph.extraction.coreference.antecedents import antecedent
from newsgraph.extraction.coreference.descriptions import label_of, nationality_of, role_of, titles_of
from newsgraph.extraction.coreference.name_matching import place_of, same_name
from newsgraph.extraction.coreference.referents import Chain, Referent, position_of, referents_of
from newsgraph.extraction.gazetteer import gazetteer as places

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from newsgraph.extraction.gazetteer.gazetteer import Gazetteer


def resolve(doc: "Doc", mentions: Iterable[Mention], attributions: Iterable[Attribution] | None = None) -> list[Entity]:
    """The entities of an article with their mentions, in the order of the text; sets `entity` of each mention.

    A pronoun that stands for nobody known stays without an entity. Who speaks in quotations is told by the
    `attributions` of the article, which are looked for if they are not given.
    """
    gazetteer = places.load()
    referents = referents_of(mentions)
    chains = chains_of_names(referents, gazetteer)
    link_by_syntax(referents, chains)
    link_by_words(referents, chains)
    speakers = speakers_of(find_attributions(doc) if attributions is None else attributions)
    model = load_model("antecedents")
    in_order = sorted(referents, key=position_of)
    # Those who speak of themselves come last: the speaker may be a pronoun that stands after the quotation.
    for referent in sorted(referents, key=lambda one: one.pronoun in {"i", "we"}):
        if referent.chain is None:
            chain = speaking(referent, in_order, speakers)
            if chain is None:
                found = antecedent(referent, in_order, speakers, model)
                chain = found.chain
                referent.mention.link = found.probability if chain is not None else 1.0
            if chain is None and not referent.pronoun:
                chains.append(chain := Chain(referent.mention.type))
            if chain is not None:
                chain.add(referent)
    return _entities(chains, gazetteer)


def chains_of_names(referents: Iterable[Referent], gazetteer: "Gazetteer") -> list[Chain]:
    """A chain for each bearer of a name; the country of a demonym bears it, too."""
    chains: list[Chain] = []
    bearers: dict[tuple[str, str], Chain] = {}  # of names that can be of one bearer only
    named = [referent for referent in referents if referent.mention.form in {"name", "demonym"}]
    for referent in sorted(named, key=_fullest_first):
        mention = referent.mention
        telling = mention.type != "person" or len(mention.span) > 1
        chain = bearers.get((mention.type, mention.span.text)) or _bearer(referent, chains, gazetteer)
        if chain is None:
            chains.append(chain := Chain(mention.type))
        chain.add(referent)
        if telling:
            bearers[mention.type, mention.span.text] = chain
        place = place_of(mention, gazetteer) if chain.type == "place" else None
        if place is not None:
            chain.places.add(place)
            chain.kind = chain.kind or place.kind
    return chains


def _fullest_first(referent: Referent) -> tuple[bool, int]:
    """Full names of people first, so that a surname finds all that it may stand for."""
    mention = referent.mention
    return mention.type == "person" and len(mention.span) == 1, referent.position


def _bearer(referent: Referent, chains: list[Chain], gazetteer: "Gazetteer") -> Chain | None:
    """The chain that a name belongs to: of several, the one named last before it, or else the first after it."""
    fitting = [chain for chain in chains if chain.type == referent.mention.type and _bears(chain, referent, gazetteer)]

    def distance(chain: Chain) -> tuple[bool, int]:
        latest = chain.latest_before(referent.position)
        return latest is None, -latest.position if latest else chain.referents[0].position

    return min(fitting, key=distance, default=None)


def _bears(chain: Chain, referent: Referent, gazetteer: "Gazetteer") -> bool:
    mention = referent.mention
    if chain.type == "place":
        if place_of(mention, gazetteer) in chain.places:
            return True
        if mention.form == "demonym":
            return False
        text = mention.span.text.lower()
        if text in words("name_matching", "compass") and chain.kind == "country":
            return any(one.mention.span.text.lower().startswith(f"{text} ") for one in chain.referents)
    if referent.gender and chain.gender and referent.gender != chain.gender:
        return False
    matches = [same_name(mention.span.text, name, chain.type) for name in chain.names]
    # A full name must fit every full name of the chain, else "John Smith" and "Jane Smith" would meet in "Smith".
    full = [match for match, name in zip(matches, chain.names, strict=True) if " " in name]
    return any(matches) and (chain.type != "person" or len(mention.span) == 1 or all(full))


def link_by_syntax(referents: Iterable[Referent], chains: list[Chain]) -> None:
    """Descriptions in apposition to a name, or predicated of it, join its chain; their words are roles of it."""
    chain_at = {referent.position: chain for chain in chains for referent in chain.referents}
    for referent in referents:
        if referent.mention.form != "nominal" or referent.position in chain_at:
            continue
        for position, joins in _tied(referent):
            chain = chain_at.get(position)
            if chain is None or not chain.named or not _may_be(referent, chain):
                continue
            chain.roles.append(role_of(referent.mention))
            if joins:
                chain.add(referent)
                chain_at[referent.position] = chain
            break


def _may_be(referent: Referent, chain: Chain) -> bool:
    if chain.type == "person" and referent.number == "plural":
        return False
    kinds = {referent.mention.type, chain.type}
    return len(kinds) == 1 or kinds == {"organization", "group"} or kinds == {"place", "organization"}


def link_by_words(referents: Iterable[Referent], chains: list[Chain]) -> None:
    """Bodies that are told apart by a name are the same wherever they are called the same: "Russian troops"."""
    found: dict[tuple[str, frozenset[str]], Chain] = {}
    for referent in referents:
        mention = referent.mention
        named = any(token.pos_ == "PROPN" or token.ent_type_ == "NORP" for token in mention.span[:-1])
        if (
            named
            and mention.type in {"group", "organization"}
            and referent.determiner in {"bare", "the"}
            and referent.chain is None
        ):
            same_words = (referent.head, referent.modifiers)
            if same_words not in found:
                chains.append(found.setdefault(same_words, Chain(mention.type)))
            found[same_words].add(referent)


def _tied(referent: Referent) -> Iterator[tuple[int, bool]]:
    """Heads that a description is in apposition to or predicated of, and whether it then refers to the same."""
    head = referent.mention.head
    if head.dep_ == "appos":
        yield head.head.i, True
    for token in (head, *(_governed_within(head) if referent.mention.type == "person" else ())):
        for child in token.children:
            if child.dep_ == "appos" and child.i > head.i:
                yield child.i, True
    verb = head.head
    if head.dep_ == "attr" and verb.lemma_ in {"be", "become"} and not any(c.dep_ == "neg" for c in verb.children):
        for child in verb.children:
            if child.dep_ == "nsubj":
                yield child.i, verb.lemma_ == "be" and verb.tag_ != "MD"


def _governed_within(noun: "Token") -> "Iterator[Token]":
    """The nouns of a noun's prepositional phrases, where parsers hang its apposition too: "in Ukraine, Sergei S."."""
    for child in noun.rights:
        if child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield inner
                    yield from _governed_within(inner)


def speaking(referent: Referent, referents: Sequence[Referent], speakers: Mapping[int, int]) -> Chain | None:
    """Who says "I" in a quotation, or "we" where a body speaks; `referents` are those of the article, in order."""
    speaker = speakers.get(referent.position)
    if speaker is None or referent.pronoun not in {"i", "we"}:
        return None
    kinds = {"person"} if referent.pronoun == "i" else {"organization", "group", "place"}
    first, last = (bisect_left(referents, position, key=position_of) for position in (speaker, speaker + 1))
    return next((one.chain for one in referents[first:last] if one.chain is not None and one.chain.type in kinds), None)


def speakers_of(attributions: Iterable[Attribution]) -> dict[int, int]:
    """For each token that stands in a quotation: where the head of its speaker stands."""
    speakers: dict[int, int] = {}
    quoted = [one for one in attributions if one.quoted and one.source is not None]
    for attribution in sorted(quoted, key=lambda one: -sum(len(span) for span in one.content)):
        # Of quotations within quotations the outer counts: "I think so", he said.
        if attribution.source is not None and attribution.source.root.i not in speakers:
            for span in attribution.content:
                for position in range(span.start, span.end):
                    speakers.setdefault(position, attribution.source.root.i)
    return speakers


def _entities(chains: list[Chain], gazetteer: "Gazetteer") -> list[Entity]:
    found = []
    for chain in chains:
        mentions = sorted(
            (referent.mention for referent in chain.referents), key=lambda one: (one.span.start, -one.span.end)
        )
        roles = [*chain.roles, *(title for mention in mentions for title in titles_of(mention))]
        entity = Entity(
            type=chain.type,
            label=label_of(chain.type, mentions, gazetteer),
            mentions=mentions,
            roles=list(dict.fromkeys(role for role in roles if role)),
            nationality=None if chain.type == "place" else nationality_of(mentions, gazetteer),
        )
        for mention in mentions:
            mention.entity = entity
        found.append(entity)
    return sorted(found, key=lambda entity: (entity.mentions[0].span.start, -entity.mentions[0].span.end, entity.label))
