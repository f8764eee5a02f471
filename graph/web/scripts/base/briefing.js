// The briefing: what the articles tell in some lines, each with its sources. See picture/briefing_block.py.

import { block } from "./blocks.js";

/**
 * @typedef {{statement: number | null, text: string, references: number[], day: string, reported: string, where: string,
 *   source: string, voice: string, contested: boolean}} Line
 * @typedef {{thing: number | null, name: string, roles: {text: string, reference: number | null}[], line: Line | null}} Profile
 * @typedef {{about: string, tier: string, denied: boolean, sides: [Line[], Line[]]}} Dispute
 * @typedef {{article: string, number: number, sentence: string, title: string, publisher: string, date: string, url: string}} Reference
 * @typedef {{article: string, title: string, publisher: string, date: string, url: string}} Headline
 * @typedef {{articles: number, first: string, last: string, around: string, who: Profile[], happened: Line[],
 *   disputed: Dispute[], denied: Line[], envisaged: Line[], open: {why: string, line: Line}[], headlines: Headline[],
 *   references: Reference[]}} Briefing
 */

/** Null where the page was made without one. @type {Briefing | null} */
export let briefing = null;

/** Call once. */
export async function readBriefing() {
  briefing = await block("briefing");
}
