// Dated events: a histogram, and two handles that leave those between them.

import { things } from "./data.js";
import { element, svgElement } from "./elements.js";
/** @import { Filters } from "./state.js" */

const BARS = 40;

/** The day on which an event's time begins; "" where it has none or leaves the year open. @param {string | undefined} time EDTF */
export function dayOf(time) {
  const found = /^(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(time ?? "");
  if (!found || Number(found[2] ?? 1) > 12) return "";
  return `${found[1]}-${found[2] ?? "01"}-${found[3] ?? "01"}`;
}

/** The days on which something happened, in order. @type {string[]} */
let days = [];

/** How many dated events fall into each of some equal parts of all days. @type {number[]} */
let histogram = [];

/** Call once the data are there. */
export function readDays() {
  const dated = things.map((thing) => dayOf(thing.time)).filter(Boolean);
  days = [...new Set(dated)].sort();
  const places = new Map(days.map((day, at) => [day, at]));
  histogram = new Array(Math.min(BARS, days.length)).fill(0);
  for (const day of dated) histogram[Math.floor(((places.get(day) ?? 0) / days.length) * histogram.length)]++;
}

/** The sliders; nothing where fewer than two days are known. @param {Filters} filters @param {(filters: Filters) => void} changed */
export function timeFilter(filters, changed) {
  if (days.length < 2) return "";
  const last = days.length - 1;
  const from = filters.since ? Math.max(days.findIndex((day) => day >= filters.since), 0) : 0;
  const after = filters.until ? days.findIndex((day) => day > filters.until) : -1;
  const to = after < 0 ? last : Math.max(after - 1, 0);
  /** @param {string} label @param {string} name @param {number} value @param {(at: number) => Partial<Filters>} change */
  const handle = (label, name, value, change) => {
    const range = /** @type {HTMLInputElement} */ (
      element("input", { type: "range", name, min: 0, max: last, value, "aria-label": label, "aria-valuetext": days[value] })
    );
    const shown = element("output", {}, days[value]);
    range.addEventListener("input", () => {
      shown.textContent = days[Number(range.value)];
      range.setAttribute("aria-valuetext", days[Number(range.value)]);
    });
    range.addEventListener("change", () => changed({ ...filters, ...change(Number(range.value)) }));
    return element("label", {}, `${label} `, range, " ", shown);
  };
  const most = Math.max(...histogram);
  const bars = svgElement("svg", { viewBox: `0 0 ${histogram.length} 10`, class: "histogram", preserveAspectRatio: "none", "aria-hidden": "true" });
  histogram.forEach((count, at) => {
    const height = (10 * count) / most;
    bars.append(svgElement("rect", { x: String(at + 0.1), y: String(10 - height), width: "0.8", height: String(height) }));
  });
  return element(
    "fieldset",
    { class: "times" },
    element("legend", {}, "Events"),
    bars,
    handle("from", "since", from, (at) => ({ since: at === 0 ? "" : days[at] })),
    handle("to", "until", to, (at) => ({ until: at === last ? "" : days[at] })),
  );
}
