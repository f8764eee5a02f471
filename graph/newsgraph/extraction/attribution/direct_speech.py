"""Quotations with the cue in or before their sentence: "…," X said, "…"; X said: "…"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.attribution.complements import frames_of
from newsgraph.extraction.attribution.indirect_speech import is_cue_verb
from newsgraph.extraction.attribution.sources import AttributionCandidate, cue_tokens, full_phrase, subtree, trimmed
from newsgraph.extraction.base.control import subject
from newsgraph.extraction.base.cues import Cues, load_cues
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.base.syntax import child, children, is_finite
from newsgraph.extraction.parse.passages import Passages
from newsgraph.extraction.parse.quotes import PAUSES, Quote, ends_a_clause

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

_LONGEST_SOURCE = 12  # words before a verb that can be its subject where the parse has none
_BEGINS_SPEAKER = {"PROPN", "DET", "PRON", "NOUN", "ADJ"}
_SHORT_QUOTE = 8  # tokens, marks included: what is shorter may be a title or a scare quote


def _speech_verbs(passages: Passages, start: int, stop: int, cues: Cues) -> "list[Token]":
    """Verbs that can introduce quotations, outside of quotation marks."""
    return [
        token
        for token in passages.doc[start:stop]
        if not passages.quoted(token.i)
        and is_cue_verb(token)
        and token.tag_ != "VB"
        and ("quote" in frames_of(token, cues) or _puts_it(token))
    ]


def _puts_it(verb: "Token") -> bool:
    """Whether a verb is "put it", as in "as she put it"."""
    return verb.lemma_ == "put" and verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].lower_ == "it"


def _finite_verbs(passages: Passages, start: int, stop: int) -> "list[Token]":
    return [
        token
        for token in passages.doc[start:stop]
        if not passages.quoted(token.i) and token.tag_ in {"VBD", "VBZ", "VBP"} and token.dep_ not in {"aux", "auxpass"}
    ]


def _words(passages: Passages, start: int, stop: int) -> "list[Token]":
    return trimmed(list(passages.doc[start:stop]))


def _source_after(passages: Passages, verb: "Token", stop: int) -> list[int]:
    """The speaker behind an inverted verb: "said Ines Varga, who leads the survey"."""
    doc = passages.doc
    heads = [c for c in verb.children if c.dep_ in {"nsubj", "dobj", "attr", "ccomp"} and verb.i < c.i < stop]
    first = verb.i + 1
    while first < stop and doc[first].is_space:
        first += 1
    end = first
    if heads and heads[0].left_edge.i <= first + 1:
        end = min(stop, heads[0].right_edge.i + 1)
    if end <= first:
        while end < stop and doc[end].text not in PAUSES:
            end += 1
    return [t.i for t in _words(passages, first, end)]


def _source_before(passages: Passages, verb: "Token", start: int) -> list[int]:
    """The speaker before the verb, from `start` on: "Oskar Fenn, a neighbour, recalled"."""
    cue = cue_tokens(verb)
    head = subject(verb)
    if head is not None and start <= head.i < verb.i:
        phrase = [i for i in full_phrase(head, without=cue) if start <= i < cue[0]]
        if phrase:
            return phrase
    return [t.i for t in _words(passages, start, cue[0])]


def _attribution_after(
    passages: Passages, quote: Quote, stop: int, cues: Cues, *, only_speech: bool = False
) -> "tuple[Token, list[int]] | None":
    """The cue and source of a quotation that begins a sentence, from behind it: "…," X said; "…," said X.

    A verb of no speech counts, too ("…," she smiled), but for `only_speech`.
    """
    doc = passages.doc
    start = quote.end
    while start < stop and (doc[start].is_space or doc[start].text in PAUSES - {'"', "“", ";", ":"}):
        start += 1
    if start >= stop or passages.quoted(start):
        return None
    verbs = _speech_verbs(passages, start, stop, cues)
    next_quote = next((q.start for q in passages.quotes_in(start, stop)), stop)
    verbs = [verb for verb in verbs if verb.i < next_quote]
    if not verbs and not only_speech:
        verbs = _finite_verbs(passages, start, next_quote)[:1]
    for verb in verbs:
        first = cue_tokens(verb)[0]
        if first == start or (first == start + 1 and doc[start].tag_ == "RB"):
            source = _source_after(passages, verb, next_quote)
            if source:
                return verb, source
        if verb.dep_ in {"relcl", "acl"} and verb.i != verbs[-1].i:
            continue
        if first > start:
            source = _source_before(passages, verb, start)
            if source:
                return verb, source
    return None


def _attribution_before(passages: Passages, quote: Quote, start: int, cues: Cues) -> "tuple[Token, list[int]] | None":
    """The cue and source of a quotation that ends a sentence, from before it: X said: "…"."""
    doc = passages.doc
    last = quote.start - 1
    while last >= start and doc[last].is_space:
        last -= 1
    if last < start:
        return None
    verbs = _speech_verbs(passages, start, last + 1, cues)
    mark = doc[last].text
    if mark in {":", ","} and verbs:
        verb = verbs[-1]
    elif (
        mark in {",", ":"}
        and last - 1 > start
        and doc[last - 1].lemma_ in cues.verbs["quote"]
        and not (mark == ":" and _finite_verbs(passages, start, last - 1))
    ):
        verb = doc[last - 1]  # a verb that was taken for a noun: "as X blogs, …"
    elif mark in {"—", "–"} and (told := _before_aside(passages, verbs, start, last)) and is_speech(passages, quote):
        verb = told[-1]
    elif mark == ":":
        finite = _finite_verbs(passages, start, last)
        if not finite:
            return None
        verb = finite[-1]
    elif verbs and (last in cue_tokens(verbs[-1]) or _runs_into(passages, verbs[-1], quote)):
        verb = verbs[-1]
    elif mark == "," and (acting := _acting_before(passages, quote, start)) is not None:
        verb = acting
    else:
        return None
    head = subject(verb)
    if head is None or passages.quoted(head.i) or not start <= head.i < quote.start:
        source = [t.i for t in _words(passages, start, cue_tokens(verb)[0])]
        if len(source) > _LONGEST_SOURCE:
            source = _phrase_before(passages, verb, start)
    else:
        source = full_phrase(head, without=cue_tokens(verb))
    source = _writer(verb, quote, cues) or source
    return verb, [i for i in source if i < quote.start]


def _acting_before(passages: Passages, quote: Quote, start: int) -> "Token | None":
    """What somebody does before a comma and a quoted sentence: "Lee also reacted, “We …”"."""
    opening = next((token for token in passages.doc[quote.start : quote.end] if token.is_alpha), None)
    if opening is None or not opening.text[0].isupper() or quote.end - quote.start < _SHORT_QUOTE:
        return None
    verbs = _finite_verbs(passages, start, quote.start - 1)
    acting = next((verb for verb in reversed(verbs) if child(verb, "nsubj") is not None), None)
    if acting is None or not is_speech(passages, quote):
        return None
    head = subject(acting)
    return acting if head is not None and is_one_person(head) else None


def is_one_person(head: "Token") -> bool:
    """Whether a noun is one person by name, pronoun or description: "Ann Lee", "she", "the minister"."""
    if child(head, "conj") is not None or head.tag_ in {"NNS", "NNPS"}:
        return False
    named = head.ent_type_ == "PERSON" or head.lower_ in {"he", "she"}
    return named or (head.tag_ == "NN" and head.lemma_.lower() in words("nominals", "person"))


def _before_aside(passages: Passages, verbs: "list[Token]", start: int, dash: int) -> "list[Token]":
    """The verbs before a dash, or before the aside between two: "Ann said — as all do — “We …”"."""
    doc = passages.doc
    opening = next((i for i in range(dash - 1, start, -1) if doc[i].text == doc[dash].text), dash)
    return [verb for verb in verbs if verb.i < opening]


def _writer(verb: "Token", quote: Quote, cues: Cues) -> list[int]:
    """Whose words somebody reads out: "read from Ann's diary" gives Ann; of a letter by nobody named, the letter."""
    reading = [one for one in (verb, *children(verb, "advcl")) if one.lemma_ in cues.reading_verbs]
    objects = [noun for one in reading for noun in children(one, "dobj")]
    objects += [noun for one in reading for to in children(one, "prep") for noun in children(to, "pobj")]
    document = next((one for one in objects if one.lemma_ in cues.documents and one.i < quote.start), None)
    if document is None:
        return []
    owner = child(document, "poss")
    authors = (
        noun for one in children(document, "prep", "agent") for noun in children(one, "pobj") if one.lower_ == "by"
    )
    author = owner if owner is not None else next(authors, None)
    return subtree(author) if author is not None else full_phrase(document)


def _phrase_before(passages: Passages, verb: "Token", start: int) -> list[int]:
    """The noun phrase right before a verb that has no subject in the parse: "…, the chair, Ann Lee, said"."""
    doc, end = passages.doc, cue_tokens(verb)[0]
    while end > start and doc[end - 1].text == ",":
        end -= 1
    chunks = [chunk for chunk in doc[start:end].noun_chunks if chunk.end == end]
    return list(range(chunks[-1].start, end)) if chunks and not passages.quoted(chunks[-1].start) else []


def _runs_into(passages: Passages, verb: "Token", quote: Quote) -> bool:
    """Whether only the verb's own phrases stand between it and a quoted sentence: writing in a blog post "I have …"."""
    doc = passages.doc
    opening = next((token for token in doc[quote.start : quote.end] if token.is_alpha), None)
    if opening is None or not opening.text[0].isupper() or quote.end - quote.start < _SHORT_QUOTE:
        return False
    relations = {"prep", "dative", "dobj"} if verb.lemma_ in load_cues().addressee else {"prep", "dative"}
    phrases = {t.i for one in verb.children if one.dep_ in relations for t in one.subtree}
    return all(i in phrases for i in range(verb.i + 1, quote.start))


