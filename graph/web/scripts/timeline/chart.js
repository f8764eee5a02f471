// The timeline as a picture: events on real time, in lanes, to be zoomed and moved, over a strip of all time to pick from.

import { axisBottom } from "d3-axis";
import { brushX } from "d3-brush";
import { scaleUtc } from "d3-scale";
import { select } from "d3-selection";
import { zoom as zooming, zoomIdentity } from "d3-zoom";
import { articles, nameOf, things } from "../base/data.js";
import { element, svgElement } from "../base/elements.js";
import { lanesOf, marksOf } from "./lanes.js";
import "./licences.js";
import { dayAt, inWords } from "./spans.js";
/** @import { Dated, Lane, Mark } from "./lanes.js" */

const ROW = 22; // pixels
const ROWS = { one: 12, many: 4 }; // the most of a lane, where there is one, or several
const TITLE = 20; // pixels above a lane for what it is called
const AXIS = 24;
const EDGE = 22; // pixels
const STRIP = 46;
const BINS = 80;
const DAY = 86_400_000;
const AROUND = 60 * DAY; // what is told of so long before the first article, or after the last, is seen at first
const MARGIN = 20 * DAY;

export class Timeline {
  /**
   * @param {{go: (event: number) => void, pick: (since: string, until: string) => void, tell: (text: string) => void}} on
   *   called with the event that somebody opens, the days that they pick ("" for none), and what a reader has to hear
   */
  constructor(on) {
    this.on = on;
    this.svg = svgElement("svg", { class: "timeline" });
    this.lanesPart = svgElement("g", {});
    this.axisPart = svgElement("g", { class: "axis" });
    this.svg.append(this.axisPart, this.lanesPart);
    this.seen = svgElement("rect", { class: "seen", y: String(STRIP - 3), height: "3" });
    this.strip = svgElement("svg", { class: "strip", height: String(STRIP + AXIS), "aria-hidden": "true" });
    this.chart = element("div", { class: "chart", tabindex: "0", role: "application", "aria-describedby": "timeline-keys", "aria-label": "Timeline: arrow keys go from event to event" }, this.svg);
    /** @type {Dated[]} */
    this.events = [];
    /** @type {Lane[]} */
    this.lanes = [];
    this.width = 0;
    /** @type {[number, number]} */
    this.core = coreOf([]); // the time that is seen at first
    this.current = -1; // the event that the keyboard is at, by its place in `events`
    /** @type {number | null} */
    this.chosen = null;
    this.full = scaleUtc();
    this.x = this.full;
    /** @type {import("d3-zoom").ZoomBehavior<Element, unknown>} */
    this.zooming = zooming();
    this.zooming.filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : !event.button));
    this.zooming.on("zoom", ({ transform }) => {
      this.x = transform.rescaleX(this.full);
      this.draw();
    });
    select(/** @type {Element} */ (this.svg)).call(this.zooming).on("dblclick.zoom", null);
    /** @type {import("d3-brush").BrushBehavior<unknown>} */
    this.brush = brushX();
    this.brush.on("end", ({ selection, sourceEvent }) => sourceEvent && this.#picked(selection));
    this.chart.addEventListener("keydown", (event) => this.#key(event));
    new ResizeObserver(() => this.resize()).observe(this.chart);
  }

  /** @param {Dated[]} events @param {string} by what lanes are of @param {number | null} chosen @param {{since: string, until: string}} picked */
  show(events, by, chosen, { since, until }) {
    const isNew = this.events.length !== events.length || events.some(({ place }, at) => this.events[at].place !== place);
    this.events = events;
    if (isNew) this.core = coreOf(events);
    this.lanes = lanesOf(events, by, this.core);
    this.chosen = chosen;
    this.picked = { since, until };
    if (isNew || !this.width) this.resize(true);
    else this.draw();
    this.#moveBrush();
  }

  /** @param {boolean} [anew] */
  resize(anew = false) {
    const width = this.chart.clientWidth;
    if (!width || (width === this.width && !anew)) return;
    this.width = width;
    this.full = scaleUtc().domain(this.core).range([0, width]);
    const all = [Math.min(this.core[0], ...this.events.map(({ span }) => span.start)), Math.max(this.core[1], ...this.events.map(({ span }) => span.end))];
    const [from, to] = all.map((moment) => this.full(moment));
    const most = (this.core[1] - this.core[0]) / (6 * DAY);
    this.zooming.extent([[0, 0], [width, 1]]).translateExtent([[from - 40, 0], [to + 40, 1]]).scaleExtent([Math.min(width / (to - from + 80), 1), Math.max(most, 1)]);
    select(/** @type {Element} */ (this.svg)).call(this.zooming.transform, zoomIdentity);
    this.#drawStrip();
  }

  /** Everything, or what is around the articles again. */
  fit() {
    const [from, to] = this.zooming.translateExtent().map(([x]) => x);
    const all = zoomIdentity.scale(this.width / (to - from)).translate(-from, 0);
    const isAll = Math.abs(this.x.invert(0).getTime() - this.full.invert(from).getTime()) < DAY;
    select(/** @type {Element} */ (this.svg)).call(this.zooming.transform, isAll ? zoomIdentity : all);
  }

  /** @param {number} factor */
  zoom(factor) {
    select(/** @type {Element} */ (this.svg)).call(this.zooming.scaleBy, factor);
  }

  /** Draw what the time that is seen has of all lanes. */
  draw() {
    if (!this.width) return;
    const most = this.lanes.length > 1 ? ROWS.many : ROWS.one;
    let top = AXIS;
    const drawn = this.lanes.map(({ title, events }) => {
      const marks = marksOf(events, (moment) => this.x(moment), this.width, most);
      const rows = Math.max(1, ...marks.map(({ row }) => row + 1));
      const lane = svgElement("g", { class: "lane", transform: `translate(0 ${top})` });
      const head = title ? TITLE : 4;
      lane.append(svgElement("line", { class: "rule", x1: "0", x2: String(this.width), y1: "0", y2: "0" }));
      if (title) lane.append(text(4, 14, title, "title"));
      lane.append(...marks.sort((a, b) => a.from - b.from).map((mark) => this.#mark(mark, head)));
      top += head + rows * ROW + 4;
      return lane;
    });
    this.svg.setAttribute("width", String(this.width));
    this.svg.setAttribute("height", String(top));
    this.lanesPart.replaceChildren(...drawn);
    const axis = axisBottom(this.x).ticks(Math.max(2, this.width / 110)).tickSize(top - AXIS).tickSizeOuter(0);
    select(/** @type {SVGGElement} */ (this.axisPart)).attr("transform", `translate(0 ${AXIS})`).call(axis);
    for (const tick of this.axisPart.querySelectorAll(".tick")) {
      const label = /** @type {Element} */ (tick.querySelector("text"));
      for (const [name, value] of Object.entries({ y: "-8", dy: "0" })) label.setAttribute(name, value);
      const x = this.x(/** @type {Date} */ (select(tick).datum()));
      if (x < EDGE || x > this.width - EDGE) label.textContent = ""; // it would be cut
    }
    this.#showSeen();
  }

  /** @param {Mark} mark @param {number} head */
  #mark({ event, from, to, row, named }, head) {
    const { place, span, voice } = event;
    const y = head + row * ROW + ROW / 2;
    const classes = ["mark", voice, span.kind, span.about && "about", place === this.chosen && "chosen", this.#isOf(place) && "lit", this.events[this.current]?.place === place && "current", !this.#isPicked(event) && "out"];
    const made = svgElement("g", { class: classes.filter(Boolean).join(" "), "data-event": String(place) });
    const title = svgElement("title", {});
    title.textContent = describe(place);
    made.append(title, ...signOf(span, voice, from, to, y));
    if (named === "right") made.append(text(Math.max(Math.min(to, this.width), 0) + 5, y + 4, things[place].caption, "name"));
    if (named === "left") made.append(text(from - 5, y + 4, things[place].caption, "name left"));
    made.addEventListener("click", () => this.on.go(place));
    return made;
  }

  /** Whether what is chosen takes part in an event. @param {number} event */
  #isOf = (event) => this.chosen !== null && (things[event].parts ?? []).some(([part]) => part === this.chosen);

  /** @param {Dated} event */
  #isPicked({ span }) {
    const { since, until } = this.picked ?? { since: "", until: "" };
    const day = dayAt(span.start);
    return (!since || day >= since) && (!until || day <= until);
  }

  #drawStrip() {
    const [first, last] = this.core;
    const bins = new Array(BINS).fill(0);
    for (const { span } of this.events) {
      const bin = Math.floor((BINS * ((span.start + span.end) / 2 - first)) / (last - first));
      if (bin >= 0 && bin < BINS) bins[bin]++;
    }
    const most = Math.max(1, ...bins);
    const bars = bins.flatMap((count, bin) => {
      const height = Math.ceil((count / most) * (STRIP - 6));
      return count ? [svgElement("rect", { class: "bar", x: String((bin * this.width) / BINS), y: String(STRIP - height), width: String(Math.max(1, this.width / BINS - 1)), height: String(height) })] : [];
    });
    const axis = svgElement("g", { class: "axis", transform: `translate(0 ${STRIP})` });
    select(/** @type {SVGGElement} */ (axis)).call(axisBottom(this.full).ticks(Math.max(2, this.width / 130)).tickSizeOuter(0));
    const over = svgElement("g", { class: "brush" });
    this.strip.setAttribute("width", String(this.width));
    this.strip.replaceChildren(...bars, axis, this.seen, over);
    this.brush.extent([[0, 0], [this.width, STRIP]]);
    select(/** @type {SVGGElement} */ (over)).call(this.brush);
    this.over = over;
    this.#moveBrush();
  }

  /** Show in the strip which time the chart shows. */
  #showSeen() {
    const [from, to] = this.x.domain().map((moment) => Math.min(Math.max(this.full(moment), 0), this.width));
    this.seen.setAttribute("x", String(from));
    this.seen.setAttribute("width", String(Math.max(to - from, 2)));
  }

  /** Show in the strip which days are picked. */
  #moveBrush() {
    if (!this.over) return;
    const { since, until } = this.picked ?? { since: "", until: "" };
    const from = since ? this.full(Date.parse(since)) : 0;
    const to = until ? this.full(Date.parse(until) + DAY) : this.width;
    const inside = (/** @type {number} */ x) => Math.min(Math.max(x, 0), this.width);
    select(/** @type {SVGGElement} */ (this.over)).call(this.brush.move, since || until ? [inside(from), inside(to)] : null);
  }

  /** @param {[number, number] | null} selection pixels */
  #picked(selection) {
    if (!selection) return this.on.pick("", "");
    const [first, last] = selection.map((x) => this.full.invert(x).getTime());
    const isEnd = selection[1] >= this.width - 1;
    return this.on.pick(selection[0] <= 1 ? "" : dayAt(first), isEnd ? "" : dayAt(last - 1));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const moves = /** @type {Record<string, () => void>} */ ({
      ArrowRight: () => this.#step(1),
      ArrowLeft: () => this.#step(-1),
      Home: () => this.#step(-this.events.length),
      End: () => this.#step(this.events.length),
      Enter: () => this.events[this.current] && this.on.go(this.events[this.current].place),
      "+": () => this.zoom(1.4),
      "-": () => this.zoom(1 / 1.4),
      0: () => this.fit(),
    });
    if (!(event.key in moves) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    moves[event.key]();
  }

  /** Go so many events on, and see to it that the one is seen and heard. @param {number} by */
  #step(by) {
    if (!this.events.length) return;
    this.current = Math.min(Math.max(this.current + by, 0), this.events.length - 1);
    const { place, span } = this.events[this.current];
    const middle = (span.start + span.end) / 2;
    const seen = this.x(middle);
    if (seen < 20 || seen > this.width - 20) select(/** @type {Element} */ (this.svg)).call(this.zooming.translateTo, this.full(middle), 0);
    else this.draw();
    this.on.tell(describe(place));
  }
}

