"""Text of strangers, made fit for a terminal."""


def printable(text: str) -> str:
    """`text` with every character that is not printable (controls, bidi marks, line ends, surrogates) as its escape."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def failure(error: Exception) -> str:
    """What went wrong, without the numbers that only programs know."""
    if isinstance(error, OSError) and error.strerror:
        named = [printable(str(error.filename))] if error.filename else []
        return ": ".join([*named, error.strerror.lower()])
    return printable(str(error))
