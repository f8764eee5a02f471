"""Names that the parser ran together with other words, cut short or split: mended by how English writes names.

Offices behind a body's name ("Senate Majority Leader"), two names in one ("Center for X and Center for Y"), a nickname
in quotes within a name, the surname first ("Smith, John, 34"); and what has a capital for another reason.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.base.lexicon import words, words_of_any
from newsgraph.extraction.mentions.name_features import given_names
from newsgraph.extraction.parse.furniture import furniture_of

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Span, Token

_OPENING, _CLOSING = {'"', "“", "'", "‘", "«"}, {'"', "”", "'", "’", "»"}
_LONGEST_NICKNAME = 4  # tokens
_LONGEST_BODY = 4  # words of a known body's name
_SHORTEST_ACRONYM = 3
_LONGEST_AGE = 4  # characters, with the comma before
_CONTRACTION = re.compile(r"(?:i|you|we|they|he|she|it|that)[’'‘`´](?:m|s|re|ve|ll|d)", re.IGNORECASE)
_NOUNS = {"NN", "NNS"}


def repaired(doc: "Doc", found: "list[tuple[Span, str]]") -> "list[tuple[Span, str]]":
    """The names as they are written, in the order of the text, none within another."""
    texts = Counter(span.text for span, _ in found)
    surnames = {span[-1].text for span, label in found if label == "PERSON" and len(span) > 1}
    surnames -= {text for text in surnames if text.lower() in words("names", "generations")}
    pieces = [piece for span, label in found for piece in _cut(span, label, texts, surnames)]
    pieces = _with(pieces, _nicknamed(doc, pieces))
    pieces = _with(pieces, _inverted(doc))
    known = {token.text for span, _ in pieces if len(span) > 1 for token in span}
    return _without_bylines(doc, [pair for pair in pieces if not _is_none(*pair, known)])


def months_as_surnames(doc: "Doc") -> "Iterator[tuple[Span, str]]":
    """People whose surname was taken for a month: "Theresa May", and "May" where she acts or owns something."""
    surnames: set[str] = set()
    for token in doc[1:]:
        if token.ent_type_ != "DATE" or token.pos_ != "PROPN" or not token.is_title:
            continue
        before, after = token.nbor(-1), token.nbor() if token.i + 1 < len(doc) else None
        if after is not None and (after.like_num or after.text == ","):
            continue
        if before.is_title and before.lower_ in given_names() and before.pos_ == "PROPN":
            surnames.add(token.text)
            yield doc[before.i : token.i + 1], "PERSON"
        elif (
            token.text in surnames
            and before.pos_ != "NUM"
            and (token.dep_ in {"nsubj", "nsubjpass"} or (token.dep_ == "poss" and token.ent_iob_ == "B"))
        ):
            yield doc[token.i : token.i + 1], "PERSON"


def _with(found: "list[tuple[Span, str]]", names: "Iterator[tuple[Span, str]]") -> "list[tuple[Span, str]]":
    """The names with others that take the place of all that they overlap."""
    new = list(names)
    taken = {i for span, _ in new for i in range(span.start, span.end)}
    kept = [pair for pair in found if taken.isdisjoint(range(pair[0].start, pair[0].end))]
    return sorted([*kept, *new], key=lambda pair: pair[0].start)


def _cut(span: "Span", label: str, texts: "Counter[str]", surnames: set[str]) -> "Iterator[tuple[Span, str]]":
    """The names that a candidate is made of, without the offices around them."""
    if label == "PERSON":
        yield _without_office_before(span), label
        return
    if (person := _person_in_capitals(span)) is not None:
        yield person, "PERSON"
        return
    at = _second_name(span, texts, surnames)
    if at is not None:
        yield from _cut(span[: at[0]], label, texts, surnames)
        yield from _cut(span[at[1] :], label, texts, surnames)
        return
    size = _body_before_person(span, surnames)
    if size:
        yield span[:size], "ORG"
        yield span[size:], "PERSON"
        return
    if _opens_with_calling(span):
        yield span[1:], "PERSON"
        return
    if label == "GPE" and len(span) > 1 and _qualifies_office(span[-1]):
        span = span[:-1]
    rest = _without_office_behind(span)
    if rest is not None:
        yield rest, label


def _without_office_before(span: "Span") -> "Span":
    """A person's name without what their office is for or what they are by trade: "Information Moammar al-Eryani"."""
    doc, start = span.doc, span.start
    if len(span) > 2 and span[0].lower_ in words("names", "offices_of_several"):
        start += 1
    if start and doc[start - 1].lower_ in {"of", "for", "and", "&"}:
        while start < span.end - 1 and doc[start].lower_ in words("names", "portfolios") | {"and", "&"}:
            start += 1
    rest = doc[start : span.end]
    of = next((token.i for token in rest[2:] if doc[token.i : token.i + 2].text.lower() == "of the"), rest.end)
    rest = doc[rest.start : of]  # "Crystal Bearing of the Northern Arapaho"
    return rest[1:] if len(rest) > 1 and _opens_with_calling(rest) else rest