def _with_colon(verb: "Token", quote: Quote, cues: Cues) -> list[int]:
    """The cue up to the colon where the verb alone is none ("put it differently:")."""
    cue = cue_tokens(verb)
    if cues.is_verb(verb.lemma_):
        return cue
    return list(range(cue[0], quote.start))


def quote_attributions(passages: Passages) -> Iterator[AttributionCandidate]:
    """Quotations with a cue in their sentence, or in the paragraph before where that ends in a colon or comma."""
    cues = load_cues()
    for start, stop in passages.sentences:
        quotes = passages.quotes_in(start, stop)
        draft = _sentence_draft(passages, quotes, start, stop, cues) if quotes else None
        if draft is None:
            draft = _announcement(passages, start, stop, cues)
        if draft is not None:
            yield draft


def _announcement(passages: Passages, start: int, stop: int, cues: Cues) -> AttributionCandidate | None:
    """A speech verb at the end of a paragraph, with a colon, whose words are the next paragraph."""
    doc = passages.doc
    paragraph = passages.paragraph_of[start]
    if passages.paragraphs[paragraph][1] != stop or paragraph + 1 >= len(passages.paragraphs):
        return None
    first, last = passages.paragraphs[paragraph + 1]
    mark = doc[stop - 1].text
    if mark not in {":", ","} or (mark == "," and not passages.quoted(first)):
        return None
    verbs = _speech_verbs(passages, start, stop, cues) or (_finite_verbs(passages, start, stop) if mark == ":" else [])
    if not verbs or not (passages.quoted(first) or "quote" in frames_of(verbs[-1], cues)):
        return None
    verb = verbs[-1]
    head = subject(verb)
    source = full_phrase(head, without=cue_tokens(verb)) if head is not None and start <= head.i < stop else []
    content = set(range(first, last))
    if passages.quoted(first):
        quote = passages.quotes[passages.quote_of[first]]
        content = set(range(quote.start, quote.end))
    return (
        AttributionCandidate(cue=cue_tokens(verb), source=source, content=content, quoted=True, head=verb.i)
        if source
        else None
    )


