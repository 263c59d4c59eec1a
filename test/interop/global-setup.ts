import type { TestProject } from "vitest/node";
import { buildReceivers } from "./build-receivers.js";
import type { Language } from "./interop-receivers.js";

declare module "vitest" {
  interface ProvidedContext {
    readyLanguages: Language[];
  }
}

/** Builds once, before any test runs. */
export default function setup(project: TestProject): void {
  project.provide("readyLanguages", buildReceivers());
}
