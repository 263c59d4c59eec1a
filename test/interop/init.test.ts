import { execFile } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { bin } from "../cli/start-process.js";
import { runCli } from "../cli/run-cli.js";
import { type SampleProject, sampleProjects } from "./projects/build-projects.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const pythonBin = fileURLToPath(new URL("python/target/venv/bin", import.meta.url));

/** A copy of the project with what it and we have installed, and mocklark as `npm install` would put it there. */
function freshCopy({ id, cwd }: SampleProject): string {
  const folder = mkdtempSync(join(tmpdir(), `mocklark-${id}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const isSource = (path: string): boolean => !/[\\/](?:node_modules|dist|__pycache__)$/.test(path);
  cpSync(cwd, folder, { recursive: true, filter: isSource });
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  for (const installed of [join(cwd, "node_modules"), join(root, "node_modules")]) {
    linkAll(installed, modules);
    linkAll(join(installed, ".bin"), join(modules, ".bin"));
  }
  symlinkSync(root, join(modules, "mocklark"));
  symlinkSync(bin, join(modules, ".bin", "mocklark"));
  // As npm makes it.
  chmodSync(bin, 0o755);
  return folder;
}

function linkAll(from: string, to: string): void {
  for (const name of existsSync(from) ? readdirSync(from) : []) {
    if (!existsSync(join(to, name))) symlinkSync(join(from, name), join(to, name));
  }
}

interface Step {
  readonly name?: string;
  readonly run?: string;
}

/** The commands of the job's steps that come after what is installed here already. */
function commandsOf(folder: string): string[] {
  const workflow = parse(readFileSync(join(folder, ".github/workflows/mocklark.yml"), "utf8")) as {
    jobs: { receiver: { steps: Step[] } };
  };
  return workflow.jobs.receiver.steps
    .flatMap(({ run }) => run ?? [])
    .filter((run) => !/^(?:npm (?:ci|install)|pip install)\b/.test(run));
}

/** Without the rc files: from a socket, which Node's pipes are, bash reads them. */
const asOnGitHub = ["--noprofile", "--norc", "-eo", "pipefail", "-c"];

function bash(command: string, cwd: string): Promise<{ code: unknown; output: string }> {
  const env = { ...process.env, PATH: `${pythonBin}:${process.env["PATH"]}`, CI: "true" };
  return new Promise((resolve) => {
    execFile("bash", [...asOnGitHub, command], { cwd, env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, output: `${stdout}${stderr}` }),
    );
  });
}

describe("mocklark init", () => {
  const ready = inject("readyLanguages");

  it.each(sampleProjects.filter(({ language }) => ready.includes(language)))(
    "writes a job whose commands pass in the $id project",
    { timeout: 300_000 },
    async (project) => {
      const folder = freshCopy(project);
      const written = await runCli(["init", "--write", "--ci", "github"], { cwd: folder });
      expect(written).toMatchObject({ code: 0, stderr: "" });
      const commands = commandsOf(folder);
      expect(commands.filter((command) => command.includes("mocklark@"))).toHaveLength(2);
      for (const command of commands) {
        const { code, output } = await bash(command, folder);
        expect(code, `${command}\n${output}`).toBe(0);
      }
    },
  );
});
