from pathlib import Path

import pytest

from newsgraph.resolution import resolve
from records import ArticleBuilder

PREFIXES = """@prefix actor: <urn:newsgraph:actor:> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix ng: <https://w3id.org/newsgraph#> .
"""


def decide(folder: Path, turtle: str, *names: str) -> dict[str, tuple[str, str, int]]:
    """Slug to type, label and number of members, for persons each in an article of its own."""
    path = folder / "decisions.ttl"
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    articles = [ArticleBuilder(f"{number:03}") for number in range(len(names))]
    for article, name in zip(articles, names, strict=True):
        article.entity("person", name)
    found = resolve([article.record() for article in articles], path).things
    return {thing.slug: (thing.type, thing.label, len(thing.members)) for thing in found}


def test_same_wins(tmp_path: Path) -> None:
    found = decide(tmp_path, "actor:cat-stevens owl:sameAs actor:yusuf-islam .", "Cat Stevens", "Yusuf Islam")
    assert found == {"cat-stevens": ("person", "Cat Stevens", 2)}


def test_different_wins(tmp_path: Path) -> None:
    found = decide(tmp_path, "actor:john-smith owl:differentFrom actor:smith .", "John Smith", "Smith")
    assert sorted(found) == ["john-smith", "smith"]


def test_labels_and_types_are_corrected(tmp_path: Path) -> None:
    turtle = 'actor:big-ben rdfs:label "Big Ben (clock)"@en ; a ng:Place .'
    assert decide(tmp_path, turtle, "Big Ben") == {"big-ben": ("place", "Big Ben (clock)", 1)}


def test_a_decision_about_nobody_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "decisions.ttl"
    path.write_text(PREFIXES + "actor:gone owl:sameAs actor:gone-too .", encoding="utf-8")
    assert resolve([], path).unmet_decisions == ("gone", "gone-too")


def test_a_file_that_is_no_turtle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SyntaxError):
        decide(tmp_path, "same same", "John Smith")
