// Makes picture/assets/world.json: `npm run world` in this folder.
"use strict";
const fs = require("node:fs");
const { feature, mesh } = require("topojson-client");
const atlas = require("world-atlas/countries-110m.json");
const { version } = require("world-atlas/package.json");

/**
 * A line that goes on past the antimeridian instead of jumping back; what does is kept a second time a turn further.
 * A closed one that goes around the world is led around its pole. In tenths of a degree.
 */
function unrolled(line, closed) {
  let turn = 0;
  const way = [[...line[0]]];
  for (let at = 1; at < line.length; at++) {
    const step = line[at][0] - line[at - 1][0];
    if (step > 180) turn -= 360;
    else if (step < -180) turn += 360;
    way.push([line[at][0] + turn, line[at][1]]);
  }
  if (closed && Math.abs(way.at(-1)[0] - way[0][0]) > 180) {
    const pole = way[0][1] < 0 ? -90 : 90;
    way.push([way.at(-1)[0], pole], [way[0][0], pole]);
  }
  const across = way.map(([x]) => x);
  const kept = [way];
  if (Math.max(...across) > 180.001) kept.push(way.map(([x, y]) => [x - 360, y]));
  if (Math.min(...across) < -180.001) kept.push(way.map(([x, y]) => [x + 360, y]));
  return kept.map((points) => points.flatMap(([x, y]) => [Math.round(x * 10), Math.round(y * 10)]));
}

const shapes = feature(atlas, atlas.objects.land).features.map(({ geometry }) => geometry);
const polygons = shapes.flatMap(({ type, coordinates }) => (type === "Polygon" ? [coordinates] : coordinates));
const world = {
  source: `Natural Earth 1:110m (public domain), from world-atlas ${version}`,
  unit: "tenths of a degree: longitude, latitude, …",
  land: polygons.flat().flatMap((ring) => unrolled(ring, true)),
  borders: mesh(atlas, atlas.objects.countries, (a, b) => a !== b).coordinates.flatMap((line) => unrolled(line, false)),
};
fs.writeFileSync(process.argv[2], `${JSON.stringify(world)}\n`);
