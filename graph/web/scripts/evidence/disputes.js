// What is contested: statements that can't both be true of one thing, as groups.

import { articles, nameOf, sentences, statements, things, titleOf } from "../base/data.js";
import { short } from "../base/elements.js";
import { state } from "../base/state.js";
/** @import { DrawnEdge, DrawnNode, Drawing } from "../base/data.js" */

/**
 * @typedef {{affirmed: number[], denied: number[], beside: number[], topic: number, possible: boolean, ways: string[]}} Dispute
 *   places of statements: those that contradict each other, and what else is said of the event; what it is about; whether
 *   it is only possibly contested; and how they exclude each other
 */

/** Disputes that are contested, and those with what is possibly so. @type {Map<boolean, Dispute[]>} */
export const known = new Map();

/** All disputes of the graph; those that are only possible where readers ask for what is not sure. @returns {Dispute[]} */
export function allDisputes() {
  const unsure = state?.filters.unsure ?? false;
  const found = known.get(unsure) ?? disputes(unsure);
  known.set(unsure, found);
  return found;
}

/** What is joined to what, in groups. @template T */
class Groups {
  constructor() {
    /** @type {Map<T, T>} */
    this.parents = new Map();
  }

  /** @param {T} one @returns {T} */
  root(one) {
    let at = one;
    for (let up = this.parents.get(at); up !== undefined && up !== at; up = this.parents.get(at)) at = up;
    return at;
  }

  /** @param {T} one @param {T} other */
  join(one, other) {
    this.parents.set(this.root(other), this.root(one));
  }
}

/** What a statement contradicts. @param {number} place @param {boolean} possible whether what is only possibly contested counts @returns {number[]} */
export function rivalsOf(place, possible) {
  const { contradicts = [], possibly = [], rejected } = statements[place];
  if (rejected) return [];
  return contradicts.filter((other) => !statements[other].rejected && (possible || !possibly.includes(other)));
}

/** How a statement excludes what it contradicts. @param {number} place @param {boolean} possible whether what is only possibly contested counts @returns {string[]} */
function waysOf(place, possible) {
  const { contradicts = [], ways = [] } = statements[place];
  const rivals = rivalsOf(place, possible);
  return ways.filter((_, number) => rivals.includes(contradicts[number]));
}

/** How many pairs of statements are only possibly contested. */
export const possibleCount = () => statements.reduce((sum, { possibly = [], rejected }) => sum + (rejected ? 0 : possibly.filter((other) => !statements[other].rejected).length), 0) / 2;

/** Statements that contradict each other, those about one event together. @param {boolean} possible whether what is only possibly contested counts @returns {Dispute[]} */
function disputes(possible) {
  /** @type {Groups<number>} */
  const groups = new Groups();
  const tied = [...statements.keys()].filter((place) => rivalsOf(place, possible).length);
  for (const place of tied) for (const other of rivalsOf(place, possible)) groups.join(Math.min(place, other), Math.max(place, other));
  /** @type {Map<number, number>} */
  const firstOf = new Map();
  for (const members of gathered(tied, groups)) {
    const topic = topicOf(members);
    const first = firstOf.get(topic);
    if (first === undefined) firstOf.set(topic, members[0]);
    else if (things[topic].kind === "event") groups.join(first, members[0]);
  }
  return gathered(tied, groups).map((members) => {
    const topic = topicOf(members);
    const inside = new Set(members);
    const event = things[topic].kind === "event" ? (things[topic].about ?? []).filter((place) => !statements[place].rejected && (possible || !statements[place].unsure)) : [];
    const denied = deniers(members, possible);
    return {
      affirmed: members.filter((place) => !denied.has(place)),
      denied: members.filter((place) => denied.has(place)),
      beside: event.filter((place) => !inside.has(place)),
      topic,
      possible: members.every((place) => !rivalsOf(place, false).length),
      ways: [...new Set(members.flatMap((place) => waysOf(place, possible)))],
    };
  });
}

/**
 * The members of a dispute on the second side: those that deny, and where nobody denies but both affirm what excludes
 * the other, those that contradict the first.
 * @param {number[]} members @param {boolean} possible @returns {Set<number>}
 */
function deniers(members, possible) {
  const sides = toldSides(members, possible);
  for (const start of members) {
    if (!sides.has(start) && !rivalsOf(start, possible).some((other) => sides.has(other))) sides.set(start, false);
    spread(start, sides, possible);
  }
  return new Set(members.filter((place) => sides.get(place)));
}

/**
 * On which side those stand who deny (true), and those whom they deny.
 * @param {number[]} members @param {boolean} possible @returns {Map<number, boolean>}
 */
