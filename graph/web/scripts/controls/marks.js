// What the reader has marked as wrong, and the ways to hand it to newsgraph.

import { byId, counted, element } from "../base/elements.js";
import { commandsOfMarks, marks, restore, turtleOfMarks } from "../evidence/marks.js";
import { copy } from "./copying.js";
import { keep } from "./keeping.js";

/** @param {() => void} again shows all anew */
export function tellMarks(again) {
  const bar = byId("marks");
  const marked = marks();
  bar.hidden = !marked.length;
  if (!marked.length) return;
  const button = (/** @type {string} */ id, /** @type {string} */ label, /** @type {() => void} */ press) => element("button", { type: "button", class: "name", id, onclick: press }, label);
  bar.replaceChildren(
    `${counted(marked.length, "statement")} marked as wrong: `,
    button("save-marks", "Save for newsgraph reject --from", () => keep(new Blob([turtleOfMarks()], { type: "text/turtle" }), "marks.ttl")),
    " · ",
    button("copy-marks", "Copy commands", () => copy(commandsOfMarks(), "Commands")),
    " · ",
    button("last-mark", "Take the last back", () => restore(/** @type {number} */ (marked.at(-1))).then(again)),
  );
}
