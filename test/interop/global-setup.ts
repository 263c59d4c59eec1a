import type { TestProject } from "vitest/node";
import { setup as compile } from "../build-once.js";
import { buildReceivers } from "./build-receivers.js";
import type { Language } from "./interop-receivers.js";

declare module "vitest" {
  interface ProvidedContext {
    readyLanguages: Language[];
    /** `vitest --update` was asked for: the page about the SDKs is written, not compared. */
    writesPage: boolean;
  }
}

/** Builds once, before any test runs. */
export default function setup(project: TestProject): void {
  compile();
  project.provide("readyLanguages", buildReceivers());
  project.provide("writesPage", project.config.snapshotOptions.updateSnapshot === "all");
}
