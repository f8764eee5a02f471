"""What descriptions of things take up: "the ruling" the fuller words before it that say which ruling it is.

Definite descriptions with the head of a noun phrase before them, as Vieira and Poesio (2000) resolve them: only where
all that the article says by that noun is of one thing, and its words tell by themselves what it is.
"""

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Introduction
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.clauses.event_nouns import is_event_noun, verb_of
from newsgraph.extraction.parse.passages import read_passages

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Token

_POINTING = {"the", "this", "that", "these", "those"}
_INDEFINITE = {"a", "an", "another", "some", "any", "each", "every", "no", "one", "other"}
_PLURAL_TAGS = {"NNS", "NNPS"}
_MODIFIERS = {"amod", "compound", "nmod", "nummod", "poss"}
_RESTRICTING = {"prep", "acl", "relcl", "appos"}
_CONTENT = {"NOUN", "PROPN", "ADJ", "NUM", "VERB"}
_PARTS = {"nsubj", "nsubjpass", "dobj", "agent"}
_SHORT = 3  # words of a participle that tell nothing: "read in part"
_JOINING = {"-", "–", "/", "&"}
_LONGEST = 14  # words that tell what something is


@dataclass(frozen=True, slots=True)
class _Thing:
    """A noun phrase that brought something in: with nothing told where it does not tell what."""

    head: "Token"
    before: frozenset[str]  # lemmas of what describes the noun before it
    told: "tuple[Token, ...]"
    indefinite: bool
    is_name: bool = False  # whether what is told is a name


def introductions(doc: "Doc", taken: Container[int]) -> dict[int, Introduction]:
    """What the descriptions of things in an article take up, by where the heads of the descriptions stand.

    Args:
        doc: the parse of the article.
        taken: where the heads of those stand that are of somebody or something known otherwise.
    """
    quote_of = read_passages(doc).quote_of
    found: dict[int, Introduction] = {}
    known: dict[tuple[str, bool], list[_Thing]] = defaultdict(list)
    deeds: dict[str, list[Token]] = defaultdict(list)
    for token in doc:
        if token.pos_ == "VERB":
            deeds[token.lemma_.lower()].append(token)
        if token.pos_ not in {"NOUN", "PROPN"} or (token.dep_ == "compound" and token.pos_ == "NOUN"):
            continue
        things = known[token.lower_ if token.pos_ == "PROPN" else token.lemma_.lower(), token.tag_ in _PLURAL_TAGS]
        if not _takes_up(token):
            thing = _thing(token, taken)
            _bring_in(thing, things)
            if thing.is_name and _is_named_beside(token) and token.i not in taken:
                found[token.i] = Introduction(token, thing.told)
            continue
        before = _before(token)
        fits = [one for one in things if before <= one.before]
        if not things and is_event_noun(token):
            fits = [_deed(verb) for verb in deeds[verb_of(token)]]
        quotes = {quote_of[one.head.i] for one in fits if not one.is_name} - {-1, quote_of[token.i]}
        if len(fits) == 1 and len(fits[0].told) > 1 + len(before) - fits[0].is_name and not quotes:
            if token.i not in taken:
                found[token.i] = Introduction(fits[0].head, fits[0].told)
        elif before and not fits:
            things.append(_Thing(token, before, (), indefinite=False))
    return found


def _bring_in(thing: _Thing, things: list[_Thing]) -> None:
    """Add a thing to those known by the same noun, unless it is one of them."""
    for number, one in enumerate(things):
        if _is_same(one, thing):
            if not one.told and one.before <= thing.before:
                things[number] = thing
            return
    things.append(thing)


