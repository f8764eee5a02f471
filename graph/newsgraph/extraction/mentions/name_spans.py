"""Where proper names begin and end: what the parser found, mended by how English writes names."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.mentions.name_features import given_names
from newsgraph.extraction.mentions.span_repairs import months_as_surnames, repaired
from newsgraph.extraction.mentions.title_lines import in_title_lines

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Span, Token

_KEY = "newsgraph_name_candidates"
_NO_NAME = {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"}
_QUOTES = set("\"'“”‘’«»()[]{},.;:-–—/|#@*")
_DASHES = {"—", "–", "-", "--", "("}
_LONGEST_DATELINE, _LONGEST_WHOLE = 4, 9  # words
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}")


def find_candidates(doc: "Doc") -> "list[tuple[Span, str]]":
    """What may be a name, in the order of the text, none within another, each with spaCy's label or none ("").

    Found once for a doc and kept in its `user_data`.
    """
    if _KEY not in doc.user_data:
        doc.user_data[_KEY] = [(span.start, span.end, label) for span, label in _find(doc)]
    return [(doc[start:end], label) for start, end, label in doc.user_data[_KEY]]


def _find(doc: "Doc") -> "list[tuple[Span, str]]":
    titles = in_title_lines(doc)
    pieces = ((piece, label) for span, label in _raw(doc, titles) for piece in _pieces(span, label) if piece)
    found = _joined(doc, [(_possessor(piece, label), label) for piece, label in pieces])
    named = repaired(doc, [(_undescribed(span, label), label) for span, label in found])
    return _repeated(doc, list(_mended(doc, named, titles)))


def _joined(doc: "Doc", pieces: "list[tuple[Span, str]]") -> "list[tuple[Span, str]]":
    """The pieces in the order of the text, those put together that make one name."""
    joined: list[tuple[Span, str]] = []
    for span, label in sorted(pieces, key=lambda pair: pair[0].start):
        before, given = joined[-1] if joined else (None, "")
        if before is None or span.start >= before.end:
            if before is not None and (kind := _continues(before, given, span, label)) is not None:
                joined[-1] = (doc[before.start : span.end], kind)
            else:
                joined.append((span, label))
    return joined


def _raw(doc: "Doc", titles: set[int]) -> "Iterator[tuple[Span, str]]":
    """Datelines, spaCy's entities, bodies named by a common noun, and the runs of proper nouns left out."""
    taken: set[int] = set()
    for span, label in (*_datelines(doc), *_bodies(doc, titles), *months_as_surnames(doc), *_wholes(doc)):
        taken.update(range(span.start, span.end))
        yield span, label
    for entity in doc.ents:
        if entity.label_ in _NO_NAME:
            taken.update(range(entity.start, entity.end))
        elif taken.isdisjoint(range(entity.start, entity.end)):
            end = _syllable_end(entity)
            taken.update(range(entity.start, end))
            yield doc[entity.start : end], entity.label_
    start = None
    for token in doc:
        inside = token.pos_ == "PROPN" and token.i not in taken and token.text[:1].isalnum()
        if start is not None and (not inside or token.is_sent_start):
            yield doc[start : token.i], ""
            start = None
        if inside and start is None:
            start = token.i
    if start is not None:
        yield doc[start : len(doc)], ""


def _syllable_end(entity: "Span") -> int:
    """Where a name ends whose last syllable was taken for a preposition: "Moon Jae-in"."""
    doc, end = entity.doc, entity.end
    joined = end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and not doc[end - 1].whitespace_
    if entity.label_ == "PERSON" and joined and doc[end + 1].text in words("names", "syllables"):
        return end + 2
    return entity.end


def _wholes(doc: "Doc") -> "Iterator[tuple[Span, str]]":
    """Bodies whose name holds an "and" or a "the" that parts no names: "Islamic State of Iraq and the Levant"."""
    wholes = words("names", "wholes", separator=";")
    openings = {whole.split()[0] for whole in wholes}
    for token in doc:
        if token.lower_ in openings and token.text[0].isupper():
            ends = range(min(token.i + _LONGEST_WHOLE, len(doc)), token.i + 2, -1)
            span = next((doc[token.i : end] for end in ends if doc[token.i : end].text.lower() in wholes), None)
            if span is not None:
                yield span, "ORG"


