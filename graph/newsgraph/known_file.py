"""A list of known people, bodies and places, as people keep it: CSV, JSON Lines or Turtle.

| | in CSV: a column | in JSON Lines: a field | in Turtle |
| --- | --- | --- | --- |
| label | `label` | `label` | `rdfs:label`, `skos:prefLabel`, `schema:name` |
| aliases | `aliases`, with "\\|" between them | `aliases`, a list | `skos:altLabel`, `schema:alternateName` |
| type | `type`: person, organization, group or place | `type` | `a ng:Person`, …, or the class of schema.org |
| IRI | `iri` | `iri` | `owl:sameAs`, else the subject |
| description | `description` | `description` | `schema:description`, `dcterms:description`, `rdfs:comment` |
"""

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from newsgraph.articles.article import Problem, UnusableError
from newsgraph.articles.decoding import decode
from newsgraph.normalisation import bare
from newsgraph.record import EntityType
from newsgraph.resolution.known_entities import KnownEntity

if TYPE_CHECKING:
    from pyoxigraph import Quad

_MOST_BYTES: Final = 200_000_000
_LONGEST_NAME: Final = 300  # characters
_LONGEST_DESCRIPTION: Final = 10_000
_SHOWN: Final = 60
_TYPES: Final[Mapping[str, EntityType]] = {
    "person": "person",
    "organization": "organization",
    "organisation": "organization",
    "group": "group",
    "place": "place",
}
_FIELDS: Final = {
    "label": "label",
    "name": "label",
    "aliases": "aliases",
    "alias": "aliases",
    "type": "type",
    "iri": "iri",
    "uri": "iri",
    "wikidata": "iri",
    "description": "description",
}
_SCHEMA = r"https?://schema\.org/"
_PREDICATES: Final = (
    (re.compile(rf"{_SCHEMA}name|.*/rdf-schema#label|.*/skos/core#prefLabel"), "label"),
    (re.compile(rf"{_SCHEMA}alternateName|.*/skos/core#altLabel"), "aliases"),
    (re.compile(rf"{_SCHEMA}description|http://purl\.org/dc/(terms|elements/1\.1)/description|.*/rdf-schema#comment"),
     "description"),
    (re.compile(r".*/22-rdf-syntax-ns#type"), "type"),
    (re.compile(r".*/owl#sameAs"), "iri"),
)  # fmt: skip
_CLASS = re.compile(rf"(?:https://w3id\.org/newsgraph#|{_SCHEMA})(\w+)")
_WIKIDATA = re.compile(r"(?:https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/|wd:)?(Q[1-9][0-9]*)")
_ENTITY = "http://www.wikidata.org/entity/"


class UnreadableListError(ValueError):
    """A file is no list of what is known at all; the message says which and why."""


class _Row(NamedTuple):
    """One line of a list as it stands there."""

    place: str  # where it stands, for people
    fields: Mapping[str, Any]  # by the names of `_FIELDS`


def read_known(path: Path) -> tuple[list[KnownEntity], list[Problem]]:
    """The entities of a list, those of one IRI or of one label and type together, and what is wrong with its rows.

    Which form it has says its suffix (.csv, .tsv, .jsonl, .ndjson, .json, .ttl, .nt), else how it begins.

    Raises:
        UnreadableListError: it is none of the three.
        OSError: the file can't be read.
    """
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise UnreadableListError(f"{path}: too large: more than {_MOST_BYTES:,} bytes")
    try:
        text = decode(data)
        if not text.strip():
            raise UnusableError("empty")
        rows = _reader(path, text)(path, text)
        found: dict[tuple[str, ...], KnownEntity] = {}
        problems = []
        for row in rows:
            if isinstance(row, Problem):
                problems.append(row)
                continue
            try:
                _add(found, _entity(row.fields))
            except UnusableError as error:
                problems.append(Problem(row.place, str(error)))
    except UnusableError as error:
        raise UnreadableListError(f"{path}: {error}") from error
    return list(found.values()), problems


