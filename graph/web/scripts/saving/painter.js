// Paints an SVG picture on a canvas: what this page draws, without an image that its policy would not let load.

const SHAPE = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "fill-rule"];
const TEXT = ["font-size", "font-weight", "font-family", "text-anchor", "letter-spacing", "paint-order"];
/** @type {Record<string, string>} */
const INITIAL = { fill: "#000", stroke: "none", "stroke-width": "1", "stroke-dasharray": "none", "font-size": "16", "font-weight": "400", "font-family": "sans-serif", "text-anchor": "start", "letter-spacing": "0" };

/** @typedef {Record<string, string>} Style */

/** @param {CanvasRenderingContext2D} context @param {Element} drawn @param {Style} [inherited] */
export function paint(context, drawn, inherited = INITIAL) {
  const own = [...SHAPE, ...TEXT].flatMap((name) => (drawn.hasAttribute(name) ? [[name, value(drawn, name)]] : []));
  const style = { ...inherited, ...Object.fromEntries(own) };
  context.save();
  context.globalAlpha *= Number(drawn.getAttribute("opacity") ?? 1);
  transform(context, drawn.getAttribute("transform") ?? "");
  const kind = drawn.localName;
  if (kind === "svg") clip(context, drawn);
  if (kind === "text") write(context, drawn, style);
  else if (kind === "g" || kind === "svg") for (const child of drawn.children) paint(context, child, style);
  else outline(context, shapeOf(drawn), style);
  context.restore();
}

/** @param {Element} drawn @param {string} name */
const value = (drawn, name) => drawn.getAttribute(name) ?? "";

/** @param {Element} drawn @param {string} name */
const number = (drawn, name) => Number.parseFloat(drawn.getAttribute(name) ?? "0") || 0;

/** @param {CanvasRenderingContext2D} context @param {Element} svg */
function clip(context, svg) {
  context.translate(number(svg, "x"), number(svg, "y"));
  context.beginPath();
  context.rect(0, 0, number(svg, "width"), number(svg, "height"));
  context.clip();
}

/** @param {CanvasRenderingContext2D} context @param {string} steps as in SVG: "translate(1 2) rotate(3) scale(4)" */
function transform(context, steps) {
  for (const [, kind, rest] of steps.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [a, b] = rest.trim().split(/[\s,]+/).map(Number);
    if (kind === "translate") context.translate(a, b ?? 0);
    else if (kind === "rotate") context.rotate((a * Math.PI) / 180);
    else if (kind === "scale") context.scale(a, b ?? a);
  }
}

/** @param {Element} drawn */
function shapeOf(drawn) {
  if (drawn.localName === "path") return new Path2D(value(drawn, "d"));
  const path = new Path2D();
  if (drawn.localName === "rect") path.rect(number(drawn, "x"), number(drawn, "y"), number(drawn, "width"), number(drawn, "height"));
  if (drawn.localName === "line") {
    path.moveTo(number(drawn, "x1"), number(drawn, "y1"));
    path.lineTo(number(drawn, "x2"), number(drawn, "y2"));
  }
  if (drawn.localName === "circle") path.arc(number(drawn, "cx"), number(drawn, "cy"), number(drawn, "r"), 0, 2 * Math.PI);
  return path;
}

/** @param {CanvasRenderingContext2D} context @param {Path2D} path @param {Style} style */
function outline(context, path, style) {
  if (style.fill !== "none") {
    context.fillStyle = style.fill;
    context.fill(path, style["fill-rule"] === "evenodd" ? "evenodd" : "nonzero");
  }
  if (style.stroke === "none") return;
  pen(context, style);
  context.stroke(path);
}

/** @param {CanvasRenderingContext2D} context @param {Style} style */
function pen(context, style) {
  context.strokeStyle = style.stroke;
  context.lineWidth = Number.parseFloat(style["stroke-width"]);
  context.setLineDash(style["stroke-dasharray"] === "none" ? [] : style["stroke-dasharray"].split(/[\s,]+/).map(Number.parseFloat));
  if (style["stroke-linejoin"]) context.lineJoin = /** @type {CanvasLineJoin} */ (style["stroke-linejoin"]);
}

/** @param {CanvasRenderingContext2D} context @param {Element} text with rows in tspans, or one row @param {Style} style */
function write(context, text, style) {
  context.font = `${style["font-weight"]} ${Number.parseFloat(style["font-size"])}px ${style["font-family"]}`;
  context.textAlign = /** @type {CanvasTextAlign} */ (style["text-anchor"] === "middle" ? "center" : style["text-anchor"]);
  context.letterSpacing = `${Number.parseFloat(style["letter-spacing"]) || 0}px`;
  const rows = text.children.length ? [...text.children] : [text];
  for (const row of rows) {
    const [words, x, y] = [row.textContent ?? "", number(row, "x"), number(row, "y")];
    if (style.stroke !== "none") {
      pen(context, style);
      context.strokeText(words, x, y);
    }
    context.fillStyle = style.fill;
    context.fillText(words, x, y);
  }
}
