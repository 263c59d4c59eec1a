import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [
      "test/interop/**",
      "test/seeds/**",
      "test/attack/**",
      "test/browser/**",
      "test/bench/**",
      "**/node_modules/**",
    ],
    globalSetup: ["test/build-once.ts"],
    // Most of the longer tests wait for processes and sockets: more workers than two cores pay.
    maxWorkers: 3,
    // Only what hangs is to run into this: the laws over ten thousand seeds take seconds, and a busy
    // machine several times as long.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
