import { createTexts } from "../base/text.js";

/** What the gateway says when it cannot do what was asked of it. */
export const gatewayTexts = createTexts("gateway", {
  "create-gateway": { en: "create the gateway", zh: "创建长连接网关" },
  "no-such-app": {
    en: ({ appId }: { appId: string }) => `Failed to find the app "${appId}" at the gateway.`,
    zh: ({ appId }) => `无法在长连接网关上找到应用「${appId}」。`,
  },
  "its-apps": {
    en: ({ appIds }: { appIds: readonly string[] }) => `Its apps are: ${appIds.join(", ")}.`,
    zh: ({ appIds }) => `网关上的应用有：${appIds.join("、")}。`,
  },
  "no-such-connection": {
    en: ({ id }: { id: string }) => `Failed to find the connection "${id}".`,
    zh: ({ id }) => `无法找到连接「${id}」。`,
  },
  "text-message": { en: "a text message", zh: "一条文本消息" },
  "no-frame": {
    en: ({ code, problem }: { code: string; problem: string }) => `${code}: ${problem}`,
    zh: ({ code, problem }) => `${code}：${problem}`,
  },
  "no-such-frame": {
    en: ({ method, type }: { method: number; type: string }) => `method ${method}, type ${type}`,
    zh: ({ method, type }) => `method 为 ${method}，type 为 ${type}`,
  },
  "no-client": { en: "No client is connected.", zh: "没有客户端在线。" },
  "its-connections": {
    en: ({ ids }: { ids: readonly string[] }) => `There are: ${ids.join(", ")}.`,
    zh: ({ ids }) => `现有的连接：${ids.join("、")}。`,
  },
  "silent-client": {
    en: ({ appId, ms }: { appId: string; ms: number }) =>
      `Failed to hear from a client of ${appId}: it did not answer a WebSocket ping within ${ms} ms.`,
    zh: ({ appId, ms }) =>
      `无法收到应用 ${appId} 的客户端的响应：${ms} ms 内未响应 WebSocket 的 ping。`,
  },
  "find-what-blocks": { en: "See whether something blocks it.", zh: "检查客户端是否被阻塞。" },
  "nobody-online": {
    en: ({ appId, why }: { appId: string; why: string }) =>
      `Failed to meet a client of ${appId}: ${why}.`,
    zh: ({ appId, why }) => `无法等到应用 ${appId} 的客户端：${why}。`,
  },
  closed: { en: "the gateway was closed", zh: "长连接网关已关闭" },
  "none-in-time": {
    en: ({ ms }: { ms: number }) => `none came online within ${ms} ms`,
    zh: ({ ms }) => `${ms} ms 内没有客户端上线`,
  },
  "start-the-client": {
    en: "Start the client with its domain set to the gateway's address, and with the app's id and secret.",
    zh: "启动客户端，将 domain 设为网关的地址，并使用该应用的 App ID 和 App Secret。",
  },
  "no-port": {
    en: ({ port }: { port: number }) => `Failed to open the gateway: ${port} is no port.`,
    zh: ({ port }) => `无法打开长连接网关：${port} 不是端口号。`,
  },
  "which-ports": {
    en: "Give a whole number from 1 to 65535, or 0 for any free port.",
    zh: "填写 1–65535 之间的整数，0 表示任意空闲端口。",
  },
  "port-not-opened": {
    en: ({ host, port, why }: { host: string; port: number; why: string }) =>
      `Failed to open the gateway on ${host}:${port}: ${why}.`,
    zh: ({ host, port, why }) => `无法在 ${host}:${port} 上打开长连接网关：${why}。`,
  },
  "choose-a-port": {
    en: "Choose another port, or 0 for any free one.",
    zh: "换一个端口，或用 0 选择任意空闲端口。",
  },
  "webhook-fault": {
    en: ({ fault }: { fault: string }) =>
      `Failed to push over the long connection: the fault "${fault}" exists on webhooks only.`,
    zh: ({ fault }) => `无法通过长连接推送：故障 ${fault} 仅适用于 Webhook 模式。`,
  },
  "choose-a-fault": {
    en: "Choose a fault of the long connection, such as kill-connection or lost-ack.",
    zh: "选择长连接的故障，例如 kill-connection 或 lost-ack。",
  },
  "unusable-certificate": {
    en: ({ why }: { why: string }) => `Failed to serve wss with this certificate and key: ${why}.`,
    zh: ({ why }) => `无法用这份证书和私钥提供 wss 服务：${why}。`,
  },
  "another-key": {
    en: "the key belongs to another certificate",
    zh: "私钥与证书不匹配",
  },
  "matching-pair": {
    en: 'Give both in PEM, and those that belong together; "mocklark certs" makes such a pair.',
    zh: "提供 PEM 格式且相互匹配的证书和私钥，可用 mocklark certs 生成。",
  },
  "no-ping-time": {
    en: ({ everyMs }: { everyMs: number }) =>
      `Failed to set the pings of the WebSocket: ${everyMs} is no time between two.`,
    zh: ({ everyMs }) => `无法设置 WebSocket 的 ping 间隔：${everyMs} 不是有效的间隔。`,
  },
  "which-ping-times": {
    en: ({ longestMs }: { longestMs: number }) =>
      `Give whole milliseconds up to ${longestMs}, or 0 for no pings.`,
    zh: ({ longestMs }) => `填写不超过 ${longestMs} 的整数（毫秒），0 表示不发送 ping。`,
  },
});
