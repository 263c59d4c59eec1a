import { createTexts } from "../../base/text.js";

/** `mocklark run`, and the scenarios that `send` and `gateway` play. */
export const runTexts = createTexts("cli/run", {
  about: { en: "play scenario files against a receiver", zh: "对接收端运行场景文件" },
  files: { en: "YAML or JSON files", zh: "YAML 或 JSON 文件" },
  clock: { en: "virtual, real, or a speed such as 60x", zh: "virtual、real 或倍速，例如 60x" },
  strict: {
    en: "effects that could not be checked fail the run too",
    zh: "无法检查处理次数也算未通过",
  },
  json: {
    en: "one JSON object per step, per scenario, and for the run",
    zh: "每个步骤、每个场景和整次运行各输出一个 JSON 对象",
  },
  "open-api": {
    en: ({ url }: { url: string }) => `The Open API is at MOCKLARK_DOMAIN=${url}`,
    zh: ({ url }) => `Open API 的地址：MOCKLARK_DOMAIN=${url}`,
  },
  progress: {
    en: ({ number, count, name, title, delivered }: Progress) =>
      `${number}/${count} ${name} · ${title} · ${delivered} deliveries ended`,
    zh: ({ number, count, name, title, delivered }) =>
      `${number}/${count} ${name} · ${title} · 已结束 ${delivered} 次推送`,
  },
  mark: {
    en: ({ verdict }: { verdict: StepVerdict }) => marks[verdict],
    zh: ({ verdict }) => marksZh[verdict],
  },
  reason: {
    en: ({ place, reason }: { place: string; reason: string }) => `${place}: ${reason}`,
    zh: ({ place, reason }) => `${place}：${reason}`,
  },
  skipped: {
    en: ({ reason }: { reason: string }) => `skipped: ${reason}`,
    zh: ({ reason }) => `跳过：${reason}`,
  },
  "not-played": {
    en: ({ reason }: { reason: string }) => `the other steps were not played: ${reason}`,
    zh: ({ reason }) => `其余步骤没有运行：${reason}`,
  },
  deliveries: {
    en: ({ count, time }: { count: number; time: string }) =>
      `${countOf(count, "delivery", "deliveries")} in ${time}`,
    zh: ({ count, time }) => `${count} 次推送，用时 ${time}`,
  },
  "deliveries-moved": {
    en: ({ deliveries, time, how }: { deliveries: string; time: string; how: string }) =>
      `${deliveries}; the receiver's clock was moved by ${time} (${how})`,
    zh: ({ deliveries, time, how }) => `${deliveries}；接收端的时钟拨快了 ${time}（${how}）`,
  },
  summary: {
    en: ({ asked, counts, missing, seed }: Summary) =>
      `${countOf(asked, "scenario", "scenarios")}: ${summaryOf(counts, missing).join(", ")} (--seed ${seed})`,
    zh: ({ asked, counts, missing, seed }) =>
      `${asked} 个场景：${summaryOfZh(counts, missing).join("，")}（--seed ${seed}）`,
  },
  moved: {
    en: ({ time, how }: { time: string; how: string }) =>
      `In all the receiver's clock was moved by ${time} (${how}).`,
    zh: ({ time, how }) => `接收端的时钟共拨快 ${time}（${how}）。`,
  },
  "not-moved": {
    en: ({ reason, remedy }: { reason: string; remedy: string }) =>
      `The receiver's clock could not be moved: ${reason} ${remedy}`,
    zh: ({ reason, remedy }) => `无法拨动接收端的时钟：${reason}${remedy}`,
  },
  unseen: {
    en: ({ count }: { count: number }) =>
      `Effects were not checked in ${count}: say --witness, or start the receiver with --exec.`,
    zh: ({ count }) =>
      `${count} 个场景未检查处理次数：用 --witness 指定观测点，或用 --exec 启动接收端。`,
  },
  "all-skipped": {
    en: "Failed to run: every scenario was skipped.",
    zh: "无法运行：所有场景都已跳过。",
  },
  "all-skipped-remedy": { en: "The reasons are printed above.", zh: "原因见上文。" },

  "no-receiver": { en: "Failed to run: there is no receiver.", zh: "无法运行：没有接收端。" },
  "no-receiver-remedy": {
    en: 'Give the receiver\'s URL with --to, or start it with --exec "node server.js".',
    zh: '用 --to 给出接收端的 URL，或用 --exec "node server.js" 启动它。',
  },
  unreachable: {
    en: ({ to, reason }: { to: string; reason: string }) =>
      `Failed to reach the receiver ${to}: ${reason}.`,
    zh: ({ to, reason }) => `无法连接接收端 ${to}：${reason}。`,
  },
  "unreachable-remedy": {
    en: "Start it, or check host and port.",
    zh: "请先启动接收端，或检查主机和端口。",
  },
  "clock-not-moved": {
    en: ({ reason }: { reason: string }) => `Failed to move the receiver's clock: ${reason}`,
    zh: ({ reason }) => `无法拨动接收端的时钟：${reason}`,
  },
  "clock-does-not-jump": {
    en: ({ how, clock }: { how: string; clock: string }) =>
      `Failed to move the receiver's clock by "${how}": it moves where simulated time jumps, but --clock ${clock} does not jump.`,
    zh: ({ how, clock }) =>
      `无法用「${how}」拨动接收端的时钟：模拟时间跳跃时才会拨动，而 --clock ${clock} 不会跳跃。`,
  },
  "clock-does-not-jump-remedy": {
    en: "Say --clock virtual or --receiver-clock off.",
    zh: "使用 --clock virtual 或 --receiver-clock off。",
  },
  "not-connected": {
    en: ({ url }: { url: string }) => `it did not connect to ${url}`,
    zh: ({ url }) => `它没有连接到 ${url}`,
  },
  "not-connected-remedy": {
    en: "Let the client take its domain from MOCKLARK_DOMAIN, its id from MOCKLARK_APP_ID and its secret from MOCKLARK_APP_SECRET.",
    zh: "让客户端从 MOCKLARK_DOMAIN 读取 domain，从 MOCKLARK_APP_ID 和 MOCKLARK_APP_SECRET 读取 App ID 和 App Secret。",
  },
  died: {
    en: ({ exit, said }: { exit: string; said: string }) =>
      `${exit}${said === "" ? "" : `; it printed last:\n${said}`}`,
    zh: ({ exit, said }) => `${exit}${said === "" ? "" : `；最后的输出：\n${said}`}`,
  },
});

