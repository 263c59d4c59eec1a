import { defineConfig } from "vitest/config";
import { slowFirst } from "../slow-first.js";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    env: { MOCKLARK_LANG: "en" },
    include: ["*.test.ts"],
    globalSetup: ["global-setup.ts", "../temporary-folder.ts"],
    // Receivers are judged by the clock: no more than two files at once, and each says what it does side by side.
    maxWorkers: 2,
    // Four minutes, then one and a half.
    sequence: { sequencer: slowFirst([/contract/, /third-party|init|horizon/]) },
    // A cold JVM or Python takes seconds to start, on a busy machine many.
    testTimeout: 90_000,
    hookTimeout: 150_000,
  },
});
