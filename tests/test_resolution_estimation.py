"""Training the linkage of names on a corpus."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import newsgraph
from newsgraph.cli import app
from newsgraph.record import Record
from newsgraph.resolution.estimation import train
from newsgraph.resolution.weights import Weights, default_weights
from records import ArticleBuilder

GIVEN = ("Anna", "Boris", "Clara", "Denis", "Elena", "Frank", "Greta", "Henry", "Irene", "James")
SURNAMES = ("Barlow", "Cruz", "Dunn", "Egan", "Faulkner", "Grimes", "Hobbs", "Ingram", "Jessop", "Kramer", "Lowell")


def people(count: int) -> Iterator[tuple[str, str]]:
    """Given names and surnames, no two of one surname."""
    for number in range(count):
        prefix = ("", "Mac", "Van", "Fitz")[number // len(SURNAMES)]
        yield GIVEN[number % len(GIVEN)], prefix + SURNAMES[number % len(SURNAMES)]


def corpus(count: int) -> list[Record]:
    """Two articles on each of some people: one gives them in full, one by initial."""
    found = []
    for number, (given, surname) in enumerate(people(count)):
        for place, name in enumerate((f"{given} {surname}", f"{given[0]}. {surname}")):
            article = ArticleBuilder(f"{number:03}-{place}")
            article.entity("person", name, roles=["minister"])
            article.entity("place", f"Town {number}")
            found.append(article.record())
    return found


def test_a_corpus_teaches_how_its_names_differ_and_how_often_by_chance() -> None:
    training = train(corpus(40))
    assert training.weights is not None
    assert 30 <= training.found <= 45
    default, trained = default_weights().levels["given"], training.weights.levels["given"]
    assert trained["the initial"].m > 5 * default["the initial"].m
    assert trained["the initial"].u > 5 * default["the initial"].u  # half of the names are initials
    assert trained["the initial"].by == "corpus"
    assert "about" in str(training)


def test_what_a_corpus_does_not_show_weighs_what_it_did() -> None:
    weights = train(corpus(40)).weights
    assert weights is not None
    default = default_weights()
    assert weights.prior == default.prior
    assert weights.levels["name"]["acronym and its expansion"] == default.levels["name"]["acronym and its expansion"]
    assert weights.levels["surname"]["another surname"].m == default.levels["surname"]["another surname"].m
    assert all(0 < one.m <= 1 and 0 < one.u <= 1 for levels in weights.levels.values() for one in levels.values())


def test_the_order_of_the_articles_changes_no_byte() -> None:
    records = corpus(40)
    assert train(records).to_toml() == train(records[::-1]).to_toml()


@pytest.mark.parametrize("count", [0, 1, 5])
def test_few_names_teach_nothing(count: int) -> None:
    training = train(corpus(count))
    assert training.weights is None
    assert "too little" in str(training)
    assert training.to_toml() == ""


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles as text: each of 40 people in full in one, by initial in another."""
    folder = tmp_path_factory.mktemp("articles")
    for number, (given, surname) in enumerate(people(40)):
        (folder / f"{number}-a.txt").write_text(f"The minister {given} {surname} resigned on Monday.")
        (folder / f"{number}-b.txt").write_text(f"Nobody had asked {given[0]}. {surname} to resign.")
    return folder


def test_a_build_trains_and_later_builds_use_and_explain_it(articles: Path, tmp_path: Path) -> None:
    command = ["build", str(articles), "--output", str(tmp_path), "--jobs", "1"]
    result = CliRunner().invoke(app, [*command, "--train"])
    assert result.exit_code == 0, result.output
    assert re.search(r"^trained on about \d\d pairs of names", result.stdout, re.MULTILINE)
    file = tmp_path / "linkage.toml"
    written = file.read_text(encoding="utf-8")
    trained = Weights.from_toml(written)
    assert trained != default_weights()

    def bits() -> float | None:
        (case,) = newsgraph.Judgements(tmp_path).why("Anna Barlow", "A. Barlow")
        assert case.merged == (case.reason.weight is not None and case.reason.weight >= 1)
        return case.reason.weight

    heavy = bits()
    file.write_text(written.replace("prior = 0.001", "prior = 1e-12"), encoding="utf-8")
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    assert "trained" not in result.stdout
    light = bits()
    assert heavy is not None
    assert light == pytest.approx(heavy - 29.9, abs=0.2)  # log2 of 1e-9


def test_too_few_articles_leave_everything_as_it_is(tmp_path: Path) -> None:
    text = tmp_path / "one.txt"
    text.write_text("Norway thanked Malta on Monday. The premier praised Oslo.")
    result = CliRunner().invoke(app, ["build", str(text), "--train", "--output", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    assert "too little to train on" in result.stdout
    assert not (tmp_path / "out" / "linkage.toml").exists()


def test_a_broken_file_of_weights_is_named(tmp_path: Path) -> None:
    text = tmp_path / "one.txt"
    text.write_text("Norway thanked Malta on Monday. The premier praised Oslo.")
    (tmp_path / "linkage.toml").write_text("prior = 7")
    result = CliRunner().invoke(app, ["build", str(text), "--output", str(tmp_path)])
    assert result.exit_code == 1
    assert "linkage.toml is broken" in result.stderr
