import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

const { scripts } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** The scripts that run a suite: `test`, `test:long`, … */
const suites = Object.keys(scripts).filter((name) => /^test(:|$)/.test(name));

function filesOf(suite: string): string[] {
  const [, ...args] = (scripts[suite] ?? "").replace("vitest run", "vitest list").split(" ");
  const vitest = `${root}node_modules/vitest/vitest.mjs`;
  const printed = execFileSync(process.execPath, [vitest, ...args, "--filesOnly", "--json"], {
    cwd: root,
    encoding: "utf8",
  });
  const listed = JSON.parse(printed.slice(printed.indexOf("["))) as readonly { file: string }[];
  return listed.map(({ file }) => relative(root, file));
}

describe("the suites", () => {
  it("have every test file in one of them, and in one only", () => {
    const inSuites = suites.flatMap(filesOf).toSorted();
    const written = readdirSync(`${root}test`, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".test.ts"))
      .map((file) => `test/${file.replaceAll("\\", "/")}`);
    expect(inSuites).toEqual(written.toSorted());
  });

  it.each(suites)("are all run before a change lands: %s", (suite) => {
    const run = readFileSync(`${root}.ci/run`, "utf8");
    const command = suite === "test" ? "npm test" : `npm run ${suite}`;
    expect(run).toMatch(new RegExp(`${command}( |$)`, "m"));
  });
});
