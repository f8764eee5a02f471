"""Small inputs after reports of other tools' users, in `reported`: what must come out of each, and what must not."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import newsgraph
from newsgraph import Article, KnowledgeGraph, Problem
from newsgraph.articles import read_sources
from newsgraph.cli import app

CASES = Path(__file__).parent / "reported"

# What is stated, and words that no statement has.
STATED = {
    "bylines": (
        ["Police in Riga shot a teacher on Tuesday during a protest", "Rebels attacked the port on Tuesday"],
        ["Lund", "Keel", "Updated", "Photograph"],
    ),
    "capitals": (
        [
            "Norway's Prime Minister Jens Aldal condemned the expulsion [KASTOR EXPELLED THE ENVOY]",
            "Police Arrest Mayor Of Visby",
        ],
        ["LONDON"],
    ),
    "consent-notice": (
        [
            "Crews of the Norrland ferry company walked out on Monday",
            "The company dismissed eleven sailors last week",
            "Lena Aster accused the company of blackmail",
            "police arrested Marit Solheim at the ferry terminal on Wednesday",
        ],
        ["cookie", "partner", "Kiss", "data", "consent"],
    ),
    "datelines": (
        [
            "Norway expelled the envoy of Chile on Monday",
            "Spain recalled its ambassador from Peru",
            "Police arrested three men at the port",
            "The commission fined a bank",
        ],
        ["LONDON", "PARIS", "BRUSSELS", "AP", "Reuters", "Agency"],
    ),
    "invisible-characters": (
        [
            "Anders Holm accused Marit Solheim of fraud",
            "Marit Solheim met Dr. Otto Brandel in New York",
            "Marit Solheim sued Otto Brandel",
            "The officer arrested Anders Holm",
        ],
        ["\u00ad", "\u200b", "\u200e", "ﬁ"],
    ),
    "paywall-teaser": (["Sofia Lindgren resigned on Thursday"], ["Keel", "editors", "offer", "subscri"]),
    "related-headlines": (
        ["The central bank in Riga cut its rate on Tuesday", "Martins Kalnins praised the government"],
        ["Brandel", "Visby", "Lund", "banker", "Peru", "Norway", "newsletter"],
    ),
    "words-cut-at-line-ends": (
        [
            "The coastguard rescued two sailors off Visby on Monday",
            "Otto Brandel met Lena Aster in Stockholm",
            "Brandel accused the Norrland company of blackmail",
        ],
        ["COAST", "Page", "res-", "Norr-"],
    ),
    "scraped-json-lines": (["Norway expelled the envoy of Chile on Monday"], []),
    "two-files-of-one-name": (["The court in Riga fined Norvik Bank on Tuesday"], []),
}
NO_PLAIN_FACTS = (
    "army control riga, ana-petric murder husband, karl-ekdahl bribe mayor, rebels attack town, troops enter riga, "
    "norway ratify treaty, minister meet envoy, spain send troops, bank pay fine, protesters enter parliament, "
    "firm sack workers, president accuse peru, norway expel envoy, spain attack mali, norway expel rosa-ibarra"
)
LEMMAS = (
    "fine rate cite mine site file rehire rebook bar redeploy reelect outbid fell find found wind raid hate sue tie "
    "vie pipe rape tax code shed bare stay bait cane raze"
)


@pytest.fixture(scope="module")
def graphs() -> dict[str, KnowledgeGraph]:
    return {}


def graph_of(case: str, graphs: dict[str, KnowledgeGraph]) -> KnowledgeGraph:
    if case not in graphs:
        graphs[case] = newsgraph.build(CASES / case)
    return graphs[case]


def stated(graph: KnowledgeGraph) -> set[str]:
    rows = graph.query("SELECT ?text { ?s a ng:Statement ; ng:text ?text ; ng:reportedAs ng:Stated }")
    return {row["text"].value for row in rows}


@pytest.mark.parametrize("case", STATED)
def test_what_is_stated_and_what_is_not(case: str, graphs: dict[str, KnowledgeGraph]) -> None:
    wanted, forbidden = STATED[case]
    found = stated(graph_of(case, graphs))
    assert set(wanted) <= found
    assert not [text for text in found for word in forbidden if word in text]


def test_capitals_are_read_as_words_are(graphs: dict[str, KnowledgeGraph]) -> None:
    found = {text.casefold() for text in stated(graph_of("capitals", graphs))}
    assert {
        "kastor expelled the envoy of belen on monday",
        "foreign minister ada molnar accused the envoy of spying",
    } <= found
    places = graph_of("capitals", graphs).query("SELECT ?name { ?p a ng:Place ; rdfs:label ?name }")
    assert "envoy" not in {row["name"].value.casefold() for row in places}


def test_invisible_characters_part_no_name(graphs: dict[str, KnowledgeGraph]) -> None:
    graph = graph_of("invisible-characters", graphs)
    names = [row["name"].value for row in graph.query("SELECT ?name { ?p a ng:Person ; rdfs:label ?name }")]
    assert names.count("Marit Solheim") == 1
    assert sum("Brandel" in name for name in names) == 1


def test_what_is_negated_is_no_plain_fact(graphs: dict[str, KnowledgeGraph]) -> None:
    plain = graph_of("scope-of-negation", graphs).query(
        "SELECT ?s ?did ?o { ?s ?did ?o . ?did a ng:Relation FILTER(ISIRI(?o)) }"
    )
    facts = {
        tuple(row[name].value.rsplit(":", 1)[-1].rsplit("#", 1)[-1] for name in ("s", "did", "o")) for row in plain
    }
    for who, did, whom in (one.split() for one in NO_PLAIN_FACTS.split(", ")):
        assert not [fact for fact in facts if who in fact[0] and fact[1].endswith(did) and whom in fact[2]]
    found = stated(graph_of("scope-of-negation", graphs))
    assert {
        "The judge acquitted Ana Petric of murdering her husband",
        "Peru also bombed Lima",
        "No fewer than three generals resigned",
        "The union called off its strike",
        "The firm scrapped plans to sack workers",
    } <= found


def test_each_verb_has_its_own_lemma() -> None:
    (record,) = (one for one in newsgraph.read(CASES / "lemmas") if not isinstance(one, Problem))
    labels = {one.relation.label.partition(" ")[0] for one in record.triples}
    assert set(LEMMAS.split()) - labels == {"shed"} - labels
    assert {"find", "found", "wind"} <= labels


def test_companies_of_one_name_are_one(graphs: dict[str, KnowledgeGraph]) -> None:
    rows = graph_of("companies", graphs).query("SELECT ?name { ?p a ng:Organization ; rdfs:label ?name }")
    names = {row["name"].value for row in rows}
    assert sum("NordOil" in name for name in names) == 1
    assert sum("Sefton" in name for name in names) == 1
    assert {"K-L-M Company", "KLM Company"} & names


def test_a_paywall_is_told() -> None:
    told = [one.reason for one in read_sources(CASES / "paywall-teaser") if isinstance(one, Problem)]
    assert ["paywall" in one for one in told] == [True]


def test_dates_that_have_one_meaning_are_dates() -> None:
    found = list(read_sources(CASES / "scraped-json-lines"))
    articles = [one for one in found if isinstance(one, Article)]
    problems = [one for one in found if isinstance(one, Problem)]
    assert [one.published for one in articles] == ["2024-01-16", None, *["2024-01-16"] * 2, None, *["2024-01-16"] * 4]
    assert len({one.id for one in articles}) == 9
    assert [one.skipped for one in problems] == [False, False]
    ambiguous = [one for one in read_sources(CASES / "dates") if isinstance(one, Article)]
    assert [one.published for one in ambiguous] == ["2022-05-10", None]


def test_all_of_a_mixed_folder_is_read_or_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["build", str(CASES / "mixed-folder"), "--output", str(tmp_path / "out")])
    assert done.exit_code == 3
    assert "12 articles: 12 read" in done.stdout
    skipped = [line for line in done.stderr.splitlines() if line.startswith("skipped")]
    assert [line.rpartition("/")[2].partition(":")[0] for line in skipped] == ["archive.warc", "paper.pdf"]
    assert "Traceback" not in done.stderr


def test_two_files_of_one_name_keep_their_ids(tmp_path: Path) -> None:
    for read in (2, 0):
        done = CliRunner().invoke(
            app, ["build", str(CASES / "two-files-of-one-name"), "--output", str(tmp_path / "out")]
        )
        assert done.exit_code == 0
        assert f"2 articles: {read} read" in done.stdout
        assert done.stderr == ""
    graph = KnowledgeGraph.open(tmp_path / "out")
    articles = {row["a"].value for row in graph.query("SELECT ?a { ?a a schema:NewsArticle }")}
    assert articles == {"urn:newsgraph:article:coast%2Findex", "urn:newsgraph:article:ledger%2Findex"}


def test_a_former_office_is_not_held(graphs: dict[str, KnowledgeGraph]) -> None:
    rows = graph_of("former-offices", graphs).query(
        "SELECT ?text { ?s a ng:Statement ; ng:text ?text ; prov:wasDerivedFrom <urn:newsgraph:article:b> }"
    )
    assert not [row["text"].value for row in rows if "is the chief" in row["text"].value]
    assert "Karl Ekdahl has led Norvik Bank since May 2020" in stated(graph_of("former-offices", graphs))


def test_people_of_a_title_do_what_they_do(graphs: dict[str, KnowledgeGraph]) -> None:
    found = stated(graph_of("titles-before-names", graphs))
    assert any(text.endswith("Sir Hugh Parfitt visited Malta") for text in found)
    assert any("Lorna Berwick criticised the ministry" in text for text in found)
    assert any("Mary Moran resigned on Friday" in text for text in found)


def test_a_nickname_is_nobody_else(graphs: dict[str, KnowledgeGraph]) -> None:
    names = graph_of("nicknames", graphs).query(
        "SELECT ?p { ?p a ng:Person ; rdfs:label|skos:altLabel ?name FILTER(CONTAINS(?name, 'Salcedo')) }"
    )
    assert len({row["p"].value for row in names}) == 1
    assert "Patch was arrested" in stated(graph_of("nicknames", graphs))


def test_people_in_capitals_are_people(graphs: dict[str, KnowledgeGraph]) -> None:
    people = graph_of("capitals", graphs).query("SELECT ?name { ?p a ng:Person ; rdfs:label ?name }")
    assert "ada molnar" in {row["name"].value.casefold() for row in people}
