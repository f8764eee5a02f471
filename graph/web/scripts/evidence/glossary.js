// What the page's words mean.

import { data } from "../base/data.js";
import { contestedSign, element, line, sign } from "../base/elements.js";

/** A glossary, folded away. */
export function glossary() {
  const rest = "The rest is shown when you move the slider “How sure”.";
  /** @type {[Node | string, string, string][]} */
  const sure = data.sure ? [["", "Sure", `A careful reader would find at least ${data.sure} in 100 statements like it right. ${rest}`]] : [];
  /** @type {[Node | string, string, string][]} */
  const entries = [
    [line("stated"), "Stated", "An article says so in its own voice, as something that is or was."],
    [line("claimed"), "Claimed", "Somebody whom an article quotes or reports says so; the article does not vouch for it."],
    [line("denied"), "Denied", "An article, or somebody in it, says that it is not so."],
    [line("envisaged"), "Envisaged", "Planned, possible, demanded or supposed: it has not happened as far as the article says."],
    [contestedSign(), "Disputed", "Some affirm what others deny, or two accounts can’t both be true."],
    ...sure,
    ["", "by, of, with, in", "On lines to an event: who did it, whom or what it was done to, with whom or what, and where."],
    ["", "+2", "After the words on a line: so many other things are said between the two. Choose the line to read them."],
    [sign("event"), "Event", "Something that happened, or may: what several sentences tell of it is kept together."],
    [line("context"), "Lies in", "A place that is part of another."],
    [sign("topic"), "Other topics", "Whatever else statements speak of, named in one article. Shown when you ask for it under “Filters”."],
  ];
  const told = entries.flatMap(([picture, term, meaning]) => [element("dt", {}, picture, " ", term), element("dd", {}, meaning)]);
  return element("details", { class: "glossary" }, element("summary", {}, "What the words and signs mean"), element("dl", {}, ...told));
}
