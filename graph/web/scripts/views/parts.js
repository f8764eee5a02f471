// What a large graph opens on: its parts, each with who and what it is about, each leading into its own graph.

import { data, nameOf, statements } from "../base/data.js";
import { counted, element, words } from "../base/elements.js";
import { state } from "../base/state.js";
import { isDivided, partKey } from "../graph/drawings.js";
/** @import { Page } from "../app.js" */

const AT_ONCE = 30; // parts before "more"

/** Go into a part, or back to all ("" for its key). @param {Page} page @param {string} key */
const open = (page, key) => page.go({ own: { ...state.own, part: key }, thing: null, link: "", path: null, steps: 0 });

/** What a part is called: whom and what most is said of. @param {number} place */
function titleOfPart(place) {
  const { actors, places, other } = data.parts[place];
  if (other) return "Everything else";
  return (actors.length ? actors : places).map(nameOf).join(", ") || "(no names)";
}

/** @param {HTMLElement} container @param {Page} page @param {{name: string, label: string}} view the graph that each part leads to */
export function showParts(container, page, { name, label }) {
  const aim = name === "events" ? "what happened in it, and who took part" : "who did what to whom in it";
  const list = element("div", { class: "part-list" });
  page.cards.inParts(list, [...data.parts.keys()], (place) => card(place, page), AT_ONCE);
  container.replaceChildren(
    element("h2", {}, `${label}: choose a part`),
    element("p", {}, `${counted(statements.length, "statement")} are more than a picture can hold, so here are the parts of the graph: who and what has more to do with each other than with all else. Choose one for the graph of ${aim}.`),
    list,
  );
}

/** @param {number} place @param {Page} page */
function card(place, page) {
  const { actors, places, phrase, things, statements: told, other } = data.parts[place];
  const where = actors.length ? places.map(nameOf).join(", ") : "";
  return element(
    "section",
    { class: "part" },
    element("h3", {}, element("button", { type: "button", class: "name", onclick: () => open(page, partKey(place)) }, words(titleOfPart(place)))),
    where && !other && element("p", { class: "where" }, words(where)),
    phrase && element("p", {}, words(`${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`)),
    element("p", { class: "much" }, `${counted(told, "statement")} · ${counted(things, "name")} and events`),
  );
}

/** Where readers are in a divided graph, and the way back. @param {HTMLElement} bar @param {number | null} part @param {Page} page */
export function showBar(bar, part, page) {
  bar.hidden = part === null || !isDivided();
  if (part === null || bar.hidden) return;
  bar.replaceChildren(element("button", { type: "button", class: "name", onclick: () => open(page, "") }, `All ${data.parts.length} parts`), " › ", words(titleOfPart(part)));
}

/** How much there is to choose from. @returns {(Node | string)[]} */
export const countParts = () => [element("b", {}, String(data.parts.length)), ` parts · ${counted(statements.length, "statement")} in ${counted(data.parts.reduce((sum, { things }) => sum + things, 0), "name")} and events`];
