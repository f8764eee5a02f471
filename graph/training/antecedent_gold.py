"""The right antecedents, as training and its check read them: GUM's chains, and what readers decided in Wikinews."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from gold import Gold

from newsgraph.extraction.coreference.referents import Chain, Referent
from newsgraph.normalisation import fold

WIKINEWS = Path(__file__).parent / "wikinews" / "articles.jsonl"
_NO_ACTOR = {"EVENT", "NONE", "UNCLEAR"}
_DETERMINER = re.compile(r"^(the|a|an|this|that|these|those|his|her|its|their|our|my)\s+|['’]s?$", re.IGNORECASE)


class RightAntecedents(Protocol):
    """What is known of one article."""

    def decided(self, referent: Referent) -> bool:
        """Whether anybody decided whom a mention is of."""

    def fits(self, referent: Referent, chain: Chain) -> bool:
        """Whether a chain is whom the mention is of."""

    def undecidable(self, referent: Referent, chain: Chain, /) -> bool:
        """Whether what is known does not tell that the chain is another."""


class ChainsOfGum:
    """GUM's chains of people, organisations and places."""

    def __init__(self, gold: Gold) -> None:
        self._gold = gold

    def decided(self, referent: Referent) -> bool:
        """Whatever is not left out by OntoGUM's rule."""
        return self._gold.head_of(referent.mention) not in self._gold.neutral

    def fits(self, referent: Referent, chain: Chain) -> bool:
        """Whether any mention of the chain is in the same one there."""
        wanted = self._chain_of(referent)
        return wanted is not None and any(self._chain_of(one) == wanted for one in chain.referents)

    def undecidable(self, _referent: Referent, _chain: Chain, /) -> bool:
        """Never: all is annotated."""
        return False

    def _chain_of(self, referent: Referent) -> int | None:
        return self._gold.chain_at.get(self._gold.head_of(referent.mention))


class ReadersDecisions:
    """What readers of Wikinews decided; where two differ, nothing is."""

    def __init__(self, readers: list[dict]) -> None:
        self._ref: dict[tuple[int, int], str | int] = {}
        differ = set()
        for reader in readers:
            for start, end, ref in reader["antecedents"]:
                if plain(self._ref.setdefault((start, end), ref)) != plain(ref):
                    differ.add((start, end))
        for where in differ:
            del self._ref[where]

    def ref(self, referent: Referent) -> str | int | None:
        """The referent that they wrote down for a mention."""
        span = referent.mention.span
        return self._ref.get((span.start_char, span.end_char))

    def decided(self, referent: Referent) -> bool:
        """Whether they were asked, and agreed."""
        return self.ref(referent) is not None

    def linkable(self, referent: Referent) -> bool:
        """Whether it is of somebody or something that was named or described before."""
        ref = self.ref(referent)
        return ref not in {None, *_NO_ACTOR} and ref != referent.mention.span.start_char

    def fits(self, referent: Referent, chain: Chain) -> bool:
        """Whether the chain has the name or the description that they wrote down."""
        ref = self.ref(referent)
        if ref is None or ref in _NO_ACTOR:
            return False
        others = [one for one in chain.referents if one is not referent and not one.pronoun]
        if isinstance(ref, int):
            return any(one.mention.span.start_char == ref for one in others)
        if chain.named:
            return _bears(chain, ref)
        texts = [plain(one.mention.span.text) for one in others] + [plain(self.ref(one) or "") for one in others]
        return any(text == plain(ref) or _ends_with(plain(ref), text) or _ends_with(text, plain(ref)) for text in texts)

    def undecidable(self, referent: Referent, chain: Chain) -> bool:
        """Whether nobody was asked of any mention of the chain: indefinite ones, that they do not say are first."""
        if (
            chain.named
            or referent.pronoun
            or (referent.head not in chain.heads and self.ref(referent) != _own(referent))
        ):
            return False
        return all(self.ref(one) is None for one in chain.referents if one is not referent)


def _own(referent: Referent) -> int:
    return referent.mention.span.start_char


def _ends_with(longer: str, shorter: str) -> bool:
    return " " in shorter and longer.endswith(f" {shorter}")


def _bears(chain: Chain, ref: str) -> bool:
    """Whether a chain's fullest name is the reader's, or one of the two is all within the other."""
    wanted = set(fold(plain(ref)).split())
    fullest = set(fold(plain(max(chain.names, key=lambda name: len(name.split())))).split())
    bare = any(set(fold(plain(name)).split()) == wanted for name in chain.names)
    return bare or wanted <= fullest or fullest <= wanted


def plain(ref: str | int) -> str:
    """Words of a reference without determiner and case."""
    return _DETERMINER.sub("", str(ref).strip()).lower()


@dataclass(frozen=True)
class Annotated:
    """One article that readers read; `held_out` where it is for checking only."""

    id: str
    text: str
    right: ReadersDecisions
    held_out: bool
    fold: int


def wikinews() -> Iterator[Annotated]:
    """The articles of graph/training/wikinews: a third is held out, by a hash of the article's name."""
    for line in WIKINEWS.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        number = int(hashlib.sha256(article["id"].encode()).hexdigest(), 16)
        yield Annotated(
            article["id"], article["text"], ReadersDecisions(article["readers"]), number % 3 == 0, number // 3 % 5
        )
