// Where the page begins. What it exports is for the tests: the page itself knows no globals but `newsgraph`.

import { open } from "./app.js";
import { readBriefing } from "./base/briefing.js";
import { readData } from "./base/data.js";
import { readDays } from "./base/times.js";
import { startControls, startLegend } from "./controls/bar.js";
import { readOptions } from "./controls/filters.js";
import { readMarks } from "./evidence/marks.js";
import { readParts } from "./graph/drawings.js";
import { readCoasts } from "./map/coasts.js";
import { readWorld } from "./map/map.js";

export { cards, drawing, go, shown } from "./app.js";
export { articles, nameOf, rows, sentences, statements, things, titleOf } from "./base/data.js";
export { element } from "./base/elements.js";
export { within } from "./base/paths.js";
export { linkName, state } from "./base/state.js";
export { citation } from "./evidence/actions.js";
export { allDisputes, known } from "./evidence/disputes.js";
export { colour } from "./graph/colours.js";
export { overlap } from "./graph/labels.js";
export { svgOf } from "./graph/saving.js";
export { csvOf } from "./saving/csv.js";
export { graph } from "./views/graphs.js";
export { inWords, spanOf } from "./timeline/spans.js";
export { timeline } from "./views/timeline.js";
export { worldMap } from "./views/map.js";

async function start() {
  await Promise.all([readData(), readWorld(), readCoasts(), readBriefing()]);
  await readMarks();
  readDays();
  readOptions();
  readParts();
  startLegend();
  startControls();
  open();
  document.documentElement.dataset.ready = "yes";
}

start();