def _person_in_capitals(span: "Span") -> "Span | None":
    """The person in "FOREIGN MINISTER ADA MOLNAR", where no capital tells the name from the office."""
    if not span.text.isupper():
        return None
    offices = words_of_any("names", "offices", "titles")
    before = words_of_any("names", "offices", "titles", "office_qualifiers")
    start = next((at for at, token in enumerate(span) if token.lower_ not in before), 0)
    name = span[start:]
    if not start or span[start - 1].lower_ not in offices or len(name) < 2:
        return None
    return name if name[0].lower_ in given_names() and all(token.is_alpha for token in name) else None


def _opens_with_calling(span: "Span") -> bool:
    """Whether a name of three words or more opens with what somebody is, not with a name: "Ecologist Ryan Norris"."""
    heads = words_of_any("names", "heads.organization", "heads.place")
    if len(span) < 3 or span[0].lower_ in given_names() or span[1].lower_ not in given_names():
        return False
    if span[-1].lower_ in heads:
        return False
    person = span[0].lower_ in words("nominals", "person") or span[0].lower_.endswith(tuple(words("names", "callings")))
    return person and span[0].is_title and all(token.text[:1].isupper() for token in span)


def _second_name(span: "Span", texts: "Counter[str]", surnames: set[str]) -> "tuple[int, int] | None":
    """Where a first name ends and a second begins within a candidate, in tokens from its start."""
    for token in span[1:-1]:
        at = token.i - span.start
        left, right = span[:at], span[at + 1 :]
        elsewhere = texts[right.text] > 0 or (len(left) > 1 and texts[left.text] > 0)
        alone = len(left) == len(right) == 1
        if token.lower_ == "and" and not alone and (elsewhere or _two_bodies(left, right)):
            return at, at + 1
        if token.lower_ == "and" and alone and {left.text.lower(), right.text.lower()} <= words("names", "bodies"):
            return at, at + 1
        if token.text == "," and alone and {left.text, right.text} & (surnames | set(texts)):
            return at, at + 1
        known = left.text.lower() in words("names", "known", "organization", separator=";")
        if token.tag_ == "POS" and (texts[left.text] or known) and token.nbor().text[0].isupper():
            return at, at + 1
        if token.is_lower and token.pos_ == "NOUN" and left.text.lower() in words("names", "unions", separator=";"):
            return at, at + 1  # "EU law Electronic Commerce Directive"
        if token.pos_ == "ADP" and token.lower_ != "of" and right[0].text == "The" and len(right) > 1:
            return at, at + 2
    return None


def _two_bodies(left: "Span", right: "Span") -> bool:
    """Whether both sides of an "and" have a body's noun for their head: "Center for X and Center for Y"."""
    heads = words("names", "heads", "organization") | words("names", "bodies")
    governs = any(token.pos_ == "ADP" for token in left)
    if governs:
        return any(token.pos_ == "ADP" for token in right) and _head(right) in heads and _head(left) in heads
    return _head(left) in heads and _head(right) in heads and right[0].text[0].isupper()


def _head(span: "Span") -> str:
    """The noun that a name's "of" or "for" hangs from, or its last word."""
    first = next((token.i - span.start for token in span[1:] if token.pos_ == "ADP"), len(span))
    return str(span[first - 1].lower_)


def _body_before_person(span: "Span", surnames: set[str]) -> int:
    """How many words at the head of a candidate are a known body that a person follows: "told MSNBC Cummings was"."""
    known = words("names", "known", "organization", separator=";")
    acronym = span[0].text.isupper() and len(span[0].text) >= _SHORTEST_ACRONYM
    if len(span) in {2, 3} and acronym and span[-1].text in surnames and span[-1].text.istitle():
        return 1
    before = span.doc[span.start - 1].lower_ if span.start else ""
    for size in range(min(_LONGEST_BODY, len(span) - 2), 0, -1):
        rest = span[size:]
        body = _head(rest) in words("names", "heads", "organization")
        person = rest[0].is_title and rest[-1].is_title and not body
        if before in {"of", "for", "at"} and span[:size].text.lower() in known and person:
            return size
    return 0


def _without_office_behind(span: "Span") -> "Span | None":
    """A body's name without the office of one of its members: "Senate Majority Leader"; none if nothing is left."""
    end, offices = span.end, words("names", "offices")
    doc = span.doc
    while end > span.start + 1 and doc[end - 1].is_lower and doc[end - 1].text in words("names", "media_nouns"):
        end -= 1
    if not _is_office(doc[end - 1], offices) or end - span.start == 1:
        return doc[span.start : end]
    while end > span.start and _is_office(doc[end - 1], offices | words("names", "office_qualifiers")):
        end -= 1
    if end == span.start or doc[end - 1].pos_ in {"ADP", "CCONJ", "DET"} or doc[end - 1].is_punct:
        return span if end > span.start else None
    return doc[span.start : end]


