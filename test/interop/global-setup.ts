import type { TestProject } from "vitest/node";
import { setup as compile } from "../build-once.js";
import { buildReceivers, warnOfSkipped } from "./build-receivers.js";
import type { Language } from "./interop-receivers.js";
import { buildProjects } from "./projects/build-projects.js";
import { buildLibraries, warnOfSkippedLibraries } from "./third-party/build-libraries.js";

declare module "vitest" {
  interface ProvidedContext {
    readyLanguages: Language[];
    /** Ids of the third-party libraries that are installed. */
    readyLibraries: string[];
    /** `vitest --update` was asked for: the pages are written, not compared. */
    writesPage: boolean;
  }
}

/** Builds once, before any test runs. What is skipped is said again at the end. */
export default async function setup(project: TestProject): Promise<() => void> {
  // Mostly waits for registries: the compilers need not wait for it.
  const installing = buildLibraries();
  compile();
  const { ready, skipped } = buildReceivers();
  buildProjects(ready);
  const libraries = await installing;
  warnOfSkippedLibraries(libraries.skipped);
  project.provide("readyLanguages", ready);
  project.provide(
    "readyLibraries",
    libraries.ready.map(({ id }) => id),
  );
  project.provide("writesPage", project.config.snapshotOptions.updateSnapshot === "all");
  return () => {
    warnOfSkipped(skipped);
    warnOfSkippedLibraries(libraries.skipped);
  };
}
