import { createTexts } from "../../../base/text.js";

export const eventMembersBeforeChallengeTexts = createTexts(
  "cause/event-members-before-challenge",
  {
    sentence: {
      en: ({ members, answer }: { members: string; answer: string }) =>
        `It looks for \`${members}\` in the url_verification request, which has only challenge, token and type: it answers ${answer}, and with \`${members}\` in it the challenge comes back.`,
      zh: ({ members, answer }) =>
        `url_verification 请求只有 challenge、token 和 type，接收端却要求其中有 ${members}：没有时不返回 challenge（${answer}），加上后原样返回。`,
    },
    fix: {
      en: 'Look at the top level\'s type first: when it is "url_verification", answer {"challenge": <the one received>}.',
      zh: '先判断顶层的 type：为 "url_verification" 时，直接返回 {"challenge": <收到的 challenge>}。',
    },
    variant: {
      en: ({ members }: { members: string }) => `the challenge with \`${members}\` in its body`,
      zh: ({ members }) => `url_verification 请求，请求体中加上 ${members}`,
    },
    header: { en: "header", zh: "header" },
    schema: { en: "schema", zh: "schema" },
    "schema-and-header": { en: "schema and header", zh: "schema 和 header" },
    "header-with-type": { en: "header with an event_type", zh: "header（含 event_type）" },
    event: { en: "event", zh: "event" },
    "header-and-event": { en: "header and event", zh: "header 和 event" },
  },
);