def _takes_up(noun: "Token") -> bool:
    """Whether a noun phrase says no more than that its thing is known: "the ruling", "this bill"."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() in words("introductions", "never"):
        return False
    determiners = [child.lower_ for child in noun.lefts if child.dep_ in {"det", "predet"}]
    if len(determiners) != 1 or determiners[0] not in _POINTING or any(c.dep_ in _RESTRICTING for c in noun.rights):
        return False
    described = [child for child in noun.lefts if child.dep_ not in {"det", "punct"}]
    if any(child.dep_ not in {"amod", "compound", "nmod"} or child.tag_ == "JJS" for child in described):
        return False
    return not _before(noun) & words("introductions", "telling_apart")


def _before(noun: "Token") -> frozenset[str]:
    return frozenset(
        token.lemma_.lower()
        for child in noun.lefts
        if child.dep_ in _MODIFIERS
        for token in child.subtree
        if token.pos_ in _CONTENT
    )


def _thing(noun: "Token", taken: Container[int]) -> _Thing:
    relations = {child.dep_ for child in noun.lefts}
    determiners = {child.lower_ for child in noun.lefts if child.dep_ in {"det", "predet"}}
    owned = "poss" in relations
    numbered = "nummod" in relations and "the" not in determiners
    bare = not determiners and not owned and noun.pos_ != "PROPN"
    new = bare or numbered or bool(determiners & _INDEFINITE)
    name = _name(noun)
    if any(token.i in taken for token in name):
        name = []
    return _Thing(
        noun,
        _before(noun),
        tuple(name or (_telling(noun) if noun.pos_ == "NOUN" else ())),
        indefinite=new,
        is_name=bool(name),
    )


def _is_same(one: _Thing, later: _Thing) -> bool:
    """Whether a later phrase with the same noun speaks of the same: nothing new, and nothing that tells it apart."""
    if later.indefinite:
        return False
    if later.head.pos_ == one.head.pos_ == "PROPN":
        return later.before == one.before
    return later.before <= one.before or (not one.before and one.indefinite)


def _name(noun: "Token") -> "list[Token]":
    """The name of a thing: "Health Reform Bill 2019"; "Argo" of "a boat, Argo" and of "Argo is a boat"."""
    if noun.pos_ == "PROPN":
        name = _name_around(noun)
        behind = [token for token in name if token.i > noun.i and token.pos_ == "PROPN"]
        ordered = not behind or noun.lower_ in words("introductions", "before_names")
        return name if len(name) > 1 and ordered else []
    beside = [child for child in noun.rights if child.dep_ == "appos" and noun.doc[child.left_edge.i - 1].text != "("]
    if noun.dep_ == "appos" and noun.nbor(-1).text != "(":
        beside.append(noun.head)
    copula = noun.head
    if noun.dep_ == "attr" and copula.lemma_ == "be" and not any(c.dep_ in {"neg", "aux"} for c in copula.children):
        beside += [child for child in copula.lefts if child.dep_ == "nsubj"]
    named = next((one for one in beside if one.pos_ == "PROPN"), None)
    return _name_around(named) if named is not None and noun.tag_ not in _PLURAL_TAGS else []


def _name_around(word: "Token") -> "list[Token]":
    """The words with capitals that stand together with one; none where other parts of the name stand beside them."""
    start, end, tokens = word.i, word.i + 1, word.doc.tokens
    while start and tokens[start - 1].pos_ == "PROPN" and not tokens[start].is_sent_start:
        start -= 1
    while end < len(tokens) and tokens[end].pos_ in {"PROPN", "NUM"} and not tokens[end].is_sent_start:
        end += 1
    before, behind = tokens[start - 1] if start else None, tokens[end] if end < len(tokens) else None
    cut = any(one is not None and (one.text in _JOINING or one.tag_ == "POS") for one in (before, behind))
    capital = before is not None and before.is_title and not before.is_sent_start and before.sent == word.sent
    return [] if cut or capital or (before is not None and before.pos_ == "NUM") else tokens[start:end]


def _is_named_beside(noun: "Token") -> bool:
    """Whether a thing that is known has its name right behind it: "the boat, Conception"."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() in words("introductions", "never") or noun.dep_ in {"attr", "appos"}:
        return False
    return any(child.lower_ == "the" for child in noun.lefts)


