import type { ReserveScopeConfig } from "./reserve-config-event.js";
import { ruleTexts } from "./rule-texts.js";
import { type Violation, violation } from "../violation.js";

/** Users and departments of one setting together. */
export const mostSubscribers = 500;

const path = "event.reserve_scope_config";

/**
 * The rules about who may book.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config/patch
 */
export function checkReserveScope(config: ReserveScopeConfig): Violation[] {
  return [...checkAllUsers(config), ...checkSomebody(config), ...checkCount(config)];
}

// "allow_all_users is required when the reserve scope is set."
function checkAllUsers({ allow_all_users: all }: ReserveScopeConfig): Violation[] {
  if (all !== undefined) return [];
  const missing = `${path}.allow_all_users`;
  return [
    violation({
      rule: "reserve-scope/all-users-required",
      path: missing,
      text: ruleTexts("all-users-missing", { path: missing }),
    }),
  ];
}

// "When not everybody may book, at least one user or department must be given."
function checkSomebody(config: ReserveScopeConfig): Violation[] {
  if (config.allow_all_users !== 0 || countSubscribers(config) > 0) return [];
  return [
    violation({
      rule: "reserve-scope/somebody-allowed",
      path,
      text: ruleTexts("nobody-allowed", { path }),
      value: config,
    }),
  ];
}

// "Users and departments together are at most 500."
function checkCount(config: ReserveScopeConfig): Violation[] {
  const count = countSubscribers(config);
  if (count <= mostSubscribers) return [];
  return [
    violation({
      rule: "reserve-scope/at-most-500",
      path,
      text: ruleTexts("too-many", { path, most: mostSubscribers, count }),
      value: count,
    }),
  ];
}

function countSubscribers({ allow_users = [], allow_depts = [] }: ReserveScopeConfig): number {
  return allow_users.length + allow_depts.length;
}
