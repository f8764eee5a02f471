"use strict";
// How a statement is worded: subject, its relation in the sentence's own words, object; what is denied, denied once.

// Words that deny, in the words of a relation that is denied; those of the second line do so by what they mean ("refused to").
const NEGATION = whole(
  "not|never|no|neither|nor|cannot|without|hardly|scarcely|barely|\\p{L}+n['’]t",
  "fail|refus|declin|den(?:y|ie)|reject|ceas|stopp?|prevent|avoid|lack|unable|unlikely|unwilling|reluctan",
);
const NOBODY = /^(?:no|none|nobody|nothing|neither|not|hardly)(?![\p{L}\p{N}])/iu;
const AUXILIARY = /^(?:am|are|is|was|were|be|been|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|must)(?![\p{L}\p{N}])/iu;

/**
 * The relation of a statement in its own words; of one that is denied with the word that denies it marked, or added, if
 * neither these words nor those of its subject and object have one.
 * @param {Statement} statement
 */
function relationOfStatement({ subject, relation, relation_text: own = relation, object, text, polarity }) {
  const made = element("bdi");
  if (polarity !== "negated") {
    made.append(own);
    return made;
  }
  const not = (/** @type {string} */ word) => element("b", { class: "not" }, word);
  const denial = NEGATION.exec(own);
  const auxiliary = AUXILIARY.exec(own);
  if (denial) made.append(own.slice(0, denial.index), not(denial[0]), own.slice(denial.index + denial[0].length));
  else if (NOBODY.test(nameOf(subject)) || NOBODY.test(object === undefined ? (text ?? "") : nameOf(object))) made.append(own);
  else if (auxiliary) made.append(auxiliary[0], " ", not("not"), own.slice(auxiliary[0].length));
  else made.append(not("not"), " ", relation);
  return made;
}

/** A pattern of some words, and of others by how they begin. @param {string} words_ @param {string} beginnings */
function whole(words_, beginnings) {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:(?:${words_})(?![\\p{L}\\p{N}])|(?:${beginnings})\\p{L}*)`, "iu");
}
