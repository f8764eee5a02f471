// Search with suggestions over every spelling (WAI-ARIA combobox with a listbox).

import MiniSearch from "minisearch";
import { articles, nameOf, said, things, titleOf } from "../base/data.js";
import { counted, element, folded, short, sign, words } from "../base/elements.js";
import { articlesWith, statementsWith } from "./find.js";

/** @type {{name: string, key: string, place: number}[] | null} */
let spellings = null;

/** All spellings of all names; made when somebody first searches. */
const allSpellings = () =>
  (spellings ??= things.flatMap((thing, place) => [thing.label ?? "", ...(thing.names ?? [])].filter(Boolean).map((name) => ({ name, key: folded(name), place }))));

/**
 * The things that a query may mean, each with the spelling that answers it: whole names first, then beginnings of names,
 * of words, and other parts; among equals those of which most is said. Where no name is so spelt, those that nearly are.
 * @param {string} query @param {number} [limit] @returns {{place: number, name: string}[]}
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
  if (!best.size) return foundNearly(key, limit);
  return [...best.values()].sort((a, b) => a.rank - b.rank || said(b.place) - said(a.place) || a.place - b.place).slice(0, limit);
}

/** @type {MiniSearch<{id: number, name: string, key: string, place: number}> | null} */
let nearly = null;

/** Names that a query may be a slip for ("Marketti"). @param {string} key @param {number} limit */
function foundNearly(key, limit) {
  if (!nearly) {
    nearly = new MiniSearch({ fields: ["key"], storeFields: ["name", "place"] });
    nearly.addAll(allSpellings().flatMap((spelling, id) => (isName(spelling.place) ? [{ id, ...spelling }] : [])));
  }
  const hits = nearly.search(key, { fuzzy: (word) => (word.length > 3 ? 0.25 : false), prefix: true, combineWith: "AND" });
  /** @type {Map<number, {place: number, name: string}>} */
  const first = new Map();
  for (const { place, name } of hits) if (!first.has(place)) first.set(place, { place, name });
  return [...first.values()].slice(0, limit);
}

/** Whether a thing has a name rather than a sentence for it. @param {number} place */
const isName = (place) => !["event", "topic"].includes(things[place].kind);

/**
 * What may be meant: a thing; or, where words are looked for, all statements with them, or an article.
 * @typedef {{place?: number, name: string, words?: number, article?: number}} Offer
 */

/** What a query may mean. @param {string} query @param {boolean} everywhere whether words and articles are looked for, too @returns {Offer[]} */
function offersFor(query, everywhere) {
  const named = found(query, everywhere ? 7 : 9);
  if (!everywhere || query.trim().length < 3) return named;
  const told = statementsWith(query).length;
  const titled = articlesWith(query).slice(0, 3).map((article) => ({ article, name: titleOf(articles[article]) }));
  return [...named, ...(told ? [{ words: told, name: query.trim() }] : []), ...titled];
}

/** @param {Offer} offer @returns {(Node | string)[]} */
function labelOf({ place, name, words: told, article }) {
  if (place !== undefined) {
    const label = nameOf(place);
    const also = name === label ? [] : [" ", element("small", {}, "also ", words(short(name)))];
    return [sign(things[place].kind), " ", words(short(label)), ...also];
  }
  if (article !== undefined) return [element("small", {}, "Article "), words(short(name))];
  return [element("small", {}, `${counted(told ?? 0, "statement")} with `), words(`“${short(name)}”`)];
}

/**
 * One of the things that may be meant.
 * @param {string} id @param {Offer} offer @param {(offer: Offer) => void} choose
 */
function suggestion(id, offer, choose) {
  const option = element("li", { id, role: "option", "aria-selected": "false" }, ...labelOf(offer));
  option.addEventListener("mousedown", (event) => {
    event.preventDefault();
    choose(offer);
  });
  return option;
}

/**
 * A box to search in; `go` is called with the thing that was chosen, `find` with other things than names.
 * @param {string} id @param {string} hint @param {(place: number) => void} go @param {(offer: Offer) => void} [find]
 */
export function searchBox(id, hint, go, find) {
  const input = /** @type {HTMLInputElement} */ (
    element("input", {
      ...{ id, type: "text", role: "combobox", placeholder: hint, autocomplete: "off", spellcheck: "false" },
      ...{ "aria-label": hint, "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-suggestions` },
    })
  );
  const list = element("ul", { id: `${id}-suggestions`, class: "suggestions", role: "listbox", "aria-label": "Suggestions", hidden: true });
  /** @type {Offer[]} */
  let offers = [];
  let active = -1;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  /** @param {Offer} offer */
  const choose = (offer) => {
    input.value = (offer.place === undefined ? offer.name : nameOf(offer.place)).slice(0, 200);
    close();
    if (offer.place === undefined) find?.(offer);
    else go(offer.place);
  };
  /** @param {number} next */
  const activate = (next) => {
    active = (next + offers.length) % offers.length;
    for (const [at, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(at === active));
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `${id}-suggestion-${active}`);
  };
  const offer = () => {
    offers = offersFor(input.value, find !== undefined);
    list.replaceChildren(...offers.map((offered, at) => suggestion(`${id}-suggestion-${at}`, offered, choose)));
    const none = !offers.length && input.value.trim() !== "";
    if (none) list.append(element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, find ? "Nothing found" : "No such name"));
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
      const offered = list.hidden ? offersFor(input.value, find !== undefined) : offers;
      if (offered.length) choose(offered[Math.max(active, 0)]);
    } else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  return { box: element("div", { class: "search" }, input, list), input };
}
