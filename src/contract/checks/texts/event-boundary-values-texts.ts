import { createTexts } from "../../../base/text.js";

export const eventBoundaryValuesTexts = createTexts("event/boundary-values", {
  title: {
    en: "The smallest and the largest documented values are accepted and acted on",
    zh: "文档规定的最小值和最大值都能正常处理",
  },
  clause: {
    en: "Documented are days_in_advance 1 to 730, max_duration 1 to 99 hours, times of 0 to 86400 s, meeting_duration 0.1 to 99 hours with fractions, and lists that may be empty.",
    zh: "文档规定：days_in_advance 为 1–730，max_duration 为 1–99 小时，各时间为 0–86400 秒。meeting_duration 为 0.1–99 小时，可以是小数；列表可以为空。",
  },
  why: {
    en: "An administrator may choose any of them; an integer column or a tighter range makes the receiver refuse a legal change.",
    zh: "管理员可能设置其中任意值。整数列或更窄的取值范围，会让接收端拒绝合法的变更。",
  },
  fix: {
    en: "Store meeting_duration as a decimal number, take 86400 (the end of the day) for a time, and take empty lists.",
    zh: "用小数类型保存 meeting_duration，时间接受 86400（当天结束），列表接受空值。",
  },
  smallest: { en: "an event with the smallest values", zh: "各项取最小值的事件" },
  largest: { en: "an event with the largest values", zh: "各项取最大值的事件" },
  fraction: {
    en: "an event with a meeting_duration of 1.25 h and no approvers",
    zh: "meeting_duration 为 1.25 小时且审批人列表为空的事件",
  },
});
