// The view of an article: its whole text with every statement and name marked, and what the graph states of it beside.

import { articles, sentences, statements, things, titleOf } from "../base/data.js";
import { counted, element, line, ofAll, words } from "../base/elements.js";
import { state } from "../base/state.js";
import { readTexts, textsNow } from "../base/texts.js";
import { isShown } from "../controls/filters.js";
import { actionsOf } from "../evidence/actions.js";
import { link, sureness } from "../evidence/cards.js";
import { restore } from "../evidence/marks.js";
import { textOf } from "./article_text.js";
/** @import { Page } from "../app.js" */
/** @import { Texts } from "../base/texts.js" */
/** @import { View } from "./registry.js" */

/** @type {View} */
export const article = {
  name: "article",
  label: "Article",
  text: true,
  parameters: {
    read: (value) => value === "" || articles.some(({ iri }) => iri === value),
    said: (value) => /^[^\s#/]*$/u.test(value),
    at: (value) => /^\d{0,9}$/.test(value),
  },
  make,
};

/** @param {HTMLElement} region @param {Page} page */
function make(region, page) {
  region.setAttribute("aria-label", "The text, and what is read from it");
  let before = "";
  const show = () => {
    const texts = textsNow();
    const now = `${articleNow()} ${state.own.said} ${state.own.at}`;
    if (texts) showArticle(region, page, texts, now !== before);
    before = texts ? now : "";
    if (!texts) {
      region.replaceChildren(element("p", {}, "Unpacking the articles …"));
      readTexts().then(page.cards.go.again);
    }
  };
  return { show, count, statements: () => statementsOf(articleNow()).filter(isShown) };
}

/** Which article is asked for: by name, by the filter, or one that speaks of what is chosen. */
function articleNow() {
  const asked = state.own.read || state.filters.article;
  const named = articles.findIndex(({ iri }) => iri === asked);
  if (named >= 0) return named;
  return (state.thing === null ? undefined : things[state.thing].articles?.[0]) ?? 0;
}

/** @param {number} place of a statement */
const articleOf = (place) => sentences[statements[place].sentence].article;

/** The statements of an article, marked as wrong or not, sure or not, in their order. @param {number} at */
const statementsOf = (at) => [...statements.keys()].filter((place) => articleOf(place) === at);

/** @returns {(Node | string)[]} */
function count() {
  const all = statementsOf(articleNow());
  return ofAll(all.filter(isShown).length, all.length, "statement").concat(" of this article");
}

/** @param {HTMLElement} region @param {Page} page @param {Texts} texts @param {boolean} other whether something else is read than before */
function showArticle(region, page, texts, other) {
  const at = articleNow();
  const all = statementsOf(at);
  const told = all.filter(isShown);
  const chosen = all.find((place) => texts.statements[place].id === state.own.said && isShown(place)) ?? null;
  if (state.own.said && chosen === null) state.unknown ||= !all.some((place) => statements[place].rejected);
  const choose = (/** @type {number} */ place) => page.go({ own: { ...state.own, read: articles[at].iri, said: texts.statements[place].id, at: "" } });
  const text = textOf(texts.articles[at], told, { chosen, at: state.own.at ? Number(state.own.at) : null }, { choose, thing: (place) => page.go({ thing: place, link: "", path: null, steps: 0 }) });
  region.replaceChildren(head(at, page, told, chosen, choose), element("div", { class: "reading" }, text, list(all, chosen, texts, page, choose)));
  if (!other) return;
  region.scrollTop = 0;
  for (const one of [".told[aria-current]", ".sentence.chosen"]) region.querySelector(one)?.scrollIntoView({ block: "center" });
}

/**
 * Title, source, and the ways to the next article and statement.
 * @param {number} at @param {Page} page @param {number[]} told @param {number | null} chosen @param {(place: number) => void} choose
 */
function head(at, page, told, chosen, choose) {
  const { date, publisher, url } = articles[at];
  const open = (/** @type {number} */ other) => page.go({ own: { ...state.own, read: articles[other].iri, said: "", at: "" } });
  const select = /** @type {HTMLSelectElement} */ (element("select", { id: "article-choice", "aria-label": "What to read" }, ...articles.map((one, place) => element("option", { value: place }, titleOf(one)))));
  select.value = String(at);
  select.addEventListener("change", () => open(Number(select.value)));
  const number = chosen === null ? -1 : told.indexOf(chosen);
  const next = number < 0 ? 0 : number + 1;
  const step = (/** @type {string} */ id, /** @type {string} */ label, /** @type {boolean} */ can, /** @type {() => void} */ press) => element("button", { type: "button", id, onclick: press, disabled: !can }, label);
  return element(
    "div",
    { class: "article-head" },
    element("h2", {}, words(titleOf(articles[at]))),
    element("p", { class: "faint" }, words([publisher, date?.slice(0, 10)].filter(Boolean).join(" · ")), url ? element("span", {}, date || publisher ? " · " : "", link(url, "Original")) : ""),
    element(
      "div",
      { class: "steps" },
      step("article-before", "‹ Article", at > 0, () => open(at - 1)),
      select,
      step("article-after", "Article ›", at + 1 < articles.length, () => open(at + 1)),
      step("statement-before", "‹ Statement", number > 0, () => choose(told[number - 1])),
      element("span", { class: "faint" }, number < 0 ? counted(told.length, "statement") : `${number + 1} of ${told.length}`),
      step("statement-after", "Statement ›", next < told.length, () => choose(told[next])),
    ),
  );
}

/**
 * What the graph states of an article, in its order.
 * @param {number[]} all @param {number | null} chosen @param {Texts} texts @param {Page} page @param {(place: number) => void} choose
 */
function list(all, chosen, texts, page, choose) {
  const items = all.filter(isShown).map((place) =>
    element(
      "li",
      { class: `told card ${statements[place].voice}`, "aria-current": place === chosen && "true" },
      element("button", { type: "button", class: "saying", id: `told-${place}`, onclick: () => choose(place) }, line(statements[place].voice), words(texts.statements[place].text)),
      element("div", { class: "speaker" }, ...page.cards.vouched(place), ` · ${sureness(statements[place])}`),
      place === chosen && actionsOf(place, page.cards.go, true),
    ),
  );
  const wrong = all.filter((place) => statements[place].rejected);
  return element(
    "section",
    { class: "tellings", "aria-label": "Statements of this article" },
    element("ol", {}, ...items),
    wrong.length > 0 &&
      element(
        "details",
        { class: "rejected" },
        element("summary", {}, `${counted(wrong.length, "statement")} marked as wrong`),
        ...wrong.map((place) => element("p", {}, words(texts.statements[place].text), " ", element("button", { type: "button", class: "name", onclick: () => restore(place).then(page.cards.go.again) }, "Take back"))),
      ),
  );
}
