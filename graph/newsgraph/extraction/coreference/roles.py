"""What an article itself, in its own voice, calls somebody: the roles they hold now, and those that have ended.

What stands in a quotation or in the content of another attribution is somebody's claim; what is negated, hypothetical
or sought is none. In doubt there is no role.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import FormerRole, Mention
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.coreference.descriptions import joined, role_of

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

_YEAR = r"(?:(?:\w+ )?\w+ )?(\d{4})"
_SPAN_OF_YEARS = re.compile(rf"\bfrom {_YEAR} (?:to|until|till|through) {_YEAR}|\bbetween {_YEAR} and {_YEAR}")
_END = re.compile(rf"\b(?:until|till) {_YEAR}")
_NO_CONDITION = {"if", "unless", "whether", "though"}
_LONGEST_OFFICE = 10  # tokens of "minister for Women and Equalities" before a name


@dataclass(frozen=True, slots=True)
class Description:
    """A description of somebody, and the mention that it is told of; `copula` where it is predicated of them."""

    mention: Mention
    holder: Mention
    copula: "Token | None" = None


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles that somebody holds now, and those that have ended."""

    present: list[str]
    former: list[FormerRole]


def roles_of(
    descriptions: Sequence[Description], mentions: Sequence[Mention], claimed: AbstractSet[int], kind: str
) -> Roles:
    """What an entity is called.

    Args:
        descriptions: those in apposition to its names or predicated of them.
        mentions: all of its mentions.
        claimed: the positions of all tokens that somebody other than the article vouches for.
        kind: its type; titles stand before the names of people only.
    """
    present: list[str] = []
    former: list[FormerRole] = []
    for one in descriptions:
        head = one.mention.head
        if head.i in claimed or _of_relatives(head) or not is_asserted(one.copula):
            continue
        tokens = [token for token in head.doc[one.mention.span.start : head.i + 1] if token.dep_ not in {"det", "poss"}]
        _file(role_of(one.mention), tokens, one, present, former)
    for mention in mentions if kind == "person" else ():
        for title in () if mention.head.i in claimed else _titles(mention):
            text = joined(title)
            _file(text, title, Description(mention, mention), present, former)
    held = list(dict.fromkeys(role for role in present if role))
    return Roles(held, former)


def _file(
    text: str, tokens: "Sequence[Token]", told: Description, present: list[str], former: list[FormerRole]
) -> None:
    """Put a role among those that are held, those that have ended, or nowhere."""
    qualifiers = {part for token in tokens for part in (token.lower_, *token.lower_.split("-"))}
    noun = tokens[-1]
    lemma = noun.lemma_.lower()
    if qualifiers & words("roles", "not_held") or lemma in words("roles", "seekers") | words("roles", "no_roles"):
        return
    text, ended_by_word = _without_qualifiers(text)
    began, ended = _bounds(noun, told.copula)
    past = told.copula is not None and told.copula.tag_ == "VBD" and not _auxiliary(told.copula, "VBZ", "VBP")
    if not text or (past and not (ended or ended_by_word)):
        return  # "was the mayor": whether they still are, it does not say
    if ended or ended_by_word or _shares_ending(noun) or _no_longer(told.copula):
        span = noun.doc[tokens[0].i : noun.i + 1]
        former.append(FormerRole(text, span, told.holder, began, ended or ".."))
    else:
        present.append(text)


def _without_qualifiers(text: str) -> tuple[str, bool]:
    """A role without the words that say when it was held, and whether these say that it has ended."""
    ended = False
    parts = text.split()
    while parts:
        first = parts[0].lower()
        prefix = next((word for word in words("roles", "ended") if first.startswith(f"{word}-")), None)
        if first in words("roles", "ended"):
            ended, parts = True, parts[1:]
        elif prefix is not None:
            ended, parts[0] = True, parts[0][len(prefix) + 1 :]
        elif first in words("roles", "present") or first == "-":
            parts = parts[1:]
        else:
            break
    return " ".join(part for part in parts if part), ended


def _bounds(noun: "Token", copula: "Token | None") -> tuple[str | None, str | None]:
    """The years from which and until which a role was held, as the words behind it say."""
    sentence = noun.sent
    after = noun.doc[(copula or noun).i + 1 : sentence.end].text.split(";")[0]
    tail = after if copula is not None else after.split(",")[0]
    if found := _SPAN_OF_YEARS.search(tail):
        years = [year for year in found.groups() if year]
        return years[0], years[1]
    if found := _END.search(tail):
        return None, found.group(1)
    return None, None


