"""Place names that were missed: within other names, taken for people or organisations, or taken for nothing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.layers import Mention
from newsgraph.extraction.lexicon import words as lexicon
from newsgraph.extraction.place_clues import kind_of_word, words
from newsgraph.extraction.place_names import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from newsgraph.extraction.gazetteer import Gazetteer, Place

_LONGEST = 5  # tokens of a name
_ARTICLES = frozenset({"al", "ar", "as", "ad", "an", "at", "az", "ash", "el"})
# How much must speak for a place where another layer says nothing, or something else.
_ENOUGH = {None: 1.3, "organization": 1.3, "group": 1.3, "person": 1.5}
_LARGE, _MIDDLING, _SMALL = 1_000_000, 100_000, 15_000


def find_toponyms(doc: "Doc", mentions: list[Mention], gazetteer: "Gazetteer") -> list[Mention]:
    """Names of places that `mentions` lacks; mentions that were taken for another thing than a place are put right."""
    named: dict[int, Mention] = {}
    for mention in mentions:
        if mention.form in ("name", "demonym"):
            for token in mention.span:
                if token.i not in named or len(mention.span) > len(named[token.i].span):
                    named[token.i] = mention
    spans = list(_matches(doc, gazetteer))
    known = {fold(mention.span.text) for mention in mentions if mention.form == "name" and mention.type == "place"}
    countries = _countries(mentions, gazetteer)
    surnames = {mention.span[-1].text for mention in mentions if mention.type == "person" and len(mention.span) > 1}
    added: list[Mention] = []
    for _ in range(2):  # one place found speaks for those listed with it
        for span in spans:
            there = list(dict.fromkeys(named[token.i] for token in span if token.i in named))
            evidence = _evidence(span, gazetteer, named, known, surnames, countries)
            settled = _settle(span, there, evidence, gazetteer)
            if settled is not None:
                known.add(fold(span.text))
                if settled not in there:
                    added.append(settled)
                for token in span:
                    named.setdefault(token.i, settled)
        spans = [span for span in spans if not any(mention.span.start == span.start for mention in added)]
    return sorted(added, key=lambda mention: mention.span.start)


def _settle(span: "Span", there: list[Mention], evidence: float, gazetteer: "Gazetteer") -> Mention | None:
    """The mention that a span is, made or put right, if enough speaks for it."""
    if not there:
        return Mention(span, span.root, "name", "place") if evidence >= _ENOUGH[None] else None
    wider = next((one for one in there if len(one.span) > len(span)), None)
    if wider is not None:
        nested = wider.type != "person" and _stands_for_itself(span, wider.span, evidence, gazetteer)
        return Mention(span, span.root, "name", "place") if nested else None
    first = there[0]
    if first.type == "place" and first.span.text == span.text:
        return None
    if first.type != "place" and evidence < _ENOUGH[first.type]:
        return None
    if first.form == "demonym" and len(span) == 1:
        return None
    first.span, first.head, first.type, first.form = span, span.root, "place", "name"
    return first


def _matches(doc: "Doc", gazetteer: "Gazetteer") -> Iterator["Span"]:
    """The longest names of the gazetteer in the text, none overlapping another."""
    index = 0
    while index < len(doc):
        span = _match_at(doc, index, gazetteer) if _may_open(doc[index]) else None
        if span is not None:
            yield span
        index = span.end if span is not None else index + 1


def _may_open(token: "Token") -> bool:
    if token.text[:1].isupper():
        follower = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        return token.lower_ not in words()["toponyms"]["never"] or (
            follower is not None and follower.text[:1].isupper()
        )
    return token.text in _ARTICLES and not token.whitespace_


def _match_at(doc: "Doc", start: int, gazetteer: "Gazetteer") -> "Span | None":
    toponyms = words()["toponyms"]
    for end in range(min(start + _LONGEST, len(doc), doc[start].sent.end), start, -1):
        span, last = doc[start:end], doc[end - 1]
        if not last.text[:1].isupper() or (len(span) == 1 and last.lower_ in toponyms["never"]):
            continue
        cut = (
            last.lower_ in toponyms["civic"] and end < len(doc) and doc[end].text[:1].isupper()
        )  # "Cambridge City Council"
        if not cut and gazetteer.lookup(span.text) and _whole(span):
            return span
    return None


def _whole(span: "Span") -> bool:
    """Whether a name isn't cut out of a hyphenated one."""
    doc = span.doc
    if span.end + 1 < len(doc) and doc[span.end].text in "-–" and not doc[span.end - 1].whitespace_:
        return bool(doc[span.end].whitespace_) or not doc[span.end + 1].text[:1].isupper()
    return True


