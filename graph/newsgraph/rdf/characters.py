"""The characters that mentions, events and statements were read from, as Turtle.

Half of what a graph says is of such characters, always the same of each: it is written at once, not term by term.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from newsgraph.rdf import literals
from newsgraph.rdf.order import object_key
from newsgraph.rdf.turtle import INDENT, Shortener
from newsgraph.rdf.vocabulary import ITSRDF, NIF, TYPE
from newsgraph.record import Record, Sentence, Triple

Place = tuple[int, int]  # where characters begin and end in the text

Blocks = dict[str, dict[str, dict[str, None]]]  # as in `article_graph`

_TYPE = str(TYPE)
_CHARACTERS, _SENTENCE = str(NIF["RFC5147String"]), str(NIF["Sentence"])
_BEGIN, _END, _ANCHOR = str(NIF["beginIndex"]), str(NIF["endIndex"]), str(NIF["anchorOf"])
_CONTEXT, _AROUND, _MEANT = str(NIF["referenceContext"]), str(NIF["superString"]), str(ITSRDF["taIdentRef"])
_NEXT = f" ;\n{INDENT}{INDENT}"


class Characters:
    """What was read from where in an article.

    Args:
        record: the article's.
        statements: the triples that are statements.
        entities: the nodes of its entities, by their ids.
        events: those of its events.
    """

    def __init__(
        self, record: Record, statements: Iterable[Triple], entities: Mapping[str, str], events: Mapping[str, str]
    ) -> None:
        read = [*(one.sentence for one in record.events), *(one.sentence for one in statements)]
        self._sentences = sorted({(one.start, one.end) for one in read})
        self._starts = [start for start, _ in self._sentences]
        self._told: set[Place] = set()  # sentences that stand for themselves
        self._meant: dict[Place, dict[str, None]] = {}  # nodes that are meant somewhere
        for mention in record.mentions:
            self._add((mention.start, mention.end), entities.get(mention.entity))
        for event in record.events:
            node = events.get(event.id)
            if node is not None:
                self._add((event.trigger.start, event.trigger.end), node)
                self._add_sentence(event.sentence)
        for attribution in record.attributions:
            self._meant.setdefault((attribution.cue.start, attribution.cue.end), {})
        for triple in statements:
            self._add_sentence(triple.sentence)

    def _add(self, place: Place, node: str | None) -> None:
        if node is not None:
            self._meant.setdefault(place, {})[node] = None

    def _add_sentence(self, sentence: Sentence) -> None:
        place = (sentence.start, sentence.end)
        self._told.add(place)
        self._meant.setdefault(place, {})

    def blocks(self, article: str, text: str, shortener: Shortener) -> Iterator[str]:
        """A block for each, in the order of the text, as in a graph of TriG.

        Args:
            article: its IRI.
            text: its text.
            shortener: writes terms.
        """
        term = shortener.term
        if not self._meant:
            return
        kinds = f"> a {term(_CHARACTERS)}", f"> a {term(_CHARACTERS)}, {term(_SENTENCE)}"
        begin, end_, anchor = (f"{_NEXT}{term(one)} " for one in (_BEGIN, _END, _ANCHOR))
        context = f"{_NEXT}{term(_CONTEXT)} {term(f'<{article}>')}"
        around, means = f"{_NEXT}{term(_AROUND)} <{article}#char=", f"{_NEXT}{term(_MEANT)} "
        first = f"\n{INDENT}<{article}#char="
        for place, meant in sorted(self._meant.items()):
            start, end = place
            words = literals.plain(text[start:end])
            known = f"{first}{start},{end}{kinds[place in self._told]}{begin}{start}{end_}{end}{anchor}{words}{context}"
            if meant:
                sentence = self._sentence(place)
                if sentence:
                    known += f"{around}{sentence[0]},{sentence[1]}>"
                nodes = sorted(meant, key=object_key) if len(meant) > 1 else meant
                known += means + ", ".join(map(term, nodes))
            yield known + " .\n"

    def said(self, article: str, text: str) -> Blocks:
        """What tables have of it, with terms as N-Triples has them: the words of sentences, and what is meant where."""
        found: Blocks = {}
        for place, meant in self._meant.items():
            said: dict[str, dict[str, None]] = {_MEANT: meant} if meant else {}
            if place in self._told:
                said |= {_TYPE: {_SENTENCE: None}, _ANCHOR: {str(literals.plain(text[place[0] : place[1]])): None}}
            if said:
                found[f"<{article}#char={place[0]},{place[1]}>"] = said
        return found

    def _sentence(self, place: Place) -> Place | None:
        """The sentence around, if anything was read from that."""
        number = bisect_right(self._starts, place[0]) - 1
        return self._sentences[number] if number >= 0 and place[1] <= self._sentences[number][1] else None
