// Statements as cards: what is said in words, who says it, and the sentence with its words marked.

import { articles, data, nameOf, sentences, statements, titleOf, VOICES } from "../base/data.js";
import { counted, element, line, marked, short, words } from "../base/elements.js";
import { relationOfStatement } from "../base/wording.js";
import { state } from "../base/state.js";
import { actionsOf } from "./actions.js";
import { allDisputes, rivalsOf, sidesOf } from "./disputes.js";
/** @import { Article, Statement, Thing } from "../base/data.js" */
/** @import { Ways } from "./actions.js" */

const AT_ONCE = 40; // cards before "more"

export class Cards {
  /** @param {{thing: (place: number) => void, dispute: (topic: number) => void} & Ways} go */
  constructor(go) {
    this.go = go;
  }

  /** A name that leads to its thing. @param {number} place */
  name(place) {
    return element("button", { type: "button", class: "name", onclick: () => this.go.thing(place) }, words(nameOf(place)));
  }

  /** @param {number[]} places */
  inline(places) {
    return element("span", {}, ...places.flatMap((place, at) => (at ? [", ", this.name(place)] : [this.name(place)])));
  }

  /** Statements by who vouches for them, newest first, with a line that counts them. @param {number[]} places */
  byVoice(places) {
    /** @type {Map<string, {voice: string, one: number, places: number[]}>} */
    const groups = new Map();
    const order = Object.keys(VOICES);
    const rank = (/** @type {number} */ place) => order.indexOf(statements[place].voice);
    for (const place of [...places].sort((a, b) => rank(a) - rank(b) || newer(a, b) || a - b)) {
      const { voice, by, cue } = statements[place];
      const key = `${voice} ${by ?? (cue ? "?" : "")}`;
      const group = groups.get(key) ?? { voice, one: place, places: [] };
      group.places.push(place);
      groups.set(key, group);
    }
    const parts = [...groups.values()].map(({ voice, one, places: members }) => {
      const told = bySentence(members);
      const list = element("div");
      this.inParts(list, told, (same) => this.card(same));
      const heading = element("h3", { tabindex: "-1" }, line(voice), element("span", {}, ...this.vouched(one)), element("small", {}, String(told.length)));
      return { heading, list, voice, one, count: told.length };
    });
    return [parts.length > 1 && this.#summary(parts), ...parts.flatMap(({ heading, list }) => [heading, list])];
  }

  /** "stated (3) · claimed by X (2)", each leading to its statements. @param {{heading: HTMLElement, voice: string, one: number, count: number}[]} parts */
  #summary(parts) {
    const entries = parts.map(({ heading, voice, one, count }) => {
      const { by, cue } = statements[one];
      const who = by === undefined ? (cue ? " by somebody" : "") : ` by ${short(nameOf(by))}`;
      const jump = () => {
        heading.scrollIntoView({ block: "start" });
        heading.focus({ preventScroll: true });
      };
      return element("li", {}, line(voice), element("button", { type: "button", class: "name", onclick: jump }, words(`${voice}${who}`)), ` (${count})`);
    });
    return element("ul", { class: "voices", "aria-label": "Statements" }, ...entries);
  }

  /** Who vouches for a statement, and how. @param {number} place @returns {Node[]} */
  vouched(place) {
    const { voice, by, cue } = statements[place];
    const text = document.createTextNode(`${VOICES[/** @type {keyof typeof VOICES} */ (voice)]} by `);
    if (by !== undefined) return [text, this.name(by)];
    return [text, document.createTextNode(cue ? "a source that is not named" : "the article itself")];
  }

  /**
   * Statements of one sentence.
   * @param {number[]} places @param {boolean} [vouched] whether to say by whom @param {boolean} [alone] whether those that contradict them stand elsewhere
   */
  card(places, vouched = false, alone = false) {
    const [first] = places;
    const { sentence, voice } = statements[first];
    const { text, article } = sentences[sentence];
    const denials = [...new Set(places.flatMap((place) => rivalsOf(place, state.filters.unsure)))];
    return element(
      "article",
      { class: `card ${voice}`, "data-statement": first },
      ...bySentence(places).flatMap((same) => [
        ...same.flatMap((place) => [this.#triple(place), actionsOf(place, this.go)]),
        vouched && element("div", { class: "speaker" }, ...this.vouched(same[0])),
      ]),
      element("blockquote", {}, marked(text, union(places.flatMap((place) => statements[place].words ?? [])))),
      element("cite", {}, source(articles[article])),
      !alone && denials.length > 0 && this.#contradictions(denials),
    );
  }

  /** @param {number} place */
  #triple(place) {
    const { subject, object, text = "", arguments: others = [], modality } = statements[place];
    return element(
      "div",
      { class: "triple" },
      ...[this.name(subject), " "],
      element("span", { class: "relation" }, relationOfStatement(statements[place])),
      ...[" ", object === undefined ? words(text) : this.name(object)],
      ...others.flatMap((argument) => [" ", words(argument)]),
      element("span", { class: "speaker" }, ...[modality === "actual" ? "" : ` · ${modality}`, ` · ${sureness(statements[place])}`]),
      doubtsOf(statements[place]),
    );
  }

  /** @param {number[]} others */
  #contradictions(others) {
    const list = element("div");
    const told = bySentence(others);
    this.inParts(list, told, (same) => this.card(same, true, true));
    return element("details", { class: "contested" }, element("summary", {}, `≠ Contradicted by ${counted(told.length, "sentence")}`), list);
  }

