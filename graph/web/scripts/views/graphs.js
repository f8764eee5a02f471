// The graph views: one canvas, on which the drawing of either stands.

import { statements, things, TOGGLES, VOICES } from "../base/data.js";
import { byId, element, ofAll } from "../base/elements.js";
import { state } from "../base/state.js";
import { isDivided, partNamed } from "../graph/drawings.js";
import { Graph } from "../graph/graph.js";
import { svgOf } from "../graph/saving.js";
import { countParts, showBar, showParts } from "./parts.js";
/** @import { Page, Scene } from "../app.js" */
/** @import { Drawing } from "../base/data.js" */
/** @import { View } from "./registry.js" */

/** The canvas; null before a graph view is first shown. @type {Graph | null} */
export let graph = null;

/** @type {Omit<View, "name" | "label">} */
const ON_CANVAS = { region: "graphs", legend: true, parameters: { part: (key) => key === "" || partNamed(key) !== null }, make };

/** @type {View} */
export const actors = { name: "actors", label: "Who to whom", ...ON_CANVAS };

/** @type {View} */
export const events = { name: "events", label: "What happened", ...ON_CANVAS };

/** @param {HTMLElement} region @param {Page} page */
function make(region, page) {
  /** @type {Scene | null} what was drawn last */
  let before = null;
  /** @type {Scene | null} what is on the stage */
  let now = null;
  /** @param {Scene} scene */
  const show = (scene) => {
    now = scene;
    const chooses = scene.drawing.part === null && state.thing === null;
    byId("graph").hidden = chooses;
    byId("parts").hidden = !chooses;
    showBar(byId("part-bar"), scene.drawing.part, page);
    if (chooses) return showParts(byId("parts"), page, scene.drawing.name === actors.name ? actors : events);
    graph ??= new Graph(byId("graph"), page.pick);
    drawScene(graph, scene, before);
    before = scene;
  };
  const count = () => (byId("graph").hidden ? countParts() : countGraph(/** @type {Scene} */ (now)));
  const moves = { zoom: (/** @type {number} */ factor) => graph?.zoom(factor), fit: () => graph?.fit() };
  const picture = () => {
    const canvas = /** @type {Graph} */ (graph);
    return { drawn: svgOf(canvas), ...signs(canvas, /** @type {Scene} */ (now)) };
  };
  const drawn = () => !byId("graph").hidden;
  return {
    ...{ show, count },
    get moves() {
      return drawn() ? moves : undefined;
    },
    get picture() {
      return drawn() ? picture : undefined;
    },
  };
}

/** What the signs on the canvas are. @param {Graph} canvas @param {Scene} scene */
function signs(canvas, { drawing }) {
  const [nodes, edges] = [canvas.visibleNodes(), canvas.visibleEdges()];
  const kinds = Object.keys(TOGGLES).filter((kind) => nodes.some(({ group }) => group === kind));
  const voices = [...Object.keys(VOICES), "context"].filter((voice) => edges.some((edge) => edge.voice === voice));
  return { title: drawing.name === actors.name ? actors.label : events.label, kinds, voices };
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
  const drawn = ["actors", "places", ...(drawing.name === "actors" ? [] : ["events"]), ...(topics ? ["other topics"] : [])];
  const kinds = `${drawn.slice(0, -1).join(", ")} and ${drawn.at(-1)}`;
  const all = drawing.own.size + (topics ? things.filter(({ kind }) => kind === "topic").length : 0);
  const left = [...drawing.own].filter((thing) => drawing.rest.has(thing)).length;
  return [
    ...[element("b", {}, String(shown.nodes.size)), ` of ${all} ${kinds}${isDivided() ? " of this part" : ""} · `],
    ...ofAll(shown.statements.size, statements.length, "statement"),
    left ? ` · the ${left} of which least is said open when you search for them or ask what is around others` : "",
  ];
}
