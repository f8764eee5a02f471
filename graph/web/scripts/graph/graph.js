// The graph itself: vis-network with everything in its place already, so nothing has to settle.

import { data, things, VOICES } from "../base/data.js";
import { groups, paintLink } from "./colours.js";
import { Labels } from "./labels.js";
import { drawingOf } from "./drawings.js";
import { Rings } from "./rings.js";
import { DataSet, VisNetwork } from "./vis.js";
/** @import { DrawnEdge, DrawnNode, Drawing } from "../base/data.js" */

const SIGN = 5; // pixels that signs seen from afar have in any case, or nearly, where there is room
const LINE = 0.85; // how opaque a line is
const SOME = 600; // lines; more of them are fainter from afar

const STILL = {
  physics: false,
  layout: { improvedLayout: false },
  interaction: { hover: true, tooltipDelay: 1e9, keyboard: false, multiselect: false, selectConnectedEdges: false, hoverConnectedEdges: false },
  nodes: { borderWidth: 1.5, borderWidthSelected: 3, chosen: true },
  edges: {
    width: 1.3,
    selectionWidth: 2,
    hoverWidth: 1,
    arrowStrikethrough: false,
    arrows: { to: { enabled: true, scaleFactor: 0.5 }, middle: { scaleFactor: 0.8 } },
    smooth: false,
  },
};