def _reader(path: Path, text: str) -> Any:
    suffixes = {
        **dict.fromkeys((".csv", ".tsv"), _table),
        **dict.fromkeys((".jsonl", ".ndjson", ".json"), _json_lines),
        **dict.fromkeys((".ttl", ".turtle", ".nt"), _turtle),
    }
    start = text.lstrip()[:7].casefold()
    looks = (
        _json_lines if start.startswith("{") else _turtle if start.startswith(("@prefix", "prefix", "<")) else _table
    )
    return suffixes.get(path.suffix.lower(), looks)


def _table(path: Path, text: str) -> Iterator[_Row | Problem]:
    """The rows of a table with commas, semicolons or tabs, whose first names the columns."""
    head = text.lstrip("\n").partition("\n")[0]
    csv.field_size_limit(_MOST_BYTES)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    try:
        names = next((row for row in rows if any(row)), [])
        columns = [_FIELDS.get(name.strip().casefold(), "") for name in names]
        if "label" not in columns:
            raise UnusableError(f"a table without a column called label (it has {', '.join(names)[:200]})")
        for number, row in enumerate(rows, 2):
            if not any(cell.strip() for cell in row):
                continue
            place = f"{path}, row {number}"
            if len(row) > len(columns):
                yield Problem(place, f"{len(row)} cells, where the first row has {len(columns)}")
                continue
            yield _Row(place, _first_filled(zip(columns, row, strict=False)))
    except csv.Error as error:
        raise UnusableError(f"a broken table: {error}") from error


def _json_lines(path: Path, text: str) -> Iterator[_Row | Problem]:
    usable = False
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{path}, row {number}"
        try:
            row = msgspec.json.decode(line.encode())
            if not isinstance(row, dict):
                raise UnusableError("no JSON object")
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
            yield Problem(place, "no JSON")
        except UnusableError as error:
            yield Problem(place, str(error))
        else:
            usable = True
            yield _Row(place, _first_filled((_FIELDS.get(name.casefold(), ""), value) for name, value in row.items()))
    if not usable:
        raise UnusableError("no line of it is a JSON object")


