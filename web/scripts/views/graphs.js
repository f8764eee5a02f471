// The graph views: one canvas, on which the drawing of either stands.

import { statements, things, TOGGLES, VOICES } from "../base/data.js";
import { counted, element, ofAll } from "../base/elements.js";
import { state } from "../base/state.js";
import { Graph } from "../graph/graph.js";
import { svgOf } from "../graph/saving.js";
/** @import { Page, Scene } from "../app.js" */
/** @import { Drawing } from "../base/data.js" */
/** @import { View } from "./registry.js" */

/** The canvas; null before a graph view is first shown. @type {Graph | null} */
export let graph = null;

/** @type {Omit<View, "name" | "label">} */
const ON_CANVAS = { region: "graph", legend: true, make };

/** @type {View} */
export const actors = { name: "actors", label: "Who to whom", ...ON_CANVAS };

/** @type {View} */
export const events = { name: "events", label: "What happened", ...ON_CANVAS };

/** @param {HTMLElement} region @param {Page} page */
function make(region, page) {
  const canvas = new Graph(region, page.pick);
  graph = canvas;
  /** @type {Scene | null} */
  let before = null;
  /** @param {Scene} scene */
  const show = (scene) => {
    drawScene(canvas, scene, before);
    before = scene;
  };
  const signs = () => {
    const { drawing } = /** @type {Scene} */ (before);
    const [nodes, edges] = [canvas.visibleNodes(), canvas.visibleEdges()];
    const kinds = Object.keys(TOGGLES).filter((kind) => nodes.some(({ group }) => group === kind));
    const voices = [...Object.keys(VOICES), "context"].filter((voice) => edges.some((edge) => edge.voice === voice));
    const label = drawing.name === actors.name ? actors.label : events.label;
    return { title: label, kinds, voices };
  };
  const picture = () => ({ drawn: svgOf(canvas), ...signs() });
  return { show, count: () => countGraph(/** @type {Scene} */ (before)), moves: canvas, picture };
}

/** @param {Graph} canvas @param {Scene} scene @param {Scene | null} before what was shown before */
function drawScene(canvas, { drawing, shown, pointed, centred }, before) {
  const { thing, steps, path: goal } = state;
  if (before?.drawing !== drawing) canvas.show(drawing);
  canvas.filter(shown);
  canvas.rings.around(steps ? thing : null);
  if (isElsewhere(drawing, before)) canvas.fit([...shown.nodes]);
  canvas.point(pointed.thing, pointed.links, pointed.ends);
  if (goal !== null) canvas.fit(pointed.ends);
  else if (thing !== null && (centred || !before) && !steps) canvas.centre(thing);
}

/** Whether the canvas shows another part of the graph than before. @param {Drawing} drawing @param {Scene | null} before */
function isElsewhere(drawing, before) {
  const { thing, steps } = state;
  return before?.drawing !== drawing || before.state.steps !== steps || (steps > 0 && before.state.thing !== thing);
}

/** How much of everything the graph shows. @param {Scene} scene @returns {(Node | string)[]} */
function countGraph({ drawing, shown }) {
  const topics = state.filters.kinds.has("topic");
  const counts = (/** @type {number} */ place) => things[place].kind !== "topic" || topics;
  const all = [...things.keys()].filter(counts).length;
  const left = drawing.rest.filter(([place]) => counts(place)).length;
  const folded = drawing.name === "actors" ? things.filter(({ kind }) => kind === "event").length : 0;
  const drawn = ["actors", "places", ...(folded ? [] : ["events"]), ...(topics ? ["other topics"] : [])];
  const kinds = `${drawn.slice(0, -1).join(", ")} and ${drawn.at(-1)}`;
  return [
    ...[element("b", {}, String(shown.nodes.size)), ` of ${all - folded} ${kinds} · `],
    ...ofAll(shown.statements.size, statements.length, "statement"),
    folded ? ` · ${counted(folded, "event")} folded into lines` : "",
    left ? ` · the ${left} of which least is said open when you search for them or ask what is around others` : "",
  ];
}
