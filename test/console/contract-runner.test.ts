import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MocklarkError } from "../../src/base/errors.js";
import type { CheckView, ConsoleState, ProblemView } from "../../src/console/console-state.js";
import { catalogue } from "../../src/contract/catalogue.js";
import { readReport } from "../../src/contract/report/read-report.js";
import type { Report } from "../../src/contract/report/report.js";
import { elementsOf } from "../contract/elements-of.js";
import { goodReceiver, keys, openContractConsole } from "./contract-console.js";
import { verbatim } from "../../src/base/text.js";

type Opened = Awaited<ReturnType<typeof openContractConsole>>;

const hasEnded = ({ contract }: ConsoleState): boolean =>
  !contract.isRunning && (contract.reportId !== undefined || contract.problem !== undefined);

async function runAll(page: Opened, body: object = { only: ["challenge/echo", "event/accepted"] }) {
  expect((await page.post("/contract/run", body)).status).toBe(202);
  return page.until(hasEnded);
}

const problemOf = async (response: Response): Promise<ProblemView> => {
  expect(response.status).toBe(400);
  return ((await response.json()) as { error: ProblemView }).error;
};

const folder = (): string => mkdtempSync(join(tmpdir(), "mocklark-contract-"));

/** A receiver that answers nothing, so that a run lasts until it is stopped. */
const silent = () => ({ target: createServer(() => {}) });

describe("the contract on the page", () => {
  it("lists every check with what it demands", async () => {
    const page = await openContractConsole();
    const checks = (await (await page.get("/contract/checks")).json()) as CheckView[];
    expect(checks.map(({ id }) => id)).toEqual(catalogue.map(({ id }) => id));
    expect(checks.find(({ id }) => id === "retry/after-kill")).toMatchObject({
      severity: "should",
      appliesTo: "webhook",
      phase: "kill",
      needs: ["managed-receiver"],
    });
  });

  it("runs what was chosen, tells of each result as it comes, and has the report at the end", async () => {
    let goOn = (): void => {};
    const wasSeen = new Promise<void>((resolve) => (goOn = resolve));
    const page = await openContractConsole({
      async whileChecked(check) {
        const value = await check(goodReceiver());
        await wasSeen;
        return value;
      },
    });
    expect((await page.post("/contract/run", { only: ["challenge"], seed: 5 })).status).toBe(202);
    const ids = catalogue.map(({ id }) => id).filter((id) => id.startsWith("challenge/"));
    const states = await page.until(({ contract }) => contract.tried.length === ids.length);
    const during = states.at(-1)?.contract;
    expect(during).toMatchObject({ isRunning: true, planned: ids.length });
    expect(during?.tried.map(({ id }) => id).sort()).toEqual(ids.toSorted());
    expect(during?.tried[0]).not.toHaveProperty("exchanges");
    goOn();
    expect((await page.until(hasEnded)).at(-1)?.contract).toMatchObject({
      isRunning: false,
      tried: [],
      planned: 0,
    });
    const report = (await (await page.get("/contract/report")).json()) as Report;
    expect(report.seed).toBe(5);
    expect(report.checks.map(({ id }) => id)).toEqual(ids);
    expect(report.summary.fail).toBe(0);
  });

  it("hides keys in the report", async () => {
    const page = await openContractConsole();
    await runAll(page);
    const text = await (await page.get("/contract/report")).text();
    expect(text).toContain("<verification token>");
    for (const key of Object.values(keys)) expect(text).not.toContain(key);
  });

  it("runs one at a time, and stops when it is told to", async () => {
    const page = await openContractConsole({ where: silent() });
    await page.post("/contract/run", {});
    const { message } = await problemOf(await page.post("/contract/run", {}));
    expect(message).toBe("Failed to run the contract: a run is under way.");
    await page.post("/contract/stop");
    const last = (await page.until(hasEnded)).at(-1);
    expect(last?.contract.problem).toBeUndefined();
    const report = (await (await page.get("/contract/report")).json()) as Report;
    expect(report.checks.map(({ verdict }) => verdict)).not.toContain("pass");
    expect(report.checks.some(({ reason }) => reason === "Stopped on the page.")).toBe(true);
  });

  it("ends a run when the console closes, and waits for it", async () => {
    let isOver = false;
    const where = silent();
    const page = await openContractConsole({
      async whileChecked(check) {
        const value = await check(where);
        isOver = true;
        return value;
      },
    });
    await page.post("/contract/run", {});
    await page.closeConsole();
    expect(isOver).toBe(true);
  });

  it("says why a run could not be made, and can be asked again", async () => {
    const failures: unknown[] = [
      new MocklarkError("ENVIRONMENT", verbatim(`Failed to reach it with ${keys.encryptKey}.`), {
        remedy: verbatim("Start it."),
      }),
      new Error("broken"),
    ];
    const page = await openContractConsole({
      whileChecked: () => Promise.reject(failures.shift()),
    });
    const first = await runAll(page);
    expect(first.at(-1)?.contract.problem).toEqual({
      code: "ENVIRONMENT",
      message: "Failed to reach it with <encrypt key>.",
      remedy: "Start it.",
    });
    await page.post("/contract/run", {});
    const states = await page.until(({ contract }) => contract.problem?.code === "ERROR");
    expect(states.at(-1)?.contract.problem?.message).toBe("Failed to run the contract: broken.");
  });

  it.each<[unknown, RegExp]>([
    [{ only: "event" }, /Failed to run the contract/],
    [{ only: [1] }, /Failed to run the contract/],
    [{ seed: -1 }, /Failed to run the contract/],
    [{ onyl: [] }, /onyl/],
    [[], /Failed to run the contract/],
    [{ only: ["nosuch"] }, /"nosuch" fits none/],
    [{ only: ["event"], skip: ["event"] }, /none is left/],
  ])("refuses %j", async (body, message) => {
    const page = await openContractConsole();
    expect((await problemOf(await page.post("/contract/run", body))).message).toMatch(message);
  });

  it("does nothing for whoever has not the page's token", async () => {
    const page = await openContractConsole();
    const none = { "X-Mocklark-Token": "" };
    expect((await page.post("/contract/run", {}, none)).status).toBe(403);
    expect((await page.post("/contract/stop", {}, none)).status).toBe(403);
  });
});

