import { createTexts } from "../../../base/text.js";

/** What several checks say of a client that lost its connection, or its process. */
export const clientConnectionTexts = createTexts("checks/client-connection", {
  "none-within": {
    en: ({ seconds }: { seconds: number }) => `none within ${seconds} s`,
    zh: ({ seconds }) => `${seconds} 秒内没有新连接`,
  },
  "not-back": {
    en: "It did not come back after its connection was killed.",
    zh: "连接被切断后，客户端未重连。",
  },
  "did-not-ask": {
    en: "It did not ask for a new connection after it lost one.",
    zh: "连接断开后，客户端未请求新的连接地址。",
  },
  "wait-start": { en: "the client to start again", zh: "客户端重新启动" },
  "wait-back": { en: "the client to come back", zh: "客户端重连" },
  "wait-ask": { en: "the client to ask where to connect", zh: "客户端请求连接地址" },
  "wait-outage": { en: "the client to stand an outage", zh: "客户端度过服务中断" },
});
