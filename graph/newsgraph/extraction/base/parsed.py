"""A parsed text as plain Python objects, made once when its parse is final: what the layers of reading ask.

Every attribute of a spaCy token is computed and made an object anew each time it is asked for; the layers ask millions
of times. Here each token exists once, with its attributes, its head and its dependents as values. Names and meanings
are spaCy's, as far as the layers use them, so that a function can take either; dependents, subtrees and ancestors are
tuples. Nothing here can be changed: what corrects a parse (`parse`) works on spaCy's.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from newsgraph.extraction.base.dependency_tree import edges_of, grow_tree
from newsgraph.extraction.base.token_values import FLAGS, STRINGS, heads_of, values_of

if TYPE_CHECKING:
    from spacy import tokens

_PADDING = 5  # spaCy answers with an empty token so far beyond both ends


class Token:
    """A word, mark or white space of a text. Two tokens are equal if they are the same one."""

    __slots__ = (
        "_ancestors", "_subtree", "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_alpha",
        "is_digit", "is_lower", "is_punct", "is_sent_start", "is_space", "is_stop", "is_title", "is_upper", "left_edge",
        "lefts", "lemma_", "like_num", "lower_", "pos_", "right_edge", "rights", "sent", "tag_", "text", "whitespace_",
    )  # fmt: skip

    text: str
    lower_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    ent_type_: str
    is_space: bool
    is_punct: bool
    is_alpha: bool
    is_title: bool
    is_lower: bool
    is_upper: bool
    is_digit: bool
    like_num: bool
    is_stop: bool
    whitespace_: str
    ent_iob_: str
    is_sent_start: bool | None
    head: "Token"
    left_edge: "Token"
    right_edge: "Token"
    lefts: "tuple[Token, ...]"
    rights: "tuple[Token, ...]"
    children: "tuple[Token, ...]"
    sent: "Span"

    def __init__(self, doc: "Doc", i: int, idx: int, values: tuple[Any, ...]) -> None:
        """Make a token that is not tied to others yet.

        Args:
            doc: the text.
            i: the token's number in it.
            idx: where it begins, as an index of characters.
            values: its attributes, in the order of `STRINGS`, `FLAGS`, white space, name and sentence start.
        """
        self.doc, self.i, self.idx = doc, i, idx
        (
            self.text, self.lower_, self.lemma_, self.tag_, self.pos_, self.dep_, self.ent_type_,
            self.is_space, self.is_punct, self.is_alpha, self.is_title, self.is_lower, self.is_upper, self.is_digit,
            self.like_num, self.is_stop, self.whitespace_, self.ent_iob_, self.is_sent_start,
        ) = values  # fmt: skip
        self._subtree: tuple[Token, ...] | None = None
        self._ancestors: tuple[Token, ...] | None = None

    def __repr__(self) -> str:
        return self.text

    @property
    def subtree(self) -> "tuple[Token, ...]":
        """The token with all that depends on it, in the order of the text if the tree is projective."""
        if self._subtree is None:
            found: list[Token] = []
            for token in self.lefts:
                found += token.subtree
            found.append(self)
            for token in self.rights:
                found += token.subtree
            self._subtree = tuple(found)
        return self._subtree

    @property
    def ancestors(self) -> "tuple[Token, ...]":
        """What the token depends on, from its head up to the root."""
        if self._ancestors is None:
            found: list[Token] = []
            token = self
            while token.head is not token and len(found) < len(self.doc):
                token = token.head
                found.append(token)
            self._ancestors = tuple(found)
        return self._ancestors

    def is_ancestor(self, descendant: "Token") -> bool:
        """Whether another token depends on this one, directly or not."""
        return self in descendant.ancestors

    def nbor(self, i: int = 1) -> "Token":
        """The token that stands so many tokens behind this one.

        Raises:
            IndexError: the text has none there.
        """
        place = self.i + i
        if place < 0:
            raise IndexError(place)
        return self.doc.tokens[place]


class Span:
    """Tokens that stand together. Two spans are equal if they have the same tokens and the same label."""

    __slots__ = ("_root", "_text", "doc", "end", "label_", "start")

    def __init__(self, doc: "Doc", start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label
        self._root: Token | None = None
        self._text: str | None = None

    def __repr__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Span)
            and self.doc is other.doc
            and (self.start, self.end, self.label_) == (other.start, other.end, other.label_)
        )

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.label_))

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, i: int) -> Token: ...

    @overload
    def __getitem__(self, i: slice) -> "Span": ...

    def __getitem__(self, i: int | slice) -> "Token | Span":
        if isinstance(i, slice):
            start, stop, _ = i.indices(self.end - self.start)
            return Span(self.doc, self.start + start, self.start + max(start, stop))
        place = self.end + i if i < 0 else self.start + i
        if not self.start <= place < self.end:
            raise IndexError(i)
        return self.doc.tokens[place]

    @property
    def start_char(self) -> int:
        """Where the span begins in the text, as an index of characters."""
        return self.doc.tokens[self.start].idx if self.start < len(self.doc) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """One past the last character of the span."""
        if self.start == self.end:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The words as the text has them."""
        if self._text is None:
            self._text = self.doc.text[self.start_char : self.end_char]
        return self._text

    @property
    def text_with_ws(self) -> str:
        """The words with the white space behind them."""
        return self.text + self.doc.tokens[self.end - 1].whitespace_ if self.end > self.start else ""

    @property
    def root(self) -> Token:
        """The token that stands highest in the tree; of equals the first."""
        if self._root is None:
            self._root = self._find_root()
        return self._root

    def _find_root(self) -> Token:
        tokens = self.doc.tokens[self.start : self.end]
        for token in tokens:
            if token.head is token:
                return token
        outside = [token for token in tokens if not self.start <= token.head.i < self.end]
        return min(outside, key=lambda token: len(token.ancestors)) if outside else self.doc.tokens[self.start]

    @property
    def sent(self) -> "Span":
        """The sentence that the span begins in."""
        return self.doc.sentence_at(self.start)

    @property
    def noun_chunks(self) -> "Iterator[Span]":
        """The base noun phrases within the span."""
        return (one for one in self.doc.noun_chunks if self.start <= one.start and one.end <= self.end)