def _qualifies_office(token: "Token") -> bool:
    """Whether a word belongs to the office behind it: the "District" of "United States District Judge"."""
    after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    return token.lower_ in words("names", "office_qualifiers") and after in words("names", "offices")


def _is_office(token: "Token", offices: frozenset[str]) -> bool:
    return bool(token.is_title and token.lower_ in offices and (not token.i or token.nbor(-1).pos_ != "ADP"))


def _nicknamed(doc: "Doc", found: "list[tuple[Span, str]]") -> "Iterator[tuple[Span, str]]":
    """Names with a nickname in quotes within: "Ruben “Tito” Salcedo"; and whatever is said to be a name, in quotes."""
    covering = {i: (span, label) for span, label in found for i in range(span.start, span.end)}
    for quote in doc[1:-1]:
        if quote.text not in _OPENING or quote.whitespace_ or not quote.nbor(-1).whitespace_:
            continue
        end = _closing(quote)
        if end is None:
            continue
        before, after = quote.nbor(-1), doc[end + 1] if end + 1 < len(doc) else None
        given, label = covering.get(before.i, (doc[before.i : before.i + 1], ""))
        person = label == "PERSON" or before.lower_ in given_names()
        if person and given.end == quote.i and after is not None and _goes_on(doc[end], after):
            last = covering[after.i][0].end if after.i in covering else after.i + 1
            yield doc[given.start : last], "PERSON"
        elif before.lower_ in words("names", "nicknames") and quote.nbor().is_title:
            yield doc[quote.i + 1 : end], "PERSON"


def _closing(quote: "Token") -> int | None:
    """Where the quotation mark stands that ends a few words; none if there is a mark between, or no end."""
    for token in quote.doc[quote.i + 1 : quote.i + _LONGEST_NICKNAME + 2]:
        if token.text in _CLOSING and token.i > quote.i + 1:
            return int(token.i) - (token.nbor(-1).is_punct and token.i > quote.i + 2)
        if token.is_space:
            return None
    return None


def _goes_on(closing: "Token", after: "Token") -> bool:
    return bool(closing.text in _CLOSING and closing.whitespace_ and after.is_title and after.pos_ == "PROPN")


def _inverted(doc: "Doc") -> "Iterator[tuple[Span, str]]":
    """Names with the surname first, in lists with ages: "Smith, John, 34, and Adams, Beth, 22"."""
    for comma in doc[1:-3]:
        surname, given = comma.nbor(-1), comma.nbor()
        if comma.text != "," or not surname.is_title or given.lower_ not in given_names() or not given.is_title:
            continue
        end = comma.i + 2
        while end < len(doc) and doc[end].is_upper and len(doc[end].text.rstrip(".")) == 1:
            end += 1
        behind = doc[end : end + 2].text.replace(" ", "")
        aged = behind[:1] == "," and behind[1:].isdigit() and len(behind) < _LONGEST_AGE
        before = surname.nbor(-1) if surname.i else None
        opens = before is None or surname.is_sent_start or before.is_space or before.pos_ in {"VERB", "ADP"}
        listed = before is not None and before.lower_ in {"and", ",", ";", ":"}
        if aged and (opens or listed) and surname.lower_ not in given_names():
            yield doc[surname.i : end], "PERSON"


def _is_none(span: "Span", label: str, known: set[str]) -> bool:
    """Whether what was taken for a name has no capital, or has it for another reason than being one."""
    if not any(letter.isupper() or letter.isdigit() for letter in span.text) or _CONTRACTION.fullmatch(span.text):
        return True
    small = span[-1].is_lower and span[-1].is_alpha and len(span) > 1 and span[-2].whitespace_
    if small and (label == "PERSON" or (len(span) == 2 and span[-1].pos_ == "PROPN" and not _is_common(span[-1]))):
        return True  # "Acropora millepora": no surname is written small
    first = span[0]
    opens = first.is_sent_start or (first.i > 0 and (first.nbor(-1).is_space or first.nbor(-1).is_punct))
    common = first.tag_ in _NOUNS and first.is_title and label not in {"GPE", "NORP", "LOC"}
    return len(span) == 1 and opens and common and first.text not in known


def _is_common(token: "Token") -> bool:
    """Whether a word is among the nouns for bodies and places: "Democratic party"."""
    kinds = ("person", "group", "organization", "place")
    heads = words_of_any("names", "heads.organization", "heads.place")
    return token.lower_ in heads or any(token.lemma_.lower() in words("nominals", kind) for kind in kinds)


def _without_bylines(doc: "Doc", found: "list[tuple[Span, str]]") -> "list[tuple[Span, str]]":
    """The names without those that only bylines have: who wrote the article is not who it is about."""
    lines = [one for one in furniture_of(doc) if doc[one.start].lower_ in words("names", "bylines")]
    within = {i for one in lines for i in one}
    told = {span.text for span, _ in found if span.start not in within}
    return [pair for pair in found if pair[0].start not in within or pair[0].text in told]
