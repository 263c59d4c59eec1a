import { scopeTypes, type ReserveConfigUpdated } from "./reserve-config-event.js";
import { ruleTexts } from "./rule-texts.js";
import { type Violation, violation } from "../violation.js";

/** How the id of each kind of scope begins. */
const scopePrefixes = { level: "omb_", room: "omm_" } as const;

// "scope_type 1 is a level, 2 a meeting room; scope_id is the id of that level or room."
/**
 * The rule that ties `scope_id` to `scope_type`.
 * @see https://open.feishu.cn/document/server-docs/vc-v1/reserve_config/events/updated
 */
export function checkScope({ scope_id: id, scope_type: type }: ReserveConfigUpdated): Violation[] {
  const kind = type === scopeTypes.room ? "room" : "level";
  if (id.startsWith(scopePrefixes[kind])) return [];
  return [
    violation({
      rule: "scope/id-matches-type",
      path: "event.scope_id",
      text: ruleTexts("scope-id", { scope: kind, prefix: scopePrefixes[kind], type, id }),
      value: id,
    }),
  ];
}
