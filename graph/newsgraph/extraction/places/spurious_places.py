"""Takes away what is no mention of a place: names of what is called after one, and words that only look like one.

Which names are looked for within longer ones, `mentions.nested_places` has decided before; here is what the name
finder itself took for a place ("Lion" of "Lion Air"), judged by the places and entities that are known by now.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Entity, Mention
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.gazetteer.context_features import is_everyday, place_words

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Span, Token
    from newsgraph.extraction.gazetteer.gazetteer import Gazetteer

_Wider = dict[int, list[tuple[Entity, Mention]]]

_SMALL = 100_000  # inhabitants
_LONGEST_RUN = 4  # tokens of a name beside a place's


def drop_everyday_words(entities: list[Entity], gazetteer: "Gazetteer") -> None:
    """Drop everyday words that are also a small town's name, and stand where no place stands: "Rest In Peace"."""

    def spurious(_: Entity, mention: Mention) -> bool:
        if mention.form != "name" or not is_everyday(mention.span.text) or _is_compass(mention.span):
            return False
        if mention.span.text.lower() in place_words()["toponyms"]["names"]:
            return False
        places = gazetteer.lookup(mention.span.text)
        return not any(place.prominence >= _SMALL for place in places) and not _stands_as_place(mention.span)

    _drop(entities, spurious)


def drop_spurious(entities: list[Entity]) -> None:
    """Drop mentions within the names of others, adjectives of others, and common words that nothing has located."""
    wider = _names(entities)

    def spurious(entity: Entity, mention: Mention) -> bool:
        if mention.form == "demonym":
            return _is_language(mention.span) or _is_forebears(entity, mention)
        if mention.form != "name":
            return False
        if _is_cut_out(mention.span) or (entity.location is None and _is_no_name(mention.span)):
            return True
        return _is_borne(entity, mention, wider)

    _drop(entities, spurious)
    for entity in entities:
        names = [mention.span for mention in entity.mentions if mention.form == "name"]
        if entity.type == "place" and names and all(map(_is_school, names)):
            entity.type, entity.location = "organization", None


def _is_no_name(span: "Span") -> bool:
    """Whether a name is made of common words: "Southern District", "west coast" (but "the North" may be one)."""
    toponyms, lowered = place_words()["toponyms"], [token.lower_ for token in span]
    if _is_compass(span):
        after = span.doc[span.end] if span.end < len(span.doc) else None  # "the Northern and Jubilee lines"
        return after is not None and after.text[:1].isupper()
    if span.text.islower():
        return True
    if len(span) == 1 and lowered[0] in toponyms["names"]:
        return False
    if is_everyday(span.text) or (len(span) == 1 and lowered[0] in toponyms["never"]):
        return not _stands_as_place(span)
    return all(word in toponyms["generic"] or word in toponyms["civic"] for word in lowered)


def _is_cut_out(span: "Span") -> bool:
    """Whether a name is part of a longer one with a number: "K2" in "K2-18b"."""
    doc, end = span.doc, span.end
    if end + 1 >= len(doc) or doc[end - 1].whitespace_ or doc[end].text not in ("-", "–"):
        return False
    return not doc[end].whitespace_ and doc[end + 1].text[:1].isdigit()


def _is_compass(span: "Span") -> bool:
    return len(span) == 1 and span[0].lower_ in place_words()["toponyms"]["compass"] and span.text.istitle()


def unlocate_buildings(entities: list[Entity], gazetteer: "Gazetteer") -> None:
    """Take the town away from what the article calls a building: "Notre Dame cathedral" is not the town Notre Dame."""
    buildings = place_words()["bearers"]["buildings"]
    for entity in entities:
        if entity.type != "place" or entity.location is None or entity.location.kind != "city":
            continue
        for span in (mention.span for mention in entity.mentions if mention.form == "name"):
            after = span.doc[span.end] if span.end < len(span.doc) else None
            known = any(place.prominence >= _SMALL for place in gazetteer.lookup(span.text))
            if after is not None and after.text in buildings and not known:
                entity.location = None
                break


def _is_school(name: "Span") -> bool:
    """Whether a name is of a school or university, which acts, and is no place first of all."""
    schools = place_words()["bearers"]["schools"]
    opens = len(name) > 2 and name[0].lower_ in schools and name[1].lower_ in ("of", "for", "national")
    return len(name) > 1 and (opens or name[-1].lower_ in schools)


def _drop(entities: list[Entity], spurious: Callable[[Entity, Mention], bool]) -> None:
    """Take mentions from entities of type place, and entities away that no name is left of."""
    for entity in list(entities):
        if entity.type != "place":
            continue
        gone = [mention for mention in entity.mentions if spurious(entity, mention)]
        if not gone:
            continue
        entity.mentions = [mention for mention in entity.mentions if mention not in gone]
        named = [mention for mention in entity.mentions if mention.form in ("name", "demonym")]
        if not named:
            entities.remove(entity)
        elif entity.label in {mention.span.text for mention in gone}:
            names = [mention.span.text for mention in named if mention.form == "name"]
            entity.label = next(iter(names), entity.label)


