import { hash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { isRecord } from "../../base/json-path.js";
import type { App } from "../../event/app.js";
import { firedEventTypes } from "../../tenant/fired-event-types.js";
import { createEventCipher } from "../../wire/event-cipher.js";
import { computeSignature } from "../../wire/signature.js";

export type StandInKeys = Pick<App, "encryptKey" | "verificationToken">;

export interface ReceivedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What a careful receiver makes of one request. */
export type RequestVerdict =
  | { readonly kind: "refused"; readonly status: 400 | 401 }
  | { readonly kind: "challenge"; readonly challenge: string }
  /** Genuine, but nothing to act on: another event type, or a store app's ticket. */
  | { readonly kind: "not-ours" }
  | { readonly kind: "event"; readonly eventId: string };

/** Feishu repeats a failed push for 7 h 5 min 15 s, perhaps with the first signature. */
const oldestSignatureMs = 8 * 3_600_000;
const clockSkewMs = 5 * 60_000;

/**
 * Signature over the raw bytes, fresh timestamp, decryption, Verification Token, in this order. The URL check
 * is the one request that Feishu does not sign, so it is told apart first.
 * @param nowMs Unix milliseconds, real time
 */
export function judgeRequest(
  request: ReceivedRequest,
  keys: StandInKeys,
  nowMs: number,
): RequestVerdict {
  const isGenuine =
    keys.encryptKey === "" || (isSigned(request, keys.encryptKey) && isFresh(request, nowMs));
  const payload = open(request.body, keys.encryptKey);
  const isOurs = (token: unknown): boolean => sameSecret(token, keys.verificationToken);
  if (payload?.["type"] === "url_verification" && typeof payload["challenge"] === "string") {
    return isOurs(payload["token"])
      ? { kind: "challenge", challenge: payload["challenge"] }
      : unauthorized;
  }
  // One answer whatever was wrong: a status that tells bad padding from bad JSON is an oracle.
  if (!isGenuine || payload === undefined) return unauthorized;
  if (payload["type"] === "event_callback") {
    return isOurs(payload["token"]) ? { kind: "not-ours" } : unauthorized;
  }
  const { schema, header, event } = payload;
  if (schema !== "2.0" || !isRecord(header) || !isRecord(event)) return noEvent;
  const { event_id: eventId, event_type: eventType, token } = header;
  if (typeof eventId !== "string" || typeof eventType !== "string") return noEvent;
  if (!isOurs(token)) return unauthorized;
  return firedEventTypes.includes(eventType) ? { kind: "event", eventId } : { kind: "not-ours" };
}

const unauthorized = { kind: "refused", status: 401 } as const;
const noEvent = { kind: "refused", status: 400 } as const;

function isSigned({ headers, body }: ReceivedRequest, encryptKey: string): boolean {
  const timestamp = String(headers["x-lark-request-timestamp"] ?? "");
  const nonce = String(headers["x-lark-request-nonce"] ?? "");
  const expected = computeSignature({ timestamp, nonce, encryptKey, body });
  return sameSecret(headers["x-lark-signature"], expected);
}

/** A good signature over an old timestamp is a recording. */
function isFresh({ headers }: ReceivedRequest, nowMs: number): boolean {
  const signedAtMs = Number(headers["x-lark-request-timestamp"]) * 1000;
  return signedAtMs <= nowMs + clockSkewMs && signedAtMs >= nowMs - oldestSignatureMs;
}

/** The JSON object inside; with an Encrypt Key, what comes in clear is not Feishu's. */
function open(body: Buffer, encryptKey: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const outer = parseObject(body.toString("utf8"));
    if (encryptKey === "") return outer;
    const encrypted = outer?.["encrypt"];
    if (typeof encrypted !== "string") return undefined;
    return parseObject(createEventCipher(encryptKey).decrypt(encrypted));
  } catch {
    return undefined;
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const value: unknown = JSON.parse(text);
  return isRecord(value) ? value : undefined;
}

/** In constant time; hashing first makes the lengths equal. */
function sameSecret(given: unknown, expected: string): boolean {
  if (typeof given !== "string") return false;
  return timingSafeEqual(hash("sha256", given, "buffer"), hash("sha256", expected, "buffer"));
}