/** An event in words. @param {number} place */
const describe = (place) => `${inWords(things[place].time ?? "")}: ${nameOf(place)}`;

/** The first and last moment of the time around the articles in which most events are; where no article has a date, all. @param {Dated[]} events @returns {[number, number]} */
export function coreOf(events) {
  const told = articles.flatMap(({ date }) => (date ? [Date.parse(date.slice(0, 10))] : [])).filter((moment) => !Number.isNaN(moment));
  const middles = events.map(({ span }) => (span.start + span.end) / 2).sort((a, b) => a - b);
  if (!middles.length) return [Date.UTC(2000, 0), Date.UTC(2001, 0)];
  if (!told.length) return [Math.min(...events.map(({ span }) => span.start)) - MARGIN, Math.max(...events.map(({ span }) => span.end)) + MARGIN];
  const [first, last] = [Math.min(...told), Math.max(...told)];
  const near = middles.filter((moment) => moment > first - AROUND && moment < last + AROUND);
  const seen = near.length ? near : middles;
  return [Math.min(first, seen[0]) - MARGIN, Math.max(last, seen[seen.length - 1]) + MARGIN];
}

/** How an event's time and voice are drawn. @param {Dated["span"]} span @param {string} voice @param {number} from @param {number} to @param {number} y pixels */
export function signOf({ kind, openStart, openEnd }, voice, from, to, y) {
  const parts = [];
  const isWide = to - from > 14 || kind !== "day";
  if (isWide) parts.push(svgElement("rect", { class: "time", x: String(from), y: String(y - 5), width: String(Math.max(to - from, 8)), height: "10", rx: "5" }));
  if (openStart) parts.push(svgElement("path", { class: "open", d: `M${from + 6} ${y - 4}l-6 4l6 4` }));
  if (openEnd) parts.push(svgElement("path", { class: "open", d: `M${to - 6} ${y - 4}l6 4l-6 4` }));
  const x = kind === "day" ? (from + to) / 2 : Math.max(from, 0) + 6;
  parts.push(svgElement("path", { class: "sign", d: shapeOf(voice, x, y) }));
  return parts;
}

/** The shape of a voice around a point. @param {string} voice @param {number} x @param {number} y */
export function shapeOf(voice, x, y) {
  const shapes = /** @type {Record<string, string>} */ ({
    stated: `M${x - 5} ${y}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z`,
    claimed: `M${x} ${y - 6}l6 6l-6 6l-6 -6Z`,
    envisaged: `M${x - 5} ${y + 4.5}l5 -10l5 10Z`,
    denied: `M${x - 4.5} ${y - 4.5}l9 9m0 -9l-9 9`,
  });
  return shapes[voice];
}

/** @param {number} x @param {number} y @param {string} words @param {string} name */
function text(x, y, words, name) {
  const made = svgElement("text", { x: String(x), y: String(y), class: name });
  made.textContent = words;
  return made;
}

