"""Text of strangers, made fit for a terminal."""


def printable(text: str) -> str:
    """`text` with every character that is not printable (controls, bidi marks, line ends, surrogates) as its escape."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )
