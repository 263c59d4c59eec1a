import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import { Text } from "../../../src/base/text.js";
import { checkReceiver } from "../../../src/contract/check-receiver.js";
import { readReport } from "../../../src/contract/report/read-report.js";
import type { Report, TriedCheck } from "../../../src/contract/report/report.js";
import { rewordReport, rewordTried, wordWait } from "../../../src/contract/report/word-report.js";
import { sampleReport, sampleResult } from "../sample-report.js";
import { wordsOfReport } from "../words-of-report.js";
import { suiteTexts } from "../../../src/contract/suite/suite-texts.js";

const app = { encryptKey: "an-encrypt-key", verificationToken: "a-verification-token" };

/** Answers everything with an error that tells its key, and acts on nothing. */
const failing = () =>
  createServer((request, response) => {
    request
      .resume()
      .on("end", () => response.writeHead(500).end("Error: no IV for an-encrypt-key"));
  });

const tried: TriedCheck[] = [];

/** A run with failures, causes, what was not tried, a blind witness and a stale baseline. */
const run: Promise<Report> = checkReceiver({
  target: failing(),
  app,
  seed: 5,
  language: "zh",
  only: ["challenge", "event/accepted", "event/status-200", "security/*", "idempotency"],
  witness: () => 0,
  baseline: [
    { check: "security/wrong-token", reason: "old proxy", owner: "Li Lei", expires: "2020-12-31" },
    { check: "challenge/echo", reason: "old proxy", owner: "Li Lei", expires: "2020-12-31" },
  ],
  reporters: [{ name: "live", checkTried: (one) => void tried.push(one) }],
});

/** As a file holds it. */
const asFile = (report: Report): Promise<Report> => readReport(JSON.stringify(report), "r.json");

describe("a report in Chinese", () => {
  it("has Chinese in all its words", async () => {
    const report = await run;
    expect(report.language).toBe("zh");
    expect(report.witness.state).toBe("blind");
    expect(report.findings.length).toBeGreaterThan(0);
    expect(report.startWith.length).toBeGreaterThan(0);
    const foreign = wordsOfReport(report)
      // Quotes what is said of the url_verification request alone.
      .filter(([place]) => place !== "challenge/echo reason" && !place.endsWith(" page"))
      .filter(([, words]) => !/\p{Script=Han}/u.test(words));
    expect(foreign).toEqual([]);
    const titles = tried.map(({ title }) => title);
    expect(titles.filter((title) => !/\p{Script=Han}/u.test(title))).toEqual([]);
  });

  it("is the same when a file of it in English is worded again", async () => {
    const chinese = await asFile(await run);
    const english = rewordReport(chinese, "en");
    expect(english.language).toBe("en");
    const left = wordsOfReport(english).filter(([, words]) => /\p{Script=Han}/u.test(words));
    expect(left).toEqual([]);
    expect(rewordReport(await asFile(english), "zh")).toEqual(chinese);
  });

  it("hides a key that stands inside a value, in the words and in the data", async () => {
    const report = await run;
    expect(JSON.stringify(report)).not.toContain(app.encryptKey);
    const echo = report.checks.find(({ id }) => id === "challenge/echo");
    expect(echo?.saw?.answer).toContain("no IV for <encrypt key>");
    expect(JSON.stringify(echo?.saw?.data)).toContain("no IV for <encrypt key>");
    expect(rewordReport(report, "en").startWith[0]?.text).toContain("<encrypt key>");
  });

  it("words what is waited for", () => {
    const wait = {
      check: "connection/opens",
      what: suiteTexts("good-event"),
      isLong: false,
    } as const;
    expect(wordWait(wait, "zh")).toMatchObject({ ...wait, what: "正常事件" });
  });
});

describe("data that does not say the words beside it", () => {
  const { title } = sampleResult();

  it.each([
    ["of a text nobody knows", { kind: "nobody/knows" }],
    ["of a kind that is none", { kind: "" }],
    ["of another text", { kind: "suite/good-event" }],
    ["without values", { kind: "suite/died-before" }],
    ["with a value of another type", { kind: "text/list", parts: 7 }],
    ["with a unit that there is not", { kind: "cause/wrong-clock/earlier", amount: 1, unit: "y" }],
    ["with what every object has", { kind: "suite/constructor" }],
    ["that is a list", [{ kind: "suite/good-event" }]],
  ])("%s leaves them alone", async (_what, data) => {
    const check = { ...sampleResult(), data: { title: data, id: { kind: "suite/good-event" } } };
    const report = await asFile(sampleReport([check]));
    const again = rewordReport(report, "zh");
    expect(again.checks[0]).toEqual(report.checks[0]);
    expect(again.checks[0]?.title).toBe(title);
  });

  it("is none that a program has to take for words", () => {
    const { id, severity, verdict, reason, durationMs } = sampleResult();
    const one: TriedCheck = { id, title, severity, verdict, reason, durationMs };
    const data = { title: suiteTexts("good-event") };
    expect(rewordTried({ ...one, data }, "zh").title).toBe(title);
    const said = { ...one, title: "a good event", data };
    expect(rewordTried(said, "zh").title).toBe("正常事件");
    expect(said.data.title).toBeInstanceOf(Text);
  });
});
