import { defineConfig } from "vitest/config";
import { longTests, otherSuites } from "./test/long/long-tests.js";

/** What a change is tried on while it is made; `npm run test:long` has the rest. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [...longTests, ...otherSuites, "**/node_modules/**"],
    globalSetup: ["test/build-once.ts", "test/temporary-folder.ts"],
    // Files share the modules they import; none may leave anything behind in them.
    isolate: false,
    maxWorkers: 2,
    // Whoever runs them may have a Chinese locale.
    env: { MOCKLARK_LANG: "en" },
    // Only what hangs is to run into these.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
