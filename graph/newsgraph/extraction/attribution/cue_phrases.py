"""Phrases that ascribe the rest of their sentence: "according to X", "in the words of X", "in X's view"."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from newsgraph.extraction.attribution.sources import AttributionCandidate, full_phrase, subtree
from newsgraph.extraction.base.cues import Cues, load_cues
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.parse.passages import Passages

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

_COMMAS = {",", "–", "—", "--"}
_NEW_CLAUSE = {"and", "but", "which", "who", "while", "although", "though"}


def phrase_attributions(passages: Passages) -> Iterator[AttributionCandidate]:
    """Every phrase of the lexicon with its source and what it ascribes."""
    cues = load_cues()
    doc = passages.doc
    openings = {phrase[0] for phrase in cues.object_phrases}
    for start, stop in passages.sentences:
        for token in doc[start:stop]:
            for phrase in cues.object_phrases if token.lower_ in openings else ():
                end = token.i + len(phrase)
                if end < stop and tuple(t.lower_ for t in doc[token.i : end]) == phrase:
                    yield from _of_object(passages, token.i, end, start, stop)
            if token.lower_ in cues.speaker_phrases and _is_of_speaker(token, start):
                yield from _of_object(passages, token.i, token.i + 1, start, stop)
            if token.lower_ in cues.possessive_phrases:
                draft = _possessive_draft(passages, token, start, stop, cues)
                if draft is not None:
                    yield draft


def _of_object(passages: Passages, begin: int, end: int, start: int, stop: int) -> Iterator[AttributionCandidate]:
    """What the words from one place to another ascribe to what stands behind them, if anything."""
    source = _source(passages, begin, end, start, stop)
    draft = _rest_of_sentence(passages, list(range(begin, end)), source, start, stop) if source else None
    if draft is not None:
        yield draft


def _is_of_speaker(preposition: "Token", start: int) -> bool:
    """Whether a preposition that is set off stands before a person or body, or people who speak: ", per the AP"."""
    apart = preposition.i == start or preposition.nbor(-1).text in _COMMAS
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if noun is None or not apart:
        return False
    speakers = (words("nominals", kind) for kind in ("person", "group", "organization"))
    return noun.ent_type_ in {"ORG", "PERSON"} or any(noun.lemma_.lower() in lemmas for lemmas in speakers)


def _source(passages: Passages, begin: int, end: int, start: int, stop: int) -> list[int]:
    """The noun phrase behind the words; at the head of a sentence, up to where its main clause begins."""
    doc = passages.doc
    head = next((child for child in doc[end - 1].children if child.dep_ == "pobj" and child.i >= end), None)
    phrase = full_phrase(head) if head is not None and head.left_edge.i == end else []
    if not phrase:
        chunk = next(iter(doc[end:stop].noun_chunks), None)
        phrase = list(range(end, chunk.end)) if chunk is not None and chunk.start <= end + 1 else []
    opens = not any(token.is_alpha and token.pos_ not in {"CCONJ", "ADV"} for token in doc[start:begin])
    if opens or doc[begin - 1].text in _COMMAS:
        border = _main_clause(passages, end, stop)
        phrase = list(range(end, border)) if border < stop else phrase
    return phrase


def _main_clause(passages: Passages, begin: int, stop: int) -> int:
    """Where the source of an opening phrase ends: at the first comma that no apposition or relative clause follows."""
    doc = passages.doc
    commas = [i for i in range(begin, stop) if doc[i].text in _COMMAS and not passages.quoted(i)]
    for comma, following in pairwise([*commas, stop]):
        segment = [token for token in doc[comma + 1 : following] if not token.is_space]
        if not segment or following == stop:
            return comma
        relative = segment[0].lower_ in {"who", "which", "whose", "where"} or segment[0].tag_ in {"VBG", "VBN"}
        verb = any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in segment)
        nominal = segment[0].pos_ in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"} and segment[0].tag_ != "PRP"
        if not relative and (verb or not nominal or _is_subject(segment)):
            return comma
    return stop


def _is_subject(segment: "list[Token]") -> bool:
    """Whether a segment holds the only subject of a verb behind it, so that it is no apposition."""
    for token in segment:
        verb = token.head
        if token.dep_ in {"nsubj", "nsubjpass"} and verb.i > segment[-1].i:
            return not any(other.dep_ == token.dep_ and other.i > token.i for other in verb.lefts)
    return False


def _possessive_draft(
    passages: Passages, preposition: "Token", start: int, stop: int, cues: Cues
) -> AttributionCandidate | None:
    for noun in preposition.children:
        if noun.dep_ == "pobj" and noun.lower_ in cues.possessive_phrases[preposition.lower_]:
            for owner in noun.children:
                if owner.dep_ == "poss":
                    source = subtree(owner)
                    cue = [i for i in range(preposition.i, noun.i + 1) if i not in source]
                    draft = _rest_of_sentence(passages, cue, source, start, stop)
                    if draft is not None:
                        draft.head = noun.i
                    return draft
        apart = preposition.i == start or passages.doc[preposition.i - 1].text in _COMMAS
        if apart and noun.dep_ == "pobj" and noun.lower_ in cues.impersonal_phrases.get(preposition.lower_, ()):
            return _rest_of_sentence(passages, [preposition.i], subtree(noun), start, stop)
    return None


def _rest_of_sentence(
    passages: Passages, cue: list[int], source: list[int], start: int, stop: int
) -> AttributionCandidate | None:
    """What stands before the phrase, and behind it if the phrase opens or interrupts the clause."""
    doc = passages.doc
    left, right = min(*cue, *source), max(*cue, *source) + 1
    start, stop = passages.part(left, right, (start, stop), openings=";:")  # "A: perhaps, according to Lee, B"
    before = [i for i in range(start, left) if not doc[i].is_punct and not doc[i].is_space]
    opens = not before or doc[before[-1]].dep_ in {"cc", "mark"} or all(doc[i].pos_ in {"CCONJ", "ADV"} for i in before)
    content: set[int] = set() if opens else set(range(start, left))
    interrupts = left > start and doc[left - 1].text in _COMMAS
    follows = right + 1 < stop and doc[right].text in _COMMAS and doc[right + 1].lower_ not in _NEW_CLAUSE
    if follows and not interrupts and not opens and _has_subject_of_its_own(passages, right + 1, stop):
        follows = False  # "While few own it according to a study, organizers reported …"
    if opens or follows:
        content.update(range(right, stop))
    if interrupts and follows:
        content &= _interrupted(doc[cue[0]])
    if not any(doc[i].is_alpha for i in content):
        return None
    return AttributionCandidate(cue=cue, source=source, content=content, head=cue[0])


def _interrupted(preposition: "Token") -> set[int]:
    """What a phrase within commas ascribes: its relative clause, or nothing that is known behind "including"."""
    before = preposition.nbor(-2) if preposition.i > 1 else preposition
    if before.lower_ in {"including", "like"}:
        return set()
    verb = preposition.head
    return {token.i for token in (verb.subtree if verb.dep_ == "relcl" else preposition.sent)}


def _has_subject_of_its_own(passages: Passages, begin: int, stop: int) -> bool:
    """Whether a clause with its subject begins at a token."""
    return any(
        token.dep_ in {"nsubj", "nsubjpass", "expl"} and token.left_edge.i == begin and token.head.i > token.i
        for token in passages.doc[begin:stop]
    )
