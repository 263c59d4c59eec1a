import {
  countTexts,
  type ReportWords,
  reportWords,
} from "../../../contract/reporters/report-words.js";
import type { Report } from "../../../contract/report/report.js";
import type { Need, Phase } from "../../../contract/suite/check.js";

/** The texts of the page "contract". */
export interface ContractWords {
  readonly title: string;
  readonly report: ReportWords;
  readonly about: string;
  readonly effectsTitle: string;
  /** What a run does to the receiver, one sentence each. */
  readonly effects: readonly string[];
  /** The same for a receiver that mocklark starts. */
  readonly effectsWhenStarted: string;
  readonly runAll: string;
  readonly runChosen: (count: number) => string;
  readonly runAgain: (count: number) => string;
  readonly stop: string;
  readonly stopping: string;
  readonly progress: string;
  readonly done: (done: number, planned: number) => string;
  readonly starting: string;
  readonly checking: string;
  readonly waiting: (what: string) => string;
  readonly lookingForCauses: string;
  readonly mayChange: string;
  readonly ended: (report: Report) => string;
  readonly allWell: string;
  /** Nothing is wrong as far as anybody can say. */
  readonly undecided: (count: number) => string;
  readonly downloads: string;
  readonly filter: string;
  readonly all: (count: number) => string;
  readonly nothingLeft: string;
  readonly choose: string;
  readonly chosenOf: (chosen: number, all: number) => string;
  readonly chooseHint: string;
  readonly chooseNone: string;
  readonly loading: string;
  readonly phases: Readonly<Partial<Record<Phase, string>>>;
  readonly needs: Readonly<Record<Need, string>>;
}

export const contractEn: ContractWords = {
  title: "Contract",
  report: reportWords.en,
  about:
    "Does the receiver do what Feishu demands? Each check sends it events the way Feishu does, or as an attacker would, and looks at the answer and at what the receiver did.",
  effectsTitle: "What a run does to the receiver",
  effects: [
    "It gets thousands of events – genuine, repeated, forged and broken ones – and acts on the genuine ones: let it work on test data.",
    "Some attacks may bring it down; the report then says which one.",
    "Most runs end within half a minute, those of a long connection within a few minutes. A run can be stopped at any time.",
  ],
  effectsWhenStarted:
    "mocklark starts it for this, kills it and starts it again, and moves its clock by up to seven hours. Other events find nobody there meanwhile, and are retried.",
  runAll: "Run all checks",
  runChosen: (count) => (count === 1 ? "Run the chosen check" : `Run the ${count} chosen checks`),
  runAgain: (count) => (count === 1 ? "Run the failed one again" : `Run the ${count} failed again`),
  stop: "Stop",
  stopping: "Stopping …",
  progress: "Progress of the run",
  done: (done, planned) => `${done} of ${planned} checks`,
  starting: "Meeting the receiver …",
  checking: "Checking …",
  waiting: (what) => `Waiting for ${what} …`,
  lookingForCauses: "Every check has been tried. Looking for the causes …",
  mayChange: "Results so far; a second try may still change them.",
  ended: ({ startedAt, summary, checks }) =>
    `${timeText(startedAt, "en")}: ${checks.length} checks – ${countsText({ summary }, reportWords.en)}.`,
  allWell: "Nothing to mend.",
  undecided: (count) =>
    `No fault was found, but ${count === 1 ? "one check" : `${count} checks`} could not be decided: the reason says what is missing.`,
  downloads: "Save the report",
  filter: "Show by verdict",
  all: (count) => `${count} in all`,
  nothingLeft: "No check of this report has that verdict.",
  choose: "Choose checks",
  chosenOf: (chosen, all) => ` (${chosen}/${all})`,
  chooseHint: "The choice is in the address: the same link chooses the same checks.",
  chooseNone: "Choose none",
  loading: "Loading …",
  phases: {
    flood: "thousands of events",
    destructive: "may bring it down",
    kill: "kills it",
    restart: "restarts it",
    "time-travel": "moves its clock",
  },
  needs: {
    "encrypt-key": "needs an Encrypt Key",
    "verification-token": "needs a Verification Token",
    "managed-receiver": "needs --exec",
    "receiver-clock": "needs a clock that can be moved",
    "reserve-config": "about reserve config events",
    "content-without-id": "about reserve config events",
    "further-types": "needs several types of events",
  },
};

/** The counts that are not nothing. */
const countsText = (report: Pick<Report, "summary">, words: ReportWords): string =>
  countTexts(report, words)
    .map(([, text]) => text)
    .join(words.comma);

function timeText(iso: string, language: string): string {
  return new Date(iso).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
}

export const contractZh: ContractWords = {
  title: "契约测试",
  report: reportWords.zh,
  about:
    "检查接收端是否符合飞书的要求。每个检查项按飞书的方式推送事件，或模拟攻击者发送请求，再核对响应和实际的处理结果。",
  effectsTitle: "运行时会对接收端做什么",
  effects: [
    "接收端会收到数千个事件，其中有正常、重复、伪造和损坏的事件。正常的事件会被处理，建议使用测试数据。",
    "部分攻击可能使接收端崩溃，报告会指出是哪一个请求。",
    "通常半分钟内结束，长连接需要几分钟。运行中可以随时停止。",
  ],
  effectsWhenStarted:
    "mocklark 会启动接收端，中途强制结束并重新启动，还会将其时钟最多拨快 7 小时。运行期间的其他事件会推送失败，并按重试间隔重新推送。",
  runAll: "运行全部检查项",
  runChosen: (count) => `运行选中的 ${count} 个检查项`,
  runAgain: (count) => `重新运行 ${count} 个未通过的检查项`,
  stop: "停止",
  stopping: "正在停止…",
  progress: "运行进度",
  done: (done, planned) => `已完成 ${done}/${planned} 个检查项`,
  starting: "正在连接接收端…",
  checking: "正在检查…",
  waiting: (what) => `正在等待：${what}`,
  lookingForCauses: "全部检查项已运行，正在查找原因…",
  mayChange: "以下为当前结果，复核后可能变化。",
  ended: ({ startedAt, summary, checks }) =>
    `${timeText(startedAt, "zh-CN")}：共 ${checks.length} 个检查项，${countsText({ summary }, reportWords.zh)}。`,
  allWell: "没有需要解决的问题。",
  undecided: (count) => `未发现问题，但有 ${count} 个检查项无法判定，原因中写明了缺少什么。`,
  downloads: "保存报告",
  filter: "按结论筛选",
  all: (count) => `全部 ${count}`,
  nothingLeft: "报告中没有这一结论的检查项。",
  choose: "选择检查项",
  chosenOf: (chosen, all) => `（${chosen}/${all}）`,
  chooseHint: "所选内容保存在地址中，打开同一链接即选中相同的检查项。",
  chooseNone: "取消全部选择",
  loading: "正在加载…",
  phases: {
    flood: "发送数千个事件",
    destructive: "可能使其崩溃",
    kill: "强制结束进程",
    restart: "重新启动",
    "time-travel": "拨快时钟",
  },
  needs: {
    "encrypt-key": "需要 Encrypt Key",
    "verification-token": "需要 Verification Token",
    "managed-receiver": "需要 --exec",
    "receiver-clock": "需要可拨动的时钟",
    "reserve-config": "仅针对会议室预定限制事件",
    "content-without-id": "仅针对会议室预定限制事件",
    "further-types": "需要多种事件类型",
  },
};
