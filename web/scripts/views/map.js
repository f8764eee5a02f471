// The map as a view.

import { things } from "../base/data.js";
import { element, ofAll } from "../base/elements.js";
import { WorldMap } from "../map/atlas.js";
/** @import { Page, Scene } from "../app.js" */
/** @import { View } from "./registry.js" */

/** The map; null before it is first shown. @type {WorldMap | null} */
export let worldMap = null;

/** @type {View} */
export const map = { name: "map", label: "Map", keeps: (place) => things[place].latitude !== undefined, make };

/** @param {HTMLElement} region @param {Page} page */
function make(region, page) {
  const keys = "Arrow keys move the map, plus and minus zoom, 0 shows all places. Tab goes from place to place, those of which most is said first; Enter opens one.";
  region.before(element("p", { id: "map-keys", class: "spoken" }, keys));
  for (const [name, value] of Object.entries({ role: "application", "aria-describedby": "map-keys", "aria-label": "Map of the places: arrow keys move it" })) region.setAttribute(name, value);
  const made = new WorldMap(region, (place, happened) => goToPlace(page, place, happened));
  worldMap = made;
  return { show: (/** @type {Scene} */ { around, state }) => made.show(around, state.thing), count: () => countMap(made), moves: made };
}

/** A place on the map, or what happened there. @param {Page} page @param {number} place @param {boolean} happened whether what happened is asked for */
function goToPlace(page, place, happened) {
  page.goTo(place);
  const list = happened && document.getElementById("events-here");
  if (!list) return;
  list.scrollIntoView({ block: "start" });
  list.focus({ preventScroll: true });
}

/** How many places the map shows. @param {WorldMap} shown @returns {(Node | string)[]} */
function countMap(shown) {
  const located = (/** @type {number} */ place) => things[place].latitude !== undefined;
  const places = things.filter(({ kind }) => kind === "place");
  const unknown = places.filter(({ latitude }) => latitude === undefined).length;
  const happened = new Set([...shown.events].filter(([place]) => located(place) && shown.places.includes(place)).flatMap(([, events]) => events));
  return [
    ...ofAll(shown.places.length, places.length, "place"),
    unknown ? ` · ${unknown} without coordinates · ` : " · ",
    ...ofAll(happened.size, things.filter(({ kind }) => kind === "event").length, "event"),
    happened.size === 1 ? " happened at one of them" : " happened at them",
  ];
}
