"""The modality that a predicate has by the words and the form of its own clause: modals, adverbs, conditions, mood."""

from typing import TYPE_CHECKING

from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.base.remembered import remembered
from newsgraph.extraction.base.syntax import child, children, is_finite, is_infinitive, is_verbal
from newsgraph.extraction.clauses.scope import SUBJECTS, Table, is_asked, last_words, load_lexicon
from newsgraph.record import Modality

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Token

_BY_ADJECTIVES: tuple[Modality, ...] = ("hypothetical", "demanded", "planned", "possible")
_BY_MODALS: tuple[Modality, ...] = ("demanded", "possible", "planned")
_IMPERATIVE = {"do", "not", "n't", "n’t", "let"}
_TIME_UNITS = {"second", "minute", "hour", "day", "week", "month", "year", "decade", "moment"}
_QUOTES = {'"', "'", "”", "’", "»", ")"}


def _modality(name: Modality) -> Table:
    return load_lexicon().modality[name]


def noun_mood(noun: "Token") -> Modality | None:
    """The modality of a noun's own adjectives, and of the phrase that it stands in."""
    for name in _BY_ADJECTIVES:
        if any(child.dep_ in {"amod", "compound"} and _names(child, name) for child in noun.children):
            return name
    return "hypothetical" if _in_hypothetical_phrase(noun) else None


def _names(word: "Token", name: Modality) -> bool:
    adjectives = _modality(name)["adjectives"]
    return word.lower_ in adjectives or _hyphenated(word) in adjectives


def _hyphenated(word: "Token") -> str:
    """A word with what the tokenizer cut off before its hyphen: "so-called"."""
    start = word.i
    while start >= 2 and word.doc[start - 1].text == "-" and not word.doc[start - 1].whitespace_:
        start -= 2
    return word.doc[start : word.i + 1].text.lower()


def _in_hypothetical_phrase(head: "Token") -> bool:
    """Whether a noun or gerund stands behind "in the event of", "on the verge of" and the like."""
    if head.dep_ not in {"pobj", "pcomp"}:
        return False
    between = head.head
    if head.dep_ == "pcomp":
        near = _modality("hypothetical")["gerund_phrases"]
        if between.lower_ in near or " ".join(last_words(between, 2)) in near:
            return True
        distance = between.head
        if between.lower_ == "of" and distance.head.lower_ == "within" and distance.lemma_ not in _TIME_UNITS:
            return True
    phrases = load_lexicon().hypothetical_phrases
    return any(last_words(head.head, count) in phrases for count in (2, 3, 4, 5))


@remembered
def verb_mood(verb: "Token") -> Modality | None:
    """The modality of a verb's own modals, adverbs, conditions and mood; None where the clause itself states it."""
    for judge in (_by_condition, _by_auxiliaries, _by_adverbs, _by_sentence, _by_purpose):
        found = judge(verb)
        if found is not None:
            return found
    if _shares_auxiliary(verb):
        return verb_mood(verb.head)
    return None


def _shares_auxiliary(verb: "Token") -> bool:
    """Whether a coordinated verb has no subject and no auxiliary of its own: "will resign and leave"."""
    first = verb.head
    if verb.dep_ != "conj" or not is_verbal(first) or child(verb, "aux", *SUBJECTS) is not None:
        return False
    return verb.tag_ == "VB" or verb.tag_ == first.tag_


def _by_condition(verb: "Token") -> Modality | None:
    if is_conditional(verb) or _is_to_come_first(verb) or _in_hypothetical_phrase(verb):
        return "hypothetical"
    if any(is_conditional(clause) for clause in children(verb, "advcl")) and child(verb, "mark") is None:
        modals = _modals(verb)
        return "hypothetical" if not modals or modals & {"will", "wo", "'ll", "’ll", "would", "'d", "shall"} else None
    return None


