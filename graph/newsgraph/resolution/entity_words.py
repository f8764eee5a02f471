"""The words that articles use of each entity: names, roles, and descriptions beside its name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from newsgraph.record import Argument, Mention, Record, Source, Triple
from newsgraph.resolution.identities import Entity
from newsgraph.resolution.phrases import content_words, words_for

_SHORT_NAME = 4  # words
_LONGEST_NAME = 80  # characters: what is longer tells more than who somebody is


def words_by_entity(record: Record, known: Mapping[str, str]) -> dict[str, set[str]]:
    """The words that an article uses of its entities: names, roles, and descriptions in one phrase with the name.

    Args:
        record: what the article says.
        known: its entities that are some entity of all articles, each with the first that is the same.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for name, words in _calls(record):
        if name in known:
            found[known[name]].update(content_words(words))
    pronouns = words_for("pronouns")
    return {name: words - pronouns for name, words in found.items()}


def _calls(record: Record) -> Iterator[tuple[str, str]]:
    """The entities of an article with what it calls them."""
    for one in record.entities:
        yield from ((one.id, words) for words in (one.label, *one.roles))
    phrases: list[Mention | Argument | Source] = [*record.mentions]
    for triple in record.triples:
        phrases += [part for part in (triple.subject, triple.object, *triple.arguments) if part is not None]
        yield from ((triple.subject.entity or "", role) for role in _roles(triple))
    phrases += [one.source for one in record.attributions if one.source is not None]
    for phrase in phrases:
        if phrase.entity and not phrase.text[:1].isdigit() and len(phrase.text) < _LONGEST_NAME:
            yield phrase.entity, phrase.text


def _roles(triple: Triple) -> Iterator[str]:
    """What a clause says that its subject is: "resigned as minister", "its chairman, …"."""
    as_what = [one.text for one in triple.arguments if one.preposition == "as"]
    yield from (words for words in as_what if len(words.split()) <= _SHORT_NAME)
    if triple.nominal:
        yield triple.relation.label
    if triple.object is not None and triple.relation.label.endswith(" as"):
        yield triple.object.text


def places_around(entities: Iterable[Entity]) -> dict[str, frozenset[str]]:
    """The places that hold each place, however many lie between, by slugs."""
    parents = {one.slug: one.contained_in for one in entities if one.contained_in is not None}
    found: dict[str, frozenset[str]] = {}
    for slug in parents:
        around: set[str] = set()
        parent = parents.get(slug)
        while parent is not None and parent not in around:
            around.add(parent)
            parent = parents.get(parent)
        found[slug] = frozenset(around)
    return found
