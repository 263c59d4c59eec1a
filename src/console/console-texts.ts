import { createTexts } from "../base/text.js";

/** What the console's server says of itself. */
export const consoleTexts = createTexts("console", {
  "restore-history": {
    en: "Restore the file from a copy, or remove it: the console then begins with an empty list, and what is owed is still delivered.",
    zh: "用备份恢复该文件，或将其删除：网页控制台会从空列表开始，尚未完成的推送仍会继续。",
  },
  history: { en: "console's history", zh: "网页控制台的历史记录" },
  "no-beginning": { en: "it does not begin a history", zh: "这不是历史记录的开头" },
  "no-count": {
    en: "it does not say how many deliveries there were",
    zh: "其中没有写明推送的数量",
  },
  "no-delivery": { en: "it begins no delivery", zh: "这不是一次推送的开头" },
  "own-page-only": {
    en: "The console answers only its own page on this machine.",
    zh: "网页控制台仅响应本机上自己的页面。",
  },
  "too-many-pages": {
    en: ({ most }: { most: number }) =>
      `Failed to open the live stream: ${most} pages are open already.`,
    zh: ({ most }) => `无法打开实时数据流：已打开 ${most} 个页面。`,
  },
  "close-some": {
    en: "Close some of them, then load the page again.",
    zh: "关闭其中几个，再重新加载页面。",
  },
});
