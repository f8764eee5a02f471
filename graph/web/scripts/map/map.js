// Places on an outline of the world, in an equirectangular projection that is true to scale in the middle of the map.

import { block } from "../base/blocks.js";
import { nameOf, said, things } from "../base/data.js";
import { counted, SHAPES, svgElement } from "../base/elements.js";
import { numbers } from "../base/svg.js";
import { FACE, overlap, Room } from "../graph/labels.js";
import { coastsIn } from "./coasts.js";
import { isGuessed } from "./places.js";
/** @import { Point, Spot } from "../graph/labels.js" */

/** @typedef {{x: number, y: number, wide: number}} Frame the middle in degrees, and how many degrees of longitude a width shows */
/**
 * @typedef {{place: number, members: number[], events: number[], at: Point, size: number}} Mark a place on the map, in
 *   pixels, with those that it stands for, as their signs would cover its own, and what happened at all of them
 */
/**
 * @typedef {{chosen: number | null, covered?: Spot[], events?: Map<number, number[]>, go?: (place: number, events: boolean) => void, spread?: (places: number[]) => void}} MapOptions
 *   where `covered` is what lies above the map, `go` is called with a place, and whether its events were asked for, and
 *   `spread` with places that lie too near to each other
 */

export const NARROWEST = 0.5; // degrees
export const AROUND_ONE = 14; // degrees that a single place is shown in
const OUTLIERS = 0.03; // of what is said; so much may be left out of the first frame on each side
const WIDE_AREAS = ["country", "continent"]; // whose middle says little of where something is
const AREAS = ["region", "county", "water", "area"]; // of which a point is a part
const MAP_FONT = 13; // pixels
const CLUSTER = 11; // pixels, the radius of the sign of several places

/** @type {{land: number[][], borders: number[][]}} */
let world;

/** Call once. */
export async function readWorld() {
  world = await block("world");
}

/** The range of some values, less those at either end that weigh next to nothing. @param {[number, number][]} weighed */
function range(weighed) {
  const sorted = [...weighed].sort(([a], [b]) => a - b);
  const spare = OUTLIERS * sorted.reduce((sum, [, weight]) => sum + weight, 0);
  /** @param {[number, number][]} from */
  const end = (from) => {
    let left = spare;
    return (from.find(([, weight]) => (left -= weight) < 0) ?? from[0])[0];
  };
  return [end(sorted), end(sorted.reverse())];
}

/**
 * A frame that holds some places with room around them; what matters are places, and countries whose middle is near.
 * @param {number[]} places @param {number} width @param {number} height @param {boolean} [all] or only those that matter
 * @returns {Frame}
 */
export function frameOf(places, width, height, all = true) {
  const narrow = places.filter((place) => !WIDE_AREAS.includes(things[place].place_kind ?? ""));
  if (all || !narrow.length) return frameAround(places, width, height, all);
  const first = frameAround(narrow, width, height, false);
  const near = (/** @type {number | undefined} */ there, /** @type {number} */ middle) => Math.abs((there ?? 0) - middle) < first.wide / 2;
  return frameAround(places.filter((place) => narrow.includes(place) || (near(things[place].longitude, first.x) && near(things[place].latitude, first.y))), width, height, false);
}

/** @param {number[]} framed @param {number} width @param {number} height @param {boolean} all @param {number} [least] degrees @returns {Frame} */
export function frameAround(framed, width, height, all, least = AROUND_ONE / 2) {
  if (!framed.length) return { x: 10, y: 20, wide: 330 };
  /** @param {"longitude" | "latitude"} axis */
  const along = (axis) => range(framed.map((place) => [things[place][axis] ?? 0, all ? 0 : said(place) + 1]));
  const [[left, right], [bottom, top]] = [along("longitude"), along("latitude")];
  const y = (bottom + top) / 2;
  const tall = ((top - bottom) / Math.max(Math.cos((y * Math.PI) / 180), 0.3)) * (width / Math.max(height, 1));
  return { x: (left + right) / 2, y, wide: Math.min(Math.max(1.35 * (right - left), 1.45 * tall, least), 360) };
}

/** From degrees to pixels. @param {Frame} frame @param {number} width @param {number} height */
export function projection(frame, width, height) {
  const unit = width / frame.wide;
  const stretch = 1 / Math.max(Math.cos((frame.y * Math.PI) / 180), 0.3);
  /** @param {number} longitude @param {number} latitude @returns {Point} */
  return (longitude, latitude) => ({ x: width / 2 + (longitude - frame.x) * unit, y: height / 2 - (latitude - frame.y) * unit * stretch });
}

