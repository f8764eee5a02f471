"""What a verb of the lexicon ascribes to its subject: the complements that its frames allow."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsgraph.extraction.base.cues import Cues
from newsgraph.extraction.base.syntax import is_finite, is_infinitive, is_passive

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

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
    relative: "Token | None" = None  # a relative pronoun that is the object: "which they call …", "which he opposes"

    def heads(self) -> "list[Token]":
        """All of them, in the order of the text."""
        relative = [] if self.relative is None else [self.relative]
        return sorted(
            [*relative, *self.clauses, *self.objects, *self.prepositions, *self.predicates], key=lambda token: token.i
        )


def is_act(verb: "Token") -> bool:
    """Whether a verb stands in an infinitive, or in a participle that describes a noun."""
    return (verb.tag_ == "VB" and not is_finite(verb)) or (verb.tag_ == "VBG" and verb.dep_ == "acl")


def frames_of(verb: "Token", cues: Cues) -> frozenset[str]:
    """The frames of a verb, or of the verb with its particle where the two are a cue together."""
    for child in verb.children:
        if child.dep_ in {"prt", "advmod", "acomp", "ccomp", "oprd"} and child.i > verb.i:
            frames = cues.particles.get(f"{verb.lemma_} {child.lemma_}")
            if frames is not None:
                return frames
    return cues.frames.get(verb.lemma_, frozenset())


def _clause_fits(child: "Token", frames: frozenset[str], passive: bool) -> bool:
    """Whether a clausal complement is of a kind that the frames allow."""
    if child.dep_ == "advcl":
        # "said …, that …" where the parser took the clause for an adverbial one
        marks = {mark.lower_ for mark in child.children if mark.dep_ == "mark"}
        return "clause" in frames and bool(marks & {"that", "whether"}) and "so" not in marks
    if is_infinitive(child):
        if passive:
            return bool(frames & {"object_infinitive", "clause"})
        return bool(frames & {"infinitive", "object_infinitive", "clause" if child.dep_ == "ccomp" else "infinitive"})
    if child.tag_ == "VBG" and not is_finite(child):
        return bool(frames & {"gerund", "clause" if child.dep_ == "ccomp" else "gerund"})
    if child.dep_ == "xcomp":
        return "predicate" in frames
    if child.tag_ == "VB" and not is_finite(child):
        return "predicate" in frames
    return "clause" in frames or ("predicate" in frames and not is_finite(child))


def complements(verb: "Token", frames: frozenset[str], cues: Cues) -> Complements:
    """The complements of a verb that its frames ascribe to its subject; none fits where all lists are empty."""
    found = Complements()
    objects: list[Token] = []
    for child in verb.children:
        if child.i < verb.i:
            if child.dep_ == "dobj" and child.lower_ in _RELATIVES:
                found.relative = child
        elif f"{verb.lemma_} {child.lemma_}" in cues.particles:
            found.clauses.extend(c for c in child.children if c.dep_ in {"ccomp", "csubj"} and is_finite(c))
        elif child.dep_ in {"ccomp", "xcomp", "advcl"}:
            if _clause_fits(child, frames, is_passive(verb)):
                found.clauses.append(child)
        elif child.dep_ in {"dobj", "dative"} and child.pos_ != "ADP":
            objects.append(child)
        elif child.dep_ == "oprd" and frames & {"predicate", "as"}:
            found.predicates.append(child)
        elif child.dep_ in {"prep", "prt"} and child.children:
            _add_preposition(verb, child, found, frames, cues)
        elif child.dep_ == "agent":
            # "accused by the court of lying" where the parser hung "of lying" on the court
            for phrase in (one for noun in child.children for one in noun.children if one.dep_ == "prep"):
                if any(one.dep_ == "pcomp" for one in phrase.children):
                    _add_preposition(verb, phrase, found, frames, cues)
    if not found.clauses and "clause" in frames and verb.lemma_ in cues.addressee:
        found.clauses.extend(_clauses_behind_addressee(objects))
    _add_infinitive_behind_preposition(verb, found)
    found.objects = _ascribed_objects(verb, objects, found, frames, cues)
    if not found.predicates and (found.clauses or found.objects or "object" not in frames):
        found.relative = None
    return found


def _add_preposition(verb: "Token", phrase: "Token", found: Complements, frames: frozenset[str], cues: Cues) -> None:
    """Add a prepositional phrase where the verb takes one as its content."""
    amount = phrase.lower_ in cues.amounts.get(verb.lemma_, ()) and any(token.like_num for token in phrase.subtree)
    if amount or (phrase.lower_ == "as" and "as" in frames):
        found.predicates.append(phrase)
        return
    acts = verb.lemma_ in cues.acts and is_act(verb)
    gerund = any(one.dep_ == "pcomp" for one in phrase.children)
    held_for = gerund and phrase.lower_ in cues.accusations.get(verb.lemma_, ())
    if held_for or (phrase.lower_ in cues.prepositions.get(verb.lemma_, ()) and not acts):
        found.prepositions.append(phrase)


def _clauses_behind_addressee(objects: "list[Token]") -> "list[Token]":
    """The clause that the parser took for a relative one: "told officers he had lied"."""
    return [
        child
        for item in objects
        for child in item.children
        if child.dep_ == "relcl" and is_finite(child) and child.left_edge.dep_ in {"nsubj", "nsubjpass", "det", "poss"}
    ]


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
    if "object" not in frames:
        # "sees X as Y" where the parser hung "as Y" on X
        compared = [item for item in objects if any(t.lower_ == "as" and t.dep_ == "prep" for t in item.subtree)]
        if "predicate" in frames and len(objects) > 1:  # "calling it “a victory”"
            return objects
        if "predicate" in frames:
            # "calls X Y" where the parser took Y for an apposition
            compared += [item for item in objects if any(child.dep_ == "appos" for child in item.children)]
        return compared if frames & {"as", "predicate"} else []
    if len(objects) > 1 or (verb.lemma_ in cues.acts and is_act(verb)):
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
