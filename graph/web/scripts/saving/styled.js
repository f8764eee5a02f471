// A picture that takes its looks with it, rather than from the page's style sheet.

import { SVG } from "../base/elements.js";
import { fitForXml } from "../base/svg.js";

const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "fill-rule", "opacity", "font-size", "font-weight", "font-family", "letter-spacing", "text-anchor", "paint-order"];
const KEPT = new Set(["d", "x", "y", "cx", "cy", "r", "width", "height", "viewBox", "x1", "x2", "y1", "y2", "rx", "transform", "text-anchor"]);

/** A copy of a picture of the page, each part with the looks that it has there. @param {Element} drawn @returns {SVGElement} */
export function styled(drawn) {
  const made = document.createElementNS(SVG, drawn.localName);
  for (const { name, value } of drawn.attributes) if (KEPT.has(name)) made.setAttribute(name, value);
  if (!drawn.children.length) {
    const looks = getComputedStyle(drawn);
    for (const name of LOOKS) {
      const value = looks.getPropertyValue(name);
      if (value && value !== "normal") made.setAttribute(name, value);
    }
    made.textContent = fitForXml(drawn.textContent ?? "");
  }
  made.append(...[...drawn.children].map(styled));
  return made;
}
