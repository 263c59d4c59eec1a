import { MocklarkError } from "../base/errors.js";
import { isRecord } from "../base/json-path.js";
import { parseJson } from "./body-forms.js";
import { findCipherMistake, repairBase64 } from "./cipher-mistakes.js";
import { createEventCipher, decodeEncrypted, type UndecryptableReason } from "./event-cipher.js";
import { failed, note, ok, skipped, type Stage, type Step } from "./explanation.js";
import { isHidden } from "./hidden-value.js";
import { keyMixUps, type KnownSecrets } from "./key-mix-ups.js";

/** What is in the body, as far as it could be opened. */
export interface OpenedBody {
  readonly steps: readonly Step[];
  readonly encrypted: boolean;
  /** What the body says in clear; absent when it could not be opened. */
  readonly plaintext?: string;
}

const stageOf: Readonly<Record<UndecryptableReason, Stage>> = {
  "not-base64": "base64",
  "no-iv": "iv",
  "not-in-blocks": "blocks",
  "bad-padding": "padding",
  "not-utf8": "key",
};

const keyFix =
  "Use the Encrypt Key that the developer console shows for this app (Events and Callbacks, Encryption Strategy).";

/** Opens the body step by step: the encrypt field, base64, IV, blocks, padding, and JSON inside. */
export function openBody(body: Buffer, secrets: KnownSecrets): OpenedBody {
  const value = parseJson(body);
  if (!isRecord(value)) return { steps: [], encrypted: false };
  if (!("encrypt" in value)) return openClearBody(body.toString("utf8"), secrets);
  const { encrypt } = value;
  if (typeof encrypt === "string" && isHidden(encrypt)) {
    const message = `\`encrypt\` is hidden in the capture (${shorten(encrypt)}): it stays closed.`;
    return { steps: [skipped("encrypt", message)], encrypted: true };
  }
  if (typeof encrypt !== "string") {
    const actual = shorten(JSON.stringify(encrypt));
    const fix = "Send the base64 text itself, in quotes.";
    const step = failed("encrypt", "`encrypt` is not a string.", {
      expected: "a string",
      actual,
      fix,
    });
    return { steps: [step], encrypted: true };
  }
  const found = ok(
    "encrypt",
    `The body is encrypted: \`encrypt\` has ${encrypt.length} characters.`,
  );
  const opened = openEncrypted(encrypt, secrets);
  return { ...opened, steps: [found, ...opened.steps], encrypted: true };
}

function openClearBody(plaintext: string, { encryptKey }: KnownSecrets): OpenedBody {
  const clear = { plaintext, encrypted: false };
  if (encryptKey === undefined || encryptKey === "") {
    return {
      ...clear,
      steps: [ok("encrypt", "The body is in clear, as for an app without an Encrypt Key.")],
    };
  }
  const step = failed("encrypt", "The body is in clear although the app has an Encrypt Key.", {
    expected: '{"encrypt":"…"}',
    actual: shorten(plaintext),
    fix: "Feishu encrypts every request of such an app: refuse this one, or leave the Encrypt Key out if the app has none.",
  });
  return { ...clear, steps: [step] };
}

function openEncrypted(encrypt: string, secrets: KnownSecrets): Omit<OpenedBody, "encrypted"> {
  const outcome = attempt(() => decodeEncrypted(encrypt));
  if (!outcome.opened) {
    return { steps: [...passed(outcome.reason), refusal(outcome, encrypt, secrets)] };
  }
  const blocks = outcome.value.length / 16 - 1;
  const form = [
    ok("base64", `It is base64 of ${outcome.value.length} bytes.`),
    explainIv(outcome.value.subarray(0, 16)),
    ok("blocks", `${blocks} ${blocks === 1 ? "block" : "blocks"} of 16 bytes follow it.`),
  ];
  const { steps, ...rest } = decryptStep(encrypt, secrets);
  return { ...rest, steps: [...form, ...steps] };
}

function explainIv(iv: Buffer): Step {
  if (iv.some((byte) => byte !== 0)) {
    return ok("iv", `The first 16 bytes are the IV: ${iv.toString("hex")}.`);
  }
  const fix = "Draw a random IV for each request.";
  return note("iv", "The first 16 bytes, the IV, are all zeros; Feishu's is random.", { fix });
}

