"""Text, numbers and times as RDF literals."""

import math
import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from newsgraph.rdf.vocabulary import EDTF, XSD

_YEAR = r"(?!0000)[0-9]{4}"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12][0-9]|3[01])"
_TIMES = (
    (re.compile(_YEAR), "gYear"),
    (re.compile(f"{_YEAR}-{_MONTH}"), "gYearMonth"),
    (re.compile(f"--{_MONTH}"), "gMonth"),
    (re.compile(f"--{_MONTH}-{_DAY}"), "gMonthDay"),
)


def plain(value: str) -> Literal:
    """A string, such as a country's code; lone surrogates, which no RDF format can carry, become U+FFFD."""
    return Literal(_encodable(value))


def text(value: str, language: str = "en") -> Literal:
    """Words of a language, or a plain string where the language's tag is none that RDF allows."""
    try:
        return Literal(_encodable(value), language=language)
    except ValueError:
        return plain(value)


def integer(value: int) -> Literal:
    """A whole number as xsd:integer."""
    return Literal(str(value), datatype=XSD["integer"])


def boolean(value: bool) -> Literal:
    """True or false as xsd:boolean."""
    return Literal(str(value).lower(), datatype=XSD["boolean"])


@lru_cache(maxsize=10_000)
def decimal(value: float) -> Literal | None:
    """A number as xsd:decimal; None for an infinity or no number."""
    return _kept(format(Decimal(repr(value)), "f"), "decimal") if math.isfinite(value) else None


def timestamp(edtf: str) -> Literal:
    """An EDTF date as the XML Schema type that says the same, else typed as EDTF (intervals, seasons, "about").

    A year left open ("XXXX-09") is written as XML Schema does ("--09").
    """
    value = re.sub(r"^XXXX-", "--", _encodable(edtf))
    for pattern, name in _TIMES:
        if pattern.fullmatch(value):
            return _kept(value, name)
    return published(edtf) or Literal(_encodable(edtf), datatype=EDTF)


def value_of(term: str) -> str:
    """The IRI or the words of a term as N-Triples has it."""
    if term[0] == "<":
        return term[1:-1]
    if "\\" in term:
        (triple,) = parse(f"<urn:x> <urn:x> {term} .", RdfFormat.N_TRIPLES)
        return str(triple.object.value)
    return term[1 : term.rindex('"')]


def published(iso: str) -> Literal | None:
    """An ISO 8601 day or moment as xsd:date or xsd:dateTime; None if it is neither."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", iso, re.ASCII):
            return _kept(date.fromisoformat(iso).isoformat(), "date")
        if re.match(r"\d{4}-\d{2}-\d{2}[T ]", iso, re.ASCII):
            return _kept(datetime.fromisoformat(iso).isoformat(), "dateTime")
    except ValueError:
        pass
    return None


@lru_cache(maxsize=10_000)
def _kept(value: str, datatype: str) -> Literal:
    """A literal in the form in which a store gives it back: 33.0 as "33"."""
    node = NamedNode("urn:x")
    store = Store()
    store.add(Quad(node, node, Literal(value, datatype=XSD[datatype])))
    kept = next(iter(store)).object
    assert isinstance(kept, Literal)
    return kept


def _encodable(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value
