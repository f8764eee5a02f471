// What happened where, and where on the map that is.

import { data, things } from "../base/data.js";

/**
 * The events that are let through, by the place at which they happened; what happened where no coordinates are known also
 * by the place that it is shown at.
 * @param {Set<number>} shown @returns {Map<number, number[]>}
 */
export function eventsByPlace(shown) {
  /** @type {Map<number, number[]>} */
  const found = new Map();
  const outer = outerPlaces();
  for (const event of shown) {
    if (things[event].kind !== "event") continue;
    const exact = placesOf(event);
    for (const place of new Set([...exact, ...exact.flatMap((one) => shownAt(one, outer) ?? [])])) {
      const known = found.get(place);
      if (known) known.push(event);
      else found.set(place, [event]);
    }
  }
  return found;
}

/** Where an event happened. @param {number} event */
export const placesOf = (event) => (things[event].parts ?? []).filter(([, role]) => role === "place").map(([place]) => place);

/** Which place lies in which. */
export const outerPlaces = () => new Map(data.within);

/** The place on the map that stands for one: itself, or the nearest that it lies in and whose coordinates are known. @param {number} place @param {Map<number, number>} outer */
export function shownAt(place, outer) {
  const passed = new Set();
  /** @type {number | undefined} */
  let at = place;
  while (at !== undefined && things[at].latitude === undefined && !passed.has(at)) {
    passed.add(at);
    at = outer.get(at);
  }
  return at === undefined || things[at].latitude === undefined ? undefined : at;
}

/** Whether a place is not in the gazetteer, and stands where a town does that it is named after, or told of with. @param {number} place */
export const isGuessed = (place) => things[place].roughly === true;
