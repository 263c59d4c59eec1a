import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    env: { MOCKLARK_LANG: "en" },
    include: ["*.test.ts"],
    globalSetup: ["global-setup.ts", "../temporary-folder.ts"],
    // One browser, and servers that are looked at live: files side by side would only wait for each other.
    fileParallelism: false,
    // Only what hangs is to run into these.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 45_000 } },
  },
});
