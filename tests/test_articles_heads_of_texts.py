"""What stands over a plain text: its title, named lines, datelines, agencies' slug lines; titles without publishers."""

import io
import zipfile
from pathlib import Path

import pytest

from newsgraph import Article
from newsgraph.articles import read_sources

A = "The port authority in Gdansk dismissed its director, Marek Zielak, on Monday."
B = "Zielak had sold three cranes to a firm of his brother, the ministry said."
T = "Port director dismissed"


def _article(path: Path, text: str) -> Article:
    path.write_text(text)
    (found,) = read_sources(path)
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"{T}\n\n16 January 2024\n\n", T),
        (f"{T}\nBy Anna Kask\n\n", T),
        (f"# {T}\n\n*16 January 2024*\n\n", T),
        (f"# **{T}** #\n", T),
        (f"{T}\n=====\n\n", T),
        (f"{A}\n\n", None),
        ("GDANSK:\n\n", None),
        ("16 January 2024\n\n", None),
        ("Poland\n\n", None),
        (f"{T}\n", None),
    ],
)
def test_a_headline_over_a_text_is_its_title(tmp_path: Path, head: str, title: str | None) -> None:
    found = _article(tmp_path / "a.md", f"{head}{A} {B}\n")
    assert (found.title, found.text) == (title, f"{head}{A} {B}\n")


def test_named_lines_under_a_headline(tmp_path: Path) -> None:
    found = _article(
        tmp_path / "a.txt", f"{T}\nPublished: 16 January 2024\nSource: Baltic Ledger\nAuthor: Anna Kask\n\n{A}\n\n{B}"
    )
    assert (found.title, found.published, found.publisher, found.author, found.text.strip()) == (
        T, "2024-01-16", "Baltic Ledger", "Anna Kask", f"{A}\n\n{B}",
    )  # fmt: skip


def test_a_dateline_in_capitals(tmp_path: Path) -> None:
    found = _article(tmp_path / "a.txt", f"GDANSK, JAN 16, 2024 (BPA) - {A.upper()}\n\n{B.upper()}\n")
    assert (found.published, found.publisher, found.title) == ("2024-01-16", "BPA", None)


@pytest.mark.parametrize(
    "slug", ["BC-EU--Poland-Port, 3rd Ld-Writethru", "ZCZC BPA0417 3 POL 0102 /BPA-", "AM-Poland-Port, 300"]
)
def test_lines_for_desks_and_machines_are_no_text(tmp_path: Path, slug: str) -> None:
    found = _article(tmp_path / "a.txt", f"{slug}\n{T}\n\n{A}\n\n{B}\n\nNNNN\n")
    assert (found.title, found.text) == (T, f"{T}\n\n{A}\n\n{B}")


def test_a_publisher_behind_a_title_is_no_part_of_it(tmp_path: Path) -> None:
    found = _article(tmp_path / "a.md", f"---\ntitle: {T} - Baltic Ledger\npublisher: Baltic Ledger\n---\n{A} {B}")
    assert found.title == T
    found = _article(tmp_path / "a.md", f"---\ntitle: Inside Baltic Ledger\npublisher: Baltic Ledger\n---\n{A} {B}")
    assert found.title == "Inside Baltic Ledger"


def test_the_folder_of_an_archive_within_an_archive_is_part_of_the_id(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("ports/a.txt", f"{A} {B}")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("2024/may.zip", inner.getvalue())
    (found,) = read_sources(tmp_path / "all.zip")
    assert isinstance(found, Article)
    assert found.id == "2024/ports/a"
