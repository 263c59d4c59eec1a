import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { Text, verbatim } from "../../src/base/text.js";
import { catalogue } from "../../src/contract/catalogue.js";
import type { Check } from "../../src/contract/suite/check.js";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import type { CheckReceiverOptions } from "../../src/contract/check-receiver-options.js";
import { exitCodeOf, type Report, type TriedCheck } from "../../src/contract/report/report.js";
import type { EventIds } from "../../src/receiver/witness/witness.js";
import { createEventEndpoint, rules } from "../receivers/event-endpoint.mjs";
import { createReceiver } from "../receivers/express.mjs";
import { patientLimits } from "./patient-limits.js";

const app = { encryptKey: "an-encrypt-key", verificationToken: "a-verification-token" };
const reference = `"${process.execPath}" test/receivers/express.mjs`;

const checksOf = (report: Report, ...verdicts: string[]): string[] =>
  report.checks.filter(({ verdict }) => verdicts.includes(verdict)).map(({ id }) => id);

/** Of each kind one: what these tests say does not depend on how many checks there are. */
const four = catalogue.filter(({ id }) =>
  [
    "challenge/echo",
    "event/accepted",
    "security/forged-signature",
    "idempotency/duplicate",
  ].includes(id),
);

type Replaced = Parameters<typeof createEventEndpoint>[1];

/** The reference receiver with one rule replaced by a bug, and what it acted on. */
function brokenReceiver(
  replaced: Replaced = {},
): Pick<CheckReceiverOptions, "target" | "witness" | "effectTiming"> {
  const handled: unknown[] = [];
  const onEvent = ({ header }: { header: Record<string, string> }) =>
    void handled.push(header["event_id"]);
  const endpoint = createEventEndpoint({ ...app, onEvent }, replaced);
  const target: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      void endpoint
        .handle({ headers: request.headers, body: Buffer.concat(parts) })
        .then(({ status, body }) => response.writeHead(status).end(JSON.stringify(body)));
    });
  });
  const witness = ({ eventId }: EventIds) => handled.filter((id) => id === eventId).length;
  return { target, witness, effectTiming: { quietMs: 60 } };
}

function validateReport(report: Report): unknown {
  const file = new URL("../../schemas/report.json", import.meta.url);
  const ajv = new Ajv2020({ strict: true, allErrors: true, strictTuples: false });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")) as object);
  validate(report);
  return validate.errors;
}

/**
 * The report without what time decides: durations, dates, timestamps, signatures and ciphertexts made from
 * them, and the run's start in the first 12 digits of every id.
 */
function withoutTimes(report: Report): string {
  const start = Date.parse(report.startedAt).toString(16).padStart(12, "0");
  return JSON.stringify(report, (key, value: unknown) =>
    ["durationMs", "startedAt", "headers", "body", "bodyBytes"].includes(key) ? null : value,
  )
    .replaceAll(/create_time\\":\\"\d+/g, "create_time")
    .replaceAll(start, "start");
}

