from pathlib import Path

import pytest

from newsgraph.resolution import resolve
from newsgraph.resolution.decisions import read_decisions
from records import RUSSIA, ArticleBuilder

PREFIXES = """@prefix actor: <urn:newsgraph:actor:> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix event: <urn:newsgraph:event:> . @prefix place: <urn:newsgraph:place:> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix ng: <https://w3id.org/newsgraph#> .
"""


def decide(folder: Path, turtle: str, *names: str) -> dict[str, tuple[str, str, int]]:
    """Slug to type, label and number of members, for persons each in an article of its own."""
    path = folder / "decisions.ttl"
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    articles = [ArticleBuilder(f"{number:03}") for number in range(len(names))]
    for article, name in zip(articles, names, strict=True):
        article.entity("person", name)
    found = resolve([article.record() for article in articles], read_decisions(path)).entities
    return {entity.slug: (entity.type, entity.label, len(entity.members)) for entity in found}


def test_same_wins(tmp_path: Path) -> None:
    found = decide(tmp_path, "actor:cat-stevens owl:sameAs actor:yusuf-islam .", "Cat Stevens", "Yusuf Islam")
    assert found == {"cat-stevens": ("person", "Cat Stevens", 2)}


def test_different_wins(tmp_path: Path) -> None:
    found = decide(tmp_path, "actor:john-smith owl:differentFrom actor:smith .", "John Smith", "Smith")
    assert sorted(found) == ["john-smith", "smith"]


def test_labels_and_types_are_corrected(tmp_path: Path) -> None:
    turtle = 'actor:big-ben rdfs:label "Big Ben (clock)"@en ; a ng:Place .'
    assert decide(tmp_path, turtle, "Big Ben") == {"big-ben": ("place", "Big Ben (clock)", 1)}


def test_what_is_the_same_is_known_by_its_other_name_too(tmp_path: Path) -> None:
    path = tmp_path / "decisions.ttl"
    path.write_text(PREFIXES + "actor:yusuf-islam owl:sameAs actor:cat-stevens .", encoding="utf-8")
    articles = [ArticleBuilder(f"{number:03}") for number in range(3)]
    for article, name in zip(articles, ("Cat Stevens", "Yusuf Islam", "Cat Stevens"), strict=True):
        article.entity("person", name)
    records = [article.record() for article in articles]
    (entity,) = resolve(records, read_decisions(path)).entities
    assert (entity.slug, entity.superseded) == ("yusuf-islam", ("actor:cat-stevens",))
    known = resolve(records, read_decisions(path), resolve(records).registry)
    assert known.entities == (entity,)
    assert resolve(records, read_decisions(path), known.registry) == known
    assert resolve(records, None, known.registry).entities == resolve(records).entities


def test_two_of_one_name_are_told_apart_by_where_they_are_mentioned(tmp_path: Path) -> None:
    turtle = (
        "<urn:newsgraph:article:000#char=0,10> owl:differentFrom <urn:newsgraph:article:002#char=0,10> ."
        "<urn:newsgraph:article:001#char=0,10> owl:sameAs <urn:newsgraph:article:002#char=0,10> ."
    )
    found = decide(tmp_path, turtle, "John Smith", "John Smith", "John Smith", "John Smith")
    assert found == {"john-smith": ("person", "John Smith", 2), "john-smith-001": ("person", "John Smith", 2)}


def test_who_is_called_alike_leaves_together(tmp_path: Path) -> None:
    turtle = "<urn:newsgraph:article:000#char=0,10> owl:differentFrom <urn:newsgraph:article:001#char=0,5> ."
    found = decide(tmp_path, turtle, "John Smith", "Smith", "Smith", "John Smith")
    assert found == {"john-smith": ("person", "John Smith", 2), "smith": ("person", "Smith", 2)}


def test_the_part_that_leaves_never_takes_the_name_along(tmp_path: Path) -> None:
    names = ("John Smith", "Smith", "Smith", "Smith")
    records = []
    for number, name in enumerate(names):
        article = ArticleBuilder(f"{number:03}")
        article.entity("person", name)
        records.append(article.record())
    path = tmp_path / "decisions.ttl"
    path.write_text(PREFIXES + "actor:john-smith owl:differentFrom actor:smith .", encoding="utf-8")
    found = resolve(records, read_decisions(path), resolve(records).registry)
    assert {entity.slug: len(entity.members) for entity in found.entities} == {"john-smith": 1, "smith": 3}
    assert resolve(records, read_decisions(path), found.registry) == found


def test_events_are_united_and_renamed(tmp_path: Path) -> None:
    article = ArticleBuilder("0")
    russia = article.entity("place", "Russia", location=RUSSIA)
    for town in ("Lviv", "Odesa"):
        article.event("attacked", "attack", "assault", agent=russia, patient=article.entity("place", town))
    path = tmp_path / "decisions.ttl"
    turtle = "event:attack-lviv-russia owl:sameAs event:attack-odesa-russia ; rdfs:label 'Russia attacked two towns' ."
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    found = resolve([article.record()], read_decisions(path))
    (event,) = found.events
    assert (event.label, event.superseded) == ("Russia attacked two towns", ("event:attack-odesa-russia",))
    assert found.unmet_decisions == ()


def test_a_place_that_is_none_keeps_its_old_name(tmp_path: Path) -> None:
    article = ArticleBuilder("0")
    article.entity("place", "Paris", location=RUSSIA)
    path = tmp_path / "decisions.ttl"
    path.write_text(PREFIXES + "place:paris a ng:Person .", encoding="utf-8")
    found = resolve([article.record()], read_decisions(path))
    (entity,) = found.entities
    assert (entity.name, entity.superseded, entity.location) == ("actor:paris", ("place:paris",), None)
    assert resolve([article.record()], read_decisions(path), found.registry) == found


def test_a_decision_about_nobody_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "decisions.ttl"
    path.write_text(PREFIXES + "actor:gone owl:sameAs actor:gone-too .", encoding="utf-8")
    assert resolve([], read_decisions(path)).unmet_decisions == ("actor:gone", "actor:gone-too")


def test_a_file_that_is_no_turtle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SyntaxError):
        decide(tmp_path, "same same", "John Smith")
