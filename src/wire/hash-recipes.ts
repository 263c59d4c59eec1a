import type { Text } from "../base/text.js";
import { bodyForms, type BodyFormName, type ReceivedBody } from "./body-forms.js";
import { keyMixUps, type KnownSecrets } from "./key-mix-ups.js";
import { hashFormulas, type HashFormula } from "./hash-formulas.js";

/** What a hash is looked for among. */
export interface HashInputs {
  readonly timestamp: string;
  readonly nonce: string;
  readonly received: ReceivedBody;
}

/** One way in which a hash can have been computed: formula, secret and body, each right or wrong. */
export interface HashRecipe {
  readonly formula: HashFormula;
  readonly secret: string;
  /** Absent for the right secret. */
  readonly secretMixUp?: Text;
  readonly secretFix?: Text;
  readonly body: BodyFormName;
  readonly bytes: Buffer;
}

/** Hashing stops here; a body of some kilobytes stays far below it. */
const mostHashedBytes = 256 * 1024 * 1024;

/**
 * The recipe that gives this hash, the one with the fewest mistakes; undefined when no known one does. The
 * hash may be written in hex of either case or in base64.
 */
export function findHashRecipe(
  hash: string,
  { timestamp, nonce, received }: HashInputs,
  secrets: KnownSecrets,
  key: string | undefined,
): HashRecipe | undefined {
  const wanted = hexOf(hash);
  let hashed = 0;
  for (const recipe of recipes(received, secrets, key)) {
    const { formula, secret, bytes } = recipe;
    if (formula.compute({ timestamp, nonce, secret, body: bytes }) === wanted) return recipe;
    hashed += formula.uses.body ? bytes.length : 0;
    if (hashed > mostHashedBytes) return undefined;
  }
  return undefined;
}

/** Lower-case hex of a hash however it is written; the text itself when it is no hash. */
export function hexOf(hash: string): string {
  if (/^[\da-f]+$/i.test(hash)) return hash.toLowerCase();
  return /^[\w+/-]{22,88}={0,2}$/.test(hash) ? Buffer.from(hash, "base64").toString("hex") : hash;
}

/** True for base64 that stands for the bytes of a SHA-256. */
export function isBase64Hash(hash: string): boolean {
  return /^[\w+/-]{43}=?$/.test(hash);
}

type Keyed = Pick<HashRecipe, "secret" | "secretMixUp" | "secretFix">;
type Written = Pick<HashRecipe, "body" | "bytes">;

/** All combinations, the ones with fewer mistakes before the ones with more. */
function* recipes(
  received: ReceivedBody,
  secrets: KnownSecrets,
  key: string | undefined,
): Generator<HashRecipe> {
  const right: Keyed[] = key === undefined ? [] : [{ secret: key }];
  const mixedUp = keyMixUps(secrets).map(({ secret, describe, fix }): Keyed => ({
    secret,
    secretMixUp: describe,
    ...(fix === undefined ? {} : { secretFix: fix }),
  }));
  const [documented, ...wrong] = hashFormulas;
  const [raw, ...rewritten] = writtenForms(received);
  const formulas = [[documented], wrong] as const;
  const bodies = [[raw], rewritten] as const;
  const keys = [right, mixedUp] as const;
  for (let mistakes = 0; mistakes <= 3; mistakes++) {
    for (const [inBody, inFormula, inKey] of choices.filter((c) => sum(c) === mistakes)) {
      const tried = mistakes === 3 ? wrong.slice(0, likelyFormulas) : formulas[inFormula];
      yield* combine(bodies[inBody], tried, keys[inKey], inKey === 0);
    }
  }
}

/** Three mistakes at once are looked for among the first wrong formulas only: HMAC and SHA-1. */
const likelyFormulas = 4;

type Choice = readonly [body: 0 | 1, formula: 0 | 1, key: 0 | 1];
const choices: readonly Choice[] = [
  [0, 0, 0],
  [0, 0, 1],
  [0, 1, 0],
  [1, 0, 0],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 0],
  [1, 1, 1],
];
const sum = (choice: Choice): number => choice[0] + choice[1] + choice[2];

function* combine(
  bodies: readonly (Written | undefined)[],
  formulas: readonly (HashFormula | undefined)[],
  keys: readonly Keyed[],
  isRightKey: boolean,
): Generator<HashRecipe> {
  for (const written of bodies) {
    for (const formula of formulas) {
      if (written === undefined || formula === undefined) continue;
      // What a formula leaves out cannot be told apart: one combination stands for all.
      if (!formula.uses.body && written.body !== "raw") continue;
      const keyless = isRightKey ? [{ secret: "" }] : [];
      for (const keyed of formula.uses.secret ? keys : keyless)
        yield { formula, ...written, ...keyed };
    }
  }
}

/** Every form the body has, each set of bytes once, the raw one first. */
function writtenForms(received: ReceivedBody): Written[] {
  const forms: Written[] = [];
  for (const [name, form] of Object.entries(bodyForms)) {
    const written = form.write(received);
    if (written === undefined) continue;
    const bytes = Buffer.from(written);
    if (forms.some((other) => other.bytes.equals(bytes))) continue;
    forms.push({ body: name as BodyFormName, bytes });
  }
  return forms;
}
