// When events were: what a date of the graph (EDTF, Library of Congress) stands for in real time, and in words.

/**
 * @typedef {{start: number, end: number, kind: "day" | "within" | "span", about: boolean, openStart: boolean, openEnd: boolean}} Span
 *   from when to when (milliseconds, the end exclusive): a day; some time within a month, a season, a year or more; or all
 *   the time from one to another; whether it is told as uncertain; and whether either end is open
 */

const DAY = 86_400_000;
const OPEN = 30 * DAY; // how much of a time that has no end is drawn
/** First month (from 0) and number of months of EDTF's seasons and quarters. @type {Record<string, [number, number]>} */
const SEASONS = { 21: [2, 3], 22: [5, 3], 23: [8, 3], 24: [11, 3], 33: [0, 3], 34: [3, 3], 35: [6, 3], 36: [9, 3] };
const NAMES = { 21: "spring", 22: "summer", 23: "autumn", 24: "winter", 33: "first quarter of", 34: "second quarter of", 35: "third quarter of", 36: "fourth quarter of" };

/** @param {number} year @param {number} month from 0 @param {number} [day] */
function at(year, month, day = 1) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime();
}

/** The first and last moment of one date; null where it names no year. @param {string} value @returns {[number, number] | null} */
function ends(value) {
  const decade = /^(\d{2,3})(X{1,2})$/.exec(value);
  if (decade) {
    const years = 10 ** decade[2].length;
    const first = Number(decade[1]) * years;
    return [at(first, 0), at(first + years, 0)];
  }
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(value);
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number);
  if (found[2] in SEASONS) {
    const [first, months] = SEASONS[found[2]];
    return [at(year, first), at(year, first + months)];
  }
  if (found[3]) return [at(year, month - 1, day), at(year, month - 1, day) + DAY];
  if (found[2]) return [at(year, month - 1), at(year, month)];
  return [at(year, 0), at(year + 1, 0)];
}

/** The time that a date stands for; null where it leaves the year open, or there is none. @param {string | undefined} time @returns {Span | null} */
export function spanOf(time) {
  if (!time) return null;
  const bare = (/** @type {string} */ value) => value.replace(/[~?%]+$/, "");
  const about = /[~?%]/.test(time);
  if (!time.includes("/")) {
    const found = ends(bare(time));
    return found && { start: found[0], end: found[1], kind: found[1] - found[0] <= DAY ? "day" : "within", about, openStart: false, openEnd: false };
  }
  const [first, last] = time.split("/").map((value) => ends(bare(value)));
  if (first && last) return { start: first[0], end: Math.max(last[1], first[1]), kind: "span", about, openStart: false, openEnd: false };
  if (first) return { start: first[0], end: first[1] + OPEN, kind: "span", about, openStart: false, openEnd: true };
  return last && { start: last[0] - OPEN, end: last[1], kind: "span", about, openStart: true, openEnd: false };
}

const FORMATS = [["year"], ["year", "month"], ["year", "month", "day"]].map(
  (parts) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...Object.fromEntries(parts.map((part) => [part, part === "month" ? "long" : "numeric"])) }),
);

/** A decade, season or quarter in words; "" for other dates. @param {string} value @param {string} [month] */
function named(value, month) {
  const season = NAMES[/** @type {keyof typeof NAMES} */ (/** @type {unknown} */ (month))];
  if (season) return `${season} ${value.slice(0, 4)}`;
  return /^\d{2,3}X/.test(value) ? `${value.replaceAll("X", "0")}s` : "";
}

/** A month, and a day if it is told, of a year that is not. @param {string} value */
function withoutYear(value) {
  const found = /^--(0[1-9]|1[0-2])(?:-(\d{2}))?$/.exec(value);
  if (!found) return value;
  const month = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", month: "long" }).format(at(2000, Number(found[1]) - 1));
  return `${found[2] ? `${Number(found[2])} ` : ""}${month}, no year told`;
}

/** One date in words. @param {string} value */
function oneInWords(value) {
  const bare = value.replace(/[~?%]+$/, "");
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(bare);
  const span = ends(bare);
  if (!span) return withoutYear(value);
  const text = named(bare, found?.[2]) || FORMATS[found?.[3] ? 2 : found?.[2] ? 1 : 0].format(span[0]);
  return `${/[~%]$/.test(value) ? "about " : ""}${text}${/[?%]$/.test(value) ? " (uncertain)" : ""}`;
}

/** A date in words: "10 September 2019", "about 2016", "from 3 May 2019". @param {string} time */
export function inWords(time) {
  const [first, last] = time.split("/");
  if (last === undefined) return oneInWords(first);
  const isOpen = (/** @type {string} */ value) => value === "" || value === "..";
  if (isOpen(first)) return `until ${oneInWords(last)}`;
  return isOpen(last) ? `from ${oneInWords(first)}` : `${shared(first, last)} to ${oneInWords(last)}`;
}

/** The first of two days without the year, or the month and the year, that the last one has, too. @param {string} first @param {string} last */
function shared(first, last) {
  const isDay = (/** @type {string} */ value) => /^\d{4}-\d\d-\d\d$/.test(value);
  const text = oneInWords(first);
  if (!isDay(first) || !isDay(last) || first.slice(0, 4) !== last.slice(0, 4)) return text;
  return first.slice(0, 7) === last.slice(0, 7) ? String(Number(first.slice(8))) : text.replace(/ \d{4}$/, "");
}

/** The day of a moment, as filters have it. @param {number} moment */
export const dayAt = (moment) => new Date(moment).toISOString().slice(0, 10);
