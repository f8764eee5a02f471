// The evidence: what is said of a thing or behind a link, sentence by sentence.

import { articles, containment, data, doneOf, KIND, nameOf, said, statements, things, titleOf, TOGGLES, VOICES } from "../base/data.js";
import { counted, element, line, marked, short, sign, words } from "../base/elements.js";
import { dayOf } from "../base/times.js";
import { isShown } from "../controls/filters.js";
import { articlesWith, heldBackWith } from "../controls/find.js";
import { passagesKnown, rangesOf, readPassages } from "../controls/passages.js";
import { searchBox, wordsFound } from "../controls/search.js";
import { outerPlaces, placesOf, shownAt } from "../map/places.js";
import { AROUND_ONE, frameOf, mapOf } from "../map/map.js";
import { glossary } from "./glossary.js";
import { grouped } from "./grouped.js";
import { bySentence, link, newer, source } from "./cards.js";
/** @import { DrawnEdge, Link, Thing } from "../base/data.js" */
/** @import { Passage } from "../controls/passages.js" */
/** @import { Cards } from "./cards.js" */

export class Panel {
  /**
   * @param {HTMLElement} container
   * @param {Cards} cards
   * @param {{none: () => void, steps: (steps: number) => void, path: (place: number | null) => void, link: (edge: DrawnEdge) => void, unsure: () => void}} go
   */
  constructor(container, cards, go) {
    this.container = container;
    this.cards = cards;
    this.go = go;
  }

  /** What there is, before anything is chosen. @param {Set<number>} shown @param {Node[]} beside what the view on the stage can't show */
  overview(shown, beside) {
    const lists = Object.entries(TOGGLES).flatMap(([kind, title]) => {
      const members = [...shown].filter((place) => things[place].kind === kind);
      members.sort((a, b) => said(b) - said(a) || a - b);
      if (!members.length) return [];
      return [element("h3", {}, sign(kind), `${title} (${members.length})`), ...this.#names(members)];
    });
    const read = element("ul", { class: "articles" });
    this.cards.inParts(read, articles, (article) => element("li", {}, source(article)));
    this.#fill(
      element("h2", {}, "What the articles say"),
      element("p", {}, "Choose anything in the graph, or a name here, to read the sentences behind it. Those of which most is said come first."),
      glossary(),
      ...beside,
      ...lists,
      element("h3", {}, counted(articles.length, "article")),
      read,
    );
  }

  /** All that is known of a thing. @param {number} place @param {number} steps shown around it @param {number[]} events that happened there */
  thing(place, steps, events) {
    const thing = things[place];
    const told = thing.about ?? [];
    const about = told.filter(isShown);
    const heldBack = told.filter((one) => !isShown(one) && !statements[one].rejected).length;
    const others = [...statements.keys()].filter((one) => statements[one].by === place && isShown(one) && !told.includes(one));
    const facts = [...this.#facts(thing), ...this.#ties(place)];
    const kind = KIND[/** @type {keyof typeof KIND} */ (thing.kind)];
    this.#fill(
      this.#tools(),
      element("p", { class: "kind" }, sign(thing.kind), [kind, thing.type && doneOf(thing.type)].filter(Boolean).join(" · ")),
      element("h2", {}, words(nameOf(place))),
      ...this.cards.contested(about),
      facts.length > 0 && element("dl", {}, ...facts.flatMap(([label, value]) => [element("dt", {}, label), element("dd", {}, value)])),
      thing.latitude !== undefined && mapOf({ ...frameOf([place], 360, 170), wide: AROUND_ONE }, 360, 170, [place], { chosen: place }),
      this.#around(steps),
      ...this.#events(place, events),
      ...grouped(this.cards, about, place),
      heldBack > 0 && element("p", { class: "kind" }, `${counted(heldBack, "statement")} not sure enough to be shown`),
      ...this.#said(others),
      ...this.cards.seen(thing, [...about, ...others]),
    );
  }

