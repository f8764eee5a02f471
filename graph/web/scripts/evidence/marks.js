// Statements that the reader has marked as wrong: hidden at once, kept for the next visit, and to be handed to newsgraph.

import { articles, sentences, statements } from "../base/data.js";
import { readTexts, textsNow } from "../base/texts.js";
import { known } from "./disputes.js";
/** @import { Texts } from "../base/texts.js" */

const KEPT = "newsgraph marks"; // in the browser's storage

/** Why each is wrong, by its place, in the order in which they were marked. @type {Map<number, string>} */
const reasons = new Map();

/** The places of what is marked, the last last. */
export const marks = () => [...reasons.keys()];

/** Mark a statement as wrong. @param {number} place @param {string} reason */
export async function reject(place, reason) {
  const texts = await readTexts();
  reasons.set(place, reason.trim());
  statements[place].rejected = true;
  known.clear(); // disputes
  keep(texts);
}

/** Take a mark back. @param {number} place */
export async function restore(place) {
  reasons.delete(place);
  delete statements[place].rejected;
  known.clear();
  keep(await readTexts());
}

/** What the last visit marked; call once. What is not in this graph is left alone: another page may have it. */
export async function readMarks() {
  const wanted = stored();
  if (!Object.keys(wanted).length) return;
  const texts = await readTexts();
  for (const place of statements.keys()) {
    const reason = wanted[keyOf(place, texts)];
    if (reason === undefined) continue;
    reasons.set(place, reason);
    statements[place].rejected = true;
  }
}

/** What a mark is known by: article, sentence and text, as in a decision. @param {number} place @param {Texts} texts */
const keyOf = (place, texts) => [articleOf(place).iri, sentenceOf(place), texts.statements[place].text].join("\n");

/** @param {number} place */
const sentenceOf = (place) => sentences[statements[place].sentence].text;

/** @param {number} place */
const articleOf = (place) => articles[sentences[statements[place].sentence].article];

/** @returns {Record<string, string>} */
function stored() {
  try {
    const kept = Object.entries(JSON.parse(localStorage.getItem(KEPT) ?? "{}"));
    return Object.fromEntries(kept.filter(([, reason]) => typeof reason === "string"));
  } catch {
    return {}; // a browser that keeps nothing for pages from disk, or something else in its place
  }
}

/** @param {Texts} texts */
function keep(texts) {
  const all = stored();
  for (const place of statements.keys()) delete all[keyOf(place, texts)];
  for (const [place, reason] of reasons) all[keyOf(place, texts)] = reason;
  try {
    localStorage.setItem(KEPT, JSON.stringify(all));
  } catch {
    // then the marks last as long as the page is open
  }
}

/** The marks as a file of decisions, for `newsgraph reject --from`. */
export function turtleOfMarks() {
  const texts = textsNow();
  const lines = marks().map((place) => {
    const said = [
      "a ng:Rejection",
      `prov:wasDerivedFrom <${articleOf(place).iri}>`,
      `ng:statementText ${literal(texts?.statements[place].text ?? "")}@en`,
      `ng:statementSentence ${literal(sentenceOf(place))}`,
      ...(reasons.get(place) ? [`rdfs:comment ${literal(reasons.get(place) ?? "")}`] : []),
    ];
    return `[ ${said.join(" ; ")} ] .`;
  });
  return [
    "# Statements that a reader has marked as wrong. `newsgraph reject --from` this file takes them over.",
    "@prefix ng: <https://w3id.org/newsgraph#> .",
    "@prefix prov: <http://www.w3.org/ns/prov#> .",
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
    ...lines,
    "",
  ].join("\n");
}

/** The marks as commands for a shell. */
export function commandsOfMarks() {
  const texts = textsNow();
  return marks()
    .map((place) => {
      const why = reasons.get(place);
      const iri = `${articleOf(place).iri}#statement-${texts?.statements[place].id}`;
      return `newsgraph reject ${quoted(iri)}${why ? ` --reason ${quoted(why)}` : ""}`;
    })
    .join("\n");
}

/** A string of Turtle (RDF 1.1 Turtle, 2.5.1): on one line, without what no document may hold. @param {string} text */
function literal(text) {
  const escaped = text.replace(/\p{Cs}/gu, "\ufffd").replace(/["\\\p{Cc}\p{Zl}\p{Zp}]/gu, (letter) =>
    letter === '"' || letter === "\\" ? `\\${letter}` : `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `"${escaped}"`;
}

/** A word for a POSIX shell: on one line, and nothing in it means anything. @param {string} text */
const quoted = (text) => `'${text.replace(/\p{Cc}+/gu, " ").replaceAll("'", "'\\''")}'`;
