import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { bin } from "../cli/start-process.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A clean project that has mocklark where `npm install` puts it. */
export function projectFolder(texts: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "mocklark-ci-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  mkdirSync(join(folder, "node_modules", ".bin"), { recursive: true });
  symlinkSync(root, join(folder, "node_modules", "mocklark"));
  const launcher = `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`;
  writeFileSync(join(folder, "node_modules", ".bin", "mocklark"), launcher, { mode: 0o755 });
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  return folder;
}

export interface JobResult {
  readonly code: number | string | null | undefined;
  readonly output: string;
}

/** Runs a step's script as GitHub's runner and GitLab's do, without a way to a registry. */
export function runScript(
  script: string,
  { cwd, env = {} }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<JobResult> {
  const settings = {
    PATH: process.env["PATH"] ?? "",
    HOME: cwd,
    CI: "true",
    npm_config_offline: "true",
    npm_config_cache: join(cwd, ".npm"),
    ...env,
  };
  return new Promise((resolve) => {
    const args = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
    execFile("bash", args, { cwd, env: settings }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, output: `${stdout}${stderr}` }),
    );
  });
}

const receiver = (script: string): string =>
  `"${process.execPath}" "${join(root, "test/receivers", script)}"`;

export const good = receiver("node-http.mjs");
export const mutant = `${receiver("mutants/run.mjs")} acts-on-every-copy`;
