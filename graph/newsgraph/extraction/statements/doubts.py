"""Why a statement is not sure: the main reasons behind its confidence, for readers.

The confidence is the sum of weighted features; each feature tells of one reason (`doubts.toml`). What pulls a statement
down most is why it is unsure.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from newsgraph.extraction.base.data_files import read_toml
from newsgraph.extraction.base.linear import load_model
from newsgraph.extraction.statements.confidence import POINTS_BACK

_MOST = 2  # reasons
_LEAST = 0.2  # log odds by which a further reason makes a statement less sure
_SURE = 0.9  # from this confidence on, nobody asks


def doubts(features: Mapping[str, float], confidence: float) -> tuple[str, ...]:
    """The reasons for which a statement is not sure, the weightiest first: keys of `doubts.toml`; none for sure ones.

    Args:
        features: its features, as `confidence.features` names them.
        confidence: what was reckoned from these.
    """
    if confidence >= _SURE:
        return ()
    weights = load_model("confidence").weights
    pulls: dict[str, float] = defaultdict(float)
    for name, value in features.items():
        reason = _reason(name)
        if reason is not None and name in weights:
            pulls[reason] += weights[name][0] * value
    if POINTS_BACK in features:  # which caps the confidence, whatever its weight
        pulls["alone"] = min(pulls.values(), default=0.0) - 1
    found = sorted((reason for reason in pulls if pulls[reason] < 0), key=lambda one: (pulls[one], one))
    return tuple(found[:1] + [reason for reason in found[1:_MOST] if pulls[reason] <= -_LEAST])


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = read_toml("doubts.toml")
    return tuple((reason, re.compile("|".join(table[reason]["features"]))) for reason in table)


@cache
def _reason(feature: str) -> str | None:
    return next((reason for reason, pattern in _patterns() if pattern.match(feature)), None)
