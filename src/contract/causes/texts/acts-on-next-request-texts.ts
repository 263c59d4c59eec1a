import { createTexts } from "../../../base/text.js";

export const actsOnNextRequestTexts = createTexts("cause/acts-on-next-request", {
  sentence: {
    en: "It answers 200, but its work after the answer runs only when the next request comes, as on a serverless instance that is frozen after its answer.",
    zh: "接收端返回 200 之后的处理，要等下一个请求到来才执行，就像 Serverless 实例返回响应后被冻结。",
  },
  fix: {
    en: "Do the work before the answer, or hand the event to a queue that outlives the instance.",
    zh: "在返回响应之前完成处理，或将事件交给不随实例冻结的队列。",
  },
  "not-acted-on": {
    en: "a good event: status 200, and not acted on",
    zh: "正常事件：状态码 200，但未处理",
  },
  "acted-on-later": {
    en: "the next request: the event before was acted on",
    zh: "发送下一个请求后：上一个事件才被处理",
  },
});
