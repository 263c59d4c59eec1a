import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readReport } from "../../../src/contract/report/read-report.js";
import { mergeReports } from "../../../src/contract/reporters/html/merge-reports.js";
import { createReporter } from "../../../src/contract/reporters/create-reporter.js";
import { createGithubReporter, renderSummary } from "../../../src/contract/reporters/github.js";
import { renderHtml } from "../../../src/contract/reporters/html/render-html.js";
import { renderJunit } from "../../../src/contract/reporters/junit.js";
import { createJsonReporter } from "../../../src/contract/reporters/json.js";
import { createPrettyReporter } from "../../../src/contract/reporters/pretty.js";
import {
  createReporterMultiplexer,
  type Reporter,
} from "../../../src/contract/reporters/reporter.js";
import { exitCodeOf, type CheckResult, type Report } from "../../../src/contract/report/report.js";
import { elementsOf } from "../elements-of.js";
import { nastyResult, sampleReport, sampleResult } from "../sample-report.js";

const folder = mkdtempSync(join(tmpdir(), "mocklark-reporters-"));
const died: Report["findings"] = [
  {
    kind: "receiver-died",
    message: "The receiver ended with exit code 1 after a bad body (security/other-key).",
    check: "security/other-key",
    exchange: nastyResult.exchanges[0] ?? {
      label: "",
      request: { method: "", headers: [], body: "", bodyBytes: 0 },
      outcome: { kind: "offline", durationMs: 0 },
    },
    lastOutput: "<b>Error</b>\u0007",
    recovered: true,
  },
];
const report = sampleReport(
  [
    sampleResult(),
    nastyResult,
    sampleResult({ id: "event/unknown-type", verdict: "warn", severity: "should" }),
    sampleResult({ id: "security/other-key", verdict: "skip", reason: "no key" }),
    sampleResult({ id: "retry/late-retry", verdict: "error", reason: "The check itself broke: x" }),
    sampleResult({
      id: "event/keep-alive",
      verdict: "fail",
      known: { reason: "old proxy", owner: "Li Lei", expires: "2026-12-31" },
    }),
  ],
  { findings: died },
);

async function tell(reporter: Reporter, told: Report): Promise<void> {
  await reporter.runStarted?.({
    target: told.target,
    events: told.events,
    seed: told.seed,
    checkCount: 1,
  });
  for (const result of told.checks) await reporter.checkEnded?.(result);
  await reporter.runEnded?.(told);
}

async function prettyText(told: Report, columns?: number): Promise<string> {
  let text = "";
  const write = (part: string) => (text += part);
  await tell(createPrettyReporter({ write, color: false, columns }), told);
  return text;
}

describe("every reporter", () => {
  const types = ["im.message.receive_v1", "vc.room.created_v1\u001B[2J<b>"];
  const ofMessages = sampleReport([sampleResult()], { events: types });

  it("names the types of events where they are not the one sent by itself", async () => {
    const pretty = await prettyText(ofMessages);
    expect(pretty).toContain("1 check, events im.message.receive_v1, vc.room.created_v1");
    expect(pretty).not.toContain("\u001B[2J");
    for (const text of [
      renderSummary(ofMessages).replaceAll(String.raw`\_`, "_"),
      renderHtml(ofMessages),
      renderJunit(ofMessages),
    ]) {
      expect(text).toContain("im.message.receive_v1, vc.room.created_v1");
      expect(text).not.toContain("<b>");
    }
    expect(await prettyText(report)).not.toContain("events ");
  });

  it("knows of a report of earlier versions that it was about reserve config events", async () => {
    const { events: _none, ...earlier } = sampleReport([sampleResult()]);
    const { events } = await readReport(JSON.stringify(earlier), "report.json");
    expect(events).toEqual(["vc.reserve_config.updated_v1"]);
  });
});

