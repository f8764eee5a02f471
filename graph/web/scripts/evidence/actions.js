// What a reader can do with a statement: read it in its article, cite it, mark it as wrong.

import { articles, nameOf, sentences, statements, titleOf, VOICES } from "../base/data.js";
import { element } from "../base/elements.js";
import { readTexts } from "../base/texts.js";
import { copy } from "../controls/copying.js";
import { reject } from "./marks.js";

/** @typedef {{read: (article: string, statement: string) => void, again: () => void}} Ways to an article's text at a statement; and to show all anew */

/** Buttons for a statement, and the form that one of them opens. @param {number} place @param {Ways} ways @param {boolean} [inText] whether its text is beside */
export function actionsOf(place, ways, inText = false) {
  const form = element("form", { class: "reject", hidden: true });
  const button = (/** @type {string} */ label, /** @type {() => void} */ press, more = {}) => element("button", { type: "button", onclick: press, ...more }, label);
  const wrong = button("Mark as wrong", () => openForm(form, wrong, place, ways), { "aria-expanded": "false" });
  return element(
    "div",
    { class: "actions" },
    !inText && button("In the article", () => readIn(place, ways)),
    button("Cite", () => cite(place)),
    wrong,
    form,
  );
}

/** @param {number} place @param {Ways} ways */
async function readIn(place, ways) {
  const { statements: told } = await readTexts();
  ways.read(articles[sentences[statements[place].sentence].article].iri, told[place].id);
}

/** @param {number} place */
async function cite(place) {
  await readTexts();
  copy(await citation(place), "Citation");
}

/** A statement with who says it, its sentence, article, publisher, date and address. @param {number} place */
export async function citation(place) {
  const { statements: told } = await readTexts();
  const { sentence, voice, by, cue } = statements[place];
  const { text, article } = sentences[sentence];
  const { date, url, publisher } = articles[article];
  const who = by === undefined ? (cue ? "by a source that is not named" : "by the article itself") : `by ${nameOf(by)}`;
  const where = [inQuotes(titleOf(articles[article])), publisher, date?.slice(0, 10), url].filter(Boolean).join(", ");
  return `${told[place].text} (${VOICES[/** @type {keyof typeof VOICES} */ (voice)].toLowerCase()} ${who}). ${inQuotes(text.split(/\s+/u).join(" "))} ${where}.`;
}

/** Words in quotation marks, unless they bring their own. @param {string} text */
const inQuotes = (text) => (/^["“«„]/u.test(text) ? text : `“${text}”`);

/** @param {HTMLElement} form @param {HTMLElement} wrong the button that opens it @param {number} place @param {Ways} ways */
function openForm(form, wrong, place, ways) {
  const shut = () => {
    form.hidden = true;
    wrong.setAttribute("aria-expanded", "false");
    wrong.focus();
  };
  const reason = /** @type {HTMLInputElement} */ (element("input", { name: "reason", autocomplete: "off", "aria-label": "Why it is wrong", placeholder: "Why? (need not be said)" }));
  form.replaceChildren(reason, element("button", { type: "submit" }, "It is wrong"), element("button", { type: "button", onclick: shut }, "Cancel"));
  form.onsubmit = (event) => {
    event.preventDefault();
    reject(place, reason.value).then(ways.again);
  };
  form.onkeydown = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // what is chosen stays
    shut();
  };
  form.hidden = false;
  wrong.setAttribute("aria-expanded", "true");
  reason.focus();
}
