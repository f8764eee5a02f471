// Things that are neither actor, place nor event ("the bridges"): drawn where readers ask for them, beside what they are
// tied to.

import { allLinks, said, statements, things } from "../base/data.js";
import { occupied, places, unfold } from "./large.js";
/** @import { DrawnNode, Link, Drawing } from "../base/data.js" */

const OTHERS_AT_ONCE = 300; // those of which most is said; the rest opens like that of a large graph

/** Drawings that have them already. @type {Set<Drawing>} */
const withOthers = new Set();

/** Draw the other things of a drawing, the first time that they are asked for. @param {Drawing} drawing */
export function showOthers(drawing) {
  if (withOthers.has(drawing)) return;
  withOthers.add(drawing);
  const ids = [...things.keys()].filter((place) => things[place].kind === "topic");
  const ties = tiesOf(drawing);
  allLinks(drawing).push(...ties);
  drawing.rest.push(...ids.map((id) => /** @type {[number, number, number]} */ ([id, Math.round(Math.min(5 + 1.5 * Math.sqrt(said(id)), 12)), 11])));
  const drawn = new Map(drawing.nodes.map((node) => [node.id, node]));
  /** @type {Map<number, DrawnNode>} */
  const beside = new Map();
  for (const { from = 0, to = 0 } of ties) {
    const anchor = drawn.get(to);
    if (anchor && !beside.has(from)) beside.set(from, anchor);
  }
  const wanted = [...beside.keys()].sort((a, b) => said(b) - said(a) || a - b).slice(0, OTHERS_AT_ONCE);
  const full = occupied(drawing.nodes);
  unfold(drawing, wanted, (id) => places(full, /** @type {DrawnNode} */ (beside.get(id)))());
}

/** What ties other things to those that a drawing draws: what is said of both. @param {Drawing} drawing @returns {Link[]} */
function tiesOf(drawing) {
  const inView = new Set([...drawing.nodes.map(({ id }) => id), ...drawing.rest.map(([id]) => id)]);
  /** @type {Map<string, Link & {relations: string[]}>} */
  const found = new Map();
  statements.forEach(({ subject, object, event, voice, told }, place) => {
    if (things[subject].kind !== "topic") return;
    for (const to of tiedTo(inView, object, event)) {
      const key = `${subject} ${to} ${voice}`;
      const link = found.get(key) ?? { from: subject, to, voice, statements: [], events: [], relations: [] };
      link.statements.push(place);
      link.relations.push(told);
      found.set(key, link);
    }
  });
  return [...found.values()].map(({ relations, ...link }) => ({ ...link, label: labelOf(relations) }));
}

/** The object of a statement; if that is not in a drawing, the event that it tells of; or else those who have a part in it. @param {Set<number>} inView @param {number | undefined} object @param {number | undefined} event */
function tiedTo(inView, object, event) {
  if (object !== undefined && inView.has(object)) return [object];
  if (event === undefined) return [];
  if (inView.has(event)) return [event];
  return [...new Set((things[event].parts ?? []).map(([part]) => part))].filter((part) => inView.has(part));
}

/** A link's label: its first relation, and how many others there are. @param {string[]} relations */
function labelOf(relations) {
  const [first, ...more] = new Set(relations);
  return more.length ? `${first} +${more.length}` : first;
}
