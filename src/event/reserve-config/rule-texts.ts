import { createTexts } from "../../base/text.js";

/** What breaks a rule that spans several fields. */
export const ruleTexts = createTexts("event-rule", {
  "scope-id": {
    en: ({ scope, prefix, type, id }: Scope) =>
      `event.scope_id must be a ${scope} id ("${prefix}…") while scope_type is ${type}, but is "${id}".`,
    zh: ({ scope, prefix, type, id }) =>
      `scope_type 为 ${type} 时，event.scope_id 须为${scope === "room" ? "会议室" : "层级"} ID（"${prefix}…"），实际为 "${id}"。`,
  },
  "end-after-start": {
    en: ({
      path,
      least,
      start,
      end,
    }: {
      path: string;
      least: number;
      start: string;
      end: string;
    }) => `${path} must be at least ${least} more than start_time ("${start}"), but is "${end}".`,
    zh: ({ path, least, start, end }) =>
      `${path} 须比 start_time（"${start}"）至少大 ${least}，实际为 "${end}"。`,
  },
  "end-without-start": {
    en: ({ path, least, end }: { path: string; least: number; end: string }) =>
      `${path} must be at least "${least}" while start_time is not set, but is "${end}".`,
    zh: ({ path, least, end }) =>
      `未设置 start_time 时，${path} 不得小于 "${least}"，实际为 "${end}"。`,
  },
  "start-without-end": {
    en: ({ path, below, start }: { path: string; below: number; start: string }) =>
      `${path} must be less than "${below}" while end_time is not set, but is "${start}".`,
    zh: ({ path, below, start }) =>
      `未设置 end_time 时，${path} 须小于 "${below}"，实际为 "${start}"。`,
  },
  "whole-minutes": {
    en: ({ path, step, time }: { path: string; step: number; time: string }) =>
      `${path} must be a multiple of ${step} seconds, because the platform rounds times to minutes, but is "${time}".`,
    zh: ({ path, step, time }) =>
      `${path} 须为 ${step} 的倍数（飞书会把时间取整到分钟），实际为 "${time}"。`,
  },
  "condition-for-switch": {
    en: ({ path }: { path: string }) => `${path} is missing; approval_switch 1 needs it.`,
    zh: ({ path }) => `缺少 ${path}：approval_switch 为 1 时必填。`,
  },
  "condition-without-switch": {
    en: ({ path }: { path: string }) =>
      `${path} is missing; it may be left out only while approval_switch is 0.`,
    zh: ({ path }) => `缺少 ${path}：只有 approval_switch 为 0 时才能省略。`,
  },
  "no-approver": {
    en: ({ path }: { path: string }) =>
      `${path} must name at least one person while approval_switch is 1, but names none.`,
    zh: ({ path }) => `approval_switch 为 1 时，${path} 至少要有 1 人，实际为空。`,
  },
  "no-duration": {
    en: ({ path }: { path: string }) => `${path} is missing; approval_condition 1 needs it.`,
    zh: ({ path }) => `缺少 ${path}：approval_condition 为 1 时必填。`,
  },
  "two-decimals": {
    en: ({ path, hours }: { path: string; hours: number }) =>
      `${path} must have at most two decimals, because the platform rounds it, but is ${hours}.`,
    zh: ({ path, hours }) => `${path} 最多保留 2 位小数（飞书会四舍五入），实际为 ${hours}。`,
  },
  "all-users-missing": {
    en: ({ path }: { path: string }) =>
      `${path} is missing; who may book cannot be set without it.`,
    zh: ({ path }) => `缺少 ${path}：设置预定范围时必填。`,
  },
  "nobody-allowed": {
    en: ({ path }: { path: string }) =>
      `${path} must name at least one user or department while allow_all_users is 0, but names none.`,
    zh: ({ path }) => `allow_all_users 为 0 时，${path} 至少要有 1 个成员或部门，实际为空。`,
  },
  "too-many": {
    en: ({ path, most, count }: { path: string; most: number; count: number }) =>
      `${path} must name at most ${most} users and departments together, but names ${count}.`,
    zh: ({ path, most, count }) =>
      `${path} 中的成员和部门合计不得超过 ${most} 个，实际为 ${count} 个。`,
  },
});

interface Scope {
  scope: "room" | "level";
  prefix: string;
  type: number;
  id: string;
}
