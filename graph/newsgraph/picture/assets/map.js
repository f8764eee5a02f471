"use strict";
// Places on an outline of the world, in an equirectangular projection that is true to scale in the middle of the map.

/** @typedef {{x: number, y: number, wide: number}} Frame the middle in degrees, and how many degrees of latitude a width shows */

const NARROWEST = 0.5; // degrees
const AROUND_ONE = 14; // degrees that a single place is shown in

/** @type {{land: number[][], borders: number[][]}} */
let world;

/** Call once. */
function readWorld() {
  const block = byId("world");
  world = JSON.parse(block.textContent ?? "");
  block.remove();
}

/** A frame that holds some places with room around them. @param {number[]} places @returns {Frame} */
function frameOf(places) {
  const across = places.map((place) => things[place].longitude ?? 0);
  const up = places.map((place) => things[place].latitude ?? 0);
  if (!places.length) return { x: 10, y: 20, wide: 330 };
  const [left, right, bottom, top] = [Math.min(...across), Math.max(...across), Math.min(...up), Math.max(...up)];
  return { x: (left + right) / 2, y: (bottom + top) / 2, wide: Math.min(Math.max(1.3 * (right - left), 2 * (top - bottom), AROUND_ONE / 2), 360) };
}

/** From degrees to pixels. @param {Frame} frame @param {number} width @param {number} height */
function projection(frame, width, height) {
  const unit = width / frame.wide;
  const stretch = 1 / Math.max(Math.cos((frame.y * Math.PI) / 180), 0.3);
  /** @param {number} longitude @param {number} latitude @returns {Point} */
  return (longitude, latitude) => ({ x: width / 2 + (longitude - frame.x) * unit, y: height / 2 - (latitude - frame.y) * unit * stretch });
}

/**
 * A map as SVG.
 * @param {Frame} frame @param {number} width @param {number} height @param {number[]} places
 * @param {{chosen: number | null, go?: (place: number) => void}} options
 */
function mapOf(frame, width, height, places, { chosen, go: goPlace }) {
  const project = projection(frame, width, height);
  const svg = svgElement("svg", { viewBox: `0 0 ${width} ${height}`, width: String(width), height: String(height), class: "map" });
  /** @param {number[]} flat @param {string} end */
  const outline = (flat, end) => {
    let d = "";
    for (let at = 0; at < flat.length; at += 2) d += `${at ? "L" : "M"}${numbers(project(flat[at] / 10, flat[at + 1] / 10))}`;
    return d + end;
  };
  svg.append(svgElement("path", { class: "land", d: world.land.map((ring) => outline(ring, "Z")).join("") }));
  svg.append(svgElement("path", { class: "border", d: world.borders.map((way) => outline(way, "")).join("") }));
  const said = (/** @type {number} */ place) => things[place].about?.length ?? 0;
  const names = new Room();
  const order = [...places].sort((a, b) => Number(b === chosen) - Number(a === chosen) || said(b) - said(a) || a - b);
  for (const place of order) {
    const { latitude = 0, longitude = 0, caption } = things[place];
    const at = project(longitude, latitude);
    if (at.x < 0 || at.y < 0 || at.x > width || at.y > height) continue;
    const size = Math.min(0.6 + 0.16 * Math.sqrt(said(place)), 1.7);
    const marker = svgElement("g", { class: place === chosen ? "marker chosen" : "marker", "data-thing": String(place) });
    marker.append(svgElement("path", { d: SHAPES.place, transform: `translate(${numbers(at)}) scale(${size.toFixed(2)}) translate(-9 -8)` }));
    const label = caption.replaceAll("\n", " ");
    const wide = label.length * 7 + 4;
    const spot = { x: at.x - wide / 2, y: at.y + size * 8, width: wide, height: 16 };
    if (names.free(spot)) {
      names.take(spot);
      const text = svgElement("text", { x: at.x.toFixed(1), y: (spot.y + 12).toFixed(1), "text-anchor": "middle" });
      text.textContent = label;
      marker.append(text);
    }
    if (goPlace) {
      for (const [name, value] of Object.entries({ tabindex: "0", role: "button", "aria-label": nameOf(place) })) marker.setAttribute(name, value);
      marker.addEventListener("click", () => goPlace(place));
      marker.addEventListener("keydown", (event) => {
        if (/** @type {KeyboardEvent} */ (event).key !== "Enter" && /** @type {KeyboardEvent} */ (event).key !== " ") return;
        event.preventDefault();
        goPlace(place);
      });
    }
    svg.append(marker);
  }
  return svg;
}

/** The view of the map: to be dragged, and zoomed with the wheel or the buttons. */
class WorldMap {
  /** @param {HTMLElement} container @param {(place: number) => void} goPlace */
  constructor(container, goPlace) {
    this.container = container;
    this.goPlace = goPlace;
    /** @type {number[]} */
    this.places = [];
    /** @type {number | null} */
    this.chosen = null;
    /** @type {Frame | null} */
    this.frame = null;
    container.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    container.addEventListener("pointermove", (event) => event.buttons === 1 && this.#drag(event));
  }

  /** @param {Set<number>} nodes that are let through @param {number | null} chosen */
  show(nodes, chosen) {
    this.places = [...nodes].filter((place) => things[place].latitude !== undefined);
    this.chosen = chosen;
    this.frame ??= frameOf(this.places);
    this.draw();
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.container;
    const focused = document.activeElement?.closest("[data-thing]")?.getAttribute("data-thing");
    const frame = this.frame ?? frameOf(this.places);
    this.container.replaceChildren(mapOf(frame, width, height, this.places, { chosen: this.chosen, go: this.goPlace }));
    if (focused) /** @type {HTMLElement | null} */ (this.container.querySelector(`[data-thing="${focused}"]`))?.focus();
  }

  /** @param {number} factor */
  zoom(factor) {
    const frame = this.frame ?? frameOf(this.places);
    this.frame = { ...frame, wide: Math.min(Math.max(frame.wide / factor, NARROWEST), 360) };
    this.draw();
  }

  fit() {
    this.frame = frameOf(this.places);
    this.draw();
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2);
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    const frame = this.frame ?? frameOf(this.places);
    const unit = frame.wide / this.container.clientWidth;
    const stretch = Math.max(Math.cos((frame.y * Math.PI) / 180), 0.3);
    this.frame = { ...frame, x: frame.x - event.movementX * unit, y: Math.min(Math.max(frame.y + event.movementY * unit * stretch, -85), 85) };
    this.draw();
  }
}
