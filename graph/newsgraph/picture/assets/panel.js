"use strict";
// The evidence: what is said of a thing or behind a link, sentence by sentence.

const AT_ONCE = 40; // cards before "more"

class Panel {
  /**
   * @param {HTMLElement} container
   * @param {{thing: (place: number) => void, none: () => void, steps: (steps: number) => void, path: (place: number | null) => void}} go
   */
  constructor(container, go) {
    this.container = container;
    this.go = go;
  }

  /** What there is, before anything is chosen. @param {Set<number>} shown */
  overview(shown) {
    const said = (/** @type {number} */ place) => things[place].about?.length ?? 0;
    const lists = Object.entries(KINDS).flatMap(([kind, title]) => {
      const members = [...things.keys()].filter((place) => things[place].kind === kind && shown.has(place));
      members.sort((a, b) => said(b) - said(a) || a - b);
      if (!members.length) return [];
      return [element("h3", {}, sign(kind), `${title} (${members.length})`), this.#names(members)];
    });
    this.#fill(
      element("h2", {}, "What the articles say"),
      element("p", {}, "Choose anything in the graph, or a name here, to read the sentences behind it. Those of which most is said come first."),
      ...lists,
      element("h3", {}, counted(articles.length, "article")),
      element("ul", { class: "articles" }, ...articles.map((article) => element("li", {}, source(article)))),
    );
  }

  /** All that is known of a thing. @param {number} place @param {number} steps shown around it */
  thing(place, steps) {
    const thing = things[place];
    const about = thing.about ?? [];
    const said = [...statements.keys()].filter((one) => statements[one].by === place && !about.includes(one));
    const facts = [...this.#facts(thing), ...this.#ties(place)];
    const kind = KIND[/** @type {keyof typeof KIND} */ (thing.kind)];
    this.#fill(
      this.#tools(),
      element("p", { class: "kind" }, sign(thing.kind), [kind, thing.type].filter(Boolean).join(" · ")),
      element("h2", {}, words(nameOf(place))),
      facts.length > 0 && element("dl", {}, ...facts.flatMap(([label, value]) => [element("dt", {}, label), element("dd", {}, value)])),
      thing.latitude !== undefined && mapOf({ ...frameOf([place]), wide: AROUND_ONE }, 360, 170, [place], { chosen: place }),
      this.#around(steps),
      ...this.#byVoice(about),
      ...this.#said(said),
      ...this.#seen(thing, [...about, ...said]),
    );
  }

