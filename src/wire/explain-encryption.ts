import { MocklarkError } from "../base/errors.js";
import { isRecord } from "../base/json-path.js";
import type { Text } from "../base/text.js";
import { parseJson } from "./body-forms.js";
import { findCipherMistake, repairBase64 } from "./cipher-mistakes.js";
import { createEventCipher, decodeEncrypted, type UndecryptableReason } from "./event-cipher.js";
import { failed, type JudgedStep, note, ok, skipped, type Stage } from "./explanation.js";
import { isHidden } from "./hidden-value.js";
import { keyMixUps, type KnownSecrets } from "./key-mix-ups.js";
import { encryptionTexts as texts, fixNames } from "./texts/encryption-texts.js";
import { recipeTexts } from "./texts/signature-texts.js";

/** What is in the body, as far as it could be opened. */
export interface OpenedBody {
  readonly steps: readonly JudgedStep[];
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

const keyFix = texts("use-key");

/** Opens the body step by step: the encrypt field, base64, IV, blocks, padding, and JSON inside. */
export function openBody(body: Buffer, secrets: KnownSecrets): OpenedBody {
  const value = parseJson(body);
  if (!isRecord(value)) return { steps: [], encrypted: false };
  if (!("encrypt" in value)) return openClearBody(body.toString("utf8"), secrets);
  const { encrypt } = value;
  if (typeof encrypt === "string" && isHidden(encrypt)) {
    const message = texts("hidden", { seen: shorten(encrypt) });
    return { steps: [skipped("encrypt", message)], encrypted: true };
  }
  if (typeof encrypt !== "string") {
    const actual = shorten(JSON.stringify(encrypt));
    const fix = texts("send-base64");
    const step = failed("encrypt", texts("not-a-string"), {
      expected: texts("a-string"),
      actual,
      fix,
    });
    return { steps: [step], encrypted: true };
  }
  const found = ok("encrypt", texts("encrypted", { length: encrypt.length }));
  const opened = openEncrypted(encrypt, secrets);
  return { ...opened, steps: [found, ...opened.steps], encrypted: true };
}

function openClearBody(plaintext: string, { encryptKey }: KnownSecrets): OpenedBody {
  const clear = { plaintext, encrypted: false };
  if (encryptKey === undefined || encryptKey === "") {
    return {
      ...clear,
      steps: [ok("encrypt", texts("clear"))],
    };
  }
  const step = failed("encrypt", texts("clear-despite-key"), {
    expected: '{"encrypt":"…"}',
    actual: shorten(plaintext),
    fix: texts("refuse-clear"),
  });
  return { ...clear, steps: [step] };
}

function openEncrypted(encrypt: string, secrets: KnownSecrets): Omit<OpenedBody, "encrypted"> {
  const outcome = attempt(() => decodeEncrypted(encrypt));
  if (!outcome.opened) {
    return { steps: [...passed(outcome.reason), refusal(outcome, encrypt, secrets)] };
  }
  const form = [
    ok("base64", texts("base64", { bytes: outcome.value.length })),
    explainIv(outcome.value.subarray(0, 16)),
    ok("blocks", texts("blocks", { count: outcome.value.length / 16 - 1 })),
  ];
  const { steps, ...rest } = decryptStep(encrypt, secrets);
  return { ...rest, steps: [...form, ...steps] };
}

function explainIv(iv: Buffer): JudgedStep {
  if (iv.some((byte) => byte !== 0)) {
    return ok("iv", texts("iv", { iv: iv.toString("hex") }));
  }
  return note("iv", texts("zero-iv"), { fix: texts("draw-iv") });
}

function decryptStep(encrypt: string, secrets: KnownSecrets): Omit<OpenedBody, "encrypted"> {
  const { encryptKey } = secrets;
  if (encryptKey === undefined || encryptKey === "") {
    const why = texts("no-key");
    if (encryptKey === undefined) return { steps: [skipped("key", why)] };
    return { steps: [failed("key", why, { fix: keyFix })] };
  }
  const outcome = attempt(() => createEventCipher(encryptKey).decrypt(encrypt));
  if (!outcome.opened) {
    return {
      steps: [...passedKeyStages(outcome.reason), refusal(outcome, encrypt, secrets)],
    };
  }
  const padding = ok("padding", texts("right-padding"));
  if (parseJson(outcome.value) === undefined) {
    const known = recogniseMistake(encrypt, secrets);
    const why = known?.message ?? texts("bytes-changed");
    const step = failed("key", texts("not-json-inside", { why }), {
      expected: texts("json-object"),
      actual: JSON.stringify(shorten(outcome.value)),
      fix: known?.fix ?? texts("compare-ciphertext"),
    });
    return { steps: [padding, step] };
  }
  return {
    steps: [padding, ok("key", texts("opens"))],
    plaintext: outcome.value,
  };
}

type Attempt<T> =
  | { readonly opened: true; readonly value: T }
  | { readonly opened: false; readonly reason: UndecryptableReason; readonly why: Text };

function attempt<T>(open: () => T): Attempt<T> {
  try {
    return { opened: true, value: open() };
  } catch (error) {
    if (!(error instanceof MocklarkError) || error.code !== "UNDECRYPTABLE") throw error;
    const { reason, whyText } = error.details as { reason: UndecryptableReason; whyText: Text };
    return { opened: false, reason, why: whyText };
  }
}

function opensToJson(encrypt: string, key: string): boolean {
  if (key === "") return false;
  const outcome = attempt(() => createEventCipher(key).decrypt(encrypt));
  return outcome.opened && parseJson(outcome.value) !== undefined;
}

interface KnownMistake {
  readonly message: Text;
  readonly fix: Text;
}

/** The mistake after which this text opens: another key, another way to encrypt, or damaged base64. */
function recogniseMistake(encrypt: string, secrets: KnownSecrets): KnownMistake | undefined {
  const mixUp = keyMixUps(secrets).find(({ secret }) => opensToJson(encrypt, secret));
  if (mixUp !== undefined) {
    const { describe: secret, fix } = mixUp;
    return {
      message: texts("opens-with", { secret }),
      fix: fix === undefined ? keyFix : recipeTexts("fixes", { fixes: [fix] }),
    };
  }
  const repaired = repairBase64(encrypt);
  const key = secrets.encryptKey ?? "";
  if (repaired === undefined || key === "") return undefined;
  const bytes = Buffer.from(repaired.base64, "base64");
  const mistake = findCipherMistake(bytes, key);
  if (mistake !== undefined) {
    return { message: texts("encrypted-so", { mistake: mistake.describe }), fix: mistake.fix };
  }
  if (!opensToJson(repaired.base64, key)) return undefined;
  return {
    message: texts("is-other-base64", { form: repaired.describe }),
    fix: texts("standard-base64"),
  };
}

function refusal(
  { reason, why }: { readonly reason: UndecryptableReason; readonly why: Text },
  encrypt: string,
  secrets: KnownSecrets,
): JudgedStep {
  const stage = stageOf[reason];
  const known = recogniseMistake(encrypt, secrets);
  if (known !== undefined) {
    return failed(stage, texts("but-known", { why, known: known.message }), { fix: known.fix });
  }
  return failed(stage, texts("does-not-open", { why }), {
    actual: shorten(encrypt),
    fix: texts(fixNames[reason]),
  });
}

function passed(reason: UndecryptableReason): JudgedStep[] {
  const right = [ok("base64", texts("is-base64")), ok("iv", texts("holds-iv"))];
  return right.slice(0, ["not-base64", "no-iv", "not-in-blocks"].indexOf(reason));
}

function passedKeyStages(reason: UndecryptableReason): JudgedStep[] {
  return reason === "not-utf8" ? [note("padding", texts("padding-by-chance"))] : [];
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
