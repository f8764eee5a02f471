"""The files that say what the graph means and what must hold of it."""

from importlib.resources import files
from pathlib import Path
from typing import Literal


def ontology(name: Literal["newsgraph.ttl", "alignments.ttl", "shapes.ttl", "context.jsonld"]) -> str:
    """The text of a file of `ontology/`, which an installed package holds within itself.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    packaged = files("newsgraph") / "ontology" / name
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    return (Path(__file__).parents[3] / "ontology" / name).read_text(encoding="utf-8")
