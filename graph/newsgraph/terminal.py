"""Text of strangers, made fit for a terminal."""


def printable(text: str) -> str:
    """`text` with every character that is not printable (controls, bidi marks, line ends, surrogates) as its escape."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def printable_lines(content: bytes) -> bytes:
    """Lines of UTF-8 as a terminal may have them: what is not printable, but line ends and tabs, as its escape."""
    lines = content.decode(errors="replace").replace("\r\n", "\n").split("\n")
    return "\n".join("\t".join(map(printable, line.split("\t"))) for line in lines).encode()


def failure(error: Exception) -> str:
    """What went wrong, without the numbers that only programs know."""
    if isinstance(error, OSError) and error.strerror:
        named = [printable(str(error.filename))] if error.filename else []
        return ": ".join([*named, error.strerror.lower()])
    return printable(str(error))
