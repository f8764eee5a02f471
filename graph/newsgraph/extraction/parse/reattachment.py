"""Trees that the parser tore, put together by what English allows.

- "ruled the practice, or what was left of it, is void": English joins two finite verbs by a conjunction or a single
  comma. Where neither stands between a verb of saying and a verb without a subject, the object of the first is the
  subject of the second, and the second is what is said.
- "was arrested after Ann Lee, the mayor, was stabbed": likewise behind "after".
- "…, reported officials, with …": a past of a verb of speech and a noun for people between two commas are a verb and
  its subject.
- "sentenced two people smugglers": two objects side by side, the second bare, are one noun; "her" that owns is no
  object: "waived her right".
"""

from typing import TYPE_CHECKING

from spacy.language import Language

from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.base.data_files import read_toml
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.base.syntax import child, children, is_finite, is_passive
from newsgraph.extraction.parse.torn_lists import join_torn_lists
from newsgraph.extraction.parse.torn_subjects import find_subjects
from newsgraph.extraction.parse.tree import first_of_group, governing, hang, hang_as_subject, has_subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

COMPONENT = "newsgraph_reattachment"

_WORDS = {name: frozenset(listed) for name, listed in read_toml("corrections.toml")["reattachment"].items()}
_NOUN_SLOTS = {"dobj", "pobj", "conj", "attr"}


@Language.component(COMPONENT)
def reattach(doc: "Doc") -> "Doc":
    """The text with such trees put together; every sentence keeps its words."""
    for sentence in doc.sents:
        _close_brackets(sentence)
        _join_compounds(sentence)
        _give_owner_its_noun(sentence)
        _give_noun_its_adjective(sentence)
        _free_interrupted(sentence)
        _join_alike(sentence)
        _turn_inversions(sentence)
        _leave_to_what_is_said(sentence)
        _join_torn_clauses(sentence)
        _join_torn_times(sentence)
        join_torn_lists(sentence)
        find_subjects(sentence)
    return doc


def _join_compounds(sentence: "Span") -> None:
    for noun in sentence[1:]:
        first = noun.nbor(-1)
        if first.dep_ not in _NOUN_SLOTS or first.tag_ not in {"NN", "NNS"} or any(first.rights) or any(noun.lefts):
            continue
        if _is_plural_taken_for_verb(noun, first):
            noun.tag_, noun.pos_ = "NNS", "NOUN"
        elif not _stands_by_itself(noun, first):
            continue
        head, relation = first.head, first.dep_
        if head == noun or noun in head.ancestors:
            continue
        for dependent in list(first.children):
            hang(dependent, noun, dependent.dep_)
        hang(noun, head, relation)
        hang(first, noun, "compound")


def _stands_by_itself(noun: "Token", first: "Token") -> bool:
    """Whether a bare noun right behind another has no part of its own: "two people | smugglers"."""
    if noun.tag_ not in {"NN", "NNS"} or noun.dep_ not in {"dobj", "attr", "oprd", "dep", "advmod"} or noun.ent_type_:
        return False
    if noun.lemma_.lower() in _WORDS["days"] or noun.head.lemma_ in _WORDS["two_objects"]:
        return False
    return first.tag_ in {"NN", "NNS"} and (noun.dep_ != "advmod" or noun.head.pos_ == "ADV")


def _is_plural_taken_for_verb(noun: "Token", first: "Token") -> bool:
    """Whether a form in -s that has neither subject nor conjunction is a plural: "the system of the horse flies"."""
    if noun.tag_ != "VBZ" or noun.dep_ != "advcl" or first.tag_ != "NN" or has_subject(noun):
        return False
    return child(noun, "mark", "advmod", "dobj", "ccomp", "acomp", "attr", "aux", "auxpass") is None


def _give_owner_its_noun(sentence: "Span") -> None:
    """ "Her" that the tagger knows for a possessive is no object: "waived her | right to anonymity"."""
    for owner in sentence[:-1]:
        if owner.tag_ != "PRP$" or owner.dep_ not in {"dobj", "pobj"}:
            continue
        noun = owner.nbor()
        if noun.head != owner.head or noun.is_punct:
            continue
        relation = owner.dep_
        noun.pos_ = "NOUN"
        hang(noun, owner.head, relation)
        hang(owner, noun, "poss")


def _give_noun_its_adjective(sentence: "Span") -> None:
    """An adjective with more behind an object belongs to it: "had oxygen | high enough for sponges"."""
    for adjective in sentence[1:]:
        if adjective.tag_ != "JJ" or adjective.dep_ != "advmod":
            continue
        noun = adjective.left_edge.nbor(-1) if adjective.left_edge.i > sentence.start else adjective
        beside = noun.dep_ == "dobj" and noun.head == adjective.head and noun.pos_ == "NOUN"
        if beside and child(adjective, "advmod"):
            hang(adjective, noun, "amod")


