import type { Language } from "../../src/base/text.js";

type Words = Readonly<Record<Language, string>>;

/** What the pages about receivers with one bug say around what was measured. */
export const matrixWords = {
  introduction: {
    en: `# The kill matrix

Is the suite itself right? Each check has at least one receiver that is good but for one deliberate bug, and this page shows what the whole suite says of each: it is caught by the check that is there for it, and by no check that has nothing to do with the bug. The good receivers pass everything, with advice counted as failure (\`--strict\`).

The receivers are in [\`test/receivers\`](../test/receivers). \`npm run test:long\` measures the matrix and compares it with this page; \`npm run docs:matrix\` measures it and writes the page; \`npm run test:seeds\` measures it at ten seeds. For clients of the long connection there is [a page of its own](kill-matrix-long-connection.md).`,
    zh: `# 检出矩阵

整套检查本身可靠吗？每个检查项都有至少一个变异体，即只含一个缺陷的接收端。本页列出整套检查对它们的结论：缺陷由对应的检查项检出，无关的检查项不会误报。没有缺陷的接收端全部通过，且建议也按未通过计（\`--strict\`）。

这些接收端位于 [\`test/receivers\`](../../test/receivers)。\`npm run test:long\` 会重新测量并与本页比对，\`npm run docs:matrix\` 测量后更新本页，\`npm run test:seeds\` 用十个种子测量。长连接客户端的结果见[长连接的检出矩阵](kill-matrix-long-connection.md)。`,
  },
  clientIntroduction: {
    en: `# The kill matrix of the long connection

The same proof as for [webhook receivers](kill-matrix.md): clients that are good but for one deliberate bug, and what the whole suite says of each. Every event comes over the connection under test, so one bug may trip several checks; none of them has nothing to do with it.`,
    zh: `# 长连接的检出矩阵

与 [Webhook 接收端](kill-matrix.md)相同的验证：每个客户端只含一个缺陷，下表列出整套检查的结论。所有事件都经由被测的连接推送，一个缺陷可能触发多个检查项，但它们都与该缺陷有关。`,
  },
  oneBug: { en: "## Receivers with one bug", zh: "## 只含一个缺陷的接收端" },
  runs: {
    en: "Each runs with an Encrypt Key unless it says _token only_. `idempotency/many-events`, which sends 2,000 events, runs only against those it is expected to catch, and against the good ones.",
    zh: "除注明「仅 Token」的以外，都配置了 Encrypt Key。`idempotency/many-events` 要推送 2,000 个事件，只对应由它检出的接收端和没有缺陷的接收端运行。",
  },
  otherTypeHeading: { en: "## With another type of event", zh: "## 换一种事件类型" },
  otherType: {
    en: `The suite takes events of any type, known from one captured event (\`--event\`), so the same proof is made with \`im.message.receive_v1\`: every receiver above whose bug does not lie in the content of a reserve config event acts on messages instead, and is caught by the same check and by no other than those above; the good ones pass, with an event about a room as a second type. The checks about that content, and \`idempotency/same-content-new-id\`, are skipped with the reason. \`npm run test:long\` holds it to that (\`test/contract/kill-matrix-messages.test.ts\`); without \`idempotency/many-events\` and \`idempotency/horizon\`, but for the receivers these are there to catch.`,
    zh: `只要有一个真实事件（\`--event\`），整套检查就适用于任何事件类型，因此用 \`im.message.receive_v1\` 做了同样的验证：上面的接收端，凡缺陷与预定限制的内容无关的，都改为处理消息，仍由同一检查项检出，且不触发上表以外的检查项；没有缺陷的接收端在增加一种会议室事件后依然全部通过。与预定限制内容有关的检查项，以及 \`idempotency/same-content-new-id\`，会注明原因并跳过。\`npm run test:long\` 保证这一点（\`test/contract/kill-matrix-messages.test.ts\`）；其中 \`idempotency/many-events\` 和 \`idempotency/horizon\` 只对应由它们检出的接收端运行。`,
  },
  goodHeading: { en: "## Good receivers", zh: "## 没有缺陷的接收端" },
  good: {
    en: "Each in this process with a function for a witness, and started with `--exec` with its output for a witness. What does not apply is skipped: signature and cipher without an Encrypt Key, the restart of a receiver we did not start, further types of events where there is one, and the retry of an event the receiver refused, since it refuses none.",
    zh: "每个接收端都测两次：在本进程内，以函数作为观测点；用 `--exec` 启动，以输出作为观测点。不适用的检查项会跳过：没有 Encrypt Key 时的签名与加密，非 mocklark 启动的接收端的重启，只有一种类型时的其他事件类型，以及对被拒事件的重试（它们不拒绝任何正常事件）。",
  },
  tokenOnly: { en: "_(token only)_", zh: "（仅 Token）" },
  check: { en: "Check", zh: "检查项" },
  severity: { en: "Severity", zh: "级别" },
  receiver: { en: "Receiver", zh: "接收端" },
  bug: { en: "Its bug", zh: "缺陷" },
  also: { en: "Also caught by", zh: "同时触发" },
  key: { en: "Encrypt Key", zh: "Encrypt Key" },
  token: { en: "Token only", zh: "仅 Token" },
  exec: { en: "… with `--exec`", zh: "同左，`--exec`" },
  must: { en: "must", zh: "必须" },
  should: { en: "should", zh: "建议" },
  info: { en: "info", zh: "提示" },
  next: {
    en: "Next: [The kill matrix of the long connection](kill-matrix-long-connection.md)",
    zh: "下一页：[长连接的检出矩阵](kill-matrix-long-connection.md)",
  },
  clientNext: {
    en: "Next: [The official SDKs under the contract](sdk-matrix.md)",
    zh: "下一页：[官方 SDK 的契约测试](sdk-matrix.md)",
  },
} as const satisfies Readonly<Record<string, Words>>;