def is_conditional(verb: "Token") -> bool:
    """Whether a verb heads an if-clause, also one by inversion ("should talks fail"), or "as if"."""
    words = _modality("hypothetical")
    if verb.dep_ == "ccomp" and verb.head.dep_ == "advcl" and verb.head.lower_ in words["inverted"]:
        return verb.head.i < verb.left_edge.i or child(verb, *SUBJECTS) is not None
    if verb.dep_ in {"ccomp", "dobj"} and verb.head.lower_ in words["openers"] and verb.head.i < verb.i:
        return verb.head.dep_ in {"prep", "advcl", "mark"} or (verb.head.tag_ == "VB" and verb.head.dep_ == "ROOT")
    if verb.dep_ != "advcl":
        return False
    for mark in children(verb, "mark", "advmod"):
        following = mark.nbor().lower_ if mark.i + 1 < len(mark.doc) else ""
        if mark.lower_ == "if" and following in {"not", "ever"}:
            continue  # "hundreds if not thousands", "if ever there was one"
        after_as = mark.lower_ in {"if", "though"} and mark.i > 0 and mark.doc[mark.i - 1].lower_ == "as"
        if (mark.lower_ in words["markers"] and mark.i < verb.i) or after_as:
            return True
    subject = child(verb, *SUBJECTS)
    return subject is not None and any(
        helper.lower_ in words["inverted"] and helper.i < subject.i for helper in children(verb, "aux", "auxpass")
    )


def _is_to_come_first(verb: "Token") -> bool:
    """Whether a clause of time is of what is still to come: "until it pays", "before they could fire"."""
    if verb.dep_ not in {"advcl", "pcomp"}:
        return False
    mark, main = child(verb, "mark", "advmod"), verb.head
    if mark is not None and mark.lower_ == "as" and main.lower_ in {"soon", "long"}:
        mark, main = main, main.head  # "will sail as soon as the court agrees"
    if mark is None or mark.lower_ not in _modality("hypothetical")["temporal"] or mark.i > verb.i:
        return False
    if mark.lower_ == "before" and _modals(verb) & {"could", "can"}:
        return True
    present = verb.tag_ in {"VBZ", "VBP"} or any(aux.tag_ in {"VBZ", "VBP"} for aux in children(verb, "aux", "auxpass"))
    ahead = bool(_modals(main)) or main.tag_ == "VB" or mark.lower_ in {"until", "till"}
    return present and ahead


def _modals(verb: "Token") -> set[str]:
    helpers = children(verb, "aux", "auxpass")
    return {helper.lower_ for helper in helpers if helper.tag_ == "MD" and not _is_had(helper, verb)}


def _is_had(helper: "Token", verb: "Token") -> bool:
    """Whether "'d" stands for "had", right above a participle ("she'd spoken"), and not for "would"."""
    participle = verb.tag_ in {"VBN", "VBD"} and verb.lower_ != verb.lemma_.lower()
    others = {one.lower_ for one in children(verb, "aux", "auxpass")}
    return helper.lower_ in {"'d", "’d"} and participle and not others & {"be", "have"}


def _by_auxiliaries(verb: "Token") -> Modality | None:
    modals = _modals(verb)
    perfect = any(helper.lower_ in {"have", "'ve", "’ve", "of"} for helper in children(verb, "aux")) and bool(modals)
    hypothetical = _modality("hypothetical")
    habitual = any(one.lower_ in hypothetical["habits"] for one in children(verb, "advmod"))
    if "would" in modals and habitual and not perfect:
        return None  # "they would sometimes meet"
    if modals & hypothetical["modals"]:
        return "planned" if _is_reported_in_past(verb) and not perfect else "hypothetical"
    if perfect and modals & {"should", "ought", "could", "might"}:
        return "hypothetical"  # "should have paid": did not
    if perfect and "must" in modals:
        return "possible"
    if modals & {"can", "could"} and verb.lemma_.lower() in _modality("possible")["perception"]:
        return None
    for name in _BY_MODALS:
        if modals & _modality(name)["modals"]:
            return name
    return None


def _by_adverbs(verb: "Token") -> Modality | None:
    adverbs = {word.lower_ for word in children(verb, "advmod") if child(word, "pobj") is None}
    if adverbs & _modality("hypothetical")["adverbs"] or _is_all_but(verb):
        return "hypothetical"
    if adverbs & _modality("possible")["adverbs"] or _begins_with_doubt(verb):
        return "possible"
    if any(
        mark.lower_ == "whether" or (mark.lower_ == "if" and verb.dep_ == "ccomp") for mark in children(verb, "mark")
    ):
        return "possible"
    predicative = child(verb, "acomp") if verb.lemma_ == "be" else None
    if predicative is not None and predicative.lower_ in _modality("possible")["predicatives"]:
        return "possible"
    return None


