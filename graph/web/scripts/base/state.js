// The state of the page is its address, #view=…&node=…, so that every state is a link. Things are known by their IRI.

import { options } from "../controls/filters.js";
import { byIri, KINDS, things, TOGGLES, VOICES } from "./data.js";
import { dayOf } from "./times.js";
/** @import { DrawnEdge } from "./data.js" */

/**
 * @typedef {{kinds: Set<string>, voices: Set<string>, type: string, article: string, by: string, since: string,
 *   until: string, unsure: boolean, least: number}} Filters where `unsure` is whether what is not sure is shown, too, if it
 *   is of the `least` confidence, in per cent
 * @typedef {{view: string, thing: number | null, link: string, steps: number, path: number | null, filters: Filters,
 *   own: Record<string, string>, unknown: boolean}} State where `own` is what views keep in the address for themselves,
 *   and `unknown` whether the address asks for something that is not there
 */

/** What is asked for now. @type {State} */
export let state;

/** @param {State} asked */
export function setState(asked) {
  state = asked;
}

/** The names of all views. @type {Set<string>} */
const viewNames = new Set();

/** What views keep in the address for themselves, by its name there; and which words are looked for. @type {Map<string, (value: string) => boolean>} */
const parameters = new Map([["find", () => true]]);

/** Know the views that an address may ask for; call first. @param {{name: string, parameters?: Record<string, (value: string) => boolean>}[]} views */
export function knowViews(views) {
  for (const view of views) {
    viewNames.add(view.name);
    for (const [name, isValid] of Object.entries(view.parameters ?? {})) parameters.set(name, isValid);
  }
}

export const CHOICES = /** @type {const} */ (["type", "article", "by", "since", "until"]);
const SETS = /** @type {const} */ (["kinds", "voices"]);

/** Everything is let through. @returns {Filters} */
export const noFilters = () => ({
  kinds: new Set(Object.keys(KINDS)),
  voices: new Set(Object.keys(VOICES)),
  type: "",
  article: "",
  by: "",
  since: "",
  until: "",
  unsure: false,
  least: 0,
});

/** Whether other kinds of things are shown than at first. @param {Filters} filters */
export const pickyKinds = ({ kinds }) => kinds.has("topic") || Object.keys(KINDS).some((kind) => !kinds.has(kind));

/** Whether a value can be chosen by a filter. @param {typeof CHOICES[number]} name @param {string} value */
const isChoice = (name, value) => (name === "since" || name === "until" ? value === dayOf(value) : options[name].has(value));

/** What is shown of what is not sure: all of it ("1"), or from so many per cent on. @param {string | null} asked */
function readLeast(asked) {
  const least = Number(/^\d{1,2}$/.test(asked ?? "") ? asked : 0);
  return { unsure: least > 0, least: least > 1 ? least : 0 };
}

/** @param {URLSearchParams} address @returns {Filters} */
function readFilters(address) {
  const filters = { ...noFilters(), ...readLeast(address.get("unsure")) };
  for (const name of CHOICES) {
    const value = address.get(name) ?? "";
    if (isChoice(name, value)) filters[name] = value;
  }
  for (const name of SETS) {
    const chosen = address.get(name)?.split(",");
    const offered = Object.keys(name === "kinds" ? TOGGLES : VOICES);
    if (chosen) filters[name] = new Set(offered.filter((one) => chosen.includes(one)));
  }
  return filters;
}

/** What an address says; what is not there, or said wrongly, is left out. @param {string} hash @returns {State} */
export function readAddress(hash) {
  const address = new URLSearchParams(hash.replace(/^#/, ""));
  const text = (/** @type {string} */ name) => address.get(name) ?? "";
  const thing = byIri.get(text("node")) ?? null;
  const filters = readFilters(address);
  const own = Object.fromEntries([...parameters].map(([name, isValid]) => [name, isValid(text(name)) ? text(name) : ""]));
  const steps = Math.min(Math.max(Number.parseInt(text("steps"), 10) || 0, 0), 3);
  return {
    view: text("view"),
    thing,
    link: text("link"),
    steps: thing === null ? 0 : steps,
    path: thing === null ? null : (byIri.get(text("path")) ?? null),
    filters,
    own,
    unknown:
      ["node", "path"].some((name) => text(name) && !byIri.has(text(name))) ||
      (text("view") !== "" && !viewNames.has(text("view"))) ||
      CHOICES.some((name) => text(name) !== filters[name]) ||
      Object.entries(own).some(([name, value]) => text(name) !== value) ||
      SETS.some((name) => text(name).split(",").some((one) => one && !filters[name].has(one))),
  };
}

/** The address of a state. @param {State} state */
export function writeAddress({ view, thing, link, steps, path, filters, own }) {
  const address = new URLSearchParams({ view });
  if (thing !== null) address.set("node", things[thing].iri);
  if (link) address.set("link", link);
  if (steps) address.set("steps", String(steps));
  if (path !== null) address.set("path", things[path].iri);
  writeFilters(address, filters);
  for (const [name, value] of Object.entries(own)) if (value) address.set(name, value);
  return `#${address}`;
}

/** @param {URLSearchParams} address @param {Filters} filters */
function writeFilters(address, filters) {
  if (pickyKinds(filters)) address.set("kinds", [...filters.kinds].join(","));
  if (filters.voices.size < Object.keys(VOICES).length) address.set("voices", [...filters.voices].join(","));
  for (const name of CHOICES) if (filters[name]) address.set(name, filters[name]);
  if (filters.unsure) address.set("unsure", String(filters.least || 1));
}

/** A link's name in an address. @param {DrawnEdge} edge */
export const linkName = ({ from, to, voice }) => [things[from].iri, things[to].iri, voice].join(" ");
