"""What must hold of every record, whatever the text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from newsgraph.extraction.parse.running_text import RunningText, running_text
from newsgraph.record import Record, Span

EDTF_OR_MONTH = re.compile(r"--\d\d(-\d\d)?|[\dXY./~?%-]+")


def spans(record: Record) -> Iterator[Span]:
    """Every span of a record."""
    yield from record.mentions
    for event in record.events:
        yield event.trigger
        yield from event.participants
        if event.time:
            yield event.time
    for triple in record.triples:
        arguments = (triple.subject, *([triple.object] if triple.object else []), *triple.arguments)
        yield from (triple.relation, *arguments)
        yield from (one.antecedent for one in arguments if one.antecedent)
    for attribution in record.attributions:
        yield attribution.cue
        yield from attribution.content
        if attribution.source:
            yield attribution.source


def words_at(text: str, running: RunningText | None, start: int, end: int) -> str:
    """What a reader reads between two places of a text."""
    if running is None:
        return text[start:end]
    return running.text[bisect_left(running.starts, start) : bisect_right(running.ends, end)]


def check(record: Record, text: str) -> None:
    """Fail unless every span fits the text and every reference has something to refer to."""
    running = running_text(text)
    for span in spans(record):
        assert 0 <= span.start < span.end <= len(text)
        there, words = words_at(text, running, span.start, span.end), span.text.split()
        assert words
        position = 0
        for word in words:
            position = there.find(word, position) + len(word)
            assert position >= len(word), (span, there)
        assert there.startswith(words[0])
        assert there.endswith(words[-1])
    for mention in record.mentions:
        assert words_at(text, running, mention.start, mention.end) == mention.text
    mentions = {mention.id: mention for mention in record.mentions}
    entities = {entity.id for entity in record.entities}
    events = {event.id for event in record.events}
    attributions = {attribution.id for attribution in record.attributions}
    assert entities == {mention.entity for mention in record.mentions}
    for event in record.events:
        assert {one.entity for one in event.participants} | {event.place} <= entities | {None}
        assert event.attribution in attributions | {None}
        assert event.time is None or event.time.value is None or EDTF_OR_MONTH.fullmatch(event.time.value)
    for triple in record.triples:
        arguments = [one for one in (triple.subject, triple.object, *triple.arguments) if one]
        assert {one.entity for one in arguments} <= entities | {None}
        assert {triple.event, *(one.event for one in arguments)} <= events | {None}
        assert {triple.attribution, triple.reports} <= attributions | {None}
        assert 0 <= triple.confidence <= 1
        for argument in arguments:
            within = [mentions[one] for one in argument.mentions]
            assert all(argument.start <= one.start and one.end <= argument.end for one in within)
        assert triple.relation.label.strip()
        assert 0 <= triple.sentence.start <= triple.relation.start < triple.relation.end <= triple.sentence.end
    for attribution in record.attributions:
        assert attribution.content
        assert attribution.source is None or attribution.source.entity in entities | {None}
    assert Record.from_json(record.to_json()) == record
