import { isRecord } from "../../base/json-path.js";

/** Whether this value is what Feishu puts into a request's body: encrypted, an event, or a challenge. */
export function isFeishuBody(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value)) return false;
  if (typeof value["encrypt"] === "string") return true;
  if (value["type"] === "url_verification" || typeof value["challenge"] === "string") return true;
  const { header } = value;
  if (isRecord(header) && ("event_type" in header || "event_id" in header)) return true;
  return isRecord(value["event"]) && ("uuid" in value || "header" in value || "schema" in value);
}
