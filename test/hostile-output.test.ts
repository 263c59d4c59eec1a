import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { verbatim } from "../src/base/text.js";
import { printable, printableLine } from "../src/base/printable.js";
import { withoutWorkflowCommands } from "../src/base/workflow-commands.js";
import { createDeliveryJson, createDeliveryLines } from "../src/cli/delivery-lines.js";
import { createGatewayJson, createGatewayLines } from "../src/cli/gateway-lines.js";
import { createScenarioJson, createScenarioLines } from "../src/cli/scenario-lines.js";
import { matchers } from "../src/matchers.js";
import { createTerminal, type Terminal } from "../src/cli/terminal.js";
import type { Report } from "../src/contract/report/report.js";
import { createReporter } from "../src/contract/reporters/create-reporter.js";
import { checkFailureText } from "../src/contract/reporters/failure-text.js";
import { renderSummary } from "../src/contract/reporters/github.js";
import { formatEventLog } from "../src/delivery/event-log.js";
import type { Outcome } from "../src/delivery/outcome.js";
import type { GatewayObserver } from "../src/gateway/gateway-observer.js";
import { runCli } from "./cli/run-cli.js";
import { sampleReport, sampleResult } from "./contract/sample-report.js";

/** All that a receiver, a client or a file could say to get at the reader's screen or job. */
const control = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code))
  .filter((character) => !/[\t\n\r -~]/.test(character))
  .join("");
const hostile = `evil${control}\u001B[8m\u001B[2J\u009B2J\u202Eabc\u2066\u200F\u061C\u2028\uFEFF\u{E0041}\n::error::1\r\n \t::add-mask::2\n\u200D::stop-commands::3\r::x::4\n##[error]5\n::error::6\nforged line`;

const [exchange] = sampleResult().exchanges;
if (!exchange) throw new Error("The sample has no exchange.");
const outcomes: readonly Outcome[] = [
  { kind: "not-http", reason: hostile, durationMs: 1 },
  {
    kind: "answered",
    status: 500,
    headers: [[hostile, hostile]],
    body: hostile,
    bodyTruncated: false,
    durationMs: 1,
  },
];
const exchanges = outcomes.map((outcome) => ({
  label: hostile,
  request: {
    ...exchange.request,
    body: hostile,
    plaintext: hostile,
    headers: [[hostile, hostile]] as const,
  },
  outcome,
}));
const texts = {
  reason: hostile,
  actual: hostile,
  expected: hostile,
  repeat: hostile,
  fix: hostile,
};
const known = { reason: hostile, owner: hostile, expires: "2026-12-31" };
const report: Report = sampleReport(
  [
    sampleResult({ ...texts, exchanges, verdict: "fail" }),
    sampleResult({ ...texts, exchanges, verdict: "fail", known, id: "event/keep-alive" }),
    sampleResult({ ...texts, exchanges, verdict: "warn", id: "event/level-scope" }),
    sampleResult({ ...texts, exchanges, verdict: "error", id: "event/concurrent" }),
    sampleResult({ ...texts, verdict: "inconclusive", id: "retry/late-retry" }),
    sampleResult({ ...texts, verdict: "pass", severity: "info", id: "event/unknown-type" }),
  ],
  {
    target: hostile,
    witness: { state: "blind", kind: "url", reason: hostile },
    findings: [
      {
        kind: "receiver-died",
        message: hostile,
        check: "event/accepted",
        exchange: exchanges[0] ?? exchange,
        lastOutput: `Error: ${hostile}`,
        recovered: true,
      },
    ],
  },
);

async function reported(kind: string, columns?: number): Promise<string> {
  let text = "";
  const write = (part: string): void => void (text += part);
  const reporter = createReporter(kind, { write, color: false, columns });
  await reporter.runStarted?.({
    target: report.target,
    events: report.events,
    seed: 1,
    checkCount: 1,
  });
  for (const result of report.checks) await reporter.checkEnded?.(result);
  await reporter.runEnded?.(report);
  return text;
}

/** What of the hostile text could not be seen, or acts on a runner; and whether it is there at all. */
function dangersIn(text: string): string[] {
  const lines = text.split("\n");
  return [
    ...(text.includes("evil") ? [] : ["the text is not there"]),
    ...unseenIn(text),
    ...lines.filter((line) => withoutWorkflowCommands(line) !== line),
  ];
}

/** A name or a reason must not begin a line as our own texts do. */
const forgedIn = (text: string): string[] =>
  text.split("\n").filter((line) => line.startsWith("forged"));

const unseenIn = (text: string): string[] =>
  text.split("\n").filter((line) => printable(line) !== line);

