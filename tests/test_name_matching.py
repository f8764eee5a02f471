"""Whether two names of one article are of the same bearer."""

import pytest

from newsgraph.extraction.coreference.name_matching import same_name
from newsgraph.record import EntityType


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Kirill Stremouzov", "Stremoussov", "person"),
        ("L. Ron Hubbard", "Ron Hubbard", "person"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky", "person"),
        ("J. Smith", "John Smith", "person"),
        ("Korean Central News Agency", "KCNA", "organization"),
        ("Untied Nations", "United Nations", "organization"),
        ("Church of Scientology", "Scientology", "organization"),
        ("Siemens AG", "Siemens", "organization"),
        ("Mylowe", "Mylove", "place"),
    ],
)
def test_same(one: str, other: str, kind: EntityType) -> None:
    assert same_name(one, other, kind)
    assert same_name(other, one, kind)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("John Smith", "Jane Smith", "person"),
        ("Tanya Chan", "Gary Chan", "person"),
        ("Iran", "Iraq", "place"),
        ("Kherson", "Kherson region", "place"),
        ("Civic Party", "Labour Party", "organization"),
        ("BBC", "CBS", "organization"),
    ],
)
def test_different(one: str, other: str, kind: EntityType) -> None:
    assert not same_name(one, other, kind)
    assert not same_name(other, one, kind)
