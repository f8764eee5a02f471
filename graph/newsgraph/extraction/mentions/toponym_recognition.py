"""Place names that were missed: within other names, taken for people or organisations, or taken for nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Mention
from newsgraph.extraction.base.event_lexicon import event_lexicon
from newsgraph.extraction.base.lexicon import words, words_of_any
from newsgraph.extraction.gazetteer.context_features import is_common, kind_of_word, place_words
from newsgraph.extraction.mentions.name_features import given_names
from newsgraph.extraction.mentions.name_nouns import things_told
from newsgraph.extraction.mentions.name_spans import find_candidates
from newsgraph.extraction.mentions.nested_places import may_stand_within
from newsgraph.normalisation import fold_place

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Span, Token
    from newsgraph.extraction.gazetteer.gazetteer import Gazetteer, Place

_LONGEST = 5  # tokens of a name
_ARTICLES = frozenset({"al", "ar", "as", "ad", "an", "at", "az", "ash", "el"})
# How much must speak for a place where another layer says nothing, or something else.
_ENOUGH = {None: 1.3, "organization": 1.3, "group": 1.3, "person": 1.5}
_SURE, _NESTED = 1.3, 1.2  # ... and within a longer name
_LARGE, _MIDDLING, _SMALL = 1_000_000, 100_000, 15_000


@dataclass(slots=True)
class _Article:
    """What is known of an article's names."""

    gazetteer: "Gazetteer"
    named: dict[int, Mention]  # by token; the longest
    known: set[str]  # folded names of places
    countries: set[str]  # that it names, or whose well-known cities it names
    surnames: set[str]

    def places(self, name: str) -> "list[Place]":
        """The places of that name; failing these, of one that it may transliterate, in the article's countries."""
        return self.gazetteer.lookup(name) or [
            place for place in self.gazetteer.similar(name) if place.country in self.countries
        ]


def find_toponyms(doc: "Doc", mentions: Iterable[Mention], gazetteer: "Gazetteer") -> list[Mention]:
    """The mentions, with names of places that they lacked; what was taken for another thing is put right."""
    mentions = [one.copied() for one in mentions]
    _mend_demonyms(mentions, gazetteer)
    _demote(mentions)
    article = _known(mentions, gazetteer)
    things = {token.i for span in things_told([span for span, _ in find_candidates(doc)]) for token in span}
    found = (*_matches(doc, gazetteer), *_transliterated(doc, article))
    branches = {
        one.span.end
        for one in mentions
        if one.type == "organization" and one.span[0].text.lower() in words("names", "with_branches", separator=";")
    }
    spans = [span for span in found if things.isdisjoint(range(span.start, span.end)) and span.end not in branches]
    there_already = {
        (mention.span.start, mention.span.end) for mention in mentions if mention.form in ("name", "demonym")
    }
    added: list[Mention] = []
    for _ in range(2):  # one place found speaks for those listed with it
        for span in spans:
            there = list(dict.fromkeys(article.named[token.i] for token in span if token.i in article.named))
            settled = _settle(span, there, article)
            if settled is not None and (settled in there or (span.start, span.end) not in there_already):
                article.known.add(fold_place(span.text))
                if settled not in there:
                    added.append(settled)
                for token in span:
                    article.named.setdefault(token.i, settled)
        taken = {mention.span.start for mention in added}
        spans = [span for span in spans if span.start not in taken]
    everything = [*mentions, *sorted(added, key=lambda mention: mention.span.start)]
    _agree(everything)
    return _without_parts(everything)


def _agree(mentions: list[Mention]) -> None:
    """A name that was taken for a body here and for a place there is what it was taken for more often."""
    types: dict[str, Counter[str]] = defaultdict(Counter)
    mixed = [one for one in mentions if one.form == "name" and one.type in {"place", "organization"}]
    for mention in mixed:
        types[mention.span.text][mention.type] += 1
    for mention in mixed:
        counts = types[mention.span.text]
        if counts["place"] and counts["organization"]:
            mention.type = "organization" if counts["organization"] > counts["place"] else "place"


