import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/interop/**", "test/browser/**", "test/bench/**", "**/node_modules/**"],
    globalSetup: ["test/build-once.ts"],
    // Most of the longer tests wait for processes and sockets: more workers than two cores pay.
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
