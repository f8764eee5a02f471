"""Verbs and adjectives of saying, thinking, wanting with what they ascribe: "said that …", "plans to …", "backs …"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.attribution.complements import (
    Complements,
    complements,
    frames_of,
    phrase_after,
)
from newsgraph.extraction.attribution.sources import AttributionCandidate, cue_tokens, full_phrase, subtree
from newsgraph.extraction.attribution.torn_clauses import add_torn_clause
from newsgraph.extraction.base.control import subject
from newsgraph.extraction.base.cues import Cues, load_cues
from newsgraph.extraction.base.syntax import is_finite, is_infinitive, is_passive
from newsgraph.extraction.parse.passages import Passages

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

_BE = {"be", "feel", "seem", "become", "remain", "appear", "sound", "get", "look", "grow", "stay"}


def is_cue_verb(token: "Token") -> bool:
    """Whether a token is a form of a verb, and not a modifier like "the alleged thief"."""
    return token.tag_[:2] == "VB" and token.dep_ not in {"amod", "compound", "aux", "auxpass"}


def verb_attributions(passages: Passages) -> Iterator[AttributionCandidate]:
    """Every verb of the lexicon with a complement that it ascribes to somebody."""
    cues = load_cues()
    for token in passages.doc:
        if is_cue_verb(token) and token.dep_ not in {"acomp", "oprd"} and cues.is_verb(token.lemma_):
            found = complements(token, frames_of(token, cues), cues)
            if not found.heads():
                found.clauses.extend(_clause_of_a_statement(token, cues))
            if not found.clauses and "clause" in frames_of(token, cues):
                add_torn_clause(token, found)
            draft = _verb_draft(passages, token, found, cues) if found.heads() else _name_draft(passages, token, cues)
            if draft is not None:
                yield draft


def _name_draft(passages: Passages, verb: "Token", cues: Cues) -> AttributionCandidate | None:
    """A judgement in quotation marks whose object stands elsewhere: "something the minister has called “bad news”"."""
    head = subject(verb)
    following = verb.i + 1
    if head is None or verb.lemma_ not in cues.verbs["predicate"] or passages.quoted(verb.i):
        return None
    if following >= len(passages.doc) or not passages.quoted(following):
        return None
    quote = passages.quotes[passages.quote_of[following]]
    cue = cue_tokens(verb)
    source = full_phrase(head, without={*cue, *range(quote.start, quote.end)})
    return AttributionCandidate(cue=cue, source=source, content=set(range(quote.start, quote.end)), head=verb.i)


def _clause_of_a_statement(verb: "Token", cues: Cues) -> "list[Token]":
    """A that-clause that the parser hung on a noun behind the verb: "told the paper in a statement that …"."""
    if "clause" not in frames_of(verb, cues):
        return []
    for token in verb.subtree:
        if token.i > verb.i and token.dep_ in {"acl", "relcl", "ccomp"} and token.head.pos_ in {"NOUN", "PROPN"}:
            mark = next((child for child in token.children if child.dep_ == "mark" and child.lower_ == "that"), None)
            if mark is not None and mark.i == token.left_edge.i and token.head.head.dep_ == "prep":
                return [token]
    return []


def _verb_draft(passages: Passages, verb: "Token", found: Complements, cues: Cues) -> AttributionCandidate | None:
    heads = found.heads()
    content: set[int] = set()
    for part in heads:
        content.update(subtree(part))
    if found.clauses and is_finite(found.clauses[-1]):
        if found.objects and verb.lemma_ not in cues.addressee:
            content.update(range(min(content), max(content)))  # "reported Dorian in the Caribbean had strengthened"
        content.update(_rest_of_clause(passages, verb, max(content)))
        content.update(_further_clauses(verb, max(content)))
    elif found.clauses:
        content.update(_further_infinitives(passages, verb, max(content)))
    elif found.objects and not found.clauses and not found.predicates:
        content.update(phrase_after(verb, heads))
    cue = cue_tokens(verb)
    lacks_object = verb.lemma_ in cues.transitive and not any(one.dep_ == "dobj" for one in verb.children)
    if is_passive(verb) or (lacks_object and found.prepositions):
        return _passive_draft(verb, found, cue, content)
    head = _speaker(verb, cues)
    if head is None or (verb.lemma_ in cues.evidence_verbs and head.lower_ in cues.evidence_pronouns):
        return None
    if head.tag_ == "WP" and verb.dep_ in {"ccomp", "pcomp"}:  # "unclear who ordered the raid"
        return None
    source = full_phrase(head, without={*cue, *content}) if not _is_aim(verb) else []
    return AttributionCandidate(cue=cue, source=source, content=content - {*cue, *source}, head=verb.i)


def _is_aim(verb: "Token") -> bool:
    """Whether a verb tells what a thing is for, so that nobody has said it: "in order to determine whether"."""
    return verb.dep_ == "acl" and is_infinitive(verb)


def _speaker(verb: "Token", cues: Cues) -> "Token | None":
    """The subject of a verb of speech, of a participle the one who speaks in the clause that it goes on with.

    "It was described by Lee as a success, saying …" goes on with Lee, "issued a ruling against Lee, finding …" with
    whoever issued it, and not with what is spoken of.
    """
    above = verb.head
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and is_passive(above):
        agents = [noun for one in above.children if one.dep_ == "agent" for noun in one.children if noun.dep_ == "pobj"]
        if agents:
            return agents[0]
    spoken_of = above.dep_ == "pobj" and above.head.lower_ not in {"by", "from", "of"}
    if verb.tag_ == "VBG" and verb.dep_ == "acl" and spoken_of:
        said = above.head.head
        if said.lemma_ in cues.nouns["that"]:
            return subject(said.head) if said.dep_ == "dobj" else said
    return subject(verb)


def _passive_draft(verb: "Token", found: Complements, cue: list[int], content: set[int]) -> AttributionCandidate | None:
    """A passive's source is its by-phrase, if any; its subject belongs to the content: "the cargo is believed to …"."""
    by = next((p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"), None)
    own = next((child for child in verb.children if child.dep_ in {"nsubjpass", "nsubj"}), None)
    if verb.dep_ == "acl" and by is None and not found.prepositions:
        return None
    if found.objects and not found.clauses and not found.predicates:
        return None
    if own is not None and own.lower_ != "it" and not any(is_finite(clause) for clause in found.clauses):
        content = content | set(subtree(own))
    source = full_phrase(by, without=content) if by is not None else []
    return AttributionCandidate(cue=cue, source=source, content=content - {*cue, *source}, head=verb.i)


def _rest_of_clause(passages: Passages, verb: "Token", last: int) -> set[int]:
    """What the parser hung on the verb behind its complement, up to a coordinated clause or a new cue."""
    _, stop = passages.sentence(verb.i)
    inside = {token.i for token in verb.subtree}
    for child in verb.children:
        if child.i > last and (
            child.dep_ in {"conj", "cc", "parataxis"}
            or (child.dep_ == "advcl" and child.tag_ in {"VBG", "VBN"} and not _is_of_content(verb, child))
            or child.lower_ == "according"
        ):
            inside.difference_update(token.i for token in child.subtree)
    added: set[int] = set()
    for token in range(last + 1, stop):
        if token not in inside:
            break
        added.add(token)
    return added


def _is_of_content(verb: "Token", participle: "Token") -> bool:
    """Whether a participle tells of what a thing shows: "polls indicate that a million marched, protesting cuts"."""
    cues = load_cues()
    return verb.lemma_ in cues.evidence_verbs and participle.lemma_ not in cues.verbs["clause"]


def _further_clauses(verb: "Token", last: int) -> set[int]:
    """What goes on with a report beside its verb: "said he was ill, and that …", "said she was ill, but would stay".

    Behind a report in the past, the future of the past and the past of the past are those of what is reported.
    """
    modal = any(helper.tag_ == "MD" for helper in verb.children)
    past = verb.tag_ in {"VBD", "VBN"} and not modal
    before = any(helper.dep_ == "aux" and helper.lower_ == "had" for helper in verb.children)
    reach = last
    for child in verb.children:
        if child.dep_ != "conj" or child.i < last:
            continue
        own = any(one.dep_ in {"nsubj", "nsubjpass"} for one in child.children)
        would = any(one.dep_ == "aux" and one.lower_ in {"would", "'d", "’d"} for one in child.children)
        earlier = child.tag_ in {"VBN", "VBG"} and any(
            one.dep_ == "aux" and one.lower_ == "had" for one in child.children
        )
        that = any(one.dep_ == "mark" and one.lower_ == "that" for one in child.children)
        shifted = past and (would or (earlier and own and not before))
        if that or shifted:
            reach = child.right_edge.i
    return set(range(last + 1, reach + 1))


def _further_infinitives(passages: Passages, verb: "Token", last: int) -> set[int]:
    """Bare infinitives that go on with the first: "promised to cut taxes, build a wall and drain the swamp"."""
    for child in verb.children:
        bare = child.tag_ == "VB" and not is_finite(child) and not is_infinitive(child)
        if child.dep_ == "conj" and child.i > last and bare:
            return set(range(last + 1, min(child.right_edge.i + 1, passages.sentence(verb.i)[1])))
    return set()


def adjective_attributions(passages: Passages) -> Iterator[AttributionCandidate]:
    """Predicative adjectives with a complement: "is confident that …", "are unwilling to …"."""
    cues = load_cues()
    known = frozenset().union(*cues.adjectives.values())
    for token in passages.doc:
        word = token.lower_
        if word not in known:
            continue
        if token.dep_ in {"acomp", "oprd", "attr"} and token.head.lemma_ in _BE:
            verb = token.head
        elif token.tag_ in {"VBN", "VBD"} and any(child.dep_ == "auxpass" for child in token.children):
            verb = token
        else:
            continue
        part = _adjective_complement(token, verb, cues)
        head = subject(verb)
        if part is None or head is None or head.lower_ in {"it", "there"}:
            continue
        content = set(subtree(part))
        first = min(cue_tokens(verb)[0], token.left_edge.i if token.left_edge.i > verb.i else token.i)
        cue = list(range(first, token.i + 1))
        source = [i for i in full_phrase(head, without={*cue, *content}) if i not in cue]
        yield AttributionCandidate(cue=cue, source=source, content=content - {*cue, *source}, head=token.i)


def _adjective_complement(adjective: "Token", verb: "Token", cues: Cues) -> "Token | None":
    lexicon, word = cues.adjectives, adjective.lower_
    beside = [] if verb == adjective else [child for child in verb.children if child.i > adjective.i]
    for child in [*adjective.children, *beside]:
        if child.i < adjective.i:
            continue
        if child.dep_ in {"ccomp", "advcl"} and word in lexicon["clause"] and is_finite(child):
            marks = {mark.lower_ for mark in child.children if mark.dep_ in {"mark", "advmod"}}
            if child.dep_ == "ccomp" or marks & {"that", "whether"}:
                return child
        elif (child.dep_ == "xcomp" and word in lexicon["infinitive"] and is_infinitive(child)) or (
            child.dep_ in {"prep", "agent"}
            and word in lexicon["preposition_heads"]
            and child.lower_ in lexicon["prepositions"]
        ):
            return child
    return None
