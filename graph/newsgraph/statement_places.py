"""Finds the sentences that decisions on statements name, in the texts of the articles."""

from collections.abc import Iterable, Mapping, Sequence

from newsgraph.record import Record
from newsgraph.statement_decisions import StatementDecision, folded

_SAME_SENTENCE = 90.0  # of 100, by `rapidfuzz.fuzz.ratio`: a word more or less, a typing error mended

_Key = tuple[str, str]  # ids of an article and of a triple within it


def standing_where_decided(
    decisions: Iterable[StatementDecision], records: Sequence[Record], texts: Mapping[str, str]
) -> dict[StatementDecision, frozenset[_Key]]:
    """The triples that stand where each decision says, whatever they say.

    A sentence that its article has no longer is the one most like it there, if that is almost the same.

    Args:
        decisions: what people have decided about statements.
        records: of all articles.
        texts: the articles' texts by their ids; those that lack a text lack all triples.
    """
    decided = list(decisions)
    articles = texts.keys() if any(not one.article for one in decided) else {one.article_id for one in decided}
    known = [record for record in records if record.article.id in texts and record.article.id in articles]
    by_article = {record.article.id: [record] for record in known}
    sentences: dict[str, dict[str, list[_Key]]] = {}
    found = {}
    for decision in decided:
        where = by_article.get(decision.article_id, []) if decision.article else known
        keys: list[_Key] = []
        for record in where:
            identifier = record.article.id
            if identifier not in sentences:
                sentences[identifier] = _by_sentence(record, texts[identifier])
            keys += _in_sentences(sentences[identifier], decision)
        found[decision] = frozenset(keys)
    return found


def _by_sentence(record: Record, text: str) -> dict[str, list[_Key]]:
    found: dict[str, list[_Key]] = {}
    for triple in record.triples:
        words = folded(text[triple.sentence.start : triple.sentence.end])
        found.setdefault(words, []).append((record.article.id, triple.id))
    return found


def _in_sentences(by_sentence: Mapping[str, list[_Key]], decision: StatementDecision) -> list[_Key]:
    from rapidfuzz import fuzz, process

    if not decision.sentences:
        return [key for keys in by_sentence.values() for key in keys]
    found = []
    for sentence in map(folded, decision.sentences):
        if sentence in by_sentence:
            found += by_sentence[sentence]
        elif decision.article:
            near = process.extractOne(sentence, list(by_sentence), scorer=fuzz.ratio, score_cutoff=_SAME_SENTENCE)
            found += by_sentence[near[0]] if near else []
    return found