def _turn_inversions(sentence: "Span") -> None:
    cues = load_cues()
    for verb in sentence[1:-2]:
        if verb.lower_ not in cues.quoting_pasts or verb.nbor(-1).text not in {",", '"', "”"} or has_subject(verb):
            continue
        noun = verb.head if verb.dep_ == "amod" and verb.head.i > verb.i else child(verb, "dobj", "attr", "oprd")
        if noun is None or noun.left_edge.i not in {verb.i, verb.i + 1} or not _speaks(noun):
            continue
        behind = {one.nbor(-1).text for one in noun.rights if one.dep_ == "prep"}
        last = noun.right_edge.i + 1
        if "," not in behind and (last >= sentence.end or sentence.doc[last].text not in {",", "."}):
            continue
        host = noun.head if verb.dep_ == "amod" else verb.head
        if verb.dep_ in {"amod", "conj", "parataxis", "advcl", "dep", "acl"} and host != verb:
            set_off = [one for one in noun.rights if one.dep_ == "prep" and one.nbor(-1).text == ","]
            for dependent in [*set_off, *(one for one in verb.children if one.i > noun.i)]:
                hang(dependent, host, dependent.dep_)
            verb.tag_, verb.pos_ = "VBD", "VERB"
            hang(verb, host, "parataxis")
            hang(noun, verb, "nsubj")


def _close_brackets(sentence: "Span") -> None:
    """What stands behind a bracket hangs on what stands before it: "785 miles (1,260 km) west of Bermuda"."""
    doc = sentence.doc
    opening: Token | None = None
    for mark in sentence:
        if mark.text == "(":
            opening = mark
        elif mark.text == ")" and opening is not None:
            inside = range(opening.i, mark.i + 1)
            outer = next((doc[i].head for i in inside if doc[i].head.i < opening.i and not doc[i].is_punct), None)
            for token in doc[mark.i + 1 : sentence.end] if outer is not None else ():
                if token.head.i in inside and not token.is_punct and outer is not None:
                    hang(token, outer, "advmod" if token.dep_ == "appos" else token.dep_)
            opening = None


def _free_interrupted(sentence: "Span") -> None:
    """Behind "A, Lee said, B" goes on what is said."""
    cues = load_cues()
    for verb in sentence:
        if verb.dep_ != "parataxis" or verb.lemma_ not in cues.verbs["quote"]:
            continue
        speaker = child(verb, "nsubj")
        if speaker is None or not speaker.i < verb.i or verb.i + 1 >= sentence.end:
            continue
        if verb.doc[speaker.left_edge.i - 1].text != "," or verb.nbor().text != ",":
            continue
        for one in list(verb.rights):
            if not one.is_punct:
                hang(one, verb.head, "advcl" if one.dep_ == "xcomp" else one.dep_)


def _join_alike(sentence: "Span") -> None:
    """What "and" joins is alike: a finite verb with a finite verb, a counted noun with a counted noun.

    "Has arranged for them to be there and has asked for more", "killed five children in a bus and two drivers".
    """
    for token in sentence:
        if token.dep_ != "conj":
            continue
        # "tested and questioned"
        participle = token.head.tag_ == "VBN" and child(token, "dobj", "aux", "auxpass") is None
        if _tells_by_itself(token) and not _tells_by_itself(token.head) and not participle:
            above = next((one for one in token.head.ancestors if _tells_by_itself(one) or one.dep_ == "ROOT"), None)
            if above is not None and above.pos_ in {"VERB", "AUX"} and above.i < token.head.i:
                _join_to(token, above)
        elif child(token, "nummod") is not None and token.head.dep_ == "pobj" and child(token.head, "nummod") is None:
            preposition = token.head.head
            counted = preposition.nbor(-1) if preposition.i > sentence.start else token
            is_counted = counted.dep_ == "dobj" and child(counted, "nummod") is not None
            if is_counted and counted.head in preposition.ancestors:
                hang(preposition, counted, "prep")
                _join_to(token, counted)


def _join_to(conjunct: "Token", first: "Token") -> None:
    """Hang a conjunct, with the conjunction before it, on what it is joined to."""
    for link in list(children(conjunct.head, "cc")):
        if conjunct.head.i < link.i < conjunct.i:
            hang(link, first, "cc")
    hang(conjunct, first, "conj")


def _tells_by_itself(verb: "Token") -> bool:
    """Whether a verb has a tense, by its form or by its first auxiliary, and no subject is to be sought for it."""
    first = next(iter(children(verb, "aux", "auxpass")), verb)
    tensed = verb.pos_ in {"VERB", "AUX"} and first.tag_ in {"VBD", "VBZ"}
    return tensed and (verb.dep_ != "conj" or not has_subject(verb))


