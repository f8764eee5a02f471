// What the page knows: tables that refer to each other by place. See picture/content.py, picture/tables.py and picture/drawing.py.

import { block } from "./blocks.js";

/**
 * @typedef {{iri: string, title?: string, opening?: string, date?: string, url?: string, publisher?: string, reprint_of?: number, also?: number[]}} Article
 * @typedef {{article: number, text: string}} Sentence
 * @typedef {{iri: string, kind: string, label?: string, caption: string, names?: string[], roles?: string[],
 *   nationalities?: string[], geonames?: string, country?: string, place_kind?: string, roughly?: boolean, latitude?: number,
 *   longitude?: number, time?: string, type?: string, reported?: string[], articles?: number[], about?: number[],
 *   parts?: [number, string][], seen?: [number, number, number][]}} Thing
 * @typedef {{subject: number, object?: number, text?: string, told: string, clause: string, arguments?: string[], confidence: number, unsure?: boolean, doubts?: string[], rejected?: boolean, since?: string, until?: string, also?: number[], within?: number[], voice: string,
 *   polarity: string, modality: string, by?: number, cue?: string, quoted?: boolean, event?: number, contradicts?: number[], ways?: string[], possibly?: number[], denies?: number[],
 *   sentence: number, words?: [number, number][]}} Statement where `rejected` is what the reader has marked as wrong
 * @typedef {{statements: number[], events: number[], from: number, to: number, label: string, voice: string}} Link
 * @typedef {{id: number, label: string, group: string, shape: string, size: number, x: number, y: number,
 *   font: {size: number}, borderWidth?: number, shapeProperties?: {borderDashes: number[]}}} DrawnNode
 * @typedef {{id: number, from: number, to: number, label: string, voice: string}} DrawnEdge where `id` is the link's place
 * @typedef {{name: string, links: Link[], parts: {things: number[], x: number[], y: number[], rest: number[]}[]}} ViewData
 *   what a view draws of each part at first, where, and what else is in it
 * @typedef {{actors: number[], places: number[], phrase: string, things: number, statements: number, other: boolean}} Part
 *   what tells what a part of a large graph is about, how much is in it, and whether it is what belongs nowhere else
 * @typedef {{name: string, part: number | null, nodes: DrawnNode[], edges: DrawnEdge[], links: Link[], own: Set<number>,
 *   rest: Set<number>}} Drawing a view of a part of the graph, none where readers have still to choose one; `links` are those of
 *   the whole view, `own` what is in the part, `rest` what is not drawn so far, of this part and all others
 * @typedef {{count: number, columns: Record<string, {all?: any, names?: string[], at?: number[], places?: number[], values?: any[],
 *   lengths?: number[], steps?: number[], wide?: number}>}} Table
 */

/** @type {{views: ViewData[], parts: Part[], within: [number, number][], sure: number, plainEvents: Record<string, string>,
 *   plainParts: Record<string, string>, plainDoubts: Record<string, string>}} */
export let data;
/** @type {Article[]} */
export let articles;
/** @type {Sentence[]} */
export let sentences;
/** @type {Thing[]} */
export let things;
/** @type {Statement[]} */
export let statements;
/** @type {Map<string, number>} */
export let byIri;

/** Read the block of data; call once. */
export async function readData() {
  const { content, views, ...others } = await block("data");
  articles = rows(content.articles);
  sentences = rows(content.sentences);
  things = rows(content.things);
  statements = rows(content.statements);
  const strings = await Promise.all(Array.from({ length: content.strings }, (_, group) => block(`strings-${group}`)));
  putTexts(strings.flat(), [articles, sentences, things, statements]);
  for (const thing of things) thing.caption = caption(thing.label ?? "");
  for (const one of views) one.links = rows(one.links);
  data = { views, within: content.within, sure: content.sure, ...others };
  byIri = new Map(things.map((thing, place) => [thing.iri, place]));
}

/** The rows of a table that is kept by column. @param {Table} table @returns {any[]} */
export function rows({ count, columns }) {
  const named = Object.entries(columns);
  const none = Object.fromEntries(named.map(([name, { all }]) => [name, all]));
  const made = Array.from({ length: count }, () => ({ ...none })); // all of one shape: fast to use
  for (const [name, { names, at, places, values, lengths, steps, wide }] of named) {
    if (lengths && wide) grouped(lengths, steps ?? [], wide).forEach((list, place) => (made[place][name] = list));
    else if (lengths) listed(lengths, steps ?? []).forEach((list, place) => (made[place][name] = list));
    else if (names) at?.forEach((which, place) => (made[place][name] = names[which]));
    else if (places) places.forEach((place, which) => (made[place][name] = values?.[which]));
    else values?.forEach((value, place) => (made[place][name] = value ?? undefined));
  }
  return made;
}

