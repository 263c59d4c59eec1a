import { checkApproval } from "./approve-config-rules.js";
import { validateEvent } from "./event-schema.js";
import type { Settings } from "./normalize-settings.js";
import { reserveConfigEventType } from "./reserve-config-event.js";
import { checkReserveScope } from "./reserve-scope-rules.js";
import { checkWindow } from "./time-config-rules.js";
import type { Violation } from "../violation.js";

/** An event around the settings: its schema is theirs, too. */
const envelope = {
  schema: "2.0",
  header: {
    event_id: "0".repeat(32),
    token: "",
    create_time: "0".repeat(13),
    event_type: reserveConfigEventType,
    tenant_key: "0".repeat(16),
    app_id: `cli_${"0".repeat(16)}`,
  },
} as const;

const scope = { scope_id: `omm_${"0".repeat(32)}`, scope_type: 2 } as const;

/**
 * What is wrong with a change as it was sent, before the platform fills it in and rounds it: the ranges
 * first and, when those hold, the rules that span several fields.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config/patch
 */
export function checkSettings(change: Settings): Violation[] {
  const violations = validateEvent({ ...envelope, event: { ...change, ...scope } });
  if (violations.length > 0) return violations;
  const { approve_config: approval, reserve_scope_config: who, time_config: time } = change;
  return [
    ...(approval ? checkApproval(approval) : []),
    ...(time ? checkWindow(time) : []),
    ...(who ? checkReserveScope(who) : []),
  ];
}
