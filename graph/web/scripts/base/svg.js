// Numbers and words of SVG.

/** What no XML document may hold (XML 1.0, 2.2). */
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Words that an SVG file can hold. @param {string} text */
export const fitForXml = (text) => text.replace(NO_XML, "\ufffd");

/** A point. @param {{x: number, y: number}} at pixels */
export const numbers = ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** An angle. @param {number} radians */
export const degrees = (radians) => ((radians * 180) / Math.PI).toFixed(1);
