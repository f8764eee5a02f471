"""What is contested in short articles, read by the real extractor."""

from pathlib import Path

import msgspec
import pytest

from newsgraph import build
from newsgraph.articles import Article
from newsgraph.extraction import extractor
from newsgraph.rdf.query import ready_questions
from newsgraph.record import Polarity, Record
from newsgraph.resolution import resolve
from newsgraph.resolution.identities import Identities
from records import KHERSON, RUSSIA, UKRAINE, ArticleBuilder


def read(*texts: str) -> Identities:
    articles = [
        Article(id=f"{number}", text=text, title=None, published=None, publisher=None, url=None, language="en")
        for number, text in enumerate(texts)
    ]
    return resolve(list(extractor().extract(articles)))


@pytest.mark.parametrize(
    "texts",
    [
        [
            "Police said Smith attacked the embassy on Monday. Smith's lawyer said Smith did not attack the embassy.",
        ],
        [
            "Israel bombed the hospital on Tuesday, the health ministry said.",
            "Israel denied bombing the hospital.",
        ],
        [
            "Turkey plans to withdraw its troops from Syria, officials said.",
            "Turkey does not plan to withdraw its troops from Syria, the foreign minister said.",
        ],
        [
            "North Korea launched a missile on Friday, Seoul said.",
            "North Korea did not launch a missile, Pyongyang said.",
        ],
        [
            "Boeing knew about the defect, the families say. Boeing says it did not know about the defect.",
        ],
        [
            "Iran supplied drones to Russia, Kyiv said. Tehran said it did not supply drones to Russia.",
        ],
        [
            "India shot down the jet, according to Pakistan. India said it had not shot down the jet.",
        ],
        [
            "Zelensky said Russia had attacked the power plant.",
            "Russia denied the attack on the power plant.",
        ],
        [
            "Angela Merkel met Vladimir Putin in Berlin on Monday, Bild reported.",
            "The chancellery said Angela Merkel had not met Vladimir Putin.",
        ],
    ],
)
def test_what_one_says_and_another_denies_is_contested(texts: list[str]) -> None:
    assert read(*texts).contradictions


def test_what_denies_by_its_verb_alone_contradicts_within_the_rules(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Zelensky said Russia had attacked the power plant.")
    (tmp_path / "two.txt").write_text("Russia denied the attack on the power plant.")
    graph = build([tmp_path])
    (question,) = (one for one in ready_questions() if one.name == "contested")
    (row,) = graph.query(question.of_all).rows
    assert (row["denied"].value, row["deniedBy"].value) == ("Russia denied the attack on the power plant", "Russia")
    assert graph.validate().conforms


@pytest.mark.parametrize(
    "texts",
    [
        [
            "The storm was not only a disaster. The storm hit Florida on Monday.",
        ],
        [
            "Marriage is not a contract, the judge said. The couple hopes for marriage.",
        ],
        [
            "John Smith said he had not read the report. The committee read the report on Tuesday.",
        ],
        [
            "Russia did not attack Kharkiv on Monday, the mayor said. Russia attacked Odesa on Monday, the army said.",
        ],
        [
            "The fire started in the kitchen, police said. The cause was not a gas fire, the firm said.",
        ],
        [
            "If Russia attacks Poland, NATO will answer. Russia did not attack Poland, the minister said.",
        ],
        [
            "Greece should leave the euro, Schmidt said. Greece did not leave the euro.",
        ],
        [
            "The team did not win the cup in 1998. The team won the cup in 2002, the club said.",
        ],
        [
            "The strike was not legal, the court said. Workers began the strike on Friday.",
        ],
        [
            "The United States did not sign the treaty, the minister said. France signed it in May, the envoy said.",
        ],
        [
            "He was the last survivor. He was not, however, the last witness.",
        ],
        [
            "The attack did not damage the bridge, the army said. The attack killed two people, the governor said.",
        ],
    ],
)
def test_what_can_both_be_true_is_not_contested(texts: list[str]) -> None:
    assert not read(*texts).contradictions


def bombing(identifier: str, published: str, target: str, polarity: Polarity) -> Record:
    article = ArticleBuilder(identifier, published)
    russia = article.entity("place", "Russia", location=RUSSIA)
    article.triple(russia, "bomb", target, polarity, event=article.event("bombed", "bomb", agent=russia))
    return article.record()


@pytest.mark.parametrize(
    ("target", "day", "contested"),
    [("the hospital", "2022-10-15", True), ("the hospital", "2022-12-01", False), ("a hospital", "2022-10-15", True)],
)
def test_words_are_the_same_in_articles_of_the_same_days(target: str, day: str, contested: bool) -> None:
    one, other = bombing("0", "2022-10-10", target, "affirmed"), bombing("1", day, target, "negated")
    assert bool(resolve([one, other]).contradictions) is contested


@pytest.mark.parametrize("published", ["2022-10-10", None])
def test_a_voice_does_not_contest_itself_in_one_article(published: str | None) -> None:
    article = ArticleBuilder("0", published)
    russia = article.entity("place", "Russia", location=RUSSIA)
    town = article.entity("place", "Kherson", location=KHERSON)
    article.triple(russia, "leave", town)
    article.new_sentence()
    article.triple(russia, "leave", town, "negated")
    record = article.record()
    assert resolve([record]).contradictions == ()
    said = msgspec.structs.replace(record.triples[1], attribution="a0")
    article.says(article.entity("place", "Ukraine", location=UKRAINE))
    two = msgspec.structs.replace(article.record(), triples=(record.triples[0], said))
    assert [(one.one, one.other) for one in resolve([two]).contradictions] == [(("0", "t0"), ("0", "t1"))]