  /** Statements, sentences and articles with some words. @param {string} query */
  found(query) {
    const titled = articlesWith(query);
    const { told, whole, passages } = wordsFound(query);
    if (!passagesKnown()) readPassages().then(() => this.cards.go.again());
    const list = element("div");
    this.cards.inParts(list, bySentence(told.sort((a, b) => newer(a, b) || a - b), true), (same) => this.cards.card(same, true));
    const read = element("ul", { class: "articles" });
    this.cards.inParts(read, titled, (place) => element("li", {}, source(articles[place])));
    this.#fill(
      this.#tools(),
      element("p", { class: "kind" }, "Found"),
      element("h2", {}, words(`“${query}”`)),
      titled.length > 0 && element("h3", {}, `In titles (${titled.length})`),
      titled.length > 0 && read,
      element("h3", {}, `In sentences (${told.length} ${told.length === 1 ? "statement" : "statements"})`),
      told.length ? list : element("p", {}, `No statement that is shown has ${passages.length ? "all " : ""}these words.`),
      ...this.#heldBack(query),
      ...this.#passages(query, passages, whole),
    );
  }

  /** How much more is found among what is not sure, and the way there. @param {string} query */
  #heldBack(query) {
    const held = heldBackWith(query);
    if (!held) return [];
    return [element("p", { class: "kind" }, `${counted(held, "statement")} with these words not sure enough to be shown. `, element("button", { type: "button", class: "name", onclick: this.go.unsure }, "Show them"))];
  }

  /** Sentences of the articles from which nothing is read that is shown. @param {string} query @param {Passage[]} passages @param {boolean} whole whether they have all words */
  #passages(query, passages, whole) {
    if (!passagesKnown()) return [element("p", { role: "status" }, "Looking through the articles …")];
    if (!passages.length) return [];
    const list = element("ul", { class: "passages" });
    this.cards.inParts(list, passages, (passage) => {
      const read = () => this.cards.go.sentence(passage, query);
      return element("li", {}, element("button", { type: "button", class: "passage", onclick: read }, marked(passage.text, rangesOf(passage.text, query))), element("small", {}, source(articles[passage.article])));
    });
    return [element("h3", {}, `${whole ? "Elsewhere in the articles" : "In the articles, with some of the words"} (${passages.length})`), list];
  }

  /** What happened at a place, the newest first. @param {number} place @param {number[]} events */
  #events(place, events) {
    if (!events.length) return [];
    const list = element("ul", { class: "things wide" });
    const newest = [...events].sort((a, b) => dayOf(things[b].time).localeCompare(dayOf(things[a].time), "en") || said(b) - said(a) || a - b);
    this.cards.inParts(list, newest, (event) => {
      const { time, type, reported = [] } = things[event];
      const known = [time, type && doneOf(type), reported.join(", ")].filter(Boolean).join(" · ");
      const exact = placesOf(event);
      const elsewhere = !exact.includes(place) && [" in ", this.cards.inline(exact), `, shown at ${nameOf(place)}`];
      return element("li", {}, this.cards.name(event), " ", element("small", {}, words(known), ...(elsewhere || [])));
    });
    return [element("h3", { id: "events-here", tabindex: "-1" }, sign("event"), `What happened here (${events.length})`), list];
  }

  /** What somebody says of others, newest first. @param {number[]} told */
  #said(told) {
    if (!told.length) return [];
    const list = element("div");
    this.cards.inParts(list, bySentence(told.sort((a, b) => newer(a, b) || a - b)), (same) => this.cards.card(same));
    return [element("h3", {}, line("claimed"), "Says of others"), list];
  }

  /** What is known of a thing by itself. @param {Thing} thing */
  #facts(thing) {
    const { names = [], roles = [], nationalities = [], time = "", place_kind = "", country = "", geonames = "" } = thing;
    /** @type {[string, string][]} */
    const texts = [
      ["also written", names.join(" · ")],
      ["role", roles.join(" · ")],
      ["of", nationalities.join(", ")],
      ["time", time],
      ["is", place_kind && [place_kind, country].filter(Boolean).join(", ")],
      ["at", coordinates(thing)],
    ];
    const facts = texts.filter(([, text]) => text).map(([label, text]) => /** @type {[string, Node]} */ ([label, words(text)]));
    if (geonames) facts.push(["GeoNames", link(geonames, geonames.replace(/\/$/, "").split("/").pop() ?? "")]);
    return facts;
  }

  /** What a thing lies in, holds, or has for its parts. @param {number} place */
  #ties(place) {
    const { outer, inner } = containment(place);
    /** @type {[string, Node][]} */
    const found = (things[place].parts ?? []).map(([other, role]) => [data.plainParts[role] ?? role, this.cards.name(other)]);
    if (inner.length) found.unshift(["has", this.cards.inline(inner)]);
    if (outer.length) found.unshift(["in", this.cards.inline(outer)]);
    const at = things[place].kind === "place" ? shownAt(place, outerPlaces()) : place;
    if (at !== undefined && at !== place) found.push(["on the map", element("span", {}, "shown at ", this.cards.name(at))]);
    return found;
  }

  /** A way from one thing to another. @param {number} start @param {number} goal @param {DrawnEdge[] | null} way @param {Link[]} links of the drawing */
  path(start, goal, way, links) {
    this.#fill(
      element("div", { class: "panel-tools" }, element("button", { type: "button", onclick: () => this.go.path(null) }, "Close")),
      element("p", { class: "kind" }, "Path"),
      element("h2", {}, this.cards.name(start), " … ", this.cards.name(goal)),
      element("p", {}, way === null ? "Nothing that is shown ties them together." : counted(way.length, "step")),
      ...(way ?? []).flatMap((edge) => {
        const { statements: behind, events } = links[edge.id];
        const told = behind.filter(isShown);
        const list = element("div");
        this.cards.inParts(list, bySentence(told), (same) => this.cards.card(same, true));
        const seen = told.length ? [] : events.flatMap((event) => this.cards.seen(things[event], told));
        return [element("h3", {}, line(edge.voice), element("span", {}, this.cards.name(edge.from), " ", words(relationOf(edge)), " ", this.cards.name(edge.to))), list, ...seen];
      }),
    );
  }

  /** Only what is near, and the way to something else. @param {number} steps */
  #around(steps) {
    const select = /** @type {HTMLSelectElement} */ (
      element("select", { id: "steps" }, ...["everything", "1 step around", "2 steps around", "3 steps around"].map((label, value) => element("option", { value }, label)))
    );
    select.value = String(steps);
    select.addEventListener("change", () => this.go.steps(Number(select.value)));
    const { box, input } = searchBox("path", "Path to …", (goal) => this.go.path(goal));
    input.setAttribute("aria-label", "Path to another name");
    return element("div", { class: "around" }, element("label", {}, "Show ", select), box);
  }

  /** Other lines between the same two. @param {DrawnEdge[]} others */
  #between(others) {
    if (!others.length) return [];
    const items = others.map((one) => element("li", {}, line(one.voice), " ", words(nameOf(one.from)), " ", element("button", { type: "button", class: "name", onclick: () => this.go.link(one) }, words(relationOf(one))), " ", words(nameOf(one.to))));
    return [element("h3", {}, "Also between them"), element("ul", { class: "things wide" }, ...items)];
  }

  /** Every sentence behind a link. @param {DrawnEdge} edge @param {Link} behind @param {DrawnEdge[]} others between the same two */
  link(edge, behind, others) {
    const told = behind.statements.filter(isShown);
    const seen = behind.events.flatMap((event) => this.cards.seen(things[event], told));
    this.#fill(
      this.#tools(),
      element("p", { class: "kind" }, line(edge.voice), edge.voice === "context" ? "Lies in" : VOICES[/** @type {keyof typeof VOICES} */ (edge.voice)]),
      element("h2", {}, this.cards.name(edge.from), " ", element("small", {}, words(relationOf(edge))), " ", this.cards.name(edge.to)),
      ...this.cards.contested(told),
      ...behind.events.map((event) => element("p", {}, "Event: ", this.cards.name(event))),
      ...this.cards.byVoice(told),
      ...seen,
      ...this.#between(others),
    );
  }

  /** Names first; where there are any, what is only described ("the deputy") is folded away. @param {number[]} places */
  #names(places) {
    const [one] = places;
    const named = places.filter((place) => things[place].kind !== "event" && isNamed(nameOf(place)));
    const isOne = new Set(named);
    const others = named.length ? places.filter((place) => !isOne.has(place)) : places;
    const lists = [named.length ? named : others, named.length ? others : []].map((members) => {
      const list = element("ul", { class: things[one].kind === "event" ? "things wide" : "things" });
      const first = new Map([...members].reverse().map((place) => [nameOf(place), place]));
      const alike = new Set(members.filter((place) => first.get(nameOf(place)) !== place).map(nameOf));
      this.cards.inParts(list, members, (place) => element("li", {}, this.cards.name(place), alike.has(nameOf(place)) && whereFrom(place)));
      return list;
    });
    return others.length && named.length ? [lists[0], element("details", { class: "described" }, element("summary", {}, `${others.length} described, not named`), lists[1])] : [lists[0]];
  }

  #tools() {
    return element("div", { class: "panel-tools" }, element("button", { type: "button", onclick: () => this.go.none() }, "Close"));
  }

  /** @param {...(Node | string | false | null)} children */
  #fill(...children) {
    this.container.replaceChildren(...children.filter((child) => child !== false && child !== null).map((child) => /** @type {Node} */ (child)));
    this.container.scrollTop = 0;
  }
}

/** A link's relations without the sign that they are contested. @param {DrawnEdge} edge */
const relationOf = ({ label }) => label.replace(/^≠ /u, "");

/** Whether a label is a proper name: its first and last word have a capital, or a letter of a script without them. @param {string} label */
function isNamed(label) {
  const parts = label.split(/\s+/u);
  return [parts[0], parts[parts.length - 1]].every((part) => /[\p{Lu}\p{Lo}]/u.test(part));
}

/** The first article that speaks of a thing, to tell it from others of the same name. @param {number} place */
function whereFrom(place) {
  const [first] = things[place].articles ?? [];
  return first === undefined ? "" : element("small", {}, " in ", words(short(titleOf(articles[first]))));
}

/** Where a place is, and whether that is guessed; "" where nobody knows. @param {Thing} thing */
function coordinates({ latitude, longitude = 0, roughly }) {
  if (latitude === undefined) return "";
  const part = (/** @type {number} */ value, /** @type {string} */ ways) => `${Math.abs(value).toFixed(2)}° ${ways[value < 0 ? 1 : 0]}`;
  return `${part(latitude, "NS")}, ${part(longitude, "EW")}${roughly ? " (roughly: the gazetteer lacks it)" : ""}`;
}
