"use strict";
// What is contested: who affirms, who denies, sentences side by side.

/** @typedef {{affirmed: number[], denied: number[]}} Dispute places of statements */

/** Statements that contradict each other, or report one event both ways, as groups. @returns {Dispute[]} */
function disputes() {
  /** @type {Map<number, number>} */
  const parents = new Map();
  /** @param {number} place @returns {number} */
  const root = (place) => {
    const parent = parents.get(place) ?? place;
    return parent === place ? place : root(parent);
  };
  const join = (/** @type {number} */ a, /** @type {number} */ b) => parents.set(Math.max(root(a), root(b)), Math.min(root(a), root(b)));
  /** @type {Map<number, number>} */
  const firstOf = new Map();
  statements.forEach(({ contradicts = [], event }, place) => {
    for (const other of contradicts) join(place, other);
    if (event === undefined) return;
    const first = firstOf.get(event);
    if (first === undefined) firstOf.set(event, place);
    else join(first, place);
  });
  /** @type {Map<number, Dispute>} */
  const groups = new Map();
  statements.forEach(({ polarity }, place) => {
    const group = groups.get(root(place)) ?? { affirmed: [], denied: [] };
    (polarity === "negated" ? group.denied : group.affirmed).push(place);
    groups.set(root(place), group);
  });
  return [...groups.values()].filter(({ affirmed, denied }) => affirmed.length && denied.length);
}

/** What most of some statements are about: an event, if there is one. @param {number[]} places */
function topic(places) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const place of places) {
    const { subject, object, event } = statements[place];
    for (const thing of new Set([subject, object, event])) {
      if (thing !== undefined) counts.set(thing, (counts.get(thing) ?? 0) + (things[thing].kind === "event" ? 1000 : 1));
    }
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** Show all disputes of which a statement is let through. @param {HTMLElement} container @param {Panel} panel @param {Filters} filters */
function showClaims(container, panel, filters) {
  const all = disputes();
  const open = all.filter(({ affirmed, denied }) => [...affirmed, ...denied].some((place) => lets(filters, statements[place])));
  /** @param {string} title @param {number[]} places */
  const side = (title, places) => element("div", {}, element("h3", {}, `${title} (${places.length})`), ...places.map((place) => panel.card(place, true, true)));
  container.replaceChildren(
    element("h2", {}, "What is contested"),
    element("p", {}, all.length ? `${open.length} of ${counted(all.length, "dispute")}: what some affirm, others deny.` : "No statement of these articles denies what another affirms."),
    ...open.map(({ affirmed, denied }) => {
      return element("section", { class: "dispute" }, element("h3", {}, panel.name(topic([...affirmed, ...denied]))), element("div", { class: "sides" }, side("Affirmed", affirmed), side("Denied", denied)));
    }),
  );
}
