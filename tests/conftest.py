"""What the tests share."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"


@pytest.fixture(autouse=True, scope="session")
def _own_caches(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what a user has built on this machine out of the tests, and the tests out of it."""
    os.environ.setdefault("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))


@pytest.fixture(scope="session")
def nlp() -> "Language":
    from newsgraph.extraction.language import load

    return load()


@pytest.fixture(scope="session")
def parse(nlp: "Language") -> "Callable[[str], Doc]":
    return nlp


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph built from the seeds; not to be changed."""
    import newsgraph

    folder = tmp_path_factory.mktemp("exports")
    newsgraph.build([SEEDS], output=folder)
    return folder
