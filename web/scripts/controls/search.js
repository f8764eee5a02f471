// Search with suggestions over every spelling (WAI-ARIA combobox with a listbox).

import { nameOf, said, things } from "../base/data.js";
import { element, short, sign, words } from "../base/elements.js";

/** Letters without their marks, in lower case. @param {string} text */
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** @type {{name: string, key: string, place: number}[] | null} */
let spellings = null;

/** All spellings of all names; made when somebody first searches. */
const allSpellings = () =>
  (spellings ??= things.flatMap((thing, place) => [thing.label ?? "", ...(thing.names ?? [])].filter(Boolean).map((name) => ({ name, key: folded(name), place }))));

/**
 * The things that a query may mean, each with the spelling that answers it: whole names first, then beginnings of names,
 * of words, and other parts; among equals those of which most is said.
 * @param {string} query @param {number} [limit]
 */
function found(query, limit = 9) {
  const key = folded(query.trim());
  if (!key) return [];
  /** @type {Map<number, {place: number, name: string, rank: number}>} */
  const best = new Map();
  for (const { name, key: spelling, place } of allSpellings()) {
    const at = spelling.indexOf(key);
    if (at < 0) continue;
    const local = things[place].kind === "topic" ? 4 : 0;
    const rank = local + (spelling === key ? 0 : at === 0 ? 1 : /\P{L}/u.test(spelling[at - 1]) ? 2 : 3);
    const known = best.get(place);
    if (!known || rank < known.rank) best.set(place, { place, name, rank });
  }
  return [...best.values()].sort((a, b) => a.rank - b.rank || said(b.place) - said(a.place) || a.place - b.place).slice(0, limit);
}

/**
 * One of the things that may be meant.
 * @param {string} id @param {{place: number, name: string}} offer @param {(place: number) => void} choose
 */
function suggestion(id, { place, name }, choose) {
  const label = nameOf(place);
  const option = element("li", { id, role: "option", "aria-selected": "false" }, sign(things[place].kind), " ", words(short(label)));
  if (name !== label) option.append(" ", element("small", {}, "also ", words(short(name))));
  option.addEventListener("mousedown", (event) => {
    event.preventDefault();
    choose(place);
  });
  return option;
}

/**
 * A box to search in; `go` is called with the thing that was chosen.
 * @param {string} id @param {string} hint @param {(place: number) => void} go
 */
export function searchBox(id, hint, go) {
  const input = /** @type {HTMLInputElement} */ (
    element("input", {
      ...{ id, type: "text", role: "combobox", placeholder: hint, autocomplete: "off", spellcheck: "false" },
      ...{ "aria-label": hint, "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-suggestions` },
    })
  );
  const list = element("ul", { id: `${id}-suggestions`, class: "suggestions", role: "listbox", "aria-label": "Suggestions", hidden: true });
  /** @type {{place: number, name: string}[]} */
  let offers = [];
  let active = -1;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  /** @param {number} place */
  const choose = (place) => {
    input.value = nameOf(place).slice(0, 200);
    close();
    go(place);
  };
  /** @param {number} next */
  const activate = (next) => {
    active = (next + offers.length) % offers.length;
    for (const [at, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(at === active));
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `${id}-suggestion-${active}`);
  };
  const offer = () => {
    offers = found(input.value);
    list.replaceChildren(...offers.map((offered, at) => suggestion(`${id}-suggestion-${at}`, offered, choose)));
    const none = !offers.length && input.value.trim() !== "";
    if (none) list.append(element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No such name"));
    if (!offers.length && !none) return close();
    list.hidden = false;
    active = -1;
    input.setAttribute("aria-expanded", "true");
  };

  input.addEventListener("input", offer);
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) offer();
      if (offers.length) activate(event.key === "ArrowDown" ? active + 1 : active < 0 ? offers.length - 1 : active - 1);
    } else if (event.key === "Enter") {
      const offered = list.hidden ? found(input.value) : offers;
      if (offered.length) choose(offered[Math.max(active, 0)].place);
    } else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  return { box: element("div", { class: "search" }, input, list), input };
}
