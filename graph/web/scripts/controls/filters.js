// Which statements, things and links are let through.

import { articles, data, doneOf, nameOf, sentences, statements, things, titleOf, VOICES } from "../base/data.js";
import { within } from "../base/paths.js";
import { CHOICES, state } from "../base/state.js";
import { dayOf } from "../base/times.js";
/** @import { Drawing, Statement } from "../base/data.js" */
/** @import { Filters, State } from "../base/state.js" */

/** @typedef {{statements: Set<number>, nodes: Set<number>, edges: Set<number>}} Shown */

/** What filters offer: each value with its name. @type {Record<"type" | "article" | "by", Map<string, string>>} */
export let options;

/** Call once the data are there. */
export function readOptions() {
  const types = [...new Set(things.flatMap((thing) => (thing.type ? [thing.type] : [])))].sort();
  const speakers = [...new Set(statements.flatMap(({ by }) => (by === undefined ? [] : [by])))];
  options = {
    type: new Map(inOrder(types.map((type) => [type, doneOf(type)]))),
    article: new Map(articles.map((article) => [article.iri, titleOf(article)])),
    by: new Map(inOrder(speakers.map((by) => [things[by].iri, nameOf(by)]))),
  };
}

/** Whether a statement is sure, or so sure as readers ask for; not where they have marked it as wrong. @param {Filters} filters @param {Statement} statement */
const isSure = ({ unsure: asked, least }, { unsure, confidence, rejected }) => !rejected && (!unsure || (asked && confidence >= least));

/** Whether a statement is as sure as readers ask for. @param {number} place */
export const isShown = (place) => isSure(state.filters, statements[place]);

/** Whether statements are picked at all. @param {Filters} filters */
export const picky = (filters) => filters.voices.size < Object.keys(VOICES).length || CHOICES.some((name) => filters[name]);

/** @param {string} wanted "" for anything @param {string | undefined} value */
const meets = (wanted, value) => wanted === "" || value === wanted;

/** Whether something happened in the time that is asked for, if one is. @param {Filters} filters @param {string | undefined} time */
function inTime({ since, until }, time) {
  if (!since && !until) return true;
  const day = dayOf(time);
  return day !== "" && day >= since && (!until || day <= until);
}

/** @param {Filters} filters @param {Statement} statement @returns {boolean} */
export function lets(filters, statement) {
  const { voice, event, sentence, by } = statement;
  const happened = event === undefined ? undefined : things[event];
  return (
    isSure(filters, statement) &&
    filters.voices.has(voice) &&
    meets(filters.type, happened?.type) &&
    meets(filters.article, articles[sentences[sentence].article].iri) &&
    meets(filters.by, by === undefined ? undefined : things[by].iri) &&
    inTime(filters, happened?.time)
  );
}

/**
 * Whether anything passes that tells of something; what no statement tells of passes where no filter picks statements.
 * An event of which no statement tells is as unsure as can be.
 * @param {Filters} filters @param {(place: number) => boolean} passes
 */
function letting(filters, passes) {
  const all = data.sure === 0 || (filters.unsure && filters.least === 0);
  /** @param {number[]} places of statements @param {boolean} happened whether they tell of something that happened */
  return (places, happened) => (places.length ? places.some(passes) : !picky(filters) && (all || !happened));
}

/**
 * Things of all kinds that are let through, drawn in the graph or not.
 * @param {State} state @returns {Set<number>}
 */
export function thingsLetThrough({ filters }) {
  const passes = letting(filters, (place) => lets(filters, statements[place]));
  return new Set([...things.keys()].filter((place) => filters.kinds.has(things[place].kind) && passes(things[place].about ?? [], things[place].kind === "event")));
}

/**
 * What is let through of a drawing: by the filters, and only so many steps from a thing where that is asked for.
 * @param {State} state @param {Drawing} drawing @returns {Shown}
 */
export function letThrough({ filters, thing, steps }, drawing) {
  const passing = new Set([...statements.keys()].filter((place) => lets(filters, statements[place])));
  const has = letting(filters, (place) => passing.has(place));
  let nodes = new Set(drawing.nodes.map(({ id }) => id).filter((id) => filters.kinds.has(things[id].kind) && has(things[id].about ?? [], things[id].kind === "event")));
  const edges = drawing.edges.filter(({ id, from, to }) => nodes.has(from) && nodes.has(to) && has(drawing.links[id].statements, drawing.links[id].events.length > 0));
  if (thing !== null && steps) {
    const near = new Set(within(edges, thing, steps));
    nodes = new Set([...nodes].filter((id) => near.has(id)));
  }
  const left = edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to));
  const shown = new Set();
  for (const id of nodes) for (const place of things[id].about ?? []) if (passing.has(place)) shown.add(place);
  return { statements: shown, nodes, edges: new Set(left.map(({ id }) => id)) };
}

/** @param {[string, string][]} named */
const inOrder = (named) => named.sort(([, a], [, b]) => a.localeCompare(b, "en"));
