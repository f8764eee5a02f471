"""Subjects that the parser lost: taken for a place, hung on a date, or given to another noun.

- "On Friday, in Rome, a truck and a van collided": a finite verb has a subject; where it has none, it is the phrase
  that the parser counted among the places before it. So is "Ford" in "On Friday Ford announced".
- "On Friday a ferry sank": what stands before the article of a noun is no part of it.
- "The vehicles collided with a bus.": a sentence that ends in a full stop has a finite verb.
- "A plane in Nevada, United States crashed": a country between the comma behind a place and a verb tells where the
  place is.
- "said that, after the Games, a community emerged": no clause has two words that join it to another: "after" begins a
  phrase.
- "The AP reported on Monday, prices had risen": a verb of saying that says nothing, before a comma and a clause, says
  that clause.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.base.lexicon import word_lists
from newsgraph.extraction.base.syntax import child, children, is_finite, is_passive
from newsgraph.extraction.parse.tree import (
    NOUNS,
    PLACES,
    TIMES,
    first_of_group,
    governing,
    hang,
    hang_as_subject,
    has_subject,
    text_before,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_BEFORE_NOUN = {"det", "amod", "compound", "nummod", "poss", "nmod"}
_WITH_TIME = 2  # the fewest words between a verb of saying and the clause that it says: "on", "Monday" and the comma
_QUOTES = {'"', "“", "”", "‘", "’", "'"}


def find_subjects(sentence: "Span") -> None:
    """Give the verbs of a sentence the subjects that the parser lost."""
    _give_place_its_country(sentence)
    _free_from_time(sentence)
    _free_from_second_mark(sentence)
    _find_swallowed_subject(sentence)
    _raise_verb(sentence)
    _hang_on_saying(sentence)
    _part_at_colon(sentence)


def _give_place_its_country(sentence: "Span") -> None:
    for country in sentence:
        if country.dep_ not in {"nsubj", "nsubjpass"} or country.ent_type_ != "GPE" or child(country, "conj", "cc"):
            continue
        place = _place_before(country)
        verb = country.head
        thing = _named_with(place, country) if place is not None else None
        if place is None or thing is None or verb.is_punct or verb in thing.subtree:
            continue
        is_subject = thing.dep_ in {"nsubj", "nsubjpass"}
        if is_subject and thing.head != verb:
            continue
        hang(country.doc[country.left_edge.i - 1], place, "punct")
        hang(country, place, "appos")
        if not is_subject:
            hang_as_subject(thing, verb)


def _place_before(country: "Token") -> "Token | None":
    """The place that only a comma and brackets part from a country behind it: "Tula Oblast (TO), Russia"."""
    first = country.left_edge.i
    if text_before(country.left_edge) != ",":
        return None
    before = first - 2
    if text_before(country.left_edge, 2) == ")":
        while before > country.sent.start and country.doc[before].text != "(":
            before -= 1
        before -= 1
    place = country.doc[before] if before >= country.sent.start else country
    in_body = place.ent_type_ == "ORG" and place.dep_ == "pobj" and place.head.lower_ == "of"  # "the Senate of Maine"
    return place if (place.ent_type_ in {"GPE", "LOC"} or in_body) and place not in country.subtree else None


def _named_with(place: "Token", country: "Token") -> "Token | None":
    """The noun whose phrase ends in a place, and that no comma parts from it: "a plane in Nevada"."""
    found: Token | None = None
    token = place
    while token.head != token:
        token = token.head
        first = token.left_edge.i
        if token.i > place.i or any(one.text == "," for one in place.doc[first : place.i]):
            break
        if token.pos_ in NOUNS and token.ent_type_ not in TIMES and token.dep_ != "pobj":
            found = token
    return found if found is not None and found not in country.subtree else None


def _free_from_second_mark(sentence: "Span") -> None:
    for verb in governing(sentence, "mark"):
        marks = list(children(verb, "mark"))
        times = next((one for one in marks if one.lower_ in {"after", "before", "since", "until"}), None)
        noun = child(verb, "nsubj", "nsubjpass")
        if times is None or noun is None or not (len(marks) > 1 or verb.dep_ == "ROOT") or times.i > noun.i:
            continue
        subject = next((one for one in children(noun, "appos") if text_before(one.left_edge) == ","), None)
        if subject is None or text_before(times) not in {",", ""} or child(subject, "det", "poss") is None:
            continue
        hang_as_subject(subject, verb)
        for one in list(noun.rights):
            if one.i > subject.i:
                hang(one, subject, one.dep_)
        times.dep_ = "prep"
        hang(noun, times, "pobj")


def _find_swallowed_subject(sentence: "Span") -> None:
    verb = sentence.root
    past = is_finite(verb) or (verb.tag_ == "VBN" and verb.lemma_.lower() in word_lists("control")["intransitive"])
    if not past or has_subject(verb) or (verb.tag_ == "VB" and not any(children(verb, "aux"))):
        return
    first = first_of_group(verb)
    before = [one for one in children(verb, "prep", "advcl", "npadvmod") if one.i < first]
    if not before or before[0].left_edge.i != next((one.i for one in sentence if one.is_alpha), sentence.start):
        return
    _find_behind_date(verb, before[-1])
    if has_subject(verb):
        return
    found = list(_swallowed(before[-1]))
    named = [one for one in found if one.ent_type_ not in PLACES | TIMES]
    within = {inner.i for one in named for inner in one.subtree if inner != one}
    outer = [one for one in named if one.i not in within]
    if outer:
        hang_as_subject(outer[-1], verb)


def _swallowed(phrase: "Token") -> "Iterator[Token]":
    """The nouns behind a comma within a phrase that stand beside another without "and"."""
    for token in phrase.subtree:
        if token.dep_ not in {"appos", "conj"} or token.pos_ not in NOUNS:
            continue
        joined = any(token.head.i < one.i < token.i for one in children(token.head, "cc"))
        if token.doc[token.left_edge.i - 1].text == "," and not joined:
            yield token


def _raise_verb(sentence: "Span") -> None:
    noun = sentence.root
    if noun.pos_ not in NOUNS or sentence[-1].text != "." or any(map(_is_told, sentence)):
        return
    verb = next((one for one in children(noun, "acl") if one.left_edge.i == noun.i + 1), None)
    if verb is None or verb.tag_ not in {"VBD", "VBN"}:
        return
    if child(verb, "dobj") is None and verb.lemma_.lower() not in word_lists("control")["intransitive"]:
        return
    first = min([noun.i, *(one.left_edge.i for one in children(noun, *_BEFORE_NOUN))])
    for dependent in list(noun.children):
        if dependent != verb and not first <= dependent.i <= noun.i:
            hang(dependent, verb, dependent.dep_)
    verb.tag_ = "VBD"
    hang(verb, verb, "ROOT")
    hang(noun, verb, "nsubj")


def _is_told(token: "Token") -> bool:
    """Whether a token is a finite verb, and no participle behind a noun."""
    return token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"acl", "amod", "aux", "auxpass"} and is_finite(token)


def _find_behind_date(verb: "Token", preposition: "Token") -> None:
    """Of "on Friday Ford announced" the noun that the parser hung the date on, as if both were one name."""
    noun = child(preposition, "pobj")
    if noun is not None and noun.i + 1 == first_of_group(verb) and _part_from_date(noun, preposition):
        hang_as_subject(noun, verb)


def _part_from_date(noun: "Token", preposition: "Token") -> bool:
    """Part a name from the date before it, and say whether there was one: "on Friday | Ford Motor Company"."""
    if noun.ent_type_ in TIMES or noun.pos_ != "PROPN":
        return False
    dates = [one for one in children(noun, "compound", "nmod", "amod", "nummod") if one.ent_type_ in TIMES]
    if not dates or dates[0].left_edge.i != preposition.i + 1:
        return False
    date = dates[-1]
    if any(preposition.i < one.i < date.i and one not in dates for one in noun.children):
        return False
    for one in dates[:-1]:
        hang(one, date, one.dep_)
    hang(date, preposition, "pobj")
    return True


def _free_from_time(sentence: "Span") -> None:
    for noun in sentence:
        if noun.dep_ not in {"nsubj", "nsubjpass"}:
            continue
        verb = noun.head
        first = next((one for one in children(noun, "det", "poss")), None)
        for preposition in list(children(noun, "prep")):
            if first is not None and preposition.i < first.i:
                hang(preposition, verb, "prep")
        for preposition in list(children(verb, "prep")):
            if preposition.i < noun.i and not any(preposition.children):
                _part_from_date(noun, preposition)


def _hang_on_saying(sentence: "Span") -> None:
    for saying in sentence:
        if saying.dep_ not in {"ccomp", "advcl", "parataxis"}:
            continue
        clause = saying.head
        if clause.i < saying.i or clause.dep_ != "ROOT":
            continue
        told, speaker = child(clause, "nsubj", "nsubjpass", "expl"), child(saying, "nsubj")
        if saying.lemma_ not in load_cues().verbs["clause"] or speaker is None or told is None or is_passive(saying):
            continue
        if not (is_finite(saying) and is_finite(clause)) or child(saying, "ccomp", "xcomp", "dobj", "mark", "advmod"):
            continue
        between = saying.doc[saying.i + 1 : told.left_edge.i]
        alone = speaker.i < saying.i < told.left_edge.i and saying.left_edge.i == sentence.start
        quoted = any(one.text in _QUOTES for one in sentence)
        if clause.lemma_ in load_cues().verbs["clause"] and clause.right_edge.i <= clause.i + 1:
            continue  # "It knew of the doors in March, an inspector said."
        if not alone or quoted or between[-1:].text != "," or len(between) < _WITH_TIME:
            continue
        if any(one.pos_ in {"CCONJ", "SCONJ"} for one in between):
            continue
        for one in list(clause.children):
            if one.is_punct and one.i > clause.i:
                hang(one, saying, one.dep_)
        hang(saying, saying, "ROOT")
        hang(clause, saying, "ccomp")


def _part_at_colon(sentence: "Span") -> None:
    """What is told before a colon and the words behind it that are quoted are two, and not one within the other."""
    for colon in sentence[1:-1]:
        if colon.text != ":" or colon.nbor().text not in _QUOTES:
            continue
        for clause in sentence.doc[sentence.start : colon.i]:
            quoted = clause.head
            if clause.dep_ != "ccomp" or quoted.i < colon.i or not is_finite(clause) or not has_subject(clause):
                continue
            telling = quoted.head
            if (
                quoted.dep_ == "ccomp"
                and telling.i < clause.left_edge.i
                and telling.lemma_ in load_cues().verbs["clause"]
            ):
                hang(clause, telling, "ccomp")
                hang(quoted, telling, "parataxis")