def _deed(verb: "Token") -> _Thing:
    """What a verb brought in, told by its clause if the article states it as a fact there and says who or what."""
    return _Thing(verb, frozenset(), tuple(_clause(verb)) if _is_stated(verb) else (), indefinite=True)


def _is_stated(verb: "Token") -> bool:
    top = verb.head if verb.dep_ == "conj" else verb
    if top.dep_ not in {"ROOT", "relcl"} or verb.tag_ not in {"VBD", "VBN", "VBZ", "VBP", "VBG"}:
        return False
    return not any(child.dep_ == "neg" or child.tag_ in {"MD", "TO"} or child.dep_ == "mark" for child in verb.children)


def _clause(verb: "Token") -> "list[Token]":
    """The words of a verb with who does it and what it is done to, if they tell that by themselves; else nothing."""
    parts = {child.dep_: list(child.subtree) for child in verb.children if child.dep_ in _PARTS}
    if not parts.keys() & {"dobj", "agent", "nsubjpass"}:
        parts |= {child.dep_: list(child.subtree) for child in reversed(list(verb.rights)) if child.dep_ == "prep"}
    if not parts.keys() & {"nsubj", "nsubjpass"} or not parts.keys() & {"dobj", "agent", "nsubjpass", "prep"}:
        return []
    parts["verb"] = [verb, *(child for child in verb.children if child.dep_ in {"aux", "auxpass", "prt"})]
    found = sorted((token for part in parts.values() for token in part), key=lambda one: one.i)
    told = any(token.pos_ in {"PROPN", "NUM"} for token in found)
    if not told or len(found) > _LONGEST or any(_is_open(token) or token.is_punct for token in found):
        return []
    return [] if any(token.tag_ in {"WDT", "WP"} for token in found) else found


def _telling(noun: "Token") -> "list[Token]":
    """A noun with what describes it, if that tells what it is to who has read nothing else; else nothing."""
    left = [token for child in noun.lefts if child.dep_ in _MODIFIERS for token in child.subtree]
    found = [*left, noun]
    if any(_is_open(token) for token in left) or found[0].i != noun.i - len(left):
        return []
    for child in noun.rights:
        part = list(child.subtree)
        if part[0].i != found[-1].i + 1 or len(found) + len(part) > _LONGEST or not _restricts(child, part):
            break
        found += part
    if _before(noun) & words("introductions", "of_others"):
        return []
    content = [token for token in found if token.pos_ in _CONTENT and token is not noun]
    telling = {"PROPN"} if noun.tag_ in _PLURAL_TAGS else {"PROPN", "NUM"}  # "the 2020 census", not "750 deaths"
    named = any(token.pos_ in telling for token in content)
    return found if len(content) >= (1 if named else 2) else []


def _restricts(child: "Token", part: "Sequence[Token]") -> bool:
    """Whether a part behind a noun surely belongs to it, and tells by itself which one is meant."""
    if any(_is_open(token) or token.is_punct or token.dep_ == "neg" for token in part):
        return False
    named = any(token.pos_ == "PROPN" for token in part)
    if child.dep_ in {"acl", "relcl"}:
        return named or (child.tag_ == "VBN" and child.dep_ == "acl" and len(part) > _SHORT)
    if child.lower_ == "of":
        return True
    behind_verb = child.head.dep_ in {"dobj", "pobj", "dative", "oprd"}
    sure = named or not behind_verb
    return sure and child.dep_ == "prep" and child.lower_ in words("introductions", "prepositions")


def _is_open(token: "Token") -> bool:
    """Whether a word tells something only to who has read what stands before it."""
    if token.tag_ in {"PRP", "PRP$"}:
        return True
    return token.tag_ in {"DT", "PDT"} and token.lower_ in {"this", "that", "these", "those"}