function toldSides(members, possible) {
  /** @type {Map<number, boolean>} */
  const sides = new Map();
  for (const place of members) {
    const { denies = [], polarity } = statements[place];
    const rivals = rivalsOf(place, possible);
    if (denies.some((other) => rivals.includes(other)) || polarity === "negated") sides.set(place, true);
  }
  for (const place of members) {
    for (const other of statements[place].denies ?? []) if (!sides.has(other)) sides.set(other, false);
  }
  return sides;
}

/**
 * Gives all that a statement's rivals, and theirs, contradict the other side.
 * @param {number} start @param {Map<number, boolean>} sides @param {boolean} possible
 */
function spread(start, sides, possible) {
  const waiting = [start];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const side = sides.get(at);
    if (side === undefined) continue;
    for (const other of rivalsOf(at, possible).filter((rival) => !sides.has(rival))) {
      sides.set(other, !side);
      waiting.push(other);
    }
  }
}

/** @param {number[]} places @param {Groups<number>} groups @returns {number[][]} */
function gathered(places, groups) {
  /** @type {Map<number, number[]>} */
  const found = new Map();
  for (const place of places) {
    const root = groups.root(place);
    const members = found.get(root);
    if (members) members.push(place);
    else found.set(root, [place]);
  }
  return [...found.values()];
}

/** What both sides of some statements are about most: an event, if there is one. @param {number[]} places */
function topicOf(places) {
  /** @type {Map<number, [number, number]>} */
  const counts = new Map();
  for (const place of places) {
    const { subject, object, event, polarity } = statements[place];
    for (const thing of new Set([subject, object, event])) {
      if (thing === undefined) continue;
      const [affirmed, denied] = counts.get(thing) ?? [0, 0];
      counts.set(thing, polarity === "negated" ? [affirmed, denied + 1] : [affirmed + 1, denied]);
    }
  }
  const weight = (/** @type {[number, [number, number]]} */ [thing, [affirmed, denied]]) =>
    1000 * Math.min(affirmed, denied) + (things[thing].kind === "event" ? 100 : 0) + affirmed + denied;
  return [...counts].reduce((best, next) => (weight(next) > weight(best) ? next : best))[0];
}

/** Who stands on a side, as they are called: "X affirms", "X, Y and 2 others affirm". @param {number[]} places @param {[string, string]} verb of one, of many */
function standing(places, [one, many]) {
  const spoken = (/** @type {number} */ place) => Number(statements[place].by === undefined);
  const names = [
    ...new Set(
      [...places].sort((a, b) => spoken(a) - spoken(b)).map((place) => {
        const { by, cue, sentence } = statements[place];
        if (by !== undefined) return short(nameOf(by));
        if (cue) return "an unnamed source";
        return articles.length > 1 ? `the article “${short(titleOf(articles[sentences[sentence].article]))}”` : "the article itself";
      }),
    ),
  ];
  if (names.length === 1) return `${names[0]} ${one}`;
  if (names.length > 3) names.splice(2, names.length, `${names.length - 2} others`);
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)} ${many}`;
}

/** Whether somebody denies in a dispute, rather than both affirming what excludes the other. @param {Dispute} dispute */
export const isDenied = ({ ways }) => ways.includes("denial") || ways.includes("negation");

/** "X affirms · Y denies", or "X says one thing · Y another". @param {Dispute} dispute */
export function sidesOf(dispute) {
  const { affirmed, denied } = dispute;
  if (isDenied(dispute)) return `${standing(affirmed, ["affirms", "affirm"])} · ${standing(denied, ["denies", "deny"])}`;
  return `${standing(affirmed, ["says one thing", "say one thing"])} · ${standing(denied, ["says another", "say another"])}`;
}

/** Which statements are contested, and what they are about. @type {{contested: Set<number>, topics: Set<number>} | null} */
let signed = null;

/**
 * Mark what is contested among nodes and links of a drawing, with a sign that says so without any colour. Once for each.
 * @param {Pick<Drawing, "nodes" | "edges" | "links">} drawing @param {DrawnNode[]} [nodes] @param {DrawnEdge[]} [edges]
 */
export function markContested({ nodes: allNodes, edges: allEdges, links }, nodes = allNodes, edges = allEdges) {
  signed ??= {
    contested: new Set(allDisputes().flatMap(({ affirmed, denied }) => [...affirmed, ...denied])),
    topics: new Set(allDisputes().map(({ topic }) => topic)),
  };
  const { contested, topics } = signed;
  for (const node of nodes) {
    if (topics.has(node.id)) Object.assign(node, { label: `≠ ${node.label}`, borderWidth: 3.5, shapeProperties: { borderDashes: [5, 3] } });
  }
  for (const edge of edges) if (links[edge.id].statements.some((place) => contested.has(place))) edge.label = `≠ ${edge.label}`;
}
