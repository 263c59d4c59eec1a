import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    globalSetup: ["global-setup.ts", "../temporary-folder.ts"],
    // Receivers are judged by the clock: no two files at once, and each file says what it does side by side.
    fileParallelism: false,
    // A cold JVM or Python takes seconds to start, on a busy machine many.
    testTimeout: 90_000,
    hookTimeout: 150_000,
  },
});
