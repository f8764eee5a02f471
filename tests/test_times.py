import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph.extraction.base.parsed import Doc
from newsgraph.extraction.clauses.times import find_times

Parse = Callable[[str], Doc]

DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-(?:0[1-9]|[12]\d|3[01]))?)?|\d{3}X|\d{2}XX"
VALUE = re.compile(rf"(?:(?:{DATE}|\.\.)(?:/(?:{DATE}|\.\.))?|--\d\d(?:-\d\d)?)")


def values(parse: Parse, text: str, published: str | None = None) -> list[tuple[str, str | None]]:
    return [(time.span.text, time.value) for time in find_times(parse(text), published)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The region was annexed at the end of September.", "the end of September", "--09"),
        ("It began on 24 February 2022.", "24 February 2022", "2022-02-24"),
        ("It began on Feb. 24, 2022.", "Feb. 24, 2022", "2022-02-24"),
        ("It began on February 24.", "February 24", "--02-24"),
        ("He left in March 2020.", "March 2020", "2020-03"),
        ("He left in May.", "May", "--05"),
        ("It has been going on for exactly eight months.", "exactly eight months", None),
        ("He announced it on Saturday.", "Saturday", None),
        ("It was built in the 1990s.", "the 1990s", "199X"),
        ("It was built in the 19th century.", "the 19th century", "18XX"),
        ("He lived there in 1989.", "1989", "1989"),
        ("The war has gone on since 2014.", "2014", "2014/.."),
        ("It rose during the 1991-1995 war.", "1991-1995", "1991/1995"),
        ("It opened in spring 2021.", "spring 2021", "2021-21"),
        ("It opened on 31 February 2022.", "31 February 2022", None),
        ("It opened on 13/04/2022.", "13/04/2022", "2022-04-13"),
        ("It opened on 03/04/2022.", "03/04/2022", None),
        ("Sales rose in Q3 2021.", "Q3 2021", "2021-07/2021-09"),
        ("Sales rose in the first quarter of 2021.", "the first quarter of 2021", "2021-01/2021-03"),
        ("Sales rose in fiscal 2021.", "fiscal 2021", None),
        ("It opened between 3 and 5 May 2021.", "between 3 and 5 May 2021", "2021-05-03/2021-05-05"),
        ("It ran from 3 to 5 May 2021.", "from 3 to 5 May 2021", "2021-05-03/2021-05-05"),
        ("They left on New Year's Eve.", "New Year's Eve", "--12-31"),
        ("It opened on 13.04.2022.", "13.04.2022", "2022-04-13"),
        ("Sales rose in the first half of 2021.", "the first half of 2021", "2021-01/2021-06"),
        ("It ran from 3 March to 5 April 2021.", "from 3 March to 5 April 2021", "2021-03-03/2021-04-05"),
        ("It ran from March to April 2021.", "from March to April 2021", "2021-03/2021-04"),
        ("He was mayor in 2010-15.", "2010-15", "2010/2015"),
        ("They built it in two weeks.", "two weeks", None),
    ],
)
def test_what_the_words_alone_fix(parse: Parse, text: str, words: str, value: str | None) -> None:
    assert values(parse, text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The Ukrainians gained ground in early October.", "2022-10"),
        ("They will vote in March.", "2023-03"),
        ("The bridge is closed until July.", "../2023-07"),
        ("The bridge remains open until July.", "../2023-07"),
        ("The bridge was closed until July.", "../2022-07"),
        ("Sales rose in Q3.", "2022-07/2022-09"),
        ("Sales rose in the fourth quarter.", "2021-10/2021-12"),
        ("They will meet in a fortnight.", "2022-11-07"),
        ("They met a fortnight ago.", "2022-10-10"),
        ("The fair was held Friday to Sunday.", "2022-10-21/2022-10-23"),
        ("The fair took place from September 28 to October 1.", "2022-09-28/2022-10-01"),
        ("They voted in November.", "2021-11"),
        ("They voted last October.", "2021-10"),
        ("He announced it on Saturday.", "2022-10-22"),
        ("He spoke on Monday.", "2022-10-24"),
        ("He spoke last Monday.", "2022-10-17"),
        ("They will meet on Friday.", "2022-10-28"),
        ("They met yesterday.", "2022-10-23"),
        ("They met last week.", "2022-10-17/2022-10-23"),
        ("They met last weekend.", "2022-10-22/2022-10-23"),
        ("They played this weekend.", "2022-10-22/2022-10-23"),
        ("They will play this weekend.", "2022-10-29/2022-10-30"),
        ("They met last year.", "2021"),
        ("They met three days ago.", "2022-10-21"),
        ("They met two months ago.", "2022-08"),
        ("They met on October 16 of last year.", "2021-10-16"),
        ("They met in recent weeks.", None),
        ("They met on the 7th.", "2022-10-07"),
        ("They met on the 28th.", "2022-09-28"),
        ("They fought from Friday to Sunday.", "2022-10-21/2022-10-23"),
        ("They will meet on Monday week.", "2022-11-07"),
        ("They met on Christmas Eve.", "2021-12-24"),
    ],
)
def test_the_day_of_publication_anchors_the_rest(parse: Parse, text: str, value: str | None) -> None:
    assert [found for _, found in values(parse, text, "2022-10-24T08:00:00Z")] == [value]


@pytest.mark.parametrize(
    "text",
    ["He may come.", "They march on Rome.", "Jan said so.", "He won 2020 votes.", "He sat.", "A second man ran."],
)
def test_everyday_words_are_no_times(parse: Parse, text: str) -> None:
    assert values(parse, text) == []


@pytest.mark.parametrize("published", [None, "", "soon", "2022-13-45", "9999-12-31", "0001-01-01"])
def test_any_day_of_publication_is_borne(parse: Parse, published: str | None) -> None:
    text = "They met on Sunday, last week, next year, tomorrow, yesterday, 900 years ago and will meet in May."
    found = values(parse, text, published)
    words = ["Sunday", "last week", "next year", "tomorrow", "yesterday", "900 years ago", "May"]
    assert [one for one, _ in found] == words
    assert all(value is None or VALUE.fullmatch(value) for _, value in found)


PIECES = [
    "Sunday",
    "last",
    "of",
    "2020",
    "May",
    "since",
    "3",
    "ago",
    "years",
    "early",
    "-",
    ",",
    "\U0001f600",
    "th",
    "\n",
    "the",
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES)), st.dates().map(str))
def test_every_value_is_edtf_and_every_span_fits(parse: Parse, words: list[str], published: str) -> None:
    doc = parse(" ".join(words))
    found = find_times(doc, published)
    assert all(time.value is None or VALUE.fullmatch(time.value) for time in found)
    assert all(before.span.end <= after.span.start for before, after in pairwise(found))
