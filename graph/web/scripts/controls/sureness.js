// How sure a statement has to be to be shown: a slider, at whose right end only what is sure is shown.

import { data, unsureCount } from "../base/data.js";
import { byId } from "../base/elements.js";
import { state } from "../base/state.js";

/** Call once. @param {(asked: {unsure: boolean, least: number}) => void} changed */
export function startSureness(changed) {
  const slider = /** @type {HTMLInputElement} */ (byId("unsure"));
  const most = Math.ceil(data.sure);
  slider.max = String(most);
  byId("unsure-choice").hidden = !unsureCount();
  slider.addEventListener("input", () => say(Number(slider.value), most));
  slider.addEventListener("change", () => changed({ unsure: Number(slider.value) < most, least: Math.min(Number(slider.value), most - 1) }));
}

/** Put the slider to what is shown. */
export function tellSureness() {
  const slider = /** @type {HTMLInputElement} */ (byId("unsure"));
  const most = Math.ceil(data.sure);
  const { unsure, least } = state.filters;
  slider.value = String(unsure ? least : most);
  say(Number(slider.value), most);
}

/** @param {number} value @param {number} most */
function say(value, most) {
  const text = value >= most ? `only what is sure (${unsureCount()} held back)` : value > 0 ? `also unsure, from ${value} % on` : `everything, ${unsureCount()} of it unsure`;
  byId("unsure-told").textContent = text;
  byId("unsure").setAttribute("aria-valuetext", text);
}
