import { createTexts } from "../../../base/text.js";

export const eventUnknownFieldsTexts = createTexts("event/unknown-fields", {
  title: {
    en: "An event with unknown fields at every level is accepted",
    zh: "各层都带有未知字段的事件推送成功",
  },
  clause: {
    en: "Feishu adds fields to its events without a new version of them; what a receiver does not know it has to leave alone.",
    zh: "飞书会直接给事件增加字段，不升级版本。不认识的字段，接收端须忽略。",
  },
  why: {
    en: "On the day a field is added every event would be refused.",
    zh: "否则飞书一增加字段，所有事件都会被拒绝。",
  },
  fix: {
    en: "Do not validate with additionalProperties: false or a strict object schema; read the fields you need.",
    zh: "只读取需要的字段，不要用 additionalProperties: false 或严格的对象 schema 校验。",
  },
  "unknown-fields": { en: "an event with unknown fields", zh: "带有未知字段的事件" },
});
