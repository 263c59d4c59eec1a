/**
 * What a receiver of Feishu events has to do with a webhook request, apart from any web framework:
 * decide whether it is genuine, read it, act on it once. `express.mjs` and `node-http.mjs` put it
 * on a port. Copy this file, `seen-events.mjs` and the host you use.
 *
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/choose-a-subscription-mode/send-notifications-to-developers-server
 */
import { createDecipheriv, createHash, timingSafeEqual } from "node:crypto";
import { openSeenEvents } from "./seen-events.mjs";

/** The path users register with Feishu as their request URL. */
export const webhookPath = "/webhook/event";

/** 500 users and departments, encrypted, come to about 100 kB. */
export const maxBodyBytes = 1024 * 1024;

/** What the receivers act on unless told otherwise. */
export const defaultEventTypes = ["vc.reserve_config.updated_v1"];

/**
 * Feishu repeats a failed push for 7 h 5 min 15 s and does not say whether it signs each repeat
 * anew, so a signature is good for eight hours. Within them `seen` stops a replay.
 */
const oldestSignatureMs = 8 * 3_600_000;
const clockSkewMs = 5 * 60_000;

/**
 * @typedef {{ headers: Record<string, string | string[] | undefined>, rawHeaders?: string[], body: Buffer }} WebhookRequest
 *   `headers` with lower-case names, as Node gives them; `body` the raw bytes.
 * @typedef {{ schema: string, header: Record<string, string>, event: Record<string, unknown> }} FeishuEvent
 * @typedef {{ status: number, body: object }} Answer
 * @typedef {{ kind: "refused", status: number, reason: string }
 *   | { kind: "challenge", payload: { challenge: string } }
 *   | { kind: "ignored" | "duplicate" | "event", payload: FeishuEvent }} Verdict
 * @typedef {object} ReceiverSettings
 * @property {string} [encryptKey] Encrypt Key of the app; empty when none is set.
 * @property {string} [verificationToken] Verification Token of the app.
 * @property {readonly string[]} [eventTypes] What it acts on; default: reserve config updated.
 * @property {string} [statePath] File that remembers handled event ids over a restart.
 * @property {(event: FeishuEvent) => unknown} [onEvent] What to do about an event, once per event_id.
 * @property {() => number} [now] Unix milliseconds.
 */

const sha256 = (/** @type {string} */ text) => createHash("sha256").update(text).digest();

/** Compares in constant time; hashing first makes the lengths equal. */
const sameSecret = (/** @type {unknown} */ given, /** @type {string} */ expected) =>
  typeof given === "string" && timingSafeEqual(sha256(given), sha256(expected));

/** @type {(status: number, reason: string) => Verdict & { kind: "refused" }} */
const refuse = (status, reason) => ({ kind: "refused", status, reason });

/** A header's value; Node gives names in lower case, whatever a gateway in between made of them. */
const header = (/** @type {WebhookRequest} */ { headers }, /** @type {string} */ name) =>
  String(headers[name] ?? "");

/** Lower-case hex of sha256(timestamp + nonce + Encrypt Key + body), no HMAC. */
export function computeSignature(/** @type {WebhookRequest} */ request, encryptKey = "") {
  return createHash("sha256")
    .update(header(request, "x-lark-request-timestamp"))
    .update(header(request, "x-lark-request-nonce"))
    .update(encryptKey)
    .update(request.body)
    .digest("hex");
}

/** The single rules, by name, so that each can be read – and replaced – alone. */
export const rules = {
  /** The signature covers the bytes as they came: never parse and serialise before this. */
  isSigned(/** @type {WebhookRequest} */ request, encryptKey = "") {
    return sameSecret(request.headers["x-lark-signature"], computeSignature(request, encryptKey));
  },

  /** A good signature over an old timestamp is a recording. The timestamp is in seconds. */
  isFresh(/** @type {WebhookRequest} */ request, nowMs = 0) {
    const signedAtMs = Number(header(request, "x-lark-request-timestamp")) * 1000;
    return signedAtMs <= nowMs + clockSkewMs && signedAtMs >= nowMs - oldestSignatureMs;
  },

  /** AES-256-CBC, key sha256(Encrypt Key), the first 16 bytes are the IV. */
  decrypt(/** @type {string} */ encrypt, encryptKey = "") {
    const bytes = Buffer.from(encrypt, "base64");
    const decipher = createDecipheriv("aes-256-cbc", sha256(encryptKey), bytes.subarray(0, 16));
    return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]);
  },

  /** Bytes to JSON. Bytes that are not UTF-8 are refused: changed ciphertext decrypts to such. */
  parse(/** @type {Uint8Array} */ bytes) {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  },

  /** With an Encrypt Key set Feishu sends nothing in clear, so what comes in clear is not Feishu's. */
  open(/** @type {Buffer} */ body, encryptKey = "") {
    const outer = this.parse(body);
    if (!encryptKey) return outer;
    if (typeof outer?.encrypt !== "string") throw new Error("Not encrypted.");
    return this.parse(this.decrypt(outer.encrypt, encryptKey));
  },

  /** With no Encrypt Key the Verification Token is the only secret. */
  isOurs(/** @type {unknown} */ token, verificationToken = "", _payload = {}) {
    return verificationToken === "" || sameSecret(token, verificationToken);
  },

  /** Only what the work needs; Feishu may add fields and leave optional blocks out. */
  isEvent(/** @type {any} */ payload) {
    return (
      payload?.schema === "2.0" &&
      typeof payload.header?.event_id === "string" &&
      typeof payload.header.event_type === "string" &&
      typeof payload.event === "object" &&
      payload.event !== null
    );
  },
};

