"""The page as web people check theirs: types (tsc), slips (eslint), and what keeps readers out (axe-core)."""

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from conftest import ROOT, need
from newsgraph.picture import drawing
from picture_pages import all_views, search, small_page, title
from small_news import IDENTITIES

if TYPE_CHECKING:
    from playwright.sync_api import Page

ASSETS = ROOT / "graph" / "newsgraph" / "picture" / "assets"
WEB = ROOT / "graph" / "web"
# What a script exports, and what one imports or hands on.
GIVEN = re.compile(r"^export (?:async )?(?:const|let|function|class) (\w+)", re.MULTILINE)
TAKEN = re.compile(r"(?:import|export) (?:\w+, )?\{([^}]*)\} from \"(\.[^\"]*)\"")
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
    """A part of graph/web/node_modules, which `make test` installs."""
    found = WEB / "node_modules" / path
    if not found.exists():
        give_up = pytest.fail if os.environ.get("NEWSGRAPH_NO_SKIPS") else pytest.skip
        give_up("graph/web/ is not installed (npm ci)")
    return found


def _run(script: Path, *options: str | Path, input: str | None = None) -> str:  # noqa: A002
    """What a program of node's says; nothing where all is well."""
    command = [need("node"), script, *options]
    run = subprocess.run(command, cwd=WEB, input=input, capture_output=True, text=True, check=False)
    return run.stdout + run.stderr


def test_the_types_of_the_scripts_fit() -> None:
    assert _run(_installed("typescript/bin/tsc"), "--project", ".") == ""


def test_the_scripts_are_without_slips() -> None:
    assert _run(_installed("eslint/bin/eslint.js"), "--max-warnings=0", ".") == ""


def test_the_program_is_bundled_from_the_scripts(tmp_path: Path) -> None:
    _installed("esbuild")
    committed = {"picture": ASSETS, "server": ROOT / "graph" / "newsgraph" / "server" / "assets"}
    for part in committed:
        (tmp_path / part).mkdir()
    assert _run(WEB / "bundle.js", *(tmp_path / part for part in committed)) == ""
    made = {(file.parent.name, file.name): file.read_bytes() for file in tmp_path.glob("*/*")}
    names = {"picture": ("page.js", "page.css", "unpack.js"), "server": ("editor.js", "editor.css")}
    assert set(made) == {(part, name) for part in names for name in names[part]}
    stale = [name for (part, name), content in made.items() if (committed[part] / name).read_bytes() != content]
    assert stale == [], "make bundle"


def test_the_scripts_give_each_other_nothing_that_is_not_used() -> None:
    scripts = {file: file.read_text("utf-8") for file in WEB.glob("scripts/**/*.js")}
    given = {(file, name) for file, text in scripts.items() for name in GIVEN.findall(text)}
    taken = {
        ((file.parent / source).resolve(), name)
        for file, text in scripts.items()
        for names, source in TAKEN.findall(text)
        for name in names.replace(" ", "").split(",")
    }
    assert len(given) > 50
    assert given - taken == set()


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
        for name in all_views(view):
            view.locator(f"input[value={name}]").check()
            passed, violations = view.evaluate(AXE)
            assert passed > 10
            if violations:
                found[scheme, width, name] = violations
    assert found == {}
    assert filters.is_visible()
    assert title(view) == "Kherson"
