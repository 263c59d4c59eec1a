import { isRecord } from "../base/json-path.js";
import type { App } from "./app.js";
import type { FeishuEvent } from "./feishu-event.js";

/** Whether the app sees the `user_id` of people; `open_id` and `union_id` it always sees. */
export function seesUserIds(app: App): boolean {
  return app.permissions.includes("contact:user.employee_id:readonly");
}

/**
 * The event as this app gets it, whatever its type: without `contact:user.employee_id:readonly` the `user_id`
 * beside an `open_id` is null, the key stays.
 */
export function withoutHiddenIds(event: FeishuEvent, app: App): FeishuEvent {
  if (seesUserIds(app) || !isRecord(event) || !isRecord(event.event)) return event;
  return { ...event, event: hidden(event.event) as object };
}

function hidden(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hidden);
  if (!isRecord(value)) return value;
  const isPerson = Object.hasOwn(value, "open_id") && Object.hasOwn(value, "user_id");
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isPerson && name === "user_id" ? null : hidden(inner),
    ]),
  );
}