/**
 * The receiver without its port. `judge` decides about one request; `handle` also acts and answers.
 * `replaced` exchanges single rules, which is how the deliberately broken receivers are made.
 *
 * @param {ReceiverSettings} settings
 * @param {Partial<typeof rules> & { claim?: (event: FeishuEvent, request: WebhookRequest) => Promise<boolean> }} replaced
 */
export function createEventEndpoint(settings, replaced = {}) {
  const { encryptKey = "", verificationToken = "", onEvent, now = Date.now } = settings;
  const { eventTypes = defaultEventTypes } = settings;
  if (!encryptKey && !verificationToken) {
    throw new Error(
      "Set MOCKLARK_VERIFICATION_TOKEN or MOCKLARK_ENCRYPT_KEY: without a secret anyone could make this receiver act.",
    );
  }
  const seen = openSeenEvents({ path: settings.statePath, now });
  const rule = {
    claim: (/** @type {FeishuEvent} */ event) => seen.claim(event.header.event_id),
    ...rules,
    ...replaced,
  };

  const read = (/** @type {Buffer} */ body) => {
    try {
      return rule.open(body, encryptKey);
    } catch {
      return undefined;
    }
  };

  /** @type {(request: WebhookRequest) => Promise<Verdict>} */
  async function judge(request) {
    const genuine =
      !encryptKey || (rule.isSigned(request, encryptKey) && rule.isFresh(request, now()));
    const payload = read(request.body);
    // The URL check is the one request that Feishu does not sign, so it has to be told apart first.
    if (payload?.type === "url_verification" && typeof payload.challenge === "string") {
      if (rule.isOurs(payload.token, verificationToken, payload))
        return { kind: "challenge", payload };
      return refuse(401, "unauthorized");
    }
    // One answer whatever was wrong: a status that tells bad padding from bad JSON is an oracle.
    if (!genuine) return refuse(401, "unauthorized");
    if (!rule.isEvent(payload)) return refuse(400, "not an event");
    if (!rule.isOurs(payload.header.token, verificationToken, payload))
      return refuse(401, "unauthorized");
    // Anything but 200 makes Feishu send the event four times more.
    if (!eventTypes.includes(payload.header.event_type)) return { kind: "ignored", payload };
    return { kind: (await rule.claim(payload, request)) ? "event" : "duplicate", payload };
  }

  /** @type {(request: WebhookRequest) => Promise<Answer>} */
  async function handle(request) {
    const verdict = await judge(request);
    if (verdict.kind === "refused") {
      return { status: verdict.status, body: { error: verdict.reason } };
    }
    if (verdict.kind === "challenge") {
      return { status: 200, body: { challenge: verdict.payload.challenge } };
    }
    if (verdict.kind === "event") beginToAct(onEvent, verdict.payload);
    return { status: 200, body: {} };
  }

  return { judge, handle };
}

/**
 * Feishu waits three seconds for the answer, so nobody waits for the work: only what it does before its first
 * `await` is done when the answer goes out. Work that fails must not end the process. Nobody sends that event
 * again: work that must not be lost goes into a queue or table of your own together with the claim, and is
 * done from there.
 * @param {ReceiverSettings["onEvent"]} onEvent
 */
export function beginToAct(onEvent, /** @type {any} */ event) {
  const act = async () => {
    try {
      await onEvent?.(event);
    } catch (error) {
      console.error("Failed to act on an event:", error);
    }
  };
  void act();
}
