import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Assertion {
  readonly fullName: string;
  readonly status: "passed" | "failed" | "skipped" | "pending";
  readonly failureMessages: readonly string[];
}

let assertions: readonly Assertion[] = [];
let printed = "";

/** Vitest as users run it, on tests that are meant to fail in part. */
function runFixture(): Promise<string> {
  const args = ["run", "--config", "test/vitest-fixture/vitest.config.ts", "--reporter", "json"];
  const vitest = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", ...args], {
    cwd: root,
    env: { PATH: process.env["PATH"], CI: "1" },
  });
  let stdout = "";
  vitest.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  vitest.stderr.setEncoding("utf8").on("data", (text: string) => (printed += text));
  return new Promise((resolve) => vitest.on("close", () => resolve(stdout)));
}

beforeAll(async () => {
  const output = await runFixture();
  const report = JSON.parse(output.slice(output.indexOf("{"))) as {
    testResults: { assertionResults: Assertion[] }[];
  };
  assertions = report.testResults.flatMap(({ assertionResults }) => assertionResults);
});

function find(name: string): Assertion {
  const found = assertions.find(({ fullName }) => fullName.startsWith(name));
  if (!found) throw new Error(`No test is called ${name}: ${printed}`);
  return found;
}

describe("describeReceiver", () => {
  it.each([
    ["lenient fixture/good", "passed"],
    ["lenient fixture/bad", "failed"],
    ["lenient fixture/unadvised", "passed"],
    ["lenient fixture/beside-the-point", "skipped"],
    ["lenient fixture/unclear", "skipped"],
    ["lenient fixture/signed-for", "skipped"],
    ["lenient fixture/our-fault", "failed"],
    ["lenient the receiver lives", "passed"],
    ["strict fixture/good", "passed"],
    ["strict fixture/bad", "failed"],
    ["strict fixture/unadvised", "failed"],
    ["strict fixture/beside-the-point", "skipped"],
    ["strict fixture/unclear", "failed"],
    ["strict fixture/signed-for", "skipped"],
    ["stale the receiver lives", "failed"],
    ["started late fixture/good", "passed"],
    ["in Chinese fixture/bad: 标题 bad", "failed"],
    ["in Chinese fixture/unclear: 标题 unclear", "skipped"],
    ["in Chinese 接收端全程保持运行", "passed"],
  ])("lets %s be %s", (name, status) => {
    expect(find(name)).toMatchObject({ status });
  });

  it("fails a test with what was expected, what was seen, and how to mend it", () => {
    const [message] = find("lenient fixture/bad").failureMessages;
    expect(message).toContain("fixture/bad (must): it is bad");
    for (const text of ["status 200", "status 500", "Mend bad.", "--only fixture/bad --seed "]) {
      expect(message).toContain(text);
    }
  });

  it("says all of it in the language of its options", () => {
    const [message] = find("in Chinese fixture/bad").failureMessages;
    expect(message).toContain("期望接收端通过契约测试，实际：fixture/bad（必须）：标题 bad");
    for (const text of [
      "期望      status 200",
      "怎么改    修改 bad。",
      "复现命令  mocklark check",
    ]) {
      expect(message).toContain(text);
    }
  });

  it("says which failure is our own", () => {
    expect(find("lenient fixture/our-fault").failureMessages[0]).toContain(
      "The check itself broke: a mistake of ours",
    );
  });

  it("makes one test per chosen check and one for the run", () => {
    const ofRun = assertions.filter(({ fullName }) => fullName.startsWith("started late"));
    expect(ofRun).toHaveLength(2);
  });
});

describe("the example for Jest", () => {
  it("passes with an expect that takes Jest's matchers", () => {
    expect(find("our receiver keeps the contract")).toMatchObject({ status: "passed" });
    expect(find("our receiver takes an event")).toMatchObject({ status: "passed" });
  });
});
