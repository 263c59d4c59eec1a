/**
 * The pages about receivers on SDKs and libraries in Chinese, by what they say in English: what is measured is
 * written once, in English, and read from there (pages-in-chinese.ts).
 */
export const linesInChinese: Readonly<Record<string, string>> = {
  "# The official SDKs under the contract": "# 官方 SDK 的契约测试",
  "What each of Feishu's four SDKs does by itself, and what you have to add. Every column is a run of `mocklark check --strict` against a real receiver on that SDK: the **samples** are those of the event's documentation with their bugs mended ([what was mended](../test/interop/README.md#what-was-mended-in-the-samples)), the **complete** receivers add what the SDK leaves to you, and pass everything. Copy from the complete ones.":
    "飞书的四种 SDK 各自能做到什么，还需要补充什么。每一列是对一个真实接收端运行 `mocklark check --strict` 的结果：**示例**来自该事件的文档，已修正其中的错误（[修正了什么](../../test/interop/README.md#what-was-mended-in-the-samples)）；**完整**的接收端补上了 SDK 留给使用者的部分，全部通过。请以完整的接收端为蓝本。",
  "This page is generated: `npm run docs:sdk-matrix` builds all sixteen receivers, runs the suite against them and writes it. `npm run test:interop` does the same and compares.":
    "本页自动生成：`npm run docs:sdk-matrix` 构建全部 16 个接收端，逐个运行整套检查，再写出本页；`npm run test:interop` 做同样的事，并与本页比对。",
  "**yes**: the check holds. **no** in bold: a _must_ is missed – Feishu counts the delivery as failed, anyone can make the receiver act, or one change acts twice. no: a _should_ is missed. –: does not apply, or cannot be tried: the clock of a Go program cannot be moved from outside.":
    "**是**：符合要求。粗体的**否**：违反「必须」，后果是飞书记为推送失败、任何人都能让接收端处理伪造的事件，或同一次变更处理两次。否：违反「建议」。–：不适用或无法尝试，例如 Go 程序的时钟无法从外部拨动。",
  "## Webhook, with an Encrypt Key": "## Webhook，配置了 Encrypt Key",
  "## Webhook, without an Encrypt Key": "## Webhook，没有 Encrypt Key",
  "## Long connection": "## 长连接",
  "## Webhook, with an Encrypt Key: messages": "## Webhook，配置了 Encrypt Key：消息事件",
  "## Long connection: messages": "## 长连接：消息事件",
  "## What to add": "## 需要补充什么",
  'The samples here are mended, or most checks could not even begin. As printed, none of the four passes URL verification for an app that has a Verification Token (Node lacks `autoChallenge`; Go, Python and Java compare the token with `""`), the Python sample refuses every event of such an app, and those for Go and Java do not compile. The bare Node SDK with `autoChallenge` also ends its process on ciphertext that does not open – it decrypts before it verifies, and nothing catches what `adaptDefault` rejects with; the sample here catches it.':
    '这里的示例都修正过，否则大多数检查项无从谈起。按文档原样，对于有 Verification Token 的应用，四个示例都通不过请求地址校验（Node 缺少 `autoChallenge`；Go、Python 和 Java 拿 token 与 `""` 比对），Python 示例会拒绝这类应用的所有事件，Go 和 Java 的示例无法编译。Node SDK 即使加上 `autoChallenge`，收到无法解密的密文时也会使进程退出：它先解密后验签，而 `adaptDefault` 抛出的错误无人捕获；这里的示例捕获了它。',
  "By itself it misses:": "SDK 自身不符合的有：",
  "# Other libraries under the contract": "# 其他库的契约测试",
  "What receivers on libraries that others wrote do by themselves, and, beside them, an old release of Feishu's Python SDK. Every column is a run of `mocklark check --strict` against [a small receiver](../test/interop/third-party) written the way the library's own documentation says, with the checks that it offers switched on. What is missed is therefore yours to add, as [the page about the SDKs](sdk-matrix.md#what-to-add) shows; it does not say how good the library is at what it is for.":
    "用第三方库编写的接收端自身能做到什么，并列出飞书 Python SDK 的一个旧版本作为对照。每一列是对[一个小型接收端](../../test/interop/third-party)运行 `mocklark check --strict` 的结果；接收端按库自己的文档编写，并打开了它提供的各项校验。不符合的部分因此需要自行补充，做法见[官方 SDK 的契约测试](sdk-matrix.md#需要补充什么)；这并不表示该库在其本来用途上的好坏。",
  "This page is generated: `npm run docs:third-party-matrix` installs the libraries, runs the suite against them and writes it. `npm run test:interop` does the same and compares.":
    "本页自动生成：`npm run docs:third-party-matrix` 安装这些库，逐个运行整套检查，再写出本页；`npm run test:interop` 做同样的事，并与本页比对。",
  "**yes**: the check holds. **no** in bold: a _must_ is missed. no: a _should_ is missed. now and then: a race, see below. –: does not apply. ?: could not be decided.":
    "**是**：符合要求。粗体的**否**：违反「必须」。否：违反「建议」。时有：取决于先后，见下文。–：不适用。?：无法判定。",
  "None of the first three knows the reserve config event: its body arrives as raw data. Satori and NoneBot are for messages, so they are judged a second time by `im.message.receive_v1`, taken by the library's own handler for messages. Satori checks signatures and tokens only with `verifySignature` and `verifyToken`, which are set here and off by default. NoneBot and Satori come online only once `/open-apis/auth/v3/tenant_access_token/internal` and `/open-apis/bot/v3/info` have answered; the gateway answers both. feishu-bot-sdk leaves the server to you: here it is Flask behind waitress.":
    "前三个库都不认识会议室预定限制的事件，事件体以原始数据的形式交给处理函数。Satori 和 NoneBot 面向消息，因此又用 `im.message.receive_v1` 检查了一遍，由库自己的消息处理函数接收。Satori 只有设置 `verifySignature` 和 `verifyToken` 才会校验签名和 token，这里都已设置，默认不开启。NoneBot 和 Satori 要等 `/open-apis/auth/v3/tenant_access_token/internal` 和 `/open-apis/bot/v3/info` 都有响应才会上线，长连接网关提供这两个接口。feishu-bot-sdk 不含服务器，这里用的是 Flask 加 waitress。",
  "Left out: `connection/silent-endpoint`, because NoneBot and feishu-bot-sdk give up on an answer after 30 s, as long as the check waits, and the other two wait much longer; and `idempotency/horizon`, because none of them remembers an event at all. For that reason `idempotency/many-events` is left out with messages.":
    "未列入的检查项：`connection/silent-endpoint`，因为 NoneBot 和 feishu-bot-sdk 等待响应 30 秒后放弃，与该检查项的等待时间相同，另外两个等得更久；`idempotency/horizon`，因为它们都不记录事件。出于同样的原因，消息事件未列入 `idempotency/many-events`。",
  "## Why": "## 原因",
  "Next: [Other libraries under the contract](third-party-matrix.md)":
    "下一页：[其他库的契约测试](third-party-matrix.md)",
};

