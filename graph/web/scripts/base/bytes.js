// Bytes as text: base 85, of letters that mean nothing in HTML; four bytes are five letters (in base 64 three are four).

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%~()*+-;,=.?@^_`{|}:";

/** The bytes of a text, which `newsgraph.picture.page` packed. @param {string} text how many bytes are but filling, then groups of five letters */
export function unpackedBytes(text) {
  const values = new Uint8Array(128);
  for (let at = 0; at < LETTERS.length; at++) values[LETTERS.charCodeAt(at)] = at;
  const view = new DataView(new ArrayBuffer(((text.length - 1) / 5) * 4));
  for (let at = 1, to = 0; at < text.length; to += 4) {
    let word = 0;
    for (let place = 0; place < 5; place++) word = word * 85 + values[text.charCodeAt(at++)];
    view.setUint32(to, word);
  }
  return new Uint8Array(view.buffer, 0, view.byteLength - Number(text[0]));
}
