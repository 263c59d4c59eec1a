import { createTexts } from "../base/text.js";

/** What people find by a name. */
export type PlaceOrPerson = "person" | "department" | "level" | "room";

const kinds: Readonly<Record<PlaceOrPerson, string>> = {
  person: "成员",
  department: "部门",
  level: "层级",
  room: "会议室",
};

interface Wanted {
  readonly what: PlaceOrPerson;
  readonly name: string;
}

interface Id {
  readonly id: string;
}

interface Field {
  readonly field: string;
}

/** What a tenant says of names, of changes that it refuses, and of what it is made from. */
export const tenantTexts = createTexts("tenant", {
  create: { en: "create the tenant", zh: "创建租户" },
  generate: { en: "make the tenant", zh: "生成租户" },

  // What a tenant cannot be made from.
  "not-created": {
    en: ({ why }: { why: string }) => `Failed to create the tenant: ${why}.`,
    zh: ({ why }) => `无法创建租户：${why}。`,
  },
  "everything-has-a-place": {
    en: "Every room needs a level, every person a department, and every level and department a parentId that leads to the root.",
    zh: "为每个会议室指定层级，为每个成员指定部门，并让每个层级和部门的 parentId 一直通到根。",
  },
  "level-without-root": {
    en: ({ id }: Id) => `level ${id} hangs on no root`,
    zh: ({ id }) => `层级 ${id} 没有连到根层级`,
  },
  "many-roots": {
    en: ({ count }: { count: number }) => `it has ${count} levels without a parent`,
    zh: ({ count }) => `有 ${count} 个层级没有父层级`,
  },
  "room-without-level": {
    en: ({ id, levelId }: Id & { levelId: string }) =>
      `room ${id} is on level ${levelId}, which does not exist`,
    zh: ({ id, levelId }) => `会议室 ${id} 所在的层级 ${levelId} 不存在`,
  },
  "department-without-root": {
    en: ({ id }: Id) => `department ${id} hangs on no root`,
    zh: ({ id }) => `部门 ${id} 没有连到根部门`,
  },
  "person-without-department": {
    en: ({ id, departmentId }: Id & { departmentId: string }) =>
      `${id} is in department ${departmentId}, which does not exist`,
    zh: ({ id, departmentId }) => `${id} 所在的部门 ${departmentId} 不存在`,
  },
  "limits-refused": {
    en: ({ scopeId, detail }: { scopeId: string; detail: string }) =>
      `Failed to create the tenant: the limits of ${scopeId} are refused: ${detail}`,
    zh: ({ scopeId, detail }) => `无法创建租户：${scopeId} 的预定限制被拒绝。${detail}`,
  },
  "correct-limits": {
    en: "Correct them as the Open API would have them.",
    zh: "按 Open API 的要求修改。",
  },

  // The log in which it is kept.
  "not-kept": {
    en: ({ why }: { why: string }) => `Failed to keep the change: ${why}.`,
    zh: ({ why }) => `无法保存变更：${why}。`,
  },
  "make-store-writable": {
    en: "See to it that the tenant's store can be written, then start again.",
    zh: "确认租户的存储可写，然后重新启动。",
  },
  log: { en: "tenant's log", zh: "租户日志" },
  "log-remedy": {
    en: "Restore the file from a copy, or remove this line and all after it; the changes they record are then lost.",
    zh: "用备份恢复该文件，或删除这一行及其后的所有行，这些行记录的变更会随之丢失。",
  },
  "second-snapshot": { en: "it is a second snapshot", zh: "这是第二份快照" },
  "no-snapshot": { en: "it is not a snapshot of a tenant", zh: "这不是租户的快照" },
  "no-record": { en: "it is no record of a tenant", zh: "这不是租户的记录" },

  // Names.
  ambiguous: {
    en: ({ what, name, choices }: Wanted & { choices: readonly string[] }) =>
      `there is more than one ${what} "${name}". Write ${choices.join(" or ")}.`,
    zh: ({ what, name, choices }) =>
      `名为「${name}」的${kinds[what]}不止一个。改写为 ${choices.join(" 或 ")}。`,
  },
  "unknown-but-near": {
    en: ({ what, name, hint }: Wanted & { hint: string }) =>
      `there is no ${what} "${name}". ${hint}`,
    zh: ({ what, name, hint }) => `没有${kinds[what]}「${name}」。${hint}`,
  },
  "unknown-as-all": {
    en: ({ what, name }: Wanted) => `there is no ${what} "${name}", nor any other.`,
    zh: ({ what, name }) => `没有${kinds[what]}「${name}」，也没有其他${kinds[what]}。`,
  },
  unknown: {
    en: ({ what, name, known, isCut }: Wanted & { known: readonly string[]; isCut: boolean }) =>
      `there is no ${what} "${name}". Known are ${known.join(", ")}${isCut ? ", …" : ""}.`,
    zh: ({ what, name, known, isCut }) =>
      `没有${kinds[what]}「${name}」。已有的${kinds[what]}：${known.join("、")}${isCut ? " 等" : ""}。`,
  },

  // Changes that are refused.
  "no-place": {
    en: ({ what, id }: Id & { what: "level" | "room" }) => `There is no ${what} ${id}.`,
    zh: ({ what, id }) => `没有${kinds[what]} ${id}。`,
  },
  "root-stays": { en: "The root level cannot be deleted.", zh: "根层级不能删除。" },
  "level-not-empty": {
    en: ({ id }: Id) => `Level ${id} has levels or rooms.`,
    zh: ({ id }) => `层级 ${id} 下有层级或会议室。`,
  },
  "second-root": {
    en: ({ rootId }: { rootId: string }) =>
      `A level other than the root, ${rootId}, needs a parent.`,
    zh: ({ rootId }) => `根层级是 ${rootId}，其他层级须有父层级。`,
  },
  "parent-below-itself": {
    en: ({ id, parentId }: Id & { parentId: string }) =>
      `Level ${parentId} is ${id} itself, or below it.`,
    zh: ({ id, parentId }) => `层级 ${parentId} 就是 ${id}，或在它之下。`,
  },
  "no-object": { en: "The change must be an object.", zh: "变更须为 JSON 对象。" },
  missing: {
    en: ({ field }: Field) => `${field} is missing.`,
    zh: ({ field }) => `缺少 ${field}。`,
  },
  "must-be-text": {
    en: ({ field }: Field) => `${field} must be a text.`,
    zh: ({ field }) => `${field} 须为字符串。`,
  },
  "must-be-boolean": {
    en: ({ field }: Field) => `${field} must be true or false.`,
    zh: ({ field }) => `${field} 须为 true 或 false。`,
  },
  "nothing-sent": {
    en: "There is none of approval_config, time_config and reserve_scope_config.",
    zh: "approval_config、time_config 和 reserve_scope_config 至少须有一个。",
  },
  "empty-window": {
    en: ({ time }: { time: string }) =>
      `time_config.start_time and time_config.end_time are both ${time} in whole minutes.`,
    zh: ({ time }) => `精确到分钟后，time_config.start_time 和 time_config.end_time 都是 ${time}。`,
  },
  "too-many-people": {
    en: ({ field, most, count }: Field & { most: number; count: number }) =>
      `${field} must name at most ${most} people, but names ${count}.`,
    zh: ({ field, most, count }) => `${field} 最多 ${most} 人，实际为 ${count} 人。`,
  },
  "unknown-person": {
    en: ({ type, id }: Id & { type: string }) => `Nobody has the ${type} ${id}.`,
    zh: ({ type, id }) => `没有 ${type} 为 ${id} 的成员。`,
  },
  "unknown-department": {
    en: ({ id }: Id) => `No department has the open_department_id ${id}.`,
    zh: ({ id }) => `没有 open_department_id 为 ${id} 的部门。`,
  },
  "in-change": {
    // The Open API calls one block otherwise than events do.
    en: ({ message }: { message: string }) => inChange(message),
    zh: ({ message }) => inChange(message),
  },
});

/** A path of an event, or a sentence about one, in the Open API's names. */
export const inChange = (text: string): string =>
  text.replaceAll("event.approve_config", "approval_config").replaceAll("event.", "");
