"use strict";
// The state of the page is its address, #view=…&thing=…, so that every state is a link. Things are known by their IRI.

/**
 * @typedef {{kinds: Set<string>, voices: Set<string>, type: string, article: string, by: string, since: string,
 *   until: string}} Filters
 * @typedef {{view: string, thing: number | null, link: string, steps: number, path: number | null, filters: Filters}} State
 */

const CHOICES = /** @type {const} */ (["type", "article", "by", "since", "until"]);

/** Everything is let through. @returns {Filters} */
const noFilters = () => ({
  kinds: new Set(Object.keys(KINDS)),
  voices: new Set(Object.keys(VOICES)),
  type: "",
  article: "",
  by: "",
  since: "",
  until: "",
});

/** @param {URLSearchParams} address @returns {Filters} */
function readFilters(address) {
  const filters = noFilters();
  for (const name of CHOICES) filters[name] = address.get(name) ?? "";
  for (const name of /** @type {const} */ (["kinds", "voices"])) {
    const chosen = address.get(name)?.split(",");
    if (chosen) filters[name] = new Set([...filters[name]].filter((one) => chosen.includes(one)));
  }
  return filters;
}

/** What an address says; what it does not know, or says wrongly, is left out. @param {string} hash @returns {State} */
function readAddress(hash) {
  const address = new URLSearchParams(hash.replace(/^#/, ""));
  const text = (/** @type {string} */ name) => address.get(name) ?? "";
  const thing = byIri.get(text("thing")) ?? null;
  const steps = Math.min(Math.max(Number.parseInt(text("steps"), 10) || 0, 0), 3);
  return {
    view: text("view"),
    thing,
    link: text("link"),
    steps: thing === null ? 0 : steps,
    path: thing === null ? null : (byIri.get(text("path")) ?? null),
    filters: readFilters(address),
  };
}

/** The address of a state. @param {State} state */
function writeAddress({ view, thing, link, steps, path, filters }) {
  const address = new URLSearchParams({ view });
  if (thing !== null) address.set("thing", things[thing].iri);
  if (link) address.set("link", link);
  if (steps) address.set("steps", String(steps));
  if (path !== null) address.set("path", things[path].iri);
  if (filters.kinds.size < Object.keys(KINDS).length) address.set("kinds", [...filters.kinds].join(","));
  if (filters.voices.size < Object.keys(VOICES).length) address.set("voices", [...filters.voices].join(","));
  for (const name of CHOICES) if (filters[name]) address.set(name, filters[name]);
  return `#${address}`;
}

/** A link's name in an address. @param {DrawnEdge} edge */
const linkName = ({ from, to, voice }) => [things[from].iri, things[to].iri, voice].join(" ");
