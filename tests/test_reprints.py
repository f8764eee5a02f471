"""Articles that print one report are found, and count as one voice."""

from pathlib import Path

import pytest

from newsgraph import Judgements, KnownEntity, build
from newsgraph.articles import Article
from newsgraph.articles.reprints import find_reprints
from newsgraph.resolution.memo import Memo

WIRE = (
    "Fire crews worked through the night on Tuesday to contain a blaze at the grain store in Aske, the county said. "
    "Two workers were taken to hospital with burns, and one of them was in a serious condition, a doctor said. "
    "The owner, Norland Mills, said that it did not know what had caused the fire and that it would help the police. "
    "About forty people who live near the harbour had to leave their homes and spent the night in a school. "
)
OTHER = (
    "The owner of the grain store in Aske has been warned three times about its fire doors, papers of the county show. "
    "An inspector wrote in March that the doors could not be opened from the inside. Norland Mills paid a fine. "
    "The blaze of Tuesday night left forty people without a home, and two workers are in hospital with burns. "
    "The police have asked witnesses to come forward, and an expert from the capital is to look at the wiring. "
)


def article(identifier: str, text: str, published: str | None = "2022-05-03") -> Article:
    return Article(id=identifier, text=text, published=published)


def test_a_wire_story_in_three_papers_is_one_report() -> None:
    articles = [
        article("b-paper", WIRE, "2022-05-04"),
        article("wire", WIRE, "2022-05-03"),
        article("c-paper", "By our staff. " + WIRE + "Our reporter was there.", "2022-05-04"),
        article("own", OTHER, "2022-05-04"),
    ]
    assert find_reprints(articles) == {"b-paper": "wire", "c-paper": "wire"}


def test_a_cut_report_is_a_reprint_and_a_short_note_is_none() -> None:
    cut = WIRE.partition("About forty")[0]
    assert find_reprints([article("a", WIRE), article("b", cut)]) == {"b": "a"}
    assert find_reprints([article("a", "Fire in Aske."), article("b", "Fire in Aske.")]) == {}


def test_texts_that_were_compared_are_not_taken_apart_again(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [article("b", WIRE), article("a", WIRE), article("own", OTHER)]
    memo = Memo()
    assert find_reprints(articles, memo) == {"b": "a"}
    monkeypatch.setattr("newsgraph.articles.reprints._shingles", None)
    assert find_reprints(articles, Memo(memo.to_bytes())) == {"b": "a"}


def test_reprints_are_in_the_graph_and_contest_nothing_twice(tmp_path: Path) -> None:
    report = "Norland Mills knew of the faulty doors in March, an inspector said. "
    for name, text in (
        ("wire", report + WIRE),
        ("paper", report + WIRE),
        ("answer", "Norland Mills did not know of the faulty doors in March, its lawyer said. " + OTHER),
    ):
        (tmp_path / f"{name}.txt").write_text(f"---\npublished: 2022-05-03\n---\n{text}\n")
    graph = build([tmp_path])
    (row,) = graph.query("SELECT ?one ?first { ?one ng:reprintOf ?first }").rows
    assert (row["one"].value, row["first"].value) == ("urn:newsgraph:article:wire", "urn:newsgraph:article:paper")
    assert (graph.counts().articles, graph.counts().reprints) == (3, 1)
    tied = graph.query("SELECT DISTINCT ?article { ?x ng:contradictory/prov:wasDerivedFrom ?article }").rows
    assert {one["article"].value for one in tied} == {"urn:newsgraph:article:paper", "urn:newsgraph:article:answer"}
    assert graph.validate().conforms


def test_why_weighs_what_is_contested_as_the_build_did(tmp_path: Path) -> None:
    report = "Norland Mills knew of the faulty doors in March, an inspector said. "
    answer = "Aske Grain Corporation did not know of the faulty doors in March, its lawyer said. " + OTHER
    for name, text in {"wire": report + WIRE, "paper": report + WIRE, "answer": answer}.items():
        (tmp_path / f"{name}.txt").write_text(f"---\npublished: 2022-05-03\n---\n{text}\n")
    known = KnownEntity("Norland Mills", ("Aske Grain Corporation",), type="organization")
    graph = build([tmp_path], output=tmp_path / "out", known=known)
    (tie,) = graph.query(
        "SELECT ?one ?other ?sure { "
        "?t ng:contradictory ?one, ?other ; ng:confidence ?sure FILTER(STR(?one) < STR(?other)) }"
    ).rows
    contest = Judgements(tmp_path / "out").contested(tie["one"].value, tie["other"].value)
    assert contest is not None
    assert contest.verdict.contradict
    assert contest.verdict.confidence == float(tie["sure"].value)
