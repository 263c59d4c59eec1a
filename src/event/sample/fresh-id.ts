import { createRandom } from "../../base/random.js";
import { hexId } from "./marker.js";

/**
 * Ids for each different old one, made from 32 hex digits: the first has them in it, so that an effect can be
 * known by them, the others what follows from them.
 */
export function freshIds(oldIds: Iterable<string>, hex: string): ReadonlyMap<string, string> {
  const random = createRandom(Number.parseInt(hex.slice(-8), 16));
  const fresh = new Map<string, string>();
  for (const old of oldIds) {
    const own = fresh.size === 0 ? hex : random.fork(`${hex}/${fresh.size}`).hex(32);
    fresh.set(old, idLike(old, own));
  }
  return fresh;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Of the same length and look as the old one, and as good as never the same twice. */
function idLike(id: string, hex: string): string {
  if (hexId.test(id)) return id.slice(0, -hex.length) + hex;
  // The first digits of a subject's hex are a time, the last are drawn.
  const draws = Array.from(hex, (digit) => Number.parseInt(digit, 16)).toReversed();
  const start = uuid.test(id) ? 0 : prefixLength(id);
  const ownPart = id.slice(start).replaceAll("-", "");
  const letters = /^[0-9a-fA-F]+$/.test(ownPart) ? 6 : 26;
  return id.replaceAll(/[0-9a-zA-Z]/g, (character, index: number) =>
    index < start || isVersion(id, index)
      ? character
      : characterLike(character, drawAt(draws, index), letters),
  );
}

/** What says which kind of thing it is: up to the first separator, or the five letters of "doxcnAbC12…". */
function prefixLength(id: string): number {
  const separator = id.search(/[_-]/);
  if (separator >= 0) return separator + 1;
  return /^[a-z]{5}(?=.*[A-Z])(?=.*\d)/.test(id) ? 5 : 0;
}

/** Two draws give more than the sixteen values of one, so that all letters turn up. */
const drawAt = (draws: readonly number[], index: number): number =>
  (draws[index % draws.length] ?? 0) * 16 + (draws[(index * 7 + 3) % draws.length] ?? 0);

/** The version and the variant of a UUID are no part of what is drawn. */
const isVersion = (id: string, index: number): boolean =>
  uuid.test(id) && (index === 14 || index === 19);

function characterLike(character: string, draw: number, letters: number): string {
  // A number with another first digit 0 would be a shorter one.
  if (character >= "0" && character <= "9") return String(1 + (draw % 9));
  const first = character >= "a" ? "a" : "A";
  return String.fromCharCode(first.charCodeAt(0) + (draw % letters));
}
