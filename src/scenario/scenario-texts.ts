import { createTexts } from "../base/text.js";
import type { Transport } from "./scenario.js";

/** What is wrong with a scenario file, each with its place in it. */
export const scenarioTexts = createTexts("scenario", {
  "run-the-scenario": { en: "run the scenario", zh: "运行场景" },
  "read-the-scenario": { en: "read the scenario", zh: "读取场景" },
  "no-scenario": { en: "it is no scenario.", zh: "这不是场景。" },
  "too-many-steps": {
    en: ({ most }: { most: number }) =>
      `a scenario has ${most} steps at most, all repeats written out; "send: { count: … }" sends more events in one step.`,
    zh: ({ most }) =>
      `展开所有重复后，一个场景最多 ${most} 个步骤；用「send: { count: … }」可在一个步骤中推送更多事件。`,
  },
  "known-are": {
    en: ({ names }: { names: readonly string[] }) => `Known are ${names.join(", ")}.`,
    zh: ({ names }) => `可用的有：${names.join("、")}。`,
  },
  "only-by": {
    en: ({ what, transport, other }: OnlyBy) =>
      `${en(what)} needs the ${transport}, but the scenario is for the ${other}.`,
    zh: ({ what, transport, other }) =>
      `${what.of === "fault" ? "故障 " : ""}${what.name} 需要${zh(transport)}，但该场景用于${zh(other)}。`,
  },
  "nothing-to-do": {
    en: "the step says nothing to do.",
    zh: "该步骤没有写要做什么。",
  },
  both: {
    en: ({ one, other }: { one: string; other: string }) =>
      `the step says both "${one}" and "${other}"; one step does one thing.`,
    zh: ({ one, other }) => `该步骤同时写了「${one}」和「${other}」，一个步骤只做一件事。`,
  },
  "unknown-type": {
    en: ({ name }: { name: string }) => `nothing is known of the event type "${name}".`,
    zh: ({ name }) => `未知的事件类型「${name}」。`,
  },
  "give-a-file": {
    en: "Give a file for it under `events`, or with --event.",
    zh: "在 `events` 下或用 --event 为它给出文件。",
  },
  "goes-with": {
    en: ({ key, type }: { key: string; type: string }) => `"${key}" goes with ${type} only.`,
    zh: ({ key, type }) => `「${key}」只能与 ${type} 一起使用。`,
  },
  "beside-whole-event": {
    en: ({ key }: { key: string }) => `"${key}" makes no sense beside a whole event.`,
    zh: ({ key }) => `已给出完整的事件，不能再写「${key}」。`,
  },
  "no-field": {
    en: ({ field }: { field: string }) => `an event has no single field "${field}".`,
    zh: ({ field }) => `事件中没有单个字段「${field}」。`,
  },
  "write-for-instance": {
    en: ({ path }: { path: string }) => `Write for instance ${path}.`,
    zh: ({ path }) => `例如写成 ${path}。`,
  },
  "names-nothing": {
    en: 'the update names no room and no level. Write "room: …" or "level: …".',
    zh: "update 没有指定会议室或层级。写上「room: …」或「level: …」。",
  },
  "names-both": {
    en: "the update names a room and a level; it is about one.",
    zh: "update 同时指定了会议室和层级，只能指定一个。",
  },
  "nothing-fails": {
    en: ({ key }: { key: string }) => `"${key}" makes no sense where nothing fails.`,
    zh: ({ key }) => `没有故障时，不能写「${key}」。`,
  },
  "no-such-attempt": {
    en: ({ attempt }: { attempt: number }) => `no delivery comes to attempt ${attempt}.`,
    zh: ({ attempt }) => `没有推送会到第 ${attempt} 次尝试。`,
  },
  "cannot-expect": {
    en: ({ key, step }: { key: string; step: string }) =>
      `"${key}" cannot be expected of "${step}".`,
    zh: ({ key, step }) => `「${step}」步骤不能期望「${key}」。`,
  },
  "expect-of-send": {
    en: "Expect it of the steps that send.",
    zh: "在推送事件的步骤上写这个期望。",
  },
  "never-met": {
    en: ({ why }: { why: string }) => `this can never be met: ${why}`,
    zh: ({ why }) => `这个期望不可能满足：${why}`,
  },
  "name-taken": {
    en: ({ name, place }: { name: string; place: string }) =>
      `"${name}" is the name of another event already, see ${place}.`,
    zh: ({ name, place }) => `「${name}」已是另一个事件的名称，见 ${place}。`,
  },
  "no-such-event": {
    en: ({ name }: { name: string }) => `no step before this one sent an event named "${name}".`,
    zh: ({ name }) => `之前没有步骤推送过名为「${name}」的事件。`,
  },
  "write-as": {
    en: ({ name }: { name: string }) => `Write "as: ${name}" under the send it is about.`,
    zh: ({ name }) => `在相应的 send 下写上「as: ${name}」。`,
  },
  "there-is-no": {
    en: ({ name }: { name: string }) => `there is no "${name}".`,
    zh: ({ name }) => `没有「${name}」。`,
  },

  "value-kind": {
    en: ({ field, expected }: { field: string; expected: ValueKind }) =>
      `${field} must be ${valueKinds[expected]}.`,
    zh: ({ field, expected }) => `${field} 必须是${valueKindsZh[expected]}。`,
  },
  "not-in-change": {
    en: ({ name }: { name: string }) => `a change has no field "${name}".`,
    zh: ({ name }) => `预定限制没有字段「${name}」。`,
  },
  "must-be-object": {
    en: ({ block }: { block: string }) => `${block} must be an object.`,
    zh: ({ block }) => `${block} 必须是对象。`,
  },

  "cannot-read": {
    en: ({ file, why }: { file: string; why: string }) => `Failed to read ${file}: ${why}.`,
    zh: ({ file, why }) => `无法读取 ${file}：${why}。`,
  },
  "relative-to-scenario": {
    en: "Name a file relative to the scenario.",
    zh: "写成相对于场景文件的路径。",
  },
  "tenant-unreadable": {
    en: ({ file, why }: { file: string; why: string }) =>
      `the tenant ${file} cannot be read: ${why}.`,
    zh: ({ file, why }) => `无法读取租户文件 ${file}：${why}。`,
  },

  "refused-and-more": {
    en: "a step that is refused does nothing else to be expected.",
    zh: "被拒绝的步骤不会有其他结果。",
  },
  "code-and-more": {
    en: "a change that is refused does nothing else to be expected.",
    zh: "被拒绝的修改不会有其他结果。",
  },
  "events-of-none": {
    en: "where there is no event, nothing is delivered.",
    zh: "没有事件，就没有推送。",
  },
  "same-status": {
    en: ({ status }: { status: number }) => `the answer cannot be ${status} and not be ${status}.`,
    zh: ({ status }) => `响应不能既是 ${status} 又不是 ${status}。`,
  },
  "status-of-outcome": {
    en: ({ status, succeeded }: { status: number; succeeded: boolean }) =>
      `a delivery that was answered ${status} has ${succeeded ? "" : "not "}succeeded.`,
    zh: ({ status, succeeded }) => `返回 ${status} 的推送${succeeded ? "算成功" : "不算成功"}。`,
  },
  "at-most": {
    en: ({ most }: { most: number }) => `there are ${most} at most.`,
    zh: ({ most }) => `最多 ${most} 次。`,
  },
  "given-up-after": {
    en: ({ all }: { all: number }) => `a delivery is given up after ${all}, no more, no fewer.`,
    zh: ({ all }) => `推送尝试 ${all} 次后放弃，不多也不少。`,
  },
  "waits-add-up": {
    en: ({ possible }: { possible: readonly string[] }) =>
      `the waits before the last attempt add up to ${possible.join(", ")}.`,
    zh: ({ possible }) => `最后一次尝试之前的等待合计为 ${possible.join("、")}。`,
  },
});

/** What only one transport can play. */
export interface Bound {
  readonly of: "step" | "fault";
  readonly name: string;
}

interface OnlyBy {
  readonly what: Bound;
  readonly transport: Transport;
  readonly other: Transport;
}

const zh = (transport: Transport): string => (transport === "webhook" ? " Webhook 模式" : "长连接");

const en = ({ of, name }: Bound): string => (of === "fault" ? `the fault ${name}` : name);

export type ValueKind = "number" | "boolean" | "seconds" | "people" | "departments";

const valueKinds: Readonly<Record<ValueKind, string>> = {
  number: "a number",
  boolean: "true or false",
  seconds: "seconds of the day, as a number or a text",
  people: "a list of people, by name or id",
  departments: "a list of departments, by name or id",
};

const valueKindsZh: Readonly<Record<ValueKind, string>> = {
  number: "数字",
  boolean: " true 或 false",
  seconds: "一天中的秒数（数字或文本）",
  people: "成员列表（姓名或 ID）",
  departments: "部门列表（名称或 ID）",
};