export class Graph {
  /**
   * @param {HTMLElement} container
   * @param {(thing: number | null, link: number | null) => void} picked
   */
  constructor(container, picked) {
    this.container = container;
    this.picked = picked;
    this.drawing = drawingOf(data.views[0].name, null);
    /** @type {{nodes: Set<number>, edges: Set<number>}} */
    this.shown = { nodes: new Set(), edges: new Set() };
    /** @type {number | null} */
    this.thing = null;
    /** @type {Set<number>} */
    this.links = new Set();
    /** @type {number | null} */
    this.hovered = null;
    this.near = new Set();
    this.sign = SIGN;
    /** @type {(() => void) | null} */
    this.unfitted = null;
    this.dressed = 1; // the scale for which signs and lines have their size and strength
    this.undrawn = false; // whether the drawing is still to be handed to vis
    this.rings = new Rings(this);
    /** @type {DataSet<any>} */
    this.nodes = new DataSet();
    /** @type {DataSet<any>} */
    this.edges = new DataSet();
    this.network = new VisNetwork(container, { ...STILL, groups: groups() });
    this.labels = new Labels(this);
    this.network.on("afterDrawing", (/** @type {CanvasRenderingContext2D} */ context) => this.labels.draw(context));
    this.network.on("click", (/** @type {any} */ event) => this.#clicked(event));
    this.network.on("hoverNode", (/** @type {any} */ event) => (this.hovered = event.node));
    this.network.on("beforeDrawing", () => this.#rescale());
    this.network.on("blurNode", () => (this.hovered = null));
    new ResizeObserver(() => this.container.clientWidth && this.unfitted?.()).observe(container);
    container.addEventListener("keydown", (event) => this.#key(event));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.repaint());
  }

  /** Draw something else; nothing of it shows before `filter`. @param {Drawing} drawing */
  show(drawing) {
    this.drawing = drawing;
    this.thing = this.hovered = null;
    this.links = new Set();
    this.near = new Set();
    this.undrawn = true;
  }

  /** Hide what is not let through. @param {{nodes: Set<number>, edges: Set<number>}} shown */
  filter(shown) {
    if (!this.undrawn) this.#add(); // vis may draw meanwhile
    this.shown = shown;
    if (this.undrawn) this.#draw();
    else {
      this.network.hide(
        this.drawing.nodes.map(({ id }) => [id, !shown.nodes.has(id)]),
        this.drawing.edges.map(({ id }) => [id, !shown.edges.has(id)]),
      );
    }
    this.#dress();
  }

  /** Hand to vis what the drawing has more of since it was drawn. */
  #add() {
    this.nodes.add(this.#nodes(this.drawing.nodes.filter(({ id }) => !this.network.hasNode(id))));
    this.edges.add(this.#edges(this.drawing.edges.filter(({ id }) => !this.network.hasEdge(id))));
  }

  /** Hand everything to vis, at once and in its last state. */
  #draw() {
    this.undrawn = false;
    this.nodes = new DataSet(this.#nodes(this.drawing.nodes));
    this.edges = new DataSet(this.#edges(this.drawing.edges));
    const [position, scale] = [this.network.getViewPosition(), this.network.getScale()];
    this.network.setData({ nodes: this.nodes, edges: this.edges });
    this.network.moveTo({ position, scale, animation: false }); // vis has fitted everything
    this.rings.again();
  }

  /** As vis has them, without names: they are written by `Labels`; vis would write them on top of each other. @param {DrawnNode[]} nodes */
  #nodes(nodes) {
    return nodes.map(({ label: _, font: __, ...node }) => ({ ...node, hidden: !this.shown.nodes.has(node.id) }));
  }

  /** @param {DrawnEdge[]} edges */
  #edges(edges) {
    const paint = Object.fromEntries([...Object.keys(VOICES), "context"].map((voice) => [voice, paintLink(voice)]));
    return edges.map(({ label: _, ...edge }) => ({ ...edge, ...paint[edge.voice], hidden: !this.shown.edges.has(edge.id) }));
  }

  /**
   * Point out a thing or some links, and fade what has nothing to do with them.
   * @param {number | null} thing @param {number[]} links @param {number[]} [ends] things that stand out as well
   */
  point(thing, links, ends = []) {
    this.thing = thing;
    this.links = new Set(links);
    this.near = new Set(thing === null ? ends : [thing]);
    for (const edge of this.drawing.edges) if (this.bright(edge)) this.near.add(edge.from).add(edge.to);
    this.#dress();
    const drawn = thing !== null && this.nodes.get(thing);
    this.network.setSelection({ nodes: drawn ? [thing] : [], edges: links }, { highlightEdges: false });
  }

  /** How large a node's sign is drawn, in the graph's unit: from afar larger than up close. @param {DrawnNode} node */
  sizeOf({ size }) {
    return Math.hypot(size, this.sign * Math.sqrt(size / 10) * Math.max(1 / this.network.getScale() - 1, 0));
  }

  /** How opaque a link is drawn: many are fainter from afar. @param {DrawnEdge} edge */
  strengthOf(edge) {
    if (this.anyPointed()) return this.bright(edge) ? LINE : 0.12;
    const many = Math.min(Math.sqrt(SOME / this.shown.edges.size), 1);
    return LINE * (many + (1 - many) * Math.min(this.network.getScale(), 1));
  }

  /** However the scale has changed, by hand or on the way to something: dress again. */
  #rescale() {
    const change = this.network.getScale() / this.dressed;
    if (change < 0.97 || change > 1.03) this.#dress();
  }

  /** Give signs their size and everything its strength. */
  #dress() {
    this.dressed = 0;
    if (!this.container.clientWidth || this.undrawn) return; // nobody sees it
    const room = Math.sqrt((this.container.clientWidth * this.container.clientHeight) / this.shown.nodes.size);
    this.sign = Math.min(SIGN, room / 5);
    for (const node of this.drawing.nodes) {
      this.network.dressNode(node.id, this.sizeOf(node), this.faded(node.id) ? 0.25 : 1);
    }
    for (const edge of this.drawing.edges) this.network.dressEdge(edge.id, this.strengthOf(edge));
    this.dressed = this.network.getScale();
    this.network.drawSoon();
  }

  anyPointed() {
    return this.near.size > 0;
  }

  /** Whether a link is pointed out, or ends at the thing that is. @param {DrawnEdge} edge */
  bright(edge) {
    return this.links.has(edge.id) || (this.thing !== null && (edge.from === this.thing || edge.to === this.thing));
  }

  /** Whether a node is to stand back. @param {number} node */
  faded(node) {
    return this.anyPointed() && !this.near.has(node) && node !== this.hovered;
  }

  /** Whether a node's name must be written in any case. @param {number} node */
  pointed(node) {
    return node === this.thing || node === this.hovered;
  }

  /** How important it is that a node's name is written. @param {number} node */
  rank(node) {
    const said = things[node].about?.length ?? 0;
    if (this.pointed(node)) return 1e7;
    if (this.near.has(node)) return 1e6 + said;
    return things[node].kind in { event: 1, topic: 1 } ? said / 4 : said;
  }

  visibleNodes() {
    return this.drawing.nodes.filter(({ id }) => this.shown.nodes.has(id));
  }

  visibleEdges() {
    return this.drawing.edges.filter(({ id }) => this.shown.edges.has(id));
  }

  /** The links that are seen, those of which most is said first. */
  edgesByRank() {
    const { links } = this.drawing;
    const rank = (/** @type {DrawnEdge} */ { id, voice }) => (voice === "context" ? -1 : links[id].statements.length);
    return this.visibleEdges().sort((a, b) => rank(b) - rank(a) || a.id - b.id);
  }

  /** Where the middle of a link is drawn. @param {number} edge */
  middle(edge) {
    return this.network.along(edge, 0.5);
  }

  /** Bring a thing to the middle. @param {number} thing */
  centre(thing) {
    if (!this.nodes.get(thing)) return;
    const scale = Math.max(this.network.getScale(), 0.9);
    this.network.focus(thing, { scale, animation: animated() });
  }

  /** Show all of the graph, or of some of it. @param {number[]} [nodes] */
  fit(nodes) {
    if (!this.container.clientWidth) {
      this.unfitted = () => this.fit(nodes); // once it is seen
      return;
    }
    this.unfitted = null;
    const drawn = nodes?.filter((id) => this.nodes.get(id));
    this.network.fit({ nodes: drawn?.length ? drawn : undefined, maxZoomLevel: 1.6, animation: false });
    this.network.moveTo({ scale: this.network.getScale() * 0.94, animation: false });
  }

  /** @param {number} factor */
  zoom(factor) {
    const scale = Math.min(Math.max(this.network.getScale() * factor, 0.05), 6);
    this.network.moveTo({ scale, animation: animated() });
  }

  /** After a change of the colour scheme. */
  repaint() {
    this.labels.paint();
    this.network.setOptions({ groups: groups() });
    this.#draw();
    this.point(this.thing, [...this.links], [...this.near]);
  }

  /** @param {any} event */
  #clicked(event) {
    const named = event.nodes.length ? undefined : this.labels.at(event.pointer.DOM);
    const thing = event.nodes[0] ?? named?.node ?? null;
    this.picked(thing, thing === null ? (named?.edge ?? event.edges[0] ?? null) : null);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const way = ways[/** @type {keyof typeof ways} */ (event.key)];
    if (way) this.#step(way);
    else if (event.key === "+" || event.key === "=") this.zoom(1.3);
    else if (event.key === "-") this.zoom(1 / 1.3);
    else if (event.key === "0") this.fit();
    else return;
    event.preventDefault();
  }

  /** Go to the next node in a direction; from nowhere, to the one of which most is said. @param {number[]} way */
  #step([across, down]) {
    const places = this.network.getPositions();
    const ids = this.visibleNodes().map(({ id }) => id);
    if (!ids.length) return;
    const from = this.thing === null ? undefined : places[this.thing];
    if (!from) {
      this.picked(ids.reduce((best, id) => (this.rank(id) > this.rank(best) ? id : best)), null);
      return;
    }
    let best = null;
    let least = Infinity;
    for (const id of ids) {
      const x = places[id].x - from.x;
      const y = places[id].y - from.y;
      const along = x * across + y * down;
      const aside = Math.abs(x * down) + Math.abs(y * across);
      const cost = along + 2 * aside;
      if (id !== this.thing && along > 0 && aside <= 2 * along && cost < least) [best, least] = [id, cost];
    }
    if (best !== null) this.picked(best, null);
  }
}

/** How things move: not at all for readers who asked for that. @returns {false | {duration: number, easingFunction: "easeInOutQuad"}} */
const animated = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 250, easingFunction: "easeInOutQuad" });
