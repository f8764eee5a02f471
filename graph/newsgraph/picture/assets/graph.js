"use strict";
// The graph itself: vis-network with everything in its place already, so nothing has to settle.

/* global vis */

const STILL = {
  physics: false,
  layout: { improvedLayout: false },
  interaction: { hover: true, tooltipDelay: 1e9, keyboard: false, multiselect: false, selectConnectedEdges: false, hoverConnectedEdges: false },
  nodes: { borderWidth: 1.5, borderWidthSelected: 3, chosen: true },
  edges: {
    width: 1.4,
    selectionWidth: 2,
    hoverWidth: 1,
    arrowStrikethrough: false,
    arrows: { to: { scaleFactor: 0.55 }, middle: { scaleFactor: 0.8 } },
    font: { size: 11, strokeWidth: 4, face: "system-ui, sans-serif", vadjust: 0 },
  },
};

class Graph {
  /**
   * @param {HTMLElement} container
   * @param {(thing: number | null, link: number | null) => void} picked
   */
  constructor(container, picked) {
    this.container = container;
    this.picked = picked;
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.network = new vis.Network(container, { nodes: this.nodes, edges: this.edges }, { ...STILL, groups: groups() });
    this.network.on("click", (/** @type {any} */ event) => {
      const [thing] = event.nodes;
      const [link] = event.edges;
      picked(thing ?? null, thing === undefined ? (link ?? null) : null);
    });
    /** @type {View} */
    this.view = data.views[0];
    /** @type {{nodes: Set<number>, edges: Set<number>} | null} */
    this.shown = null;
    container.addEventListener("keydown", (event) => this.#key(event));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.repaint());
  }

  /** Draw a view and show all of it. @param {View} view */
  show(view) {
    this.view = view;
    this.thing = this.link = null;
    this.edges.clear();
    this.nodes.clear();
    this.nodes.add(view.nodes.map((node) => ({ ...node })));
    this.edges.add(view.edges.map((edge) => ({ ...edge, ...paintLink(edge.voice, false) })));
    this.fit();
  }

  /** Hide what is not let through. @param {{nodes: Set<number>, edges: Set<number>}} shown */
  filter(shown) {
    this.shown = shown;
    this.nodes.update(this.view.nodes.map(({ id }) => ({ id, hidden: !shown.nodes.has(id) })));
    this.edges.update(this.view.edges.map(({ id }) => ({ id, hidden: !shown.edges.has(id) })));
  }

  /** Point out a thing or a link, and fade what has nothing to do with it. @param {number | null} thing @param {number | null} link */
  point(thing, link) {
    this.thing = thing;
    this.link = link;
    const near = new Set();
    const lines = new Set();
    for (const { id, from, to } of this.view.edges) {
      if (id === link || from === thing || to === thing) {
        lines.add(id);
        near.add(from).add(to);
      }
    }
    if (thing !== null) near.add(thing);
    const all = thing === null && link === null;
    this.nodes.update(
      this.view.nodes.map(({ id }) => ({ id, opacity: all || near.has(id) ? 1 : 0.25, font: { color: all || near.has(id) ? colour("ink") : colour("faint") } })),
    );
    this.edges.update(this.view.edges.map(({ id, voice }) => ({ id, ...paintLink(voice, !all && !lines.has(id)) })));
    const drawn = thing !== null && this.nodes.get(thing);
    this.network.setSelection({ nodes: drawn ? [thing] : [], edges: link === null ? [] : [link] }, { highlightEdges: false });
  }

  /** Bring a thing to the middle. @param {number} thing */
  centre(thing) {
    if (!this.nodes.get(thing)) return;
    const scale = Math.max(this.network.getScale(), 0.9);
    this.network.focus(thing, { scale, animation: animated() });
  }

  fit() {
    this.network.fit({ animation: false });
  }

  /** @param {number} factor */
  zoom(factor) {
    const scale = Math.min(Math.max(this.network.getScale() * factor, 0.05), 6);
    this.network.moveTo({ scale, animation: animated() });
  }

  /** After a change of the colour scheme. */
  repaint() {
    this.network.setOptions({ groups: groups() });
    this.nodes.update(this.nodes.get().map((/** @type {any} */ { id, group }) => ({ id, group })));
    this.point(this.thing ?? null, this.link ?? null);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const way = ways[/** @type {keyof typeof ways} */ (event.key)];
    if (way) this.#step(way);
    else if (event.key === "Escape") this.picked(null, null);
    else if (event.key === "+" || event.key === "=") this.zoom(1.3);
    else if (event.key === "-") this.zoom(1 / 1.3);
    else if (event.key === "0") this.fit();
    else return;
    event.preventDefault();
  }

  /** Go to the next node in a direction; from nowhere, to the one of which most is said. @param {number[]} way */
  #step([across, down]) {
    const places = this.network.getPositions();
    const ids = this.view.nodes.map(({ id }) => id).filter((id) => !this.shown || this.shown.nodes.has(id));
    const said = (/** @type {number} */ id) => things[id].about?.length ?? 0;
    if (!ids.length) return;
    const from = this.thing == null ? null : places[this.thing];
    if (!from) return this.picked(ids.reduce((best, id) => (said(id) > said(best) ? id : best)), null);
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

/** How things move: not at all for readers who asked for that. */
const animated = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 250, easingFunction: "easeInOutQuad" });