def _without_parts(mentions: list[Mention]) -> list[Mention]:
    """The mentions without demonyms that are only part of a name: "Scottish National Party", "European Union"."""
    names = [one.span for one in mentions if one.form == "name" and len(one.span) > 1]
    within = {token.i for span in names for token in span}
    return [one for one in mentions if one.form != "demonym" or one.head.i not in within]


def _demote(mentions: list[Mention]) -> None:
    """Places that are people: "Paris" before "Hilton", and a bare surname that doesn't stand where places do."""
    people = {
        mention.span.start: mention for mention in mentions if mention.type == "person" and mention.form == "name"
    }
    surnames = {mention.span[-1].text for mention in people.values() if len(mention.span) > 1}
    single = [one for one in mentions if one.type == "place" and one.form == "name" and len(one.span) == 1]
    places = {mention.span.text for mention in single if _stands_like_a_place(mention.span)}
    for mention in single:
        doc = mention.span.doc
        following = people.get(mention.span.end)
        split = following is not None and len(following.span) == 1 and mention.span[0].whitespace_ == " "
        if following is None and _has_surname(mention.span):
            mention.span, split = doc[mention.span.start : mention.span.end + 1], True
            mention.head = mention.span.root
        relative = mention.span.start > 0 and doc[mention.span.start - 1].lower_ in place_words()["toponyms"]["kin"]
        if split or relative or (mention.span.text in surnames and mention.span.text not in places):
            mention.type = "person"


def _has_surname(span: "Span") -> bool:
    """Whether a place name is the first half of a person's: "the farmer, Denver Bloom" (not "the Denver Broncos")."""
    doc, after = span.doc, span.end
    if after >= len(doc) or not doc[after].text.istitle() or doc[after].lower_.endswith("s"):
        return False
    ends = after + 1 == len(doc) or doc[after + 1].ent_iob_ != "I"
    one_name = span[0].ent_iob_ == "B" and doc[after].ent_iob_ == "I" and ends
    if not one_name or is_common(doc[after].text) or kind_of_word(doc[after].text) is not None:
        return False
    role = doc[after].head.lemma_ if doc[after].dep_ == "appos" else ""
    return span[0].ent_type_ == "PERSON" or span[0].lower_ in given_names() or role in words("nominals", "person")


def _stands_like_a_place(span: "Span") -> bool:
    before = span.doc[span.start - 1].lower_ if span.start else ""
    return before in place_words()["toponyms"]["locative"] or before in place_words()["toponyms"]["directional"]


def _mend_demonyms(mentions: list[Mention], gazetteer: "Gazetteer") -> None:
    """Demonyms taken for names, demonyms of two words, and demonyms that are part of a name ("Indian River")."""
    for mention in list(mentions):
        doc, start, end = mention.span.doc, mention.span.start, mention.span.end
        if mention.form == "name":
            _as_demonym(mention, gazetteer)
        elif mention.form == "demonym":
            if start and _is_word(doc[start - 1]) and gazetteer.demonym(doc[start - 1 : end].text) is not None:
                mention.span = doc[start - 1 : end]
            elif end < len(doc) and doc[end].text.istitle() and kind_of_word(doc[end].text) in ("water", "area"):
                mentions.remove(mention)


def _is_word(token: "Token") -> bool:
    return token.text.istitle() and token.lower_ != "the" and token.whitespace_ != ""


def _as_demonym(mention: Mention, gazetteer: "Gazetteer") -> None:
    """An adjective of nationality that was taken for a name: "Nigerien growers"."""
    token = mention.span[0]
    describes = token.dep_ in ("amod", "compound", "nmod") or token.pos_ == "ADJ"
    if len(mention.span) == 1 and describes and gazetteer.demonym(token.text) and not gazetteer.lookup(token.text):
        mention.form, mention.type = "demonym", "place"


