"""Sorts clauses into the 16 PLOVER event types (codebook of 2021), or none.

The words come from `data/event_types.toml`; the rules of choice are here: what is to come is another type than what is
done (help to come is `agree`, harm to come `threaten`, retreat to come `concede`), and giving way denied is `reject`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from newsgraph.extraction.data_files import read_toml
from newsgraph.extraction.event_nouns import event_noun
from newsgraph.extraction.layers import Clause
from newsgraph.extraction.lexicon import words
from newsgraph.extraction.syntax import child, children, is_infinitive

if TYPE_CHECKING:
    from spacy.tokens import Token

Clauses = Mapping[int, Clause]
"""Clauses by the index of their predicate in the text."""

# Adverbs and prepositions that the parser does not always take for the particles that they are.
_PARTICLES = {"out", "off", "up", "down", "away", "back", "over", "apart", "aside", "together", "dead", "home", "free"}
# Prepositions that say where, when or how of any verb, and so make no verb of its own with one.
_NEVER_PARTICLES = {"in", "by", "during", "as", "since", "before", "after"}

_SETS = ("object", "after", "governs", "subject", "predicative", "complement")
_FLAGS = ("bare", "passive", "joint")

# Marks the keys of patterns that are for event nouns.
_NOUN = "the "

NO_CLAUSES: Clauses = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A verb whose type hangs on what stands with it; the head of the data file explains the fields."""

    type: str | None
    object: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    governs: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    predicative: frozenset[str] = frozenset()
    complement: frozenset[str] = frozenset()
    bare: bool = False
    passive: bool = False
    joint: bool = False


@dataclass(frozen=True, slots=True)
class _Lexicon:
    verbs: dict[str, str]
    nouns: dict[str, str | None]
    patterns: dict[str, list[_Pattern]]
    see_through: frozenset[str]
    willing: frozenset[str]
    planning: frozenset[str]
    promising: frozenset[str]
    jointly: frozenset[str]
    shifts: dict[str, str]
    refusable: frozenset[str]
    light: frozenset[str]
    lemmas: frozenset[str]


def _listed(words: str) -> list[str]:
    return [" ".join(word.split()) for word in words.split(",") if word.strip()]


@cache
def _lexicon() -> _Lexicon:
    tables = read_toml("event_types.toml")
    sets = {name: frozenset(_listed(names)) for name, names in tables["sets"].items()}
    sets["person"] |= words("nominals", "person") | words("nominals", "group")

    def members(names: str) -> frozenset[str]:
        return frozenset(
            chain.from_iterable(sets[name[1:]] if name.startswith("@") else {name} for name in _listed(names))
        )

    patterns: dict[str, list[_Pattern]] = {}
    for entry in tables["pattern"]:
        fields: dict[str, Any] = {key: members(entry[key]) for key in _SETS if key in entry}
        fields |= {key: True for key in _FLAGS if entry.get(key)}
        pattern = _Pattern(type=entry["type"] or None, **fields)
        for key in [*_listed(entry.get("verbs", "")), *(_NOUN + noun for noun in _listed(entry.get("nouns", "")))]:
            patterns.setdefault(key, []).append(pattern)
    choice = tables["choice"]
    verbs = {verb: kind for kind, verbs in tables["verbs"].items() for verb in _listed(verbs)}
    return _Lexicon(
        verbs=verbs,
        nouns={noun: kind or None for kind, nouns in tables["nouns"].items() for noun in _listed(nouns)},
        patterns=patterns,
        see_through=frozenset(_listed(choice["see_through"])),
        willing=frozenset(_listed(choice["willing"])),
        planning=frozenset(_listed(choice["planning"])),
        promising=frozenset(_listed(choice["promising"])),
        jointly=frozenset(_listed(choice["jointly"])),
        shifts=choice["shifts"],
        refusable=frozenset(_listed(choice["refusable"])),
        light=frozenset(_listed(choice["light"])),
        lemmas=frozenset(key.split()[0] for key in chain(verbs, patterns)),
    )


def classify(clause: Clause, clauses: Clauses = NO_CLAUSES) -> str | None:
    """The PLOVER type of what a clause reports, or None where none fits.

    Args:
        clause: a verb, copula or event noun with its arguments.
        clauses: the other clauses of the text by the index of their predicate: what a promise or a threat is about
            decides its type too.
    """
    own = lexical_type(clause, clauses)
    if own is None:
        return None
    if is_refusal(clause, own):
        return "reject"
    return shifted(own) if is_to_come(clause) else own


