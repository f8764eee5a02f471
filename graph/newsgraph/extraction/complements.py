"""What a verb of the lexicon ascribes to its subject: the complements that its frames allow."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsgraph.extraction.cues import Cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVES = {"which", "that", "whom", "what", "who"}
_NOT_OBJECTS = {"PERSON"}
_LOOSE_PREPOSITIONS = {"of", "for", "on", "against", "about", "to", "over", "between", "toward", "towards", "with"}
_TIMES = {"DATE", "TIME"}


@dataclass(slots=True, eq=False)
class Complements:
    """The heads of the complements of a verb, sorted by what they are."""

    clauses: "list[Token]" = field(default_factory=list)
    objects: "list[Token]" = field(default_factory=list)
    prepositions: "list[Token]" = field(default_factory=list)
    predicates: "list[Token]" = field(default_factory=list)  # "a gift to smugglers", "as a success"
    relative: "Token | None" = None  # a relative pronoun that is the object: "which they call …"

    def heads(self) -> "list[Token]":
        """All of them, in the order of the text."""
        relative = [self.relative] if self.relative is not None and self.predicates else []
        return sorted(
            [*relative, *self.clauses, *self.objects, *self.prepositions, *self.predicates], key=lambda token: token.i
        )


def is_infinitive(token: "Token") -> bool:
    """Whether a verb is a to-infinitive."""
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in token.children)


def is_finite(token: "Token") -> bool:
    """Whether a verb or one of its auxiliaries is finite."""
    group = [token, *(child for child in token.children if child.dep_ in {"aux", "auxpass"})]
    return any(member.tag_ in {"VBD", "VBZ", "VBP", "MD"} for member in group)


def is_passive(verb: "Token") -> bool:
    """Whether a verb is passive, by its own auxiliary or by the one it shares as a conjunct."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and verb.head.tag_ == "VBN":
        own = any(child.dep_ in {"nsubj", "aux"} for child in verb.children)
        return not own and is_passive(verb.head)
    return False


def frames_of(verb: "Token", cues: Cues) -> frozenset[str]:
    """The frames of a verb, or of the verb with its particle where the two are a cue together."""
    for child in verb.children:
        if child.dep_ in {"prt", "advmod", "acomp"} and child.i > verb.i:
            frames = cues.particles.get(f"{verb.lemma_} {child.lemma_}")
            if frames is not None:
                return frames
    return frozenset(frame for frame, verbs in cues.verbs.items() if verb.lemma_ in verbs)


def _clause_fits(child: "Token", frames: frozenset[str], passive: bool) -> bool:
    """Whether a clausal complement is of a kind that the frames allow."""
    if is_infinitive(child):
        if passive:
            return bool(frames & {"object_infinitive", "clause"})
        return bool(frames & {"infinitive", "object_infinitive", "clause" if child.dep_ == "ccomp" else "infinitive"})
    if child.tag_ == "VBG" and not is_finite(child):
        return bool(frames & {"gerund", "clause" if child.dep_ == "ccomp" else "gerund"})
    if child.dep_ == "xcomp":
        return "predicate" in frames
    return "clause" in frames or ("predicate" in frames and not is_finite(child))


def complements(verb: "Token", frames: frozenset[str], cues: Cues) -> Complements:
    """The complements of a verb that its frames ascribe to its subject; none fits where all lists are empty."""
    found = Complements()
    objects: list[Token] = []
    passive = is_passive(verb)
    governed = cues.prepositions.get(verb.lemma_, frozenset())
    indirect = False
    for child in verb.children:
        if child.i < verb.i:
            if child.dep_ == "dobj" and child.lower_ in _RELATIVES:
                found.relative = child
            continue
        if child.dep_ in {"ccomp", "xcomp"}:
            if _clause_fits(child, frames, passive):
                found.clauses.append(child)
        elif child.dep_ == "advcl":
            marks = {mark.lower_ for mark in child.children if mark.dep_ == "mark"}
            if "clause" in frames and marks & {"that", "whether"} and not marks & {"so"}:
                found.clauses.append(child)
        elif child.dep_ == "dobj":
            objects.append(child)
        elif child.dep_ == "dative":
            indirect = True
            if child.pos_ != "ADP":
                objects.append(child)
        elif child.dep_ == "oprd" and frames & {"predicate", "as"}:
            found.predicates.append(child)
        elif child.dep_ == "prep" and next(child.children, None) is not None:
            if child.lower_ == "as" and "as" in frames:
                found.predicates.append(child)
            elif child.lower_ in governed:
                found.prepositions.append(child)
    _add_infinitive_behind_preposition(verb, found)
    if indirect and not found.clauses and "object" not in frames:
        objects = []
    found.objects = _ascribed_objects(verb, objects, found, frames, cues)
    return found


def _add_infinitive_behind_preposition(verb: "Token", found: Complements) -> None:
    """Add "to flee" in "called on civilians to flee"."""
    if not any(p.lower_ in {"on", "upon", "for", "to", "with"} for p in found.prepositions):
        return
    for child in verb.children:
        if child.dep_ in {"xcomp", "advcl", "ccomp"} and is_infinitive(child) and child.i > found.prepositions[0].i:
            if child not in found.clauses:
                found.clauses.append(child)
            return


def _ascribed_objects(
    verb: "Token", objects: "list[Token]", found: Complements, frames: frozenset[str], cues: Cues
) -> "list[Token]":
    """The objects that are part of what is ascribed, and not those that it is said to."""
    if found.clauses:
        raised = any(not is_finite(clause) for clause in found.clauses) and "object_infinitive" in frames
        return objects if raised or verb.lemma_ not in cues.addressee else []
    if found.predicates or (found.prepositions and verb.lemma_ in cues.with_object):
        return objects
    if found.prepositions and verb.lemma_ in cues.addressee:
        return []
    if "object" not in frames or is_infinitive(verb) or len(objects) > 1:
        return []
    if verb.lemma_ in cues.impersonal:
        return [item for item in objects if item.ent_type_ not in _NOT_OBJECTS and item.pos_ != "PRON"]
    return objects


def phrase_after(verb: "Token", heads: "list[Token]") -> set[int]:
    """Phrases directly behind an object that the parser hung on the verb: "supports a ban | on weapons"."""
    reached = max(head.right_edge.i for head in heads)
    added: set[int] = set()
    for child in verb.children:
        if child.dep_ == "prep" and child.i == reached + 1 and child.lower_ in _LOOSE_PREPOSITIONS:
            tokens = list(child.subtree)
            if any(token.ent_type_ in _TIMES for token in tokens[1:3]):
                break
            added.update(token.i for token in tokens)
            reached = child.right_edge.i
    return added
