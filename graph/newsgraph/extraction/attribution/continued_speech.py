"""Speech that goes on: participles of the same speaker ("…, adding that …"), quotations without a cue of their own."""

from typing import TYPE_CHECKING

from newsgraph.extraction.attribution.direct_speech import is_one_person, is_speech
from newsgraph.extraction.attribution.sources import AttributionCandidate, full_phrase
from newsgraph.extraction.base.control import subject
from newsgraph.extraction.base.cues import Cues, load_cues
from newsgraph.extraction.base.syntax import child, children, is_finite
from newsgraph.extraction.parse.furniture import furniture_tokens
from newsgraph.extraction.parse.passages import Passages
from newsgraph.extraction.parse.quotes import Quote

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Token

_DASHES = {"—", "–", "--", "―"}
_LONGEST_SIGNATURE = 20  # tokens
_SHORT_WORD = 3  # letters of words that are small in titles: "of", "the"


def release_participles(passages: Passages, drafts: list[AttributionCandidate]) -> None:
    """Give "…, adding that B" back to whoever said A, where the parser made it a part of A.

    A participle of speech behind a comma, or joined to another participle, belongs to the speaker of its sentence.
    """
    cues = load_cues()
    doc = passages.doc
    verbs = cues.verbs["quote"] | cues.verbs["clause"]
    for draft in drafts:
        head = doc[draft.head]
        if not _is_participle(head) or head.lemma_ not in verbs:
            continue
        own = any(child.dep_ in {"nsubj", "nsubjpass"} for child in head.children)
        start = min([*draft.cue, *draft.source] if own else draft.cue)
        while start > 0 and (doc[start - 1].pos_ == "ADV" or doc[start - 1].lower_ in {"with", "while"}):
            start -= 1
        border = doc[start - 1].text if start > 0 else ""
        hosts = [
            host
            for host in drafts
            if draft.head in host.content and host.head < draft.head and doc[host.head].lemma_ in verbs and host.source
        ]
        if border.lower() in {"and", "but"} and head.dep_ == "conj" and not _is_participle(head.head):
            hosts = [host for host in hosts if _is_participle(doc[host.head])]
        elif border != ",":
            continue
        if hosts:
            for host in hosts:
                host.content = {i for i in host.content if i < start - 1}
            if not own:
                draft.source = hosts[0].source


def _is_participle(verb: "Token") -> bool:
    """Whether a verb is a present or perfect participle: "adding", "having said"."""
    group = [verb, *(child for child in verb.children if child.dep_ == "aux")]
    return any(token.tag_ == "VBG" for token in group) and not is_finite(verb)


def add_quotations_without_cue(passages: Passages, drafts: list[AttributionCandidate]) -> None:
    """Add quoted sentences that have no cue of their own to the attribution that they follow.

    They follow one in the sentence before, in the same paragraph or the one above; a quotation that a paragraph leaves
    open goes on in the next.
    """
    cues = load_cues()
    doc = passages.doc
    spoken: dict[int, list[AttributionCandidate]] = {}
    covered: set[int] = set()
    for draft in drafts:
        spoken.setdefault(passages.sentence_of[draft.head], []).append(draft)
        if not passages.quoted(draft.head):
            covered |= draft.content
    current: AttributionCandidate | None = None
    for number, (start, stop) in enumerate(passages.sentences):
        quotes = passages.quotes_in(start, stop)
        words = [t.i for t in doc[start:stop] if not t.is_space and not t.is_punct]
        if not words:
            continue
        bare = [i for i in words if not passages.quoted(i) and doc[i].lower_ not in {"and", "but"}]
        own = [draft for draft in spoken.get(number, []) if not passages.quoted(draft.head)]
        if quotes and not bare and not own:
            if any(i in covered for i in words):
                current = next((d for d in drafts if words[0] in d.content and not passages.quoted(d.head)), current)
            elif current is not None:
                for quote in quotes:
                    current.content.update(range(quote.start, quote.end))
            elif (actor := _actor(passages, quotes[0], number, drafts)) is not None:
                drafts.append(actor)
                current = actor
                for quote in quotes:
                    current.content.update(set(range(quote.start, quote.end)) - {actor.head})
            continue
        if not quotes and not own and _is_of_speaker(passages, current, start, stop):
            continue
        current = _speaker(passages, own, cues)


def _actor(
    passages: Passages, quote: Quote, number: int, drafts: list[AttributionCandidate]
) -> AttributionCandidate | None:
    """Who says a quotation that stands by itself: the one person that the sentence before it is about.

    "McGurk criticised the decision on Twitter. “The statement shows …”"; it is not clear where the paragraph has quoted
    somebody before.
    """
    doc = passages.doc
    if number == 0 or not is_speech(passages, quote):
        return None
    start, stop = passages.sentences[number - 1]
    if passages.paragraph_of[start] != passages.paragraph_of[quote.start] or passages.quoted(start):
        return None
    paragraph = passages.paragraph_of[start]
    if any(one.quoted and passages.paragraph_of[one.head] == paragraph and one.head < start for one in drafts):
        return None
    verb = next((one for one in doc[start:stop] if one.dep_ == "ROOT" and is_finite(one)), None)
    head = subject(verb) if verb is not None and not passages.quoted(verb.i) else None
    if head is None or not start <= head.i < stop or not is_one_person(head):
        return None
    source = full_phrase(head, without=range(head.right_edge.i + 1, stop))
    return AttributionCandidate(cue=[quote.start], source=source, content=set(), quoted=True, head=quote.start)


