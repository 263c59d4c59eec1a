import { createTexts } from "../../base/text.js";

/** What the page "Rooms" is refused. */
export const roomsTexts = createTexts("console/rooms", {
  "no-such-room": {
    en: ({ id }: { id: string }) => `Failed to find the room ${id}.`,
    zh: ({ id }) => `无法找到会议室 ${id}。`,
  },
  "no-such-level": {
    en: ({ id }: { id: string }) => `Failed to find the level ${id}.`,
    zh: ({ id }) => `无法找到层级 ${id}。`,
  },
  "perhaps-deleted": {
    en: "It may have been deleted. GET /console/levels/root begins at the top.",
    zh: "可能已被删除。可从 GET /console/levels/root 逐级查找。",
  },
  "no-search": {
    en: "Failed to search: text must be one text.",
    zh: "无法搜索：text 必须是一个字符串。",
  },
  "one-text": {
    en: "Write at most 200 characters, once: ?text=meeting",
    zh: "只写一次，最多 200 个字符：?text=meeting",
  },
  "no-range": {
    en: "Failed to list what is on the level: from is no number.",
    zh: "无法列出层级的内容：from 不是数字。",
  },
  "how-many": {
    en: "Write how many to leave out: ?from=200",
    zh: "填写要略过的数量：?from=200",
  },
  "no-preview": {
    en: ({ why }: { why: string }) => `Failed to preview the change: ${why}.`,
    zh: ({ why }) => `无法预览修改：${why}。`,
  },
  "no-id": { en: "scopeId must be an id", zh: "scopeId 必须是 ID" },
  "no-scope-type": {
    en: 'scopeType must be "room" or "level"',
    zh: "scopeType 必须是 room 或 level",
  },
  "no-change": { en: "change must be an object", zh: "change 必须是对象" },
  "no-id-type": {
    en: ({ names }: { names: readonly string[] }) =>
      `userIdType must be one of ${names.join(", ")}`,
    zh: ({ names }) => `userIdType 必须是 ${names.join("、")} 之一`,
  },
  "how-to-preview": {
    en: 'Write { "scopeId": "omm_…", "scopeType": "room", "change": { "time_config": … } }.',
    zh: '写成 { "scopeId": "omm_…", "scopeType": "room", "change": { "time_config": … } }。',
  },
});