function decryptStep(encrypt: string, secrets: KnownSecrets): Omit<OpenedBody, "encrypted"> {
  const { encryptKey } = secrets;
  if (encryptKey === undefined || encryptKey === "") {
    const why = "The body is encrypted, and no Encrypt Key was given: it stays closed.";
    if (encryptKey === undefined) return { steps: [skipped("key", why)] };
    return { steps: [failed("key", why, { fix: keyFix })] };
  }
  const outcome = attempt(() => createEventCipher(encryptKey).decrypt(encrypt));
  if (!outcome.opened) {
    return {
      steps: [...passedKeyStages(outcome.reason), refusal(outcome, encrypt, secrets)],
    };
  }
  const padding = ok("padding", "The padding is right.");
  if (parseJson(outcome.value) === undefined) {
    const known = recogniseMistake(encrypt, secrets);
    const why = known?.message ?? "bytes were changed on the way, or something else was encrypted.";
    const step = failed("key", `It opens, but what comes out is not JSON: ${why}`, {
      expected: "a JSON object",
      actual: JSON.stringify(shorten(outcome.value)),
      fix:
        known?.fix ??
        "Compare the ciphertext with what was sent; encrypt the event's JSON text itself.",
    });
    return { steps: [padding, step] };
  }
  return {
    steps: [padding, ok("key", "The Encrypt Key opens it, and JSON comes out.")],
    plaintext: outcome.value,
  };
}

type Attempt<T> =
  | { readonly opened: true; readonly value: T }
  | { readonly opened: false; readonly reason: UndecryptableReason; readonly why: string };

function attempt<T>(open: () => T): Attempt<T> {
  try {
    return { opened: true, value: open() };
  } catch (error) {
    if (!(error instanceof MocklarkError) || error.code !== "UNDECRYPTABLE") throw error;
    const { reason, why } = error.details as { reason: UndecryptableReason; why: string };
    return { opened: false, reason, why };
  }
}

function opensToJson(encrypt: string, key: string): boolean {
  if (key === "") return false;
  const outcome = attempt(() => createEventCipher(key).decrypt(encrypt));
  return outcome.opened && parseJson(outcome.value) !== undefined;
}

interface KnownMistake {
  readonly message: string;
  readonly fix: string;
}

/** The mistake after which this text opens: another key, another way to encrypt, or damaged base64. */
function recogniseMistake(encrypt: string, secrets: KnownSecrets): KnownMistake | undefined {
  const mixUp = keyMixUps(secrets).find(({ secret }) => opensToJson(encrypt, secret));
  if (mixUp !== undefined) {
    return { message: `it does open with ${mixUp.describe}.`, fix: sentence(mixUp.fix) ?? keyFix };
  }
  const repaired = repairBase64(encrypt);
  const key = secrets.encryptKey ?? "";
  if (repaired === undefined || key === "") return undefined;
  const bytes = Buffer.from(repaired.base64, "base64");
  const mistake = findCipherMistake(bytes, key);
  if (mistake !== undefined) {
    return { message: `it was encrypted ${mistake.describe}.`, fix: mistake.fix };
  }
  if (!opensToJson(repaired.base64, key)) return undefined;
  return { message: `it is ${repaired.describe}, and opens when read as that.`, fix: base64Fix };
}

function sentence(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function refusal(
  { reason, why }: { readonly reason: UndecryptableReason; readonly why: string },
  encrypt: string,
  secrets: KnownSecrets,
): Step {
  const stage = stageOf[reason];
  const known = recogniseMistake(encrypt, secrets);
  if (known !== undefined) {
    const message = `The ciphertext does not open: ${why}; but ${known.message}`;
    return failed(stage, message, { fix: known.fix });
  }
  const message = `The ciphertext does not open: ${why}.`;
  return failed(stage, message, { actual: shorten(encrypt), fix: fixes[reason] });
}

const base64Fix = "Use the standard alphabet (+ and /), padded with =, in one line.";

const fixes: Readonly<Record<UndecryptableReason, string>> = {
  "not-base64":
    "Use the standard alphabet (+ and /), padded with =; look for a URL-decoding step that turned + into a space, or for a text that was cut.",
  "no-iv": "Put the 16 bytes of the IV in front of the ciphertext before the base64 step.",
  "not-in-blocks":
    "Look for a text that was cut, or for a missing IV or padding on the sending side.",
  "bad-padding": keyFix,
  "not-utf8": keyFix,
};

function passed(reason: UndecryptableReason): Step[] {
  const right = [ok("base64", "It is base64."), ok("iv", "It is long enough to hold an IV.")];
  return right.slice(0, ["not-base64", "no-iv", "not-in-blocks"].indexOf(reason));
}

function passedKeyStages(reason: UndecryptableReason): Step[] {
  return reason === "not-utf8"
    ? [note("padding", "The padding looks right, by chance perhaps.")]
    : [];
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