def shifted(kind: str) -> str:
    """The type of a deed to come: help to come is `agree`, harm to come `threaten`, retreat to come `concede`."""
    return _lexicon().shifts.get(kind, kind)


def lexical_type(clause: Clause, clauses: Clauses = NO_CLAUSES) -> str | None:
    """The type by the words alone, whether it was done, is to come or was denied."""
    if clause.kind == "copula":
        return _type_of_copula(clause, clauses)
    if clause.kind == "noun":
        return _type_of_noun(clause)
    own, known = _type_of_verb(clause)
    if own == "agree" and verb_lemma(clause.predicate) in _lexicon().promising:
        return _type_of_promise(clause, clauses)
    return own if known else _type_of_lent(clause, clauses)


def is_refusal(clause: Clause, own: str) -> bool:
    """Whether a clause of such a type by its words is denied in a way that refuses it: "will not meet the demands"."""
    negated = any(
        token.dep_ == "neg" or (token.lower_ == "longer" and any(word.lower_ == "no" for word in token.children))
        for token in clause.predicate.children
    )
    if _has_marker(clause.predicate):
        return False
    return negated and own in _lexicon().shifts and (own in _lexicon().refusable or is_to_come(clause))


def is_to_come(clause: Clause) -> bool:
    """Whether the clause speaks of what is still to come without a word of its own that promises or threatens."""
    verb = clause.predicate
    if clause.kind == "noun":
        return False
    helpers = [token for token in verb.children if token.dep_ in {"aux", "auxpass"}]
    words = {token.lower_ for token in helpers}
    if words & {"will", "'ll", "’ll", "wo", "shall", "sha"}:
        return True
    if "would" in words or "'d" in words:
        return verb.dep_ == "ccomp" and "have" not in words
    if words & {"may", "might", "could"}:
        return _is_conditional(verb)
    return "to" in words and _is_planned(verb)


def _is_conditional(verb: "Token") -> bool:
    return any(_has_marker(clause) for clause in children(verb, "advcl"))


def _has_marker(verb: "Token") -> bool:
    """Whether a clause is itself a condition."""
    return any(mark.lower_ in {"if", "unless"} for mark in children(verb, "mark"))


def _is_planned(infinitive: "Token") -> bool:
    """Whether an infinitive hangs on a word of plan or on "be": "is to meet", "going to", "plans to"."""
    head = infinitive.head
    if infinitive.dep_ in {"xcomp", "ccomp", "acl", "advcl"} and head.lemma_.lower() in _lexicon().planning:
        return True
    return infinitive.dep_ == "xcomp" and head.lemma_ == "be"


def _type_of_copula(clause: Clause, clauses: Clauses) -> str | None:
    """Of "is willing to withdraw": a promise of what it is about."""
    for complement in clause.complements:
        if complement.lemma_.lower() in _lexicon().willing or complement.lower_ in _lexicon().willing:
            return _promised(_infinitives_below(complement), clauses)
    return _pattern_type(clause, ["be"])


def _type_of_promise(clause: Clause, clauses: Clauses) -> str:
    return _promised(_infinitives_below(clause.predicate), clauses) or "agree"


def _promised(infinitives: "Iterable[Token]", clauses: Clauses) -> str | None:
    """Harm promised is a threat, retreat promised gives way, anything else is agreement."""
    found = [clauses[verb.i] for verb in infinitives if verb.i in clauses]
    if not found:
        return None
    promised = {_lexicon().shifts.get(lexical_type(clause) or "", "agree") for clause in found}
    return next((kind for kind in ("threaten", "concede") if kind in promised), "agree")


def _infinitives_below(token: "Token") -> "list[Token]":
    below = [verb for verb in children(token, "xcomp", "ccomp", "acl", "advcl") if verb.i > token.i]
    infinitives = [verb for verb in below if is_infinitive(verb)]
    to = [preposition for preposition in children(token, "prep") if preposition.lower_ == "to"]
    return infinitives + [gerund for preposition in to for gerund in children(preposition, "pcomp")]


