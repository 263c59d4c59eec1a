import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    // A file keeps one core busy with three receivers at once: two files on two cores.
    maxWorkers: 2,
    maxConcurrency: 3,
    // One test is ten runs of the suite.
    testTimeout: 400_000,
  },
});
