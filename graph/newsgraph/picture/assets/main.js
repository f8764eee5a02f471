"use strict";
// The page's state is its address: #view=…&thing=… or &link=…; everything shown follows from it.

function startLegend() {
  const items = [
    ...Object.entries(KINDS).map(([kind, title]) => element("li", {}, sign(kind), title)),
    ...Object.entries(VOICES).map(([voice, title]) => element("li", {}, line(voice), title)),
    element("li", {}, line("context"), "Lies in"),
  ];
  byId("legend").append(element("ul", {}, ...items));
  if (innerWidth < 760) byId("legend").removeAttribute("open");
}

startLegend(); // before the graph, which takes the room that is left
const filters = noFilters();
const graph = new Graph(byId("graph"), (thing, link) => go({ thing, link }));
const panel = new Panel(byId("panel"), { thing: (place) => go({ thing: place, link: null }, true), none: () => go({ thing: null, link: null }) });
/** @type {{view: View | null, thing: number | null, link: number | null}} */
const now = { view: null, thing: null, link: null };

/** A link's name in an address. @param {View} view @param {number} link */
function linkName(view, link) {
  const { from, to, voice } = view.edges[link];
  return [things[from].iri, things[to].iri, voice].join(" ");
}

/** Put into the address what is wanted. @param {{view?: string, thing: number | null, link: number | null}} wanted @param {boolean} [centred] */
function go({ view, thing, link }, centred = false) {
  const name = view ?? now.view?.name ?? data.views[0].name;
  const address = new URLSearchParams({ view: name });
  if (thing !== null) address.set("thing", things[thing].iri);
  if (link !== null) address.set("link", linkName(viewNamed(name), link));
  follow.centred = centred;
  if (`#${address}` === location.hash) follow();
  else location.hash = address.toString();
}

/** Show what the address says. */
function follow() {
  const address = new URLSearchParams(location.hash.slice(1));
  const thing = byIri.get(address.get("thing") ?? "") ?? null;
  let view = viewNamed(address.get("view") ?? now.view?.name ?? null);
  // A thing that this view does not draw is shown in one that does.
  if (thing !== null && !view.nodes.some(({ id }) => id === thing)) {
    view = data.views.find(({ nodes }) => nodes.some(({ id }) => id === thing)) ?? view;
  }
  const name = address.get("link");
  const link = name === null ? -1 : view.edges.findIndex(({ id }) => linkName(view, id) === name);
  const first = now.view === null;
  if (now.view !== view) {
    now.view = view;
    graph.show(view);
    for (const radio of document.querySelectorAll("input[name=view]")) {
      const choice = /** @type {HTMLInputElement} */ (radio);
      choice.checked = choice.value === view.name;
    }
    refilter();
    graph.fit();
  }
  now.thing = thing;
  now.link = link < 0 ? null : link;
  graph.point(now.thing, now.link);
  if (thing !== null && (follow.centred || first)) graph.centre(thing);
  follow.centred = false;
  fillPanel();
}
follow.centred = false;

function fillPanel() {
  const view = /** @type {View} */ (now.view);
  if (now.thing !== null) panel.thing(now.thing);
  else if (now.link !== null) panel.link(view.edges[now.link], view.links[now.link]);
  else panel.overview(letThrough(filters, data.views[0]).nodes);
}

/** Apply the filters and say how much is left. */
function refilter() {
  const view = /** @type {View} */ (now.view);
  const shown = letThrough(filters, view);
  graph.filter(shown);
  const all = things.filter(({ kind }) => kind !== "thing").length;
  const folded = all - view.nodes.length;
  byId("count").replaceChildren(
    element("b", {}, String(shown.nodes.size)), ` of ${all} actors, places and events · `,
    element("b", {}, String(shown.statements.size)), ` of ${counted(statements.length, "statement")}`,
    folded > 0 ? ` · ${counted(folded, "event")} folded into lines` : "",
  );
}

function startFilters() {
  const button = byId("filters-button");
  const form = byId("filters");
  filterForm(form, filters, () => {
    refilter();
    if (now.thing === null && now.link === null) fillPanel();
    button.textContent = picky(filters) || filters.kinds.size < Object.keys(KINDS).length ? "Filters (on)" : "Filters";
  });
  button.addEventListener("click", () => {
    form.hidden = !form.hidden;
    button.setAttribute("aria-expanded", String(!form.hidden));
  });
}

startFilters();
startSearch((place) => go({ thing: place, link: null }, true));
for (const radio of document.querySelectorAll("input[name=view]")) {
  radio.addEventListener("change", () => go({ view: /** @type {HTMLInputElement} */ (radio).value, thing: now.thing, link: null }, true));
}
byId("closer").addEventListener("click", () => graph.zoom(1.4));
byId("farther").addEventListener("click", () => graph.zoom(1 / 1.4));
byId("everything").addEventListener("click", () => graph.fit());
addEventListener("hashchange", follow);
follow();
document.documentElement.dataset.ready = "yes";
