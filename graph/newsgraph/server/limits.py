"""A sink that takes an answer up to a limit."""

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Buffer


class Full(Exception):  # noqa: N818 - no error, but how a serializer is told to stop
    """There is more of an answer than the limit allows."""


class LineSink(BytesIO):
    """Takes lines that Oxigraph writes, until there are too many of them.

    Args:
        lines: how many it takes.
        size: how many bytes it takes.
    """

    def __init__(self, lines: int, size: int) -> None:
        super().__init__()
        self._lines, self._size = lines, size
        self._seen = 0
        self.full = False

    def write(self, chunk: "Buffer") -> int:
        """Take some bytes.

        Raises:
            Full: there are more lines, or bytes, than it takes.
        """
        taken = super().write(chunk)
        self._seen += bytes(chunk).count(b"\n")
        if self._seen > self._lines or self.tell() > self._size:
            self.full = True
            raise Full
        return taken

    def whole_lines(self) -> bytes:
        """The lines that it has taken, up to the limit, without a part of another."""
        if not self.full:
            return self.getvalue()
        *lines, _ = self.getvalue().split(b"\n", self._lines)
        return b"".join(line + b"\n" for line in lines)
