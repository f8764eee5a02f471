"""Reads the data files in `data/`, the lexicons of the layers."""

import csv
import tomllib
from collections.abc import Iterator
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


def read_csv(name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file in `data/`, by the names of the columns; lines that begin with # are comments.

    Raises:
        FileNotFoundError: there is no such file.
    """
    lines = (files("newsgraph.extraction") / "data" / name).read_text(encoding="utf-8").splitlines()
    return csv.DictReader(line for line in lines if line.strip() and not line.startswith("#"))
