import { createTexts } from "../../../base/text.js";

export const idempotencySameContentNewIdTexts = createTexts("idempotency/same-content-new-id", {
  title: {
    en: "The same content under another event_id is a new event",
    zh: "内容相同、event_id 不同的事件按新事件处理",
  },
  clause: {
    en: "The event_id alone tells whether two deliveries are of one event.",
    zh: "两次推送是否为同一事件，只看 event_id。",
  },
  why: {
    en: "A setting that is changed, changed back and changed again gives the same content twice: the last change would be lost.",
    zh: "一项设置改过去、改回来、再改过去，会产生两份相同的内容，最后一次变更就会丢失。",
  },
  fix: {
    en: "Tell repeats by header.event_id, not by a hash of the content or by scope_id.",
    zh: "用 header.event_id 判断重复，不要用内容的哈希或 scope_id。",
  },
  "first-not-accepted": {
    en: "The first event was not accepted: see event/accepted.",
    zh: "第一个事件推送失败，见 event/accepted。",
  },
  "same-content": {
    en: "the same content under another event_id",
    zh: "内容相同、event_id 不同的事件",
  },
  "not-accepted": {
    en: "The same content under another event_id was not accepted.",
    zh: "内容相同、event_id 不同的事件推送失败。",
  },
  holds: { en: "Both events were acted on.", zh: "两个事件都已处理。" },
  broken: {
    en: "Two events of the same content were not acted on once each.",
    zh: "两个内容相同的事件，未做到各处理一次。",
  },
});
