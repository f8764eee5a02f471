// Files that the reader can keep.

import { element } from "../base/elements.js";

/** Let the reader keep a file. @param {Blob} blob @param {string} name */
export function keep(blob, name) {
  const address = URL.createObjectURL(blob);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
