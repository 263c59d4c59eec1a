import { computeSignature, rules } from "../event-endpoint.mjs";
import { tryOpen, webhookMutant, withHandle, withRules } from "./mutant.mjs";

const anySignature = (/** @type {string[]} */ ...ids) =>
  Object.fromEntries(ids.map((id) => [id, "It is a signature of the right shape, and no more."]));

/** Whether the body is a ciphertext in good form that our key does not open. */
function isLockedToUs(/** @type {Buffer} */ body, encryptKey = "") {
  const encrypt = tryOpen(body)?.encrypt;
  const wellFormed =
    typeof encrypt === "string" && /^[A-Za-z0-9+/]+={0,2}$/.test(encrypt) && encrypt.length >= 44;
  return wellFormed && tryOpen(body, encryptKey) === undefined;
}

/**
 * A worker that dies of a request: the connection ends without an answer.
 * @param {(request: import("../event-endpoint.mjs").WebhookRequest, encryptKey: string) => boolean} kills
 */
const dyingOf = (kills) =>
  withHandle((handle, { encryptKey = "" }) => async (request, raw) => {
    if (kills(request, encryptKey)) raw.socket.destroy();
    return handle(request, raw);
  });

/** Bugs in keeping others out. */
export const securityMutants = [
  webhookMutant({
    name: "signature-not-compared",
    caughtBy: "security/forged-signature",
    describe: "Wants an X-Lark-Signature but does not look at its value.",
    alsoCaughtBy: {
      ...anySignature("security/body-swapped", "security/wrong-formula"),
      "security/forged-signature-status": "It takes the event, so it says so.",
    },
    create: withRules(() => ({ isSigned: ({ headers }) => Boolean(headers["x-lark-signature"]) })),
  }),
  webhookMutant({
    name: "silent-about-forgeries",
    caughtBy: "security/forged-signature-status",
    describe: "Answers 200 to a wrong signature and does nothing, as the Node SDK does.",
    create: withHandle((handle) => async (request, raw) => {
      const answer = await handle(request, raw);
      const refused = answer.status === 401 && request.headers["x-lark-signature"] !== undefined;
      return refused ? { status: 200, body: {} } : answer;
    }),
  }),
  webhookMutant({
    name: "signature-optional",
    caughtBy: "security/missing-signature",
    describe: "Verifies the signature only when there is one.",
    create: withRules(() => ({
      isSigned: (request, encryptKey) =>
        request.headers["x-lark-signature"] === undefined || rules.isSigned(request, encryptKey),
      isFresh: (request, nowMs) =>
        request.headers["x-lark-request-timestamp"] === undefined || rules.isFresh(request, nowMs),
    })),
  }),
  webhookMutant({
    name: "signature-shape-only",
    caughtBy: "security/body-swapped",
    describe: "Is content with 64 hex digits, whatever body they belong to.",
    alsoCaughtBy: {
      ...anySignature("security/forged-signature", "security/wrong-formula"),
      "security/forged-signature-status": "It takes the event, so it says so.",
    },
    create: withRules(() => ({
      isSigned: ({ headers }) => /^[0-9a-f]{64}$/.test(String(headers["x-lark-signature"])),
    })),
  }),
  webhookMutant({
    name: "dies-of-bad-ciphertext",
    caughtBy: "security/tampered-ciphertext",
    describe: "Dies of a signed ciphertext that does not open.",
    alsoCaughtBy: {
      "security/malformed-requests": "Its bad base64 may be signed and does not open either.",
    },
    create: dyingOf(
      (request, encryptKey) =>
        rules.isSigned(request, encryptKey) && isLockedToUs(request.body, encryptKey),
    ),
  }),
  webhookMutant({
    name: "decrypts-before-it-verifies",
    caughtBy: "security/other-key",
    describe: "Decrypts before it verifies, and dies of a ciphertext made with another key.",
    alsoCaughtBy: {
      "security/wrong-formula": "A ciphertext made with the empty key does not open either.",
    },
    create: dyingOf(
      (request, encryptKey) =>
        request.headers["x-lark-signature"] !== undefined &&
        !rules.isSigned(request, encryptKey) &&
        isLockedToUs(request.body, encryptKey),
    ),
  }),
  webhookMutant({
    name: "takes-plaintext",
    caughtBy: "security/plaintext-downgrade",
    describe: "Takes an event in clear, signed with the empty key, although it has an Encrypt Key.",
    create: withRules(() => ({
      isSigned: (request, encryptKey) =>
        rules.isSigned(request, tryOpen(request.body)?.header ? "" : encryptKey),
      open: (body, encryptKey) => {
        const inClear = tryOpen(body);
        return inClear?.header ? inClear : rules.open(body, encryptKey);
      },
    })),
  }),
  webhookMutant({
    name: "token-unchecked",
    caughtBy: "security/wrong-token",
    mode: "token-only",
    describe: "Has only the token to go by, and checks it in the URL check alone.",
    create: withRules(() => ({
      isOurs: (token, expected, payload) => "header" in payload || rules.isOurs(token, expected),
    })),
  }),
  webhookMutant({
    name: "token-unchecked-with-key",
    caughtBy: "security/wrong-token",
    describe: "Leaves the token of an event unchecked because the signature is verified.",
    create: withRules(() => ({
      isOurs: (token, expected, payload) => "header" in payload || rules.isOurs(token, expected),
    })),
  }),
  webhookMutant({
    name: "token-optional",
    caughtBy: "security/wrong-token",
    mode: "token-only",
    describe: "Compares the token of an event only when there is one.",
    create: withRules(() => ({
      isOurs: (token, expected, payload) =>
        ("header" in payload && !token) || rules.isOurs(token, expected),
    })),
  }),
  webhookMutant({
    name: "notes-before-it-checks",
    caughtBy: "security/forgery-keeps-id",
    describe: "Notes the event_id before it has checked the signature and the token.",
    create: withHandle((handle, { encryptKey }) => {
      /** @type {Set<string>} */
      const noted = new Set();
      return async (request, raw) => {
        const id = tryOpen(request.body, encryptKey)?.header?.event_id;
        if (noted.has(id)) return { status: 200, body: {} };
        if (id !== undefined) noted.add(id);
        return handle(request, raw);
      };
    }),
  }),
  webhookMutant({
    name: "key-may-be-missing",
    caughtBy: "security/wrong-formula",
    describe: "Takes a signature made without the key too, as of the time before a key was set.",
    create: withRules(() => ({
      isSigned: (request, encryptKey) =>
        rules.isSigned(request, encryptKey) ||
        computeSignature(request, "") === request.headers["x-lark-signature"],
    })),
  }),
  webhookMutant({
    name: "no-replay-window",
    caughtBy: "security/stale-timestamp",
    describe: "Does not look at the timestamp.",
    create: withRules(() => ({ isFresh: () => true })),
  }),
  webhookMutant({
    name: "thirty-seconds-window",
    caughtBy: "security/clock-skew",
    describe: "Refuses a timestamp that is more than 30 s off its own clock.",
    alsoCaughtBy: {
      "retry/original-signature": "A signature of six hours ago is out of the window as well.",
    },
    create: withRules(() => ({
      isFresh: ({ headers }, nowMs) =>
        Math.abs(Number(headers["x-lark-request-timestamp"]) * 1000 - nowMs) <= 30_000,
    })),
  }),
  webhookMutant({
    name: "dies-of-no-json",
    caughtBy: "security/malformed-requests",
    describe: "Dies of a body that is not JSON.",
    create: dyingOf(({ body }) => tryOpen(body) === undefined),
  }),
  webhookMutant({
    name: "shows-its-stack",
    caughtBy: "security/no-internals-in-answers",
    describe: "Answers a refused request with the stack trace.",
    create: withHandle((handle) => async (request, raw) => {
      const answer = await handle(request, raw);
      if (answer.status < 400) return answer;
      return { status: answer.status, body: { error: new Error("Refused.").stack } };
    }),
  }),
];
