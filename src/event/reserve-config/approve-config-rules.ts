import type { ApproveConfig } from "./reserve-config-event.js";
import { ruleTexts } from "./rule-texts.js";
import { type Violation, violation } from "../violation.js";

const path = "event.approve_config";
const duration = `${path}.meeting_duration`;

/**
 * The rules about approval. The Open API calls the block `approval_config`.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config/patch
 */
export function checkApproveConfig(config: ApproveConfig): Violation[] {
  return [...checkApproval(config), ...checkDecimals(config)];
}

/** What holds before `meeting_duration` is rounded, and so for a change. */
export function checkApproval(config: ApproveConfig): Violation[] {
  return [...checkCondition(config), ...checkApprovers(config), ...checkDuration(config)];
}

function checkCondition(config: ApproveConfig): Violation[] {
  const { approval_switch: on, approval_condition: condition } = config;
  if (condition !== undefined || on === 0) return [];
  const missing = `${path}.approval_condition`;
  // "With the switch on, approval_condition is required."
  if (on === 1) {
    return [
      violation({
        rule: "approval/switch-needs-condition",
        path: missing,
        text: ruleTexts("condition-for-switch", { path: missing }),
      }),
    ];
  }
  // "With the switch not given the old one stays, and approval_condition is required."
  return [
    violation({
      rule: "approval/no-switch-needs-condition",
      path: missing,
      text: ruleTexts("condition-without-switch", { path: missing }),
    }),
  ];
}

// "With the switch on, at least one approver is required."
function checkApprovers({ approval_switch: on, approvers = [] }: ApproveConfig): Violation[] {
  if (on !== 1 || approvers.length > 0) return [];
  const empty = `${path}.approvers`;
  return [
    violation({
      rule: "approval/switch-needs-approver",
      path: empty,
      text: ruleTexts("no-approver", { path: empty }),
      value: approvers,
    }),
  ];
}

// "With approval_condition 1, meeting_duration is required": 1 means "longer than that".
function checkDuration(config: ApproveConfig): Violation[] {
  if (config.approval_condition !== 1 || config.meeting_duration !== undefined) return [];
  return [
    violation({
      rule: "approval/condition-needs-duration",
      path: duration,
      text: ruleTexts("no-duration", { path: duration }),
    }),
  ];
}

// "meeting_duration is rounded to two decimals": an event carries no more.
function checkDecimals({ meeting_duration: hours }: ApproveConfig): Violation[] {
  if (hours === undefined || Math.round(hours * 100) / 100 === hours) return [];
  return [
    violation({
      rule: "approval/two-decimals",
      path: duration,
      text: ruleTexts("two-decimals", { path: duration, hours }),
      value: hours,
    }),
  ];
}
