import { createTexts } from "../base/text.js";

/** Misuse of events, event types and directories. */
export const eventTexts = createTexts("event-use", {
  "make-app": { en: "make the app", zh: "创建应用" },
  "give-event-type": {
    en: "Give what eventTypeFromSample or createSchemaType (await it) returns.",
    zh: "传入 eventTypeFromSample 或 createSchemaType（记得 await）的返回值。",
  },
  "make-directory": { en: "make the directory", zh: "生成通讯录" },
  "make-event": { en: "make an event", zh: "生成事件" },
  "create-factory": { en: "create the event factory", zh: "创建事件工厂" },
  "await-directory": {
    en: "Give what createDirectory returns (await it).",
    zh: "传入 createDirectory 的返回值（记得 await）。",
  },
  invalid: {
    en: ({ problem, others }: { problem: string; others: number }) =>
      `Failed to use the event: ${problem}${others === 0 ? "" : ` (and ${others} more)`}`,
    zh: ({ problem, others }) =>
      `无法使用这个事件：${problem}${others === 0 ? "" : `（另有 ${others} 处）`}`,
  },
  "mend-event": {
    en: "Mend the event, or allow invalid events to send it as it is.",
    zh: "修正事件体，或允许推送不合法的事件，原样推送。",
  },
  "rule-broken": {
    en: ({ rule, problem }: { rule: string; problem: string }) => `${rule}: ${problem}`,
    zh: ({ rule, problem }) => `${rule}：${problem}`,
  },
  "given-twice": {
    en: ({ name }: { name: string }) => `Failed to use the events: "${name}" is given twice.`,
    zh: ({ name }) => `无法使用这些事件：「${name}」重复。`,
  },
  "one-of-each": {
    en: "Give one sample of each type.",
    zh: "每种事件类型只提供 1 个样例。",
  },
  "other-type": {
    en: ({ file, wanted, seen }: { file: string; wanted: string; seen: string }) =>
      `Failed to use ${file} as a sample of "${wanted}": the event in it is a "${seen}".`,
    zh: ({ file, wanted, seen }) =>
      `无法将 ${file} 用作「${wanted}」的样例：其中的事件是「${seen}」。`,
  },
  "name-it": {
    en: ({ wanted, seen }: { wanted: string; seen: string }) =>
      `Name it "${seen}", or give a sample of "${wanted}".`,
    zh: ({ wanted, seen }) => `改用名称「${seen}」，或提供「${wanted}」的样例。`,
  },
  "unknown-field": {
    en: ({ path, name }: { path: string; name: string }) =>
      `${path || "the event"} has the unknown field ${JSON.stringify(name)}.`,
    zh: ({ path, name }) =>
      `${path === "" ? "事件体" : `${path} `}有未知字段 ${JSON.stringify(name)}。`,
  },
  "directory-count": {
    en: ({ name, count }: { name: string; count: number }) =>
      `Failed to make the directory: ${name} is ${count}.`,
    zh: ({ name, count }) => `无法生成通讯录：${name} 为 ${count}。`,
  },
  "give-count": {
    en: ({ name }: { name: string }) => `Give ${name} a whole number of at least 1.`,
    zh: ({ name }) => `将 ${name} 设为不小于 1 的整数。`,
  },
  nameless: {
    en: "Failed to name the departments: the directory was made without names.",
    zh: "无法填写部门名称：通讯录生成时未带名称。",
  },
  "with-names": { en: "Make the directory with names.", zh: "生成带名称的通讯录。" },
  "too-few-people": {
    en: ({ most, people, departments }: { most: number; people: number; departments: number }) =>
      `Failed to list ${most} users and departments: the directory has ${people} people and ${departments} departments.`,
    zh: ({ most, people, departments }) =>
      `无法列出 ${most} 个成员和部门：通讯录中有 ${people} 个成员和 ${departments} 个部门。`,
  },
  "more-people": {
    en: ({ least }: { least: number }) => `Make the directory with at least ${least} people.`,
    zh: ({ least }) => `生成至少包含 ${least} 个成员的通讯录。`,
  },
  "not-subscribed": {
    en: ({ appId, granted }: { appId: string; granted: readonly string[] }) =>
      `Failed to push the event: app ${appId} is not subscribed to it, because it has ${granted.length === 0 ? "no permission" : `only ${granted.join(", ")}`}.`,
    zh: ({ appId, granted }) =>
      `无法推送事件：应用 ${appId} 无法订阅这个事件，${granted.length === 0 ? "未开通任何权限" : `只开通了 ${granted.join("、")}`}。`,
  },
  "grant-room": {
    en: "Grant the app vc:room or vc:room:readonly.",
    zh: "为应用开通权限 vc:room 或 vc:room:readonly。",
  },
});