describe("the pretty reporter", () => {
  it("prints of a failed check all that is needed to mend it", async () => {
    const text = await prettyText(report);
    expect(text).toContain("✗ idempotency/duplicate");
    for (const needed of [
      /sent +a good event: status 200/,
      /expected +1 effect/,
      /seen +2 effects/,
      /rule +A delivery is successful/,
      /page +https:\/\/open\.feishu\.cn/,
      /fix +Answer 200/,
      /repeat +mocklark check … --only idempotency\/duplicate --seed 42/,
    ]) {
      expect(text).toMatch(needed);
    }
  });

  it("says what is waited for: at once on a terminal, and elsewhere in a line when it takes long", async () => {
    const texts = { live: "", piped: "" };
    const live = createPrettyReporter({
      write: (part) => (texts.live += part),
      color: false,
      live: true,
      columns: 60,
    });
    const piped = createPrettyReporter({ write: (part) => (texts.piped += part), color: false });
    const wait = { check: "connection/reconnects", what: "the client to come back" } as const;
    for (const reporter of [live, piped]) {
      await reporter.progress?.(3, 15);
      await reporter.waiting?.({ ...wait, isLong: false });
    }
    const text = "waiting for the client to come back (connection/reconnects)";
    expect(texts.live).toContain(`3/15 ${text.slice(0, 50)}`);
    expect(texts.live).not.toContain("\n");
    expect(texts.piped).toBe("");
    await piped.waiting?.({ ...wait, isLong: true });
    expect(texts.piped).toBe(`${text}\n`);
  });

  it("prints the findings, the counts, the witness and how many failures nobody signed for", async () => {
    const text = await prettyText(report);
    expect(text).toContain("✗ The receiver ended with exit code 1");
    expect(text).toContain("1 pass, 1 warn, 1 fail, 1 known, 1 skip, 1 error");
    expect(text).toContain("witness output, one effect shows the event_id 1 ×");
    expect(text.trimEnd().endsWith("2 failures")).toBe(true);
  });

  it("shows of a receiver's last output the error and where it came from", async () => {
    const [finding] = died;
    if (finding?.kind !== "receiver-died") throw new Error("That is no death.");
    const lastOutput = `listening\n\nTypeError: x\n${"    at a:1\n".repeat(9)}\nNode.js v20`;
    const text = await prettyText(
      sampleReport([sampleResult()], { findings: [{ ...finding, lastOutput }] }),
    );
    expect(text).toContain(`    TypeError: x\n${"        at a:1\n".repeat(4)}1 pass`);
    expect(text).not.toContain("listening");
  });

  it("says once of what a receiver died several times", async () => {
    const [finding] = died;
    if (finding?.kind !== "receiver-died") throw new Error("That is no death.");
    const death = (check: CheckResult["id"], lastOutput: string) => ({
      ...finding,
      message: `It ended (${check}).`,
      check,
      lastOutput,
    });
    const findings = [
      death("event/accepted", "Error: x"),
      death("event/level-scope", "more\nError: x"),
      death("security/other-key", "Error: y"),
      death("event/concurrent", "Error: x"),
    ];
    const text = await prettyText(sampleReport([sampleResult()], { findings }));
    expect(text).toContain(
      "✗ It ended (event/accepted).\n    Error: x\n✗ The same 2 times more: event/level-scope, event/concurrent.\n✗ It ended (security/other-key).\n    Error: y\n",
    );
    expect(text).toContain("4 failures");
  });

  it("says once what was sent several times with the same answer", async () => {
    const [exchange] = sampleResult().exchanges;
    if (!exchange) throw new Error("The sample has no exchange.");
    const exchanges = [exchange, exchange, { ...exchange, label: "another" }];
    const text = await prettyText(sampleReport([sampleResult({ verdict: "fail", exchanges })]));
    expect(text.match(/sent .*/g)).toEqual([
      "sent      a good event: status 200 (2 ×)",
      "sent      another: status 200",
    ]);
  });

  it("breaks lines between words on a terminal, but no address and no command", async () => {
    const page = `https://open.feishu.cn/document/${"x".repeat(90)}`;
    const repeat = `mocklark check ${"--flag ".repeat(20)}`;
    const reason = "The reason is a long one that goes on and on, over the end of the line.";
    const text = await prettyText(
      sampleReport(
        [
          sampleResult({ verdict: "fail", reason, page, repeat }),
          sampleResult({ id: "retry/late-retry", verdict: "inconclusive", reason }),
        ],
        { findings: died },
      ),
      60,
    );
    const wide = text.split("\n").filter((line) => line.length > 60);
    expect(wide).toEqual([`    page      ${page}`, `    repeat    ${repeat}`]);
    expect(text).toContain(
      "because   The reason is a long one that goes on and on,\n              over",
    );
  });

  it("says once of a receiver that takes no good event what is wrong with it", async () => {
    const refused = { verdict: "fail", expected: "status 200", actual: "status 401" } as const;
    const text = await prettyText(
      sampleReport([
        sampleResult(refused),
        sampleResult({ ...refused, id: "event/level-scope" }),
        sampleResult({ ...refused, id: "event/unknown-type", actual: "status 500" }),
        sampleResult({ ...refused, id: "security/wrong-formula", expected: "sha256(…)" }),
      ]),
    );
    expect(text).toMatch(
      /✗ event\/level-scope .* status 401, as event\/accepted: mend that first\n✗/,
    );
    expect(text.match(/ fix +Answer 200/g)).toHaveLength(3);
    expect(text).toContain("4 failures");
  });

  it("says each fix when good events are accepted", async () => {
    const refused = { verdict: "fail", expected: "status 200", actual: "status 401" } as const;
    const text = await prettyText(
      sampleReport([sampleResult(), sampleResult({ ...refused, id: "event/level-scope" })]),
    );
    expect(text.match(/ fix +Answer 200/g)).toHaveLength(1);
  });

  it("gives a reason once when one check after another has it", async () => {
    const undecided = (id: CheckResult["id"], reason: string) =>
      sampleResult({ id, verdict: "inconclusive", reason });
    const text = await prettyText(
      sampleReport([
        undecided("event/level-scope", "Nothing shows it."),
        sampleResult({ id: "event/keep-alive" }),
        undecided("event/concurrent", "Nothing shows it."),
        undecided("retry/late-retry", "Not the first time."),
        sampleResult({ verdict: "warn" }),
        undecided("retry/fresh-signature", "Not the first time."),
      ]),
    );
    expect(text.match(/Nothing shows it\./g)).toHaveLength(1);
    expect(text).toMatch(/event\/concurrent .* as above\n/);
    expect(text.match(/Not the first time\./g)).toHaveLength(2);
  });

  it("says of a strict run that what was left undecided fails it", async () => {
    const checks = [sampleResult({ verdict: "inconclusive", reason: "Nothing shows it." })];
    const strict = sampleReport(checks, { strict: true });
    expect(await prettyText(strict)).toContain("1 undecided, and the run is strict");
    expect(exitCodeOf(strict)).toBe(1);
    expect(await prettyText(sampleReport(checks))).not.toContain("strict");
    expect(exitCodeOf(sampleReport(checks))).toBe(0);
  });

  it("prints no ✗ when nothing failed", async () => {
    const text = await prettyText(sampleReport([sampleResult()]));
    expect(text).not.toContain("✗");
    expect(text).not.toContain("failure");
  });
});

