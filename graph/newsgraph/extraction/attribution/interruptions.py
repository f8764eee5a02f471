"""Clauses that a speech verb interrupts or closes: "A, she said, B", "A, the company said."."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.attribution.complements import frames_of
from newsgraph.extraction.attribution.indirect_speech import is_cue_verb
from newsgraph.extraction.attribution.sources import AttributionCandidate, cue_tokens, full_phrase, trimmed
from newsgraph.extraction.base.cues import Cues, load_cues
from newsgraph.extraction.base.syntax import is_passive
from newsgraph.extraction.parse.passages import Passages
from newsgraph.extraction.parse.quotes import PAUSES

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

_SHORTEST = 8  # tokens of a sentence that can close in its source


def interrupting_attributions(passages: Passages) -> Iterator[AttributionCandidate]:
    """Speech verbs between commas or at the end of what is said: "A, she said, B", "A, the company said."."""
    cues = load_cues()
    doc = passages.doc
    for start, stop in passages.sentences:
        for verb in doc[start:stop]:
            if not is_cue_verb(verb) or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
                continue
            if "clause" not in (frames := frames_of(verb, cues)) and "quote" not in frames:
                continue
            draft = _interruption(passages, verb, *_reach(passages, verb, start, stop))
            if draft is not None:
                yield draft
        mistaken = _closing_attribution(passages, start, stop, cues)
        if mistaken is not None:
            yield mistaken


def _reach(passages: Passages, verb: "Token", start: int, stop: int) -> tuple[int, int]:
    """How far what a verb interrupts can reach: within quotation marks no further than these."""
    if not passages.quoted(verb.i):
        return start, stop
    quote = passages.quotes[passages.quote_of[verb.i]]
    return max(start, quote.start), min(stop, quote.end)


def _closing_attribution(passages: Passages, start: int, stop: int, cues: Cues) -> AttributionCandidate | None:
    """A closing "…, a new poll shows" whose verb was taken for a noun, as happens in headlines."""
    doc = passages.doc
    words = trimmed(list(doc[start:stop]))
    if len(words) < _SHORTEST or passages.quoted(words[-1].i):
        return None
    verb = words[-1]
    lemma = verb.lower_.removesuffix("s")
    if verb.tag_ not in {"NNS", "NN"} or not (lemma in cues.verbs["clause"] or lemma in cues.verbs["quote"]):
        return None
    comma = max((t.i for t in words if t.text == ","), default=-1)
    source = list(range(comma + 1, verb.i))
    if comma < 0 or not source or doc[source[0]].pos_ not in {"DET", "NOUN", "PROPN", "ADJ", "PRON"}:
        return None
    if any(doc[i].pos_ in {"VERB", "AUX", "CCONJ"} for i in source):
        return None
    return AttributionCandidate(cue=[verb.i], source=source, content=set(range(start, comma)), head=verb.i)


def _interruption(passages: Passages, verb: "Token", start: int, stop: int) -> AttributionCandidate | None:
    doc = passages.doc
    own = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ not in {"who", "which", "that"}]
    if not own:
        return None
    speaker = own[-1]
    inverted = speaker.i > verb.i
    cue = cue_tokens(verb)
    left = cue[0] if inverted else min(speaker.left_edge.i, cue[0])
    right = speaker.right_edge.i + 1 if inverted else cue[-1] + 1
    left_complement = [c for c in verb.children if c.dep_ == "ccomp" and c.i < left]
    if left <= start or doc[left - 1].text not in {",", "–", "—", "--", "”", '"', "-"}:
        return None
    if any(c.dep_ in {"ccomp", "xcomp"} and c.i > verb.i for c in verb.children):
        return None
    closes = right >= stop or not any(token.is_alpha for token in doc[right:stop])
    if verb.dep_ not in {"parataxis", "ROOT", "ccomp", "conj"} or (
        not left_complement and not closes and verb.dep_ not in {"parataxis", "ccomp"}
    ):
        return None
    addressed = verb.lemma_ in load_cues().addressee
    if any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children) and not inverted and not addressed:
        return None
    # what belongs to the cue's clause: addressee, time and place
    while (
        right < stop
        and doc[right].text not in PAUSES
        and doc[right].head.i >= left
        and (doc[right].is_ancestor(verb) is False and verb.is_ancestor(doc[right]))
    ):
        right += 1
    if not closes:
        start, stop = passages.part(left, right, (start, stop))
    content = set(range(start, left))
    if right + 1 < stop and doc[right].text == ",":
        split = not any(start <= one.i < left for one in left_complement)
        goes_on = split and doc[right + 1].lower_ not in load_cues().clause_openers
        goes_on = goes_on or _shares_subject(doc[right + 1 : right + 4])
        if goes_on or passages.quoted(right + 1):
            content.update(range(right, stop))
    source = full_phrase(speaker, without=cue)
    content -= {*cue, *source}
    if speaker.lower_ == "it" and is_passive(verb):  # "…, it was announced"
        source = []
    return AttributionCandidate(cue=cue, source=source, content=content, head=verb.i)


def _shares_subject(words: "Iterable[Token]") -> bool:
    """Whether what comes back after an interruption has no subject: "was not ready, he said, and should wait"."""
    following = list(words)
    if not following or following[0].lower_ not in {"and", "but", "or"}:
        return False
    verb = next((word for word in following[1:] if word.pos_ != "ADV"), None)
    return verb is not None and (verb.tag_ == "MD" or (verb.lemma_ in {"be", "have"} and verb.tag_ != "VB"))


def release_interruptions(drafts: list[AttributionCandidate], interruptions: list[AttributionCandidate]) -> None:
    """Take "…, B reports" out of what A said in "A said …, B reports"."""
    for interruption in interruptions:
        clause = {*interruption.source, *interruption.cue}
        for draft in drafts:
            if draft is not interruption and draft.head in interruption.content and clause & draft.content:
                draft.content = {i for i in draft.content if i < min(clause)}


def release_contrasts(passages: Passages, drafts: list[AttributionCandidate]) -> None:
    """Take what another says out of what A said: "A said X, while B noted Y", "according to A, X, but B denied it"."""
    for inner in drafts:
        verb = passages.doc[inner.head]
        if not inner.source or passages.quoted(inner.head):
            continue
        clause = {token.i for token in verb.subtree}
        begin = min(clause)
        words = {one.lower_ for one in verb.children if one.dep_ in {"mark", "advmod"} and one.i < verb.i}
        contrasted = verb.dep_ == "advcl" and bool(words & {"while", "whereas"})
        joined = verb.dep_ == "conj" and begin > 0 and passages.doc[begin - 1].lower_ == "but"
        for host in drafts:
            of_phrase = passages.doc[host.head].lower_ == "according"
            if host is inner or host.head > begin or inner.head not in host.content:
                continue
            if contrasted or (joined and of_phrase):
                host.content -= clause | {begin - 1}
