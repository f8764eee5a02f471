"""Speech that a dash opens at the head of a paragraph, as many papers set it: "— We won, said Ann. — At last."."""

from collections.abc import Iterator

from newsgraph.extraction.attribution.sources import AttributionCandidate, trimmed
from newsgraph.extraction.attribution.transcripts import speaks_for_itself
from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.parse.furniture import furniture_tokens
from newsgraph.extraction.parse.passages import Passages

_DASHES = {"—", "–", "―"}
_BEFORE_CUE = {",", "?", "!", "…", "—", "–"}
_BEGINS_SPEAKER = {"PROPN", "DET", "PRON", "NOUN", "ADJ"}
_ENDS_SPEAKER = {".", ",", ":", ";", "—", "–"}
_SHORTEST = 4  # tokens of a turn


def dialogue_attributions(passages: Passages) -> Iterator[AttributionCandidate]:
    """Paragraphs that open with a dash, by the speaker behind a verb of speech or by nobody named.

    Without a speaker they count only beside one that has one, or if somebody speaks as "I" or "we" there: what else
    begins with a dash may be a list.
    """
    furniture = furniture_tokens(passages.doc)
    turns = [
        (first, last, _cue(passages, first, last))
        for first, last in passages.paragraphs
        if passages.doc[first].text in _DASHES and last - first >= _SHORTEST and first not in furniture
    ]
    told = any(cue is not None for _, _, cue in turns)
    for first, last, cue in turns:
        if cue is not None:
            verb, end = cue
            content = set(range(first + 1, verb)) | set(range(end, last))
            source = [token.i for token in trimmed(list(passages.doc[verb + 1 : end]))]
            yield AttributionCandidate(cue=[verb], source=source, content=content, quoted=True, head=verb)
        elif told or speaks_for_itself(passages, first, last):
            yield AttributionCandidate(
                cue=[first], source=[], content=set(range(first + 1, last)), quoted=True, head=first
            )


def _cue(passages: Passages, first: int, last: int) -> tuple[int, int] | None:
    """The verb of speech behind what is said, and where its speaker ends: "— …, | recalled | the welder Ann. | — …"."""
    doc, cues = passages.doc, load_cues()
    for verb in doc[first + 2 : last - 1]:
        if doc[verb.i - 1].text not in _BEFORE_CUE or doc[verb.i + 1].pos_ not in _BEGINS_SPEAKER:
            continue
        if verb.lower_ in cues.quoting_pasts or (verb.tag_ == "VBZ" and verb.lemma_ in cues.verbs["quote"]):
            end = next((i for i in range(verb.i + 1, last) if doc[i].text in _ENDS_SPEAKER), last)
            return verb.i, end
    return None
