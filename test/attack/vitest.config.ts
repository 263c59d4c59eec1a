import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    env: { MOCKLARK_LANG: "en" },
    include: ["*.test.ts"],
    globalSetup: ["../build-once.ts", "../temporary-folder.ts"],
    // Most of the attacks wait for processes and sockets: more workers than two cores pay.
    maxWorkers: 3,
    // What hangs is the fault that is looked for; only that is to run into this.
    testTimeout: 300_000,
  },
});
