import { createTexts, type Text, verbatim } from "../base/text.js";
import { eitherZh } from "../base/zh.js";
import type { SchemaNode } from "./schema-node.js";

const typeNames: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
};

const typeNamesZh: Readonly<Record<string, string>> = {
  string: "字符串",
  number: "数字",
  integer: "整数",
  boolean: "true 或 false",
  object: "对象",
  array: "列表",
};

const texts = createTexts("event-expected", {
  types: {
    en: ({ types }: { types: readonly string[] }) =>
      types.map((type) => typeNames[type] ?? type).join(" or "),
    zh: ({ types }) => eitherZh(types.map((type) => typeNamesZh[type] ?? type)),
  },
  // English is the schema's own title.
  titled: {
    en: ({ title }: { title: string }) => title,
    zh: ({ title }) => titlesZh[title] ?? title,
  },
});

/** What `schemas/event.json` calls the values that fit. */
const titlesZh: Readonly<Record<string, string>> = {
  "a vc.reserve_config.updated_v1 event, schema 2.0":
    "vc.reserve_config.updated_v1 事件（schema 2.0）",
  "an object with the event's identity": "包含事件标识的对象",
  "32 lower-case hex digits": "32 位小写十六进制字符",
  "a string": "字符串",
  "unix milliseconds as a string of 13 digits": "13 位数字的字符串（Unix 毫秒时间戳）",
  "16 lower-case hex digits": "16 位小写十六进制字符",
  '"cli_" and 16 lower-case hex digits': '"cli_" 加 16 位小写十六进制字符',
  "an object with the changed limits": "包含变更内容的对象",
  'a room id ("omm_" and 32 hex digits) or a level id ("omb_" and 32 hex digits)':
    '会议室 ID（"omm_" 加 32 位十六进制字符）或层级 ID（"omb_" 加 32 位十六进制字符）',
  "1 (level) or 2 (meeting room)": "1（层级）或 2（会议室）",
  "an object with the approval settings": "包含预定审批设置的对象",
  "0 (every booking) or 1 (bookings longer than meeting_duration)":
    "0（所有预定）或 1（时长超过 meeting_duration 的预定）",
  "a list of people": "人员列表",
  "hours from 0.1 to 99": "0.1–99 的数字（小时）",
  "an object with who may book": "包含预定范围设置的对象",
  "a list of departments": "部门列表",
  "an object with the booking times": "包含预定时间设置的对象",
  "whole days from 1 to 730": "1–730 的整数（天）",
  "true or false": "true 或 false",
  "whole hours from 1 to 99": "1–99 的整数（小时）",
  "an object with a user_id object": "包含 user_id 结构体的对象",
  "an object with open_id, union_id and user_id": "包含 open_id、union_id 和 user_id 的对象",
  '"ou_" and 32 hex digits': '"ou_" 加 32 位十六进制字符',
  '"on_" and 32 hex digits': '"on_" 加 32 位十六进制字符',
  "a string without spaces, or null": "不含空格的字符串，或 null",
  "an object with a department_id": "包含 department_id 的对象",
  '"od-" and 32 hex digits': '"od-" 加 32 位十六进制字符',
  "0 (off) or 1 (on)": "0（关闭）或 1（开启）",
  'seconds since midnight as a decimal string, "0" to "86400"':
    '"0" 到 "86400" 的十进制字符串（从零点起的秒数）',
};

/** What a value at this node must be: its title, or its types; undefined where the schema says nothing. */
export function expectedText({ title, type = [] }: SchemaNode): Text | undefined {
  if (title !== undefined) return texts("titled", { title });
  const types = [type].flat();
  return types.length === 0 ? undefined : typesText(types);
}

/** "a string or null" */
export const typesText = (types: readonly string[]): Text => texts("types", { types });

/** A value that stands for itself. */
export const exactly = (value: unknown): Text => verbatim(JSON.stringify(value));
