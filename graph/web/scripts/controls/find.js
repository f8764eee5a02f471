// Words in statements and in the titles of articles.

import { articles, sentences, statements, titleOf } from "../base/data.js";
import { folded } from "../base/elements.js";
import { isShown } from "./filters.js";

/** The sentences without marks and capitals; made when somebody first searches. @type {string[] | null} */
let keys = null;

/** Whether a text has all words of a query, or words that begin so. @param {string} query @returns {(key: string) => boolean} */
function having(query) {
  const patterns = folded(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => new RegExp(`(?<![\\p{L}\\p{N}])${word}`, "u"));
  return (key) => patterns.length > 0 && patterns.every((pattern) => pattern.test(key));
}

/** Statements that are as sure as readers ask for and whose sentences have all words of a query. @param {string} query @returns {number[]} */
export function statementsWith(query) {
  const all = (keys ??= sentences.map(({ text }) => folded(text)));
  const has = having(query);
  const found = all.map(has);
  return [...statements.keys()].filter((place) => found[statements[place].sentence] && isShown(place));
}

/** Articles whose titles have all words of a query. @param {string} query @returns {number[]} */
export function articlesWith(query) {
  const has = having(query);
  return [...articles.keys()].filter((place) => has(folded(titleOf(articles[place]))));
}