def _is_all_but(verb: "Token") -> bool:
    """Whether a verb is only almost so: "all but accused"."""
    return last_words(verb, 3)[:2] == ("all", "but")


def _begins_with_doubt(verb: "Token") -> bool:
    """Whether an adverb that the parser hung elsewhere stands right before the verb or its auxiliaries."""
    start = min([verb.i, *(helper.i for helper in children(verb, "aux", "auxpass", "neg"))])
    before = verb.doc[start - 1] if start else None
    return before is not None and before.pos_ == "ADV" and before.lower_ in _modality("possible")["adverbs"]


def _by_sentence(verb: "Token") -> Modality | None:
    if is_question(verb):
        return "possible"
    if _is_imperative(verb):
        return "demanded"
    return "hypothetical" if _in_work_of_fiction(verb) else None


def is_question(verb: "Token") -> bool:
    """Whether a verb is what a question asks: "Did the ministry sell the rifles?"."""
    first = verb
    while first.dep_ == "conj":
        first = first.head
    if first.dep_ not in {"ROOT", "ccomp", "parataxis"} or not is_verbal(first):
        return False
    if any(mark.text == "?" and mark.i > verb.i for mark in children(first, "punct")):
        return True
    following = [token for token in first.doc[first.right_edge.i : first.right_edge.i + 3] if token.i > first.i]
    for token in following:
        if token.text == "?":
            return True
        if token.i > first.right_edge.i and token.text not in _QUOTES:
            return False
    return False


def _is_imperative(verb: "Token") -> bool:
    """Whether a verb is a command: a bare root with nothing before it but particles and punctuation."""
    if verb.tag_ != "VB" or verb.dep_ not in {"ROOT", "ccomp"}:
        return False
    if any(is_finite(helper) and helper.lower_ != "do" for helper in children(verb, "aux", "auxpass")):
        return False  # the parser may take the "do" of "do not sell" for a present tense
    before = verb.doc[verb.left_edge.i : verb.i]
    return all(
        token.is_punct or token.is_space or token.pos_ in {"ADV", "INTJ", "CCONJ"} or token.lower_ in _IMPERATIVE
        for token in before
    ) and not any(child.dep_ in SUBJECTS or child.tag_ == "TO" for child in verb.children)


def _in_work_of_fiction(verb: "Token") -> bool:
    """Whether a phrase before the clause says that a work or a dream tells it: "In the film, the king dies"."""
    words = _modality("hypothetical")
    top = verb
    while top.dep_ in {"conj", "advcl", "ccomp"} and top.head != top:
        top = top.head
    if verb.lemma_.lower() in words["making"]:
        return False
    for preposition in children(top, "prep"):
        noun = child(preposition, "pobj")
        if preposition.lower_ == "in" and preposition.i < top.i and noun is not None and noun.lemma_ in words["works"]:
            return preposition.i == top.left_edge.i
    return False


def _by_purpose(verb: "Token") -> Modality | None:
    """An infinitive that says what something is for: planned, unless it is done in the doing."""
    if not is_infinitive(verb) or verb.dep_ != "advcl" or verb.head.pos_ == "ADJ" or is_asked(verb):
        return None
    if child(verb, "nsubj", "nsubjpass") is None:
        achieved = load_lexicon().scope
        main = verb.head
        before = verb.doc[verb.left_edge.i - 1].lower_ if verb.left_edge.i else ""
        only = before == "only" or any(word.lower_ == "only" for word in children(verb, "advmod"))
        if only or verb.lemma_ == "become":
            return None  # "returned only to find"
        if main.lemma_.lower() in achieved["achieved"] and verb.lemma_.lower() in achieved["of_them"]:
            return None
    return "planned"


def _is_reported_in_past(verb: "Token") -> bool:
    """Whether "would" is the future seen from a past report: "said that the region would not be evacuated"."""
    cues = load_cues()
    if any(is_conditional(clause) for clause in children(verb, "advcl")):
        return False
    token = verb
    while token.dep_ in {"conj", "ccomp", "acl", "advcl", "relcl"} and token.head != token:
        head = token.head
        if token.dep_ in {"ccomp", "acl"} and head.tag_ in {"VBD", "VBN", "VBG", "VB", "NN", "NNS"}:
            return head.lemma_ in cues.verbs["clause"] or head.lemma_ in cues.nouns["that"]
        token = head
    return False
