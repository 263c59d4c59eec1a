import { createTexts } from "../../base/text.js";

/** What the page "App" is refused, and what it makes the server say at the terminal. */
export const appTexts = createTexts("console/app", {
  "no-such-app": {
    en: ({ appId }: { appId: string }) => `Failed to find the app "${appId}".`,
    zh: ({ appId }) => `无法找到应用「${appId}」。`,
  },
  "no-such-app-in-tenant": {
    en: ({ appId }: { appId: string }) => `Failed to find the app "${appId}" in the tenant.`,
    zh: ({ appId }) => `无法在租户中找到应用「${appId}」。`,
  },
  apps: {
    en: ({ appIds }: { appIds: readonly string[] }) => `There are ${appIds.join(", ")}.`,
    zh: ({ appIds }) => `现有的应用：${appIds.join("、")}。`,
  },
  "its-apps": {
    en: ({ appIds }: { appIds: readonly string[] }) => `Its apps are: ${appIds.join(", ")}.`,
    zh: ({ appIds }) => `租户的应用有：${appIds.join("、")}。`,
  },

  "not-changed": {
    en: ({ why }: { why: string }) => `Failed to change the app: ${why}.`,
    zh: ({ why }) => `无法修改应用：${why}。`,
  },
  "no-setting": {
    en: ({ name }: { name: string }) => `there is no setting ${name}`,
    zh: ({ name }) => `没有 ${name} 这项设置`,
  },
  "no-list": { en: '"permissions" is no list', zh: "permissions 不是列表" },
  "no-permission": {
    en: ({ name }: { name: string }) => `${name} is no permission`,
    zh: ({ name }) => `${name} 不是权限`,
  },
  "neither-true-nor-false": {
    en: '"isSubscribed" is neither true nor false',
    zh: "isSubscribed 不是 true 或 false",
  },
  "neither-custom-nor-store": {
    en: '"type" is neither "custom" nor "store"',
    zh: "type 不是 custom 或 store",
  },
  "settings-there-are": {
    en: ({ permissions }: { permissions: readonly string[] }) =>
      `Give "permissions" of ${permissions.join(", ")} …, "isSubscribed" and "type".`,
    zh: ({ permissions }) =>
      `可填写 permissions（${permissions.join("、")} 等）、isSubscribed 和 type。`,
  },

  "which-key": {
    en: "Failed to rotate a key: which one is not said.",
    zh: "无法重置密钥：未指明是哪一个。",
  },
  "name-the-key": {
    en: 'Give "which" as "encryptKey" or "verificationToken".',
    zh: "将 which 设为 encryptKey 或 verificationToken。",
  },
  "no-key": {
    en: ({ name }: { name: string }) => `Failed to rotate the ${name}: it cannot be that.`,
    zh: ({ name }) => `无法重置 ${name}：不能使用这个值。`,
  },
  "what-keys-are": {
    en: "Give 1 to 256 letters, digits and signs without spaces, or nothing for a random one.",
    zh: "填写 1–256 个字母、数字或符号，不含空格；留空则随机生成。",
  },
  "new-key": {
    en: ({ name, appId, key }: { name: string; appId: string; key: string }) =>
      `The new ${name} of ${appId}: ${key}`,
    zh: ({ name, appId, key }) => `应用 ${appId} 的新 ${name}：${key}`,
  },

  "store-app": {
    en: "Failed to switch to the long connection: a store app cannot.",
    zh: "无法切换到长连接：商店应用不支持。",
  },
  "custom-apps-only": {
    en: "Only custom apps may use it: give the app a request URL.",
    zh: "为应用设置请求地址，只有自建应用可以使用长连接。",
  },
  "nobody-online": {
    en: ({ shown }: { shown: string }) =>
      `Failed to switch to the long connection: ${shown} (no client of the app is online).`,
    zh: ({ shown }) => `无法切换到长连接，开发者后台会提示「${shown}」：该应用没有客户端在线。`,
  },
  "start-the-client": {
    en: "Start the client first, with this server as its domain.",
    zh: "请先启动客户端，将 domain 设为本服务的地址。",
  },

  "no-stand-in": {
    en: "Failed to change the stand-in: none is here.",
    zh: "无法修改内置接收端：当前没有内置接收端。",
  },
  "when-there-is-one": {
    en: "It is there when serve is started without --target, --exec or --long-connection.",
    zh: "启动 serve 时不加 --target、--exec 或 --long-connection，即有内置接收端。",
  },
  "no-behaviour": {
    en: ({ asked }: { asked: string }) =>
      `Failed to change the stand-in: ${asked} is no behaviour.`,
    zh: ({ asked }) => `无法修改内置接收端：没有这种行为（${asked}）。`,
  },
  nothing: { en: "nothing", zh: "未填写" },
  behaviours: {
    en: ({ names }: { names: readonly string[] }) => `Choose one of ${names.join(", ")}.`,
    zh: ({ names }) => `从中选择：${names.join("、")}。`,
  },
  "nothing-to-restart": {
    en: "Failed to restart the receiver: it was not started here.",
    zh: "无法重新启动接收端：它不是由 mocklark 启动的。",
  },
  "what-can-restart": {
    en: "Only what --exec starts can be started again.",
    zh: "用 --exec 启动接收端，才能重新启动它。",
  },

  "no-object": {
    en: "Failed to read the body: it is no object.",
    zh: "无法读取请求体：不是对象。",
  },
  "give-an-object": { en: "Give a JSON object.", zh: "发送 JSON 对象。" },
  "no-text": {
    en: ({ name }: { name: string }) => `Failed to read "${name}": it is no text.`,
    zh: ({ name }) => `无法读取 ${name}：不是字符串。`,
  },
  "give-a-text": {
    en: ({ name }: { name: string }) => `Give { "${name}": "…" }.`,
    zh: ({ name }) => `写成 { "${name}": "…" }。`,
  },
});