def _leave_to_what_is_said(sentence: "Span") -> None:
    """Behind "…, said Ann Lee, and …" without a subject goes on what is said, and not the saying."""
    for verb in governing(sentence, "ccomp"):
        said, speaker = child(verb, "ccomp"), child(verb, "nsubj")
        if said is None or speaker is None or not said.i < verb.i < speaker.i:
            continue
        for one in list(children(verb, "conj", "cc")):
            joined = one.dep_ == "cc" or (is_finite(one) and not has_subject(one))
            if one.i > speaker.i and joined and any(mark.text == "," for mark in verb.doc[speaker.i : one.i + 1]):
                hang(one, said, one.dep_)


def _speaks(noun: "Token") -> bool:
    """Whether a noun is of people or bodies that can speak."""
    if noun.ent_type_ in {"PERSON", "ORG"}:
        return True
    lemma = noun.lemma_.lower()
    return any(lemma in words("nominals", kind) for kind in ("person", "group", "organization"))


def _join_torn_clauses(sentence: "Span") -> None:
    verbs = load_cues().verbs["clause"]
    for verb in sentence:
        thing = child(verb, "dobj") if verb.lemma_ in verbs else None
        if thing is None or thing.i < verb.i or thing.pos_ == "PRON" or is_passive(verb):
            continue
        told = child(verb, "ccomp")
        if (told is None or not has_subject(told)) and (clause := _torn_clause(verb, thing)) is not None:
            _join(verb, thing, clause)


def _torn_clause(verb: "Token", thing: "Token") -> "Token | None":
    """The finite verb without a subject that goes on with a verb's object."""
    hosts = [verb]
    while hosts[-1].dep_ in {"acl", "advcl", "relcl", "pcomp", "dobj", "pobj", "prep", "attr"}:
        hosts.append(hosts[-1].head)
    beside = [one for host in hosts for one in children(host, "conj", "advcl") if one.i > thing.i]
    beside += [one for one in children(verb, "ccomp") if one.i > thing.i]
    for one in sorted(beside, key=lambda token: token.i):
        if is_finite(one) and not has_subject(one) and child(one, "mark") is None and _goes_on(verb, thing, one):
            return one
    return None


def _goes_on(verb: "Token", thing: "Token", clause: "Token") -> bool:
    """Whether nothing that joins two verbs stands between an object and a finite verb: no comma, or a pair."""
    first = first_of_group(clause)
    before = verb.doc[first - 1]
    if before.pos_ == "CCONJ" or before.lower_ in _WORDS["joining"] or before.text in {";", ":", "–", "—", '"', "”"}:
        return False
    between = verb.doc[thing.i + 1 : first]
    if any(token.text == ";" or (token.pos_ == "CCONJ" and token.head in {verb, clause.head}) for token in between):
        return False
    if any(is_finite(token) and token.head in {verb, thing} and token.dep_ == "conj" for token in between):
        return False
    return before.text != "," or sum(token.text == "," for token in between) > 1


def _join(verb: "Token", thing: "Token", clause: "Token") -> None:
    first = first_of_group(clause)
    for dependent in list(verb.children):
        if thing.i < dependent.i < first and dependent not in {thing, clause}:
            hang(dependent, thing, dependent.dep_)
    host = clause.head
    from_, to = (clause, host) if verb.dep_ in {"pcomp", "advcl"} and host != verb else (host, clause)
    for conjunct in list(children(from_, "conj", "cc")):
        bare = conjunct.dep_ == "cc" or not has_subject(conjunct)
        if conjunct.i > clause.i and bare:
            hang(conjunct, to, conjunct.dep_)  # "filed a motion claiming it is illegal and violated its rights"
    hang(clause, verb, "ccomp")
    hang_as_subject(thing, clause)


def _join_torn_times(sentence: "Span") -> None:
    """Of "was arrested after Ann Lee, the mayor, was stabbed" the noun behind "after" is a subject."""
    for preposition in sentence:
        if preposition.lower_ not in _WORDS["times"]:
            continue
        thing, host = child(preposition, "pobj"), preposition.head
        if thing is None or host.pos_ not in {"VERB", "AUX"}:
            continue
        for clause in list(children(host, "conj", "advcl", "ccomp")):
            torn = is_finite(clause) and not has_subject(clause) and child(clause, "mark") is None
            if clause.i > thing.i > preposition.i > host.i and torn and _goes_on(preposition, thing, clause):
                hang_as_subject(thing, clause)
                hang(clause, host, "advcl")
                hang(preposition, clause, "mark")
                break
