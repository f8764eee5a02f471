// How the page works: what is asked for goes into the address, and everything shown follows from that.

import { articles, byIri, data, statements, things } from "./base/data.js";
import { byId, element } from "./base/elements.js";
import { path } from "./base/paths.js";
import { knowViews, linkName, readAddress, setState, state, writeAddress } from "./base/state.js";
import { isNarrow, showFilters, tell } from "./controls/bar.js";
import { isShown, lets, letThrough, thingsLetThrough } from "./controls/filters.js";
import { Cards } from "./evidence/cards.js";
import { Panel } from "./evidence/panel.js";
import { drawingOf, homeOf, isDivided, partKey, partNamed, viewWith } from "./graph/drawings.js";
import { reveal } from "./graph/large.js";
import { showOthers } from "./graph/others.js";
import { eventsByPlace } from "./map/places.js";
import { VIEWS } from "./views/registry.js";
/** @import { DrawnEdge, Drawing } from "./base/data.js" */
/** @import { State } from "./base/state.js" */
/** @import { Shown } from "./controls/filters.js" */
/** @import { View, ViewOnStage } from "./views/registry.js" */

/**
 * @typedef {{thing: number | null, links: number[], ends: number[], link: DrawnEdge | null, way: DrawnEdge[] | null}} Pointed
 *   what is chosen: a thing, or a link, or a way between two things, as links
 * @typedef {{state: State, drawing: Drawing, shown: Shown, around: Set<number>, pointed: Pointed, centred: boolean}} Scene
 *   what a view is to show: what is asked for, the drawing of the graph, what of it is let through, the things of any kind
 *   that are let through, drawn or not, what is chosen, and whether that is to be in the middle
 * @typedef {{go: typeof go, goTo: typeof goTo, pick: typeof pick, cards: Cards}} Page what a view can do to the page
 */

/** The page's address as far as it is the page's; kept here, too, for in a notebook's frame it can't be changed. */
let address = location.hash;
/** The drawing on the stage, or the last that was. @type {Drawing} */
export let drawing;
/** What is let through. @type {Shown} */
export let shown;
export const cards = new Cards({
  thing: goTo,
  dispute: (topic) => go({ view: "claims", thing: topic, link: "", path: null, steps: 0 }),
  read: (article, statement) => go({ view: "article", own: { ...state.own, read: article, said: statement } }),
  again: () => follow(),
});
/** @type {Panel} */
let panel;
/** The views that have been shown, by the name of their region. @type {Map<string, ViewOnStage>} */
const onStage = new Map();

/** Ask for something: the rest of the state stays as it is. @param {Partial<State>} change @param {boolean} [centred] */
export function go(change, centred = false) {
  if (isNarrow() && (change.thing ?? change.link)) showFilters(false); // they stand where the evidence does
  const wanted = writeAddress({ ...state, ...change });
  if (wanted !== address && location.protocol !== "about:") history.pushState(null, "", wanted);
  address = wanted;
  follow(centred);
}

/** Choose a thing, in a view that shows it. @param {number} place */
export function goTo(place) {
  const stays = viewNow().keeps?.(place) ?? true;
  go({ thing: place, link: "", path: null, steps: 0, ...(stays ? {} : { view: drawing.name }) }, true);
}

/** Choose what somebody points at in the graph: a thing or a link, by their ids, or nothing. @param {number | null} thing @param {number | null} picked */
function pick(thing, picked) {
  const edge = drawing.edges.find(({ id }) => id === picked);
  go({ thing, link: edge ? linkName(edge) : "", steps: 0, path: null });
}

/** Choose nothing; or if nothing is, look for nothing. */
export function letGo() {
  const chosen = state.thing !== null || state.link !== "";
  go({ thing: null, link: "", path: null, steps: 0, own: chosen ? state.own : { ...state.own, find: "" } });
}

/** Show what an article says. @param {number} place */
export const openArticle = (place) => go({ view: "article", own: { ...state.own, read: articles[place].iri }, thing: null, link: "", path: null, steps: 0 });

/** The view that is asked for. */
export const viewNow = () => VIEWS.find(({ name }) => name === state.view) ?? VIEWS[0];

/** What is on the stage. */
export const stageNow = () => /** @type {ViewOnStage} */ (onStage.get(regionOf(viewNow())));

/** The statements of what is chosen, or of the view; those that are shown. */
export function statementsNow() {
  const { thing, link } = takePointed();
  if (thing !== null) return (things[thing].about ?? []).filter(isShown);
  if (link) return drawing.links[link.id].statements.filter(isShown);
  return stageNow().statements?.() ?? [...statements.keys()].filter((place) => lets(state.filters, statements[place]));
}

/** @param {View} view */
const regionOf = ({ name, region }) => region ?? name;

/** Show what the address says. @param {boolean} [centred] whether what is chosen is to be in the middle */
function follow(centred = false) {
  const focused = document.activeElement;
  setState(readAddress(address));
  takeView();
  shown = takeShown();
  const around = takeAround();
  const pointed = takePointed();
  layOut(pointed, around);
  showStage({ state, drawing, shown, around, pointed, centred });
  tell(drawing, stageNow().count());
  keepFocus(focused);
}