export const sizeWords: Readonly<
  Record<"receivers" | "clients", Record<Language, (mutants: number, checks: number) => string>>
> = {
  receivers: {
    en: (mutants, checks) => `${mutants} receivers, ${checks} checks.`,
    zh: (mutants, checks) => `共 ${mutants} 个接收端、${checks} 个检查项。`,
  },
  clients: {
    en: (mutants, checks) => `${mutants} clients, ${checks} checks.`,
    zh: (mutants, checks) => `共 ${mutants} 个客户端、${checks} 个检查项。`,
  },
};

export const goodClients: Words = {
  en: "Good clients, which pass everything: `long-connection.mjs`, the official Node SDK with the missing parts added; `long-connection-client.mjs`, written by hand.",
  zh: "没有缺陷、全部通过的客户端：`long-connection.mjs`，官方 Node SDK 加上缺少的部分；`long-connection-client.mjs`，手写的客户端。",
};

export type Count = "passed" | "skipped" | "failed" | "undecided";

export const countWords: Readonly<Record<Language, (what: Count, count: number) => string>> = {
  en: (what, count) => `${count} ${what}`,
  zh: (what, count) => `${counted[what]} ${count}`,
};

const counted: Readonly<Record<Count, string>> = {
  passed: "通过",
  skipped: "跳过",
  failed: "未通过",
  undecided: "无法判定",
};

