import { createTexts } from "../../base/text.js";
import { capitalized } from "./capitalized.js";

interface Events {
  readonly events: readonly string[];
}

export const judgeGoodEventsTexts = createTexts("judge-good-events", {
  "not-accepted": {
    en: ({ events, why }: Events & { why: string }) =>
      `${subject(events)} was not accepted${because(why)}.`,
    zh: ({ events, why }) => `${subjectZh(events)}推送失败${becauseZh(why)}。`,
  },
  "not-once": {
    en: ({ events, why }: Events & { why: string }) =>
      `${subject(events)} was accepted, but not acted on exactly once${because(why)}.`,
    zh: ({ events, why }) => `${subjectZh(events)}推送成功，但未做到只处理一次${becauseZh(why)}。`,
  },
  unseen: {
    en: ({ events }: Events) =>
      `${subject(events)} was accepted; nothing showed whether it was acted on.`,
    zh: ({ events }) => `${subjectZh(events)}推送成功，但无法得知是否已处理。`,
  },
  holds: {
    en: ({ events }: Events) => `${subject(events)} was accepted and acted on once.`,
    zh: ({ events }) => `${subjectZh(events)}推送成功，只处理了 1 次。`,
  },
  "none-accepted": {
    en: "No good event was accepted at all: see event/accepted.",
    zh: "没有任何正常事件推送成功，见 event/accepted。",
  },
});

const because = (why: string): string => (why === "" ? "" : `: ${why}`);

const becauseZh = (why: string): string => (why === "" ? "" : `。原因：${why}`);

/** "An event about a level"; "Each of …" where there are several. */
const subject = (events: readonly string[]): string =>
  events.length > 1 ? `Each of ${events.join(", ")}` : capitalized(events.join());

const subjectZh = (events: readonly string[]): string =>
  events.length > 1 ? `${events.join("、")}均` : events.join();