describe("known failures and warnings", () => {
  const known = { reason: "old proxy", owner: "Li Lei", expires: "2026-12-31" };
  const told = sampleReport([
    sampleResult(),
    sampleResult({ id: "event/keep-alive", verdict: "fail", known }),
    sampleResult({ id: "event/unknown-type", verdict: "warn", severity: "should", known }),
    sampleResult({ id: "security/other-key", verdict: "skip", reason: "no key" }),
  ]);

  it("count as known with every reporter, and as nothing else", async () => {
    const text = await prettyText(told);
    expect(text).toContain("\n1 pass, 2 known, 1 skip  in ");
    expect(text).toContain("~ event/keep-alive");
    expect(text).toContain("~ event/unknown-type");
    expect(text).not.toMatch(/[✗!]/);
    const html = renderHtml(told);
    expect(html).toContain(
      'report-known">2 known</span> <span class="report-verdict report-skip">1 skip<',
    );
    expect(html).toContain('<span class="report-verdict report-known">known fail</span>');
    expect(html).not.toMatch(/class="[^"]*report-fail/);
    expect(mergeReports([{ name: "a", report: told }])).toContain(">known warn</span></td>");
    expect(renderSummary(told)).toContain("1 pass, 2 known, 1 skip in ");
    const xml = renderJunit(told);
    expect(xml).toMatch(/<testsuites name="mocklark" tests="4" failures="0" errors="0"/);
    expect(xml.match(/<skipped message="known failure: old proxy"\/>/g)).toHaveLength(2);
    let json = "";
    await tell(
      createJsonReporter((written) => void (json = written)),
      told,
    );
    const { summary } = JSON.parse(json) as Report;
    expect(summary).toEqual({
      pass: 1,
      warn: 0,
      fail: 0,
      known: 2,
      skip: 1,
      inconclusive: 0,
      error: 0,
    });
    expect(exitCodeOf(told)).toBe(0);
  });
});