def _known(mentions: list[Mention], gazetteer: "Gazetteer") -> _Article:
    article = _Article(gazetteer, {}, set(), set(), set())
    for mention in mentions:
        if mention.form not in ("name", "demonym"):
            continue
        for token in mention.span:
            if token.i not in article.named or len(mention.span) > len(article.named[token.i].span):
                article.named[token.i] = mention
        text = mention.span.text
        places = gazetteer.lookup(text)[:1]
        if mention.form == "demonym" and (people := gazetteer.demonym(text)) is not None:
            places = [people]
        elif mention.type == "person" and len(mention.span) > 1:
            article.surnames.add(mention.span[-1].text)
        if mention.type == "place":
            article.countries.update(place.country for place in places if place.country is not None)
            if mention.form == "name":
                article.known.add(fold_place(text))
    return article


def _settle(span: "Span", there: list[Mention], article: _Article) -> Mention | None:
    """The mention that a span is, made or put right, if enough speaks for it."""
    evidence = _evidence(span, article)
    if not there:
        return Mention(span, span.root, "name", "place") if evidence >= _ENOUGH[None] else None
    wider = next((one for one in there if len(one.span) > len(span)), None)
    if wider is not None:
        nested = wider.type != "person" and _stands_for_itself(span, wider, evidence, article.gazetteer)
        return Mention(span, span.root, "name", "place") if nested else None
    first = there[0]
    if first.type == "place" and first.span.text == span.text:
        return None
    if first.type == "organization" and _is_body(span):
        return None
    if first.type != "place" and evidence < _ENOUGH[first.type]:
        return None
    if first.form == "demonym" and len(span) == 1:
        return None
    first.span, first.head, first.type, first.form = span, span.root, "place", "name"
    return first


def _is_body(span: "Span") -> bool:
    """Whether a name is that of a body that news everywhere names, or of a union of countries."""
    name = span.text.lower()
    seat = span[-1].lower_ in words("names", "heads", "place")  # "White House"
    known = len(span) > 1 and not seat and name in words("names", "known", "organization", separator=";")
    return known or fold_place(name) in words("names", "unions", separator=";")


def _matches(doc: "Doc", gazetteer: "Gazetteer") -> Iterator["Span"]:
    """The longest names of the gazetteer in the text, none overlapping another."""
    index = 0
    while index < len(doc.tokens):
        span = _match_at(doc, index, gazetteer) if _may_open(doc.tokens[index]) else None
        if span is not None:
            yield span
        index = span.end if span is not None else index + 1


def _may_open(token: "Token") -> bool:
    if token.lower_ == "the":
        return False
    return token.text[:1].isupper() or (token.text in _ARTICLES and not token.whitespace_)


def _match_at(doc: "Doc", start: int, gazetteer: "Gazetteer") -> "Span | None":
    civic = place_words()["toponyms"]["civic"]
    farthest = min(start + _LONGEST, doc.tokens[start].sent.end)
    comma = next((token.i for token in doc.tokens[start:farthest] if token.text == ","), farthest)
    for end in range(comma, start, -1):
        last = doc.tokens[end - 1]
        if not last.text[:1].isupper():
            continue
        span = doc[start:end]
        if is_common(span.text):
            continue
        goes_on = end < len(doc) and doc[end].text[:1].isupper()
        if last.lower_ in civic and goes_on and len(span) > 1:  # "Cambridge City" in "Cambridge City Council"
            continue
        if gazetteer.lookup(span.text):
            if _whole(span):
                return span
        elif end < len(doc) and doc[end].text == "." and not last.whitespace_ and gazetteer.lookup(f"{span.text}."):
            return doc[start : end + 1]  # "Ont."
    return None


def _transliterated(doc: "Doc", article: _Article) -> Iterator["Span"]:
    """Single names in a spelling of their own, which may be of a place in a country that the article speaks of."""
    for token in doc:
        if token.pos_ == "PROPN" and token.text.istitle() and not article.gazetteer.lookup(token.text):
            span = doc[token.i : token.i + 1]
            if article.places(token.text) and _whole(span):
                yield span


def _whole(span: "Span") -> bool:
    """Whether a name isn't cut out of a hyphenated one."""
    doc = span.doc
    if span.end + 1 < len(doc) and doc[span.end].text in "-–" and not doc[span.end - 1].whitespace_:
        return bool(doc[span.end].whitespace_) or not doc[span.end + 1].text[:1].isupper()
    return True


