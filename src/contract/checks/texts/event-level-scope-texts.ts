import { createTexts } from "../../../base/text.js";

export const eventLevelScopeTexts = createTexts("event/level-scope", {
  title: {
    en: "An event about a level (scope_type 1, an omb_ id) is accepted and acted on",
    zh: "层级的事件（scope_type 为 1，ID 以 omb_ 开头）正常处理",
  },
  clause: {
    en: "The settings of a level change as well as those of a room: scope_type 1 with the id of a level (omb_), scope_type 2 with the id of a room (omm_).",
    zh: "会议室和层级的设置都会变更：scope_type 为 1 时 scope_id 是层级 ID（omb_），为 2 时是会议室 ID（omm_）。",
  },
  why: {
    en: "Changes made to a whole building or floor would be lost, or retried in vain.",
    zh: "否则整栋楼、整层的变更会丢失，或一再重试仍然失败。",
  },
  fix: {
    en: "Take both values of scope_type, and do not demand that scope_id begins with omm_.",
    zh: "支持 scope_type 的两个取值，不要限定 scope_id 以 omm_ 开头。",
  },
  level: { en: "an event about a level", zh: "层级的事件" },
});
