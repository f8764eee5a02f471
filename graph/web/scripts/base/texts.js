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
