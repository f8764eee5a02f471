"""Addresses: whatever they say, the page works, and tells what it could not find."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from picture_pages import address, drawn, search, small_page, title

if TYPE_CHECKING:
    from playwright.sync_api import Page

TOLD = "The address asks for something that is not in this graph."
HERSON = "urn:newsgraph:place:kherson"
BROKEN = (
    "#node=unknown",
    "#node=urn:newsgraph:place:atlantis&steps=2",
    "#view=nowhere",
    "#link=one+two+stated",
    "#by=nobody",
    "#since=yesterday&until=%F0%9F%95%B0",
    "#article=&type=party",
    "#voices=stated,whispered",
    f"#node={HERSON}&path=unknown",
    f"#node={'x' * 100_000}",
    "#node=__proto__&view=constructor",
    "#node=%00%zz%E0%A4%A&view=%%%",
)
WELL = ("#", "#%", "#%E0%A4%A", "#=&=&&", "#steps=-7", "#steps=9e99&path=", "#" + "x" * 100_000, "#!/top?utm=1")


def test_an_address_that_leads_nowhere_is_told(opened: "Callable[..., Page]") -> None:
    view = opened(small_page())
    for wrong in BROKEN:
        view.evaluate("(wanted) => { location.hash = wanted; }", wrong)
        view.locator("#count", has_text=TOLD).wait_for()
        assert drawn(view) > 0, wrong
        assert title(view) == ("Kherson" if HERSON in wrong else "What the articles say"), wrong
    for odd in WELL:
        view.evaluate("(wanted) => { location.hash = wanted; }", odd)
        view.locator("#count", has_not_text=TOLD).wait_for()
        assert drawn(view) == 4, odd[:40]  # the first view has no events
    search(view, "Kherson")
    assert title(view) == "Kherson"
    assert TOLD not in view.locator("#count").inner_text()


@pytest.mark.parametrize("wrong", [BROKEN[0], BROKEN[-1], WELL[-2]])
def test_a_page_opens_whatever_its_address(opened: "Callable[..., Page]", wrong: str) -> None:
    view = opened(small_page(), wrong)
    assert view.locator(".briefing h2").inner_text() == "Briefing"
    search(view, "Kherson")
    assert address(view) == "#view=briefing&node=urn%3Anewsgraph%3Aplace%3Akherson"
