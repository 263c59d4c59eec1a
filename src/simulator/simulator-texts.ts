import { createTexts } from "../base/text.js";

/** What a simulator refuses. */
export const simulatorTexts = createTexts("simulator", {
  // What follows "Failed to".
  create: { en: "create the simulator", zh: "创建模拟器" },
  "change-app": { en: "change the app", zh: "修改应用" },
  "plan-fault": { en: "plan the fault", zh: "安排故障" },
  "push-event": { en: "push the event", zh: "推送事件" },
  "push-events": { en: "push events", zh: "推送事件" },
  "make-event": { en: "make an event", zh: "生成事件" },
  "prepare-request": { en: "prepare the request", zh: "准备请求" },
  "verify-url": { en: "verify the URL", zh: "校验请求地址" },
  "forge-request": { en: "forge the request", zh: "伪造请求" },
  "send-request": { en: "send the request", zh: "发送请求" },
  "use-receiver": { en: "use the receiver", zh: "使用接收端" },
  "deliver-event": { en: "deliver the event", zh: "推送事件" },
  "open-gateway": { en: "open the gateway", zh: "打开长连接网关" },

  closed: {
    en: ({ purpose }: { purpose: string }) => `Failed to ${purpose}: the simulator is closed.`,
    zh: ({ purpose }) => `无法${purpose}：模拟器已关闭。`,
  },
  "before-closing": {
    en: "Do it before closing, or create another simulator.",
    zh: "在关闭之前操作，或另建一个模拟器。",
  },
  missing: {
    en: ({ purpose, name }: { purpose: string; name: string }) =>
      `Failed to ${purpose}: ${name} is missing.`,
    zh: ({ purpose, name }) => `无法${purpose}：缺少 ${name}。`,
  },
  give: {
    en: ({ name }: { name: string }) => `Give ${name}.`,
    zh: ({ name }) => `传入 ${name}。`,
  },
  "give-a-definition": {
    en: "Give a definition with its apps, levels, rooms, departments and people.",
    zh: "传入包含 apps、levels、rooms、departments 和 people 的定义。",
  },
  awaited: {
    en: ({ maker }: { maker: string }) => `${maker} (await it)`,
    zh: ({ maker }) => `await ${maker}`,
  },

  // Events.
  "unknown-type": {
    en: ({ type }: { type: string }) => `Failed to make an event: its type "${type}" is not known.`,
    zh: ({ type }) => `无法生成事件：未知的事件类型「${type}」。`,
  },
  "give-a-sample": {
    en: "Give a sample or a JSON Schema of it.",
    zh: "提供该类型的样例或 JSON Schema。",
  },
  "option-of-another-type": {
    en: ({ option, type }: { option: string; type: string }) =>
      `Failed to make an event: ${option} does not go with ${type}.`,
    zh: ({ option, type }) => `无法生成事件：${option} 不能与 ${type} 一起使用。`,
  },
  "limits-only": {
    en: "It goes with vc.reserve_config.updated_v1 only.",
    zh: "去掉该选项，它只适用于 vc.reserve_config.updated_v1。",
  },
  "type-of-nothing-known": {
    en: ({ type }: { type: string }) =>
      `Failed to use the event: nothing is known of its type "${type}".`,
    zh: ({ type }) => `无法使用该事件：未知的事件类型「${type}」。`,
  },
  "give-a-sample-or-allow-it": {
    en: "Give a sample or a JSON Schema of it with the option `events`, or allow invalid events to send it as it is.",
    zh: "用 `events` 选项提供该类型的样例或 JSON Schema，或允许无效事件，以原样发送。",
  },

  // Apps and their ways.
  "no-gateway": {
    en: ({ appId }: { appId: string }) =>
      `Failed to resume: the event goes to the app "${appId}" by long connection, and no gateway is open.`,
    zh: ({ appId }) => `无法继续推送：应用「${appId}」的事件通过长连接推送，而长连接网关没有打开。`,
  },
  "open-the-gateway": {
    en: "Open the gateway first: mocklark gateway --data.",
    zh: "先打开长连接网关：mocklark gateway --data。",
  },
  "no-such-app": {
    en: ({ appId }: { appId: string }) => `Failed to find the app "${appId}" in the tenant.`,
    zh: ({ appId }) => `无法在租户中找到应用「${appId}」。`,
  },
  "its-apps": {
    en: ({ appIds }: { appIds: readonly string[] }) => `Its apps are: ${appIds.join(", ")}.`,
    zh: ({ appIds }) => `改用租户中的应用：${appIds.join("、")}。`,
  },
  "store-app": {
    en: ({ appId }: { appId: string }) =>
      `Failed to deliver the events of app ${appId}: it is a store app and has no request URL.`,
    zh: ({ appId }) => `无法推送应用 ${appId} 的事件：它是商店应用，且没有请求地址。`,
  },
  "set-request-url": {
    en: "Set its request URL: only custom apps may use the long connection.",
    zh: "设置它的请求地址，只有自建应用可以使用长连接。",
  },
  "not-delivered": {
    en: ({ why }: { why: string }) => `Failed to deliver the event: ${why}.`,
    zh: ({ why }) => `无法推送事件：${why}。`,
  },

  // Receivers in this process.
  "server-without-port": {
    en: "Failed to use the server as a receiver: it listens on no TCP port.",
    zh: "无法将该服务器用作接收端：它没有监听 TCP 端口。",
  },
  "pass-a-listening-server": {
    en: "Pass a server that listens on a port, or one that does not listen yet.",
    zh: "传入正在监听端口的服务器，或尚未开始监听的服务器。",
  },
  "no-receiver": {
    en: ({ seen }: { seen: string }) => `Failed to use the receiver: it is ${seen}.`,
    zh: ({ seen }) => `无法使用接收端：传入的值无效（${seen}）。`,
  },
  "a-promise": { en: "a promise", zh: "Promise" },
  "another-object": { en: "an object of another kind", zh: "其他类型的对象" },
  "another-value": {
    en: ({ type }: { type: string }) => `a ${type}`,
    zh: ({ type }) => `类型为 ${type}`,
  },
  "await-it": { en: "Await it first.", zh: "先对它 await。" },
  "pass-a-receiver": {
    en: "Pass a URL, an http.Server, an Express, Koa or Fastify app, or any (request, response) function.",
    zh: "传入 URL、http.Server、Express、Koa 或 Fastify 应用，或任意 (request, response) 函数。",
  },
  "fetch-app": {
    en: "Failed to use the receiver: it is an app with fetch, such as Hono's, which no Node server can call.",
    zh: "无法使用接收端：它是带 fetch 的应用（例如 Hono），Node 服务器无法调用。",
  },
  "pass-a-listener": {
    en: 'Pass getRequestListener(app.fetch), from the package "@hono/node-server".',
    zh: "传入 getRequestListener(app.fetch)，它来自 @hono/node-server 包。",
  },
});
