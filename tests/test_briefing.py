"""The briefing: what a graph tells, in lines that each have their source."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pyoxigraph import Store
from typer.testing import CliRunner

import hostile_news
import newsgraph
from newsgraph.briefing import Briefing, Line, brief
from newsgraph.briefing.dates import in_words
from newsgraph.briefing.selection import heaviest_first
from newsgraph.briefing.standalone import standalone
from newsgraph.briefing.writing import escaped, written
from newsgraph.cli import app
from newsgraph.rdf import store, writer
from newsgraph.rdf.table_reading import read

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # what turns round the text after it
STORY = (
    (
        "herald",
        "Bridge of Vellmar closed",
        "2023-05-03",
        "Port Herald",
        "Mayor Ida Brandt closed the Harbour Bridge on Tuesday. Engineers had found two cracks in a pillar. "
        "The prosecutor Jens Ahlers is investigating Stahlbau Nord.",
    ),
    (
        "tribune",
        "Mayor shuts bridge",
        "2023-05-04",
        "Coast Tribune",
        "Ida Brandt, the mayor of Vellmar, closed the Harbour Bridge on Tuesday. She will meet Olaf Kern on Friday. "
        "Harbour workers demanded that Brandt resign.",
    ),
    (
        "post",
        "Mayor denies talks with builder",
        "2023-05-06",
        "Vellmar Post",
        "Ida Brandt did not meet Olaf Kern on Friday, a spokeswoman said. "
        "Stahlbau Nord paid a fine of 40,000 euros in 2021.",
    ),
    (
        "weekly",
        "Builder and mayor met",
        "2023-05-08",
        "Harbour Weekly",
        "Ida Brandt met Olaf Kern on Friday 5 May. Police searched the offices of Stahlbau Nord on Sunday.",
    ),
)
TOLD = """\
# Briefing

4 articles, 3 May 2023 to 8 May 2023. Each line is one statement of the graph; its note has the sentence that it was \
read from.

## Who is who

- **Ida Brandt**, mayor of Vellmar[^1]: Ida Brandt closed the Harbour Bridge on Tuesday.[^1]
- **Olaf Kern**: Ida Brandt met Olaf Kern on Friday 5 May.[^2] *(disputed)*
- **Stahlbau Nord**: Stahlbau Nord paid a fine of 40,000 euros in 2021.[^3]
- **Jens Ahlers**, prosecutor[^4]: The prosecutor Jens Ahlers is investigating Stahlbau Nord.[^4]

## What happened

- **2021:** Stahlbau Nord paid a fine of 40,000 euros in 2021.[^3]
- **2 May 2023:** Mayor Ida Brandt closed the Harbour Bridge on Tuesday.[^5][^1] Also in: Mayor shuts bridge.
- **reported 3 May 2023:** Engineers had found two cracks in a pillar.[^6]
- **reported 4 May 2023:** Harbour workers demanded that Brandt resign.[^7]
- **5 May 2023:** Ida Brandt met Olaf Kern on Friday 5 May.[^2] *(disputed)*
- **7 May 2023:** Police searched the offices of Stahlbau Nord on Sunday.[^8]

## What is disputed

- **Ida Brandt, Olaf Kern** (contested)
  - affirmed: Ida Brandt met Olaf Kern on Friday 5 May.[^2] (8 May 2023)
  - denied: a spokeswoman: Ida Brandt did not meet Olaf Kern on Friday.[^9] (6 May 2023)

## What is planned, demanded or possible

- Ida Brandt will meet Olaf Kern on Friday.[^10] (4 May 2023)

## What is open

- *under investigation:* The prosecutor Jens Ahlers is investigating Stahlbau Nord.[^4] (3 May 2023)

## The articles

- 3 May 2023: *Bridge of Vellmar closed*, Port Herald <https://example.org/herald>
- 4 May 2023: *Mayor shuts bridge*, Coast Tribune <https://example.org/tribune>
- 6 May 2023: *Mayor denies talks with builder*, Vellmar Post <https://example.org/post>
- 8 May 2023: *Builder and mayor met*, Harbour Weekly <https://example.org/weekly>

## Notes

