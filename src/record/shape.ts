import type { Random } from "../base/random.js";

/** Chinese characters that are common and mean nothing together. */
const han = Array.from("山水木石云雨风月江河湖海春夏秋冬东南西北天地日星林田川谷花草竹松");
const lower = Array.from("abcdefghijklmnopqrstuvwxyz");
const isLetter = /\p{L}/u;
const isHan = /\p{Script=Han}/u;

/** Another text of the same length: digits for digits, letters for letters, hex for hex; all else stays. */
export function sameShape(text: string, random: Random): string {
  const isHex = /^[\da-f-]*$/.test(text) && /\d/.test(text) && /[a-f]/.test(text);
  const letters = isHex ? lower.slice(0, 6) : lower;
  return Array.from(text, (character) => {
    if (/\d/.test(character)) return String(random.integer(0, 9));
    if (/[a-z]/.test(character)) return random.pick(letters);
    if (/[A-Z]/.test(character)) return random.pick(letters).toUpperCase();
    if (isHan.test(character)) return random.pick(han);
    return isLetter.test(character) ? random.pick(lower) : character;
  }).join("");
}
