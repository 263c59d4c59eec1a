import type { ApproveConfig } from "./reserve-config-event.js";
import type { Violation } from "../violation.js";

const path = "event.approve_config";

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
      {
        rule: "approval/switch-needs-condition",
        path: missing,
        message: `${missing} is missing; approval_switch 1 needs it.`,
      },
    ];
  }
  // "With the switch not given the old one stays, and approval_condition is required."
  return [
    {
      rule: "approval/no-switch-needs-condition",
      path: missing,
      message: `${missing} is missing; it may be left out only while approval_switch is 0.`,
    },
  ];
}

// "With the switch on, at least one approver is required."
function checkApprovers({ approval_switch: on, approvers = [] }: ApproveConfig): Violation[] {
  if (on !== 1 || approvers.length > 0) return [];
  return [
    {
      rule: "approval/switch-needs-approver",
      path: `${path}.approvers`,
      message: `${path}.approvers must name at least one person while approval_switch is 1, but names none.`,
      value: approvers,
    },
  ];
}

// "With approval_condition 1, meeting_duration is required": 1 means "longer than that".
function checkDuration(config: ApproveConfig): Violation[] {
  if (config.approval_condition !== 1 || config.meeting_duration !== undefined) return [];
  return [
    {
      rule: "approval/condition-needs-duration",
      path: `${path}.meeting_duration`,
      message: `${path}.meeting_duration is missing; approval_condition 1 needs it.`,
    },
  ];
}

// "meeting_duration is rounded to two decimals": an event carries no more.
function checkDecimals({ meeting_duration: hours }: ApproveConfig): Violation[] {
  if (hours === undefined || Math.round(hours * 100) / 100 === hours) return [];
  return [
    {
      rule: "approval/two-decimals",
      path: `${path}.meeting_duration`,
      message: `${path}.meeting_duration must have at most two decimals, because the platform rounds it, but is ${hours}.`,
      value: hours,
    },
  ];
}
