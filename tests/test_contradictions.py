"""What is contested in short articles, read by the real extractor."""

from pathlib import Path

import msgspec
import pytest

from newsgraph import Judgements, build
from newsgraph.articles import Article
from newsgraph.extraction import extractor
from newsgraph.rdf.query import ready_questions
from newsgraph.record import Polarity, Record
from newsgraph.resolution import resolve
from newsgraph.resolution.identities import Contradiction, Identities
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


CONTRADICTORY = [
    (
        "denial",
        [
            "Carla Mendes took a bribe from Rodrigo Paz in May, the prosecutor said.",
            "Carla Mendes denied taking a bribe from Rodrigo Paz.",
        ],
    ),
    (
        "denial",
        [
            "Norland Steel had dumped waste in the river Aske, fishermen said.",
            "Norland Steel rejected claims that it had dumped waste in the river Aske.",
        ],
    ),
    (
        "denial",
        [
            "Peter Holm quarrelled with Anna Berg over taxes, two aides said.",
            "Peter Holm dismissed reports of a quarrel with Anna Berg.",
        ],
    ),
    (
        "negation",
        [
            "Elena Kovacs met Boris Petrov in Vienna on 4 March, the newspaper Standard said.",
            "Boris Petrov said that he had never met Elena Kovacs.",
        ],
    ),
    (
        "negation",
        [
            "The mayor of Lund, Ingrid Dahl, sold the old theatre to a developer in June, the council said.",
            "The mayor did not sell the old theatre, Ingrid Dahl's spokesman said.",
        ],
    ),
    (
        "negation",
        [
            "Samuel Okoro paid two million euros to Maria Rossi, prosecutors said.",
            "Samuel Okoro never paid anything to Maria Rossi, his lawyer said.",
        ],
    ),
    (
        "antonym",
        [
            "The parliament of Arvia approved the pension bill on Tuesday, the speaker said.",
            "The parliament of Arvia rejected the pension bill, an opposition deputy said.",
        ],
    ),
    (
        "antonym",
        [
            "The airport of Kessel was closed on Sunday, pilots said.",
            "The airport of Kessel was open on Sunday, its director said.",
        ],
    ),
    (
        "antonym",
        [
            "Unemployment in Velania rose in April, the unions said.",
            "Unemployment in Velania fell in April, the labour ministry said.",
        ],
    ),
    (
        "antonym",
        [
            "The general was arrested on Friday, his wife said. General Ivo Marek was arrested on Friday.",
            "General Ivo Marek was released on Friday, the army said.",
        ],
    ),
    (
        "value",
        [
            "Twelve people were killed in the train crash near Osten on Monday, the fire brigade said.",
            "Thirty people died in the train crash near Osten on Monday, the railway union said.",
        ],
    ),
    (
        "value",
        [
            "The two countries signed the treaty on Monday, Radio Arvia said. Arvia signed the treaty on Monday.",
            "Arvia signed the treaty on Friday, the foreign ministry said.",
        ],
    ),
    (
        "value",
        [
            "Turnout was 61 per cent, the electoral commission of Arvia said.",
            "The opposition of Arvia put turnout at 48 per cent.",
        ],
    ),
    (
        "value",
        [
            "The frigate Ymer rammed the trawler Stella on Sunday, the trawler's owner said.",
            "The trawler Stella rammed the frigate Ymer on Sunday, the navy said.",
        ],
    ),
    (
        "negation",
        [
            "Rodrigo Paz gave Carla Mendes a car in May, the prosecutor said.",
            "Carla Mendes received no car from Rodrigo Paz, her lawyer said.",
        ],
    ),
    (
        "negation",
        [
            "Carla Mendes, the governor of Sol, accepted the resignation of the police chief on Monday, an aide said.",
            "The governor did not accept the resignation of the police chief, her office said.",
        ],
    ),
]

