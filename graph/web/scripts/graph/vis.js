// vis-network with all that we use of it past its documented interface, which would take too long or can't do it: each
// such use is here and in `tests/test_picture_vis.py`, which holds it against the version that package.json pins.

import { DataSet } from "vis-data/esnext";
import { Network } from "vis-network/esnext";
/** @import { Point } from "./labels.js" */

/** What vis-network keeps of a node or an edge and does not tell. @typedef {any} Inner */

export { DataSet };

export class VisNetwork extends Network {
  /** @param {HTMLElement} container @param {any} options */
  constructor(container, options) {
    super(container, { nodes: [], edges: [] }, options);
    container.querySelector(".vis-network")?.removeAttribute("tabindex"); // the container has the keyboard
  }

  /** @returns {{nodes: Record<number, Inner>, edges: Record<number, Inner>, nodeIndices: number[], emitter: Inner}} */
  get #inner() {
    return /** @type {any} */ (this).body;
  }

  /** Whether a node is known, drawn or hidden. @param {number} id */
  hasNode(id) {
    return this.#inner.nodes[id] !== undefined;
  }

  /** Whether an edge is known, drawn or hidden. @param {number} id */
  hasEdge(id) {
    return this.#inner.edges[id] !== undefined;
  }

  /** The nodes that are not hidden. @returns {number[]} */
  get visible() {
    return this.#inner.nodeIndices;
  }

  /**
   * Hide nodes and edges; vis's options would be worked out anew for each.
   * @param {Iterable<[number, boolean]>} nodes each with whether it is hidden @param {Iterable<[number, boolean]>} edges likewise
   */
  hide(nodes, edges) {
    const inner = this.#inner;
    for (const [id, hidden] of nodes) inner.nodes[id].options.hidden = hidden;
    for (const [id, hidden] of edges) inner.edges[id].options.hidden = hidden;
    /** @type {Inner} */ (this)._updateVisibleIndices();
  }

  /** Give a node its size and strength, from the next time that it is drawn. @param {number} id @param {number} size @param {number} opacity */
  dressNode(id, size, opacity) {
    const drawn = this.#inner.nodes[id];
    drawn.options.size = size;
    drawn.options.opacity = opacity;
    drawn.needsRefresh();
  }

  /** Give an edge its strength, from the next time that it is drawn. @param {number} id @param {number} opacity */
  dressEdge(id, opacity) {
    this.#inner.edges[id].options.color.opacity = opacity;
  }

  /** Draw in the next frame. */
  drawSoon() {
    this.#inner.emitter.emit("_requestRedraw");
  }

  /** A point of an edge as it is drawn. @param {number} id @param {number} share of the way from its source @returns {Point} */
  along(id, share) {
    return this.#inner.edges[id].edgeType.getPoint(share);
  }

  /** Whether an edge is drawn as a curve. @param {number} id @returns {boolean} */
  isCurved(id) {
    return this.#inner.edges[id].options.smooth.enabled;
  }

  /** Put a node to a place; its edges go along at once, not a frame later. @param {number} id @param {Point} place */
  place(id, place) {
    const node = this.#inner.nodes[id];
    Object.assign(node, place);
    node.updateBoundingBox(/** @type {Inner} */ (this).canvas.getContext());
    // vis draws a line to where its arrow was in the frame before: no longer the place of what has moved.
    for (const { edgeType, from, to } of node.edges) Object.assign(edgeType, { fromPoint: from, toPoint: to });
  }
}