  /** What somebody says of others, newest first. @param {number[]} said */
  #said(said) {
    if (!said.length) return [];
    const list = element("div");
    this.#inParts(list, said.sort((a, b) => newer(a, b) || a - b), (place) => this.card(place));
    return [element("h3", {}, line("claimed"), "Says of others"), list];
  }

  /** What is known of a thing by itself. @param {Thing} thing */
  #facts(thing) {
    const { names = [], roles = [], nationalities = [], time = "", place_kind = "", country = "", geonames = "" } = thing;
    /** @type {[string, string][]} */
    const texts = [
      ["also", names.join(" · ")],
      ["role", roles.join(" · ")],
      ["of", nationalities.join(", ")],
      ["time", time],
      ["is", place_kind && [place_kind, country].filter(Boolean).join(", ")],
      ["at", thing.latitude === undefined ? "" : coordinates(thing)],
    ];
    const facts = texts.filter(([, text]) => text).map(([label, text]) => /** @type {[string, Node]} */ ([label, words(text)]));
    if (geonames) facts.push(["GeoNames", link(geonames, geonames.replace(/\/$/, "").split("/").pop() ?? "")]);
    return facts;
  }

  /** What a thing lies in, holds, or has for its parts. @param {number} place */
  #ties(place) {
    const { outer, inner } = containment(place);
    /** @type {[string, Node][]} */
    const found = (things[place].parts ?? []).map(([other, role]) => [role, this.name(other)]);
    if (inner.length) found.unshift(["has", this.#inline(inner)]);
    if (outer.length) found.unshift(["in", this.#inline(outer)]);
    return found;
  }

  /** A way from one thing to another. @param {number} start @param {number} goal @param {DrawnEdge[] | null} way @param {Link[]} links of the view */
  path(start, goal, way, links) {
    this.#fill(
      element("div", { class: "panel-tools" }, element("button", { type: "button", onclick: () => this.go.path(null) }, "Close")),
      element("p", { class: "kind" }, "Path"),
      element("h2", {}, this.name(start), " … ", this.name(goal)),
      element("p", {}, way === null ? "Nothing that is shown ties them together." : counted(way.length, "step")),
      ...(way ?? []).flatMap((edge) => {
        const list = element("div");
        this.#inParts(list, links[edge.id].statements, (place) => this.card(place, true));
        return [element("h3", {}, line(edge.voice), element("span", {}, this.name(edge.from), " ", words(edge.label), " ", this.name(edge.to))), list];
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

  /** Every sentence behind a link. @param {DrawnEdge} edge @param {Link} behind */
  link(edge, behind) {
    const seen = behind.events.flatMap((event) => this.#seen(things[event], behind.statements));
    this.#fill(
      this.#tools(),
      element("p", { class: "kind" }, line(edge.voice), edge.voice === "context" ? "Lies in" : VOICES[/** @type {keyof typeof VOICES} */ (edge.voice)]),
      element("h2", {}, this.name(edge.from), " ", element("small", {}, words(edge.label)), " ", this.name(edge.to)),
      ...behind.events.map((event) => element("p", {}, "Event: ", this.name(event))),
      ...this.#byVoice(behind.statements),
      ...seen,
    );
  }

  /** A name that leads to its thing. @param {number} place */
  name(place) {
    return element("button", { type: "button", class: "name", onclick: () => this.go.thing(place) }, words(nameOf(place)));
  }

  /** @param {number[]} places */
  #names(places) {
    const list = element("ul", { class: "things" });
    this.#inParts(list, places, (place) => element("li", {}, this.name(place)));
    return list;
  }

  /** @param {number[]} places */
  #inline(places) {
    return element("span", {}, ...places.flatMap((place, at) => (at ? [", ", this.name(place)] : [this.name(place)])));
  }

  #tools() {
    return element("div", { class: "panel-tools" }, element("button", { type: "button", onclick: () => this.go.none() }, "Close"));
  }

  /** Statements by who vouches for them, newest first. @param {number[]} places */
  #byVoice(places) {
    /** @type {Map<string, {title: Node[], voice: string, places: number[]}>} */
    const groups = new Map();
    const order = Object.keys(VOICES);
    const rank = (/** @type {number} */ place) => order.indexOf(statements[place].voice);
    for (const place of [...places].sort((a, b) => rank(a) - rank(b) || newer(a, b) || a - b)) {
      const { voice, by, cue } = statements[place];
      const key = `${voice} ${by ?? (cue ? "?" : "")}`;
      const group = groups.get(key) ?? { title: this.#vouched(voice, by, cue), voice, places: [] };
      group.places.push(place);
      groups.set(key, group);
    }
    return [...groups.values()].flatMap(({ title, voice, places: members }) => {
      const list = element("div");
      this.#inParts(list, members, (place) => this.card(place));
      return [element("h3", {}, line(voice), element("span", {}, ...title)), list];
    });
  }

  /** @param {string} voice @param {number | undefined} by @param {string | undefined} cue @returns {Node[]} */
  #vouched(voice, by, cue) {
    const text = document.createTextNode(`${VOICES[/** @type {keyof typeof VOICES} */ (voice)]} by `);
    if (by !== undefined) return [text, this.name(by)];
    return [text, document.createTextNode(cue ? "a source that is not named" : "the article itself")];
  }

  /**
   * One statement with its sentence.
   * @param {number} place @param {boolean} [vouched] whether to say by whom @param {boolean} [alone] whether those that contradict it stand elsewhere
   */
  card(place, vouched = false, alone = false) {
    const statement = statements[place];
    const { relation, voice, modality, contradicts = [] } = statement;
    const object = statement.object === undefined ? words(statement.text ?? "") : this.name(statement.object);
    const not = statement.polarity === "negated" && element("b", { class: "not" }, "not ");
    const sentence = sentences[statement.sentence];
    return element(
      "article",
      { class: `card ${voice}`, "data-statement": place },
      element("div", { class: "triple" }, this.name(statement.subject), " ", element("span", { class: "relation" }, not, words(relation)), " ", object),
      vouched && element("div", { class: "speaker" }, ...this.#vouched(voice, statement.by, statement.cue)),
      modality !== "actual" && element("div", { class: "speaker" }, modality),
      element("blockquote", {}, marked(sentence.text, statement.words ?? [])),
      element("cite", {}, source(articles[sentence.article])),
      !alone && contradicts.length > 0 && this.#contradictions(contradicts),
    );
  }

  /** @param {number[]} others */
  #contradictions(others) {
    const list = element("div");
    this.#inParts(list, others, (other) => this.card(other, true, true));
    return element("details", { class: "contested" }, element("summary", {}, `Contradicted by ${counted(others.length, "statement")}`), list);
  }

  /** Sentences that name a thing and say nothing of it that made a statement. @param {Thing} thing @param {number[]} told */
  #seen(thing, told) {
    const known = new Set(told.map((place) => statements[place].sentence));
    /** @type {Map<number, [number, number][]>} */
    const found = new Map();
    for (const [sentence, begin, end] of thing.seen ?? []) {
      if (!known.has(sentence)) found.set(sentence, [...(found.get(sentence) ?? []), [begin, end]]);
    }
    if (!found.size) return [];
    const list = element("div");
    this.#inParts(list, [...found.keys()], (sentence) =>
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
   * Fill a list with what is made of some places, the first at once, the rest when asked for.
   * @param {HTMLElement} list @param {number[]} places @param {(place: number) => Node} make
   */
  #inParts(list, places, make) {
    list.append(...places.slice(0, AT_ONCE).map(make));
    if (places.length <= AT_ONCE) return;
    const button = element("button", { type: "button", class: "more" }, `${places.length - AT_ONCE} more`);
    const more = list.tagName === "UL" ? element("li", {}, button) : button;
    button.addEventListener("click", () => {
      const at = list.children.length - 1;
      more.remove();
      this.#inParts(list, places.slice(AT_ONCE), make);
      /** @type {HTMLElement} */ (list.children[at].querySelector("button, a") ?? this.container).focus();
    });
    list.append(more);
  }

  /** @param {...(Node | string | false | null)} children */
  #fill(...children) {
    this.container.replaceChildren(...children.filter((child) => child !== false && child !== null).map((child) => /** @type {Node} */ (child)));
    this.container.scrollTop = 0;
  }
}

/** @param {number} a @param {number} b places of statements */
const newer = (a, b) => dateOf(b).localeCompare(dateOf(a), "en");

/** @param {number} place of a statement */
const dateOf = (place) => articles[sentences[statements[place].sentence].article].date ?? "";

/** An article's title, date and address. @param {Article} article */
function source(article) {
  const title = words(article.title || "(no title)");
  const date = article.date ? ` · ${article.date.slice(0, 10)}` : "";
  return element("span", {}, article.url ? link(article.url, title) : title, date);
}

/** A link out of the page; anything but a web address stays text. @param {string} address @param {Node | string} text */
function link(address, text) {
  if (!/^https?:\/\//i.test(address)) return element("span", {}, text);
  return element("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, text);
}

/** @param {Thing} thing */
function coordinates({ latitude = 0, longitude = 0 }) {
  const part = (/** @type {number} */ value, /** @type {string} */ ways) => `${Math.abs(value).toFixed(2)}° ${ways[value < 0 ? 1 : 0]}`;
  return `${part(latitude, "NS")}, ${part(longitude, "EW")}`;
}
