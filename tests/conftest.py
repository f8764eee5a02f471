"""What the tests share."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from spacy.language import Language

    from newsgraph.extraction.base.parsed import Doc
    from serving import Server

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"

# An example's time says how busy the machine is. In CI every run tries the same examples, elsewhere each tries others.
for name in ("default", "ci"):
    settings.register_profile(name, settings.get_profile(name), deadline=None)
settings.load_profile("ci" if os.environ.get("NEWSGRAPH_NO_SKIPS") else "default")


BUILT_BY = sorted((ROOT / "graph" / "newsgraph" / "extraction" / "gazetteer").rglob("*"))


def pytest_configure(config: pytest.Config) -> None:
    """Keep what a user has built on this machine out of the tests, and the tests out of it.

    What the tests build and keep, the gazetteer, lies in pytest's own cache, and anew for each state of its code. The
    environment tells every worker, pool process and command that the tests start.
    """
    if hasattr(config, "workerinput"):  # of xdist: has it from the process that started it
        return
    cache: pytest.Cache | None = getattr(config, "cache", None)  # none with `-p no:cacheprovider`
    homes = cache.mkdir("homes") if cache else ROOT / ".pytest_cache" / "d" / "homes"
    homes.mkdir(parents=True, exist_ok=True)
    code = hashlib.sha256(b"".join(path.read_bytes() for path in BUILT_BY if path.suffix in {".py", ".csv"}))
    home = homes / code.hexdigest()[:12]
    for other in homes.iterdir():
        if other != home:
            shutil.rmtree(other, ignore_errors=True)
    os.environ["XDG_CACHE_HOME"] = str(home / "cache")
    os.environ["XDG_CONFIG_HOME"] = str(home / "config")


@pytest.fixture(scope="session")
def nlp() -> "Language":
    from newsgraph.extraction.parse.language import load

    return load()


@pytest.fixture(scope="session")
def parse(nlp: "Language") -> "Callable[[str], Doc]":
    from newsgraph.extraction.base.parsed import parsed

    return lambda text: parsed(nlp(text))


def _shared(factory: pytest.TempPathFactory, name: str, make: "Callable[[Path], None]") -> Path:
    """A folder that is made once in a run of the tests, by whichever of xdist's workers needs it first."""
    root = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    folder = root / name / "exports"
    with FileLock(root / f"{name}.lock"):
        if not folder.exists():
            make(folder)
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph built from the seeds; not to be changed."""
    import newsgraph

    def make(folder: Path) -> None:
        newsgraph.build([SEEDS], output=folder)

    return _shared(tmp_path_factory, "built", make)


@pytest.fixture(scope="session")
def server(built: Path) -> "Iterator[Server]":
    """A server of the graph built from the seeds, with the limits that it has by itself."""
    from serving import serving

    with serving(built) as running:
        yield running


@pytest.fixture(scope="session")
def all_sure(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph built from the seeds in which every statement counts as sure; not to be changed."""
    import newsgraph

    def make(folder: Path) -> None:
        shutil.copytree(built, folder)  # with what has been read
        newsgraph.build([SEEDS], output=folder, min_confidence=0.0)

    return _shared(tmp_path_factory, "all_sure", make)


def need(command: str) -> str:
    """The path of a program from outside; without it the test is skipped, or fails where NEWSGRAPH_NO_SKIPS is set."""
    path = shutil.which(command)
    if path is None:
        give_up = pytest.fail if os.environ.get("NEWSGRAPH_NO_SKIPS") else pytest.skip
        give_up(f"{command} is not installed")
    return path


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """A real Chromium."""
    from playwright.sync_api import sync_playwright

    path = need("chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: "Browser", tmp_path: Path) -> "Iterator[Callable[..., Page]]":
    """Opens a page, given as text or as a file, as a reader would; `picture_pages` has what readers do."""
    from picture_pages import reader

    with reader(browser, tmp_path) as open_:
        yield open_
