"use strict";
// What is contested: statements of which one denies what the other affirms, as groups.

/**
 * @typedef {{affirmed: number[], denied: number[], beside: number[], topic: number}} Dispute places of statements: those
 *   that contradict each other, and what else is said of the event; and what it is about
 */

/** Disputes among what is sure, and among all. @type {Map<boolean, Dispute[]>} */
const known = new Map();

/** All disputes of the graph among statements that are shown. @returns {Dispute[]} */
function allDisputes() {
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

/** Statements that contradict each other, those about one event together. @param {boolean} unsure whether those that are not sure count @returns {Dispute[]} */
function disputes(unsure) {
  const counts = (/** @type {number} */ place) => unsure || !statements[place].unsure;
  /** @type {Groups<number>} */
  const groups = new Groups();
  const tied = [...statements.keys()].filter((place) => counts(place) && statements[place].contradicts?.some(counts));
  for (const place of tied) for (const other of (statements[place].contradicts ?? []).filter(counts)) groups.join(Math.min(place, other), Math.max(place, other));
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
    const event = things[topic].kind === "event" ? (things[topic].about ?? []).filter(counts) : [];
    return {
      affirmed: members.filter((place) => statements[place].polarity !== "negated"),
      denied: members.filter((place) => statements[place].polarity === "negated"),
      beside: event.filter((place) => !inside.has(place)),
      topic,
    };
  });
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

/** "X affirms · Y denies". @param {Dispute} dispute */
const sidesOf = ({ affirmed, denied }) => `${standing(affirmed, ["affirms", "affirm"])} · ${standing(denied, ["denies", "deny"])}`;

/** Which statements are contested, and what they are about. @type {{contested: Set<number>, topics: Set<number>} | null} */
let signed = null;

/**
 * Mark what is contested among nodes and links of a view, with a sign that says so without any colour. Once for each.
 * @param {View} view @param {DrawnNode[]} [nodes] @param {DrawnEdge[]} [edges]
 */
function markContested({ nodes: allNodes, edges: allEdges, links }, nodes = allNodes, edges = allEdges) {
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