def _type_of_noun(clause: Clause) -> str | None:
    noun = clause.predicate
    for name in _names(noun):
        found = _pattern_of(clause, [_NOUN + name])
        if found:
            return found.type
        if name in _lexicon().nouns:
            return _lexicon().nouns[name]
    entry = event_noun(noun)
    if entry is None:
        return None
    found = _pattern_of(clause, [entry.verb])
    return found.type if found else _lexicon().verbs.get(entry.verb)


def _type_of_verb(clause: Clause) -> tuple[str | None, bool]:
    """The type of a verb by the lexicon, and whether the lexicon knows it in this use at all."""
    with_particle, alone, with_preposition = _keys(clause)
    for key, asked in (
        *((key, "both") for key in with_particle),
        (alone, "patterns"),
        *((key, "both") for key in with_preposition),
        (alone, "verbs"),
    ):
        found = _pattern_of(clause, [key]) if asked != "verbs" else None
        if found:
            return found.type, True
        if asked != "patterns" and key in _lexicon().verbs:
            return _lexicon().verbs[key], True
    return None, False


def _type_of_lent(clause: Clause, clauses: Clauses) -> str | None:
    """The type of the event noun that a light verb is about: "conducted a raid"."""
    noun = lent_noun(clause, clauses)
    return _type_of_noun(noun) if noun is not None else None


def lent_noun(clause: Clause, clauses: Clauses) -> Clause | None:
    """The event noun to which a light verb lends its subject: "talks" of "held talks"."""
    if clause.kind != "verb" or verb_lemma(clause.predicate) not in _lexicon().light:
        return None
    heads = (inner for head in clause.undergoers for inner in (head, *measured(head)))
    nouns = (clauses[head.i] for head in heads if head.i in clauses)
    return next((noun for noun in nouns if noun.kind == "noun"), None)


def verb_lemma(verb: "Token") -> str:
    """The lemma of a verb; the lemmatizer's slip in "staged" (stag) is put right where the lexicon knows better."""
    lemma = verb.lemma_.lower()
    known = _lexicon().lemmas
    return f"{lemma}e" if lemma not in known and f"{lemma}e" in known else lemma


def _keys(clause: Clause) -> tuple[list[str], str, list[str]]:
    """What the lexicon may call the verb: with its particle or another word, alone, with its prepositions."""
    verb = clause.predicate
    lemma = verb_lemma(verb)
    after = [token.lower_ for token in children(verb, "prt", "advmod", "prep") if token.i > verb.i]
    particles = [token.lower_ for token in children(verb, "prt")]
    particles += [word for word in after if word in _PARTICLES]
    if verb.i > 1 and verb.nbor(-1).text == "-":
        return [f"{verb.nbor(-2).lower_}-{lemma}"], lemma, []
    with_object = [f"{lemma} {token.lower_}" for token in clause.objects]
    prepositions = [preposition.lower_ for preposition, _ in clause.obliques]
    words_after = [word for word in (*after, *prepositions) if word not in _NEVER_PARTICLES]
    return (
        [*(f"{lemma} {word}" for word in particles), *with_object],
        lemma,
        [f"{lemma} {word}" for word in words_after],
    )


def _pattern_type(clause: Clause, keys: list[str]) -> str | None:
    found = _pattern_of(clause, keys)
    return found.type if found else None


def _pattern_of(clause: Clause, keys: list[str]) -> _Pattern | None:
    return next(
        (pattern for key in keys for pattern in _lexicon().patterns.get(key, ()) if _fits(pattern, clause)), None
    )


def _fits(pattern: _Pattern, clause: Clause) -> bool:
    return (
        (not pattern.object or _any_in(_objects(clause), pattern.object))
        and (not pattern.subject or _any_in(clause.doers, pattern.subject))
        and (not pattern.after or _oblique_fits(pattern, clause))
        and (not pattern.predicative or _predicative_fits(pattern, clause))
        and (not pattern.complement or _complement_fits(pattern, clause))
        and (not pattern.bare or not clause.undergoers)
        and (not pattern.passive or clause.passive)
        and (not pattern.joint or _is_joint(clause))
    )


def _objects(clause: Clause) -> "list[Token]":
    """The undergoers, with whoever is let, made or told to do something: the parser takes them for its subject."""
    governed = (verb for verb in children(clause.predicate, "ccomp") if is_infinitive(verb))
    return [*clause.undergoers, *(subject for verb in governed for subject in children(verb, "nsubj"))]


