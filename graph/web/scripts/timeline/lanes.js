// Where the events stand on the timeline: in lanes, and in each lane in rows, so that they and what they are called keep apart.

import { nameOf, statements, things } from "../base/data.js";
import { isShown } from "../controls/filters.js";
import { spanOf } from "./spans.js";
/** @import { Span } from "./spans.js" */

/**
 * @typedef {{place: number, span: Span, voice: string, weight: number}} Dated an event, how it is told, and how much is said of it
 * @typedef {{title: string, events: Dated[]}} Lane
 * @typedef {{event: Dated, from: number, to: number, row: number, named: "right" | "left" | ""}} Mark an event in
 *   its lane, in pixels, and on which side there is room for its name
 */

export const ORDER = ["stated", "claimed", "envisaged", "denied"]; // what tells of an event best first
const LANES = 12;
const FEWEST = 2; // events that make a lane
const LETTER = 6.6; // pixels, about
const DOT = 12; // pixels, the least that a mark takes
const GAP = 8;

/** How an event is told, by what is shown of it: stated, if any article states it. @param {number} place */
function voiceOf(place) {
  const told = (things[place].about ?? []).filter((one) => statements[one].event === place && isShown(one)).map((one) => statements[one].voice);
  const voices = told.length ? told : (things[place].reported ?? []);
  return ORDER.find((voice) => voices.includes(voice)) ?? "stated";
}

/** Events of which a statement that is shown tells. @param {Set<number>} shown */
const toldEvents = (shown) => [...shown].filter((place) => things[place].kind === "event" && (things[place].about ?? []).some((one) => statements[one].event === place && isShown(one)));

/** The events with a date that leaves the year open. @param {Set<number>} shown */
export const yearless = (shown) => toldEvents(shown).filter((place) => things[place].time && !spanOf(things[place].time)).map((place) => ({ place, voice: voiceOf(place) }));

/**
 * The dated events among some things, in order of time: those of which a statement that is shown tells, rather than only
 * names them.
 * @param {Set<number>} shown @returns {Dated[]}
 */
export function datedEvents(shown) {
  const found = toldEvents(shown).flatMap((place) => {
    const span = spanOf(things[place].time);
    const { about = [], articles = [] } = things[place];
    return span ? [{ place, span, voice: voiceOf(place), weight: (5 * articles.length + about.length) / (span.kind === "within" ? 4 : 1) }] : [];
  });
  return found.sort((one, other) => one.span.start - other.span.start || one.span.end - other.span.end || one.place - other.place);
}

/** Who takes part in an event, or where it is. @param {number} event @param {string} by "actors" or "places" */
const partsOf = (event, by) => [...new Set((things[event].parts ?? []).filter(([, role]) => (role === "place") === (by === "places")).map(([part]) => part))];

/**
 * The events in lanes: one, or one for each of the actors or places of most of those that are seen at first.
 * @param {Dated[]} events @param {string} by "", "actors" or "places" @param {[number, number]} core what is seen at first
 * @returns {Lane[]}
 */
export function lanesOf(events, by, [first, last]) {
  if (!by) return [{ title: "", events }];
  /** @type {Map<number, Dated[]>} */
  const found = new Map();
  for (const event of events) for (const part of partsOf(event.place, by)) found.set(part, [...(found.get(part) ?? []), event]);
  const seen = (/** @type {Dated[]} */ members) => members.filter(({ span }) => span.end > first && span.start < last).length;
  const most = [...found].filter(([, members]) => seen(members) >= FEWEST).sort(([a, x], [b, y]) => seen(y) - seen(x) || a - b);
  const lanes = most.slice(0, LANES).map(([part, members]) => ({ title: nameOf(part), events: members }));
  const laid = new Set(lanes.flatMap((lane) => lane.events));
  const rest = events.filter((event) => !laid.has(event));
  return rest.length ? [...lanes, { title: lanes.length ? "All others" : "", events: rest }] : lanes;
}

/**
 * The events of a lane in rows, those of which most is said first: with their names where there is room for them, right or
 * left of the mark. What finds no room at all stands in a last row of its own, one over the other.
 * @param {Dated[]} events @param {(moment: number) => number} x pixels @param {number} width @param {number} most rows
 * @returns {Mark[]}
 */
export function marksOf(events, x, width, most) {
  /** @type {[number, number][][]} */
  const taken = Array.from({ length: most }, () => []);
  const free = (/** @type {number} */ from, /** @type {number} */ to) => taken.findIndex((row) => row.every(([left, right]) => to + GAP / 2 < left || from - GAP / 2 > right));
  const seen = events.map((event) => ({ event, from: x(event.span.start), to: x(event.span.end) })).filter(({ from, to }) => to > 0 && from < width);
  return seen
    .sort((one, other) => other.event.weight - one.event.weight || one.from - other.from || one.event.place - other.event.place)
    .map(({ event, from: start, to: end }) => {
      const middle = (start + end) / 2;
      const [from, to] = end - start < DOT ? [middle - DOT / 2, middle + DOT / 2] : [start, end];
      const label = things[event.place].caption.length * LETTER + GAP;
      const right = Math.max(Math.min(to, width), 0) + label;
      /** @type {[Mark["named"], number, number][]} */
      const ways = [...(right < width ? [/** @type {[Mark["named"], number, number]} */ (["right", from, right])] : []), ...(from > label ? [/** @type {[Mark["named"], number, number]} */ (["left", from - label, to])] : []), ["", from, to]];
      for (const [named, left, last] of ways) {
        const row = free(left, last);
        if (row >= 0) {
          taken[row].push([left, last]);
          return { event, from, to, row, named };
        }
      }
      return { event, from, to, row: most, named: "" };
    });
}