def _evidence(span: "Span", article: _Article) -> float:
    """How much speaks for a place."""
    toponyms, given = place_words()["toponyms"], given_names()
    places = article.places(span.text)
    before = span.doc[span.start - 1] if span.start > span.sent.start else None
    after = span.doc[span.end] if span.end < span.sent.end else None
    score = _fame(places[0]) + _preposition(span)
    if len(span) > 1 and span[0].lower_ not in given:  # hardly by chance
        score += 0.5
    if before is not None:
        if before.lower_ == "the" and any(place.kind in ("water", "area") for place in places):
            score += 0.7
    elif len(span) == 1 and span[0].pos_ != "PROPN" and not _acts(span, places[0]):
        score -= 1.5
    elif span.text.isupper() and len(span.text) > 3 and after is not None and after.text in ",—–-(:":  # a dateline
        score += 1.5
    if after is not None and after.text.islower() and kind_of_word(after.text) is not None:
        score += 1.0
    if span.root.dep_ == "dobj" and span.root.head.lemma_ in toponyms["verbs"]:
        score += 0.7
    score += 1.0 * _acts(span, places[0])
    score += 0.8 * (fold_place(span.text) in article.known) + 0.8 * (places[0].country in article.countries)
    score += 1.0 * _listed_with_place(span, article.named)
    score -= 0.5 * (span[0].lower_ in given) + 2.0 * (span.text in article.surnames)
    for neighbour in (before, after):
        if neighbour is not None and neighbour.pos_ == "PROPN" and neighbour.text[:1].isupper():
            whole = article.named.get(neighbour.i)
            score -= 1.0 * (whole is None or whole is not article.named.get(span.start))
    return score


def _acts(span: "Span", place: "Place") -> bool:
    """Whether a country or a capital stands for its government: "Tunis withdrew its ambassador"."""
    governs = place.kind == "country" or (place.kind == "city" and place.prominence > place.population)
    subject = span.root.dep_ in {"nsubj", "nsubjpass"} and span.root.head.i >= span.end
    return governs and subject and span.root.head.lemma_.lower() in event_lexicon().lemmas


def _preposition(span: "Span") -> float:
    """What its preposition says: much in "near Ely", "boatmen from Ely", "came from Ely", "five miles from Ely"."""
    toponyms, root = place_words()["toponyms"], span.root
    while root.dep_ == "conj" and root.head is not root:  # "to Majuli and Jorhat"
        root = root.head
    before = root.head if root.dep_ == "pobj" else span.doc[max(0, span.start - 1)]
    if before.lower_ in toponyms["locative"]:
        return 1.0
    if before.lower_ not in toponyms["directional"]:
        return 0.0
    governor = before.head
    people = words_of_any("nominals", "person", "group")
    origin = before.lower_ == "from" and (governor.lemma_ in people or governor.tag_ == "NNS")
    distance = any(token.lower_ in toponyms["distances"] for token in span.doc[max(0, span.start - 3) : span.start - 1])
    return 1.0 if origin or distance or governor.lemma_ in toponyms["motion"] else 0.5


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


def _names_a_feature(name: "Span") -> bool:
    """Whether a name is of a river, a strait or the like, named after what may be far away: "Strait of Georgia"."""
    return any(kind_of_word(word.text) == "water" for word in (name[0], name[-1]))


def _stands_for_itself(span: "Span", wider: Mention, evidence: float, gazetteer: "Gazetteer") -> bool:
    """Whether a name within a longer one is the place's: "Cambridge City Council", "Senate of Texas"."""
    whole = wider.span
    if gazetteer.lookup(whole.text) or _names_a_feature(whole):
        return False
    if not may_stand_within(span, whole, wider.type, gazetteer):
        return False
    toponyms = place_words()["toponyms"]
    after = span.doc[span.end] if span.end < whole.end else None
    before = span.doc[span.start - 1] if span.start > whole.start else None
    if before is None and after is None:
        return False
    if before is not None and before.lower_ not in toponyms["before_nested"]:
        return evidence >= _SURE
    civic = after is not None and after.lower_ in toponyms["civic"]
    return evidence >= (0.2 if civic else 0.9 if before is not None else _NESTED)
