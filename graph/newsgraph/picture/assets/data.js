"use strict";
// What the page knows: tables that refer to each other by place. See picture/content.py and picture/views.py.

/**
 * @typedef {{title?: string, date?: string, url?: string}} Article
 * @typedef {{article: number, begin: number, text: string}} Sentence
 * @typedef {{iri: string, kind: string, label?: string, caption: string, names?: string[], roles?: string[],
 *   nationalities?: string[], geonames?: string, country?: string, place_kind?: string, latitude?: number,
 *   longitude?: number, time?: string, type?: string, reported?: string[], articles?: number[], about?: number[],
 *   parts?: [number, string][], seen?: [number, number, number][]}} Thing
 * @typedef {{subject: number, object?: number, text?: string, relation: string, voice: string, polarity: string,
 *   modality: string, by?: number, cue?: string, quoted?: boolean, event?: number, contradicts?: number[],
 *   sentence: number, words?: [number, number][]}} Statement
 * @typedef {{statements: number[], events: number[]}} Link
 * @typedef {{id: number, label: string, group: string, shape: string, size: number, x: number, y: number,
 *   font: {size: number}}} DrawnNode
 * @typedef {{id: number, from: number, to: number, label: string, voice: string}} DrawnEdge
 * @typedef {{name: string, nodes: DrawnNode[], edges: DrawnEdge[], links: Link[]}} View
 * @typedef {{articles: Article[], sentences: Sentence[], things: Thing[], statements: Statement[],
 *   within: [number, number][]}} Content
 */

/** @type {{content: Content, views: View[]}} */
const data = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("data")).textContent ?? "");
const { articles, sentences, things, statements } = data.content;

const KINDS = {
  person: "People",
  organization: "Organisations",
  group: "Groups",
  place: "Places",
  event: "Events",
};
const KIND = { person: "Person", organization: "Organisation", group: "Group", place: "Place", event: "Event", thing: "Named in one article" };
const VOICES = { stated: "Stated", claimed: "Claimed", denied: "Denied", envisaged: "Envisaged" };

const byIri = new Map(things.map((thing, place) => [thing.iri, place]));

/** What a thing is called; never empty. @param {number} place */
const nameOf = (place) => things[place].label || "(no name)";

/** The things of which a place is a part, and those that are parts of it. @param {number} place */
function containment(place) {
  const { within } = data.content;
  return {
    outer: within.filter(([inner]) => inner === place).map(([, outer]) => outer),
    inner: within.filter(([, outer]) => outer === place).map(([inner]) => inner),
  };
}

/** A view by its name, or the first. @param {string | null} name */
const viewNamed = (name) => data.views.find((view) => view.name === name) ?? data.views[0];
