// Makes picture/assets/coasts.json: `npm run world` in this folder. The coasts and borders of the world at 1:50m, cut into
// tiles, of which a page gets those around its places.
"use strict";
const fs = require("node:fs");
const { feature, mesh } = require("topojson-client");
const atlas = require("world-atlas/countries-50m.json");
const { version } = require("world-atlas/package.json");

const TILE = 5; // degrees
const UNIT = 100; // parts of a degree
const OVERLAP = 0.03; // degrees by which the land of two tiles overlaps, so that no seam shows

/** The part of a ring on one side of a line (Sutherland and Hodgman 1974). */
function cut(ring, axis, edge, sign) {
  const found = [];
  const inside = (point) => sign * (point[axis] - edge) >= 0;
  for (let at = 0; at < ring.length; at++) {
    const [one, other] = [ring[at], ring[(at + 1) % ring.length]];
    if (inside(one)) found.push(one);
    if (inside(one) !== inside(other)) found.push(crossing(one, other, axis, edge));
  }
  return found;
}

function crossing(one, other, axis, edge) {
  const part = (edge - one[axis]) / (other[axis] - one[axis]);
  const point = [one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1])];
  point[axis] = edge;
  return point;
}

/** A ring's parts in each tile, by the tile's west and south: first in columns, then in rows. */
function* inTiles(ring) {
  for (const [west, column] of strips(ring, 0)) for (const [south, part] of strips(column, 1)) yield [west, south, part];
}

function* strips(ring, axis) {
  const values = ring.map((point) => point[axis]);
  const [first, last] = [Math.min(...values), Math.max(...values)].map((value) => Math.floor(value / TILE));
  for (let strip = first; strip <= last; strip++) {
    const part = cut(cut(ring, axis, strip * TILE - OVERLAP, 1), axis, (strip + 1) * TILE + OVERLAP, -1);
    if (part.length > 2) yield [strip * TILE, part];
  }
}

/** A line's pieces by tile: each step between two points is in one, or is cut where it leaves it. */
function* stepsInTiles(line) {
  let piece = null;
  let home = "";
  for (let at = 1; at < line.length; at++) {
    for (const [one, other] of stepsOf(line[at - 1], line[at])) {
      const middle = [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
      const tile = middle.map((value) => Math.floor(value / TILE) * TILE).join(" ");
      if (tile !== home) {
        if (piece) yield [home, piece];
        [home, piece] = [tile, [one]];
      }
      piece.push(other);
    }
  }
  if (piece) yield [home, piece];
}

function stepsOf(one, other) {
  const points = [one, other];
  for (const axis of [0, 1]) {
    const [low, high] = [Math.min(one[axis], other[axis]), Math.max(one[axis], other[axis])];
    for (let edge = Math.ceil(low / TILE) * TILE; edge <= high; edge += TILE) if (edge > low && edge < high) points.push(crossing(one, other, axis, edge));
  }
  const along = (point) => Math.hypot(point[0] - one[0], point[1] - one[1]);
  points.sort((a, b) => along(a) - along(b));
  return points.slice(1).map((point, at) => [points[at], point]);
}

/** Points as steps from one to the next, the first from the tile's corner; what does not move is left out. */
function packed(points, west, south) {
  const found = [];
  let [x, y] = [Math.round(west * UNIT), Math.round(south * UNIT)];
  for (const [longitude, latitude] of points) {
    const [dx, dy] = [Math.round(longitude * UNIT) - x, Math.round(latitude * UNIT) - y];
    if (found.length && !dx && !dy) continue;
    found.push(dx, dy);
    [x, y] = [x + dx, y + dy];
  }
  return found;
}

/** Whether a step runs along the antimeridian or a pole, where the data are cut but no coast is. */
const isSeam = ([x1, y1], [x2, y2]) => (Math.abs(x1) > 179.99 && Math.abs(x2) > 179.99) || (y1 < -89.9 && y2 < -89.9);

const tiles = new Map();
const tileAt = (west, south) => {
  const name = `${west} ${south}`;
  if (!tiles.has(name)) tiles.set(name, { west, south, land: [], coasts: [], borders: [] });
  return tiles.get(name);
};
const add = (kind, west, south, points, least) => {
  const found = packed(points, west, south);
  if (found.length >= 2 * least) tileAt(west, south)[kind].push(found);
};
const addLine = (kind, line) => {
  for (const [name, piece] of stepsInTiles(line)) add(kind, ...name.split(" ").map(Number), piece, 2);
};

const shapes = feature(atlas, atlas.objects.land).features.map(({ geometry }) => geometry);
const polygons = shapes.flatMap(({ type, coordinates }) => (type === "Polygon" ? [coordinates] : coordinates));
for (const ring of polygons.flat()) {
  const open = ring.slice(0, -1);
  for (const [west, south, part] of inTiles(open)) add("land", west, south, part, 3);
  let line = [ring[0]];
  for (let at = 1; at < ring.length; at++) {
    if (!isSeam(ring[at - 1], ring[at])) line.push(ring[at]);
    else {
      if (line.length > 1) addLine("coasts", line);
      line = [ring[at]];
    }
  }
  if (line.length > 1) addLine("coasts", line);
}
for (const line of mesh(atlas, atlas.objects.countries, (a, b) => a !== b).coordinates) addLine("borders", line);

const world = {
  source: `Natural Earth 1:50m (public domain), from world-atlas ${version}`,
  unit: "hundredths of a degree: from the tile's corner in the southwest to the first point, then from each to the next",
  tile: TILE,
  tiles: [...tiles.values()].sort((a, b) => a.south - b.south || a.west - b.west),
};
fs.writeFileSync(process.argv[2], `${JSON.stringify(world)}\n`);
