// The map as a view.

import { said, things } from "../base/data.js";
import { element, ofAll, SHAPES, sign } from "../base/elements.js";
import { colour } from "../graph/colours.js";
import { WorldMap } from "../map/atlas.js";
import { isGuessed } from "../map/places.js";
import { styled } from "../saving/styled.js";
/** @import { Page, Scene } from "../app.js" */
/** @import { Cards } from "../evidence/cards.js" */
/** @import { View } from "./registry.js" */

/** The map; null before it is first shown. @type {WorldMap | null} */
export let worldMap = null;

/** Whose work the map is; a border on it says who holds a place, not whose it is. */
const CREDIT = "Places: GeoNames (CC BY 4.0) · coasts and borders: Natural Earth, borders as they are held, contested or not";

/** @type {View} */
export const map = { name: "map", label: "Map", keeps: (place) => things[place].latitude !== undefined, beside, make };

/** @param {HTMLElement} region @param {Page} page */
function make(region, page) {
  const keys = "Arrow keys move the map, plus and minus zoom, 0 shows all places. Tab goes from place to place, those of which most is said first; Enter opens one.";
  region.before(element("p", { id: "map-keys", class: "spoken" }, keys));
  for (const [name, value] of Object.entries({ role: "application", "aria-describedby": "map-keys", "aria-label": "Map of the places: arrow keys move it" })) region.setAttribute(name, value);
  const made = new WorldMap(region, (place, happened) => goToPlace(page, place, happened));
  worldMap = made;
  return { show: (/** @type {Scene} */ { around, state }) => made.show(around, state.thing), count: () => countMap(made), moves: made, picture: () => pictureOf(region) };
}

/** A place on the map, or what happened there. @param {Page} page @param {number} place @param {boolean} happened whether what happened is asked for */
function goToPlace(page, place, happened) {
  page.goTo(place);
  const list = happened && document.getElementById("events-here");
  if (!list) return;
  list.scrollIntoView({ block: "start" });
  list.focus({ preventScroll: true });
}

/** The map as it is seen, with what its signs mean. @param {HTMLElement} region */
function pictureOf(region) {
  const drawn = styled(/** @type {Element} */ (region.querySelector("svg")));
  const hollow = { d: SHAPES.place, fill: colour("ground"), stroke: colour("place"), "stroke-width": "1.6" };
  /** @type {[string, Record<string, string>][]} */
  const more = [["Regions and countries, by their middle", hollow], ["Placed roughly", { ...hollow, "stroke-dasharray": "2.5 2" }]];
  return { drawn, title: map.label, kinds: ["place", "event"], voices: [], more, credit: CREDIT };
}

/** The places that have no coordinates, and those whose coordinates are guessed. @param {Set<number>} around @param {Cards} cards @returns {Node[]} */
function beside(around, cards) {
  const places = [...around].filter((place) => things[place].kind === "place").sort((a, b) => said(b) - said(a) || a - b);
  /** @param {string} title @param {string} why @param {number[]} members */
  const part = (title, why, members) => {
    if (!members.length) return [];
    const list = element("ul", { class: "things" });
    cards.inParts(list, members, (place) => element("li", {}, cards.name(place)));
    return [element("h3", {}, sign("place"), `${title} (${members.length})`), element("p", { class: "faint" }, why), list];
  };
  return [
    ...part("Not on the map", "The gazetteer has no coordinates for them.", places.filter((place) => things[place].latitude === undefined)),
    ...part("Placed roughly", "The gazetteer lacks them. They stand, with a dashed sign, where a town does that they are named after or told of with.", places.filter(isGuessed)),
    element("p", { class: "faint" }, CREDIT),
  ];
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
