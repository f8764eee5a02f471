// The statements about one thing; where they are many, to be searched and put in groups as readers like.

import { articles, nameOf, sentences, statements, titleOf } from "../base/data.js";
import { counted, element, folded, words } from "../base/elements.js";
import { bySentence, newer } from "./cards.js";
/** @import { Cards } from "./cards.js" */

const MANY = 12; // statements; fewer are seen at a glance
const EACH = 5; // sentences of a group before "more"
const GROUPS = 20; // before "more"

/** @type {Record<string, string>} */
const WAYS = { voice: "by who says so", other: "by whom or what else", article: "by article", month: "by month" };

/** @param {Cards} cards @param {number[]} places of statements @param {number} about the thing that they are about @returns {(Node | string | false)[]} */
export function grouped(cards, places, about) {
  if (places.length <= MANY) return cards.byVoice(places);
  const list = element("div", { class: "grouped" });
  const input = /** @type {HTMLInputElement} */ (element("input", { type: "search", "aria-label": "Find in these statements", placeholder: `Find in ${counted(places.length, "statement")}` }));
  const select = /** @type {HTMLSelectElement} */ (element("select", { "aria-label": "Group the statements" }, ...Object.entries(WAYS).map(([value, label]) => element("option", { value }, label))));
  const told = element("p", { class: "kind", role: "status" });
  const draw = () => {
    const wanted = folded(input.value.trim());
    const left = wanted ? places.filter((place) => keyOf(place).includes(wanted)) : places;
    told.textContent = wanted ? `${left.length} of ${counted(places.length, "statement")}` : "";
    list.replaceChildren();
    if (select.value === "voice") list.append(...cards.byVoice(left).filter((one) => one !== false));
    else cards.inParts(list, [...groupsOf(left, select.value, about)], ([name, members]) => group(cards, name, members), GROUPS);
  };
  input.addEventListener("input", draw);
  select.addEventListener("change", draw);
  draw();
  return [element("div", { class: "around" }, input, select), told, list];
}

/** What is searched of a statement. @param {number} place */
function keyOf(place) {
  const { subject, object, told, by, sentence } = statements[place];
  const names = [subject, object, by].flatMap((one) => (one === undefined ? [] : [nameOf(one)]));
  return folded([...names, told, sentences[sentence].text].join(" "));
}

/** Statements by the names of their groups: the largest first, months the newest first. @param {number[]} places @param {string} way @param {number} about */
function groupsOf(places, way, about) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  for (const place of places) {
    for (const name of namesOf(place, way, about)) {
      const members = found.get(name);
      if (members) members.push(place);
      else found.set(name, [place]);
    }
  }
  const order = way === "month" ? (/** @type {string} */ a, /** @type {string} */ b) => b.localeCompare(a, "en") : () => 0;
  return new Map([...found].sort(([a, one], [b, other]) => order(a, b) || other.length - one.length));
}

/** The groups that a statement belongs to. @param {number} place @param {string} way @param {number} about */
function namesOf(place, way, about) {
  const { subject, object, also = [], sentence } = statements[place];
  const article = articles[sentences[sentence].article];
  if (way === "article") return [titleOf(article)];
  if (way === "month") return [article.date?.slice(0, 7) ?? "without a date"];
  const others = [...new Set([subject, object, ...also])].filter((one) => one !== undefined && one !== about);
  return others.length ? others.map((one) => nameOf(/** @type {number} */ (one))) : ["nobody else"];
}

/** @param {Cards} cards @param {string} name @param {number[]} members */
function group(cards, name, members) {
  const list = element("div");
  cards.inParts(list, bySentence([...members].sort((a, b) => newer(a, b) || a - b), true), (same) => cards.card(same, true), EACH);
  return element("details", { class: "group" }, element("summary", {}, words(name), element("small", {}, ` ${members.length}`)), list);
}
