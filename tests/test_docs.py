"""What README and docs/ say is so: commands, queries, cells and links work, and put out what the pages show."""

import json
import re
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, QueryTriples, Store
from typer.main import get_command

import make_pages
from conftest import ROOT
from newsgraph.cli import app
from newsgraph.rdf import store, writer
from small_news import IDENTITIES, RECORDS, TEXTS

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md")), DOCS / "newsgraph.ipynb"]
QUERIES = sorted((DOCS / "cookbook").glob("*.rq"))
NOT_IN_SEEDS = {"07-place-and-dates", "15-reprints"}  # which have no year, and no reprint
RENEW = "make_pages.py makes it anew (`make docs`)"


@pytest.fixture(scope="module")
def graph(built: Path) -> Store:
    return store.read(built / "store")


def _ask(graph: Store, path: Path) -> QuerySolutions | QueryTriples:
    found = graph.query(path.read_text("utf-8"), prefixes=store.iris(graph).prefixes, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions | QueryTriples)
    return found


# Pages that are made


def test_the_page_of_the_ontology_is_fresh() -> None:
    assert (DOCS / "ontology.md").read_text("utf-8") == make_pages.ontology_page(), RENEW


def test_the_cookbook_is_fresh(graph: Store) -> None:
    assert (DOCS / "cookbook.md").read_text("utf-8") == make_pages.cookbook_page(graph), RENEW


def test_the_tutorial_shows_what_its_commands_put_out(tmp_path: Path) -> None:
    text = (DOCS / "tutorial.md").read_text("utf-8")
    assert len(re.findall(r"^\$ newsgraph ", text, re.MULTILINE)) > 10
    assert make_pages.tutorial_page(text, tmp_path) == text, RENEW


def test_the_notebook_shows_what_its_cells_put_out(built: Path, tmp_path: Path) -> None:
    """Run in one namespace, as a kernel does: a kernel and its client would be twenty packages more for the same."""
    text = (DOCS / "newsgraph.ipynb").read_text("utf-8")
    assert json.loads(text)["nbformat"] == 4
    assert make_pages.notebook(text, tmp_path, built) == text, RENEW


# The cookbook


def test_there_are_twenty_queries_and_the_page_has_them_all() -> None:
    assert len(QUERIES) == 20
    assert [path.stem[:2] for path in QUERIES] == [f"{number:02}" for number in range(1, 21)]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_each_query_has_an_answer(graph: Store, path: Path) -> None:
    assert bool(list(_ask(graph, path))) == (path.stem not in NOT_IN_SEEDS)


@pytest.mark.parametrize("name", sorted(NOT_IN_SEEDS))
def test_what_the_seeds_lack_is_found_where_it_is(name: str) -> None:
    """On an invented graph, which has a date and a reprint."""
    graph = store.in_memory(writer.quads(RECORDS, IDENTITIES, TEXTS))
    articles = "article:denial ng:reprintOf article:shelling ."
    events = "?event sem:hasPlace ?place ; sem:hasTimeStamp '2022-10-03'^^xsd:date ."
    prefixes = store.iris(graph).prefixes
    graph.update(f"INSERT DATA {{ {articles} }}", prefixes=prefixes)
    graph.update(
        f"INSERT {{ {events} }} WHERE {{ GRAPH ?g {{ ?s ng:event ?event }} ?place rdfs:label 'Ukraine'@en }}",
        prefixes=prefixes,
    )
    path = next(path for path in QUERIES if path.stem == name)
    assert list(_ask(graph, path))


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_no_query_shows_a_claim_as_a_fact(graph: Store, path: Path) -> None:
    """What shows a statement's words shows how it is reported, beside each text."""
    query = path.read_text("utf-8")
    if "ng:text" not in query and "ng:relationText" not in query:
        return
    found = _ask(graph, path)
    assert isinstance(found, QuerySolutions)
    shown = {one.value for one in found.variables}
    texts = re.findall(r"(\?\w+) ng:text|ng:text (\?\w+)", query)
    assert any(name.startswith("status") for name in shown)
    assert len([name for name in shown if name.startswith("status")]) >= len(
        {text for _, text in texts if text.removeprefix("?") in shown}
    )


# Links


def _anchors(page: str) -> set[str]:
    """The anchors of a page: those of its headings, as GitHub makes them, and those that it sets itself."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    made = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return made | set(re.findall(r'<a id="([^"]+)"', page))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    if path == DOCS / "newsgraph.ipynb":
        text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if re.match(r"[a-z]+:", target):
            assert target.startswith(("https://", "http://")), target
            continue
        file, _, anchor = target.partition("#")
        leads_to = path.parent / file if file else path
        assert leads_to.exists(), target
        if anchor:
            assert anchor in _anchors(leads_to.read_text("utf-8")), target


def _commands(path: Path) -> list[str]:
    """The commands of newsgraph that a page shows, in blocks and in its sentences."""
    text = path.read_text("utf-8")
    blocks = re.findall(r"^```(?:sh|console)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    quoted = re.findall(r"`(newsgraph [a-z].*?)`", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))
    shown = [re.sub(r"^(\$ |\.venv/bin/)", "", line) for line in lines]
    return [one.partition("  #")[0] for one in shown if one.startswith("newsgraph ")] + quoted


@pytest.mark.parametrize("path", PAGES[:-1], ids=lambda path: path.name)
def test_every_command_that_is_shown_has_the_options_that_it_shows(path: Path) -> None:
    group = get_command(app)
    assert hasattr(group, "commands")
    for command in _commands(path):
        name, *rest = command.split()[1:]
        if name.startswith("-"):
            continue
        assert name in group.commands, command
        options = {
            one for parameter in group.commands[name].params for one in [*parameter.opts, *parameter.secondary_opts]
        }
        assert [one for one in rest if re.match(r"--[a-z-]+$", one) and one not in options | {"--help"}] == [], command


def test_what_it_cannot_do_has_the_figures_that_were_measured() -> None:
    """They stand in README, which is renewed; the page that explains them must not lag behind."""
    figures = set(re.findall(r"(?<!\d)\.\d\d(?!\d)", (DOCS / "how-it-works.md").read_text("utf-8")))
    assert len(figures) > 5
    assert figures <= set(re.findall(r"(?<!\d)\.\d\d(?!\d)", (ROOT / "README.md").read_text("utf-8")))


def test_the_index_leads_to_every_page() -> None:
    index = (DOCS / "index.md").read_text("utf-8") + (ROOT / "README.md").read_text("utf-8").replace("](docs/", "](")
    pages = {path.name for path in [*DOCS.glob("*.md"), *DOCS.glob("*.ipynb")]} - {"index.md"}
    assert sorted(name for name in pages if f"]({name})" not in index) == []


def test_the_readme_names_modules_that_are_there() -> None:
    """The table of "How it is built": each module or package is there, and none is left out."""
    readme = (ROOT / "README.md").read_text("utf-8")
    section = readme.partition("## How it is built")[2]
    assert section
    package = ROOT / "graph" / "newsgraph"
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    named = {name.rstrip("/") for row in rows for name in re.findall(r"`([a-z_]+(?:\.py|/))`", row.split("|")[1])}
    assert {name for name in named if not (package / name).exists()} == set()
    contract = (ROOT / "pyproject.toml").read_text("utf-8").partition("layers = [")[2].partition("]")[0]
    layers = set(re.findall(r"newsgraph\.(\w+)", contract))
    everywhere = set(re.findall(r"`([a-z_]+)(?:\.py|/)`", section))
    assert sorted(one for one in layers - everywhere if not one.startswith("cli_")) == []
