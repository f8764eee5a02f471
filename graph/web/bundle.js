// Makes the programs and styles of the page and of the server's query editor: `npm run bundle` in this folder, or
// `make bundle`. Takes the folder to write each of them to.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const [folder, serverFolder] = process.argv.slice(2);
const COMMON = { bundle: true, minify: true, target: "es2022", format: "iife", legalComments: "inline", write: false, logLevel: "warning" };

/** @param {string} name @param {import("esbuild").BuildOptions} options */
async function make(name, options, into = folder) {
  const { outputFiles } = await build({ ...COMMON, ...options });
  writeFileSync(join(into, name), outputFiles[0].text);
}

await make("page.js", { entryPoints: ["scripts/main.js"], globalName: "newsgraph" });
await make("unpack.js", { entryPoints: ["scripts/unpack.js"] });
await make("page.css", { entryPoints: ["styles/page.css"] });
if (serverFolder) {
  await make("editor.js", { entryPoints: ["editor/editor.js"] }, serverFolder);
  await make("editor.css", { entryPoints: ["editor/editor.css"] }, serverFolder);
}
