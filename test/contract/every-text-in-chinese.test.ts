import { mkdtempSync, readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import type { CheckReceiverOptions } from "../../src/contract/check-receiver-options.js";
import type { Report } from "../../src/contract/report/report.js";
import { createReporter, reporterKinds } from "../../src/contract/reporters/create-reporter.js";
import { leftoversIn, toldOf } from "../language-leftovers.js";
import { leftoversOfReport, wordsOfReport } from "./words-of-report.js";

const keyed = { encryptKey: "an-encrypt-key", verificationToken: "a-verification-token" };
const tokenOnly = { ...keyed, encryptKey: "" };

const folderOf = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

const answering =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (request, response) =>
    void request.resume().on("end", () => response.writeHead(status, headers).end(body));

/** Every one breaks most of the rules, each in its own way. What they say of themselves is short. */
const wrong: Readonly<Record<string, RequestListener>> = {
  "fails always": answering(500, "Error: oops"),
  "accepts everything": answering(200, "{}"),
  "answers in HTML": answering(200, "<p>hi</p>", { "content-type": "text/html" }),
  "sends elsewhere": answering(302, "", { location: "/login" }),
  "knows no path": answering(404, "Not found"),
  "says nothing of length": answering(204, ""),
};

interface Told {
  readonly report: Report;
  /** What each reporter made of it. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Runs in Chinese with every reporter. */
async function tell(options: CheckReceiverOptions): Promise<Told> {
  const texts = new Map<string, string>();
  const folder = mkdtempSync(join(tmpdir(), "mocklark-chinese-"));
  const summaryFile = join(folder, "summary.md");
  const reporters = reporterKinds.map((kind) =>
    createReporter(kind, {
      write: (part) => void texts.set(kind, `${texts.get(kind) ?? ""}${part}`),
      color: false,
      live: true,
      columns: 400,
      language: "zh",
      githubSummaryFile: summaryFile,
    }),
  );
  const report = await checkReceiver({ seed: 7, language: "zh", reporters, ...options });
  texts.set("summary", readFileSync(summaryFile, "utf8"));
  return { report, texts };
}

/** What a person reads of what a reporter writes. */
const readable: Readonly<Record<string, (text: string) => string>> = {
  pretty: (text) => text.replaceAll("\r\u001B[2K", "\n"),
  github: (text) => decodeURIComponent(text).replaceAll(/^::\w+ title=/gm, ""),
  summary: (text) => text.replaceAll(/\\(.)/g, "$1").replaceAll(/\]\(\S*\)/g, "]"),
  junit: (text) =>
    withoutMarkup(text.replaceAll(/<[a-z]+[^<>]* message="([^"]*)"[^<>]*>/g, "\n$1\n")),
  html: (text) => withoutMarkup(text.replaceAll(/<(style|script|code|pre)\b.*?<\/\1>/gs, " · ")),
};

const withoutMarkup = (text: string): string =>
  text
    .replaceAll(/<[^<>]*>/g, "\n")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

function englishIn({ report, texts }: Told): string[] {
  const asFile = JSON.parse(texts.get("json") ?? "") as Report;
  expect(wordsOfReport(asFile)).toEqual(wordsOfReport(report));
  const ofReporters = toldOf(
    Object.entries(readable).flatMap(([kind, read]) =>
      leftoversIn(kind, read(texts.get(kind) ?? ""), "zh"),
    ),
  );
  return [...leftoversOfReport(asFile), ...ofReporters];
}

describe("a report in Chinese has no English, with every reporter,", () => {
  const known = { reason: "proxy", owner: "Li Lei", expires: "2020-12-31" };
  it.each(
    Object.entries(wrong).flatMap(([name, listener]) =>
      [keyed, tokenOnly].map((app) => ({ name, key: app.encryptKey || "none", listener, app })),
    ),
  )("on a receiver that $name, Encrypt Key $key", async ({ listener, app }) => {
    const told = await tell({
      target: createServer(listener),
      app,
      witness: () => 0,
      skip: ["idempotency/many-events"],
      baseline: [
        { check: "security/wrong-token", ...known },
        { check: "challenge/echo", ...known },
      ],
    });
    expect(told.report.startWith.length).toBeGreaterThan(0);
    expect(told.report.findings.length).toBeGreaterThan(0);
    expect(englishIn(told)).toEqual([]);
  });

  it("on a receiver that dies", async () => {
    const exec = `"${process.execPath}" background-error-kills.mjs`;
    const only = ["event/accepted", "event/keep-alive", "retry/*"];
    const told = await tell({ exec, cwd: folderOf("field-cases"), app: keyed, only });
    expect(told.report.findings.map(({ kind }) => kind)).toContain("receiver-died");
    expect(englishIn(told)).toEqual([]);
  });

  it("on a client of the long connection that does nothing with events", async () => {
    const exec = `"${process.execPath}" mutants/run.mjs acks-with-nothing`;
    const told = await tell({ exec, cwd: folderOf("receivers"), longConnection: true });
    expect(told.report.startWith.length).toBeGreaterThan(0);
    expect(englishIn(told)).toEqual([]);
  });
});
