import { createTexts } from "../../../base/text.js";

export const eventFiveHundredSubscribersTexts = createTexts("event/five-hundred-subscribers", {
  title: {
    en: "An event that lists 500 users and departments is accepted",
    zh: "列有 500 个用户和部门的事件推送成功",
  },
  clause: {
    en: "A setting may list up to 500 users and departments; encrypted, such an event has about 100 kB.",
    zh: "一项设置最多可列出 500 个用户和部门，这样的事件加密后约 100 KB。",
  },
  why: {
    en: "Body limits are often smaller: express.json() refuses more than 100 kB with 413, and Feishu repeats the event in vain.",
    zh: "请求体大小的上限往往更小：express.json() 对超过 100 KB 的请求体返回 413，飞书重试也无济于事。",
  },
  fix: {
    en: 'Raise the limit of the body parser and of the proxies in front of it to 1 MB, for instance express.raw({ type: "application/json", limit: "1mb" }).',
    zh: '将请求体解析器及其前面各级代理的上限调到 1 MB，例如 express.raw({ type: "application/json", limit: "1mb" })。',
  },
  "five-hundred": {
    en: "an event with 500 users and departments",
    zh: "列有 500 个用户和部门的事件",
  },
});