def _datelines(doc: "Doc") -> "Iterator[tuple[Span, str]]":
    """The place in capitals that a report begins with: "TBILISI —", "MASON CITY, Iowa —"."""
    for token in doc:
        if not token.text.isupper() or (token.i and "\n" not in token.nbor(-1).text):
            continue
        end = token.i
        while end < len(doc) and doc[end].text.isupper() and doc[end].text.replace(".", "").isalpha():
            end += 1
        after = next((one.text for one in doc[end : end + _LONGEST_DATELINE] if one.text in _DASHES), None)
        plain = end < len(doc) and doc[end].text in _DASHES | {","}
        known = any(one.lower_ in words("names", "slugs") for one in doc[token.i : end])
        if after and plain and not known and len(doc[token.i : end].text) > 2 and end - token.i <= _LONGEST_DATELINE:
            yield doc[token.i : end], "GPE"


def _bodies(doc: "Doc", titles: set[int]) -> "Iterator[tuple[Span, str]]":
    """Bodies told from common nouns by a capital and an article ("the Treasury", "told The Courier"); "No 10"."""
    for token in doc:
        if token.lower_ in words("names", "bodies") and token.text.istitle() and token.i:
            article = token.nbor(-1).lower_ == "the"
            more = token.i + 1 < len(doc) and (token.nbor().text[:1].isupper() or token.nbor().lower_ == "of")
            if article and not more:
                yield doc[token.i : token.i + 1], "ORG"
        elif token.text == "The" and not token.is_sent_start and token.i + 1 < len(doc) and token.i not in titles:
            named = token.nbor()
            alone = token.i + 2 >= len(doc) or not (token.nbor(2).text[:1].isupper() or token.nbor(2).text == "(")
            if named.is_title and named.pos_ in {"NOUN", "PROPN"} and alone and token.nbor(-1).is_alpha:
                yield doc[named.i : named.i + 1], "ORG"
        elif token.text == "10" and token.i and token.nbor(-1).text in {"No", "No.", "Number"}:
            yield doc[token.i - 1 : token.i + 1], "ORG"


def _possessor(span: "Span", label: str) -> "Span":
    """A name with the noun that it owns, where the two are one name: "Murphy's Bar"."""
    doc = span.doc
    owns = span.end + 1 < len(doc) and doc[span.end].tag_ == "POS" and doc[span.end + 1].is_title
    if (
        owns
        and label not in {"GPE", "NORP", "LOC"}
        and doc[span.end + 1].lower_ in words("names", "heads", "possessed")
    ):
        return doc[span.start : span.end + 2]
    return span


def _pieces(span: "Span", label: str) -> "Iterator[Span | None]":
    """A candidate, cut where a line ends or a second article shows that another name begins."""
    doc, start = span.doc, span.start
    for token in doc[span.start + 1 : span.end]:
        new = token.lower_ in words("names", "cuts") and token.nbor(-1).pos_ not in {"ADP", "CCONJ", "PUNCT"}
        new = new or (token.lower_ == "et" and doc[token.i : token.i + 2].text.lower() == "et al")
        if new or (token.is_space and "\n" in token.text) or _parts_names(token, span, label):
            yield _trimmed(doc[start : token.i], label)
            start = token.i + 1
    yield _trimmed(doc[start : span.end], label)


def _parts_names(token: "Token", span: "Span", label: str) -> bool:
    """Whether a word or mark within a candidate stands between two names: "Deirdre, Wyatt & Zach", "NHC (Miami"."""
    if token.text == "(":
        return ")" not in {later.text for later in span.doc[token.i : span.end]}
    if token.lower_ == "and" and len(span) == 3 and label in {"GPE", "LOC"}:
        return span.text.lower() not in words("names", "joined_places", separator=";")
    if label != "PERSON" or token.i + 1 == span.end:
        return False
    return token.lower_ in {"and", "&"} or (
        token.text == "," and token.nbor().lower_ not in words("names", "generations")
    )


