// The link to what is shown, to be handed on.

import { byId } from "../base/elements.js";

const TOLD = 4000; // milliseconds that the page says that it has copied

/** Copy a link; where the browser doesn't allow that, lay it out to be copied by hand. @param {string} link */
async function copyLink(link) {
  const field = /** @type {HTMLInputElement} */ (byId("link-field"));
  try {
    await navigator.clipboard.writeText(link);
    tellCopied("Link copied");
  } catch {
    field.value = link;
    field.hidden = false;
    field.focus();
    field.select();
    tellCopied("Copy the link from here");
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
  byId("link").addEventListener("click", () => copyLink(link()));
  field.addEventListener("blur", () => (field.hidden = true));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // what is chosen stays
    byId("link").focus();
  });
}
