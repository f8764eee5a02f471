// The colours of the graph, read from the style sheet, so that light, dark and print are said once.

import { KIND } from "../base/data.js";

/** @param {string} name */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** vis-network's groups: how each kind of thing is coloured. */
export function groups() {
  const ink = colour("ink");
  /** @type {Record<string, any>} */
  const made = {};
  for (const kind of Object.keys(KIND)) {
    const background = colour(kind);
    const border = colour(kind === "event" ? "event-line" : "ground");
    made[kind] = { color: { background, border, highlight: { background, border: ink }, hover: { background, border: ink } } };
  }
  return made;
}

/** How a link of a voice is coloured. @param {string} voice */
export function paintLink(voice) {
  const line = colour(voice);
  return { color: { color: line, highlight: line, hover: line, opacity: 1 } };
}
