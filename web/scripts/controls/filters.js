// Which statements, things and links are let through.

import { articles, nameOf, sentences, statements, things, titleOf, VOICES } from "../base/data.js";
import { within } from "../base/paths.js";
import { CHOICES } from "../base/state.js";
import { dayOf } from "../base/times.js";
import { state } from "../base/state.js";
/** @import { Statement, Drawing } from "../base/data.js" */
/** @import { Filters, State } from "../base/state.js" */

/** @typedef {{statements: Set<number>, nodes: Set<number>, edges: Set<number>}} Shown */

/** What filters offer: each value with its name. @type {Record<"type" | "article" | "by", Map<string, string>>} */
export let options;

/** Call once the data are there. */
export function readOptions() {
  const types = [...new Set(things.flatMap((thing) => (thing.type ? [thing.type] : [])))].sort();
  const speakers = [...new Set(statements.flatMap(({ by }) => (by === undefined ? [] : [by])))];
  options = {
    type: new Map(types.map((type) => [type, type])),
    article: new Map(articles.map((article) => [article.iri, titleOf(article)])),
    by: new Map(inOrder(speakers.map((by) => [things[by].iri, nameOf(by)]))),
  };
}

/** Whether a statement is sure, or what is not is shown, too; not where the reader has marked it as wrong. @param {number} place */
export const isShown = (place) => !statements[place].rejected && (!statements[place].unsure || state.filters.unsure);

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
export function lets(filters, { voice, event, sentence, by, unsure, rejected }) {
  const happened = event === undefined ? undefined : things[event];
  return (
    !rejected &&
    (filters.unsure || !unsure) &&
    filters.voices.has(voice) &&
    meets(filters.type, happened?.type) &&
    meets(filters.article, articles[sentences[sentence].article].iri) &&
    meets(filters.by, by === undefined ? undefined : things[by].iri) &&
    inTime(filters, happened?.time)
  );
}

/**
 * Whether anything passes that tells of something; what no statement tells of passes where no filter picks statements.
 * @param {Filters} filters @param {(place: number) => boolean} passes
 */
const letting = (filters, passes) => (/** @type {number[]} */ places) => (places.length ? places.some(passes) : !picky(filters));

/**
 * Things of all kinds that are let through, drawn in the graph or not.
 * @param {State} state @returns {Set<number>}
 */
export function thingsLetThrough({ filters }) {
  const passes = letting(filters, (place) => lets(filters, statements[place]));
  return new Set([...things.keys()].filter((place) => filters.kinds.has(things[place].kind) && passes(things[place].about ?? [])));
}

/**
 * What is let through of a drawing: by the filters, and only so many steps from a thing where that is asked for.
 * @param {State} state @param {Drawing} drawing @returns {Shown}
 */
export function letThrough({ filters, thing, steps }, drawing) {
  const passing = new Set([...statements.keys()].filter((place) => lets(filters, statements[place])));
  const has = letting(filters, (place) => passing.has(place));
  let nodes = new Set(drawing.nodes.map(({ id }) => id).filter((id) => filters.kinds.has(things[id].kind) && has(things[id].about ?? [])));
  const edges = drawing.edges.filter(({ id, from, to }) => nodes.has(from) && nodes.has(to) && has(drawing.links[id].statements));
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
