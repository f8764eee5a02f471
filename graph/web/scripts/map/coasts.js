// Coasts and borders at 1:50m, in tiles around the graph's places; elsewhere the outline of the world has to do.

import { block } from "../base/blocks.js";
import { svgElement } from "../base/elements.js";
import { numbers } from "../base/svg.js";
/** @import { Point } from "../graph/labels.js" */
/** @import { Frame } from "./map.js" */

/** @typedef {{west: number, south: number, land: number[][], coasts: number[][], borders: number[][]}} Tile lines as steps in hundredths of a degree */

const NEAR = 60; // degrees across a map: farther away nobody sees the difference

/** @type {{tile: number, tiles: Tile[]}} */
let detail = { tile: 5, tiles: [] };

/** Call once. */
export async function readCoasts() {
  detail = await block("coasts");
}

/**
 * What lies over the outline of the world where more is known.
 * @param {Frame} frame @param {number} width @param {number} height @param {(longitude: number, latitude: number) => Point} project
 */
export function coastsIn(frame, width, height, project) {
  if (frame.wide > NEAR) return [];
  const seen = detail.tiles.filter((tile) => isSeen(tile, width, height, project));
  /** @param {"land" | "coasts" | "borders"} kind @param {string} end */
  const lines = (kind, end) => seen.flatMap((tile) => tile[kind].map((steps) => outline(tile, steps, project) + end)).join("");
  if (!seen.length) return [];
  return [
    svgElement("path", { class: "sea", d: seen.map((tile) => `${box(tile, project)}Z`).join("") }),
    svgElement("path", { class: "land near", d: lines("land", "Z") }),
    svgElement("path", { class: "coast", d: lines("coasts", "") }),
    svgElement("path", { class: "border", d: lines("borders", "") }),
  ];
}

/** @param {Tile} tile @param {(longitude: number, latitude: number) => Point} project */
function box({ west, south }, project) {
  const size = detail.tile;
  const corners = [[west, south], [west, south + size], [west + size, south + size], [west + size, south]];
  return `M${corners.map(([longitude, latitude]) => numbers(project(longitude, latitude))).join("L")}`;
}

/** @param {Tile} tile @param {number} width @param {number} height @param {(longitude: number, latitude: number) => Point} project */
function isSeen({ west, south }, width, height, project) {
  const [low, high] = [project(west, south), project(west + detail.tile, south + detail.tile)];
  return low.x <= width && high.x >= 0 && high.y <= height && low.y >= 0;
}

/** @param {Tile} tile @param {number[]} steps @param {(longitude: number, latitude: number) => Point} project */
function outline({ west, south }, steps, project) {
  let [x, y, d] = [100 * west, 100 * south, ""];
  for (let at = 0; at < steps.length; at += 2) {
    [x, y] = [x + steps[at], y + steps[at + 1]];
    d += `${at ? "L" : "M"}${numbers(project(x / 100, y / 100))}`;
  }
  return d;
}
