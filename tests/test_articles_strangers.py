"""Articles as other people's programs leave them: archives' downloads, clippers, word processors, content systems."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from newsgraph import Article, Limits, Options, Problem
from newsgraph.articles import read_sources

A = "The port authority in Gdansk dismissed its director, Marek Zielak, on Monday."
B = "Zielak had sold three cranes to a firm of his brother, the ministry said."
T = "Port director dismissed"
KNOWN = {"title": T, "published": "2024-01-16", "author": "Anna Kask", "publisher": "Baltic Ledger"}
PAGE = f"<html><head><title>{T}</title></head><body><article><h1>{T}</h1><p>{A}</p><p>{B}</p></article></body></html>"
FROM = f"From: Baltic Ledger <n@l.example>\nSubject: {T}\nDate: Tue, 16 Jan 2024 06:00:00 +0000\n"
MAIL = "MIME-Version: 1.0\nContent-Type: text/{}; charset=utf-8\n"
FILES: dict[str, tuple[str, dict[str, Any]]] = {
    "lexis.txt": (
        f"Page 1 of 1\n\n{T}\n\nBaltic Ledger (London)\n\nJanuary 16, 2024 Tuesday\n\n"
        "Copyright 2024 Baltic Ledger Ltd.\n\n"
        f"Section: NEWS; Pg. 4\n\nLength: 231 words\n\nByline: Anna Kask\n\nBody\n\n{A}\n{B}\n\n"
        "Load-Date: January 17, 2024\n\nEnd of Document\n",
        KNOWN,
    ),
    "factiva.txt": (
        f"HD  {T}\nBY  Anna Kask\nWC  231 words\nPD  16 January 2024\nSN  Baltic Ledger\n"
        f"LA  English\n\nLP\n{A}\nTD\n{B}\n\n"
        "CO\nzielak : Zielak SA\nAN\nDocument BALED000020240116ek1g0000a\n",
        KNOWN,
    ),
    "clip.txt": (
        f"Title: {T}\nAuthor: Anna Kask\nDate: 16 January 2024\nSource: Baltic Ledger\nURL: https://l.example/1\n\n{A}\n{B}",
        {**KNOWN, "url": "https://l.example/1"},
    ),
    "hugo.md": (
        f'+++\ntitle = "{T}"\ndate = 2024-01-16T10:00:00Z\nauthors = ["Anna Kask"]\ntags = ["a"]\n+++\n{A}\n{B}',
        {**KNOWN, "publisher": None},
    ),
    "clipper.md": (
        f'---\ntitle: "{T}"\nsource: "https://l.example/1"\nauthor:\n  - "[[Anna Kask]]"\npublished: 2024-01-16\n'
        f"---\n{A}\n{B}",
        {**KNOWN, "publisher": None, "url": "https://l.example/1"},
    ),
    "tweets.json": (
        json.dumps([{"created_at": "Tue Jan 16 20:19:24 +0000 2024", "full_text": f"{A}\n{B}"}]),
        {"published": "2024-01-16"},
    ),
    "excel.csv": (
        f'sep=;\r\nTitel;Text;Datum\r\n{T};"{A}\n{B}";16.01.2024\r\n',
        {"title": T, "published": "2024-01-16"},
    ),
    "forwarded.eml": (
        f"From: a@b.example\nSubject: Fwd\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        "Content-Type: text/plain\n\nFYI, for the morning meeting.\n--b\nContent-Type: message/rfc822\n\n"
        f"{FROM}{MAIL.format('plain')}\n"
        f"By Anna Kask\n\n{A}\n\n{B}\n--b--\n",
        KNOWN,
    ),
    "newsletter.eml": (
        f"{FROM}{MAIL.format('html')}\n"
        f'<div style="display: none">In this mail: cranes</div><p>{A}</p><p>{B}</p>'
        '<p><a href="#">Unsubscribe</a> now</p>',
        {**KNOWN, "author": None},
    ),
    "rcv1.xml": (
        f'<newsitem itemid="2286" date="2024-01-16" xml:lang="en"><title>POLAND: x</title><headline>{T}</headline>'
        f"<byline>Anna Kask</byline><text><p>{A}</p><p>{B}</p></text><copyright>(c) x</copyright></newsitem>",
        {**KNOWN, "publisher": None},
    ),
    "cms.json": (
        json.dumps({"data": {"attributes": {
            "headline": T, "bodyHtml": f"<p>{A}</p><p>{B}</p>", "publishDate": "2024-01-16",
            "authors": [{"name": "Anna Kask"}],
        }}}),
        {**KNOWN, "publisher": None},
    ),
    "pages.jsonl": (json.dumps({"url": "https://l.example/1", "html": PAGE}), {"title": T, "url": "https://l.example/1"}),
    "head.md": (
        f"# {T}\n\n*By Anna Kask* | 16 January 2024\n\n{A}\n{B}",
        {"title": T, "author": "Anna Kask", "published": "2024-01-16"},
    ),
    "keyed.json": (
        json.dumps({"x": {"title": T, "text": f"{A}\n{B}"}, "y": {"text": "The mayor resigned."}}),
        {"title": T},
    ),
    "exported.html": (f'<p class="c1 title"><b>{T}</b></p><p>{A}</p><p>{B}</p>', {"title": T}),
    "asking.html": (
        PAGE.replace("</body>", "<p>We and our partners use cookies.</p><p>You can withdraw your consent.</p>"),
        {"title": T},
    ),
    "cited.txt": (f"{T}\nBaltic Ledger, 16 January 2024\n\n{A}\n{B}", {"published": "2024-01-16"}),
    "noted.html": (
        PAGE.replace(f"<p>{A}", f"<p>Editor’s note: This story has been updated.</p><p>{A}"),
        {"title": T},
    ),
    "story.php": (PAGE, {"title": T}),
    "story.aspx": (PAGE, {"title": T}),
    "index.html?p=7": (PAGE, {"title": T}),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_the_text_and_what_is_said_of_it(name: str, tmp_path: Path) -> None:
    content, known = FILES[name]
    (tmp_path / name).write_text(content)
    articles = [one for one in read_sources(tmp_path) if isinstance(one, Article)]
    assert [line for line in articles[0].text.split("\n") if line][-2:] == [A, B]
    assert name in {"head.md", "cited.txt"} or len(articles[0].text) < len(A + B) + 5
    found = {field: getattr(articles[0], field) for field in ("title", "published", "author", "publisher", "url")}
    assert found == {**dict.fromkeys(found), **known}


def test_a_word_document_is_read_with_its_tables_and_as_it_is_after_its_changes(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = B
    changed = document.add_paragraph("The port authority in Gdansk ")
    words = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:id="1"'
    changed._p.append(parse_xml(f"<w:del {words}><w:r><w:delText>praised</w:delText></w:r></w:del>"))
    changed._p.append(parse_xml(f"<w:ins {words}><w:r><w:t>dismissed</w:t></w:r></w:ins>"))
    changed.add_run(" its director, Marek Zielak, on Monday.")
    document.save(str(tmp_path / "a.docx"))
    (found,) = read_sources(tmp_path / "a.docx")
    assert isinstance(found, Article)
    assert found.text == f"{B}\n{A}"


@pytest.mark.parametrize("head", ["+++\ntitle = \n+++\n", "+++\na = {\n+++\n"])
def test_toml_that_is_none_is_a_problem(head: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{head}{A}")
    (problem,) = read_sources(tmp_path / "a.md")
    assert isinstance(problem, Problem)
    assert "front matter" in problem.reason


@pytest.mark.parametrize(
    "text", [f"Police: {A}\nMinistry: {B}", f"Title: {T}\n{A}", "Source: Reuters\nDate: today", "HD tv\nPD"]
)
def test_other_lines_with_colons_are_text(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{text}\n" if "today" not in text else text)
    found = [one for one in read_sources(tmp_path / "a.txt") if isinstance(one, Article)]
    assert all(one.text.strip() == text for one in found)


def test_spreadsheets_are_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    (tmp_path / "list.xlsx").write_bytes(buffer.getvalue())
    told = [one for one in read_sources(tmp_path) if isinstance(one, Problem)]
    assert "1 .xlsx left out" in told[0].reason
    assert told[0].skipped


def test_the_documents_of_an_archive_in_one_file_are_articles(tmp_path: Path) -> None:
    for name in ("lexis.txt", "factiva.txt"):
        content, _ = FILES[name]
        other = content.replace(T, "Cranes sold").replace(A, B).replace(f"{B}\n{B}", B).replace("0000a", "0000b")
        (tmp_path / name).write_text(f"{content}\n{other}")
        found = list(read_sources(tmp_path / name))
        assert [one.title for one in found if isinstance(one, Article)] == [T, "Cranes sold"]
        assert len({one.id for one in found if isinstance(one, Article)}) == 2
        assert not [one for one in found if isinstance(one, Problem)]


@pytest.mark.parametrize("suffix", ["txt", "text", "eml"])
def test_a_mail_is_one_whatever_it_is_called(suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"a.{suffix}").write_text(f"{FROM}To: desk@b.example\n{MAIL.format('plain')}\n{A}\n")
    (found,) = read_sources(tmp_path / f"a.{suffix}")
    assert isinstance(found, Article)
    assert (found.title, found.text, found.publisher) == (T, A, "Baltic Ledger")


def test_json_is_read_in_a_text_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join(json.dumps({"id": one, "text": A}) for one in "ab"))
    assert [one.id for one in read_sources(tmp_path / "a.txt") if isinstance(one, Article)] == ["a", "b"]


def test_what_a_browser_keeps_beside_a_page_is_no_article_in_an_archive_either(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("x/port.html", "x/port_files/frame.html", "x/port_files/deep/b.html"):
            archive.writestr(name, PAGE)
    article, told = read_sources(tmp_path / "a.zip")
    assert isinstance(article, Article)
    assert isinstance(told, Problem)
    assert not told.skipped
    assert "saved page left out (2 files)" in told.reason


BOMB = 'a: &a ["x"]\n' + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{BOMB}author: *j\n---\n{A}",  # a billion laughs
        "By " + "a" * 500_000 + "\n" + A,
        f"Title: {T}\nAuthor: " + "a@" * 250_000 + f" (\nSource: Baltic Ledger\n\n{A}",
        f"{T}\nx" + " " * 500_000 + "y\nLength: 3 words\nBody\n" + A,
    ],
    ids=["aliases", "byline", "author", "spaces"],
)
def test_heads_that_were_made_to_take_for_ever_do_not(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text)
    (found,) = read_sources(path)
    assert isinstance(found, Article) or found.skipped


def test_a_mail_sent_on_with_thousands_of_blank_lines_is_read(tmp_path: Path) -> None:
    blank = "\n" * 20_000
    (tmp_path / "a.eml").write_text(f"{FROM}{MAIL.format('plain')}\n-- Forwarded message --{blank}{A}\n{B}\n")
    (found,) = read_sources(tmp_path / "a.eml")
    assert isinstance(found, Article)
    assert A in found.text


def test_links_in_rich_text_are_their_words(tmp_path: Path) -> None:
    link = r'{\field{\*\fldinst{HYPERLINK "https://l.example/1"}}{\fldrslt{ on Monday}}}'
    (tmp_path / "a.rtf").write_text(
        r"{\rtf1\ansi " + A.replace(" on Monday", link) + r'{\Field{\*\fldinst{HYPERLINK "' * 5000
    )
    (found,) = read_sources(tmp_path / "a.rtf")
    assert isinstance(found, Article)
    assert found.text == A


def test_a_page_of_elements_within_elements_is_read_in_one_go(tmp_path: Path) -> None:
    story = f"<title>{T}</title><h1>{T}</h1>" + "<div>" * 200 + f"<p>{A}</p>" * 4000 + f"<p>{'a' * 300_000}</p>"
    (tmp_path / "a.html").write_text(f"<html><body>{story}</body></html>")
    (found,) = read_sources(tmp_path / "a.html")
    assert isinstance(found, Article)
    assert found.title == T


def test_how_many_documents_of_a_download_are_left_out_is_told(tmp_path: Path) -> None:
    name = "lexis.txt"
    (tmp_path / name).write_text("".join(FILES[name][0].replace("three cranes", f"{n} cranes") for n in (4, 5, 6)))
    *articles, told = read_sources(tmp_path / name, Options(limits=Limits(parts=2)))
    assert len(articles) == 2
    assert isinstance(told, Problem)
    assert "more than 2 documents" in told.reason


def test_rich_text_that_takes_too_long_is_told_and_stopped(tmp_path: Path) -> None:
    fonts = "".join(f"{{\\f{number} A{number};}}" for number in range(40_000))  # of which striprtf makes squared time
    (tmp_path / "fonts.rtf").write_text(f"{{\\rtf1{{\\fonttbl{fonts}}}\\pard Malta recalled its ambassador.\\par}}")
    (told,) = read_sources(tmp_path, Options(limits=Limits(seconds=1)))
    assert isinstance(told, Problem)
    assert told.reason == "a Rich Text file that takes longer than 1 seconds"
