import { execSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Language } from "../interop-receivers.js";

/** A project as people write it, for `mocklark init` to find its way around. */
export interface SampleProject {
  readonly id: string;
  readonly language: Language;
  readonly cwd: string;
  /** What it needs besides what its language's receivers are built with. */
  readonly install?: string;
}

const folderOf = (id: string): string => fileURLToPath(new URL(id, import.meta.url));

const install = "npm ls --all >/dev/null 2>&1 || npm ci --no-audit --no-fund --loglevel=error";

export const sampleProjects: readonly SampleProject[] = [
  // Express and the SDK are dependencies of our own.
  { id: "express", language: "node", cwd: folderOf("express") },
  { id: "fastify", language: "node", cwd: folderOf("fastify"), install },
  { id: "nest", language: "node", cwd: folderOf("nest"), install },
  { id: "flask", language: "python", cwd: folderOf("flask") },
  { id: "go", language: "go", cwd: folderOf("go") },
];

/**
 * Installs what the projects of these languages need. What is there already costs a second.
 * @throws Error when a registry has it not, or cannot be reached
 */
export function buildProjects(languages: readonly Language[]): void {
  for (const { language, install, cwd } of sampleProjects) {
    if (install !== undefined && languages.includes(language)) execSync(install, { cwd });
  }
}