def _trimmed(span: "Span", label: str) -> "Span | None":
    """A name without the articles, titles, quotation marks and possessives around it; none if nothing is left."""
    doc, row, start, end = span.doc, span.doc.tokens, span.start, span.end
    openers = words("names", "openers")
    while start < end and (row[start].lower_ in openers or row[start].text[0] in _QUOTES or row[start].is_space):
        start += 1
    while start < end and (row[end - 1].tag_ == "POS" or row[end - 1].text[0] in _QUOTES or row[end - 1].is_space):
        end -= 1
    while start < end - 1 and row[start + 1].text[:1].isupper() and _is_title(row[start], label):
        start += 1
    while label == "PERSON" and start < end and _opens_no_person(row[start]):
        start += 1
    if end - start > 1 and row[start].is_sent_start and _reports(row[start]):
        start += 1
    if end - start > 2 and row[end - 1].is_lower and _is_known(doc[start : end - 2]):
        end -= 2  # "jailed by Associated Press of bank robberies"
    while start < end and (row[end - 1].lower_ in words("names", "captions") or _is_link(row[end - 1])):
        if end - start > 2 and row[end - 2].text == "-" and not row[end - 2].whitespace_:
            break  # "Moon Jae-in"
        end -= 1
    if not any(token.text[:1].isupper() or token.pos_ == "PROPN" for token in row[start:end]):
        return None
    if any(mark in token.text[1:-1] for token in row[start:end] for mark in "[]"):
        return None  # "[W]e" is a word that a quotation changes
    if _is_stance(doc, start):
        return None
    alone = end - start == 1
    if alone and (_is_title(row[start], "ORG") or (not label and _is_title(row[start], "PERSON"))):
        return None
    return doc[start:end]


def _reports(token: "Token") -> bool:
    """Whether a word is a verb of speech, not a part of the name behind it: "Remarked Ann Lee"."""
    return token.tag_ in {"VBD", "VBN", "VBZ"} and token.lemma_.lower() in words("names", "verbs", "person")


def _is_known(span: "Span") -> bool:
    return span.text.lower() in words("names", "known", "organization", separator=";")


def _opens_no_person(token: "Token") -> bool:
    """Whether a word in small letters cannot open the name of a person, as particles can."""
    return token.is_lower and token.is_alpha and token.text not in words("names", "particles")


def _undescribed(span: "Span", label: str) -> "Span":
    """A name without the word before it that describes its bearer: "Lead Ann Lee"."""
    described = len(span) > 1 and span[0].lower_ in words("names", "descriptors")
    if described and (span[1].lower_ in given_names() or (label == "PERSON" and len(span) > 2)):
        return span[1:]
    return span


def _is_title(token: "Token", label: str) -> bool:
    """Whether a word is put before the name of a person and is none of it; places keep theirs ("Prince George")."""
    if label in {"GPE", "LOC", "FAC"}:
        return False
    after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if token.lower_.rstrip(".") in words("names", "titles"):
        # Not in "Justice Department", "General Assembly".
        return after not in words("names", "heads", "organization") or not token.nbor().is_title
    if label != "PERSON" or token.lower_ in given_names():
        return False
    # Within a sentence a mere noun has no capital: "Hunter Biden" is a name.
    named = token.is_title and not token.is_sent_start and token.nbor(-1).is_alpha and token.nbor(-1).is_lower
    return not named and token.lower_ in words("nominals", "person")


def _is_stance(doc: "Doc", start: int) -> bool:
    """Whether a name only says what somebody is for or against: "pro-Beijing", "the anti-Trump camp"."""
    first = doc[start]
    if first.lower_ in words("names", "stances"):
        return start + 1 < len(doc) and doc[start + 1].text == "-"
    return start > 1 and doc[start - 1].text == "-" and doc[start - 2].lower_ in words("names", "stances")


def _is_link(token: "Token") -> bool:
    """Whether a word cannot end a name."""
    return (token.pos_ in {"CCONJ", "ADP"} and not token.text[:1].isupper()) or token.text in words(
        "names", "particles"
    )


def _continues(before: "Span", given: str, span: "Span", label: str) -> str | None:
    """The label of the name that two pieces make together; none if they are two names."""
    doc = before.doc
    between = doc[before.end : span.start]
    if len(between) and all(token.text in words("names", "particles") for token in between):
        return given or label if span[0].text[:1].isupper() else None
    if before.sent.start == span.sent.start and _is_one_body(before, between, span):
        return "ORG"
    if len(between) or before.sent.start != span.sent.start:
        return None
    if len(span) == 1 and before[-1].dep_ == "compound" and before[0].lower_ in given_names():
        return "PERSON"
    titled_person = given == "PERSON" and before.start > 0 and _is_title(before.doc[before.start - 1], given)
    split = not given or not label or (titled_person and len(span) == 1 and label == "GPE")
    titled = _is_title(before[-1], label)
    names = before[-1].pos_ == span[0].pos_ == "PROPN" and before[0].text[:1].isupper() and span[0].text[:1].isupper()
    if split and names and not titled and before[-1].dep_ == "compound" and before[-1].head in span:
        return given or label
    return None


