"""How sure a statement has to be to stand as a fact, and to be shown before anybody asks for more."""

# From here on, strict readers find about 86 of 100 plain facts right; it is a third of all statements
# (README, "How good it is").
DEFAULT_MIN_CONFIDENCE = 0.8  # of a graph that is built without `--min-confidence`

_DIGITS = 3


def rounded(confidence: float) -> float:
    """A confidence as the graph has it: fewer digits than what differs from one processor to another."""
    return round(confidence, _DIGITS)


def checked(min_confidence: float) -> float:
    """A threshold as the graph has it.

    Raises:
        ValueError: it is no number from 0 to 1.
    """
    if not 0 <= min_confidence <= 1:
        raise ValueError(f"a confidence of {min_confidence}: it must be from 0 to 1")
    return rounded(min_confidence)
