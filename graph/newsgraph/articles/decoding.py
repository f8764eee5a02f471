"""Bytes to text: which encoding a file is in."""

import codecs
import re
from typing import Final

from newsgraph.articles.article import UnusableError

# UTF-32 little endian begins as UTF-16 does, so it is tried first.
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r"))
_ASCII: Final = bytes(range(128))
_MAX_CONTROL_SHARE: Final = 0.05  # random bytes have 0.11, text with a terminal's colours in it less than 0.05
_MAX_HIGH_SHARE_WESTERN: Final = 0.10  # French has 0.04 in Windows-1252, Russian 0.8 in Windows-1251
_DECLARED: Final = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]{1,40})""", re.IGNORECASE)
_LEGACY: Final = re.compile(r"iso8859|cp\d|koi8|gb|big5|shift_jis|euc_|mac_")


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text of `data`, line ends as a newline each, without a byte order mark.

    Tried in this order: the byte order mark; UTF-8; UTF-16 by where its zero bytes stand; UTF-8 with a few damaged
    characters (each read as U+FFFD); the `declared` encoding; Windows-1252, where most bytes are ASCII, as the WHATWG
    Encoding Standard has it for Western text; charset-normalizer's guess. Raises UnusableError for a binary file.
    """
    text = _decode(data, declared)
    if "\0" in text or _is_binary(text.encode("utf-8", "replace")):
        raise UnusableError("a binary file, not text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def declared_encoding(page: bytes) -> str | None:
    """The single- or double-byte encoding that an HTML page declares in its head, as Python calls it."""
    found = _DECLARED.search(page[:8192])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii", "replace")).name
    except (LookupError, ValueError):
        return None
    if name in {"iso8859-1", "ascii"}:
        return "cp1252"  # what these labels mean on the web (WHATWG Encoding Standard, section 4.2)
    return name if _LEGACY.match(name) else None


def _decode(data: bytes, declared: str | None) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            data = data.removeprefix(mark)
            if encoding == "utf-8":
                break
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise UnusableError(f"begins as {encoding[:6].upper()} text, but is not") from None
    if b"\0" in data:
        return _decode_utf16(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _is_binary(data):
        raise UnusableError("a binary file, not text")
    return _decode_legacy(data, declared)


def _decode_utf16(data: bytes) -> str:
    """UTF-16 without a mark: in Latin script one byte of each pair is zero, always the same one."""
    first, second = data[::2].count(0), data[1::2].count(0)
    encoding = "utf-16-be" if first > second else "utf-16-le"
    if max(first, second) * 4 > len(data) / 2 and min(first, second) * 20 < max(first, second):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    raise UnusableError("a binary file, not text")


def _decode_legacy(data: bytes, declared: str | None) -> str:
    damaged = data.decode("utf-8", "replace")
    whole = sum(character > "\x7f" and character != "\ufffd" for character in damaged)
    if damaged.count("\ufffd") < whole:  # by chance, other encodings form hardly any UTF-8 sequence
        return damaged
    candidates = [declared] if declared else []
    if len(data.translate(None, _ASCII)) <= _MAX_HIGH_SHARE_WESTERN * len(data):
        candidates.append("cp1252")
    for encoding in candidates:
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    from charset_normalizer import from_bytes

    best = from_bytes(data[:50_000]).best()
    try:
        if best is not None:
            return data.decode(best.encoding)
    except (UnicodeError, LookupError):
        pass
    raise UnusableError("in no encoding that is known (UTF-8, UTF-16 and Windows-1252 are)")


def _is_binary(data: bytes) -> bool:
    return len(data) - len(data.translate(None, _CONTROLS)) > _MAX_CONTROL_SHARE * len(data)
