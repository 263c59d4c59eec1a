import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    env: { MOCKLARK_LANG: "en" },
    include: ["*.test.ts"],
    // Most of it is waiting: all three files at once, with four receivers each, keep two cores busy.
    maxWorkers: 3,
    maxConcurrency: 4,
    // One test is ten runs of the suite.
    testTimeout: 400_000,
  },
});
