"use strict";
// Which statements, things and links are let through.

/** @typedef {{kinds: Set<string>, voices: Set<string>, type: string, article: string, by: string}} Filters */

/** Everything is let through. @returns {Filters} */
const noFilters = () => ({ kinds: new Set(Object.keys(KINDS)), voices: new Set(Object.keys(VOICES)), type: "", article: "", by: "" });

/** Whether statements are picked at all. @param {Filters} filters */
const picky = (filters) =>
  filters.voices.size < Object.keys(VOICES).length || Boolean(filters.type || filters.article || filters.by);

/** @param {Filters} filters @param {Statement} statement */
function lets(filters, statement) {
  const event = statement.event === undefined ? undefined : things[statement.event];
  return (
    filters.voices.has(statement.voice) &&
    (!filters.type || event?.type === filters.type) &&
    (!filters.article || String(sentences[statement.sentence].article) === filters.article) &&
    (!filters.by || String(statement.by) === filters.by)
  );
}

/**
 * What is let through of a view.
 * @param {Filters} filters @param {View} view
 * @returns {{statements: Set<number>, nodes: Set<number>, edges: Set<number>}}
 */
function letThrough(filters, view) {
  const all = !picky(filters);
  const passing = new Set([...statements.keys()].filter((place) => all || lets(filters, statements[place])));
  const nodes = new Set();
  for (const { id } of view.nodes) {
    const thing = things[id];
    if (filters.kinds.has(thing.kind) && (all || (thing.about ?? []).some((place) => passing.has(place)))) nodes.add(id);
  }
  const edges = new Set();
  for (const { id, from, to } of view.edges) {
    const behind = view.links[id].statements;
    if (nodes.has(from) && nodes.has(to) && (all || behind.some((place) => passing.has(place)))) edges.add(id);
  }
  const shown = new Set();
  for (const id of nodes) for (const place of things[id].about ?? []) if (passing.has(place)) shown.add(place);
  return { statements: shown, nodes, edges };
}

/**
 * Draw the form; `changed` is called with what it says now.
 * @param {HTMLElement} form @param {Filters} filters @param {() => void} changed
 */
function filterForm(form, filters, changed) {
  /** @param {string} title @param {Record<string, string>} names @param {Set<string>} chosen @param {(name: string) => Node} picture */
  const boxes = (title, names, chosen, picture) =>
    element(
      "fieldset",
      {},
      element("legend", {}, title),
      ...Object.entries(names).map(([name, label]) => {
        const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", name, checked: chosen.has(name) }));
        box.addEventListener("change", () => {
          box.checked ? chosen.add(name) : chosen.delete(name);
          changed();
        });
        return element("label", {}, box, picture(name), label);
      }),
    );
  /** @param {string} title @param {"type" | "article" | "by"} field @param {[string, string][]} options */
  const choice = (title, field, options) => {
    if (!options.length) return null;
    const select = /** @type {HTMLSelectElement} */ (
      element("select", { name: field }, element("option", { value: "" }, "all"), ...options.map(([value, label]) => element("option", { value }, label)))
    );
    select.value = filters[field];
    select.addEventListener("change", () => {
      filters[field] = select.value;
      changed();
    });
    return element("label", {}, `${title} `, select);
  };
  const types = [...new Set(things.flatMap((thing) => (thing.type ? [thing.type] : [])))].sort();
  const speakers = [...new Set(statements.flatMap(({ by }) => (by === undefined ? [] : [by])))];
  form.replaceChildren(
    boxes("Show", KINDS, filters.kinds, sign),
    boxes("Statements", VOICES, filters.voices, line),
    choice("Event", "type", types.map((type) => [type, type])) ?? "",
    choice("Article", "article", articles.map((article, place) => [String(place), short(article.title || "(no title)")])) ?? "",
    choice("Claimed by", "by", speakers.map((by) => /** @type {[string, string]} */ ([String(by), short(nameOf(by))])).sort((a, b) => a[1].localeCompare(b[1], "en"))) ?? "",
    element("button", { type: "reset" }, "Clear filters"),
  );
  form.onreset = () => {
    Object.assign(filters, noFilters());
    filterForm(form, filters, changed);
    changed();
  };
  form.onsubmit = (event) => event.preventDefault();
}

/** A text cut to the width of a list. @param {string} text */
const short = (text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
