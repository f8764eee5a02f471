"""What is no news in a text, whole texts at a time."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from newsgraph.extraction.clauses.clauses import find_clauses
from newsgraph.extraction.parse.furniture import furniture_of, furniture_tokens

if TYPE_CHECKING:
    from newsgraph.extraction.base.parsed import Doc

    Parse = Callable[[str], Doc]


def found(parse: "Parse", text: str) -> list[str]:
    doc = parse(text)
    return [doc[one.start : one.stop].text for one in furniture_of(doc)]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("KAUNAS (AP) — Latvia expelled the envoy of Chile on Monday.", "KAUNAS (AP) —"),
        ("PARIS, Jan 16 (Reuters) - Spain recalled its ambassador from Peru.", "PARIS, Jan 16 (Reuters) -"),
        ("OSLO — Police arrested three men at the port.", "OSLO —"),
        ("Rome, 14 June – The minister admits that he lied.", "Rome, 14 June –"),
        ("Rome – The minister admits that he lied.", "Rome –"),
        ("NEW YORK, N.Y. (AP) _ The mayor resigned.", "NEW YORK, N.Y. (AP) _"),
        ("(Reuters) - The mayor resigned.", "(Reuters) -"),
        ("10:32 GMT Police arrested two men.", "10:32 GMT"),
        ("Correction: The mayor has not resigned.", "Correction:"),
        ("Ukraine – a large country – was attacked.", None),
        ("Army takes airport - witnesses", None),
        ("The mayor — Ann Lee — resigned on Monday.", None),
        ("NATO EXPANDS – REPORT", None),
    ],
)
def test_openings(parse: "Parse", text: str, dateline: str | None) -> None:
    assert found(parse, text) == ([dateline] if dateline else [])


def test_dateline_takes_no_part(parse: "Parse") -> None:
    doc = parse("RIGA (AP) — Norway expelled the envoy of Chile on Monday.\n\nOslo, 14 June – Police arrested a man.")
    clauses = [
        (one.predicate.text, [token.text for token in one.doers], [token.text for token in one.undergoers])
        for one in find_clauses(doc)
    ]
    assert clauses == [("expelled", ["Norway"], ["envoy"]), ("arrested", ["Police"], ["man"])]


def test_around_an_article(parse: "Parse") -> None:
    text = """Rebels attacked the port
By Tove Lund in Riga
Updated 17 April 2024, 14:32 GMT

Rebels attacked the port on Tuesday. They left by Friday.
The mayor at a rally in 2016. Image: Ann Lee.
Photo by Ann Lee
By Friday, the rebels had left.
Photo by photo, the family rebuilt its past.
Background
The rebels want a port of their own.
Read more: Brandel resigns after ferry strike
The company said it uses cookies.
We use cookies to improve your experience.
Reporting by Tove Lund; Editing by Aldous Keel
Related news
Thai official kills banker in Bangkok
"King visits Chile" — The Ledger, 3 May 2019
The king left Chile on Monday after a long visit.
© 2019 Ledger. All rights reserved."""
    assert found(parse, text) == [
        "By Tove Lund in Riga",
        "Updated 17 April 2024, 14:32 GMT",
        "Image: Ann Lee.",
        "Photo by Ann Lee",
        "Background",
        "Read more: Brandel resigns after ferry strike",
        "We use cookies to improve your experience.",
        "Reporting by Tove Lund; Editing by Aldous Keel",
        "Related news",
        "Thai official kills banker in Bangkok",
        '"King visits Chile" — The Ledger, 3 May 2019',
        "© 2019 Ledger. All rights reserved.",
    ]
    doc = parse(text)
    assert not furniture_tokens(doc) & {clause.predicate.i for clause in find_clauses(doc)}