class Doc:
    """A parsed text.

    Attributes:
        source: the text as spaCy has it.
        tokens: its tokens; iterating over these is faster than over the text.
        text: its characters.
        sents: its sentences, by the parse.
        ents: the names that the pipeline's name finder has found.
        user_data: what the components of the pipeline, and functions that work once for a text, have noted of it.
        known: what `remembered` functions have said of its tokens.
    """

    __slots__ = (
        "_chunks",
        "_padding",
        "_starts",
        "_words",
        "ents",
        "known",
        "sents",
        "source",
        "text",
        "tokens",
        "user_data",
    )

    def __init__(
        self,
        source: "tokens.Doc",
        tree: "tuple[Sequence[int], Sequence[str]] | None" = None,
        like: "Doc | None" = None,
    ) -> None:
        """Take over a parse.

        Args:
            source: the text as spaCy has it, tagged and parsed; it must not be changed any more.
            tree: where the heads of its tokens stand, and the relations to them, as another parser has found them; its
                sentences are then those of that tree. Base noun phrases are always the source's.
            like: the same text with the source's own tree, where it is there already.
        """
        self.source = source
        self._chunks: tuple[Span, ...] | None = None
        self._padding: Token | None = None
        self.user_data: dict[Any, Any] = source.user_data
        self.known: dict[Any, Any] = {}
        self._words: list[tuple[int, tuple[Any, ...]]] = like._words if like is not None else values_of(source)
        self.tokens = [Token(self, i, idx, values) for i, (idx, values) in enumerate(self._words)]
        self.text: str = like.text if like is not None else "".join([one.text + one.whitespace_ for one in self.tokens])
        heads = tree[0] if tree is not None else heads_of(source)
        edges = edges_of(heads)
        if tree is not None:
            for token, relation in zip(self.tokens, tree[1], strict=True):
                token.dep_, token.is_sent_start = relation, False
            for first in (edges[i][0] for i, head in enumerate(heads) if head == i):
                self.tokens[first].is_sent_start = True
        grow_tree(self.tokens, heads, edges)
        self.ents = tuple(Span(self, one.start, one.end, one.label_) for one in source.ents)
        self._starts = [token.i for token in self.tokens if token.is_sent_start or token.i == 0]
        ends = [*self._starts[1:], len(self.tokens)]
        self.sents = tuple(Span(self, start, end) for start, end in zip(self._starts, ends, strict=False))
        for sentence in self.sents:
            for token in self.tokens[sentence.start : sentence.end]:
                token.sent = sentence

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, i: int) -> Token: ...

    @overload
    def __getitem__(self, i: slice) -> Span: ...

    def __getitem__(self, i: int | slice) -> Token | Span:
        if not isinstance(i, slice):
            try:
                return self.tokens[i]
            except IndexError:
                if i + len(self.tokens) >= -_PADDING and i < len(self.tokens) + _PADDING:
                    return self._beyond()
                raise
        start, stop, _ = i.indices(len(self.tokens))
        return Span(self, start, max(start, stop))

    def sentence_at(self, place: int) -> Span:
        """The sentence that the token at that place stands in."""
        return self.sents[bisect_right(self._starts, place) - 1]

    def char_span(self, start: int, end: int, *, alignment_mode: str = "strict") -> Span | None:
        """The tokens that stand for some characters, as spaCy's `Doc.char_span` finds them.

        Args:
            start: the first character.
            end: one past the last character.
            alignment_mode: "strict" for None unless tokens begin and end there, "contract" for the tokens that lie
                wholly between, "expand" for all that have a part of it.
        """
        found = self.source.char_span(start, end, alignment_mode=alignment_mode)
        return Span(self, found.start, found.end) if found is not None else None

    @property
    def noun_chunks(self) -> tuple[Span, ...]:
        """The base noun phrases."""
        if self._chunks is None:
            self._chunks = tuple(Span(self, one.start, one.end, one.label_) for one in self.source.noun_chunks)
        return self._chunks

    def _beyond(self) -> Token:
        """The empty token that stands beyond both ends."""
        if self._padding is None:
            values = ("",) * len(STRINGS) + (False,) * len(FLAGS) + ("", "", None)
            one = Token(self, len(self.tokens), len(self.text), values)
            one.head = one.left_edge = one.right_edge = one
            one.lefts = one.rights = one.children = ()
            one.sent = self[len(self.tokens) :]
            self._padding = one
        return self._padding


def parsed(doc: "tokens.Doc | Doc") -> Doc:
    """A text as the layers ask it, of one as spaCy has it; what is that already stays as it is."""
    return doc if isinstance(doc, Doc) else Doc(doc)
