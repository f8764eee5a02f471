"""Who says so: sources, cues and contents of what an article ascribes to others.

The scope is that of PolNeAR (Newell, Margolin, Ruths, LREC 2018): statements, beliefs, knowledge, intentions, demands,
approval. Direct speech is read from the quotation marks, everything else from the parse with a lexicon of cues.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsgraph.extraction.attribution.continued_speech import (
    add_quotations_without_cue,
    claim_for_nobody,
    release_participles,
    release_shifts,
)
from newsgraph.extraction.attribution.cue_nouns import noun_attributions
from newsgraph.extraction.attribution.cue_phrases import phrase_attributions
from newsgraph.extraction.attribution.dialogue import dialogue_attributions
from newsgraph.extraction.attribution.direct_speech import quote_attributions
from newsgraph.extraction.attribution.headline_speech import headline_attributions
from newsgraph.extraction.attribution.hearsay import add_hearsay, add_reports
from newsgraph.extraction.attribution.indirect_speech import adjective_attributions, verb_attributions
from newsgraph.extraction.attribution.interruptions import (
    interrupting_attributions,
    release_contrasts,
    release_interruptions,
)
from newsgraph.extraction.attribution.sources import AttributionCandidate, trimmed
from newsgraph.extraction.attribution.transcripts import interview_attributions, transcript_attributions
from newsgraph.extraction.base.annotations import Attribution
from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.base.syntax import children, is_infinitive
from newsgraph.extraction.parse.furniture import furniture_tokens
from newsgraph.extraction.parse.passages import Passages, read_passages

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsgraph.extraction.base.parsed import Doc, Span, Token

_LOOSE = {",", ";", ":", ".", "–", "—", "-", "--"}  # marks at the ends of a content that are no part of it


def find_attributions(doc: "Doc") -> list[Attribution]:
    """All attributions of a parsed article, nested ones in their own right, in the order of their cues."""
    passages = read_passages(doc)
    furniture = furniture_tokens(doc)
    drafts: list[AttributionCandidate] = []
    taken: set[int] = set()
    interruptions = list(interrupting_attributions(passages))
    for found in (
        transcript_attributions(passages),
        dialogue_attributions(passages),
        interview_attributions(passages),
        quote_attributions(passages),
        interruptions,
        verb_attributions(passages),
        adjective_attributions(passages),
        phrase_attributions(passages),
        noun_attributions(passages),
        headline_attributions(passages),
    ):
        for draft in found:
            if draft.head not in taken and draft.head not in furniture:
                _confine(passages, draft)
                drafts.append(draft)
                taken.update(draft.cue)
    drafts.sort(key=lambda draft: (min(draft.cue), max(draft.cue)))
    release_interruptions(drafts, interruptions)
    release_contrasts(passages, drafts)
    release_participles(passages, drafts)
    release_shifts(passages, drafts)
    add_quotations_without_cue(passages, drafts)
    claim_for_nobody(passages, drafts)
    add_hearsay(passages, drafts)
    add_reports(passages, drafts)
    drafts.sort(key=lambda draft: (min(draft.cue), max(draft.cue)))
    attributions = [_attribution(passages, draft) for draft in drafts]
    return [attribution for attribution in attributions if attribution is not None]


class Voices:
    """Whose words each token of an article is part of."""

    def __init__(self, attributions: Iterable[Attribution], is_known: "Callable[[Span], bool] | None" = None) -> None:
        """Whose words they are.

        Args:
            attributions: of the whole article.
            is_known: whether it is known whom a source that is a pronoun means; by default of every one.
        """
        self._is_known = is_known
        self._around: dict[int, list[Attribution]] = {}  # by token, the innermost first
        self._of_nobody: dict[int, list[Attribution]] = {}  # by token of a cue that is nobody's
        for attribution in sorted(attributions, key=lambda one: sum(len(span) for span in one.content)):
            for span in attribution.content:
                for i in range(span.start, span.end):
                    self._around.setdefault(i, []).append(attribution)
            for token in attribution.cue if attribution.source is None else ():
                for one in (token, *children(token, "aux", "auxpass", "neg")):
                    self._of_nobody.setdefault(one.i, []).append(attribution)

    def attribution_of(self, tokens: "Iterable[Token]") -> Attribution | None:
        """The innermost attribution whose content holds all the tokens; none where the article itself speaks.

        What somebody is said to know or to be glad of is the word of whoever says so. A cue that is nobody's may stand
        among the tokens that it marks: "were reportedly sold", "is rumoured to own". What names nobody ("we believe", a
        quotation without a speaker), in a quotation of somebody who is named, is theirs.
        """
        numbers = [token.i for token in tokens]
        around = [self._around.get(i, []) for i in numbers]
        candidates = next((found for found in reversed(around) if found), [])
        of_nobody = [self._of_nobody.get(i, []) for i in numbers]
        found = [
            one
            for one in candidates
            if all(one in others or one in marks for others, marks in zip(around, of_nobody, strict=True))
        ]
        vouching = [one for one in found if not _is_taken_for_granted(one)] or found[-1:]
        vouching = [one for one in vouching if not _is_purposed(one)] or vouching[-1:]
        if not vouching or _names_somebody(vouching[0]):
            return vouching[0] if vouching else None
        if any(_names_somebody(one) and one.quoted for one in vouching):
            return next(one for one in vouching if _names_somebody(one) and one.quoted)
        source = vouching[0].source
        if source is not None and (self._is_known is None or self._is_known(source)):
            return vouching[0]
        # "police said they believe", "according to Lee, it is expected"
        return next((one for one in vouching if _names_somebody(one)), vouching[0])


def _is_taken_for_granted(attribution: Attribution) -> bool:
    """Whether whoever tells of a view takes what it holds for true: "knows that she lied", "is glad that she won"."""
    factive = load_cues().factive
    return any(token.lemma_.lower() in factive or token.lower_ in factive for token in attribution.cue)


def _is_purposed(attribution: Attribution) -> bool:
    """Whether somebody is only to find out: "assessments will be carried out to confirm whether he is fit"."""
    verb = attribution.cue.root
    return verb.dep_ == "advcl" and is_infinitive(verb)


def _names_somebody(attribution: Attribution) -> bool:
    """Whether a source is more than a pronoun ("we believe", "in our view")."""
    source = attribution.source
    return source is not None and not all(token.pos_ == "PRON" or token.tag_ == "PRP$" for token in source)


def _confine(passages: Passages, draft: AttributionCandidate) -> None:
    """Keep an attribution of the parse to the paragraph of its cue, and whole the quotations that it cuts through."""
    if draft.quoted:
        return
    paragraph = passages.paragraph_of[draft.head]
    draft.source = [i for i in draft.source if passages.paragraph_of[i] == paragraph]
    draft.content = {i for i in draft.content if passages.paragraph_of[i] == paragraph}
    dateline = passages.dateline_end(paragraph)
    draft.source = [i for i in draft.source if i >= dateline]
    draft.content = {i for i in draft.content if i >= dateline}
    outside = not passages.quoted(draft.head)
    for number in sorted({passages.quote_of[i] for i in draft.content} - {-1}):
        quote = passages.quotes[number]
        if outside and not any(quote.start <= i < quote.end for i in draft.source):
            draft.content.update(range(quote.start, quote.end))


def _attribution(passages: Passages, draft: AttributionCandidate) -> Attribution | None:
    doc = passages.doc
    cue = _unbroken(sorted(i for i in draft.cue if not doc[i].is_space), draft.head)
    content = _runs(passages, draft.content - {*cue, *draft.source})
    if not cue or not content:
        return None
    source_tokens = trimmed([doc[i] for i in sorted(set(draft.source) - set(cue))])
    source = doc[source_tokens[0].i : source_tokens[-1].i + 1] if source_tokens else None
    quoted = draft.quoted or all(passages.quoted(span.start) and passages.quoted(span.end - 1) for span in content)
    return Attribution(source=source, cue=doc[cue[0] : cue[-1] + 1], content=content, quoted=quoted)


def _unbroken(tokens: list[int], head: int) -> list[int]:
    """The unbroken run of tokens around the head, or the first one."""
    run: list[int] = []
    for token in tokens:
        if run and token != run[-1] + 1:
            if head in run:
                break
            run = []
        run.append(token)
    return run


def _runs(passages: Passages, tokens: Iterable[int]) -> "list[Span]":
    """Token numbers as spans: one for each unbroken run within a paragraph, without loose punctuation at its ends."""
    doc, paragraph_of = passages.doc, passages.paragraph_of
    runs: list[list[int]] = []
    for token in sorted(set(tokens)):
        if runs and token == runs[-1][-1] + 1 and paragraph_of[token] == paragraph_of[runs[-1][-1]]:
            runs[-1].append(token)
        else:
            runs.append([token])
    spans: list[Span] = []
    for run in runs:
        first, last = 0, len(run)
        while first < last and (doc[run[first]].is_space or doc[run[first]].text in _LOOSE):
            first += 1
        while last > first and (
            doc[run[last - 1]].is_space or (doc[run[last - 1]].text in _LOOSE and not passages.quoted(run[last - 1]))
        ):
            last -= 1
        if any(character.isalnum() for i in run[first:last] for character in doc[i].text):
            spans.append(doc[run[first] : run[last - 1] + 1])
    return spans
