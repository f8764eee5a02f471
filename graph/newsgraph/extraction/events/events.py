"""Events: what happened, or is said to, with its type, participants, time and place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from newsgraph.extraction.base.annotations import Clause, Event, Mention, TimeExpression
from newsgraph.extraction.base.cues import load_cues
from newsgraph.extraction.base.event_lexicon import verb_lemma
from newsgraph.extraction.base.lexicon import words
from newsgraph.extraction.base.syntax import child, children, governed
from newsgraph.extraction.clauses.event_nouns import event_noun, verb_of
from newsgraph.extraction.clauses.factuality import Factuality, factuality
from newsgraph.extraction.events import event_types
from newsgraph.extraction.events.participants import Scene, actors_within, doers, find_participants
from newsgraph.record import Modality

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc, Span, Token


# How far below its own clause an event's place may be named: "threatened to resume attacks in Israel".
_DEEPEST_PLACE = 2


def _words(name: str) -> frozenset[str]:
    return words("event_types", "events", name, separator=",")


def find_events(
    doc: "Doc", clauses: Sequence[Clause], mentions: Sequence[Mention], times: Sequence[TimeExpression]
) -> list[Event]:
    """The events of a parsed article, in the order of their triggers.

    A verb or an event noun is an event unless it is a state, a bare report, or only lends another one its subject.
    """
    return _Reader(doc, clauses, mentions, times).events()


class _Reader:
    """Looks up, for one article, what stands at a token."""

    def __init__(
        self, doc: "Doc", clauses: Sequence[Clause], mentions: Sequence[Mention], times: Sequence[TimeExpression]
    ) -> None:
        self.doc = doc
        self.clauses = clauses
        self.clause_at = {clause.predicate.i: clause for clause in clauses}
        self.mention_at: dict[int, Mention] = {}
        for mention in mentions:
            self.mention_at.setdefault(mention.head.i, mention)
        self.scene = Scene(self.clause_at, self.mention_at, frozenset(token.i for time in times for token in time.span))
        self.time_of = self._times_by_predicate(times)

    def events(self) -> list[Event]:
        kinds = {clause.predicate.i: self._type(clause) for clause in self.clauses}
        nouns = {
            clause.predicate.i: noun
            for clause in self.clauses
            if (noun := self._event_lent_to(clause, kinds)) is not None
        }
        hosts = {
            host.predicate.i
            for clause in self.clauses
            if clause.kind == "noun" and kinds[clause.predicate.i] and (host := self._host(clause)) is not None
        }
        lent = {noun.predicate.i for noun in nouns.values()}
        found = []
        for clause in self.clauses:
            kind = kinds[clause.predicate.i]
            noun = nouns.get(clause.predicate.i)
            only_says_so = clause.predicate.i in lent or (clause.predicate.i in hosts and kind is None)
            if not only_says_so and (kind or self._is_event(clause)):
                found.append(self._event(clause, kind, noun))
        found += [event for clause in self.clauses if (event := self._reported_demand(clause)) is not None]
        return sorted(found, key=lambda event: (event.trigger.start, event.trigger.end))

    def _type(self, clause: Clause) -> str | None:
        """The type of a clause, where its doer is one who can do such a thing: "results support" is no support."""
        kind = event_types.classify(clause, self.clause_at)
        if clause.kind == "noun" and not self._is_event_noun(clause.predicate):
            return None
        if clause.kind == "noun" and kind is not None:
            host = self._host(clause)
            return event_types.shifted(kind) if host is not None and event_types.is_to_come(host) else kind
        if kind is None or kind in _words("any_doer"):
            return kind
        agents = doers(clause, self.scene, kind)
        if kind in _words("public_acts") and agents and all(self._is_outsider(agent) for agent in agents):
            return None
        return kind if not agents or any(self._can_act(agent) for agent in agents) else None

    def _host(self, noun: Clause) -> Clause | None:
        """The verb that only says that an event noun happens: "broke out" of "fighting broke out between …"."""
        head = noun.predicate.head
        verb = self.clause_at.get(head.i)
        if noun.predicate.dep_ not in {"nsubj", "nsubjpass"} or verb is None or verb.kind != "verb":
            return None
        if head.lemma_ == "take" and not any(one.lower_ == "place" for one in verb.objects):
            return None
        return verb if _lemma(verb) in _words("occurrence") else None

    def _is_event_noun(self, noun: "Token") -> bool:
        """Whether a noun stands for what happens, not for those who do it ("the opposition") or within "war-torn"."""
        mention = self.mention_at.get(noun.i)
        return not _is_hyphenated(noun) and (mention is None or mention.type == "place")

    def _can_act(self, doer: "Token") -> bool:
        if doer.i in self.mention_at or doer.pos_ in {"PRON", "PROPN"} or doer.ent_type_:
            return True
        lemma = doer.lemma_.lower()
        if lemma in _words("acting") or lemma.endswith(tuple(_words("acting_endings"))):
            return True
        return next(actors_within(doer, self.scene), None) is not None

    def _is_outsider(self, doer: "Token") -> bool:
        """Whether it is a player, a singer, a customer, or a place that has no people: "the lake provides water"."""
        mention = self.mention_at.get(doer.i)
        peopled = frozenset().union(*(words("nominals", "kinds", kind) for kind in ("country", "region", "city")))
        if mention is not None and mention.type == "place" and mention.form == "nominal":
            return doer.lemma_.lower() not in peopled
        return doer.lemma_.lower() in _words("outsiders")

    def _event_lent_to(self, clause: Clause, kinds: Mapping[int, str | None]) -> Clause | None:
        """The event noun that a light verb is about, where the two are one event."""
        noun = event_types.lent_noun(clause, self.clause_at)
        if noun is None:
            return None
        return noun if kinds[clause.predicate.i] or not kinds[noun.predicate.i] else None

    def _is_event(self, clause: Clause) -> bool:
        """Whether an untyped clause tells of something that happens."""
        verb = clause.predicate
        if clause.kind == "noun":
            return self._is_event_noun(verb)
        if clause.kind == "copula" or verb.pos_ == "AUX" or verb_lemma(verb) in _words("states"):
            return False
        governs = child(verb, "xcomp", "ccomp") is not None
        reports = verb.lemma_.lower() in load_cues().verbs["clause"]
        return not (governs and (reports or verb.lemma_.lower() in _words("aspectual")))

    def _event(self, clause: Clause, kind: str | None, noun: Clause | None) -> Event:
        host = self._host(clause) if clause.kind == "noun" else None
        if host is not None:
            clause = replace(clause, obliques=[*clause.obliques, *host.obliques])
        parts = find_participants(clause, kind, self.scene, noun)
        judged = factuality(host or clause)
        refused = kind is not None and event_types.is_type_by_denial(clause, self.clause_at)
        place = self._place(clause) or (self._place(noun) if noun else None)
        times = (self.time_of.get(one.predicate.i) for one in (clause, noun, host) if one is not None)
        return Event(
            clause=clause,
            trigger=_trigger(clause, noun),
            lemma=_lemma(noun or clause),
            type=kind,
            participants=[one for one in parts if place is None or one.head != place.head or one.role != "other"],
            time=next(filter(None, times), None),
            place=place,
            polarity="affirmed" if refused else judged.polarity,
            modality=_modality(host or clause, judged),
        )

    def _place(self, clause: Clause) -> Mention | None:
        """Where it happens: a place in a locative phrase of the clause, else of what is done or said in it."""
        for preposition, head in self._locations(clause, 0):
            if preposition.lower_ in _words("place_prepositions"):
                for token in (head, *self._nested(head)):
                    mention = self.mention_at.get(token.i)
                    if mention is not None and mention.type == "place" and mention.form == "name":
                        return mention
        return None

    def _locations(self, clause: Clause, depth: int) -> "Iterator[tuple[Token, Token]]":
        yield from clause.obliques
        for head in [*clause.undergoers, *(head for _, head in clause.obliques), *clause.complements]:
            if head.i not in self.mention_at or head in clause.undergoers:
                yield from ((prep, noun) for prep in children(head, "prep") for noun in governed(prep))
            inner = self.clause_at.get(head.i)
            if inner is not None and depth < _DEEPEST_PLACE:
                yield from self._locations(inner, depth + 1)

    def _nested(self, head: "Token") -> "list[Token]":
        """The nouns that say where a noun is, or name it: "a hotel in Kabul", "the town of Cizre"."""
        mention = self.mention_at.get(head.i)
        inward = _words("place_prepositions") | ({"of"} if mention is not None and mention.type == "place" else set())
        return [
            token
            for token in head.subtree
            if token.i > head.i
            and (token.dep_ in {"appos", "conj"} or (token.dep_ == "pobj" and token.head.lower_ in inward))
        ]

    def _times_by_predicate(self, times: Sequence[TimeExpression]) -> dict[int, TimeExpression]:
        """Each time by the predicate that it hangs on; the first has the word, one with a value before one without."""
        found: dict[int, TimeExpression] = {}
        for time in sorted(times, key=lambda time: (time.value is None, time.span.start)):
            token = time.span.root
            while token.i not in self.clause_at and token.head.i != token.i:
                token = token.head
            if token.i in self.clause_at:
                found.setdefault(token.i, time)
        return found

    def _reported_demand(self, clause: Clause) -> Event | None:
        """ "Said Chad must pay": whoever says so demands it of whoever must."""
        modal = next((token for token in children(clause.predicate, "aux") if token.lower_ in _words("must")), None)
        report = self._report_of(clause) if modal is not None else None
        if report is None or not clause.subjects:
            return None
        speakers = [token for token in report.subjects if token not in clause.subjects]
        asked = [token for token in clause.subjects if token.i in self.mention_at]
        if clause.passive:  # "the square must be closed" asks nothing of the square
            asked = [token for token in asked if self.mention_at[token.i].type != "place"]
        if not speakers or not asked:
            return None
        demand, judged = Clause(report.predicate, "verb", subjects=speakers, datives=asked), factuality(report)
        return Event(
            clause=report,
            trigger=_trigger(report, None),
            lemma="demand",
            type="request",
            participants=find_participants(demand, "request", self.scene),
            time=self.time_of.get(report.predicate.i),
            place=None,
            polarity=judged.polarity,
            modality=judged.modality,
        )

    def _report_of(self, clause: Clause) -> Clause | None:
        """The clause of the verb of saying that a clause is the content of."""
        verb = clause.predicate
        report = self.clause_at.get(verb.head.i)
        if verb.dep_ != "ccomp" or report is None or event_types.classify(report, self.clause_at) is not None:
            return None
        return report if report.predicate.lemma_.lower() in load_cues().verbs["clause"] else None


def _modality(clause: Clause, judged: Factuality) -> Modality:
    """The modality of an event; where it is open which of several took part, it is possible of each."""
    heads = [*clause.doers, *clause.undergoers]
    choice = any(word.lower_ == "or" for head in heads if child(head, "conj") for word in children(head, "cc"))
    return "possible" if choice and judged == Factuality("affirmed", "actual") else judged.modality


def _is_hyphenated(noun: "Token") -> bool:
    """Whether a noun is only the beginning of a compound adjective: "war-torn"."""
    return noun.i + 1 < len(noun.doc) and noun.nbor().text == "-" and not noun.whitespace_


def _trigger(clause: Clause, noun: Clause | None) -> "Span":
    predicate = clause.predicate
    if clause.kind == "copula":
        willing = next(iter(clause.complements), predicate)
        return predicate.doc[willing.i : willing.i + 1]
    particle = child(predicate, "prt")
    last = particle.i if particle is not None and 0 < particle.i - predicate.i <= 2 else predicate.i
    if noun is not None and noun.predicate.i < predicate.i:  # "the extradition was completed"
        return predicate.doc[noun.predicate.i : noun.predicate.i + 1]
    if noun is not None and 0 < noun.predicate.i - last <= 3:
        last = noun.predicate.i
    return predicate.doc[predicate.i : last + 1]


def _lemma(clause: Clause) -> str:
    predicate = clause.predicate
    if clause.kind == "noun":
        return verb_of(predicate) if event_noun(predicate) else predicate.lemma_.lower()
    if clause.kind == "copula":
        return next(iter(clause.complements), predicate).lemma_.lower()
    particle = child(predicate, "prt")
    return f"{predicate.lemma_.lower()} {particle.lower_}" if particle is not None else predicate.lemma_.lower()
