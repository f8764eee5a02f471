"use strict";
// The page: what is asked for goes into the address, and everything shown follows from that.

/** The page's address as far as it is the page's; kept here, too, for in a notebook's frame it can't be changed. */
let address = location.hash;
/** @type {State} */
let state;
/** @type {View} the graph that is drawn, or lies under what is shown instead */
let view;
/** @type {Graph} */
let graph;
/** @type {Cards} */
let cards;
/** @type {Panel} */
let panel;
/** @type {WorldMap} */
let map;
/** @type {Shown} */
let shown;

/** Ask for something: the rest of the state stays as it is. @param {Partial<State>} change @param {boolean} [centred] */
function go(change, centred = false) {
  follow.centred = centred;
  if (isNarrow() && (change.thing ?? change.link)) showFilters(false); // they stand where the evidence does
  const wanted = writeAddress({ ...state, ...change });
  if (wanted !== address && location.protocol !== "about:") history.pushState(null, "", wanted);
  address = wanted;
  follow();
}

/** As in the style sheet. */
const isNarrow = () => innerWidth <= 760;

/** @param {number} place */
const goTo = (place) => go({ thing: place, link: "", path: null, steps: 0, ...viewFor(place) }, true);

/** A place on the map, or what happened there. @param {number} place @param {boolean} events */
function goToPlace(place, events) {
  goTo(place);
  if (!events) return;
  byId("events-here").scrollIntoView({ block: "start" });
  byId("events-here").focus({ preventScroll: true });
}

/** Where a thing is shown, if not here. @param {number} place */
const viewFor = (place) => (state.view === "claims" || (state.view === "map" && things[place].latitude === undefined) ? { view: "" } : {});

/** Show what the address says. */
function follow() {
  const focused = document.activeElement;
  const before = /** @type {State | undefined} */ (state);
  state = readAddress(address);
  const changed = takeView();
  drawShown(changed);
  if (changed || before?.steps !== state.steps || (state.steps && before?.thing !== state.thing)) graph.fit([...shown.nodes]);
  pointOut();
  if (state.thing !== null && (follow.centred || !before) && !state.steps) graph.centre(state.thing);
  follow.centred = false;
  showStage();
  tell();
  keepFocus(focused);
}
follow.centred = false;

/** Draw what is let through of the view. @param {boolean} changed whether the view is another one */
function drawShown(changed) {
  if (state.filters.kinds.has("topic")) showOthers(view);
  if (state.thing !== null) reveal(view, state.thing, state.steps > 0);
  for (const end of endsAsked(state)) reveal(view, end, false);
  if (changed) graph.show(view);
  shown = letThrough(state, view);
  graph.filter(shown);
  graph.rings.around(state.steps ? state.thing : null);
}

/** The goal of the path that is asked for, or what the link that is asked for ties. @param {State} asked */
const endsAsked = ({ path: goal, link }) => (goal === null ? link.split(" ").flatMap((iri) => byIri.get(iri) ?? []) : [goal]);

/** Keep the keyboard where it was; if that is gone, put it to the evidence. @param {Element | null} before */
function keepFocus(before) {
  const now = document.activeElement;
  if (!before || before === document.body || (now !== document.body && !now?.closest("[hidden]"))) return;
  const again = before.id ? document.getElementById(before.id) : null;
  (again && !again.closest("[hidden]") ? again : byId("panel")).focus({ preventScroll: true });
}

/** Take the view that is asked for, or one that draws what is chosen. @returns {boolean} whether it is another one */
function takeView() {
  const other = OTHERS.includes(state.view);
  const wanted = drawnIn(other ? view : viewNamed(state.view), state.thing, state.path);
  if (!other) state.view = wanted.name;
  const changed = wanted !== view;
  view = wanted;
  return changed;
}

/** Put the graph on the stage, or what is shown instead. */
function showStage() {
  const other = OTHERS.includes(state.view);
  byId("graph").hidden = other;
  for (const name of OTHERS) byId(name).hidden = state.view !== name;
  for (const name of ["png", "svg"]) byId(name).hidden = other;
  document.body.dataset.view = state.view;
  if (state.view === "claims") showClaims(byId("claims"), cards, state.filters, state.thing);
  if (state.view === "map") map.show(around(), state.thing);
}

