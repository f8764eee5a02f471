from pathlib import Path

import msgspec
import pytest

from newsgraph.record import Record
from newsgraph.resolution import resolve
from newsgraph.resolution.decisions import read_decisions
from newsgraph.resolution.entity_splitting import split_entities
from newsgraph.resolution.id_registry import IdRegistry
from newsgraph.resolution.identities import Identities
from records import ArticleBuilder

PREFIXES = "@prefix actor: <urn:newsgraph:actor:> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"


def resolved(records: list[Record], path: Path, registry: IdRegistry | None = None) -> Identities:
    decisions = read_decisions(path)
    return resolve(split_entities(records, decisions, registry), decisions, registry)


def article(*names: str, identifier: str = "000") -> Record:
    """An article that takes all these for one: names, and what is in lower case for pronouns."""
    builder = ArticleBuilder(identifier)
    builder.entity("person", *names, roles=("senator",))
    record = builder.record()
    forms = [msgspec.structs.replace(one, form="pronoun") if one.text.islower() else one for one in record.mentions]
    return msgspec.structs.replace(record, mentions=tuple(forms))


def parted(folder: Path, record: Record, one: str, other: str, registry: IdRegistry | None = None) -> list[list[str]]:
    """What the mentions of each entity are, after a decision that two are not one."""
    path = folder / "decisions.ttl"
    path.write_text(f"{PREFIXES} actor:{one} owl:differentFrom actor:{other} .", encoding="utf-8")
    (found,) = split_entities([record], read_decisions(path), registry)
    return [[one.text for one in found.mentions if one.entity == entity.id] for entity in found.entities]


@pytest.mark.parametrize(
    ("names", "stay", "leave"),
    [
        ("Anna Smith|Alan Smith|Anna Smith", "Anna Smith|Anna Smith", "Alan Smith"),
        ("Anna Smith|Alan Smith|she|Smith|Anna Smith", "Anna Smith|she|Smith|Anna Smith", "Alan Smith"),
        ("Anna Smith|Alan Smith|he|Smith|Alan Smith", "Anna Smith", "Alan Smith|he|Smith|Alan Smith"),
        ("Anna Smith|Alan Smith|Alan|Anna|she", "Anna Smith|Anna|she", "Alan Smith|Alan"),
        ("Anna Smith|Alan Smith|Dr Alan Smith|Anna M. Smith", "Anna Smith|Anna M. Smith", "Alan Smith|Dr Alan Smith"),
        ("Anna Smith|she", "Anna Smith|she", ""),
        ("Alan Smith|he", "Alan Smith|he", ""),
    ],
)
def test_each_mention_goes_to_the_name_that_it_is_spelt_in(tmp_path: Path, names: str, stay: str, leave: str) -> None:
    found = parted(tmp_path, article(*names.split("|")), "anna-smith", "alan-smith")
    assert found == [part.split("|") for part in (stay, leave) if part]


def test_a_surname_may_be_another_persons(tmp_path: Path) -> None:
    found = parted(tmp_path, article("Anna Smith", "Smith", "she"), "anna-smith", "smith")
    assert found == [["Anna Smith", "she"], ["Smith"]]
    found = parted(tmp_path, article("Anna Smith", "Smith", "Smith", "he"), "smith", "anna-smith")
    assert found == [["Smith", "Smith", "he"], ["Anna Smith"]]


def test_a_node_may_be_named_by_what_no_article_calls_it(tmp_path: Path) -> None:
    record = article("Anna Smith", "Anna Smith", "Alan Smith")
    registry = resolve([record]).registry
    assert registry is not None
    renamed = IdRegistry.from_json(registry.to_json().replace(b"actor:anna-smith", b"actor:the-senator"))
    assert parted(tmp_path, record, "the-senator", "alan-smith") == [["Anna Smith", "Anna Smith", "Alan Smith"]]
    assert parted(tmp_path, record, "the-senator", "alan-smith", renamed)[1] == ["Alan Smith"]


def test_what_is_said_of_them_goes_along(tmp_path: Path) -> None:
    builder = ArticleBuilder("000")
    person = builder.entity("person", "Anna Smith")
    builder.event("met", "meet", agent=person)
    builder.triple(person, "meet", "x")
    builder.says(person)
    builder.mention(person, "Alan Smith")
    record = builder.record()
    path = tmp_path / "decisions.ttl"
    path.write_text(f"{PREFIXES} actor:alan-smith owl:differentFrom actor:anna-smith .", encoding="utf-8")
    (found,) = split_entities([record], read_decisions(path))
    (event,), (triple,), (attribution,) = found.events, found.triples, found.attributions
    anna = found.entities[1]
    assert anna.label == "Anna Smith"
    assert attribution.source is not None
    assert event.participants[0].entity == triple.subject.entity == attribution.source.entity == anna.id


def test_the_parted_node_keeps_its_name_and_others_of_that_name_join_it(tmp_path: Path) -> None:
    records = [article("Anna Smith", "Alan Smith"), article("Alan Smith", identifier="001")]
    before = resolve(records)
    path = tmp_path / "decisions.ttl"
    path.write_text(f"{PREFIXES} actor:anna-smith owl:differentFrom actor:alan-smith .", encoding="utf-8")
    found = resolve(
        split_entities(records, read_decisions(path), before.registry), read_decisions(path), before.registry
    )
    assert {entity.slug: len(entity.members) for entity in found.entities} == {"anna-smith": 1, "alan-smith": 2}
    assert found.unmet_decisions == ()
    again = resolved(records, path, found.registry)
    assert again == found
    path.write_text(f"{PREFIXES} actor:anna-smith owl:sameAs actor:alan-smith .", encoding="utf-8")
    (entity,) = resolve(
        split_entities(records, read_decisions(path), found.registry), read_decisions(path), found.registry
    ).entities
    assert entity.slug == "anna-smith"
    assert "actor:alan-smith" in entity.superseded
    path.write_text(f"{PREFIXES} actor:alan-smith owl:sameAs actor:anna-smith .", encoding="utf-8")
    (entity,) = resolve(
        split_entities(records, read_decisions(path), found.registry), read_decisions(path), found.registry
    ).entities
    assert entity.slug == "alan-smith"
    assert "actor:anna-smith" in entity.superseded
    gone = [article("Anna Smith")]
    path.write_text(f"{PREFIXES} actor:anna-smith owl:differentFrom actor:alan-smith .", encoding="utf-8")
    assert resolved(gone, path).unmet_decisions == ("actor:alan-smith",)


@pytest.mark.parametrize(
    ("words", "label"),
    [("Anna", "Anna"), ("Anna Hill", "Anna Hill"), ("Anna and Anna Hill", None), ("the town", "Anna"), ("", None)],
)
def test_an_event_is_where_its_sentence_says(tmp_path: Path, words: str, label: str | None) -> None:
    builder = ArticleBuilder("000")
    place = builder.entity("place", "Anna", "Anna Hill", "Anna")
    builder.new_sentence()
    builder.event("met", "meet", place=place)
    for part in filter(None, words.split(" and ")):
        builder.mention(place, part, "name" if part.istitle() else "nominal")
        builder.span("and")
    path = tmp_path / "decisions.ttl"
    prefixes = PREFIXES.replace("actor", "place")
    path.write_text(f"{prefixes} place:anna owl:differentFrom place:anna-hill .", encoding="utf-8")
    (found,) = split_entities([builder.record()], read_decisions(path))
    labels = {entity.id: entity.label for entity in found.entities}
    assert sorted(labels.values()) == ["Anna", "Anna Hill"]
    assert [labels.get(event.place or "") for event in found.events] == [label]
