// How the graph draws what: shapes, sizes, dashes, arrows and bends, everything but the colours (styles/base.css).

import { said, things } from "../base/data.js";
/** @import { DrawnEdge, DrawnNode, Link } from "../base/data.js" */

// Shape and colour both tell kinds apart, so that either alone does.
/** @type {Record<string, string>} */
const SHAPES = { person: "dot", organization: "square", group: "triangle", place: "diamond", event: "hexagon", topic: "triangleDown" };

/** What sets a voice apart without any colour. @type {Record<string, number[]>} */
const DASHES = { claimed: [9, 6], denied: [12, 4, 3, 4], envisaged: [2, 5], context: [1, 4] };

// What is denied is struck through.
/** @type {Record<string, any>} */
const ARROWS = {
  denied: { to: { enabled: true }, middle: { enabled: true, type: "bar" } },
  context: { to: { enabled: false } },
};

const CURVES = [0, 0.18, -0.18, 0.34, -0.34, 0.5, -0.5];

/** A thing as a node; its size is known to `picture/drawing.py`, too. @param {number} id @param {{x: number, y: number}} place @returns {DrawnNode} */
export function nodeOf(id, { x, y }) {
  const { kind, caption } = things[id];
  const much = Math.sqrt(said(id));
  const small = kind === "event" || kind === "topic";
  const size = Math.round(small ? Math.min(6 + 1.5 * much, 14) : Math.min(7 + 3.2 * much, 30));
  return { id, label: caption, group: kind, shape: SHAPES[kind], size, font: { size: small ? 11 : Math.round(Math.min(11 + 0.9 * much, 16)) }, x, y };
}

/** Links as edges, those between the same two things side by side. @param {Link[]} links @param {number[]} wanted their places @param {DrawnEdge[]} known edges that are drawn already @returns {DrawnEdge[]} */
export function edgesOf(links, wanted, known) {
  /** @type {Map<string, number>} */
  const lanes = new Map();
  const lane = (/** @type {{from: number, to: number}} */ { from, to }) => {
    const pair = from < to ? `${from} ${to}` : `${to} ${from}`;
    const next = lanes.get(pair) ?? 0;
    lanes.set(pair, next + 1);
    return next;
  };
  known.forEach(lane);
  return wanted.map((id) => {
    const { from, to, label, voice } = links[id];
    const curve = CURVES[lane({ from, to }) % CURVES.length];
    const bend = curve && { smooth: { enabled: true, type: "curvedCW", roundness: from < to ? curve : -curve } };
    return { id, from, to, label, voice, ...(DASHES[voice] && { dashes: DASHES[voice] }), ...(ARROWS[voice] && { arrows: ARROWS[voice] }), ...bend };
  });
}
