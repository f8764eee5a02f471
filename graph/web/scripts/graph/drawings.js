// The drawings of the graph: one for each view, and where the graph is large for each of its parts.

import { byIri, data, statements, things } from "../base/data.js";
import { markContested } from "../evidence/disputes.js";
import { edgesOf, nodeOf } from "./looks.js";
/** @import { Drawing, ViewData } from "../base/data.js" */

/** Those that have been asked for. @type {Map<string, Drawing>} */
const made = new Map();

/** In which part things are. @type {Map<number, number>} */
const homes = new Map();

/** What views have in them. @type {Map<string, Set<number>>} */
const members = new Map();

/** Call once the data are there. */
export function readParts() {
  for (const { name, parts } of data.views) {
    members.set(name, new Set(parts.flatMap((part) => [...part.things, ...part.rest])));
    parts.forEach((part, number) => [...part.things, ...part.rest].forEach((thing) => homes.set(thing, number)));
  }
}

/** Whether the graph is too large to be drawn at once. */
export const isDivided = () => data.parts.length > 1;

/** Whether a view can draw a thing. @param {string} name @param {number} thing */
export const canDraw = (name, thing) => members.get(name)?.has(thing) ?? false;

/** Of two views the first that can draw all of some things; else the first. @param {string} wanted @param {number[]} asked */
export function viewWith(wanted, asked) {
  const names = [wanted, ...data.views.map(({ name }) => name)];
  return names.find((name) => asked.every((thing) => canDraw(name, thing))) ?? names.find((name) => canDraw(name, asked[0])) ?? wanted;
}

/** The part that a thing belongs to, or something that is said of it. @param {number} thing @returns {number | undefined} */
export function homeOf(thing) {
  const own = homes.get(thing);
  if (own !== undefined) return own;
  const near = (things[thing].about ?? []).flatMap((place) => [statements[place].subject, statements[place].object, statements[place].event]);
  const tied = near.find((one) => one !== undefined && homes.has(one));
  return tied === undefined ? undefined : homes.get(tied);
}

/** What a part is called in an address: its best known thing. @param {number} part */
export function partKey(part) {
  const { actors, places } = data.parts[part];
  const { things: drawn } = /** @type {ViewData} */ (data.views.at(-1)).parts[part];
  return things[[...actors, ...places, ...drawn][0]].iri;
}

/** The part of an address; null for none. @param {string} key */
export function partNamed(key) {
  const thing = byIri.get(key);
  return thing === undefined ? null : (homes.get(thing) ?? null);
}

/** A view's drawing of a part; of nothing, where no part is asked for. @param {string} name @param {number | null} part @returns {Drawing} */
export function drawingOf(name, part) {
  const key = `${name} ${part}`;
  const drawing = made.get(key) ?? draw(/** @type {ViewData} */ (data.views.find((view) => view.name === name)), part);
  made.set(key, drawing);
  return drawing;
}

/** @param {ViewData} view @param {number | null} part @returns {Drawing} */
function draw({ name, links, parts }, part) {
  const own = part === null ? { things: [], x: [], y: [], rest: [] } : parts[part];
  const drawn = new Set(own.things);
  const inside = new Set(own.rest);
  const others = [...(members.get(name) ?? [])].filter((thing) => !drawn.has(thing) && !inside.has(thing));
  const nodes = own.things.map((id, at) => nodeOf(id, { x: own.x[at], y: own.y[at] }));
  const wanted = [...links.keys()].filter((id) => drawn.has(links[id].from) && drawn.has(links[id].to));
  const drawing = { name, part, links, nodes, edges: edgesOf(links, wanted, []), own: new Set([...drawn, ...inside]), rest: new Set([...inside, ...others]) };
  markContested(drawing);
  return drawing;
}