describe("the JUnit reporter", () => {
  const xml = renderJunit(report);

  it("writes what Jenkins counts: failures, errors and skipped per suite", () => {
    expect(xml).toMatch(/<testsuites name="mocklark" tests="7" failures="2" errors="1" /);
    expect(xml).toMatch(
      /<testsuite name="mocklark.event" tests="3" failures="0" errors="0" skipped="1"/,
    );
    expect(xml).toMatch(/<testsuite name="mocklark.findings" tests="1" failures="1"/);
    expect(xml).toContain('<skipped message="known failure: old proxy"/>');
    expect(xml.match(/<testcase /g)).toHaveLength(7);
  });

  it("is well-formed whatever a receiver answers", () => {
    // Nothing but the characters XML 1.0 allows, and no markup that we did not write.
    expect(xml).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
    expect(xml).not.toContain("<script>");
    expect(elementsOf(xml).map(({ tag }) => tag)).toContain("testcase");
  });
});

describe("the HTML reporter", () => {
  it("shows a row per check with the exchanges behind a fold, and runs or loads nothing", () => {
    const elements = elementsOf(renderHtml(report));
    const names = elements.map(({ tag }) => tag);
    expect(names.filter((name) => name === "li")).toHaveLength(report.checks.length);
    expect(names.filter((name) => name === "details").length).toBeGreaterThan(report.checks.length);
    expect(names).not.toContain("script");
    expect(names).not.toContain("link");
    expect(elements.flatMap(({ attributes }) => attributes)).not.toContain("src");
  });

  it("folds a dead receiver's last output away, escaped", () => {
    expect(renderHtml(report)).toMatch(
      /<details><summary>its last output<\/summary><pre>&lt;b>Error&lt;\/b>[^<]*<\/pre><\/details>/,
    );
  });

  it("is readable in light and in dark", () => {
    expect(renderHtml(report)).toContain("prefers-color-scheme: dark");
  });

  it("puts several receivers side by side, with what was not run", () => {
    const other = sampleReport([sampleResult({ id: "event/accepted", verdict: "fail" })]);
    const html = mergeReports([
      { name: "node <sdk>", report },
      { name: "go", report: other },
    ]);
    expect(html).toContain('<th scope="col">node &lt;sdk></th><th scope="col">go</th>');
    expect(html).toMatch(
      /idempotency\/duplicate<\/code><\/td><td title="[^"]*"><span class="[^"]*report-fail">fail<\/span><\/td><td>not run/,
    );
    // Ids of rows would not be unique here.
    expect(elementsOf(html).flatMap(({ attributes }) => attributes)).not.toContain("id");
  });

  it("says where to start, like the others", async () => {
    const wild = "Mend <this> | first.";
    const check = "event/null-user-id";
    const failing = sampleReport([sampleResult({ id: check, verdict: "fail" })], {
      startWith: [
        { cause: "wrong-path", check, text: wild, evidence: ["status 500: \u001B[2J<b>"] },
        { cause: "run-again", check, text: "Then that.", evidence: [] },
      ],
    });
    expect(await prettyText(failing)).toContain(
      `Start with this\n  1. ${check}: ${wild}\n       status 500: \uFFFD[2J<b>\n  2. Then that.\n`,
    );
    expect(renderHtml(failing)).toContain(
      `<code>${check}</code></a>: Mend &lt;this> | first.<ul class="report-evidence"><li>status 500: `,
    );
    expect(renderHtml(failing)).toContain("&lt;b></li></ul></li><li>Then that.</li></ol>");
    expect(renderSummary(failing)).toContain(String.raw`1. ${check}: Mend \<this\> \| first.`);
    expect(renderSummary(failing)).toContain(String.raw`   - status 500: `);
    expect(renderJunit(failing)).toContain(
      `>start with: ${check}: Mend &lt;this&gt; | first.\nstatus 500: `,
    );
    expect(renderHtml(sampleReport([sampleResult()]))).not.toContain("Start with this");
    expect(renderHtml(failing)).toContain(`<a href="#event%2Fnull-user-id">`);
  });

  it("shows what the receiver itself said of a check, and its answer once", async () => {
    const saw = { answer: "status 500: locked", stderr: ["Error: database is locked"] };
    const failed = sampleResult({ verdict: "fail", actual: "status 500", saw });
    const text = await prettyText(sampleReport([failed]));
    expect(text).toContain("answer    status 500: locked\n");
    expect(text).toContain("stderr    Error: database is locked\n");
    const told = { ...failed, actual: "status 500: locked at 3" };
    expect(await prettyText(sampleReport([told]))).not.toContain("answer  ");
  });

  it("merges only reports", async () => {
    expect(await readReport(JSON.stringify(report), "a.json")).toEqual(report);
    await expect(readReport('{"version":1}', "a.json")).rejects.toThrow(
      "Failed to use a.json as a report: line 1, column 1",
    );
    await expect(readReport("nonsense", "a.json")).rejects.toThrow("Failed to read a.json: line 1");
  });

  it("lets no style hold but its own, and nothing be loaded, run or sent", () => {
    const page = renderHtml(report);
    const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
  });
});

