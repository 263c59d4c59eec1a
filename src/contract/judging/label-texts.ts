import { createTexts } from "../../base/text.js";

/** What is sent, for the report, where more than one check sends it. */
export const labelTexts = createTexts("label", {
  "of-type": {
    en: ({ type }: { type: string }) => `an event of type ${type}`,
    zh: ({ type }) => `${type} 类型的事件`,
  },
  "url-verification": { en: "a url_verification request", zh: "url_verification 请求" },
});
