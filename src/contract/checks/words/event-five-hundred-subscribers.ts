import { createTexts } from "../../../base/text.js";

export const eventFiveHundredSubscribersTexts = createTexts("event/five-hundred-subscribers", {
  title: {
    en: "An event that lists 500 users and departments is accepted",
    zh: "",
  },
  clause: {
    en: "A setting may list up to 500 users and departments; encrypted, such an event has about 100 kB.",
    zh: "",
  },
  why: {
    en: "Body limits are often smaller: express.json() refuses more than 100 kB with 413, and Feishu repeats the event in vain.",
    zh: "",
  },
  fix: {
    en: 'Raise the limit of the body parser and of the proxies in front of it to 1 MB, for instance express.raw({ type: "application/json", limit: "1mb" }).',
    zh: "",
  },
});
