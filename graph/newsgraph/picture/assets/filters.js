"use strict";
// Which statements, things and links are let through.

/** @typedef {{statements: Set<number>, nodes: Set<number>, edges: Set<number>}} Shown */

/** What filters offer: each value with its name. @type {Record<"type" | "article" | "by", Map<string, string>>} */
let options;

/** Call once the data are there. */
function readOptions() {
  const types = [...new Set(things.flatMap((thing) => (thing.type ? [thing.type] : [])))].sort();
  const speakers = [...new Set(statements.flatMap(({ by }) => (by === undefined ? [] : [by])))];
  options = {
    type: new Map(types.map((type) => [type, type])),
    article: new Map(articles.map((article) => [article.iri, article.title || "(no title)"])),
    by: new Map(inOrder(speakers.map((by) => [things[by].iri, nameOf(by)]))),
  };
}

/** Whether statements are picked at all. @param {Filters} filters */
const picky = (filters) => filters.voices.size < Object.keys(VOICES).length || CHOICES.some((name) => filters[name]);

/** @param {string} wanted "" for anything @param {string | undefined} value */
const meets = (wanted, value) => wanted === "" || value === wanted;

/** Whether something happened in the time that is asked for, if one is. @param {Filters} filters @param {string | undefined} time */
function inTime({ since, until }, time) {
  if (!since && !until) return true;
  const day = dayOf(time);
  return day !== "" && day >= since && (!until || day <= until);
}

/** @param {Filters} filters @param {Statement} statement */
function lets(filters, { voice, event, sentence, by }) {
  const happened = event === undefined ? undefined : things[event];
  return (
    filters.voices.has(voice) &&
    meets(filters.type, happened?.type) &&
    meets(filters.article, articles[sentences[sentence].article].iri) &&
    meets(filters.by, by === undefined ? undefined : things[by].iri) &&
    inTime(filters, happened?.time)
  );
}

/**
 * What is let through of a view: by the filters, and only so many steps from a thing where that is asked for.
 * @param {State} state @param {View} view @returns {Shown}
 */
function letThrough({ filters, thing, steps }, view) {
  const all = !picky(filters);
  const passing = new Set([...statements.keys()].filter((place) => all || lets(filters, statements[place])));
  const has = (/** @type {number[]} */ places) => all || places.some((place) => passing.has(place));
  let nodes = new Set(view.nodes.map(({ id }) => id).filter((id) => filters.kinds.has(things[id].kind) && has(things[id].about ?? [])));
  const edges = view.edges.filter(({ id, from, to }) => nodes.has(from) && nodes.has(to) && has(view.links[id].statements));
  if (thing !== null && steps) {
    const near = new Set(within(edges, thing, steps));
    nodes = new Set([...nodes].filter((id) => near.has(id)));
  }
  const left = edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to));
  const shown = new Set();
  for (const id of nodes) for (const place of things[id].about ?? []) if (passing.has(place)) shown.add(place);
  return { statements: shown, nodes, edges: new Set(left.map(({ id }) => id)) };
}

/**
 * Draw the form; `changed` is called with the filters that it then says.
 * @param {HTMLElement} form @param {Filters} filters @param {(filters: Filters) => void} changed
 */
function filterForm(form, filters, changed) {
  /** @param {string} title @param {Record<string, string>} names @param {"kinds" | "voices"} field @param {(name: string) => Node} picture */
  const boxes = (title, names, field, picture) =>
    element(
      "fieldset",
      {},
      element("legend", {}, title),
      ...Object.entries(names).map(([name, label]) => {
        const box = element("input", { type: "checkbox", name, checked: filters[field].has(name) });
        box.addEventListener("change", () => {
          const chosen = new Set(filters[field]);
          if (/** @type {HTMLInputElement} */ (box).checked) chosen.add(name);
          else chosen.delete(name);
          changed({ ...filters, [field]: chosen });
        });
        return element("label", {}, box, picture(name), label);
      }),
    );
  /** @param {string} title @param {"type" | "article" | "by"} field */
  const choice = (title, field) => {
    if (!options[field].size) return "";
    const select = /** @type {HTMLSelectElement} */ (
      element("select", { name: field }, element("option", { value: "" }, "all"), ...[...options[field]].map(([value, label]) => element("option", { value }, short(label))))
    );
    select.value = filters[field];
    select.addEventListener("change", () => changed({ ...filters, [field]: select.value }));
    return element("label", {}, `${title} `, select);
  };
  const focused = document.activeElement?.closest("#filters") ? document.activeElement.getAttribute("name") : null;
  form.replaceChildren(
    boxes("Show", KINDS, "kinds", sign),
    boxes("Statements", VOICES, "voices", line),
    choice("Event", "type"),
    choice("Article", "article"),
    choice("Claimed by", "by"),
    timeFilter(filters, changed),
    element("button", { type: "button", name: "clear", onclick: () => changed(noFilters()) }, "Clear filters"),
  );
  if (focused) /** @type {HTMLElement | null} */ (form.querySelector(`[name="${CSS.escape(focused)}"]`))?.focus();
}

/** @param {[string, string][]} named */
const inOrder = (named) => named.sort(([, a], [, b]) => a.localeCompare(b, "en"));

/** A text cut to the width of a list. @param {string} text */
const short = (text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
