"""The annotations of the entities benchmark, as training reads them."""

from newsgraph.extraction.base.annotations import Mention
from newsgraph.extraction.base.parsed import Span, Token

_NOMINAL = ("NOUN", "PROPN", "PRON")


class Gold:
    """The annotations of one article: the head of a span in the gold tree, and what is annotated there."""

    def __init__(self, article: dict) -> None:
        """Take one entry of gold.json."""
        self.article = article
        self.tokens = article["tokens"]
        self.chain_at: dict[int, int] = {}
        for number, cluster in enumerate(article["clusters"]):
            for mention in cluster["mentions"]:
                self.chain_at.setdefault(self.head(mention["start"], mention["end"]), number)
        self.neutral = {self.head(mention["start"], mention["end"]) for mention in article["neutral"]}

    def head(self, start: int, end: int) -> int:
        """Where the head of a span begins: the first noun or pronoun that is governed from outside; -1 for none."""
        inside = [i for i, token in enumerate(self.tokens) if token[0] < end and token[1] > start]
        tops = [i for i in inside if not inside[0] <= self.tokens[i][2] <= inside[-1]]
        head = min(tops, key=lambda i: self.tokens[i][3] not in _NOMINAL, default=None)
        return -1 if head is None else self.tokens[head][0]

    def head_of(self, span: "Span | Token | Mention") -> int:
        """The same for a span of the parse."""
        words = span.span if isinstance(span, Mention) else span
        return self.head(words.start_char, words.end_char)
