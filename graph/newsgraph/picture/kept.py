"""What is kept of a page for the next one: where things stand, and packed blocks. It changes no page, only its cost."""

import msgspec

from newsgraph.files import checked, with_checksum
from newsgraph.picture.blocks import Blocks
from newsgraph.picture.layouts import KnownLayouts, Layouts


class _File(msgspec.Struct, frozen=True, array_like=True):
    layouts: KnownLayouts
    blocks: dict[bytes, bytes]


class Kept:
    """What an earlier page has left.

    Args:
        content: what its `to_bytes` gave; anything else counts as nothing.
    """

    def __init__(self, content: bytes = b"") -> None:
        try:
            known = msgspec.msgpack.decode(checked(content), type=_File)
        except ValueError:
            known = _File({}, {})
        self.layouts, self.blocks = Layouts(known.layouts), Blocks(known.blocks)

    def to_bytes(self) -> bytes:
        """What the page that was made needed."""
        return with_checksum(msgspec.msgpack.encode(_File(self.layouts.used, self.blocks.kept)))
