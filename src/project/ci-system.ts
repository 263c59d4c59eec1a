import type { ProjectFiles } from "./project-files.js";

/** Where `mocklark check` may be made a job. */
export const ciSystems = ["github", "gitlab", "none"] as const;

export type CiSystem = (typeof ciSystems)[number];

/**
 * Where a project's jobs run: what it has files for, otherwise where its remote is.
 * @param gitConfig the text of .git/config, if there is one
 */
export function ciSystemOf({ names }: ProjectFiles, gitConfig: string): Exclude<CiSystem, "none"> {
  if (names.includes(".gitlab-ci.yml")) return "gitlab";
  if (names.some((name) => name.startsWith(".github/"))) return "github";
  return /^\s*url\s*=.*\bgitlab\b/m.test(gitConfig) ? "gitlab" : "github";
}
