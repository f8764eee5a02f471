"use strict";
// The part of the graph that is seen, as a file: PNG as drawn, SVG to be worked on.

/** Let the reader keep a file. @param {Blob} blob @param {string} name */
function keep(blob, name) {
  const address = URL.createObjectURL(blob);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** @param {Graph} graph */
function savePng(graph) {
  const drawn = /** @type {HTMLCanvasElement} */ (graph.container.querySelector("canvas"));
  const canvas = /** @type {HTMLCanvasElement} */ (element("canvas", { width: drawn.width, height: drawn.height }));
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = colour("ground");
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(drawn, 0, 0);
  canvas.toBlob((blob) => blob && keep(blob, "graph.png"), "image/png");
}

/** @param {Graph} graph */
function saveSvg(graph) {
  keep(new Blob([new XMLSerializer().serializeToString(svgOf(graph))], { type: "image/svg+xml" }), "graph.svg");
}

/** The graph as an SVG picture. @param {Graph} graph */
function svgOf(graph) {
  const { network, container } = graph;
  const [width, height] = [container.clientWidth, container.clientHeight];
  const scale = network.getScale();
  const places = network.getPositions();
  const spot = (/** @type {Point} */ at) => network.canvasToDOM(at);
  const svg = svgElement("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, "font-family": "sans-serif" });
  svg.append(svgElement("rect", { width: String(width), height: String(height), fill: colour("ground") }));
  for (const edge of graph.visibleEdges()) {
    const [from, middle, to] = [spot(places[edge.from]), spot(graph.middle(edge.id)), spot(places[edge.to])];
    // The curve's control point is the one that lets it pass through its middle.
    const bend = { x: 2 * middle.x - (from.x + to.x) / 2, y: 2 * middle.y - (from.y + to.y) / 2 };
    const d = `M${numbers(from)}Q${numbers(bend)} ${numbers(to)}`;
    svg.append(svgElement("path", { d, fill: "none", stroke: colour(edge.voice), "stroke-dasharray": LINES[edge.voice] ?? "none" }));
  }
  for (const node of graph.visibleNodes()) {
    const at = spot(places[node.id]);
    const grown = (node.size * scale * graph.swollen) / 8;
    const transform = `translate(${numbers(at)}) scale(${grown.toFixed(3)}) translate(-9 -8)`;
    const d = SHAPES[/** @type {keyof typeof SHAPES} */ (node.group)];
    svg.append(svgElement("path", { d, transform, fill: colour(node.group), stroke: colour(node.group === "event" ? "event-line" : "ground") }));
  }
  for (const written of graph.labels.written) {
    const node = graph.view.nodes.find(({ id }) => id === written.node);
    const edge = graph.view.edges.find(({ id }) => id === written.edge);
    const px = node?.font.size ?? 11;
    const text = svgElement("text", { "font-size": String(px), "text-anchor": "middle", fill: colour(edge?.voice ?? "ink") });
    (node ?? edge)?.label.split("\n").forEach((line, row) => {
      const at = { x: written.x + written.width / 2, y: written.y + px + row * px * 1.15 };
      const span = svgElement("tspan", { x: at.x.toFixed(1), y: at.y.toFixed(1) });
      span.textContent = line;
      text.append(span);
    });
    svg.append(text);
  }
  return svg;
}

/** @param {Point} at */
const numbers = ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`;
