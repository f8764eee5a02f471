"""Which pattern or word of the lexicon of event types a clause answers to."""

from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Clause
from newsgraph.extraction.base.event_lexicon import ANY_VERB, NOUN, Pattern, event_lexicon, names_of, verb_lemma
from newsgraph.extraction.base.syntax import child, children, governed, is_infinitive
from newsgraph.extraction.clauses.event_nouns import event_noun

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

# Adverbs and prepositions that the parser does not always take for the particles that they are.
_PARTICLES = {"out", "off", "up", "down", "away", "back", "over", "apart", "aside", "together", "dead", "home", "free"}
_PREDICATIVES = ("prt", "advmod", "acomp", "oprd", "xcomp", "intj", "npadvmod")
# Prepositions that say where, when or how of any verb, and so make no verb of its own with one.
_NEVER_PARTICLES = {"in", "during", "as", "since", "before", "after"}


class _Use:
    """A clause as the patterns look at it: each part is looked up once, however many patterns ask for it."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self._names: dict[Token, frozenset[str]] = {}

    def is_any_of(self, head: "Token", names: frozenset[str]) -> bool:
        """Whether a head may stand as one of the names."""
        if head not in self._names:
            self._names[head] = frozenset(names_of(head))
        return not names.isdisjoint(self._names[head])

    @cached_property
    def objects(self) -> "list[Token]":
        """The undergoers, with whoever is let, made or told to do something: the parser takes them for its subject."""
        governed = (verb for verb in children(self.clause.predicate, "ccomp") if is_infinitive(verb))
        return [*self.clause.undergoers, *(subject for verb in governed for subject in children(verb, "nsubj"))]

    @cached_property
    def phrases(self) -> "list[tuple[str, Token]]":
        """Prepositions with the heads that they govern, those on an object included.

        "Turned off the gas to Sofia": the parser hangs the phrase on the verb or on its object as it happens.
        """
        below = (preposition for head in self.clause.objects for preposition in children(head, "prep"))
        beside = ((preposition, head) for preposition in below for head in governed(preposition))
        return [(preposition.lower_, head) for preposition, head in chain(obliques_of(self.clause), beside)]


def type_of_noun(clause: Clause) -> str | None:
    """The type of an event noun by the lexicon, else that of the verb that it stands for."""
    noun, use = clause.predicate, _Use(clause)
    for name in names_of(noun):
        found = _first_fitting(use, NOUN + name)
        if found:
            return found.type
        if name in event_lexicon().nouns:
            return event_lexicon().nouns[name]
    entry = event_noun(noun)
    if entry is None:
        return None
    found = _first_fitting(use, entry.verb)
    return found.type if found else event_lexicon().verbs.get(entry.verb)


def pattern_of_verb(clause: Clause) -> Pattern | None:
    """What the lexicon says of a verb in this use; None where it knows nothing of it."""
    with_particle, alone, with_preposition = _keys(clause)
    use = _Use(clause)
    for key, asked in (
        *((key, "both") for key in with_particle),
        (alone, "patterns"),
        *((key, "both") for key in with_preposition),
        (alone, "verbs"),
    ):
        found = _first_fitting(use, key) if asked != "verbs" else None
        if found:
            return found
        if asked != "patterns" and key in event_lexicon().verbs:
            return Pattern(event_lexicon().verbs[key])
    return _first_fitting(use, ANY_VERB)


def _keys(clause: Clause) -> tuple[list[str], str, list[str]]:
    """What the lexicon may call the verb: with its particle or another word, alone, with its prepositions."""
    verb = clause.predicate
    lemma = verb_lemma(verb)
    after = [
        token.lower_ for token in children(verb, "prt", "advmod", "prep") if token.i > verb.i and not _dates(token)
    ]
    particles = [token.lower_ for token in children(verb, "prt")]
    particles += [word.lower_ for word in verb.rights if word.lower_ in _PARTICLES and word.dep_ != "prt"]
    if verb.i > 1 and verb.nbor(-1).text == "-":
        return [f"{verb.nbor(-2).lower_}-{lemma}"], lemma, []
    with_object = [f"{lemma} {token.lower_}" for token in clause.objects]
    prepositions = [preposition.lower_ for preposition, _ in obliques_of(clause) if not _dates(preposition)]
    words_after = [word for word in (*after, *prepositions) if word not in _NEVER_PARTICLES]
    return (
        [
            *(f"{lemma} {word} {preposition}" for word in particles for preposition in prepositions),
            *(f"{lemma} {word}" for word in particles),
            *with_object,
        ],
        lemma,
        [f"{lemma} {word}" for word in words_after],
    )


def obliques_of(clause: Clause) -> "list[tuple[Token, Token]]":
    """The prepositions of a clause with what they govern, also those that hang on a particle: "hauled off to jail"."""
    particles = children(clause.predicate, "prt", "advmod")
    below = [
        preposition
        for particle in particles
        for preposition in (particle, *children(particle, "prep"))
        if child(preposition, "pobj")
    ]
    return [*clause.obliques, *((preposition, head) for preposition in below for head in governed(preposition))]


def _dates(preposition: "Token") -> bool:
    """Whether a preposition says when: "on" of "called the king on Saturday"."""
    heads = list(children(preposition, "pobj"))
    return bool(heads) and all(head.ent_type_ in {"DATE", "TIME"} for head in heads)


def pattern_of(clause: Clause, key: str) -> Pattern | None:
    """The first pattern of a verb or noun that the clause fits."""
    return _first_fitting(_Use(clause), key)


def _first_fitting(use: _Use, key: str) -> Pattern | None:
    return next((pattern for pattern in event_lexicon().patterns.get(key, ()) if _fits(pattern, use)), None)


def _fits(pattern: Pattern, use: _Use) -> bool:
    clause = use.clause
    return (
        (not pattern.object or any(use.is_any_of(head, pattern.object) for head in use.objects))
        and (not pattern.subject or any(use.is_any_of(head, pattern.subject) for head in clause.doers))
        and (not pattern.after or _phrase_fits(pattern, use))
        and (not pattern.predicative or _predicative_fits(pattern, clause))
        and (not pattern.complement or _complement_fits(pattern, clause))
        and (not pattern.beside or _is_beside(clause.predicate, pattern.beside))
        and (not pattern.bare or not clause.undergoers)
        and (not pattern.passive or clause.passive)
        and (not pattern.joint or _is_joint(clause))
        and (not pattern.negated or is_denied(clause.predicate))
    )


def _phrase_fits(pattern: Pattern, use: _Use) -> bool:
    return any(
        preposition in pattern.after and (not pattern.governs or use.is_any_of(head, pattern.governs))
        for preposition, head in use.phrases
    )


def is_denied(verb: "Token") -> bool:
    """Whether a verb stands with "not", "never" or "no longer"."""
    return any(
        token.dep_ == "neg" or (token.lower_ == "longer" and any(word.lower_ == "no" for word in token.children))
        for token in verb.children
    )


def _predicative_fits(pattern: Pattern, clause: Clause) -> bool:
    near = chain(clause.complements, children(clause.predicate, *_PREDICATIVES))
    below = chain.from_iterable((token, *token.children) for token in chain(near, clause.objects))
    return any(token.lemma_.lower() in pattern.predicative or token.lower_ in pattern.predicative for token in below)


def _complement_fits(pattern: Pattern, clause: Clause) -> bool:
    if "*" in pattern.complement:
        return child(clause.predicate, "xcomp", "ccomp") is not None
    if "<own>" in pattern.complement:
        return any(_is_own_future(verb) for verb in children(clause.predicate, "ccomp"))
    if "<other>" in pattern.complement:
        return any(_is_wish(verb) and child(verb, "nsubj", "nsubjpass") for verb in children(clause.predicate, "ccomp"))
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
    if child(verb, "auxpass") and helpers == {"be"}:
        return verb.tag_ == "VBN"  # "insisted that the missiles be removed"
    return helpers <= {"be", "to"} and (verb.tag_ == "VB" or (verb.tag_ == "VBP" and of_one))


def _governed(clause: Clause) -> "Iterable[Token]":
    """The verbs of the clauses that a verb governs, also through its object ("sent a team to investigate")."""
    yield from clause.complements
    for token in (clause.predicate, *(head for head in clause.objects if event_noun(head) is None)):
        yield from children(token, "xcomp", "ccomp", "advcl", "acl", "relcl")


def _is_beside(verb: "Token", lemmas: frozenset[str]) -> bool:
    joined = {verb.head.lemma_.lower()} if verb.dep_ in {"conj", "advcl", "ccomp"} else set()
    return not lemmas.isdisjoint(joined | {other.lemma_.lower() for other in children(verb, "conj", "advcl")})


def _is_joint(clause: Clause) -> bool:
    beside = chain(clause.predicate.children, *(head.children for head in clause.objects))
    coordinated = any(child(modifier, "conj") for head in clause.doers for modifier in children(head, "amod"))
    return (
        len(clause.doers) > 1
        or coordinated
        or any(token.lower_ in event_lexicon().jointly for token in beside)
        or any(preposition.lower_ in {"with", "alongside"} for preposition, _ in clause.obliques)
    )
