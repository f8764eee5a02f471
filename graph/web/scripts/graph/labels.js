// Names on the graph as on a map: always of a size that can be read, the most important first, none on top of another.

import { VOICES } from "../base/data.js";
import { byId } from "../base/elements.js";
import { colour } from "./colours.js";
/** @import { DrawnEdge, DrawnNode } from "../base/data.js" */
/** @import { Graph } from "./graph.js" */

export const FACE = 'system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
const CELL = 64; // pixels of the grid in which neighbours are looked up

const SHORT = [16, 9, 3]; // letters that words on a line have at least, where there is no room for more
const ALONG = [0.5, 0.36, 0.64]; // where on a line its words may stand
const MAJOR = 12; // so many names are written even across the signs of others
const AFAR = 0.3; // below this scale, names are written across the signs of what is much less important

/**
 * @typedef {{x: number, y: number}} Point
 * @typedef {Point & {width: number, height: number, node?: number, edge?: number, label?: string, rank?: number}} Spot pixels
 *   of the screen
 * @typedef {{context: CanvasRenderingContext2D, signs: Room, names: Room, width: number, height: number, scale: number,
 *   screen: (at: Point) => Point}} Sheet what is written on, as large as the screen shows it
 */

/** Boxes on the screen, for asking whether another one has room. */
export class Room {
  constructor() {
    /** @type {Map<string, Spot[]>} */
    this.cells = new Map();
  }

  /** @param {Spot} spot */
  *#keys({ x, y, width, height }) {
    for (let column = Math.floor(x / CELL); column <= Math.floor((x + width) / CELL); column++) {
      for (let row = Math.floor(y / CELL); row <= Math.floor((y + height) / CELL); row++) yield `${column} ${row}`;
    }
  }

  /** @param {Spot} spot */
  take(spot) {
    for (const key of this.#keys(spot)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(spot);
      else this.cells.set(key, [spot]);
    }
  }

  /**
   * Whether nothing is there, but perhaps a node's own sign, or those of lower ranks.
   * @param {Spot} spot @param {number} [own] @param {number} [above]
   */
  free(spot, own = -1, above = 0) {
    for (const key of this.#keys(spot)) {
      for (const other of this.cells.get(key) ?? []) if (other.node !== own && !(other.rank !== undefined && other.rank < above) && overlap(spot, other)) return false;
    }
    return true;
  }
}

/** @param {Spot} a @param {Spot} b */
export const overlap = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/**
 * A label, and its first words, for where there is no room for more. What it is not, where that is not said first
 * ("denied: …"), is never cut off.
 * @param {DrawnEdge} edge
 */
function wordings({ label, voice }) {
  const marks = /^(?:≠ )?(?:[a-z, ]+: )?/u.exec(label)?.[0].length ?? 0;
  if (voice !== "stated" && label[marks - 2] !== ":") return [label];
  const cuts = SHORT.map((letters) => label.indexOf(" ", marks + letters)).filter((cut) => cut > 0);
  return [label, ...cuts.map((cut) => `${label.slice(0, cut).replace(/[ …,]+$/u, "")} …`)];
}

/** Whether all of a name would be on the sheet. @param {Spot} spot @param {Sheet} sheet */
const inside = (spot, sheet) => spot.x >= 0 && spot.y >= 0 && spot.x + spot.width <= sheet.width && spot.y + spot.height <= sheet.height;

export class Labels {
  /** @param {Graph} graph */
  constructor(graph) {
    this.graph = graph;
    /** @type {Spot[]} what was written last, for clicks on it */
    this.written = [];
    /** @type {Map<string, number>} */
    this.widths = new Map();
    this.paint();
  }

  /** Read the colours, again after a change of scheme. */
  paint() {
    this.ink = colour("ink");
    this.faint = colour("faint");
    this.ground = colour("ground");
    this.voices = Object.fromEntries([...Object.keys(VOICES), "context"].map((voice) => [voice, colour(voice)]));
  }

