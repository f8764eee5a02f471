"""Input, good and bad: real files of each kind."""

import base64
import io
import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from conftest import ROOT, SEEDS
from newsgraph.articles import Article, Options, Problem, read_sources

NEWS = (
    "The Russian-installed administration in Kherson has asked Moscow to evacuate civilians from the area. "
    "“We have suggested that all residents can go to other regions,” Vladimir Saldo told Telegram on Tuesday."
)
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>Saldo asks for help – The Daily</title>
<meta property="og:title" content="Saldo asks for help"><meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2022-10-19T08:15:00+02:00">
<link rel="canonical" href="https://daily.example/2022/saldo"></head><body>
<nav><a href="/">Home</a> <a href="/a">All</a></nav>
<article><h1>Saldo asks for help</h1><p>{news}</p><p>{news} The bridge was shelled again last night.</p></article>
<footer>Imprint and cookies</footer><script>alert(1)</script></body></html>"""

# As the scorers remove it.
FRONT_MATTER = re.compile(r"\A---\r?\n.*?\r?\n---\r?\n", re.DOTALL)


def read(*sources: Path | str) -> list[Article | Problem]:
    return list(read_sources(sources))


def one_article(*sources: Path | str) -> Article:
    (found,) = read(*sources)
    assert isinstance(found, Article), found
    return found


def one_problem(*sources: Path | str) -> Problem:
    (found,) = read(*sources)
    assert isinstance(found, Problem), found
    return found


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def text_of(path: Path) -> str:
    return FRONT_MATTER.sub("", path.read_text(encoding="utf-8-sig"), count=1)


# Files and folders


def test_the_seeds_are_read_as_they_stand() -> None:
    found = read(SEEDS)
    assert [article.id for article in found if isinstance(article, Article)] == [
        "000_d14ddbe9530e48af",
        "001_df8709e73398ccae",
    ]
    assert [article.text for article in found if isinstance(article, Article)] == [
        text_of(path) for path in sorted(SEEDS.glob("*.txt"))
    ]


def test_reading_english_loads_nothing_heavy() -> None:
    program = (
        "import sys; from newsgraph.articles import read_sources; list(read_sources(['seeds'])); "
        "print(*{'numpy', 'py3langid', 'trafilatura', 'charset_normalizer', 'yaml', 'spacy'} & set(sys.modules))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "graph")}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


def test_a_folder_is_read_by_name_with_all_in_it_and_other_files_are_told(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/B.TXT", "c.jpg", "a/e.jpg", ".hidden.txt", ".git/x.txt", "d.doc", "LICENSE"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        written(path, NEWS)
    found = read(tmp_path)
    assert [one.id for one in found if isinstance(one, Article)] == ["a/B", "a/z", "b"]
    assert [(one.reason, one.skipped) for one in found if isinstance(one, Problem)] == [
        ("2 .jpg left out (a/e.jpg, c.jpg)", False),
        ("LICENSE left out", False),
        ("1 .doc left out, not a kind of file that is read (d.doc)", True),
        ("1 hidden .txt left out", False),
    ]


def test_a_file_met_twice_is_read_once(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", NEWS)
    (tmp_path / "link.txt").symlink_to(path)
    assert len(read(tmp_path, path, str(path), tmp_path, tmp_path / "link.txt")) == 1


def test_links_that_lead_back_are_followed_once(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", NEWS)
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = read(tmp_path)
    assert [type(item) for item in found] == [Article, Problem]


def test_two_sources_with_one_id_are_one_article_and_one_problem_that_names_both(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    written(tmp_path / "a.txt", NEWS)
    written(tmp_path / "x" / "b.txt", f"---\nid: a\n---\n{NEWS}")
    article, problem = read(tmp_path / "a.txt", tmp_path / "x")
    assert isinstance(article, Article)
    assert isinstance(problem, Problem)
    assert problem.source.endswith("b.txt")
    assert str(tmp_path / "a.txt") in problem.reason


@pytest.mark.parametrize("name", ["missing.txt", "missing", "a\0b.txt", "x" * 300 + ".txt", ""])
def test_a_source_that_is_not_there_is_a_problem(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    one_problem(name)


def test_named_files_of_other_kinds_are_problems(tmp_path: Path) -> None:
    assert ".txt" in one_problem(written(tmp_path / "a.doc", NEWS)).reason


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    assert "without an article" in one_problem(tmp_path).reason


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "regular" in one_problem(tmp_path / "a.txt").reason


@pytest.mark.parametrize("suffix", ["txt", "html", "jsonl"])
def test_a_file_that_is_too_large_is_a_problem(suffix: str, tmp_path: Path) -> None:
    assert "too large" in one_problem(written(tmp_path / f"a.{suffix}", b"a" * 10_000_001)).reason


def test_a_text_longer_than_the_parser_takes_is_a_problem(tmp_path: Path) -> None:
    assert "too long" in one_problem(written(tmp_path / "a.txt", (NEWS + "\n") * 6_000)).reason


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "a.txt", NEWS)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # tests may run as root, whom no file refuses
    assert one_problem(path).reason == "permission denied"


@pytest.mark.parametrize(
    "name", ["\x1b[31mred\x07.pdf", "line\nend.pdf", "\u202efdp.exe.pdf", os.fsdecode(b"\xff.pdf")]
)
def test_a_problem_is_one_line_that_a_terminal_only_shows(name: str, tmp_path: Path) -> None:
    line = str(one_problem(tmp_path / name))
    assert line.isprintable()


# Text and front matter


def test_front_matter_tells_what_is_known(tmp_path: Path) -> None:
    head = (
        "---\nid: 001\ntitle: 'No: Saldo''s \\u001b answer'\npublished: 2022-10-19\npublisher: Yes\n"
        "url: https://daily.example/a?b=c\ntags: [war, south]\n---\n"
    )
    assert one_article(written(tmp_path / "a.md", head + "\n" + NEWS)) == Article(
        id="001",
        text="\n" + NEWS,
        title="No: Saldo's \\u001b answer",
        published="2022-10-19",
        publisher="Yes",
        url="https://daily.example/a?b=c",
    )


@pytest.mark.parametrize(
    ("given_date", "expected"),
    [
        ("2022-10-19", "2022-10-19"),
        ("2022-10", "2022-10"),
        ("2022-10-19T23:30:00-05:00", "2022-10-19"),
        ("2022-10-19 08:00", "2022-10-19"),
        ("Wed, 19 Oct 2022 10:00:00 +0000", "2022-10-19"),
        ("October 19, 2022", "2022-10-19"),
        ("19th October 2022", "2022-10-19"),
        ("2022", None),
        ("10/11/22", None),
        ("2022-02-30", None),
        ("last Tuesday", None),
        ("null", None),
    ],
)
def test_dates_become_iso_dates_or_nothing(given_date: str, expected: str | None, tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", f"---\ndate: {given_date}\n---\n{NEWS}")
    *warnings, article = read(path)
    assert isinstance(article, Article)
    assert article.published == expected
    assert len(warnings) == (expected is None and given_date != "null")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "/a/b", "https://[", "http://", "data:text/html,x"])
def test_only_web_addresses_are_urls(url: str, tmp_path: Path) -> None:
    warning, article = read(written(tmp_path / "a.txt", f"---\nurl: '{url}'\n---\n{NEWS}"))
    assert isinstance(article, Article)
    assert article.url is None
    assert url in str(warning)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://daily.example/a|b{c}", "https://daily.example/a%7Cb%7Bc%7D"),
        ("https://daily.example/100%?q=é%20", "https://daily.example/100%25?q=é%20"),
    ],
)
def test_addresses_are_written_as_iris(url: str, expected: str, tmp_path: Path) -> None:
    assert one_article(written(tmp_path / "a.txt", f"---\nurl: '{url}'\n---\n{NEWS}")).url == expected
    assert NamedNode(expected).value == expected


def test_an_unreadable_field_is_one_short_line_and_the_article_is_read(tmp_path: Path) -> None:
    fields = {"published": "some\u001b[31m day", "url": "ftp://" + "x" * 10_000, "title": "A"}
    lines = [
        json.dumps({"id": "a/1", "text": NEWS, **fields}),
        json.dumps({"id": "b", "text": NEWS, "published": " ", "url": None}),
        json.dumps({"id": "a/1", "text": NEWS, **fields}),
    ]
    path = written(tmp_path / "feed.jsonl", "\n".join(lines))
    date, url, first, second, again = read(path)
    assert (first, second) == (Article(id="a/1", text=NEWS, title="A"), Article(id="b", text=NEWS))
    for warning, name, value in ((date, "published", "some\\x1b[31m day"), (url, "url", "ftp://xx")):
        assert isinstance(warning, Problem)
        assert not warning.skipped
        assert warning.source == f"{path}:1"
        assert all(words in warning.reason for words in ("a/1", name, value))
        assert warning.reason.isprintable()
        assert len(warning.reason) < 200
    assert isinstance(again, Problem)
    assert (again.reason, again.skipped) == (f"the same article as {path}:1: a/1", False)


@pytest.mark.parametrize(
    ("text", "published", "publisher"),
    [
        (f"Saldo asks for help\nBy Anna Kask in Riga\n19 October 2022\n\n{NEWS}", "2022-10-19", None),
        (f"Wednesday, October 19, 2022\n\n{NEWS}", "2022-10-19", None),
        (f"Saldo asks for help\nUpdated 19 October 2022, 14:32 GMT\n{NEWS}", "2022-10-19", None),
        (f"KHERSON, Ukraine, Oct. 19, 2022 (Coast Wire) — {NEWS}", "2022-10-19", "Coast Wire"),
        (f"KHERSON, Oct 19 (Coast Wire) - {NEWS}", None, "Coast Wire"),
        (f"KHERSON (Coast Wire) — {NEWS}\nRIGA (AP) — {NEWS}", None, None),
        (f"{NEWS}\n19 October 2022", None, None),
        (f"19 October 2022 was a bad day for the city.\n{NEWS}", None, None),
        (f"---\ndate: 2022-10-20\npublisher: The Daily\n---\n19 October 2022\n{NEWS}", "2022-10-20", "The Daily"),
    ],
)
def test_a_text_says_at_its_head_when_and_by_whom_it_was_published(
    text: str, published: str | None, publisher: str | None, tmp_path: Path
) -> None:
    article = one_article(written(tmp_path / "a.txt", text))
    assert (article.published, article.publisher) == (published, publisher)


@pytest.mark.parametrize(
    "head",
    [
        "title: [open",
        "title: a: b: c",
        "just words",
        "- a\n- b",
        "title: {a: b}",
        "title: \x1b[31m",
        "[" * 3000,
        "a: &a [*a]\nid: *a",
        "title: " + "long " * 10_000,
    ],
)
def test_malformed_front_matter_is_a_problem(head: str, tmp_path: Path) -> None:
    assert "front matter" in one_problem(written(tmp_path / "a.txt", f"---\n{head}\n---\n{NEWS}")).reason


def test_front_matter_without_an_end_is_a_problem(tmp_path: Path) -> None:
    assert "without an end" in one_problem(written(tmp_path / "a.txt", f"---\ntitle: Saldo\n\n{NEWS}")).reason


@pytest.mark.parametrize("text", [f"---\n{NEWS}", f"{NEWS}\n---\nid: b\n---\n", f"---\n# nothing\n---\n{NEWS}"])
def test_a_rule_of_hyphens_is_no_front_matter(text: str, tmp_path: Path) -> None:
    path = written(tmp_path / "a.md", text)
    assert one_article(path) == Article(id="a", text=text_of(path))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    body=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60),
    title=st.text(max_size=20),
    mark=st.booleans(),
)
def test_any_text_comes_back_as_the_scorers_read_it(body: str, title: str, mark: bool, tmp_path: Path) -> None:
    content = f"---\ntitle: {json.dumps(title)}\n---\n{NEWS} {NEWS}\n{body}"
    path = written(tmp_path / "a.txt", b"\xef\xbb\xbf" * mark + content.encode())
    for found in read(path):
        if isinstance(found, Article):
            assert found.text == text_of(path)
        else:
            assert "binary" in found.reason or "front matter" in found.reason


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    data=st.one_of(
        st.binary(max_size=200),
        st.text(max_size=80).map(lambda text: text.encode("utf-8", "replace")),
        st.text(max_size=60).map(lambda text: f"---\n{text}\n---\n{NEWS}".encode("utf-8", "replace")),
        st.binary(max_size=20).map(lambda noise: NEWS.encode() + noise),
        st.binary(max_size=20).map(lambda noise: b'{"id": "a", "text": "' + NEWS.encode() + noise + b'"}'),
        st.binary(max_size=80).map(lambda noise: b"<html><body><p>" + noise + NEWS.encode() + noise),
    ),
    suffix=st.sampled_from(["txt", "md", "html", "jsonl"]),
)
def test_no_bytes_raise_and_what_is_read_can_be_kept(data: bytes, suffix: str, tmp_path: Path) -> None:
    for found in read(written(tmp_path / f"a.{suffix}", data)):
        if isinstance(found, Problem):
            assert str(found).isprintable()
        else:
            assert found.text.encode()
            assert "\0" not in found.text
            assert found.id.isprintable()


# Encodings


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1252"]
)
@pytest.mark.parametrize("text", [NEWS, "“Café” owner Zoë Müller said she’d pay €20 – no more."])
def test_encodings_are_recognised(encoding: str, text: str, tmp_path: Path) -> None:
    assert one_article(written(tmp_path / "a.txt", text.encode(encoding))).text == text


def test_line_ends_become_newlines(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", f"---\r\ntitle: Saldo\r\n---\r\n{NEWS}\r\n\r\n{NEWS}\rEnd.\n")
    article = one_article(path)
    assert article.title == "Saldo"
    assert article.text == text_of(path) == f"{NEWS}\n\n{NEWS}\nEnd.\n"


def test_one_damaged_character_does_not_spoil_the_others(tmp_path: Path) -> None:
    damaged = NEWS.encode().replace(b"Tuesday", b"Tues\xe2\x80day")
    assert one_article(written(tmp_path / "a.txt", damaged)).text == NEWS.replace("Tuesday", "Tues\ufffdday")


def test_escapes_in_a_text_stay_so_that_offsets_fit(tmp_path: Path) -> None:
    text = f"\x1b[1m{NEWS}\x07"
    assert one_article(written(tmp_path / "a.txt", text)).text == text


@pytest.mark.parametrize(
    "data",
    [
        random.Random(1).randbytes(4000),
        b"\x89PNG\r\n\x1a\n" + random.Random(2).randbytes(300),
        NEWS.encode() + b"\0",
        b"\xff\xfe" + random.Random(4).randbytes(301),
    ],
)
def test_binary_files_are_problems(data: bytes, tmp_path: Path) -> None:
    reason = one_problem(written(tmp_path / "a.txt", data)).reason
    assert "binary" in reason or "UTF-16" in reason


# What is an article, and in which language


@pytest.mark.parametrize("suffix", ["txt", "html", "jsonl"])
@pytest.mark.parametrize("text", ["", " \n\t \n", "\ufeff"])
def test_empty_files_are_problems(text: str, suffix: str, tmp_path: Path) -> None:
    assert one_problem(written(tmp_path / f"a.{suffix}", text)).reason == "empty"


def test_front_matter_alone_is_no_article(tmp_path: Path) -> None:
    assert one_problem(written(tmp_path / "a.txt", "---\ntitle: Saldo\n---\n\n")).reason == "empty"


@pytest.mark.parametrize(
    "text",
    [
        "city,country,population\nKherson,Ukraine,283649\nKyiv,Ukraine,2797553\n" * 10,
        "city\tcountry\tpopulation\nKherson\tUkraine\t283649\nKyiv\tUkraine\t2797553\n" * 10,
        "1 2 3 4.5 6\n" * 10,
        base64.b64encode(random.Random(1).randbytes(3000)).decode(),
        (ROOT / "pyproject.toml").read_text(encoding="utf-8"),
        (ROOT / "graph/newsgraph/articles/sources.py").read_text(encoding="utf-8"),
        'for (const x of this.y) {\n  if (x !== null) { log(`${x}`); }\n  i += f(x, "a")[0];\n}\n' * 10,
        "🎉🎉🎉 !!! ???",
        "word",
    ],
    ids=["csv", "tsv", "numbers", "base64", "toml", "python", "javascript", "emoji", "word"],
)
def test_what_has_no_running_text_is_a_problem(text: str, tmp_path: Path) -> None:
    assert one_problem(written(tmp_path / "a.txt", text)).reason.startswith("no article")


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers killed.\nPresident resigns.",
        "Oil fell 3%.",
        "Turkey earthquake: Erdogan visits Antakya, Kahramanmaras, Gaziantep",
        "Bundesliga: Bayern München beats Borussia Dortmund 3-1",
        "Nigerian junior foreign minister Dubem Oniya summoned Niger's ambassador Brah Mohamane",
        "Rebels shelled Goma.",
        "Repeat customers also can purchase luxury items at reduced prices.",
        "Great Northern Nekoosa soared $20.125 a share, to $62.875 -- above the $58.",
        "BREAKING!!! russian troops leave kherson city 😱😱 #kherson @saldo says nothing",
        "PRESIDENT ZELENSKYY VISITS LIBERATED KHERSON\n\n" + NEWS.upper(),
        NEWS + "\n\n" + "Arsenal 3 1 2\nChelsea 2 2 2\n" * 4,
        "* The bridge was shelled.\n* Nobody was hurt, [officials said](https://daily.example/a).\n",
        NEWS + " „Wir gehen nicht“, sagte ein Bewohner der Stadt am Dienstag.",
    ],
)
def test_short_and_messy_news_is_read(text: str, tmp_path: Path) -> None:
    assert one_article(written(tmp_path / "a.txt", text)).text == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("German", "Die Regierung in Berlin hat am Dienstag neue Hilfen für die Ukraine angekündigt."),
        ("French", "Le président a annoncé mardi de nouvelles mesures pour aider les régions touchées."),
        ("Spanish", "El presidente anunció el martes nuevas medidas para ayudar a las regiones afectadas."),
        ("Dutch", "De regering in Den Haag heeft dinsdag in een brief aan de Kamer nieuwe hulp toegezegd."),
        ("Italian", "Il presidente ha annunciato martedì nuove misure per aiutare le regioni colpite."),
        ("Danish", "London er en stor by i Storbritannien, og den ligger ved floden Themsen."),
        ("Russian", "Президент объявил во вторник о новых мерах поддержки пострадавших регионов страны."),
        (
            "Chinese",
            "总统星期二宣布了支持受灾地区的新措施，并表示政府将继续提供援助，帮助人民重建家园。总理也表示同意这项新的计划。",
        ),
        ("Hindi", "राष्ट्रपति ने मंगलवार को प्रभावित क्षेत्रों की सहायता के लिए नए उपायों की घोषणा की।"),
    ],
)
def test_other_languages_are_problems_that_name_them(language: str, text: str, tmp_path: Path) -> None:
    assert language in one_problem(written(tmp_path / "a.txt", text)).reason


GERMAN = "Die Regierung in Berlin hat am Dienstag neue Hilfen für die Ukraine angekündigt."


def test_articles_in_another_language_are_told_in_one_line_a_language(tmp_path: Path) -> None:
    for number in range(5):
        written(tmp_path / f"{number}.txt", GERMAN)
    written(tmp_path / "6.txt", "Le président a annoncé mardi de nouvelles mesures pour aider les régions touchées.")
    written(tmp_path / "7.txt", NEWS)
    german, french, article = read(tmp_path)
    assert isinstance(german, Problem)
    assert german.skipped
    assert str(german).startswith("5 articles: in German (de); only English is read (")
    assert "0.txt" in german.reason
    assert isinstance(french, Problem)
    assert french.source.endswith("6.txt")
    assert isinstance(article, Article)


def test_other_languages_are_read_if_asked_for(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", GERMAN)
    written(tmp_path / "b.txt", NEWS)
    found = list(read_sources(tmp_path, Options(any_language=True)))
    assert [one.language for one in found if isinstance(one, Article)] == ["de", "en"]


@pytest.mark.parametrize(("language", "read_"), [("de-DE", False), ("en_GB", True), ("", True), ("German", True)])
def test_a_language_that_is_told_counts_where_the_words_are_few(language: str, read_: bool, tmp_path: Path) -> None:
    text = "Berlin: Polizei Hamburg stoppt Demonstration Hafen"
    path = written(tmp_path / "a.txt", f"---\nlang: {language}\n---\n{text}")
    assert [isinstance(one, Article) for one in read(path)] == [read_]


def test_a_language_that_the_text_belies_costs_nothing(tmp_path: Path) -> None:
    assert one_article(written(tmp_path / "a.txt", f"---\nlanguage: de\n---\n{NEWS}")).text == NEWS


def test_a_language_is_told_in_its_old_encodings_too(tmp_path: Path) -> None:
    german = "Die Regierung hat am Dienstag neue Hilfen für die Städte im Süden angekündigt.".encode("windows-1252")
    russian = ("Президент объявил во вторник о новых мерах поддержки пострадавших регионов страны. " * 5).encode(
        "cp1251"
    )
    assert "German" in one_problem(written(tmp_path / "a.txt", german)).reason
    assert "Russian" in one_problem(written(tmp_path / "b.txt", russian)).reason


# Web pages


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_saved_page_is_an_article_without_its_frame(charset: str, tmp_path: Path) -> None:
    page = PAGE.format(charset=charset, news=NEWS).encode(charset)
    article = one_article(written(tmp_path / "page.html", page))
    assert (article.id, article.title, article.published) == ("page", "Saldo asks for help", "2022-10-19")
    assert (article.publisher, article.url) == ("The Daily", "https://daily.example/2022/saldo")
    assert article.text == f"{NEWS}\n{NEWS} The bridge was shelled again last night."


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<div>" * 50_000,
        "<html><script>alert(1)</script></html>",
        '<?xml version="1.0" encoding="utf-16"?><html></html>',
        "<table>" + "<tr><td>1</td><td>2</td></tr>" * 100 + "</table>",
    ],
)
def test_a_page_without_an_article_is_a_problem(page: str, tmp_path: Path) -> None:
    one_problem(written(tmp_path / "a.htm", page))


# JSON Lines


def test_json_lines_are_articles_and_a_broken_line_is_one_problem(tmp_path: Path) -> None:
    whole = {"id": "a/1", "text": NEWS, "title": "A\nB", "published": "2022-10-19T08:00:00Z", "publisher": "The Daily"}
    lines = [
        json.dumps(whole),
        "",
        '{"id": "b", "text": ',
        '{"words": "no text"}',
        '{"id": "c", "text": 7}',
        "[" * 100_000,
        '{"id": "d", "text": "half a pair \\ud83d is no character, the officials said"}',
        '{"id": "b", "text": "word"}',
        '"no object"',
        '{"id": "e", "text": "The officials\\u0000 said nothing."}',
        json.dumps({"id": 7, "text": f"{NEWS}\r\n", "unknown": [1, 2]}),
    ]
    path = written(tmp_path / "a.jsonl", "\n".join(lines))
    first, *problems, last = read(path)
    assert first == Article(id="a/1", text=NEWS, title="A B", published="2022-10-19", publisher="The Daily")
    assert last == Article(id="7", text=f"{NEWS}\n")
    assert [problem.source for problem in problems if isinstance(problem, Problem)] == [
        f"{path}:{number}" for number in range(3, 11)
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_lines_may_have_a_byte_order_mark(encoding: str, tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": number, "text": NEWS}, ensure_ascii=False) + "\r\n" for number in range(2))
    path = written(tmp_path / "a.jsonl", lines.encode(encoding))
    assert [found.text for found in read(path) if isinstance(found, Article)] == [NEWS, NEWS]


def test_a_hyphen_is_standard_input_once(monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({"id": "a", "text": NEWS}) + "\n{\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(line.encode())))
    article, problem = read("-", "-")
    assert isinstance(article, Article)
    assert isinstance(problem, Problem)
    assert problem.source == "standard input:2"


# Articles made by hand


@pytest.mark.parametrize(
    "fields", [{"id": 7}, {"text": b"x"}, {"published": 1666137600}, {"title": ["A"]}, {"id": None}]
)
def test_a_field_that_is_no_string_is_an_error_that_names_it(fields: dict[str, object]) -> None:
    with pytest.raises(TypeError, match=f"the {next(iter(fields))} of an article is a string"):
        Article(**{"id": "a", "text": NEWS, **fields})  # type: ignore[arg-type]


def test_a_date_given_by_hand_is_kept_as_iso_8601() -> None:
    given = ("19 October 2022", "2022-10-19T08:00:00Z", "2022-10", None)
    assert [Article(id="a", text=NEWS, published=one).published for one in given] == [
        "2022-10-19",
        "2022-10-19",
        "2022-10",
        None,
    ]


@pytest.mark.parametrize(
    "fields",
    [{"id": ""}, {"id": " "}, {"text": ""}, {"text": "\n"}, {"text": "a\ud800"}, {"title": "\udfff"}],
)
def test_an_article_needs_an_id_and_a_text_that_can_be_kept(fields: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="article"):
        Article(**{"id": "a", "text": NEWS, **fields})
