import type { TestProject } from "vitest/node";
import { setup as compile } from "../build-once.js";
import { buildReceivers, warnOfSkipped } from "./build-receivers.js";
import type { Language } from "./interop-receivers.js";

declare module "vitest" {
  interface ProvidedContext {
    readyLanguages: Language[];
    /** `vitest --update` was asked for: the page about the SDKs is written, not compared. */
    writesPage: boolean;
  }
}

/** Builds once, before any test runs. What is skipped is said again at the end. */
export default function setup(project: TestProject): () => void {
  compile();
  const { ready, skipped } = buildReceivers();
  project.provide("readyLanguages", ready);
  project.provide("writesPage", project.config.snapshotOptions.updateSnapshot === "all");
  return () => warnOfSkipped(skipped);
}
