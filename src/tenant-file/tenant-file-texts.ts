import { createTexts } from "../base/text.js";

/** What a file names. */
export type Named = "person" | "app" | "department" | "room" | "level";

const kinds: Readonly<Record<Named, string>> = {
  person: "成员",
  app: "应用",
  department: "部门",
  room: "会议室",
  level: "层级",
};

/** What is wrong with a file that describes a tenant. */
export const tenantFileTexts = createTexts("tenant-file", {
  "read-the-tenant": { en: "read the tenant", zh: "读取租户" },
  "no-event-type": {
    en: ({ eventType, hint }: { eventType: string; hint: string }) =>
      `there is no event type "${eventType}". ${hint}`,
    zh: ({ eventType, hint }) => `没有事件类型「${eventType}」。${hint}`,
  },
  "no-permission": {
    en: ({ permission, hint }: { permission: string; hint: string }) =>
      `there is no permission "${permission}". ${hint}`,
    zh: ({ permission, hint }) => `没有权限「${permission}」。${hint}`,
  },
  known: {
    en: ({ names }: { names: readonly string[] }) => `Known are ${names.join(", ")}.`,
    zh: ({ names }) => `可用的有 ${names.join("、")}。`,
  },
  "name-taken": {
    en: ({ what, name, place }: { what: Named; name: string; place: string }) =>
      `there is another ${what} "${name}" already, see ${place}.`,
    zh: ({ what, name, place }) => `已有同名的${kinds[what]}「${name}」，见 ${place}。`,
  },
  "id-taken": {
    en: ({ member, place }: { member: string; place: string }) =>
      `the same ${member} is at ${place}; each is for one alone.`,
    zh: ({ member, place }) => `与 ${place} 的 ${member} 相同，每个 ${member} 只能使用一次。`,
  },
});
