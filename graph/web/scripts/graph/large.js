// Large graphs: only the things of which most is said are drawn at first; the others are put beside those that they are
// tied to when somebody asks for them.

import { things } from "../base/data.js";
import { markContested } from "../evidence/disputes.js";
import { state } from "../base/state.js";
import { edgesOf, nodeOf } from "./looks.js";
/** @import { Drawing, DrawnNode } from "../base/data.js" */

const AROUND = 80; // neighbours opened at once
const APART = 52; // pixels between two that are opened

/**
 * Draw a thing that is not drawn yet, with its neighbours; or the neighbours of one that is, where they are asked for.
 * @param {Drawing} drawing @param {number} thing @param {boolean} around @returns {boolean} whether anything was added
 */
export function reveal(drawing, thing, around) {
  if (!drawing.rest.size) return false;
  const drawn = new Map(drawing.nodes.map((node) => [node.id, node]));
  const loose = drawing.rest;
  if (drawn.has(thing) && !around) return false;
  if (!drawn.has(thing) && !loose.has(thing)) return false;
  const touching = drawing.links.filter(({ from, to }) => from === thing || to === thing);
  const others = [...new Set(touching.map(({ from, to }) => (from === thing ? to : from)))];
  const open = (/** @type {number} */ id) => loose.has(id) && (things[id].kind !== "topic" || state.filters.kinds.has("topic"));
  const wanted = [thing, ...others].filter(open).slice(0, AROUND);
  if (!wanted.length) return false;
  const known = others.flatMap((id) => drawn.get(id) ?? []);
  unfold(drawing, wanted, places(occupied(drawing.nodes), drawn.get(thing) ?? beside(known, drawing.nodes)));
  return true;
}

/**
 * Draw some of a drawing's rest, and its links to what is drawn.
 * @param {Drawing} drawing @param {number[]} wanted @param {(thing: number) => {x: number, y: number}} placeOf
 */
export function unfold(drawing, wanted, placeOf) {
  const nodes = wanted.map((id) => nodeOf(id, placeOf(id)));
  drawing.nodes.push(...nodes);
  const drawn = new Set(drawing.nodes.map(({ id }) => id));
  for (const id of wanted) drawing.rest.delete(id);
  const lines = new Set(drawing.edges.map(({ id }) => id));
  const added = new Set(wanted);
  const isNew = (/** @type {number} */ id) => {
    const { from, to } = drawing.links[id];
    return !lines.has(id) && drawn.has(from) && drawn.has(to) && (added.has(from) || added.has(to));
  };
  const edges = edgesOf(drawing.links, [...drawing.links.keys()].filter(isNew), drawing.edges);
  drawing.edges.push(...edges);
  markContested(drawing, nodes, edges);
}

/** Where two signs can't both stand, as a name. @param {{x: number, y: number}} place */
const cell = ({ x, y }) => `${Math.round(x / APART)} ${Math.round(y / APART)}`;

/** Where nodes stand. @param {DrawnNode[]} nodes */
export const occupied = (nodes) => new Set(nodes.map(cell));

/**
 * Places around a centre, the nearest that nothing stands on first; each is taken from then on.
 * @param {Set<string>} full @param {{x: number, y: number}} centre
 */
export function places(full, centre) {
  let step = 0;
  return () => {
    for (;;) {
      const [turn, radius] = [step * 2.399963, 0.7 * APART * Math.sqrt(step)];
      const place = { x: Math.round(centre.x + radius * Math.cos(turn)), y: Math.round(centre.y + radius * Math.sin(turn)) };
      step++;
      if (full.has(cell(place))) continue;
      full.add(cell(place));
      return place;
    }
  };
}

/** A place by the first of some nodes, or beyond them all. @param {DrawnNode[]} known @param {DrawnNode[]} all */
function beside(known, all) {
  if (known.length) return known[0];
  return { x: 0, y: Math.max(0, ...all.map(({ y }) => y)) + 6 * APART };
}
