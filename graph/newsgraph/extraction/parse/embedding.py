"""What a model makes of a word by itself, remembered: in news, nineteen words of twenty were there before.

The networks of a spaCy pipeline first turn each word into a row of numbers (`MultiHashEmbed`), whatever stands around
it, and only then look at its neighbours. That row follows from the word, from how it is normalised and from whether a
space follows; it takes two fifths of a network's time. The numbers are the same, to the last bit, as without memory.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import NORM, ORTH, SPACY  # type: ignore[import-not-found]  # a compiled module without types
from thinc.api import Model

from newsgraph.extraction.base.row_memory import RowMemory, keys_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_MOST = 40_000  # words that are remembered: 15 MB for each network
_OF_A_WORD = {"NORM", "PREFIX", "SUFFIX", "SHAPE", "LOWER", "ORTH", "IS_SPACE", "SPACY"}  # features that follow from it


def remember_words(component: Any) -> None:
    """Have the network of a component remember what it makes of words, if its parts are known to look at single words.

    Args:
        component: of a spaCy pipeline, with a network or without; it can't be trained any more.
    """
    network: Any = getattr(component, "model", None)
    for node in list(network.walk()) if isinstance(network, Model) else ():
        embed = node.get_ref("embed") if node.has_ref("embed") else None
        if embed is not None and _looks_at_single_words(embed):
            network.replace_node(embed, _with_memory(embed))


def _looks_at_single_words(embed: "Model[Any, Any]") -> bool:
    readers = [node for node in embed.walk() if node.name == "extract_features"]
    known = {"ints-getitem", "hashembed", "extract_features", "static_vectors", "list2ragged", "ragged2list", "maxout",
             "layernorm", "dropout"}  # fmt: skip
    parts = {node.name for node in embed.walk() if not node.layers}
    features = {str(one) for reader in readers for one in reader.attrs["columns"]}
    return parts <= known and bool(readers) and features <= _OF_A_WORD


def _with_memory(embed: "Model[Any, Any]") -> "Model[Any, Any]":
    memory = _Memory(embed)

    def forward(_: "Model[Any, Any]", docs: "Sequence[Doc]", is_train: bool) -> tuple[Any, Callable[..., Any]]:
        if is_train:
            return embed(docs, is_train=True)
        return memory.rows_of(docs), _untrained

    return Model("remembered_embed", forward, layers=[embed], dims={"nO": embed.maybe_get_dim("nO")})


def _untrained(*_: Any) -> Any:
    raise NotImplementedError("a network that remembers words is not trained")


class _Memory:
    """The rows of the words that were asked for, and of new ones from the network.

    Args:
        embed: the part of the network that looks at single words.
    """

    def __init__(self, embed: "Model[Any, Any]") -> None:
        self._embed = embed
        self._known = RowMemory(embed.get_dim("nO"), np.float32, _MOST)

    def rows_of(self, docs: "Sequence[Doc]") -> "list[NDArray[np.float32]]":
        """The rows of each text's words."""
        if not any(map(len, docs)):
            return list(self._embed.predict(docs))
        words = np.concatenate([doc.to_array([ORTH, NORM, SPACY]) for doc in docs])
        distinct, first, inverse = np.unique(keys_of(words), return_index=True, return_inverse=True)

        def make(new: Sequence[int]) -> "NDArray[np.float32]":
            made: NDArray[np.float32] = self._embed.predict([_Words(docs, first[new])])[0]
            return made

        rows = self._known.rows_of(distinct.tolist(), make)[inverse]
        return [rows[start:end] for start, end in pairwise(accumulate(map(len, docs), initial=0))]


class _Words:
    """Some words of some texts, as far as a network asks a text.

    Args:
        docs: the texts.
        places: where the words stand in all the texts, one after another.
    """

    def __init__(self, docs: "Sequence[Doc]", places: "NDArray[np.intp]") -> None:
        self._docs, self._places = docs, places
        self.vocab: Vocab = docs[0].vocab

    def __len__(self) -> int:
        return len(self._places)

    def to_array(self, attributes: Any) -> "NDArray[np.uint64]":
        """Attributes of the words, as spaCy's `Doc.to_array` gives them."""
        return np.concatenate([doc.to_array(attributes) for doc in self._docs])[self._places]