export const cellsInChinese: Readonly<Record<string, string>> = {
  yes: "是",
  no: "否",
  "**no**": "**否**",
  "now and then": "时有",
  must: "必须",
  should: "建议",
  info: "提示",
  nothing: "无",
  Check: "检查项",
  Severity: "级别",
  "Missed by the SDK alone": "SDK 自身不符合的",
  "Webhook, with an Encrypt Key": "Webhook，配置了 Encrypt Key",
  "Webhook, without an Encrypt Key": "Webhook，没有 Encrypt Key",
  "Long connection": "长连接",
};

/** What a check says of a receiver, what mends it, and why a library misses it. */
export const textsInChinese: Readonly<Record<string, string>> = {
  "A challenge with another token was echoed.": "token 不符，仍返回了 challenge。",
  "A challenge in clear was echoed.": "对明文请求也返回了 challenge。",
  "The forged event was answered as if it had been received.": "对伪造事件的响应与正常事件相同。",
  "The event with another token was acted on.": "token 不符的事件仍被处理。",
  "The event with no token was acted on.": "没有 token 的事件仍被处理。",
  "The event was acted on although it was signed seven days ago.":
    "签名时间是 7 天前，事件仍被处理。",
  "The event was not acted on exactly once.": "事件未做到只处理一次。",
  "5 copies at once were not acted on exactly once.": "同时推送 5 份相同事件，未做到只处理一次。",
  "An event was acted on again after 2000 others.":
    "收到另外 2,000 个事件之后，同一事件再次被处理。",
  "The receiver remembers no event at all: see idempotency/duplicate.":
    "接收端不记录任何事件，见 idempotency/duplicate。",
  "The event and its retry were not acted on exactly once.": "事件及其重试未做到只处理一次。",
  "It did not notice that the gateway had gone silent.": "未发现长连接网关已停止响应。",
  "It was told ReconnectCount 1, and gave up in an outage.":
    "收到 ReconnectCount 1 后，在断线期间放弃了重连。",
  "An event of a type without a handler was not acknowledged with 200.":
    "没有注册处理函数的事件类型，未以 200 响应。",
  "An event of an unknown type was not accepted.": "未知类型的事件未被接受。",
  "It did not ask again for 30 s while the endpoint did not answer.":
    "连接地址接口没有响应时，30 秒内未再次请求。",
  "Its pings leave out required fields, so it gets no pong for them and may take that for a lost connection: see connection/pings.":
    "它的 ping 缺少必填字段，因而收不到 pong，可能误以为连接已断，见 connection/pings。",
  "Verify the raw bytes, the age and the token before the SDK sees the request":
    "在 SDK 之前校验原始 body、时间戳和 token",
  "Hand the SDK what was verified, in clear: it then has nothing to decrypt and cannot die of it":
    "把校验过的明文交给 SDK，它就无需解密，也不会因此退出",
  "Act once per event_id, also over a restart": "每个 event_id 只处理一次，重启后也是如此",
  "Long connection: notice a silent peer": "长连接：发现对端已停止响应",
  "Long connection: start again when the SDK has given up": "长连接：SDK 放弃后重新启动",
  "Check the age of the signature": "检查签名的时间",
  "Check the token of events too, and leave other types alone":
    "也检查事件的 token，不处理其他类型",
  "Long connection: a handler that does nothing for each other type you are subscribed to":
    "长连接：为已订阅的其他类型各注册一个空的处理函数",
  "Long connection: end the process when the SDK gives up, so that it is started again":
    "长连接：SDK 放弃时结束进程，以便重新启动",
  "With an Encrypt Key refuse what is not encrypted": "配置了 Encrypt Key 时，拒绝未加密的请求",
  "Refuse an event whose token is absent, which the SDK lets through":
    "拒绝没有 token 的事件，SDK 会放行它",
  "Answer 200 to types you do not handle": "对不处理的事件类型返回 200",
  "Long connection: a timeout for the question where to connect": "长连接：获取连接地址时设置超时",
  "Long connection: say 200 to types you do not handle": "长连接：对不处理的事件类型以 200 响应",
  "Long connection: no count of tries": "长连接：不限制重连次数",
  "Check the token of events too": "也检查事件的 token",
  "Long connection: notice a silent peer and a clean close": "长连接：发现对端已停止响应或正常关闭",
  "A challenge is echoed before any token is looked at.": "返回 challenge 之前不检查 token。",
  "A challenge is echoed before the token is looked at.": "检查 token 之前就返回了 challenge。",
  "A body with a `challenge` is echoed before any token is looked at.":
    "请求体只要含有 `challenge`，不检查 token 就返回。",
  "A body without `encrypt` is taken as it is, also when there is an Encrypt Key.":
    "配置了 Encrypt Key，仍直接接受不含 `encrypt` 的请求体。",
  "The signature is compared only if the request has one.": "只在请求带签名时才比对签名。",
  "`verifyToken` reads `token` at the top of the body as it came, still encrypted; an event of schema 2.0 has it in `header`.":
    "`verifyToken` 在收到的、尚未解密的请求体顶层查找 `token`；而 2.0 版事件的 token 位于 `header`。",
  "The timestamp goes into the hash and is not judged.": "时间戳只参与计算签名，不检查是否过期。",
  "An event for an app id that it does not know ends the process: no bot is found, and nothing catches what follows. No signature is needed for that.":
    "收到未知 App ID 的事件时进程退出：找不到对应的机器人，由此产生的错误无人捕获。请求无需签名即可触发。",
  "No event_id is remembered.": "不记录 event_id。",
  "A pong's ClientConfig is not read.": "不读取 pong 带来的 ClientConfig。",
  "Bytes that are no frame end the process: nothing catches what decoding them throws.":
    "收到不是帧的数据时进程退出：解码抛出的错误无人捕获。",
  "A ping that stays without a pong is not noticed.": "ping 没有得到 pong 也不会发现。",
  "A ping that stays without a pong is not noticed; the WebSocket's own pings, every 20 s, notice it after 40 s.":
    "ping 没有得到 pong 也不会发现；WebSocket 自身每 20 秒一次的 ping 会在 40 秒后发现。",
  "No X-Lark header is ever read: the token alone, and being able to encrypt, tell an event from a forgery.":
    "从不读取 X-Lark-* 请求头：区分真伪只靠 token 和能否加密。",
  "It answers 200 and leaves the work to a task of its own: whichever comes first.":
    "返回 200 的同时把处理交给另一个任务，谁先完成并不确定。",
  "An event without a handler is an exception, as is one whose handler failed; `register_default` takes what has no handler.":
    "没有处理函数的事件会抛出异常，与处理函数失败时相同；`register_default` 可以接收没有处理函数的事件。",
  "An event without a token, or with an empty one, passes.":
    "没有 token 或 token 为空的事件可以通过。",
  "It has a `MemoryIdempotencyStore`, and nothing in it calls that: its documentation asks you to.":
    "库中有 `MemoryIdempotencyStore`，但自身没有任何地方调用，文档要求由使用者调用。",
  "Its pings lack SeqID and method, which the official clients send and demand of a frame: its protobuf library leaves out what is 0. Official decoders refuse such a frame, and Feishu has been seen not to answer it.":
    "它的 ping 缺少 SeqID 和 method，而官方客户端会发送并要求帧含有这两个字段：它所用的 protobuf 库会省略值为 0 的字段。官方的解码器拒绝这样的帧，也见过飞书不响应它。",
  "When the last pong came is noted and not used; the WebSocket's own pings, every 20 s, notice it after 40 s.":
    "记录了最近一次 pong 的时间，但没有使用；WebSocket 自身每 20 秒一次的 ping 会在 40 秒后发现。",
  "An event without a handler is an exception.": "没有处理函数的事件会抛出异常。",
  "ReconnectCount is taken at its word: after that many tries it gives up for good.":
    "严格按 ReconnectCount 执行：尝试到该次数后永久放弃。",
};