describe("hostile text in a report", () => {
  it.each(["pretty", "json", "junit", "html"])("is harmless in %s", async (kind) => {
    expect(dangersIn(await reported(kind))).toEqual([]);
  });

  it("is harmless in pretty lines that are broken for a terminal", async () => {
    for (let columns = 50; columns < 100; columns++) {
      expect(dangersIn(await reported("pretty", columns))).toEqual([]);
    }
  });

  it("begins no line of its own in pretty", async () => {
    expect(forgedIn(await reported("pretty"))).toEqual([]);
    expect(forgedIn(await reported("pretty", 80))).toEqual([]);
  });

  it("stays what it is in JSON", async () => {
    expect(JSON.parse(await reported("json"))).toEqual(report);
  });

  it("ends no command of the github reporter and begins none", async () => {
    const summaryFile = join(mkdtempSync(join(tmpdir(), "mocklark-hostile-")), "summary.md");
    const text = await reported(`github=${summaryFile}`);
    expect(unseenIn(text)).toEqual([]);
    const lines = text.trimEnd().split("\n");
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(line).toMatch(/^::(?:error|warning) title=[^:,]+::[^\r]+$/);
    expect(dangersIn(readFileSync(summaryFile, "utf8"))).toEqual([]);
    expect(dangersIn(renderSummary(report))).toEqual([]);
  });

  it("is harmless in the message of a failed assertion", () => {
    const delivery = {
      status: "given-up",
      eventId: "1",
      attempts: outcomes.map((outcome) => ({ attempt: 1, outcome, next: { kind: "gave-up" } })),
    };
    const said = [
      matchers.toBeDelivered(delivery).message(),
      matchers.toKeepTheContract(report).message(),
    ];
    for (const message of said) expect(dangersIn(message)).toEqual([]);
  });

  it("is harmless in the message of a failed test", () => {
    for (const check of report.checks) expect(dangersIn(checkFailureText(check))).toEqual([]);
  });
});

describe("hostile text in JSON that a command prints", () => {
  const settings = ["--set", `event.scope_id=${hostile.replaceAll("\0", "")}`, "--allow-invalid"];

  it.each([
    ["generate", ...settings],
    ["generate", "--format", "json", ...settings],
    ["send", "http://127.0.0.1:9/", "--dry-run", "--print", "json", ...settings],
  ])("is harmless after %s", async (command, ...args) => {
    const { code, stdout } = await runCli([command, ...args]);
    expect(code).toBe(0);
    expect(dangersIn(stdout)).toEqual([]);
    const { plaintext } = JSON.parse(stdout) as { readonly plaintext?: string };
    expect(JSON.parse(plaintext ?? stdout)).toMatchObject({
      event: { scope_id: hostile.replaceAll("\0", "") },
    });
  });

  it("is harmless in an event log", () => {
    const delivery = { eventId: hostile, eventType: hostile, target: hostile, channel: "webhook" };
    const next = { kind: "gave-up" };
    const attempts = outcomes.map((outcome) => ({ attempt: 1, startedAtMs: 0, outcome, next }));
    const text = formatEventLog([{ ...delivery, attempts }] as never);
    expect(dangersIn(text)).toEqual([]);
    expect(JSON.parse(text.split("\n")[0] ?? "")).toMatchObject({ event_id: hostile });
  });
});

interface Printed {
  readonly terminal: Terminal;
  readonly text: () => string;
}

/** A terminal whose streams are kept; its own colours are off. */
function fakeTerminal({ isTTY = false } = {}): Printed {
  let text = "";
  const stream = {
    isTTY,
    columns: 80,
    write: (part: string) => (text += part) !== "",
    on: () => {},
    once: () => {},
  };
  const terminal = createTerminal({
    stdout: stream,
    stderr: stream,
    argv: [],
    env: { NO_COLOR: "1" },
    cwd: () => "/",
  } as unknown as NodeJS.Process);
  return { terminal, text: () => text };
}

/** What a printer makes of it by itself, before the terminal looks at it. */
function bareTerminal(): Printed {
  let text = "";
  const add = (part: string): Promise<void> => Promise.resolve(void (text += part));
  const terminal: Partial<Terminal> = {
    out: add,
    live: (part) => void add(`${part}\n`),
    progress: (part) => void add(part),
    hide: () => {},
    language: "en",
    colors: pc.createColors(false),
  };
  return { terminal: terminal as Terminal, text: () => text };
}

const gatewayApp = { url: "http://127.0.0.1:1", appId: "a", appSecret: "b" };

function tellGateway(observer: GatewayObserver): void {
  observer.endpointAsked?.({ appId: hostile, refusal: "invalid-credentials" });
  observer.badFrame?.(
    {
      id: "connection-1",
      appId: hostile,
      deviceId: hostile,
      remoteAddress: "127.0.0.1",
      state: "online",
      connectedAtMs: 0,
      pings: 0,
      eventsPushed: 0,
      acks: 0,
      badFrames: 0,
      bufferedBytes: 0,
      eventsWaiting: 0,
      delayMs: 0,
    },
    hostile,
    verbatim(hostile),
  );
}

