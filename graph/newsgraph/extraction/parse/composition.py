"""One pipeline out of two: single components of an installed pipeline, loaded without the rest of it.

spaCy's own way (`add_pipe(..., source=...)`) loads the other pipeline whole, its table of strings before all: seven
times as slow. A component needs its settings, its numbers and the vectors that it was trained on; models without the
version check of whole pipelines are read by every spaCy 3.
"""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language


NAME_FINDER = "ner"


def take_over_names(nlp: "Language", other: str) -> None:
    """Put the name finder and the vectors of another installed pipeline in the place of this one's.

    Raises:
        OSError: no such pipeline is installed.
    """
    from spacy.vectors import Vectors  # type: ignore[import-not-found]  # a compiled module without types

    folder = folder_of(other)
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings).from_disk(folder / "vocab", exclude=["strings"])
    if nlp.has_pipe(NAME_FINDER):
        nlp.remove_pipe(NAME_FINDER)
    add_component(nlp, NAME_FINDER, folder)


def add_component(nlp: "Language", name: str, folder: Path) -> Any:
    """Add a component of the pipeline in that folder at the end of this one, and return it."""
    from spacy.util import load_config

    settings = dict(load_config(folder / "config.cfg", interpolate=True)["components"][name])
    component = nlp.add_pipe(settings.pop("factory"), name=name, config=settings)
    component.from_disk(folder / name, exclude=["vocab"])  # type: ignore[attr-defined]  # all trained ones have it
    return component


def folder_of(model: str) -> Path:
    """Where the settings and numbers of an installed pipeline are, by its name or path.

    Raises:
        OSError: no such pipeline is installed.
    """
    if Path(model).exists():
        return Path(model)
    found = find_spec(model)  # importing the package would read its settings, and warn of its age
    if found is None or found.origin is None:
        raise OSError(f"no spaCy pipeline is called {model!r}")
    package = Path(found.origin).parent
    meta = json.loads((package / "meta.json").read_text(encoding="utf-8"))
    return package / f"{meta['lang']}_{meta['name']}-{meta['version']}"
