// Bytes that were written as text (xtask/src/text.rs).

/** How many signs begin a pair, and how many signs there are. */
const PAIRS = 2;
const SIGNS = 92;

/** The place of a sign of ASCII among those that are used: all from the space on, but `"`, `<` and `\`. */
const place = (sign) => sign - 32 - (sign > 34) - (sign > 60) - (sign > 92);

/**
 * @param {string} text
 * @param {number[]} order the bytes that its signs stand for, the most frequent first
 */
export function bytes(text, order) {
  const read = new Uint8Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    let which = place(text.charCodeAt(at)) - PAIRS;
    if (which < 0) which = SIGNS - PAIRS + (which + PAIRS) * SIGNS + place(text.charCodeAt(++at));
    read[length++] = order[which];
  }
  return read.subarray(0, length);
}
