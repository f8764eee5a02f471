// The view of what is contested: who affirms, who denies, sentences side by side.

import { statements } from "../base/data.js";
import { counted, element, ofAll, words } from "../base/elements.js";
import { state } from "../base/state.js";
import { lets } from "../controls/filters.js";
import { bySentence, newer } from "../evidence/cards.js";
import { allDisputes, isDenied, possibleCount, sidesOf } from "../evidence/disputes.js";
/** @import { Page } from "../app.js" */
/** @import { Filters } from "../base/state.js" */
/** @import { Cards } from "../evidence/cards.js" */
/** @import { Dispute } from "../evidence/disputes.js" */
/** @import { View } from "./registry.js" */

const DISPUTES = 20; // before "more"
const EACH = 10; // sentences of a side before "more"

/** @type {View} */
export const contested = { name: "claims", label: "Contested", text: true, keeps: () => false, make };

/** @param {HTMLElement} region @param {Page} page */
function make(region, { cards }) {
  region.setAttribute("aria-label", "What is contested");
  return { show: () => showClaims(region, cards, state.filters, state.thing), count: countClaims };
}

/** How much is contested. @returns {(Node | string)[]} */
function countClaims() {
  const open = allDisputes().filter((dispute) => isOpen(state.filters, dispute));
  const all = new Set(open.flatMap(({ affirmed, denied }) => [...affirmed, ...denied]));
  return [...ofAll(open.length, allDisputes().length, "dispute"), " · ", ...ofAll(all.size, statements.length, "statement"), " contested"];
}

/** Whether any statement of a dispute is let through, however sure it is. @param {Filters} filters @param {Dispute} dispute */
const isOpen = (filters, { affirmed, denied }) => [...affirmed, ...denied].some((place) => lets({ ...filters, unsure: true, least: 0 }, statements[place]));

/** What the view says before the disputes. @param {Dispute[]} all @param {Filters} filters */
function claimsSummary(all, filters) {
  const possible = filters.unsure ? 0 : possibleCount();
  const more = possible ? ` ${counted(possible, "pair")} of statements may contradict each other: they are shown with what is not sure.` : "";
  if (all.length) return `What some affirm, others deny. Each sentence stands once, with all that it says of it.${more}`;
  return `None found: no statement of these articles surely contradicts another.${more}`;
}

/**
 * Show all disputes of which a statement is let through; the one about what is chosen comes into sight.
 * @param {HTMLElement} container @param {Cards} cards @param {Filters} filters @param {number | null} chosen
 */
function showClaims(container, cards, filters, chosen) {
  const all = allDisputes();
  const open = all.filter((dispute) => isOpen(filters, dispute));
  const at = open.findIndex(({ topic }) => topic === chosen);
  const sections = element("div");
  cards.inParts(sections, open, (dispute) => disputeOf(dispute, cards, dispute.topic === chosen), Math.max(DISPUTES, at + 1));
  container.replaceChildren(
    element("h2", {}, "What is contested"),
    element("p", {}, claimsSummary(all, filters)),
    sections,
  );
  if (at >= 0) sections.children[at].scrollIntoView({ block: "start" });
}

/** @param {Dispute} dispute @param {Cards} cards @param {boolean} chosen */
function disputeOf(dispute, cards, chosen) {
  const { affirmed, denied, beside, topic } = dispute;
  /** @param {string} title @param {number[]} places */
  const side = (title, places) => {
    const told = bySentence([...places].sort((a, b) => newer(a, b) || a - b), true);
    return filled(element("div", {}, element("h4", {}, `${title} (${told.length})`)), told);
  };
  /** @param {HTMLElement} list @param {number[][]} told */
  const filled = (list, told) => {
    cards.inParts(list, told, (same) => cards.card(same, true, true), EACH);
    return list;
  };
  const others = bySentence(beside, true);
  return element(
    "section",
    { class: chosen ? "dispute chosen" : "dispute" },
    element("h3", {}, cards.name(topic), dispute.possible && element("span", { class: "tier" }, " · possibly contested")),
    element("p", { class: "sides-summary" }, words(sidesOf(dispute))),
    element("div", { class: "sides" }, ...(isDenied(dispute) ? [side("Affirmed", affirmed), side("Denied", denied)] : [side("One side", affirmed), side("The other", denied)])),
    others.length > 0 && filled(element("details", {}, element("summary", {}, `Also said about it (${others.length})`)), others),
  );
}
