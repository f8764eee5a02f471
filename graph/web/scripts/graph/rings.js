// What is around one thing, in rings: a radial drawing of the tree of shortest ways, as in G. J. Wills, NicheWorks (1999).

import { ties } from "../base/paths.js";
/** @import { DrawnEdge } from "../base/data.js" */
/** @import { Graph } from "./graph.js" */
/** @import { Point } from "./labels.js" */

const RING = 150; // pixels from ring to ring
const BESIDE = 60; // pixels between two on a ring
const CROWD = 24; // on a ring; more of them stand in several lanes
const LANE = 70; // pixels from lane to lane

export class Rings {
  /** @param {Graph} graph */
  constructor(graph) {
    this.graph = graph;
    /** @type {number | null} */
    this.centre = null;
    /** @type {Map<number, Point>} */
    this.homes = new Map(); // where those in rings stand otherwise
  }

  /** Lay out what is shown around a thing, or put all back to its place. @param {number | null} thing */
  around(thing) {
    this.#move(this.homes);
    this.centre = thing;
    this.again();
  }

  /** Everything has been put to its place. */
  again() {
    this.homes.clear();
    const { centre, graph: drawn } = this;
    if (centre === null || !drawn.shown.nodes.has(centre)) return;
    const now = drawn.network.getPositions();
    const places = rings(drawn.visibleEdges(), centre, now);
    for (const id of places.keys()) this.homes.set(id, now[id]);
    this.#move(places);
  }

  /** @param {Map<number, Point>} places */
  #move(places) {
    for (const [id, place] of places) this.graph.network.place(id, place);
  }
}

/**
 * Places in rings around a thing: its neighbours in the order in which they stand around it now, those of each beside it.
 * @param {DrawnEdge[]} edges @param {number} centre @param {Record<number, Point>} now @returns {Map<number, Point>}
 */
function rings(edges, centre, now) {
  const tied = ties(edges);
  const middle = now[centre];
  const angle = (/** @type {number} */ id) => Math.atan2(now[id].y - middle.y, now[id].x - middle.x);
  const found = new Map([[centre, middle]]);
  let ring = [centre];
  let radius = 0;
  while (ring.length) {
    const next = [];
    for (const parent of ring) {
      const around = new Set((tied.get(parent) ?? []).map(({ from, to }) => (from === parent ? to : from)).filter((id) => !found.has(id)));
      for (const id of [...around].sort((a, b) => angle(a) - angle(b) || a - b)) {
        found.set(id, middle); // so that nobody else has it
        next.push(id);
      }
    }
    const lanes = Math.ceil(Math.sqrt(next.length / CROWD));
    radius = Math.max(radius + RING, (next.length * BESIDE) / lanes / (2 * Math.PI));
    const first = next.length ? angle(next[0]) : 0;
    next.forEach((id, at) => {
      const turn = first + (2 * Math.PI * at) / next.length;
      const away = radius + LANE * (at % lanes);
      found.set(id, { x: Math.round(middle.x + away * Math.cos(turn)), y: Math.round(middle.y + away * Math.sin(turn)) });
    });
    radius += LANE * Math.max(lanes - 1, 0);
    ring = next;
  }
  return found;
}
