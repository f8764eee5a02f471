"""Text that a format can carry: XML without the characters that it forbids, tables without formulas."""

import re
from typing import TypeVar

T = TypeVar("T")

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # all but the Char of XML 1.0
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # makes a spreadsheet take a cell for a formula (OWASP)


def xml_text(text: str) -> str:
    """Text in which U+FFFD stands for each character that XML 1.0 forbids."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def has_forbidden(text: str) -> bool:
    """Whether XML 1.0 forbids a character of it."""
    return _NOT_XML.search(text) is not None


def kept_returns(xml: bytes) -> bytes:
    """XML whose carriage returns no parser takes for line ends (XML 1.0, 2.11); outside of text there are none."""
    return xml.replace(b"\r", b"&#13;")


def no_formula(value: T) -> T | str:
    """A cell of a table as it is, or, where a spreadsheet would take it for a formula, after an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def one_line(text: str) -> str:
    """Text without line breaks."""
    return " ".join(text.split())