/** Coasts and borders. @param {(longitude: number, latitude: number) => Point} project */
function outlines(project) {
  /** @param {number[]} flat @param {string} end */
  const outline = (flat, end) => {
    let d = "";
    for (let at = 0; at < flat.length; at += 2) d += `${at ? "L" : "M"}${numbers(project(flat[at] / 10, flat[at + 1] / 10))}`;
    return d + end;
  };
  return [
    svgElement("path", { class: "land", d: world.land.map((ring) => outline(ring, "Z")).join("") }),
    svgElement("path", { class: "border", d: world.borders.map((way) => outline(way, "")).join("") }),
  ];
}

/**
 * A map as SVG; its markers are in the order of how much is said of the places, names above them all.
 * @param {Frame} frame @param {number} width @param {number} height @param {number[]} places @param {MapOptions} options
 */
export function mapOf(frame, width, height, places, options) {
  const project = projection(frame, width, height);
  const svg = svgElement("svg", { viewBox: `0 0 ${width} ${height}`, width: String(width), height: String(height), class: "map" });
  svg.append(...outlines(project), ...coastsIn(frame, width, height, project));
  const marks = marksOf(project, width, height, places, { ...options, nearest: frame.wide <= NARROWEST });
  svg.append(...marks.map((mark) => marker(mark, options)), ...marks.flatMap((mark) => happenings(mark, options)));
  const first = (/** @type {Mark} */ { place }) => Number(place === options.chosen);
  svg.append(mapNames([...marks].sort((a, b) => first(b) - first(a)), width, height, options.covered ?? []));
  return svg;
}

/**
 * What is seen of some places, the chosen one first, then those of which most is said: no sign covers another.
 * @param {(longitude: number, latitude: number) => Point} project @param {number} width @param {number} height
 * @param {number[]} places @param {MapOptions & {nearest: boolean}} options with whether nobody can come nearer: then signs are moved apart
 */
function marksOf(project, width, height, places, { events, chosen, nearest }) {
  /** @type {Mark[]} */
  const marks = [];
  const first = (/** @type {number} */ place) => Number(place === chosen);
  for (const place of [...places].sort((a, b) => first(b) - first(a) || said(b) - said(a) || a - b)) {
    const { latitude = 0, longitude = 0 } = things[place];
    const at = project(longitude, latitude);
    if (!inFrame(at, width, height)) continue;
    const own = { place, members: [place], at, size: Math.min(0.6 + 0.16 * Math.sqrt(said(place)), 1.7), events: events?.get(place) ?? [] };
    const under = () => marks.find((mark) => overlap(markBox(mark), markBox(own)));
    for (let step = 1; nearest && under(); step++) {
      const [turn, radius] = [step * 2.399963, 26 * Math.sqrt(step)];
      own.at = { x: at.x + radius * Math.cos(turn), y: at.y + radius * Math.sin(turn) };
    }
    const cluster = under();
    if (!cluster) marks.push(own);
    else {
      cluster.members.push(place);
      cluster.events = [...new Set([...cluster.events, ...own.events])];
    }
  }
  return marks;
}

/** What a sign takes, with that of what happened there. @param {Mark} mark @returns {Spot} */
function markBox({ at, size }) {
  const half = Math.max(size * 8, CLUSTER);
  return { x: at.x - half, y: at.y - half - 8, width: 2 * half + 14, height: 2 * half + 8 };
}

/** @param {Point} at @param {number} width @param {number} height */
export const inFrame = ({ x, y }, width, height) => x >= 0 && y >= 0 && x <= width && y <= height;

/** @param {Mark} mark @param {MapOptions} options */
function marker({ place, members, at, size }, { chosen, go: goPlace, spread }) {
  const one = members.length === 1;
  const kind = one ? signOf(place) : " cluster";
  const group = svgElement("g", { class: `marker${kind}${place === chosen ? " chosen" : ""}`, "data-thing": String(place) });
  if (one) {
    group.append(svgElement("path", { d: SHAPES.place, transform: `translate(${numbers(at)}) scale(${size.toFixed(2)}) translate(-9 -8)` }));
    return goPlace ? pressed(group, isGuessed(place) ? `${nameOf(place)}, placed roughly` : nameOf(place), () => goPlace(place, false)) : group;
  }
  const count = svgElement("text", { x: at.x.toFixed(1), y: (at.y + 4).toFixed(1), "text-anchor": "middle" });
  count.textContent = String(members.length);
  group.append(svgElement("circle", { cx: at.x.toFixed(1), cy: at.y.toFixed(1), r: String(CLUSTER) }), count);
  const names = members.slice(0, 4).map(nameOf).join(", ");
  return pressed(group, `${members.length} places, come nearer: ${names}${members.length > 4 ? ", …" : ""}`, () => spread?.(members));
}

