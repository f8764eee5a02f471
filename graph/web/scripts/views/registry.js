// All views of the page, in the order of their buttons; the first is what the page opens on. To add one, write a module
// that gives a `View`, and name it here.

import { article } from "./article.js";
import { brief } from "./briefing.js";
import { contested } from "./contested.js";
import { actors, events } from "./graphs.js";
import { map } from "./map.js";
import { timelineView } from "./timeline.js";
/** @import { Scene } from "../app.js" */
/** @import { Page } from "../app.js" */
/** @import { Caption } from "../saving/sheet.js" */
/** @import { Cards } from "../evidence/cards.js" */

/**
 * @typedef {object} View
 * @property {string} name in the address: #view=name
 * @property {string} label on the button that leads to it
 * @property {string} [region] the id of the part of the stage that it fills, where several views share one; else its name
 * @property {Record<string, (value: string) => boolean>} [parameters] what it keeps in the address for itself
 *   (`state.own`, changed by `page.go({own: {...state.own, name: value}})`; "" is not written): for each name, which no
 *   other view has, whether a value can be (so can "")
 * @property {boolean} [text] whether it is read rather than looked at: then it has most of a narrow screen
 * @property {boolean} [legend] whether the legend of the graph holds for it
 * @property {(place: number) => boolean} [keeps] whether it stays when a thing is chosen, rather than making way for the
 *   graph; it does, if this is left out
 * @property {(around: Set<number>, cards: Cards) => Node[]} [beside] what it can't show of what is let through, for the
 *   evidence while nothing is chosen
 * @property {(region: HTMLElement, page: Page) => ViewOnStage} make fills its part of the stage, a focusable region named
 *   by its label, when it is first shown
 *
 * @typedef {object} ViewOnStage
 * @property {(scene: Scene) => void} show show what is asked for; called after each change while the view is on the stage
 * @property {() => (Node | string)[]} count how much it shows of how much, in words; called after `show`
 * @property {{zoom: (factor: number) => void, fit: () => void}} [moves] what the buttons for zooming do
 * @property {() => number[]} [statements] the statements that it shows, where that are not all that are let through
 * @property {() => {drawn: SVGElement} & Caption} [picture] what is seen, as a picture of its own, and what to write above it
 */

/** @type {View[]} */
export const VIEWS = [brief, actors, events, timelineView, map, contested, article];