const printers: Readonly<Record<string, (terminal: Terminal) => void>> = {
  "delivery lines": (terminal) =>
    tellDelivery(createDeliveryLines(terminal, { attempts: 5, encrypted: true })),
  "delivery JSON": (terminal) => tellDelivery(createDeliveryJson(terminal)),
  "gateway lines": (terminal) => {
    const printer = createGatewayLines(terminal);
    printer.listening(gatewayApp);
    tellGateway(printer.observer(() => []));
  },
  "gateway JSON": (terminal) => tellGateway(createGatewayJson(terminal).observer(() => [])),
  "scenario lines": (terminal) => tellScenario(createScenarioLines(terminal)),
  "scenario JSON": (terminal) => tellScenario(createScenarioJson(terminal)),
};

function tellDelivery(observer: ReturnType<typeof createDeliveryLines>): void {
  const delivery = {
    id: "1",
    eventId: "0".repeat(32),
    eventType: hostile,
    target: hostile,
    channel: "webhook",
  };
  for (const outcome of outcomes) {
    const record = {
      attempt: 1,
      startedAtMs: 0,
      duplicate: false,
      outcome,
      next: { kind: "gave-up" },
    };
    observer.attemptStarted?.(delivery as never, record as never);
    observer.attemptEnded?.(delivery as never, record as never);
  }
}

function tellScenario(printer: ReturnType<typeof createScenarioLines>): void {
  const scenario = { name: hostile, file: hostile, app: {}, steps: [] };
  const step = { title: hostile, verdict: "failed", line: 3, reasons: [hostile], durationMs: 1 };
  const result = { scenario, steps: [step], reason: hostile, deliveries: 1, durationMs: 1 };
  printer.scenario(scenario as never);
  printer.step(step as never, scenario as never);
  printer.result({ ...result, verdict: "stopped" } as never);
  printer.result({ ...result, verdict: "skipped" } as never);
}

describe.each(Object.entries(printers))("hostile text in %s", (_name, print) => {
  it("is visible", () => {
    const { terminal, text } = bareTerminal();
    print(terminal);
    expect(unseenIn(text())).toEqual([]);
  });

  it("is harmless on the terminal", () => {
    const { terminal, text } = fakeTerminal();
    print(terminal);
    expect(dangersIn(text())).toEqual([]);
    expect(forgedIn(text())).toEqual([]);
  });
});

describe("a line for people", () => {
  it("stays short however long the text from outside is", () => {
    const { terminal, text } = bareTerminal();
    createGatewayLines(terminal)
      .observer(() => [])
      .endpointAsked?.({ appId: "\u{1F600}".repeat(50_000), refusal: "invalid-app-id" });
    expect(text()).toBe(`refused  ${"\u{1F600}".repeat(100)}…: invalid-app-id\n`);
  });

  it("shows line ends and tabs, and cuts no character in two", () => {
    expect(printableLine("a\nb\tc\r\nd")).toBe("a\\nb\\tc\\r\\nd");
    expect(printableLine("abc\u{1F600}", 4)).toBe("abc…");
  });
});

describe("a terminal", () => {
  it.each<[string, (terminal: Terminal) => unknown]>([
    ["out", (terminal) => terminal.out(hostile)],
    ["err", (terminal) => terminal.err(hostile)],
    ["progress", (terminal) => terminal.progress(hostile)],
  ])("prints nothing hostile as %s, whoever says it", (_way, print) => {
    const { terminal, text } = fakeTerminal();
    print(terminal);
    expect(dangersIn(text())).toEqual([]);
  });

  it("keeps a line that replaces itself on one line", () => {
    const { terminal, text } = fakeTerminal({ isTTY: true });
    terminal.live(hostile);
    expect(text().slice(0, 4)).toBe("\r\u001B[K");
    expect(dangersIn(text().slice(4))).toEqual([]);
    expect(text()).not.toContain("\n");
  });

  it("lets a reporter erase its progress, at the start of a text only", () => {
    const { terminal, text } = fakeTerminal();
    void terminal.out("\r\u001B[2Kdone \r\u001B[2K");
    expect(text()).toBe("\r\u001B[2Kdone \uFFFD\uFFFD[2K");
  });

  it("prints data as it is for a program, and visibly for a person", () => {
    const [piped, shown] = [fakeTerminal(), fakeTerminal({ isTTY: true })];
    for (const { terminal } of [piped, shown]) void terminal.data(hostile);
    expect(piped.text()).toBe(hostile);
    expect(unseenIn(shown.text())).toEqual([]);
  });

  it("lets commands of our own reach GitHub's runner", () => {
    const { terminal, text } = fakeTerminal();
    void terminal.command("::error title=a::b\u009B\n");
    expect(text()).toBe("::error title=a::b\uFFFD\n");
  });
});
