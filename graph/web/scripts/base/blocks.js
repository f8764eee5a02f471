// The page's blocks of data: JSON, packed (deflate, base 85), that is unpacked when somebody asks for it.

import { unpackedBytes } from "./bytes.js";

/** @type {Map<string, Promise<any>>} */
const read = new Map();

/** What a block holds, by its name in `newsgraph.picture.page`. Never changed, as all who ask get the same. @param {string} name @returns {Promise<any>} */
export function block(name) {
  const known = read.get(name) ?? unpacked(name);
  read.set(name, known);
  return known;
}

/** @param {string} name */
async function unpacked(name) {
  const packed = /** @type {HTMLElement} */ (document.getElementById(`block-${name}`));
  const bytes = unpackedBytes(packed.textContent ?? "");
  packed.remove(); // needed no more
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}
