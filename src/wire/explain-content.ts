import { isRecord } from "../base/json-path.js";
import type { Text } from "../base/text.js";
import { checkEventRules } from "../event/reserve-config/event-rules.js";
import { validateEvent } from "../event/reserve-config/event-schema.js";
import {
  type ReserveConfigEvent,
  reserveConfigEventType,
} from "../event/reserve-config/reserve-config-event.js";
import { failed, type JudgedStep, note, ok, type RequestKind, skipped } from "./explanation.js";
import type { KnownSecrets } from "./key-mix-ups.js";
import { contentTexts as texts } from "./texts/content-texts.js";

/** What kind of request the text inside makes it. */
export function kindOf(content: unknown): RequestKind {
  if (!isRecord(content)) return "unknown";
  if (content["type"] === "url_verification") return "url-verification";
  return "header" in content || "event" in content ? "event" : "unknown";
}

/** What the text inside says: its token, and the event or the challenge. */
export function explainContent(
  content: unknown,
  kind: RequestKind,
  options: KnownSecrets,
): JudgedStep[] {
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

function explainToken(token: unknown, { verificationToken }: KnownSecrets): JudgedStep {
  if (token === "") {
    return note("token", texts("empty-token"));
  }
  if (verificationToken === undefined) {
    return skipped("token", texts("no-token-given"));
  }
  if (token === verificationToken) return ok("token", texts("right-token"));
  return failed("token", texts("other-token"), {
    expected: mask(verificationToken),
    actual: typeof token === "string" ? mask(token) : show(token),
    fix: texts("compare-token"),
  });
}

function show(value: unknown): string | Text {
  return value === undefined ? texts("absent") : JSON.stringify(value);
}

/** Enough of a secret to tell two apart, not enough to use. */
function mask(secret: string): Text {
  return texts("masked", { start: secret.slice(0, 3), length: secret.length });
}

function explainChallenge({ challenge }: Record<string, unknown>): JudgedStep {
  if (typeof challenge !== "string" || challenge === "") {
    return failed("challenge", texts("no-challenge"), {
      expected: texts("a-string"),
      actual: show(challenge),
      fix: texts("send-challenge"),
    });
  }
  const answer = JSON.stringify({ challenge });
  return ok("challenge", texts("answer-challenge", { answer }));
}

function explainSchema(content: Record<string, unknown>, type: unknown): JudgedStep[] {
  if (
    type !== reserveConfigEventType &&
    (content["schema"] !== "2.0" || typeof type === "string")
  ) {
    const isSecond = content["schema"] === "2.0";
    const other =
      typeof type === "string"
        ? texts("other-type", { type, known: reserveConfigEventType, isSecond })
        : texts("no-second-version", { known: reserveConfigEventType });
    return [note("schema", other)];
  }
  const violations = validateEvent(content);
  if (violations.length > 0) {
    const fix = texts("mend-sender");
    return violations.map(({ rule, text }) => failed("schema", text, { expected: rule, fix }));
  }
  const broken = checkEventRules(content as unknown as ReserveConfigEvent);
  return [
    ok("schema", texts("valid", { type: reserveConfigEventType })),
    ...broken.map(({ rule, text }) => note("schema", text, { expected: rule })),
  ];
}
