import { createTexts } from "../../base/text.js";

/** `mocklark send`, the lines of deliveries, and what is owed in a --data folder. */
export const sendTexts = createTexts("cli/send", {
  about: {
    en: "make events and deliver them to a webhook",
    zh: "生成事件，以 Webhook 模式推送",
  },
  count: {
    en: "how many events; 0 with --data only resumes",
    zh: "事件数量；0 配合 --data 时只继续未完成的推送",
  },
  file: {
    en: "send this event instead of a generated one",
    zh: "推送此文件中的事件，不自动生成",
  },
  scenario: {
    en: "play a scenario file instead, as `run` does",
    zh: "改为运行场景文件，与 `run` 相同",
  },
  witness: {
    en: "with --scenario: log:path, url:http://…, command:…",
    zh: "配合 --scenario 使用的观测点：log:path、url:http://…、command:…",
  },
  concurrency: { en: "requests at once", zh: "并发请求数" },
  rate: { en: "events a second, for example 20/s", zh: "每秒推送的事件数，例如 20/s" },
  fault: { en: "what goes wrong with the first attempt", zh: "第 1 次尝试注入的故障" },
  "fault-probability": {
    en: "spoil each attempt with this probability, in a way the seed chooses, 0 to 1",
    zh: "每次尝试注入故障的概率，0 到 1；故障由种子决定",
  },
  duplicates: {
    en: "send each event again after its success",
    zh: "推送成功后，每个事件再重复推送的次数",
  },
  "dry-run": { en: "print the request and send nothing", zh: "试运行：只打印请求，不发送" },
  print: { en: "form of --dry-run", zh: "--dry-run 的输出形式" },
  json: { en: "one JSON object per attempt", zh: "每次尝试输出一个 JSON 对象" },
  "not-with-scenario": {
    en: ({ flag }: { flag: string }) => `Failed to send: ${flag} does not go with --scenario.`,
    zh: ({ flag }) => `无法推送：${flag} 不能与 --scenario 一起使用。`,
  },
  "not-with-scenario-remedy": {
    en: ({ flag }: { flag: string }) =>
      `Leave ${flag} out: the scenario says what is sent, and playing it sends it.`,
    zh: ({ flag }) => `去掉 ${flag}：推送什么由场景决定，运行场景就会推送。`,
  },
  "only-with-scenario": {
    en: "Failed to send: --witness goes with --scenario only.",
    zh: "无法推送：--witness 只能与 --scenario 一起使用。",
  },
  "only-with-scenario-remedy": {
    en: "Use `mocklark run` or `mocklark check` to see what the receiver does.",
    zh: "用 `mocklark run` 或 `mocklark check` 查看接收端的处理结果。",
  },
  "no-object": {
    en: ({ file }: { file: string }) => `Failed to send ${file}: it holds no JSON object.`,
    zh: ({ file }) => `无法推送 ${file}：内容不是 JSON 对象。`,
  },
  "no-object-remedy": {
    en: "Put one whole event in the file, as `mocklark generate` prints it.",
    zh: "在文件中放入一个完整的事件，格式与 `mocklark generate` 的输出相同。",
  },
  slip: {
    en: ({ file, message }: { file: string; message: string }) =>
      `Failed to send ${file}: ${message}`,
    zh: ({ file, message }) => `无法推送 ${file}：${message}`,
  },
  "slip-remedy": {
    en: ({ meant }: { meant: string }) =>
      `Did you mean "${meant}"? To send it as it is, say --allow-invalid.`,
    zh: ({ meant }) => `是否想写「${meant}」？要原样推送，请使用 --allow-invalid。`,
  },
  unreachable: {
    en: ({ to }: { to: string }) => `Failed to reach ${to}: nobody is there.`,
    zh: ({ to }) => `无法连接 ${to}：没有服务在监听。`,
  },
  "unreachable-remedy": {
    en: "Start the receiver, or check host and port.",
    zh: "请先启动接收端，或检查主机和端口。",
  },
  progress: {
    en: ({ ended, count, givenUp, rate }: Progress) =>
      `${ended}/${count} ended${givenUp > 0 ? `, ${givenUp} given up` : ""}, ${rate}/s`,
    zh: ({ ended, count, givenUp, rate }) =>
      `已结束 ${ended}/${count}${givenUp > 0 ? `，放弃 ${givenUp}` : ""}，${rate}/s`,
  },
  summary: {
    en: ({
      asked,
      succeeded,
      givenUp,
      cancelled,
      left,
      unclear,
      unstarted,
      attempts,
      seconds,
    }: Sent) =>
      [
        `${succeeded} of ${asked} delivered`,
        ...(givenUp > 0 ? [`${givenUp} given up`] : []),
        ...(cancelled > 0 ? [`${cancelled} cancelled`] : []),
        ...(left > 0 ? [`${left} left for the next process`] : []),
        ...(unclear > 0 ? [`${unclear} broken off`] : []),
        ...(unstarted > 0 ? [`${unstarted} never started`] : []),
        `${attempts} ${attempts === 1 ? "attempt" : "attempts"}`,
        ...(seconds === null ? [] : [`${seconds} s`]),
      ].join(", "),
    zh: ({ asked, succeeded, givenUp, cancelled, left, unclear, unstarted, attempts, seconds }) =>
      [
        `推送成功 ${succeeded}/${asked}`,
        ...(givenUp > 0 ? [`放弃 ${givenUp}`] : []),
        ...(cancelled > 0 ? [`取消 ${cancelled}`] : []),
        ...(left > 0 ? [`留给下次启动 ${left}`] : []),
        ...(unclear > 0 ? [`中断 ${unclear}`] : []),
        ...(unstarted > 0 ? [`未开始 ${unstarted}`] : []),
        `共 ${attempts} 次尝试`,
        ...(seconds === null ? [] : [`用时 ${seconds} 秒`]),
      ].join("，"),
  },

  attempt: {
    en: ({ attempt, attempts }: { attempt: number; attempts: number }) =>
      `attempt ${attempt}/${attempts}`,
    zh: ({ attempt, attempts }) => `第 ${attempt}/${attempts} 次`,
  },
  again: { en: "sent again after its success", zh: "成功后重复推送" },
  encrypted: { en: "encrypted", zh: "加密" },
  clear: { en: "in clear", zh: "明文" },
  waits: {
    en: ({ event, wait, attempt }: { event: string; wait: string; attempt: string }) =>
      `${event} waits ${wait} for ${attempt}`,
    zh: ({ event, wait, attempt }) => `${event} 等待 ${wait}后${attempt}尝试`,
  },
  ended: {
    en: ({ event, status }: { event: string; status: DeliveryStatus }) =>
      `${event} ${statuses[status]}`,
    zh: ({ event, status }) => `${event} ${statusesZh[status]}`,
  },
  acknowledged: {
    en: ({ code }: { code: number }) => `acknowledged ${code}`,
    zh: ({ code }) => `响应帧 ${code}`,
  },
  "not-followed": {
    en: ({ status, why }: { status: number; why: string }) => `${status}, not followed: ${why}`,
    zh: ({ status, why }) => `${status}，未跟随重定向：${why}`,
  },

  "other-user": {
    en: ({ folder, time }: { folder: string; time: string }) =>
      `the last user of ${folder} ran in another container or on another machine; waiting up to ${time} to see whether it still runs`,
    zh: ({ folder, time }) =>
      `上次使用 ${folder} 的进程在其他容器或机器上运行，最多等待 ${time}以确认它是否仍在运行`,
  },
  resuming: {
    en: ({ count }: { count: number }) =>
      `resuming ${count === 1 ? "1 unfinished delivery" : `${count} unfinished deliveries`} of an earlier process`,
    zh: ({ count }) => `继续上一个进程未完成的 ${count} 次推送`,
  },
  resumed: {
    en: ({ owed, succeeded, left }: { owed: number; succeeded: number; left: number }) =>
      `of ${owed} resumed deliveries ${succeeded} delivered${left > 0 ? `, ${left} left for the next process` : ""}`,
    zh: ({ owed, succeeded, left }) =>
      `继续的 ${owed} 次推送中，成功 ${succeeded}${left > 0 ? `，留给下次启动 ${left}` : ""}`,
  },
  owed: {
    en: ({ count }: { count: number }) =>
      `${eventsThatStay(count)} owed: the next start with this --data folder goes on with them`,
    zh: ({ count }) => `还有 ${count} 个事件未推送完，下次用此 --data 文件夹启动时继续`,
  },
  "cannot-resume": {
    en: ({ count, reasons, more }: { count: number; reasons: readonly string[]; more: number }) =>
      `Failed to resume: ${eventsThatStay(count)} owed: ${reasons.join("; ")}${more > 0 ? `; and ${more} more reasons` : ""}.`,
    zh: ({ count, reasons, more }) =>
      `无法继续 ${count} 个事件的推送：${reasons.join("；")}${more > 0 ? `；另有 ${more} 个原因` : ""}。`,
  },
  remedies: {
    en: ({ remedies }: { remedies: readonly string[] }) => remedies.join(" "),
    zh: ({ remedies }) => remedies.join(""),
  },

  "event-log": {
    en: ({ path, why }: { path: string; why: string }) =>
      `Failed to write the event log ${path}: ${why}.`,
    zh: ({ path, why }) => `无法写入事件日志 ${path}：${why}。`,
  },
});

interface Progress {
  readonly ended: number;
  readonly count: number;
  readonly givenUp: number;
  readonly rate: number;
}

interface Sent {
  readonly asked: number;
  readonly succeeded: number;
  readonly givenUp: number;
  readonly cancelled: number;
  readonly left: number;
  readonly unclear: number;
  readonly unstarted: number;
  readonly attempts: number;
  /** Null: it is not said how long it took. */
  readonly seconds: string | null;
}

type DeliveryStatus = "pending" | "succeeded" | "given-up" | "cancelled";

const statuses: Readonly<Record<DeliveryStatus, string>> = {
  pending: "is still waiting",
  succeeded: "was delivered",
  "given-up": "was given up: Feishu does not try again",
  cancelled: "was cancelled",
};

const statusesZh: Readonly<Record<DeliveryStatus, string>> = {
  pending: "仍在等待",
  succeeded: "推送成功",
  "given-up": "已放弃：飞书不再重新推送",
  cancelled: "已取消",
};

const eventsThatStay = (count: number): string =>
  count === 1 ? "1 event stays" : `${count} events stay`;
