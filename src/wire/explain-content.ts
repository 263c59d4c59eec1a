import { isRecord } from "../base/json-path.js";
import { checkEventRules } from "../event/reserve-config/event-rules.js";
import { validateEvent } from "../event/reserve-config/event-schema.js";
import {
  type ReserveConfigEvent,
  reserveConfigEventType,
} from "../event/reserve-config/reserve-config-event.js";
import { failed, note, ok, skipped, type RequestKind, type Step } from "./explanation.js";
import type { KnownSecrets } from "./key-mix-ups.js";

/** What kind of request the text inside makes it. */
export function kindOf(content: unknown): RequestKind {
  if (!isRecord(content)) return "unknown";
  if (content["type"] === "url_verification") return "url-verification";
  return "header" in content || "event" in content ? "event" : "unknown";
}

/** What the text inside says: its token, and the event or the challenge. */
export function explainContent(content: unknown, kind: RequestKind, options: KnownSecrets): Step[] {
  if (!isRecord(content)) return [];
  if (kind === "url-verification") {
    return [explainToken(content["token"], options), explainChallenge(content)];
  }
  const header = isRecord(content["header"]) ? content["header"] : {};
  return [
    explainToken(header["token"] ?? content["token"], options),
    ...explainSchema(content, header["event_type"] ?? firstVersionType(content)),
  ];
}

/** What an event of schema 1.0 says it is. */
function firstVersionType({ type, event }: Record<string, unknown>): unknown {
  return type === "event_callback" && isRecord(event) ? event["type"] : undefined;
}

/** The Verification Token the text carries, wherever its kind of request has it. */
export function tokenIn(content: unknown): string | undefined {
  if (!isRecord(content)) return undefined;
  const header = isRecord(content["header"]) ? content["header"] : {};
  const token = header["token"] ?? content["token"];
  return typeof token === "string" ? token : undefined;
}

function explainToken(token: unknown, { verificationToken }: KnownSecrets): Step {
  if (token === "") {
    return note("token", "The token is empty, as on the long connection.");
  }
  if (verificationToken === undefined) {
    return skipped("token", "No Verification Token was given to compare with.");
  }
  if (token === verificationToken) return ok("token", "The Verification Token is the app's.");
  return failed("token", "The Verification Token is another one.", {
    expected: mask(verificationToken),
    actual: typeof token === "string" ? mask(token) : show(token),
    fix: "Compare with the developer console: the token of another app, or one from before a reset.",
  });
}

function show(value: unknown): string {
  return value === undefined ? "absent" : JSON.stringify(value);
}

/** Enough of a secret to tell two apart, not enough to use. */
function mask(secret: string): string {
  return `${secret.slice(0, 3)}… (${secret.length} characters)`;
}

function explainChallenge({ challenge }: Record<string, unknown>): Step {
  if (typeof challenge !== "string" || challenge === "") {
    const actual = show(challenge);
    const fix = "Send the challenge as a string.";
    return failed("challenge", "There is no challenge to echo.", {
      expected: "a string",
      actual,
      fix,
    });
  }
  const answer = JSON.stringify({ challenge });
  return ok("challenge", `To be answered in clear with status 200 and ${answer} within 1 s.`);
}

function explainSchema(content: Record<string, unknown>, type: unknown): Step[] {
  if (
    type !== reserveConfigEventType &&
    (content["schema"] !== "2.0" || typeof type === "string")
  ) {
    const version = content["schema"] === "2.0" ? "" : " of schema 1.0";
    const shown = typeof type === "string" ? `a ${type}${version}` : "not a schema 2.0 event";
    return [
      note("schema", `It is ${shown}: only ${reserveConfigEventType} is held against a schema.`),
    ];
  }
  const violations = validateEvent(content);
  if (violations.length > 0) {
    const fix =
      "Mend the sender; a receiver should still answer 200 to what it does not understand.";
    return violations.map(({ rule, message }) =>
      failed("schema", message, { expected: rule, fix }),
    );
  }
  const broken = checkEventRules(content as unknown as ReserveConfigEvent);
  return [
    ok("schema", `It is a valid ${reserveConfigEventType}.`),
    ...broken.map(({ rule, message }) => note("schema", message, { expected: rule })),
  ];
}