def release_shifts(passages: Passages, drafts: list[AttributionCandidate]) -> None:
    """Take the article's own words out of a report in the past: "said he would not run, and Lee has decided to".

    What is reported in the past stands in a past tense; a clause with a subject of its own in the present that is
    joined to it is none of it.
    """
    doc = passages.doc
    for draft in drafts:
        verb = doc[draft.head]
        if draft.quoted or verb.tag_ != "VBD" or passages.quoted(draft.head):
            continue
        reported = [one for one in verb.children if one.dep_ == "ccomp" and one.i in draft.content and _is_past(one)]
        for clause in reported:
            for other in children(clause, "conj"):
                begin = other.left_edge.i
                joined = doc[begin - 1].lower_ in {"and", "but"} and child(other, "nsubj", "nsubjpass") is not None
                if joined and is_finite(other) and not _is_past(other):
                    draft.content = {i for i in draft.content if i < begin - 1}


def _is_past(verb: "Token") -> bool:
    """Whether the tense of a verb is past, or the future of the past."""
    finite = [one for one in (*children(verb, "aux", "auxpass"), verb) if one.tag_ in {"VBD", "VBZ", "VBP", "MD"}]
    return bool(finite) and (finite[0].tag_ == "VBD" or finite[0].lower_ in {"would", "could", "might", "should"})


def _is_of_speaker(passages: Passages, current: AttributionCandidate | None, start: int, stop: int) -> bool:
    """Whether a sentence between two quotations of one paragraph tells of the speaker: "She paused.", "Lee paused."."""
    doc = passages.doc
    if current is None or passages.paragraph_of[current.head] != passages.paragraph_of[start] or not current.source:
        return False
    subjects = [token for token in doc[start:stop] if token.dep_ in {"nsubj", "nsubjpass"}]
    names = {doc[i].text for i in current.source if doc[i].pos_ == "PROPN"}
    return bool(subjects) and all(one.lower_ in {"he", "she"} or one.text in names for one in subjects)


def claim_for_nobody(passages: Passages, drafts: list[AttributionCandidate]) -> None:
    """Add the quoted clauses that nobody is found to say: they are somebody's words, and not the article's own."""
    doc = passages.doc
    furniture = furniture_tokens(doc)
    claimed = [draft.content for draft in drafts if not passages.quoted(draft.head)]
    for quote in passages.quotes:
        words = {token.i for token in doc[quote.start + 1 : quote.end] if token.is_alpha}
        if quote.start in furniture or _is_title(doc, quote):
            continue
        if not is_speech(passages, quote) and not _is_predicate(doc, quote):
            continue
        if any(words <= content for content in claimed) or any(draft.head == quote.start for draft in drafts):
            continue
        signed = _signature(passages, quote)
        cue = signed[0] if signed else quote.start
        content = set(range(quote.start, quote.end)) - {cue}
        drafts.append(AttributionCandidate(cue=[cue], source=signed[1:], content=content, quoted=True, head=cue))


def _is_title(doc: "Doc", quote: Quote) -> bool:
    """Whether quoted words are written as titles are: "They Told Me Nothing"."""
    words = [token.text for token in doc[quote.start : quote.end] if token.is_alpha and len(token.text) > _SHORT_WORD]
    return all(word[0].isupper() for word in words)


def _is_predicate(doc: "Doc", quote: Quote) -> bool:
    """Whether quoted words are what is said of a subject outside: "Mayor ‘killed king’"."""
    inside = [token for token in doc[quote.start + 1 : quote.end] if token.is_alpha]
    return len(inside) > 1 and inside[0].tag_ in {"VBD", "VBZ", "VBP", "MD"}


def _signature(passages: Passages, quote: Quote) -> list[int]:
    """The dash and the name in the paragraph below a quotation that is one by itself: "—Ann Lee, a voter"."""
    doc, number = passages.doc, passages.paragraph_of[quote.start]
    if passages.paragraphs[number] != (quote.start, quote.end) or number + 1 >= len(passages.paragraphs):
        return []
    first, last = passages.paragraphs[number + 1]
    if doc[first].text not in _DASHES or doc[last - 1].text == "." or last - first > _LONGEST_SIGNATURE:
        return []
    end = next((i for i in range(first + 1, last) if doc[i].text in {",", "("}), last)
    return list(range(first, end)) if end > first + 1 else []


def _speaker(passages: Passages, drafts: list[AttributionCandidate], cues: Cues) -> AttributionCandidate | None:
    """The attribution of a sentence that quotations behind it can belong to."""
    direct = [draft for draft in drafts if draft.quoted]
    if direct:
        return direct[-1]
    doc = passages.doc
    verbs = cues.verbs["quote"]
    speech = [d for d in drafts if d.source and doc[d.head].lemma_ in verbs and doc[d.head].pos_ == "VERB"]
    outer = [d for d in speech if not any(d.head in other.content for other in speech)]
    return outer[-1] if outer else None
