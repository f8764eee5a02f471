"""Reads the data files in `data/`, the lexicons of the layers."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_toml(name: str) -> dict[str, Any]:
    """The tables of a TOML file in `data/`.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return tomllib.loads((files("newsgraph.extraction") / "data" / name).read_text(encoding="utf-8"))