/** Take the view that is asked for; where it is a graph, one that draws what is chosen, if there is any, in its part. */
function takeView() {
  const { thing, path: goal, link } = state;
  const known = VIEWS.some(({ name }) => name === state.view);
  if (!known) state.view = thing === null && !link ? VIEWS[0].name : data.views[0].name;
  const isGraph = data.views.some(({ name }) => name === state.view);
  const chosen = [thing, goal].filter((one) => one !== null);
  const name = viewWith(isGraph ? state.view : (drawing?.name ?? data.views[0].name), chosen);
  const part = takePart(chosen[0] ?? endsAsked(state)[0]);
  drawing = drawingOf(name, part);
  if (isGraph) state.view = name;
}

/** The part of the graph that is asked for, or that has what is chosen. @param {number | undefined} chosen */
function takePart(chosen) {
  if (!isDivided()) return 0;
  const asked = partNamed(state.own.part);
  if (chosen === undefined || (asked !== null && homeOf(chosen) === undefined)) return asked;
  const home = homeOf(chosen) ?? null;
  if (home !== null && home !== asked) state.own.part = partKey(home); // where readers are once they choose nothing
  return home;
}

/** What is let through of the drawing, once all that is asked for is drawn. */
function takeShown() {
  if (state.filters.kinds.has("topic")) showOthers(drawing);
  if (state.thing !== null) reveal(drawing, state.thing, state.steps > 0);
  for (const end of endsAsked(state)) reveal(drawing, end, false);
  return letThrough(state, drawing);
}

/** What the evidence speaks of where nothing is chosen: what is near; or what is in the part that is drawn; or everything. */
function takeAround() {
  if (state.steps) return shown.nodes;
  const all = thingsLetThrough(state);
  if (!viewNow().legend || !isDivided() || drawing.part === null) return all;
  return new Set([...all].filter((thing) => drawing.own.has(thing) || shown.nodes.has(thing)));
}

/** The goal of the path that is asked for, or what the link that is asked for ties. @param {State} asked */
const endsAsked = ({ path: goal, link }) => (goal === null ? link.split(" ").flatMap((iri) => byIri.get(iri) ?? []) : [goal]);

/** What is chosen. @returns {Pointed} */
function takePointed() {
  const { thing, path: goal } = state;
  const link = drawing.edges.find((edge) => linkName(edge) === state.link) ?? null;
  if (state.link && !link) state.unknown = true;
  if (thing !== null && goal !== null) {
    const way = path(drawing.edges.filter(({ id }) => shown.edges.has(id)), thing, goal);
    const passed = (way ?? []).flatMap(({ from, to }) => [from, to]);
    return { thing: null, links: (way ?? []).map(({ id }) => id), ends: [thing, goal, ...passed], link: null, way };
  }
  if (thing !== null) return { thing, links: [], ends: [], link: null, way: null };
  return { thing: null, links: link ? [link.id] : [], ends: [], link, way: null };
}

/** Lay out the evidence of what is chosen. @param {Pointed} pointed @param {Set<number>} around */
function layOut({ link, way }, around) {
  const { thing, path: goal, steps } = state;
  if (thing !== null && goal !== null) panel.path(thing, goal, way, drawing.links);
  else if (thing !== null) panel.thing(thing, steps, eventsByPlace(around).get(thing) ?? []);
  else if (link) panel.link(link, drawing.links[link.id], between(link));
  else if (state.own.find) panel.found(state.own.find);
  else panel.overview(around, viewNow().beside?.(around, cards) ?? []);
}

/** The other links that are seen between the same two things. @param {DrawnEdge} link */
function between({ id, from, to }) {
  return drawing.edges.filter((one) => one.id !== id && shown.edges.has(one.id) && ((one.from === from && one.to === to) || (one.from === to && one.to === from)));
}

/** Put the view that is asked for on the stage. @param {Scene} scene */
function showStage(scene) {
  const view = viewNow();
  const wanted = regionOf(view);
  for (const name of new Set(VIEWS.map(regionOf))) byId(name).hidden = name !== wanted;
  document.body.dataset.stage = view.text ? "text" : "picture";
  const made = onStage.get(wanted) ?? view.make(byId(wanted), { go, goTo, pick, cards });
  onStage.set(wanted, made);
  made.show(scene);
  byId("legend").hidden = !view.legend || !made.moves;
}

/** Keep the keyboard where it was; if that is gone, put it to the evidence. @param {Element | null} before */
function keepFocus(before) {
  const now = document.activeElement;
  if (!before || before === document.body || (now !== document.body && !now?.closest("[hidden]"))) return;
  const again = before.id ? document.getElementById(before.id) : null;
  (again && !again.closest("[hidden]") ? again : byId("panel")).focus({ preventScroll: true });
}

/** Begin, once the data are there. */
export function open() {
  knowViews(VIEWS);
  for (const { name, label, region } of [...VIEWS].reverse()) {
    if (!document.getElementById(region ?? name)) byId("graphs").before(element("div", { id: region ?? name, class: "view", tabindex: "0", role: "region", "aria-label": label, hidden: true }));
  }
  panel = new Panel(byId("panel"), cards, {
    none: letGo,
    steps: (steps) => go({ steps }, true),
    path: (place) => go({ path: place, steps: 0 }),
    link: (edge) => go({ thing: null, link: linkName(edge), steps: 0, path: null }),
  });
  addEventListener("popstate", () => {
    address = location.hash;
    follow();
  });
  follow(true);
}