def _inverted_behind(passages: Passages, quote: Quote, stop: int, cues: Cues) -> AttributionCandidate | None:
    """A quoted clause with a verb and its speaker right behind it, whatever the parse: "“Thank you”, wrote Ann"."""
    doc = passages.doc
    verb = next((t for t in doc[quote.end : stop] if not t.is_space and t.text != ","), None)
    if verb is None or verb.i + 1 >= stop or not is_speech(passages, quote):
        return None
    if verb.lemma_ not in cues.verbs["quote"] or verb.tag_[:2] != "VB" or verb.tag_ == "VBG":
        return None
    if doc[verb.i + 1].pos_ not in _BEGINS_SPEAKER or passages.quoted(verb.i + 1):
        return None
    following = next((other for other in passages.quotes_in(verb.i, stop)), None)
    source = _source_after(passages, verb, following.start if following else stop)
    content = set(range(quote.start, quote.end))
    if (
        following is not None
        and source
        and source[-1] == following.start - 2
        and doc[following.start - 1].text in PAUSES
    ):
        content.update(range(following.start, following.end))
    return (
        AttributionCandidate(cue=[verb.i], source=source, content=content, quoted=True, head=verb.i) if source else None
    )


def _inverted_before(passages: Passages, quote: Quote, start: int, cues: Cues) -> "tuple[Token, list[int]] | None":
    """The cue and source of "Explained Ann Lee, “We …”": a verb, a speaker and a comma before a quotation."""
    doc = passages.doc
    words = [t for t in doc[start : quote.start] if not t.is_space]
    if len(words) < 3 or words[-1].text not in {",", ":"} or words[1].pos_ not in _BEGINS_SPEAKER:
        return None
    verb, source = words[0], trimmed(words[1:])
    finite = any(token.tag_ in {"VBD", "VBZ", "VBP"} and token.dep_ != "relcl" for token in source)
    if verb.lower_ not in cues.quoting_pasts or finite or len(source) > _LONGEST_SOURCE:
        return None
    return verb, [token.i for token in source]


