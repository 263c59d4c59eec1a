/** What the reference says around what it takes from the code, in each language. */

export const titles = {
  commands: { en: "Commands", zh: "命令" },
  checks: { en: "Checks", zh: "检查项" },
  causes: { en: "Causes", zh: "原因" },
  "exit-codes": { en: "Exit codes", zh: "退出码" },
  schemas: { en: "Schemas", zh: "Schema" },
  "how-we-know": { en: "How we know", zh: "事实与依据" },
};

export const next = { en: "Next: ", zh: "下一页：" };

export const generated = {
  en: "This page is generated from the code by `npm run generate`.",
  zh: "本页由 `npm run generate` 根据代码生成。",
};

export const introductions = {
  commands: {
    en: "Every command as `mocklark <command> --help` prints it. `--lang zh` prints the same in Chinese.",
    zh: "各命令的帮助，与 `mocklark <命令> --help --lang zh` 的输出一致。",
  },
  checks: {
    en: "What `mocklark check` holds a receiver to, each with the rule, why it matters and how to fix it. `mocklark explain-check <id>` prints the same. A _must_ that is missed fails the run; a _should_ is advice, which fails it only with `--strict`; an _info_ never does.",
    zh: "`mocklark check` 对接收端的全部要求，每一项都写明规则、为什么要紧和怎么改；`mocklark explain-check <ID>` 输出同样的内容。违反「必须」即未通过；违反「建议」只警告，加 `--strict` 才算未通过；「提示」从不影响结论。",
  },
  causes: {
    en: "What **Start with this** at the end of a report can name. A cause is named only when an experiment with one and the same event changed the receiver's answer, twice.",
    zh: "报告末尾「先解决这一项」可能给出的原因。只有用同一个事件做实验、两次都改变了接收端的响应，才会给出结论。",
  },
  "exit-codes": {
    en: "How a command ends, for shells and CI.",
    zh: "命令结束时返回的代码，供 shell 和 CI 判断。",
  },
  schemas: {
    en: "Every file that mocklark reads or writes has a JSON Schema (2020-12) in [`schemas/`](../../schemas). `mocklark schema <name>` prints one; editors complete and check a file that names it in `$schema`; `mocklark validate` says what is wrong with one.",
    zh: "mocklark 读写的每种文件都有 JSON Schema（2020-12），位于 [`schemas/`](../../../schemas)。`mocklark schema <名称>` 输出其中一份；文件用 `$schema` 指明后，编辑器即可补全和检查；`mocklark validate` 指出文件错在哪里。",
  },
};

/** Over the checks of one group. */
export const groups = {
  challenge: { en: "The URL check", zh: "请求地址校验" },
  event: { en: "Events", zh: "事件" },
  idempotency: { en: "Acting once", zh: "去重" },
  retry: { en: "Retries", zh: "重试" },
  security: { en: "Security", zh: "安全" },
  connection: { en: "The long connection", zh: "长连接" },
};

export const checkLabels = {
  check: { en: "Check", zh: "检查项" },
  severity: { en: "Severity", zh: "级别" },
  title: { en: "What it claims", zh: "要求" },
  needs: { en: "Needs", zh: "前提" },
};

export const needs = {
  "encrypt-key": { en: "an Encrypt Key", zh: "配置了 Encrypt Key" },
  "verification-token": { en: "a Verification Token", zh: "配置了 Verification Token" },
  "managed-receiver": {
    en: "a receiver that mocklark starts (`--exec`)",
    zh: "由 mocklark 启动的接收端（`--exec`）",
  },
  "receiver-clock": {
    en: "a clock of the receiver that can be moved (`--receiver-clock`)",
    zh: "可以拨动的接收端时钟（`--receiver-clock`）",
  },
  "reserve-config": {
    en: "events of `vc.reserve_config.updated_v1`",
    zh: "事件类型为 `vc.reserve_config.updated_v1`",
  },
  "content-without-id": {
    en: "a content without an id of its own",
    zh: "事件内容没有自己的 ID",
  },
  "further-types": { en: "more than one type of events", zh: "不止一种事件类型" },
};

export const listSeparator = { en: ", ", zh: "、" };

export const causeLabels = {
  cause: { en: "Cause", zh: "原因" },
  what: { en: "What it means", zh: "含义" },
  explains: { en: "What it explains", zh: "能解释的现象" },
};

export const troubles = {
  challenge: { en: "the URL does not verify", zh: "请求地址校验未通过" },
  event: { en: "good events are refused", zh: "正常事件被拒绝" },
  flaky: { en: "good events are refused now and then", zh: "正常事件时而被拒绝" },
  "no-effect": { en: "events answered with 200 have no effect", zh: "返回 200 却没有处理" },
};

