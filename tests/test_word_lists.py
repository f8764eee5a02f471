"""The words in extraction's data files: none that nothing reads."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from newsgraph import extraction

HOME = Path(extraction.__file__).parent
CODE = "\n".join(path.read_text(encoding="utf-8") for path in HOME.rglob("*.py"))
FILES = (
    "argument_roles", "control", "factuality", "furniture", "given_names", "name_cues", "name_matching", "name_nouns",
    "names", "place_words", "pronouns", "relations", "roles",
)  # fmt: skip  # where names of lists stand in the code


def lists(table: Mapping[str, object]) -> Iterator[str]:
    """The names of a file's lists, whatever tables they are in."""
    for name, entry in table.items():
        if isinstance(entry, dict):
            yield from lists(entry)
        else:
            yield name


@pytest.mark.parametrize("name", FILES)
def test_every_list_is_read(name: str) -> None:
    (file,) = HOME.rglob(f"data/{name}.toml")
    told = set(lists(tomllib.loads(file.read_text(encoding="utf-8"))))
    assert told
    assert sorted(one for one in told if not re.search(rf'"{one}"|\.{one}\b', CODE)) == []
