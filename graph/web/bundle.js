// Makes the page's program and style: `npm run bundle` in this folder, or `make bundle`. Takes the folder to write to.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const [folder] = process.argv.slice(2);
const COMMON = { bundle: true, minify: true, target: "es2022", format: "iife", legalComments: "inline", write: false, logLevel: "warning" };

/** @param {string} name @param {import("esbuild").BuildOptions} options */
async function make(name, options) {
  const { outputFiles } = await build({ ...COMMON, ...options });
  writeFileSync(join(folder, name), outputFiles[0].text);
}

await make("page.js", { entryPoints: ["scripts/main.js"], globalName: "newsgraph" });
await make("unpack.js", { entryPoints: ["scripts/unpack.js"] });
await make("page.css", { entryPoints: ["styles/page.css"] });
