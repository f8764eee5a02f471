// The view of what happened when: a timeline, and the same as a list.

import { statements, things } from "../base/data.js";
import { byId, counted, element, line, ofAll, svgElement } from "../base/elements.js";
import { state } from "../base/state.js";
import { isShown, thingsLetThrough } from "../controls/filters.js";
import { colour } from "../graph/colours.js";
import { styled } from "../saving/styled.js";
import { coreOf, shapeOf, signOf, Timeline } from "../timeline/chart.js";
import { datedEvents, ORDER, yearless } from "../timeline/lanes.js";
import { dayAt, inWords } from "../timeline/spans.js";
/** @import { Page, Scene } from "../app.js" */
/** @import { Dated } from "../timeline/lanes.js" */
/** @import { View } from "./registry.js" */

const LANES = { "": "none", actors: "actors", places: "places" };
const AT_ONCE = 60; // events of the list before "more"
const KEYS = "Arrow keys go from event to event, Enter opens one, plus and minus zoom, 0 shows all time. The list after it has the same events.";
const VOICE_WORDS = { stated: "stated", claimed: "claimed", envisaged: "planned, possible or demanded", denied: "denied" };

/** The timeline; null before it is first shown. @type {Timeline | null} */
export let timeline = null;

/** @type {View} */
export const timelineView = { name: "timeline", label: "Timeline", text: true, keeps: () => true, parameters: { lanes: (value) => Object.hasOwn(LANES, value) }, make };

/** @param {HTMLElement} region @param {Page} page */
function make(region, page) {
  region.classList.add("times-view");
  const made = new Timeline({
    go: page.goTo,
    pick: (since, until) => page.go({ filters: { ...state.filters, since, until } }),
    tell: (text) => (byId("chosen").textContent = text),
  });
  timeline = made;
  const controls = new Controls(page);
  const list = element("div", { class: "event-list" });
  const hint = "Drag over the days below to pick some: all views then show these. Ctrl and wheel zoom, dragging moves.";
  const pictures = element("div", { class: "pictures" }, made.chart, element("p", { class: "hint" }, hint), made.strip);
  region.append(
    element("h2", {}, "What happened when"),
    controls.form,
    element("p", { id: "timeline-keys", class: "spoken" }, KEYS),
    pictures,
    legend(),
    list,
  );
  /** @type {Dated[]} */
  let picked = [];
  return {
    show: (/** @type {Scene} */ { state: asked, around }) => {
      const { since, until, ...filters } = asked.filters;
      const events = datedEvents(since || until ? thingsLetThrough({ ...asked, filters: { ...filters, since: "", until: "" } }) : around);
      controls.show();
      made.show(events, asked.own.lanes ?? "", asked.thing, { since, until });
      picked = events.filter(({ span }) => (!since || dayAt(span.start) >= since) && (!until || dayAt(span.start) <= until));
      pictures.hidden = events.length === 0;
      list.replaceChildren(...listOf(picked, page), ...yearlessOf(since || until ? [] : yearless(around), page));
    },
    count: () => {
      const all = things.filter(({ kind }) => kind === "event").length;
      return [...ofAll(picked.length, all, "event"), " · those without a date, or only named, are in the other views"];
    },
    moves: made,
    statements: () => picked.flatMap(({ place }) => toldBy(place)),
    picture: () => pictureOf(made),
  };
}

/** The statements that are shown and tell of an event. @param {number} event */
const toldBy = (event) => (things[event].about ?? []).filter((one) => statements[one].event === event && isShown(one));

/** The timeline as it is seen, with what its signs mean. @param {Timeline} made */
function pictureOf(made) {
  const looks = (/** @type {string} */ voice) => ({ d: shapeOf(voice, 9, 8), fill: voice === "stated" ? colour(voice) : "none", stroke: colour(voice), "stroke-width": "2" });
  const more = ORDER.map((voice) => /** @type {[string, Record<string, string>]} */ ([VOICE_WORDS[/** @type {keyof typeof VOICE_WORDS} */ (voice)], looks(voice)]));
  return { drawn: styled(made.svg), title: "What happened when", kinds: [], voices: [], more };
}

