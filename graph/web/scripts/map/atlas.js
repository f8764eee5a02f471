// The view of the map: to be dragged, and zoomed with the wheel, the buttons or the keyboard.

import { things } from "../base/data.js";
import { byId } from "../base/elements.js";
import { state } from "../base/state.js";
import { eventsByPlace } from "./places.js";
import { frameAround, frameOf, inFrame, mapOf, NARROWEST, projection } from "./map.js";
/** @import { Point, Spot } from "../graph/labels.js" */
/** @import { Frame } from "./map.js" */

export class WorldMap {
  /** @param {HTMLElement} container @param {(place: number, events: boolean) => void} goPlace */
  constructor(container, goPlace) {
    this.container = container;
    this.goPlace = goPlace;
    /** @type {number[]} */
    this.places = [];
    /** @type {Map<number, number[]>} */
    this.events = new Map();
    /** @type {number | null} */
    this.chosen = null;
    /** @type {Frame | null} */
    this.frame = null;
    container.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    container.addEventListener("pointermove", (event) => event.buttons === 1 && this.#drag(event));
    container.addEventListener("keydown", (event) => this.#key(event));
    this.untouched = true; // then the frame follows the room that there is
    new ResizeObserver(() => this.#resize()).observe(container);
  }

  /** @param {Set<number>} shown things that are let through @param {number | null} chosen */
  show(shown, chosen) {
    this.events = eventsByPlace(shown);
    const stood = state.filters.kinds.has("place") ? [...this.events.keys()] : []; // for others that have no coordinates
    this.places = [...new Set([...shown, ...stood])].filter((place) => things[place].latitude !== undefined);
    const moved = chosen !== this.chosen;
    this.chosen = chosen;
    const { clientWidth: width, clientHeight: height } = this.container;
    this.frame ??= frameOf(this.places, width, height, false);
    if (moved && chosen !== null && things[chosen].latitude !== undefined) this.#reach(chosen, this.frame);
    this.draw();
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.container;
    if (!width || !height || !this.frame) return;
    const focused = document.activeElement;
    const kept = ["data-thing", "data-events"].find((name) => this.container.contains(focused) && focused?.hasAttribute(name));
    const { chosen, events, goPlace: go } = this;
    const again = kept && `[${kept}="${focused?.getAttribute(kept)}"]`;
    this.container.replaceChildren(mapOf(this.frame, width, height, this.places, { chosen, events, go, spread: (members) => this.spread(members), covered: this.#covered() }));
    if (again) /** @type {HTMLElement} */ (this.container.querySelector(again) ?? this.container).focus({ preventScroll: true });
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.container;
    if (!this.frame || !width || !height) return;
    if (this.untouched) this.frame = frameOf(this.places, width, height, false);
    this.draw();
  }

  /** What lies above the map. @returns {Spot[]} */
  #covered() {
    const [tools, own] = [byId("tools").getBoundingClientRect(), this.container.getBoundingClientRect()];
    return [{ x: tools.x - own.x, y: tools.y - own.y, width: tools.width, height: tools.height }];
  }

  /** Bring a place into the frame, if it is outside. @param {number} place @param {Frame} frame */
  #reach(place, frame) {
    const { clientWidth: width, clientHeight: height } = this.container;
    const { longitude = 0, latitude = 0 } = things[place];
    if (inFrame(projection(frame, width, height)(longitude, latitude), width, height)) return;
    this.untouched = false;
    this.frame = { ...frame, x: longitude, y: latitude };
  }

  /** @param {number} factor @param {Point} [around] pixels that stay where they are */
  zoom(factor, around) {
    const { clientWidth: width, clientHeight: height } = this.container;
    const frame = this.frame ?? frameOf(this.places, width, height);
    this.untouched = false;
    this.frame = { ...frame, wide: Math.min(Math.max(frame.wide / factor, NARROWEST), 360) };
    const grown = frame.wide / this.frame.wide;
    if (around) this.#move((around.x - width / 2) * (grown - 1), (around.y - height / 2) * (grown - 1));
    this.draw();
  }

  /** Come so near that some places stand apart, if they can. @param {number[]} members */
  spread(members) {
    if (!this.frame) return;
    const { clientWidth: width, clientHeight: height } = this.container;
    const near = frameAround(members, width, height, true, NARROWEST);
    this.untouched = false;
    this.frame = { ...near, wide: Math.max(Math.min(near.wide, this.frame.wide / 2), NARROWEST) };
    this.draw();
  }

  /** Show all places. */
  fit() {
    this.untouched = false;
    this.frame = frameOf(this.places, this.container.clientWidth, this.container.clientHeight);
    this.draw();
  }

  /** Move what is seen by some pixels. @param {number} x @param {number} y */
  #move(x, y) {
    if (!this.frame) return;
    this.untouched = false;
    const unit = this.frame.wide / this.container.clientWidth;
    const stretch = Math.max(Math.cos((this.frame.y * Math.PI) / 180), 0.3);
    const up = Math.min(Math.max(this.frame.y - y * unit * stretch, -85), 85);
    this.frame = { ...this.frame, x: Math.min(Math.max(this.frame.x + x * unit, -200), 200), y: up };
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    event.preventDefault();
    const box = this.container.getBoundingClientRect();
    this.zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, { x: event.clientX - box.x, y: event.clientY - box.y });
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    this.#move(-event.movementX, -event.movementY);
    this.draw();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const far = 80;
    const ways = { ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, -far], ArrowDown: [0, far] };
    const way = ways[/** @type {keyof typeof ways} */ (event.key)];
    if (way) {
      this.#move(way[0], way[1]);
      this.draw();
    } else if (event.key === "+" || event.key === "=") this.zoom(1.4);
    else if (event.key === "-") this.zoom(1 / 1.4);
    else if (event.key === "0") this.fit();
    else return;
    event.preventDefault();
  }
}