COMPATIBLE = [
    [
        "Jonas Lind tested negative at a clinic, his team said.",
        "The organisers called it untrue that Jonas Lind had tested positive.",
    ],
    [
        "Jonas Lind tested positive on 7 July, an official said. Jonas Lind had tested negative in the week before.",
    ],
    [
        "Ravi Menon resigned from the board of the state bank on Monday.",
        '"Ravi Menon remains in office," a spokesman said.',
    ],
    [
        "Hana Berg dismissed the skipper's account of the collision as untrue, her lawyer said.",
        "The weather was calm, the skipper said.",
    ],
    # the same verb with another object
    [
        "Carla Mendes apologised for the delay on Monday.",
        "Carla Mendes did not apologise for the accident, the families said.",
    ],
    # the same verb with another object
    [
        "The president published his tax returns, his office said. Donald Hart published his tax returns.",
        "Donald Hart did not publish his doctor's letter, his office said.",
    ],
    # a negation of a part
    ["Ann Cole just barely trailed Bob Dunn, the poll said.", "Ann Cole trailed Bob Dunn, the station said."],
    # a negation of a part
    [
        "The minister isn't just attacking the courts, critics said. Peter Holm isn't just attacking the courts.",
        "Peter Holm attacked the courts on Monday.",
    ],
    # a demand and what came of it
    ["The union demanded that Norland Steel raise wages.", "Norland Steel did not raise wages in 2021."],
    # an expectation
    ["Analysts expected Norland Steel to raise prices.", "Norland Steel did not raise prices on Monday, it said."],
    # a plan and what has not come of it yet
    [
        "Norland Steel will close the plant in Aske next year.",
        "Norland Steel has not closed the plant in Aske, it said.",
    ],
    # another time
    ["Peter Holm lost the election in 2014.", "Peter Holm won the election on Sunday, the commission said."],
    # another place
    ["The museum in Lund was open on Sunday, its director said.", "The museum in Malmo was closed on Sunday."],
    # another doer
    [
        "Anna Berg signed the letter on Monday, her office said.",
        "Peter Holm did not sign the letter, his spokesman said.",
    ],
    # what rose
    ["At least 12 people died in the flood in Osten.", "The flood in Osten killed 30 people, the governor said later."],
    # two that agree
    ["Peter Holm resigned on Monday, two aides said.", "Peter Holm is no longer minister, the palace confirmed."],
    # two denials of one thing
    [
        "Norland Steel denied dumping waste in the river Aske.",
        "Norland Steel did not dump waste in the river Aske, its director said.",
    ],
    # what nobody knows
    ["Observers could not say who had fired first.", "The rebels fired first, the army of Arvia said."],
]


def contested(texts: list[str]) -> list[Contradiction]:
    articles = [
        Article(id=f"{number}", text=text, title=None, published="2022-05-10", publisher=None, url=None, language="en")
        for number, text in enumerate(texts)
    ]
    return list(resolve(list(extractor().extract(articles))).contradictions)


@pytest.mark.parametrize(("kind", "texts"), CONTRADICTORY)
def test_what_excludes_each_other_is_contested_and_says_how(kind: str, texts: list[str]) -> None:
    found = contested(texts)
    assert kind in {one.kind for one in found}
    assert {one.one[0] for one in found} | {one.other[0] for one in found} == {"0", "1"}


@pytest.mark.parametrize("texts", COMPATIBLE)
def test_what_only_looks_contested_is_not(texts: list[str]) -> None:
    assert contested(texts) == []


def test_reasons_say_why_two_statements_contradict_each_other(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Elena Kovacs met Boris Petrov in Vienna on Monday, the newspaper Standard said.")
    (tmp_path / "two.txt").write_text("Boris Petrov said that he had never met Elena Kovacs.")
    build([tmp_path], output=tmp_path / "built")
    judgements = Judgements(tmp_path / "built")
    contest = judgements.contested("article:one#statement-t0", "Boris Petrov had never met Elena Kovacs")
    assert contest is not None
    assert contest.one[0].startswith("Elena Kovacs met Boris Petrov")
    assert (contest.verdict.contradict, contest.verdict.kind, contest.verdict.possible) == (True, "negation", False)
    assert contest.verdict.reasons[0] == "Both tell of 'meet': one affirms it, the other negates it."
    assert judgements.contested("Elena Kovacs", "Boris Petrov") is None


def test_the_graph_says_the_kind_and_the_tier_of_each_contradiction(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("The parliament of Arvia approved the pension bill, the speaker said.")
    (tmp_path / "two.txt").write_text("The parliament of Arvia rejected the pension bill, an opposition deputy said.")
    graph = build([tmp_path])
    rows = graph.query("SELECT ?kind ?tier { ?x ng:contradictionKind ?kind ; ng:contradictionTier ?tier }").rows
    assert [(row["kind"].value, row["tier"].value) for row in rows] == [("antonym", "contested")]
    (question,) = (one for one in ready_questions() if one.name == "contested")
    (row,) = graph.query(question.text).rows
    assert {row["by"].value, row["deniedBy"].value} == {"the speaker", "opposition deputy"}
    assert graph.validate().conforms