describe("the GitHub reporter", () => {
  it("writes one command per line, whatever the texts hold", async () => {
    let text = "";
    const summaryFile = join(folder, "summary.md");
    writeFileSync(summaryFile, "before\n");
    await tell(createGithubReporter({ write: (part) => (text += part), summaryFile }), report);
    const lines = text.trimEnd().split("\n");
    expect(lines).toHaveLength(5);
    expect(lines.every((line) => /^::(?:error|warning) title=[^:,]+::[^\r]+$/.test(line))).toBe(
      true,
    );
    expect(lines[0]).toContain("100%25, ok%0A::error::x");
    expect(readFileSync(summaryFile, "utf8")).toMatch(/^before\n## Contract of/);
  });

  it("summarises in a table that the texts cannot break", () => {
    const rows = renderSummary(report)
      .split("\n")
      .filter((line) => line.startsWith("| fail"));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain(String.raw`\<script\>`);
    expect(rows[0]?.replaceAll(String.raw`\|`, "").match(/\|/g)).toHaveLength(5);
  });
});

describe("reporters together", () => {
  it("go on when one of them breaks, and tell of it", async () => {
    const told: string[] = [];
    const many = createReporterMultiplexer([
      { name: "broken", checkEnded: () => Promise.reject(new Error("disk full")) },
      {
        name: "well",
        checkEnded: ({ id }) => void told.push(id),
        runEnded: () => void told.push("end"),
      },
    ]);
    await tell(many, report);
    expect(told).toEqual([...report.checks.map(({ id }) => id), "end"]);
    expect(many.problems()).toMatchObject([{ reporter: "broken", message: "disk full" }]);
  });

  it.each(["json", "junit", "html", "pretty"])(
    "%s writes its file, and the folders for it",
    async (kind) => {
      const path = join(folder, "deep", kind, "report.txt");
      await tell(createReporter(`${kind}=${path}`, { write: () => {}, color: true }), report);
      const text = readFileSync(path, "utf8");
      expect(text).toContain("idempotency/duplicate");
      // A file holds no colours.
      expect(text).not.toContain("\u001B[3");
    },
  );

  it("makes the folders of a report's file, and says so where that cannot be", async () => {
    const file = join(folder, "new/and/newer/report.json");
    await tell(createReporter(`json=${file}`, { write: () => {}, color: false }), report);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ version: 1 });
    const nowhere = createReporter("json=/proc/none/report.json", {
      write: () => {},
      color: false,
    });
    await expect(tell(nowhere, report)).rejects.toThrow(
      "Failed to write the report /proc/none/report.json",
    );
  });

  it.each([
    ["jnit", 'Did you mean "junit"?'],
    ["json=", "json=path/to/file"],
  ])("%s is refused with a hint", (text, hint) => {
    expect(() => createReporter(text, { write: () => {}, color: false })).toThrowError(
      expect.objectContaining({ code: "USAGE", remedy: expect.stringContaining(hint) as string }),
    );
  });
});

