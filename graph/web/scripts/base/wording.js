// How the relation of a statement is worded: in the sentence's own words, with the word that denies it marked.

import { element } from "./elements.js";
/** @import { Statement } from "./data.js" */

// Words that deny, in the words of a relation that is denied; those of the second line do so by what they mean ("refused to").
const NEGATION = whole(
  "not|never|no|neither|nor|cannot|without|hardly|scarcely|barely|\\p{L}+n['’]t",
  "fail|refus|declin|den(?:y|ie)|reject|ceas|stopp?|prevent|avoid|lack|unable|unlikely|unwilling|reluctan",
);
/** The relation of a statement as its sentence has it; what these words don't show stands before them. @param {Statement} statement */
export function relationOfStatement({ told, polarity }) {
  const made = element("bdi");
  const denial = polarity === "negated" ? NEGATION.exec(told) : null;
  if (denial) made.append(told.slice(0, denial.index), element("b", { class: "not" }, denial[0]), told.slice(denial.index + denial[0].length));
  else made.append(told);
  return made;
}

/** A pattern of some words, and of others by how they begin. @param {string} words_ @param {string} beginnings */
function whole(words_, beginnings) {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:(?:${words_})(?![\\p{L}\\p{N}])|(?:${beginnings})\\p{L}*)`, "iu");
}
