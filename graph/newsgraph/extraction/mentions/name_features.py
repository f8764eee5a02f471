"""What speaks for a name's being that of a person, an organisation, a place: signs in it, around it, in the article."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from newsgraph.extraction.base.lexicon import words, words_of_any
from newsgraph.extraction.mentions.name_cues import NameCues, has_company_suffix

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Span, Token
    from newsgraph.extraction.gazetteer.gazetteer import Gazetteer

Signs = dict[str, float]
_PREPOSITIONS = {
    "in", "near", "at", "from", "to", "of", "by", "with", "against", "between", "for", "on", "across", "into",
}  # fmt: skip
_TOLD_APART = {
    "one word", "two words", "more words", "acronym", "digit", "given name first", "given name alone", "demonym",
    "head organization", "head place", "lower case", "plural",
}  # fmt: skip
_PERSON_RELATIVES = {"who", "whom", "whose"}


def signs_of(spans: "list[Span]", labels: list[str], gazetteer: "Gazetteer") -> dict[str, Signs]:
    """The signs for each name of an article, by its `key`: means over its occurrences, and what holds of the name."""
    occurrences: dict[str, list[Signs]] = defaultdict(list)
    first: dict[str, Span] = {}
    decisive: dict[str, set[str]] = defaultdict(set)
    cues = NameCues(spans[0].doc) if spans else None
    titles = _in_title_case(spans[0].doc) if spans else frozenset()
    for span, label in zip(spans, labels, strict=True):
        if cues is not None:
            decisive[key(span)].update(_decisive(span, cues))
        first.setdefault(key(span), span)
        occurrences[key(span)].append({f"label={label}": 1.0, **dict.fromkeys(_around(span, titles, gazetteer), 1.0)})
    signs = {name: _mean(found) for name, found in occurrences.items()}
    alone = {name for name in signs if " " not in name}
    for name, longer in _parts(occurrences):
        alone.discard(name)
        where = "ends" if longer.endswith(name) else "opens"
        for sign, value in signs[longer].items():
            if sign.startswith("label="):
                signs[name][f"{where} {sign}"] = max(value, signs[name].get(f"{where} {sign}", 0.0))
    for name, sign in _inherited(decisive, first):
        decisive[name].add(sign)
        alone.discard(name)
    abbreviated = {initials for span in first.values() if len(initials := _initials(span)) > 1}
    for name, span in first.items():
        if span.text.replace(".", "") in abbreviated and len(span) == 1:
            signs[name]["abbreviates"] = 1.0
        signs[name].update(dict.fromkeys(sorted(decisive[name]), 1.0))
        if name in alone and name not in given_names():
            signs[name]["alone, prominence"] = gazetteer.prominence(span.text)
        signs[name].update(_within(span, gazetteer))
        signs[name].update(_together(signs[name]))
    return signs


def _decisive(span: "Span", cues: NameCues) -> Iterator[str]:
    """Signs of which one occurrence is enough."""
    before = span.doc[span.start - 1].lower_.rstrip(".") if span.start else ""
    after = span.doc[span.end : span.end + 2]
    if before in words("names", "honorifics"):
        yield "once after honorific"
    if before == "the" and (key(span) in words("names", "bodies")):
        yield "body"
    if span.start and span.doc[span.start - 1].text == "The" and not span.doc[span.start - 1].is_sent_start:
        yield "after The in a sentence"
    if len(span) > 1 and span[0].lower_ in words("names", "known", "organization", separator=";"):
        yield "opens with a known body"
    if span.text.isupper() and len(after) and after[0].text in {"—", "–", "--"}:
        yield "dateline"
    if has_company_suffix(span):
        yield "company by suffix"
    elif cues.is_company(span):
        yield "company by context"
    if cues.is_team(span):
        yield "team"
    if any(child.dep_ == "relcl" and any(word.lower_ == "which" for word in child.children)
           for child in span.root.children):  # fmt: skip
        yield "which"
    if len(after) == 2 and after[0].tag_ == "POS" and after[1].tag_ in {"VBZ", "VBD", "MD"}:
        yield "possessive before verb"
    if any(token.text in words("names", "particles") for token in span[1:]):
        yield "particle"


def _inherited(decisive: dict[str, set[str]], first: "dict[str, Span]") -> Iterator[tuple[str, str]]:
    """What short forms have from the full names that they open, and full names from the surname that closes them."""
    for longer in list(first):
        parts = longer.split()
        for size in range(1, len(parts)):
            opening, closing = " ".join(parts[:size]), " ".join(parts[-size:])
            if opening in first and "company by suffix" in decisive[longer]:
                yield opening, "company by suffix"
            if closing in first and size == 1 and "once after honorific" in decisive[closing] and len(parts) < 4:
                yield longer, "surname after honorific"
            if size == 1 and "team" in decisive[longer] and closing in first:
                yield closing, "team"


def key(span: "Span") -> str:
    """A name as it is compared within an article."""
    known, at = span.doc.known, (key, span.start, span.end)
    if at not in known:
        known[at] = " ".join([token.lower_ for token in span])
    name: str = known[at]
    return name


@cache
def given_names() -> frozenset[str]:
    """Given names, lower case."""
    return words_of_any("given_names", "male", "female")


def _initials(span: "Span") -> str:
    """The letters that a name of several words is abbreviated to; none for one word."""
    return "".join(token.text[0] for token in span if token.text[0].isupper()) if len(span) > 1 else ""


def _mean(found: list[Signs]) -> Signs:
    total: Signs = defaultdict(float)
    for signs in found:
        for sign, value in signs.items():
            total[sign] += value / len(found)
    return dict(total)


def _together(signs: Signs) -> Signs:
    """What the parser says, told apart by what else is known of the name."""
    labels = [(sign, value) for sign, value in signs.items() if sign.startswith("label=")]
    others = [sign for sign in signs if sign in _TOLD_APART or sign.startswith("gazetteer ")]
    return {f"{label} & {other}": value for label, value in labels for other in others}


def _parts(names: dict[str, list[Signs]]) -> Iterator[tuple[str, str]]:
    """The single words that also open or close a longer name of up to three words, with that name."""
    for longer in names:
        parts = longer.split()
        if 2 <= len(parts) <= 3:
            for part in (parts[0], parts[-1]):
                if part in names and part not in _PREPOSITIONS:
                    yield part, longer


def _within(span: "Span", gazetteer: "Gazetteer") -> Iterator[tuple[str, float]]:
    """Signs in the name itself."""
    last, opening = span[-1].lower_, span[0].lower_
    head = next((span[token.i - span.start - 1].lower_ for token in span[1:] if token.lower_ == "of"), last)
    name = key(span).replace(" - ", "-")
    undotted = name.replace(".", "") if span.text.isupper() and "." in name else name
    size = "one word" if len(span) == 1 else "two words" if len(span) == 2 else "more words"
    yield size, 1.0
    for kind in ("organization", "nothing"):
        if name in words("names", "known", kind, separator=";") or undotted in words(
            "names", "known", kind, separator=";"
        ):
            yield f"known {kind}", 1.0
    if len(span) > 1 or span[0].pos_ == "NOUN":
        for kind in ("organization", "place", "group", "nothing"):
            if head in words("names", "heads", kind):
                yield f"head {kind}", 1.0
        if len(span) > 1 and opening in words("names", "heads", "nothing"):
            yield "opens as a deed", 1.0
        if opening in words("names", "heads", "place_openers"):
            yield "opens as a place", 1.0
        for kind in ("person", "organization", "place"):
            if span[-1].lemma_.lower() in words("nominals", kind):
                yield f"last word {kind}", 1.0
    if opening in given_names():
        yield "given name alone" if len(span) == 1 else "given name first", 1.0
    letters = span.text.replace(".", "").replace("-", "")
    if letters.isupper() and 1 < len(letters) < 7:
        yield "acronym", 1.0
    if len(span) > 1 and span[0].is_upper and 1 < len(span[0].text) < 6 and not letters.isupper():
        yield "opens with an acronym", 1.0
    if not any(unicodedata.name(character, "").startswith("LATIN") for character in letters):
        yield "other script", 1.0
    if any(character.isdigit() for character in span.text):
        yield "digit", 1.0
    if last.endswith("s") and not last.endswith(("ss", "us", "is")):
        yield "plural", 1.0
    if not span.text[:1].isupper():
        yield "lower case", 1.0
    if len(span) > 1 and any(token.lower_ in {"of", "and", "&", "for"} for token in span):
        yield "linked words", 1.0
    if "'" in span.text or "’" in span.text:
        yield "apostrophe", 1.0
    if "." in span.text[1:-1] and len(span) == 1 and not letters.isupper():
        yield "address", 1.0
    places = gazetteer.lookup(span.text)
    if places:
        yield f"gazetteer {places[0].kind}", 1.0
        yield f"prominence, {size}", gazetteer.prominence(span.text)
    else:
        yield f"not in gazetteer, {size}", 1.0
    if gazetteer.demonym(span.text):
        yield "demonym", 1.0


def _in_title_case(doc: "Doc") -> frozenset[int]:
    """Where the sentences begin that have capitals all over."""
    counts = ((one, sum(token.is_title or token.is_upper for token in one)) for one in doc.sents)
    return frozenset(one.start for one, count in counts if count > 0.7 * len(one))


def _around(span: "Span", titles: frozenset[int], gazetteer: "Gazetteer") -> Iterator[str]:
    """Signs where the name stands."""
    doc, root = span.doc, span.root
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    yield f"tag {root.tag_}"
    if root.ent_type_ == "NORP" and root.tag_ in {"NNP", "NNPS"} and root.dep_ not in {"compound", "amod", "nmod"}:
        yield "people"
    if before is not None and before.sent == root.sent:
        yield from _before(before)
    if after is not None and after.sent == root.sent:
        yield from _after(after, root, gazetteer)
    if root.head.i < span.start or root.head.i >= span.end:
        yield from _governor(root)
    if any(child.dep_ == "relcl" and any(word.lower_ in _PERSON_RELATIVES for word in child.children)
           for child in root.children):  # fmt: skip
        yield "who"
    for child in root.children:
        if child.dep_ == "appos" and child.i >= span.end:
            yield from (f"is a {kind}" for kind in _kinds(child))
    if root.sent.start in titles:
        yield "title case"


def _before(token: "Token") -> Iterator[str]:
    word = token.lower_.rstrip(".")
    if word in words("names", "honorifics"):
        yield "after honorific"
    elif word in words("names", "titles"):
        yield "after title"
    elif token.pos_ == "NOUN":
        yield from (f"after {kind}" for kind in _kinds(token))
    if word in {"the", "a", "an"}:
        yield f"after {word}"
    if token.text in {'"', "“", "‘", "'", "("}:
        yield "after quotation mark"


def _after(token: "Token", root: "Token", gazetteer: "Gazetteer") -> Iterator[str]:
    doc = token.doc
    if token.lower_ in words("names", "titles_of_places", "nouns"):
        yield "before region"
    elif token.pos_ == "NOUN" and root.head == token:
        yield from (f"before {kind}" for kind in _kinds(token))
    if token.tag_ == "POS":
        yield "possessive"
    if token.text == "," and token.i + 1 < len(doc):
        following = doc[token.i + 1]
        if following.like_num:
            aged = following.text.isdigit() and following.i + 1 < len(doc) and following.nbor(1).text in {",", "."}
            yield "before age" if aged and 9 < int(following.text) < 100 else "before number"
        elif following.pos_ == "PROPN" and gazetteer.prominence(following.text) > 0.7:
            yield "before a place"
    if token.text in {'"', "”", "’"}:
        yield "before quotation mark"
    if token.like_num or (token.text == "(" and token.i + 1 < len(doc) and doc[token.i + 1].like_num):
        yield "before number"


def _governor(root: "Token") -> Iterator[str]:
    """Signs in what the name depends on."""
    head = root.head
    if root.dep_ == "pobj" and head.lower_ in _PREPOSITIONS:
        yield f"{head.lower_} it"
        if head.lower_ == "of":
            if head.head.lemma_.lower() in words("names", "titles_of_places", "settlements"):
                yield "town of it"
            yield from (f"of it, {kind}" for kind in _kinds(head.head))
            yield f"of it, label={head.head.ent_type_}"
            if head.head.ent_type_ == "PERSON" and root.is_upper:
                yield "person of an acronym"
    elif root.dep_ in {"nsubj", "nsubjpass"}:
        person = head.lemma_ in words("names", "verbs", "person")
        yield "subject of speech" if person else f"other {root.dep_}"
    elif root.dep_ == "appos":
        yield from (f"is a {kind}" for kind in _kinds(head))
        yield f"apposed to label={head.ent_type_}"
    elif root.dep_ == "conj":
        yield f"and label={head.ent_type_}"
    elif root.dep_ == "poss" and head.ent_type_ == "PERSON":
        yield "owns label=PERSON"
    elif root.dep_ == "dobj" and head.lemma_ in words("names", "verbs", "place"):
        yield "object of movement"
    elif root.dep_ in {"compound", "dobj", "poss", "nmod", "ROOT"}:
        yield root.dep_


def _kinds(noun: "Token") -> Iterator[str]:
    """The lists of common nouns that a noun is in."""
    for kind in ("person", "group", "organization", "place"):
        if noun.lemma_.lower() in words("nominals", kind):
            yield kind
