"""Coreference: which mentions of an article are of the same person, organisation, group or place.

A sieve (Raghunathan et al. 2010, Lee et al. 2013): the surest links first. Names come together by their spelling;
appositions and copulas by the syntax; then, in the order of the text, each description and pronoun goes to the chain
that the most signs speak for (`antecedents.py`).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Attribution, Entity, Mention
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.base.linear import load_model
from newsgraph.extraction.coreference.antecedent_features import Discourse
from newsgraph.extraction.coreference.antecedents import BOUND, antecedent, is_believed
from newsgraph.extraction.coreference.bound_pronouns import bound_to
from newsgraph.extraction.coreference.descriptions import bare, label_of, nationality_of, role_of
from newsgraph.extraction.coreference.name_chains import chains_of_names
from newsgraph.extraction.coreference.name_ties import fits_kind, link_bare_heads, named_beside, offices
from newsgraph.extraction.coreference.referents import Chain, Referent, position_of, referents_of, things_of
from newsgraph.extraction.coreference.roles import Description, is_asserted, roles_of, titles_of
from newsgraph.extraction.gazetteer import gazetteer as places
from newsgraph.extraction.parse.passages import read_passages

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Token
    from newsgraph.extraction.gazetteer.gazetteer import Gazetteer


_OF_PEOPLE = {"he", "she", "i", "we", "they"}


def resolve(doc: "Doc", mentions: Iterable[Mention], attributions: Sequence[Attribution]) -> list[Entity]:
    """The entities of an article with their mentions, in the order of the text.

    A pronoun that stands for nobody known stays without an entity. Who speaks in quotations is told by the
    `attributions` of the article.
    """
    gazetteer = places.load()
    given = [one.copied() for one in mentions]
    discourse, chains = discourse_of(doc, given, attributions, gazetteer)
    model = load_model("antecedents")
    # Those who speak of themselves come last: the speaker may be a pronoun that stands after the quotation.
    for referent in sorted(discourse.referents, key=lambda one: one.pronoun in {"i", "we"}):
        if referent.chain is None and referent.mention.form != "name":
            chain, unnamed = bound_to(referent, discourse), False
            if chain is not None:
                referent.mention.link = BOUND
            else:
                found = antecedent(referent, discourse, model)
                # Where the article has nobody whom "he" could be, it speaks of somebody whom it does not name.
                unnamed = found.chain is None and found.probability == 0 and referent.token.lower_ in _OF_PEOPLE
                if is_believed(referent, found):
                    chain, referent.mention.link = found.chain, found.probability
            if chain is None and (not referent.pronoun or unnamed):
                chains.append(chain := Chain(referent.mention.type))
            if chain is not None:
                chain.add(referent)
    kept = [chain for chain in chains if not (len(chain.referents) == 1 and _is_predicative(chain.referents[0]))]
    return _entities(kept, gazetteer, claimed_in(doc, attributions))


def _is_predicative(referent: Referent) -> bool:
    """Whether a description says what somebody is, was or was made, and is of nobody else: "sworn in as governor"."""
    token = referent.token
    if referent.mention.form != "nominal" or referent.mention.type not in {"person", "group"}:
        return False
    while token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    if token.dep_ == "pobj" and token.head.lower_ == "as":
        before = token.head.nbor(-1).lower_ if token.head.i else ""
        return before not in {"such", "well", "far", "long", "soon", "much"}
    return token.dep_ == "oprd" or (token.dep_ == "attr" and token.head.lemma_ in {"be", "become", "remain"})


def discourse_of(
    doc: "Doc", mentions: Sequence[Mention], attributions: Sequence[Attribution], gazetteer: "Gazetteer"
) -> tuple[Discourse, list[Chain]]:
    """The article as `antecedents` needs it, with the surest links made, and the chains that they make."""
    passages = read_passages(doc)
    referents = referents_of(mentions, passages)
    chains = chains_of_names(referents, gazetteer)
    for chain in chains:
        if chain.type == "person":
            chain.roles += [title for one in chain.referents for title in titles_of(one.mention)]
    link_by_syntax(referents, chains)
    link_bare_heads(referents, chains)
    link_by_words(referents, chains)
    discourse = Discourse(
        referents=sorted(referents, key=position_of),
        things=things_of(mentions, passages),
        speakers=speakers_of(attributions),
        sources={one.source.root.i for one in attributions if one.source is not None},
    )
    return discourse, chains


def link_by_syntax(referents: Sequence[Referent], chains: list[Chain]) -> None:
    """Descriptions in apposition to a name, or predicated of it, join its chain; their words are roles of it."""
    chain_at = {referent.position: chain for chain in chains for referent in chain.referents}
    mention_at = {referent.position: referent.mention for chain in chains for referent in chain.referents}
    starts = {one.mention.span.start: one.mention for one in referents if one.mention.form == "name"}
    held = offices(referents)
    for referent in referents:
        if referent.mention.form != "nominal" or referent.position in chain_at:
            continue
        if referent.position in held and (holder := held[referent.position].chain) is not None:
            holder.add(referent)
            continue
        beside = (chain_at.get(position) for position in named_beside(referent, starts))
        named = next((one for one in beside if one is not None and one.named and _may_be(referent, one)
                      and fits_kind(referent, one)), None)  # fmt: skip
        if named is not None:
            named.add(referent)
            continue
        for position, joins, copula in _tied(referent):
            chain = chain_at.get(position)
            if chain is None or not chain.named or not _may_be(referent, chain):
                continue
            chain.roles.append(role_of(referent.mention))
            chain.descriptions.append(Description(referent.mention, mention_at[position], copula))
            if joins:
                chain.add(referent)
                chain_at[referent.position] = chain
                mention_at[referent.position] = referent.mention
            break


def _may_be(referent: Referent, chain: Chain) -> bool:
    if chain.type in {"person", "place"} and referent.number == "plural":
        return False
    if chain.type == "organization" and referent.head in words("nominals", "person"):
        return False  # "researchers" are people of a body
    kinds = {referent.mention.type, chain.type}
    return len(kinds) == 1 or kinds == {"organization", "group"} or kinds == {"place", "organization"}


def link_by_words(referents: Iterable[Referent], chains: list[Chain]) -> None:
    """Bodies that are told apart by a name are the same wherever they are called the same: "Russian troops"."""
    found: dict[tuple[str, frozenset[str]], Chain] = {}
    bodies_named = [chain for chain in chains if chain.type == "organization"]
    bodies = {name.lower(): chain for chain in bodies_named for name in chain.names}
    for referent in referents:
        mention = referent.mention
        if referent.chain is not None:
            continue
        called = bare(mention) if mention.form == "nominal" else ""
        same = bodies.get(called.lower()) if called else None
        if same is not None and (" " in called or sum(referent.head in one.name_words for one in bodies_named) == 1):
            same.add(referent)  # "the emergencies ministry" of the Emergencies Ministry
            continue
        if (
            mention.type in {"group", "organization"}
            and referent.determiner in {"bare", "the"}
            and any(token.pos_ == "PROPN" or token.ent_type_ == "NORP" for token in mention.span[:-1])
        ):
            same_words = (referent.head, referent.modifiers)
            if same_words not in found:
                chains.append(found.setdefault(same_words, Chain(mention.type)))
            found[same_words].add(referent)


def _tied(referent: Referent) -> "Iterator[tuple[int, bool, Token | None]]":
    """Heads that a description is in apposition to or predicated of, whether it is then the same, and the copula."""
    head = referent.mention.head
    if head.dep_ == "appos":
        yield head.head.i, True, None
    for token in (head, *(_governed_within(head) if referent.mention.type == "person" else ())):
        for child in token.children:
            if child.dep_ == "appos" and child.i > head.i:
                yield child.i, True, None
    verb = head.head
    if head.dep_ == "attr" and verb.lemma_ in {"be", "become"} and not any(c.dep_ == "neg" for c in verb.children):
        for child in verb.children:
            if child.dep_ == "nsubj":
                yield child.i, is_asserted(verb), verb


def _governed_within(noun: "Token") -> "Iterator[Token]":
    """The nouns of a noun's prepositional phrases, where parsers hang its apposition too: "in Ukraine, Sergei S."."""
    for child in noun.rights:
        if child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield inner
                    yield from _governed_within(inner)


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


def claimed_in(doc: "Doc", attributions: Iterable[Attribution]) -> set[int]:
    """The positions of all tokens that stand in quotation marks or in what an attribution ascribes to somebody."""
    claimed = {i for quote in read_passages(doc).quotes for i in range(quote.start, quote.end)}
    for attribution in attributions:
        for span in attribution.content:
            claimed.update(range(span.start, span.end))
    return claimed


def _entities(chains: list[Chain], gazetteer: "Gazetteer", claimed: set[int]) -> list[Entity]:
    found = []
    for chain in chains:
        mentions = sorted(
            (referent.mention for referent in chain.referents), key=lambda one: (one.span.start, -one.span.end)
        )
        roles = roles_of(chain.descriptions, mentions, claimed, chain.type)
        entity = Entity(
            type=chain.type,
            label=label_of(chain.type, mentions, gazetteer),
            mentions=mentions,
            roles=roles.present,
            former_roles=roles.former,
            nationality=None if chain.type == "place" else nationality_of(mentions, gazetteer),
        )
        for mention in mentions:
            mention.entity = entity
        found.append(entity)
    return sorted(found, key=lambda entity: (entity.mentions[0].span.start, -entity.mentions[0].span.end, entity.label))
