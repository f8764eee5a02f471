"use strict";
// The state of the page is its address, #view=…&node=…, so that every state is a link. Things are known by their IRI.

/**
 * @typedef {{kinds: Set<string>, voices: Set<string>, type: string, article: string, by: string, since: string,
 *   until: string, unsure: boolean}} Filters where `unsure` is whether what is not sure is shown, too
 * @typedef {{view: string, thing: number | null, link: string, steps: number, path: number | null, filters: Filters,
 *   unknown: boolean}} State where `unknown` is whether the address asks for something that is not there
 */

const CHOICES = /** @type {const} */ (["type", "article", "by", "since", "until"]);
const SETS = /** @type {const} */ (["kinds", "voices"]);

/** Everything is let through. @returns {Filters} */
const noFilters = () => ({
  kinds: new Set(Object.keys(KINDS)),
  voices: new Set(Object.keys(VOICES)),
  type: "",
  article: "",
  by: "",
  since: "",
  until: "",
  unsure: false,
});

/** Whether other kinds of things are shown than at first. @param {Filters} filters */
const pickyKinds = ({ kinds }) => kinds.has("topic") || Object.keys(KINDS).some((kind) => !kinds.has(kind));

/** Whether a value can be chosen by a filter. @param {typeof CHOICES[number]} name @param {string} value */
const isChoice = (name, value) => (name === "since" || name === "until" ? value === dayOf(value) : options[name].has(value));

/** @param {URLSearchParams} address @returns {Filters} */
function readFilters(address) {
  const filters = { ...noFilters(), unsure: address.get("unsure") === "1" };
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
function readAddress(hash) {
  const address = new URLSearchParams(hash.replace(/^#/, ""));
  const text = (/** @type {string} */ name) => address.get(name) ?? "";
  const thing = byIri.get(text("node")) ?? null;
  const filters = readFilters(address);
  const steps = Math.min(Math.max(Number.parseInt(text("steps"), 10) || 0, 0), 3);
  return {
    view: text("view"),
    thing,
    link: text("link"),
    steps: thing === null ? 0 : steps,
    path: thing === null ? null : (byIri.get(text("path")) ?? null),
    filters,
    unknown:
      ["node", "path"].some((name) => text(name) && !byIri.has(text(name))) ||
      (text("view") !== "" && !isView(text("view"))) ||
      CHOICES.some((name) => text(name) !== filters[name]) ||
      SETS.some((name) => text(name).split(",").some((one) => one && !filters[name].has(one))),
  };
}

/** The address of a state. @param {State} state */
function writeAddress({ view, thing, link, steps, path, filters }) {
  const address = new URLSearchParams({ view });
  if (thing !== null) address.set("node", things[thing].iri);
  if (link) address.set("link", link);
  if (steps) address.set("steps", String(steps));
  if (path !== null) address.set("path", things[path].iri);
  if (pickyKinds(filters)) address.set("kinds", [...filters.kinds].join(","));
  if (filters.voices.size < Object.keys(VOICES).length) address.set("voices", [...filters.voices].join(","));
  for (const name of CHOICES) if (filters[name]) address.set(name, filters[name]);
  if (filters.unsure) address.set("unsure", "1");
  return `#${address}`;
}

/** A link's name in an address. @param {DrawnEdge} edge */
const linkName = ({ from, to, voice }) => [things[from].iri, things[to].iri, voice].join(" ");
