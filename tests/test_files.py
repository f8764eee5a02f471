"""Files that are there whole or not at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from newsgraph import files


def test_a_file_is_replaced_and_nothing_else_left(tmp_path: Path) -> None:
    for content in (b"old", b"new"):
        files.write_atomically(tmp_path / "a.txt", content)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.txt", b"new")]


def test_files_are_replaced_together_or_not_at_all(tmp_path: Path) -> None:
    def write_both(last: Path) -> None:
        with files.atomic_writes() as write:
            write(tmp_path / "a.txt", b"new")
            assert (tmp_path / "a.txt").read_bytes() == b"old"
            write(last, b"new")

    (tmp_path / "a.txt").write_bytes(b"old")
    with pytest.raises(FileNotFoundError):
        write_both(tmp_path / "missing" / "b.txt")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.txt", b"old")]
    write_both(tmp_path / "b.txt")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"new", "b.txt": b"new"}


def test_leftovers_of_one_file_are_removed_and_nothing_else(tmp_path: Path) -> None:
    for name in (".a.txt-x1y2z3w4.part", ".b.txt-x1y2z3w4.part", ".a.txt-mine", "a.txt"):
        (tmp_path / name).write_text("")
    files.remove_leftovers(tmp_path / "a.txt")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".a.txt-mine", ".b.txt-x1y2z3w4.part", "a.txt"]


def test_the_second_waits_for_the_first(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from newsgraph.files import exclusive_lock\n"
        f"with exclusive_lock(Path({str(tmp_path)!r})): print('in', flush=True)"
    )
    with files.exclusive_lock(tmp_path):
        second = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=Path(files.__file__).parents[1]
        )
        try:
            second.wait(timeout=1)
        except subprocess.TimeoutExpired:
            (tmp_path / "first").touch()
    assert (tmp_path / "first").exists()
    assert second.communicate(timeout=20)[0] == "in\n"
