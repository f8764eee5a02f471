// The view that a reader meets first: who is who, what happened, what is disputed, planned and open, in the articles' words.

import { briefing } from "../base/briefing.js";
import { statements } from "../base/data.js";
import { counted, element, line as voiceLine, ofAll, words } from "../base/elements.js";
import { state } from "../base/state.js";
import { lets } from "../controls/filters.js";
import { link } from "../evidence/cards.js";
/** @import { Page } from "../app.js" */
/** @import { Briefing, Line, Profile, Dispute, Headline, Reference } from "../base/briefing.js" */
/** @import { View } from "./registry.js" */

/** @type {View} */
export const brief = { name: "briefing", label: "Briefing", text: true, keeps: () => true, make };

/** Where the footnotes of the page are, by number: the element that has the sentence. */
const noteId = (/** @type {number} */ number) => `note-${number}`;

/** @param {HTMLElement} region @param {Page} page */
function make(region, page) {
  region.classList.add("briefing");
  /** @type {[Line, HTMLElement][]} */
  const told = [];
  if (briefing) new Writer(page, told).fill(region, briefing);
  else region.append(element("p", {}, "This page was made without a briefing."));
  const nothing = element("p", { class: "nothing", hidden: true }, "The filters let nothing of the briefing through.");
  region.querySelector(".about")?.after(nothing);
  return {
    show: () => {
      for (const [line, item] of told) item.hidden = !passes(line);
      for (const part of /** @type {NodeListOf<HTMLElement>} */ (region.querySelectorAll("section:not(.sources), .both"))) part.hidden = !part.querySelector("li:not([hidden])");
      nothing.hidden = told.length === 0 || told.some(([, item]) => !item.hidden);
    },
    statements: () => [...new Set(told.flatMap(([{ statement }, item]) => (statement === null || item.hidden ? [] : [statement])))],
    count: () => [...ofAll(told.filter(([, item]) => !item.hidden).length, told.length, "line"), " of the briefing"],
  };
}

/** Whether the filters let the statement of a line through. @param {Line} line */
const passes = ({ statement }) => statement === null || lets({ ...state.filters, unsure: true, least: 0 }, statements[statement]);

/** Writes the briefing; what can be filtered goes into `told`. */
class Writer {
  /** @param {Page} page @param {[Line, HTMLElement][]} told */
  constructor(page, told) {
    this.page = page;
    this.told = told;
    this.marks = 0;
  }

