"""The page as web people check theirs: types (tsc), slips (eslint), and what keeps readers out (axe-core)."""

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conftest import ROOT, need
from newsgraph.picture.page import SCRIPTS, page
from newsgraph.rdf import store, writer
from newsgraph.rdf.network import network
from small_news import IDENTITIES, RECORDS, TEXTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ASSETS = ROOT / "graph" / "newsgraph" / "picture" / "assets"
WEB = ROOT / "tests" / "web"
AXE = """async () => {
    const wanted = {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]};
    const {violations, passes} = await axe.run(document, wanted);
    return [passes.length, violations.map(({id, nodes}) => [id, nodes[0].html.slice(0, 200)])];
}"""


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


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(browser: "Browser", tmp_path: Path, scheme: Any, width: int) -> None:
    axe = _installed("axe-core/axe.min.js").read_text("utf-8")
    file = tmp_path / "graph.html"
    file.write_text(page(network(store.in_memory(writer.quads(RECORDS, IDENTITIES, TEXTS)))), "utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    context.set_offline(True)
    for name in ("events", "actors", "map", "claims"):
        view = context.new_page()
        view.goto(f"{file.as_uri()}#view={name}")
        view.wait_for_selector("html[data-ready]", state="attached")
        view.get_by_role("button", name="Filters").click()
        view.evaluate(axe)
        passed, violations = view.evaluate(AXE)
        assert passed > 10
        assert violations == []
    context.close()
