import { createTexts } from "../../../base/text.js";

const places = {
  token: {
    en: ["`token` at the top level", "in header.token"],
    zh: ["顶层的 `token`", "2.0 版本中是 header.token"],
  },
  "event-type": {
    en: ["`event.type`", "in header.event_type"],
    zh: ["`event.type`", "2.0 版本中是 header.event_type"],
  },
  type: {
    en: ["`type` at the top level", "in header.event_type"],
    zh: ["顶层的 `type`", "2.0 版本中是 header.event_type"],
  },
  "event-callback": {
    en: ['a `type` of "event_callback" at the top level', "nowhere any more"],
    zh: ['顶层值为 "event_callback" 的 `type`', "2.0 版本中已没有"],
  },
} as const;

/** A member of schema 1.0 that schema 2.0 has elsewhere, or nowhere. */
export type StrayMember = keyof typeof places;

export const strayMembersTexts = createTexts("cause/stray-members", {
  sentence: {
    en: ({ member, answer }: { member: StrayMember; answer: string }) =>
      `It looks for ${places[member].en[0]}, where schema 1.0 has it: with it an event is taken, without it, as in schema 2.0, it gets ${answer}.`,
    zh: ({ member, answer }) =>
      `接收端还在找 1.0 版本的字段（${places[member].zh[0]}）：有这个字段的事件会被接受，2.0 版本的事件没有它，不会被接受（${answer}）。`,
  },
  fix: {
    en: ({ member }: { member: StrayMember }) =>
      `Read schema 2.0: event_id, event_type and token stand in \`header\` (what it looks for stands ${places[member].en[1]}), the content in \`event\`.`,
    zh: ({ member }) =>
      `按 2.0 版本读取：event_id、event_type、token 在 header 中，事件内容在 event 中；接收端要找的字段，${places[member].zh[1]}。`,
  },
  variant: {
    en: ({ member }: { member: StrayMember }) => `the same with ${places[member].en[0]}`,
    zh: ({ member }) => `同样的事件，加上 1.0 版本的字段（${places[member].zh[0]}）`,
  },
});
