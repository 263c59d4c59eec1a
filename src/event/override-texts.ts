import { createTexts } from "../base/text.js";
import { zh } from "../base/zh.js";

export const overrideTexts = createTexts("event-override", {
  "not-path-value": {
    en: ({ seen }: { seen: string }) =>
      `Failed to read the override ${seen}: it is not of the form path=value.`,
    zh: ({ seen }) => `无法读取要修改的字段 ${seen}：格式应为 path=value。`,
  },
  "write-path-value": {
    en: "Write for instance event.time_config.max_duration=4.",
    zh: "参照 event.time_config.max_duration=4 的格式填写。",
  },
  "not-a-path": {
    en: ({ seen }: { seen: string }) =>
      `Failed to read the path ${seen}: it is not of the form a.b[0].c.`,
    zh: ({ seen }) => `无法读取路径 ${seen}：格式应为 a.b[0].c。`,
  },
  "write-path": {
    en: ({ path }: { path: string }) => `Write for instance ${path}.`,
    zh: ({ path }) => `参照 ${path} 的格式填写。`,
  },
  unknown: {
    en: ({ path }: { path: string }) => `Failed to find ${path}: the event has no such field.`,
    zh: ({ path }) => `无法找到 ${path}：事件体没有这个字段。`,
  },
  known: {
    en: ({ fields }: { fields: readonly string[] }) => `Known are ${fields.join(", ")}.`,
    zh: ({ fields }) => `改用以下字段之一：${fields.join("、")}。`,
  },
  "wrong-type": {
    en: ({ path, expected, seen }: { path: string; expected: string; seen: string }) =>
      `Failed to set ${path}: it must be ${expected}, but is ${seen}.`,
    zh: ({ path, expected, seen }) => zh`无法设置 ${path}：应为${expected}，实际为${seen}。`,
  },
  "another-type": { en: "of another type", zh: "其他类型" },
  "index-too-high": {
    en: ({ path, count }: { path: string; count: number }) =>
      `Failed to set ${path}: the list has ${count} items, so the next index is [${count}].`,
    zh: ({ path, count }) => `无法设置 ${path}：列表有 ${count} 项，下一个下标是 [${count}]。`,
  },
  "nothing-there": {
    en: ({ path }: { path: string }) => `Failed to unset ${path}: the event has nothing there.`,
    zh: ({ path }) => `无法删除 ${path}：事件体中没有这个字段。`,
  },
});
