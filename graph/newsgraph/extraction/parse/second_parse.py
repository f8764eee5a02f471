"""A second opinion on the parse: where another pipeline's parser gives a word the same head and the same relation.

Where two parsers trained apart agree, they are seldom both wrong; their disagreement is a reason to be less sure.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import spacy
from spacy.attrs import DEP, HEAD  # type: ignore[import-not-found]  # a compiled module without types
from spacy.language import Language
from spacy.util import minibatch

from newsgraph.extraction.base import parsed
from newsgraph.extraction.parse.composition import add_component, folder_of
from newsgraph.extraction.parse.embedding import remember_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

COMPONENT = "newsgraph_second_parse"
_KEY, _SECOND = "newsgraph_parse_agreement", "newsgraph_second_parse"
_TREE = [HEAD, DEP]


def parse_agreement(doc: "Doc | parsed.Doc") -> list[bool] | None:
    """For each word, whether both parsers agree on its head and its relation; none if one parser read the text."""
    found: list[bool] | None = doc.user_data.get(_KEY)
    return found


def second_reading(doc: parsed.Doc) -> parsed.Doc | None:
    """The text as the other parser reads it, with the first one's tags, lemmas and names; none if one read it."""
    tree = doc.user_data.get(_SECOND)
    if tree is None:
        return None
    strings = doc.source.vocab.strings
    offsets = tree[:, 0].astype("int64").tolist()
    heads = [i + offset for i, offset in enumerate(offsets)]
    return parsed.Doc(doc.source, (heads, [strings[relation] for relation in tree[:, 1].tolist()]), like=doc)


class SecondParser:
    """The component of the pipeline: parses a copy of the text with other models and notes where they agree."""

    def __init__(self, components: list[Any]) -> None:
        self._components = components

    def __call__(self, doc: "Doc") -> "Doc":
        """The text, its parse as it was."""
        return next(self.pipe([doc]))

    def pipe(self, stream: "Iterable[Doc]", *, batch_size: int = 16) -> "Iterator[Doc]":
        """The texts, in batches: that takes a seventh less time."""
        for batch in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]  # spaCy gives none
            docs = list(batch)
            again: Iterable[Doc] = [_copy(doc) for doc in docs]
            for component in self._components:
                again = component.pipe(again, batch_size=batch_size)
            for doc, other in zip(docs, again, strict=True):
                tree = other.to_array(_TREE)
                doc.user_data[_KEY] = (doc.to_array(_TREE) == tree).all(axis=1).tolist()
                doc.user_data[_SECOND] = tree
            yield from docs


def _copy(doc: "Doc") -> "Doc":
    """The words alone, with the sentences that the first parse begins."""
    copy = _words_of(doc)
    for sentence in doc.sents:
        copy[sentence.start].is_sent_start = True
    return copy


def _words_of(doc: "Doc") -> "Doc":
    from spacy.tokens import Doc

    return Doc(doc.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])


@Language.factory(COMPONENT)
def make_second_parser(
    nlp: Language,
    name: str,  # noqa: ARG001  # spaCy gives one
    model: str,
    remember: bool,
) -> SecondParser:
    """The component with the parser of another installed pipeline, whose vectors this one has."""
    second = spacy.blank("en", vocab=nlp.vocab)
    folder = folder_of(model)
    components = [add_component(second, one, folder) for one in ("tok2vec", "parser")]
    for component in components if remember else ():
        remember_words(component)
    return SecondParser(components)
