import { createTexts } from "../base/text.js";

/** What is connected to. */
export type TargetRole = "receiver" | "witness" | "gateway";

interface Refused {
  readonly role: TargetRole;
  readonly host: string;
}

const nouns: Readonly<Record<TargetRole, string>> = {
  receiver: "target",
  witness: "witness",
  gateway: "gateway",
};

const chineseNouns: Readonly<Record<TargetRole, string>> = {
  receiver: "接收端",
  witness: "观测点",
  gateway: "长连接网关",
};

/** What is wrong with an address that is to be connected to. */
export const networkTexts = createTexts("network", {
  "not-a-url": {
    en: ({ role, text }: { role: TargetRole; text: string }) =>
      `Failed to read the ${nouns[role]}: "${text}" is not an http or https URL.`,
    zh: ({ role, text }) =>
      `无法识别${chineseNouns[role]}的地址：「${text}」不是 http 或 https URL。`,
  },
  "give-a-url": {
    en: "Give one like http://localhost:3000/webhook.",
    zh: "填写完整的 URL，例如 http://localhost:3000/webhook。",
  },
  "did-you-mean": {
    en: ({ url }: { url: string }) => `Did you mean ${url}?`,
    zh: ({ url }) => `是否想写 ${url}？`,
  },
  "with-user-name": {
    en: ({ role, host }: Refused) =>
      `Failed to read the ${nouns[role]}: ${host} comes with a user name.`,
    zh: ({ role, host }) => `无法识别${chineseNouns[role]}的地址：${host} 带有用户名。`,
  },
  "leave-user-out": {
    en: "Leave user name and password out: none are sent.",
    zh: "去掉用户名和密码，它们不会被发送。",
  },
  "port-0": {
    en: ({ role, text }: { role: TargetRole; text: string }) =>
      `Failed to read the ${nouns[role]}: "${text}" has port 0.`,
    zh: ({ role, text }) => `无法识别${chineseNouns[role]}的地址：「${text}」的端口是 0。`,
  },
  "name-the-port": {
    en: ({ role }: { role: TargetRole }) => `Name the port the ${role} listens on.`,
    zh: ({ role }) => `填写${chineseNouns[role]}监听的端口。`,
  },

  "feishu-itself": {
    en: ({ role, host }: Refused) => `Failed to use the ${nouns[role]}: ${host} is Feishu itself.`,
    zh: ({ role, host }) => `无法使用${chineseNouns[role]}：${host} 是飞书自己的地址。`,
  },
  "own-receivers-only": {
    en: "Simulated events go to receivers of your own only; no option changes that.",
    zh: "改用自己的接收端：模拟事件只会发往自己的接收端，没有选项可以改变这一点。",
  },
  "not-private": {
    en: ({ role, host }: Refused) =>
      `Failed to use the ${nouns[role]}: ${host} is neither this machine nor in a private network.`,
    zh: ({ role, host }) => `无法使用${chineseNouns[role]}：${host} 既不是本机，也不在内网中。`,
  },
  "leads-outside": {
    en: ({ role, host, addresses }: Refused & { addresses: readonly string[] }) =>
      `Failed to use the ${nouns[role]}: ${host} resolves to ${addresses.join(", ")}, which is not in a private network.`,
    zh: ({ role, host, addresses }) =>
      `无法使用${chineseNouns[role]}：${host} 解析到 ${addresses.join("、")}，不在内网中。`,
  },
  "allow-it": {
    en: ({ role, hosts }: { role: TargetRole; hosts: readonly string[] }) =>
      `If the ${role} there is yours, allow it by name: ${flagsFor(hosts)}.`,
    zh: ({ role, hosts }) =>
      `确认该${chineseNouns[role]}属于自己后，用 ${flagsFor(hosts)} 按名称放行。`,
  },

  "took-too-long": {
    en: ({ ms }: { ms: number }) => `it took more than ${ms} ms`,
    zh: ({ ms }) => `耗时超过 ${ms} 毫秒`,
  },
  "too-much": { en: "it answered more than 16 MiB", zh: "返回的内容超过 16 MiB" },
});

const flagsFor = (hosts: readonly string[]): string =>
  hosts.map((host) => `--allow-host ${host}`).join(" ");
