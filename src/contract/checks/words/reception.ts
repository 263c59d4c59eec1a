import { createTexts } from "../../../base/text.js";

/** What several checks say of how an event was taken, and how often it was acted on. */
export const receptionTexts = createTexts("checks/reception", {
  "status-200": { en: "status 200", zh: "状态码 200" },
  "code-200": { en: "code 200", zh: "响应帧 code 200" },
  "code-200-in-time": {
    en: "acknowledged with code 200 within 3 s",
    zh: "3 秒内返回响应帧 code 200",
  },
  "not-accepted": {
    en: "The event was not accepted: see event/accepted.",
    zh: "事件未被接受，见 event/accepted。",
  },
  "not-accepted-first": {
    en: "The event was not accepted the first time.",
    zh: "第一次推送时，事件未被接受。",
  },
  "refused-again": {
    en: "The event was refused the second time, so Feishu would go on sending it.",
    zh: "再次推送时，事件被拒绝，飞书会继续重试。",
  },
  "acted-once": { en: "The event was acted on once.", zh: "事件只处理了一次。" },
  "acted-before-restart": {
    en: "The event was acted on once, before the restart.",
    zh: "事件只在重启前处理了一次。",
  },
  "not-acted-once": {
    en: "The event was not acted on exactly once.",
    zh: "事件未做到只处理一次。",
  },
  "same-again": { en: "the same event again", zh: "再次推送的同一事件" },
  "same-after-restart": {
    en: "the same event after the restart",
    zh: "重启后再次推送的同一事件",
  },
  "same-once-more": { en: "the same event once more", zh: "又一次推送的同一事件" },
  "of-type": {
    en: ({ type }: { type: string }) => `an event of type ${type}`,
    zh: ({ type }) => `类型为 ${type} 的事件`,
  },
});
