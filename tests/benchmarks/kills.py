"""Builds that are killed, at moments drawn by chance, or find the disk full: no graph is lost, the next build is whole.

python tests/benchmarks/kills.py [--kills N] [--seed N]

First builds, builds with articles added, edited and removed, and builds with nothing new are killed (SIGKILL) just
before an operation on files or at a moment in time, or may write no file above a size. After each, what was there must
be there, as it was or as it becomes; and the same build once more must give the same bytes as if nothing had been.
"""

import argparse
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from newsgraph import KnowledgeGraph, graph_files

sys.path.insert(0, str(Path(__file__).parents[1]))
from given_records import attack, build, contents, is_whole
from records import ArticleBuilder

ARTICLES = 6
SECONDS = 3.0  # in which a build is killed that is killed at a moment in time
BYTES = (2_000, 20_000, 60_000)  # of the largest file on a disk that is full

Drafts = list[ArticleBuilder]
_WATCHED = ("open", "os.", "shutil.", "tempfile.")  # audited operations of Python that may touch files


@dataclass(frozen=True)
class Kind:
    """One kind of build: the folder that it begins with (none: there is no graph), and the articles."""

    name: str
    before: Path | None
    drafts: Drafts
    made: Path  # what it makes if nothing happens


def in_child(work: Callable[[], object]) -> int:
    """Do something in a process of its own; how that ended (`os.waitpid`). Nothing else may open a store.

    Oxigraph's threads would not be there in processes that are forked later, which would wait for them for ever.
    """
    child = os.fork()
    if child == 0:
        try:
            work()
        except OSError:
            os._exit(1)
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(2)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def killed(drafts: Drafts, folder: Path, operation: int) -> None:
    """Build, and be killed just before the n-th operation on files."""
    seen = 0

    def watch(event: str, _: object) -> None:
        nonlocal seen
        if event.startswith(_WATCHED):
            seen += 1
            if seen == operation:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    build(drafts, folder)


def killed_in_time(drafts: Drafts, folder: Path, seconds: float) -> None:
    """Build, and be killed after a time, wherever that is, also within Oxigraph."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends the process at once
    signal.setitimer(signal.ITIMER_REAL, seconds)
    build(drafts, folder)


def on_full_disk(drafts: Drafts, folder: Path, size: int) -> None:
    """Build where no file can be larger than some bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    build(drafts, folder)


def operations(drafts: Drafts, folder: Path) -> int:
    """How many operations on files a build takes."""
    told, tell = os.pipe()

    def count() -> None:
        seen = 0

        def watch(event: str, _: object) -> None:
            nonlocal seen
            seen += event.startswith(_WATCHED)

        sys.addaudithook(watch)
        build(drafts, folder)
        os.write(tell, str(seen).encode())

    in_child(count)
    return int(os.read(told, 20))


def kinds(work: Path) -> list[Kind]:
    """The kinds of builds, each done once where nothing happens."""
    first = [attack(str(number)) for number in range(ARTICLES)]
    later = [*first[1:], attack("2", "Bo Ray", denied=True), attack("77", "Ann Lee", denied=True)]
    later.remove(first[2])
    found = []
    before: Path | None = None
    for name, drafts in (("first", first), ("incremental", later), ("unchanged", later)):
        made = work / name
        if before:
            shutil.copytree(before, made)
        assert in_child(lambda drafts=drafts, made=made: build(drafts, made)) == 0  # type: ignore[misc]
        found.append(Kind(name, before, drafts, made))
        before = made
    return found


def accident(kind: Kind, folder: Path, chance: random.Random, most: int) -> str:
    """Let something happen to a build, and say what."""
    what = chance.choice(("killed", "killed", "killed in time", "full disk"))
    if what == "killed":
        operation = chance.randrange(1, most)
        in_child(lambda: killed(kind.drafts, folder, operation))
        return f"killed before operation {operation} of {most}"
    if what == "killed in time":
        seconds = chance.uniform(0.05, SECONDS)
        in_child(lambda: killed_in_time(kind.drafts, folder, seconds))
        return f"killed after {seconds:.2f} s"
    size = chance.choice(BYTES)
    in_child(lambda: on_full_disk(kind.drafts, folder, size))
    return f"no file above {size} bytes"


def wrong_after(kind: Kind, folder: Path) -> list[str]:
    """What is wrong after an accident, in words; and after the same build once more."""
    found = []
    if in_child(lambda: _must_be_there(kind, folder)):
        found.append("the old graph is lost")
    if in_child(lambda: build(kind.drafts, folder)):
        found.append("no build comes to an end any more")
    elif contents(folder) != contents(kind.made):
        found.append("the next build gives other bytes")
    elif in_child(lambda: _must_be_whole(folder)):
        found.append("the next build is not whole")
    return found


def _must_be_there(kind: Kind, folder: Path) -> None:
    """Make sure that a graph that was there is there as it was, or as it becomes."""
    if kind.before:
        found = set(KnowledgeGraph.open(folder).store)
        assert any(found == set(KnowledgeGraph.open(one).store) for one in (kind.before, kind.made))


def _must_be_whole(folder: Path) -> None:
    assert is_whole(folder)


def check(kills: int, seed: int) -> list[str]:
    """What is wrong, in words."""
    chance = random.Random(seed)
    found = []
    graph_files.LARGE = 9  # so that a store is changed wherever there is one
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        known = kinds(work)
        most = {}
        for kind in known:
            folder = work / "counted"
            if kind.before:
                shutil.copytree(kind.before, folder)
            most[kind.name] = operations(kind.drafts, folder)
            shutil.rmtree(folder)
        for number in range(kills):
            kind, folder = known[number % len(known)], work / "tried"
            if kind.before:
                shutil.copytree(kind.before, folder)
            else:
                folder.mkdir()
            happened = accident(kind, folder, chance, most[kind.name])
            found += [f"{kind.name} build, {happened}: {wrong}" for wrong in wrong_after(kind, folder)]
            shutil.rmtree(folder)
    return found


def main() -> None:
    """Print what is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wrong = check(options.kills, options.seed)
    print("\n".join(wrong) if wrong else f"{options.kills} accidents: no graph lost, no other bytes")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
