"""What people have decided about single statements: that one is wrong, or that it is right.

A statement's IRI counts through what was read from an article, so another version of newsgraph, or another sentence
before it, may give it another. A decision therefore names what a reader sees: article, sentence and text.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from newsgraph.terminal import printable

if TYPE_CHECKING:
    from pyoxigraph import Quad

NG = "https://w3id.org/newsgraph#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment"
_DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"
_CLASSES = {f"{NG}Rejection": False, f"{NG}Acceptance": True}
_ARTICLE = re.compile(r".*article[:/]([^:/#]+)(?:#.*)?")


class StatementDecision(NamedTuple):
    """That a statement is right, or wrong.

    Where no article is named, it is about every article's statement of these words, as long as it is on the same actor
    or place, or else of the same sentence.
    """

    right: bool
    texts: tuple[str, ...]  # any of them; several say the same in other words
    article: str = ""  # its IRI; empty: any
    sentences: tuple[str, ...] = ()  # any of them; none: any sentence at all
    subject: str = ""  # the IRI of the actor or place; empty: any
    reason: str = ""

    @property
    def article_id(self) -> str:
        """The id of the article; empty: any."""
        found = _ARTICLE.fullmatch(self.article)
        return unquote(found[1]) if found else self.article

    @property
    def written(self) -> str:
        """The decision in words, for reports."""
        where = f" in {self.article_id}" if self.article else ""
        return f"the statement {self.texts[0]!r}{where}"

    def is_about(self, text: str, article: str, sentence: str, subject: str) -> bool:
        """Whether it is about a statement, as the graph has it.

        Args:
            text: the statement as a reader reads it.
            article: the id of its article.
            sentence: the sentence that it was read from.
            subject: the IRI of its subject.
        """
        return (
            folded(text) in map(folded, self.texts)
            and self.article_id in ("", article)
            and (not self.sentences or folded(sentence) in map(folded, self.sentences))
            and self.subject in ("", subject)
        )

    def to_turtle(self) -> str:
        """The decision as a line of Turtle, with the prefixes ng, prov, rdf and rdfs."""
        from pyoxigraph import Literal, NamedNode

        said = [f"a ng:{'Acceptance' if self.right else 'Rejection'}"]
        if self.article:
            said.append(f"prov:wasDerivedFrom {NamedNode(self.article)}")
        if self.subject:
            said.append(f"rdf:subject {NamedNode(self.subject)}")
        texts = (str(Literal(" ".join(one.split()), language="en")) for one in self.texts)
        said.append(f"ng:statementText {', '.join(texts)}")
        if self.sentences:
            sentences = (str(Literal(" ".join(one.split()))) for one in self.sentences)
            said.append(f"ng:statementSentence {', '.join(sentences)}")
        if self.reason:
            said.append(f"rdfs:comment {Literal(printable(self.reason))}")
        return f"[ {' ; '.join(said)} ] ."


def folded(words: str) -> str:
    """Words as they are compared: on one line, in one case."""
    return " ".join(words.split()).casefold()


def statement_decisions(quads: Iterable["Quad"]) -> list[StatementDecision]:
    """The decisions on statements among what a file says, sorted; those that name no text are none."""
    said: dict[str, dict[str, list[str]]] = {}
    for quad in quads:
        value = getattr(quad.object, "value", "")
        said.setdefault(str(quad.subject), {}).setdefault(quad.predicate.value, []).append(value)
    found = []
    for pairs in said.values():
        kinds = [_CLASSES[one] for one in pairs.get(f"{_RDF}type", ()) if one in _CLASSES]
        texts = sorted(filter(str.strip, pairs.get(f"{NG}statementText", ())))
        if kinds and texts:
            found.append(
                StatementDecision(
                    all(kinds),  # whoever says both, says no
                    tuple(texts),
                    min(pairs.get(_DERIVED, ()), default=""),
                    tuple(sorted(filter(str.strip, pairs.get(f"{NG}statementSentence", ())))),
                    min(pairs.get(f"{_RDF}subject", ()), default=""),
                    min(pairs.get(_COMMENT, ()), default=""),
                )
            )
    return sorted(found)
