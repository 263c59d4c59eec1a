import { createTexts } from "../../../base/text.js";

/** What several checks say of how an event was taken, and how often it was acted on. */
export const receptionTexts = createTexts("checks/reception", {
  "code-200": { en: "code 200", zh: "响应 code 200" },
  "not-accepted": {
    en: "The event was not accepted: see event/accepted.",
    zh: "事件推送失败，见 event/accepted。",
  },
  "not-accepted-first": {
    en: "The event was not accepted the first time.",
    zh: "第一次推送失败。",
  },
  "refused-again": {
    en: "The event was refused the second time, so Feishu would go on sending it.",
    zh: "再次推送时，事件被拒绝，飞书会继续重试。",
  },
  "acted-once": { en: "The event was acted on once.", zh: "事件只处理了 1 次。" },
  "acted-before-restart": {
    en: "The event was acted on once, before the restart.",
    zh: "事件只在重启前处理了 1 次。",
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
});