/** The bugs of webhook receivers in Chinese, by the receiver's name; in English each receiver says it itself. */
export const webhookBugs: Readonly<Record<string, string>> = {
  "forgets-the-challenge": "对请求地址校验返回空对象",
  "slow-challenge": "1.2 秒后才返回 challenge",
  "warms-up-at-the-first-request": "启动后收到第一个请求才加载依赖，耗时 1.3 秒",
  "challenge-of-any-token": "不检查 url_verification 请求的 token",
  "plain-challenge": "配置了 Encrypt Key，仍返回明文请求的 challenge",
  "hmac-signature": "用 Encrypt Key 按 HMAC-SHA256 计算签名",
  "asks-about-every-subscriber": "逐个查询成员后才响应：500 人需要 3.5 秒",
  "answers-204": "对事件返回 204 No Content",
  "rooms-only": "拒绝不属于会议室的 scope_id",
  "user-id-is-a-string": "拒绝值为 null 的 user_id，而没有权限的应用收到的正是 null",
  "needs-every-block": "拒绝不含 time_config 的事件",
  "quarter-of-an-hour": "拒绝小于 0.25 小时的 meeting_duration，而 0.1 是合法值",
  "whole-hours-only": "拒绝不是整数小时的 meeting_duration",
  "first-approver": "直接读取 approvers[0]，不看列表是否为空",
  "small-body-limit": "拒绝超过 32 kB 的请求体",
  "strict-fields": "拒绝含有未知字段的事件",
  "unknown-type-is-an-error": "收到未处理的事件类型时返回 500",
  "first-type-only": "只处理第一种事件类型，对其余类型返回 200",
  "canonical-header-names": "只按 X-Lark-Signature 这一种大小写查找请求头",
  "reads-ascii": "将解密后的字节按 ASCII 解码",
  "signs-the-parsed-body": "对解析后再 JSON.stringify 的请求体校验签名（密钥为空）",
  "first-piece-only": "把请求体的第一个分段当作全部",
  "two-requests-a-connection": "同一条 TCP 连接上的第三个请求到来时断开",
  "forty-at-once": "事件密集时每个最多占用 1 秒，并发超过 40 个即拒绝",
  "fails-now-and-then": "每 7 个事件有一个在记录之前返回 500，重试时才处理",
  "signature-not-compared": "要求有 X-Lark-Signature，但不比对它的值",
  "silent-about-forgeries": "签名错误时返回 200 且不处理，与 Node SDK 相同",
  "signature-optional": "只在带签名时才校验签名",
  "signature-shape-only": "只要是 64 位十六进制就认可，不管对应哪个请求体",
  "dies-of-bad-ciphertext": "收到签名正确但无法解密的密文时退出",
  "decrypts-before-it-verifies": "先解密后验签，收到用其他密钥加密的密文时退出",
  "takes-plaintext": "配置了 Encrypt Key，仍接受用空密钥签名的明文事件",
  "token-unchecked": "只能依靠 token 校验，却只在请求地址校验时检查",
  "token-unchecked-with-key": "已验签，因而不检查事件的 token",
  "token-optional": "只在事件带 token 时才比对",
  "key-may-be-missing": "也接受不含密钥的签名，就像还未配置密钥时一样",
  "notes-before-it-checks": "校验签名和 token 之前就记录了 event_id",
  "no-replay-window": "不检查时间戳",
  "thirty-seconds-window": "时间戳与自身时钟相差超过 30 秒即拒绝",
  "dies-of-no-json": "收到不是 JSON 的请求体时退出",
  "shows-its-stack": "拒绝请求时返回调用栈",
  "acts-on-every-copy": "每次推送都处理，包括已处理过的事件",
  "conflict-on-repeat": "对重复事件返回 409，使飞书再次推送",
  "looks-then-writes": "先查询事件是否已有，等数据库返回后才记录",
  "one-content-one-event": "设置相同而 event_id 不同的事件被当作重复事件",
  "memory-only": "重启后不再记得处理过哪些事件",
  "remembers-a-hundred": "只保留最近 100 个 event_id",
  "forgets-after-two-hours": "event_id 只保留 2 小时，而最后一次重试在 7 小时之后",
  "claims-before-it-has-read": "请求体还没收完就记录了 event_id",
  "old-news": "拒绝创建超过 1 小时的事件，而最后一次重试在 7 小时之后",
  "one-body-one-event": "按字节判断重复，换了 iv 的重试被当作新事件",
  "notes-before-failing-work": "处理之前就记录 event_id；每 7 次处理有一次返回 500，重试被当作重复",
  "works-from-memory": "事件写入磁盘后返回 200，300 毫秒后才根据内存处理",
  "one-hour-window": "只接受 1 小时内的签名；若重试沿用首次的签名，这个时间太短",
};

/** The same of clients of the long connection. */
export const clientBugs: Readonly<Record<string, string>> = {
  "asks-and-stays-away": "获取了连接地址，但不建立连接",
  "keeps-its-first-config": "忽略 pong 带来的 ClientConfig",
  "acks-with-nothing": "响应帧的 payload 为空",
  "joins-as-they-come": "按到达顺序拼接分包",
  "deafened-by-a-bad-frame": "收到一条不是帧的消息后，不再读取该连接",
  "wants-a-token": "拒绝 header.token 为空的事件",
  "silent-about-unknown-types": "不响应未处理的事件类型",
  "refuses-unknown-types": "对未处理的事件类型响应 500，与三种官方 SDK 相同",
  "first-type-only": "只处理第一种事件类型，对其余类型响应 200",
  "acts-on-every-push": "事件再次推送时再次处理",
  "forgets-with-its-process": "event_id 只保存在内存中",
  "stays-away": "连接断开后不重连",
  "waits-for-ever": "收不到 pong 也不处理",
  "waits-for-the-endpoint": "获取连接地址时不设超时",
  "three-tries": "连续尝试 3 次后放弃",
  "counts-its-tries": "尝试 ReconnectCount 次后永久放弃",
  "hammers-at-the-door": "连接数超限时每秒重试 10 次",
};
