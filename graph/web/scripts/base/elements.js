// Small things that the page is made of. Words of articles only ever become text nodes.

/**
 * An element with attributes, listeners ("onclick") and children.
 * @param {string} name
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, String(value));
  }
  made.append(...children.filter((child) => child != null && child !== false).map((child) => /** @type {Node | string} */ (child)));
  return made;
}

/** Words of an article, which may run in either direction without turning what stands around them. @param {string} text */
export const words = (text) => element("bdi", {}, text);

/** The element of the page with an id. @param {string} id */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

export const SVG = "http://www.w3.org/2000/svg";
export const SHAPES = {
  person: "M9 2a6 6 0 1 0 .01 0Z",
  organization: "M3 2h12v12h-12Z",
  group: "M9 1l8 14h-16Z",
  place: "M9 0l8 8l-8 8l-8-8Z",
  event: "M5 2h8l4 6l-4 6h-8l-4-6Z",
  topic: "M1 1h16l-8 14Z",
};
/** @type {Record<string, string>} */
export const LINES = { claimed: "6 4", denied: "8 3 2 3", envisaged: "1.5 4", context: "1 4" };

/** The sign of a kind of thing, as the graph draws it. @param {string} kind */
export function sign(kind) {
  const svg = svgElement("svg", { viewBox: "0 0 18 16", class: `swatch ${kind}`, "aria-hidden": "true" });
  svg.append(svgElement("path", { d: SHAPES[/** @type {keyof typeof SHAPES} */ (kind)] }));
  return svg;
}

/** The line of a voice, as the graph draws it. @param {string} voice */
export function line(voice) {
  const svg = svgElement("svg", { viewBox: "0 0 30 16", class: `swatch line ${voice}`, "aria-hidden": "true" });
  svg.append(svgElement("path", { d: "M1 8h28", "stroke-dasharray": LINES[voice] ?? "none" }));
  if (voice === "denied") svg.append(svgElement("path", { d: "M15 3v10" }));
  return svg;
}

/** How the graph draws what is contested. */
export function contestedSign() {
  const svg = svgElement("svg", { viewBox: "0 0 18 16", class: "swatch contested-sign", "aria-hidden": "true" });
  svg.append(svgElement("path", { d: SHAPES.event, "stroke-dasharray": "3 2" }), svgElement("path", { d: "M6 6.5h6M6 9.5h6M11 4.5l-4 7" }));
  return svg;
}

/** @param {string} name @param {Record<string, string>} attributes */
export function svgElement(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/**
 * A sentence with some of its words marked; offsets count code points, as the graph's do.
 * @param {string} text @param {[number, number][]} ranges in order
 */
export function marked(text, ranges) {
  const letters = Array.from(text);
  const made = element("bdi");
  let end = 0;
  for (const [from, to] of ranges) {
    made.append(letters.slice(end, from).join(""), element("mark", {}, letters.slice(from, to).join("")));
    end = to;
  }
  made.append(letters.slice(end).join(""));
  return made;
}

/** "1 statement", "2 statements". @param {number} count @param {string} noun */
export const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** A text cut to the width of a list. @param {string} text */
export const short = (text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** "2 of 3 events". @param {number} some @param {number} all @param {string} noun */
export const ofAll = (some, all, noun) => [element("b", {}, String(some)), ` of ${counted(all, noun)}`];

/** Letters without their marks, in lower case. @param {string} text */
export const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
