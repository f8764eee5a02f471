// Things that are neither actor, place nor event ("the bridges"): drawn where readers ask for them, beside what they are
// tied to.

import { said, statements, things } from "../base/data.js";
import { canDraw } from "./drawings.js";
import { occupied, places, unfold } from "./large.js";
/** @import { DrawnNode, Link, Drawing } from "../base/data.js" */

const OTHERS_AT_ONCE = 300; // those of which most is said; the rest opens like that of a large graph

/** What ties them in each view. @type {Map<string, Link[]>} */
const tiesOfViews = new Map();

/** Drawings that have them already. @type {Set<Drawing>} */
const withOthers = new Set();

/** Draw the other things of a drawing, the first time that they are asked for. @param {Drawing} drawing */
export function showOthers(drawing) {
  if (withOthers.has(drawing)) return;
  withOthers.add(drawing);
  const ids = [...things.keys()].filter((place) => things[place].kind === "topic");
  const ties = tiesIn(drawing);
  for (const id of ids) drawing.rest.add(id);
  const drawn = new Map(drawing.nodes.map((node) => [node.id, node]));
  /** @type {Map<number, DrawnNode>} */
  const beside = new Map();
  for (const { from, to } of ties) {
    const anchor = drawn.get(to);
    if (anchor && !beside.has(from)) beside.set(from, anchor);
  }
  const wanted = [...beside.keys()].sort((a, b) => said(b) - said(a) || a - b).slice(0, OTHERS_AT_ONCE);
  const full = occupied(drawing.nodes);
  unfold(drawing, wanted, (id) => places(full, /** @type {DrawnNode} */ (beside.get(id)))());
}

/** What ties other things to those of a view, which has it from then on. @param {Drawing} drawing @returns {Link[]} */
function tiesIn({ name, links }) {
  const ties = tiesOfViews.get(name) ?? tiesOf(name);
  if (!tiesOfViews.has(name)) links.push(...ties);
  tiesOfViews.set(name, ties);
  return ties;
}

/** What ties other things to those that a view draws: what is said of both. @param {string} name @returns {Link[]} */
function tiesOf(name) {
  const inView = { has: (/** @type {number} */ thing) => canDraw(name, thing) };
  /** @type {Map<string, Link & {relations: string[]}>} */
  const found = new Map();
  statements.forEach(({ subject, object, event, voice, told }, place) => {
    if (things[subject].kind !== "topic") return;
    for (const to of tiedTo(inView, object, event)) {
      const key = `${subject} ${to} ${voice}`;
      const link = found.get(key) ?? { from: subject, to, voice, label: "", statements: [], events: [], relations: [] };
      link.statements.push(place);
      link.relations.push(told);
      found.set(key, link);
    }
  });
  return [...found.values()].map(({ relations, ...link }) => ({ ...link, label: labelOf(relations) }));
}

/** The object of a statement; if that is not in a drawing, the event that it tells of; or else those who have a part in it. @param {{has: (thing: number) => boolean}} inView @param {number | undefined} object @param {number | undefined} event */
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
