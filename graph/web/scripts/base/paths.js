// What is how far from what in a drawing.

/** @import { DrawnEdge } from "./data.js" */

/** Who is tied to whom by some links. @param {DrawnEdge[]} edges @returns {Map<number, DrawnEdge[]>} */
export function ties(edges) {
  const found = new Map();
  for (const edge of edges) {
    for (const end of [edge.from, edge.to]) {
      const known = found.get(end);
      if (known) known.push(edge);
      else found.set(end, [edge]);
    }
  }
  return found;
}

/** All that can be reached in so many steps. @param {DrawnEdge[]} edges @param {number} start @param {number} steps */
export function within(edges, start, steps) {
  const tied = ties(edges);
  const reached = new Set([start]);
  let last = [start];
  for (let step = 0; step < steps; step++) {
    const next = [];
    for (const place of last) {
      for (const { from, to } of tied.get(place) ?? []) {
        const other = from === place ? to : from;
        if (reached.has(other)) continue;
        reached.add(other);
        next.push(other);
      }
    }
    last = next;
  }
  return [...reached];
}

/**
 * A shortest way between two things, as links; null where there is none. Which place lies in which counts for nothing
 * where there is another way of the same length.
 * @param {DrawnEdge[]} edges @param {number} start @param {number} goal @returns {DrawnEdge[] | null}
 */
export function path(edges, start, goal) {
  const tied = ties([...edges].sort((a, b) => Number(a.voice === "context") - Number(b.voice === "context") || a.id - b.id));
  /** @type {Map<number, DrawnEdge | null>} */
  const came = new Map([[start, null]]);
  const queue = [start];
  for (let at = 0; at < queue.length && !came.has(goal); at++) {
    for (const edge of tied.get(queue[at]) ?? []) {
      const other = edge.from === queue[at] ? edge.to : edge.from;
      if (came.has(other)) continue;
      came.set(other, edge);
      queue.push(other);
    }
  }
  if (!came.has(goal)) return null;
  const found = [];
  for (let place = goal, edge = came.get(place); edge; edge = came.get(place)) {
    found.unshift(edge);
    place = edge.from === place ? edge.to : edge.from;
  }
  return found;
}
