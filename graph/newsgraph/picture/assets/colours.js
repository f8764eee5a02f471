"use strict";
// The colours of the graph, read from the style sheet, so that light, dark and print are said once.

/** @param {string} name */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** vis-network's groups: how each kind of thing is coloured. */
function groups() {
  const font = { color: colour("ink"), strokeColor: colour("ground"), strokeWidth: 4, face: "system-ui, sans-serif" };
  /** @param {string} background @param {string} border */
  const paint = (background, border) => ({
    background,
    border,
    highlight: { background, border: colour("ink") },
    hover: { background, border: colour("ink") },
  });
  /** @type {Record<string, any>} */
  const made = {};
  for (const kind of Object.keys(KIND)) made[kind] = { color: paint(colour(kind), colour("ground")), font };
  made.event = {
    color: paint(colour("event"), colour("event-line")),
    font: { ...font, strokeWidth: 0 },
    margin: 7,
    shapeProperties: { borderRadius: 5 },
  };
  return made;
}

/** How a link of a voice is coloured. @param {string} voice @param {boolean} faded */
function paintLink(voice, faded) {
  const line = colour(voice);
  return {
    color: { color: line, highlight: line, hover: line, opacity: faded ? 0.12 : 1 },
    font: { color: faded ? "transparent" : line, strokeColor: faded ? "transparent" : colour("ground") },
  };
}