describe("in Chinese", () => {
  const chinese: Report = {
    ...report,
    language: "zh",
    findings: [],
    startWith: [
      { cause: "x", check: "event/accepted", text: "返回了 500。", evidence: ["状态码 500"] },
    ],
  };

  async function zhText(kind: string): Promise<string> {
    let text = "";
    const write = (part: string) => void (text += part);
    await tell(createReporter(kind, { write, color: false, language: "zh" }), chinese);
    return text;
  }

  it("words everything of its own for people, and aligns it by the columns it fills", async () => {
    const text = await zhText("pretty");
    expect(text).toContain("1 个检查项，种子 42");
    expect(text).toContain("先解决这一项\n  1. event/accepted：返回了 500。\n       状态码 500");
    expect(text).toContain("    期望      1 effect\n    实际      2 effects");
    expect(text).toContain("    怎么改    Answer 200.\n    复现命令  mocklark check");
    expect(text).toContain(
      "通过 1，警告 1，未通过 1，已知问题 1，跳过 1，工具出错 1  用时 900 毫秒；观测点 output，每处理 1 次会出现 event_id 1 次、事件内容中的 ID 1 次\n1 个问题未解决\n",
    );
  });

  it("leaves what programs read as it is", async () => {
    const xml = await zhText("junit");
    expect(xml).toContain('classname="mocklark.idempotency"');
    expect(xml).toContain('type="must"');
    expect(xml).toContain('<skipped message="已知问题：old proxy"/>');
    expect(xml).toContain("期望：1 effect\n实际：2 effects");
    const commands = await zhText("github");
    expect(commands).toMatch(/^::warning title=event\/unknown-type：/m);
    expect(commands).toContain("%0A复现命令：mocklark check");
    expect(renderSummary(chinese)).toContain("的契约测试：未通过");
    expect(renderSummary(chinese)).toContain("| 未通过 | [idempotency/duplicate]");
  });

  it("says it in a page of that language", async () => {
    const html = await zhText("html");
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain("http://127.0.0.1:3000/webhook/event 的契约测试</h1>");
    expect(html).toContain("<dt>怎么改</dt>");
    const merged = mergeReports([{ name: "a", report: chinese }], { language: "zh" });
    expect(merged).toContain("1 个接收端的契约测试</h1>");
    expect(merged).toContain('<th scope="row">总体</th>');
  });
});