def _evidence(
    span: "Span",
    gazetteer: "Gazetteer",
    named: dict[int, Mention],
    known: set[str],
    surnames: set[str],
    countries: set[str | None],
) -> float:
    """How much speaks for a place."""
    toponyms = words()["toponyms"]
    doc, places = span.doc, gazetteer.lookup(span.text)
    before = doc[span.start - 1] if span.start > span.sent.start else None
    after = doc[span.end] if span.end < span.sent.end else None
    score = _fame(places[0])
    if before is not None:
        score += (
            1.0 if before.lower_ in toponyms["locative"] else 0.5 if before.lower_ in toponyms["directional"] else 0.0
        )
    if span.root.dep_ == "dobj" and span.root.head.lemma_ in toponyms["verbs"]:
        score += 0.7
    if fold(span.text) in known:
        score += 0.8
    if places[0].country in countries:
        score += 0.8
    if _listed_with_place(span, named):
        score += 1.0
    if span.text.isupper() and len(span.text) > 3 and before is None and after is not None and after.text in ",—–-(:":
        score += 1.5
    given = lexicon("given_names", "male") | lexicon("given_names", "female")
    if span[0].lower_ in given:
        score -= 1.0
    if span.text in surnames:
        score -= 2.0
    if after is not None and after.text.islower() and kind_of_word(after.text) is not None:
        score += 1.0
    if before is not None and before.lower_ == "the" and any(place.kind in ("water", "area") for place in places):
        score += 0.7
    for neighbour in (before, after):
        if neighbour is not None and neighbour.pos_ == "PROPN" and neighbour.text[:1].isupper():
            whole = named.get(neighbour.i)
            score -= 1.0 if whole is None or whole is not named.get(span.start) else 0.0
    if len(span) == 1 and before is None and span[0].pos_ != "PROPN":
        score -= 1.5
    return score


def _countries(mentions: list[Mention], gazetteer: "Gazetteer") -> set[str | None]:
    """The countries that an article names, or whose well-known cities it names."""
    countries: set[str | None] = set()
    for mention in mentions:
        if mention.form == "demonym" and (people := gazetteer.demonym(mention.span.text)) is not None:
            countries.add(people.country)
        elif mention.form == "name" and mention.type == "place":
            countries.update(place.country for place in gazetteer.lookup(mention.span.text)[:1])
    return countries - {None}


def _fame(place: "Place") -> float:
    if place.kind in ("country", "continent"):
        return 1.3
    if place.kind in ("water", "area", "region", "county"):
        return 0.8 if " " in place.name else 0.4
    if place.prominence < 1000:
        return -0.3
    size = place.population
    return 0.9 if size >= _LARGE else 0.5 if size >= _MIDDLING else 0.2 if size >= _SMALL else 0.0


def _listed_with_place(span: "Span", named: dict[int, Mention]) -> bool:
    """Whether a name stands in a list with a place: "Linfen and Taiyuan"."""
    doc = span.doc
    for step, edge in ((-1, span.start - 1), (1, span.end)):
        index, joined = edge, False
        while 0 <= index < len(doc) and (doc[index].text == "," or doc[index].lower_ in ("and", "or")):
            joined, index = True, index + step
        mention = named.get(index) if joined else None
        if mention is not None and mention.type == "place" and mention.form == "name":
            return True
    return False


def _stands_for_itself(span: "Span", whole: "Span", evidence: float, gazetteer: "Gazetteer") -> bool:
    """Whether a name within a longer one is the place's: "Cambridge City Council", "University of Oxford"."""
    after = span.doc[span.end] if span.end < whole.end else None
    before = span.doc[span.start - 1] if span.start > whole.start else None
    if gazetteer.lookup(whole.text):
        return False
    if before is not None:
        return before.lower_ in ("of", "in", "at", "for") and evidence >= 0.9
    civic = after is not None and after.lower_ in words()["toponyms"]["civic"]
    return after is not None and evidence >= (0.0 if civic else 0.9)
