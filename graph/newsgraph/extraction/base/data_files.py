"""Reads the data files of the layers: each package of extraction keeps its own in `data/`, under a name used once."""

import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


def data_file(name: str) -> Traversable:
    """The data file of that name, in whichever package of extraction it is.

    Raises:
        FileNotFoundError: there is no such file.
    """
    for package in files("newsgraph.extraction").iterdir():
        if package.is_dir() and (found := package / "data" / name).is_file():
            return found
    raise FileNotFoundError(f"extraction has no data file {name!r}")


@cache
def read_toml(name: str) -> dict[str, Any]:
    """The tables of a TOML file.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return tomllib.loads(data_file(name).read_text(encoding="utf-8"))


def read_csv(name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, by the names of the columns; lines that begin with # are comments.

    Raises:
        FileNotFoundError: there is no such file.
    """
    lines = data_file(name).read_text(encoding="utf-8").splitlines()
    return csv.DictReader(line for line in lines if line.strip() and not line.startswith("#"))
