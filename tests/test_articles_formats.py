"""Every format that a desk has: its text, and what it says of its title, date, publisher and address."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import docx
import odfdo
import pytest

from news_files import column, pdf, warc
from news_formats import ATOM, BOMB, FINED, FIRST, FLED, GOOD, LAUGHS, MAIL, NEWSML, NITF, REST, RSS, RTF, URL, zipped
from news_pages import BODY, TITLE, WORDPRESS, P, page
from newsgraph import Article, Problem
from newsgraph.articles import Options, read_sources


def read(path: Path, content: str | bytes, **columns: str) -> list[Article | Problem]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_sources(path, Options(columns=columns)))


def known(**fields: str | None) -> Article:
    return Article(**{"id": "a", "text": FINED, "title": TITLE, "published": "2024-03-05", **fields})  # type: ignore[arg-type]


# Feeds


@pytest.mark.parametrize("name", ["feed.rss", "feed.xml", "feed"])
def test_entries_of_a_feed(name: str, tmp_path: Path) -> None:
    first, told, second = read(tmp_path / name, RSS)
    assert first == known(id="coast.example/1", publisher="Coast News", url=URL, author="Anna Kask")
    assert isinstance(told, Problem)
    assert "only its beginning" in told.reason
    assert second == known(id="feed/b-2", text=FLED, title="Flight", published="2024-03-06", publisher="Coast News")


def test_entries_of_an_atom_feed(tmp_path: Path) -> None:
    assert read(tmp_path / "feed.atom", ATOM) == [
        known(id="coast.example/1", publisher="Coast News", url=URL, author="Anna Kask; Mart Laar")
    ]


# Mails


def test_a_mail_is_its_text_without_signature_and_quotations(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.eml", MAIL)
    assert isinstance(found, Article)
    assert found.text.split("\n")[0] == FINED
    assert "Harbour" not in found.text
    assert "He said no" not in found.text
    assert (found.title, found.published, found.publisher) == (TITLE, "2024-03-05", "Coast News")


def test_a_newsletter_in_html_is_its_text_and_what_is_attached_is_told(tmp_path: Path) -> None:
    mail = (
        f"From: news@coast.example\nSubject: {TITLE}\nDate: Tue, 5 Mar 2024 06:00:00 +0000\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\n\n"
        f"<table><tr><td><style>p {{}}</style><p>{FINED}</p></td></tr></table>\n--b\n"
        "Content-Type: application/pdf\nContent-Disposition: attachment; filename=fine.pdf\n\nx\n--b--\n"
    )
    told, found = read(tmp_path / "a.eml", mail)
    assert isinstance(told, Problem)
    assert "fine.pdf" in told.reason
    assert found == known(publisher="news@coast.example")


def test_of_a_mail_that_was_sent_on_the_first_sender_counts(tmp_path: Path) -> None:
    mail = (
        "From: a@b.example\nSubject: Fwd: this\nDate: Wed, 6 Mar 2024 06:00:00 +0000\n\nSee below.\n\n"
        "---------- Forwarded message ---------\nFrom: Coast News <n@coast.example>\nDate: Tue, 5 Mar 2024 at 05:00\n"
        f"Subject: {TITLE}\nTo: <a@b.example>\n\n{FINED}\n"
    )
    assert read(tmp_path / "a.eml", mail) == [known(publisher="Coast News")]


def test_a_mailbox_is_its_mails(tmp_path: Path) -> None:
    other = MAIL.replace(TITLE, "Flight").replace(FIRST, FLED).replace(REST, "").replace("=20\n", "\n")
    box = "".join(f"From x Tue Mar  5 06:00:00 2024\n{one}\n" for one in (MAIL, other))
    found = read(tmp_path / "a.mbox", box)
    assert [one.title for one in found if isinstance(one, Article)] == [TITLE, "Flight"]
    assert len({one.id for one in found if isinstance(one, Article)}) == 2


def test_a_page_saved_as_a_mail_is_a_page(tmp_path: Path) -> None:
    mail = (
        "From: <Saved by Blink>\nSubject: A page\nMIME-Version: 1.0\n"
        "Content-Type: multipart/related; boundary=b\n\n--b\n"
        f"Content-Type: text/html; charset=utf-8\nContent-Location: {URL}\n\n{WORDPRESS}\n--b--\n"
    )
    assert read(tmp_path / "a.mhtml", mail) == [
        known(text="\n".join(BODY), publisher="Coast Weekly", url=URL, author="Anna Kask")
    ]


# Exports


def test_columns_are_taken_by_their_names_and_told(tmp_path: Path) -> None:
    table = (
        f'uid;Headline;Full Text;Publication Date;Byline\n7;{TITLE};"{FINED}";5 March 2024;By Anna Kask\n8;Empty;;;\n'
    )
    first, second, told = read(tmp_path / "a.csv", table)
    assert first == known(id="7", author="Anna Kask")
    assert isinstance(second, Problem)
    assert second.reason == "empty"
    assert isinstance(told, Problem)
    assert not told.skipped
    assert "text from Full Text, title from Headline" in told.reason


def test_columns_may_be_named(tmp_path: Path) -> None:
    table = f"nr,kop,lead,dag\n7,{TITLE},{FINED},2024-03-05\n"
    (problem,) = read(tmp_path / "a.csv", table)
    assert isinstance(problem, Problem)
    assert "--map text=" in problem.reason
    columns = {"id": "nr", "title": "kop", "text": "lead", "published": "dag"}
    assert read(tmp_path / "a.csv", table, **columns) == [known(id="7")]


INTERFACES = {
    "Guardian": {"response": {"status": "ok", "results": [
        {"id": "a", "webTitle": TITLE, "webPublicationDate": "2024-03-05T10:00:00Z", "fields": {"bodyText": FINED}}]}},
    "New York Times": {"response": {"docs": [
        {"_id": "a", "headline": {"main": TITLE}, "lead_paragraph": FINED, "pub_date": "2024-03-05T10:00:00+0000"}]}},
    "WordPress": [
        {"id": "a", "title": {"rendered": TITLE}, "content": {"rendered": f"<p>{FINED}</p>"}, "date": "2024-03-05"}],
    "JSON Feed": {"title": "Coast", "items": [
        {"id": "a", "title": TITLE, "content_html": f"<p>{FINED}</p>", "date_published": "2024-03-05T10:00:00Z"}]},
    "news-please": {"id": "a", "title": TITLE, "maintext": FINED, "authors": ["Anna Kask", "admin"],
        "date_publish": "2024-03-05 10:00:00"},
}  # fmt: skip


@pytest.mark.parametrize("interface", INTERFACES)
def test_what_interfaces_answer(interface: str, tmp_path: Path) -> None:
    found, told = read(tmp_path / "a.json", json.dumps(INTERFACES[interface]))
    assert found == known(author="Anna Kask" if interface == "news-please" else None)
    assert isinstance(told, Problem)
    assert not told.skipped


@pytest.mark.parametrize("around", ["{}", '{{"status": "ok", "articles": {}}}', '{{"hits": {}}}'])
def test_lists_in_json(around: str, tmp_path: Path) -> None:
    rows = [
        {"_id": 1, "_source": {"id": "a", "title": TITLE, "text": FINED, "published": "2024-03-05"}},
        {"id": "b", "text": [FLED, "Police said nothing."], "source": {"id": None, "name": "Coast News"}},
        {"id": "c"},
        7,
    ]
    first, second, *problems, _ = read(tmp_path / "a.json", around.format(json.dumps(rows)))
    assert first == known()
    assert second == Article(id="b", text=f"{FLED}\nPolice said nothing.", publisher="Coast News")
    assert [isinstance(one, Problem) and one.skipped for one in problems] == [True, True]


@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_is_read_whatever_the_file_is_called(indent: int | None, tmp_path: Path) -> None:
    rows = [{"id": "a", "text": FINED}, {"id": "b", "text": FLED}]
    assert read(tmp_path / "a.jsonl", json.dumps(rows, indent=indent)) == [
        Article(id="a", text=FINED),
        Article(id="b", text=FLED),
    ]


def test_many_empty_rows_are_told_by_their_number(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": FINED}, *[{"id": str(number), "text": ""} for number in range(500)]]
    found = read(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)))
    assert [str(one).rpartition("a.jsonl")[2] for one in found if isinstance(one, Problem)] == [
        *(f":{number}: empty" for number in range(2, 12)),
        ": 490 more: empty",
    ]


def test_a_number_is_no_date(tmp_path: Path) -> None:
    told, found = read(tmp_path / "a.jsonl", json.dumps({"id": "a", "text": FINED, "published": 1709632800}))
    assert isinstance(told, Problem)
    assert not told.skipped
    assert found == Article(id="a", text=FINED)


@pytest.mark.parametrize(
    "date", ["2024-03-05 10:00:00", "Tue, 05 Mar 2024 10:00:00 GMT", "5.3.2024", "Mar. 5, 2024", "20240305T100000Z",
             "2024-03-05T10:00:00+0000", "2024/03/05"],
)  # fmt: skip
def test_dates_as_scrapers_write_them(date: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    found = read(path, json.dumps({"id": "a", "text": FINED, "published": date.replace("5.3", "13.3")}))[-1]
    expected = "2024-03-13" if date == "5.3.2024" else "2024-03-05"
    assert found == Article(id="a", text=FINED, published=expected)


# Agencies


@pytest.mark.parametrize(("name", "content"), [("a.nitf", NITF), ("a.xml", NITF), ("a.xml", NEWSML)])
def test_the_xml_of_agencies(name: str, content: str, tmp_path: Path) -> None:
    author = "Anna Kask" if content == NITF else "Ott Ilves; Mart Laar"
    assert read(tmp_path / name, content) == [known(publisher="Coast Wire", author=author)]


# Documents


def test_a_word_document(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading(TITLE, 1)
    document.add_paragraph("By Anna Kask")
    document.add_paragraph(FINED)
    document.add_paragraph(FLED)
    document.save(str(tmp_path / "b.docx"))
    (found,) = read_sources(tmp_path / "b.docx")
    assert found == Article(id="b", text=f"{FINED}\n{FLED}", title=TITLE, author="Anna Kask")


def test_an_opendocument_text(tmp_path: Path) -> None:
    document = odfdo.Document("text")
    document.body.clear()
    for one in (odfdo.Header(1, TITLE), odfdo.Paragraph("By Anna Kask"), odfdo.Paragraph(FINED), odfdo.List([FLED])):
        document.body.append(one)
    document.save(str(tmp_path / "b.odt"))
    (tmp_path / "b.odt").rename(tmp_path / "b")  # it is told by its first bytes, too
    (found,) = read_sources(tmp_path / "b")
    assert found == Article(id="b", text=f"{FINED}\n{FLED}", title=TITLE, author="Anna Kask")


@pytest.mark.parametrize("name", ["b.rtf", "b.doc", "b"])
def test_a_rich_text_file(name: str, tmp_path: Path) -> None:
    (found,) = read(tmp_path / name, RTF.replace('\\"', '"'))
    text = f"{FINED} “We did nothing wrong,” said Juhan Mäts of Łódź."
    assert found == Article(id="b", text=text, title=TITLE, author="Anna Kask")


def test_a_pdf_of_two_columns_with_cut_words_and_running_heads(tmp_path: Path) -> None:
    left = ["The coastguard res-", "cued two sailors off", "Visby on Monday. The", "transport minister of",
            "the country met the", "governor of the is-"]  # fmt: skip
    right = ["land in Stockholm on", "the day after. He said", "that the well-", "known navy would help,",
             "and that the strike of", "the company’s crews".replace("’", ""), "would end within the"]  # fmt: skip
    last = ["week. Nobody else was", "hurt, police said."]
    head = [(40, 770, 8, "COAST NEWS"), (500, 770, 8, "16 JANUARY 2024")]
    first_page = [
        *head,
        (40, 720, 24, "Sailors rescued"),
        *column(40, 690, left),
        *column(320, 690, right),
        (290, 30, 8, "3"),
    ]
    second_page = [*head, *column(40, 690, last), (290, 30, 8, "4")]
    (found,) = read(tmp_path / "a.pdf", pdf([first_page, second_page]))
    assert found == Article(
        id="a",
        title="Sailors rescued",
        text="The coastguard rescued two sailors off Visby on Monday. The transport minister of the country met the "
        "governor of the island in Stockholm on the day after. He said that the well-known navy would help, and that "
        "the strike of the companys crews would end within the week. Nobody else was hurt, police said.",
    )


def test_a_pdf_whose_lines_were_set_across_two_columns(tmp_path: Path) -> None:
    left = ["The coastguard rescued", "two sailors off Visby on", "Monday. The minister met",
            "the governor of the town", "in Stockholm and thanked"]  # fmt: skip
    right = ["the crew of the boat on", "the day after. The navy", "would help the town, he", "said, until the strike",
             "has ended."]  # fmt: skip
    rows = zip(column(40, 690, left), column(320, 690, right), strict=True)
    (found,) = read(tmp_path / "a.pdf", pdf([[(40, 740, 10, "5 March 2024"), *(line for row in rows for line in row)]]))
    assert isinstance(found, Article)
    assert found.text == " ".join(left + right)
    assert found.published == "2024-03-05"


# Archives


def test_an_archive_is_read_as_a_folder_is(tmp_path: Path) -> None:
    inner = zipped({"b.txt": FLED})
    content = zipped(
        {"x/index.html": page(f"<article>{P}</article>"), "inner.zip": inner, "pic.png": b"x", "c.md": FINED}
    )
    *found, told = read(tmp_path / "all.zip", content)
    assert [one.id for one in found if isinstance(one, Article)] == ["c", "b", "x/index"]
    assert isinstance(told, Problem)
    assert (told.reason, told.skipped) == ("1 .png left out (pic.png)", False)


def test_a_packed_file_is_read_as_what_it_holds(tmp_path: Path) -> None:
    assert read(tmp_path / "a.txt.gz", gzip.compress(FINED.encode())) == [Article(id="a", text=FINED)]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_web_archive_is_its_pages(name: str, tmp_path: Path) -> None:
    content = warc(
        [
            (URL, "text/html", 200, page(f"<article><p>{FINED}</p></article>")),
            ("https://coast.example/a.png", "image/png", 200, "x"),
            ("https://coast.example/gone", "text/html", 404, page("<p>Gone, the page is gone.</p>")),
            ("https://coast.example/2", "text/html", 200, page(f"<article><p>{FLED}</p></article>")),
        ]
    )
    found = read(tmp_path / name, gzip.compress(content) if name.endswith("gz") else content)
    assert [(one.id, one.text) for one in found if isinstance(one, Article)] == [
        ("coast.example/1", FINED),
        ("coast.example/2", FLED),
    ]
    assert len(found) == 2


# Bad input


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("bomb.zip", BOMB.getvalue(), "too large"),
        ("bomb.txt.gz", gzip.compress(b"a" * 30_000_000, mtime=0), "too large"),
        ("paper.pdf", b"%PDF-1.4\n%fake\n", "PDF"),
        ("old.docx", zipped({"word/document.xml": "<x/>"}), "Word"),
        ("list.json", "[" * 100_000, "JSON"),
        ("list.json", "{}", "no text"),
        ("list.json", '{\n"id": broken\n}', "JSON"),
        ("list.jsonl", '[\n{"id": broken}\n]', "JSON"),
        ("wire.xml", "<urlset></urlset>", "no news"),
        ("feed.rss", '<?xml version="1.0"?><rss><channel>', "feed"),
        ("page.warc", "WARC/1.0\r\nContent-Length: 20\r\n\r\n", "web archive"),
        ("empty.eml", "", "empty"),
        ("empty.mbox", "", "empty"),
        ("empty.csv", "", "empty"),
        ("old.odt", zipped({"content.xml": "<x/>"}), "OpenDocument"),
        ("note.rtf", "{\\rtf1 " + "{" * 100_000, "empty"),
        ("lies.zip", "no archive at all", "ZIP"),
        ("locked.zip", zipped({}), "empty"),
    ],
)
def test_bad_files_are_one_problem_each(name: str, content: str | bytes, reason: str, tmp_path: Path) -> None:
    (problem,) = read(tmp_path / name, content)
    assert isinstance(problem, Problem)
    assert problem.skipped
    assert reason in problem.reason


def test_entities_that_grow_without_end_are_left_alone(tmp_path: Path) -> None:
    for found in read(tmp_path / "a.nitf", LAUGHS):
        assert not isinstance(found, Article) or len(found.text) < 1000


@pytest.mark.parametrize("suffix", GOOD)
def test_a_broken_file_of_any_format_raises_nothing(suffix: str, tmp_path: Path) -> None:
    whole = GOOD[suffix]
    data = whole if isinstance(whole, bytes) else whole.encode()
    for number in (1, 2, 3):
        cut = data[: len(data) * number // 4]
        flipped = bytearray(data)
        for place in range(7 * number, len(data), 97):
            flipped[place] ^= 1 << number
        for broken in (cut, bytes(flipped)):
            for found in read(tmp_path / f"a.{suffix}", broken):
                assert str(replace(found) if isinstance(found, Problem) else found.id).isprintable()


def test_a_folder_with_one_of_each_format_is_read_whole(tmp_path: Path) -> None:
    for suffix, whole in GOOD.items():
        (tmp_path / f"{suffix}.{suffix}").write_bytes(whole if isinstance(whole, bytes) else whole.encode())
    found = list(read_sources(tmp_path))
    assert not [str(one) for one in found if isinstance(one, Problem) and one.skipped]
    articles = [one for one in found if isinstance(one, Article)]
    assert len({one.id for one in articles}) == len(articles)
    told = " ".join([*(one.id for one in articles), *(str(one) for one in found if isinstance(one, Problem))])
    by_address = {"rss", "atom", "warc", "json", "jsonl", "csv", "tsv", "xml", "mbox"}
    assert [suffix for suffix in GOOD if suffix not in by_address and f"{suffix}" not in told] == []
