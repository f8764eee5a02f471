"""Verbs and adjectives of saying, thinking, wanting with what they ascribe: "said that …", "plans to …", "backs …"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.cues import Cues, load_cues
from newsgraph.extraction.passages import Passages
from newsgraph.extraction.sources import Draft, cue_tokens, noun_phrase, subject, subtree

if TYPE_CHECKING:
    from spacy.tokens import Token

_BE = {"be", "feel", "seem", "become", "remain", "appear", "sound", "get", "look", "grow", "stay"}
_CLAUSES = {"ccomp", "xcomp", "advcl"}


def _is_infinitive(token: "Token") -> bool:
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in token.children)


def _has_subject(token: "Token") -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass", "csubj", "expl"} for child in token.children)


def frames_of(verb: "Token", cues: Cues) -> frozenset[str]:
    """The frames of a verb, or of the verb with its particle where the two are a cue together."""
    for child in verb.children:
        if child.dep_ in {"prt", "advmod", "acomp"} and child.i > verb.i:
            frames = cues.particles.get(f"{verb.lemma_} {child.lemma_}")
            if frames is not None:
                return frames
    return frozenset(frame for frame, verbs in cues.verbs.items() if verb.lemma_ in verbs)


def is_cue_verb(token: "Token") -> bool:
    """Whether a token is a form of a verb, and not a modifier like "the alleged thief"."""
    return token.tag_[:2] == "VB" and token.dep_ not in {"amod", "compound", "aux", "auxpass"}


def _complements(verb: "Token", frames: frozenset[str], cues: Cues) -> "list[Token]":
    """The heads of what a verb ascribes, in the order of the text."""
    found: list[Token] = []
    objects: list[Token] = []
    clause = False
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i > verb.i:
            if (
                "clause" in frames
                or (frames & {"object_infinitive", "predicate"} and not _is_finite(child))
                or ("gerund" in frames and child.tag_ == "VBG")
            ):
                found.append(child)
                clause = True
        elif child.dep_ == "xcomp" and child.i > verb.i:
            if _is_infinitive(child):
                wanted = {"infinitive", "object_infinitive"} if not passive else {"object_infinitive", "clause"}
                fits = bool(frames & wanted)
            elif child.tag_ == "VBG":
                fits = "gerund" in frames
            else:
                fits = bool(frames & {"predicate", "clause"})
            if fits:
                found.append(child)
                clause = True
        elif child.dep_ in {"dobj", "dative"} and child.i > verb.i:
            objects.append(child)
        elif child.dep_ == "oprd" and frames & {"predicate", "as"}:
            found.append(child)
            clause = True
        elif child.dep_ == "prep":
            if child.lemma_ in cues.prepositions.get(verb.lemma_, ()) and any(True for _ in child.children):
                found.append(child)
            elif child.lemma_ == "as" and "as" in frames:
                found.append(child)
                clause = True
        elif (
            child.dep_ == "advcl"
            and child.i > verb.i
            and "clause" in frames
            and any(
                c.dep_ == "mark" and c.lower_ in {"that", "whether", "if"} and c.i == child.left_edge.i
                for c in child.children
            )
            and not objects
            and not clause
        ):
            found.append(child)
            clause = True
    for item in objects:
        if clause or any(f.dep_ == "prep" for f in found):
            infinitive = any(f.dep_ in _CLAUSES and not _is_finite(f) for f in found)
            with_it = (
                (infinitive and "object_infinitive" in frames)
                or any(f.dep_ == "oprd" or (f.dep_ == "prep" and f.lemma_ == "as") for f in found)
                or verb.lemma_ in cues.with_object
                or ("object" in frames and verb.lemma_ not in cues.addressee)
            )
            if with_it:
                found.append(item)
        elif "object" in frames:
            found.append(item)
    return sorted(found, key=lambda t: t.i)


def _is_finite(token: "Token") -> bool:
    group = [token, *(c for c in token.children if c.dep_ in {"aux", "auxpass"})]
    return any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in group)


def _content(complements: "list[Token]") -> set[int]:
    """The complements and what the parser hung on the verb behind them."""
    content: set[int] = set()
    for head in complements:
        content.update(subtree(head))
    return content


def verb_attributions(passages: Passages) -> Iterator[Draft]:
    """Every verb of the lexicon with a complement that it ascribes to somebody."""
    cues = load_cues()
    for token in passages.doc:
        if not is_cue_verb(token) or not cues.is_verb(token.lemma_):
            continue
        frames = frames_of(token, cues)
        complements = _complements(token, frames, cues)
        if not complements:
            continue
        draft = _verb_draft(token, complements, cues)
        if draft is not None:
            yield draft


def _verb_draft(verb: "Token", complements: "list[Token]", cues: Cues) -> Draft | None:
    content = _content(complements)
    cue = cue_tokens(verb)
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    head = subject(verb)
    source: list[int] = []
    hidden = False
    if passive or (verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and not _has_subject(verb)):
        by = next((p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"), None)
        if by is not None:
            source = noun_phrase(by)
        hidden = by is None
        own = next((c for c in verb.children if c.dep_ in {"nsubjpass", "nsubj"}), None)
        raising = any(not _is_finite(c) or c.dep_ in {"prep", "oprd"} for c in complements)
        if own is not None and raising and own.lower_ != "it":
            content.update(subtree(own))
    elif head is not None:
        if verb.lemma_ in cues.evidence_verbs and head.lower_ in cues.evidence_pronouns:
            return None
        source = noun_phrase(head, without={*cue, *content})
    else:
        hidden = True
    content -= {*cue, *source}
    if not content:
        return None
    return Draft(cue=cue, source=source, content=content, hidden=hidden, head=verb.i)


def adjective_attributions(passages: Passages) -> Iterator[Draft]:
    """Predicative adjectives with a complement: "is confident that …", "are unwilling to …"."""
    cues = load_cues()
    lexicon = cues.adjectives
    known = frozenset().union(*lexicon.values())
    for token in passages.doc:
        if token.lemma_ not in known and token.lower_ not in known:
            continue
        if token.dep_ in {"acomp", "oprd"} and token.head.lemma_ in _BE:
            verb = token.head
        elif token.tag_ in {"VBN", "VBD"} and any(c.dep_ == "auxpass" for c in token.children):
            verb = token
        else:
            continue
        word = token.lower_ if token.lower_ in known else token.lemma_
        found = []
        for child in [*token.children, *(c for c in verb.children if verb != token and c.i > token.i)]:
            if child.i < token.i:
                continue
            if (
                (child.dep_ in {"ccomp", "advcl"} and word in lexicon["clause"] and _is_finite(child))
                or (child.dep_ == "xcomp" and word in lexicon["infinitive"] and _is_infinitive(child))
                or (
                    child.dep_ in {"prep", "agent"}
                    and word in lexicon["preposition_heads"]
                    and child.lemma_ in lexicon["prepositions"]
                )
            ):
                found.append(child)
        head = subject(verb)
        if not found or head is None or head.lower_ in {"it", "there"}:
            continue
        content = _content(found[:1])
        cue = sorted(
            {*cue_tokens(verb), token.i, *(c.i for c in token.children if c.dep_ == "advmod" and c.i < token.i)}
        )
        cue = list(range(cue[0], cue[-1] + 1))
        source = [i for i in noun_phrase(head, without={*cue, *content}) if i not in cue]
        content -= {*cue, *source}
        if source and content:
            yield Draft(cue=cue, source=source, content=content, head=token.i)
