// Words in the articles' texts, sentence by sentence, whether anything is read from a sentence or not.

import { sentences } from "../base/data.js";
import { folded } from "../base/elements.js";
import { readTexts, sentencesIn } from "../base/texts.js";

/**
 * A sentence of an article's text.
 * @typedef {{article: number, at: number, sentence: number | null, text: string}} Passage `at` is where it begins in the
 *   text, in UTF-16 units; `sentence` its place in the table of sentences, if it is there
 * @typedef {{whole: boolean, passages: Passage[]}} Found whether they have all words of a query, or only some; best first
 */

const MOST_OF_SOME = 20; // sentences that have some of the words only
const ELSEWHERE = 0.3; // what a word counts that another sentence of the article has
const BEGINS = 0.7; // what a word counts that only begins as the one that is looked for
const ADJOINING = 1.5; // what a sentence gains that has the words side by side

/** @type {{passage: Passage, key: string}[] | null} */
let index = null;

/** The last query and what it found, as it is asked again and again. @type {{query: string, found: Found} | null} */
let last = null;

/** Whether the texts are at hand. */
export const passagesKnown = () => index !== null;

/** Unpack the texts and make the index, when somebody first searches. */
export async function readPassages() {
  if (index) return;
  const texts = await readTexts();
  index ??= texts.articles.flatMap((parts, article) => {
    let begin = 0;
    return parts.flatMap((part) => {
      const from = begin;
      const text = typeof part === "number" ? sentences[part].text : part;
      begin += text.length;
      if (typeof part === "number") return [indexed({ article, at: from, sentence: part, text })];
      return sentencesIn(text).map(([first, end]) => indexed({ article, at: from + first, sentence: null, text: text.slice(first, end) }));
    });
  });
}

/** @param {Passage} passage */
const indexed = (passage) => ({ passage, key: folded(passage.text) });

/** The words of a query. @param {string} query */
const wordsOf = (query) => [...new Set(folded(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean))];

/** Where a text has a word, or one that begins so; of a plural also the singular. @param {string} word */
const patternOf = (word) => new RegExp(`(?<![\\p{L}\\p{N}])${word.length > 4 ? word.replace(/(?<!s)s$/, "") : word}(s?(?![\\p{L}\\p{N}]))?`, "u");

/**
 * The sentences of all texts that have all words of a query; where none has, those that have some, which tell most: the
 * rarer a word is, the more it counts (inverse document frequency). Nothing before the texts are at hand.
 * @param {string} query @returns {Found}
 */
export function passagesWith(query) {
  if (!index) return { whole: true, passages: [] };
  if (last?.query !== query) last = { query, found: look(index, wordsOf(query)) };
  return last.found;
}

/** @param {{passage: Passage, key: string}[]} all @param {string[]} asked @returns {Found} */
function look(all, asked) {
  const patterns = asked.map(patternOf);
  const counts = patterns.map(() => 0);
  /** How much each word counts in a sentence that has any. @type {{passage: Passage, key: string, has: number[]}[]} */
  const hits = [];
  for (const { passage, key } of all) {
    const has = patterns.map((pattern) => {
      const hit = pattern.exec(key);
      return hit ? (hit[1] === undefined ? BEGINS : 1) : 0;
    });
    has.forEach((one, place) => (counts[place] += Number(one > 0)));
    if (has.some(Boolean)) hits.push({ passage, key, has });
  }
  const weights = counts.map((count) => (count ? Math.log(1 + all.length / count) : 0));
  const weigh = (/** @type {number[]} */ has) => has.reduce((sum, one, place) => sum + one * weights[place], 0);
  const phrase = asked.join(" ");
  const whole = hits.filter(({ has }) => has.every(Boolean));
  if (whole.length) return { whole: true, passages: ranked(whole.map((hit) => ({ ...hit, score: weigh(hit.has) * (hit.key.includes(phrase) ? ADJOINING : 1) }))) };
  const articles = byArticle(hits);
  const some = hits.map((hit) => ({ ...hit, score: weigh(hit.has.map((one, place) => Math.max(one, ELSEWHERE * (articles.get(hit.passage.article)?.[place] ?? 0)))) }));
  const best = Math.max(0, ...some.map(({ score }) => score));
  return { whole: false, passages: ranked(some.filter(({ score }) => score > best / 3)).slice(0, MOST_OF_SOME) };
}

/** Which words each article has. @param {{passage: Passage, has: number[]}[]} hits */
function byArticle(hits) {
  /** @type {Map<number, number[]>} */
  const found = new Map();
  for (const { passage, has } of hits) found.set(passage.article, has.map((one, place) => Math.max(one, found.get(passage.article)?.[place] ?? 0)));
  return found;
}

/** @param {{passage: Passage, score: number}[]} hits */
const ranked = (hits) => hits.sort((a, b) => b.score - a.score).map(({ passage }) => passage);

/**
 * Where a text has words of a query, in code points and in order.
 * @param {string} text @param {string} query @returns {[number, number][]}
 */
export function rangesOf(text, query) {
  const asked = wordsOf(query).map(patternOf);
  let at = 0;
  return text.split(/(?<![\p{L}\p{N}\p{M}])(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}\p{M}])(?![\p{L}\p{N}\p{M}])/u).flatMap((piece) => {
    const begin = at;
    at += Array.from(piece).length;
    const key = folded(piece);
    return asked.some((pattern) => pattern.exec(key)?.index === 0) ? [/** @type {[number, number]} */ ([begin, at])] : [];
  });
}

const WIDTH = 130; // letters of a sentence in a list of suggestions

/** A sentence, cut to what stands around the first of the words. @param {string} text @param {string} query */
export function excerpt(text, query) {
  const letters = Array.from(text);
  if (letters.length <= WIDTH) return text;
  const first = rangesOf(text, query)[0]?.[0] ?? 0;
  const begin = Math.max(0, Math.min(first - 40, letters.length - WIDTH));
  return `${begin ? "…" : ""}${letters.slice(begin, begin + WIDTH).join("")}${begin + WIDTH < letters.length ? "…" : ""}`;
}
