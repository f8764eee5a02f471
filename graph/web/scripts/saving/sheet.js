// A view as a sheet to be printed or published: the picture with a title, a legend, its sources and the day.

import { articles, titleOf, TOGGLES, VOICES } from "../base/data.js";
import { counted, LINES, SHAPES, SVG, svgElement } from "../base/elements.js";
import { fitForXml } from "../base/svg.js";
import { keep } from "../controls/keeping.js";
import { colour } from "../graph/colours.js";
import { FACE } from "../graph/labels.js";
import { paint } from "./painter.js";

/**
 * @typedef {{title: string, kinds: string[], voices: string[], more?: [string, Record<string, string>][], credit?: string}} Caption
 *   kinds and voices that the legend explains, other shapes, and whose work it is besides
 */

const PRINT = 3508; // pixels: the long side of A4 at 300 to the inch
const MARGIN = 14;
const ROW = 17;
const MOST_SOURCES = 4; // rows

/** Keep a sheet. @param {"png" | "svg"} kind @param {SVGElement} picture with its size @param {Caption} caption */
export function saveSheet(kind, picture, caption) {
  const sheet = sheetOf(picture, caption);
  if (kind === "svg") keep(new Blob([new XMLSerializer().serializeToString(sheet)], { type: "image/svg+xml" }), "graph.svg");
  else paintedOn(sheet).toBlob((blob) => blob && keep(blob, "graph.png"), "image/png");
}

/** @param {SVGElement} sheet */
function paintedOn(sheet) {
  const [width, height] = ["width", "height"].map((name) => Number(sheet.getAttribute(name)));
  const scale = Math.max(1, PRINT / Math.max(width, height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.scale(scale, scale);
  paint(context, sheet);
  return canvas;
}

/** The sheet as SVG. @param {SVGElement} picture @param {Caption} caption */
function sheetOf(picture, caption) {
  const [width, height] = ["width", "height"].map((name) => Number(picture.getAttribute(name)));
  const legend = legendOf(caption, width);
  const top = MARGIN + 24 + legend.height;
  const sources = rowsOf(`Sources: ${sourcesInWords()}`, width - 2 * MARGIN, MOST_SOURCES);
  const rows = [...sources, `${articlesInWords()} · read by newsgraph: only what the articles say, by whom they say it · saved on ${today()}`, ...(caption.credit ? [caption.credit] : [])];
  const whole = top + height + MARGIN + rows.length * ROW;
  const svg = svgElement("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${whole}`, width: String(width), height: String(whole), "font-family": FACE });
  svg.append(svgElement("rect", { width: String(width), height: String(whole), fill: colour("ground") }));
  svg.append(words(caption.title, MARGIN, MARGIN + 12, { "font-size": "18", "font-weight": "650", fill: colour("ink") }), legend.drawn);
  for (const [name, value] of Object.entries({ id: "picture", x: "0", y: String(top) })) picture.setAttribute(name, value);
  picture.removeAttribute("xmlns");
  svg.append(picture);
  rows.forEach((row, at) => svg.append(words(row, MARGIN, top + height + MARGIN + at * ROW, { "font-size": "11", fill: colour("faint") })));
  return svg;
}

/** @param {string} text @param {number} x @param {number} y @param {Record<string, string>} looks */
function words(text, x, y, looks) {
  const made = svgElement("text", { x: x.toFixed(1), y: y.toFixed(1), ...looks });
  made.textContent = fitForXml(text);
  return made;
}

/** What the signs and lines mean, in rows. @param {Caption} caption @param {number} width */
function legendOf({ kinds, voices, more = [] }, width) {
  const drawn = svgElement("g", { "font-size": "12" });
  /** @type {[string, Record<string, string>][]} */
  const signs = kinds.map((kind) => [TOGGLES[/** @type {keyof typeof TOGGLES} */ (kind)], { d: SHAPES[/** @type {keyof typeof SHAPES} */ (kind)], fill: colour(kind), stroke: kind === "event" ? colour("event-line") : "none" }]);
  /** @type {[string, Record<string, string>][]} */
  const lines = voices.map((voice) => [
    voice === "context" ? "Lies in" : VOICES[/** @type {keyof typeof VOICES} */ (voice)],
    { d: voice === "denied" ? "M0 8h24M12 3v10" : "M0 8h24", fill: "none", stroke: colour(voice), "stroke-width": "2", "stroke-dasharray": LINES[voice] ?? "none" },
  ]);
  let [x, y] = [MARGIN, MARGIN + 22];
  for (const [label, looks] of [...signs, ...more, ...lines]) {
    const across = 34 + widthOf(label, "12px") + 14;
    if (x + across > width) [x, y] = [MARGIN, y + ROW];
    drawn.append(svgElement("path", { ...looks, transform: `translate(${x} ${y})` }), words(label, x + 30, y + 12, { fill: colour("ink") }));
    x += across;
  }
  return { drawn, height: y - MARGIN };
}

/** @param {string} text @param {string} size */
function widthOf(text, size) {
  widthOf.context.font = `${size} ${FACE}`;
  return widthOf.context.measureText(text).width;
}
widthOf.context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

/** A text in rows that fit; what is too much is cut, and says so. @param {string} text @param {number} width @param {number} most rows */
function rowsOf(text, width, most) {
  /** @type {string[]} */
  const rows = [""];
  for (const word of text.split(" ")) {
    const longer = rows[rows.length - 1] ? `${rows[rows.length - 1]} ${word}` : word;
    if (widthOf(longer, "11px") <= width) rows[rows.length - 1] = longer;
    else rows.push(word);
    if (rows.length > most) return [...rows.slice(0, most - 1), `${rows[most - 1].slice(0, -2)} …`];
  }
  return rows;
}

/** Titles, publishers and dates of the articles. */
const sourcesInWords = () => articles.map((one) => [titleOf(one).slice(0, 90), one.publisher, one.date?.slice(0, 10)].filter(Boolean).join(", ")).join("; ");

/** "8 articles, 2022-10-19 to 2022-10-24". */
function articlesInWords() {
  const days = articles.flatMap(({ date }) => (date ? [date.slice(0, 10)] : [])).sort();
  const when = days.length ? `, ${days[0]}${days[0] === days.at(-1) ? "" : ` to ${days.at(-1)}`}` : "";
  return counted(articles.length, "article") + when;
}

/** The reader's day. */
const today = () => new Date().toLocaleDateString("sv"); // as ISO 8601 has it