/** Which lanes there are, and which days are picked. */
class Controls {
  /** @param {Page} page */
  constructor(page) {
    this.lanes = /** @type {HTMLSelectElement} */ (element("select", { onchange: () => page.go({ own: { ...state.own, lanes: this.lanes.value } }) }, ...Object.entries(LANES).map(([value, label]) => element("option", { value }, label))));
    const pick = () => page.go({ filters: { ...state.filters, since: this.since.value, until: this.until.value } });
    this.since = /** @type {HTMLInputElement} */ (element("input", { type: "date", onchange: pick }));
    this.until = /** @type {HTMLInputElement} */ (element("input", { type: "date", onchange: pick }));
    this.clear = element("button", { type: "button", onclick: () => page.go({ filters: { ...state.filters, since: "", until: "" } }) }, "All days");
    this.form = element(
      "div",
      { class: "times-tools", role: "group", "aria-label": "Timeline" },
      element("label", {}, "Lanes by ", this.lanes),
      element("label", {}, "From ", this.since),
      element("label", {}, "to ", this.until),
      this.clear,
    );
  }

  show() {
    this.lanes.value = state.own.lanes ?? "";
    this.since.value = state.filters.since;
    this.until.value = state.filters.until;
    /** @type {HTMLButtonElement} */ (this.clear).disabled = !state.filters.since && !state.filters.until;
  }
}

/** What the signs mean. */
function legend() {
  /** @param {"day" | "within" | "span"} kind @param {string} voice @param {boolean} [about] */
  const sign = (kind, voice, about = false) => {
    const svg = svgElement("svg", { class: "timeline key", width: "34", height: "16", "aria-hidden": "true" });
    const mark = svgElement("g", { class: `mark ${voice} ${kind}${about ? " about" : ""}` });
    mark.append(...signOf({ start: 0, end: 0, kind, about, openStart: false, openEnd: false }, voice, kind === "day" ? 11 : 2, kind === "day" ? 23 : 32, 8));
    svg.append(mark);
    return svg;
  };
  const items = [
    ...ORDER.map((voice) => element("li", {}, sign("day", voice), VOICE_WORDS[/** @type {keyof typeof VOICE_WORDS} */ (voice)])),
    element("li", {}, sign("span", "stated"), "all that time"),
    element("li", {}, sign("within", "stated"), "some time within"),
    element("li", {}, sign("within", "stated", true), "date uncertain"),
  ];
  return element("ul", { class: "times-legend", "aria-label": "Signs" }, ...items);
}

/** The events month by month. @param {Dated[]} events in order @param {Page} page */
function listOf(events, page) {
  if (!events.length) return [element("p", {}, "No event that the filters let through has a date.")];
  const [first] = coreOf(events);
  const before = events.filter(({ span }) => span.end <= first);
  const earlier = before.length > 0 && element("details", {}, element("summary", {}, `Earlier: ${counted(before.length, "event")}`), inMonths(before, page));
  return [element("h3", {}, counted(events.length, "dated event")), ...(earlier ? [earlier] : []), inMonths(events.slice(before.length), page)];
}

/** @param {Dated[]} events in order @param {Page} page */
function inMonths(events, page) {
  const headings = events.map(headingOf);
  const list = element("ul", { class: "dated" });
  const at = new Map(events.map((event, place) => [event, place]));
  const made = (/** @type {Dated} */ event) => {
    const place = /** @type {number} */ (at.get(event));
    return item(event, page, headings[place] === headings[place - 1] ? "" : headings[place]);
  };
  page.cards.inParts(list, events, made, AT_ONCE);
  return list;
}

/** The month or the year that an event is listed under. @param {Dated} event */
function headingOf({ span }) {
  const isLong = span.end - span.start > 31 * 86_400_000;
  return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", year: "numeric", ...(isLong ? {} : { month: "long" }) }).format(span.start);
}

/** Events whose year no article tells. @param {{place: number, voice: string}[]} events @param {Page} page */
function yearlessOf(events, page) {
  if (!events.length) return [];
  const list = element("ul", { class: "dated" });
  page.cards.inParts(list, events, (event) => item(event, page, ""), AT_ONCE);
  return [element("h3", {}, `${counted(events.length, "event")} of a year that is not told`), list];
}

/** @param {{place: number, voice: string}} event @param {Page} page @param {string} month a heading, where it is the first of its month */
function item({ place, voice }, page, month) {
  const { time = "", parts = [] } = things[place];
  const where = [...new Set(parts.filter(([, role]) => role === "place").map(([part]) => part))];
  const told = toldBy(place).length;
  return element(
    "li",
    {},
    month && element("h4", {}, month),
    element("b", {}, inWords(time)),
    line(voice),
    element("span", {}, page.cards.name(place), ...(where.length ? [" · ", page.cards.inline(where)] : []), told > 1 && element("small", {}, ` · ${counted(told, "statement")}`)),
  );
}