/** Lists of integers, from how many there are and the steps between them. @param {number[]} lengths @param {number[]} steps */
function listed(lengths, steps) {
  let at = 0;
  let last = 0;
  const next = () => (last += steps[at++]);
  return lengths.map((length) => (length < 0 ? undefined : Array.from({ length }, next)));
}

/** Lists of ranges (begin and end, and before them what they are of, where `wide` is 3), from steps in each list. @param {number[]} lengths @param {number[]} steps @param {number} wide */
function grouped(lengths, steps, wide) {
  let at = 0;
  return lengths.map((length) => {
    let [of, end] = [0, 0];
    const next = () => {
      if (wide === 3) [of, end] = [of + steps[at++], 0];
      const begin = end + steps[at++];
      end = begin + steps[at++];
      return wide === 3 ? [of, begin, end] : [begin, end];
    };
    return length < 0 ? undefined : Array.from({ length }, next);
  });
}

/** Columns that are texts, as in `picture/tables.py`, those of articles first, then of sentences, things and statements. */
const TEXTS = [["title", "opening", "iri", "url"], ["text"], ["label", "iri", "names"], ["clause", "told", "text", "arguments"]];
const LISTS = ["names", "arguments"];

/** Put the texts, which stand by article, to their rows. @param {string[][]} texts @param {any[][]} tables */
function putTexts(texts, tables) {
  const homes = tables.map((table) => {
    /** @type {any[][]} */
    const members = texts.map(() => []);
    for (const row of table) members[row.home ?? row.articles?.[0] ?? 0].push(row);
    return members;
  });
  texts.forEach((of, article) => {
    let at = 0;
    TEXTS.forEach((columns, table) => {
      for (const column of columns) for (const row of homes[table][article]) if (row[column]) row[column] = LISTS.includes(column) ? of[at++].split("\x1f") : of[at++];
    });
  });
}

const [WIDTH, LINES] = [22, 3];

/** A label cut to lines; what can't be seen, or turns text around, is left out. As in `picture/content.py`, which makes room for it. @param {string} label */
function caption(label) {
  /** @type {string[]} */
  const lines = [];
  for (const word of label.replace(/(?!\s)\p{C}/gu, "").split(/\s+/u).filter(Boolean)) {
    const last = lines.at(-1);
    const letters = Array.from(word);
    if (last !== undefined && Array.from(last).length + 1 + letters.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(letters.length > WIDTH ? `${letters.slice(0, WIDTH - 1).join("")}…` : word);
    if (lines.length > LINES) {
      const end = Array.from(lines[LINES - 1]).slice(0, WIDTH - 1).join("").replace(/…+$/u, "");
      return [...lines.slice(0, LINES - 1), `${end}…`].join("\n");
    }
  }
  return lines.join("\n") || "?";
}

export const KINDS = {
  person: "People",
  organization: "Organisations",
  group: "Groups",
  place: "Places",
  event: "Events",
};
/** What can be shown and hidden; the last only where readers ask for it. */
export const TOGGLES = { ...KINDS, topic: "Other topics" };
export const KIND = { person: "Person", organization: "Organisation", group: "Group", place: "Place", event: "Event", topic: "Named in one article" };
export const VOICES = { stated: "Stated", claimed: "Claimed", denied: "Denied", envisaged: "Envisaged" };

/** What a thing is called; never empty. @param {number} place */
export const nameOf = (place) => things[place].label || "(no name)";

/** How many statements are not sure. */
export const unsureCount = () => statements.filter(({ unsure, rejected }) => unsure && !rejected).length;

/** A kind of event as something done. @param {string | undefined} type */
export const doneOf = (type) => data.plainEvents[type ?? "other"] ?? "";

/** How much is said of a thing. @param {number} place */
export const said = (place) => things[place].about?.length ?? 0;

/** What an article is called; one without a title by its first words. @param {Article} article */
export const titleOf = ({ title, opening }) => title || opening || "(no title)";

/** The things of which a place is a part, and those that are parts of it. @param {number} place */
export function containment(place) {
  const { within } = data;
  return {
    outer: within.filter(([inner]) => inner === place).map(([, outer]) => outer),
    inner: within.filter(([, outer]) => outer === place).map(([inner]) => inner),
  };
}
