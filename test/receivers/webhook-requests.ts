import { createCipheriv, createHash, randomBytes } from "node:crypto";

/** What Feishu would push, made here by hand so that the receivers are not measured with our own ruler. */
export const keys = {
  encryptKey: "receiver test key",
  verificationToken: "v1rificationT0kenOfTheReceiver00",
};

const hex = (bytes: number): string => randomBytes(bytes).toString("hex");

export interface EventParts {
  eventId?: string;
  eventType?: string;
  token?: string;
  scopeId?: string;
  event?: object;
}

export function makeEvent(parts: EventParts = {}) {
  return {
    schema: "2.0",
    header: {
      event_id: parts.eventId ?? hex(16),
      token: parts.token ?? keys.verificationToken,
      create_time: String(Date.now()),
      event_type: parts.eventType ?? "vc.reserve_config.updated_v1",
      tenant_key: "2ca1d211f64f6438",
      app_id: "cli_9f5343c580712544",
    },
    event: {
      reserve_scope_config: { allow_all_users: 1, allow_depts: [], allow_users: [] },
      scope_id: parts.scopeId ?? `omm_${hex(16)}`,
      scope_type: 2,
      time_config: { days_in_advance: 30, max_duration: 24, time_switch: 1 },
      ...parts.event,
    },
  };
}

export function encrypt(plaintext: string, encryptKey: string = keys.encryptKey): string {
  const iv = randomBytes(16);
  const key = createHash("sha256").update(encryptKey).digest();
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  return Buffer.concat([iv, cipher.update(plaintext), cipher.final()]).toString("base64");
}

export interface SigningParts {
  encryptKey?: string;
  timestamp?: number;
}

export function sign(body: string, parts: SigningParts = {}): Record<string, string> {
  const timestamp = String(parts.timestamp ?? Math.floor(Date.now() / 1000));
  const nonce = "123456789";
  const signature = createHash("sha256")
    .update(timestamp + nonce + (parts.encryptKey ?? keys.encryptKey) + body)
    .digest("hex");
  return {
    "Content-Type": "application/json;charset=utf-8",
    "X-Lark-Request-Nonce": nonce,
    "X-Lark-Request-Timestamp": timestamp,
    "X-Lark-Signature": signature,
  };
}

export interface PreparedRequest {
  body: string;
  headers: Record<string, string>;
}

/** The event as it comes to a receiver with an Encrypt Key. */
export function encryptedPush(payload: object, parts: SigningParts = {}): PreparedRequest {
  const body = JSON.stringify({ encrypt: encrypt(JSON.stringify(payload), parts.encryptKey) });
  return { body, headers: sign(body, parts) };
}

/** The event as it comes to a receiver without one: in clear, signed with the empty key. */
export function plainPush(payload: object): PreparedRequest {
  const body = JSON.stringify(payload);
  return { body, headers: sign(body, { encryptKey: "" }) };
}

/** The URL check: never signed. */
export function challengeRequest(
  mode: "keyed" | "token-only",
  { token = keys.verificationToken, challenge = "ajls384kdjx98XX" } = {},
): PreparedRequest {
  const plaintext = JSON.stringify({ challenge, token, type: "url_verification" });
  const body = mode === "keyed" ? JSON.stringify({ encrypt: encrypt(plaintext) }) : plaintext;
  return { body, headers: { "Content-Type": "application/json;charset=utf-8" } };
}
