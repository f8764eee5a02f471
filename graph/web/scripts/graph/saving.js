// The part of the graph that is seen, as a picture to be kept.

import { LINES, SHAPES, SVG, svgElement } from "../base/elements.js";
import { degrees, fitForXml, numbers } from "../base/svg.js";
import { colour } from "./colours.js";
import { FACE } from "./labels.js";
/** @import { DrawnEdge, DrawnNode } from "../base/data.js" */
/** @import { Graph } from "./graph.js" */
/** @import { Point, Spot } from "./labels.js" */

/** The graph as an SVG picture. @param {Graph} graph */
export function svgOf(graph) {
  const { network, container } = graph;
  const [width, height] = [container.clientWidth, container.clientHeight];
  const places = network.getPositions();
  const spot = (/** @type {number} */ node) => network.canvasToDOM(places[node]);
  const size = { width: String(width), height: String(height) };
  const svg = svgElement("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, ...size, "font-family": FACE });
  svg.append(svgElement("rect", { ...size, fill: colour("ground") }));
  for (const edge of graph.visibleEdges()) svg.append(linkOf(graph, edge, spot(edge.from), spot(edge.to)));
  for (const node of graph.visibleNodes()) svg.append(signOf(graph, node, spot(node.id)));
  for (const written of graph.labels.written) svg.append(writingOf(graph, written));
  return svg;
}

/** A link with its arrow; struck through if it is denied. @param {Graph} graph @param {DrawnEdge} edge @param {Point} from @param {Point} to */
function linkOf(graph, edge, from, to) {
  const middle = graph.network.canvasToDOM(graph.middle(edge.id));
  // The curve's control point is the one that lets it pass through its middle.
  const bend = { x: 2 * middle.x - (from.x + to.x) / 2, y: 2 * middle.y - (from.y + to.y) / 2 };
  const stroke = colour(edge.voice);
  const group = svgElement("g", { stroke, fill: "none", opacity: graph.strengthOf(edge).toFixed(2) });
  group.append(svgElement("path", { d: `M${numbers(from)}Q${numbers(bend)} ${numbers(to)}`, "stroke-dasharray": LINES[edge.voice] ?? "none" }));
  const unit = Math.max(graph.network.getScale(), 0.5);
  if (edge.voice !== "context") {
    const target = graph.drawing.nodes.find(({ id }) => id === edge.to);
    const back = graph.network.getScale() * (target ? graph.sizeOf(target) : 0);
    const turn = Math.atan2(to.y - bend.y, to.x - bend.x);
    const place = `translate(${numbers(to)}) rotate(${degrees(turn)}) translate(${(-back).toFixed(1)} 0) scale(${unit.toFixed(3)})`;
    group.append(svgElement("path", { d: "M0 0l-8 -3v6Z", transform: place, fill: stroke }));
  }
  if (edge.voice === "denied") {
    const turn = Math.atan2(to.y - from.y, to.x - from.x);
    const place = `translate(${numbers(middle)}) rotate(${degrees(turn)}) scale(${unit.toFixed(3)})`;
    group.append(svgElement("path", { d: "M0 -6v12", transform: place, "stroke-width": "2.5" }));
  }
  return group;
}

/** How large the shapes of `SHAPES` are by vis-network's measure: a radius, or half a side. */
const SIZES = { person: 6, organization: 6, group: 7, place: 8, event: 8, topic: 7 };

/** @param {Graph} graph @param {DrawnNode} node @param {Point} at */
function signOf(graph, node, at) {
  const scale = graph.network.getScale();
  const grown = (graph.sizeOf(node) * scale) / SIZES[/** @type {keyof typeof SIZES} */ (node.group)];
  const place = `translate(${numbers(at)}) scale(${grown.toFixed(3)}) translate(-9 -8)`;
  const chosen = node.id === graph.thing;
  const border = chosen ? "ink" : node.group === "event" ? "event-line" : "ground";
  const measure = (/** @type {number} */ pixels) => ((pixels * scale) / grown).toFixed(2);
  const dashes = node.shapeProperties?.borderDashes.map(measure).join(" ") ?? "none";
  const wide = measure(chosen ? 3 : (node.borderWidth ?? 1.5));
  const look = { fill: colour(node.group), stroke: colour(border), "stroke-width": wide, "stroke-dasharray": dashes };
  const d = SHAPES[/** @type {keyof typeof SHAPES} */ (node.group)];
  return svgElement("path", { d, transform: place, ...look, opacity: graph.faded(node.id) ? "0.25" : "1" });
}

/** A name as it is written on the graph. @param {Graph} graph @param {Spot} written */
function writingOf(graph, written) {
  const node = graph.drawing.nodes.find(({ id }) => id === written.node);
  const edge = graph.drawing.edges.find(({ id }) => id === written.edge);
  const px = node?.font.size ?? 11;
  const ink = edge?.voice ?? (node && graph.faded(node.id) ? "faint" : "ink");
  const halo = { stroke: colour("ground"), "stroke-width": "3.5", "stroke-linejoin": "round", "paint-order": "stroke" };
  const weight = boldness(graph, node, px);
  const text = svgElement("text", { "font-size": String(px), "font-weight": weight, "text-anchor": "middle", fill: colour(ink), ...halo });
  (written.label ?? node?.label)?.split("\n").forEach((row, at) => {
    const place = { x: written.x + written.width / 2, y: written.y + px + at * px * 1.15 };
    const span = svgElement("tspan", { x: place.x.toFixed(1), y: place.y.toFixed(1) });
    span.textContent = fitForXml(row);
    text.append(span);
  });
  return text;
}

/** @param {Graph} graph @param {DrawnNode | undefined} node undefined for the name of a link @param {number} px */
function boldness(graph, node, px) {
  if (!node) return graph.anyPointed() ? "600" : "400";
  if (node.group === "event") return "400";
  return px > 13 ? "650" : "500";
}
