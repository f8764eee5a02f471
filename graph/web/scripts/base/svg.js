// Numbers of SVG.

/** A point. @param {{x: number, y: number}} at pixels */
export const numbers = ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** An angle. @param {number} radians */
export const degrees = (radians) => ((radians * 180) / Math.PI).toFixed(1);
