"""The articles that are compared: what comparison takes from each, in memory; its record only while it is looked at."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial

from newsgraph.record import Record, without_unnamed
from newsgraph.resolution.feature_extraction import features_of
from newsgraph.resolution.features import ArticleFeatures
from newsgraph.resolution.identities import Entity
from newsgraph.resolution.judged_statements import apply_verdicts
from newsgraph.resolution.keys import Key
from newsgraph.resolution.memo import Memo, digest


class Archive:
    """Articles in the order of their ids, each known by its place there.

    Args:
        records: of all articles, no two of one id.
        keys: what stands for each of them; None: that is reckoned from the record.
        memo: what was found before.

    Attributes:
        features: what resolution takes from each article.
        digests: what stands for each article's record.
    """

    def __init__(self, records: Sequence[Record], keys: Sequence[str] | None = None, memo: Memo | None = None) -> None:
        self._records = records
        known, own = memo or Memo(), []
        for number in range(len(records)):
            record = records[number] if keys is None else None
            own.append(digest(keys[number] if keys is not None else record))
            known.prepare("features", own[-1], partial(self._features, number, record))
        found = []
        for number, one in enumerate(own):  # only now, so that they don't lie in memory between what is gone
            features = known.get("features", one, ArticleFeatures, partial(self._features, number, None))
            found.append((features.id, number, features, one))
        found.sort(key=lambda one: one[0])
        self._numbers = [number for _, number, _, _ in found]
        self.features = [features for _, _, features, _ in found]
        self.digests = [own for _, _, _, own in found]
        self._judged: dict[int, Record] = {}
        self._last: tuple[int, Record] | None = None

    def _features(self, number: int, record: Record | None) -> ArticleFeatures:
        return features_of(without_unnamed(record or self._records[number]))

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self._numbers)

    def record(self, place: int) -> Record:
        """The record of one article, without whom it never names."""
        if place in self._judged:
            return self._judged[place]
        if self._last is None or self._last[0] != place:
            self._last = (place, without_unnamed(self._records[self._numbers[place]]))
        return self._last[1]

    @property
    def records(self) -> list[Record]:
        """All records."""
        return [self.record(place) for place in range(len(self))]

    def records_of(self, articles: Collection[str]) -> list[Record]:
        """The records of some articles."""
        return [self.record(place) for place, one in enumerate(self.features) if one.id in articles]

    def known(self, place: int, entity_of: Mapping[Key, Entity]) -> dict[str, Entity]:
        """What the entities of one article are among all, by their ids there, in their order."""
        article = self.features[place]
        own = ((one.entity.id, entity_of.get((article.id, one.entity.id))) for one in article.entities)
        return {name: entity for name, entity in own if entity is not None}

    def judge(self, wrong: frozenset[Key], right: frozenset[Key]) -> None:
        """Have the articles without the statements that are wrong, and be certain of those that are right."""
        articles = {article for article, _ in wrong | right}
        for place, one in enumerate(self.features):
            if one.id in articles:
                (record,) = apply_verdicts([self.record(place)], wrong, right)
                self._judged[place] = record
                self.features[place], self.digests[place] = features_of(record), digest(record)


def archive_of(records: Iterable[Record]) -> Archive:
    """The articles of some records."""
    return Archive(list(records))
