"""Ctrl-C, and the bar that one sees until then: on a terminal of its own, with an extractor that takes its time."""

import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

# Reads most texts at once, but never comes to the end of some.
MODULE = """
from newsgraph.record import ArticleInfo, Record
import hashlib

class Extractor:
    version = "patient 1"

    def __init__(self, model):
        pass

    def extract(self, articles):
        for article in articles:
            while "endless" in article.text:
                pass
            digest = hashlib.sha256(article.text.encode()).hexdigest()
            info = ArticleInfo(id=article.id, title=None, published=None, publisher=None, url=None, language="en",
                               text_sha256=digest, length=len(article.text))
            yield Record(article=info, mentions=(), entities=(), events=(), triples=(), attributions=())

class Shared(Extractor):
    def prepare(self):
        pass
"""
FINE = "The mayor of Bergen opened the new bridge on Saturday, and many people came to see it."


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """That of a command which finds the extractor."""
    about = tmp_path / "site" / "patient-1.dist-info"
    about.mkdir(parents=True)
    (tmp_path / "site" / "patient.py").write_text(MODULE)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: patient\nVersion: 1\n")
    (about / "entry_points.txt").write_text(
        "[newsgraph.extractors]\npatient = patient:Extractor\nshared = patient:Shared\n"
    )
    paths = [str(tmp_path / "site"), *filter(None, sys.path)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "TERM": "xterm", "COLUMNS": "160"}


def on_terminal(command: list[str], environment: dict[str, str]) -> tuple[subprocess.Popen[bytes], Iterator[str]]:
    """Python with some arguments, whose standard error is a terminal, and what it writes there until it ends."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([sys.executable, *command], stderr=theirs, stdout=subprocess.DEVNULL, env=environment)
    os.close(theirs)

    def written() -> Iterator[str]:
        try:
            while piece := os.read(ours, 65536):
                yield re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", piece.decode(errors="replace"))
        except OSError:  # the other end is closed
            pass
        os.close(ours)

    return process, written()


def children_of(process: int) -> set[int]:
    """The processes that it has started and that are there."""
    folder = Path(f"/proc/{process}/task")
    return {int(one) for task in folder.glob("*/children") for one in task.read_text().split()}


def family_of(process: int) -> set[int]:
    """The processes that it has started, those that these have started, and so on."""
    children = children_of(process)
    return children.union(*map(family_of, children))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no /proc to see processes by")
@pytest.mark.parametrize(("name", "jobs"), [("patient", 1), ("patient", 2), ("shared", 2)])
def test_who_interrupts_is_told_what_became_of_the_work(
    tmp_path: Path, environment: dict[str, str], name: str, jobs: int
) -> None:
    news, output = tmp_path / "news", tmp_path / "out"
    news.mkdir()
    for number in range(20):
        (news / f"{number:02}.txt").write_text(f"{FINE} It was the {number + 1}th to be opened there this year.")
    build = ["build", str(news), "--output", str(output), "--extractor", name, "--jobs", str(jobs)]
    assert subprocess.run([sys.executable, "-m", "newsgraph", *build], env=environment, check=False).returncode == 0
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file() and path.name != ".lock"}
    (news / "99.txt").write_text(f"{FINE} The procession was endless.")
    process, written = on_terminal(["-m", "newsgraph", *build], environment)
    said, children = "", set()
    for piece in written:
        said += piece
        if "Reading articles" in said or "Finding articles" in said:
            children |= family_of(process.pid)
            if jobs == 1 or children:
                process.send_signal(signal.SIGINT)
    assert process.wait() == 130
    assert said.rstrip().endswith("what was there before is as it was, and what was read is not read again")
    assert "Traceback" not in said
    assert all(path.read_bytes() == content for path, content in before.items())
    assert not [one for one in children if Path(f"/proc/{one}/exe").exists()]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no /proc to see processes by")
@pytest.mark.parametrize("name", ["patient", "shared"])
def test_who_reads_ends_with_who_builds(tmp_path: Path, environment: dict[str, str], name: str) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for number in range(20):
        (news / f"{number:02}.txt").write_text(f"{FINE} It was the {number + 1}th, and the procession was endless.")
    build = ["build", str(news), "--output", str(tmp_path / "out"), "--extractor", name, "--jobs", "2"]
    process = subprocess.Popen(
        [sys.executable, "-m", "newsgraph", *build],
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env=environment,
    )
    family: set[int] = set()
    while len(family) < 3:  # with the one that Python itself starts
        family |= family_of(process.pid)
    process.kill()
    process.wait()
    ended = time.monotonic() + 10
    while any(is_running(one) for one in family) and time.monotonic() < ended:
        time.sleep(0.1)
    assert not [one for one in family if is_running(one)]


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_one_bar_shows_all_that_a_build_does(tmp_path: Path, environment: dict[str, str]) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for number in range(3):
        (news / f"{number}.txt").write_text(f"{FINE} It was the {number + 1}th to be opened there this year.")
    build = ["build", str(news), "--output", str(tmp_path / "out"), "--extractor", "patient"]
    process, written = on_terminal(["-m", "newsgraph", *build], environment)
    said = "".join(written)
    assert process.wait() == 0
    assert "Finding articles" in said
    assert "Writing" in said


def test_what_takes_longer_than_a_moment_says_what_it_does_and_nothing_else_does() -> None:
    """As `import`, `export` and `validate` do."""
    for seconds, told in ((1.6, True), (0, False)):
        code = (
            f"import time\nfrom newsgraph.cli_progress import waiting\nwith waiting('Restoring'): time.sleep({seconds})"
        )
        process, written = on_terminal(["-c", code], {**os.environ, "TERM": "xterm"})
        seen = "".join(written)
        assert process.wait() == 0
        assert ("Restoring" in seen) is told
        assert seen or not told
