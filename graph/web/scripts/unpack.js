// Runs first: unpacks the page's program and runs it. Its hash is in the page's policy, as is this one's.

import { unpackedBytes } from "./base/bytes.js";

const packed = /** @type {HTMLElement} */ (document.getElementById("program"));
const bytes = unpackedBytes(packed.textContent ?? "");
packed.remove();
new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text().then((text) => {
  const script = document.createElement("script");
  script.textContent = text;
  document.head.append(script);
});