export const causes = {
  redirects: {
    en: "The receiver redirects, and Feishu does not follow.",
    zh: "接收端返回了重定向，而飞书不会跟随。",
  },
  "wrong-path": {
    en: "The challenge verifies at another path of the same receiver.",
    zh: "请求地址的路径不对：同一接收端的另一条路径能通过校验。",
  },
  "answers-nothing": {
    en: "Neither the challenge nor an event is answered at all.",
    zh: "challenge 和事件都没有得到任何响应。",
  },
  "answers-late": {
    en: "The receiver answers only after its work, and too late.",
    zh: "接收端先处理、后响应，因而超时。",
  },
  "wrong-status": {
    en: "The answer is 201, 202 or 204, where only 200 counts.",
    zh: "返回的是 201、202 或 204，而只有 200 算成功。",
  },
  "sets-no-answer": {
    en: "The receiver acts on the event and then answers that it failed: mostly the handler answers nothing, and the framework does.",
    zh: "事件已处理，返回的却是失败：多半是处理函数没有写响应，由框架代答。",
  },
  "wants-content-type": {
    en: "The whole Content-Type is compared, with another spelling.",
    zh: "对 Content-Type 做了全文比较，只认另一种写法。",
  },
  "refuses-user-agent": {
    en: "A filter in front of the receiver refuses what is no browser.",
    zh: "接收端前面的防护只放行浏览器的 User-Agent。",
  },
  "body-in-base64": {
    en: "A gateway hands the body over in base64, and the receiver takes that for the body.",
    zh: "网关以 base64 传入请求体，接收端未解码就当作请求体使用。",
  },
  "challenge-in-another-form": {
    en: "The challenge comes back, but not in a JSON object with status 200.",
    zh: "返回了 challenge，但不是 200 状态码加 JSON 对象的形式。",
  },
  "signature-before-challenge": {
    en: "A signature is demanded of the one request that carries none.",
    zh: "要求 url_verification 请求也带签名，而它从不带签名。",
  },
  "event-members-before-challenge": {
    en: "The members of an event are looked for in the url_verification request, which has none.",
    zh: "在 url_verification 请求中查找事件的字段，而它没有这些字段。",
  },
  "challenge-token": {
    en: "The challenge's token is compared with something else than the Verification Token.",
    zh: "拿来与 challenge 请求的 token 比对的不是 Verification Token。",
  },
  "wrong-decryption": {
    en: "The body is decrypted with another key, IV, padding or alphabet than documented.",
    zh: "解密所用的密钥、iv、填充或 base64 字符集与文档不符。",
  },
  "padding-length-matters": {
    en: "Whether a text can be read depends on how much padding follows it.",
    zh: "能否解密取决于填充的长度。",
  },
  "acts-on-next-request": {
    en: "Work after the answer waits for the next request, as on a serverless instance that is frozen meanwhile.",
    zh: "响应之后的处理要等下一个请求到来才继续，例如云函数实例在响应后被冻结。",
  },
  "first-schema-only": {
    en: "Only events of schema 1.0 are known, whose members stand elsewhere.",
    zh: "只支持 1.0 版事件，而它的字段位置与 2.0 版不同。",
  },
  "stray-members": {
    en: "Schema 2.0 is read, but one member is looked for where schema 1.0 has it.",
    zh: "按 2.0 版解析事件，却有一个字段仍在 1.0 版的位置上查找。",
  },
  "wrong-clock": {
    en: "The true time is refused, and another is taken.",
    zh: "正确的时间戳被拒绝，偏移后的反而被接受。",
  },
  "wrong-formula": {
    en: "The signature is computed by another formula than the documented one.",
    zh: "签名没有按官方算法计算。",
  },
  "encrypt-never-opened": {
    en: "What comes in clear is understood, and what comes encrypted is not.",
    zh: "能处理明文推送，不能处理加密推送。",
  },
  "refuses-content": {
    en: "Something in the plain event is refused, and the event without it is taken.",
    zh: "事件中的某个字段值被拒绝，去掉后即可接受。",
  },
  "event-token": {
    en: "`header.token` is compared with something else than the Verification Token.",
    zh: "拿来与 `header.token` 比对的不是 Verification Token。",
  },
  "wants-header-case": {
    en: "Headers are looked up by lower-case names only, in what keeps the case they were sent in.",
    zh: "只按小写名称查找请求头，而所用的容器保留原来的大小写。",
  },
  "serves-no-such-path": {
    en: "The answer is 404 or 405, for the challenge too, as at a path that cannot exist.",
    zh: "challenge 请求也返回 404 或 405，与不存在的路径一样。",
  },
};

export const codeLabels = {
  code: { en: "code", zh: "退出码" },
  meaning: { en: "meaning", zh: "含义" },
  error: { en: "error code", zh: "错误码" },
  exits: { en: "exit code", zh: "退出码" },
};

