"""What an answer to a question is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field


class QuestionError(ValueError):
    """A question that can't be put as it is: a parameter is missing, unknown, or no date; says which."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A node that a name may mean."""

    iri: str
    short: str  # as a prefixed name
    label: str
    description: str  # what it is: "person, president, in 12 articles"


class UnclearNameError(LookupError):
    """A name that means no node, or several; `candidates` are those that may be meant."""

    def __init__(self, parameter: str, name: str, candidates: tuple[Candidate, ...], *, borne: bool) -> None:
        """Say so.

        Args:
            parameter: the question's parameter that was given the name.
            name: the name.
            candidates: the nodes that may be meant.
            borne: whether they are called so, or only like it.
        """
        self.parameter, self.name, self.candidates, self.borne = parameter, name, candidates, borne
        listed = "; ".join(f"{one.short} ({one.label}: {one.description})" for one in candidates)
        if borne:
            told = f"{name!r} may be {listed}: say which, or ask for the words (--words)"
        elif listed:
            told = f"nothing in the graph is called {name!r}; did you mean {listed}?"
        else:
            told = f"nothing in the graph is called {name!r}"
        super().__init__(told)


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement that answers a question: one clause, who vouches for it and how, and where it was read.

    Attributes:
        text: the statement in words (`ng:text`).
        status: how the article reports it: "stated" (as a fact, in its own voice), "claimed", "denied", "planned",
            "possible", "demanded" or "hypothetical".
        doubt: what else keeps it from being a plain fact: "unsure", "contested", "has ended"; empty: nothing.
        source: who says so; "the article" for its own voice, "not named" where it hides who.
        date: when the article was published (ISO 8601); empty: not told.
        article: the article's title, else its id.
        sentence: the sentence it was read from.
        confidence: how sure the extractor is, from 0 to 1.
        url: where the article is; empty: not told.
        statement: its IRI.
        more: what else the question asks for, by name: "place", "when".
    """

    text: str
    status: str
    doubt: str
    source: str
    date: str
    article: str
    sentence: str
    confidence: float
    url: str
    statement: str
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def voice(self) -> str:
        """Status and doubt in one: "claimed (unsure)"."""
        return f"{self.status} ({self.doubt})" if self.doubt else self.status


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the answer to a question that asks for something else than statements."""

    more: Mapping[str, str]
