"""What is struck out, noted or meant for programs is no text; headlines by how they are set; columns by their names."""

import io
from pathlib import Path

import docx
import odfdo
import pytest
from docx.shared import Pt
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsgraph import Article, Problem
from newsgraph.articles import read_sources

A = "The port authority in Gdansk dismissed its director, Marek Zielak, on Monday."
B = "Zielak had sold three cranes to a firm of his brother, the ministry said."
T = "Port director dismissed"


def _read(path: Path) -> tuple[list[Article], list[str]]:
    found = list(read_sources(path))
    return [one for one in found if isinstance(one, Article)], [one.reason for one in found if isinstance(one, Problem)]


def test_deleted_words_and_annotations_of_an_odt_are_no_text(tmp_path: Path) -> None:
    document = odfdo.Document("text")
    document.body.clear()
    for markup in (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>Zielak stole a crane.</text:p>'
        "</text:deletion></text:changed-region></text:tracked-changes>",
        f'<text:h text:outline-level="1">{T}</text:h>',
        f"<text:p>{A}<office:annotation><text:p>Ask the lawyer.</text:p></office:annotation>"
        '<text:change text:change-id="c1"/>'
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>He was born in Sopot.</text:p></text:note-body></text:note></text:p>",
        f"<text:p>{B}</text:p>",
    ):
        document.body.append(odfdo.Element.from_tag(markup))
    document.save(tmp_path / "a.odt")
    (found,), told = _read(tmp_path / "a.odt")
    assert (found.title, found.text, told) == (T, f"{A}\nHe was born in Sopot.\n{B}", [])


def test_rich_text_without_deleted_words_is_headed_by_what_is_set_large(tmp_path: Path) -> None:
    first = A.replace("its", "{\\deleted the {\\b worst }}its")
    second = B.replace("three", "\\deleted forty \\deleted0 three")
    (tmp_path / "a.rtf").write_text(
        "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\info{\\title Document3}}{\\header\\fs40 Desk\\par}\n"
        f"\\pard\\fs40\\b {T}\\b0\\par\n\\pard\\fs24 {first}\\par\n{second}\\par\n}}"
    )
    (found,), told = _read(tmp_path / "a.rtf")
    assert (found.title, found.text, told) == (T, f"{A}\n{B}", [])


@pytest.mark.parametrize("set_as", ["large", "bold"])
def test_a_word_document_without_styles_is_headed_by_what_is_set_apart(tmp_path: Path, set_as: str) -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run(T)
    run.bold = set_as == "bold"
    run.font.size = Pt(20) if set_as == "large" else None
    before, _, behind = A.partition(" dismissed ")
    document.add_paragraph(before).add_run().add_break()
    document.paragraphs[-1].add_run(f"dismissed {behind}")
    document.add_paragraph(B)
    document.save(tmp_path / "a.docx")
    (found,), told = _read(tmp_path / "a.docx")
    assert (found.title, found.text, told) == (T, f"{A}\n{B}", [])


def test_a_word_document_that_begins_as_it_goes_on_has_no_title(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Document1"
    for text in (A, B):
        document.add_paragraph(text)
    document.save(tmp_path / "a.docx")
    (found,), _ = _read(tmp_path / "a.docx")
    assert (found.title, found.text) == (None, f"{A}\n{B}")


@pytest.mark.parametrize(
    "head",
    [
        "Schlagzeile;Volltext;Veröffentlichungsdatum;Zeitung;Verfasser",
        "Titre;Texte intégral;Date de parution;Journal;Auteurs",
        "Titular;Cuerpo;Fecha de publicación;Periódico;Autores",
    ],
)
def test_columns_of_other_countries(tmp_path: Path, head: str) -> None:
    (tmp_path / "a.csv").write_text(f'{head}\n{T};"{A} {B}";16.01.2024;Baltic Ledger;Anna Kask\n')
    (found,), told = _read(tmp_path / "a.csv")
    assert (found.title, found.text, found.published, found.publisher, found.author) == (
        T, f"{A} {B}", "2024-01-16", "Baltic Ledger", "Anna Kask",
    )  # fmt: skip
    assert len(told) == 1


def test_columns_of_dates_that_are_not_taken_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'title,text,Sendetag\n{T},"{A} {B}",16.01.2024\n')
    (found,), told = _read(tmp_path / "a.csv")
    assert found.published is None
    assert told == ["dates that are not taken: Sendetag; --map published=NAME takes them"]


def test_json_is_json_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'[{{"title": "{T}", "text": "{A} {B}"}}]')
    (found,), told = _read(tmp_path / "a.csv")
    assert (found.title, found.text, told) == (T, f"{A} {B}", [])


def test_what_a_site_tells_programs_is_no_page(tmp_path: Path) -> None:
    with (tmp_path / "a.warc").open("wb") as stream:
        writer = WARCWriter(stream, gzip=False)
        for path, kind, body in (
            ("robots.txt", "text/plain", "User-agent: *\nDisallow: /x\n"),
            ("a.html", "text/html", f"<html><body><article><h1>{T}</h1><p>{A}</p><p>{B}</p></article></body></html>"),
        ):
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            payload = io.BytesIO(body.encode())
            writer.write_record(
                writer.create_warc_record(
                    f"https://l.example/{path}", "response", payload=payload, http_headers=headers
                )
            )
    (found,), told = _read(tmp_path / "a.warc")
    assert (found.text, told) == (f"{A}\n{B}", [])


def test_a_short_page_keeps_its_paragraphs_and_rows_apart(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        f"<html><head><title>{T}</title></head><body><article><h1>{T}</h1><div>By <a href='#'>Anna Kask</a> | "
        f"<time datetime='2024-01-16'>16 January</time></div><p>{A}</p><table><tr><th>Crane</th><th>Price</th></tr>"
        f"<tr><td>North</td><td>2 million</td></tr></table><p>Police in Sopot arrested him</p>"
        f"<p>{B}</p></article></body></html>"
    )
    (found,), _ = _read(tmp_path / "a.html")
    lines = [A, "Crane, Price.", "North, 2 million.", "Police in Sopot arrested him", B]
    assert found.text.split("\n") == lines


def test_captions_in_a_feed_are_no_text(tmp_path: Path) -> None:
    caption = "<figcaption>The crane in Gdansk. Photo: O. Ilves</figcaption>"
    content = f"<p>{A}</p><figure><img src='a.jpg'/>{caption}</figure><p>{B}</p>"
    (tmp_path / "a.rss").write_text(
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Baltic Ledger</title>'
        f"<item><title>{T}</title><description><![CDATA[{content}]]></description></item></channel></rss>"
    )
    (found,), _ = _read(tmp_path / "a.rss")
    assert found.text == f"{A}\n{B}"