def is_asserted(copula: "Token | None") -> bool:
    """Whether a copula says that it is so: neither negated nor under a modal, an infinitive or a condition."""
    if copula is None:
        return True
    if copula.lemma_ != "be" or not (_auxiliary(copula, "VBZ", "VBP", "VBD") or copula.tag_ in {"VBZ", "VBP", "VBD"}):
        return False
    if any(child.dep_ == "neg" or child.tag_ in {"MD", "TO"} for child in copula.children):
        return _no_longer(copula)
    return not any(child.dep_ == "mark" and child.lower_ in _NO_CONDITION for child in copula.children)


def _auxiliary(verb: "Token", *tags: str) -> bool:
    return any(child.dep_ == "aux" and child.tag_ in tags for child in verb.children)


def _no_longer(copula: "Token | None") -> bool:
    """Whether a copula says that it is no longer so."""
    if copula is None:
        return False
    doc = copula.doc
    return any(
        child.lower_ in {"longer", "anymore"} and (child.lower_ == "anymore" or doc[child.i - 1].lower_ == "no")
        for child in copula.children
    )


def _shares_ending(noun: "Token") -> bool:
    """Whether a noun without a determiner goes on from one that is "former": "the former minister and mayor"."""
    if noun.dep_ != "conj" or any(child.dep_ in {"det", "poss"} for child in noun.children):
        return False
    return any(child.lower_ in words("roles", "ended") for child in noun.head.children)


def _of_relatives(noun: "Token") -> bool:
    """Whether a description tells of a relative whose relative that is only a pronoun says: "his wife"."""
    kin = noun.lemma_.lower() in words("name_matching", "kinship")
    return kin and any(child.dep_ == "poss" for child in noun.children)


def titles_of(mention: Mention) -> list[str]:
    """What is said of somebody right before the name, whether or not they still are it."""
    return [joined(title) for title in _titles(mention)]


def _titles(mention: Mention) -> "Iterator[list[Token]]":
    """What is said of somebody right before the name: "occupation chief" of "occupation chief Vladimir Saldo"."""
    if mention.form != "name" or mention.type != "person":
        return
    doc, end = mention.span.doc, mention.span.start
    start = end
    while start > 0 and _describes(doc[start - 1], mention):
        start -= 1
    while start < end and doc[start].pos_ == "ADJ" and doc[start].ent_type_ == "NORP":
        start += 1
    while start > mention.head.sent.start and _says_ended(doc[start - 1]):
        start -= 1
    told = [token for token in doc[start:end] if token.lower_.rstrip(".") not in words("names", "honorifics")]
    if told and _is_office(told[-1]):
        yield told
    elif not told and (office := _office_phrase(mention)):
        yield office


def _says_ended(token: "Token") -> bool:
    """Whether a token is the "then-" or "ex" before a title, which the parser takes for something else."""
    return token.text == "-" or token.lower_ in words("roles", "ended")


def _describes(token: "Token", mention: Mention) -> bool:
    if token.sent.start != mention.head.sent.start or (
        token.pos_ not in {"NOUN", "PROPN", "ADJ"} and token.text != "-"
    ):
        return False
    return token.dep_ in {"compound", "amod", "nmod", "punct"} and token.head.i >= token.i


def _is_office(token: "Token") -> bool:
    word = token.lower_.rstrip(".")
    return word in words("names", "titles") or token.lemma_.lower() in words("nominals", "person")


def office_before(mention: Mention) -> "list[Token]":
    """The words of an office with what it is of, right before a person's name; none if there is none."""
    return _office_phrase(mention) if mention.form == "name" and mention.type == "person" else []


def _office_phrase(mention: Mention) -> "list[Token]":
    """An office with what it is of, right before a name: "minister for Women and Equalities Mary Moran"."""
    doc, end = mention.span.doc, mention.span.start
    if not end or doc[end - 1].pos_ not in {"NOUN", "PROPN", "ADJ"} or mention.head.dep_ == "compound":
        return []  # "spokeswoman for the Trump administration"
    first = max(mention.head.sent.start, end - _LONGEST_OFFICE)
    for start in range(end - 3, first - 1, -1):
        within = doc[start:end]
        if any(token.is_punct or token.pos_ in {"VERB", "AUX", "PRON"} for token in within):
            return []
        if doc[start].lower_ in words("names", "titles") and doc[start + 1].lower_ in {"of", "for"}:
            while start > first and doc[start - 1].lower_ in words("roles", "ended"):
                start -= 1
            return list(doc[start:end])
    return []
