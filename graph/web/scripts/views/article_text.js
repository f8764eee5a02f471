// An article's text with the sentences that statements were read from, and the names in them, marked.

import { nameOf, sentences, statements, things } from "../base/data.js";
import { counted, element } from "../base/elements.js";
import { state, writeAddress } from "../base/state.js";

/** @typedef {{begin: number, end: number, thing: number}} Mention in code points of a sentence */
/** @typedef {{choose: (place: number) => void, thing: (place: number) => void}} Go to a statement, to a thing */

/** The names in each sentence, in order, none within another. @type {Map<number, Mention[]> | null} */
let mentions = null;

/** @returns {Map<number, Mention[]>} */
function allMentions() {
  if (mentions) return mentions;
  /** @type {Map<number, Mention[]>} */
  const found = new Map();
  things.forEach(({ kind, seen = [] }, thing) => {
    if (kind === "topic") return;
    for (const [sentence, begin, end] of seen) {
      const others = found.get(sentence);
      if (others) others.push({ begin, end, thing });
      else found.set(sentence, [{ begin, end, thing }]);
    }
  });
  const isEvent = (/** @type {Mention} */ { thing }) => Number(things[thing].kind === "event");
  for (const [sentence, all] of found) {
    all.sort((a, b) => isEvent(a) - isEvent(b) || b.end - b.begin - (a.end - a.begin) || a.begin - b.begin);
    /** @type {Mention[]} */
    const kept = [];
    for (const one of all) if (!kept.some(({ begin, end }) => one.begin < end && begin < one.end)) kept.push(one);
    found.set(sentence, kept.sort((a, b) => a.begin - b.begin));
  }
  mentions = found;
  return found;
}

/**
 * The text in its paragraphs.
 * @param {(number | string)[]} parts places of sentences, and the words between them
 * @param {number[]} told the statements to be shown @param {number | null} chosen one of them @param {Go} go
 */
export function textOf(parts, told, chosen, go) {
  /** @type {Map<number, number[]>} */
  const bySentence = new Map();
  for (const place of told) bySentence.set(statements[place].sentence, [...(bySentence.get(statements[place].sentence) ?? []), place]);
  const text = element("div", { class: "text" });
  let paragraph = element("p");
  const finish = () => {
    if (paragraph.textContent?.trim()) text.append(paragraph);
    paragraph = element("p");
  };
  for (const part of parts) {
    if (typeof part === "number") paragraph.append(...sentenceOf(part, bySentence.get(part) ?? [], chosen, go));
    else {
      part.split("\n").forEach((row, at) => {
        if (at) finish();
        paragraph.append(row);
      });
    }
  }
  finish();
  return text;
}

/**
 * A sentence, and the way to what is read from it.
 * @param {number} sentence @param {number[]} told @param {number | null} chosen @param {Go} go
 */
function sentenceOf(sentence, told, chosen, go) {
  const here = chosen !== null && told.includes(chosen);
  const marks = here ? (statements[/** @type {number} */ (chosen)].words ?? []) : [];
  const next = () => go.choose(told[here ? (told.indexOf(/** @type {number} */ (chosen)) + 1) % told.length : 0]);
  const made = element("span", { class: `sentence${told.length ? " says" : ""}${here ? " chosen" : ""}`, dir: "auto" }, ...pieces(sentence, marks, go));
  if (!told.length) return [made];
  made.addEventListener("click", (event) => /** @type {Element} */ (event.target).closest("a") || next());
  const label = `${counted(told.length, "statement")} of this sentence`;
  return [made, element("button", { type: "button", class: "count", id: `said-${sentence}`, "aria-label": label, title: label, onclick: next }, String(told.length))];
}

/** A sentence cut at the ends of names and of marked words. @param {number} sentence @param {[number, number][]} marks @param {Go} go */
function pieces(sentence, marks, go) {
  const letters = Array.from(sentences[sentence].text);
  const named = allMentions().get(sentence) ?? [];
  const cuts = new Set([0, letters.length, ...marks.flat(), ...named.flatMap(({ begin, end }) => [begin, end])]);
  const ends = [...cuts].filter((at) => at >= 0 && at <= letters.length).sort((a, b) => a - b);
  /** @type {Node[]} */
  const made = [];
  /** The marked words that go on here. @type {HTMLElement | null} */
  let mark = null;
  ends.slice(1).forEach((end, at) => {
    const begin = ends[at];
    const words = letters.slice(begin, end).join("");
    const thing = named.find((one) => one.begin <= begin && end <= one.end)?.thing;
    const written = thing === undefined ? document.createTextNode(words) : nameIn(words, thing, go);
    const [marked] = marks.filter(([from, to]) => from <= begin && end <= to);
    if (!marked) made.push(written);
    else if (mark && marked[0] < begin) mark.append(written);
    else made.push((mark = element("mark", {}, written)));
  });
  return made;
}

/** A name that leads to its thing. @param {string} written @param {number} thing @param {Go} go */
function nameIn(written, thing, go) {
  const press = (/** @type {MouseEvent} */ event) => {
    event.preventDefault();
    go.thing(thing);
  };
  const current = thing === state.thing;
  const address = writeAddress({ ...state, thing, link: "", path: null, steps: 0 });
  return element("a", { class: `mention ${things[thing].kind}`, href: address, title: nameOf(thing), "aria-current": current && "true", onclick: press }, written);
}