  /** Write all names that have room. @param {CanvasRenderingContext2D} context whose unit is the graph's */
  draw(context) {
    const { network, container } = this.graph;
    const scale = network.getScale();
    const centre = network.getViewPosition();
    const [width, height] = [container.clientWidth, container.clientHeight];
    const places = network.getPositions();
    const screen = (/** @type {Point} */ at) => ({ x: (at.x - centre.x) * scale + width / 2, y: (at.y - centre.y) * scale + height / 2 });
    /** @type {Sheet} */
    const sheet = { context, signs: new Room(), names: new Room(), width, height, scale, screen };
    const [stage, tools] = [container, byId("tools")].map((part) => part.getBoundingClientRect());
    sheet.names.take({ x: tools.x - stage.x, y: tools.y - stage.y, width: tools.width, height: tools.height });
    const nodes = [];
    for (const node of this.graph.visibleNodes()) {
      const at = screen(places[node.id]);
      if (at.x < -50 || at.y < -50 || at.x > width + 50 || at.y > height + 50) continue;
      const size = this.graph.sizeOf(node) * scale;
      const rank = this.graph.rank(node.id);
      sheet.signs.take({ x: at.x - size * 0.8, y: at.y - size * 0.8, width: size * 1.6, height: size * 1.6, node: node.id, rank });
      nodes.push({ node, at, size, rank });
    }
    nodes.sort((a, b) => b.rank - a.rank || a.node.id - b.node.id);
    this.written = [];
    context.save();
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.translate(centre.x, centre.y);
    context.scale(1 / scale, 1 / scale);
    context.translate(-width / 2, -height / 2);
    nodes.forEach((seen, order) => this.#name(sheet, seen, order < MAJOR, scale < AFAR ? seen.rank / 4 : 0));
    if (scale >= AFAR || this.graph.anyPointed()) {
      this.graph.edgesByRank().forEach((edge, order) => this.#relation(sheet, edge, places, order < MAJOR));
    }
    context.restore();
  }

  /** The node or link whose name is at a place of the screen. @param {Point} at */
  at({ x, y }) {
    return this.written.find((spot) => x >= spot.x && x <= spot.x + spot.width && y >= spot.y && y <= spot.y + spot.height);
  }

  /**
   * @param {Sheet} sheet @param {{node: DrawnNode, at: Point, size: number}} seen a node, where it is and how large
   * @param {boolean} major whether it may be written across any other sign
   * @param {number} above the rank of signs below which it may be written across them
   */
  #name(sheet, { node, at, size }, major, above) {
    const faded = this.graph.faded(node.id);
    const { context } = sheet;
    const px = node.font.size;
    const font = `${node.group === "event" ? 400 : px > 13 ? 650 : 500} ${px}px ${FACE}`;
    const lines = node.label.split("\n");
    const width = Math.max(...lines.map((line) => this.#width(context, line, font))) + 4;
    const height = lines.length * px * 1.15 + 2;
    const corners = [
      { x: at.x - width / 2, y: at.y + size + 1 },
      { x: at.x - width / 2, y: at.y - size - height - 1 },
      { x: at.x + size + 2, y: at.y - height / 2 },
      { x: at.x - size - width - 2, y: at.y - height / 2 },
    ];
    const spots = corners.map((corner) => ({ ...corner, width, height, node: node.id }));
    const unwritten = spots.filter((spot) => sheet.names.free(spot) && inside(spot, sheet));
    const spot =
      unwritten.find((option) => sheet.signs.free(option, node.id, above)) ??
      (major ? unwritten[0] : undefined) ??
      (this.graph.pointed(node.id) ? spots[0] : undefined);
    if (!spot) return;
    sheet.names.take(spot);
    this.written.push(spot);
    context.font = font;
    lines.forEach((line, row) =>
      this.#write(context, line, spot.x + width / 2, spot.y + 1 + row * px * 1.15, faded ? this.faint : this.ink),
    );
  }

  /**
   * @param {Sheet} sheet @param {DrawnEdge} edge @param {Record<number, Point>} places
   * @param {boolean} major whether it may be longer than the line
   */
  #relation(sheet, edge, places, major) {
    const pointed = this.graph.anyPointed();
    if (pointed && !this.graph.bright(edge)) return;
    const [from, to] = [places[edge.from], places[edge.to]];
    const font = `${pointed ? 600 : 400} 11px ${FACE}`;
    const room = Math.hypot(from.x - to.x, from.y - to.y) * sheet.scale * (major ? 3 : 1) - 12;
    const label = wordings(edge).find((one) => this.#width(sheet.context, one, font) + 4 <= room);
    if (!label) return;
    const width = this.#width(sheet.context, label, font) + 4;
    const spots = ALONG.map((share) => {
      const { x, y } = sheet.screen(this.graph.network.along(edge.id, share));
      return { x: x - width / 2, y: y - 7, width, height: 14, edge: edge.id, label };
    });
    const spot = spots.find((one) => inside(one, sheet) && sheet.names.free(one) && sheet.signs.free(one));
    if (!spot) return;
    sheet.names.take(spot);
    this.written.push(spot);
    sheet.context.font = font;
    this.#write(sheet.context, label, spot.x + width / 2, spot.y + 1, /** @type {Record<string, string>} */ (this.voices)[edge.voice]);
  }

  /** @param {CanvasRenderingContext2D} context @param {string} text @param {number} x @param {number} y @param {string | undefined} ink */
  #write(context, text, x, y, ink) {
    context.lineWidth = 3.5;
    context.strokeStyle = this.ground ?? "";
    context.strokeText(text, x, y);
    context.fillStyle = ink ?? "";
    context.fillText(text, x, y);
  }

  /** @param {CanvasRenderingContext2D} context @param {string} text @param {string} font */
  #width(context, text, font) {
    const key = font + text;
    let width = this.widths.get(key);
    if (width === undefined) {
      context.font = font;
      width = context.measureText(text).width;
      this.widths.set(key, width);
    }
    return width;
  }
}
