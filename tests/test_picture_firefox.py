"""The page in Firefox: all of its views, once."""

from pathlib import Path

from conftest import need
from firefox import firefox

READY = """
    const ready = () => document.documentElement.dataset.ready;
    while (!ready()) await new Promise((done) => setTimeout(done, 50));
    return [...document.querySelectorAll("input[name=view]")].map((one) => one.value);
"""
SHOWN = """
    const [name] = args;
    window.wrong ??= [];
    addEventListener("error", (event) => wrong.push(event.message));
    document.querySelector(`input[value=${name}]`).click();
    await new Promise((done) => setTimeout(done, 200));
    const around = ["foot", "tools", "copying"];
    const regions = [...document.querySelector("#stage").children];
    const seen = regions.filter((one) => one.checkVisibility() && !around.includes(one.id));
    const words = document.querySelector("#stage").innerText.length;
    return [document.querySelector("input[name=view]:checked").value, seen.length > 0, words, wrong];
"""
FOUND = """
    const input = document.querySelector("#search");
    input.value = "Chersn";
    input.dispatchEvent(new Event("input"));
    input.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true}));
    return document.querySelector("#panel h2").innerText;
"""


def test_all_views_work_in_firefox(all_sure: Path, tmp_path: Path) -> None:
    with firefox(need("firefox-esr"), tmp_path / "profile") as window:
        window.open((all_sure / "graph.html").as_uri())
        names = window.run(READY)
        assert len(names) > 3
        for name in names:
            shown, seen, words, wrong = window.run(SHOWN, name)
            assert (shown, wrong) == (name, []), name
            assert seen, name
            assert words > 20, name
        assert window.run("return newsgraph.graph.network.visible.length") > 50
        assert window.run(FOUND) == "Kherson"
