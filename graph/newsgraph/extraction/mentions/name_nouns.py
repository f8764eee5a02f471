"""What nouns say right out of a name: "law firm Sidley Austin", "the boat, Conception", "MV Alan Kurdi"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.mentions.name_features import given_names, key
from newsgraph.record import EntityType

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Span, Token

Types = dict[str, EntityType | None]
_Kind = Literal["organization", "group", "place", "thing"]
_KINDS: tuple[_Kind, ...] = ("organization", "group", "place", "thing")


def types_told(spans: "Sequence[Span]", types: Types) -> Types:
    """The types of those names, by their keys, of which the text says what they are; None for a thing.

    Args:
        spans: the candidates of the article.
        types: what each was taken for so far.

    The surname that the last word of a body's name was taken for is none.
    """
    told: Types = {}
    surnames = {name.split()[-1] for name, kind in types.items() if kind == "person" and " " in name}
    for span in spans:
        if (said := _told(span)) is not None and not (said == "thing" and key(span) in surnames):
            told[key(span)] = said if said != "thing" else None
    for span in spans:
        if (long := _spelt_out(span, spans)) is not None and len(span) == 1:
            found = told.get(key(long), types.get(key(long)))
            if found in {"organization", None}:
                told.setdefault(key(span), found)
    for name in [name for name, kind in told.items() if kind == "organization" and " " in name]:
        last = name.split()[-1]
        if types.get(last) == "person":
            told.setdefault(last, None)
    # A ship has a name without its prefix, too; what is named after a person is left to them.
    for name, kind in list(told.items()):
        first, _, rest = name.partition(" ")
        if kind is None and first in words("name_nouns", "ships") and rest and rest.split()[0] not in given_names():
            told[rest] = None
    return told


def things_told(spans: "Sequence[Span]") -> "list[Span]":
    """Those of the candidates of an article of which it says that they name a thing: ships, storms, works, software."""
    things = {key(span) for span in spans if _told(span) == "thing"}
    return [span for span in spans if key(span) in things]


def _told(span: "Span") -> "_Kind | None":
    """What one occurrence says that its name is."""
    if span[0].lower_ in words("name_nouns", "ships") and span[0].is_upper and len(span) > 1:
        return "thing"
    if len(span) == 2 and span[0].lower_ in words("names", "descriptors"):
        return "thing"  # "Veteran Smith": whoever that is, it is no name
    person = span[0].lower_ in given_names() and (not span.start or span.doc[span.start - 1].lower_ != "the")
    if not person and (_is_vessel(span) or _is_awarded(span)):
        return "thing"
    for noun, close in _nouns(span):
        lemma = noun.lemma_.lower()
        if person and not close:
            continue
        for kind in _KINDS:
            if lemma in words("name_nouns", kind):
                return kind
    return None


def _is_vessel(span: "Span") -> bool:
    root, before = span.root, span.doc[span.start - 1] if span.start else None
    if before is not None and before.lower_ in {"the", "a"} and span.start > 1:
        before = span.doc[span.start - 2]
    if before is not None and before.sent == root.sent:
        if before.lower_ in words("name_nouns", "aboard") and root.head == before:
            return True
        if before.lower_.rstrip(".") in words("name_nouns", "ships") and before.is_upper:
            return True
    with_article = span.start > 0 and span.doc[span.start - 1].lower_ == "the"
    return with_article and root.dep_ == "nsubj" and root.head.lemma_ in words("name_nouns", "vessel_verbs")


def _is_awarded(span: "Span") -> bool:
    """Whether a name is what somebody was given for merit: "was awarded the Intelligence Star"."""
    with_article = span.start > 0 and span.doc[span.start - 1].lower_ == "the"
    given = span.root.dep_ in {"dobj", "oprd", "attr"} and span.root.head.lemma_ in words("name_nouns", "award_verbs")
    return with_article and given


def _nouns(span: "Span") -> "Iterator[tuple[Token, bool]]":
    """The common nouns that a name is called, and whether they stand right before it."""
    root = span.root
    before = span.doc[span.start - 1] if span.start else None
    if before is not None and before.pos_ in {"NOUN", "ADJ"} and before.is_lower and before.sent == root.sent:
        tied = (root.dep_ == "appos" and root.head == before) or (before.dep_ != "poss" and before.head in span)
        if tied:
            yield before, True
    if root.dep_ == "appos" and root.head.pos_ == "NOUN" and root.head.i < span.start and root.head.tag_ == "NN":
        yield root.head, False
    for child in root.children:
        if child.dep_ == "appos" and child.i >= span.end and child.tag_ == "NN":
            yield child, False
    verb = root.head
    if root.dep_ == "nsubj" and verb.lemma_ == "be" and not any(child.dep_ == "neg" for child in verb.children):
        yield from ((child, False) for child in verb.children if child.dep_ == "attr" and child.tag_ == "NN")


def _spelt_out(span: "Span", spans: "Sequence[Span]") -> "Span | None":
    """The longer name right before a short form in brackets: "the Institute of Volcanology (Ivol)"."""
    doc = span.doc
    bracketed = span.start > 1 and span.end < len(doc) and doc[span.start - 1].text == "(" and doc[span.end].text == ")"
    if not bracketed:
        return None
    long = next((one for one in spans if one.end == span.start - 1 and len(one) > 1), None)
    return long if long is not None and long.text[0].lower() == span.text[0].lower() else None