def is_speech(passages: Passages, quote: Quote) -> bool:
    """Whether quoted words are a full clause, with a finite verb and its subject within the marks."""
    return any(
        token.dep_ in {"nsubj", "nsubjpass", "expl"}
        and is_finite(token.head)
        and quote.start < token.head.i < quote.end
        for token in passages.doc[quote.start : quote.end]
    )


def _sentence_draft(
    passages: Passages, quotes: list[Quote], start: int, stop: int, cues: Cues
) -> AttributionCandidate | None:
    doc = passages.doc
    first = start
    while first < stop and (doc[first].is_space or doc[first].lower_ in {"but", "and"}):
        first += 1
    if quotes[0].start == first:
        lead = quotes[0]
        # "X." "Y," he said: quotations side by side are one
        for quote in quotes[1:]:
            if all(t.is_space or t.is_punct for t in doc[lead.end : quote.start]):
                lead = quote
        whole = ends_a_clause(doc, lead) or not lead.closed
        if whole or is_speech(passages, lead):
            found = _attribution_after(passages, lead, stop, cues, only_speech=not whole)
            if found is not None:
                verb, source = found
                content = {i for quote in quotes if quote.end <= lead.end for i in range(quote.start, quote.end)}
                for quote in quotes:
                    if (quote.start > verb.i and doc[quote.start - 1].text in {",", ":", ";", "–", "—", "-", "--"}) or (
                        quote.start > verb.i and (quote.start - 1 == verb.i or quote.start - 1 in source)
                    ):
                        content.update(range(quote.start, quote.end))
                cue = [i for i in cue_tokens(verb) if i not in source]
                return AttributionCandidate(cue=cue, source=source, content=content, quoted=True, head=verb.i)
        return _inverted_behind(passages, lead, stop, cues)
    for number, quote in enumerate(quotes):
        inverted = _inverted_behind(passages, quote, stop, cues)
        if inverted is not None:
            return inverted
        before = _inverted_before(passages, quote, start, cues) or _attribution_before(passages, quote, start, cues)
        if before is not None:
            verb, source = before
            content = {i for later in quotes[number:] for i in range(later.start, later.end)}
            cue = [i for i in _with_colon(verb, quote, cues) if i not in source]
            return AttributionCandidate(cue=cue, source=source, content=content, quoted=True, head=verb.i)
    return None
