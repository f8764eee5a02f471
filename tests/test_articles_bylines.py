"""Who wrote an article: names, and nothing that is none."""

from pathlib import Path

import pytest

import newsgraph
from newsgraph.articles.bylines import author_names, byline_of

FINED = "The court in Tartu fined Baltika Bank on Tuesday."


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("By Anna Kask in Riga", "Anna Kask"),
        ("by Anna Kask, Mart Laar and Ott Ilves", "Anna Kask; Mart Laar; Ott Ilves"),
        ("Anna Kask; Mart Laar", "Anna Kask; Mart Laar"),
        ("MATTI O'KALDA, Coast Wire", "Matti O'Kalda"),
        ("By ANNA VON KASK & J.R. LAAR", "Anna von Kask; J.R. Laar"),
        ("ak@coast.example (Anna Kask)", "Anna Kask"),
        ("Anna Kask <ak@coast.example>", "Anna Kask"),
        ("Anna Kask, Political Editor", "Anna Kask"),
        ("Words: Anna Kask | Coast Weekly", "Anna Kask"),
        ("Omar al-Bashir for the Ledger", "Omar al-Bashir"),
        ("AFP", "AFP"),
        ("admin", None),
        ("https://facebook.com/anna.kask", None),
        ("@annakask", None),
        ("Political Editor", None),
        ("By staff reporters", None),
        ("Coast Weekly Staff", "Coast Weekly"),
        ("", None),
        (None, None),
    ],
)
def test_names_out_of_what_is_told_of_authors(told: str | None, names: str | None) -> None:
    assert author_names([told]) == names


@pytest.mark.parametrize(
    "line",
    ["By Monday, Oslo had enough.", "From Riga With Love", "By the river", "Baker by trade", "By 2030, a bridge"],
)
def test_other_lines_are_no_bylines(line: str) -> None:
    assert byline_of(line) is None


@pytest.mark.parametrize(
    "text",
    [
        f"Bank fined\nBy Anna Kask and Mart Laar\n5 March 2024\n\n{FINED}",
        f"---\nauthors: [Anna Kask, Mart Laar]\n---\n{FINED}",
        f"---\nauthor: Anna Kask and Mart Laar\n---\nBy Ott Ilves\n{FINED}",
    ],
)
def test_the_authors_of_a_text_are_in_the_graph_and_do_nothing_in_it(text: str, tmp_path: Path) -> None:
    (tmp_path / "bank.txt").write_text(text)
    graph = newsgraph.build(tmp_path)
    authors = graph.query("SELECT ?name WHERE { ?article a schema:NewsArticle ; schema:author ?name } ORDER BY ?name")
    assert [row["name"].value for row in authors] == ["Anna Kask", "Mart Laar"]
    assert not list(graph.query("SELECT ?s WHERE { ?s a ng:Statement ; ng:text ?t FILTER(CONTAINS(?t, 'Kask')) }"))
    assert graph.validate().conforms
