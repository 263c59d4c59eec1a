import { appZh } from "./app-words.js";
import { contractZh } from "./contract-words.js";
import { deliveriesZh } from "./deliveries-words.js";
import { roomsZh } from "./rooms-words.js";
import type { Words } from "./words.js";

export const zh: Words = {
  skipToContent: "跳到正文",
  pages: "页面",
  page: { rooms: "会议室", deliveries: "推送", app: "应用", contract: "契约测试" },
  language: "语言",
  connecting: "正在连接 mocklark…",
  notConnected: "mocklark 未运行或无法连接，以下为最后一次收到的内容。",
  unreachable: "无法连接 mocklark。请先启动 mocklark，再重试。",
  rooms: roomsZh,
  deliveries: deliveriesZh,
  app: appZh,
  contract: contractZh,
};