/** All things that are let through, drawn in the graph or not; or those around what is chosen, where that is asked for. */
const around = () => (state.steps ? shown.nodes : thingsLetThrough(state));

/**
 * A view that draws a thing, if possible with the goal of a path from it: this one, if it does.
 * @param {View | undefined} wanted @param {number | null} thing @param {number | null} goal
 */
function drawnIn(wanted, thing, goal) {
  const best = wanted ?? data.views[0];
  /** @param {View} one @param {number | null} place */
  const has = ({ nodes, rest }, place) => place === null || nodes.some(({ id }) => id === place) || rest.some(([id]) => id === place);
  const possible = [best, ...data.views].filter((one) => has(one, thing));
  return possible.find((one) => has(one, goal)) ?? possible[0] ?? best;
}

/** Mark in the graph what is chosen, and lay out its evidence. */
function pointOut() {
  const { thing, path: goal } = state;
  const edges = view.edges.filter(({ id }) => shown.edges.has(id));
  const link = view.edges.find((edge) => linkName(edge) === state.link);
  if (state.link && !link) state.unknown = true;
  if (thing !== null && goal !== null) {
    const way = path(edges, thing, goal);
    graph.point(null, (way ?? []).map(({ id }) => id), [thing, goal]);
    graph.fit([thing, goal, ...(way ?? []).flatMap(({ from, to }) => [from, to])]);
    panel.path(thing, goal, way, view.links);
  } else if (thing !== null) {
    graph.point(thing, []);
    panel.thing(thing, state.steps, eventsByPlace(around()).get(thing) ?? []);
  } else if (link) {
    graph.point(null, [link.id]);
    panel.link(link, view.links[link.id]);
  } else {
    graph.point(null, []);
    panel.overview(around());
  }
}

/** How many of how many. @param {number} some @param {number} all @param {string} noun */
const ofAll = (some, all, noun) => [element("b", {}, String(some)), ` of ${counted(all, noun)}`];

/** How much of everything a view of the graph shows. @returns {(Node | string)[]} */
function countGraph() {
  const counts = (/** @type {number} */ place) => things[place].kind !== "topic" || state.filters.kinds.has("topic");
  const all = [...things.keys()].filter(counts).length;
  const left = view.rest.filter(([place]) => counts(place)).length;
  const folded = view.name === "actors" ? things.filter(({ kind }) => kind === "event").length : 0;
  const drawn = ["actors", "places", ...(folded ? [] : ["events"]), ...(state.filters.kinds.has("topic") ? ["other topics"] : [])];
  const kinds = `${drawn.slice(0, -1).join(", ")} and ${drawn.at(-1)}`;
  return [
    ...[element("b", {}, String(shown.nodes.size)), ` of ${all - folded} ${kinds} · `],
    ...ofAll(shown.statements.size, statements.length, "statement"),
    folded ? ` · ${counted(folded, "event")} folded into lines` : "",
    left ? ` · the ${left} of which least is said open when you search for them or ask what is around others` : "",
  ];
}

/** How many places the map shows. @returns {(Node | string)[]} */
function countMap() {
  const located = (/** @type {number} */ place) => things[place].latitude !== undefined;
  const places = things.filter(({ kind }) => kind === "place");
  const unknown = places.filter(({ latitude }) => latitude === undefined).length;
  const happened = new Set([...map.events].filter(([place]) => located(place) && map.places.includes(place)).flatMap(([, events]) => events));
  return [
    ...ofAll(map.places.length, places.length, "place"),
    unknown ? ` · ${unknown} without coordinates · ` : " · ",
    ...ofAll(happened.size, things.filter(({ kind }) => kind === "event").length, "event"),
    happened.size === 1 ? " happened at one of them" : " happened at them",
  ];
}