describe("the contract report's files", () => {
  it("are not there before the first run", async () => {
    const page = await openContractConsole();
    for (const path of ["report", "report.json", "report.html", "report.xml"]) {
      const { message } = await problemOf(await page.get(`/contract/${path}`));
      expect(message).toBe("Failed to show the contract report: there is none yet.");
    }
  });

  it("are what the reporters write, to be saved and never to be run", async () => {
    const page = await openContractConsole();
    await runAll(page);
    const [json, html, xml] = await Promise.all(
      ["json", "html", "xml"].map((ending) => page.get(`/contract/report.${ending}`)),
    );
    if (!json || !html || !xml) throw new Error("A file is missing.");
    expect(await readReport(await json.text(), "a.json")).toEqual(
      await (await page.get("/contract/report")).json(),
    );
    expect(await xml.text()).toContain('<testsuites name="mocklark" tests="2"');
    const text = await html.text();
    expect(elementsOf(text).map(({ tag }) => tag)).not.toContain("script");
    const hash = createHash("sha256")
      .update(/<style>(.*?)<\/style>/s.exec(text)?.[1] ?? "")
      .digest("base64");
    const policy = html.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain("default-src 'none'; ");
    expect(policy).toContain(`style-src 'sha256-${hash}'`);
    expect(policy).not.toContain("'self'");
    for (const response of [json, html, xml]) {
      expect(response.headers.get("Content-Security-Policy")).toMatch(/(?:^|; )sandbox$/);
      expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(response.headers.get("Content-Disposition")).toMatch(
        /^attachment; filename="contract-report\.(?:json|html|xml)"$/,
      );
    }
  });
});

describe("a page in Chinese", () => {
  it("is told what is refused and what there is to check in Chinese", async () => {
    const page = await openContractConsole();
    const refused = await page.get("/contract/report?lang=zh");
    expect(await refused.json()).toMatchObject({
      error: { message: "无法显示契约测试报告：还没有报告。", remedy: "先运行契约测试。" },
    });
    const checks = (await (await page.get("/contract/checks?lang=zh")).json()) as CheckView[];
    expect(checks.filter(({ title }) => !/\p{Script=Han}/u.test(title))).toEqual([]);
  });

  it("sees what was found so far in Chinese while a run goes on", async () => {
    const page = await openContractConsole();
    const told = page.until(({ contract }) => contract.tried.length > 0, "zh");
    await runAll(page);
    const [tried] = (await told).at(-1)?.contract.tried ?? [];
    expect(tried?.title).toMatch(/\p{Script=Han}/u);
    expect(tried?.reason).toMatch(/\p{Script=Han}/u);
    expect(tried).not.toHaveProperty("data");
  });
});

describe("the last contract report", () => {
  it("is there again after a restart, for its owner's eyes alone", async () => {
    const data = folder();
    const kept = join(data, "console");
    const first = await openContractConsole({ data });
    await runAll(first);
    const report: unknown = await (await first.get("/contract/report")).json();
    expect(statSync(join(kept, "contract-report.json")).mode & 0o777).toBe(0o600);
    await first.closeConsole();
    // Nothing is left of the file it was written to first.
    expect(readdirSync(kept).filter((file) => file.startsWith("contract"))).toEqual([
      "contract-report.json",
    ]);
    const second = await openContractConsole({ data });
    const chinese = await (await second.get("/contract/report?lang=zh")).json();
    expect(chinese).toMatchObject({
      language: "zh",
      checks: [{ title: expect.stringMatching(/\p{Script=Han}/u) as string }, {}],
    });
    expect(await (await second.get("/contract/report")).json()).toEqual(report);
    expect((await second.until(hasEnded)).at(-1)?.contract.problem).toBeUndefined();
  });

  it("is left alone where it cannot be read, and that is said", async () => {
    const data = folder();
    const path = join(data, "console", "contract-report.json");
    mkdirSync(join(data, "console"));
    writeFileSync(path, "{");
    const printed: string[] = [];
    const page = await openContractConsole({ data, print: (text) => void printed.push(text) });
    expect((await page.get("/contract/report")).status).toBe(400);
    expect(printed).toHaveLength(1);
    expect(printed[0]).toContain(`The last contract report is not shown: ${path}: `);
    expect(readFileSync(path, "utf8")).toBe("{");
  });

  it("is shown although it cannot be kept", async () => {
    const data = folder();
    const path = join(data, "console", "contract-report.json");
    // No file can take the place of a folder that holds something.
    mkdirSync(join(path, "taken"), { recursive: true });
    const printed: string[] = [];
    const page = await openContractConsole({ data, print: (text) => void printed.push(text) });
    await runAll(page);
    expect((await page.get("/contract/report")).status).toBe(200);
    expect(printed.join("\n")).toContain(`The contract report is not kept: ${path}: `);
  });
});
