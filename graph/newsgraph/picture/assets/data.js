"use strict";
// What the page knows: tables that refer to each other by place. See picture/content.py and picture/views.py.

/**
 * @typedef {{iri: string, title?: string, opening?: string, date?: string, url?: string, reprint_of?: number, also?: number[]}} Article
 * @typedef {{article: number, text: string}} Sentence
 * @typedef {{iri: string, kind: string, label?: string, caption: string, names?: string[], roles?: string[],
 *   nationalities?: string[], geonames?: string, country?: string, place_kind?: string, latitude?: number,
 *   longitude?: number, time?: string, type?: string, reported?: string[], articles?: number[], about?: number[],
 *   parts?: [number, string][], seen?: [number, number, number][]}} Thing
 * @typedef {{subject: number, object?: number, text?: string, relation: string, told: string, arguments?: string[], confidence: number, unsure?: boolean, since?: string, until?: string, also?: number[], within?: number[], voice: string,
 *   polarity: string, modality: string, by?: number, cue?: string, quoted?: boolean, event?: number, contradicts?: number[], ways?: string[], possibly?: number[], denies?: number[],
 *   sentence: number, words?: [number, number][]}} Statement
 * @typedef {{statements: number[], events: number[], from?: number, to?: number, label?: string, voice?: string}} Link
 *   with its ends where it is not drawn at first
 * @typedef {{id: number, label: string, group: string, shape: string, size: number, x: number, y: number,
 *   font: {size: number}, borderWidth?: number, shapeProperties?: {borderDashes: number[]}}} DrawnNode
 * @typedef {{id: number, from: number, to: number, label: string, voice: string}} DrawnEdge
 * @typedef {{name: string, nodes: DrawnNode[], edges: DrawnEdge[], links: Link[], more: Table | null,
 *   rest: [number, number, number][]}} View where `rest` is what is not drawn at first: [thing, size, size of its font],
 *   and `more` the links of that; see `allLinks`
 * @typedef {{count: number, columns: Record<string, {all?: string, names?: string[], at?: number[], places?: number[], values?: any[]}>}} Table
 */

/** @type {{views: View[], within: [number, number][], sure: number, shapes: Record<string, string>, dashes: Record<string, any>, arrows: Record<string, any>}} */
let data;
/** @type {Article[]} */
let articles;
/** @type {Sentence[]} */
let sentences;
/** @type {Thing[]} */
let things;
/** @type {Statement[]} */
let statements;
/** @type {Map<string, number>} */
let byIri;

/** Read the block of data; large ones are packed (gzip, base64). */
async function readData() {
  const block = /** @type {HTMLElement} */ (document.getElementById("data"));
  let text = block.textContent ?? "";
  if (block.dataset.packed !== undefined) text = await unpacked(text);
  block.remove();
  const { content, views, ...looks } = JSON.parse(text);
  articles = rows(content.articles);
  sentences = rows(content.sentences);
  things = rows(content.things);
  statements = rows(content.statements);
  for (const thing of things) thing.caption ??= thing.label ?? "";
  for (const one of views) one.links = rows(one.links);
  data = { views, within: content.within, sure: content.sure, ...looks };
  byIri = new Map(things.map((thing, place) => [thing.iri, place]));
}

/** @param {string} text */
async function unpacked(text) {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

/** The rows of a table that is kept by column. @param {Table} table @returns {any[]} */
function rows({ count, columns }) {
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

/** All links of a view; those of what is not drawn at first are made when they are first asked for. @param {View} view */
function allLinks(view) {
  if (view.more) view.links = view.links.concat(rows(view.more));
  view.more = null;
  return view.links;
}

const KINDS = {
  person: "People",
  organization: "Organisations",
  group: "Groups",
  place: "Places",
  event: "Events",
};
/** What can be shown and hidden; the last only where readers ask for it. */
const TOGGLES = { ...KINDS, topic: "Other topics" };
const KIND = { person: "Person", organization: "Organisation", group: "Group", place: "Place", event: "Event", topic: "Named in one article" };
const VOICES = { stated: "Stated", claimed: "Claimed", denied: "Denied", envisaged: "Envisaged" };

/** What a thing is called; never empty. @param {number} place */
const nameOf = (place) => things[place].label || "(no name)";

/** How many statements are not sure. */
const unsureCount = () => statements.filter(({ unsure }) => unsure).length;

/** How much is said of a thing. @param {number} place */
const said = (place) => things[place].about?.length ?? 0;

/** What an article is called; one without a title by its first words. @param {Article} article */
const titleOf = ({ title, opening }) => title || opening || "(no title)";

/** The things of which a place is a part, and those that are parts of it. @param {number} place */
function containment(place) {
  const { within } = data;
  return {
    outer: within.filter(([inner]) => inner === place).map(([, outer]) => outer),
    inner: within.filter(([, outer]) => outer === place).map(([inner]) => inner),
  };
}

/** Views that are shown instead of the graph. */
const OTHERS = ["claims", "map"];

/** @param {string} name */
const isView = (name) => OTHERS.includes(name) || data.views.some((view) => view.name === name);

/** A view by its name, or the first. @param {string | null} name */
const viewNamed = (name) => data.views.find((view) => view.name === name) ?? data.views[0];
