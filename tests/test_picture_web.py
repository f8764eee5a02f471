"""The page as web people check theirs: types (tsc), slips (eslint), and what keeps readers out (axe-core)."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from conftest import ROOT, need
from newsgraph.picture import drawing
from newsgraph.picture.page import SCRIPTS
from picture_pages import search, small_page, title
from small_news import IDENTITIES

if TYPE_CHECKING:
    from playwright.sync_api import Page

ASSETS = ROOT / "graph" / "newsgraph" / "picture" / "assets"
WEB = ROOT / "tests" / "web"
AXE = """async () => {
    const wanted = {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]};
    const {violations, passes} = await axe.run(document, wanted);
    return [passes.length, violations.map(({id, nodes}) => [id, nodes[0].html.slice(0, 200)])];
}"""

# Colours, widths, and whether something is chosen.
LOOKS: "tuple[tuple[Literal['light', 'dark'], int, bool], ...]" = (
    ("light", 1280, False),
    ("dark", 390, False),
    ("light", 390, True),
    ("dark", 1280, True),
)


def _installed(path: str) -> Path:
    """A part of tests/web/node_modules, which `make test` installs."""
    found = WEB / "node_modules" / path
    if not found.exists():
        give_up = pytest.fail if os.environ.get("NEWSGRAPH_NO_SKIPS") else pytest.skip
        give_up("tests/web is not installed (npm ci)")
    return found


def test_the_types_of_the_scripts_fit() -> None:
    compiler = _installed("typescript/bin/tsc")
    run = subprocess.run([need("node"), compiler, "--project", WEB], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def _linted(*what: str | Path, text: str | None = None) -> str:
    eslint = [need("node"), _installed("eslint/bin/eslint.js"), "--config", WEB / "eslint.config.mjs"]
    run = subprocess.run(
        [*eslint, "--max-warnings=0", *what], cwd=ROOT, input=text, capture_output=True, text=True, check=False
    )
    return run.stdout + run.stderr


def test_the_scripts_are_without_slips() -> None:
    assert _linted(ASSETS, *WEB.glob("*.*js")) == ""


def test_the_scripts_give_each_other_nothing_that_is_not_used() -> None:
    scripts = [(ASSETS / name).read_text("utf-8") for name in SCRIPTS]
    assert _linted("--stdin", "--stdin-filename=page.js", text="\n".join(scripts)) == ""
    unused = _linted("--stdin", "--stdin-filename=page.js", text="\n".join([*scripts, "function unused() {}"]))
    assert "'unused' is defined but never used" in unused


def _crowd() -> str:
    """A page of far more than is drawn at first."""
    first, *_ = IDENTITIES.events
    people = [replace(IDENTITIES.entities[2], slug=f"p{n}", label=f"Person {n}", members=()) for n in range(300)]
    events = [
        replace(
            first,
            slug=f"e{n}",
            label=f"Person {n} met person {n * n % 300}",
            participants=(("agent", f"p{n}"), ("patient", f"p{n * n % 300}")),
            time=f"2022-{n % 12 + 1:02d}",
            members=(),
        )
        for n in range(300)
    ]
    entities, told = (*IDENTITIES.entities, *people), (*IDENTITIES.events, *events)
    return small_page(identities=replace(IDENTITIES, entities=entities, events=told))


@pytest.mark.parametrize("kind", ["seeds", "large"])
def test_nobody_is_kept_out(
    opened: "Callable[..., Page]", all_sure: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    axe = _installed("axe-core/axe.min.js").read_text("utf-8")
    monkeypatch.setattr(drawing, "MOST", 200)
    view = opened(all_sure / "graph.html" if kind == "seeds" else _crowd())
    view.evaluate(axe)
    filters = view.locator("#filters")
    found = {}
    for scheme, width, chosen in LOOKS:
        if chosen:
            search(view, "Cherson")
        view.emulate_media(color_scheme=scheme)
        view.set_viewport_size({"width": width, "height": 800})
        if not filters.is_visible() and (width > 760 or not chosen):  # else the evidence has their place
            view.get_by_role("button", name="Filters").click()
        for name in ("events", "actors", "map", "claims"):
            view.locator(f"input[value={name}]").check()
            passed, violations = view.evaluate(AXE)
            assert passed > 10
            if violations:
                found[scheme, width, name] = violations
    assert found == {}
    assert filters.is_visible()
    assert title(view) == "Kherson"
