import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    // The receivers wait for much: two files on two cores, and in each a few receivers at once.
    maxWorkers: 2,
    maxConcurrency: 4,
    // One test is ten runs of the suite.
    testTimeout: 400_000,
  },
});