interface Progress {
  readonly number: number;
  readonly count: number;
  readonly name: string;
  readonly title: string;
  readonly delivered: number;
}

interface Summary {
  readonly asked: number;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Scenarios that were not started. */
  readonly missing: number;
  readonly seed: number;
}

type StepVerdict = "passed" | "failed" | "unchecked" | "stopped";
type Verdict = StepVerdict | "skipped";

const marks: Readonly<Record<StepVerdict, string>> = {
  passed: "pass",
  failed: "FAIL",
  unchecked: "????",
  stopped: "stop",
};

const marksZh: Readonly<Record<StepVerdict, string>> = {
  passed: "通过",
  failed: "未通过",
  unchecked: "未检查",
  stopped: "停止",
};

const verdictsZh: Readonly<Record<Verdict, string>> = {
  passed: "通过",
  failed: "未通过",
  unchecked: "未检查处理次数",
  skipped: "跳过",
  stopped: "停止",
};

const countOf = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

function summaryOf(counts: Summary["counts"], missing: number): string[] {
  const words = happened(counts).map(([verdict, count]) => `${count} ${verdict}`);
  return missing > 0 ? [...words, `${missing} not started`] : words;
}

function summaryOfZh(counts: Summary["counts"], missing: number): string[] {
  const words = happened(counts).map(([verdict, count]) => `${verdictsZh[verdict]} ${count}`);
  return missing > 0 ? [...words, `未开始 ${missing}`] : words;
}

const happened = (counts: Summary["counts"]): [Verdict, number][] =>
  (Object.entries(counts) as [Verdict, number][]).filter(([, count]) => count > 0);