def _any_in(heads: "Iterable[Token]", names: frozenset[str]) -> bool:
    return any(name in names for head in heads for name in _names(head))


def _names(head: "Token") -> list[str]:
    """What a noun may stand as in a set: itself, itself with the word before it, and what it is an amount of."""
    found = []
    for token in (head, *measured(head)):
        lemma = token.lemma_.lower()
        before = children(token, "compound", "amod", "nmod")
        found += [f"{form} {lemma}" for word in before for form in (word.lower_, word.lemma_.lower())]
        found += [f"{lemma} of {inner.lemma_.lower()}" for inner in _after_of(token)]
        found += [lemma, token.lower_, f"<{token.ent_type_.lower()}>"]
    return found


def measured(head: "Token") -> "list[Token]":
    """What a noun of measure is an amount of: [negotiations] of "a third round of negotiations"."""
    if head.lemma_.lower() not in _lexicon().see_through and head.pos_ != "NUM":
        return []
    return [token for inner in _after_of(head)[:1] for token in (inner, *measured(inner))]


def _after_of(noun: "Token") -> "list[Token]":
    return [inner for prep in children(noun, "prep") if prep.lower_ == "of" for inner in children(prep, "pobj")]


def _oblique_fits(pattern: _Pattern, clause: Clause) -> bool:
    return any(
        preposition.lower_ in pattern.after and (not pattern.governs or _any_in([head], pattern.governs))
        for preposition, head in clause.obliques
    )


def _predicative_fits(pattern: _Pattern, clause: Clause) -> bool:
    near = chain(clause.complements, children(clause.predicate, "prt", "advmod", "acomp", "oprd", "xcomp"))
    below = chain.from_iterable((token, *token.children) for token in chain(near, clause.objects))
    return any(token.lemma_.lower() in pattern.predicative or token.lower_ in pattern.predicative for token in below)


def _complement_fits(pattern: _Pattern, clause: Clause) -> bool:
    if "*" in pattern.complement:
        return child(clause.predicate, "xcomp", "ccomp") is not None
    if "<own>" in pattern.complement:
        return any(_is_own_future(verb) for verb in children(clause.predicate, "ccomp"))
    if "<wish>" in pattern.complement:
        return any(_is_wish(verb) for verb in children(clause.predicate, "ccomp", "xcomp", "advcl"))
    return any(verb.lemma_.lower() in pattern.complement for verb in _governed(clause))


def _is_own_future(verb: "Token") -> bool:
    """Whether what is warned of is what whoever warns will do: "warned that it would close the strait"."""
    helpers = {token.lower_ for token in children(verb, "aux")}
    subject = child(verb, "nsubj")
    return subject is not None and subject.tag_ == "PRP" and bool(helpers & {"will", "would", "may", "might", "'ll"})


def _is_wish(verb: "Token") -> bool:
    """Whether a clause says what is wished: "asked him to go", "insisted that he go", "that he must go"."""
    helpers = {token.lower_ for token in children(verb, "aux", "auxpass")}
    if helpers & {"must", "should"}:
        return verb.dep_ != "advcl"
    subject = child(verb, "nsubj", "nsubjpass")
    # The tagger takes the base form for a plural, which beside a singular subject it cannot be.
    of_one = subject is not None and (subject.tag_ in {"NN", "NNP"} or subject.lower_ in {"he", "she", "it"})
    return helpers <= {"be", "to"} and (verb.tag_ == "VB" or (verb.tag_ == "VBP" and of_one))


def _governed(clause: Clause) -> "Iterable[Token]":
    """The verbs of the clauses that a verb governs, also through its object ("sent a team to investigate")."""
    yield from clause.complements
    for token in (clause.predicate, *(head for head in clause.objects if event_noun(head) is None)):
        yield from children(token, "xcomp", "ccomp", "advcl", "acl", "relcl")


def _is_joint(clause: Clause) -> bool:
    beside = chain(clause.predicate.children, *(head.children for head in clause.objects))
    coordinated = any(child(modifier, "conj") for head in clause.doers for modifier in children(head, "amod"))
    return (
        len(clause.doers) > 1
        or coordinated
        or any(token.lower_ in _lexicon().jointly for token in beside)
        or any(preposition.lower_ in {"with", "alongside"} for preposition, _ in clause.obliques)
    )