def _first_filled(cells: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """What a row says, by our names; of two columns for one thing ("iri", "wikidata"), the first that is filled."""
    found: dict[str, Any] = {}
    for name, value in cells:
        if name and found.get(name) in (None, ""):
            found[name] = value
    return found


def _turtle(path: Path, text: str) -> Iterator[_Row]:
    import pyoxigraph as ox

    described: dict[str, list[Quad]] = defaultdict(list)
    try:
        for quad in ox.parse(input=text.encode(), format=ox.RdfFormat.TURTLE):
            described[str(quad.subject)].append(quad)
    except SyntaxError as error:
        raise UnusableError(f"no Turtle: {error}") from error
    if not described:
        raise UnusableError("empty")
    for number, (_, quads) in enumerate(described.items(), 1):
        subject = quads[0].subject
        fields: dict[str, list[str]] = defaultdict(list)
        for quad in quads:
            name = next((name for pattern, name in _PREDICATES if pattern.fullmatch(quad.predicate.value)), "")
            if isinstance(quad.object, ox.Literal) == (name in ("label", "aliases", "description")):
                fields[name] += [] if isinstance(quad.object, ox.Triple | ox.BlankNode) else [_worded(quad.object)]
        if isinstance(subject, ox.NamedNode):
            fields["iri"] = fields["iri"] or [subject.value]
        place = f"{path}, {subject.value if isinstance(subject, ox.NamedNode) else f'entry {number}'}"
        yield _Row(place, _one_of_each(fields))


def _worded(term: Any) -> str:
    """A term's value; English words before those of other languages, which sort behind them by a mark."""
    language = getattr(term, "language", None)
    foreign = language is not None and not language.casefold().startswith("en")
    return ("\uffff" if foreign else "") + str(term.value)


def _one_of_each(fields: Mapping[str, list[str]]) -> dict[str, Any]:
    """The best label, all further ones as aliases, one type, IRI and description."""
    found: dict[str, Any] = {}
    for name, values in fields.items():
        ordered = [value.removeprefix("\uffff") for value in sorted(set(values))]
        if name == "label":
            found["label"], found["aliases"] = ordered[0], [*found.get("aliases", ()), *ordered[1:]]
        elif name == "aliases":
            found["aliases"] = [*found.get("aliases", ()), *ordered]
        elif name == "type":
            classes = [match[1] for value in ordered if (match := _CLASS.fullmatch(value))]
            found["type"] = next((one for one in classes if one.casefold() in _TYPES), classes[0] if classes else None)
        elif name:
            found[name] = ordered[0] if ordered else None
    return found


def _entity(fields: Mapping[str, Any]) -> KnownEntity:
    """A row as an entity. Raises UnusableError."""
    label = _words(fields.get("label"), "label", _LONGEST_NAME)
    if not label:
        raise UnusableError("no label")
    if not bare(label):
        raise UnusableError(f"a label without a letter or digit: {_short(label)}")
    listed = fields.get("aliases")
    if not isinstance(listed, list):
        listed = str(listed).split("|") if isinstance(listed, str) else [] if listed is None else [listed]
    aliases = [name for one in listed if (name := _words(one, "alias", _LONGEST_NAME)) and bare(name)]
    return KnownEntity(
        label=label,
        aliases=tuple(dict.fromkeys(name for name in aliases if name != label)),
        type=_type(fields.get("type")),
        iri=_iri(_words(fields.get("iri"), "iri", _LONGEST_DESCRIPTION)),
        description=_words(fields.get("description"), "description", _LONGEST_DESCRIPTION) or None,
    )


def _words(value: Any, name: str, longest: int) -> str:
    """A string on one line; empty for none."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UnusableError(f"the {name} is no string")
    line = " ".join(value.split())
    if any(unicodedata.category(character) in ("Cc", "Cs", "Cn", "Co") for character in line):
        raise UnusableError(f"the {name} holds a character that is none of any script")
    if len(line) > longest:
        raise UnusableError(f"the {name} is longer than {longest:,} characters")
    return line


def _type(value: Any) -> EntityType | None:
    written = _words(value, "type", _LONGEST_NAME)
    kind = _TYPES.get(written.casefold())
    if written and kind is None:
        raise UnusableError(f"the type is none of person, organization, group, place: {_short(written)}")
    return kind


def _iri(written: str) -> str | None:
    """An absolute IRI; of a Wikidata identifier, or the page about it, that of the thing itself."""
    import pyoxigraph as ox

    if not written:
        return None
    if found := _WIKIDATA.fullmatch(written):
        return _ENTITY + found[1]
    try:
        if not re.match(r"(https?://[^/?#]|urn:|tag:)", written):
            raise ValueError
        return ox.NamedNode(written).value
    except ValueError as error:
        raise UnusableError(f"the iri is no http, https, urn or tag IRI: {_short(written)}") from error


def _short(value: str) -> str:
    return value if len(value) <= _SHOWN else f"{value[: _SHOWN - 1]}…"


def _add(found: dict[tuple[str, ...], KnownEntity], entity: KnownEntity) -> None:
    """Add an entity; a row of the same IRI, or else of the same label and type, adds its names to the first.

    Raises UnusableError where the two are of two types.
    """
    key = ("iri", entity.iri) if entity.iri else ("label", bare(entity.label), entity.type or "")
    first = found.get(key)
    if first is None:
        found[key] = entity
        return
    if first.type and entity.type and first.type != entity.type:
        raise UnusableError(f"{_short(entity.iri or entity.label)} is a {first.type} in another row")
    names = dict.fromkeys(name for name in (*first.names[1:], *entity.names) if name != first.label)
    description = first.description or entity.description
    found[key] = replace(first, aliases=tuple(names), type=first.type or entity.type, description=description)


def read_all(sources: Iterable[Path | str | KnownEntity]) -> tuple[list[KnownEntity], list[Problem]]:
    """What several lists hold, and single entities.

    Raises:
        UnreadableListError: a file is no list.
        OSError: a file can't be read.
    """
    found: list[KnownEntity] = []
    problems: list[Problem] = []
    for source in sources:
        if isinstance(source, KnownEntity):
            found.append(source)
            continue
        entities, wrong = read_known(Path(source))
        found += entities
        problems += wrong
    return found, problems
