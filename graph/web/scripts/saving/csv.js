// Statements as a table for a spreadsheet.

import { articles, nameOf, sentences, statements, titleOf } from "../base/data.js";
import { readTexts } from "../base/texts.js";
import { keep } from "../controls/keeping.js";

const COLUMNS = ["statement", "voice", "said by", "confidence", "sentence", "article", "publisher", "date", "address"];

/** Keep some statements. @param {number[]} places */
export async function saveCsv(places) {
  keep(new Blob(["\ufeff", await csvOf(places)], { type: "text/csv" }), "statements.csv"); // the mark tells spreadsheets that it is UTF-8
}

/** Statements as CSV (RFC 4180). @param {number[]} places */
export async function csvOf(places) {
  const { statements: told } = await readTexts();
  const rows = places.map((place) => {
    const { sentence, voice, by, cue, confidence } = statements[place];
    const { text, article } = sentences[sentence];
    const { publisher = "", date = "", url = "" } = articles[article];
    const who = by === undefined ? (cue ? "a source that is not named" : "the article itself") : nameOf(by);
    return [told[place].text, voice, who, (confidence / 100).toFixed(3), text, titleOf(articles[article]), publisher, date.slice(0, 10), url];
  });
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** Words that no spreadsheet takes for a formula. @param {string} text */
function cell(text) {
  const words = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
}
