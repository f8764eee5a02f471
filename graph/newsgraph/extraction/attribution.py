"""Who says so: sources, cues and contents of what an article ascribes to others.

The scope is that of PolNeAR (Newell, Margolin, Ruths, LREC 2018): statements, beliefs, knowledge, intentions, demands,
approval. Direct speech is read from the quotation marks, everything else from the parse with a lexicon of cues.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsgraph.extraction.cue_nouns import noun_attributions, phrase_attributions
from newsgraph.extraction.direct_speech import interrupting_attributions, quote_attributions
from newsgraph.extraction.indirect_speech import adjective_attributions, verb_attributions
from newsgraph.extraction.layers import Attribution
from newsgraph.extraction.passages import Passages, read_passages
from newsgraph.extraction.sources import Draft, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


_LOOSE = {",", ";", ":", ".", "–", "—", "-", "--"}  # marks at the ends of a content that are no part of it


def _runs(passages: Passages, tokens: Iterable[int]) -> "list[Span]":
    """Token numbers as spans: one for each unbroken run within a paragraph, without loose punctuation at its ends."""
    doc, paragraph_of = passages.doc, passages.paragraph_of
    spans: list[Span] = []
    run: list[int] = []

    def close() -> None:
        kept = list(run)
        while kept and (doc[kept[0]].is_space or doc[kept[0]].text in _LOOSE):
            kept.pop(0)
        while kept and not passages.quoted(kept[-1]) and (doc[kept[-1]].is_space or doc[kept[-1]].text in _LOOSE):
            kept.pop()
        if any(any(character.isalnum() for character in doc[i].text) for i in kept):
            spans.append(doc[kept[0] : kept[-1] + 1])

    for token in sorted(set(tokens)):
        if run and (token != run[-1] + 1 or paragraph_of[token] != paragraph_of[run[-1]]):
            close()
            run = []
        run.append(token)
    close()
    return spans


def _attribution(passages: Passages, draft: Draft) -> Attribution | None:
    doc = passages.doc
    cue = sorted(i for i in draft.cue if not doc[i].is_space)
    if not cue:
        return None
    content = _runs(passages, draft.content - {*cue, *draft.source})
    if not content:
        return None
    source_tokens = trimmed([doc[i] for i in sorted(set(draft.source) - set(cue))])
    source = doc[source_tokens[0].i : source_tokens[-1].i + 1] if source_tokens else None
    quoted = draft.quoted or all(passages.quoted(span.start) and passages.quoted(span.end - 1) for span in content)
    return Attribution(source=source, cue=doc[cue[0] : cue[-1] + 1], content=content, quoted=quoted)


def find_attributions(doc: "Doc") -> list[Attribution]:
    """All attributions of a parsed article, nested ones in their own right, in the order of their cues."""
    passages = read_passages(doc)
    drafts, taken = quote_attributions(passages)
    for found in (
        interrupting_attributions(passages),
        verb_attributions(passages),
        adjective_attributions(passages),
        phrase_attributions(passages),
        noun_attributions(passages),
    ):
        for draft in found:
            if draft.head not in taken:
                drafts.append(draft)
                taken.update(draft.cue)
    drafts.sort(key=lambda draft: (min(draft.cue), max(draft.cue)))
    attributions = [_attribution(passages, draft) for draft in drafts]
    return [attribution for attribution in attributions if attribution is not None]


def attribution_of(attributions: Iterable[Attribution], tokens: "Iterable[Token]") -> Attribution | None:
    """The innermost attribution whose content holds all the tokens; none where the article itself speaks."""
    numbers = {token.i for token in tokens}
    best: tuple[int, Attribution] | None = None
    for attribution in attributions:
        inside = {i for span in attribution.content for i in range(span.start, span.end)}
        if numbers and numbers <= inside and (best is None or len(inside) < best[0]):
            best = (len(inside), attribution)
    return best[1] if best is not None else None
