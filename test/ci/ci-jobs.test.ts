import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { runCli } from "../cli/run-cli.js";
import { good, mutant, projectFolder, runScript } from "./ci-job.js";

const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), "utf8");

/** What the jobs find in the project's config file. */
const configFor = (exec: string): Readonly<Record<string, string>> => ({
  "mocklark.config.json": JSON.stringify({
    exec,
    only: ["event/accepted", "idempotency/duplicate"],
    "encrypt-key": "encrypt-key-for-tests",
  }),
});

const receivers = [
  { what: "a good receiver", exec: good, code: 0 },
  { what: "one that acts on every copy", exec: mutant, code: 1 },
];

describe("action.yml", () => {
  interface Action {
    readonly inputs: Readonly<Record<string, { readonly default: string }>>;
    readonly runs: {
      readonly using: string;
      readonly steps: readonly {
        readonly run: string;
        readonly env: Readonly<Record<string, string>>;
      }[];
    };
  }
  const action = parse(read("action.yml")) as Action;
  const [step] = action.runs.steps;

  /** The step's environment as GitHub makes it from the inputs. */
  function environmentFor(inputs: Readonly<Record<string, string>>): Record<string, string> {
    const written = Object.entries(step?.env ?? {});
    return Object.fromEntries(
      written.map(([name, value]) => {
        const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1] ?? "";
        return [name, inputs[input] ?? action.inputs[input]?.default ?? ""];
      }),
    );
  }

  const act = (inputs: Readonly<Record<string, string>>, cwd: string) =>
    runScript(step?.run ?? "", {
      cwd,
      env: { ...environmentFor(inputs), MOCKLARK_ENCRYPT_KEY: "encrypt-key-for-tests" },
    });

  it("is composite, and lets no input into its script", () => {
    expect(action.runs.using).toBe("composite");
    expect(action.runs.steps).toHaveLength(1);
    expect(step?.run).not.toContain("${{");
  });

  it.each(receivers)("ends with $code for $what", async ({ exec, code }) => {
    const cwd = projectFolder();
    const args = "--only\nevent/accepted\n--only\nidempotency/duplicate\n";
    const result = await act({ exec, args }, cwd);
    expect(result.code, result.output).toBe(code);
    expect(readFileSync(join(cwd, "mocklark-report.xml"), "utf8")).toContain("<testsuite");
    expect(result.output.includes("::error")).toBe(code === 1);
  });

  it("takes its inputs as they are, whatever a shell would make of them", async () => {
    const cwd = projectFolder();
    const inputs = {
      args: "--only\n$(touch args)",
      baseline: "`touch baseline`",
      config: "; touch config",
      junit: '"; touch junit; "',
      url: "$(touch url)",
    };
    const { code } = await act(inputs, cwd);
    expect(code).not.toBe(0);
    const made = Object.keys(inputs).filter((name) => existsSync(join(cwd, name)));
    expect(made).toEqual([]);
  });

  it("takes the version it is told, which here no registry can give", async () => {
    const { code, output } = await act({ exec: good, version: "0.0.999" }, projectFolder());
    expect(output).toMatch(/0\.0\.999|ENOTCACHED/);
    expect(code).not.toBe(0);
  });
});

describe("the GitLab job of docs/ci.md", () => {
  const [, snippet = ""] = /## GitLab\n[^]*?```yaml\n([^]*?)```/.exec(read("docs/ci.md")) ?? [];
  const { mocklark: job } = parse(snippet) as {
    mocklark: { script: string[]; artifacts: { reports: { junit: string } } };
  };

  it.each(receivers)("ends with $code for $what", async ({ exec, code }) => {
    const cwd = projectFolder(configFor(exec));
    const result = await runScript(job.script.join("\n"), { cwd });
    expect(result.code, result.output).toBe(code);
    expect(readFileSync(join(cwd, job.artifacts.reports.junit), "utf8")).toContain("<testsuite");
  });
});

describe("the jobs init writes", () => {
  interface Workflow {
    readonly jobs: { readonly receiver: { readonly steps: readonly { readonly run?: string }[] } };
  }
  interface Pipeline {
    readonly mocklark: { readonly script: readonly string[] };
  }

  /** What runs behind the steps that install the project. */
  const scripts = {
    github: (folder: string): readonly string[] => {
      const text = readFileSync(join(folder, ".github/workflows/mocklark.yml"), "utf8");
      const { steps } = (parse(text) as Workflow).jobs.receiver;
      return steps.flatMap(({ run }) => run ?? []).filter((run) => run !== "npm install");
    },
    gitlab: (folder: string): readonly string[] =>
      (parse(readFileSync(join(folder, ".gitlab-ci.yml"), "utf8")) as Pipeline).mocklark.script,
  };

  const cases = (["github", "gitlab"] as const).flatMap((ci) =>
    receivers.map((each) => ({ ...each, ci })),
  );

  it.each(cases)("end with $code on $ci for $what", async ({ ci, exec, code }) => {
    const cwd = projectFolder({ "package.json": "{}", ...configFor(exec) });
    await runCli(["init", "--write", "--ci", ci], { cwd });
    const result = await runScript(scripts[ci](cwd).join("\n"), { cwd });
    expect(result.code, result.output).toBe(code);
  });
});
