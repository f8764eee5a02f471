// What the page knows: tables that refer to each other by place. See picture/content.py and picture/views.py.

import { block } from "./blocks.js";

/**
 * @typedef {{iri: string, title?: string, opening?: string, date?: string, url?: string, reprint_of?: number, also?: number[]}} Article
 * @typedef {{article: number, text: string}} Sentence
 * @typedef {{iri: string, kind: string, label?: string, caption: string, names?: string[], roles?: string[],
 *   nationalities?: string[], geonames?: string, country?: string, place_kind?: string, latitude?: number,
 *   longitude?: number, time?: string, type?: string, reported?: string[], articles?: number[], about?: number[],
 *   parts?: [number, string][], seen?: [number, number, number][]}} Thing
 * @typedef {{subject: number, object?: number, text?: string, relation: string, told: string, arguments?: string[], confidence: number, unsure?: boolean, doubts?: string[], since?: string, until?: string, also?: number[], within?: number[], voice: string,
 *   polarity: string, modality: string, by?: number, cue?: string, quoted?: boolean, event?: number, contradicts?: number[], ways?: string[], possibly?: number[], denies?: number[],
 *   sentence: number, words?: [number, number][]}} Statement
 * @typedef {{statements: number[], events: number[], from?: number, to?: number, label?: string, voice?: string}} Link
 *   with its ends where it is not drawn at first
 * @typedef {{id: number, label: string, group: string, shape: string, size: number, x: number, y: number,
 *   font: {size: number}, borderWidth?: number, shapeProperties?: {borderDashes: number[]}}} DrawnNode
 * @typedef {{id: number, from: number, to: number, label: string, voice: string}} DrawnEdge
 * @typedef {{name: string, nodes: DrawnNode[], edges: DrawnEdge[], links: Link[], more: Table | null,
 *   rest: [number, number, number][]}} Drawing where `rest` is what is not drawn at first: [thing, size, size of its font],
 *   and `more` the links of that; see `allLinks`
 * @typedef {{count: number, columns: Record<string, {all?: string, names?: string[], at?: number[], places?: number[], values?: any[]}>}} Table
 */

/** @type {{drawings: Drawing[], within: [number, number][], sure: number, shapes: Record<string, string>, dashes: Record<string, any>, arrows: Record<string, any>, plainEvents: Record<string, string>,
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
  const { content, drawings, ...looks } = await block("data");
  articles = rows(content.articles);
  sentences = rows(content.sentences);
  things = rows(content.things);
  statements = rows(content.statements);
  for (const thing of things) thing.caption ??= thing.label ?? "";
  for (const one of drawings) one.links = rows(one.links);
  data = { drawings, within: content.within, sure: content.sure, ...looks };
  byIri = new Map(things.map((thing, place) => [thing.iri, place]));
}

/** The rows of a table that is kept by column. @param {Table} table @returns {any[]} */
export function rows({ count, columns }) {
  const named = Object.entries(columns);
  const none = Object.fromEntries(named.map(([name, { all }]) => [name, all]));
  const made = Array.from({ length: count }, () => ({ ...none })); // all of one shape: fast to use
  for (const [name, { names, at, places, values }] of named) {
    if (names) at?.forEach((which, place) => (made[place][name] = names[which]));
    else if (places) places.forEach((place, which) => (made[place][name] = values?.[which]));
    else values?.forEach((value, place) => (made[place][name] = value ?? undefined));
  }
  return made;
}

/** All links of a drawing; those of what is not drawn at first are made when they are first asked for. @param {Drawing} drawing */
export function allLinks(drawing) {
  if (drawing.more) drawing.links = drawing.links.concat(rows(drawing.more));
  drawing.more = null;
  return drawing.links;
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
export const unsureCount = () => statements.filter(({ unsure }) => unsure).length;

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