/** By name in src/cli/exit-codes.ts. */
export const exitMeanings = {
  ok: { en: "all well", zh: "一切正常" },
  failed: {
    en: "a check, an expectation or a delivery failed, or a baseline entry is out of date",
    zh: "有检查项未通过、期望不符或推送失败，或基线条目已过期、已失效",
  },
  usage: {
    en: "a wrong flag, config, scenario or event",
    zh: "选项、配置、场景或事件有误",
  },
  environment: {
    en: "the surroundings: target unreachable, `--exec` did not come up, port or file not usable, a report not written",
    zh: "环境问题：目标无法访问、`--exec` 未能启动、端口或文件不可用、报告未能写出",
  },
  internal: { en: "our own bug", zh: "mocklark 自身的缺陷" },
  stopped: {
    en: "stopped by SIGHUP, Ctrl-C or SIGTERM, after the reports were written; before the program is loaded (0.3 s) there are none",
    zh: "被 SIGHUP、Ctrl-C 或 SIGTERM 中止，报告已写出；程序加载完成之前（0.3 秒）没有报告",
  },
  unread: {
    en: "whoever read our output went away, as in `mocklark generate --count 1000 | head`",
    zh: "读取输出的程序提前退出，例如 `mocklark generate --count 1000 | head`",
  },
};

export const errorsHeading = {
  en: "## In programs\n\nThe library throws one error, `MocklarkError`. Its `code` says what happened, its `exitCode` how a command would end; `message` and `remedy` are English, `text` and `remedyText` speak every language.",
  zh: "## 在程序中\n\n库只抛出一种错误 `MocklarkError`：`code` 说明出了什么问题，`exitCode` 是命令对应的退出码；`message` 和 `remedy` 为英文，`text` 和 `remedyText` 可用任一语言输出。",
};

/** By code in src/base/errors.ts. */
export const errorMeanings = {
  USAGE: {
    en: "a flag, argument or option that makes no sense",
    zh: "选项或参数有误",
  },
  MALFORMED_DOCUMENT: {
    en: "a file that is not the JSON or YAML it should be",
    zh: "文件不是合法的 JSON 或 YAML",
  },
  INVALID_DOCUMENT: {
    en: "a document whose shape or values break a schema or a rule",
    zh: "文件的结构或取值不符合 Schema 或规则",
  },
  INVALID_EVENT: {
    en: "an event that would be sent although it does not validate",
    zh: "待推送的事件未通过格式校验",
  },
  INVALID_OVERRIDE: {
    en: "a `--set` or `--unset` path or value that does not fit the event",
    zh: "`--set` 或 `--unset` 的路径或取值与事件不符",
  },
  NOT_SUBSCRIBED: {
    en: "the app lacks a permission, so Feishu would send it nothing",
    zh: "应用缺少权限，飞书不会向它推送",
  },
  UNDECRYPTABLE: { en: "an encrypted text that does not open", zh: "密文无法解密" },
  FORBIDDEN_TARGET: {
    en: "a target that is not allowed: Feishu itself, or a public host without `--allow-host`",
    zh: "不允许的目标：飞书自己的域名，或未用 `--allow-host` 放行的公网主机",
  },
  FILE: {
    en: "a file or folder that cannot be read or written",
    zh: "文件或文件夹无法读写",
  },
  ENVIRONMENT: {
    en: "the target cannot be reached, a port is taken, a managed receiver did not come up",
    zh: "目标无法访问、端口被占用，或由 mocklark 启动的接收端未能启动",
  },
  INTERNAL: { en: "a mistake of ours", zh: "mocklark 自身的缺陷" },
};

export const schemaLabels = {
  name: { en: "Schema", zh: "Schema" },
  title: { en: "Title", zh: "标题" },
  what: { en: "What it is for", zh: "用途" },
};

/** By file in schemas/. */
export const schemas = {
  baseline: {
    en: "Failures of a receiver that somebody has signed for, each until a day: `check --baseline`.",
    zh: "基线：有人负责、有到期日的已知问题，用于 `check --baseline`。",
  },
  capture: {
    en: "One request that passed through `record`, and its answer.",
    zh: "`record` 录下的一个请求及其响应。",
  },
  config: {
    en: "`mocklark.config.yaml`: flags, by their names, for every command or one of them.",
    zh: "配置文件 `mocklark.config.yaml`：键为选项名，可对所有命令或某个命令生效。",
  },
  event: {
    en: "The event `vc.reserve_config.updated_v1` in clear.",
    zh: "事件 `vc.reserve_config.updated_v1` 的明文。",
  },
  "load-report": {
    en: "What `load --reporter json` writes about one load.",
    zh: "`load --reporter json` 输出的压测报告。",
  },
  openapi: {
    en: "What Feishu posts to a receiver, and the calls that `serve` answers: OpenAPI 3.1.",
    zh: "飞书发给接收端的请求，以及 `serve` 提供的接口：OpenAPI 3.1 文档。",
  },
  report: {
    en: "What `check --reporter json` writes about one receiver.",
    zh: "`check --reporter json` 输出的接收端报告。",
  },
  scenario: {
    en: "What Feishu does to one receiver, step by step, and what should come of it: `run`.",
    zh: "场景：飞书对接收端逐步做什么、期望什么结果，用于 `run`。",
  },
  tenant: {
    en: "A company: its apps, people, departments and meeting rooms: `serve --tenant`.",
    zh: "租户：企业的应用、成员、部门和会议室，用于 `serve --tenant`。",
  },
};
