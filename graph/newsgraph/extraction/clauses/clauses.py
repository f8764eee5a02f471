"""Verbs, copulas and event nouns with their arguments, read from the dependency parse.

The parse says what stands beside what; a clause says who takes part: conjuncts share what they have in common, relative
pronouns stand for what they refer to, and infinitives and participles have the subject that controls them.
"""

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Clause
from newsgraph.extraction.base.control import ADDRESSING, gerund_controller, infinitive_controller
from newsgraph.extraction.base.lexicon import word_lists
from newsgraph.extraction.base.syntax import (
    child,
    children,
    conjuncts,
    governed,
    is_infinitive,
    is_passive,
    is_relative_pronoun,
    is_verbal,
)
from newsgraph.extraction.clauses.event_nouns import is_event_noun, noun_clause
from newsgraph.extraction.clauses.scope import is_content_noun, is_negative_preposition
from newsgraph.extraction.parse.furniture import furniture_tokens

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Span, Token

_SUBJECTS = {"nsubj", "nsubjpass"}
_NOBODY = {"GPE", "LOC", "FAC", "DATE", "TIME"}  # kinds of names that "who" does not stand for
_NO_VERB = {"aux", "auxpass", "amod", "compound", "nmod", "prep", "case", "mark", "prt", "npadvmod", "punct"}
_NOUN_SLOTS = {"nsubj", "nsubjpass", "dobj", "pobj", "poss"}  # a clause in a noun's place has csubj, ccomp or pcomp
_MODIFIES_NOUN = {"acl", "relcl"}
# How many words may stand between a gerund and the verb whose subject or object does it.
_FARTHEST_CONTROL = 5
_RIGHT_ARGUMENTS = {"dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "dative"}


def find_clauses(doc: "Doc", sentences: "Iterable[Span] | None" = None) -> list[Clause]:
    """Every verb, copula and event noun of the text with its arguments, in the order of the text; none of furniture.

    Args:
        doc: the parsed text.
        sentences: those whose clauses are asked for; by default all of them.
    """
    verbs: dict[int, Clause] = {}
    furniture = furniture_tokens(doc)
    asked = doc if sentences is None else chain.from_iterable(sentences)
    tokens = [token for token in asked if token.i not in furniture]
    for token in _verbs_from_the_top(tokens):
        verbs[token.i] = _verb_clause(token, verbs)
    nouns = [noun_clause(token, verbs) for token in tokens if is_event_noun(token)]
    return sorted([*verbs.values(), *nouns], key=lambda clause: clause.predicate.i)


def _verbs_from_the_top(tokens: "Iterable[Token]") -> "list[Token]":
    """Verbs with those that they depend on first, so that shared arguments are known when they are needed."""
    return sorted(filter(is_predicate, tokens), key=lambda token: (len(token.ancestors), token.i))


def is_predicate(token: "Token") -> bool:
    """Whether the token is a verb that heads a clause, not an auxiliary or an adjective made from a verb."""
    if not is_verbal(token) or token.dep_ in _NO_VERB | _NOUN_SLOTS or is_event_noun(token):
        return False
    return not (token.dep_ == "pcomp" and token.tag_ == "VBN" and not child(token, "aux", "auxpass"))


def _verb_clause(verb: "Token", known: dict[int, Clause]) -> Clause:
    clause = Clause(verb, "copula" if verb.lemma_ == "be" else "verb", passive=is_passive(verb))
    for dependent in verb.children:
        _add_dependent(clause, dependent)
    if verb.dep_ in _MODIFIES_NOUN:
        _add_antecedent(clause)
    if not clause.subjects and not child(verb, "csubj", "csubjpass", "expl"):
        clause.subjects = _understood_subjects(clause, known)
    _share_arguments(clause)
    return clause


def _add_dependent(clause: Clause, dependent: "Token") -> None:
    relation = dependent.dep_
    if relation in _SUBJECTS:
        clause.subjects += conjuncts(dependent)
    elif relation == "expl":
        return
    elif relation == "dobj":
        clause.objects += conjuncts(dependent)
    elif relation == "dative":
        clause.datives += governed(dependent) if dependent.pos_ == "ADP" else conjuncts(dependent)
    elif relation == "agent" or (relation == "prep" and dependent.lower_ == "by" and clause.passive):
        clause.agents += [token for token in governed(dependent) if not is_verbal(token)]
    elif relation == "prep":
        clause.obliques += _obliques(dependent)
    elif relation in {"attr", "acomp", "oprd"}:
        clause.complements += conjuncts(dependent)
    elif relation in {"xcomp", "ccomp"}:
        _add_clausal_complement(clause, dependent)


def _add_clausal_complement(clause: Clause, dependent: "Token") -> None:
    clause.complements.append(dependent)
    verb = clause.predicate
    if verb.lemma_ in word_lists("control")["object_control"] and dependent.i > verb.i and is_infinitive(dependent):
        subject = child(dependent, *_SUBJECTS)
        if subject is not None and not child(verb, "dobj"):
            clause.objects += conjuncts(subject)


def _obliques(preposition: "Token") -> "list[tuple[Token, Token]]":
    if preposition.i and preposition.nbor(-1).lower_ in {"apart", "aside"}:
        return []  # "all apart from Riga": it takes out of a noun what the verb is not said of
    own = [(preposition, head) for head in governed(preposition)]
    nested = [pair for inner in children(preposition, "prep") for pair in _obliques(inner)] if not own else []
    further = [pair for other in children(preposition, "conj") if other.pos_ == "ADP" for pair in _obliques(other)]
    return own + nested + further


def _add_antecedent(clause: Clause) -> None:
    """Put the noun that a relative clause or a participle modifies in the place where the clause lacks it."""
    verb, noun = clause.predicate, _antecedent(clause.predicate)
    if verb.dep_ == "acl":
        if not clause.subjects and not is_infinitive(verb) and not child(verb, "mark"):
            clause.subjects = [noun]
        return
    nouns = _antecedents(noun)
    slots: list[list[Token]] = [clause.subjects, clause.objects, clause.datives, clause.agents, clause.complements]
    pronouns = [token for slot in slots for token in slot if is_relative_pronoun(token)]
    pronouns += [head for _, head in clause.obliques if is_relative_pronoun(head)]
    for slot in slots:
        slot[:] = [one for token in slot for one in (nouns if token in pronouns else [token])]
    pairs = [(preposition, nouns if head in pronouns else [head]) for preposition, head in clause.obliques]
    clause.obliques = [(preposition, one) for preposition, heads in pairs for one in heads]
    if pronouns or any(
        is_relative_pronoun(token) or token.tag_ in {"WRB", "WP$"} for token in verb.subtree if token.i < verb.i
    ):
        return
    stranded = next((p for p in children(verb, "prep") if p.i > verb.i and not any(p.children)), None)
    if stranded is not None:
        clause.obliques += [(stranded, one) for one in nouns]
    elif not clause.subjects:
        clause.subjects = nouns
    elif not clause.objects and not clause.passive and not clause.complements:
        clause.objects = nouns


def _antecedents(noun: "Token") -> "list[Token]":
    """All of "police, firefighters and nurses who …": one that follows "and" without a determiner of its own shares."""
    if noun.dep_ != "conj" or child(noun, "det", "poss") or noun.pos_ == "PROPN":
        return [noun]
    first = noun
    while first.dep_ == "conj":
        first = first.head
    every = conjuncts(first)
    return every if every and every[-1] == noun else [noun]


def _antecedent(verb: "Token") -> "Token":
    """The noun that a relative clause belongs to: in "residents of the region who want to flee" the one that agrees."""
    noun = verb.head
    above = noun.head.head
    chained = verb.dep_ == "acl" and noun.head.dep_ in {"agent", "prep"} and above.dep_ == "acl"
    if chained and verb.sent.root == above.head:
        return above.head  # a headline's second participle is its verb: "Miners trapped by flood rescued"
    if any(token.lower_ == "who" for token in children(verb, "nsubj", "nsubjpass")):
        noun = _person_above(noun)
    finite = next((token for token in [*children(verb, "aux", "auxpass"), verb] if token.tag_ in {"VBZ", "VBP"}), None)
    if finite is None or not any(is_relative_pronoun(token) for token in children(verb, "nsubj", "nsubjpass")):
        return noun
    wrong_number = {"NN", "NNP"} if finite.tag_ == "VBP" else {"NNS", "NNPS"}
    while noun.tag_ in wrong_number and noun.dep_ == "pobj" and noun.head.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        noun = noun.head.head
    return verb.head if noun.tag_ in wrong_number else noun


def _person_above(noun: "Token") -> "Token":
    """Who "who" stands for where it follows a place: of "Rai Benjamin from Ohio, who won" the man, and not Ohio."""
    token = noun
    while token.ent_type_ in _NOBODY and token.dep_ == "pobj":
        before = token.head.nbor(-1) if token.head.i else token
        above = before if before.ent_type_ == "PERSON" else token.head.head
        if above.pos_ not in {"NOUN", "PROPN", "PRON"}:
            break
        token = above
    return token if token.ent_type_ not in _NOBODY else noun


def _understood_subjects(clause: Clause, known: dict[int, Clause]) -> "list[Token]":
    verb, head = clause.predicate, clause.predicate.head
    governing = known.get(head.i)
    if verb.dep_ == "conj" and governing is not None:
        return [] if _is_command(verb) or _is_bare(verb) else list(governing.subjects)
    # "called on Moscow to withdraw": the parser takes what is asked for a purpose of the asking.
    behind = verb.dep_ == "advcl" and is_infinitive(verb) and verb.i > head.i
    asked = behind and head.lemma_ in word_lists("control")["object_control"]
    if (verb.dep_ == "xcomp" and head.pos_ != "NOUN") or asked:
        return _controllers(head, known)
    if verb.dep_ == "advcl" and governing is not None and (verb.tag_ in {"VBG", "VBN"} or is_infinitive(verb)):
        return list(governing.subjects)
    if verb.dep_ == "acomp" and governing is not None:
        return list(governing.subjects)  # "stands accused"
    if verb.dep_ == "pcomp":
        return _doers_of_gerund(verb, known)
    if verb.dep_ in {"acl", "xcomp"} and is_infinitive(verb):
        owners = [conjunct for owner in children(head, "poss") for conjunct in conjuncts(owner)]
        governing = known.get(head.head.i)
        if owners or governing is None or head.dep_ not in {"dobj", "attr"}:
            return owners
        return list(governing.datives or governing.subjects)
    return []


def _doers_of_gerund(gerund: "Token", known: dict[int, Clause]) -> "list[Token]":
    """Who does what a gerund after a preposition says: "cleared Ana of spying", "was on trial for spying"."""
    preposition = token = gerund.head
    for _ in range(_FARTHEST_CONTROL):
        head = token.head
        if head == token:
            return []
        governing = known.get(head.i)
        if governing is not None:
            of_object = _is_of_object(preposition, governing)
            return list((of_object and governing.undergoers) or governing.subjects)
        owners = [owner for own in children(head, "poss", "nsubj") for owner in conjuncts(own)]
        if owners:  # "found the nurse guilty of", where the nurse is the subject of an adjective
            return owners
        if head.dep_ == "dobj" and not is_content_noun(head) and gerund_controller(preposition, head.head) == "object":
            return conjuncts(head)  # the parser hangs the phrase on the object
        if head.dep_ == "nsubj" and token == preposition and is_negative_preposition(token):
            return conjuncts(head)  # "the police, far from helping, …"
        if head.dep_ == "nsubj" or (head.dep_ in {"dobj", "pobj"} and head.ent_type_ == "PERSON"):
            return []
        token = head
    return []


def _is_of_object(preposition: "Token", governing: Clause) -> bool:
    """Whether the object of a governing verb does what the gerund after a preposition says."""
    verb = governing.predicate
    if governing.kind != "verb" or is_negative_preposition(preposition):
        return False
    beside = preposition.head == verb or preposition.head in governing.undergoers
    if is_content_noun(preposition.head):
        return False  # "faces charges of bribing"
    return beside and gerund_controller(preposition, verb) == "object"


def _is_command(verb: "Token") -> bool:
    return verb.tag_ == "VB" and not child(verb, "aux") and not child(verb.head, "aux") and verb.head.tag_ == "VB"


def _is_bare(verb: "Token") -> bool:
    """Whether a bare form goes on with a past or a third person, and so is a command: "he waits, so please refrain"."""
    first = verb.head
    if verb.lower_ in word_lists("control")["invariant"]:
        return False
    inflected = first.tag_ in {"VBD", "VBZ"} or any(one.tag_ in {"VBD", "VBZ"} for one in children(first, "aux"))
    helped = any(one.tag_ == "MD" or one.lemma_ == "do" for one in children(first, "aux"))
    return verb.tag_ == "VB" and inflected and not helped and not child(verb, "aux") and child(first, "xcomp") is None


def _controllers(head: "Token", known: dict[int, Clause]) -> "list[Token]":
    """Who does the infinitive below a verb or adjective: its object, person addressed, or subject."""
    while head.i not in known and head.dep_ in {"acomp", "attr", "xcomp", "oprd", "conj"}:
        head = head.head
    governing = known.get(head.i)
    if governing is None:
        return []
    controller = infinitive_controller(head)
    if controller == "subject":
        return list(governing.subjects)
    objects = [token for token in governing.objects or governing.datives if not is_event_noun(token)]
    if not objects and controller == "addressee":
        objects = [noun for preposition, noun in governing.obliques if preposition.lower_ in ADDRESSING]
    return list(objects or governing.subjects)


def _share_arguments(clause: Clause) -> None:
    """In "seized and burned the flag" or "seen and heard by all" give the first verb what follows the second."""
    verb = clause.predicate
    if any(token.dep_ in _RIGHT_ARGUMENTS | {"prep", "agent"} for token in verb.rights):
        return
    if verb.lemma_.lower() in word_lists("control")["intransitive"]:
        return  # "arrived and shot him"
    for other in children(verb, "conj"):
        if is_verbal(other) and not child(other, *_SUBJECTS) and other.tag_ == verb.tag_ and other.i <= verb.i + 2:
            for dependent in children(other, "agent", "prep") if clause.passive else children(other, "dobj"):
                _add_dependent(clause, dependent)