describe("checkReceiver", () => {
  it("passes a good receiver that it starts itself, and stops it", async () => {
    const report = await checkReceiver({
      exec: reference,
      app,
      seed: 42,
      suiteLimits: patientLimits,
    });
    expect(checksOf(report, "fail", "warn", "error", "inconclusive", "skip")).toEqual([
      "event/every-type",
      "retry/own-failure",
    ]);
    expect(report.witness).toMatchObject({ state: "calibrated", kind: "output" });
    expect(exitCodeOf(report)).toBe(0);
    await expect(fetch(report.target)).rejects.toThrow("fetch failed");
  });

  it("passes a good receiver in this process", async () => {
    const seen: string[] = [];
    const report = await checkReceiver({
      target: createReceiver({
        ...app,
        onEvent: ({ header }) => seen.push(header["event_id"] ?? ""),
      }),
      witness: ({ eventId }) => seen.filter((id) => id === eventId).length,
      app,
      suiteLimits: patientLimits,
    });
    expect(checksOf(report, "fail", "warn", "error", "inconclusive")).toEqual([]);
    expect(checksOf(report, "skip")).toEqual([
      "challenge/cold-start",
      "event/every-type",
      "idempotency/after-restart",
      "idempotency/horizon",
      "retry/own-failure",
      "retry/after-kill",
    ]);
  });

  it.each<[bug: string, replaced: Replaced, caught: string[]]>([
    ["checks no signature", { isSigned: () => true }, ["security/forged-signature"]],
    ["remembers no event", { claim: () => Promise.resolve(true) }, ["idempotency/duplicate"]],
    ["knows no token", { isOurs: () => false }, ["challenge/echo", "event/accepted"]],
  ])("fails a receiver that %s, for just that", async (_bug, replaced, caught) => {
    const receiver = brokenReceiver(replaced);
    const report = await checkReceiver({ ...receiver, app, seed: 42, checks: four });
    expect(checksOf(report, "fail")).toEqual(caught);
    expect(exitCodeOf(report)).toBe(1);
  });

  it("cannot decide about a receiver that never shows an effect", async () => {
    const report = await checkReceiver({
      ...brokenReceiver({ claim: () => Promise.resolve(false) }),
      app,
      checks: four,
      effectTiming: { visibleWithinMs: 100 },
    });
    expect(checksOf(report, "pass")).toEqual(["challenge/echo"]);
    expect(checksOf(report, "fail")).toEqual([]);
    expect(report.witness).toMatchObject({ state: "blind" });
  });

  it("fails a receiver whose forged event acts only after the check has ended", async () => {
    const handled: unknown[] = [];
    const { target } = brokenReceiver({
      isSigned: () => true,
      claim: ({ header }, request) => {
        const good = rules.isSigned(request, app.encryptKey);
        const act = () => void handled.push(header["event_id"]);
        // What is forged is acted on once the run is as good as over.
        if (good) act();
        else later.push(act);
        return Promise.resolve(false);
      },
    });
    const later: (() => void)[] = [];
    const report = await checkReceiver({
      ...(target === undefined ? {} : { target }),
      witness: ({ eventId }) => handled.filter((id) => id === eventId).length,
      app,
      checks: [
        ...catalogue.filter(({ id }) => id === "security/forged-signature"),
        lastCheck(later),
      ],
    });
    expect(report.checks[0]).toMatchObject({
      verdict: "fail",
      reason: "An effect showed only after the check had ended.",
      effects: 1,
    });
  });

  it("passes nothing that only effects can show when there is no witness", async () => {
    const { target } = brokenReceiver();
    const report = await checkReceiver({
      ...(target === undefined ? {} : { target }),
      app,
      checks: four,
    });
    expect(checksOf(report, "pass")).toEqual(["challenge/echo"]);
    expect(checksOf(report, "inconclusive")).toEqual([
      "event/accepted",
      "security/forged-signature",
      "idempotency/duplicate",
    ]);
  });

  it("cannot decide by a log that shows every request, whether it was acted on or not", async () => {
    const log = join(mkdtempSync(join(tmpdir(), "mocklark-check-")), "receiver.log");
    const tokenOnly = { ...app, encryptKey: "" };
    const good = createReceiver(tokenOnly);
    const target = createServer((request, response) => {
      request.on("data", (part: Buffer) => appendFileSync(log, `${part.toString()}\n`));
      good(request, response);
    });
    const report = await checkReceiver({
      target,
      witness: `log:${log}`,
      app: tokenOnly,
      only: ["event/accepted", "security/wrong-token", "idempotency/duplicate"],
      effectTiming: { visibleWithinMs: 200 },
    });
    expect(checksOf(report, "inconclusive")).toHaveLength(3);
    expect(report.checks[0]?.reason).toContain("shows every request that comes in");
  });

  it.each([
    ["refused, and is written down in other words", 401, "refused", "pass"],
    ["refused, and shows as a good one does", 401, "event", "fail"],
    ["answered with 200, and is written down in other words", 200, "refused", "inconclusive"],
  ])("a forged event that is %s: %i %s, %s", async (_what, status, word, verdict) => {
    const log = join(mkdtempSync(join(tmpdir(), "mocklark-check-")), "receiver.log");
    writeFileSync(log, "");
    const endpoint = createEventEndpoint({
      ...app,
      onEvent: ({ header }) => appendFileSync(log, `event ${header["event_id"]}\n`),
    });
    const target = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      const answerTo = async (body: Buffer): Promise<void> => {
        const answer = await endpoint.handle({ headers: request.headers, body });
        const isRefused = answer.status === 401;
        if (isRefused) {
          appendFileSync(log, `${word} ${rules.open(body, app.encryptKey).header.event_id}\n`);
        }
        response.writeHead(isRefused ? status : answer.status).end(JSON.stringify(answer.body));
      };
      request.on("end", () => void answerTo(Buffer.concat(parts)));
    });
    const only = ["security/forged-signature"];
    const report = await checkReceiver({ target, witness: `log:${log}`, app, only });
    expect(report.checks).toMatchObject([{ verdict }]);
  });

  it("makes a report that its schema describes, without keys and tokens", async () => {
    const report = await checkReceiver({
      exec: reference,
      app,
      seed: 42,
      strict: true,
      suiteLimits: patientLimits,
    });
    expect(validateReport(report)).toBeNull();
    const text = JSON.stringify(report);
    expect(text).not.toContain(app.encryptKey);
    expect(text).not.toContain(app.verificationToken);
    expect(text).toContain("<verification token>");
  });

  it("makes the same report twice from the same seed, apart from times", async () => {
    const first = await checkReceiver({ ...brokenReceiver(), app, seed: 7 });
    const second = await checkReceiver({ ...brokenReceiver(), app, seed: 7 });
    expect(withoutTimes(second)).toBe(withoutTimes(first));
  });

  it("makes the same report twice against one living receiver that remembers every event", async () => {
    let handled: string[] = [];
    const target = createServer(
      createReceiver({ ...app, onEvent: ({ header }) => handled.push(header["event_id"] ?? "") }),
    );
    const checkAnew = (): Promise<Report> => {
      handled = [];
      const witness = ({ eventId }: EventIds) => handled.filter((id) => id === eventId).length;
      return checkReceiver({
        target,
        witness,
        app,
        seed: 7,
        effectTiming: { quietMs: 60 },
        suiteLimits: patientLimits,
      });
    };
    const first = await checkAnew();
    const second = await checkAnew();
    expect(checksOf(second, "fail", "warn", "error", "inconclusive")).toEqual([]);
    expect(withoutTimes(second)).toBe(withoutTimes(first));
  });

  it("says of a failure how to repeat just that", async () => {
    const mutant = brokenReceiver({ isSigned: () => true });
    const report = await checkReceiver({ ...mutant, app, seed: 42, only: ["security"] });
    expect(report.checks[0]?.repeat).toMatch(/ --only security\/forged-signature --seed 42$/);
  });

  it("names the URL, too, of a receiver that it starts and that listens at a place of its own", async () => {
    const target = `${await closedPort()}webhook/event`;
    const only = ["event/accepted"];
    const report = await checkReceiver({ target, exec: reference, app, seed: 42, only });
    const [result] = report.checks;
    expect(result).toMatchObject({ verdict: "pass" });
    expect(result?.repeat).toContain(`mocklark check ${target} --exec `);
  });

  it("cannot start without a receiver, or with one that is not there", async () => {
    await expect(checkReceiver({ app })).rejects.toMatchObject({ code: "USAGE" });
    const target = await closedPort();
    await expect(checkReceiver({ target, app })).rejects.toMatchObject({
      code: "ENVIRONMENT",
      message: `Failed to reach the receiver ${target}: connection refused.`,
    });
  });

  it("does not start with what hangs up on every request, as an https port does on http", async () => {
    const target = createServer((request) => request.socket.destroy());
    await expect(checkReceiver({ target, app })).rejects.toMatchObject({
      code: "ENVIRONMENT",
      remedy: expect.stringContaining("https://") as string,
    });
  });

  it("judges a receiver that hangs up on the url_verification request alone", async () => {
    const target = createServer((request, response) => {
      if (request.headers["x-lark-signature"] ?? request.method === "GET") response.end("{}");
      else request.socket.destroy();
    });
    const report = await checkReceiver({
      target,
      app,
      only: ["challenge/echo", "event/status-200"],
    });
    expect(report.checks.map(({ verdict }) => verdict)).toEqual(["fail", "pass"]);
    expect(report.findings).toEqual([]);
  });

  it("stays undecided, and ends, when the witness breaks", async () => {
    const { target } = brokenReceiver();
    const report = await checkReceiver({
      ...(target === undefined ? {} : { target }),
      witness: "command:exit 1",
      app,
      checks: four,
    });
    expect(checksOf(report, "inconclusive")).toHaveLength(3);
    expect(report.witness).toMatchObject({ state: "blind", kind: "command" });
  });

  it("tells what each chosen check has found as soon as it has, keys hidden", async () => {
    const quoting = async (): Promise<never> => {
      throw new Error(`refused ${app.encryptKey}`);
    };
    const [accepted] = four.filter(({ id }) => id === "event/accepted");
    if (!accepted) throw new Error("There is no such check.");
    const told: (TriedCheck | "end")[] = [];
    const report = await checkReceiver({
      ...brokenReceiver(),
      app,
      checks: [...four.filter((check) => check !== accepted), { ...accepted, evaluate: quoting }],
      skip: ["challenge"],
      reporters: [
        {
          name: "live",
          checkTried: (tried) => void told.push(tried),
          checkEnded: () => void told.push("end"),
        },
      ],
    });
    const tried = told.slice(0, told.indexOf("end")).filter((entry) => entry !== "end");
    expect(new Set(tried.map(({ id }) => id))).toEqual(new Set(report.checks.map(({ id }) => id)));
    expect(tried.find(({ id }) => id === "event/accepted")).toEqual({
      id: "event/accepted",
      title: "A good event is answered with 200 and acted on once",
      severity: "must",
      verdict: "error",
      reason: "The check itself broke: refused <encrypt key>",
      data: { title: accepted.texts("title"), reason: expect.any(Text) as Text },
      durationMs: expect.any(Number) as number,
    });
  });

  it("lets a broken reporter break alone", async () => {
    const problems: unknown[] = [];
    let ended = false;
    await checkReceiver({
      ...brokenReceiver(),
      app,
      only: ["challenge"],
      reporters: [
        { name: "broken", runStarted: () => Promise.reject(new Error("no")) },
        {
          name: "well",
          runEnded: () => {
            ended = true;
          },
        },
      ],
      onReporterProblem: (problem) => problems.push(problem),
    });
    expect(ended).toBe(true);
    expect(problems).toMatchObject([{ reporter: "broken", message: "no" }]);
  });
});

/** A check that passes, and lets what is put off happen. */
function lastCheck(later: (() => void)[]): Check {
  const [first] = catalogue;
  if (!first) throw new Error("The catalogue is empty.");
  const evaluate: Check["evaluate"] = () => {
    for (const act of later) act();
    return Promise.resolve({ kind: "holds", reason: verbatim("done") });
  };
  return { ...first, id: "test/last", phase: "review", evaluate };
}

async function closedPort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`;
}