  /** Who affirms and who denies what somebody contests, with a way to both sides. @param {number[]} about */
  contested(about) {
    const wanted = new Set(about);
    return allDisputes()
      .filter(({ affirmed, denied }) => affirmed.some((place) => wanted.has(place)) || denied.some((place) => wanted.has(place)))
      .map((dispute) =>
        element(
          "p",
          { class: "is-contested" },
          ...[dispute.possible ? "≠ Possibly contested: " : "≠ Contested: ", words(sidesOf(dispute)), ". "],
          element("button", { type: "button", class: "name", onclick: () => this.go.dispute(dispute.topic) }, "See both sides"),
        ),
      );
  }

  /** Sentences that name a thing and say nothing of it that made a statement. @param {Thing} thing @param {number[]} told */
  seen(thing, told) {
    const known = new Set(told.map((place) => statements[place].sentence));
    /** @type {Map<number, [number, number][]>} */
    const found = new Map();
    for (const [sentence, begin, end] of thing.seen ?? []) {
      if (!known.has(sentence)) found.set(sentence, [...(found.get(sentence) ?? []), [begin, end]]);
    }
    if (!found.size) return [];
    const list = element("div");
    this.inParts(list, [...found.keys()], (sentence) =>
      element(
        "article",
        { class: "card" },
        element("blockquote", {}, marked(sentences[sentence].text, found.get(sentence) ?? [])),
        element("cite", {}, source(articles[sentences[sentence].article])),
      ),
    );
    return [element("h3", {}, told.length ? "Also named in" : "Named in"), list];
  }

  /**
   * Fill a list with what is made of some items, the first at once, the rest when asked for.
   * @template T @param {HTMLElement} list @param {T[]} items @param {(item: T) => Node} make @param {number} [first] how many
   */
  inParts(list, items, make, first = AT_ONCE) {
    list.append(...items.slice(0, first).map(make));
    if (items.length <= first) return;
    const button = element("button", { type: "button", class: "more" }, `${items.length - first} more`);
    const more = list.tagName === "UL" ? element("li", {}, button) : button;
    button.addEventListener("click", () => {
      const at = list.children.length - 1;
      more.remove();
      this.inParts(list, items.slice(first), make, first);
      /** @type {HTMLElement} */ (list.children[at].querySelector("button, a") ?? list).focus();
    });
    list.append(more);
  }
}

/**
 * Statements of one sentence and one voice together, or of one sentence whoever speaks, in their order.
 * @param {number[]} places @param {boolean} [whoever] @returns {number[][]}
 */
export function bySentence(places, whoever = false) {
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  for (const place of places) {
    const { sentence, voice, by, cue } = statements[place];
    const key = whoever ? String(sentence) : `${sentence} ${voice} ${by ?? (cue ? "?" : "")}`;
    const group = groups.get(key);
    if (group) group.push(place);
    else groups.set(key, [place]);
  }
  return [...groups.values()];
}

/** Ranges in order, those that touch or overlap made one. @param {[number, number][]} ranges @returns {[number, number][]} */
function union(ranges) {
  /** @type {[number, number][]} */
  const found = [];
  for (const [begin, end] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = found.at(-1);
    if (last && begin <= last[1]) last[1] = Math.max(last[1], end);
    else found.push([begin, end]);
  }
  return found;
}

/** Why a statement is not sure, in plain words; null where it is, or nobody knows. @param {Statement} statement */
function doubtsOf({ unsure, doubts = [] }) {
  const told = doubts.map((doubt) => data.plainDoubts[doubt]).filter(Boolean);
  return unsure && told.length ? element("div", { class: "doubts" }, `Unsure, as ${told.join("; and ")}.`) : null;
}

/** How sure a statement is, in words. @param {Statement} statement */
export const sureness = ({ confidence, unsure }) => (unsure ? `unsure: ${confidence} %` : `${confidence} % sure`);

/** @param {number} a @param {number} b places of statements */
export const newer = (a, b) => dateOf(b).localeCompare(dateOf(a), "en");

/** @param {number} place of a statement */
const dateOf = (place) => articles[sentences[statements[place].sentence].article].date ?? "";

/** An article's title, date and address. @param {Article} article */
export function source(article) {
  const title = words(titleOf(article));
  const date = article.date ? ` · ${article.date.slice(0, 10)}` : "";
  const { also = [], reprint_of: first } = article;
  const others = [...also, ...(first === undefined ? [] : [first])].flatMap((place, number) => [
    number ? "”, “" : " · also in “",
    words(titleOf(articles[place])),
  ]);
  return element("span", {}, article.url ? link(article.url, title) : title, date, ...others, others.length > 0 && "”");
}

/** A link out of the page; anything but a web address stays text. @param {string} address @param {Node | string} text */
export function link(address, text) {
  if (!/^https?:\/\//i.test(address)) return element("span", {}, text);
  return element("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, text);
}
