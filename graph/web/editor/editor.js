// The query editor of `newsgraph serve`: YASGUI's editor and its view of results, on this server alone. What it knows of the
// graph (prefixes, terms, examples) stands in the page.

import Yasqe from "@zazuko/yasqe";
import Yasr from "@zazuko/yasr";

/** @typedef {{ name: string, title: string, query: string }} Example */
/**
 * @typedef {object} Given What the server says of the graph.
 * @property {Record<string, string>} prefixes
 * @property {string[]} classes IRIs
 * @property {string[]} properties IRIs
 * @property {Example[]} examples
 */

/** @template {HTMLElement} T @param {string} id @returns {T} */
function part(id) {
  return /** @type {T} */ (document.getElementById(id));
}

/** @type {Given} */
const given = JSON.parse(part("given").textContent ?? "");

/** Completes with what the graph has in place of what YASGUI knows of the world, or would ask of it. */
function completeFromGraph() {
  const own = { bulk: true, persistenceId: null, autoShow: true };
  const prefixes = Object.entries(given.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`);
  Yasqe.forkAutocompleter("prefixes", { ...own, name: "graph-prefixes", get: () => prefixes });
  Yasqe.forkAutocompleter("class", { ...own, name: "graph-classes", get: () => given.classes });
  Yasqe.forkAutocompleter("property", { ...own, name: "graph-properties", get: () => given.properties });
  Yasqe.defaults.autocompleters = ["graph-prefixes", "graph-classes", "graph-properties", "variables"];
}

/** A query with the prefixes that it uses declared, so that it can go elsewhere. @param {string} query */
function declared(query) {
  const used = Object.entries(given.prefixes).filter(([prefix]) => new RegExp(`(?<![\\w-])${prefix}:`).test(query));
  return [...used.map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>\n`), query].join("");
}

/** @param {Yasqe} yasqe @param {HTMLSelectElement} choice */
function offerExamples(yasqe, choice) {
  choice.append(new Option("choose a question", ""));
  for (const { name, title } of given.examples) choice.append(new Option(title, name));
  choice.addEventListener("change", () => {
    const chosen = given.examples.find(({ name }) => name === choice.value);
    if (chosen) yasqe.setValue(declared(chosen.query));
  });
}

/** The IRI of a prefixed name; anything else as it is. @param {string} name */
function full(name) {
  const [prefix, ...rest] = name.split(":");
  return prefix in given.prefixes ? given.prefixes[prefix] + rest.join(":") : name;
}

/** Things of the graph lead to their pages here; their own IRIs lead nowhere. And what has no name gets one. @param {HTMLElement} results */
function leadToPages(results) {
  const spaces = Object.values(given.prefixes);
  const rewrite = () => {
    results.querySelector("select.tableSizer")?.setAttribute("aria-label", "Rows on a page");
    for (const link of results.querySelectorAll("a.iri:not([data-led])")) {
      const iri = link.getAttribute("href") ?? full(link.textContent ?? ""); // links to urn: are taken off by YASGUI
      link.setAttribute("data-led", "");
      if (spaces.some((space) => iri.startsWith(space))) link.setAttribute("href", `/resource?iri=${encodeURIComponent(iri)}`);
    }
  };
  new MutationObserver(rewrite).observe(results, { childList: true, subtree: true });
}

/** Says where there is more than the server gives. @param {any} response */
function tellLimit(response) {
  const limit = response?.headers?.get?.("Newsgraph-Limit") ?? "";
  part("limited").hidden = !limit;
  part("limited").textContent = limit && `There is more: ${limit} are given.`;
}

completeFromGraph();
const options = {
  persistenceId: null,
  requestConfig: { endpoint: `${location.origin}/sparql`, method: "POST" },
  screenReaderLabel: "Query in SPARQL", // of CodeMirror, whose options YASGUI's types leave out
};
const editor = new Yasqe(part("editor"), /** @type {any} */ (options));
// Long lines scroll, for those without a mouse, too.
part("editor").querySelector(".CodeMirror-scroll")?.setAttribute("tabindex", "0");
const results = new Yasr(part("results"), { persistenceId: null, prefixes: given.prefixes });
editor.setValue(declared(given.examples.find(({ name }) => name === "who-is-who")?.query ?? ""));
if (location.hash.length > 1) editor.queryParamsToConfig(editor.getUrlParams());
offerExamples(editor, part("example"));
leadToPages(part("results"));
editor.on("queryResponse", (_, response, duration) => {
  tellLimit(response);
  results.setResponse(response, duration);
});
document.documentElement.dataset.ready = "";