def _names(entities: Iterable[Entity]) -> _Wider:
    """The names of more than one word, by each of their tokens."""
    found: _Wider = {}
    for entity in entities:
        for mention in entity.mentions:
            joined = any(token.text == "," for token in mention.span)
            if mention.form == "name" and len(mention.span) > 1 and not joined:
                for token in mention.span:
                    found.setdefault(token.i, []).append((entity, mention))
    return found


def _around(mention: Mention, wider: _Wider) -> list[tuple[Entity, Mention]]:
    """The longer names that hold a mention."""
    span = mention.span
    return [
        (entity, other)
        for entity, other in wider.get(span.start, ())
        if other.span.start <= span.start and span.end <= other.span.end and len(other.span) > len(span)
    ]


def _is_borne(entity: Entity, mention: Mention, wider: _Wider) -> bool:
    """Whether a place's name is part of the name of something else that is called after it."""
    span, bearers = mention.span, place_words()["bearers"]
    town = entity.location is not None and entity.location.kind == "city"
    if _is_called_after(span):
        return True
    for holder, other in _around(mention, wider):
        follows = span.doc[span.end] if span.end < other.span.end else None
        if holder is entity:
            continue
        if follows is None:
            if span.doc[span.start - 1].text == "-":  # "Kitchener-Waterloo"
                return True
            continue
        named = {token.lower_ for token in span.doc[span.end : other.span.end]}
        part = not named.isdisjoint(bearers["governing"]) or follows.lower_ in place_words()["toponyms"]["compass"]
        if holder.type != "place" and town and not follows.is_lower and not part:
            return True
        within = (bearers["governing"] | place_words()["toponyms"]["compass"]) - {"county", "city"}
        goes_on = follows.text[:1].isupper() or follows.like_num or follows.lower_ in bearers["links"]
        if holder.type == "place" and goes_on and follows.lower_ not in within:
            return True
    return False


def _is_called_after(span: "Span") -> bool:
    """Whether the words beside a name make it that of a paper, a school, a company or a building."""
    bearers = place_words()["bearers"]
    head, rest = _head_of(span), [token.lower_ for token in _run_after(span)]
    if head is not None and head.lower_ in bearers["words"]:
        return True
    after = [token.lower_ for token in span.doc[span.end : span.end + 2]]
    if len(after) == 2 and after[0] in ("'s", "’s") and after[1] in bearers["discoveries"]:  # "Parkinson's disease"
        return True
    if not rest or (rest[-1] not in bearers["schools"] and not bearers["governing"].isdisjoint(rest)):
        return False
    return not bearers["words"].isdisjoint((rest[0], rest[-1]))


def _run_after(span: "Span") -> "list[Token]":
    """The capitalised words that follow a name directly."""
    found: list[Token] = []
    for token in span.doc[span.end : min(span.sent.end, span.end + _LONGEST_RUN)]:
        if not (token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ")):
            break
        found.append(token)
    return found


def _head_of(span: "Span") -> "Token | None":
    """The capitalised noun before "of" and a name: "University of Miami", "Bank of the Orient"."""
    index = span.start - 1
    if index >= span.sent.start and span.doc[index].lower_ == "the":
        index -= 1
    if index - 1 < span.sent.start or span.doc[index].lower_ != "of":
        return None
    head = span.doc[index - 1]
    return head if head.text[:1].isupper() else None


def _stands_as_place(span: "Span") -> bool:
    """Whether a word stands where only places do: "in Rest", "Rest, Kansas"."""
    doc, toponyms = span.doc, place_words()["toponyms"]
    before = doc[span.start - 1] if span.start > span.sent.start else None
    after = doc[span.end] if span.end < span.sent.end else None
    told = (
        after is not None
        and after.text == ","
        and span.end + 1 < span.sent.end
        and doc[span.end + 1].ent_type_ == "GPE"
    )
    alone = after is None or not (after.text[:1].isupper() or after.pos_ in ("NOUN", "PROPN"))
    plain = before is not None and (before.text.islower() or bool(before.is_sent_start))  # "Rest In Peace"
    return told or (before is not None and before.lower_ in toponyms["locative"] and plain and alone)


def _is_language(span: "Span") -> bool:
    """Whether a demonym is a language's name: "in French and English", "the English language"."""
    bearers = place_words()["bearers"]
    token = span[-1]
    after = span.doc[span.end] if span.end < len(span.doc) else None
    if after is not None and after.text == "-" and span.end + 1 < len(span.doc):
        after = span.doc[span.end + 1]
    if after is not None and after.lower_ in bearers["language_nouns"]:
        return True
    first = token
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    if token.tag_ not in ("NNP", "NN", "JJ") or any(child.dep_ == "det" for child in token.children):
        return False
    governor = first.head
    if first.dep_ == "pobj" and governor.lower_ in ("in", "into", "from"):
        return governor.lower_ == "in" or governor.head.lemma_ == "translate"
    return first.dep_ == "dobj" and governor.lemma_ in bearers["language_verbs"]


def _is_forebears(entity: Entity, mention: Mention) -> bool:
    """Whether a continent's adjective only tells where somebody's forebears came from: "African-American"."""
    if entity.location is None or entity.location.kind not in ("continent", "area"):
        return False
    doc, index = mention.span.doc, mention.span.end
    if index < len(doc) and doc[index].text in ("-", "–"):
        index += 1
    return index < len(doc) and doc[index].lower_.removesuffix("s") in words("nominals", "descent", "citizens")
