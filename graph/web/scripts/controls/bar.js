// What stands around the stage: the views' buttons, the search, the filters, tools, the legend and the counts.

import { go, goTo, letGo, openArticle, stageNow, statementsNow, viewNow } from "../app.js";
import { briefing } from "../base/briefing.js";
import { nameOf, TOGGLES, VOICES } from "../base/data.js";
import { byId, contestedSign, element, line, sign } from "../base/elements.js";
import { pickyKinds, state, writeAddress } from "../base/state.js";
import { allDisputes } from "../evidence/disputes.js";
import { VIEWS } from "../views/registry.js";
import { saveCsv } from "../saving/csv.js";
import { saveSheet } from "../saving/sheet.js";
import { startCopying } from "./copying.js";
import { picky } from "./filters.js";
import { filterForm } from "./form.js";
import { tellMarks } from "./marks.js";
import { searchBox } from "./search.js";
import { startSureness, tellSureness } from "./sureness.js";
/** @import { Drawing } from "../base/data.js" */

/** As in the style sheet. */
export const isNarrow = () => innerWidth <= 760;

/** Say how much of everything is shown, and put the controls to what is. @param {Drawing} drawing @param {(Node | string)[]} counts */
export function tell(drawing, counts) {
  const lost = state.unknown ? element("b", {}, " · The address asks for something that is not in this graph.") : "";
  byId("count").replaceChildren(...counts, lost);
  byId("chosen").textContent = (byId("panel").querySelector("h2")?.textContent ?? "").slice(0, 300);
  for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[name=view]"))) radio.checked = radio.value === viewNow().name;
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (byId("legend").querySelectorAll("[data-kind]"))) {
    item.hidden = item.dataset.kind === "topic" ? !state.filters.kinds.has("topic") : item.dataset.kind === "event" && drawing.name === "actors";
  }
  const { moves, picture } = stageNow();
  for (const name of ["closer", "farther", "everything"]) byId(name).hidden = !moves;
  for (const name of ["png", "svg"]) byId(name).hidden = !picture;
  tellSureness();
  tellMarks(() => go({}));
  tellFilters();
}

/** Put the filters to what they are; the form only where it is seen and says something else, as it counts all statements. */
function tellFilters() {
  const { filters } = state;
  const told = writeAddress({ ...state, thing: null, path: null, link: "", steps: 0, view: "", own: {} });
  if (!byId("filters").hidden && tellFilters.last !== told) {
    filterForm(byId("filters"), filters, (wanted) => go({ filters: wanted }));
    tellFilters.last = told;
  }
  byId("filters-button").textContent = picky(filters) || pickyKinds(filters) ? "Filters (on)" : "Filters";
}

tellFilters.last = "";

/** Call once; before the graph, which takes the room that is left. */
export function startLegend() {
  const items = [
    ...Object.entries(TOGGLES).map(([kind, title]) => element("li", { "data-kind": kind }, sign(kind), title)),
    ...Object.entries(VOICES).map(([voice, title]) => element("li", {}, line(voice), title)),
    element("li", {}, line("context"), "Lies in"),
    ...(allDisputes().length ? [element("li", {}, contestedSign(), "Disputed")] : []),
  ];
  byId("legend").append(element("ul", {}, ...items));
  if (isNarrow()) byId("legend").removeAttribute("open");
}

/** @param {boolean} open */
export function showFilters(open) {
  byId("filters").hidden = !open;
  byId("filters-button").setAttribute("aria-expanded", String(open));
  tellFilters();
}

/** Close what was opened last: the filters, or what is chosen. @param {KeyboardEvent} event */
function closeLast(event) {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (byId("filters").hidden) return letGo();
  if (document.activeElement?.closest("#filters")) byId("filters-button").focus();
  showFilters(false);
}

/** Call once. */
export function startControls() {
  const toPanel = () => byId("panel").focus();
  const goThere = (/** @type {number} */ place) => {
    goTo(place);
    toPanel();
  };
  const search = searchBox("search", "Search names, words, articles", goThere, ({ name, article }) => {
    if (article === undefined) go({ own: { ...state.own, find: name }, thing: null, link: "", path: null, steps: 0 });
    else openArticle(article);
    toPanel();
  });
  byId("search-box").append(search.box);
  document.querySelector(".skip")?.addEventListener("click", (event) => {
    event.preventDefault(); // the address is that of what is shown
    byId("panel").focus();
  });
  byId("filters-button").addEventListener("click", () => showFilters(byId("filters").hidden));
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("views").append(...VIEWS.map(viewButton));
  startSureness((asked) => go({ filters: { ...state.filters, ...asked } }));
  byId("closer").addEventListener("click", () => stageNow().moves?.zoom(1.4));
  byId("farther").addEventListener("click", () => stageNow().moves?.zoom(1 / 1.4));
  byId("everything").addEventListener("click", () => stageNow().moves?.fit());
  for (const kind of /** @type {const} */ (["png", "svg"])) byId(kind).addEventListener("click", () => savePicture(kind));
  byId("csv").addEventListener("click", () => saveCsv(statementsNow()));
  startCopying(() => location.href.replace(/#.*$/, "") + writeAddress(state));
  byId("link").hidden = location.protocol === "about:"; // in a notebook's frame, which has no address of its own
  addEventListener("keydown", closeLast);
}

/** @param {"png" | "svg"} kind */
function savePicture(kind) {
  const made = stageNow().picture?.();
  const about = state.thing === null ? "" : `: ${nameOf(state.thing)}`;
  if (made) saveSheet(kind, made.drawn, { ...made, title: made.title + about });
}

/** On a narrow screen a graph is of what is around what is chosen, else around whom most is told of. */
function nearest() {
  const thing = state.thing ?? briefing?.who.find((one) => one.thing !== null)?.thing ?? null;
  return thing === null ? {} : { thing, steps: state.steps || 1 };
}

/** @param {{name: string, label: string, legend?: boolean}} view */
function viewButton({ name, label, legend }) {
  const change = () => go({ view: name, link: "", path: null, ...(isNarrow() && legend ? nearest() : {}) }, true);
  return element("label", {}, element("input", { type: "radio", name: "view", value: name, onchange: change }), element("span", {}, label));
}