  /** @param {HTMLElement} region @param {Briefing} known */
  fill(region, known) {
    const { articles, first, last, around, references } = known;
    const time = first && (first === last ? `, ${first}` : `, ${first} to ${last}`);
    region.append(
      element("h2", {}, around ? "Briefing: " : "Briefing", around && words(around)),
      element("p", { class: "about" }, `${counted(articles, "article")}${time}. Each line is what an article says, in its words: a number opens the sentence.`),
      this.#section("Who is who", known.who.map((one) => this.#profile(one))),
      this.#section("What happened", known.happened.map((line) => this.#dated(line)), "days"),
      element("section", { class: "disputes" }, ...(known.disputed.length ? [element("h3", {}, "What is disputed")] : []), ...known.disputed.map((one) => this.#dispute(one))),
      this.#section("What is denied", known.denied.map((line) => this.#item(line, ...this.#reported(line)))),
      this.#section("What is planned, demanded or possible", known.envisaged.map((line) => this.#item(line, ...this.#reported(line)))),
      this.#section("What is open", known.open.map(({ why, line }) => this.#item(line, ...this.#reported(line), " ", element("span", { class: "tag" }, why)))),
      element("section", { class: "sources" }, element("h3", {}, "The articles"), element("ul", {}, ...known.headlines.map((one) => this.#headline(one)))),
      element("section", { class: "sources" }, element("h3", {}, "Sources"), element("ol", {}, ...references.map((one) => this.#reference(one)))),
    );
  }

  /** @param {string} title @param {HTMLElement[]} items @param {string} [kind] */
  #section(title, items, kind = "") {
    return items.length ? element("section", {}, element("h3", {}, title), element("ul", { class: kind }, ...items)) : "";
  }

  /** @param {Line} line @param {HTMLElement} item */
  #filtered(line, item) {
    this.told.push([line, item]);
    return item;
  }

  /** @param {Line} line @param {...(Node | string)} more */
  #item(line, ...more) {
    return this.#filtered(line, element("li", {}, ...this.#line(line), ...more));
  }

  /** What a statement says, who says so, and its footnotes. @param {Line} line @returns {(Node | string)[]} */
  #line(line) {
    const { text, source, contested } = line;
    const spoken = source ? [words(text.replace(/\.$/, "")), element("span", { class: "source" }, ", according to ", words(source), ".")] : [words(text)];
    return [...spoken, ...this.#notes(line.references, line.statement), contested ? element("span", { class: "tag" }, "disputed") : ""];
  }

  /** @param {Line} line @returns {(Node | string)[]} */
  #reported = ({ reported }) => (reported ? [" ", element("span", { class: "source" }, `(${reported})`)] : []);

  /** Buttons that open the sentences; the first has the statement's own. @param {number[]} numbers @param {number | null} statement */
  #notes(numbers, statement) {
    return numbers.map((number, at) => {
      const button = element("button", { type: "button", class: "note", "aria-expanded": "false", "aria-label": `Note ${number}: the sentence` }, String(number));
      button.addEventListener("click", () => this.#open(button, number, at ? null : statement));
      return button;
    });
  }

  /** Open or close what a footnote has, below its line. @param {HTMLElement} button @param {number} number @param {number | null} statement */
  #open(button, number, statement) {
    const opened = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!opened));
    const own = button.getAttribute("aria-controls");
    if (opened && own) {
      document.getElementById(own)?.remove();
      button.removeAttribute("aria-controls");
      return;
    }
    const id = `opened-${++this.marks}`;
    button.setAttribute("aria-controls", id);
    button.closest("li")?.append(element("div", { id, class: "opened" }, ...this.#evidence(number, statement)));
  }

  /** The sentence: as a card that leads into the graph, where the statement is the line's own. @param {number} number @param {number | null} statement */
  #evidence(number, statement) {
    if (statement === null) {
      const one = briefing?.references.find((reference) => reference.number === number);
      return one ? [element("blockquote", {}, words(one.sentence)), element("cite", {}, ...from(one))] : [];
    }
    const { subject, voice } = statements[statement];
    const show = () => this.page.go({ view: "actors", thing: subject, link: "", path: null, steps: 1 }, true);
    return [this.page.cards.card([statement], true), element("button", { type: "button", class: "lead", onclick: show }, voiceLine(voice), "Show in the graph")];
  }

  /** @param {Profile} profile */
  #profile({ thing, name, roles, line }) {
    const called = thing === null ? element("b", {}, words(name)) : this.page.cards.name(thing);
    const told = roles.flatMap(({ text, reference }) => [", ", words(text), ...(reference === null ? [] : this.#notes([reference], null))]);
    const item = element("li", {}, called, ...told, ...(line ? [": ", ...this.#line(line)] : []));
    return line ? this.#filtered(line, item) : item;
  }

  /** @param {Line} line */
  #dated(line) {
    const { day, reported, where, text } = line;
    const time = day || (reported ? `reported ${reported}` : "no date told");
    const place = where && !text.includes(where) ? [" ", element("span", { class: "source" }, words(where))] : [];
    return this.#filtered(line, element("li", {}, element("b", {}, time), " ", element("span", {}, ...this.#line(line), ...place)));
  }

  /** @param {Dispute} dispute */
  #dispute({ about, tier, denied, sides }) {
    const names = denied ? ["Affirmed", "Denied"] : ["One side", "The other"];
    const told = sides.map((lines, at) =>
      element("div", {}, element("h5", {}, names[at]), element("ul", {}, ...lines.map((line) => this.#filtered(line, element("li", {}, ...this.#side(line)))))),
    );
    return element("div", { class: "both" }, element("h4", {}, words(about || "Two statements"), " ", element("span", { class: "tag" }, tier)), element("div", { class: "sides" }, ...told));
  }

  /** @param {Line} line @returns {(Node | string)[]} */
  #side(line) {
    const { source, text, references, statement } = line;
    const who = source ? [element("span", { class: "source" }, words(source), ": ")] : [];
    return [...who, words(text), ...this.#notes(references, statement), ...this.#reported(line)];
  }

  /** A title that leads to its text. @param {Headline} headline */
  #headline({ article, title, publisher, date, url }) {
    const read = () => this.page.go({ view: "article", own: { ...state.own, read: article, said: "", at: "" }, link: "", path: null });
    const where = [publisher, date].filter(Boolean).join(", ");
    return element("li", {}, element("button", { type: "button", class: "name", onclick: read }, words(title)), where && element("span", { class: "source" }, ", ", words(where)), url && " ", url && link(url, "at its publisher"));
  }

  /** @param {Reference} reference */
  #reference(reference) {
    return element("li", { id: noteId(reference.number) }, element("q", {}, words(reference.sentence)), " ", element("cite", {}, ...from(reference)));
  }
}

/** Where a sentence stands. @param {Headline} article @returns {(Node | string)[]} */
function from({ title, publisher, date, url }) {
  const called = words(title);
  return [url ? link(url, called) : called, ...(publisher ? [", ", words(publisher)] : []), date && `, ${date}`];
}