/** How much is contested. @returns {(Node | string)[]} */
function countClaims() {
  const open = allDisputes().filter((dispute) => isOpen(state.filters, dispute));
  const contested = new Set(open.flatMap(({ affirmed, denied }) => [...affirmed, ...denied]));
  return [...ofAll(open.length, allDisputes().length, "dispute"), " · ", ...ofAll(contested.size, statements.length, "statement"), " contested"];
}

/** Say how much of everything is shown, and put the controls to what is. */
function tell() {
  const counts = state.view === "map" ? countMap() : state.view === "claims" ? countClaims() : countGraph();
  const lost = state.unknown ? element("b", {}, " · The address asks for something that is not in this graph.") : "";
  byId("count").replaceChildren(...counts, lost);
  byId("chosen").textContent = (byId("panel").querySelector("h2")?.textContent ?? "").slice(0, 300);
  for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[name=view]"))) radio.checked = radio.value === state.view;
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (byId("legend").querySelectorAll("[data-kind]"))) {
    item.hidden = item.dataset.kind === "topic" ? !state.filters.kinds.has("topic") : item.dataset.kind === "event" && view.name === "actors";
  }
  tellUnsure();
  tellFilters();
}

/** Put the filters to what they are; the form only where it is seen and says something else, as it counts all statements. */
function tellFilters() {
  const { filters } = state;
  const told = writeAddress({ ...state, thing: null, path: null, link: "", steps: 0, view: "" });
  if (!byId("filters").hidden && tellFilters.last !== told) {
    filterForm(byId("filters"), filters, (wanted) => go({ filters: wanted }));
    tellFilters.last = told;
  }
  byId("filters-button").textContent = picky(filters) || pickyKinds(filters) ? "Filters (on)" : "Filters";
}

tellFilters.last = "";

/** What the buttons for zooming move. */
const drawing = () => (state.view === "map" ? map : graph);

function startLegend() {
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
function showFilters(open) {
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

/** Choose nothing. */
const letGo = () => go({ thing: null, link: "", path: null, steps: 0 });

function startControls() {
  const search = searchBox("search", "Search, in any spelling", (place) => {
    goTo(place);
    byId("panel").focus();
  });
  byId("search-box").append(search.box);
  document.querySelector(".skip")?.addEventListener("click", (event) => {
    event.preventDefault(); // the address is that of what is shown
    byId("panel").focus();
  });
  byId("filters-button").addEventListener("click", () => showFilters(byId("filters").hidden));
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[name=view]"))) {
    radio.addEventListener("change", () => go({ view: radio.value, link: "", path: null }, true));
  }
  byId("unsure").addEventListener("change", () => go({ filters: { ...state.filters, unsure: !state.filters.unsure } }));
  byId("closer").addEventListener("click", () => drawing().zoom(1.4));
  byId("farther").addEventListener("click", () => drawing().zoom(1 / 1.4));
  byId("png").addEventListener("click", () => savePng(graph));
  byId("svg").addEventListener("click", () => saveSvg(graph));
  byId("everything").addEventListener("click", () => drawing().fit());
  startCopying(() => location.href.replace(/#.*$/, "") + writeAddress(state));
  byId("link").hidden = location.protocol === "about:"; // in a notebook's frame, which has no address of its own
}

async function start() {
  await readData();
  readDays();
  readOptions();
  readWorld();
  for (const one of data.views) markContested(one);
  startLegend(); // before the graph, which takes the room that is left
  startControls();
  graph = new Graph(byId("graph"), (thing, picked) => {
    const edge = view.edges.find(({ id }) => id === picked);
    go({ thing, link: edge ? linkName(edge) : "", steps: 0, path: null });
  });
  cards = new Cards({ thing: goTo, dispute: (topic) => go({ view: "claims", thing: topic, link: "", path: null, steps: 0 }) });
  panel = new Panel(byId("panel"), cards, {
    none: letGo,
    steps: (steps) => go({ steps }, true),
    path: (place) => go({ path: place, steps: 0 }),
  });
  map = new WorldMap(byId("map"), goToPlace);
  addEventListener("keydown", closeLast);
  addEventListener("popstate", () => {
    address = location.hash;
    follow();
  });
  follow();
  document.documentElement.dataset.ready = "yes";
}

start();
