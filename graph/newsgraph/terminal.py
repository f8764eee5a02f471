"""Text of strangers, made fit for a terminal."""

import unicodedata

_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def printable(text: str) -> str:
    """The text on one line, with everything that could steer a terminal or turn its writing round made visible."""
    return "".join(
        f"\\u{ord(character):04x}" if unicodedata.category(character) in _UNPRINTABLE else character
        for character in " ".join(text.split())
    )