/** What a place is, for its sign: those that are wide have a middle only, and some stand where they are guessed to be. @param {number} place */
function signOf(place) {
  const { place_kind: kind = "" } = things[place];
  const wide = WIDE_AREAS.includes(kind) ? " wide" : AREAS.includes(kind) ? " area" : "";
  return wide + (isGuessed(place) ? " guessed" : "");
}

/** What happened at a place, as a sign with the number of events. @param {Mark} mark @param {MapOptions} options */
function happenings({ place, members, at, size, events }, { go: goPlace, spread }) {
  if (!events.length || !goPlace) return [];
  const aside = (members.length > 1 ? CLUSTER : size * 8) - 1;
  const spot = { x: at.x + aside + 5, y: at.y - aside };
  const group = svgElement("g", { class: "happened", "data-events": String(place) });
  const count = svgElement("text", { x: spot.x.toFixed(1), y: (spot.y + 4).toFixed(1), "text-anchor": "middle" });
  count.textContent = String(events.length);
  group.append(svgElement("path", { d: SHAPES.event, transform: `translate(${numbers(spot)}) scale(1.15) translate(-9 -8)` }), count);
  if (members.length === 1) return [pressed(group, `${counted(events.length, "event")} in ${nameOf(place)}`, () => goPlace(place, true))];
  return [pressed(group, `${counted(events.length, "event")} in ${members.length} places around ${nameOf(place)}, come nearer`, () => spread?.(members))];
}

/** Make something of a picture a button. @param {SVGElement} group @param {string} label @param {() => void} press */
function pressed(group, label, press) {
  for (const [name, value] of Object.entries({ tabindex: "0", role: "button", "aria-label": label })) group.setAttribute(name, value);
  group.addEventListener("click", press);
  group.addEventListener("keydown", (event) => {
    if (/** @type {KeyboardEvent} */ (event).key !== "Enter" && /** @type {KeyboardEvent} */ (event).key !== " ") return;
    event.preventDefault();
    press();
  });
  return group;
}

/**
 * Names of as many marks as there is room for, those that come first first.
 * @param {Mark[]} marks @param {number} width @param {number} height @param {Spot[]} covered
 */
function mapNames(marks, width, height, covered) {
  const group = svgElement("g", { class: "names", "aria-hidden": "true" });
  const [signs, names] = [new Room(), new Room()];
  for (const spot of [...covered, ...marks.map((mark) => ({ ...markBox(mark), node: mark.place }))]) signs.take(spot);
  for (const { place, members, at, size } of marks) {
    const wide = WIDE_AREAS.includes(things[place].place_kind ?? "");
    const label = shownOnMap(things[place].caption, wide) + (members.length > 1 ? ` +${members.length - 1}` : "");
    const across = textWidth(label, wide) + 6;
    const [high, beside] = [MAP_FONT + 4, Math.max(size * 8, members.length > 1 ? CLUSTER : 0) + 2];
    const corners = [
      { x: at.x - across / 2, y: at.y + beside - 1 },
      { x: at.x - across / 2, y: at.y - beside - high + 1 },
      { x: at.x + beside, y: at.y - high / 2 },
      { x: at.x - beside - across, y: at.y - high / 2 },
    ];
    const spot = corners
      .map((corner) => ({ ...corner, width: across, height: high }))
      .find((one) => one.x >= 0 && one.y >= 0 && one.x + across <= width && one.y + high <= height && names.free(one) && signs.free(one, place));
    if (!spot) continue;
    names.take(spot);
    const text = svgElement("text", { x: (spot.x + across / 2).toFixed(1), y: (spot.y + MAP_FONT).toFixed(1), "text-anchor": "middle", "data-name": String(place) });
    if (wide) text.setAttribute("class", "wide");
    text.textContent = label;
    group.append(text);
  }
  return group;
}

/** A name on the map; countries are set in capitals, as on maps. @param {string} caption @param {boolean} wide */
const shownOnMap = (caption, wide) => (wide ? caption.toUpperCase() : caption).replaceAll("\n", " ");

/** The width of a name in pixels. @param {string} text @param {boolean} wide whether it is spaced */
function textWidth(text, wide) {
  textWidth.context.font = `${wide ? MAP_FONT - 1 : MAP_FONT}px ${FACE}`;
  return textWidth.context.measureText(text).width + (wide ? text.length : 0);
}
textWidth.context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
