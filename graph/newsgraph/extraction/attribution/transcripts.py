"""Transcripts and interviews: paragraphs that begin with a speaker's name and a colon, questions and answers."""

from collections import Counter
from collections.abc import Iterator

from newsgraph.extraction.attribution.sources import AttributionCandidate
from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.parse.passages import Passages

_LONGEST_LABEL = 5
_FEWEST_QUESTIONS = 3  # paragraphs of an interview that end in a question mark
_LABEL_TAGS = {"NNP", "NNPS", "NN", "NNS", "CD", "POS", "DT"}


def transcript_attributions(passages: Passages) -> Iterator[AttributionCandidate]:
    """One attribution for each turn: the label, its colon, and what follows up to the next label.

    A label counts if a quotation follows it, if it stands in capitals, or if it comes back in the article. Only between
    two turns of a transcript does a paragraph without a label go on with the first.
    """
    labels: list[tuple[int, int, int]] = []
    for first, last in passages.paragraphs:
        colon = _label_end(passages, first, last)
        if colon is not None:
            labels.append((first, colon, last))
    doc = passages.doc
    texts = [doc[first:colon].text.casefold() for first, colon, _ in labels]
    turns = Counter(texts)
    starts = [first for first, _, _ in labels]
    for number, ((first, colon, last), text) in enumerate(zip(labels, texts, strict=True)):
        quoted = passages.quoted(colon + 1)
        capitals = doc[first:colon].text.isupper() and sum(map(str.isalpha, text)) > 1
        returns = turns[text] > 1 and len(turns) > 1
        unnamed = text in load_cues().turn_labels and len(labels) > 1
        if not (quoted or returns or unnamed or (capitals and len(texts) > 1)):
            continue
        goes_on = returns and number + 1 < len(starts)
        content = set(range(colon + 1, starts[number + 1] if goes_on else last))
        source = [] if unnamed else list(range(first, colon))
        yield AttributionCandidate(cue=[colon], source=source, content=content, quoted=True, head=colon)


def interview_attributions(passages: Passages) -> Iterator[AttributionCandidate]:
    """The turns of an interview whose labels have no colon: questions, by nobody named, and answers.

    An answer begins with a name that the article has told, or with its initials, or is one by an "I" or "we".
    """
    doc = passages.doc
    outside = [(first, last) for first, last in passages.paragraphs if not passages.quoted(first)]
    questions = [(first, last) for first, last in outside if doc[last - 1].text == "?"]
    if len(questions) < _FEWEST_QUESTIONS:
        return
    for first, last in outside:
        if first < questions[0][0]:
            continue
        speaker, begin = ([], first) if (first, last) in questions else _named_before(passages, first, last)
        if speaker or (first, last) in questions or speaks_for_itself(passages, first, last):
            mark = last - 1 if doc[last - 1].is_punct else first  # the cue is the mark that ends the turn
            content = set(range(begin, last)) - {mark}
            yield AttributionCandidate(cue=[mark], source=speaker, content=content, quoted=True, head=mark)


def _named_before(passages: Passages, first: int, last: int) -> tuple[list[int], int]:
    """Whose name or initials a turn begins with, and where its words begin: "Ann Lee I was …", "AL We were …"."""
    doc = passages.doc
    label = doc[first]
    if first + 2 >= last or not label.is_alpha:
        return [], first
    names = [
        (one.i, one.i + 1)
        for one in doc[: first - 1]
        if one.ent_type_ == "PERSON" and one.nbor().ent_type_ == "PERSON" and one.is_title and one.nbor().is_title
    ]
    for one, other in names:
        if (doc[one].text, doc[other].text) == (label.text, doc[first + 1].text) and doc[first + 2].text[0].isupper():
            return [first, first + 1], first + 2
        if label.text == doc[one].text[0] + doc[other].text[0] and doc[first + 1].text[0].isupper():
            return [one, other], first + 1
    return [], first


def speaks_for_itself(passages: Passages, first: int, last: int) -> bool:
    """Whether somebody speaks outside quotation marks as "I" or "we", or to a "you"."""
    persons = words("pronouns", "i") | words("pronouns", "we") | words("pronouns", "you")
    return any(token.lower_ in persons and not passages.quoted(token.i) for token in passages.doc[first:last])


def _label_end(passages: Passages, first: int, last: int) -> int | None:
    """The colon that ends a speaker's label at the beginning of a paragraph, if there is one with words behind it."""
    doc = passages.doc
    for colon in range(first + 1, min(first + _LONGEST_LABEL + 1, last - 1)):
        if doc[colon].text == ":":
            label = doc[first:colon]
            named = all(token.tag_ in _LABEL_TAGS or token.is_upper for token in label)
            return colon if named and label[0].text[0].isupper() else None
        if doc[colon].is_punct:
            return None
    return None
