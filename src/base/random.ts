/**
 * A seeded source of randomness. The same seed gives the same values on every machine.
 * Not for secrets: everything mocklark makes up is test data.
 */
export interface Random {
  /** The seed this source, or the source it was forked from, started with. */
  readonly seed: number;
  /** A float in [0, 1). */
  next(): number;
  /** An integer in [min, max]. */
  integer(min: number, max: number): number;
  /** True with this probability (0..1). */
  chance(probability: number): boolean;
  /** One item of a list that is not empty. */
  pick<T>(items: readonly T[]): T;
  /** `count` different items in random order; all of them when there are fewer. */
  sample<T>(items: readonly T[], count: number): T[];
  /** Lower-case hex digits. */
  hex(length: number): string;
  /** Decimal digits, the first not zero. */
  digits(length: number): string;
  /** Letters and digits; `lower` leaves the capitals out. */
  alphanumeric(length: number, options?: { readonly lower?: boolean }): string;
  /** A version 4 UUID. */
  uuid(): string;
  /** Fills the buffer with random bytes and returns it. */
  fill(target: Uint8Array): Uint8Array;
  /**
   * An independent source that depends only on this source's origin and the name, not on how much has
   * been drawn: what one part of the program draws never shifts what another part gets.
   */
  fork(name: string): Random;
}

const lowerAlphanumerics = "0123456789abcdefghijklmnopqrstuvwxyz";
const alphanumerics = `${lowerAlphanumerics}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;

/** A seed nobody chose, small enough to type again. */
export function randomSeed(): number {
  // Not from node:crypto, whose loading is a tenth of the time a short command takes.
  return Math.floor(Math.random() * 0x1_0000_0000);
}

/** @param seed an integer in 0..2^32-1; the default is a new one each time */
export function createRandom(seed: number = randomSeed()): Random {
  return createStream(seed, `${seed}`);
}

/** Room for the hex digits of nearly every id. */
const scratch = Buffer.alloc(16);
const scratchView = viewOf(scratch);

const uuidForm = "xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx";
const uuidText = Buffer.from(uuidForm);
const uuidVariantAt = uuidForm.indexOf("v");
const uuidDigitPlaces = uuidForm.split("").flatMap((sign, at) => (sign === "x" ? [at] : []));

/** sfc32, a small fast generator that passes PractRand, seeded with a hash of `origin`. */
function createStream(seed: number, origin: string): Random {
  let [a, b, c, counter] = hashToWords(origin);

  function nextWord(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  }
  for (let round = 0; round < 12; round++) nextWord();

  const next = (): number => nextWord() / 0x1_0000_0000;
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));

  // Through a buffer: text built piece by piece takes eight times as long.
  function hex(length: number): string {
    const size = 4 * Math.ceil(length / 8);
    const bytes = size <= scratch.length ? scratch : Buffer.alloc(size);
    const view = bytes === scratch ? scratchView : viewOf(bytes);
    for (let index = 0; index < size; index += 4) view.setUint32(index, nextWord());
    const text = bytes.toString("hex", 0, size);
    return length === 2 * size ? text : text.slice(0, length);
  }

  // 30 random digits between what is always the same; through a buffer for the same reason.
  function uuid(): string {
    for (let index = 0; index < 16; index += 4) scratchView.setUint32(index, nextWord());
    uuidText[uuidVariantAt] = "89ab".charCodeAt(integer(0, 3));
    for (let digit = 0; digit < uuidDigitPlaces.length; digit++) {
      const byte = scratch[digit >> 1] as number;
      const value = digit % 2 === 0 ? byte >> 4 : byte & 15;
      uuidText[uuidDigitPlaces[digit] as number] = value + (value < 10 ? 48 : 87);
    }
    return uuidText.toString("latin1");
  }

  function fromAlphabet(alphabet: string, length: number): string {
    let text = "";
    for (let index = 0; index < length; index++) {
      text += alphabet[Math.floor(next() * alphabet.length)];
    }
    return text;
  }

  function fill(target: Uint8Array): Uint8Array {
    for (let index = 0; index < target.length; index += 4) {
      const word = nextWord();
      for (let byte = 0; byte < 4 && index + byte < target.length; byte++) {
        target[index + byte] = (word >>> (8 * byte)) & 0xff;
      }
    }
    return target;
  }

  function sample<T>(items: readonly T[], count: number): T[] {
    const pool = [...items];
    const taken = Math.min(count, pool.length);
    for (let index = 0; index < taken; index++) {
      const other = integer(index, pool.length - 1);
      [pool[index], pool[other]] = [pool[other] as T, pool[index] as T];
    }
    return pool.slice(0, taken);
  }

  return {
    seed,
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: <T>(items: readonly T[]): T => items[integer(0, items.length - 1)] as T,
    sample,
    hex,
    digits: (length) =>
      length === 0 ? "" : fromAlphabet("123456789", 1) + fromAlphabet("0123456789", length - 1),
    alphanumeric: (length, { lower = false } = {}) =>
      fromAlphabet(lower ? lowerAlphanumerics : alphanumerics, length),
    uuid,
    fill,
    fork: (name) => createStream(seed, `${origin}/${name}`),
  };
}

function viewOf({ buffer, byteOffset, length }: Buffer): DataView {
  return new DataView(buffer, byteOffset, length);
}

/** cyrb128: four 32-bit words from a text. */
function hashToWords(text: string): [number, number, number, number] {
  let h1 = 1779033703;
  let h2 = 3144134277;
  let h3 = 1013904242;
  let h4 = 2773480762;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    h1 = h2 ^ Math.imul(h1 ^ code, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ code, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ code, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ code, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  return [h1 ^ h2 ^ h3 ^ h4, h2 ^ h1, h3 ^ h1, h4 ^ h1];
}
