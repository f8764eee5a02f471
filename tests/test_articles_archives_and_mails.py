"""Mails that were sent on, answers, and the classic downloads of LexisNexis."""

# ruff: noqa: E501 (lines as programs write them)

from pathlib import Path

import pytest

from newsgraph import Article, Problem
from newsgraph.articles import read_sources

A = "The port authority in Gdansk dismissed its director, Marek Zielak, on Monday."
B = "Zielak had sold three cranes to a firm of his brother, the ministry said."
HEAD = "From: desk@l.example\nSubject: {}\nDate: Fri, 19 Jan 2024 09:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
SENT = "From: Anna Kask [mailto:anna@l.example]\nSent: Tuesday, January 16, 2024 4:12 PM\nTo: Desk\nSubject: Port director out\n\n"
GMAIL = "---------- Forwarded message ---------\nFrom: Ott Ilves <o@l.example>\nDate: Wed, Jan 17, 2024 at 5:58 PM\nSubject: Fwd: port\nTo: <d@l.example>\n\n"
INNER = {
    "old Outlook": f"For tomorrow.\n\n-----Original Message-----\n{SENT}{A}\n{B}\n",
    "new Outlook": f"For tomorrow.\n\n________________________________\n{SENT}{A}\n{B}\n",
    "Outlook without a mark": f"For tomorrow.\n\n{SENT}{A}\n{B}\n",
    "Outlook inside Gmail": f"For tomorrow.\n\n{GMAIL}fyi\n\nOtt Ilves\nNight Editor\n\n-----Original Message-----\n{SENT}{A}\n{B}\n",
    "Gmail inside Gmail": f"Hi\n\n{GMAIL}fyi\n\n{GMAIL.replace('Ott Ilves', 'Anna Kask').replace('Wed, Jan 17', 'Tue, Jan 16').replace('Fwd: port', 'Port director out')}{A}\n{B}\n",
    "quoted by Apple": "Hi\n\nBegin forwarded message:\n\n"
    + "".join(
        f"> {line}\n"
        for line in f"From: Anna Kask <a@l.example>\nDate: 16 January 2024 at 16:12:00 GMT\nSubject: Port director out\n\n{A}\n{B}".split(
            "\n"
        )
    ),
    "in German": f"Zur Kenntnis.\n\n-----Ursprüngliche Nachricht-----\nVon: Anna Kask <a@l.example>\nGesendet: 16.01.2024 16:12\nAn: Desk\nBetreff: Port director out\n\n{A}\n{B}\n",
}


def _mail(folder: Path, subject: str, text: str) -> list[Article | Problem]:
    (folder / "a.eml").write_text(HEAD.format(subject) + text)
    return list(read_sources(folder / "a.eml"))


@pytest.mark.parametrize("name", INNER)
def test_a_mail_sent_on_is_what_its_first_sender_wrote(tmp_path: Path, name: str) -> None:
    (found,) = _mail(tmp_path, "FW: port", INNER[name])
    assert isinstance(found, Article)
    assert found.text.replace("\n", " ") == f"{A} {B}"
    assert (found.title, found.published, found.publisher) == ("Port director out", "2024-01-16", "Anna Kask")


def test_of_an_answer_what_stands_over_the_other_mail_is_read(tmp_path: Path) -> None:
    (found,) = _mail(
        tmp_path,
        "RE: Fwd: The port",
        f"{A}\n{B}\n\n-----Original Message-----\n{SENT}Where is your story on the port?\n",
    )
    assert isinstance(found, Article)
    assert (found.text.replace("\n", " ").strip(), found.title, found.published) == (
        f"{A} {B}",
        "The port",
        "2024-01-19",
    )


def test_long_words_over_a_mail_that_was_sent_on_are_told(tmp_path: Path) -> None:
    told, found = _mail(
        tmp_path, "Fwd: port", f"{'Please put this on the second page of tomorrow. ' * 4}\n\n{GMAIL}{A}\n{B}\n"
    )
    assert isinstance(found, Article)
    assert found.text.replace("\n", " ") == f"{A} {B}"
    assert isinstance(told, Problem)
    assert told.reason == "36 words over a mail that was sent on are not read"


def test_a_picture_beside_an_attached_mail_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(
        "From: d@l.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n"
        f"From: Anna Kask <a@l.example>\nSubject: Port\nDate: Tue, 16 Jan 2024 06:00:00 +0000\nContent-Type: text/plain\n\n{A}\n{B}\n\n"
        "--b\nContent-Type: image/png\nContent-Disposition: attachment; filename=crane.png\n\nx\n--b--\n"
    )
    told, found = read_sources(tmp_path / "a.eml")
    assert isinstance(found, Article)
    assert found.title == "Port"
    assert isinstance(told, Problem)
    assert told.reason == "1 attached and not read (crane.png)"


def _document(number: str, body: str) -> str:
    return (
        f"                 {number}\n\n\n             Baltic Ledger\n\n          January 16, 2024 Tuesday\n             Final Edition\n\n"
        f"Port director dismissed\n\nBYLINE: Anna Kask, Ports Correspondent\n\nSECTION: NEWS; Pg. 4\n\nLENGTH: 61 words\n\n{body}{A}\n\n{B}\n\n"
        "LOAD-DATE: January 17, 2024\n\nLANGUAGE: ENGLISH\n\n           Copyright 2024 Ledger Ltd.\n              All Rights Reserved\n\n"
    )


@pytest.mark.parametrize("body", ["BODY:\n\n\n", ""])
@pytest.mark.parametrize("number", ["{} of 2 DOCUMENTS", "Document {} of 2"])
def test_each_document_of_a_classic_nexis_download_is_an_article(tmp_path: Path, number: str, body: str) -> None:
    documents = _document(number.format(1), body) + _document(number.format(2), body).replace(
        "Port director", "Head of port"
    )
    (tmp_path / "a.txt").write_text(documents)
    found = list(read_sources(tmp_path / "a.txt"))
    told = [(one.title, one.published, one.publisher, one.author) for one in found if isinstance(one, Article)]
    known = ("2024-01-16", "Baltic Ledger", "Anna Kask")
    assert told == [("Port director dismissed", *known), ("Head of port dismissed", *known)]
    assert [one.text for one in found if isinstance(one, Article)] == [f"{A}\n\n{B}"] * 2


def test_one_classic_document_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_document("1 of 1 DOCUMENTS", "BODY:\n"))
    (found,) = read_sources(tmp_path / "a.txt")
    assert isinstance(found, Article)
    assert (found.title, found.text) == ("Port director dismissed", f"{A}\n\n{B}")
