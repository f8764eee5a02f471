"""What a name names by how the article uses it: its surname alone, its letters in brackets, what it stands with."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.mentions.name_features import Signs, given_names, key
from newsgraph.record import EntityType

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Span, Token

Types = dict[str, EntityType | None]
_FULL_NAME = (2, 3)  # words
_MOSTLY = 0.5  # share of a name's occurrences
_NO_PERSON = {
    "opens as a deed", "opens as a place", "after the", "company by suffix", "company by context", "team",
    "head organization", "head place", "head nothing", "last word organization", "last word place", "linked words",
    "apostrophe", "digit", "known organization", "known nothing", "gazetteer city", "gazetteer region",
}  # fmt: skip
_OF_PEOPLE = {"and label=PERSON", "subject of speech", "who", "before age"}
_WHERE = {"in it", "at it", "to it", "near it", "into it", "from it"}
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 2, 8  # letters


def types_by_use(spans: "Sequence[Span]", signs: Mapping[str, Signs], types: Types) -> Types:
    """The types of those names, by their keys, that the article tells by how it uses their parts and their neighbours.

    Args:
        spans: the candidates of the article.
        signs: what speaks for and against each name's being this or that.
        types: what each was taken for so far.
    """
    told: Types = dict(_people(spans, signs, types))
    for name in list(told):
        surname = name.split()[-1]
        if types.get(surname, "person") in {None, "organization"} and not _NO_PERSON & signs[surname].keys():
            told[surname] = "person"
    surnames = {name.split()[-1] for name, kind in {**types, **told}.items() if kind == "person" and " " in name}
    for span in spans:
        name = key(span)
        if _is_family(span, surnames) and types[name] != "person":
            told[name] = "group"
        if name not in told and types[name] is None and _is_body(span, spans, signs[name], types):
            told[name] = "organization"
        if types[name] == "person" and (_is_foreign(span, spans, types) or _opens_body(name, signs[name], types)):
            told[name] = "organization"
        if types[name] != "person" and name not in told and _is_people(span, signs[name]):
            told[name] = "group"
    return told


def _people(
    spans: "Sequence[Span]", signs: Mapping[str, Signs], types: Types
) -> "Iterator[tuple[str, EntityType | None]]":
    """The full names of people, told by a given name or by the surname that the article uses alone."""
    surnames = {name.split()[-1] for name, kind in types.items() if kind == "person" and " " in name}
    for span in spans:
        name = key(span)
        surname, found = span[-1].lower_, signs[name]
        full = len(span) in _FULL_NAME and all(_is_name_part(token) for token in span)
        if not full or types[name] not in {None, "organization"} or _NO_PERSON & found.keys():
            continue
        alone = signs.get(surname, {})
        speaks = alone.get("subject of speech", 0.0) > 0
        if span[0].lower_ in given_names():
            likely = surname in types or found.get("label=PERSON", 0.0) >= _MOSTLY or surname in surnames
        else:
            relative = surname in surnames and bool(_OF_PEOPLE & found.keys())
            likely = types[name] is None and (relative or (speaks and types.get(surname) in {None, "person"}))
            likely = likely and not _WHERE & alone.keys()
        if likely and not _NO_PERSON & alone.keys():
            yield name, "person"


def _is_name_part(token: "Token") -> bool:
    """Whether a word is written as in the names of people: "Ann", "McKay", "D.", not "MC"."""
    return token.text[0].isupper() and (not token.text[1:].isupper() or token.text.endswith("."))


def _is_body(span: "Span", spans: "Sequence[Span]", found: Signs, types: Types) -> bool:
    """Whether an acronym abbreviates a body's name or says something, or a name is listed among bodies."""
    if {"known nothing", "head nothing", "digit"} & found.keys():
        return False
    if len(span) == 1 and _is_acronym(span[0]):
        long = _before_brackets(span, spans)
        if long is not None and types[key(long)] == "organization":
            return True
        if found.get("label=ORG", 0.0) >= _MOSTLY and "subject of speech" in found:
            return True
    first, head = span.root, span.root.head
    while first.dep_ == "conj" and head is not first:
        first, head = head, head.head
    listed = first is not span.root and found.get("label=ORG", 0.0) >= _MOSTLY
    if span.text.lower() in words("names", "heads", "organization"):
        return False  # the "Intelligence" of committees on several things
    return listed and any(first.i in range(one.start, one.end) and types[key(one)] == "organization" for one in spans)


def _is_acronym(token: "Token") -> bool:
    capitals = sum(map(str.isupper, token.text))
    return token.text.isalpha() and capitals > 1 and _SHORTEST_ACRONYM <= len(token.text) <= _LONGEST_ACRONYM


def _is_foreign(span: "Span", spans: "Sequence[Span]", types: Types) -> bool:
    """Whether a name in brackets is that of the body before them in its own language: "… (Oberster Gerichtshof)"."""
    long = _before_brackets(span, spans)
    named = long is not None and types[key(long)] == "organization"
    return named and len(span) > 1 and span[0].lower_ not in given_names()


def _opens_body(name: str, found: Signs, types: Types) -> bool:
    """Whether a word that opens a body's name stands for the body: "recalled to Scripps"."""
    if not _WHERE & found.keys() or _OF_PEOPLE & found.keys() or name in given_names():
        return False
    schools = words("names", "heads_of_schools")
    bodies = (long for long, kind in types.items() if kind == "organization" and not schools.isdisjoint(long.split()))
    return any(long.startswith(f"{name} ") for long in bodies)


def _before_brackets(span: "Span", spans: "Sequence[Span]") -> "Span | None":
    """The longer name right before the brackets that a name fills: "Kurdistan Workers' Party (PKK)"."""
    doc = span.doc
    filled = span.start > 1 and span.end < len(doc) and doc[span.start - 1].text == "(" and doc[span.end].text == ")"
    if not filled:
        return None  # as nearly always: on a long page, looking through all names for each would take long
    return next((one for one in spans if one.end == span.start - 1 and len(one) > 1), None)


def _is_family(span: "Span", surnames: set[str]) -> bool:
    """Whether a name is the plural of a surname of the article: "the Turpins"."""
    with_article = span.start > 0 and span.doc[span.start - 1].lower_ == "the"
    plural = with_article and len(span) == 1 and span.text.istitle() and span[0].lower_ not in surnames
    return plural and span[0].lower_.endswith("s") and span[0].lower_.removesuffix("s") in surnames


def _is_people(span: "Span", found: Signs) -> bool:
    """Whether a name is of a people or an armed movement: "ethnic Ndebele", "the Houthis", "Al-Qaeda"."""
    doc = span.doc
    if span.text.lower() in words("names", "known", "group", separator=";"):
        return True
    before = doc[span.start - 1].lower_ if span.start else ""
    if before in words("names", "of_peoples"):
        return True
    plural = len(span) == 1 and span.text.endswith("s") and span.text[0].isupper() and found.get("people", 0.0)
    return bool(plural) and found.get("label=NORP", 0.0) >= _MOSTLY and "demonym" not in found
