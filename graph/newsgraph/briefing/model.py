"""What a briefing is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """A footnote: the sentence that something was read from.

    `title` is the article's, or its first words where it has none; `date` is that of its publication (ISO 8601) and, as
    `publisher` and `url`, empty where it is not known. `begin` and `end` count characters of the article's text.
    """

    number: int
    sentence: str
    article: str
    title: str
    publisher: str
    date: str
    url: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Headline:
    """An article that the briefing is made from; what is not known of it is empty."""

    article: str
    title: str
    publisher: str
    date: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of the graph, as the briefing tells it.

    - statement: its IRI; text: its words (`ng:text`), set as a sentence;
    - source: who says so, empty where the article itself does ("an unnamed source" where it hides who);
    - voice: "stated", "claimed", "denied" or "envisaged"; modality: "actual", "planned", "demanded", …;
    - date: when it happens (EDTF), empty where the articles don't say; reported: when its article was published;
    - place and people: who takes part in its event and where that is; event: its IRI or "";
    - references: the numbers of its footnotes, its own sentence first, then those that tell the same;
    - contested: whether it contradicts another statement;
    - articles: how many articles tell of it.
    """

    statement: str
    text: str
    source: str
    voice: str
    modality: str
    date: str
    reported: str
    place: str
    people: tuple[str, ...]
    event: str
    references: tuple[int, ...]
    contested: bool
    articles: int


@dataclass(frozen=True, slots=True)
class Role:
    """What the articles call somebody, and the footnote to a sentence that does; null where no one sentence has it."""

    text: str
    reference: int | None


@dataclass(frozen=True, slots=True)
class Profile:
    """Who somebody is: the node's IRI, its name and type, its roles, what is told of it, and in how many articles."""

    node: str
    name: str
    type: str
    roles: tuple[Role, ...]
    line: Line | None
    articles: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """What is contested: the lines of each side.

    `tier` is "contested" or "possibly contested"; `kind` is "denial", "negation", "antonym" or "value": with the last
    two nobody denies, but both sides affirm what excludes the other.
    """

    about: str
    tier: str
    kind: str
    affirmed: tuple[Line, ...]
    denied: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """What is not known yet: why it is open ("unknown", "under investigation", "one source only"), and the line."""

    why: str
    line: Line


@dataclass(frozen=True, slots=True)
class Briefing:
    """What some articles tell: who is who, what happened, what is disputed, planned and open, each with its source.

    Every line is a statement of the graph. `articles` is how many articles there are, `first` and `last` the days
    between which they were published (empty where none has a date), `around` what the briefing is about, if only
    something. `headlines` are the articles by date; of very many, those that the references name.
    """

    articles: int
    first: str
    last: str
    around: str
    who: tuple[Profile, ...]
    happened: tuple[Line, ...]
    disputed: tuple[Dispute, ...]
    denied: tuple[Line, ...]
    envisaged: tuple[Line, ...]
    open: tuple[OpenEnd, ...]
    headlines: tuple[Headline, ...]
    references: tuple[Reference, ...]
