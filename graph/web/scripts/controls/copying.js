// The link to what is shown, and other words to be handed on.

import { byId } from "../base/elements.js";

const TOLD = 4000; // milliseconds that the page says that it has copied

/** What had the focus when words were laid out to be copied. @type {Element | null} */
let before = null;

/** Copy some words; where the browser doesn't allow that, lay them out to be copied by hand. @param {string} text @param {string} what they are: "Link" */
export async function copy(text, what) {
  const field = /** @type {HTMLTextAreaElement} */ (byId("link-field"));
  try {
    await navigator.clipboard.writeText(text);
    tellCopied(`${what} copied`);
  } catch {
    before = document.activeElement;
    field.value = text;
    field.setAttribute("aria-label", what);
    field.hidden = false;
    field.focus();
    field.select();
    tellCopied(`Copy the ${what.toLowerCase()} from here`);
  }
}

/** @param {string} text */
function tellCopied(text) {
  clearTimeout(tellCopied.timer);
  byId("copied").textContent = text;
  tellCopied.timer = setTimeout(() => (byId("copied").textContent = ""), TOLD);
}
tellCopied.timer = 0;

/** Call once. @param {() => string} link to what is shown then */
export function startCopying(link) {
  const field = byId("link-field");
  byId("link").addEventListener("click", () => copy(link(), "Link"));
  field.addEventListener("blur", () => (field.hidden = true));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // what is chosen stays
    /** @type {HTMLElement | null} */ (before)?.focus();
  });
}
