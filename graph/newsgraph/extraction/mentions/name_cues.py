"""Companies and teams, told by what texts say of them: "shares in Orchard", "played for Burnley"."""

from functools import cache
from typing import TYPE_CHECKING

from newsgraph.extraction.base.lexicon import words

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Span, Token

_TOPICS = {"companies": 4, "teams": 4}  # different words of its topic by which a text is told


class NameCues:
    """What the text around a name and its subject say of the name."""

    def __init__(self, doc: "Doc") -> None:
        """Find out whether the text is about business or sport."""
        lemmas = {token.lemma_.lower() for token in doc}
        self.topics = {
            topic for topic, few in _TOPICS.items() if len(lemmas & words("name_cues", topic, "topics")) >= few
        }

    def is_company(self, span: "Span") -> bool:
        """Whether only a company is spoken of like that."""
        root, head = span.root, span.root.head
        if (noun := _noun_before(root)) is not None and noun.lemma_.lower() in _list("companies", "nouns_before"):
            return noun.lemma_ != "executive" or any(child.lower_ == "chief" for child in noun.children)
        if root.dep_ in {"poss", "compound"} and head.lemma_.lower() in _list("companies", "nouns_after"):
            return "companies" in self.topics or head.lemma_.lower() == "share"
        return "companies" in self.topics and _governed(
            root, _list("companies", "verbs_of_object"), _list("companies", "verbs_of_subject")
        )

    def is_team(self, span: "Span") -> bool:
        """Whether a name is, in a text about sport, that of a team."""
        if has_team_suffix(span):
            return True
        if "teams" not in self.topics:
            return False
        root = span.root
        if len(span) > 1 and span[-1].lower_ in _list("teams", "suffixes_in_sport"):
            return True
        if len(span) > 1 and span[0].lower_ in _list("teams", "openers"):
            return True
        if root.dep_ in {"poss", "compound"} and root.head.lemma_.lower() in _list("teams", "nouns_after"):
            return True
        if _governed(root, _list("teams", "verbs_with_object"), _list("teams", "verbs_of_subject")):
            return True
        while root.dep_ == "conj":
            root = root.head
        if root.dep_ != "pobj" or root.head.lower_ not in _list("teams", "prepositions"):
            return False
        over = root.head.head
        with_verb = over.pos_ == "VERB" and over.lemma_.lower() in _list("teams", "verbs_with_preposition")
        return with_verb or over.lemma_.lower() in _list("teams", "nouns_with_preposition")


def has_company_suffix(span: "Span") -> bool:
    """Whether a name ends as that of a company: "Orchard Holdings Inc."."""
    return len(span) > 1 and span[-1].lower_.replace(".", "") in _list("companies", "suffixes")


def has_team_suffix(span: "Span") -> bool:
    """Whether a name ends as that of a team and of nothing else: "Blackwater Rovers"."""
    return span[-1].lower_ in _list("teams", "suffixes") and span[-1].text[0].isupper()


@cache
def _list(*keys: str) -> frozenset[str]:
    return words("name_cues", *keys)


def _noun_before(root: "Token") -> "Token | None":
    """The noun that a name hangs from by a preposition."""
    preposition = root.head
    return preposition.head if root.dep_ == "pobj" and preposition.lower_ in {"of", "in", "at", "by"} else None


def _governed(root: "Token", of_object: frozenset[str], of_subject: frozenset[str]) -> bool:
    """Whether a name is the object or subject of one of these verbs, by itself or as one of several."""
    while root.dep_ == "conj":
        root = root.head
    lemma = root.head.lemma_.lower()
    if root.dep_ in {"dobj", "nsubjpass"}:
        return lemma in of_object
    return root.dep_ == "nsubj" and lemma in of_subject
