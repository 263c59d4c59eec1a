import { MocklarkError } from "../../base/errors.js";
import { formatPath, isRecord } from "../../base/json-path.js";
import type { Text } from "../../base/text.js";
import type { FeishuEvent } from "../feishu-event.js";
import { leavesOf } from "./content-leaves.js";
import { sampleTexts } from "./sample-texts.js";
import { inMilliseconds } from "./sample-times.js";

/**
 * A captured event as it stands in a request's body before encryption, of schema 2.0 (`schema`, `header`,
 * `event`) or 1.0 (`uuid`, `token`, `ts`, `type`, `event`).
 * @param name what messages call it: the file
 * @throws MocklarkError INVALID_EVENT
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uUTNz4SN1MjL1UzM
 */
export function readSample(value: unknown, name: string | Text): FeishuEvent {
  if (!isRecord(value)) throw notASample(name, sampleTexts("no-object"));
  if ("encrypt" in value) {
    throw notASample(name, sampleTexts("encrypted"), sampleTexts("decrypt-first"));
  }
  if (!isRecord(value["event"])) throw notASample(name, sampleTexts("no-event"));
  if (isTooDeep(value, deepestNesting)) {
    throw notASample(name, sampleTexts("too-deep", { levels: deepestNesting }));
  }
  const blurred = leavesOf(value).find(({ value: leaf }) => isBlurred(leaf));
  if (blurred) {
    throw notASample(
      name,
      sampleTexts("too-many-digits", { path: formatPath(blurred.steps) }),
      sampleTexts("write-as-text"),
    );
  }
  const { header, event } = value;
  return isRecord(header) ? secondVersion(header, event, name) : firstVersion(value, name);
}

const isBlurred = (value: unknown): boolean =>
  Number.isInteger(value) && !Number.isSafeInteger(value);

function secondVersion(
  header: Readonly<Record<string, unknown>>,
  event: object,
  name: string | Text,
): FeishuEvent {
  const { event_type } = header;
  if (typeof event_type !== "string" || event_type === "") {
    throw notASample(name, sampleTexts("no-type"));
  }
  const text = textsOf(header);
  return {
    schema: "2.0",
    header: {
      // Some types have members of their own there, as resource_id.
      ...header,
      event_id: text("event_id"),
      token: text("token"),
      create_time: milliseconds(text("create_time")),
      event_type,
      tenant_key: text("tenant_key"),
      app_id: text("app_id"),
    },
    event,
  };
}

function firstVersion(
  envelope: Readonly<Record<string, unknown>>,
  name: string | Text,
): FeishuEvent {
  const {
    type,
    app_id: _appId,
    tenant_key: _tenantKey,
    ...content
  } = envelope["event"] as Record<string, unknown>;
  if (typeof type !== "string" || type === "") {
    throw notASample(name, sampleTexts("no-version"));
  }
  const inEnvelope = textsOf(envelope);
  const inEvent = textsOf(envelope["event"] as object);
  return {
    schema: "1.0",
    header: {
      event_id: inEnvelope("uuid"),
      token: inEnvelope("token"),
      create_time: millisecondsOfTs(inEnvelope("ts")),
      event_type: type,
      tenant_key: inEvent("tenant_key"),
      app_id: inEvent("app_id"),
    },
    event: content,
  };
}

/** The samples of the documentation have microseconds there, events have milliseconds. */
const milliseconds = (time: string): string => timeText(inMilliseconds(time));

/** Seconds with a fraction: "1700000000.123000". */
const millisecondsOfTs = (ts: string): string => timeText(ts === "" ? NaN : Number(ts) * 1000);

const timeText = (timeMs: number): string =>
  Number.isFinite(timeMs) ? String(Math.round(timeMs)) : "";

/** As deep as any document may be. */
const deepestNesting = 200;

function isTooDeep(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isTooDeep(inner, levels - 1));
}

/** What is no text, or not there, is made anew in each event anyway. */
const textsOf =
  (record: object) =>
  (name: string): string => {
    const value = (record as Readonly<Record<string, unknown>>)[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  };

const notASample = (
  name: string | Text,
  reason: Text,
  remedy = sampleTexts("give-whole-event"),
): MocklarkError =>
  new MocklarkError("INVALID_EVENT", sampleTexts("unreadable", { name, reason }), { remedy });
