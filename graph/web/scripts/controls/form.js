// The form of the filters. Beside each choice stands how much there would be of it, by all the other filters.

import { articles, sentences, statements, things, TOGGLES, VOICES } from "../base/data.js";
import { element, line, short, sign } from "../base/elements.js";
import { noFilters, state } from "../base/state.js";
import { timeFilter } from "../base/times.js";
import { lets, options, thingsLetThrough } from "./filters.js";
/** @import { Statement } from "../base/data.js" */
/** @import { Filters } from "../base/state.js" */

/** @typedef {"kinds" | "voices" | "type" | "article" | "by"} Facet */

const MANY = 300; // choices of a list beyond which they are only written once somebody goes there

/** For each facet how many statements (of kinds: things) have each of its values. @param {Filters} filters */
function facets(filters) {
  /** @type {Record<Facet, Map<string, number>>} */
  const counts = { kinds: new Map(), voices: new Map(), type: new Map(), article: new Map(), by: new Map() };
  const add = (/** @type {Facet} */ facet, /** @type {string | undefined} */ value) => value && counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
  /** @type {[Exclude<Facet, "kinds">, Filters, (statement: Statement) => string | undefined][]} */
  const others = [
    ["voices", { ...filters, voices: noFilters().voices }, ({ voice }) => voice],
    ["type", { ...filters, type: "" }, ({ event }) => (event === undefined ? undefined : things[event].type)],
    ["article", { ...filters, article: "" }, ({ sentence }) => articles[sentences[sentence].article].iri],
    ["by", { ...filters, by: "" }, ({ by }) => (by === undefined ? undefined : things[by].iri)],
  ];
  for (const statement of statements) for (const [facet, less, value] of others) if (lets(less, statement)) add(facet, value(statement));
  const kinds = new Set(Object.keys(TOGGLES));
  for (const place of thingsLetThrough({ ...state, filters: { ...filters, kinds } })) add("kinds", things[place].kind);
  return counts;
}

/**
 * Draw the form; `changed` is called with the filters that it then says.
 * @param {HTMLElement} form @param {Filters} filters @param {(filters: Filters) => void} changed
 */
export function filterForm(form, filters, changed) {
  const counts = facets(filters);
  const focused = document.activeElement?.closest("#filters") ? document.activeElement.getAttribute("name") : null;
  const title = { kinds: "Show", voices: "Statements", type: "Event", article: "Article", by: "Claimed by" };
  /** @param {"kinds" | "voices"} field @param {Record<string, string>} names @param {(name: string) => Node} picture */
  const boxes = (field, names, picture) => {
    const made = Object.entries(names).map(([name, label]) => box(field, name, [picture(name), `${label} `, number(counts[field].get(name) ?? 0)], filters, changed));
    return element("fieldset", { class: "boxes" }, element("legend", {}, title[field]), ...made);
  };
  /** @param {"type" | "article" | "by"} field */
  const choice = (field) => (options[field].size ? element("label", { class: "choice" }, element("span", {}, title[field]), menu(field, counts[field], filters, changed)) : "");
  form.replaceChildren(
    boxes("kinds", TOGGLES, sign),
    boxes("voices", VOICES, line),
    element("div", { class: "choices" }, choice("type"), choice("article"), choice("by")),
    timeFilter(filters, changed),
    element("button", { type: "button", name: "clear", onclick: () => changed({ ...noFilters(), unsure: filters.unsure, least: filters.least }) }, "Clear filters"),
  );
  if (focused) /** @type {HTMLElement | null} */ (form.querySelector(`[name="${CSS.escape(focused)}"]`))?.focus();
}

/** @param {number} count */
const number = (count) => element("small", {}, String(count));

/**
 * One of several things that may be shown together.
 * @param {"kinds" | "voices"} field @param {string} name @param {(Node | string)[]} label @param {Filters} filters
 * @param {(filters: Filters) => void} changed
 */
function box(field, name, label, filters, changed) {
  const input = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", name, checked: filters[field].has(name) }));
  input.addEventListener("change", () => {
    const chosen = new Set(filters[field]);
    if (input.checked) chosen.add(name);
    else chosen.delete(name);
    changed({ ...filters, [field]: chosen });
  });
  return element("label", {}, input, ...label);
}

/**
 * A choice of one.
 * @param {"type" | "article" | "by"} field @param {Map<string, number>} counts @param {Filters} filters
 * @param {(filters: Filters) => void} changed
 */
function menu(field, counts, filters, changed) {
  const select = /** @type {HTMLSelectElement} */ (element("select", { name: field }));
  const offer = (/** @type {[string, string][]} */ offered) => {
    const choices = offered.map(([value, label]) => element("option", { value }, `${short(label)} (${counts.get(value) ?? 0})`));
    select.replaceChildren(element("option", { value: "" }, "all"), ...choices);
    select.value = filters[field];
  };
  const all = [...options[field]];
  offer(all.length > MANY ? all.filter(([value]) => value === filters[field]) : all);
  if (all.length > MANY) select.addEventListener("focus", () => offer(all), { once: true });
  select.addEventListener("change", () => changed({ ...filters, [field]: select.value }));
  return select;
}