"""


def build_story(folder: Path) -> None:
    """Build the graph of the story into a folder; all its statements count as sure, so that no model decides."""
    articles = [
        newsgraph.Article(
            id=id_, title=title, published=day, publisher=paper, url=f"https://example.org/{id_}", text=text
        )
        for id_, title, day, paper, text in STORY
    ]
    newsgraph.build(articles, output=folder, min_confidence=0.0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("story")
    build_story(path)
    return path


@pytest.fixture(scope="module")
def graph(folder: Path) -> newsgraph.KnowledgeGraph:
    return newsgraph.KnowledgeGraph.open(folder)


@pytest.fixture(scope="module")
def evil() -> Store:
    return store.in_memory(writer.quads(hostile_news.RECORDS, hostile_news.IDENTITIES, hostile_news.TEXTS))


def test_a_story_is_told_in_its_own_words_each_with_its_source(folder: Path) -> None:
    result = CliRunner().invoke(app, ["brief", "--graph", str(folder)])
    assert result.exit_code == 0, result.output
    text, _, notes = result.stdout.partition("## Notes\n\n")
    assert f"{text}## Notes\n\n" == TOLD
    assert notes.splitlines()[4] == (
        "[^5]: “Mayor Ida Brandt closed the Harbour Bridge on Tuesday.” *Bridge of Vellmar closed*, Port Herald, "
        "3 May 2023 <https://example.org/herald>"
    )
    assert len(notes.splitlines()) == 10


def test_every_line_is_a_statement_of_the_graph(graph: newsgraph.KnowledgeGraph) -> None:
    told = graph.brief()
    texts = {row["s"].value: row["text"].value for row in graph.query("SELECT ?s ?text { ?s ng:text ?text }").rows}
    sentences = {row["text"].value for row in graph.query("SELECT ?text { ?s ng:evidence/nif:anchorOf ?text }").rows}
    for line in _lines(told):
        assert line.text.removesuffix(".").casefold() == texts[line.statement].removesuffix(".").casefold()
    assert {one.sentence for one in told.references} <= sentences
    assert [one.number for one in told.references] == list(range(1, len(told.references) + 1))
    used = {number for line in _lines(told) for number in line.references}
    used |= {role.reference for one in told.who for role in one.roles}
    assert used - {None} == {one.number for one in told.references}


def test_it_may_be_about_something_or_some_days_only(folder: Path, graph: newsgraph.KnowledgeGraph) -> None:
    kern = graph.brief(around="Olaf Kern")
    assert kern.around == "Olaf Kern"
    assert kern.who[0].name == "Olaf Kern"
    assert all("Kern" in line.text for line in _lines(kern))
    late = graph.brief(since="2023-05-06")
    assert {line.text for line in late.happened} == {
        "Stahlbau Nord paid a fine of 40,000 euros in 2021.",
        "Ida Brandt met Olaf Kern on Friday 5 May.",
        "Police searched the offices of Stahlbau Nord on Sunday.",
    }
    early = graph.brief(until="2022")
    assert [line.date for line in _lines(early)] == ["2021"] * len(_lines(early))
    for wrong in (["--from", "May"], ["--from", "2023", "--to", "2022"], ["--around", "Nobody"], ["--format", "pdf"]):
        result = CliRunner().invoke(app, ["brief", "--graph", str(folder), *wrong])
        assert result.exit_code == 2, wrong
        assert "Traceback" not in result.output


def test_what_is_not_sure_is_told_only_if_asked_for(tmp_path: Path) -> None:
    article = newsgraph.Article(
        id="one", text="Ida Brandt closed the Harbour Bridge on Tuesday.", published="2023-05-03"
    )
    unsure = newsgraph.build([article], min_confidence=1.0)
    assert _lines(unsure.brief()) == []
    assert [line.text for line in unsure.brief(unsure=True).happened] == [
        "Ida Brandt closed the Harbour Bridge on Tuesday."
    ]
    page = tmp_path / "briefing.html"
    page.write_text(written(unsure.brief(), "html"))
    assert "<h2>" not in page.read_text()


def test_it_is_the_same_again(folder: Path, graph: newsgraph.KnowledgeGraph) -> None:
    again = newsgraph.KnowledgeGraph.open(folder)
    for form in ("markdown", "html"):
        assert written(again.brief(), form) == written(graph.brief(), form)


def test_the_page_has_the_same_and_asks_nobody(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "briefing.html"
    result = CliRunner().invoke(app, ["brief", "--graph", str(folder), "--format", "html", "--output", str(file)])
    assert (result.exit_code, result.stdout) == (0, "")
    page = _Page(file.read_text("utf-8"))
    for line in TOLD.splitlines():
        bold = re.match(r"- \*\*(.+?):?\*\*", line)
        assert bold is None or bold[1] in page.text, line
    assert page.text.count("Also in: Mayor shuts bridge") == 1
    assert page.targets <= page.ids
    assert page.strange == []
    assert page.links == {f"https://example.org/{id_}" for id_, *_ in STORY}


def test_hostile_words_are_only_words_on_the_page(evil: Store) -> None:
    page = _Page(written(brief(read(evil), unsure=True), "html"))
    assert page.strange == []
    assert "<img src=x onerror=window.ran=1>" in page.text


def test_hostile_words_are_only_words_in_markdown(evil: Store) -> None:
    shown = MarkdownIt("commonmark").render(written(brief(read(evil), unsure=True), "markdown"))
    assert "<script" not in shown
    assert "<img" not in shown
    assert "&lt;img src=x onerror=window.ran=1&gt;" in shown


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=TURNING)))
def test_markdown_takes_any_words_for_words(words: str) -> None:
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(f"- {escaped(words)}")
    parsed = _Page(shown)
    assert parsed.tags <= {"ul", "li", "p"}
    assert " ".join(parsed.text.split()) == " ".join(words.split())


@given(st.text(alphabet=st.characters(categories=["Cc", "Lu"], include_characters=TURNING)))
def test_a_terminal_obeys_nothing_of_markdown(words: str) -> None:
    assert all(letter.isprintable() for letter in escaped(words))


@pytest.mark.parametrize(
    ("words", "plain"),
    [("see http://a.example/x", "http://"), ("www.a.example", "www."), ("a@b.example", "a@b")],
)
def test_markdown_links_no_address_of_an_article(words: str, plain: str) -> None:
    assert plain not in escaped(words)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Ida Brandt closed the Harbour Bridge on Tuesday", "the mayor closed the bridge on Tuesday"),
        ("Ida Brandt closed the Harbour Bridge", "she closed the Harbour Bridge"),
        ("Stahlbau Nord paid a fine of 40,000 euros", "Stahlbau Nord paid a fine"),
        ("Ida Brandt met Olaf Kern", "Ida Brandt met him"),
        ("Police searched Stahlbau Nord", "We searched Stahlbau Nord"),
        ("Ida Brandt opened the Harbour Bridge", "Ida Brandt also opened the Harbour Bridge again"),
    ],
)
def test_what_stands_by_itself_is_told_rather(better: str, worse: str) -> None:
    verbs = re.compile("closed|paid|met|searched|opened")
    scores = [standalone(text, verbs.findall(text)[0], has_object=True) for text in (better, worse)]
    assert scores[0] > scores[1]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Ida Brandt closed the Harbour Bridge after Olaf Kern had warned her yesterday last week", "closed"),
        ("Cracks in the Harbour Bridge injured Olaf Kern on Saturday on Wednesday night", "injured"),
        ("The quake damaged the Harbour Bridge Thursday morning Wednesday night", "damaged"),
        ("Ida Brandt was impeached in Vellmar in 1998 in 1868", "was impeached in"),
        ("The Vellmar Weather Office's 5 p.m. update moving northwest at 13 mph", "moving"),
    ],
)
def test_what_is_garbled_or_no_sentence_is_not_told(text: str, relation: str) -> None:
    assert standalone(text, relation, has_object=True) == 0


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Ida Brandt closed the Harbour Bridge on Tuesday last week", "closed"),
        ("Ida Brandt met Olaf Kern on Friday 5 May in 2023", "met"),
        ("Ida Brandt closed the Harbour Bridge yesterday night", "closed"),
        ("Vellmar's engineers bring Ida Brandt the plans on Tuesday", "bring"),
    ],
)
def test_days_that_belong_together_are_told(text: str, relation: str) -> None:
    assert standalone(text, relation, has_object=True) > 0


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Ida Brandt did not meet Olaf Kern on Friday, a spokeswoman said.", True),
        ("Ida Brandt will not meet Olaf Kern on Friday, a spokeswoman said.", False),
        ("Ida Brandt denied that she had met Olaf Kern on Friday.", True),
        ("Olaf Kern said Vellmar did not suffer as much damage as Port Ahrens.", False),
    ],
)
def test_a_refusal_or_a_comparison_is_no_denial(tmp_path: Path, sentence: str, told: bool) -> None:
    (tmp_path / "one.txt").write_text(f"Ida Brandt, the mayor of Vellmar, opened a bridge. {sentence}", "utf-8")
    graph = newsgraph.build(tmp_path / "one.txt", output=tmp_path / "exports")
    assert bool(graph.brief(unsure=True).denied) is told


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2019-09-10", "10 September 2019"),
        ("2019-09", "September 2019"),
        ("2019", "2019"),
        ("2019-09-10/2019-09-12", "10 to 12 September 2019"),
        ("2019-10-28/2019-11-03", "28 October to 3 November 2019"),
        ("2019-12-30/2020-01-02", "30 December 2019 to 2 January 2020"),
        ("../2019", "until 2019"),
        ("2019/..", "from 2019"),
        ("--09-05", "5 September, no year told"),
        ("--00", "--00"),
        ("199X", "1990s"),
        ("2022-21", "spring 2022"),
        ("2016~", "about 2016"),
        ("2016?", "2016 (uncertain)"),
        ("2022-10-19T10:00:00", "19 October 2022"),
        ("XXXX", "XXXX"),
    ],
)
def test_dates_are_told_in_words(edtf: str, words: str) -> None:
    assert in_words(edtf) == words


def test_the_timeline_tells_who_where_and_how_sure(graph: newsgraph.KnowledgeGraph) -> None:
    question = next(one for one in newsgraph.ready_questions() if one.name == "timeline")
    rows = [row[:6] for row in graph.query(question.text).table()]
    assert rows[0][:3] == ["2021", "Stahlbau Nord paid a fine of 40,000 euros in 2021", "Stahlbau Nord"]
    met = [row for row in rows if "meet Olaf Kern" in row[1] or "met Olaf Kern" in row[1]]
    assert [(row[2], row[4], row[5]) for row in met] == [
        ("Ida Brandt | Olaf Kern", "ng:Denied", "a spokeswoman"),
        ("Ida Brandt | Olaf Kern", "ng:Stated", ""),
        ("Ida Brandt | Olaf Kern", "ng:Envisaged", ""),
    ]


def _lines(told: Briefing) -> list[Line]:
    sides = [line for one in told.disputed for line in (*one.affirmed, *one.denied)]
    ends = [one.line for one in told.open]
    return [*(one.line for one in told.who if one.line), *told.happened, *sides, *told.denied, *told.envisaged, *ends]


class _Page(HTMLParser):
    """What a page has: its words, ids, links, and whatever could run or ask others."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags, self.ids, self.targets, self.links = "", set[str](), set[str](), set[str](), set[str]()
        self.strange: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.add(tag)
        self.ids.add(known.get("id") or "")
        address = known.get("href") or ""
        (self.targets if address.startswith("#") else self.links).add(address.removeprefix("#"))
        self.links.discard("")
        runs = any(name.startswith("on") or name == "src" for name in known)
        if tag in {"script", "img", "svg", "iframe", "link"} or runs or "script:" in address:
            self.strange.append(f"{tag} {known}")

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.lists(st.tuples(st.floats(0, 10), st.sampled_from("abc")), max_size=12), st.sets(st.integers(0, 11)))
def test_the_heaviest_comes_first_and_weighs_less_for_each_of_its_article(
    weighed: list[tuple[float, str]], taken: set[int]
) -> None:
    weights = {f"{number:02}": weight for number, (weight, _) in enumerate(weighed)}
    articles = {f"{number:02}": article for number, (_, article) in enumerate(weighed)}
    told_by: Counter[str] = Counter()
    rest = dict(weights)
    for key in heaviest_first(weights, articles, told_by, 0.5):
        assert key == max(rest, key=lambda one: (rest[one] * 0.5 ** told_by[articles[one]], one))
        del rest[key]
        told_by[articles[key]] += int(key) in taken
    assert not rest
