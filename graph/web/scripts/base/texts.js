// The words that are needed only now and then: whole articles, and statements as decisions name them. See picture/texts.py.

import { block } from "./blocks.js";
import { rows, statements } from "./data.js";

/**
 * @typedef {{articles: (number | string)[][], statements: {text: string, id: string}[]}} Texts
 *   by place: an article in parts, each the place of a sentence or the words between two; a statement as a reader reads
 *   it, and the last part of its IRI
 */

/** @type {Texts | null} */
let known = null;

/** All words, if they are at hand. */
export const textsNow = () => known;

/** All words, once they are unpacked. @returns {Promise<Texts>} */
export async function readTexts() {
  if (known) return known;
  const { articles, statements: ids } = await block("texts");
  known ??= { articles, statements: rows(ids).map(({ id }, place) => ({ id, text: statements[place].clause })) };
  return known;
}

/** The rest of a line, or as far as to a mark that ends a sentence: none after an initial or a title. */
const SENTENCE = /\S(?:[^\n]*?(?<!(?<!\p{L})(?:\p{Lu}|Mrs?|Ms|Dr|Gen|Gov|Sen|Rep|St|No))[.!?…]{1,5}[\p{Pf}\p{Pe}"']{0,5}(?=\s+[^\s\p{Ll}])|[^\n]*)/gu;

/**
 * Where the sentences are in words that are in none of the table of sentences: by lines, and by their marks.
 * @param {string} text @returns {[number, number][]} from where to where, in UTF-16 units, without the spaces around
 */
export function sentencesIn(text) {
  const found = text.matchAll(SENTENCE);
  return [...found].filter(([words]) => /[\p{L}\p{N}]/u.test(words)).map((hit) => [hit.index, hit.index + hit[0].trimEnd().length]);
}