def _is_one_body(before: "Span", between: "Span", span: "Span") -> bool:
    """Whether two names are that of one body: "House of Representatives", "CNN Philippines", a campus."""
    words_between = between.text.lower()
    if words_between in {"of", "of the"} and before[-1].lower_ in words("names", "bodies_of_places"):
        return before[-1].text[0].isupper() and span[0].text[0].isupper() and span.root.head == between[0]
    if words_between == "of":
        return before[-1].lower_ in words("names", "bodies_of") and before[-1].text[0].isupper()
    if not len(between):
        branch = before[-1].dep_ == "compound" and before[-1].head in span
        return branch and before.text.lower() in words("names", "with_branches", separator=";")
    of_state = before.text.lower() in words("names", "with_campuses", separator=";")
    return words_between == "," and of_state and span[0].text[0].isupper()


def _mended(doc: "Doc", found: "list[tuple[Span, str]]", titles: set[int]) -> "Iterator[tuple[Span, str]]":
    """The names, those in headlines cut down to what the body has as a name or leaves no doubt about."""
    if not titles:
        yield from found
        return
    body = {span.text for span, _ in found if span.start not in titles}
    opening = {longer[: at.start()] for longer in body for at in re.finditer(" ", longer)}
    common = {token.text for token in doc if token.i not in titles and token.is_lower}
    for span, label in found:
        if span.start not in titles or span.text in body:
            yield span, label
        else:
            yield from _cut(span, label, body, opening, common)


def _cut(span: "Span", label: str, body: set[str], opening: set[str], common: set[str]) -> "Iterator[tuple[Span, str]]":
    """A name of a headline: the longest parts that the body names; else without the common words at its ends."""
    doc = span.doc
    for size in range(len(span) - 1, 0, -1):
        for start in range(span.start, span.end - size + 1):
            part = doc[start : start + size]
            if part.text in body or (size > 1 and part.text in opening):
                yield part, label if size > 1 else ""
                return
    if _DOTTED.fullmatch(span[0].text):
        yield span[:1], "ORG"
        return
    start, end = span.start, span.end
    while start < end and doc[end - 1].lower_ in common:
        end -= 1
    while start < end and doc[start].lower_ in common:
        start += 1
    if start < end:
        yield doc[start:end], label


def _is_bracketed(span: "Span") -> bool:
    """Whether a name is an acronym in brackets, which stands for the name before: "the Coast Guard (USCG)"."""
    doc = span.doc
    within = span.start > 0 and span.end < len(doc) and doc[span.start - 1].text == "(" and doc[span.end].text == ")"
    return within and span.text.isupper()


def _repeated(doc: "Doc", found: "list[tuple[Span, str]]") -> "list[tuple[Span, str]]":
    """The names with those of their repetitions that the parser overlooked."""
    names: dict[str, list[str]] = {}
    for span, label in found:
        if len(span.text) > 2 and span.text[0].isupper() and (label or len(span) > 1 or _is_bracketed(span)):
            names.setdefault(span[0].text, []).append(span.text)
    common = {token.text for token in doc if token.is_lower}
    taken = {i for span, _ in found for i in range(span.start, span.end)}
    added = []
    for token in doc:
        if token.text not in names or token.i in taken or token.pos_ in {"AUX", "ADP", "DET", "PRON", "SCONJ", "CCONJ"}:
            continue
        if token.ent_type_ in _NO_NAME:
            continue
        for text in sorted(set(names[token.text]), key=lambda one: (-len(one), one)):
            part = doc.char_span(token.idx, token.idx + len(text))
            if part is not None and part.text == text and (len(part) > 1 or token.lower_ not in common):
                added.append((part, ""))
                taken.update(range(part.start, part.end))
                break
    return sorted([*found, *added], key=lambda pair: pair[0].start) if added else found
